//! Single values as typed on the command line.

use chrono::NaiveDate;

use crate::domain::case::CaseNumber;
use crate::domain::code::Emotion;
use crate::library::step::{Level, Step};

/// A calendar month as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// Year.
    pub year: i32,
    /// 1 to 12.
    pub month: u32,
}

/// A quarter as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quarter {
    /// Year.
    pub year: i32,
    /// 1 to 4.
    pub quarter: u32,
}

/// A day, `2026-11-30`.
///
/// # Errors
/// How it should be written.
pub fn date(text: &str) -> Result<NaiveDate, String> {
    let plain = text.len() == 10 && text.is_ascii();
    let date = plain.then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()).flatten();
    date.ok_or_else(|| "不是有效的日期，应如 2026-11-30".to_owned())
}

/// A month, `2026-11`.
///
/// # Errors
/// How it should be written.
pub fn month(text: &str) -> Result<Month, String> {
    let first = (text.len() == 7).then(|| date(&format!("{text}-01")).ok()).flatten();
    let first = first.ok_or_else(|| "不是有效的月份，应如 2026-11".to_owned())?;
    use chrono::Datelike;
    Ok(Month { year: first.year(), month: first.month() })
}

/// A quarter, `2026-Q4`.
///
/// # Errors
/// How it should be written.
pub fn quarter(text: &str) -> Result<Quarter, String> {
    let wrong = || "不是有效的季度，应如 2026-Q4".to_owned();
    let (year, quarter) = text.split_once("-Q").ok_or_else(wrong)?;
    let year = (year.len() == 4).then(|| year.parse().ok()).flatten().filter(|year| *year >= 1900);
    let quarter = quarter.parse().ok().filter(|quarter| (1..=4).contains(quarter));
    Ok(Quarter { year: year.ok_or_else(wrong)?, quarter: quarter.ok_or_else(wrong)? })
}

/// The number of a case.
///
/// # Errors
/// How it should be written.
pub fn number(text: &str) -> Result<CaseNumber, String> {
    CaseNumber::parse(text).ok_or_else(|| "不是受理单编号，应如 20261103-002".to_owned())
}

/// A step of the way.
///
/// # Errors
/// How it should be written.
pub fn step(text: &str) -> Result<Step, String> {
    Step::from_code(text).ok_or_else(|| one_of(Step::ALL.iter().map(|one| one.code())))
}

/// A mood.
///
/// # Errors
/// How it should be written.
pub fn mood(text: &str) -> Result<Emotion, String> {
    Emotion::from_code(text).ok_or_else(|| one_of(Emotion::ALL.iter().map(|one| one.code())))
}

/// A level of wording.
///
/// # Errors
/// How it should be written.
pub fn level(text: &str) -> Result<Level, String> {
    Level::from_code(text).ok_or_else(|| one_of(Level::ALL.iter().map(|one| one.code())))
}

fn one_of<'a>(codes: impl Iterator<Item = &'a str>) -> String {
    format!("可用的值：{}", codes.collect::<Vec<_>>().join("、"))
}
