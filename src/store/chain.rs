//! The hash chain over all events, and the check that nothing was changed, taken away or cut off.

use rusqlite::OptionalExtension;
use sha2::{Digest, Sha256};

use crate::store::db::{Db, Write};
use crate::store::error::Error;
use crate::store::key;

/// A SHA-256.
pub type Hash = [u8; 32];

/// A random value that keeps short texts from being guessed by their hash.
pub type Salt = [u8; 16];

/// What the chain covers of an event besides the link before.
#[derive(Debug, Clone, Copy)]
pub struct Link<'a> {
    /// Place in the table.
    pub seq: i64,
    /// Key of the case.
    pub case_no: i64,
    /// When it happened.
    pub at: i64,
    /// When it was saved.
    pub recorded_at: i64,
    /// Who.
    pub by: &'a str,
    /// Type word.
    pub kind: &'a str,
    /// Hash of the body.
    pub body: Hash,
}

impl Link<'_> {
    /// The hash of this link after the one before it.
    pub fn after(&self, previous: &Hash) -> Hash {
        let mut sha = Sha256::new();
        sha.update(previous);
        for number in [self.seq, self.case_no, self.at, self.recorded_at] {
            sha.update(number.to_be_bytes());
        }
        for text in [self.by, self.kind] {
            sha.update((text.len() as u64).to_be_bytes());
            sha.update(text);
        }
        sha.update(self.body);
        sha.finalize().into()
    }
}

/// The salted hash of what an event says and of the deadlines that it set.
pub fn body_hash(salt: &Salt, body: &str, sets: &str) -> Hash {
    let mut sha = Sha256::new();
    sha.update(salt);
    sha.update((body.len() as u64).to_be_bytes());
    sha.update(body);
    sha.update(sets);
    sha.finalize().into()
}

/// Something that is not as it was written, as a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding(pub String);

/// No more findings than a person reads.
const ENOUGH: usize = 20;

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

    /// Checks the file itself and walks the whole chain; empty when everything is as it was written.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    pub fn check(&self) -> Result<Vec<Finding>, Error> {
        let mut found = Vec::new();
        let mut integrity = self.raw().prepare("PRAGMA integrity_check(5)")?;
        for line in integrity.query_map([], |row| row.get::<_, String>(0))? {
            let line = line?;
            if line != "ok" {
                found.push(Finding(format!("数据文件结构有误：{line}")));
            }
        }
        let orphans: i64 =
            self.raw().query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))?;
        if orphans > 0 {
            found.push(Finding(format!("有 {orphans} 行数据失去了所属的记录")));
        }
        self.walk_chain(&mut found)?;
        Ok(found)
    }

    fn walk_chain(&self, found: &mut Vec<Finding>) -> Result<(), Error> {
        let mut statement = self.raw().prepare(include_str!("sql/chain.sql"))?;
        let mut rows = statement.query([])?;
        let (mut last, mut hash) = (0_i64, [0_u8; 32]);
        while let Some(row) = rows.next()? {
            if found.len() >= ENOUGH {
                found.push(Finding("……后面的不再列出".into()));
                return Ok(());
            }
            let (by, kind): (String, String) = (row.get("by_name")?, row.get("type")?);
            let link = Link {
                seq: row.get("seq")?,
                case_no: row.get("case_no")?,
                at: row.get("at")?,
                recorded_at: row.get("recorded_at")?,
                by: &by,
                kind: &kind,
                body: row.get("body_hash")?,
            };
            let place = place_of(link.seq, link.case_no);
            if link.seq != last + 1 {
                found.push(Finding(format!("{place}之前缺了 {} 条记录", link.seq - last - 1)));
            }
            let stored: Hash = row.get("chain_hash")?;
            if link.after(&hash) != stored {
                found.push(Finding(format!("{place}与防篡改链不符，此处或之前被改动过")));
            }
            if let Some(problem) = body_problem(row, &link.body)? {
                found.push(Finding(format!("{place}{problem}")));
            }
            (last, hash) = (link.seq, stored);
        }
        if self.chain_head()? != (last, hash) {
            found.push(Finding("最后的记录与链头不符，末尾可能被删去".into()));
        }
        Ok(())
    }
}

fn place_of(seq: i64, case_no: i64) -> String {
    key::number(case_no)
        .map_or_else(|_| format!("第 {seq} 条记录"), |number| format!("第 {seq} 条记录（受理单 {number}）"))
}

fn body_problem(row: &rusqlite::Row<'_>, expected: &Hash) -> Result<Option<&'static str>, Error> {
    let body: Option<String> = row.get("body")?;
    let Some(body) = body else {
        return Ok(Some("的内容不见了"));
    };
    let Some(salt) = row.get::<_, Option<Salt>>("salt")? else {
        let on_record: bool = row.get("anonymised")?;
        return Ok((!on_record).then_some("的内容被抹去，却没有匿名化记录"));
    };
    let sets: String = row.get("sets")?;
    Ok((body_hash(&salt, &body, &sets) != *expected).then_some("的内容被改动过"))
}

impl Write<'_> {
    /// Moves the head of the chain to a new last link.
    pub(crate) fn move_chain_head(&self, seq: i64, hash: &Hash) -> Result<(), Error> {
        self.raw().prepare_cached("UPDATE chain_head SET seq = ?1, hash = ?2")?.execute((seq, hash))?;
        Ok(())
    }
}
