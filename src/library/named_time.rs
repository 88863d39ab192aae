//! A time that somebody named in an answer (`师傅两点到`), a superior who was named in it, and whether the answer was a
//! refusal: the next sentence builds on it and does not go back behind it. Words only.

use chrono::{Duration, NaiveTime};

use crate::domain::calendar::OfficeHours;
use crate::domain::event::{Event, EventKind};
use crate::domain::reading::time::{Tense, read};
use crate::domain::time::Moment;

/// Longest and shortest piece of a clause that is read as a time, in characters.
const LONGEST: usize = 10;
const SHORTEST: usize = 2;
/// A time further away than this is no time to be rung up at.
const FARTHEST: i64 = 24;
const REFUSALS: [&str; 14] = [
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
const SUPERIORS: [&str; 3] = ["主任", "经理", "主管"];
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
const GROUNDS: [&str; 16] = [
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
const NOT_AHEAD: [&str; 22] = [
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
        EventKind::Said { .. } | EventKind::Note { .. } | EventKind::Emotion { .. } => None,
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
    fn a_refusal_and_a_superior_are_heard() {
        assert!(refuses("邻居的电话不能给您，我们去敲门"));
        assert!(!refuses("我们去敲门"));
        assert!(names_superior("孟主任亲自去查"));
    }
}
