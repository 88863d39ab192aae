//! Files are damaged: bytes turned over, pages wiped, ends cut off, in the database, its log, the copies and the small
//! files beside. Nothing panics; what can be read is right or the check names what is not.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use tempfile::TempDir;
use tingsu::desk::clock::Clock;
use tingsu::desk::handle::{Access, Desk};
use tingsu::desk::maintenance::newest_sound_copy;
use tingsu::domain::case::Case;

use super::world::{Dice, NOW, at, copy_of, open, world};

/// The files that are damaged, by turns.
const FILES: [&str; 6] = ["tingsu.db", "tingsu.db-wal", "copy", "tingsu.head", "tingsu.used", "tingsu.swap"];

/// What came of the damages.
#[derive(Debug, Default)]
pub struct Tally {
    /// Damages tried.
    pub tried: usize,
    /// Found by the check, or the folder was refused with a sentence.
    pub told: usize,
    /// Nothing that counts was touched: every case reads as before.
    pub harmless: usize,
    /// What went wrong.
    pub failures: Vec<String>,
}

/// Damages so many times.
pub fn run(count: usize, seed: u64) -> Tally {
    let ground = ground();
    let whole = cases(&open(ground.path()).unwrap()).unwrap();
    let mut dice = Dice::new(seed);
    let mut tally = Tally::default();
    for n in 0..count {
        let folder = copy_of(ground.path());
        let what = FILES[n % FILES.len()];
        let path = if what == "copy" { newest(folder.path()) } else { folder.path().join(what) };
        let how = damage(&path, &mut dice);
        tally.tried += 1;
        let seen = catch_unwind(AssertUnwindSafe(|| look(folder.path(), &whole)));
        match seen {
            Err(_) => tally.failures.push(format!("{n}: {what} {how}: a panic")),
            Ok(Ok(true)) => tally.told += 1,
            Ok(Ok(false)) => tally.harmless += 1,
            Ok(Err(words)) => tally.failures.push(format!("{n}: {what} {how}: {words}")),
        }
    }
    tally
}

/// A folder with a copy and with rows that lie in the log of SQLite alone, as a crash leaves it.
fn ground() -> TempDir {
    let first = world(30, 1);
    let desk = open(first.path()).unwrap();
    desk.backup_now().wait().unwrap();
    let chief = super::world::chief(&desk);
    for which in 0..5 {
        desk.take_in(&chief, super::world::complaint(which), Vec::new(), None).wait().unwrap();
    }
    let left = copy_of(first.path());
    drop(desk);
    let _ = fs::remove_file(left.path().join("tingsu.db-shm"));
    left
}

fn newest(folder: &Path) -> PathBuf {
    let mut copies: Vec<_> =
        fs::read_dir(folder.join("backups")).unwrap().map(|one| one.unwrap().path()).collect();
    copies.sort();
    copies.pop().unwrap()
}

fn damage(path: &Path, dice: &mut Dice) -> String {
    let mut bytes = fs::read(path).unwrap_or_default();
    let how = match dice.below(5) {
        0 if !bytes.is_empty() => {
            let count = 1 + dice.place(8);
            for _ in 0..count {
                let at = dice.place(bytes.len());
                bytes[at] ^= 1 << dice.below(8);
            }
            format!("{count} bits turned over")
        }
        1 if !bytes.is_empty() => {
            let page = dice.place(bytes.len().div_ceil(4096)) * 4096;
            let end = (page + 4096).min(bytes.len());
            bytes[page..end].fill(0);
            format!("page at {page} wiped")
        }
        2 if !bytes.is_empty() => {
            bytes.truncate(dice.place(bytes.len()));
            format!("cut to {}", bytes.len())
        }
        3 if bytes.len() > 64 => {
            let (from, to) = (dice.place(bytes.len() - 32), dice.place(bytes.len() - 32));
            bytes.copy_within(from..from + 32, to);
            format!("32 bytes from {from} to {to}")
        }
        _ => {
            let more = 1 + dice.place(200);
            bytes.extend((0..more).map(|_| dice.below(256) as u8));
            format!("{more} bytes added")
        }
    };
    fs::write(path, bytes).unwrap();
    how
}

/// Whether the damage is told; `false` when every case reads as before although nothing is told.
fn look(folder: &Path, whole: &[Case]) -> Result<bool, String> {
    let desk = match open(folder) {
        Ok(desk) => desk,
        Err(error) => {
            let sentence = error.message();
            // A way on must be there unless it is the copy itself that is damaged.
            let helped = newest_sound_copy(folder).is_some() || !error.is_mended_by_a_copy();
            return if sentence.ends_with('。') && helped {
                Ok(true)
            } else {
                Err(format!("refused: {sentence}"))
            };
        }
    };
    let found = match desk.check().wait() {
        Ok(found) => found,
        Err(error) => {
            return if error.message().ends_with('。') { Ok(true) } else { Err(error.to_string()) };
        }
    };
    if !found.is_empty() {
        return Ok(true);
    }
    let now = cases(&desk)?;
    // Nothing may be gone untold, also not what lay in the log of SQLite alone.
    if now == whole {
        Ok(false)
    } else {
        Err(format!("{} of {} cases read otherwise, untold", now.len(), whole.len()))
    }
}

fn cases(desk: &Desk) -> Result<Vec<Case>, String> {
    desk.all_cases().wait().map_err(|error| error.message())
}

/// Every single row of the log taken away or repeated, and every tail cut off with a mended head: answers how many
/// manipulations there were and which were not found.
pub fn manipulations() -> (usize, Vec<String>) {
    let first = world(12, 3);
    let desk = open(first.path()).unwrap();
    desk.backup_now().wait().unwrap();
    drop(desk);
    let last: i64 = Connection::open(first.path().join("tingsu.db"))
        .unwrap()
        .query_row("SELECT max(seq) FROM event", [], |row| row.get(0))
        .unwrap();
    let (mut tried, mut missed) = (0, Vec::new());
    let loose = "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; DROP TRIGGER event_is_not_deleted; \
                 DROP TRIGGER body_is_not_deleted; DROP TRIGGER event_is_not_changed; DROP TRIGGER body_is_only_erased;";
    // Put back as they were, so that the check does not find the missing triggers instead.
    let schema = include_str!("../../schema.sql");
    let triggers: Vec<String> =
        ["event_is_not_deleted", "body_is_not_deleted", "event_is_not_changed", "body_is_only_erased"]
            .iter()
            .map(|name| {
                let from = schema.find(&format!("CREATE TRIGGER {name} ")).unwrap();
                let end = schema[from..].find("END;").unwrap() + 4;
                schema[from..from + end].to_owned()
            })
            .collect();
    for seq in 1..=last {
        for (what, sql) in [
            (
                "row taken away",
                format!("DELETE FROM event_body WHERE seq = {seq}; DELETE FROM event WHERE seq = {seq};"),
            ),
            (
                "words changed",
                format!("UPDATE event_body SET body = replace(body, '{{', '{{\"x\":1,') WHERE seq = {seq};"),
            ),
            ("time moved", format!("UPDATE event SET at = at - 60 WHERE seq = {seq};")),
            ("name changed", format!("UPDATE event SET by_name = by_name || '。' WHERE seq = {seq};")),
            (
                "tail cut, head mended",
                format!(
                    "DELETE FROM event_body WHERE seq >= {seq}; DELETE FROM event WHERE seq >= {seq}; \
                     UPDATE chain_head SET seq = {seq} - 1, \
                     hash = coalesce((SELECT chain_hash FROM event WHERE seq = {seq} - 1), zeroblob(32));"
                ),
            ),
        ] {
            let folder = copy_of(first.path());
            let file = Connection::open(folder.path().join("tingsu.db")).unwrap();
            file.execute_batch(&format!("{loose} {sql} {}", triggers.join("\n"))).unwrap();
            file.close().unwrap();
            tried += 1;
            let desk = Desk::open(folder.path(), Clock::frozen(at(NOW)), Access::Reading).unwrap();
            if desk.check().wait().is_ok_and(|found| found.is_empty()) {
                missed.push(format!("{what} at {seq}"));
            }
        }
    }
    (tried, missed)
}
