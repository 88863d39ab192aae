//! Case numbers: each day counts from one, past the highest receipt of the day.

use chrono::NaiveDate;

use crate::domain::case::CaseNumber;
use crate::store::db::Write;
use crate::store::error::Error;
use crate::store::key;

/// No day has more cases.
const LAST_SERIAL: i64 = 999_999;

impl Write<'_> {
    /// The next number of a day. A receipt is never taken out of the log, so its number is never given again, even if
    /// the case is voided. Where a file has brought the last number of the day, the first free one is given.
    ///
    /// # Errors
    /// [`Error::DayFull`] when none is free; whatever the database refuses.
    pub fn next_number(&self, day: NaiveDate) -> Result<CaseNumber, Error> {
        let base = key::of_day(day) * 1_000_000;
        let highest: Option<i64> = self
            .raw()
            .prepare_cached(
                "SELECT max(subject) FROM event WHERE type = 'receipt' AND subject > ?1 AND subject <= ?1 + 999999",
            )?
            .query_row([base], |row| row.get(0))?;
        let next = match highest.unwrap_or(base) - base {
            LAST_SERIAL => self.first_free(base)?,
            last => last + 1,
        };
        u32::try_from(next)
            .ok()
            .filter(|_| next <= LAST_SERIAL)
            .map(|serial| CaseNumber::new(day, serial))
            .ok_or(Error::DayFull(day))
    }

    fn first_free(&self, base: i64) -> Result<i64, Error> {
        let mut statement = self.raw().prepare_cached(include_str!("sql/first_free_number.sql"))?;
        Ok(statement.query_row([base], |row| row.get(0))?)
    }
}
