//! Events in and out of the database: a case is read by folding its rows, and only ever grows.

use rusqlite::{OptionalExtension, params};

use crate::domain::case::{Case, CaseNumber};
use crate::domain::deadline_set::DeadlineSet;
use crate::domain::event::Event;
use crate::domain::person::StaffId;
use crate::domain::time::Moment;
use crate::store::append::{About, Entry, RecordedBy};
use crate::store::body::{self, ANONYMISED, Body, RECEIPT, type_word};
use crate::store::db::{Db, Write};
use crate::store::error::Error;
use crate::store::{key, migrate};

struct Stored {
    at: i64,
    by: String,
    by_id: Option<i64>,
    kind: String,
    batch: Option<i64>,
    body: String,
    sets: String,
}

impl Stored {
    fn of(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            at: row.get("at")?,
            // A name in which a byte was changed keeps nobody from the case; the check names it.
            by: migrate::text(row.get_ref("by_name")?),
            by_id: row.get("by_id")?,
            kind: migrate::text(row.get_ref("type")?),
            batch: row.get("import_batch")?,
            body: text_or_nothing(row, "body")?,
            sets: text_or_nothing(row, "sets")?,
        })
    }

    fn sets(&self, number: CaseNumber) -> Result<Vec<DeadlineSet>, Error> {
        body::deadlines(&self.sets).map_err(|error| self.unreadable(number, &error))
    }

    fn event(self, number: CaseNumber) -> Result<Event, Error> {
        Ok(Event {
            at: key::moment(self.at)?,
            by_id: self.by_id.map(StaffId),
            kind: body::event(&self.body).map_err(|error| self.unreadable(number, &error))?,
            sets: self.sets(number)?,
            by: self.by,
        })
    }

    /// What cannot be read, by case and time.
    fn unreadable(&self, number: CaseNumber, error: &serde_json::Error) -> Error {
        tracing::error!(kind = self.kind, column = error.column(), "an entry that cannot be read");
        let at = key::moment(self.at).map_or_else(|_| "时间不明".to_owned(), Moment::long);
        Error::Unreadable(format!("受理单 {number} 在 {at} 的一条记录"))
    }
}

/// A text; nothing, which no reader understands, where it is none.
fn text_or_nothing(row: &rusqlite::Row<'_>, column: &str) -> rusqlite::Result<String> {
    Ok(row.get_ref(column)?.as_str().unwrap_or_default().to_owned())
}

impl Db {
    /// A case with everything that is known of it; `None` when there is no such number.
    ///
    /// # Errors
    /// [`Error::Unreadable`] when an entry cannot be read.
    pub fn case(&self, number: CaseNumber) -> Result<Option<Case>, Error> {
        let no = key::of_number(number);
        let mut statement = self.raw().prepare_cached(include_str!("sql/case_events.sql"))?;
        let mut rows = statement.query([no])?;
        let Some(first) = rows.next()? else { return Ok(None) };
        let receipt = Stored::of(first)?;
        let facts = body::receipt(&receipt.body).map_err(|error| receipt.unreadable(number, &error))?;
        let mut case = Case::new(number, facts);
        case.sets = receipt.sets(number)?;
        case.import_batch = receipt.batch;
        while let Some(row) = rows.next()? {
            let stored = Stored::of(row)?;
            // Rows of the program itself, such as `anonymised`, are no part of the customer's story.
            if stored.kind != ANONYMISED {
                case.events.push(stored.event(number)?);
            }
        }
        case.repeats = self.repeats_of(number)?;
        Ok(Some(case))
    }

    /// The cases of a list of numbers, in its order; numbers that do not exist are left out, and so is a case that
    /// cannot be read: the others stay usable, the log file and [`Db::check`] name it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn cases(&self, numbers: &[CaseNumber]) -> Result<Vec<Case>, Error> {
        numbers.iter().filter_map(|number| readable(self.case(*number))).collect()
    }

    /// The later cases of the same matter that are linked to a case, with their times of receipt; not those that were
    /// voided.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn repeats_of(&self, number: CaseNumber) -> Result<Vec<(CaseNumber, Moment)>, Error> {
        self.raw()
            .prepare_cached(
                "SELECT number, received_at FROM case_fact WHERE repeat_of = ?1 AND status <> 'voided' \
                 ORDER BY received_at, number",
            )?
            .query_and_then([key::of_number(number)], |row| {
                Ok((key::number(row.get(0)?)?, key::moment(row.get(1)?)?))
            })?
            .collect()
    }

    /// Whether the number has been given.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn has_case(&self, number: CaseNumber) -> Result<bool, Error> {
        let mut statement =
            self.raw().prepare_cached("SELECT 1 FROM event WHERE subject_kind = 'case' AND subject = ?1")?;
        Ok(statement.exists([key::of_number(number)])?)
    }

    /// Every number, by day and serial.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn numbers(&self) -> Result<Vec<CaseNumber>, Error> {
        let sql = "SELECT DISTINCT subject FROM event WHERE subject_kind = 'case' ORDER BY subject";
        self.numbers_by(sql, params![])
    }

    /// Numbers of cases received in [from, to), by time of receipt; without a bound, from the first or to the
    /// last.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn received_between(
        &self,
        from: Option<Moment>,
        to: Option<Moment>,
    ) -> Result<Vec<CaseNumber>, Error> {
        let sql = "SELECT number FROM case_fact WHERE received_at >= ?1 AND received_at < ?2 \
                   ORDER BY received_at, number";
        self.numbers_by(sql, [from.map_or(i64::MIN, Moment::unix), to.map_or(i64::MAX, Moment::unix)])
    }

    /// Runs a query whose only column is a case key.
    pub(crate) fn numbers_by(
        &self,
        sql: &str,
        params: impl rusqlite::Params,
    ) -> Result<Vec<CaseNumber>, Error> {
        self.raw().prepare_cached(sql)?.query_and_then(params, |row| key::number(row.get(0)?))?.collect()
    }

    /// The time of the latest entry of a case as it is corrected; `None` in an empty database.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn latest_entry(&self) -> Result<Option<Moment>, Error> {
        let sql = "SELECT max(touched_at) FROM case_fact";
        let latest: Option<i64> = self.raw().prepare_cached(sql)?.query_row([], |row| row.get(0))?;
        latest.map(key::moment).transpose()
    }

    /// The time of the latest event of a case; `None` in an empty database.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn latest_event(&self) -> Result<Option<Moment>, Error> {
        let sql = "SELECT at FROM event INDEXED BY event_by_time WHERE subject_kind = 'case' \
                   ORDER BY at DESC LIMIT 1";
        let latest: Option<i64> =
            self.raw().prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?;
        latest.map(key::moment).transpose()
    }
}

impl Write<'_> {
    /// Writes a case that is not in the database yet: the receipt, then each of its events. What is kept
    /// beside is the business of [`Write::derive`].
    ///
    /// # Errors
    /// When the number exists already or the database refuses.
    pub fn record_case(&self, case: &Case, hand: RecordedBy<'_>) -> Result<(), Error> {
        let receiver = case.receipt.receiver.as_str();
        let receipt = Entry {
            about: About::Case(case.number),
            at: case.receipt.received_at,
            by: receiver,
            by_id: if receiver == hand.name { hand.id } else { self.staff_id(receiver)? },
            kind: RECEIPT,
            batch: case.import_batch,
            body: Body::Receipt(&case.receipt),
            sets: &case.sets,
        };
        let types = types_of(&case.events)?;
        let events = case.events.iter().zip(&types).map(|(event, kind)| entry(case.number, event, kind));
        self.append(std::iter::once(receipt).chain(events).map(Ok), hand.now)?;
        Ok(())
    }

    /// Appends events to a case.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn record_events(&self, number: CaseNumber, events: &[Event], now: Moment) -> Result<(), Error> {
        let types = types_of(events)?;
        self.append(events.iter().zip(&types).map(|(event, kind)| Ok(entry(number, event, kind))), now)?;
        Ok(())
    }
}

/// A case of many: one that is not there or cannot be read is left out.
pub(crate) fn readable(read: Result<Option<Case>, Error>) -> Option<Result<Case, Error>> {
    match read {
        Err(Error::Unreadable(_)) => None,
        read => read.transpose(),
    }
}

fn types_of(events: &[Event]) -> Result<Vec<String>, Error> {
    events.iter().map(|event| type_word(&event.kind)).collect()
}

fn entry<'a>(number: CaseNumber, event: &'a Event, kind: &'a str) -> Entry<'a> {
    Entry {
        about: About::Case(number),
        at: event.at,
        by: &event.by,
        by_id: event.by_id,
        kind,
        batch: None,
        body: Body::Event(&event.kind),
        sets: &event.sets,
    }
}
