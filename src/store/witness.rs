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
use crate::store::body;
use crate::store::chain::Hash;
use crate::store::db::Db;
use crate::store::disk;
use crate::store::error::Error;
use crate::store::place::{HEAD, MARKER};

/// Writes the last entry down.
///
/// # Errors
/// When the folder cannot be written.
pub fn write(data: &Path, (seq, hash): &(i64, Hash)) -> Result<(), Error> {
    let line = line(*seq, hash);
    disk::replace::<_, io::Error>(&data.join(HEAD), |out| out.write_all(line.as_bytes()))
        .map_err(|error| Error::of_file(&error, &data.display().to_string()))
}

/// Always of the same length, so that one takes the place of the other in one write.
fn line(seq: i64, hash: &Hash) -> String {
    format!("{seq:>20} {}\n", digits(hash))
}

fn digits(hash: &[u8]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// An entry as papers and months carry it: its sequence and the first digits of its hash.
pub(crate) fn mark(seq: i64, hash: &Hash) -> String {
    format!("{seq}-{}", digits(&hash[..4]))
}

/// Notes the last entry after each save, without waiting for the disk: the database has been forced to it before, so the
/// note is never ahead. It tells when the log of SQLite, with what was saved last, was wiped or cut.
///
/// # Errors
/// When the file cannot be written.
pub fn note(data: &Path, (seq, hash): &Head) -> io::Result<()> {
    disk::open_private(&data.join(HEAD))?.write_all(line(*seq, hash).as_bytes())
}

/// The entry that was written down in a file, if there is one that can be read.
fn read(file: &Path) -> Option<Head> {
    let text = fs::read_to_string(file).ok()?;
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

/// The last entry as it was noted last.
pub fn noted(data: &Path) -> Option<Head> {
    read(&data.join(HEAD))
}

/// What is written down in the folder, now and as evidence of before, each with the name of its file.
fn written_down(data: &Path) -> Vec<(String, Head)> {
    let Ok(entries) = fs::read_dir(data) else { return Vec::new() };
    let mut heads: Vec<_> = entries
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let name = entry.file_name().into_string().ok().filter(|name| {
                name.strip_prefix(HEAD).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
            })?;
            Some((format!("文件 {name} "), read(&entry.path())?))
        })
        .collect();
    heads.sort_by(|one, other| one.0.cmp(&other.0));
    heads
}

/// The last entry of a chain: its sequence and hash.
pub type Head = (i64, Hash);

impl Db {
    /// Compares the chain with its witnesses – the file beside it and `copies`, each with its name –; empty when all agree. What a restore has taken out is explained by the
    /// entry of the restore.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn witness_findings(&self, data: &Path, copies: Vec<(String, Head)>) -> Result<Vec<Finding>, Error> {
        let mut found = Vec::new();
        if self.lacks_its_note(data) {
            found.push(Finding(format!("记下最后一条记录的文件 {HEAD} 不见了，核对不出末尾是否少了记录")));
        }
        let mut witnesses = written_down(data);
        witnesses.extend(copies);
        let restores = self.restores()?;
        for (name, head) in witnesses {
            if self.contradicts(&head, &restores)? {
                let seq = head.0;
                found.push(Finding(format!(
                    "第 {seq} 条记录与{name}里记下的不同：末尾被删去过，或整条记录链被重新计算过"
                )));
            }
        }
        Ok(found)
    }

    /// Whether an entry that was written down is not in the log, and no restore explains it.
    fn contradicts(&self, (seq, hash): &Head, restores: &[(i64, i64)]) -> Result<bool, Error> {
        let restored = restores.iter().any(|(copy, before)| copy < seq && seq <= before);
        Ok(*seq > 0 && !restored && self.chain_hash(*seq)? != Some(*hash))
    }

    /// At the start: compares the log with the entry that was written down last. When they differ, that file is put
    /// aside as evidence, which [`Db::witness_findings`] goes on reading, and what it means is told.
    ///
    /// # Errors
    /// When the log cannot be read or the file cannot be put aside.
    pub fn set_contradiction_aside(&self, data: &Path) -> Result<Option<String>, Error> {
        let file = data.join(HEAD);
        let put_aside = |as_what: &str| {
            fs::rename(&file, data.join(format!("{HEAD}-{as_what}")))
                .and_then(|()| disk::sync_folder(&file))
                .map_err(|error| Error::of_file(&error, &data.display().to_string()))
        };
        let Some(head) = read(&file) else {
            if !file.exists() {
                return Ok(None);
            }
            put_aside("unreadable")?;
            return Ok(Some(format!(
                "记下最后一条记录的文件（{HEAD}）读不出来，这一次核对不出末尾是否少了记录。请客服主任到「设置」的「数据与备份」里核对数据。"
            )));
        };
        if !self.contradicts(&head, &self.restores()?)? {
            return Ok(None);
        }
        let (seq, (last, _)) = (head.0, self.chain_head()?);
        put_aside(&seq.to_string())?;
        Ok(Some(if last < seq {
            format!(
                "数据文件末尾少了记录：上次记到第 {seq} 条，现在只到第 {last} 条，最后保存的内容可能要补录。请客服主任到「设置」里核对数据。"
            )
        } else {
            format!(
                "数据文件与上次记下的不同（第 {seq} 条记录），可能被换过或改动过。请客服主任到「设置」里核对数据。"
            )
        }))
    }

    /// Whether the folder was used, something is in the log, and yet no last entry is written down.
    pub fn lacks_its_note(&self, data: &Path) -> bool {
        let saved = self.last_link().is_ok_and(|(seq, _)| seq > 0);
        saved && data.join(MARKER).exists() && !data.join(HEAD).exists()
    }

    /// The newest entry as papers carry it: its sequence and the first digits of its hash, `1234-9f8e7d6c`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn log_mark(&self) -> Result<String, Error> {
        let (seq, hash) = self.chain_head()?;
        Ok(mark(seq, &hash))
    }

    /// Compares the log with what a paper carries; `None` when it is no such mark.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn paper_findings(&self, mark: &str) -> Result<Option<Vec<Finding>>, Error> {
        let Some((seq, told)) = mark.trim().split_once('-') else { return Ok(None) };
        let Ok(seq) = seq.parse::<i64>() else { return Ok(None) };
        if told.len() != 8 || !told.bytes().all(|byte| byte.is_ascii_hexdigit()) || seq < 1 {
            return Ok(None);
        }
        let there = self.chain_hash(seq)?.map(|hash| digits(&hash[..4]));
        let same = there.is_some_and(|there| there.eq_ignore_ascii_case(told));
        let restored = self.restores()?.iter().any(|(copy, before)| *copy < seq && seq <= *before);
        let word = format!("第 {seq} 条记录与纸上印的不同：末尾被删去过，或整条记录链被重新计算过");
        Ok(Some(if same || restored { Vec::new() } else { vec![Finding(word)] }))
    }

    pub(crate) fn chain_hash(&self, seq: i64) -> Result<Option<Hash>, Error> {
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
