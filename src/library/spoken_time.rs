//! Times as one says them across the counter: `今天下午三点`, `明天上午九点半`, `周三傍晚六点`, `今晚十二点`; lengths
//! of time as `三天`; and the time by which an answer is proposed. Pure; all on the counter's clock (+08:00).

use chrono::{Datelike, Duration, NaiveTime, Timelike};

use crate::domain::calendar::OfficeHours;
use crate::domain::time::Moment;

/// The moment in spoken Chinese, seen from `now`. Midnight is the end of the day before (`今晚十二点`), because it is a
/// limit.
pub fn spoken(at: Moment, now: Moment) -> String {
    let midnight = at.time() == NaiveTime::MIN;
    let date = if midnight { at.date().pred_opt().unwrap_or(at.date()) } else { at.date() };
    let days = (date - now.date()).num_days();
    let (hour, minute) = (at.time().hour(), at.time().minute());
    if midnight || hour >= 19 {
        let evening = match days {
            -1 => Some("昨晚"),
            0 => Some("今晚"),
            1 => Some("明晚"),
            _ => None,
        };
        let clock = if midnight { "十二点".to_owned() } else { clock(hour - 12, minute) };
        return match evening {
            Some(evening) => format!("{evening}{clock}"),
            None => format!("{}晚上{clock}", day(date, now)),
        };
    }
    let part = match hour {
        0..=5 => "凌晨",
        6..=7 => "早上",
        8..=11 => "上午",
        12 => "中午",
        13..=17 => "下午",
        _ => "傍晚",
    };
    format!("{}{part}{}", day(date, now), clock(if hour > 12 { hour - 12 } else { hour }, minute))
}

/// The time of a promise as it is said: minutes are rounded down to a quarter, so that what is said is never later
/// than what was agreed and sounds as people say it.
pub fn spoken_limit(due: Moment, now: Moment) -> String {
    let rounded = due - Duration::minutes(i64::from(due.time().minute() % 15));
    spoken(if rounded > now { rounded } else { due }, now)
}

/// The day, as people say it: within this week by its name, else by its date, for 下周五 may be heard as another Friday.
fn day(date: chrono::NaiveDate, now: Moment) -> String {
    let name = |date: chrono::NaiveDate| {
        ["一", "二", "三", "四", "五", "六", "日"][date.weekday().num_days_from_monday() as usize]
    };
    let days = (date - now.date()).num_days();
    let this_week = date.iso_week() == now.date().iso_week();
    match days {
        -2 => "前天".to_owned(),
        -1 => "昨天".to_owned(),
        0 => "今天".to_owned(),
        1 => "明天".to_owned(),
        2 => "后天".to_owned(),
        3..=6 if this_week => format!("这周{}", name(date)),
        _ if date.year() == now.date().year() => format!("{}月{}日", date.month(), date.day()),
        _ => format!("{}年{}月{}日", date.year(), date.month(), date.day()),
    }
}

fn clock(hour: u32, minute: u32) -> String {
    let hour = if hour == 2 { "两".to_owned() } else { number(hour) };
    match minute {
        0 => format!("{hour}点"),
        15 => format!("{hour}点一刻"),
        30 => format!("{hour}点半"),
        45 => format!("{hour}点三刻"),
        1..=9 => format!("{hour}点零{}分", number(minute)),
        20 | 40 | 50 => format!("{hour}点{}", number(minute)),
        _ => format!("{hour}点{}分", number(minute)),
    }
}

/// A number below a hundred as it is said.
pub fn number(value: u32) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, units) = ((value / 10) as usize, (value % 10) as usize);
    match (tens, units) {
        (0, units) => DIGITS[units].to_owned(),
        (10.., _) => value.to_string(),
        (tens, units) => {
            let tens = if tens == 1 { "" } else { DIGITS[tens] };
            format!("{tens}十{}", if units == 0 { "" } else { DIGITS[units] })
        }
    }
}

/// How many days something has lasted, as it is said; `None` for less than two.
pub fn days_since(from: Moment, now: Moment) -> Option<String> {
    let days = (now.date() - from.date()).num_days();
    let counted = |count: i64, unit: &str| {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        format!("{}{unit}", if count == 2 { "两".to_owned() } else { number(count) })
    };
    match days {
        ..2 => None,
        2..=13 => Some(counted(days, "天")),
        14..=27 => Some(counted(days / 7, "个星期")),
        28..=45 => Some("一个月".to_owned()),
        46..=330 => Some(counted(days / 30, "个月")),
        _ => Some("大半年".to_owned()),
    }
}

/// The time by which an answer is proposed while none is agreed: some hours from now when somebody is at the desk, else
/// the next morning; within the hour when it is urgent. Never later than 24 hours (rules §4).
pub fn proposed(now: Moment, duty: OfficeHours, urgent: bool) -> Moment {
    let up = |at: Moment, step: u32| {
        let past = at.time().minute() % step;
        let at = at - Duration::seconds(at.time().second().into());
        if past == 0 { at } else { at + Duration::minutes((step - past).into()) }
    };
    let morning = |from: Moment| duty.next_start(from) + Duration::minutes(90);
    if urgent {
        return up(now + Duration::minutes(45), 30);
    }
    let last = duty.end_on(now.date()) - Duration::minutes(30);
    match up(now + Duration::minutes(150), 60) {
        _ if now.time() < duty.from => morning(now),
        due if due <= last => due,
        _ if now + Duration::minutes(60) <= last => last,
        _ => morning(now),
    }
}

/// So many minutes from now, at the next half hour: for what runs this minute nobody waits for the desk to open.
pub fn proposed_within(now: Moment, minutes: i64) -> Moment {
    let at = now + Duration::minutes(minutes);
    let at = at - Duration::seconds(at.time().second().into());
    match at.time().minute() % 30 {
        0 => at,
        past => at + Duration::minutes(i64::from(30 - past)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    #[test]
    fn times_sound_as_people_say_them() {
        let now = at("2026-11-03T09:12");
        for (moment, expected) in [
            ("2026-11-03T15:00", "今天下午三点"),
            ("2026-11-04T09:30", "明天上午九点半"),
            ("2026-11-04T12:05", "明天中午十二点零五分"),
            ("2026-11-02T20:10", "昨晚八点十分"),
            ("2026-11-01T08:40", "前天上午八点四十"),
            ("2026-11-05T14:00", "后天下午两点"),
            ("2026-11-07T18:00", "这周六傍晚六点"),
            ("2026-11-09T06:30", "11月9日早上六点半"),
            ("2026-11-19T03:00", "11月19日凌晨三点"),
            ("2027-01-01T10:00", "2027年1月1日上午十点"),
            ("2026-11-04T00:00", "今晚十二点"),
            ("2026-11-04T19:30", "明晚七点半"),
            ("2026-11-07T21:00", "这周六晚上九点"),
        ] {
            assert_eq!(spoken(at(moment), now), expected);
        }
    }

    #[test]
    fn what_is_said_is_never_later_than_what_was_agreed() {
        let now = at("2026-11-03T09:12");
        assert_eq!(spoken_limit(at("2026-11-03T14:53"), now), "今天下午两点三刻");
        assert_eq!(spoken_limit(at("2026-11-03T15:00"), now), "今天下午三点");
        assert_eq!(spoken_limit(at("2026-11-03T09:14"), now), "今天上午九点十四分", "not before now");
    }

    #[test]
    fn an_answer_is_proposed_for_a_time_when_somebody_is_there() {
        let duty = OfficeHours::default();
        let of = |now: &str, urgent| spoken(proposed(at(now), duty, urgent), at(now));
        assert_eq!(of("2026-11-03T09:12", false), "今天中午十二点");
        assert_eq!(of("2026-11-03T14:40", false), "今天下午五点半");
        assert_eq!(of("2026-11-03T16:10", false), "今天下午五点半");
        assert_eq!(of("2026-11-03T17:10", false), "明天上午十点");
        assert_eq!(of("2026-11-03T23:10", false), "明天上午十点");
        assert_eq!(of("2026-11-03T02:10", false), "今天上午十点");
        assert_eq!(of("2026-11-03T14:40", true), "今天下午三点半");
    }

    #[test]
    fn what_runs_is_told_at_the_next_half_hour() {
        let within = |now: &str, minutes| spoken(proposed_within(at(now), minutes), at(now));
        assert_eq!(within("2026-11-03T21:15", 30), "今晚十点");
        assert_eq!(within("2026-11-03T21:00", 30), "今晚九点半");
        assert_eq!(within("2026-11-03T14:25", 60), "今天下午三点半");
    }

    #[test]
    fn a_length_of_time_is_said_in_days_and_months() {
        let now = at("2026-11-20T09:12");
        let since = |text: &str| days_since(at(text), now);
        assert_eq!(since("2026-11-19T23:00"), None);
        assert_eq!(since("2026-11-18T23:00").as_deref(), Some("两天"));
        assert_eq!(since("2026-11-08T09:00").as_deref(), Some("十二天"));
        assert_eq!(since("2026-11-01T09:00").as_deref(), Some("两个星期"));
        assert_eq!(since("2026-09-01T09:00").as_deref(), Some("两个月"));
    }
}
