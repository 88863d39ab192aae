//! Earlier and open cases of the person or household that is calling now.

use rusqlite::named_params;

use crate::domain::caller::Caller;
use crate::domain::case_row::CaseRow;
use crate::domain::reading::phone::{self, PhoneKind};
use crate::domain::reading::{name, room};
use crate::store::db::Db;
use crate::store::error::Error;
use crate::store::fact;

/// More numbers of one caller are not looked for.
const MOST_NUMBERS: usize = 8;
/// When more cases than these have a number that begins so, it is not typed far enough.
const MOST: i64 = if cfg!(test) { 200 } else { 2_000 };
/// Fewer digits than this fit too many numbers.
const FEWEST_DIGITS: usize = 7;

impl Db {
    /// Cases of the caller or the household, the most likely first: by phone, room and name together – a room that
    /// leaves the unit out less likely than one written alike –, open ones before closed ones, then the newest. Voided cases are left out.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn same_matter(&self, caller: &Caller, limit: usize) -> Result<Vec<CaseRow>, Error> {
        let phones = numbers_asked(&caller.phone);
        let rooms = if caller.room.trim().is_empty() { Vec::new() } else { room::writings(&caller.room) };
        let name = Some(name::key(&caller.name)).filter(|name| name.chars().count() >= 2);
        if phones.is_empty() && rooms.is_empty() && name.is_none() {
            return Ok(Vec::new());
        }
        let phones = serde_json::Value::from(phones).to_string();
        let rooms = serde_json::Value::from(rooms).to_string();
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.raw()
            .prepare_cached(include_str!("../sql/same_matter.sql"))?
            .query_and_then(
                named_params! {":phones": phones, ":rooms": rooms, ":name": name, ":most": MOST, ":limit": limit},
                fact::read,
            )?
            .collect()
    }
}

/// What is looked for among the numbers, as the first and the one beyond the last: a whole number, without area code and
/// extension, or everything that begins with the digits typed so far.
fn numbers_asked(text: &str) -> Vec<Vec<String>> {
    let typed = phone::read(text);
    let mut asked: Vec<Vec<String>> = Vec::new();
    for phone in typed.numbers().take(MOST_NUMBERS) {
        let key = phone.key().to_owned();
        let whole = matches!(phone.kind, PhoneKind::Internal | PhoneKind::Service);
        // A short number is one only as a whole; ':' stands right behind the digits.
        let beyond = if whole { format!("{key}!") } else { format!("{key}:") };
        asked.push(vec![key, beyond]);
    }
    let begun = phone::key_so_far(text);
    if asked.is_empty() && begun.len() >= FEWEST_DIGITS {
        asked.push(vec![begun.clone(), format!("{begun}:")]);
    }
    asked
}
