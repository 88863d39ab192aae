//! What the index holds of a case.

use rusqlite::OptionalExtension;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::domain::case::{Case, CaseNumber, Facts};
use crate::domain::case_state::CaseState;
use crate::domain::reading::room::written;
use crate::store::chain::Hash;
use crate::store::db::Write;
use crate::store::error::Error;
use crate::store::key;
use crate::store::search::{cut, query};

/// Stands between two numbers, so that no phrase goes on from one into the next.
const GAP: &str = "x";
/// Keys of an event under which people write text.
const TEXT_KEYS: [&str; 22] = [
    "text",
    "summary",
    "facts",
    "basis",
    "result",
    "what",
    "reason",
    "opinion",
    "outcome",
    "cause",
    "lesson",
    "avoid",
    "adjust",
    "pros",
    "cons",
    "cost",
    "options",
    "to",
    "named_by",
    "department",
    "sent_to",
    "after",
];

/// The words of a case, one text a column of the index.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    text: String,
    single: String,
    name: String,
    room: String,
    phone: String,
    six: String,
    state: &'static str,
    seen: Vec<char>,
}

impl Words {
    /// Cuts everything of a case by which somebody may look for it. Pure.
    pub fn of(case: &Case, case_state: &CaseState) -> Self {
        let facts = &case_state.facts;
        let state = if case_state.is_open() { query::OPEN } else { query::DONE };
        let mut words = Self { state, ..Self::default() };
        // The day's serial is kept with six digits and written with three, as people read it.
        words.add_digits(&key::of_number(case.number).to_string());
        words.add_digits(&case.number.to_string().replace('-', ""));
        for text in texts(facts) {
            words.add(text);
        }
        for event in &case.events {
            let body = serde_json::to_value(&event.kind).unwrap_or(Value::Null);
            words.add_json(&body);
        }
        let (now, then) = (&facts.complainant, &case.receipt.complainant);
        for person in std::iter::once(now).chain((then != now).then_some(then)) {
            words.add(&person.salutation().unwrap_or_default());
            push(&mut words.name, &cut::readings(person.name.as_deref().unwrap_or_default()).join(" "));
            words.add_room(person.room.as_deref().unwrap_or_default());
            for phone in person.phones.iter().chain(&person.called_from) {
                let digits = cut::digits(phone);
                push(&mut words.phone, &cut::threes(cut::local(&digits)));
                push(&mut words.phone, GAP);
                words.add_digits(cut::local(&digits));
            }
        }
        words.seen.sort_unstable();
        words.seen.dedup();
        for c in std::mem::take(&mut words.seen) {
            if !words.single.is_empty() {
                words.single.push(' ');
            }
            words.single.push(cut::token(c));
        }
        words
    }

    fn add(&mut self, text: &str) {
        for run in cut::runs(text) {
            for pair in cut::pairs(&run) {
                if !self.text.is_empty() {
                    self.text.push(' ');
                }
                self.text.extend(pair);
            }
            for digits in run.split(|c| !c.is_ascii_digit()).filter(|digits| digits.len() >= cut::SIX) {
                self.add_digits(&digits.iter().collect::<String>());
            }
            self.seen.extend(run);
        }
    }

    fn add_digits(&mut self, digits: &str) {
        let sixes = cut::sixes(digits);
        if !sixes.is_empty() {
            push(&mut self.six, &sixes);
            push(&mut self.six, GAP);
        }
    }

    fn add_json(&mut self, value: &Value) {
        match value {
            Value::String(text) => self.add(text),
            Value::Array(values) => values.iter().for_each(|value| self.add_json(value)),
            Value::Object(map) => {
                for (_, value) in map.iter().filter(|(key, _)| TEXT_KEYS.contains(&key.as_str())) {
                    self.add_json(value);
                }
            }
            _ => {}
        }
    }

    fn add_room(&mut self, room: &str) {
        self.add(room);
        self.add(&written(room));
        push(&mut self.room, &cut::room_words(room).join(" "));
    }

    fn columns(&self) -> [&str; 7] {
        [&self.text, &self.single, &self.name, &self.room, &self.phone, &self.six, self.state]
    }

    fn hash(&self) -> Hash {
        let mut sha = Sha256::new();
        for column in self.columns() {
            sha.update((column.len() as u64).to_be_bytes());
            sha.update(column);
        }
        sha.finalize().into()
    }
}

/// Everything of the facts that is text.
fn texts(facts: &Facts) -> impl Iterator<Item = &str> {
    let person = &facts.complainant;
    let referral = facts.referral.as_ref();
    let online = facts.online.as_ref();
    [
        person.name.as_ref(),
        facts.place.as_ref(),
        facts.verbatim.as_ref(),
        facts.summary.as_ref(),
        facts.department.as_ref(),
        referral.and_then(|referral| referral.from.as_ref()),
        referral.and_then(|referral| referral.number.as_ref()),
        online.and_then(|online| online.platform.as_ref()),
        online.and_then(|online| online.author.as_ref()),
    ]
    .into_iter()
    .flatten()
    .map(String::as_str)
}

fn push(column: &mut String, words: &str) {
    if !words.is_empty() {
        if !column.is_empty() {
            column.push(' ');
        }
        column.push_str(words);
    }
}

impl Write<'_> {
    /// Writes the words of a case in place of those before; nothing is touched when they are the same.
    pub(crate) fn put_words(&self, number: CaseNumber, words: &Words) -> Result<(), Error> {
        let (no, hash) = (key::of_number(number), words.hash());
        let mark = "SELECT hash FROM search_mark WHERE case_no = ?1";
        let before: Option<Hash> =
            self.raw().prepare_cached(mark)?.query_row([no], |row| row.get(0)).optional()?;
        if before == Some(hash) {
            return Ok(());
        }
        if before.is_some() {
            self.raw().prepare_cached("DELETE FROM search WHERE rowid = ?1")?.execute([no])?;
        }
        let [text, single, name, room, phone, six, state] = words.columns();
        self.raw()
            .prepare_cached(
                "INSERT INTO search (rowid, text, single, name, room, phone, six, state) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute((no, text, single, name, room, phone, six, state))?;
        self.raw()
            .prepare_cached("INSERT OR REPLACE INTO search_mark (case_no, hash) VALUES (?1, ?2)")?
            .execute((no, hash))?;
        Ok(())
    }
}
