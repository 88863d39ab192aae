//! How a time is shown beside the field in which it was typed.

use chrono::Datelike;

use crate::domain::time::Moment;

/// `周一 11月30日 23:00`, with the year where it is not that of `now`. The reader reads it back as the same.
pub fn shown(moment: Moment, now: Moment) -> String {
    let weekday = "一二三四五六日".chars().nth(moment.date().weekday().num_days_from_monday() as usize);
    format!("周{} {}", weekday.unwrap_or('一'), moment.short(now))
}
