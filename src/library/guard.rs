//! The promise guard (承诺提醒): marks words in a promise, an answer, a notice or a solution that had better
//! be put otherwise, says why and how; and which facts should be asked for before that. It never blocks. The rules are data (`assets/library/guard.toml`).

use std::ops::Range;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::domain::case::Facts;

/// When a rule counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// At any time.
    #[default]
    Always,
    /// Until the result is confirmed by those who do the work. Ledger 04-15.
    ResultUnconfirmed,
    /// Until 管理责任 is established. Ledger 03-09.
    FaultUnknown,
    /// Never in what is being written: only for a record that might be said as it stands. Ledger 12-69.
    InRecord,
}

/// One rule of the guard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Code word.
    pub id: String,
    /// Its name on the screen.
    pub name: String,
    /// When it counts.
    #[serde(default)]
    pub when: When,
    /// Words that it marks; `…` stands for a few characters within a sentence, `#` for a room number.
    pub words: Vec<String>,
    /// Words that make the same clause innocent.
    pub unless: Vec<String>,
    /// Why, in Chinese.
    pub why: String,
    /// A better wording, in Chinese.
    pub better: String,
    /// Ledger rows.
    pub ledger: Vec<String>,
}

/// What is known when the text is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Known {
    /// Those who do the work have confirmed the result or the date.
    pub result_confirmed: bool,
    /// 管理责任 is established as ours.
    pub fault_ours: bool,
}

/// A marked place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Bytes of the text that are marked.
    pub place: Range<usize>,
    /// The rule's code word.
    pub rule: &'static str,
    /// The rule's name.
    pub name: &'static str,
    /// Why.
    pub why: &'static str,
    /// A better wording.
    pub better: &'static str,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    rule: Vec<Rule>,
}

/// The shipped rules, parsed once.
#[expect(
    clippy::expect_used,
    reason = "the file is compiled in and a test parses it; there is nothing a user could do"
)]
pub fn rules() -> &'static [Rule] {
    static SHIPPED: OnceLock<Vec<Rule>> = OnceLock::new();
    SHIPPED.get_or_init(|| {
        let file: RuleFile = toml::from_str(include_str!("../../assets/library/guard.toml"))
            .expect("shipped guard rules are well formed");
        file.rule
    })
}

const CLAUSE_ENDS: [char; 9] = ['，', '。', '；', '！', '\n', ',', ';', '!', '：'];
const GAP: usize = 8;

/// Every place in the text that had better be put otherwise, from front to back; a rule marks a clause once.
pub fn look(text: &str, known: Known) -> Vec<Mark> {
    marks(text, |rule| rule.counts(known))
}

/// Words of staff's records in a sentence that is to be said to any owner. Ledger 12-69.
pub fn staff_words(text: &str) -> Vec<Mark> {
    marks(text, |rule| rule.when == When::InRecord)
}

fn marks(text: &str, counts: impl Fn(&Rule) -> bool) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut start = 0;
    for clause in text.split_inclusive(CLAUSE_ENDS) {
        for rule in rules().iter().filter(|rule| counts(rule)) {
            if rule.unless.iter().any(|word| find(clause, word).is_some()) {
                continue;
            }
            let first = rule
                .words
                .iter()
                .filter_map(|word| find(clause, word))
                .min_by_key(|place| (place.start, std::cmp::Reverse(place.end)));
            if let Some(place) = first {
                marks.push(Mark {
                    place: start + place.start..start + place.end,
                    rule: &rule.id,
                    name: &rule.name,
                    why: &rule.why,
                    better: &rule.better,
                });
            }
        }
        start += clause.len();
    }
    marks.sort_by_key(|mark| mark.place.start);
    marks
}

/// Whether a text holds words that staff write for each other and no owner should hear. Ledger 12-69.
pub fn is_for_staff(text: &str) -> bool {
    let mut staff = rules().iter().filter(|rule| {
        rule.when == When::InRecord || matches!(rule.id.as_str(), "staff" | "jargon" | "others")
    });
    staff.any(|rule| rule.words.iter().any(|word| find(text, word).is_some()))
}

/// The first word in a text that staff write for each other or that tells of another household: it stands in nothing
/// that is worded for the owner. Ledger 12-69.
pub fn staff_word(text: &str) -> Option<&str> {
    let rules = rules().iter().filter(|rule| matches!(rule.id.as_str(), "staff" | "jargon" | "others"));
    let mut places = rules.flat_map(|rule| &rule.words).filter_map(|word| find(text, word));
    places.next().map(|place| &text[place])
}

/// Whether a sentence says sorry: once in a talk's sentence is enough.
pub fn apologises(text: &str) -> bool {
    ["抱歉", "对不住", "对不起", "道歉", "过意不去"].iter().any(|word| text.contains(word))
}

/// A fact that should be on record before anybody explains, names who is to blame or proposes a solution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// What the owner said, or the gist of it.
    Words,
    /// Where it is.
    Place,
    /// What was found out.
    Findings,
}

impl Gap {
    /// The word on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Words => "什么事",
            Self::Place => "在哪里",
            Self::Findings => "查到的事实",
        }
    }
}

/// The facts of the talk itself that are still empty. Ledger 02-18, 02-20.
pub fn gaps(facts: &Facts) -> Vec<Gap> {
    let empty = |text: &Option<String>| text.as_ref().is_none_or(|text| text.trim().is_empty());
    let words = empty(&facts.verbatim) && empty(&facts.summary);
    let place = empty(&facts.place) && empty(&facts.complainant.room);
    [(words, Gap::Words), (place, Gap::Place)]
        .into_iter()
        .filter_map(|(gap, one)| gap.then_some(one))
        .collect()
}

impl Rule {
    fn counts(&self, known: Known) -> bool {
        match self.when {
            When::Always => true,
            When::InRecord => false,
            When::ResultUnconfirmed => !known.result_confirmed,
            When::FaultUnknown => !known.fault_ours,
        }
    }
}

/// Where a pattern stands in a clause: `…` skips up to [`GAP`] characters, `#` takes three or more digits
/// (with `-` between them).
fn find(clause: &str, pattern: &str) -> Option<Range<usize>> {
    let literal = pattern.find(['…', '#']).map_or(pattern, |end| &pattern[..end]);
    let at = |start: usize| Some(start..start + matched(&clause[start..], pattern)?);
    if literal.is_empty() {
        return clause.char_indices().find_map(|(start, _)| at(start));
    }
    clause.match_indices(literal).find_map(|(start, _)| at(start))
}

/// The length of the match at the very start.
fn matched(text: &str, pattern: &str) -> Option<usize> {
    let Some(wanted) = pattern.chars().next() else {
        return Some(0);
    };
    let rest = &pattern[wanted.len_utf8()..];
    match wanted {
        '…' => text
            .char_indices()
            .map(|(place, _)| place)
            .chain([text.len()])
            .take(GAP + 1)
            .find_map(|place| Some(place + matched(&text[place..], rest)?)),
        '#' => {
            let length = text.find(|c: char| !(c.is_ascii_digit() || c == '-')).unwrap_or(text.len());
            let digits = text[..length].bytes().filter(u8::is_ascii_digit).count();
            (digits >= 3).then(|| matched(&text[length..], rest).map(|more| length + more))?
        }
        _ => {
            let after = text.strip_prefix(wanted)?;
            Some(wanted.len_utf8() + matched(after, rest)?)
        }
    }
}
