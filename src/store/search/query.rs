//! What a person types into the search field, read as a question to the index.

use crate::domain::case::CaseNumber;
use crate::domain::case_row::CaseRow;
use crate::store::db::Db;
use crate::store::error::Error;
use crate::store::fact;
use crate::store::params::Params;
use crate::store::scope::Scope;
use crate::store::search::cut;

/// A longer question is cut: nobody looks for more words at once.
const MOST_TERMS: usize = 8;
/// A longer question is cut.
const MOST_CHARS: usize = 200;
/// Fewer digits than this are no part of a telephone number.
const FEWEST_DIGITS: usize = 3;
/// Fewer digits than this are no part of a case number, or every first case of a day would answer; nor are so few,
/// with words around them, a number at all. So many stand in the index in a column of their own.
const FEWEST_NUMBER_DIGITS: usize = cut::SIX;

impl Db {
    /// Cases that fit a question: number, phone digits, room, name (also by pinyin) or words; open ones first, then the
    /// newest. The index itself stops after so many. An empty question finds nothing; what an undone import brought
    /// is left out.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn find(&self, text: &str, limit: usize, scope: Scope) -> Result<Vec<CaseRow>, Error> {
        let Some(question) = expression(text) else { return Ok(Vec::new()) };
        let mut rows: Vec<CaseRow> = Vec::new();
        for state in [OPEN, DONE] {
            let mut params = Params::default();
            let sql = format!(
                "SELECT case_fact.* FROM (SELECT rowid AS hit FROM search WHERE search MATCH {}{} \
                 ORDER BY rowid DESC LIMIT {}) CROSS JOIN case_fact ON number = hit \
                 WHERE status <> 'voided' OR import_batch IS NULL ORDER BY hit DESC",
                params.add(format!("state : {state} AND ({question})")),
                scope.and_settled("rowid", &mut params),
                params.add(i64::try_from(limit.saturating_sub(rows.len())).unwrap_or(i64::MAX)),
            );
            let mut statement = self.raw().prepare_cached(&sql)?;
            for row in statement.query_and_then(params.all(), fact::read)? {
                rows.push(row?);
            }
        }
        Ok(rows)
    }
}

/// The word of the column `state` for a case that is neither closed nor voided.
pub const OPEN: &str = "open";
/// The word of the column `state` for the others.
pub const DONE: &str = "done";

/// A question as the index takes it; `None` when there is nothing in it to look for. Every word must be found, or the
/// whole must be a room with blanks in it.
pub fn expression(text: &str) -> Option<String> {
    let text: String = text.chars().take(MOST_CHARS).collect();
    if let Some(number) = CaseNumber::parse(text.trim()) {
        return Some(six_in(&number.to_string().replace('-', "")));
    }
    let runs = cut::runs(&text);
    if runs.is_empty() {
        return None;
    }
    let words: Vec<String> = runs.iter().take(MOST_TERMS).map(|run| term(run)).collect();
    let words = words.join(" AND ");
    let room = if runs.len() > 1 { room(&text) } else { None };
    Some(room.map_or(words.clone(), |room| format!("({words}) OR {room}")))
}

/// One word: the text itself, or whatever else it may stand for. What is quoted holds letters, digits and characters
/// that are no marks, so nothing in it ends the quotation.
fn term(run: &[char]) -> String {
    let word: String = run.iter().collect();
    if run.len() >= FEWEST_NUMBER_DIGITS && run.iter().all(char::is_ascii_digit) {
        // As pairs so many digits would be looked for one frequent pair after the other.
        return format!("({})", six_of(&word));
    }
    let mut ways = vec![match run {
        [one] => format!("single : \"{}\"", cut::token(*one)),
        _ => format!("text : \"{}\"", cut::phrase(run)),
    }];
    if run.iter().all(|c| c.is_ascii_lowercase() || *c == 'ü') {
        ways.push(format!("name : \"{word}\" *"));
    }
    ways.extend(room(&word));
    let digits = cut::digits(&word);
    if !run.iter().any(|c| c.is_alphabetic()) {
        ways.extend(numbers(&digits, FEWEST_DIGITS));
    } else {
        // 编号20261130-001, 打13900001111那个
        let groups = word.split(|c: char| !c.is_ascii_digit() && c != '-');
        ways.extend(groups.filter_map(|group| numbers(&cut::digits(group), FEWEST_NUMBER_DIGITS)));
    }
    format!("({})", ways.join(" OR "))
}

fn room(text: &str) -> Option<String> {
    let ways: Vec<String> = cut::asked_rooms(text).iter().map(|word| format!("room : \"{word}\"")).collect();
    (!ways.is_empty()).then(|| ways.join(" OR "))
}

/// Digits of a telephone number, or of a case number when there are enough of them.
fn numbers(digits: &str, fewest: usize) -> Option<String> {
    if digits.len() < fewest {
        return None;
    }
    Some(if digits.len() < FEWEST_NUMBER_DIGITS {
        format!("phone : \"{}\"", cut::threes(cut::local(digits)))
    } else {
        six_of(digits)
    })
}

/// Six digits or more, of a text, a telephone number or a case number; a country in front is left out too.
fn six_of(digits: &str) -> String {
    let local = cut::local(digits);
    let whole = six_in(digits);
    if local == digits { whole } else { format!("{whole} OR {}", six_in(local)) }
}

fn six_in(digits: &str) -> String {
    format!("six : \"{}\"", cut::sixes(digits))
}
