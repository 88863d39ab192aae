//! Drafts: forms without a number, on disk within a second of typing.

use serde::{Deserialize, Serialize};

use crate::domain::time::Moment;
use crate::store::db::{Db, Write};
use crate::store::error::Error;
use crate::store::key;

/// Id of a draft; the window chooses it when the form is opened, so that the first save needs no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DraftId(pub i64);

impl DraftId {
    /// A new id that no other draft has.
    pub fn fresh() -> Self {
        let mut bytes = [0; 8];
        // Without random numbers the time does as well: ids must differ, not be secret.
        if getrandom::fill(&mut bytes).is_err() {
            let elapsed = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
            bytes = elapsed.map_or(0, |time| time.as_nanos() as u64).to_be_bytes();
        }
        Self(i64::from_be_bytes(bytes) & i64::MAX)
    }
}

/// A draft as it lies in the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Id.
    pub id: DraftId,
    /// Name of the person who keeps it.
    pub owner: String,
    /// JSON of the form; belongs to the screen that wrote it.
    pub content: String,
    /// When it was saved last.
    pub saved_at: Moment,
}

impl Db {
    /// All drafts, the oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn drafts(&self) -> Result<Vec<Draft>, Error> {
        self.raw()
            .prepare_cached("SELECT id, owner, content, saved_at FROM draft ORDER BY saved_at, id")?
            .query_and_then([], |row| {
                Ok(Draft {
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
    pub fn save_draft(&self, draft: &Draft) -> Result<(), Error> {
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
