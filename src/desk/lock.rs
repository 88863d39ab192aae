//! The lock on the data folder: one window, or one command that needs the folder for itself.

use std::fs::{File, OpenOptions};
use std::path::Path;
use std::thread;
use std::time::Duration;

use fs4::{FileExt, TryLockError};

use crate::desk::error::Error;
use crate::store;
use crate::store::{disk, place};

/// A window that is just closing, or a process that is just being started from it, lets go within this time.
const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(15);

/// Held as long as it lives; the operating system takes it away when the program dies.
#[derive(Debug)]
pub struct Lock(#[expect(dead_code, reason = "the open file is the lock")] File);

impl Lock {
    /// Takes the folder; `None` when somebody else has it.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn take(folder: &Path) -> Result<Option<Self>, Error> {
        let refused =
            |error: std::io::Error| match store::error::Error::of_file(&error, &folder.display().to_string())
            {
                store::error::Error::Full => Error::from(store::error::Error::Full),
                _ => store::error::Error::Denied(folder.display().to_string()).into(),
            };
        disk::create_private_folder(folder).map_err(refused)?;
        let path = folder.join(place::LOCK);
        let file = disk::open_private(&path).map_err(refused)?;
        // An earlier version made it readable for everybody; where that cannot be changed, it holds nothing.
        let _ = disk::make_private(&path);
        for _ in 0..TRIES {
            match FileExt::try_lock(&file) {
                Ok(()) => return Ok(Some(Self(file))),
                Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
                Err(TryLockError::Error(error)) => return Err(refused(error)),
            }
        }
        Ok(None)
    }

    /// Whether somebody else has the folder just now. Makes nothing, and a folder that cannot be read is free.
    pub fn is_taken(folder: &Path) -> bool {
        let file = OpenOptions::new().write(true).open(folder.join(place::LOCK));
        file.is_ok_and(|file| matches!(FileExt::try_lock(&file), Err(TryLockError::WouldBlock)))
    }
}
