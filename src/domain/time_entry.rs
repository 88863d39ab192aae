//! Times as people type them at the counter: `15:30`, `明天9点`, `刚才`, `11-3 14:20`, `2026年11月3日 下午3点半`.
//! Pure: today is an argument.

use chrono::{Datelike, Days, Duration, NaiveDate, NaiveTime};

use crate::domain::digit::plain_digit;
use crate::domain::time::Moment;

/// Reads a typed time; a date alone means its end for a promise, so the time of day must be given.
/// Without a date it is today.
///
/// # Errors
/// A sentence that says what could not be read, with examples.
pub fn read(text: &str, now: Moment) -> Result<Moment, String> {
    let plain = simplify(text);
    let plain = plain.trim();
    if let Ok(moment) = Moment::parse(plain) {
        return Ok(moment);
    }
    if let Some(moment) = relative(plain, now) {
        return Ok(moment);
    }
    let (date, rest) = take_date(plain, now.date()).ok_or_else(|| sentence(text))?;
    let time = read_time(rest.trim()).ok_or_else(|| sentence(text))?;
    Ok(Moment::new(date, time))
}

/// Reads a typed day: `11-3`, `11月3日`, `2026-11-03`, `昨天`. Without a year it is that of today.
///
/// # Errors
/// A sentence that says what could not be read, with examples.
pub fn read_day(text: &str, today: NaiveDate) -> Result<NaiveDate, String> {
    let plain = simplify(text);
    let plain = plain.trim();
    let day = take_date(plain, today).filter(|(_, rest)| !plain.is_empty() && rest.trim().is_empty());
    day.map(|(day, _)| day)
        .ok_or_else(|| format!("「{}」看不懂，日期请写成 11-3、2026-11-03 或 昨天", text.trim()))
}

fn sentence(text: &str) -> String {
    format!("「{}」看不懂，请写成 15:30、明天9:00 或 11-3 14:20", text.trim())
}

/// Full-width digits and marks made plain; the words of the date and clock made marks.
fn simplify(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '：' => ':',
            '　' | ',' | '，' => ' ',
            '－' | '／' | '/' | '.' => '-',
            _ => plain_digit(c),
        })
        .collect()
}

/// `刚才`, `半小时前`, `三天前`, `2小时内`.
fn relative(text: &str, now: Moment) -> Option<Moment> {
    if ["刚才", "刚刚", "现在"].contains(&text) {
        return Some(now);
    }
    let ends = |words: &[&str]| words.iter().find_map(|word| text.strip_suffix(word));
    let (amount, ago) = match ends(&["以前", "之前", "前"]) {
        Some(amount) => (amount, true),
        None => (ends(&["以后", "之后", "后", "以内", "之内", "内"])?, false),
    };
    let (number, minutes) = [("分钟", 1), ("个小时", 60), ("小时", 60), ("天", 24 * 60)]
        .into_iter()
        .find_map(|(unit, minutes)| Some((amount.strip_suffix(unit)?.trim(), minutes)))?;
    let minutes = match number {
        "半" => minutes / 2,
        number => minutes * amount_of(number)?,
    };
    let span = Duration::minutes(minutes);
    Some(if ago { now - span } else { now + span })
}

/// A small number in digits or in characters up to 十.
fn amount_of(text: &str) -> Option<i64> {
    let mut chars = text.chars();
    let (first, rest) = (chars.next()?, chars.next());
    let place = "零一二三四五六七八九十".chars().position(|c| c == first);
    match (place, rest) {
        (Some(place), None) => i64::try_from(place).ok(),
        (None, None) if first == '两' => Some(2),
        _ => text.parse().ok().filter(|number| (0..1000).contains(number)),
    }
}

/// The date in front, or today, and what follows it.
fn take_date(text: &str, today: NaiveDate) -> Option<(NaiveDate, &str)> {
    for (word, days) in
        [("大后天", 3), ("后天", 2), ("明天", 1), ("明早", 1), ("明晚", 1), ("今天", 0), ("今日", 0)]
    {
        if let Some(rest) = text.strip_prefix(word) {
            // 明早 and 明晚 keep their half of the day for the clock.
            let rest = if matches!(word, "明早" | "明晚") { &text["明".len()..] } else { rest };
            return Some((today.checked_add_days(Days::new(days))?, rest));
        }
    }
    for (word, days) in [("前天", 2), ("昨天", 1), ("昨晚", 1)] {
        if let Some(rest) = text.strip_prefix(word) {
            let rest = if word == "昨晚" { &text["昨".len()..] } else { rest };
            return Some((today.checked_sub_days(Days::new(days))?, rest));
        }
    }
    let dated = |c: char| c.is_ascii_digit() || matches!(c, '-' | '年' | '月' | '日' | '号');
    let end = text.find(|c| !dated(c)).unwrap_or(text.len());
    let (head, rest) = text.split_at(end);
    let marks = head.contains('-') || head.contains('月');
    if !marks {
        return Some((today, text));
    }
    let numbers: Vec<u32> = head
        .split(['-', '年', '月', '日', '号'])
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    match numbers[..] {
        // 日 may be followed at once by the hour: 11月3日14:20.
        [month, day, _] if month <= 12 && !rest.is_empty() && head.contains('日') => {
            let split = head.rfind(['日', '号'])? + '日'.len_utf8();
            Some((NaiveDate::from_ymd_opt(today.year(), month, day)?, &text[split..]))
        }
        [year, month, day, _] if head.contains('日') => {
            let split = head.rfind(['日', '号'])? + '日'.len_utf8();
            Some((NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?, &text[split..]))
        }
        [month, day] => Some((NaiveDate::from_ymd_opt(today.year(), month, day)?, rest)),
        [year, month, day] => Some((NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?, rest)),
        _ => None,
    }
}

/// `15:30`, `9点`, `下午3点半`, `晚上8点20分`.
fn read_time(text: &str) -> Option<NaiveTime> {
    let mut later_half = false;
    let mut rest = text;
    for (word, later) in [
        ("上午", false),
        ("早上", false),
        ("早", false),
        ("中午", true),
        ("下午", true),
        ("晚上", true),
        ("晚", true),
    ] {
        if let Some(after) = rest.strip_prefix(word) {
            (later_half, rest) = (later, after.trim());
            break;
        }
    }
    let rest = rest.trim_end_matches('前').trim_end_matches('分');
    let (hour, minute) =
        rest.split_once(':').or_else(|| rest.split_once('点')).or_else(|| rest.split_once('时'))?;
    let hour: u32 = hour.trim().parse().ok()?;
    let minute = match minute.trim() {
        "" | "整" => 0,
        "半" => 30,
        digits => digits.parse().ok()?,
    };
    let hour = if later_half && hour < 11 { hour + 12 } else { hour };
    NaiveTime::from_hms_opt(hour, minute, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_type() {
        let now = Moment::parse("2026-11-21T14:32").unwrap();
        for (text, expected) in [
            ("15:30", "2026-11-21T15:30"),
            ("１５：３０", "2026-11-21T15:30"),
            ("明天9点", "2026-11-22T09:00"),
            ("明早8:30", "2026-11-22T08:30"),
            ("后天 下午3点半", "2026-11-23T15:30"),
            ("昨晚9点20分", "2026-11-20T21:20"),
            ("11-3 14:20", "2026-11-03T14:20"),
            ("11月3日14:20", "2026-11-03T14:20"),
            ("11/3 14:20", "2026-11-03T14:20"),
            ("2026-11-3 14:20", "2026-11-03T14:20"),
            ("2026年12月31日 上午10点", "2026-12-31T10:00"),
            ("2026年12月31日10:15", "2026-12-31T10:15"),
            ("2026-11-03T09:12", "2026-11-03T09:12"),
            ("中午12点", "2026-11-21T12:00"),
            ("今天18:00前", "2026-11-21T18:00"),
            ("刚才", "2026-11-21T14:32"),
            ("半小时前", "2026-11-21T14:02"),
            ("十分钟前", "2026-11-21T14:22"),
            ("三天前", "2026-11-18T14:32"),
            ("两个小时内", "2026-11-21T16:32"),
            ("２小时后", "2026-11-21T16:32"),
        ] {
            assert_eq!(read(text, now), Ok(Moment::parse(expected).unwrap()), "{text}");
        }
    }

    #[test]
    fn reads_days_as_people_type_them() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        for (text, expected) in [
            ("11-3", "2026-11-03"),
            ("11月3日", "2026-11-03"),
            ("１１／３", "2026-11-03"),
            ("2025-12-31", "2025-12-31"),
            ("2025年12月31日", "2025-12-31"),
            ("昨天", "2026-11-20"),
            (" 今天 ", "2026-11-21"),
        ] {
            assert_eq!(read_day(text, today).map(|day| day.to_string()), Ok(expected.to_owned()), "{text}");
        }
        for text in ["", "3", "2月30日", "11-", "11-3 14:20", "2026-11-", "😀", "9999999-1-1"] {
            assert!(read_day(text, today).unwrap_err().contains("看不懂"), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_gets_a_sentence() {
        let now = Moment::parse("2026-11-21T14:32").unwrap();
        for text in [
            "",
            "尽快",
            "前",
            "几天前",
            "99999999999天前",
            "-3天前",
            "25:00",
            "13-45 10:00",
            "2月30日 10:00",
            "11-3",
            "9",
            "😀",
            "99999999999-1 1:1",
            "1-1-1-1-1 2:2",
        ] {
            assert!(read(text, now).unwrap_err().contains("看不懂"), "{text}");
        }
    }
}
