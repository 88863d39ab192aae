//! A page of a list of cases: a [`CaseQuery`] as SQL.
//!
//! A page goes on by key, never by counting rows off: first the rest of the cases that share the key of the last one,
//! then the greater keys, then those without a key. Each of these steps is a walk along the index of the order, which
//! ends with the page. A filter that keeps few cases is looked up in its own index instead and its few cases are sorted;
//! which filter that is, a count tells that ends early.

use rusqlite::types::Value;

use crate::domain::case::CaseNumber;
use crate::domain::case_query::{
    CaseCount, CaseFilter, CaseOrder, CasePage, CaseQuery, CaseValues, OrderKey, status_place,
};
use crate::domain::case_row::{CaseRow, room_order};
use crate::domain::code::Status;
use crate::domain::time::Moment;
use crate::store::db::Db;
use crate::store::error::Error;
use crate::store::fact;
use crate::store::key;
use crate::store::params::Params;
use crate::store::scope::Scope;
use crate::store::search;

/// A filter that keeps fewer cases than this is looked up first, whatever the order.
const FEW: usize = if cfg!(test) { 30 } else { 2_000 };
/// Counting ends when so many rows were looked at.
const LOOKED_AT: usize = if cfg!(test) { 200 } else { 20_000 };
/// More values of a column than this are no choice.
const MOST_VALUES: usize = 60;

impl Db {
    /// A page of a list, in its order.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn case_page(&self, query: &CaseQuery, scope: Scope) -> Result<CasePage, Error> {
        let Some(access) = self.access(&query.filter, scope)? else { return Ok(CasePage::default()) };
        let mut rows: Vec<CaseRow> = Vec::new();
        // One more tells whether there are more.
        let wanted = query.limit.saturating_add(1);
        for step in steps(query.order, query.after.as_deref()) {
            if rows.len() < wanted {
                rows.extend(self.step(query, &access, scope, &step, wanted - rows.len())?);
            }
        }
        let more = rows.len() > query.limit;
        rows.truncate(query.limit);
        Ok(CasePage { rows, more })
    }

    /// How many cases a filter keeps, and how many of them are overdue; counting ends after so many rows.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn case_count(&self, filter: &CaseFilter, scope: Scope) -> Result<CaseCount, Error> {
        let (all, more) = self.count_of(filter, scope)?;
        let late = CaseFilter { overdue: true, ..filter.clone() };
        let (overdue, more_overdue) = self.count_of(&late, scope)?;
        Ok(CaseCount { all, overdue, more, more_overdue })
    }

    /// How many were found among the rows that were looked at, and whether looking ended before the last of them.
    fn count_of(&self, filter: &CaseFilter, scope: Scope) -> Result<(usize, bool), Error> {
        let Some(access) = self.access(filter, scope)? else { return Ok((0, false)) };
        let mut params = Params::default();
        let conditions = conditions(filter, scope, access.text, &mut params);
        let settled = scope.and_settled("number", &mut params);
        // What is looked through: the narrowest filter, or the hits of the words.
        let through = match access.narrowest(filter, scope) {
            Some(condition) => format!("case_fact {} WHERE {}", access.from(), condition.sql(&mut params)),
            None => match (access.text, search::expression(&filter.text)) {
                (Text::Frequent, Some(text)) => format!(
                    "(SELECT rowid AS hit FROM search WHERE search MATCH {} LIMIT {LOOKED_AT}) \
                     CROSS JOIN case_fact ON case_fact.number = hit",
                    params.add(text)
                ),
                // By their numbers, of which there are few.
                _ if access.few => format!("case_fact {} WHERE {conditions}", access.from()),
                _ => "case_fact INDEXED BY fact_by_received".to_owned(),
            },
        };
        let sql = format!(
            "SELECT count(*), coalesce(sum(fits), 0) \
             FROM (SELECT ({conditions}{settled}) AS fits FROM {through} LIMIT {LOOKED_AT})"
        );
        let mut statement = self.raw().prepare_cached(&sql)?;
        let (looked_at, fit): (i64, i64) =
            statement.query_row(params.all(), |row| Ok((row.get(0)?, row.get(1)?)))?;
        let count = |number: i64| usize::try_from(number).unwrap_or(usize::MAX);
        Ok((count(fit), count(looked_at) == LOOKED_AT))
    }

    /// What occurs in a column: from value to value along its index, without the rows between.
    fn values(&self, column: &str) -> Result<Vec<String>, Error> {
        let sql = format!(
            "WITH RECURSIVE each (value) AS (SELECT min({column}) FROM case_fact UNION ALL \
             SELECT (SELECT min({column}) FROM case_fact WHERE {column} > value) FROM each WHERE value IS NOT NULL) \
             SELECT value FROM each WHERE value IS NOT NULL LIMIT {MOST_VALUES}"
        );
        Ok(self.raw().prepare_cached(&sql)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// What a list can be narrowed by.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn case_values(&self) -> Result<CaseValues, Error> {
        let mut buildings = self.values("building")?;
        buildings.sort_by_key(|building| room_order(building));
        Ok(CaseValues {
            handlers: self.values("handler")?,
            receivers: self.values("receiver")?,
            departments: self.values("department")?,
            buildings,
        })
    }

    fn step(
        &self,
        query: &CaseQuery,
        access: &Access,
        scope: Scope,
        step: &Step,
        limit: usize,
    ) -> Result<Vec<CaseRow>, Error> {
        let mut params = Params::default();
        let conditions = conditions(&query.filter, scope, access.text, &mut params);
        let sql = format!(
            "SELECT * FROM case_fact {} WHERE {conditions}{}{} ORDER BY {} LIMIT {}",
            if access.few { access.from() } else { walk(query.order, &query.filter, access) },
            step.condition(query.order, &mut params),
            scope.and_settled("number", &mut params),
            step.order(query.order),
            params.add(i64::try_from(limit).unwrap_or(i64::MAX)),
        );
        self.raw().prepare_cached(&sql)?.query_and_then(params.all(), fact::read)?.collect()
    }

    /// How a filter is best looked up; `None` when nothing can fit.
    fn access(&self, filter: &CaseFilter, scope: Scope) -> Result<Option<Access>, Error> {
        let mut best: Option<(usize, &'static str)> = None;
        for (index, condition) in narrowing(filter, scope) {
            let mut params = Params::default();
            let condition = condition.sql(&mut params);
            let sql = format!("SELECT 1 FROM case_fact INDEXED BY {index} WHERE {condition} LIMIT {FEW}");
            let count = self.count_up(&sql, &params)?;
            if best.is_none_or(|(least, _)| count < least) {
                best = Some((count, index));
            }
        }
        let asked = search::expression(&filter.text);
        if !filter.text.trim().is_empty() && asked.is_none() {
            return Ok(None);
        }
        let mut text = Text::Rare;
        let mut hits = 0;
        if let Some(asked) = asked {
            let mut params = Params::default();
            let sql = format!("SELECT 1 FROM search WHERE search MATCH {} LIMIT {FEW}", params.add(asked));
            hits = self.count_up(&sql, &params)?;
            text = if hits < FEW { Text::Rare } else { Text::Frequent };
        }
        let by_number = |text| Ok(Some(Access { few: true, index: None, text }));
        if filter.among.is_some() {
            return by_number(text);
        }
        if !filter.text.trim().is_empty() && text == Text::Rare && best.is_none_or(|(least, _)| hits <= least)
        {
            return by_number(text);
        }
        // However many are open, they are few among all that ever were.
        let of_open = of_open(filter);
        Ok(Some(match best {
            Some((FEW, _)) if of_open.is_some() => Access { few: true, index: of_open, text },
            Some((count, index)) => Access { few: count < FEW, index: Some(index), text },
            None => Access { few: false, index: None, text },
        }))
    }

    fn count_up(&self, sql: &str, params: &Params) -> Result<usize, Error> {
        let mut statement = self.raw().prepare_cached(&format!("SELECT count(*) FROM ({sql})"))?;
        let count: i64 = statement.query_row(params.all(), |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(usize::MAX))
    }
}

/// How cases are looked up.
struct Access {
    /// Few fit: they are looked up by the index and sorted.
    few: bool,
    /// The index of the narrowest filter.
    index: Option<&'static str>,
    /// Whether the words are found in few cases.
    text: Text,
}

/// In how many cases the words of a filter stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Text {
    /// In few, or there are none: those cases are gathered first.
    Rare,
    /// In so many that each case is asked whether it holds them.
    Frequent,
}

impl Access {
    /// The condition of the narrowest filter, where it has an index that is looked up.
    fn narrowest(&self, filter: &CaseFilter, scope: Scope) -> Option<Condition> {
        let index = self.index?;
        let mut all = narrowing(filter, scope).into_iter();
        all.find(|(one, _)| *one == index).map(|(_, condition)| condition)
    }

    fn from(&self) -> String {
        match self.index {
            Some(index) => format!("INDEXED BY {index}"),
            // By their numbers: no index of an order or of another filter tempts away from them.
            None if self.few => "NOT INDEXED".to_owned(),
            None => String::new(),
        }
    }
}

/// The index of a filter that keeps open cases only.
fn of_open(filter: &CaseFilter) -> Option<&'static str> {
    let open = !filter.status.is_empty()
        && filter.status.iter().all(|status| !matches!(status, Status::Closed | Status::Voided));
    let waits = filter.awaits_reply.then_some(BY_REPLY);
    filter.overdue.then_some(LATE).or(waits).or(open.then_some(BY_STATUS))
}

/// The index to walk along: that of the order. For the order of receipt the index of a filter has it too.
fn walk(order: CaseOrder, filter: &CaseFilter, access: &Access) -> String {
    let index = match order {
        CaseOrder::Newest | CaseOrder::Oldest => {
            let equal = access.index.filter(|index| *index != LATE);
            // Several states stand apart in their index.
            let equal = equal.filter(|index| *index != BY_STATUS || filter.status.len() == 1);
            equal.unwrap_or(BY_RECEIVED)
        }
        CaseOrder::Due => "fact_by_due",
        CaseOrder::Status => BY_STATUS,
        CaseOrder::Room => "fact_by_room_order",
        CaseOrder::Handler => "fact_by_handler",
        CaseOrder::Receiver => "fact_by_receiver",
        CaseOrder::Department => "fact_by_department",
    };
    format!("INDEXED BY {index}")
}

const LATE: &str = "fact_by_late";
const BY_REPLY: &str = "fact_by_reply";
const BY_RECEIVED: &str = "fact_by_received";
const BY_STATUS: &str = "fact_by_status";

/// A condition on one column.
enum Condition {
    Is(&'static str, Value),
    OneOf(&'static str, Vec<Value>),
    Before(&'static str, Moment),
    Since(&'static str, Moment),
    Between(&'static str, Option<Moment>, Option<Moment>),
    Marked(&'static str),
    SomeMark,
    Waits,
}

impl Condition {
    fn sql(self, params: &mut Params) -> String {
        match self {
            Self::Is(column, value) => format!("{column} = {}", params.add(value)),
            Self::OneOf(column, values) => {
                let values: Vec<String> = values.into_iter().map(|value| params.add(value)).collect();
                format!("{column} IN ({})", values.join(", "))
            }
            Self::Before(column, at) => format!("{column} < {}", params.add(at.unix())),
            Self::Since(column, at) => format!("{column} >= {}", params.add(at.unix())),
            Self::Between(column, from, to) => {
                let from = from.map(|at| Self::Since(column, at).sql(params));
                let to = to.map(|at| Self::Before(column, at).sql(params));
                from.into_iter().chain(to).collect::<Vec<_>>().join(" AND ")
            }
            Self::Marked(flag) => format!("instr(' ' || flags || ' ', ' {flag} ') > 0"),
            Self::SomeMark => "flags <> ''".to_owned(),
            Self::Waits => "reply_since IS NOT NULL".to_owned(),
        }
    }
}

/// Conditions that have an index of their own.
fn narrowing(filter: &CaseFilter, scope: Scope) -> Vec<(&'static str, Condition)> {
    let mut list = Vec::new();
    let text = |value: &str| Value::Text(value.to_owned());
    let mut is = |index, column, value: Option<&str>| {
        list.extend(value.map(|value| (index, Condition::Is(column, text(value)))));
    };
    is("fact_by_kind", "kind", filter.kind.map(|kind| kind.code()));
    is("fact_by_category", "category", filter.category.as_ref().map(|category| category.as_str()));
    is("fact_by_channel", "channel", filter.channel.map(|channel| channel.code()));
    is("fact_by_situation", "situation", filter.situation.as_ref().map(|situation| situation.as_str()));
    is("fact_by_handler", "handler", filter.handler.as_deref());
    is("fact_by_receiver", "receiver", filter.receiver.as_deref());
    is("fact_by_department", "department", filter.department.as_deref());
    is("fact_by_building", "building", filter.building.as_deref());
    if !filter.status.is_empty() {
        let places = filter.status.iter().map(|status| Value::Integer(status_place(*status)));
        list.push((BY_STATUS, Condition::OneOf("status_place", places.collect())));
    }
    if !filter.flags.is_empty() {
        list.push(("fact_by_flags", Condition::SomeMark));
    }
    if filter.from.is_some() || filter.to.is_some() {
        list.push((BY_RECEIVED, Condition::Between("received_at", filter.from, filter.to)));
    }
    if filter.awaits_reply {
        list.push((BY_REPLY, Condition::Waits));
    }
    if filter.overdue {
        list.push((LATE, Condition::Before("late_at", scope.now)));
    }
    list
}

/// Everything that a filter asks for.
fn conditions(filter: &CaseFilter, scope: Scope, text: Text, params: &mut Params) -> String {
    let mut list: Vec<Condition> =
        narrowing(filter, scope).into_iter().map(|(_, condition)| condition).collect();
    list.extend(filter.flags.iter().map(|flag| Condition::Marked(flag.code())));
    let mut list: Vec<String> = list.into_iter().map(|condition| condition.sql(params)).collect();
    if let Some(asked) = search::expression(&filter.text) {
        let asked = params.add(asked);
        list.push(match text {
            Text::Rare => format!("number IN (SELECT rowid FROM search WHERE search MATCH {asked})"),
            Text::Frequent => {
                // The index has a column of the same name.
                format!(
                    "EXISTS (SELECT 1 FROM search WHERE rowid = case_fact.number AND search MATCH {asked})"
                )
            }
        });
    }
    if let Some(numbers) = &filter.among {
        let keys: Vec<i64> = numbers.iter().map(|number: &CaseNumber| key::of_number(*number)).collect();
        let keys = serde_json::Value::from(keys).to_string();
        list.push(format!("number IN (SELECT value FROM json_each({}))", params.add(keys)));
    }
    // What an undone import brought stands in no list.
    list.push("(status <> 'voided' OR import_batch IS NULL)".to_owned());
    list.join(" AND ")
}

/// One walk along the index of an order.
enum Step {
    /// From the start or after this case, among those that share its key.
    Same(Option<OrderKey>, Option<(i64, i64)>),
    /// Those with a greater key.
    Greater(OrderKey),
    /// All that have a key.
    Keyed,
    /// Those without a key.
    Keyless,
}

/// The column of an order; `None` where the time of receipt is all.
fn column(order: CaseOrder) -> Option<&'static str> {
    Some(match order {
        CaseOrder::Newest | CaseOrder::Oldest => return None,
        CaseOrder::Due => "next_due",
        CaseOrder::Status => "status_place",
        CaseOrder::Room => "room_order",
        CaseOrder::Handler => "handler",
        CaseOrder::Receiver => "receiver",
        CaseOrder::Department => "department",
    })
}

/// The walks of a page, one after the other.
fn steps(order: CaseOrder, after: Option<&CaseRow>) -> Vec<Step> {
    let place = after.map(|row| (row.received_at.unix(), key::of_number(row.number)));
    if column(order).is_none() {
        return vec![Step::Same(None, place)];
    }
    match after.map(|row| order.key(row)) {
        None => vec![Step::Keyed, Step::Keyless],
        Some(None) => vec![Step::Same(None, place)],
        Some(Some(key)) => vec![Step::Same(Some(key.clone()), place), Step::Greater(key), Step::Keyless],
    }
}

impl Step {
    fn condition(&self, order: CaseOrder, params: &mut Params) -> String {
        let column = column(order);
        let mut list = Vec::new();
        match (self, column) {
            (Self::Same(Some(key), _), Some(column)) => {
                list.push(format!("{column} = {}", value(key, params)))
            }
            (Self::Greater(key), Some(column)) => list.push(format!("{column} > {}", value(key, params))),
            (Self::Keyed, Some(column)) => list.push(format!("{column} IS NOT NULL")),
            (Self::Same(None, _) | Self::Keyless, Some(column)) => list.push(format!("{column} IS NULL")),
            (_, None) => {}
        }
        if let Self::Same(_, Some((at, number))) = self {
            let sign = if order == CaseOrder::Oldest { ">" } else { "<" };
            list.push(format!("(received_at, number) {sign} ({}, {})", params.add(*at), params.add(*number)));
        }
        list.iter().map(|condition| format!(" AND {condition}")).collect()
    }

    fn order(&self, order: CaseOrder) -> String {
        match (order, self, column(order)) {
            (CaseOrder::Oldest, ..) => "received_at, number".to_owned(),
            (_, Self::Greater(_) | Self::Keyed, Some(column)) => {
                format!("{column}, received_at DESC, number DESC")
            }
            _ => "received_at DESC, number DESC".to_owned(),
        }
    }
}

fn value(key: &OrderKey, params: &mut Params) -> String {
    match key {
        OrderKey::Number(number) => params.add(*number),
        OrderKey::Text(text) => params.add(text.clone()),
    }
}
