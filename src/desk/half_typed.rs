//! What was half typed on a screen that keeps no drafts, when the computer is shut down under it: a small private file beside
//! the data, read once by the next window.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::desk::handle::{Access, Desk};
use crate::desk::print::aside::aside;
use crate::desk::reply::Reply;
use crate::store::{self, disk};

impl Desk {
    /// Keeps what is typed on a screen; `screen` is a plain word.
    ///
    /// Errors: when the folder cannot be written.
    pub fn keep_typed(&self, screen: &str, content: String) -> Reply<()> {
        let file = file(self.folder(), screen);
        if self.access() == Access::Viewing {
            return Reply::ready(Ok(()));
        }
        aside(move || {
            disk::replace::<_, io::Error>(&file, |out| out.write_all(content.as_bytes()))
                .map_err(|error| store::error::Error::of_file(&error, &file.display().to_string()).into())
        })
    }

    /// What was kept of a screen, taken away by the asking; `None` when nothing was.
    pub fn take_typed(&self, screen: &str) -> Reply<Option<String>> {
        let file = file(self.folder(), screen);
        if self.access() == Access::Viewing {
            return Reply::ready(Ok(None));
        }
        aside(move || {
            let content = fs::read_to_string(&file).ok();
            if content.is_some()
                && let Err(error) = disk::remove(&file)
            {
                tracing::warn!(%error, "what was half typed is still there");
            }
            Ok(content)
        })
    }
}

fn file(folder: &Path, screen: &str) -> PathBuf {
    folder.join(format!("tingsu.typed-{screen}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::clock::Clock;
    use crate::desk::error::Error;

    #[test]
    fn what_was_half_typed_is_read_once() -> Result<(), Error> {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::open(folder.path(), Clock::system(), Access::Window)?;
        assert_eq!(desk.take_typed("settings").wait()?, None);
        desk.keep_typed("settings", "{\"from\":\"8\"}".into()).wait()?;
        assert_eq!(desk.take_typed("settings").wait()?.as_deref(), Some("{\"from\":\"8\"}"));
        assert_eq!(desk.take_typed("settings").wait()?, None);
        Ok(())
    }
}
