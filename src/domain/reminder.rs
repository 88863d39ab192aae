//! The quiet reminder: what came to its time since somebody was last reminded, and what comes to it soon. It names no
//! owner, for the visitor's side of the counter reads it too. Ledger 02-24, 04-26.

use crate::domain::case::CaseNumber;
use crate::domain::code::DeadlineCode;
use crate::domain::obligation::{Urge, due_words};
use crate::domain::time::Moment;
use crate::domain::today::OpenCase;

/// More than these are only counted.
const NAMED: usize = 3;

/// Something owed that somebody is reminded of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// The case.
    pub case: CaseNumber,
    /// What is owed, and how long there is still.
    pub words: String,
    /// Its time has come; otherwise it is soon.
    pub is_due: bool,
}

/// What is to be said at `now` to whoever was last reminded at `since`: each obligation once when it is `soon` before its
/// time, and once at its time. What is over by itself, as a quiet week, reminds nobody.
pub fn reminders(open: &[OpenCase], soon: chrono::Duration, since: Moment, now: Moment) -> Vec<Reminder> {
    let passed = |moment: Moment| since < moment && moment <= now;
    let mut all = Vec::new();
    for case in open {
        for owed in &case.owed {
            let obligation = &owed.obligation;
            // Somebody goes when the slot begins; at its end what came of it is recorded.
            let begins = obligation.reminded_at();
            let is_due = passed(begins) || passed(obligation.due);
            let is_soon = passed(begins - soon) && obligation.set_at <= begins - soon;
            if obligation.deadline == DeadlineCode::QuietWeek || !(is_due || is_soon) {
                continue;
            }
            let time = if is_due { "到时间了".to_owned() } else { due_words(begins, Urge::DueSoon, now) };
            all.push(Reminder {
                case: case.row.number,
                words: format!("{}：{} {time}", case.row.number, obligation.label()),
                is_due,
            });
        }
    }
    all.sort_by_key(|one| !one.is_due);
    all
}

/// All of it as one sentence; `None` when there is nothing.
pub fn sentence(all: &[Reminder]) -> Option<String> {
    let named: Vec<&str> = all.iter().take(NAMED).map(|one| one.words.as_str()).collect();
    let more = all.len().saturating_sub(NAMED);
    let more = if more > 0 { format!("；另有 {more} 件，见「今日」") } else { String::new() };
    (!named.is_empty()).then(|| format!("{}{more}", named.join("；")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(words: &str, is_due: bool) -> Reminder {
        let case = CaseNumber::parse("20261103-001").unwrap();
        Reminder { case, words: words.into(), is_due }
    }

    #[test]
    fn three_are_named_and_the_others_counted() {
        assert_eq!(sentence(&[]), None);
        let all = [one("甲", true), one("乙", true), one("丙", false), one("丁", false)];
        assert_eq!(sentence(&all[..2]).unwrap(), "甲；乙");
        assert_eq!(sentence(&all).unwrap(), "甲；乙；丙；另有 1 件，见「今日」");
    }
}
