//! A time that somebody named in an answer (`师傅两点到`), a superior who was named in it, and whether the answer was a
//! refusal: the next sentence builds on it and does not go back behind it. Words only.

use chrono::{Datelike, Duration, Months, NaiveDate, NaiveTime};

use crate::domain::calendar::OfficeHours;
use crate::domain::event::{Event, EventKind};
use crate::domain::reading::numeral;
use crate::domain::reading::time::{Tense, read};
use crate::domain::time::Moment;
use crate::library::moment::is_beside;

/// Longest and shortest piece of a clause that is read as a time, in characters.
const LONGEST: usize = 10;
const SHORTEST: usize = 2;
/// A time further away than this is no time to be rung up at.
const FARTHEST: i64 = 24;
const REFUSALS: [&str; 18] = [
    "不支付",
    "不补偿",
    "不承担",
    "无管理责任",
    "不能给",
    "不能说",
    "不能透露",
    "不便",
    "无权",
    "办不了",
    "做不了",
    "不可以",
    "没法给",
    "给不了",
    "不能公开",
    "不能替",
    "退不了",
    "不予",
];
/// How superiors are called.
pub(super) const SUPERIORS: [&str; 3] = ["主任", "经理", "主管"];
/// What an answer says is being done, so that it is no last word.
const ACTS: [&str; 26] = [
    "马上",
    "这就",
    "现在去",
    "立刻",
    "派",
    "叫",
    "让",
    "去查",
    "去看",
    "去问",
    "去清",
    "去修",
    "查一下",
    "核一下",
    "核实",
    "安排",
    "上门",
    "今天",
    "今晚",
    "明天",
    "联系",
    "催",
    "先修",
    "先把",
    "再报",
    "报上去",
];
/// The ground of an answer that is the last word.
const GROUNDS: [&str; 18] = [
    "条文",
    "还是不认",
    "规划",
    "规定",
    "合同",
    "标准",
    "依据",
    "图纸",
    "业主大会",
    "表决",
    "不减",
    "不退",
    "不赔",
    "不涨",
    "不予",
    "查了",
    "核过",
    "最后答复",
];
/// A clause with one of these tells of what has been or always is.
const NOT_AHEAD: [&str; 35] = [
    "前结束",
    "点结束",
    "点收",
    "收摊",
    "收牌",
    "开放",
    "点停工",
    "前停工",
    "每晚",
    "有两次",
    "有一次",
    "上周",
    "上个",
    "昨",
    "前天",
    "凌晨",
    "拍到",
    "看到",
    "录到",
    "发现",
    "那次",
    "上次",
    "取消",
    "每天",
    "天天",
    "以后",
    "不许",
    "不得",
    "已经",
    "点的",
    "点半的",
    "点到的",
    "点来的",
    "刚才",
    "点多",
];
/// Parts of a day by which something is said to be done, and the hour by which it is.
const PARTS: [(&str, i64, u32); 14] = [
    ("中午", 0, 12),
    ("上午", 0, 12),
    ("下午", 0, 17),
    ("傍晚", 0, 18),
    ("今晚", 0, 20),
    ("明早", 1, 9),
    ("明天早上", 1, 9),
    ("明早上", 1, 9),
    ("明天上午", 1, 12),
    ("明天中午", 1, 12),
    ("明天下午", 1, 17),
    ("明天", 1, 17),
    ("明日", 1, 17),
    ("今天", 0, 17),
];

/// The last answer that the owner did not accept, while nothing came after it.
pub fn last_answer(events: &[Event]) -> Option<&str> {
    events.iter().rev().find_map(|event| match &event.kind {
        EventKind::Explained { text, satisfied: false, .. } => Some(Some(text.as_str())),
        kind if is_beside(kind) => None,
        EventKind::Assigned { .. } => None,
        _ => Some(None),
    })?
}

/// Whether an answer refused what was asked for.
pub fn refuses(answer: &str) -> bool {
    REFUSALS.iter().any(|word| answer.contains(word))
}

/// Whether an answer said that a superior takes it in hand.
pub fn names_superior(answer: &str) -> bool {
    let answer = answer.replace("业委会主任", "");
    SUPERIORS.iter().any(|word| answer.contains(word))
}

/// Whether an answer was all that there is to say: it gives a ground, refuses nothing, names nobody and nothing that is
/// being done.
pub fn settles(answer: &str) -> bool {
    GROUNDS.iter().any(|word| answer.contains(word))
        && !refuses(answer)
        && !names_superior(answer)
        && !ACTS.iter().any(|word| answer.contains(word))
}

/// The times ahead by which what was told will be seen: of each clause the hour that it names, else the part of the day.
pub fn seen_by(text: &str, now: Moment, duty: OfficeHours) -> impl Iterator<Item = Moment> + '_ {
    clauses(text).filter_map(move |clause| in_clause(clause, now, duty).or_else(|| in_part(clause, now)))
}

/// The parts of a day ahead by which what was told will be seen: a clock within what was agreed is what is to be done then,
/// no time to be rung up at.
pub fn in_parts(text: &str, now: Moment) -> impl Iterator<Item = Moment> + '_ {
    clauses(text).filter_map(move |clause| in_part(clause, now))
}

/// The time of a clause that names a part of a day ahead.
fn in_part(clause: &str, now: Moment) -> Option<Moment> {
    let (_, days, hour) = PARTS
        .iter()
        .filter(|(word, ..)| clause.contains(word))
        .max_by_key(|(word, days, _)| (*days, word.len()))?;
    let date = now.date() + Duration::days(*days);
    let at = Moment::new(date, NaiveTime::from_hms_opt(*hour, 0, 0)?);
    (at > now).then_some(at)
}

/// The day ahead that a text names, when the desk closes on it: 17日, 11月17日, 周五, 后天, 三日内; the first of several.
pub fn named_day(text: &str, now: Moment, duty: OfficeHours) -> Option<Moment> {
    /// A day further away than this is no time to be told by.
    const DAYS_AHEAD: i64 = 45;
    let today = now.date();
    let ahead = |date: &NaiveDate| *date > today && (*date - today).num_days() <= DAYS_AHEAD;
    let days = clauses(text).filter_map(|clause| day_in(clause, today)).filter(ahead);
    let closes = |date| duty.end_on(date) - Duration::minutes(30);
    days.min().map(closes)
}

/// The day that a clause names.
fn day_in(clause: &str, today: NaiveDate) -> Option<NaiveDate> {
    const WEEKDAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];
    /// What has to come takes so many days.
    const WAITS: [&str; 5] = ["调货", "到货", "寄到", "送到要", "做好要"];
    const NO_DAY: &str = "楼车线栋门梯桌房位铺卡井机岗";
    let monday = today - Duration::days(today.weekday().num_days_from_monday().into());
    for (week, words) in [(1, &["下周"][..]), (0, &["这周", "本周", "周"][..])] {
        let named = words.iter().find_map(|word| {
            let behind = clause.split_once(word)?.1;
            let behind = if let Some(rest) = behind.strip_prefix(['天', '末']) {
                return Some((6, rest));
            } else {
                behind
            };
            let day = WEEKDAYS.iter().position(|day| behind.starts_with(day))?;
            Some((day, behind))
        });
        if let Some((day, _)) = named {
            let date = monday + Duration::days(i64::try_from(day).ok()? + 7 * week);
            // 改周一换, said on a Friday, is the one ahead.
            let gone = date < today && words.contains(&"周") && !clause.contains(['这', '本', '上']);
            return Some(if gone { date + Duration::days(7) } else { date });
        }
    }
    if let Some((_, behind)) = clause.split_once("月底")
        && !behind.starts_with('前')
    {
        let next = today.with_day(1)?.checked_add_months(Months::new(1))?;
        return next.pred_opt();
    }
    if clause.contains("后天") {
        return Some(today + Duration::days(2));
    }
    let chars: Vec<char> = clause.chars().collect();
    let number = |end: usize| -> Option<(i64, usize)> {
        let start = (0..end).rev().take_while(|at| is_number(chars[*at])).last()?;
        Some((value_of(chars.get(start..end)?)?, start))
    };
    for (at, c) in chars.iter().enumerate() {
        let next = chars.get(at + 1).copied().unwrap_or(' ');
        let (value, start) = match c {
            '日' | '号' | '天' | '周' => match number(at) {
                Some(found) => found,
                None => continue,
            },
            '个' if chars.get(at + 1..at + 4) == Some(&['工', '作', '日']) => {
                let Some((days, _)) = number(at) else { continue };
                return Some(working_days_behind(today, days));
            }
            _ => continue,
        };
        match c {
            '日' | '天' if next == '内' || WAITS.iter().any(|word| clause.contains(word)) => {
                return Some(today + Duration::days(value));
            }
            '周' if next == '内' => return Some(today + Duration::days(7 * value)),
            '日' | '号' if !(*c == '号' && NO_DAY.contains(next)) && chars[start].is_ascii_digit() => {
                let month = start.checked_sub(1).filter(|before| chars[*before] == '月').and_then(number);
                let day = u32::try_from(value).ok()?;
                let of = |year: i32, month: u32| NaiveDate::from_ymd_opt(year, month, day);
                if let Some((month, _)) = month {
                    return of(today.year(), u32::try_from(month).ok()?);
                }
                let this = of(today.year(), today.month());
                let next = today.checked_add_months(Months::new(1))?;
                return this.filter(|date| *date >= today).or_else(|| of(next.year(), next.month()));
            }
            _ => {}
        }
    }
    None
}

/// So many working days behind a day, Saturdays and Sundays left out.
fn working_days_behind(today: NaiveDate, days: i64) -> NaiveDate {
    let works = |date: &NaiveDate| date.weekday().number_from_monday() <= 5;
    let count = usize::try_from(days).unwrap_or(0).max(1);
    let ahead = today.iter_days().skip(1).filter(works);
    ahead.take(count).last().unwrap_or(today)
}

fn is_number(c: char) -> bool {
    c.is_ascii_digit() || "一二两三四五六七八九十".contains(c)
}

/// A number below a hundred, in figures or as it is said; 五六天 names none.
fn value_of(run: &[char]) -> Option<i64> {
    let ten = run.iter().position(|c| *c == '十');
    let number = numeral::take(ten.map_or(run, |at| &run[..run.len().min(at + 2)]))?;
    let named = ten.is_some() || !number.chinese || run.len() == 1;
    named.then(|| number.value().into())
}

/// The clauses of a text that tell of what lies ahead.
fn clauses(text: &str) -> impl Iterator<Item = &str> {
    let all = text.split(['，', '。', '；', '！', '？', ',', ';']);
    all.filter(|clause| !NOT_AHEAD.iter().any(|word| clause.contains(word)))
}

/// The time ahead that a text names, within the next day.
pub fn named_time(text: &str, now: Moment, duty: OfficeHours) -> Option<Moment> {
    clauses(text).find_map(|clause| in_clause(clause, now, duty))
}

fn in_clause(clause: &str, now: Moment, duty: OfficeHours) -> Option<Moment> {
    if !clause.contains(['点', ':', '：']) {
        return None;
    }
    let chars: Vec<char> = clause.chars().collect();
    let pieces = (0..chars.len()).flat_map(|from| {
        let most = LONGEST.min(chars.len() - from);
        (SHORTEST..=most).rev().map(move |length| (from, length))
    });
    pieces
        .filter_map(|(from, length)| {
            let piece: String = chars.get(from..from + length)?.iter().collect();
            piece.contains(['点', ':', '：']).then(|| read(&piece, Tense::Future, now, duty).value())?
        })
        .find(|at| *at > now && *at - now <= Duration::hours(FARTHEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_in_an_answer_is_found() {
        let now = Moment::parse("2026-11-24T12:36").unwrap();
        let of = |text: &str| named_time(text, now, OfficeHours::default()).map(|at| at.to_string());
        for (answer, time) in [
            ("师傅下午两点到，到前打电话", Some("2026-11-24T14:00")),
            ("工程明天上午十点来看", Some("2026-11-25T10:00")),
            ("最晚17:30给您回话", Some("2026-11-24T17:30")),
            ("马上叫人去看", None),
            ("差一点点就弄好", None),
        ] {
            assert_eq!(of(answer).map(|at| at[..16].to_owned()).as_deref(), time, "{answer}");
        }
    }

    #[test]
    fn a_day_that_is_named_is_found() {
        let now = Moment::parse("2026-11-24T12:36").unwrap();
        let of = |text: &str| named_day(text, now, OfficeHours::default()).map(|at| at.date().to_string());
        for (told, day) in [
            ("施工队缺一天料，完工推到27日", Some("2026-11-27")),
            ("厂家承诺3日发出", Some("2026-12-03")),
            ("限期至12月5日", Some("2026-12-05")),
            ("配件发货了，预计后天到", Some("2026-11-26")),
            ("绿化班周四修剪", Some("2026-11-26")),
            ("下周二进场", Some("2026-12-01")),
            ("三日内书面答复", Some("2026-11-27")),
            ("答复期十五个工作日", Some("2026-12-15")),
            ("改周一换", Some("2026-11-30")),
            ("调货3天", Some("2026-11-27")),
            ("一周内装两台", Some("2026-12-01")),
            ("16号楼已看", None),
            ("24日已换", None),
            ("马上去看", None),
        ] {
            assert_eq!(of(told).as_deref(), day, "{told}");
        }
    }

    #[test]
    fn a_refusal_and_a_superior_are_heard() {
        assert!(refuses("邻居的电话不能给您，我们去敲门"));
        assert!(!refuses("我们去敲门"));
        assert!(names_superior("孟主任亲自去查"));
    }
}
