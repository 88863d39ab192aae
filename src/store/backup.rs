//! Copies of the database: made while it is in use, checked before they count, and put back. Works on files;
//! who may restore and when is the business of `desk`.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{NaiveDate, NaiveDateTime};
use rusqlite::Connection;
use rusqlite::backup::Backup;

use crate::domain::time::Moment;
use crate::store::db::Db;
use crate::store::error::Error;
use crate::store::migrate;

/// Automatic copies that are kept.
pub const KEPT: usize = 14;
/// Name of the database in the data folder.
pub const FILE: &str = "tingsu.db";

const PREFIX: &str = "tingsu-";
const STAMP: &str = "%Y%m%d-%H%M";

/// A verified copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copy {
    /// Where it lies.
    pub path: PathBuf,
    /// When it was made, on the counter's clock.
    pub at: Moment,
}

/// The folder of the automatic copies.
pub fn folder(data: &Path) -> PathBuf {
    data.join("backups")
}

impl Db {
    /// Copies the database to a file, then opens the copy and checks structure and chain. The file appears
    /// under its name only when all of that went well; an older one of the same name stays until then.
    ///
    /// # Errors
    /// [`Error::Damaged`] when the copy does not stand the check, and whatever the file system refuses.
    pub fn copy_to(&self, target: &Path) -> Result<(), Error> {
        let name = target.display().to_string();
        if let Some(parent) = target.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            fs::create_dir_all(parent).map_err(|error| Error::of_file(&error, &name))?;
        }
        let part = with_suffix(target, ".part");
        remove(&part)?;
        let made = self.copy_to_part(&part).and_then(|()| {
            verify(&part)?;
            fs::rename(&part, target).map_err(|error| Error::of_file(&error, &name))
        });
        if made.is_err() {
            remove(&part)?;
        }
        made
    }

    fn copy_to_part(&self, part: &Path) -> Result<(), Error> {
        let mut copy = Connection::open(part)?;
        copy.execute_batch("PRAGMA synchronous = FULL;")?;
        // All pages in one step: a copy in several starts again with every save in between.
        Backup::new(self.raw(), &mut copy)?.step(-1)?;
        copy.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
        copy.close().map_err(|(_, error)| Error::from(error))
    }

    /// Makes the automatic copy of a moment in the folder of copies and removes the oldest beyond [`KEPT`].
    ///
    /// # Errors
    /// As [`Db::copy_to`].
    pub fn copy_daily(&self, data: &Path, now: Moment) -> Result<Copy, Error> {
        let stamp = now.date().and_time(now.time()).format(STAMP);
        let path = folder(data).join(format!("{PREFIX}{stamp}.db"));
        self.copy_to(&path)?;
        for old in copies(data).iter().skip(KEPT) {
            remove(&old.path)?;
        }
        Ok(Copy { path, at: now })
    }
}

/// The automatic copies, the newest first.
pub fn copies(data: &Path) -> Vec<Copy> {
    let Ok(entries) = fs::read_dir(folder(data)) else { return Vec::new() };
    let mut copies: Vec<Copy> = entries
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let stamp = path.file_name()?.to_str()?.strip_prefix(PREFIX)?.strip_suffix(".db")?;
            let at = NaiveDateTime::parse_from_str(stamp, STAMP).ok()?;
            Some(Copy { at: Moment::new(at.date(), at.time()), path })
        })
        .collect();
    copies.sort_by_key(|copy| std::cmp::Reverse(copy.at));
    copies
}

/// Whether a copy of that day is there.
pub fn has_copy_of(data: &Path, day: NaiveDate) -> bool {
    copies(data).iter().any(|copy| copy.at.date() == day)
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

/// Puts a verified copy in place of the database, which nobody may have open. The present one is kept beside
/// the copies; answers where.
///
/// # Errors
/// Those of [`verify`]; the present database is untouched then.
pub fn restore(data: &Path, from: &Path, now: Moment) -> Result<Option<PathBuf>, Error> {
    let denied = |error: std::io::Error| Error::of_file(&error, &data.display().to_string());
    if !from.is_file() {
        return Err(Error::Absent);
    }
    fs::create_dir_all(data).map_err(denied)?;
    let (present, part) = (data.join(FILE), data.join("restore.part"));
    remove(&part)?;
    let ready =
        fs::copy(from, &part).map_err(denied).and_then(|_| writable(&part)).and_then(|()| verify(&part));
    if let Err(error) = ready {
        remove(&part)?;
        return Err(error);
    }
    let kept = if present.exists() { Some(set_aside(data, &present, now)?) } else { None };
    fs::rename(&part, &present).map_err(denied)?;
    Ok(kept)
}

/// Moves the present database, with what is still in its log, out of the way.
fn set_aside(data: &Path, present: &Path, now: Moment) -> Result<PathBuf, Error> {
    let denied = |error: std::io::Error| Error::of_file(&error, &data.display().to_string());
    fs::create_dir_all(folder(data)).map_err(denied)?;
    let stamp = now.date().and_time(now.time()).format("%Y%m%d-%H%M%S");
    let aside = (0..)
        .map(|n| if n == 0 { String::new() } else { format!("-{n}") })
        .map(|n| folder(data).join(format!("before-restore-{stamp}{n}.db")))
        .find(|path| !path.exists())
        .unwrap_or_else(|| folder(data).join("before-restore.db"));
    fs::rename(present, &aside).map_err(denied)?;
    for log in ["-wal", "-shm"] {
        let beside = with_suffix(present, log);
        if beside.exists() {
            fs::rename(beside, with_suffix(&aside, log)).map_err(denied)?;
        }
    }
    Ok(aside)
}

/// A copy of a write-protected file is write-protected too, and could not be used.
fn writable(path: &Path) -> Result<(), Error> {
    let denied = |error: std::io::Error| Error::of_file(&error, &path.display().to_string());
    let mut permissions = fs::metadata(path).map_err(denied)?.permissions();
    if permissions.readonly() {
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            permissions.set_mode(permissions.mode() | 0o200);
        }
        #[cfg(not(unix))]
        permissions.set_readonly(false);
        fs::set_permissions(path, permissions).map_err(denied)?;
    }
    Ok(())
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

fn remove(path: &Path) -> Result<(), Error> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Error::of_file(&error, &path.display().to_string()))
        }
        _ => Ok(()),
    }
}

/// Whether the schema version of a file is older than this program's, so that a copy is made before it is
/// brought up. `false` for a file that is not there.
pub fn is_older(path: &Path) -> bool {
    path.exists()
        && matches!(Db::open_existing(path), Err(Error::Older { found }) if found < migrate::VERSION)
}
