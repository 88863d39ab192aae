//! The day of a typed time: 昨天, 上周三, 11月3日, 21号, 26/11/3.

use chrono::{NaiveDate, Weekday};

use crate::domain::reading::time::scan::Scan;
use crate::domain::time::YEARS;

/// A day as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Day {
    /// So many days from today.
    FromToday(i64),
    /// With its year.
    Full(NaiveDate),
    /// Month and day of a year.
    OfYear(u32, u32),
    /// Day of the month.
    OfMonth(u32),
    /// Day of a month counted from this one: 上个月3号.
    OfNearMonth(i32, u32),
    /// Month and day of a year counted from this one: 去年11月3日.
    OfNearYear(i32, u32, u32),
    /// A weekday, of the week so many weeks from this one where that was said.
    Weekday {
        /// Weeks from this one.
        week: Option<i64>,
        /// Which.
        day: Weekday,
    },
}

impl Day {
    /// Whether it names a day of the calendar, not one counted from today.
    pub fn is_of_calendar(self) -> bool {
        !matches!(self, Self::FromToday(_))
    }
}

/// The weekdays by their last character.
pub const WEEKDAYS: &[(&str, Weekday)] = &[
    ("一", Weekday::Mon),
    ("二", Weekday::Tue),
    ("三", Weekday::Wed),
    ("四", Weekday::Thu),
    ("五", Weekday::Fri),
    ("六", Weekday::Sat),
    ("日", Weekday::Sun),
    ("天", Weekday::Sun),
    ("1", Weekday::Mon),
    ("2", Weekday::Tue),
    ("3", Weekday::Wed),
    ("4", Weekday::Thu),
    ("5", Weekday::Fri),
    ("6", Weekday::Sat),
    ("7", Weekday::Sun),
];

const FROM_TODAY: &[(&str, i64)] = &[
    ("大大前天", -4),
    ("大前天", -3),
    ("大后天", 3),
    ("前天", -2),
    ("前日", -2),
    ("前晚", -2),
    ("昨天", -1),
    ("昨日", -1),
    ("昨儿个", -1),
    ("昨儿", -1),
    ("昨", -1),
    ("今天", 0),
    ("今日", 0),
    ("今儿个", 0),
    ("今儿", 0),
    ("今", 0),
    ("本日", 0),
    ("明天", 1),
    ("明日", 1),
    ("明儿个", 1),
    ("明儿", 1),
    ("明", 1),
    ("后天", 2),
    ("后日", 2),
    ("后晚", 2),
];

/// A day at the head; an impossible one with its sentence; `None` when there is none.
pub fn take(scan: &mut Scan<'_>) -> Option<Result<Day, String>> {
    let start = *scan;
    // 今年11月3日, 去年…, 明年…
    if let Some(years) = scan.eat_one(&[("今年", 0), ("去年", -1), ("明年", 1)]) {
        scan.skip_blanks();
        if let Some(Ok(Day::OfYear(month, day))) = numeric(scan) {
            return Some(Ok(Day::OfNearYear(years, month, day)));
        }
        *scan = start;
        return None;
    }
    let months = [("上个月", -1), ("上月", -1), ("本月", 0), ("这个月", 0), ("下个月", 1), ("下月", 1)];
    if let Some(months) = scan.eat_one(&months) {
        scan.skip_blanks();
        if let Some(day) = scan.number().filter(|_| scan.eat("号") || scan.eat("日")) {
            return Some(checked(Day::OfNearMonth(months, day.value())));
        }
        *scan = start;
        return None;
    }
    if let Some(day) = weekday(scan) {
        return Some(Ok(day));
    }
    if let Some(days) = scan.eat_one(FROM_TODAY) {
        // 前晚 and 后晚 keep their half of the day for the clock.
        let word = start.rest().len() - scan.rest().len();
        if start.rest().get(word - 1) == Some(&'晚') {
            *scan = start;
            scan.step();
        }
        return Some(Ok(Day::FromToday(days)));
    }
    let day = numeric(scan);
    if day.is_none() {
        *scan = start;
    }
    day
}

/// `周三`, `星期天`, `上周五`, `下个礼拜二`.
fn weekday(scan: &mut Scan<'_>) -> Option<Day> {
    let mut ahead = *scan;
    let weeks = [("上上个", -2), ("上上", -2), ("上个", -1), ("上", -1), ("这个", 0), ("这", 0), ("本", 0)];
    let week = ahead
        .eat_one(&weeks)
        .or_else(|| ahead.eat_one(&[("下下个", 2), ("下下", 2), ("下个", 1), ("下", 1)]));
    if !ahead.eat_any(&["星期", "礼拜", "周"]) {
        return None;
    }
    let day = ahead.eat_one(WEEKDAYS)?;
    *scan = ahead;
    Some(Day::Weekday { week, day })
}

/// A date in numbers.
fn numeric(scan: &mut Scan<'_>) -> Option<Result<Day, String>> {
    if let Some(day) = run_together(scan) {
        return Some(day);
    }
    let mut ahead = *scan;
    let first = ahead.number()?;
    let day = words(&mut ahead, first.value(), first.digits.len()).or_else(|| {
        if first.chinese { None } else { marks(&mut ahead, first.value(), first.digits.len()) }
    })?;
    *scan = ahead;
    Some(day)
}

/// `20261103`, also with the time of day behind it.
fn run_together(scan: &mut Scan<'_>) -> Option<Result<Day, String>> {
    let run = scan.rest().iter().take_while(|c| c.is_ascii_digit()).count();
    if !matches!(run, 8 | 12 | 14) || !matches!(scan.rest().first(), Some('1' | '2')) {
        return None;
    }
    let mut part = |length: usize| {
        let number: u32 = (0..length)
            .filter_map(|_| scan.step())
            .filter_map(|c| c.to_digit(10))
            .fold(0, |sum, d| sum * 10 + d);
        number
    };
    let (year, month, day) = (part(4), part(2), part(2));
    Some(full(year, month, day))
}

/// `2026年11月3日`, `11月3号`, `11月3`, `21号`.
fn words(scan: &mut Scan<'_>, first: u32, length: usize) -> Option<Result<Day, String>> {
    scan.skip_blanks();
    if scan.eat("年") {
        scan.skip_blanks();
        let month = scan.number()?.value();
        scan.skip_blanks();
        if !scan.eat("月") {
            return None;
        }
        let day = day_behind(scan)?;
        return Some(full(year(first, length)?, month, day));
    }
    if scan.eat("月") {
        let day = day_behind(scan)?;
        return Some(checked(Day::OfYear(first, day)));
    }
    // 3号楼 and 3号门 are places.
    let of_month = (scan.sees("号") && !scan.sees("号楼") && !scan.sees("号门")) || scan.sees("日");
    if length <= 2 && of_month {
        scan.step();
        return Some(checked(Day::OfMonth(first)));
    }
    None
}

/// The number behind 月, with or without 日.
fn day_behind(scan: &mut Scan<'_>) -> Option<u32> {
    scan.skip_blanks();
    // 11月三十一日; but 11月20:30 has no day.
    let mut ahead = *scan;
    let number = ahead.number()?;
    let marked = ahead.eat_any(&["日", "号"]);
    if !marked && (number.digits.len() > 2 || ahead.sees(":") || ahead.sees("点") || ahead.sees("时")) {
        return None;
    }
    *scan = ahead;
    Some(number.value())
}

/// `2026-11-3`, `26/11/3`, `2026.3.5`, `11-3`, `11/3`; `11.3` only where more of the time follows.
fn marks(scan: &mut Scan<'_>, first: u32, length: usize) -> Option<Result<Day, String>> {
    let mark = scan.peek().filter(|c| "-/.–—‐‑−".contains(*c))?;
    scan.step();
    let second = scan.digits(2)?;
    let mut ahead = *scan;
    if ahead.peek() == Some(mark) {
        ahead.step();
        if let Some(third) = ahead.digits(4) {
            let (digits, second, third_value) = (third.digits.len(), second.value(), third.value());
            *scan = ahead;
            // A year stands in front, or in four digits behind.
            return Some(match (length, digits) {
                (4.., 1 | 2) => full(first, second, third_value),
                (1 | 2, 4) => year_behind(third_value, first, second),
                (2, 1 | 2) if first > 12 => full(2000 + first, second, third_value),
                (2, 1 | 2) => full(2000 + first, second, third_value),
                _ => return None,
            });
        }
    }
    if length > 2 {
        return None;
    }
    let second = second.value();
    if mark == '.' {
        // 11.3 14.20: the first pair is the date when a time follows.
        let mut ahead = *scan;
        ahead.skip_blanks();
        let more = ahead.rest().len() < scan.rest().len() || ahead.peek().is_some_and(begins_part);
        let fits = (1..=12).contains(&first) && (1..=31).contains(&second);
        if !(fits && more && !ahead.is_done()) || ahead.sees("分") {
            return None;
        }
        let mut word = ahead;
        if word.eat_any(&["前", "左右", "以", "之", "到", "pm", "am", "p.m", "a.m"]) {
            return None;
        }
    } else if scan.sees("点") || scan.sees("时") || scan.sees(":") {
        // 9-10点 is a stretch of time.
        return None;
    }
    Some(checked(Day::OfYear(first, second)))
}

/// Whether a part of the day begins with the character.
fn begins_part(c: char) -> bool {
    "上下早晚中凌清傍夜半午晨".contains(c)
}

/// `3/11/2026`: which number is the month is only told where the other cannot be one.
fn year_behind(year: u32, first: u32, second: u32) -> Result<Day, String> {
    match (first, second) {
        (1..=12, 1..=12) if first != second => {
            Err(format!("「{first}/{second}/{year}」哪个是月？请写成 {year}-11-03 这样，年在前"))
        }
        (1..=12, _) => full(year, first, second),
        _ => full(year, second, first),
    }
}

fn year(number: u32, length: usize) -> Option<u32> {
    match length {
        4 => Some(number),
        2 => Some(2000 + number),
        // Too many digits are told as a year that cannot be.
        5.. => Some(number),
        _ => None,
    }
}

fn full(year: u32, month: u32, day: u32) -> Result<Day, String> {
    let years = YEARS;
    let year_fits = i32::try_from(year).ok().filter(|year| years.contains(year));
    let Some(year_fits) = year_fits else {
        return Err(format!("没有{year}年这样的年份，请核对"));
    };
    NaiveDate::from_ymd_opt(year_fits, month, day)
        .map(Day::Full)
        .ok_or_else(|| format!("没有{year}年{month}月{day}日这一天，请核对"))
}

/// A day that some year or month has.
fn checked(day: Day) -> Result<Day, String> {
    let (month, number) = match day {
        Day::OfYear(month, day) => (month, day),
        Day::OfMonth(day) | Day::OfNearMonth(_, day) => (1, day),
        _ => return Ok(day),
    };
    // 2028 is a leap year.
    if NaiveDate::from_ymd_opt(2028, month, number).is_some() {
        Ok(day)
    } else if matches!(day, Day::OfYear(..)) {
        Err(format!("没有{month}月{number}日这一天，请核对"))
    } else {
        Err(format!("没有{number}号这一天，请核对"))
    }
}
