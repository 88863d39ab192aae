//! A database copied to a place of its own for as long as somebody looks at it: where it lies it cannot be opened,
//! because another program holds it, or because nothing can be written beside it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::store::disk::{self, with_suffix};
use crate::store::error::Error;
use crate::store::place::FILE;

/// The copy; it goes with this value.
#[derive(Debug)]
pub struct Snapshot(PathBuf);

impl Snapshot {
    /// Copies a database, with the log of SQLite beside it, into the system's folder for passing files.
    ///
    /// # Errors
    /// Those of the file system; nothing is left of the attempt then.
    pub fn of(path: &Path) -> Result<Self, Error> {
        let mut random = [0; 8];
        getrandom::fill(&mut random).map_err(|error| Error::Internal(error.to_string()))?;
        let name: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
        let snapshot = Self(std::env::temp_dir().join(format!("{PREFIX}{name}")));
        snapshot.fill(path).map_err(|error| Error::of_file(&error, &path.display().to_string()))?;
        Ok(snapshot)
    }

    fn fill(&self, path: &Path) -> io::Result<()> {
        disk::create_private_folder(&self.0)?;
        let target = self.file();
        // The log first: what goes from it into the file meanwhile is then in both, never in neither.
        let log = with_suffix(path, "-wal");
        if log.exists() {
            copy(&log, &with_suffix(&target, "-wal"))?;
        }
        copy(path, &target)
    }

    /// The database in it.
    pub fn file(&self) -> PathBuf {
        self.0.join(FILE)
    }
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::copy(from, to)?;
    disk::make_private(to)
}

/// Removes what programs that were killed have left of their snapshots, and papers that were made while data were only
/// looked at: whatever is older than a day.
pub fn sweep() {
    let Ok(entries) = fs::read_dir(std::env::temp_dir()) else { return };
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let ours = name.starts_with(PREFIX) || name == PAPERS;
        let age = path.metadata().and_then(|found| found.modified()).ok().and_then(|at| at.elapsed().ok());
        if ours
            && age.is_some_and(|age| age > OLD)
            && let Err(error) = fs::remove_dir_all(&path)
        {
            tracing::warn!(%error, "what was copied to be looked at is still there");
        }
    }
}

/// How the names of snapshots begin.
const PREFIX: &str = "tingsu-view-";
/// The folder of papers that were made while the data were only looked at.
pub const PAPERS: &str = "tingsu-papers";
/// Nobody looks longer than this without a break.
const OLD: Duration = Duration::from_secs(24 * 60 * 60);

impl Drop for Snapshot {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            tracing::warn!(%error, "what was copied to be looked at is still there");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::db::Db;

    #[test]
    fn a_snapshot_holds_what_is_in_the_log_and_goes_when_it_is_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        let mut db = Db::open(&path).unwrap();
        db.write::<_, Error>(|write| write.probe()).unwrap();
        let snapshot = Snapshot::of(&path).unwrap();
        let place = snapshot.0.clone();
        assert!(Db::open_viewer(&snapshot.file()).is_ok());
        drop(snapshot);
        assert!(!place.exists());
        assert!(Snapshot::of(&folder.path().join("none.db")).is_err());
    }
}
