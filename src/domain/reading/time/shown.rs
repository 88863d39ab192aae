//! How a time is shown beside the field in which it was typed.

use chrono::{Datelike, NaiveDate};

use crate::domain::time::Moment;

/// `周一 11月30日`, with the year where it is not that of today. The reader reads it back as the same.
pub fn shown_day(day: NaiveDate, today: NaiveDate) -> String {
    let year = if day.year() == today.year() { String::new() } else { format!("{}年", day.year()) };
    format!("{} {year}{}月{}日", weekday(day), day.month(), day.day())
}

fn weekday(day: NaiveDate) -> String {
    let word = "一二三四五六日".chars().nth(day.weekday().num_days_from_monday() as usize);
    format!("周{}", word.unwrap_or('一'))
}

/// `周一 11月30日 23:00`, with the year where it is not that of `now`. The reader reads it back as the same.
pub fn shown(moment: Moment, now: Moment) -> String {
    format!("{} {}", weekday(moment.date()), moment.short(now))
}
