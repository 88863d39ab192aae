//! What a person types into the search field, read as a question to the index.

use rusqlite::types::Value;

use crate::domain::case::CaseNumber;
use crate::domain::case_row::CaseRow;
use crate::store::db::Db;
use crate::store::error::Error;
use crate::store::fact;
use crate::store::key;
use crate::store::search::cut::{self, Piece};

/// A longer question is cut: nobody looks for more words at once.
const MOST_TERMS: usize = 8;
/// Fewer digits than this are no part of a telephone number.
const FEWEST_DIGITS: usize = 3;
/// Fewer digits than this are no part of a case number, or every first case of a day would answer.
const FEWEST_NUMBER_DIGITS: usize = 6;

impl Db {
    /// Cases that fit a question: number, phone digits, room, name (also by pinyin) or words; newest first.
    /// An empty question finds nothing.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn find(&self, text: &str, limit: usize) -> Result<Vec<CaseRow>, Error> {
        let text: String = text.chars().take(200).collect();
        let mut question = Question::default();
        if let Some(number) = CaseNumber::parse(&text) {
            question.alternative("number = ?", vec![Value::Integer(key::of_number(number))]);
        } else {
            question.whole_room(&text);
            question.all_terms(&text);
        }
        if question.conditions.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!(
            "SELECT * FROM case_fact WHERE {} ORDER BY received_at DESC, number DESC LIMIT {limit}",
            question.conditions.join(" OR ")
        );
        self.raw()
            .prepare(&sql)?
            .query_and_then(rusqlite::params_from_iter(question.values), fact::read)?
            .collect()
    }
}

/// Alternatives of which one must hold, with the values that they ask for.
#[derive(Debug, Default)]
struct Question {
    conditions: Vec<String>,
    values: Vec<Value>,
}

impl Question {
    fn alternative(&mut self, condition: &str, values: Vec<Value>) {
        self.conditions.push(format!("({condition})"));
        self.values.extend(values);
    }

    /// `3号楼 2单元 1001`: a room with blanks in it.
    fn whole_room(&mut self, text: &str) {
        if let Some(parts) = cut::room_parts(text) {
            self.alternative(IN_SEARCH, vec![Value::Text(room_match(&parts))]);
        }
    }

    /// Every word of the question must be found.
    fn all_terms(&mut self, text: &str) {
        let (mut conditions, mut values) = (Vec::new(), Vec::new());
        for term in text.split_whitespace().take(MOST_TERMS) {
            if let Some((condition, asked)) = term_condition(term) {
                conditions.push(condition);
                values.extend(asked);
            }
        }
        if !conditions.is_empty() {
            self.alternative(&conditions.join(" AND "), values);
        }
    }
}

const IN_SEARCH: &str = "number IN (SELECT rowid FROM search WHERE search MATCH ?)";
const IN_DIGITS: &str = "number IN (SELECT rowid FROM digits WHERE digits MATCH ?)";

/// The condition of one word; `None` when there is nothing in it to look for.
fn term_condition(term: &str) -> Option<(String, Vec<Value>)> {
    let (mut conditions, mut values) = (Vec::new(), Vec::new());
    let words = text_match(term);
    if !words.is_empty() {
        conditions.push(IN_SEARCH);
        values.push(Value::Text(words));
    }
    if let Some(parts) = cut::room_parts(term) {
        conditions.push(IN_SEARCH);
        values.push(Value::Text(room_match(&parts)));
    }
    let digits = cut::digits(term);
    let only_digits = !term.chars().any(char::is_alphabetic);
    if only_digits && digits.len() >= FEWEST_DIGITS {
        conditions.push(IN_DIGITS);
        let phone = format!("phone : \"{digits}\"");
        values.push(Value::Text(if digits.len() >= FEWEST_NUMBER_DIGITS {
            format!("{phone} OR number : \"{digits}\"")
        } else {
            phone
        }));
    }
    (!conditions.is_empty()).then(|| (format!("({})", conditions.join(" OR ")), values))
}

/// All pieces of a word, as the index holds them. The pieces are letters and digits only, so nothing in them
/// can end the quotation.
fn text_match(term: &str) -> String {
    let pieces = cut::pieces(term).into_iter().map(|piece| match piece {
        Piece::Chinese(run) if run.len() == 1 => format!("single : \"{}\"", run[0]),
        Piece::Chinese(run) => format!("pair : \"{}\"", cut::pairs(&run).join(" ")),
        Piece::Word(word) => format!("{{word name}} : \"{word}\" *"),
    });
    pieces.map(|piece| format!("({piece})")).collect::<Vec<_>>().join(" AND ")
}

fn room_match(parts: &[String]) -> String {
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let whole = cut::room_word(&parts);
    if parts.len() == 2 {
        format!("room : \"{whole}\" OR room : \"{whole}x\" *")
    } else {
        format!("room : \"{whole}\"")
    }
}
