//! How often each form was printed.

use crate::domain::time::Moment;
use crate::store::db::{Db, Write};
use crate::store::error::Error;

impl Db {
    /// How often a form of a case or period was printed so far.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn times_printed(&self, subject: &str, form: u8) -> Result<u32, Error> {
        let sql = "SELECT coalesce(max(times), 0) FROM print_count WHERE subject = ?1 AND form = ?2";
        Ok(self.raw().prepare_cached(sql)?.query_row((subject, form), |row| row.get(0))?)
    }
}

impl Write<'_> {
    /// Counts one more print and answers which it is, from 1.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn count_print(&self, subject: &str, form: u8, now: Moment) -> Result<u32, Error> {
        let sql = "INSERT INTO print_count (subject, form, times, last_at) VALUES (?1, ?2, 1, ?3) \
                   ON CONFLICT (subject, form) DO UPDATE SET times = times + 1, last_at = excluded.last_at \
                   RETURNING times";
        Ok(self.raw().prepare_cached(sql)?.query_row((subject, form, now.unix()), |row| row.get(0))?)
    }
}
