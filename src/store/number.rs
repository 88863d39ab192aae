//! Case numbers: the counter of each day.

use chrono::NaiveDate;

use crate::domain::case::CaseNumber;
use crate::store::db::Write;
use crate::store::error::Error;
use crate::store::key;

impl Write<'_> {
    /// Gives the next number of a day; it is never given again, even if the case is voided.
    ///
    /// # Errors
    /// When the day is full (999,999 cases) or the database refuses.
    pub fn next_number(&self, day: NaiveDate) -> Result<CaseNumber, Error> {
        let sql = "INSERT INTO day_counter (day, last) VALUES (?1, 1) \
                   ON CONFLICT (day) DO UPDATE SET last = last + 1 RETURNING last";
        let serial: u32 = self.raw().prepare_cached(sql)?.query_row([key::of_day(day)], |row| row.get(0))?;
        if serial > 999_999 {
            return Err(Error::Internal("a day's numbers are used up".into()));
        }
        Ok(CaseNumber::new(day, serial))
    }

    /// Moves the day's counter past a number that came from elsewhere.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn pass_number(&self, number: CaseNumber) -> Result<(), Error> {
        let sql = "INSERT INTO day_counter (day, last) VALUES (?1, ?2) \
                   ON CONFLICT (day) DO UPDATE SET last = max(last, excluded.last)";
        self.raw().prepare_cached(sql)?.execute((key::of_day(number.day()), number.serial()))?;
        Ok(())
    }
}
