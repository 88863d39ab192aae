//! Case numbers, days and times as the database keeps them.

use chrono::{Datelike, NaiveDate};

use crate::domain::case::CaseNumber;
use crate::domain::time::Moment;
use crate::store::error::Error;

/// 20261103-002 → 20261103000002.
pub fn of_number(number: CaseNumber) -> i64 {
    of_day(number.day()) * 1_000_000 + i64::from(number.serial())
}

/// 2026-11-03 → 20261103.
pub fn of_day(day: NaiveDate) -> i64 {
    i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day())
}

/// The case number of a key.
///
/// # Errors
/// [`Error::Damaged`] when the key is none.
pub fn number(key: i64) -> Result<CaseNumber, Error> {
    let serial = u32::try_from(key % 1_000_000).ok().filter(|serial| *serial > 0);
    let number = serial.and_then(|serial| Some(CaseNumber::new(date(key / 1_000_000)?, serial)));
    number.ok_or_else(|| Error::Damaged("有一个受理单编号读不出来".into()))
}

/// The day of a key.
///
/// # Errors
/// [`Error::Damaged`] when the key is none.
pub fn day(key: i64) -> Result<NaiveDate, Error> {
    date(key).ok_or_else(|| Error::Damaged("有一个日期读不出来".into()))
}

fn date(key: i64) -> Option<NaiveDate> {
    let part = |number: i64| u32::try_from(number).ok();
    NaiveDate::from_ymd_opt(i32::try_from(key / 10_000).ok()?, part(key / 100 % 100)?, part(key % 100)?)
}

/// The moment of a stored time.
///
/// # Errors
/// [`Error::Damaged`] when the calendar does not reach so far.
pub fn moment(seconds: i64) -> Result<Moment, Error> {
    Moment::from_unix(seconds).ok_or_else(|| Error::Damaged("有一个时间读不出来".into()))
}
