//! What the log says of months: versions made final and opened again, the typed analysis, and its draft.

use rusqlite::OptionalExtension;
use sha2::{Digest, Sha256};

use crate::domain::case::CaseNumber;
use crate::domain::counter_event::CounterEvent;
use crate::domain::statistics::locked::StoredTable;
use crate::domain::time::Moment;
use crate::store::body;
use crate::store::chain::Hash;
use crate::store::db::{Db, Write};
use crate::store::error::Error;
use crate::store::{key, migrate, witness};

/// An entry about a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthEntry {
    /// Its sequence.
    pub seq: i64,
    /// The code of the month.
    pub month: String,
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: String,
    /// What.
    pub said: Said,
}

/// What an entry about a month says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// Made final; the table is read by [`Db::final_table`].
    Locked {
        /// Number of the version.
        version: u32,
        /// Eight hexadecimal digits.
        hash: String,
    },
    /// Opened again, with the reason.
    Unlocked(String),
    /// 本月分析与改进措施.
    Analysed(String),
}

/// Eight digits of the hash of a table as it is kept.
pub fn short_hash(table: &[u8]) -> String {
    Sha256::digest(table).iter().take(4).map(|byte| format!("{byte:02X}")).collect()
}

/// Whether an entry that made a month final still holds the table that its hash is of, and stands behind the entry that
/// was the newest then: its sequence and hash are `last`.
pub(crate) fn is_as_locked(body: &str, (seq, hash): (i64, &Hash)) -> bool {
    let told = body::counter_event(body);
    let Ok(CounterEvent::MonthLocked { hash: told, head, .. }) = told else { return true };
    let table = body.split_once("\"table\":").and_then(|(_, rest)| rest.strip_suffix('}'));
    let same = table.is_some_and(|table| short_hash(table.as_bytes()) == told);
    same && (head.is_empty() || head == witness::mark(seq, hash))
}

impl Db {
    /// The entries about a month, or about all months, in their order.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn month_entries(&self, month: Option<&str>) -> Result<Vec<MonthEntry>, Error> {
        let mut statement = self.raw().prepare_cached(include_str!("sql/month_entries.sql"))?;
        let mut rows = statement.query([month])?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            let kind: String = row.get(4)?;
            let said = match kind.as_str() {
                "month_locked" => Said::Locked { version: row.get(5)?, hash: row.get(6)? },
                "month_unlocked" => Said::Unlocked(row.get(7)?),
                "month_analysed" => Said::Analysed(row.get(8)?),
                _ => continue,
            };
            let at = key::moment(row.get(2)?)?;
            entries.push(MonthEntry {
                seq: row.get(0)?,
                month: row.get(1)?,
                at,
                by: migrate::text(row.get_ref(3)?),
                said,
            });
        }
        Ok(entries)
    }

    /// The table of an entry that made a month final.
    ///
    /// # Errors
    /// [`Error::Damaged`] when there is none.
    pub fn final_table(&self, seq: i64) -> Result<StoredTable, Error> {
        let sql = "SELECT body FROM event_body WHERE seq = ?1";
        let stored: String = self.raw().prepare_cached(sql)?.query_row([seq], |row| row.get(0))?;
        match body::counter_event(&stored)? {
            CounterEvent::MonthLocked { table, .. } => Ok(*table),
            _ => Err(Error::Damaged(format!("entry {seq} is no final table"))),
        }
    }

    /// The cases to which something was recorded after an entry, each with the sequence of the last such entry.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn cases_since(&self, seq: i64) -> Result<Vec<(CaseNumber, i64)>, Error> {
        let mut statement = self.raw().prepare_cached(include_str!("sql/cases_since.sql"))?;
        let rows = statement.query_and_then([seq], |row| {
            Ok::<_, Error>((key::number(row.get(0)?)?, row.get::<_, i64>(1)?))
        })?;
        rows.collect()
    }

    /// 本月分析与改进措施 of a month as far as it is typed and not saved.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn month_draft(&self, month: &str) -> Result<Option<String>, Error> {
        let sql = "SELECT text FROM month_draft WHERE month = ?1";
        Ok(self.raw().prepare_cached(sql)?.query_row([month], |row| row.get(0)).optional()?)
    }
}

impl Write<'_> {
    /// Keeps what is being typed, in place of what it was before.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn save_month_draft(&self, month: &str, text: &str, owner: &str, now: Moment) -> Result<(), Error> {
        let sql = "INSERT INTO month_draft (month, text, owner, saved_at) VALUES (?1, ?2, ?3, ?4) \
                   ON CONFLICT (month) DO UPDATE SET text = excluded.text, owner = excluded.owner, \
                   saved_at = excluded.saved_at";
        self.raw().prepare_cached(sql)?.execute((month, text, owner, now.unix()))?;
        Ok(())
    }

    /// Takes it away; nothing happens when it is gone already.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn drop_month_draft(&self, month: &str) -> Result<(), Error> {
        self.raw().prepare_cached("DELETE FROM month_draft WHERE month = ?1")?.execute([month])?;
        Ok(())
    }
}
