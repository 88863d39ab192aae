//! Lots that came from an office's own book, and taking them back.

use crate::domain::case::CaseNumber;
use crate::domain::counter_event::CounterEvent;
use crate::domain::imported::{BookKind, ImportBatch};
use crate::domain::subject::{Subject, SubjectKind};
use crate::domain::time::Moment;
use crate::store::append::RecordedBy;
use crate::store::body;
use crate::store::db::{Db, Write};
use crate::store::error::Error;
use crate::store::roster::HouseholdEntry;
use crate::store::{key, migrate};

impl Db {
    /// Every lot, the newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn imports(&self) -> Result<Vec<ImportBatch>, Error> {
        let mut statement = self.raw().prepare_cached(include_str!("sql/imports.sql"))?;
        let mut rows = statement.query([SubjectKind::Import.code()])?;
        let mut lots: Vec<ImportBatch> = Vec::new();
        while let Some(row) = rows.next()? {
            match body::counter_event(&row.get::<_, String>("body")?) {
                Ok(CounterEvent::ImportOpened { book }) => lots.push(ImportBatch {
                    id: row.get("seq")?,
                    kind: book,
                    file: row.get("subject")?,
                    at: key::moment(row.get("at")?)?,
                    by: migrate::text(row.get_ref("by_name")?),
                    count: row.get("came")?,
                    undone: false,
                }),
                Ok(CounterEvent::ImportUndone { batch }) => {
                    for lot in lots.iter_mut().filter(|lot| lot.id == batch) {
                        lot.undone = true;
                    }
                }
                _ => {}
            }
        }
        lots.reverse();
        Ok(lots)
    }

    /// The cases that came with a lot, by number.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn cases_of_batch(&self, batch: i64) -> Result<Vec<CaseNumber>, Error> {
        let sql =
            "SELECT subject FROM event WHERE import_batch = ?1 AND subject_kind = 'case' ORDER BY subject";
        self.numbers_by(sql, [batch])
    }

    /// The cases of old ledgers that were received at a moment, those of undone lots and of this one left out.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn imported_at(&self, at: Moment, lot: Option<i64>) -> Result<Vec<CaseNumber>, Error> {
        let sql = "SELECT number FROM case_fact \
                   WHERE received_at = ?1 AND import_batch IS NOT NULL AND import_batch IS NOT ?2 \
                   AND status <> 'voided' ORDER BY number";
        self.numbers_by(sql, (at.unix(), lot))
    }

    /// Whether anything was recorded of an imported case after it was taken over.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn was_touched_after_import(&self, number: CaseNumber) -> Result<bool, Error> {
        // What was taken over together stands together.
        let sql = "SELECT max(recorded_at) > min(recorded_at) OR max(seq) - min(seq) >= count(*) FROM event \
                   WHERE subject_kind = 'case' AND subject = ?1";
        Ok(self.raw().prepare_cached(sql)?.query_row([key::of_number(number)], |row| row.get(0))?)
    }
}

impl Write<'_> {
    /// Opens a lot and gives its id: the sequence of its entry in the log.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn open_batch(&self, file: &str, book: BookKind, hand: RecordedBy<'_>) -> Result<i64, Error> {
        self.record(Subject::import(file), &CounterEvent::ImportOpened { book }, hand)
    }

    /// Marks a lot as undone. So many rows of the index of words were replaced by it at once that its parts are put
    /// together: SQLite's own check takes a part of which every row was replaced for a damaged one.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn close_batch(&self, lot: &ImportBatch, hand: RecordedBy<'_>) -> Result<(), Error> {
        let undone = CounterEvent::ImportUndone { batch: lot.id };
        self.record(Subject::import(&lot.file), &undone, hand)?;
        self.raw().execute("INSERT INTO search (search) VALUES ('optimize')", [])?;
        Ok(())
    }

    /// Puts the households of a lot back to what they were before it; those that were changed since stay as they are.
    /// Answers how many were put back and how many stayed.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn restore_households(&self, batch: i64, hand: RecordedBy<'_>) -> Result<(usize, usize), Error> {
        let (mut restored, mut kept) = (0, 0);
        for (room, seq) in self.households_of_batch(batch)? {
            let history = self.household_history(&room)?;
            let as_of = |entry: Option<&HouseholdEntry>| entry.and_then(|entry| entry.household.clone());
            let left = as_of(history.iter().find(|entry| entry.seq == seq));
            // What was changed and put back since, as by undoing a later lot, is as the lot left it.
            if self.household(&room)? != left {
                kept += 1;
                continue;
            }
            match as_of(history.iter().rfind(|entry| entry.seq < seq)) {
                Some(before) => self.put_household(&before, hand, None)?,
                None => self.drop_household(&room, hand)?,
            }
            restored += 1;
        }
        Ok((restored, kept))
    }

    fn households_of_batch(&self, batch: i64) -> Result<Vec<(String, i64)>, Error> {
        let sql = "SELECT subject, max(seq) FROM event WHERE import_batch = ?1 AND subject_kind = 'household' \
                   GROUP BY subject";
        let mut statement = self.raw().prepare_cached(sql)?;
        let rows = statement.query_map([batch], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
