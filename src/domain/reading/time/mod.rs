//! Times as people write them: `15:30`, `明晚12点`, `周三下午3点`, `11.3 14.20`, `一个半小时前`. Without a word for the
//! day, a time that has been is the latest one not after now, a time that will be the earliest not before now.

mod choose;
mod day;
mod scan;
mod shown;
mod spell;
mod time_of_day;

use chrono::{NaiveDate, NaiveTime, Timelike};

use crate::domain::calendar::OfficeHours;
use crate::domain::reading::outcome::Reading;
use crate::domain::reading::plain_text;
use crate::domain::time::Moment;

pub use choose::{Dated, Doubt, Precision, Tense};
pub use shown::{shown, shown_day};
pub use time_of_day::Part;

/// More characters than these are no time.
pub const LONGEST: usize = 60;

/// Reads a typed time, to the minute; `duty` is what 下班前 means.
pub fn read(text: &str, tense: Tense, now: Moment, duty: OfficeHours) -> Reading<Moment> {
    let Some(plain) = plain_text::characters(text, LONGEST) else {
        return Reading::Unreadable(format!("写得太长，时间最多写 {LONGEST} 个字，其余请写在原话里"));
    };
    let plain: String = plain.into_iter().collect();
    let plain = plain.trim();
    if let Ok(moment) = Moment::parse(plain) {
        return choose::written_out(to_minute(moment), tense, now);
    }
    let found = spell::spell(plain, duty);
    choose::moment(&found, plain, tense, now)
}

/// Reads a time that has been, as 发生时间 and 受理时间.
pub fn read_past(text: &str, now: Moment, duty: OfficeHours) -> Reading<Moment> {
    read(text, Tense::Past, now, duty)
}

/// Reads a typed day: `11-3`, `11月3日`, `2026-11-03`, `昨天`, `上周三`.
pub fn read_day(text: &str, tense: Tense, today: NaiveDate) -> Reading<NaiveDate> {
    let Some(plain) = plain_text::characters(text, LONGEST) else {
        return Reading::Unreadable(format!("写得太长，日期最多写 {LONGEST} 个字"));
    };
    let plain: String = plain.into_iter().collect();
    let found = spell::spell(plain.trim(), OfficeHours::default());
    choose::day(&found, plain.trim(), tense, today)
}

/// Reads the cell of an old ledger: a day, with as much of the time as was written; a day without a year is the
/// latest not after `now`. A written year is taken as it stands, so that the ledger's own mistakes can be told.
pub fn read_dated(text: &str, now: Moment) -> Reading<Dated> {
    let Some(plain) = plain_text::characters(text, LONGEST) else {
        return Reading::Unreadable(format!("写得太长，时间最多写 {LONGEST} 个字"));
    };
    let plain: String = plain.into_iter().collect();
    let plain = plain.trim();
    if let Ok(moment) = Moment::parse(plain) {
        let precision = Precision::Minute;
        return choose::in_bounds(to_minute(moment)).map(|moment| Dated {
            moment,
            precision,
            part: None,
            doubt: None,
        });
    }
    choose::dated(&spell::spell(plain, OfficeHours::default()), plain, now)
}

/// Reads a time of day: `8:30`, `０８：３０`, `8点半`, `24:00` is refused.
pub fn read_clock(text: &str) -> Reading<NaiveTime> {
    let Some(plain) = plain_text::characters(text, LONGEST) else {
        return Reading::Unreadable("请填时间，如 08:30。".to_owned());
    };
    let plain: String = plain.into_iter().collect();
    choose::time_of_day(&spell::spell(plain.trim(), OfficeHours::default()))
}

fn to_minute(moment: Moment) -> Moment {
    let time = moment.time().with_second(0).unwrap_or(moment.time());
    Moment::new(moment.date(), time)
}
