//! The data folder: which files in it are the program's own, whether it was ever used, and putting another database in
//! place so that a power cut at any moment leaves the old one or the new one, never none.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::store::disk::{self, with_suffix};
use crate::store::error::Error;

/// Name of the database in the data folder.
pub const FILE: &str = "tingsu.db";
/// A folder that has this file was used: a database that is missing there was lost, not never made.
pub const MARKER: &str = "tingsu.used";
/// Held by the window, or by a command that needs the folder for itself.
pub const LOCK: &str = "tingsu.lock";
/// Sequence and hash of the newest entry, outside of the database.
pub const HEAD: &str = "tingsu.head";
/// The passphrase of the second folder, for the program that makes copies by itself.
pub const PASSPHRASE: &str = "tingsu.pass";
/// What was checked, and when.
pub const CHECKED: &str = "tingsu.checked";
/// The step that is under way while another database is put in place.
const JOURNAL: &str = "tingsu.swap";
/// What the logs of SQLite are called behind the name of the database.
const LOGS: [&str; 2] = ["-wal", "-shm"];

/// The folder of the automatic copies.
pub fn backups(data: &Path) -> PathBuf {
    data.join("backups")
}

/// The folder of the files that are kept with cases.
pub fn attachments(data: &Path) -> PathBuf {
    data.join("attachments")
}

/// Whether a file is one of those that the program keeps its data in – of this data folder or of any other –, so that
/// nothing else may be written there.
pub fn is_own(data: &Path, file: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let own = real(data);
    // The file itself may not be there yet, its folder is; a link counts as what it leads to.
    let place = match (file.canonicalize(), file.parent(), file.file_name()) {
        (Ok(place), _, _) => place,
        (Err(_), Some(parent), Some(name)) if parent.as_os_str().is_empty() => {
            real(Path::new(".")).join(name)
        }
        (Err(_), Some(parent), Some(name)) => real(parent).join(name),
        _ => return false,
    };
    place.ancestors().skip(1).any(|folder| {
        let inside = place.strip_prefix(folder).ok().and_then(|inside| inside.iter().next());
        let first = inside.unwrap_or_default().to_string_lossy().to_lowercase();
        let named = first.starts_with("tingsu.")
            || ["attachments", "backups", "logs", "window.json"].contains(&first.as_str());
        named && (folder == own || is_data_folder(folder))
    })
}

/// Whether a folder is some counter's data folder.
fn is_data_folder(folder: &Path) -> bool {
    [FILE, MARKER, LOCK].iter().any(|name| folder.join(name).exists())
}

/// Whether the folder was ever used: it has a marker, copies, or a swap that was cut off.
pub fn was_used(data: &Path) -> bool {
    let copies = fs::read_dir(backups(data)).is_ok_and(|entries| {
        entries.filter_map(Result::ok).any(|entry| entry.path().extension().is_some_and(|end| end == "db"))
    });
    copies || data.join(MARKER).exists() || data.join(JOURNAL).exists()
}

/// Marks the folder as used.
///
/// # Errors
/// When the folder cannot be written.
pub fn mark_used(data: &Path) -> Result<(), Error> {
    let marker = data.join(MARKER);
    if marker.exists() {
        return Ok(());
    }
    let words = "听诉在用这个文件夹。请不要删除：数据文件万一丢失，凭它知道该从备份恢复。\n";
    disk::replace::<_, io::Error>(&marker, |out| out.write_all(words.as_bytes()))
        .map_err(|error| Error::of_file(&error, &data.display().to_string()))
}

/// What is put in place of the database, and where the present one goes.
#[derive(Debug, Serialize, Deserialize)]
struct Swap {
    /// Name of the complete new file in the data folder.
    new: String,
    /// Name in the folder of copies that the present file gets.
    aside: String,
}

/// Puts a complete, closed database – a file in the data folder – in place of the present one, which nobody may have
/// open; the present one with its logs goes into the folder of copies under a name that begins with `word`. Answers
/// where, if there was one.
///
/// # Errors
/// Those of the file system. What was begun is finished at the next start by [`finish_swap`].
pub fn swap(data: &Path, new: &Path, word: &str, stamp: &str) -> Result<Option<PathBuf>, Error> {
    let denied = |error: io::Error| Error::of_file(&error, &data.display().to_string());
    disk::create_private_folder(&backups(data)).map_err(denied)?;
    let aside = (0..10_000)
        .map(|n| if n == 0 { format!("{word}-{stamp}.db") } else { format!("{word}-{stamp}-{n}.db") })
        .find(|name| !backups(data).join(name).exists())
        .ok_or_else(|| Error::Internal("no name is free".into()))?;
    let present = data.join(FILE).exists();
    disk::sync(new).map_err(denied)?;
    let name = new.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let step = serde_json::to_vec(&Swap { new: name, aside: aside.clone() })?;
    disk::replace::<_, io::Error>(&data.join(JOURNAL), |out| out.write_all(&step)).map_err(denied)?;
    finish_swap(data)?;
    Ok(present.then(|| backups(data).join(aside)))
}

/// Finishes a swap that was cut off; answers whether there was one. Each step may be done any number of times.
///
/// # Errors
/// Those of the file system; it is tried again at the next start.
pub fn finish_swap(data: &Path) -> Result<bool, Error> {
    let denied = |error: io::Error| Error::of_file(&error, &data.display().to_string());
    let journal = data.join(JOURNAL);
    let step = match fs::read(&journal) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        read => read.map_err(denied)?,
    };
    let Ok(step) = serde_json::from_slice::<Swap>(&step) else {
        // It is written whole before anything is moved: one that cannot be read belongs to no step that was begun.
        disk::remove(&journal).map_err(denied)?;
        return Ok(false);
    };
    let (new, present) = (data.join(plain(&step.new)), data.join(FILE));
    if new.exists() {
        let aside = backups(data).join(plain(&step.aside));
        if present.exists() && !aside.exists() {
            disk::rename(&present, &aside).map_err(denied)?;
        }
        for log in LOGS {
            let (from, to) = (with_suffix(&present, log), with_suffix(&aside, log));
            if from.exists() && !to.exists() {
                disk::rename(&from, &to).map_err(denied)?;
            }
        }
        disk::sync_folder(&aside).map_err(denied)?;
        disk::rename(&new, &present).map_err(denied)?;
        disk::sync_folder(&present).map_err(denied)?;
    }
    disk::remove(&journal).map_err(denied)?;
    disk::sync_folder(&journal).map_err(denied)?;
    Ok(true)
}

/// A name without any folder in it.
fn plain(name: &str) -> &str {
    Path::new(name).file_name().and_then(|name| name.to_str()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(FILE), "old").unwrap();
        fs::write(folder.path().join("tingsu.db-wal"), "log of old").unwrap();
        fs::write(folder.path().join("restore.part"), "new").unwrap();
        folder
    }

    fn check(data: &Path) {
        assert_eq!(fs::read(data.join(FILE)).unwrap(), b"new");
        assert!(!data.join("tingsu.db-wal").exists(), "the old log would spoil the new file");
        assert_eq!(fs::read(backups(data).join("before-x.db")).unwrap(), b"old");
        assert_eq!(fs::read(backups(data).join("before-x.db-wal")).unwrap(), b"log of old");
        assert!(!data.join(JOURNAL).exists() && !data.join("restore.part").exists());
    }

    #[test]
    fn a_swap_that_is_cut_off_anywhere_is_finished_at_the_next_start() {
        let whole = folder();
        swap(whole.path(), &whole.path().join("restore.part"), "before", "x").unwrap();
        check(whole.path());
        for cut in 0..=3 {
            let folder = folder();
            let data = folder.path();
            fs::create_dir_all(backups(data)).unwrap();
            let step = Swap { new: "restore.part".into(), aside: "before-x.db".into() };
            fs::write(data.join(JOURNAL), serde_json::to_vec(&step).unwrap()).unwrap();
            let aside = backups(data).join("before-x.db");
            let steps: [&dyn Fn(); 3] = [
                &|| fs::rename(data.join(FILE), &aside).unwrap(),
                &|| fs::rename(data.join("tingsu.db-wal"), with_suffix(&aside, "-wal")).unwrap(),
                &|| fs::rename(data.join("restore.part"), data.join(FILE)).unwrap(),
            ];
            steps.iter().take(cut).for_each(|step| step());
            assert!(finish_swap(data).unwrap(), "cut after {cut} steps");
            check(data);
            assert!(!finish_swap(data).unwrap());
        }
    }

    #[test]
    fn a_journal_that_is_cut_off_moves_nothing() {
        let folder = folder();
        fs::write(folder.path().join(JOURNAL), "{\"new\":").unwrap();
        assert!(!finish_swap(folder.path()).unwrap());
        assert_eq!(fs::read(folder.path().join(FILE)).unwrap(), b"old");
    }

    #[test]
    fn own_files_are_known_by_any_name() {
        let folder = folder();
        let data = folder.path();
        fs::create_dir_all(data.join("papers")).unwrap();
        fs::create_dir_all(backups(data)).unwrap();
        for own in
            ["tingsu.db", "tingsu.db-wal", "TINGSU.DB", "tingsu.lock", "backups/x.db", "papers/../tingsu.db"]
        {
            assert!(is_own(data, &data.join(own)), "{own}");
        }
        let another = tempfile::tempdir().unwrap();
        assert!(!is_own(data, &another.path().join(FILE)), "a folder of nobody");
        mark_used(another.path()).unwrap();
        for name in [FILE, "backups/x.db", "tingsu.head"] {
            assert!(is_own(data, &another.path().join(name)), "{name} of another counter");
        }
        assert!(!is_own(data, &another.path().join("papers/a.pdf")));
        for other in ["papers/a.pdf", "a.json", "../tingsu.db"] {
            assert!(!is_own(data, &data.join(other)), "{other}");
        }
        #[cfg(unix)]
        {
            let link = data.join("papers").join("link.pdf");
            std::os::unix::fs::symlink(data.join(FILE), &link).unwrap();
            assert!(is_own(data, &link));
        }
    }

    #[test]
    fn only_a_folder_that_was_never_used_is_new() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!was_used(folder.path()));
        fs::create_dir_all(backups(folder.path())).unwrap();
        assert!(!was_used(folder.path()));
        fs::write(backups(folder.path()).join("tingsu-20261103-0900.db"), "").unwrap();
        assert!(was_used(folder.path()));
        let marked = tempfile::tempdir().unwrap();
        mark_used(marked.path()).unwrap();
        assert!(was_used(marked.path()));
    }
}
