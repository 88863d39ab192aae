//! Who answers for open cases: those who may be made responsible although they never sign in.

use crate::store::db::Db;
use crate::store::error::Error;

/// More names than these are not looked through.
const MOST: usize = 200;

impl Db {
    /// The names of those who answer for open cases, the most burdened first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn open_handlers(&self) -> Result<Vec<String>, Error> {
        let sql = "SELECT handler FROM case_fact \
                   WHERE status IN ('unassigned', 'handling', 'visit_due', 'observed') AND handler IS NOT NULL \
                   GROUP BY handler ORDER BY COUNT(*) DESC, handler LIMIT ?1";
        let mut statement = self.raw().prepare_cached(sql)?;
        let names = statement.query_map([MOST as i64], |row| row.get(0))?;
        Ok(names.collect::<Result<_, _>>()?)
    }
}
