//! A text without the people in it: names, telephone numbers and rooms of one case become plain words, so that a case
//! can be read as an example by those whom it does not concern. Ledger 09-13, 20-34.

use std::collections::BTreeSet;

use crate::domain::case::Case;
use crate::domain::event::EventKind;
use crate::domain::reading::{name, room};

/// How one speaks of somebody by his surname.
const TITLES: [&str; 8] = ["先生", "女士", "小姐", "太太", "阿姨", "大爷", "老师", "总"];

/// So many digits in a row are a number of somebody.
const NUMBER_DIGITS: usize = 7;

/// What is replaced in the texts of one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redaction {
    /// What stands there and what is put in its place, the longest first.
    words: Vec<(String, &'static str)>,
}

impl Redaction {
    /// Everybody who is named on a case; `staff` are the names of those who work or worked here.
    pub fn of(case: &Case, staff: &[String]) -> Self {
        let facts = case.facts();
        let mut words: BTreeSet<(String, &'static str)> = BTreeSet::new();
        let mut put = |text: Option<&str>, with: &'static str| {
            if let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) {
                words.insert((text.to_owned(), with));
            }
        };
        put(facts.complainant.name.as_deref(), "业主");
        put(facts.complainant.salutation().as_deref(), "业主");
        let surname = facts.complainant.name.as_deref().map(name::surname).filter(|one| !one.is_empty());
        for title in TITLES {
            put(surname.as_ref().map(|surname| format!("{surname}{title}")).as_deref(), "业主");
        }
        put(facts.online.as_ref().and_then(|online| online.author.as_deref()), "发帖人");
        put(facts.complained_of.as_ref().and_then(|about| about.person.as_deref()), "当事人");
        for phone in facts.complainant.phones.iter().chain(&facts.complainant.called_from) {
            put(Some(phone), "（号码）");
        }
        if let Some(written) = &facts.complainant.room {
            for spelled in spellings(written) {
                put(Some(&spelled), "某户");
            }
        }
        put(Some(&facts.receiver), "同事");
        for name in staff {
            put(Some(name), "同事");
        }
        for event in &case.events {
            put(Some(&event.by), "同事");
            match &event.kind {
                EventKind::Assigned { to, named_by, .. } => {
                    put(Some(to), "同事");
                    put(named_by.as_deref(), "同事");
                }
                EventKind::Escalated(step) => {
                    put(step.to.as_deref(), "上级");
                    put(step.superior_name(), "上级");
                }
                EventKind::Task { to, .. } => put(to.as_deref(), "同事"),
                EventKind::Verified { who, .. } => put(who.as_deref(), "同事"),
                _ => {}
            }
        }
        let mut words: Vec<_> = words.into_iter().collect();
        words.sort_by_key(|(text, _)| std::cmp::Reverse(text.chars().count()));
        Self { words }
    }

    /// The text without them.
    pub fn apply(&self, text: &str) -> String {
        let mut out = text.to_owned();
        for (word, with) in &self.words {
            // One character alone is no name, and stands in half of all words.
            if word.chars().count() > 1 {
                out = out.replace(word.as_str(), with);
            }
        }
        without_numbers(&out)
    }
}

/// The ways in which people write a room: `3-2-1001`, `3栋2单元1001`, `3#1001`.
fn spellings(room: &str) -> Vec<String> {
    let written = room::written(room);
    let parts: Vec<&str> = written.split('-').collect();
    let mut all = vec![room.to_owned(), written.clone()];
    let door = parts.last().copied().unwrap_or_default();
    if let [building, .., _] = parts.as_slice() {
        for word in ["栋", "号楼", "座", "幢", "#"] {
            all.push(format!("{building}{word}{door}"));
            if let [_, unit, _] = parts.as_slice() {
                all.push(format!("{building}{word}{unit}单元{door}"));
            }
        }
    }
    for end in ["室", "房", "号", "户"] {
        all.push(format!("{door}{end}"));
    }
    if door.chars().count() >= 3 {
        all.push(door.to_owned());
    }
    all
}

/// Long rows of digits become a word; a number with blanks or strokes inside counts as one row.
fn without_numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut row = String::new();
    let flush = |row: &mut String, out: &mut String| {
        let digits = row.chars().filter(char::is_ascii_digit).count();
        let trimmed = row.trim_end_matches(['-', ' ']);
        // A day, as 2026-11-03, has eight digits and is nobody's.
        let is_day = trimmed.len() == 10 && trimmed.matches('-').count() == 2;
        if digits >= NUMBER_DIGITS && !is_day {
            out.push_str("（号码）");
            out.push_str(&row[trimmed.len()..]);
        } else {
            out.push_str(row);
        }
        row.clear();
    };
    for c in text.chars() {
        if c.is_ascii_digit() || (!row.is_empty() && matches!(c, '-' | ' ')) {
            row.push(c);
        } else {
            flush(&mut row, &mut out);
            out.push(c);
        }
    }
    flush(&mut row, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::{CaseNumber, Facts};
    use crate::domain::code::{CaseKind, Channel};
    use crate::domain::time::Moment;

    #[test]
    fn nobody_can_be_told_from_the_text() {
        let at = Moment::parse("2026-11-03T09:00").unwrap();
        let mut facts = Facts::new(CaseKind::Complaint, Channel::Phone, at, "李敏");
        facts.complainant.name = Some("陈建国".into());
        facts.complainant.title = Some(crate::domain::code::Title::Mr);
        facts.complainant.phones = vec!["13900000417".into()];
        facts.complainant.room = Some("3-2-1001".into());
        let case = Case {
            number: CaseNumber::parse("20261103-001").unwrap(),
            receipt: facts,
            sets: Vec::new(),
            events: Vec::new(),
            repeats: Vec::new(),
            import_batch: None,
        };
        let redaction = Redaction::of(&case, &["赵楠".into(), "周工".into()]);
        let text = "陈建国（3栋2单元1001，139 0000 0417）和李敏说，赵楠答应陈先生2026-11-05前修好3#1001的门，打0755-83000000找周工";
        assert_eq!(
            redaction.apply(text),
            "业主（某户，（号码））和同事说，同事答应业主2026-11-05前修好某户的门，打（号码）找同事"
        );
        assert_eq!(redaction.apply("等了15分钟，第3次"), "等了15分钟，第3次", "figures stay");
    }
}
