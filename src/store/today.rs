//! What is open now, for 今日: the cases in the order of what they owe, and how many stand in each group.

use chrono::Duration;
use rusqlite::{OptionalExtension, Row};

use crate::domain::case::CaseNumber;
use crate::domain::case_row::CaseRow;
use crate::domain::code::DeadlineCode;
use crate::domain::obligation::Obligation;
use crate::domain::time::Moment;
use crate::domain::today::{OwedPlace, TodayCounts, TodayGroup, TodayQuery};
use crate::store::columns::Columns;
use crate::store::db::Db;
use crate::store::error::Error;
use crate::store::fact;
use crate::store::key;
use crate::store::params::Params;
use crate::store::scope::Scope;

/// The condition of the index `fact_open`, word for word.
const OPEN: &str = "status IN ('unassigned', 'handling', 'visit_due', 'observed')";

/// The groups that are told from what a case owes.
const OWING: [TodayGroup; 10] = [
    TodayGroup::Overdue,
    TodayGroup::DueSoon,
    TodayGroup::Promise,
    TodayGroup::Progress,
    TodayGroup::Visit,
    TodayGroup::VisitToday,
    TodayGroup::Appointment,
    TodayGroup::Paper,
    TodayGroup::Handover,
    TodayGroup::Superior,
];

/// The groups that are told from the row of the case.
const OF_ROW: [TodayGroup; 8] = [
    TodayGroup::All,
    TodayGroup::Mine,
    TodayGroup::Unassigned,
    TodayGroup::HandlerGone,
    TodayGroup::Referral,
    TodayGroup::Online,
    TodayGroup::AwaitsReply,
    TodayGroup::MayClose,
];

impl Db {
    /// Open cases of a group with everything that they owe, in the order of
    /// [`ListPlace`](crate::domain::today::ListPlace). `soon` before its time something is due soon.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn open_cases(
        &self,
        query: &TodayQuery,
        scope: Scope,
        soon: Duration,
    ) -> Result<Vec<(CaseRow, Vec<Obligation>)>, Error> {
        let mut params = Params::default();
        let mut sql = format!("SELECT * FROM case_fact INDEXED BY fact_open WHERE {OPEN} AND ");
        sql += &match condition(query.group, query, scope.now, soon, &mut params) {
            GroupCondition::Row(row) => row,
            GroupCondition::Owed(owed) => {
                let now = params.add(scope.now.unix());
                format!(
                    "EXISTS (SELECT 1 FROM obligation WHERE case_no = number AND since <= {now} AND {owed})"
                )
            }
        };
        if let Some(handler) = &query.handler {
            sql += &format!(" AND handler = {}", params.add(handler.clone()));
        }
        if let Some(after) = &query.after {
            let number = params.add(key::of_number(after.number));
            sql += &match after.due.map(|due| params.add(due.unix())) {
                Some(due) => format!(
                    " AND (next_due > {due} OR next_due = {due} AND number > {number} OR next_due IS NULL)"
                ),
                None => format!(" AND next_due IS NULL AND number > {number}"),
            };
        }
        sql += &scope.and_settled("number", &mut params);
        let limit = i64::try_from(query.limit).unwrap_or(i64::MAX);
        sql += &format!(" ORDER BY next_due NULLS LAST, number LIMIT {}", params.add(limit));
        let mut statement = self.raw().prepare_cached(&sql)?;
        let rows: Vec<CaseRow> =
            statement.query_and_then(params.all(), fact::read)?.collect::<Result<_, Error>>()?;
        rows.into_iter().map(|row| Ok((self.obligations_of(row.number)?, row))).map(swap).collect()
    }

    /// The open cases that owe something whose time, or the time `soon` before it, has passed since `since`: those that
    /// somebody may be reminded of. Found by the index of due times, however many are open.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn open_cases_passing(
        &self,
        since: Moment,
        scope: Scope,
        soon: Duration,
    ) -> Result<Vec<(CaseRow, Vec<Obligation>)>, Error> {
        let mut params = Params::default();
        let passing = [Duration::zero(), soon].map(|ahead| {
            let (from, to) = (since + ahead, scope.now + ahead);
            let (from, to) = (params.add(from.unix()), params.add(to.unix()));
            format!("SELECT case_no FROM obligation WHERE due > {from} AND due <= {to}")
        });
        let sql = format!(
            "SELECT * FROM case_fact WHERE number IN ({}) AND {OPEN}{} ORDER BY next_due NULLS LAST",
            passing.join(" UNION "),
            scope.and_settled("number", &mut params)
        );
        let mut statement = self.raw().prepare_cached(&sql)?;
        let rows: Vec<CaseRow> =
            statement.query_and_then(params.all(), fact::read)?.collect::<Result<_, Error>>()?;
        rows.into_iter().map(|row| Ok((self.obligations_of(row.number)?, row))).map(swap).collect()
    }

    /// What open cases owe now, with what each is about, in the order of [`OwedPlace`] behind a place.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn owed(
        &self,
        after: Option<&OwedPlace>,
        limit: usize,
        scope: Scope,
    ) -> Result<Vec<(CaseNumber, String, Obligation)>, Error> {
        let mut params = Params::default();
        let now = params.add(scope.now.unix());
        let mut sql = format!(
            "SELECT id, code, due, since, rule, task, working_days, what, who, case_no, gist \
             FROM obligation JOIN case_fact ON number = case_no WHERE {OPEN} AND since <= {now}"
        );
        if let Some((due, number, code, id)) = after {
            let (due, number) = (params.add(due.unix()), params.add(key::of_number(*number)));
            let (code, id) = (params.add((*code).to_owned()), params.add(id.clone()));
            sql += &format!(" AND (due, case_no, code, id) > ({due}, {number}, {code}, {id})");
        }
        sql += &scope.and_settled("case_no", &mut params);
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        sql += &format!(" ORDER BY due, case_no, code, id LIMIT {}", params.add(limit));
        let mut statement = self.raw().prepare_cached(&sql)?;
        let line =
            |row: &Row<'_>| Ok((key::number(row.get("case_no")?)?, row.get("gist")?, obligation(row)?));
        statement.query_and_then(params.all(), line)?.collect()
    }

    /// The first moment after `now` at which an open case changes by time alone: something comes to its time, passes it or
    /// is due soon, begins to be owed, or nothing is missing any more for a closure.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn open_cases_change_at(&self, now: Moment, soon: Duration) -> Result<Option<Moment>, Error> {
        let first = |sql: &str, from: Moment| -> Result<Option<Moment>, Error> {
            let mut statement = self.raw().prepare_cached(sql)?;
            let at: Option<Option<i64>> = statement.query_row([from.unix()], |row| row.get(0)).optional()?;
            at.flatten().map(key::moment).transpose()
        };
        // At its time a quiet week is over; anything else is past it the second after.
        let due = first("SELECT min(due) FROM obligation WHERE due >= ?1", now)?;
        let due = due.map(|due| due.max(now + Duration::seconds(1)));
        let near = first("SELECT min(due) FROM obligation WHERE due > ?1", now + soon)?.map(|due| due - soon);
        let since = first("SELECT min(since) FROM obligation WHERE since > ?1", now)?;
        let ready = format!(
            "SELECT min(ready_at) FROM case_fact INDEXED BY fact_open WHERE {OPEN} AND ready_at > ?1"
        );
        Ok([due, near, since, first(&ready, now)?].into_iter().flatten().min())
    }

    /// How many open cases stand in each group, for whoever `query` says is on duty and has left.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn open_counts(
        &self,
        query: &TodayQuery,
        scope: Scope,
        soon: Duration,
    ) -> Result<TodayCounts, Error> {
        let mut counts = TodayCounts::default();
        let mut params = Params::default();
        let on_row = tests(&OF_ROW, query, scope.now, soon, &mut params);
        let on_row: Vec<String> = on_row.iter().map(|test| format!("total({test})")).collect();
        let sql = format!(
            "SELECT {} FROM case_fact INDEXED BY fact_open WHERE {OPEN}{}",
            on_row.join(", "),
            scope.and_settled("number", &mut params)
        );
        self.count_into(&mut counts, &OF_ROW, &sql, &params)?;
        let mut params = Params::default();
        let on_owed = tests(&OWING, query, scope.now, soon, &mut params);
        let (sums, most): (Vec<String>, Vec<String>) = on_owed
            .iter()
            .enumerate()
            .map(|(at, test)| (format!("total(t{at})"), format!("max({test}) AS t{at}")))
            .unzip();
        let now = params.add(scope.now.unix());
        let sql = format!(
            "SELECT {} FROM (SELECT {} FROM obligation WHERE since <= {now}{} GROUP BY case_no)",
            sums.join(", "),
            most.join(", "),
            scope.and_settled("case_no", &mut params)
        );
        self.count_into(&mut counts, &OWING, &sql, &params)?;
        Ok(counts)
    }

    fn count_into(
        &self,
        counts: &mut TodayCounts,
        groups: &[TodayGroup],
        sql: &str,
        params: &Params,
    ) -> Result<(), Error> {
        let mut statement = self.raw().prepare_cached(sql)?;
        let mut rows = statement.query(params.all())?;
        if let Some(row) = rows.next()? {
            for (at, group) in groups.iter().enumerate() {
                // A count of cases fits.
                counts.add(*group, row.get::<_, f64>(at)? as usize);
            }
        }
        Ok(())
    }

    /// What a case owes now or will by time alone, by due time.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn obligations_of(&self, number: CaseNumber) -> Result<Vec<Obligation>, Error> {
        self.raw()
            .prepare_cached(
                "SELECT id, code, due, since, rule, task, working_days, what, who FROM obligation WHERE case_no = ?1 ORDER BY due, code",
            )?
            .query_and_then([key::of_number(number)], obligation)?
            .collect()
    }
}

fn swap<T, U>(pair: Result<(T, U), Error>) -> Result<(U, T), Error> {
    pair.map(|(first, second)| (second, first))
}

/// Reads an open obligation: id, code, due, since, rule, task, working_days, what, who.
fn obligation(row: &Row<'_>) -> Result<Obligation, Error> {
    let damaged = || Error::Damaged("有一行的时限读不出来".into());
    let mut row = Columns::of(row);
    let id = row.text()?.parse().map_err(|_| damaged())?;
    let deadline = DeadlineCode::from_code(row.text()?).ok_or_else(damaged)?;
    let (due, since) = (key::moment(row.take()?)?, key::moment(row.take()?)?);
    let rule = row.take()?;
    let task: Option<String> = row.take()?;
    let task = task.map(|task| serde_json::from_str(&task).map_err(|_| damaged())).transpose()?;
    Ok(Obligation {
        id,
        deadline,
        due,
        rule,
        task,
        sooner_for: None,
        working_days: row.take()?,
        what: row.take()?,
        who: row.take()?,
        set_at: since,
        owed_from: since,
        end: None,
    })
}

/// What decides whether a case belongs to a group: as [`crate::domain::today::OpenCase::is_in`] says.
enum GroupCondition {
    /// A condition on the row of the case.
    Row(String),
    /// A condition on something that it owes.
    Owed(String),
}

fn tests(
    groups: &[TodayGroup],
    query: &TodayQuery,
    now: Moment,
    soon: Duration,
    params: &mut Params,
) -> Vec<String> {
    groups
        .iter()
        .map(|group| match condition(*group, query, now, soon, params) {
            GroupCondition::Row(test) | GroupCondition::Owed(test) => test,
        })
        .collect()
}

fn condition(
    group: TodayGroup,
    query: &TodayQuery,
    now: Moment,
    soon: Duration,
    params: &mut Params,
) -> GroupCondition {
    use GroupCondition::{Owed, Row};
    let codes = || {
        let codes: Vec<String> = group.deadlines().iter().map(|code| format!("'{}'", code.code())).collect();
        format!("code IN ({})", codes.join(", "))
    };
    match group {
        TodayGroup::All => Row("TRUE".into()),
        TodayGroup::Mine => {
            let (me, now) = (params.add(query.me.clone()), params.add(now.unix()));
            let given = format!(
                "SELECT 1 FROM obligation WHERE case_no = case_fact.number AND who = {me} AND since <= {now}"
            );
            Row(format!("(handler IS {me} OR EXISTS ({given}))"))
        }
        TodayGroup::Unassigned => Row("status = 'unassigned'".into()),
        TodayGroup::HandlerGone => {
            let former = serde_json::Value::from(query.former.clone()).to_string();
            let listed = format!("handler IN (SELECT value FROM json_each({}))", params.add(former));
            Row(format!("coalesce({listed}, FALSE)"))
        }
        TodayGroup::Referral => Row("channel = 'referral'".into()),
        TodayGroup::Online => Row("channel = 'online'".into()),
        TodayGroup::AwaitsReply => Row("reply_since IS NOT NULL".into()),
        TodayGroup::MayClose => Row(format!("coalesce(ready_at <= {}, FALSE)", params.add(now.unix()))),
        TodayGroup::Overdue => Owed(format!("code <> 'quiet_week' AND due < {}", params.add(now.unix()))),
        TodayGroup::DueSoon => {
            let (from, to) = (params.add(now.unix()), params.add((now + soon).unix()));
            Owed(format!("iif(code = 'quiet_week', due <= {from}, due BETWEEN {from} AND {to})"))
        }
        TodayGroup::VisitToday => {
            Owed(format!("{} AND due < {}", codes(), params.add(now.end_of_day().unix())))
        }
        // As the kinds of tasks are written.
        TodayGroup::Appointment => {
            let begins = "json_extract(task, '$.appointment.begins')";
            let end = params.add(now.end_of_day().to_string());
            Owed(format!("coalesce(task = '\"new_slot\"' OR {begins} < {end}, FALSE)"))
        }
        TodayGroup::Paper => {
            let of_task = "coalesce(json_extract(task, '$.paper.form') IS NOT NULL, FALSE)";
            Owed(format!("({} OR {of_task})", codes()))
        }
        TodayGroup::Promise
        | TodayGroup::Progress
        | TodayGroup::Visit
        | TodayGroup::Handover
        | TodayGroup::Superior => Owed(codes()),
    }
}
