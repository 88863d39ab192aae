//! The quiet reminder: what came to its time since somebody was last reminded, and what comes to it soon. It says whose
//! matter it is by room and surname, and not even that while a visitor reads the screen too. Ledger 02-24, 04-26.

use crate::domain::case::CaseNumber;
use crate::domain::case_row::CaseRow;
use crate::domain::code::DeadlineCode;
use crate::domain::obligation::{Urge, due_words, span_words};
use crate::domain::reading::name;
use crate::domain::time::Moment;
use crate::domain::today::OpenCase;

/// More than these are only counted.
const NAMED: usize = 3;

/// Something owed that somebody is reminded of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// The case.
    pub case: CaseNumber,
    /// Whose it is: room and surname, or the number where there is neither.
    pub who: String,
    /// What is owed, and how long there is still or how long ago it was.
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
            let came = if passed(obligation.due) { obligation.due } else { begins };
            let time = match (now - came).num_minutes() {
                _ if !is_due => due_words(begins, Urge::DueSoon, now),
                0 => "到时间了".to_owned(),
                minutes => format!("已过 {}", span_words(minutes)),
            };
            all.push(Reminder {
                case: case.row.number,
                who: whose(&case.row),
                words: format!("{} {time}", obligation.label()),
                is_due,
            });
        }
    }
    all.sort_by_key(|one| !one.is_due);
    all
}

/// Room and surname, `3-2-1001（陈）`, as far as they are known.
fn whose(row: &CaseRow) -> String {
    let surname = row.name.as_deref().filter(|_| !row.anonymous).map(name::surname);
    match (row.room.as_deref(), surname.filter(|surname| !surname.is_empty())) {
        (Some(room), Some(surname)) => format!("{room}（{surname}）"),
        (Some(room), None) => room.to_owned(),
        (None, Some(surname)) => format!("{surname}姓业主"),
        (None, None) => row.number.to_string(),
    }
}

/// All of it as one sentence, which names nobody where a visitor reads it; `None` when there is nothing.
pub fn sentence(all: &[Reminder], seen_by_visitor: bool) -> Option<String> {
    let words = |one: &Reminder| match seen_by_visitor {
        true => one.words.clone(),
        false => format!("{}：{}", one.who, one.words),
    };
    let named: Vec<String> = all.iter().take(NAMED).map(words).collect();
    let more = all.len().saturating_sub(NAMED);
    let more = if more > 0 { format!("；另有 {more} 件，见「今日」") } else { String::new() };
    (!named.is_empty()).then(|| format!("{}{more}", named.join("；")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(words: &str, is_due: bool) -> Reminder {
        let case = CaseNumber::parse("20261103-001").unwrap();
        Reminder { case, who: "3-2-1001（陈）".into(), words: words.into(), is_due }
    }

    #[test]
    fn three_are_named_and_the_others_counted() {
        assert_eq!(sentence(&[], true), None);
        let all = [one("甲", true), one("乙", true), one("丙", false), one("丁", false)];
        assert_eq!(sentence(&all[..2], true).unwrap(), "甲；乙", "a visitor learns of nobody");
        assert_eq!(sentence(&all[..2], false).unwrap(), "3-2-1001（陈）：甲；3-2-1001（陈）：乙");
        assert_eq!(sentence(&all, true).unwrap(), "甲；乙；丙；另有 1 件，见「今日」");
    }
}
