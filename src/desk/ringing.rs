//! A telephone call that another start of the program reports (`tingsu call NUMBER`): handed over to the window that is
//! open on the data folder by a small file, as there is no network. The window takes the files away as it reads them.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use crate::desk::error::Error;
use crate::desk::lock::Lock;
use crate::store::disk;

/// Folder of the calls within the data folder.
const FOLDER: &str = "calls";
/// The ending of a call that is written to its end.
const ENDING: &str = "call";
/// A number is no longer than this, in characters; what a device sends beyond it is no number.
const LONGEST: usize = 64;
/// The window looks several times a second: after this time nobody takes the call any more.
const PATIENCE: Duration = Duration::from_secs(4);
/// How often is looked whether it was taken.
const LOOK: Duration = Duration::from_millis(50);

/// A call that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ring {
    /// The number as the device gave it; may be no number at all.
    pub number: String,
}

impl Ring {
    /// A call from this number, as it came: on one line, without what cannot be shown.
    pub fn from(number: &str) -> Self {
        let shown = number.chars().filter(|c| !c.is_control()).take(LONGEST).collect::<String>();
        Self { number: shown.trim().to_owned() }
    }
}

/// What became of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HandedOver {
    /// The window that is open has it.
    Taken,
    /// No window is open on the folder: whoever asked has to open one.
    NoWindow,
}

/// Hands a call to the window that is open on the folder and waits until it has it.
///
/// # Errors
/// [`Error::Refused`] when the folder is in use but nobody takes the call, as while data are imported; a folder that
/// cannot be written.
pub fn hand_over(folder: &Path, ring: &Ring) -> Result<HandedOver, Error> {
    if !Lock::is_taken(folder) {
        return Ok(HandedOver::NoWindow);
    }
    let file = leave(folder, ring).map_err(|error| {
        tracing::error!(%error, "a call cannot be handed over");
        Error::Refused("来电没有交给窗口：数据文件夹写不进去。请在窗口里按 F3 手工登记。".into())
    })?;
    let begun = Instant::now();
    while file.exists() {
        if !Lock::is_taken(folder) {
            // The window has closed meanwhile; a new one takes over what lies there.
            return Ok(take_back(&file));
        }
        if begun.elapsed() > PATIENCE {
            return match take_back(&file) {
                HandedOver::Taken => Ok(HandedOver::Taken),
                HandedOver::NoWindow => Err(Error::Refused(
                    "来电没有交给窗口：数据文件夹正被导入、恢复等操作占用。请稍后在窗口里按 F3 登记。".into(),
                )),
            };
        }
        thread::sleep(LOOK);
    }
    Ok(HandedOver::Taken)
}

/// The calls that lie there, the oldest first; each is taken away. What cannot be read is left out and told to the log.
pub fn take(folder: &Path) -> Vec<Ring> {
    // Most of the time there is no such folder, and that is all that is looked at.
    let Ok(entries) = fs::read_dir(folder.join(FOLDER)) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == ENDING));
    files.sort();
    let taken = files.iter().filter_map(|file| {
        let number = fs::read(file);
        let gone = fs::remove_file(file);
        match (number, gone) {
            (Ok(number), Ok(())) => Some(Ring::from(&String::from_utf8_lossy(&number))),
            (number, gone) => {
                tracing::error!(read = number.is_ok(), removed = gone.is_ok(), "a call cannot be taken");
                None
            }
        }
    });
    let taken = taken.collect();
    // Only an empty folder goes; another call may have come by now.
    let _ = fs::remove_dir(folder.join(FOLDER));
    taken
}

/// Writes the call under a name that sorts by time; it shows under its ending only when it is written to its end.
fn leave(folder: &Path, ring: &Ring) -> io::Result<PathBuf> {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let name = format!("{:020}-{}", since.as_nanos(), std::process::id());
    let calls = folder.join(FOLDER);
    let (draft, file) = (calls.join(&name), calls.join(format!("{name}.{ENDING}")));
    // The window takes an empty folder away at any time.
    for attempt in 0.. {
        disk::create_private_folder(&calls)?;
        let written = disk::create_private(&draft).and_then(|mut out| out.write_all(ring.number.as_bytes()));
        match written.and_then(|()| fs::rename(&draft, &file)) {
            Ok(()) => break,
            Err(error) if error.kind() == io::ErrorKind::NotFound && attempt < 3 => {}
            Err(error) => return Err(error),
        }
    }
    Ok(file)
}

/// Takes a call back that nobody has taken; somebody may have been quicker.
fn take_back(file: &Path) -> HandedOver {
    if fs::remove_file(file).is_ok() { HandedOver::NoWindow } else { HandedOver::Taken }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_taken_by_whoever_has_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let ring = Ring::from("13900000417");
        assert_eq!(hand_over(folder.path(), &ring).unwrap(), HandedOver::NoWindow);
        assert_eq!(take(folder.path()), [], "nothing is left lying about");
        let _lock = Lock::take(folder.path()).unwrap().unwrap();
        let place = folder.path().to_owned();
        let window = thread::spawn(move || {
            loop {
                let taken = take(&place);
                if !taken.is_empty() {
                    return taken;
                }
                thread::sleep(LOOK);
            }
        });
        assert_eq!(hand_over(folder.path(), &ring).unwrap(), HandedOver::Taken);
        assert_eq!(window.join().unwrap(), [ring]);
    }

    #[test]
    fn a_call_that_nobody_takes_is_told_and_not_left() {
        let folder = tempfile::tempdir().unwrap();
        let _lock = Lock::take(folder.path()).unwrap().unwrap();
        let error = hand_over(folder.path(), &Ring::from("1")).unwrap_err();
        assert!(error.message().contains("没有交给窗口"), "{error}");
        assert_eq!(take(folder.path()), []);
    }

    #[test]
    fn numbers_come_as_they_are_and_one_after_the_other() {
        let folder = tempfile::tempdir().unwrap();
        for number in ["13900000417", "匿名", "+86 (0)755-1234\n", ""] {
            leave(folder.path(), &Ring::from(number)).unwrap();
        }
        let taken: Vec<String> = take(folder.path()).into_iter().map(|ring| ring.number).collect();
        assert_eq!(taken, ["13900000417", "匿名", "+86 (0)755-1234", ""]);
        assert_eq!(Ring::from(&"9".repeat(1000)).number.len(), LONGEST);
    }
}
