//! Events in and out of the database: a case is read by folding its rows, and only ever grows.

use rusqlite::params;
use serde_json::Value;

use crate::domain::case::{Case, CaseNumber, Facts};
use crate::domain::event::{DeadlineSet, Event, EventKind};
use crate::domain::person::StaffId;
use crate::domain::time::Moment;
use crate::store::chain::{self, Hash, Link, Salt};
use crate::store::db::{Db, Write};
use crate::store::error::Error;
use crate::store::key;

/// Type word of a case's first event.
pub const RECEIPT: &str = "receipt";

/// Who recorded something, and when.
#[derive(Debug, Clone, Copy)]
pub struct Hand<'a> {
    /// Name as it is now.
    pub name: &'a str,
    /// Id on this counter.
    pub id: Option<StaffId>,
    /// When it is saved.
    pub now: Moment,
}

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
            by: row.get("by_name")?,
            by_id: row.get("by_id")?,
            kind: row.get("type")?,
            batch: row.get("import_batch")?,
            body: row.get("body")?,
            sets: row.get("sets")?,
        })
    }

    fn sets(&self) -> Result<Vec<DeadlineSet>, Error> {
        if self.sets == "[]" { Ok(Vec::new()) } else { Ok(serde_json::from_str(&self.sets)?) }
    }

    fn event(&self) -> Result<Event, Error> {
        Ok(Event {
            at: key::moment(self.at)?,
            by: self.by.clone(),
            by_id: self.by_id.map(StaffId),
            kind: serde_json::from_str(&self.body)?,
            sets: self.sets()?,
        })
    }
}

impl Db {
    /// A case with everything that is known of it; `None` when there is no such number.
    ///
    /// # Errors
    /// [`Error::Damaged`] when a row cannot be read.
    pub fn case(&self, number: CaseNumber) -> Result<Option<Case>, Error> {
        let no = key::of_number(number);
        let mut statement = self.raw().prepare_cached(include_str!("sql/case_events.sql"))?;
        let mut rows = statement.query([no])?;
        let Some(first) = rows.next()? else { return Ok(None) };
        let receipt = Stored::of(first)?;
        let mut case = Case::new(number, serde_json::from_str::<Facts>(&receipt.body)?);
        case.sets = receipt.sets()?;
        case.import_batch = receipt.batch;
        while let Some(row) = rows.next()? {
            let stored = Stored::of(row)?;
            // Rows of the program itself, such as `anonymised`, are no part of the customer's story.
            if stored.kind != "anonymised" {
                case.events.push(stored.event()?);
            }
        }
        case.repeats = self.repeats_of(number)?;
        Ok(Some(case))
    }

    /// The cases of a list of numbers, in its order; numbers that do not exist are left out.
    ///
    /// # Errors
    /// As [`Db::case`].
    pub fn cases(&self, numbers: &[CaseNumber]) -> Result<Vec<Case>, Error> {
        numbers.iter().filter_map(|number| self.case(*number).transpose()).collect()
    }

    /// The later cases of the same matter that are linked to a case, with their times of receipt.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn repeats_of(&self, number: CaseNumber) -> Result<Vec<(CaseNumber, Moment)>, Error> {
        self.raw()
            .prepare_cached(
                "SELECT number, received_at FROM case_fact WHERE repeat_of = ?1 ORDER BY received_at, number",
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
        let mut statement = self.raw().prepare_cached("SELECT 1 FROM event WHERE case_no = ?1")?;
        Ok(statement.exists([key::of_number(number)])?)
    }

    /// Every number, by day and serial.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn numbers(&self) -> Result<Vec<CaseNumber>, Error> {
        self.numbers_by("SELECT DISTINCT case_no FROM event ORDER BY case_no", params![])
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

    /// Numbers of cases to which something happened after a moment (receipts included).
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn touched_after(&self, moment: Moment) -> Result<Vec<CaseNumber>, Error> {
        // Sorted here: asked for an order, SQLite goes through all events by case instead of none by time.
        let sql = "SELECT case_no FROM event INDEXED BY event_by_time WHERE at > ?1";
        let mut numbers = self.numbers_by(sql, [moment.unix()])?;
        numbers.sort_unstable();
        numbers.dedup();
        Ok(numbers)
    }

    /// Runs a query whose only column is a case key.
    pub(crate) fn numbers_by(
        &self,
        sql: &str,
        params: impl rusqlite::Params,
    ) -> Result<Vec<CaseNumber>, Error> {
        self.raw().prepare_cached(sql)?.query_and_then(params, |row| key::number(row.get(0)?))?.collect()
    }

    /// The time of the latest event; `None` in an empty database.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn latest_event(&self) -> Result<Option<Moment>, Error> {
        let latest: Option<i64> =
            self.raw().prepare_cached("SELECT max(at) FROM event")?.query_row([], |row| row.get(0))?;
        latest.map(key::moment).transpose()
    }

    /// The earlier cases that some of these repeat.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn repeated_by(&self, numbers: &[CaseNumber]) -> Result<Vec<CaseNumber>, Error> {
        let rows = numbers.iter().map(|number| Ok(self.row(*number)?.and_then(|row| row.repeat_of)));
        rows.filter_map(Result::transpose).collect()
    }
}

impl Write<'_> {
    /// Writes a case that is not in the database yet: the receipt, then each of its events. What is kept
    /// beside is the business of [`Write::derive`].
    ///
    /// # Errors
    /// When the number exists already or the database refuses.
    pub fn record_case(&self, case: &Case, hand: Hand<'_>) -> Result<(), Error> {
        let receiver = case.receipt.receiver.as_str();
        let receipt = Row {
            number: case.number,
            at: case.receipt.received_at,
            by: receiver,
            by_id: if receiver == hand.name { hand.id } else { self.staff_id(receiver)? },
            kind: RECEIPT.to_owned(),
            batch: case.import_batch,
            body: serde_json::to_string(&case.receipt)?,
            sets: &case.sets,
        };
        let events = case.events.iter().map(|event| Row::of(case.number, event));
        self.append(std::iter::once(Ok(receipt)).chain(events), hand.now)
    }

    /// Appends events to a case.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn record_events(&self, number: CaseNumber, events: &[Event], now: Moment) -> Result<(), Error> {
        self.append(events.iter().map(|event| Row::of(number, event)), now)
    }

    /// Appends rows; the head of the chain moves once.
    fn append<'a>(
        &self,
        rows: impl Iterator<Item = Result<Row<'a>, Error>>,
        now: Moment,
    ) -> Result<(), Error> {
        let (mut seq, mut hash) = self.chain_head()?;
        for row in rows {
            (seq, hash) = self.append_row(&row?, (seq, hash), now)?;
        }
        self.move_chain_head(seq, &hash)
    }

    /// Appends a row after a link; answers the new link.
    fn append_row(&self, row: &Row<'_>, last: (i64, Hash), now: Moment) -> Result<(i64, Hash), Error> {
        let mut salt: Salt = [0; 16];
        getrandom::fill(&mut salt).map_err(|error| Error::Internal(error.to_string()))?;
        let sets = if row.sets.is_empty() { "[]".to_owned() } else { serde_json::to_string(row.sets)? };
        let link = Link {
            seq: last.0 + 1,
            case_no: key::of_number(row.number),
            at: row.at.unix(),
            recorded_at: now.unix(),
            by: row.by,
            kind: &row.kind,
            body: chain::body_hash(&salt, &row.body, &sets),
        };
        let hash = link.after(&last.1);
        self.raw().prepare_cached(include_str!("sql/event_insert.sql"))?.execute(params![
            link.seq,
            link.case_no,
            link.at,
            link.recorded_at,
            link.by,
            row.by_id.map(|id| id.0),
            link.kind,
            row.batch,
            link.body,
            hash
        ])?;
        self.raw()
            .prepare_cached("INSERT INTO event_body (seq, salt, body, sets) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![link.seq, salt, row.body, sets])?;
        Ok((link.seq, hash))
    }
}

struct Row<'a> {
    number: CaseNumber,
    at: Moment,
    by: &'a str,
    by_id: Option<StaffId>,
    kind: String,
    batch: Option<i64>,
    body: String,
    sets: &'a [DeadlineSet],
}

impl<'a> Row<'a> {
    fn of(number: CaseNumber, event: &'a Event) -> Result<Self, Error> {
        Ok(Self {
            number,
            at: event.at,
            by: &event.by,
            by_id: event.by_id,
            kind: type_word(&event.kind)?,
            batch: None,
            body: serde_json::to_string(&event.kind)?,
            sets: &event.sets,
        })
    }
}

/// The `type` of an event, as the interchange format writes it.
fn type_word(kind: &EventKind) -> Result<String, Error> {
    match serde_json::to_value(kind)?.get("type") {
        Some(Value::String(word)) => Ok(word.clone()),
        _ => Err(Error::Internal("an event without a type".into())),
    }
}
