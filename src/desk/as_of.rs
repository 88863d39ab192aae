//! The data as it was known at a moment. Normally that is everything and the rows are taken as they are, which one look
//! into an index tells. With a clock set back by `--now` the database leaves the cases out to which something happened
//! later, and those are worked out anew and kept beside, in a database in memory that is asked the same questions. The
//! computer's own clock leaves nothing out: what was written while it ran ahead is seen, and marked 时间在后.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::BTreeSet;

use chrono::Datelike;

use crate::desk::error::Error;
use crate::desk::handle::{Desk, settings_of};
use crate::domain::case::{Case, CaseNumber};
use crate::domain::case_row::CaseRow;
use crate::domain::settings::Settings;
use crate::domain::time::Moment;
use crate::store;
use crate::store::db::Db;
use crate::store::derive::derive;
use crate::store::scope::Scope;

/// The moment that something is read for, and whether what is dated later is kept out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsOf {
    /// The moment.
    pub now: Moment,
    /// Whether anything dated later is invisible; the computer's own clock hides nothing (时间在后).
    pub hides_later: bool,
}

impl From<Moment> for AsOf {
    fn from(now: Moment) -> Self {
        Self { now, hides_later: true }
    }
}

impl Desk {
    /// Now, as the counter's clock sees it.
    pub(crate) fn as_of(&self) -> AsOf {
        AsOf { now: self.now(), hides_later: self.clock().hides_later() }
    }
}

/// Reads as of a moment.
pub struct View<'a> {
    db: &'a Db,
    now: Moment,
    /// Something is dated later, seen or not.
    goes_beyond: bool,
    settings: Settings,
    scope: Scope,
    /// Cases that look different later, or were not there yet.
    later: BTreeSet<CaseNumber>,
    /// Those of them that were there, as they were.
    then: OnceCell<Db>,
}

impl<'a> View<'a> {
    /// The data as known at a moment.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn at(db: &'a Db, as_of: impl Into<AsOf>) -> Result<Self, Error> {
        let AsOf { now, hides_later } = as_of.into();
        let scope = db.scope(now)?;
        let goes_beyond = scope.is_past;
        let scope = Scope { is_past: goes_beyond && hides_later, ..scope };
        let later = db.later(scope, false)?.into_iter().collect();
        Ok(Self { db, now, goes_beyond, settings: settings_of(db)?, scope, later, then: OnceCell::new() })
    }

    /// Whether anything in the database is dated later, seen or not: then time alone may change anything.
    pub fn goes_beyond(&self) -> bool {
        self.goes_beyond
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

    /// Every database that must be asked, with the scope to ask it for: the cases that nothing happened to later, and
    /// those as they were.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn sources(&self) -> Result<Vec<(&Db, Scope)>, Error> {
        let mut sources = vec![(self.db, self.scope)];
        if self.scope.is_past {
            sources.push((self.then()?, Scope { now: self.now, is_past: false }));
        }
        Ok(sources)
    }

    fn then(&self) -> Result<&Db, Error> {
        if let Some(then) = self.then.get() {
            return Ok(then);
        }
        let mut then = Db::in_memory()?;
        let numbers = self.db.later(self.scope, true)?;
        let rules = &self.settings.rules;
        then.write(|write| {
            for number in numbers {
                if let Some(case) = self.case(number)? {
                    write.put(&case, &derive(&case, rules))?;
                }
            }
            Ok::<_, Error>(())
        })?;
        Ok(self.then.get_or_init(|| then))
    }

    /// Cases that fit a question, open ones first, then the newest. What was written later is not searched.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn find(&self, text: &str, limit: usize) -> Result<Vec<CaseRow>, Error> {
        let mut hits = Vec::new();
        for (source, scope) in self.sources()? {
            hits.extend(self.with_blind_years(source, source.find(text, limit, scope)?)?);
        }
        hits.sort_by_key(|row| (!row.is_open(), Reverse((row.received_at, row.number))));
        hits.truncate(limit);
        Ok(hits)
    }

    /// The rows of one of the sources, those marked whose next time hangs on holidays that are 未公布. Rules §4.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn with_blind_years(&self, source: &Db, mut rows: Vec<CaseRow>) -> Result<Vec<CaseRow>, Error> {
        let calendar = &self.settings.rules.calendar;
        for row in &mut rows {
            if let Some((code, due)) = row.next.filter(|(_, due)| !calendar.is_announced(due.date().year())) {
                let owed = source.obligations_of(row.number)?;
                let mut next = owed.iter().filter(|one| one.deadline == code && one.due == due);
                row.blind_year = next.find_map(|one| one.unannounced_year(calendar));
            }
        }
        Ok(rows)
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
}
