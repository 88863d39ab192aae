//! Drafts: forms without a number, on disk within a second of typing.

use crate::domain::draft::{DraftId, StoredDraft};
use crate::store::db::{Db, Write};
use crate::store::error::Error;
use crate::store::key;

impl Db {
    /// All drafts, the oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn drafts(&self) -> Result<Vec<StoredDraft>, Error> {
        self.raw()
            .prepare_cached("SELECT id, owner, content, saved_at FROM draft ORDER BY saved_at, id")?
            .query_and_then([], |row| {
                Ok(StoredDraft {
                    id: DraftId(row.get("id")?),
                    owner: row.get("owner")?,
                    content: row.get("content")?,
                    saved_at: key::moment(row.get("saved_at")?)?,
                })
            })?
            .collect()
    }
}

impl Write<'_> {
    /// Keeps a draft, in place of what it was before.
    ///
    /// # Errors
    /// When the content is no JSON or the database refuses.
    pub fn save_draft(&self, draft: &StoredDraft) -> Result<(), Error> {
        let sql = "INSERT INTO draft (id, owner, content, saved_at) VALUES (?1, ?2, ?3, ?4) \
                   ON CONFLICT (id) DO UPDATE SET owner = excluded.owner, content = excluded.content, \
                   saved_at = excluded.saved_at";
        self.raw().prepare_cached(sql)?.execute((
            draft.id.0,
            &draft.owner,
            &draft.content,
            draft.saved_at.unix(),
        ))?;
        Ok(())
    }

    /// Takes a draft away; nothing happens when it is gone already.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn drop_draft(&self, id: DraftId) -> Result<(), Error> {
        self.raw().prepare_cached("DELETE FROM draft WHERE id = ?1")?.execute([id.0])?;
        Ok(())
    }
}
