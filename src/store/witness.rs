//! Witnesses of the chain outside of the database: the last entry as a small file beside it, and as it stands in each
//! copy. A tail that was cut off with a mended head, or a chain that was reckoned anew, agrees with itself but not with
//! these.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use rusqlite::OptionalExtension;

use crate::domain::counter_event::CounterEvent;
use crate::domain::finding::Finding;
use crate::domain::subject::SubjectKind;
use crate::store::backup;
use crate::store::body;
use crate::store::chain::Hash;
use crate::store::db::Db;
use crate::store::disk;
use crate::store::error::Error;
use crate::store::place::HEAD;

/// Writes the last entry down.
///
/// # Errors
/// When the folder cannot be written.
pub fn write(data: &Path, (seq, hash): &(i64, Hash)) -> Result<(), Error> {
    let digits: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    let line = format!("{seq} {digits}\n");
    disk::replace::<_, io::Error>(&data.join(HEAD), |out| out.write_all(line.as_bytes()))
        .map_err(|error| Error::of_file(&error, &data.display().to_string()))
}

/// The entry that was written down, if there is one that can be read.
fn read(data: &Path) -> Option<(i64, Hash)> {
    let text = fs::read_to_string(data.join(HEAD)).ok()?;
    let (seq, digits) = text.trim().split_once(' ')?;
    let mut hash: Hash = [0; 32];
    if digits.len() != 64 || !digits.is_ascii() {
        return None;
    }
    for (byte, at) in hash.iter_mut().zip((0..64).step_by(2)) {
        *byte = u8::from_str_radix(&digits[at..at + 2], 16).ok()?;
    }
    Some((seq.parse().ok()?, hash))
}

impl Db {
    /// Compares the chain with its witnesses; empty when all agree. What a restore has taken out is explained by the
    /// entry of the restore.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn witness_findings(&self, data: &Path) -> Result<Vec<Finding>, Error> {
        let mut witnesses = Vec::new();
        if let Some(head) = read(data) {
            witnesses.push((format!("文件 {HEAD} "), head));
        }
        for copy in backup::copies(data) {
            if let Ok(head) = Db::open_copy(&copy.path).and_then(|db| db.chain_head()) {
                witnesses.push((format!("{} 的备份", copy.at.long()), head));
            }
        }
        let restores = self.restores()?;
        let mut found = Vec::new();
        for (name, (seq, hash)) in witnesses {
            let restored = restores.iter().any(|(copy, before)| *copy < seq && seq <= *before);
            if seq > 0 && !restored && self.chain_hash(seq)? != Some(hash) {
                found.push(Finding(format!(
                    "第 {seq} 条记录与{name}里记下的不同：末尾被删去过，或整条记录链被重新计算过"
                )));
            }
        }
        Ok(found)
    }

    fn chain_hash(&self, seq: i64) -> Result<Option<Hash>, Error> {
        let mut statement = self.raw().prepare_cached("SELECT chain_hash FROM event WHERE seq = ?1")?;
        Ok(statement.query_row([seq], |row| row.get(0)).optional()?)
    }

    /// The last entry of each copy that was put in place, and the last one before.
    fn restores(&self) -> Result<Vec<(i64, i64)>, Error> {
        let sql = "SELECT b.body FROM event AS e JOIN event_body AS b ON b.seq = e.seq \
                   WHERE e.subject_kind <> 'case' AND e.subject_kind = ?1 AND e.type = 'restored'";
        let mut statement = self.raw().prepare_cached(sql)?;
        let mut rows = statement.query([SubjectKind::Data.code()])?;
        let mut restores = Vec::new();
        while let Some(row) = rows.next()? {
            let said: String = row.get(0)?;
            if let Ok(CounterEvent::Restored { copy, before }) = body::counter_event(&said) {
                // Without a readable file before, whatever came after the copy may be gone.
                restores.push((copy, before.unwrap_or(i64::MAX)));
            }
        }
        Ok(restores)
    }
}
