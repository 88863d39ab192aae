//! Times as one says them across the counter: `今天下午3点`, `明天上午9点半`, `11月5日上午10点`.

use chrono::{Datelike, Timelike};

use crate::domain::time::Moment;

/// The moment in spoken Chinese, seen from `now`; both on the counter's clock (+08:00). Midnight is said as
/// the end of the day before (`今天24点`), because it is a limit.
pub fn spoken(at: Moment, now: Moment) -> String {
    let midnight = at.time().num_seconds_from_midnight() == 0;
    let date = if midnight { at.date().pred_opt().unwrap_or(at.date()) } else { at.date() };
    let day = match (date - now.date()).num_days() {
        -1 => "昨天".to_owned(),
        0 => "今天".to_owned(),
        1 => "明天".to_owned(),
        2 => "后天".to_owned(),
        _ if date.year() == now.date().year() => format!("{}月{}日", date.month(), date.day()),
        _ => format!("{}年{}月{}日", date.year(), date.month(), date.day()),
    };
    if midnight {
        return format!("{day}24点");
    }
    let (hour, minute) = (at.time().hour(), at.time().minute());
    let part = match hour {
        0..=5 => "凌晨",
        6..=11 => "上午",
        12..=13 => "中午",
        14..=17 => "下午",
        _ => "晚上",
    };
    let hour = if hour > 12 { hour - 12 } else { hour };
    match minute {
        0 => format!("{day}{part}{hour}点"),
        30 => format!("{day}{part}{hour}点半"),
        _ => format!("{day}{part}{hour}点{minute:02}分"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_sound_as_people_say_them() {
        let now = Moment::parse("2026-11-03T09:12").unwrap();
        for (at, expected) in [
            ("2026-11-03T15:00", "今天下午3点"),
            ("2026-11-04T09:30", "明天上午9点半"),
            ("2026-11-04T12:05", "明天中午12点05分"),
            ("2026-11-02T20:10", "昨天晚上8点10分"),
            ("2026-11-09T00:30", "11月9日凌晨0点半"),
            ("2027-01-01T10:00", "2027年1月1日上午10点"),
            ("2026-11-04T00:00", "今天24点"),
        ] {
            assert_eq!(spoken(Moment::parse(at).unwrap(), now), expected);
        }
    }
}
