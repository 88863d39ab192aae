//! A time that somebody named in an answer (`师傅两点到`), a superior who was named in it, and whether the answer was a
//! refusal: the next sentence builds on it and does not go back behind it. Words only.

use chrono::Duration;

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

/// The time ahead that a text names, within the next day.
pub fn named_time(text: &str, now: Moment, duty: OfficeHours) -> Option<Moment> {
    text.split(['，', '。', '；', '！', '？', ',', ';']).find_map(|clause| in_clause(clause, now, duty))
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
