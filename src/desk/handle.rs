//! The handle on the desk: opening a data folder, and the one gate through which everything is read and written.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::desk::clock::Clock;
use crate::desk::error::Error;
use crate::desk::library::Shelf;
use crate::desk::lock::Lock;
use crate::desk::questions::Questions;
use crate::desk::reply::{Changed, Reply, Written};
use crate::desk::worker::{Opener, Worker};
use crate::domain::settings::Settings;
use crate::domain::time::Moment;
use crate::store;
use crate::store::db::{Db, Write};
use crate::store::setting::SETTINGS;
use crate::store::{backup, disk, place};

/// What the folder is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// The window: one at a time. Makes the folder when it is not there, copies it once a day.
    Window,
    /// A command that needs the folder for itself and may make it: `import`, `demo`.
    Exclusive,
    /// A command that needs the folder for itself and makes nothing: `check --rebuild`.
    Repair,
    /// A command that reads beside the window: `report`, `record`, `today`, `backup` …
    Reading,
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
    // The order matters: all connections are closed before the lock is given back.
    reader: Worker,
    writer: Worker,
    copier: Worker,
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
        let lock = match access {
            Access::Reading => None,
            Access::Repair if !folder.is_dir() => return Err(store::error::Error::Absent.into()),
            Access::Window | Access::Exclusive | Access::Repair => {
                Some(Lock::take(folder)?.ok_or(match access {
                    Access::Window => Error::AlreadyOpen,
                    Access::Exclusive | Access::Repair | Access::Reading => Error::WindowOpen,
                })?)
            }
        };
        let path = folder.join(place::FILE);
        let opener: Opener = match access {
            Access::Reading | Access::Repair => Db::open_existing,
            Access::Window | Access::Exclusive => Db::open,
        };
        if access != Access::Reading {
            prepare(folder, clock.now())?;
        }
        let writer = Worker::start("tingsu-write", path.clone(), opener)?;
        let shelf = Shelf::of(&Db::open_reader(&path)?);
        let reader = Worker::start("tingsu-read", path.clone(), Db::open_reader)?;
        let copier = Worker::idle("tingsu-copy", path, Db::open_reader)?;
        let inner = Inner {
            folder: folder.to_owned(),
            clock,
            access,
            shelf,
            questions: Arc::default(),
            reader,
            writer,
            copier,
            _lock: lock,
        };
        let desk = Self(Arc::new(inner));
        if access != Access::Reading {
            place::mark_used(folder)?;
        }
        if access == Access::Window {
            // Nobody waits for it; a failure stands in the log and on 今日, where the last copy is shown.
            drop(desk.daily_copy());
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
        self.0.reader.run(move |seat| {
            let result = seat.db().and_then(|db| db.read(question));
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
        if self.0.access == Access::Reading {
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
        if self.0.access == Access::Reading {
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
        if self.0.access == Access::Reading {
            return Reply::ready(Err(Error::ReadingOnly));
        }
        let (answer, reply) = Reply::pending();
        self.0.writer.run(move |seat| {
            let mut changed = Changed::default();
            let result = seat.db().and_then(|db| db.write(|write| job(write, &mut changed)));
            // The write holds, even if the screen that asked is gone.
            let _ = answer.send(result.flatten().map(|value| Written { value, changed }));
        });
        reply
    }

    fn write_then<T: Send + 'static, U: Send + 'static>(
        &self,
        job: impl FnOnce(&Write<'_>, &mut Changed) -> Result<T, Error> + Send + 'static,
        then: impl FnOnce(T) -> U + Send + 'static,
    ) -> Reply<Written<U>> {
        let (answer, reply) = Reply::pending();
        self.0.writer.run(move |seat| {
            let mut changed = Changed::default();
            let result = seat.db().and_then(|db| db.write(|write| job(write, &mut changed)));
            // The write holds, even if the screen that asked is gone.
            let _ = answer.send(result.map(|value| Written { value: then(value), changed }));
        });
        reply
    }

    /// The questions of the search field.
    pub(crate) fn questions(&self) -> Arc<Questions> {
        Arc::clone(&self.0.questions)
    }

    /// Where the library in force is kept.
    pub(crate) fn shelf(&self) -> &Shelf {
        &self.0.shelf
    }

    /// The threads: the one that writes, the one that reads, the one that copies.
    pub(crate) fn workers(&self) -> (&Worker, &Worker, &Worker) {
        (&self.0.writer, &self.0.reader, &self.0.copier)
    }
}

/// The settings in force; the values of the rules before anything was set.
pub(crate) fn settings_of(db: &Db) -> Result<Settings, Error> {
    Ok(db.setting(SETTINGS)?.unwrap_or_default())
}

/// Before the database is opened: a step that was cut off is finished, left-overs go, a database that was lost is not
/// taken for one that was never made, and an older one is copied before it is brought up to this version.
fn prepare(folder: &Path, now: Moment) -> Result<(), Error> {
    place::finish_swap(folder)?;
    disk::sweep(folder);
    disk::sweep(&place::backups(folder));
    let path = folder.join(place::FILE);
    if place::was_used(folder) && !backup::is_ours(&path)? {
        return Err(store::error::Error::Lost.into());
    }
    if backup::is_older(&path) {
        let stamp = now.date().and_time(now.time()).format("%Y%m%d-%H%M%S");
        let target = place::backups(folder).join(format!("before-upgrade-{stamp}.db"));
        Db::open_copy(&path)?.copy_to(&target)?;
    }
    Ok(())
}
