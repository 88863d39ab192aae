//! Looking after the data: copies, restoring, checking, and the clock.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};

use chrono::Duration;

use crate::desk::clock::Clock;
use crate::desk::error::Error;
use crate::desk::handle::{Access, Desk, settings_of};
use crate::desk::lock::Lock;
use crate::desk::output::{self, Kind};
use crate::desk::reply::{Changed, Reply, Written};
use crate::desk::worker::{Inbox, Seat};
use crate::domain::finding::Finding;
use crate::domain::permission;
use crate::domain::person::Actor;
use crate::domain::time::Moment;
use crate::store::append::Hand;
use crate::store::db::Db;
use crate::store::rebuild::rebuild;
use crate::store::{backup, place};

/// A verified copy of the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupCopy {
    /// Where it lies.
    pub path: PathBuf,
    /// When it was made, on the counter's clock.
    pub at: Moment,
    /// Size in bytes.
    pub size: u64,
    /// How many entries of the log are in it.
    pub entries: i64,
}

impl From<backup::Copy> for BackupCopy {
    fn from(backup::Copy { path, at, size, seq }: backup::Copy) -> Self {
        Self { path, at, size, entries: seq }
    }
}

/// What a copy holds, and what would be lost by putting it in place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RestorePreview {
    /// The copy.
    pub path: PathBuf,
    /// Cases in it.
    pub cases: i64,
    /// Time of the last event in it.
    pub last: Option<Moment>,
    /// Cases that only the present data have; `None` when those cannot be read.
    pub lost_cases: Option<i64>,
    /// Entries of the log that only the present data have.
    pub lost_entries: Option<i64>,
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
            Ok(Some(copy_twice(db, &folder, now)?))
        })
    }

    /// Makes an automatic copy at once, verified.
    pub fn backup_now(&self) -> Reply<BackupCopy> {
        let (folder, now) = (self.folder().to_owned(), self.now());
        self.copy(move |db| copy_twice(db, &folder, now))
    }

    /// Copies the database to a file and verifies the copy.
    ///
    /// Errors: [`Error::Refused`] when the file is one of the data folder's own, or another kind of file.
    pub fn backup_to(&self, file: &Path) -> Reply<PathBuf> {
        let (file, folder) = (file.to_owned(), self.folder().to_owned());
        self.copy(move |db| {
            output::may_replace(&folder, &file, Kind::Database)?;
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
        let actor = actor.clone();
        self.replace_database(move || {
            backup::restore(&folder, &file, Hand::of(&actor, now)).map_err(Error::Copy)
        })
    }

    /// Runs a job that puts another database in place, while no connection is open.
    fn replace_database<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> Result<T, Error> + Send + 'static,
    ) -> Reply<Written<T>> {
        let (writer, reader, copier) = self.workers();
        let others = [copier.inbox(), reader.inbox()];
        let (answer, reply) = Reply::pending();
        let shelf = self.shelf().clone();
        writer.run(move |writer| {
            let result = with_all_closed(writer, others, job);
            if let Ok(db) = writer.db() {
                shelf.reread(db);
            }
            let changed = Changed { everything: true, ..Changed::default() };
            // The database is in place, even if nobody waits any more.
            let _ = answer.send(result.map(|value| Written { value, changed }));
        });
        reply
    }

    /// What a copy holds and what would be lost by [`Desk::restore`].
    ///
    /// Errors: [`Error::Copy`] when it cannot be used.
    pub fn restore_preview(&self, file: &Path) -> Reply<RestorePreview> {
        let (folder, path) = (self.folder().to_owned(), file.to_owned());
        self.copy(move |_| {
            let loss = backup::loss(&folder, &path).map_err(Error::Copy)?;
            let backup::Loss { cases, last, lost_cases, lost_entries } = loss;
            Ok(RestorePreview { path, cases, last, lost_cases, lost_entries })
        })
    }

    /// Checks the file and the chain of all events, also against the copies and the last entry that was written down;
    /// empty when everything is as it was written.
    pub fn check(&self) -> Reply<Vec<Finding>> {
        let folder = self.folder().to_owned();
        self.ask(move |db| {
            let mut found = db.check()?;
            found.extend(db.witness_findings(&folder)?);
            Ok(found)
        })
    }

    /// As [`Desk::check`], then makes everything that is kept beside the events anew and says what differed.
    pub fn check_rebuild(&self) -> Reply<Written<Vec<Finding>>> {
        if let Err(error) = self.needs_writing() {
            return Reply::ready(Err(error));
        }
        let (folder, now) = (self.folder().to_owned(), self.now());
        self.replace_database(move || {
            let path = folder.join(place::FILE);
            let witnesses = Db::open_copy(&path)?.witness_findings(&folder)?;
            let mut found = rebuild(&folder, now)?;
            found.extend(witnesses);
            Ok(found)
        })
    }

    /// A reminder when the second folder is set and its newest copy is too old, or there is none.
    pub fn second_copy_warning(&self) -> Reply<Option<String>> {
        let now = self.now();
        self.ask(move |db| {
            let safety = settings_of(db)?.safety;
            if safety.second_folder.is_empty() {
                return Ok(None);
            }
            let newest = backup::copies_in(Path::new(&safety.second_folder)).first().map(|copy| copy.at);
            let late = newest.is_none_or(|at| now - at > Duration::days(safety.remind_days.into()));
            Ok(late.then(|| {
                let since =
                    newest.map_or("还没有备份".to_owned(), |at| format!("最近一份是 {}", at.long()));
                format!(
                    "第二备份位置「{}」{since}，请接上移动盘或检查共享文件夹，再点「现在备份」。",
                    safety.second_folder
                )
            }))
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
        job: impl FnOnce(&Db) -> Result<T, Error> + Send + 'static,
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
pub fn restore_folder(
    folder: &Path,
    file: &Path,
    clock: Clock,
    actor: &Actor,
) -> Result<Option<PathBuf>, Error> {
    let _lock = Lock::take(folder)?.ok_or(Error::WindowOpen)?;
    place::finish_swap(folder)?;
    backup::restore(folder, file, Hand::of(actor, clock.now())).map_err(Error::Copy)
}

/// The newest copy of a folder that stands the check, for a window whose database cannot be opened.
pub fn newest_sound_copy(folder: &Path) -> Option<BackupCopy> {
    backup::newest_sound(folder).map(BackupCopy::from)
}

/// Makes the automatic copy, and one more in the second folder if one is set. That one may be missing – a stick that is
/// not plugged in – which the reminder tells.
fn copy_twice(db: &Db, folder: &Path, now: Moment) -> Result<BackupCopy, Error> {
    let safety = settings_of(db)?.safety;
    let made = db.copy_daily(folder, &safety, now)?;
    let second = Path::new(&safety.second_folder);
    if !safety.second_folder.is_empty() && second.is_dir() {
        let target = second.join(made.path.file_name().unwrap_or_default());
        match db.copy_to(&target) {
            Ok(()) => backup::thin_out(second, &made, &safety)?,
            Err(error) => tracing::warn!(%error, "the second copy"),
        }
    }
    Ok(made.into())
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
