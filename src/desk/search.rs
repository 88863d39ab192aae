//! What the one search field leads to: cases, people of the roster, what to say and what the counter knows. The newest
//! question wins; one that a newer one has overtaken is not answered any more.

use std::sync::atomic::Ordering;

use crate::desk::as_of::View;
use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::lists::HITS;
use crate::desk::reply::Reply;
use crate::desk::roster::{self, Proposal};
use crate::domain::case::Case;
use crate::domain::case_row::CaseRow;
use crate::domain::code::SituationCode;
use crate::domain::highlight::{excerpt, marks};
use crate::domain::knowledge::Knowledge;
use crate::domain::reading::plain_text;
use crate::library::find::{find, fits};
use crate::library::shelf::Library;

/// Of so many cases it is told where the words stand; nobody looks at more at once.
const EXPLAINED: usize = 20;
/// So many characters of a text are shown around the words.
const EXCERPT: usize = 40;
/// No more people, sentences or entries than somebody reads.
const OTHERS: usize = 40;

/// A case that fits.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseHit {
    /// The case.
    pub row: CaseRow,
    /// Where the words stand, when they stand neither in the gist nor in what the row shows of the person.
    pub excerpt: Option<String>,
}

/// Something to say that fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PhraseHit {
    /// A situation with its name.
    Situation(SituationCode, String),
    /// A sentence: its id, where it is said, its text.
    Line(String, String, String),
}

/// What a question leads to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// Cases, open ones first, then the newest.
    pub cases: Vec<CaseHit>,
    /// People and houses of the roster.
    pub people: Vec<Proposal>,
    /// Situations and sentences.
    pub phrases: Vec<PhraseHit>,
    /// What the counter knows.
    pub knowledge: Vec<Knowledge>,
}

impl Desk {
    /// Everything that a question leads to.
    ///
    /// Errors: [`Error::Overtaken`] when a newer question has come; the database's own.
    pub fn search_everywhere(&self, text: &str) -> Reply<Found> {
        let (text, as_of) = (text.to_owned(), self.as_of());
        let (library, knowledge) = (self.library(), self.knowledge());
        let questions = self.questions();
        let mine = questions.latest.fetch_add(1, Ordering::Relaxed) + 1;
        questions.interrupt();
        self.ask(move |db| {
            let question = questions.begin(mine, db)?;
            let look = || -> Result<Found, Error> {
                let view = View::at(db, as_of)?;
                let mut cases = Vec::new();
                for row in view.find(&text, HITS)? {
                    let excerpt =
                        if cases.len() < EXPLAINED { where_it_stands(&view, &row, &text)? } else { None };
                    cases.push(CaseHit { row, excerpt });
                }
                let known = knowledge.iter().filter(|entry| fits(&[&entry.title, &entry.text], &text));
                let blank = text.trim().is_empty();
                Ok(Found {
                    cases,
                    people: roster::found(db, &text, OTHERS)?,
                    phrases: if blank { Vec::new() } else { phrases(&library, &text) },
                    knowledge: known.take(if blank { 0 } else { OTHERS }).cloned().collect(),
                })
            };
            question.end(look())
        })
    }
}

/// The text of a case in which the words stand, when its row does not show them.
fn where_it_stands(view: &View<'_>, row: &CaseRow, question: &str) -> Result<Option<String>, Error> {
    let shown =
        [row.gist.as_str(), row.name.as_deref().unwrap_or_default(), row.room.as_deref().unwrap_or_default()];
    if shown.iter().any(|text| !marks(text, question).is_empty()) {
        return Ok(None);
    }
    let case = view.case(row.number)?;
    Ok(case.and_then(|case| texts(&case).iter().find_map(|text| excerpt(text, question, EXCERPT))))
}

/// Everything of a case that people wrote.
fn texts(case: &Case) -> Vec<String> {
    let facts = case.facts();
    let referral = facts.referral.iter().flat_map(|one| [one.from.clone(), one.number.clone()]).flatten();
    let mut texts: Vec<String> =
        [facts.verbatim, facts.summary, facts.place].into_iter().flatten().chain(referral).collect();
    for event in case.events.iter().rev() {
        if let Ok(body) = serde_json::to_value(&event.kind) {
            strings(&body, &mut texts);
        }
    }
    texts
}

fn strings(value: &serde_json::Value, texts: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => texts.push(text.clone()),
        serde_json::Value::Array(values) => values.iter().for_each(|value| strings(value, texts)),
        serde_json::Value::Object(map) => map.values().for_each(|value| strings(value, texts)),
        _ => {}
    }
}

/// Situations by code, name, synonym or pinyin, then sentences that hold all words.
fn phrases(library: &Library, question: &str) -> Vec<PhraseHit> {
    let situations = find(library.situations(), question).into_iter();
    let named = situations.map(|one| PhraseHit::Situation(one.id.clone(), one.name.clone()));
    let folded = plain_text::folded(question);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let holds = |text: &str| {
        let text = plain_text::folded(text);
        words.iter().all(|word| text.contains(word))
    };
    let lines = library.lines().filter(|(_, line)| holds(line.text.as_str())).map(|(block, line)| {
        PhraseHit::Line(line.id.clone(), block.step.label().to_owned(), line.text.as_str().to_owned())
    });
    named.chain(lines).take(OTHERS).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;
    use crate::desk::clock::Clock;
    use crate::desk::handle::Access;
    use crate::domain::time::Moment;

    #[test]
    fn a_question_that_waits_while_a_newer_one_comes_is_not_answered() {
        let folder = tempfile::TempDir::new().unwrap();
        let clock = Clock::frozen(Moment::parse("2026-11-30T18:00").unwrap());
        let desk = Desk::open(folder.path(), clock, Access::Exclusive).unwrap();
        let (go, wait) = mpsc::channel::<()>();
        let busy = desk.ask(move |_| {
            // The reader is busy until both questions are asked.
            let _ = wait.recv();
            Ok(())
        });
        let (older, newer) = (desk.search_everywhere("电"), desk.search_everywhere("电梯"));
        go.send(()).unwrap();
        busy.wait().unwrap();
        assert!(matches!(older.wait(), Err(Error::Overtaken)));
        assert!(!newer.wait().unwrap().phrases.is_empty(), "the newest is");
    }
}
