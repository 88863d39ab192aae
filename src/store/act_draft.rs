//! What is being written on cases and is not on record yet: on disk within a second of typing.

use crate::domain::case::CaseNumber;
use crate::domain::draft::ActDraft;
use crate::store::db::{Db, Write};
use crate::store::error::Error;
use crate::store::key;

impl Db {
    /// What is being written on a case, or on every case, the oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn act_drafts(&self, case: Option<CaseNumber>) -> Result<Vec<ActDraft>, Error> {
        self.raw()
            .prepare_cached(
                "SELECT case_no, act, owner, content, saved_at FROM act_draft \
                 WHERE ?1 IS NULL OR case_no = ?1 ORDER BY saved_at, act",
            )?
            .query_and_then([case.map(key::of_number)], |row| {
                Ok(ActDraft {
                    case: key::number(row.get("case_no")?)?,
                    act: row.get("act")?,
                    owner: row.get("owner")?,
                    content: row.get("content")?,
                    saved_at: key::moment(row.get("saved_at")?)?,
                })
            })?
            .collect()
    }
}

impl Write<'_> {
    /// Keeps what is being written, in place of what it was before.
    ///
    /// # Errors
    /// When the content is no JSON or the database refuses.
    pub fn save_act_draft(&self, draft: &ActDraft) -> Result<(), Error> {
        let sql = "INSERT INTO act_draft (case_no, act, owner, content, saved_at) VALUES (?1, ?2, ?3, ?4, ?5) \
                   ON CONFLICT (case_no, act) DO UPDATE SET owner = excluded.owner, content = excluded.content, \
                   saved_at = excluded.saved_at";
        self.raw().prepare_cached(sql)?.execute((
            key::of_number(draft.case),
            &draft.act,
            &draft.owner,
            &draft.content,
            draft.saved_at.unix(),
        ))?;
        Ok(())
    }

    /// Takes it away; nothing happens when it is gone already.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn drop_act_draft(&self, case: CaseNumber, act: &str) -> Result<(), Error> {
        let sql = "DELETE FROM act_draft WHERE case_no = ?1 AND act = ?2";
        self.raw().prepare_cached(sql)?.execute((key::of_number(case), act))?;
        Ok(())
    }
}
