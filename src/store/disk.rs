//! Files that must be whole or not there, and private: written beside their place, forced to the disk and renamed.
//! Every file that the program writes goes through here.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

/// Suffix of a file that is not complete yet.
pub const PART: &str = ".part";

/// Writes a file so that it is whole or not there: an older one stays until the new one is complete and on the disk.
///
/// # Errors
/// Those of the file system and of the writing; nothing is left of the attempt then.
pub fn replace<T, E: From<io::Error>>(
    target: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> Result<T, E>,
) -> Result<T, E> {
    let part = with_suffix(target, PART);
    let made = write_private(&part, write).and_then(|value| {
        install(&part, target)?;
        Ok(value)
    });
    if made.is_err() {
        // What is left of it is of no use; the error that matters is on its way already.
        let _ = fs::remove_file(&part);
    }
    made
}

/// Puts a complete file in its place and forces the folder to the disk, so that a power cut leaves the old one or the
/// new one.
///
/// # Errors
/// Those of the file system.
pub fn install(part: &Path, target: &Path) -> io::Result<()> {
    sync(part)?;
    rename(part, target)?;
    sync_folder(target)
}

/// Forces a file to the disk. It is opened for writing: Windows flushes nothing that was opened to be read.
///
/// # Errors
/// Those of the file system.
pub fn sync(file: &Path) -> io::Result<()> {
    patiently(cfg!(windows), || OpenOptions::new().write(true).open(file))?.sync_all()
}

/// Gives a file another name; waits some seconds for a virus scanner that holds it.
///
/// # Errors
/// Those of the file system.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    patiently(cfg!(windows), || fs::rename(from, to))
}

/// How often, and how long between, a file that somebody holds is tried again: six seconds in all.
const TRIES: u32 = 30;
const PAUSE: Duration = Duration::from_millis(200);

/// Tries again for some seconds where the system refuses a file that another program has just opened, as virus scanners
/// and synchronised folders do with every new file on Windows.
///
/// # Errors
/// Those of the last try.
pub fn patiently<T>(held: bool, mut act: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    let mut left = if held { TRIES } else { 1 };
    loop {
        left -= 1;
        match act() {
            Err(error) if left > 0 && is_held(&error) => thread::sleep(PAUSE),
            answer => return answer,
        }
    }
}

/// Whether an error is what Windows says of a file that somebody else has open: access denied, a sharing violation, a lock.
fn is_held(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::PermissionDenied || matches!(error.raw_os_error(), Some(5 | 32 | 33))
}

fn write_private<T, E: From<io::Error>>(
    part: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> Result<T, E>,
) -> Result<T, E> {
    let mut file = BufWriter::new(create_private(part)?);
    let value = write(&mut file)?;
    file.flush()?;
    file.get_ref().sync_all()?;
    Ok(value)
}

/// Makes an empty file that only the person signed in to the computer may read; one of the same name goes.
///
/// # Errors
/// Those of the file system.
pub fn create_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)
}

/// Opens a file for writing from its beginning; one that is not there is made, as by [`create_private`].
///
/// # Errors
/// Those of the file system.
pub fn open_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)
}

/// Makes a folder, and those above it, that only the person signed in to the computer may enter. One that is there stays
/// as it is.
///
/// # Errors
/// Those of the file system.
pub fn create_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder)
}

/// Takes the rights of others from a file that was made by somebody else, SQLite for one. On Windows the rights of the
/// user's own folder do that.
///
/// # Errors
/// Those of the file system.
pub fn make_private(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(0o600))?;
    }
    #[cfg(not(unix))]
    {
        let mut permissions = fs::metadata(path)?.permissions();
        // A copy of a write-protected file is write-protected too, and could not be used.
        permissions.set_readonly(false);
        fs::set_permissions(path, permissions)?;
    }
    Ok(())
}

/// Takes the rights of others from a folder that is there, as an earlier version or somebody else has made it.
///
/// # Errors
/// Those of the file system.
pub fn make_private_folder(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    if folder.is_dir() {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
    }
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// Takes the rights of others from a data folder that was there before the program used it; not from one that everybody
/// shares, as the system's own for temporary files.
///
/// # Errors
/// Those of the file system.
pub fn close_to_others(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        const SHARED: u32 = 0o1000;
        if fs::metadata(folder)?.permissions().mode() & SHARED != 0 {
            return Ok(());
        }
    }
    make_private_folder(folder)
}

/// Takes the rights of others from a folder and the files in it, as far as that can be done: those who write logs make them
/// readable for everybody.
pub fn close_files(folder: &Path) {
    let _ = make_private_folder(folder);
    let files = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    files.for_each(|file| drop(make_private(&file.path())));
}

/// Forces the names in the folder of a file to the disk; Windows does so by itself.
///
/// # Errors
/// Those of the file system.
pub fn sync_folder(file: &Path) -> io::Result<()> {
    #[cfg(unix)]
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        File::open(folder)?.sync_all()?;
    }
    #[cfg(not(unix))]
    let _ = file;
    Ok(())
}

/// Removes a file; one that is not there is as good.
///
/// # Errors
/// Those of the file system.
pub fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Removes what attempts that were cut off have left in a folder.
pub fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if (name.ends_with(PART) || name.contains(".part-"))
            && let Err(error) = remove(&path)
        {
            tracing::warn!(%error, "a left-over file");
        }
    }
}

/// The path with something behind its name.
pub fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_whole_or_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.pdf");
        replace::<_, io::Error>(&file, |out| out.write_all(b"one")).unwrap();
        let failed = replace::<(), io::Error>(&file, |out| {
            out.write_all(b"tw")?;
            Err(io::Error::other("no more"))
        });
        assert!(failed.is_err());
        assert_eq!(fs::read(&file).unwrap(), b"one");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside");
    }

    #[test]
    fn a_file_that_somebody_holds_for_a_moment_is_tried_again() {
        let mut tries = 0;
        let answer = patiently(true, || {
            tries += 1;
            if tries < 3 { Err(io::Error::from_raw_os_error(32)) } else { Ok(tries) }
        });
        assert_eq!(answer.unwrap(), 3);
        let mut tries = 0;
        let answer = patiently(true, || -> io::Result<()> {
            tries += 1;
            Err(io::ErrorKind::NotFound.into())
        });
        assert!(answer.is_err() && tries == 1, "what is not there does not come by waiting");
        let once = patiently(false, || -> io::Result<()> { Err(io::ErrorKind::PermissionDenied.into()) });
        assert!(once.is_err(), "elsewhere a refusal stays one");
    }

    #[cfg(unix)]
    #[test]
    fn files_and_folders_are_the_users_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("a").join("b");
        create_private_folder(&inner).unwrap();
        let file = inner.join("c.json");
        replace::<_, io::Error>(&file, |out| out.write_all(b"{}")).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&inner), mode(&file)), (0o700, 0o600));
        fs::set_permissions(&inner, fs::Permissions::from_mode(0o755)).unwrap();
        close_to_others(&inner).unwrap();
        assert_eq!(mode(&inner), 0o700);
        fs::set_permissions(&inner, fs::Permissions::from_mode(0o1777)).unwrap();
        close_to_others(&inner).unwrap();
        assert_eq!(mode(&inner), 0o777, "what everybody shares stays");
    }
}
