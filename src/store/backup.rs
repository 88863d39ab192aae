//! Copies of the database: made while it is in use, checked before they count, and put back. Works on files;
//! who may restore and when is the business of `desk`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{NaiveDate, NaiveDateTime};
use rusqlite::Connection;
use rusqlite::backup::Backup;

use crate::domain::counter_event::CounterEvent;
use crate::domain::finding::Finding;
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
/// So long is a stamp, in bytes.
const STAMP_LENGTH: usize = 13;
/// What the name of a sealed copy ends with.
const SEALED: &str = ".age";
/// What the name of a copy ends with in whose log something is wrong, before the ending of the file.
const FAULTY: &str = "-faulty";

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
    /// Something is wrong in its log, as in that of the database it was made of.
    pub faulty: bool,
    /// The counter that it is of, where several keep their copies in one folder.
    counter: Option<String>,
}

/// What came of a copy that is whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CopyState {
    /// What was wrong in what is kept beside the log. The copy was made of the log alone and does not have it.
    pub mended: Vec<Finding>,
    /// What is wrong in the log and stands in the copy as it stands in the database.
    pub faults: Vec<Finding>,
}

impl Copy {
    /// The copy that a name in the folder of copies stands for: `tingsu-20261103-0900-000123.db`, in a folder of several
    /// counters with the counter behind, then what marks a faulty one; sealed with `.age` at the end.
    fn of(path: PathBuf) -> Option<Self> {
        let name = path.file_name()?.to_str()?.strip_prefix(PREFIX)?;
        let (name, sealed) = name.strip_suffix(SEALED).map_or((name, false), |name| (name, true));
        let name = name.strip_suffix(".db")?;
        let (name, faulty) = name.strip_suffix(FAULTY).map_or((name, false), |name| (name, true));
        let (stamp, rest) = (name.get(..STAMP_LENGTH)?, name.get(STAMP_LENGTH..)?.strip_prefix('-')?);
        let (seq, counter) = rest.split_once('-').map_or((rest, None), |(seq, counter)| (seq, Some(counter)));
        let counter = counter.map(str::to_owned);
        let at = NaiveDateTime::parse_from_str(stamp, STAMP).ok()?;
        // An empty file of such a name is what a full disk or somebody's hand left.
        let size = fs::metadata(&path).ok()?.len();
        if size == 0 {
            return None;
        }
        let (at, seq) = (Moment::new(at.date(), at.time()), seq.parse().ok()?);
        Some(Self { path, at, seq, size, sealed, faulty, counter })
    }

    /// Its name in a folder of several counters.
    fn name_of(&self, counter: &str) -> String {
        name(self.at, self.seq, &format!("-{counter}"), self.faulty)
    }
}

fn name(at: Moment, seq: i64, counter: &str, faulty: bool) -> String {
    let stamp = at.date().and_time(at.time()).format(STAMP);
    format!("{PREFIX}{stamp}-{seq:06}{counter}{}.db", if faulty { FAULTY } else { "" })
}

/// Whether the name of a file says that something is wrong in the log of this copy.
pub fn is_marked_faulty(path: &Path) -> bool {
    Copy::of(path.to_owned()).is_some_and(|copy| copy.faulty)
}

impl Db {
    /// Copies the database to a file, then opens the copy and checks structure and chain. The file appears under its
    /// name only when it is whole; an older one of the same name stays until then. When what is kept beside the log is
    /// damaged or not what the log says, the copy is made of the log alone. What is wrong in the log itself keeps nobody
    /// from a copy: it is in there as it is here, and is told.
    ///
    /// # Errors
    /// When the copy could not be written whole: whatever the file system refuses.
    pub fn copy_to(&self, target: &Path) -> Result<CopyState, Error> {
        self.copy_as(target, |_| target.to_owned()).map(|(state, _)| state)
    }

    /// As [`Db::copy_to`], under the name that the state of the copy gives it, in the folder of `target`; answers it.
    fn copy_as(
        &self,
        target: &Path,
        named: impl FnOnce(&CopyState) -> PathBuf,
    ) -> Result<(CopyState, PathBuf), Error> {
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
            .and_then(|state| {
                let target = named(&state);
                disk::install(&part, &target).map_err(refused)?;
                Ok((state, target))
            });
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

    /// Makes the automatic copy of a moment in the folder of copies and removes the copies that need no longer be kept.
    /// The note of the last entry is the writer's alone: written from here it could fall behind a save that came between.
    ///
    /// # Errors
    /// As [`Db::copy_to`].
    pub fn copy_daily(&self, data: &Path, safety: &Safety, now: Moment) -> Result<(Copy, CopyState), Error> {
        let folder = place::backups(data);
        let (seq, _) = self.last_link()?;
        let named = |faulty| folder.join(name(now, seq, "", faulty));
        let (state, path) = self.copy_as(&named(false), |state| named(!state.faults.is_empty()))?;
        let size = fs::metadata(&path).map_or(0, |found| found.len());
        let faulty = !state.faults.is_empty();
        let made = Copy { path, at: now, seq, size, sealed: false, faulty, counter: None };
        thin_out(&folder, &made, safety)?;
        Ok((made, state))
    }

    /// What tells this counter's copies from those of others in the same folder: the beginning of the hash of its first
    /// entry, which no other counter has and no restore changes.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn counter(&self) -> Result<String, Error> {
        let hash = self.chain_hash(1)?.unwrap_or_default();
        Ok(hash.iter().take(4).map(|byte| format!("{byte:02x}")).collect())
    }
}

/// Puts a copy that was made just now into another folder too, sealed where there is a passphrase, with the files of the
/// cases; then removes there what need no longer be kept.
///
/// # Errors
/// As [`Db::copy_to`], and those of the sealing.
pub fn copy_beside(
    (data, counter): (&Path, &str),
    made: &Copy,
    other: &Path,
    pass: Option<&str>,
    safety: &Safety,
) -> Result<Copy, Error> {
    let refused = |error: io::Error| Error::of_file(&error, &other.display().to_string());
    let target = other.join(made.name_of(counter));
    let made = &Copy { counter: Some(counter.to_owned()), ..made.clone() };
    let copy = match pass {
        None => {
            let part = with_suffix(&target, disk::PART);
            fs::copy(&made.path, &part)
                .and_then(|_| disk::make_private(&part))
                .map_err(refused)
                .and_then(|()| match verify(&part) {
                    // What is wrong in there is wrong in the first copy too, and nothing else is.
                    Err(Error::Damaged(_)) if made.faulty && is_as_faulty(&part, &made.path) => Ok(()),
                    verified => verified,
                })
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

/// Removes the copies of a folder that need no longer be kept; never the one that was made just now, nor another
/// counter's. Those that go further than it were left behind by a restore and count as the oldest.
///
/// # Errors
/// When one cannot be removed.
pub fn thin_out(folder: &Path, made: &Copy, safety: &Safety) -> Result<(), Error> {
    let mut copies = copies_in(folder);
    copies.retain(|copy| copy.counter == made.counter);
    copies.sort_by_key(|copy| copy.seq > made.seq);
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

/// The copies of a counter in a folder of several, the newest first.
pub fn copies_of(folder: &Path, counter: &str) -> Vec<Copy> {
    let mut copies = copies_in(folder);
    copies.retain(|copy| copy.counter.as_deref() == Some(counter));
    copies
}

/// The newest automatic copy of what is in the log now: one that goes further was left behind by a restore.
///
/// # Errors
/// When the database cannot be read.
pub fn newest(db: &Db, data: &Path) -> Result<Option<Copy>, Error> {
    let (last, _) = db.last_link()?;
    Ok(copies(data).into_iter().find(|copy| copy.seq <= last))
}

/// Whether an automatic copy holds everything that is in the log now.
///
/// # Errors
/// When the database cannot be read.
pub fn is_up_to_date(db: &Db, data: &Path) -> Result<bool, Error> {
    let last = db.last_link()?;
    Ok(copies(data).iter().any(|copy| copy.seq == last.0 && head_of(copy) == Some(last)))
}

/// The last entry of a copy; `None` when it cannot be read.
fn head_of(copy: &Copy) -> Option<Head> {
    Db::open_copy(&copy.path).and_then(|db| db.last_link()).ok()
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
    let head = |copy: Copy| Some((format!("{} 的备份", copy.at.long()), head_of(&copy)?));
    copies(data).into_iter().filter_map(head).collect()
}

/// The newest copy that stands the check. One that goes further than what was last noted was left behind by a restore.
pub fn newest_sound(data: &Path) -> Option<Copy> {
    let mut copies = copies(data);
    let last = witness::noted(data).map_or(i64::MAX, |(seq, _)| seq);
    copies.sort_by_key(|copy| copy.seq > last);
    copies.into_iter().filter(|copy| !copy.faulty).find(|copy| verify(&copy.path).is_ok())
}

/// Whether a copy of that day is there: a database of ours that goes as far as its name says and ends where the log of now
/// has the same entry, not only a file of such a name.
pub fn has_copy_of(db: &Db, data: &Path, day: NaiveDate) -> bool {
    let last = db.last_link().ok();
    // What was saved while it was made may be in it too.
    let holds = |copy: &Copy| {
        head_of(copy).is_some_and(|head| {
            let same = || db.chain_hash(head.0).is_ok_and(|hash| hash == Some(head.1));
            head.0 >= copy.seq && (Some(head) == last || same())
        })
    };
    copies(data).iter().any(|copy| copy.at.date() == day && (copy.sealed || holds(copy)))
}

/// Opens a copy without changing it and checks that it is ours, not newer, whole and unaltered.
///
/// # Errors
/// [`Error::Foreign`], [`Error::Newer`], [`Error::Absent`], or [`Error::Damaged`] with the first finding.
pub fn verify(path: &Path) -> Result<(), Error> {
    match open_ours(path)?.check()?.into_iter().next() {
        Some(finding) => Err(Error::Damaged(finding.0)),
        None => Ok(()),
    }
}

/// Opens a copy that is ours and not newer.
fn open_ours(path: &Path) -> Result<Db, Error> {
    if !path.exists() {
        return Err(Error::Absent);
    }
    let db = Db::open_copy(path)?;
    if db.is_empty_file()? { Err(Error::Foreign) } else { Ok(db) }
}

/// Whether the same is wrong in two copies.
fn is_as_faulty(one: &Path, other: &Path) -> bool {
    let found = |path: &Path| Db::open_copy(path).and_then(|db| db.check()).ok();
    found(one).is_some_and(|one| Some(one) == found(other))
}

/// Checks a copy under way; one in which more than the log is damaged, or where the lists are not what the log says, is made
/// anew from its log.
fn make_sound(part: &Path) -> Result<CopyState, Error> {
    let db = open_ours(part)?;
    let rules = rules_of(&db);
    let told = |found: Result<Vec<Finding>, Error>| match found {
        Err(Error::Damaged(how)) => Ok(vec![Finding(how)]),
        found => found,
    };
    let (beside, faults) = (told(db.check_beside_log())?, told(db.check_log())?);
    drop(db);
    if beside.is_empty() {
        return Ok(CopyState { mended: Vec::new(), faults });
    }
    let anew = with_suffix(part, "-anew");
    let refused = |error: io::Error| Error::of_file(&error, &part.display().to_string());
    match make_anew(part, &anew, &rules).and_then(|()| Db::open_copy(&anew)?.check()) {
        Ok(faults) => {
            disk::install(&anew, part).map_err(refused)?;
            Ok(CopyState { mended: beside, faults })
        }
        Err(error) => {
            tracing::error!(%error, "a copy could not be made anew");
            disk::remove(&anew).map_err(refused)?;
            // Page by page it is what the database is.
            Ok(CopyState { mended: Vec::new(), faults: beside.into_iter().chain(faults).collect() })
        }
    }
}

fn rules_of(db: &Db) -> crate::domain::settings::Rules {
    db.setting::<Settings>(SETTINGS).ok().flatten().unwrap_or_default().rules
}

/// Puts a verified copy in place of the database, which nobody may have open; a sealed one with its passphrase, a pack with
/// the files in it. The present one is kept beside the copies; answers where. The restored database says in its log that
/// it was restored, and by whom.
///
/// # Errors
/// Those of [`verify`], unless `faulty` says that what is wrong in its log was told; [`Error::NeedsPassphrase`],
/// [`Error::WrongPassphrase`]. The present database is untouched then.
pub fn restore(
    data: &Path,
    from: &Path,
    pass: Option<&str>,
    faulty: bool,
    hand: RecordedBy<'_>,
) -> Result<Option<PathBuf>, Error> {
    let denied = |error: io::Error| Error::of_file(&error, &data.display().to_string());
    if !from.is_file() {
        return Err(Error::Absent);
    }
    disk::create_private_folder(data).map_err(denied)?;
    let part = data.join("restore.part");
    let ready = fetch(from, &part, pass, Some(data)).and_then(|()| make_sound(&part)).and_then(|state| {
        match state.faults.into_iter().next() {
            Some(fault) if !(faulty || is_marked_faulty(from)) => Err(Error::Damaged(fault.0)),
            _ => tell(data, &part, hand),
        }
    });
    let head = match ready {
        Ok(head) => head,
        Err(error) => {
            disk::remove(&part).map_err(denied)?;
            return Err(error);
        }
    };
    // What did not fit before the restore stays to be found after it.
    let before = Db::open_copy(&data.join(FILE));
    if let Err(error) = before.and_then(|db| db.set_contradiction_aside(data)) {
        tracing::warn!(%error, "the present log was not compared with what was noted");
    }
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
        .then(|| Db::open_copy(&present).and_then(|db| db.last_link()).ok())
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
    /// What is wrong in its log.
    pub faults: Vec<Finding>,
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
    let db = open_ours(copy)?;
    let faults = db.check_log()?;
    let (seq, _) = db.last_link()?;
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
        faults,
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
