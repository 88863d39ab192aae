//! Earlier and open cases of the person or household that is calling now.

use rusqlite::named_params;

use crate::domain::caller::Caller;
use crate::domain::case_row::CaseRow;
use crate::domain::person::normalise_room;
use crate::store::db::Db;
use crate::store::error::Error;
use crate::store::fact;
use crate::store::search::cut;

/// Fewer digits than this fit too many numbers.
const FEWEST_DIGITS: usize = 7;

impl Db {
    /// Cases of the caller or the household, the most likely first: by phone, room and name together, open
    /// ones before closed ones, then the newest. Voided cases are left out.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn same_matter(&self, caller: &Caller, limit: usize) -> Result<Vec<CaseRow>, Error> {
        let digits = Some(cut::digits(&caller.phone)).filter(|digits| digits.len() >= FEWEST_DIGITS);
        let room = Some(normalise_room(&caller.room)).filter(|room| !room.is_empty());
        let name = Some(caller.name.trim()).filter(|name| name.chars().count() >= 2);
        if digits.is_none() && room.is_none() && name.is_none() {
            return Ok(Vec::new());
        }
        // Everything that begins with the digits typed so far: from them up to, without, the next prefix.
        let beyond = digits.as_ref().map(|digits| format!("{digits}:"));
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.raw()
            .prepare_cached(include_str!("../sql/same_matter.sql"))?
            .query_and_then(
                named_params! {":from": digits, ":beyond": beyond, ":room": room, ":name": name, ":limit": limit},
                fact::read,
            )?
            .collect()
    }
}
