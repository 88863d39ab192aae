//! The hash chain over the whole log: how a link is made of all columns of a row, and where the last one stands. Who
//! walks it is the check.

use rusqlite::OptionalExtension;
use sha2::{Digest, Sha256};

use crate::store::db::{Db, Write};
use crate::store::error::Error;

/// A SHA-256.
pub type Hash = [u8; 32];

/// A random value that keeps short texts from being guessed by their hash.
pub type Salt = [u8; 16];

/// The key of a subject as it stands in its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key<'a> {
    /// Of a case.
    Number(i64),
    /// Of anything else.
    Text(&'a [u8]),
}

/// What the chain covers of an entry besides the link before: every column of its row. Texts are taken as bytes, so
/// that a damaged one is compared and not refused.
#[derive(Debug, Clone, Copy)]
pub struct Link<'a> {
    /// Place in the table.
    pub seq: i64,
    /// Code word of the subject's kind.
    pub subject_kind: &'a [u8],
    /// The subject.
    pub subject: Key<'a>,
    /// When it happened.
    pub at: i64,
    /// When it was saved.
    pub recorded_at: i64,
    /// Who, by name.
    pub by: &'a [u8],
    /// Who, by id.
    pub by_id: Option<i64>,
    /// Type word.
    pub kind: &'a [u8],
    /// Import batch.
    pub batch: Option<i64>,
    /// Hash of the body.
    pub body: Hash,
}

impl Link<'_> {
    /// The hash of this link after the one before it.
    pub fn after(&self, previous: &Hash) -> Hash {
        let mut sha = Sha256::new();
        sha.update(previous);
        for number in [self.seq, self.at, self.recorded_at] {
            sha.update(number.to_be_bytes());
        }
        for id in [self.by_id, self.batch] {
            // Nothing and 0 must differ.
            sha.update([u8::from(id.is_some())]);
            sha.update(id.unwrap_or_default().to_be_bytes());
        }
        match self.subject {
            Key::Number(number) => {
                sha.update([0]);
                sha.update(number.to_be_bytes());
            }
            Key::Text(text) => {
                sha.update([1]);
                put(&mut sha, text);
            }
        }
        for text in [self.subject_kind, self.by, self.kind] {
            put(&mut sha, text);
        }
        sha.update(self.body);
        sha.finalize().into()
    }
}

/// A text with its length in front, so that no two sequences of texts look alike.
fn put(sha: &mut Sha256, text: &[u8]) {
    sha.update((text.len() as u64).to_be_bytes());
    sha.update(text);
}

/// The salted hash of what an entry says and of the deadlines that it set.
pub fn body_hash(salt: &Salt, body: &[u8], sets: &[u8]) -> Hash {
    let mut sha = Sha256::new();
    sha.update(salt);
    put(&mut sha, body);
    sha.update(sets);
    sha.finalize().into()
}

/// The hash of what stays of an erased entry, in hexadecimal digits.
pub fn kept_hash(body: &[u8], sets: &[u8]) -> String {
    let hash = body_hash(&[0; 16], body, sets);
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Db {
    /// Sequence and hash of the last link.
    ///
    /// # Errors
    /// When the row is missing.
    pub fn chain_head(&self) -> Result<(i64, Hash), Error> {
        self.raw()
            .prepare_cached("SELECT seq, hash FROM chain_head")?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?
            .ok_or_else(|| Error::Damaged("防篡改链的链头不见了".into()))
    }

    /// The last link: as its head says, or where that is gone, as the newest entry says; zero in an empty log.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn last_link(&self) -> Result<(i64, Hash), Error> {
        self.chain_head().or_else(|_| {
            let sql = "SELECT seq, chain_hash FROM event ORDER BY seq DESC LIMIT 1";
            let newest = self.raw().query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
            Ok(newest.unwrap_or_default())
        })
    }
}

impl Write<'_> {
    /// Moves the head of the chain to a new last link.
    pub(crate) fn move_chain_head(&self, seq: i64, hash: &Hash) -> Result<(), Error> {
        self.raw().prepare_cached("UPDATE chain_head SET seq = ?1, hash = ?2")?.execute((seq, hash))?;
        Ok(())
    }
}
