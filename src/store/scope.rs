//! The moment that a list is read for. With a clock set back, the cases that look different later are left out by the
//! database; where nothing is later, which one look into an index tells, nothing is asked for at all.

use crate::domain::case::CaseNumber;
use crate::domain::time::Moment;
use crate::store::db::Db;
use crate::store::error::Error;
use crate::store::key;
use crate::store::params::Params;

/// The moment of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope {
    /// The moment.
    pub now: Moment,
    /// Whether anything in the database is dated later.
    pub is_past: bool,
}

impl Scope {
    /// A condition on the column that holds a case number, to follow others; empty when nothing is later.
    pub(crate) fn and_settled(self, column: &str, params: &mut Params) -> String {
        if self.is_past { format!(" AND {column} NOT IN ({})", self.later(params)) } else { String::new() }
    }

    /// Cases that look different later: something happened to them, or a later case was linked to them.
    fn later(self, params: &mut Params) -> String {
        let now = params.add(self.now.unix());
        format!(
            "SELECT number FROM case_fact WHERE touched_at > {now} UNION \
             SELECT repeat_of FROM case_fact WHERE touched_at > {now} AND repeat_of IS NOT NULL"
        )
    }
}

impl Db {
    /// The scope of a list at a moment.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn scope(&self, now: Moment) -> Result<Scope, Error> {
        let sql = "SELECT EXISTS (SELECT 1 FROM case_fact WHERE touched_at > ?1)";
        let is_past = self.raw().prepare_cached(sql)?.query_row([now.unix()], |row| row.get(0))?;
        Ok(Scope { now, is_past })
    }

    /// The cases that look different later; `existing`: only those that may have been taken in by then.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn later(&self, scope: Scope, existing: bool) -> Result<Vec<CaseNumber>, Error> {
        if !scope.is_past {
            return Ok(Vec::new());
        }
        let mut params = Params::default();
        // A number is given on the day of the receipt: those of later days did not exist.
        let end = if existing { (key::of_day(scope.now.date()) + 1) * 1_000_000 } else { i64::MAX };
        let later = scope.later(&mut params);
        let sql = format!(
            "SELECT number FROM case_fact WHERE number IN ({later}) AND number < {} ORDER BY number",
            params.add(end)
        );
        self.numbers_by(&sql, params.all())
    }
}
