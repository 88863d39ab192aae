//! Looking after the data: copies, restoring, checking, and the clock.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};

use chrono::Duration;

use crate::desk::clock::Clock;
use crate::desk::error::Error;
use crate::desk::handle::{Access, Desk, refuse_lost, settings_of, view_of};
use crate::desk::location;
use crate::desk::lock::Lock;
use crate::desk::output::{self, OutputKind};
use crate::desk::print::aside::aside;
use crate::desk::reply::{Changed, Reply, Written};
use crate::desk::worker::{Inbox, Seat};
use crate::domain::finding::Finding;
use crate::domain::permission;
use crate::domain::person::Actor;
use crate::domain::safety;
use crate::domain::settings::Settings;
use crate::domain::time::Moment;
use crate::store::append::RecordedBy;
use crate::store::backup::CopyState;
use crate::store::db::Db;
use crate::store::rebuild::rebuild;
use crate::store::setting::SETTINGS;
use crate::store::{self, backup, disk, pack, place, sealed};

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
    /// Something is wrong in its log, as in that of the data it was made of.
    pub faulty: bool,
}

impl From<backup::Copy> for BackupCopy {
    fn from(backup::Copy { path, at, size, seq, faulty, .. }: backup::Copy) -> Self {
        Self { path, at, size, entries: seq, faulty }
    }
}

/// A copy that was made just now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeCopy {
    /// Where it lies.
    pub path: PathBuf,
    /// What was wrong beside the log and is not in it, and what is wrong in the log and is.
    pub state: CopyState,
}

impl MadeCopy {
    /// What is to be said besides that it was made; nothing where all is well.
    pub fn warning(&self) -> Option<String> {
        warning(&self.state)
    }
}

/// What is to be said of a copy in which something is wrong, or that was made of data whose lists are.
fn warning(CopyState { mended, faults }: &CopyState) -> Option<String> {
    match (faults.first(), mended.first()) {
        (Some(Finding(first)), _) => Some(format!(
            "这份备份是完整的，但含有问题的记录（{} 处），和现有数据里一样：{first}。请客服主任在「设置」的「数据与备份」里核对数据，并留好以前的备份。",
            faults.len()
        )),
        (None, Some(Finding(first))) => Some(format!(
            "备份里的记录完好；现有数据的列表有 {} 处不对：{first}。请客服主任在「设置」的「数据与备份」里重建列表，或执行命令 tingsu check --rebuild。",
            mended.len()
        )),
        (None, None) => None,
    }
}

/// A copy that shall be used, with the passphrase of a sealed one.
#[derive(Clone, PartialEq, Eq)]
pub struct ChosenCopy {
    /// Where it lies.
    pub path: PathBuf,
    /// What opens it.
    pub pass: Option<String>,
    /// What is wrong in its log was told, and it is wanted all the same.
    pub faulty: bool,
}

impl std::fmt::Debug for ChosenCopy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ChosenCopy").field("sealed", &self.pass.is_some()).finish_non_exhaustive()
    }
}

impl From<&Path> for ChosenCopy {
    fn from(path: &Path) -> Self {
        Self { path: path.to_owned(), pass: None, faulty: false }
    }
}

impl From<&PathBuf> for ChosenCopy {
    fn from(path: &PathBuf) -> Self {
        Self::from(path.as_path())
    }
}

/// What a copy holds, and what would be lost by putting it in place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RestorePreview {
    /// The copy.
    pub copy: ChosenCopy,
    /// Cases in it.
    pub cases: i64,
    /// Time of the last event in it.
    pub last: Option<Moment>,
    /// Cases that only the present data have; `None` when those cannot be read.
    pub lost_cases: Option<i64>,
    /// Entries of the log that only the present data have.
    pub lost_entries: Option<i64>,
    /// What is wrong in its log. Whoever goes on was told.
    pub faults: Vec<Finding>,
}

impl Desk {
    /// Makes today's automatic copy if there is none yet; `None` when there is, or when nothing is worth it.
    pub fn daily_copy(&self) -> Reply<Option<BackupCopy>> {
        let (folder, now) = (self.folder().to_owned(), self.now());
        if self.access() == Access::Viewing {
            return Reply::ready(Ok(None));
        }
        self.copy(move |db| {
            let empty = db.last_link()?.0 == 0;
            if empty || backup::has_copy_of(db, &folder, now.date()) {
                return Ok(None);
            }
            Ok(Some(copy_twice(db, &folder, now)?.0))
        })
    }

    /// Makes an automatic copy at once, verified.
    pub fn backup_now(&self) -> Reply<BackupCopy> {
        let made = self.backup_and_tell();
        aside(move || Ok(made.wait()?.0))
    }

    /// As [`Desk::backup_now`], with what is to be said of what was found while it was made.
    pub fn backup_and_tell(&self) -> Reply<(BackupCopy, Option<String>)> {
        let (folder, now) = (self.folder().to_owned(), self.now());
        if self.access() == Access::Viewing {
            return Reply::ready(Err(Error::ReadingOnly));
        }
        self.copy(move |db| copy_twice(db, &folder, now).map(|(copy, state)| (copy, warning(&state))))
    }

    /// Makes the automatic copy at the close of duty: when duty is over today and something was recorded since the newest
    /// copy. `None` when there is nothing to do.
    pub fn copy_at_close_of_duty(&self) -> Reply<Option<BackupCopy>> {
        let (folder, now) = (self.folder().to_owned(), self.now());
        if self.access() != Access::Window {
            return Reply::ready(Ok(None));
        }
        self.copy(move |db| {
            let over = now.time() >= settings_of(db)?.rules.duty.to;
            if !over || !is_worth_it(db, &folder)? {
                return Ok(None);
            }
            Ok(Some(copy_twice(db, &folder, now)?.0))
        })
    }

    /// Makes an automatic copy because a shift ends, if something was recorded since the newest one.
    pub(crate) fn copy_at_hand_over(&self) -> Reply<Option<BackupCopy>> {
        let (folder, now) = (self.folder().to_owned(), self.now());
        self.copy(move |db| {
            if is_worth_it(db, &folder)? { Ok(Some(copy_twice(db, &folder, now)?.0)) } else { Ok(None) }
        })
    }

    /// Makes an automatic copy before something large is done; `None` when there is nothing yet to lose.
    pub(crate) fn copy_of_what_is_there(&self) -> Reply<Option<BackupCopy>> {
        let (folder, now) = (self.folder().to_owned(), self.now());
        self.copy(move |db| {
            let empty = db.last_link()?.0 == 0;
            if empty { Ok(None) } else { Ok(Some(copy_twice(db, &folder, now)?.0)) }
        })
    }

    /// Copies the database to a file and verifies the copy.
    ///
    /// Errors: [`Error::Refused`] when the file is one of the data folder's own, or another kind of file.
    pub fn backup_to(&self, file: &Path) -> Reply<MadeCopy> {
        let (file, folder) = (file.to_owned(), self.folder().to_owned());
        self.copy(move |db| {
            output::may_replace(&folder, &file, OutputKind::Database)?;
            let state = db.copy_to(&file)?;
            Ok(MadeCopy { path: file, state })
        })
    }

    /// Puts everything – the data and the files of the cases – into one file to be taken to another computer, verified;
    /// sealed when a passphrase is given.
    ///
    /// Errors: as [`Desk::backup_to`]; [`Error::Refused`] for a passphrase that is none.
    pub fn take_along(&self, file: &Path, pass: Option<&str>) -> Reply<MadeCopy> {
        let (file, folder) = (file.to_owned(), self.folder().to_owned());
        let pass = pass.map(safety::plain_passphrase);
        self.copy(move |db| {
            if let Some(problem) = pass.as_deref().and_then(safety::passphrase_problem) {
                return Err(Error::Refused(format!("{problem}没有存。")));
            }
            let kind = if pass.is_some() { OutputKind::Encrypted } else { OutputKind::Pack };
            output::may_replace(&folder, &file, kind)?;
            if let Some(pass) = &pass
                && file.metadata().is_ok_and(|there| there.len() > 0)
                && !sealed::opens(&file, pass)
            {
                let shown = file.display();
                return Err(Error::Refused(format!(
                    "「{shown}」已经有了，用这个口令打不开，不知道是不是听诉的备份，没有覆盖它。请换一个名字。"
                )));
            }
            let state = pack_up(db, &folder, &file, pass.as_deref())?;
            Ok(MadeCopy { path: file, state })
        })
    }

    /// Sets the passphrase with which copies in the second folder are sealed, or ends the sealing; the supervisor's. It is
    /// kept beside the data, in no copy; that it was set stands in the log with the settings.
    ///
    /// Errors: [`Error::Denied`], [`Error::Refused`].
    pub fn seal_second_copies(&self, actor: &Actor, pass: Option<&str>) -> Reply<Written<Settings>> {
        let (folder, now, actor) = (self.folder().to_owned(), self.now(), actor.clone());
        let pass = pass.map(safety::plain_passphrase);
        self.transact(move |write, changed| {
            permission::supervisor(&actor, "备份加密")?;
            if let Some(problem) = pass.as_deref().and_then(safety::passphrase_problem) {
                return Err(Error::Refused(format!("{problem}没有保存。")));
            }
            let mut settings = settings_of(write)?;
            settings.safety.sealed = pass.is_some();
            sealed::keep_passphrase(&folder, pass.as_deref())?;
            write.set(SETTINGS, &settings, RecordedBy::of(&actor, now))?;
            changed.settings = true;
            Ok(settings)
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
    pub fn restore(&self, actor: &Actor, copy: impl Into<ChosenCopy>) -> Reply<Written<Option<PathBuf>>> {
        if let Err(error) =
            permission::supervisor(actor, "恢复备份").map_err(Error::from).and_then(|()| self.needs_writing())
        {
            return Reply::ready(Err(error));
        }
        let (folder, copy, now) = (self.folder().to_owned(), copy.into(), self.now());
        let actor = actor.clone();
        // The present file is set aside whole, with its log: that is the copy before the restore.
        self.replace_database(move || {
            let hand = RecordedBy::of(&actor, now);
            backup::restore(&folder, &copy.path, copy.pass.as_deref(), copy.faulty, hand).map_err(Error::Copy)
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
        let (shelf, desk) = (self.shelf().clone(), self.clone());
        writer.run(move |writer| {
            let result = with_all_closed(writer, others, job);
            desk.forget_damage();
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
    pub fn restore_preview(&self, copy: impl Into<ChosenCopy>) -> Reply<RestorePreview> {
        let (folder, copy) = (self.folder().to_owned(), copy.into());
        self.copy(move |_| {
            let loss = backup::loss(&folder, &copy.path, copy.pass.as_deref()).map_err(Error::Copy)?;
            let backup::Loss { cases, last, lost_cases, lost_entries, faults } = loss;
            let copy = ChosenCopy { faulty: !faults.is_empty(), ..copy };
            Ok(RestorePreview { copy, cases, last, lost_cases, lost_entries, faults })
        })
    }

    /// As [`Desk::check`], then makes everything that is kept beside the events anew and says what differed.
    pub fn check_rebuild(&self) -> Reply<Written<Vec<Finding>>> {
        if let Err(error) = self.needs_writing() {
            return Reply::ready(Err(error));
        }
        let (folder, now) = (self.folder().to_owned(), self.now());
        self.replace_database(move || rebuild_all(&folder, now))
    }

    /// A reminder when the second folder is set and its newest copy is too old, or there is none.
    pub fn second_copy_warning(&self) -> Reply<Option<String>> {
        let (now, folder) = (self.now(), self.folder().to_owned());
        // On the thread of the copies: a share that does not answer holds up no list.
        self.copy(move |db| {
            let safety = settings_of(db)?.safety;
            if safety.second_folder.is_empty() {
                return Ok(None);
            }
            if safety.sealed && sealed::passphrase(&folder).is_none() {
                let sentence = "第二份备份要加密，但这台电脑上没有存备份口令，第二份没有做。请客服主任到「设置」的「数据与备份」里重新设口令。";
                return Ok(Some(sentence.to_owned()));
            }
            let second = backup::copies_of(Path::new(&safety.second_folder), &db.counter()?);
            let newest = second.first().map(|copy| copy.at);
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
            let latest = db.latest_entry()?.filter(|latest| *latest > now);
            Ok(latest.map(|latest| {
                format!(
                    "电脑时间 {} 早于最近一条记录的时间 {}。请先校准电脑时钟，再保存新的受理单；时钟没错的，是当时走快了：标着「时间在后」的受理单，请更正时间。",
                    now.long(),
                    latest.long()
                )
            }))
        })
    }

    /// Copies are made on a thread of their own with a connection that lives as long as the copy.
    pub(crate) fn copy<T: Send + 'static>(
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
    copy: impl Into<ChosenCopy>,
    clock: Clock,
    actor: &Actor,
) -> Result<Option<PathBuf>, Error> {
    let copy = copy.into();
    location::refuse_share(folder)?;
    let _lock = Lock::take(folder)?.ok_or(Error::WindowOpen)?;
    place::finish_swap(folder)?;
    let hand = RecordedBy::of(actor, clock.now());
    backup::restore(folder, &copy.path, copy.pass.as_deref(), copy.faulty, hand).map_err(Error::Copy)
}

/// Makes everything that is kept beside the log anew in a folder that nobody has open, even if it cannot be opened for what
/// is damaged there; answers what was found and what differed. Nothing that was recorded is lost by it.
///
/// # Errors
/// [`Error::WindowOpen`]; when there is no database, or its log cannot be read. It stays as it is then.
pub fn rebuild_folder(folder: &Path, clock: Clock) -> Result<Vec<Finding>, Error> {
    location::refuse_share(folder)?;
    if !folder.is_dir() {
        return Err(store::error::Error::Absent.into());
    }
    let _lock = Lock::take(folder)?.ok_or(Error::WindowOpen)?;
    place::finish_swap(folder)?;
    refuse_lost(folder)?;
    Db::open_existing(&folder.join(place::FILE))?.close()?;
    rebuild_all(folder, clock.now())
}

/// Whether a rebuild would put right what keeps a folder from being opened, or read.
pub fn is_mended_by_rebuild(folder: &Path) -> bool {
    Db::open_copy(&folder.join(place::FILE)).is_ok_and(|db| db.is_mended_by_rebuild())
}

/// Rebuilds a database that nobody has open; what its witnesses say is looked at before.
fn rebuild_all(folder: &Path, now: Moment) -> Result<Vec<Finding>, Error> {
    let before = Db::open_copy(&folder.join(place::FILE))?;
    let witnesses = before.witness_findings(folder, backup::heads(folder));
    let files = before.check_attachments(folder);
    drop(before);
    let mut found = rebuild(folder, now)?;
    for more in [witnesses, files] {
        match more {
            // What kept it from being looked at is put right and told.
            Err(error) => tracing::error!(%error, "before a rebuild"),
            Ok(more) => found.extend(more),
        }
    }
    Ok(found)
}

/// Saves the data of a folder that cannot be opened in a file elsewhere, verified.
///
/// # Errors
/// As [`Desk::backup_to`]; the database's own.
pub fn save_elsewhere(folder: &Path, file: &Path) -> Result<MadeCopy, Error> {
    output::may_replace(folder, file, OutputKind::Database)?;
    let (path, _snapshot) = view_of(folder)?;
    let state = Db::open_viewer(&path)?.copy_to(file)?;
    Ok(MadeCopy { path: file.to_owned(), state })
}

/// Whether a copy asks for a passphrase.
pub fn is_sealed(copy: &Path) -> bool {
    sealed::is_sealed(copy)
}

/// The newest copy of a folder that stands the check, for a window whose database cannot be opened.
pub fn newest_sound_copy(folder: &Path) -> Option<BackupCopy> {
    backup::newest_sound(folder).map(BackupCopy::from)
}

/// Whether something was recorded since the newest copy.
fn is_worth_it(db: &Db, folder: &Path) -> Result<bool, Error> {
    Ok(db.last_link()?.0 > 0 && !backup::is_up_to_date(db, folder)?)
}

/// Puts database and files into one file; what is in between lies in the data folder and goes.
fn pack_up(db: &Db, folder: &Path, file: &Path, pass: Option<&str>) -> Result<CopyState, Error> {
    let (copy, packed) = (folder.join("take-along.db.part"), folder.join("take-along.part"));
    let made = db.copy_to(&copy).and_then(|state| {
        match pass {
            None => pack::make(folder, &copy, file)?,
            Some(pass) => {
                pack::make(folder, &copy, &packed).and_then(|()| sealed::seal(&packed, file, pass))?;
            }
        }
        Ok(state)
    });
    for part in [copy, packed] {
        disk::remove(&part)
            .map_err(|error| store::error::Error::of_file(&error, &folder.display().to_string()))?;
    }
    Ok(made?)
}

/// Makes the automatic copy, and one more in the second folder if one is set, with the files of the cases: those of the
/// first lie in the data folder already and are never changed. That one may be missing – a stick that is
/// not plugged in – which the reminder tells.
fn copy_twice(db: &Db, folder: &Path, now: Moment) -> Result<(BackupCopy, CopyState), Error> {
    let safety = settings_of(db)?.safety;
    let (made, state) = db.copy_daily(folder, &safety, now)?;
    let found = state.faults.len() + state.mended.len();
    if found > 0 {
        tracing::error!(found, "found while a copy was made");
    }
    let counter = db.counter()?;
    let second = Path::new(&safety.second_folder);
    let pass = if safety.sealed { sealed::passphrase(folder) } else { None };
    // Nothing goes there in the clear while it shall be sealed.
    let ready = !safety.sealed || pass.is_some();
    if !safety.second_folder.is_empty()
        && second.is_dir()
        && ready
        && let Err(error) = backup::copy_beside((folder, &counter), &made, second, pass.as_deref(), &safety)
    {
        tracing::warn!(%error, "the second copy");
    }
    Ok((made.into(), state))
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
        let looks = matches!(self.access(), Access::Reading | Access::Viewing);
        if looks { Err(Error::ReadingOnly) } else { Ok(()) }
    }
}
