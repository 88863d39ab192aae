//! The handle on the desk: opening a data folder, and the one gate through which everything is read and written.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::desk::clock::Clock;
use crate::desk::error::Error;
use crate::desk::location;
use crate::desk::lock::Lock;
use crate::desk::questions::Questions;
use crate::desk::reply::{Changed, Reply, Written};
use crate::desk::shelf::Shelf;
use crate::desk::tries::Tries;
use crate::desk::worker::{Opener, Seat, Worker};
use crate::domain::settings::Settings;
use crate::domain::time::Moment;
use crate::store;
use crate::store::db::{Db, Write};
use crate::store::setting::SETTINGS;
use crate::store::snapshot::{self, Snapshot};
use crate::store::{backup, disk, place, witness};

/// What the folder is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// The window: one at a time. Makes the folder when it is not there, copies it once a day.
    Window,
    /// A command that needs the folder for itself and may make it: `import`, `demo`.
    Exclusive,
    /// A command that needs the folder for itself and makes nothing: `month lock`.
    Repair,
    /// A command that reads beside the window: `report`, `record`, `today`, `backup` …
    Reading,
    /// The window, to look and print only: where nothing can be written, or somebody else has the folder.
    Viewing,
}

impl Access {
    /// Whether the folder is opened to be looked at only.
    fn only_looks(self) -> bool {
        matches!(self, Self::Reading | Self::Viewing)
    }
}

/// A cheap handle on the counter's data; clones share the threads. The last one dropped closes the database.
#[derive(Clone)]
pub struct Desk(Arc<Inner>);

struct Inner {
    folder: PathBuf,
    clock: Clock,
    access: Access,
    shelf: Shelf,
    questions: Arc<Questions>,
    /// What does not fit in the log since the last time, told at the start.
    contradiction: Option<String>,
    /// Why the place of the folder is a risk.
    place_warning: Option<String>,
    /// Why the last save failed, as long as none has gone through since.
    trouble: Arc<Mutex<Option<store::error::Error>>>,
    /// Whether only the lists beside the log are damaged, once something could not be read.
    lists: Arc<Mutex<Option<bool>>>,
    /// Wrong tries of PINs while nothing can be written.
    tries: Tries,
    // The order matters: all connections are closed before the lock is given back.
    reader: Worker,
    writer: Worker,
    copier: Worker,
    _snapshot: Option<Snapshot>,
    _lock: Option<Lock>,
}

impl fmt::Debug for Desk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Desk").field("access", &self.0.access).finish_non_exhaustive()
    }
}

impl Desk {
    /// Opens a data folder. Starts a thread that writes, one that reads and one that makes copies, so that a save
    /// never waits behind a list, nor a list behind the daily copy.
    ///
    /// # Errors
    /// [`Error::AlreadyOpen`], [`Error::WindowOpen`] when somebody else has the folder; the database's own.
    pub fn open(folder: &Path, clock: Clock, access: Access) -> Result<Self, Error> {
        let opened = Self::open_as(folder, clock, access);
        if access.only_looks() { opened.map_err(Error::of_reading) } else { opened }
    }

    fn open_as(folder: &Path, clock: Clock, access: Access) -> Result<Self, Error> {
        if !access.only_looks() {
            location::refuse_share(folder)?;
            if access != Access::Repair {
                location::refuse_gone(folder)?;
            }
        }
        let lock = match access {
            Access::Reading | Access::Viewing => None,
            Access::Repair if !folder.is_dir() => return Err(store::error::Error::Absent.into()),
            Access::Window => Some(Lock::take(folder)?.ok_or(Error::AlreadyOpen)?),
            Access::Exclusive | Access::Repair => Some(Lock::take(folder)?.ok_or(Error::WindowOpen)?),
        };
        if access.only_looks() {
            refuse_lost(folder)?;
        }
        let (path, snapshot) = match access {
            Access::Viewing => view_of(folder)?,
            _ => (folder.join(place::FILE), None),
        };
        let opener: Opener = match access {
            Access::Viewing => Db::open_viewer,
            Access::Reading | Access::Repair => Db::open_existing,
            Access::Window | Access::Exclusive => Db::open,
        };
        let readers: Opener = if access == Access::Viewing { Db::open_viewer } else { Db::open_reader };
        if !access.only_looks() {
            prepare(folder, clock.now())?;
        }
        let writer = Worker::start("tingsu-write", path.clone(), opener)?;
        let first = readers(&path)?;
        let shelf = Shelf::of(&first);
        let contradiction = if access.only_looks() { None } else { contradiction(&first, folder)? };
        if !access.only_looks() && !folder.join(place::MARKER).exists() {
            // A database that was brought here by hand came without its note; from now on one is missed.
            note(folder, &first);
        }
        drop(first);
        let reader = Worker::start("tingsu-read", path.clone(), readers)?;
        let copier = Worker::idle("tingsu-copy", path, readers)?;
        let inner = Inner {
            folder: folder.to_owned(),
            clock,
            access,
            shelf,
            questions: Arc::default(),
            contradiction,
            place_warning: location::warning(folder),
            trouble: Arc::default(),
            lists: Arc::default(),
            tries: Tries::default(),
            reader,
            writer,
            copier,
            _snapshot: snapshot,
            _lock: lock,
        };
        let desk = Self(Arc::new(inner));
        if !access.only_looks() {
            place::mark_used(folder)?;
            if let Err(error) = disk::close_to_others(folder) {
                tracing::warn!(%error, "others may look into the data folder");
            }
        }
        if access == Access::Window {
            // Nobody waits for it; a failure stands in the log and on 今日, where the last copy is shown.
            drop(desk.daily_copy());
            drop(desk.drop_recovery_paper());
        }
        Ok(desk)
    }

    /// What time it is at the counter.
    pub fn now(&self) -> Moment {
        self.0.clock.now()
    }

    /// The clock, to read without the desk.
    pub fn clock(&self) -> Clock {
        self.0.clock
    }

    /// The data folder.
    pub fn folder(&self) -> &Path {
        &self.0.folder
    }

    /// What the folder was opened for.
    pub fn access(&self) -> Access {
        self.0.access
    }

    /// Reads on the reading thread, everything as of one moment of the database.
    pub(crate) fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Db) -> Result<T, Error> + Send + 'static,
    ) -> Reply<T> {
        let (answer, reply) = Reply::pending();
        let lists = Arc::clone(&self.0.lists);
        self.0.reader.run(move |seat| {
            let result = seat.db().and_then(|db| db.read(question).map_err(|error| named(db, error, &lists)));
            let result = result.map_err(Error::of_reading);
            // Nobody waits any more: a list that was asked for is no longer shown.
            let _ = answer.send(result);
        });
        reply
    }

    /// The one write gate: the job runs in one transaction on the writing thread, is undone when it fails, and
    /// tells what it changed.
    pub(crate) fn transact<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Write<'_>, &mut Changed) -> Result<T, Error> + Send + 'static,
    ) -> Reply<Written<T>> {
        if self.0.access.only_looks() {
            return Reply::ready(Err(Error::ReadingOnly));
        }
        self.transact_beside(job)
    }

    /// As [`Desk::transact`], also beside the window: for what a reading command counts.
    pub(crate) fn transact_beside<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Write<'_>, &mut Changed) -> Result<T, Error> + Send + 'static,
    ) -> Reply<Written<T>> {
        self.write_then(job, |value| value)
    }

    /// As [`Desk::transact`]; `then` runs on the writing thread once the transaction is kept.
    pub(crate) fn transact_then<T: Send + 'static, U: Send + 'static>(
        &self,
        job: impl FnOnce(&Write<'_>, &mut Changed) -> Result<T, Error> + Send + 'static,
        then: impl FnOnce(T) -> U + Send + 'static,
    ) -> Reply<Written<U>> {
        if self.0.access.only_looks() {
            return Reply::ready(Err(Error::ReadingOnly));
        }
        self.write_then(job, then)
    }

    /// As [`Desk::transact`] for a job that refuses and yet has something to keep, as a wrong try: only an outer error
    /// undoes what it wrote.
    pub(crate) fn transact_refusing<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Write<'_>, &mut Changed) -> Result<Result<T, Error>, Error> + Send + 'static,
    ) -> Reply<Written<T>> {
        if self.0.access.only_looks() {
            return Reply::ready(Err(Error::ReadingOnly));
        }
        self.write_noted(job, |result, changed| Ok(Written { value: result??, changed }))
    }

    fn write_then<T: Send + 'static, U: Send + 'static>(
        &self,
        job: impl FnOnce(&Write<'_>, &mut Changed) -> Result<T, Error> + Send + 'static,
        then: impl FnOnce(T) -> U + Send + 'static,
    ) -> Reply<Written<U>> {
        if self.0.access == Access::Viewing {
            return Reply::ready(Err(Error::ReadingOnly));
        }
        self.write_noted(job, |result, changed| Ok(Written { value: then(result?), changed }))
    }

    /// Runs a job as one transaction on the writing thread and notes the newest entry beside the database; `told` makes the
    /// answer of what came of it and what it changed.
    fn write_noted<R: Send + 'static, U: Send + 'static>(
        &self,
        job: impl FnOnce(&Write<'_>, &mut Changed) -> Result<R, Error> + Send + 'static,
        told: impl FnOnce(Result<R, Error>, Changed) -> Result<Written<U>, Error> + Send + 'static,
    ) -> Reply<Written<U>> {
        let (answer, reply) = Reply::pending();
        let (noted, trouble) = (self.noted(), Arc::clone(&self.0.trouble));
        let lists = Arc::clone(&self.0.lists);
        self.0.writer.run(move |seat| {
            let mut changed = Changed::default();
            let result = run(seat, noted.as_deref(), &trouble, |write| job(write, &mut changed));
            let result = result.map_err(|error| match seat.db() {
                Ok(db) => named(db, error, &lists),
                Err(_) => error,
            });
            // The write holds, even if the screen that asked is gone.
            let _ = answer.send(told(result, changed));
        });
        reply
    }

    /// Where the last entry is noted after a save; a command beside the window leaves that to the window.
    fn noted(&self) -> Option<PathBuf> {
        (!self.0.access.only_looks()).then(|| self.0.folder.clone())
    }

    /// Why nothing can be saved just now: the disk is full, taken away or write-protected, or another program holds the
    /// file. `None` once a save has gone through again.
    pub fn trouble(&self) -> Option<Error> {
        self.0.trouble.lock().unwrap_or_else(PoisonError::into_inner).clone().map(Error::Store)
    }

    /// Tries whether something can be saved again.
    pub fn try_saving(&self) -> Reply<Written<()>> {
        self.transact(|write, _| Ok(write.probe()?))
    }

    /// The wrong tries of PINs that stand on no disk.
    pub(crate) fn tries(&self) -> &Tries {
        &self.0.tries
    }

    /// What did not fit in the log when the folder was opened: entries that were saved and are gone, or a file that was
    /// exchanged.
    pub fn contradiction(&self) -> Option<String> {
        self.0.contradiction.clone()
    }

    /// What is to be said when the data folder lies where a service keeps it in step with a server.
    pub fn place_warning(&self) -> Option<&str> {
        self.0.place_warning.as_deref()
    }

    /// The questions of the search field.
    pub(crate) fn questions(&self) -> Arc<Questions> {
        Arc::clone(&self.0.questions)
    }

    /// Where the library in force is kept.
    pub(crate) fn shelf(&self) -> &Shelf {
        &self.0.shelf
    }

    /// Another database is in place: what was known of the one before counts no longer.
    pub(crate) fn forget_damage(&self) {
        *self.0.lists.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// The threads: the one that writes, the one that reads, the one that copies.
    pub(crate) fn workers(&self) -> (&Worker, &Worker, &Worker) {
        (&self.0.writer, &self.0.reader, &self.0.copier)
    }
}

/// Runs a job in a transaction and remembers why nothing could be written.
fn run<T>(
    seat: &mut Seat,
    noted: Option<&Path>,
    trouble: &Mutex<Option<store::error::Error>>,
    job: impl FnOnce(&Write<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    use store::error::Error::{Denied, Disk, Full, Locked};
    let result = seat.db().and_then(|db| {
        let result = db.write(job);
        if let Some(folder) = noted {
            note(folder, db);
        }
        result
    });
    let found = match &result {
        Ok(_) => Some(None),
        Err(Error::Store(error @ (Full | Disk | Locked | Denied(_)))) => Some(Some(error.clone())),
        Err(_) => None,
    };
    if let Some(found) = found {
        *trouble.lock().unwrap_or_else(PoisonError::into_inner) = found;
    }
    result
}

/// What does not fit in the log at the start, as a sentence: with what was noted, or by itself.
fn contradiction(db: &Db, folder: &Path) -> Result<Option<String>, Error> {
    use store::error::Error::{Damaged, Internal};
    let noted = match db.set_contradiction_aside(folder) {
        // Lists that are damaged keep nobody from opening; they are told below, or by whatever reads them.
        Err(Damaged(_) | Internal(_)) => None,
        noted => noted?,
    };
    let missing = || {
        let sentence = "记下最后一条记录的文件（tingsu.head）不见了，这一次核对不出末尾是否少了记录。请客服主任到「设置」的「数据与备份」里核对数据。";
        db.lacks_its_note(folder).then(|| sentence.to_owned())
    };
    Ok(noted.or_else(|| at_first_sight(db)).or_else(missing))
}

/// What a look at the newest entries finds, as a sentence. What cannot be looked at is told by whatever reads it.
fn at_first_sight(db: &Db) -> Option<String> {
    let found = db.look().unwrap_or_default();
    let first = found.first()?;
    tracing::error!(count = found.len(), "found at the start");
    Some(format!("启动时核对发现：{}。请客服主任到「设置」的「数据与备份」里核对数据。", first.0))
}

/// Where the data can be looked at: in their place, or in a copy where that cannot be opened.
pub(crate) fn view_of(folder: &Path) -> Result<(PathBuf, Option<Snapshot>), Error> {
    use store::error::Error::{Absent, Foreign, Newer, Older};
    let path = folder.join(place::FILE);
    match Db::open_viewer(&path) {
        Ok(_) => Ok((path, None)),
        Err(error @ (Absent | Foreign | Newer { .. } | Older { .. })) => Err(error.into()),
        Err(_) => {
            let snapshot = Snapshot::of(&path)?;
            Ok((snapshot.file(), Some(snapshot)))
        }
    }
}

/// Notes the last entry outside of the database. The save holds without it.
fn note(folder: &Path, db: &Db) {
    let head = db.chain_head();
    if let Ok(head) = head
        && let Err(error) = witness::note(folder, &head)
    {
        tracing::warn!(%error, "the last entry was not noted");
    }
}

/// The settings in force; the values of the rules before anything was set.
pub(crate) fn settings_of(db: &Db) -> Result<Settings, Error> {
    Ok(db.setting(SETTINGS)?.unwrap_or_default())
}

/// Refuses a folder that was used before and whose database is gone, empty or another program's.
pub(crate) fn refuse_lost(folder: &Path) -> Result<(), Error> {
    // A file that cannot be opened is told by who opens it.
    let ours = || backup::is_ours(&folder.join(place::FILE)).unwrap_or(true);
    if place::was_used(folder) && !ours() { Err(store::error::Error::Lost.into()) } else { Ok(()) }
}

/// What an error is: of the lists alone, where the log can be read and they cannot. Looked into once.
fn named(db: &Db, error: Error, lists: &Mutex<Option<bool>>) -> Error {
    if !error.may_be_of_lists() {
        return error;
    }
    let mut known = lists.lock().unwrap_or_else(PoisonError::into_inner);
    if *known.get_or_insert_with(|| db.is_mended_by_rebuild()) {
        store::error::Error::Lists.into()
    } else {
        error
    }
}

/// Before the database is opened: a step that was cut off is finished, left-overs go, a database that was lost is not
/// taken for one that was never made, and an older one is copied before it is brought up to this version.
fn prepare(folder: &Path, now: Moment) -> Result<(), Error> {
    place::finish_swap(folder)?;
    disk::sweep(folder);
    disk::sweep(&place::backups(folder));
    snapshot::sweep();
    for inside in ["attachments", "backups", "calls", "logs", "papers"] {
        if let Err(error) = disk::make_private_folder(&folder.join(inside)) {
            tracing::warn!(%error, inside, "others may look into a folder");
        }
    }
    refuse_lost(folder)?;
    let path = folder.join(place::FILE);
    if backup::is_older(&path) {
        let stamp = now.date().and_time(now.time()).format("%Y%m%d-%H%M%S");
        let target = place::backups(folder).join(format!("before-upgrade-{stamp}.db"));
        let state = Db::open_copy(&path)?.copy_to(&target)?;
        if !state.faults.is_empty() {
            tracing::error!(
                count = state.faults.len(),
                "the copy before the upgrade has what is wrong in the log"
            );
        }
    }
    Ok(())
}
