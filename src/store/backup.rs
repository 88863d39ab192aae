//! Copies of the database: made while it is in use, checked before they count, and put back. Works on files;
//! who may restore and when is the business of `desk`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{NaiveDate, NaiveDateTime};
use rusqlite::Connection;
use rusqlite::backup::Backup;

use crate::domain::counter_event::CounterEvent;
use crate::domain::safety::{Safety, kept_copies, within_room};
use crate::domain::settings::Settings;
use crate::domain::subject::Subject;
use crate::domain::time::Moment;
use crate::store::append::RecordedBy;
use crate::store::db::Db;
use crate::store::disk::{self, with_suffix};
use crate::store::error::Error;
use crate::store::place::{self, FILE};
use crate::store::setting::SETTINGS;
use crate::store::truth::make_anew;
use crate::store::witness::Head;
use crate::store::{attachment, migrate, pack, sealed, witness};

const PREFIX: &str = "tingsu-";
const STAMP: &str = "%Y%m%d-%H%M";
/// What the name of a sealed copy ends with.
const SEALED: &str = ".age";

/// A verified copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copy {
    /// Where it lies.
    pub path: PathBuf,
    /// When it was made, on the counter's clock.
    pub at: Moment,
    /// Sequence of its last entry.
    pub seq: i64,
    /// Size in bytes.
    pub size: u64,
    /// Sealed with a passphrase.
    pub sealed: bool,
}

impl Copy {
    /// The copy that a name in the folder of copies stands for: `tingsu-20261103-0900-000123.db`, sealed with `.age` behind.
    fn of(path: PathBuf) -> Option<Self> {
        let name = path.file_name()?.to_str()?.strip_prefix(PREFIX)?;
        let (name, sealed) = name.strip_suffix(SEALED).map_or((name, false), |name| (name, true));
        let name = name.strip_suffix(".db")?;
        let (stamp, seq) = name.rsplit_once('-')?;
        let at = NaiveDateTime::parse_from_str(stamp, STAMP).ok()?;
        // An empty file of such a name is what a full disk or somebody's hand left.
        let size = fs::metadata(&path).ok()?.len();
        if size == 0 {
            return None;
        }
        Some(Self { at: Moment::new(at.date(), at.time()), seq: seq.parse().ok()?, size, path, sealed })
    }
}

impl Db {
    /// Copies the database to a file, then opens the copy and checks structure and chain. The file appears
    /// under its name only when all of that went well; an older one of the same name stays until then. When only what
    /// is kept beside the log is damaged, the copy is made of the log alone.
    ///
    /// # Errors
    /// [`Error::Damaged`] when the copy does not stand the check, and whatever the file system refuses.
    pub fn copy_to(&self, target: &Path) -> Result<(), Error> {
        let refused = |error: io::Error| Error::of_file(&error, &target.display().to_string());
        if let Some(parent) = target.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            disk::create_private_folder(parent).map_err(refused)?;
        }
        let part = with_suffix(target, disk::PART);
        let made = self
            .copy_pages(&part)
            .or_else(|error| match error {
                // A page that cannot be read may belong to a list.
                Error::Damaged(_) => make_anew(&self.path()?, &part, &rules_of(self)),
                error => Err(error),
            })
            .and_then(|()| make_sound(&part))
            .and_then(|()| disk::install(&part, target).map_err(refused));
        if made.is_err() {
            disk::remove(&part).map_err(refused)?;
        }
        made
    }

    /// Copies page by page, with what is still in the log of SQLite.
    fn copy_pages(&self, part: &Path) -> Result<(), Error> {
        disk::remove(part)
            .and_then(|()| disk::create_private(part).map(drop))
            .map_err(|error| Error::of_file(&error, &part.display().to_string()))?;
        let mut copy = Connection::open(part)?;
        copy.execute_batch("PRAGMA synchronous = FULL;")?;
        // All pages in one step: a copy in several starts again with every save in between.
        Backup::new(self.raw(), &mut copy)?.step(-1)?;
        copy.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
        copy.close().map_err(|(_, error)| Error::from(error))
    }

    fn path(&self) -> Result<PathBuf, Error> {
        self.raw()
            .path()
            .map(PathBuf::from)
            .ok_or_else(|| Error::Internal("a database without a file".into()))
    }

    /// Makes the automatic copy of a moment in the folder of copies, writes down its last entry outside of the
    /// database, and removes the copies that need no longer be kept.
    ///
    /// # Errors
    /// As [`Db::copy_to`].
    pub fn copy_daily(&self, data: &Path, safety: &Safety, now: Moment) -> Result<Copy, Error> {
        let stamp = now.date().and_time(now.time()).format(STAMP);
        let (seq, _) = self.chain_head()?;
        let path = place::backups(data).join(format!("{PREFIX}{stamp}-{seq:06}.db"));
        self.copy_to(&path)?;
        witness::write(data, &self.chain_head()?)?;
        let size = fs::metadata(&path).map_or(0, |found| found.len());
        let made = Copy { path, at: now, seq, size, sealed: false };
        thin_out(&place::backups(data), &made, safety)?;
        Ok(made)
    }
}

/// Puts a copy that was made just now into another folder too, sealed where there is a passphrase, with the files of the
/// cases; then removes there what need no longer be kept.
///
/// # Errors
/// As [`Db::copy_to`], and those of the sealing.
pub fn copy_beside(
    data: &Path,
    made: &Copy,
    other: &Path,
    pass: Option<&str>,
    safety: &Safety,
) -> Result<Copy, Error> {
    let refused = |error: io::Error| Error::of_file(&error, &other.display().to_string());
    let target = other.join(made.path.file_name().unwrap_or_default());
    let copy = match pass {
        None => {
            let part = with_suffix(&target, disk::PART);
            fs::copy(&made.path, &part)
                .and_then(|_| disk::make_private(&part))
                .map_err(refused)
                .and_then(|()| verify(&part))
                .and_then(|()| disk::install(&part, &target).map_err(refused))?;
            attachment::mirror(data, other).map_err(refused)?;
            Copy { path: target, ..made.clone() }
        }
        Some(pass) => {
            let target = with_suffix(&target, SEALED);
            sealed::seal(&made.path, &target, pass)?;
            attachment::mirror_sealed(data, other, pass)?;
            let size = fs::metadata(&target).map_or(0, |found| found.len());
            Copy { path: target, size, sealed: true, ..made.clone() }
        }
    };
    thin_out(other, &copy, safety)?;
    Ok(copy)
}

/// Removes the copies of a folder that need no longer be kept; never the one that was made just now.
///
/// # Errors
/// When one cannot be removed.
pub fn thin_out(folder: &Path, made: &Copy, safety: &Safety) -> Result<(), Error> {
    let copies = copies_in(folder);
    let days: Vec<NaiveDate> = copies.iter().map(|copy| copy.at.date()).collect();
    let sizes: Vec<u64> = copies.iter().map(|copy| copy.size).collect();
    for (old, kept) in copies.iter().zip(within_room(kept_copies(&days, safety), &sizes)) {
        if !kept && old.path.file_name() != made.path.file_name() {
            disk::remove(&old.path)
                .map_err(|error| Error::of_file(&error, &old.path.display().to_string()))?;
        }
    }
    Ok(())
}

/// The automatic copies of a data folder, the newest – by what is in it – first.
pub fn copies(data: &Path) -> Vec<Copy> {
    copies_in(&place::backups(data))
}

/// The automatic copies in a folder, the newest first.
pub fn copies_in(folder: &Path) -> Vec<Copy> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut copies: Vec<Copy> = entries.filter_map(|entry| Copy::of(entry.ok()?.path())).collect();
    copies.sort_by_key(|copy| std::cmp::Reverse((copy.seq, copy.at)));
    copies
}

/// What each automatic copy says is the last entry, with the copy's name; unreadable ones say nothing.
pub fn heads(data: &Path) -> Vec<(String, Head)> {
    let head = |copy: Copy| {
        let head = Db::open_copy(&copy.path).and_then(|db| db.chain_head()).ok()?;
        Some((format!("{} 的备份", copy.at.long()), head))
    };
    copies(data).into_iter().filter_map(head).collect()
}

/// The newest copy that stands the check.
pub fn newest_sound(data: &Path) -> Option<Copy> {
    copies(data).into_iter().find(|copy| verify(&copy.path).is_ok())
}

/// Whether a copy of that day is there: a database of ours that goes as far as its name says, not only a file of such a name.
pub fn has_copy_of(data: &Path, day: NaiveDate) -> bool {
    let holds = |copy: &Copy| {
        let head = || Db::open_copy(&copy.path).and_then(|db| db.chain_head());
        // What was saved while it was made may be in it too.
        copy.sealed || head().is_ok_and(|(seq, _)| seq >= copy.seq)
    };
    copies(data).iter().any(|copy| copy.at.date() == day && holds(copy))
}

/// Opens a copy without changing it and checks that it is ours, not newer, whole and unaltered.
///
/// # Errors
/// [`Error::Foreign`], [`Error::Newer`], [`Error::Absent`], or [`Error::Damaged`] with the first finding.
pub fn verify(path: &Path) -> Result<(), Error> {
    if !path.exists() {
        return Err(Error::Absent);
    }
    let db = Db::open_copy(path)?;
    if db.is_empty_file()? {
        return Err(Error::Foreign);
    }
    match db.check()?.into_iter().next() {
        Some(finding) => Err(Error::Damaged(finding.0)),
        None => Ok(()),
    }
}

/// Checks a copy under way; one whose lists are damaged is made anew from its log.
fn make_sound(part: &Path) -> Result<(), Error> {
    let Err(damage) = verify(part) else { return Ok(()) };
    if !matches!(damage, Error::Damaged(_)) {
        return Err(damage);
    }
    let anew = with_suffix(part, "-anew");
    let rules = Db::open_copy(part).map(|db| rules_of(&db)).unwrap_or_default();
    let made = make_anew(part, &anew, &rules).and_then(|()| verify(&anew));
    let refused = |error: io::Error| Error::of_file(&error, &part.display().to_string());
    if made.is_err() {
        disk::remove(&anew).map_err(refused)?;
        return Err(damage);
    }
    disk::install(&anew, part).map_err(refused)
}

fn rules_of(db: &Db) -> crate::domain::settings::Rules {
    db.setting::<Settings>(SETTINGS).ok().flatten().unwrap_or_default().rules
}

/// Puts a verified copy in place of the database, which nobody may have open; a sealed one with its passphrase, a pack with
/// the files in it. The present one is kept beside the copies; answers where. The restored database says in its log that
/// it was restored, and by whom.
///
/// # Errors
/// Those of [`verify`]; [`Error::NeedsPassphrase`], [`Error::WrongPassphrase`]. The present database is untouched then.
pub fn restore(
    data: &Path,
    from: &Path,
    pass: Option<&str>,
    hand: RecordedBy<'_>,
) -> Result<Option<PathBuf>, Error> {
    let denied = |error: io::Error| Error::of_file(&error, &data.display().to_string());
    if !from.is_file() {
        return Err(Error::Absent);
    }
    disk::create_private_folder(data).map_err(denied)?;
    let part = data.join("restore.part");
    let ready = fetch(from, &part, pass, Some(data))
        .and_then(|()| make_sound(&part))
        .and_then(|()| tell(data, &part, hand));
    let head = match ready {
        Ok(head) => head,
        Err(error) => {
            disk::remove(&part).map_err(denied)?;
            return Err(error);
        }
    };
    let stamp = hand.now.date().and_time(hand.now.time()).format("%Y%m%d-%H%M%S").to_string();
    let kept = place::swap(data, &part, "before-restore", &stamp)?;
    place::mark_used(data)?;
    witness::write(data, &head)?;
    if let Some(beside) = from.parent()
        && let Err(error) = attachment::bring(beside, data, pass)
    {
        // The check names each file that is missing.
        tracing::error!(%error, "the files beside the copy");
    }
    Ok(kept)
}

/// Brings the database of a copy into the data folder, or beside it. One that is in use, or was left by a crash, has a log
/// of SQLite beside it and is read through SQLite with what is in there. The files of a pack go into `data`.
fn fetch(from: &Path, part: &Path, pass: Option<&str>, data: Option<&Path>) -> Result<(), Error> {
    let refused = |error: io::Error| Error::of_file(&error, &from.display().to_string());
    if sealed::is_sealed(from) {
        let opened = with_suffix(part, "-opened");
        let pass = pass.ok_or(Error::NeedsPassphrase)?;
        let fetched = sealed::unseal(from, &opened, pass).and_then(|()| fetch(&opened, part, None, data));
        disk::remove(&opened).map_err(refused)?;
        return fetched;
    }
    if pack::is_pack(from) {
        pack::take_database(from, part)?;
        return data.map_or(Ok(()), |data| pack::take_attachments(from, data).map(drop));
    }
    if with_suffix(from, "-wal").exists() {
        return Db::open_copy(from)?.copy_pages(part);
    }
    disk::remove(part).map_err(refused)?;
    fs::copy(from, part).map_err(refused)?;
    disk::make_private(part).map_err(refused)
}

/// Records the restoring in the copy that is about to be put in place; answers its last link.
fn tell(data: &Path, part: &Path, hand: RecordedBy<'_>) -> Result<(i64, crate::store::chain::Hash), Error> {
    let present = data.join(FILE);
    let before = present
        .exists()
        .then(|| Db::open_copy(&present).and_then(|db| db.chain_head()).ok())
        .flatten()
        .map(|(seq, _)| seq);
    let mut db = Db::open(part)?;
    let (copy, _) = db.chain_head()?;
    // The person may not be on the staff of that time.
    let known = db.staff()?.iter().any(|person| Some(person.id) == hand.id && person.name == hand.name);
    let hand = RecordedBy { id: hand.id.filter(|_| known), ..hand };
    db.write(|write| write.record(Subject::data(), &CounterEvent::Restored { copy, before }, hand))?;
    let head = db.chain_head()?;
    db.raw().query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
    db.close()?;
    Ok(head)
}

/// What a copy holds, and what would be lost by putting it in place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// Cases in the copy.
    pub cases: i64,
    /// Time of the last event in the copy.
    pub last: Option<Moment>,
    /// Cases in the present database that the copy does not have; `None` when the present one cannot be read.
    pub lost_cases: Option<i64>,
    /// Entries of the log that the copy does not have.
    pub lost_entries: Option<i64>,
}

/// Compares a copy – as in [`restore`] – with the present database.
///
/// # Errors
/// Those of [`verify`]; [`Error::NeedsPassphrase`], [`Error::WrongPassphrase`].
pub fn loss(data: &Path, copy: &Path, pass: Option<&str>) -> Result<Loss, Error> {
    if sealed::is_sealed(copy) || pack::is_pack(copy) {
        let part = data.join("preview.part");
        let loss = fetch(copy, &part, pass, None).and_then(|()| loss_of(data, &part));
        disk::remove(&part).map_err(|error| Error::of_file(&error, &data.display().to_string()))?;
        return loss;
    }
    loss_of(data, copy)
}

fn loss_of(data: &Path, copy: &Path) -> Result<Loss, Error> {
    verify(copy)?;
    let db = Db::open_copy(copy)?;
    let (seq, _) = db.chain_head()?;
    let count = |db: &Db, after: i64| -> Result<(i64, i64), Error> {
        let sql = "SELECT count(*), coalesce(sum(type = 'receipt'), 0) FROM event WHERE seq > ?1";
        Ok(db.raw().query_row(sql, [after], |row| Ok((row.get(0)?, row.get(1)?)))?)
    };
    let (_, cases) = count(&db, 0)?;
    let lost = Db::open_copy(&data.join(FILE)).and_then(|present| count(&present, seq)).ok();
    Ok(Loss {
        cases,
        last: db.latest_event()?,
        lost_cases: lost.map(|(_, cases)| cases),
        lost_entries: lost.map(|(entries, _)| entries),
    })
}

/// Whether a file is there that is a database of this program, of whatever version.
///
/// # Errors
/// When it cannot be opened for another reason than what is in it.
pub fn is_ours(path: &Path) -> Result<bool, Error> {
    if !path.exists() {
        return Ok(false);
    }
    match Db::open_copy(path).and_then(|db| db.is_empty_file()) {
        Ok(empty) => Ok(!empty),
        Err(Error::Foreign) => Ok(false),
        Err(Error::Newer { .. } | Error::Damaged(_)) => Ok(true),
        Err(error) => Err(error),
    }
}

/// Whether the schema version of a file is older than this program's, so that a copy is made before it is
/// brought up. `false` for a file that is not there.
pub fn is_older(path: &Path) -> bool {
    path.exists()
        && matches!(Db::open_existing(path), Err(Error::Older { found }) if found < migrate::VERSION)
}
