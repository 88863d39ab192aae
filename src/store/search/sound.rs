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
        let sql = "SELECT * FROM case_fact WHERE number IN (SELECT rowid FROM search WHERE search MATCH ?1) \
                   AND status <> 'voided' ORDER BY received_at DESC, number DESC LIMIT ?2";
        let asked = (format!("name : \"{letters}\"{rest}"), i64::try_from(limit).unwrap_or(i64::MAX));
        self.raw().prepare_cached(sql)?.query_and_then(asked, fact::read)?.collect()
    }
}
