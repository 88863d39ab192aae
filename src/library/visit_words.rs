//! What somebody said at a visit, heard for one answer: he was kept waiting, he is still afraid or in pain, he thanks
//! somebody, he asks for one more thing. The words are data (`assets/library/visit-words.toml`), the first that fit count.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::domain::code::{Opinion, VisitOutcome};
use crate::domain::event::{Event, EventKind, Visit};
use crate::library::moment::{Given, last_event};
use crate::library::variable::{Values, Variable};
use crate::library::word_match::heard;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Heard {
    given: Given,
    words: Vec<String>,
    unless: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct HeardFile {
    heard: Vec<Heard>,
}

#[expect(
    clippy::expect_used,
    reason = "the file is compiled in and a test parses it; there is nothing a user could do"
)]
fn shipped() -> &'static [Heard] {
    static SHIPPED: OnceLock<Vec<Heard>> = OnceLock::new();
    SHIPPED.get_or_init(|| {
        let file: HeardFile = toml::from_str(include_str!("../../assets/library/visit-words.toml"))
            .expect("the shipped words of a visit are well formed");
        file.heard
    })
}

/// The visit that happened last, if he was reached and nothing but a note or a mood came after it.
fn last_visit(events: &[Event]) -> Option<&Visit> {
    match &last_event(events)?.kind {
        EventKind::Visit(visit) if visit.outcome == VisitOutcome::Reached => Some(visit),
        _ => None,
    }
}

/// What he said at it.
pub fn said_at(events: &[Event]) -> Option<&str> {
    last_visit(events)?.text.as_deref()
}

/// Gives the one answer that a visit asks for, and whom he thanked.
pub fn hear(values: &mut Values, given: &mut Vec<Given>, events: &[Event]) {
    let Some(visit) = last_visit(events) else { return };
    let said = visit.text.as_deref().unwrap_or_default();
    let wanting = |one: Option<Opinion>| one == Some(Opinion::Dissatisfied);
    // Who is content with what came of it was not badly served but kept waiting.
    let slow = !wanting(visit.result) && (wanting(visit.process) || wanting(visit.measures));
    let found = if slow { Some(Given::Reproached) } else { of(said) };
    let Some(found) = found else { return };
    if wanting(visit.result) && found != Given::Shaken {
        return;
    }
    given.retain(|one| !matches!(one, Given::Praised | Given::Remarked));
    if found != Given::AskedMore {
        values.set(Variable::Objection, "");
    }
    values.set(Variable::Thanked, whom(said).filter(|_| found == Given::Thanked).unwrap_or_default());
    given.push(found);
}

/// What the words ask for.
fn of(said: &str) -> Option<Given> {
    let clauses: Vec<&str> = said.split(['，', '。', '；', '！', '？']).collect();
    let fits = |one: &&Heard| {
        clauses.iter().any(|clause| {
            one.words.iter().any(|word| heard(clause, word))
                && !one.unless.iter().any(|word| heard(clause, word))
        })
    };
    shipped().iter().find(fits).map(|one| one.given)
}

/// Whom he names: 小廖, 王师傅.
fn whom(said: &str) -> Option<String> {
    const NOBODY: &str = "区孩朋伙姑事心时声区偷";
    let chars: Vec<char> = said.chars().collect();
    let master = said.find("师傅").and_then(|at| said[..at].chars().next_back());
    let master = master.filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c) && !"的个那位修老".contains(*c));
    let little = chars.windows(2).find(|two| two[0] == '小' && !NOBODY.contains(two[1]));
    let little = little.filter(|two| ('\u{4e00}'..='\u{9fff}').contains(&two[1])).map(String::from_iter);
    little.or_else(|| master.map(|surname| format!("{surname}师傅")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visit_is_answered_once_by_what_weighs_most() {
        for (said, found) in [
            ("修是修好了，拖了两个月", Some(Given::Reproached)),
            ("锁是好用，就是早点装不就没这些事", Some(Given::Reproached)),
            ("车没事，就是吓得一晚没睡", Some(Given::Shaken)),
            ("老人这两天不敢一个人坐电梯", Some(Given::Shaken)),
            ("小廖提两桶水爬楼，多谢他", Some(Given::Thanked)),
            ("昨晚睡着了，谢谢你那晚没挂我电话", Some(Given::Thanked)),
            ("少多了，偶尔还有一两个", Some(Given::AskedMore)),
            ("小果说画别扔，她要挂起来", Some(Given::AskedMore)),
            ("湖清了，孙子腿好了", None),
            ("别的不说，能找到人我就服", None),
        ] {
            assert_eq!(of(said), found, "{said}");
        }
        assert_eq!(whom("小廖提两桶水爬楼，多谢他").as_deref(), Some("小廖"));
        assert_eq!(whom("王师傅来得快，谢谢").as_deref(), Some("王师傅"));
        assert_eq!(whom("谢谢那天的小姑娘"), None);
    }
}
