//! Who answers for open cases: those who may be made responsible although they never sign in.

use crate::domain::case::CaseNumber;
use crate::domain::case_row::CaseRow;
use crate::store::db::Db;
use crate::store::error::Error;
use crate::store::fact;
use crate::store::params::Params;
use crate::store::scope::Scope;

/// More names than these are not looked through.
const MOST: usize = 200;

impl Db {
    /// The open cases that this person answers for, the oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn open_of_handler(&self, name: &str) -> Result<Vec<CaseRow>, Error> {
        let sql = "SELECT * FROM case_fact INDEXED BY fact_open \
                   WHERE status IN ('unassigned', 'handling', 'visit_due', 'observed') AND handler = ?1 \
                   ORDER BY received_at, number";
        self.raw().prepare_cached(sql)?.query_and_then([name], fact::read)?.collect()
    }

    /// The open cases on which a task, a slot or a hand-over was ever given to somebody.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn open_with_tasks(&self) -> Result<Vec<CaseNumber>, Error> {
        // A column is no number of its own: with its affinity the index over `subject`, which has none, would be of no use.
        let sql = "SELECT number FROM case_fact INDEXED BY fact_open \
                   WHERE status IN ('unassigned', 'handling', 'visit_due', 'observed') AND EXISTS ( \
                       SELECT 1 FROM event WHERE subject_kind = 'case' AND subject = +number \
                       AND type IN ('task', 'appointed', 'handover')) \
                   ORDER BY number";
        self.numbers_by(sql, [])
    }

    /// Everybody to whom something was given that is open.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn given_to(&self) -> Result<Vec<String>, Error> {
        let sql = "SELECT DISTINCT who FROM obligation WHERE who IS NOT NULL ORDER BY who LIMIT ?1";
        let mut statement = self.raw().prepare_cached(sql)?;
        let names = statement.query_map([MOST as i64], |row| row.get(0))?;
        Ok(names.collect::<Result<_, _>>()?)
    }

    /// For how many open cases each answers.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn open_by_handler(&self, scope: Scope) -> Result<Vec<(String, usize)>, Error> {
        let mut params = Params::default();
        let sql = format!(
            "SELECT handler, COUNT(*) FROM case_fact INDEXED BY fact_open \
             WHERE status IN ('unassigned', 'handling', 'visit_due', 'observed') AND handler IS NOT NULL{} \
             GROUP BY handler",
            scope.and_settled("number", &mut params)
        );
        let mut statement = self.raw().prepare_cached(&sql)?;
        let count = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get::<_, i64>(1)?));
        let counted = statement.query_map(params.all(), count)?.collect::<Result<Vec<(String, i64)>, _>>()?;
        // A count of cases fits.
        Ok(counted.into_iter().map(|(name, cases)| (name, cases as usize)).collect())
    }

    /// The names of those who answer for open cases, the most burdened first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn open_handlers(&self) -> Result<Vec<String>, Error> {
        let sql = "SELECT handler FROM case_fact INDEXED BY fact_open \
                   WHERE status IN ('unassigned', 'handling', 'visit_due', 'observed') AND handler IS NOT NULL \
                   GROUP BY handler ORDER BY COUNT(*) DESC, handler LIMIT ?1";
        let mut statement = self.raw().prepare_cached(sql)?;
        let names = statement.query_map([MOST as i64], |row| row.get(0))?;
        Ok(names.collect::<Result<_, _>>()?)
    }
}
