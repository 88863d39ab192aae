//! Callers of whom only the beginning of the name is typed, in pinyin.

use crate::domain::case_row::CaseRow;
use crate::store::db::Db;
use crate::store::error::Error;
use crate::store::fact;

/// From so many letters on the sound may go on; fewer are initials and must be all of them.
const BEGINNING: usize = 3;

impl Db {
    /// Cases of people whose name has these initials (`zk`) or begins with this sound (`zhang`), the newest first; none
    /// for anything but two or more letters. Voided cases are left out.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn named_like_sound(&self, letters: &str, limit: usize) -> Result<Vec<CaseRow>, Error> {
        let letters = letters.trim().to_ascii_lowercase();
        if letters.len() < 2 || !letters.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return Ok(Vec::new());
        }
        let rest = if letters.len() >= BEGINNING { " *" } else { "" };
        // The newest within the index: however many people sound like it, no more of them is looked at.
        let sql = "SELECT case_fact.* FROM \
                   (SELECT rowid AS hit FROM search WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT ?2) \
                   CROSS JOIN case_fact ON number = hit WHERE status <> 'voided' ORDER BY hit DESC";
        let asked = (format!("name : \"{letters}\"{rest}"), i64::try_from(limit).unwrap_or(i64::MAX));
        self.raw().prepare_cached(sql)?.query_and_then(asked, fact::read)?.collect()
    }
}
