//! The data as it was known at a moment. Normally that is everything and the rows are taken as they are; with a
//! clock set back by `--now`, the cases to which something happened later are worked out anew.

use std::collections::BTreeSet;

use crate::desk::error::Error;
use crate::desk::handle::settings_of;
use crate::domain::case::{Case, CaseNumber};
use crate::domain::case_row::CaseRow;
use crate::domain::obligation::Obligation;
use crate::domain::settings::Settings;
use crate::domain::time::Moment;
use crate::store;
use crate::store::db::Db;
use crate::store::derive::derive;

/// Reads as of a moment.
pub struct View<'a> {
    db: &'a Db,
    now: Moment,
    settings: Settings,
    /// Cases that look different later.
    later: BTreeSet<CaseNumber>,
}

impl<'a> View<'a> {
    /// The data as known at `now`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn at(db: &'a Db, now: Moment) -> Result<Self, Error> {
        let touched = db.touched_after(now)?;
        let repeated = db.repeated_by(&touched)?;
        let later = touched.into_iter().chain(repeated).collect();
        Ok(Self { db, now, settings: settings_of(db)?, later })
    }

    /// The settings in force.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Whether nothing happened to the case later.
    pub fn is_settled(&self, number: CaseNumber) -> bool {
        !self.later.contains(&number)
    }

    /// The cases that look different later, by number; some did not exist yet.
    pub fn later(&self) -> impl Iterator<Item = CaseNumber> {
        self.later.iter().copied()
    }

    /// Cases that fit a question, the newest first. What was written later is not searched.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn find(&self, text: &str, limit: usize) -> Result<Vec<CaseRow>, Error> {
        let (mut hits, later): (Vec<_>, Vec<_>) =
            self.db.find(text, limit)?.into_iter().partition(|row| self.is_settled(row.number));
        if !later.is_empty() {
            // Their words as they were then are searched in an index of their own.
            let mut then = Db::in_memory()?;
            let cases = self.cases(&later.iter().map(|row| row.number).collect::<Vec<_>>())?;
            let rules = &self.settings.rules;
            then.write(|write| cases.iter().try_for_each(|case| write.put(case, &derive(case, rules))))?;
            hits.extend(then.find(text, limit)?);
            hits.sort_by_key(|row| std::cmp::Reverse((row.received_at, row.number)));
        }
        Ok(hits)
    }

    /// The rows as they were.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn rows(&self, rows: Vec<CaseRow>) -> Result<Vec<CaseRow>, Error> {
        if self.later.is_empty() {
            return Ok(rows);
        }
        rows.into_iter().filter_map(|row| self.row(row).transpose()).collect()
    }

    fn row(&self, row: CaseRow) -> Result<Option<CaseRow>, Error> {
        if !self.later.contains(&row.number) {
            return Ok(Some(row));
        }
        Ok(self.case(row.number)?.map(|case| derive(&case, &self.settings.rules).row))
    }

    /// The rows of the cases that were open.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn open_rows(&self) -> Result<Vec<CaseRow>, Error> {
        let mut rows = self.db.rows_open()?;
        rows.retain(|row| !self.later.contains(&row.number));
        for number in &self.later {
            if let Some(case) = self.case(*number)? {
                rows.push(derive(&case, &self.settings.rules).row);
            }
        }
        rows.retain(CaseRow::is_open);
        Ok(rows)
    }

    /// A case as it was; `None` when it did not exist.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn case(&self, number: CaseNumber) -> Result<Option<Case>, Error> {
        let case = self.db.case(number)?;
        if self.is_settled(number) { Ok(case) } else { Ok(case.and_then(|case| case.as_of(self.now))) }
    }

    /// Cases as they were, without those that did not exist or cannot be read.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn cases(&self, numbers: &[CaseNumber]) -> Result<Vec<Case>, Error> {
        let mut cases = Vec::with_capacity(numbers.len());
        for number in numbers {
            match self.case(*number) {
                // The others stay usable; the log file and the check name it.
                Err(Error::Store(store::error::Error::Unreadable(_))) => {}
                read => cases.extend(read?),
            }
        }
        Ok(cases)
    }

    /// What was owed, by due time, number and deadline.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn obligations(&self) -> Result<Vec<(CaseNumber, Obligation)>, Error> {
        let mut obligations = self.db.obligations(self.now)?;
        if self.later.is_empty() {
            return Ok(obligations);
        }
        obligations.retain(|(number, _)| !self.later.contains(number));
        for number in &self.later {
            if let Some(case) = self.case(*number)? {
                let derived = derive(&case, &self.settings.rules);
                let owed = derived.standing.obligations.iter().filter(|one| one.is_open(self.now));
                obligations.extend(owed.map(|one| (*number, one.clone())));
            }
        }
        obligations.sort_by(|(a, left), (b, right)| {
            (left.due, a, left.deadline.code()).cmp(&(right.due, b, right.deadline.code()))
        });
        Ok(obligations)
    }
}
