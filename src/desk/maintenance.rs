//! Looking after the data: copies, restoring, checking, and the clock.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};

use crate::desk::clock::Clock;
use crate::desk::error::Error;
use crate::desk::handle::{Access, Desk, settings_of};
use crate::desk::lock::Lock;
use crate::desk::reply::{Changed, Reply, Written};
use crate::desk::worker::{Inbox, Seat};
use crate::domain::permission;
use crate::domain::person::Actor;
use crate::domain::time::Moment;
use crate::store::backup;
use crate::store::check::Finding;

/// A verified copy of the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupCopy {
    /// Where it lies.
    pub path: PathBuf,
    /// When it was made, on the counter's clock.
    pub at: Moment,
}

impl From<backup::Copy> for BackupCopy {
    fn from(backup::Copy { path, at }: backup::Copy) -> Self {
        Self { path, at }
    }
}

impl Desk {
    /// Makes today's automatic copy if there is none yet; `None` when there is, or when nothing is worth it.
    pub fn daily_copy(&self) -> Reply<Option<BackupCopy>> {
        let (folder, now) = (self.folder().to_owned(), self.now());
        self.copy(move |db| {
            let empty = db.chain_head()?.0 == 0;
            if empty || backup::has_copy_of(&folder, now.date()) {
                return Ok(None);
            }
            Ok(Some(db.copy_daily(&folder, now)?.into()))
        })
    }

    /// Makes an automatic copy at once, verified.
    pub fn backup_now(&self) -> Reply<BackupCopy> {
        let (folder, now) = (self.folder().to_owned(), self.now());
        self.copy(move |db| Ok(db.copy_daily(&folder, now)?.into()))
    }

    /// Copies the database to a file and verifies the copy.
    ///
    /// Errors: [`Error::Refused`] when the file is the database itself.
    pub fn backup_to(&self, file: &Path) -> Reply<PathBuf> {
        let (file, present) = (file.to_owned(), self.folder().join(backup::FILE));
        self.copy(move |db| {
            let same =
                file.canonicalize().is_ok_and(|file| present.canonicalize().is_ok_and(|own| own == file));
            if same {
                return Err(Error::Refused("不能备份到数据文件自身，请换一个文件名。".into()));
            }
            if file.is_dir() {
                return Err(Error::Refused(format!(
                    "「{}」是一个文件夹，没有备份。请写出备份文件的名字。",
                    file.display()
                )));
            }
            db.copy_to(&file)?;
            Ok(file)
        })
    }

    /// The automatic copies, the newest first.
    pub fn copies(&self) -> Reply<Vec<BackupCopy>> {
        let folder = self.folder().to_owned();
        self.ask(move |_| Ok(backup::copies(&folder).into_iter().map(BackupCopy::from).collect()))
    }

    /// Puts a copy in place of the present database while the window stays open; the supervisor's. The copy is
    /// verified first, the present database is kept; answers where.
    ///
    /// Errors: [`Error::Denied`]; those of the check. The present database stays in place then.
    pub fn restore(&self, actor: &Actor, file: &Path) -> Reply<Written<Option<PathBuf>>> {
        if let Err(error) =
            permission::supervisor(actor, "恢复备份").map_err(Error::from).and_then(|()| self.needs_writing())
        {
            return Reply::ready(Err(error));
        }
        let (folder, file, now) = (self.folder().to_owned(), file.to_owned(), self.now());
        let (writer, reader, copier) = self.workers();
        let others = [copier.inbox(), reader.inbox()];
        let (answer, reply) = Reply::pending();
        let shelf = self.shelf().clone();
        writer.run(move |writer| {
            let result = with_all_closed(writer, others, move || {
                backup::restore(&folder, &file, now).map_err(Error::Copy)
            });
            if let Ok(db) = writer.db() {
                shelf.reread(db);
            }
            let changed = Changed { everything: true, ..Changed::default() };
            // The restored database is in place, even if nobody waits any more.
            let _ = answer.send(result.map(|value| Written { value, changed }));
        });
        reply
    }

    /// Checks the file and the chain of all events; empty when everything is as it was written.
    pub fn check(&self) -> Reply<Vec<Finding>> {
        self.ask(|db| Ok(db.check()?))
    }

    /// As [`Desk::check`], then makes everything that is kept beside the events anew and says what differed.
    pub fn check_rebuild(&self) -> Reply<Written<Vec<Finding>>> {
        self.transact(|write, changed| {
            let mut found = write.check()?;
            let rules = settings_of(write)?.rules;
            found.extend(write.rebuild(&rules)?);
            changed.everything = true;
            Ok(found)
        })
    }

    /// A warning when the computer's clock is behind the last event; nothing is refused for it.
    pub fn clock_warning(&self) -> Reply<Option<String>> {
        let now = self.now();
        self.ask(move |db| {
            let latest = db.latest_event()?.filter(|latest| *latest > now);
            Ok(latest.map(|latest| {
                format!(
                    "电脑时间 {} 早于最近一条记录的时间 {}。请先校准电脑时钟，再保存新的受理单。",
                    now.long(),
                    latest.long()
                )
            }))
        })
    }

    /// Copies are made on a thread of their own with a connection that lives as long as the copy.
    fn copy<T: Send + 'static>(
        &self,
        job: impl FnOnce(&crate::store::db::Db) -> Result<T, Error> + Send + 'static,
    ) -> Reply<T> {
        let (answer, reply) = Reply::pending();
        self.workers().2.run(move |seat| {
            let result = seat.reopen().and_then(|()| job(seat.db()?));
            if let Err(error) = seat.close() {
                tracing::warn!(%error, "after a backup");
            }
            if let Err(error) = &result {
                tracing::error!(%error, "backup");
            }
            // The automatic copy has nobody waiting.
            let _ = answer.send(result);
        });
        reply
    }
}

/// Restores a copy into a folder that nobody has open, even if the present database is damaged: for the
/// `restore` command. Answers where the present database was put.
///
/// # Errors
/// [`Error::WindowOpen`]; those of the check. The present database stays in place then.
pub fn restore_folder(folder: &Path, file: &Path, clock: Clock) -> Result<Option<PathBuf>, Error> {
    let _lock = Lock::take(folder)?.ok_or(Error::WindowOpen)?;
    backup::restore(folder, file, clock.now()).map_err(Error::Copy)
}

/// Runs a job while no connection is open, then opens again those that were.
fn with_all_closed<T>(
    writer: &mut Seat,
    others: [Inbox; 2],
    job: impl FnOnce() -> Result<T, Error>,
) -> Result<T, Error> {
    let paused = others.map(|inbox| pause(&inbox));
    let mut ready = Ok(());
    for (closed, _) in &paused {
        ready = ready.and(closed.recv().map_err(|_| Error::Stopped).flatten());
    }
    let result = ready.and_then(|()| writer.close()).and_then(|_| job());
    let reopened = writer.reopen();
    for (_, resume) in paused {
        // The other thread may be gone with the desk; then nobody has to be woken.
        let _ = resume.send(());
    }
    reopened.and(result)
}

/// Asks a worker to close its connection and wait: answers where it tells that it has, and where to wake it.
fn pause(inbox: &Inbox) -> (Receiver<Result<(), Error>>, Sender<()>) {
    let (closed, is_closed) = mpsc::channel();
    let (resume, resumed) = mpsc::channel::<()>();
    inbox(Box::new(move |seat| {
        let result = seat.close();
        let was_open = *result.as_ref().unwrap_or(&true);
        if closed.send(result.map(|_| ())).is_ok() {
            // Ends when the writer is done, or gone.
            let _ = resumed.recv();
        }
        if was_open && let Err(error) = seat.reopen() {
            tracing::error!(%error, "after a restore");
        }
    }));
    (is_closed, resume)
}

impl Desk {
    fn needs_writing(&self) -> Result<(), Error> {
        if self.access() == Access::Reading { Err(Error::ReadingOnly) } else { Ok(()) }
    }
}
