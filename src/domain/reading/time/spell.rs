//! The words of a typed time, one by one: a day, a part of the day, the clock, how long ago.

use chrono::{Duration, Timelike, Weekday};

use crate::domain::calendar::OfficeHours;
use crate::domain::reading::time::day::{self, Day};
use crate::domain::reading::time::scan::Scan;
use crate::domain::reading::time::time_of_day::{self, Clock, Part};

/// What was recognised in a text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// The day.
    pub day: Option<Day>,
    /// A second day: from … to. Only the cell of a ledger is read with it.
    pub until_day: Option<Day>,
    /// Words in brackets that tell of no time in particular, as （国庆）.
    pub vague_aside: bool,
    /// A weekday beside a date: it must agree.
    pub weekday: Option<Weekday>,
    /// The part of the day.
    pub part: Option<Part>,
    /// The time of day.
    pub clock: Option<Clock>,
    /// A second time of day: from … to.
    pub until: Option<Clock>,
    /// So long from now; negative = ago.
    pub span: Option<Duration>,
    /// Months from now; negative = ago.
    pub months: i32,
    /// `11.30`, a date or a time of day: nothing else tells.
    pub dotted: Option<(u32, u32)>,
    /// `1430`, perhaps a time of day.
    pub bare: Option<(u32, u32)>,
    /// Words that tell of time but of none in particular: 前几天, 尽快.
    pub vague: bool,
    /// 以后, 之后: open to one side.
    pub open: bool,
    /// A number that cannot be: `25:00`, `2月30日`, with the sentence for it.
    pub impossible: Option<String>,
    /// Characters that were not understood.
    pub left: usize,
    /// Digits among them.
    pub left_digits: bool,
}

/// Recognises the words of a folded text.
pub fn spell(text: &str, duty: OfficeHours) -> Found {
    let chars = without_gaps(&text.to_lowercase().chars().collect::<Vec<_>>());
    let mut scan = Scan::new(&chars);
    let mut found = Found::default();
    let mut brackets = 0_u32;
    while let Some(c) = scan.peek() {
        if scan.eat_word(VAGUE) {
            *(if brackets > 0 { &mut found.vague_aside } else { &mut found.vague }) = true;
        } else if span(&mut scan, &mut found)
            || a_day(&mut scan, &mut found)
            || part(&mut scan, &mut found)
            || of_duty(&mut scan, &mut found, duty)
            || a_clock(&mut scan, &mut found)
            || a_month(&mut scan, &mut found)
            || scan.eat_word(FILLERS)
        {
        } else if scan.eat_any(&["去年", "前年", "今年", "明年"]) {
            found.vague = true;
        } else if scan.eat_any(OPEN) {
            found.open = true;
        } else {
            let first = scan.rest().len() == chars.len();
            scan.step();
            match c {
                // -3天前 is no time at all.
                '-' if first => found.left_digits = true,
                '(' | '[' | '【' | '「' => brackets += 1,
                ')' | ']' | '】' | '」' => brackets = brackets.saturating_sub(1),
                c if brackets > 0 && !c.is_ascii_digit() => {}
                c if c.is_whitespace() || MARKS.contains(c) => {}
                c => {
                    found.left += 1;
                    found.left_digits |= c.is_ascii_digit();
                }
            }
        }
    }
    found
}

/// `11 月 20 日 22 : 10`: the blanks of a form that somebody filled in are none.
fn without_gaps(text: &[char]) -> Vec<char> {
    let mut kept: Vec<char> = Vec::with_capacity(text.len());
    for (at, c) in text.iter().enumerate() {
        let next = text[at..].iter().find(|c| **c != ' ');
        let digit = |c: Option<&char>| c.is_some_and(char::is_ascii_digit);
        let before_mark = digit(kept.last()) && next.is_some_and(|c| "年月日号时点:".contains(*c));
        let behind_mark = digit(next) && kept.last().is_some_and(|c| "年月:".contains(*c));
        if *c != ' ' || !(before_mark || behind_mark) {
            kept.push(*c);
        }
    }
    kept
}

/// Words that tell of time but of none in particular.
const VAGUE: &str = "前几天 几天前 前两天 这几天 近几天 最近 近来 近期 前段时间 一段时间 前阵子 这阵子 \
    一直 经常 每天 天天 每晚 每周 长期 周末 月初 月底 月末 月中 年初 年底 尽快 马上 \
    立刻 立即 尽早 稍后 回头 有空 改天 过几天 过两天 不久 很久 早就 几个月 好几 多次 \
    节后 年后 年前 春节 国庆 中秋 元旦 清明 端午 假期 下班后 下班以后 上班后 饭后 饭前 \
    放学 后来 当时 不清楚 不详 不记得 记不清 忘了 晚些 晚点 早点 一会儿 一会 待会 等会 \
    几分钟 几小时 几个小时 几天 几点 个把小时 半天 工作日 次日 第二天 翌日 那天";

/// Words that change nothing.
const FILLERS: &str = "发生时间 受理时间 来电时间 来访时间 约定时间 时间 日期 大约 大概 大致 约莫 左右 前后 差不多 将近 接近 不到 刚过 时候 的时候 时分 那会儿 \
    那时 之间 准时 期间 之前 以前 以内 之内 当天 当日 约 许 多 快 近 于 在 的 是 \
    前 内 从 钟 整 到 至 当 就 时";

/// Words after which a time is open to one side.
const OPEN: &[&str] = &["以后", "之后", "过后", "后", "起"];

/// Marks between the words.
const MARKS: &str = ",，、。.;；:-/~～—–…_";

const PARTS: &[(&str, Part)] = &[
    ("凌晨", Part::SmallHours),
    ("拂晓", Part::SmallHours),
    ("大清早", Part::Morning),
    ("大早上", Part::Morning),
    ("一大早", Part::Morning),
    ("一早", Part::Morning),
    ("清早", Part::Morning),
    ("清晨", Part::Morning),
    ("早晨", Part::Morning),
    ("早上", Part::Morning),
    ("早间", Part::Morning),
    ("上午", Part::Forenoon),
    ("午前", Part::Forenoon),
    ("中午", Part::Noon),
    ("正午", Part::Noon),
    ("午间", Part::Noon),
    ("下午", Part::Afternoon),
    ("午后", Part::Afternoon),
    ("傍晚", Part::Dusk),
    ("黄昏", Part::Dusk),
    ("半夜", Part::Night),
    ("午夜", Part::Night),
    ("深夜", Part::Night),
    ("夜里", Part::Night),
    ("夜间", Part::Night),
    ("后半夜", Part::Night),
    ("下半夜", Part::Night),
    ("晚上", Part::Evening),
    ("晚间", Part::Evening),
    ("夜晚", Part::Evening),
    ("a.m.", Part::Am),
    ("p.m.", Part::Pm),
    ("am", Part::Am),
    ("pm", Part::Pm),
    ("早", Part::Morning),
    ("晨", Part::Morning),
    ("晚", Part::Evening),
    ("夜", Part::Night),
];

fn part(scan: &mut Scan<'_>, found: &mut Found) -> bool {
    let Some(part) = scan.eat_one(PARTS) else { return false };
    // 今晚半夜, 昨晚夜里: the closer word counts; 凌晨 beside 晚上 contradicts and stays as the last word.
    found.part = Some(part);
    true
}

/// 下班前, 上班时: the hours of duty.
fn of_duty(scan: &mut Scan<'_>, found: &mut Found, duty: OfficeHours) -> bool {
    if found.clock.is_some() {
        return false;
    }
    let time = match scan.eat_one(&[("下班", false), ("一上班", true), ("上班", true)]) {
        Some(true) => duty.from,
        Some(false) => duty.to,
        None => return false,
    };
    found.clock = Some(Clock { hour: time.hour(), minute: time.minute(), form: time_of_day::Form::Exact });
    true
}

fn a_clock(scan: &mut Scan<'_>, found: &mut Found) -> bool {
    let mut ahead = *scan;
    let told = found.day.is_some() || found.part.is_some();
    let taken = match time_of_day::short_of(&mut ahead) {
        Some(clock) => Some(time_of_day::Taken::Clock(clock)),
        None => time_of_day::take(&mut ahead, told),
    };
    match taken {
        Some(time_of_day::Taken::Clock(clock)) => {
            if let Some(sentence) = clock.problem() {
                found.impossible = Some(sentence);
            } else if found.clock.is_none() {
                found.clock = Some(clock);
            } else {
                found.until = Some(clock);
            }
        }
        Some(time_of_day::Taken::Dotted(a, b)) if found.dotted.is_none() => found.dotted = Some((a, b)),
        Some(time_of_day::Taken::Bare(hour, minute)) if found.bare.is_none() => {
            found.bare = Some((hour, minute))
        }
        _ => return false,
    }
    *scan = ahead;
    true
}

fn a_day(scan: &mut Scan<'_>, found: &mut Found) -> bool {
    let mut ahead = *scan;
    let Some(day) = day::take(&mut ahead) else { return false };
    match (day, found.day) {
        (Ok(day), None) => found.day = Some(day),
        // 2026年11月3日 星期二, 周一 11月30日: the weekday must agree.
        (Ok(Day::Weekday { day, week: None }), Some(_)) if found.weekday.is_none() => {
            found.weekday = Some(day)
        }
        (Ok(day), Some(Day::Weekday { day: weekday, week: None })) if found.weekday.is_none() => {
            found.weekday = Some(weekday);
            found.day = Some(day);
        }
        (Ok(day), Some(before)) if day == before => {}
        (Ok(day), Some(_)) => {
            found.until_day.get_or_insert(day);
            found.left += 1;
            found.left_digits = true;
        }
        (Err(sentence), _) => found.impossible = Some(sentence),
    }
    *scan = ahead;
    true
}

/// `11月`, `2026年`, `11月上旬`: no day can be told.
fn a_month(scan: &mut Scan<'_>, found: &mut Found) -> bool {
    let mut ahead = *scan;
    let wide = ahead.number().is_some_and(|number| number.digits.len() <= 4) && ahead.eat_any(&["月", "年"]);
    if wide {
        ahead.eat_any(&["份", "初", "底", "中旬", "上旬", "下旬", "末"]);
        found.vague = true;
        *scan = ahead;
    }
    wide
}

/// `半小时前`, `一个半小时前`, `1小时20分钟后`, `三天内`, `刚才`.
fn span(scan: &mut Scan<'_>, found: &mut Found) -> bool {
    let mut ahead = *scan;
    if ahead.eat_any(&["刚才", "刚刚", "方才", "现在", "此刻", "目前"]) {
        found.span = Some(Duration::zero());
        *scan = ahead;
        return true;
    }
    let passing = ahead.eat_any(&["再过", "过"]);
    let (mut length, mut months, mut any) = (Duration::zero(), 0_i32, false);
    let mut days = None;
    while let Some((number, unit)) = amount(&mut ahead) {
        match unit {
            Unit::Minutes(minutes) => {
                length += Duration::minutes(number * minutes / TENTHS);
                days = (!any && minutes % (24 * 60) == 0 && number % TENTHS == 0)
                    .then_some(number / TENTHS * minutes / (24 * 60));
            }
            Unit::Months(each) => {
                months = months.saturating_add(i32::try_from(number / TENTHS).unwrap_or(0) * each)
            }
        }
        any = true;
    }
    if !any {
        return false;
    }
    ahead.skip_blanks();
    ahead.eat_any(&["左右", "多"]);
    let sign = if ahead.eat_any(&["以前", "之前", "前", "ago"]) {
        -1
    } else if ahead.eat_any(&["以后", "之后", "过后", "后", "以内", "之内", "内", "里"]) || passing
    {
        1
    } else {
        return false;
    };
    ahead.skip_blanks();
    // 三天前下午3点: a day, and the clock on it.
    match days {
        Some(days) if !ahead.is_done() && months == 0 => {
            found.day = Some(Day::FromToday(days * i64::from(sign)))
        }
        _ => (found.span, found.months) = (Some(length * sign), months * sign),
    }
    *scan = ahead;
    true
}

/// Amounts are counted in tenths: 1.5小时.
const TENTHS: i64 = 10;
/// More than so much of any unit is no time that one counts.
const MOST: i64 = 1000;

#[derive(Debug, Clone, Copy)]
enum Unit {
    Minutes(i64),
    Months(i32),
}

const UNITS: &[(&str, Unit)] = &[
    ("分钟", Unit::Minutes(1)),
    ("刻钟", Unit::Minutes(15)),
    ("小时", Unit::Minutes(60)),
    ("钟头", Unit::Minutes(60)),
    ("星期", Unit::Minutes(7 * 24 * 60)),
    ("礼拜", Unit::Minutes(7 * 24 * 60)),
    ("分", Unit::Minutes(1)),
    ("天", Unit::Minutes(24 * 60)),
    ("周", Unit::Minutes(7 * 24 * 60)),
    ("月", Unit::Months(1)),
    ("年", Unit::Months(12)),
    ("min", Unit::Minutes(1)),
    ("h", Unit::Minutes(60)),
];

/// A number with its unit, in tenths.
fn amount(scan: &mut Scan<'_>) -> Option<(i64, Unit)> {
    let mut ahead = *scan;
    ahead.skip_blanks();
    let mut tenths = if ahead.eat("半") {
        TENTHS / 2
    } else {
        let whole = i64::from(ahead.number()?.value());
        let mut tenths = whole.checked_mul(TENTHS).filter(|tenths| *tenths <= MOST * TENTHS)?;
        if ahead.eat(".") {
            tenths += i64::from(ahead.digits(1)?.value());
        }
        tenths
    };
    ahead.skip_blanks();
    let counted = ahead.eat("个");
    if counted && ahead.eat("半") {
        tenths += TENTHS / 2;
    }
    ahead.skip_blanks();
    let unit = ahead.eat_one(UNITS)?;
    match unit {
        // 11月3日 is a date, 三个月前 a span; 2026年 likewise.
        Unit::Months(1) if !counted => return None,
        Unit::Months(12) if tenths > 10 * TENTHS => return None,
        // 周三 is no 周; 3天半 has its half behind.
        Unit::Minutes(_) => {
            if ahead.eat("半") {
                tenths += TENTHS / 2;
            }
        }
        Unit::Months(_) => {}
    }
    *scan = ahead;
    Some((tenths, unit))
}
