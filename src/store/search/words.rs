//! What the index holds of a case.

use rusqlite::OptionalExtension;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::domain::case::{Case, CaseNumber, Facts};
use crate::store::chain::Hash;
use crate::store::db::Write;
use crate::store::error::Error;
use crate::store::key;
use crate::store::search::cut::{self, Piece};

/// Keys of an event under which people write text.
const TEXT_KEYS: [&str; 20] = [
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
    "options",
    "to",
    "department",
    "sent_to",
    "after",
];

/// The words of a case, one text a column of the index.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    pair: String,
    single: String,
    word: String,
    name: String,
    room: String,
    phone: String,
    number: String,
}

impl Words {
    /// Cuts everything of a case by which somebody may look for it. Pure.
    pub fn of(case: &Case, facts: &Facts) -> Self {
        let mut words = Self { number: key::of_number(case.number).to_string(), ..Self::default() };
        // The day's serial is written with three digits, as people read it.
        words.number = format!("{} {}", words.number, case.number.to_string().replace('-', ""));
        let person = &facts.complainant;
        for text in texts(facts) {
            words.add(text);
        }
        for event in &case.events {
            let body = serde_json::to_value(&event.kind).unwrap_or(Value::Null);
            words.add_json(&body);
        }
        for name in [&person.name, &case.receipt.complainant.name].into_iter().flatten() {
            push(&mut words.name, &cut::readings(name).join(" "));
        }
        for room in [&person.room, &case.receipt.complainant.room].into_iter().flatten() {
            words.add_room(room);
        }
        let then = &case.receipt.complainant;
        let phones = person.phones.iter().chain(&person.called_from);
        for phone in phones.chain(&then.phones).chain(&then.called_from) {
            push(&mut words.phone, &cut::digits(phone));
        }
        words
    }

    fn add(&mut self, text: &str) {
        for piece in cut::pieces(text) {
            match piece {
                Piece::Word(word) => push(&mut self.word, &word),
                Piece::Chinese(run) => {
                    push(&mut self.pair, &cut::pairs(&run).join(" "));
                    for c in run {
                        push(&mut self.single, c.encode_utf8(&mut [0; 4]));
                    }
                }
            }
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
        let Some(parts) = cut::room_parts(room) else { return };
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        push(&mut self.room, &cut::room_word(&parts));
        if let [building, _, room] = parts[..] {
            push(&mut self.room, &cut::room_word(&[building, room]));
        }
    }

    fn hash(&self) -> Hash {
        let mut sha = Sha256::new();
        for column in
            [&self.pair, &self.single, &self.word, &self.name, &self.room, &self.phone, &self.number]
        {
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
            self.raw().prepare_cached("DELETE FROM digits WHERE rowid = ?1")?.execute([no])?;
        }
        self.raw()
            .prepare_cached(
                "INSERT INTO search (rowid, pair, single, word, name, room) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute((no, &words.pair, &words.single, &words.word, &words.name, &words.room))?;
        self.raw()
            .prepare_cached("INSERT INTO digits (rowid, phone, number) VALUES (?1, ?2, ?3)")?
            .execute((no, &words.phone, &words.number))?;
        self.raw()
            .prepare_cached("INSERT OR REPLACE INTO search_mark (case_no, hash) VALUES (?1, ?2)")?
            .execute((no, hash))?;
        Ok(())
    }
}
