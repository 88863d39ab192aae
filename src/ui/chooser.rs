//! The system's dialogs to choose a file, off the window's thread; nothing chosen is nothing done.

use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Nobody has put a dialog away so soon after pressing the button: there was none.
const TOO_SOON: Duration = Duration::from_secs(1);

/// The system has no dialog to choose a file with, as a Linux desktop without a portal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoDialog;

/// Asks where to write a file of this name and ending; `None` when the dialog was put away.
///
/// # Errors
/// When no dialog could be shown.
pub async fn save_as(
    name: String,
    kind: &'static str,
    ending: &'static str,
) -> Result<Option<PathBuf>, NoDialog> {
    let asked = Instant::now();
    let dialog = rfd::AsyncFileDialog::new().set_file_name(name).add_filter(kind, &[ending]);
    answer(asked, dialog.save_file().await)
}

/// Asks for a file with this ending; `None` when the dialog was put away.
///
/// # Errors
/// When no dialog could be shown.
pub async fn open(kind: &'static str, ending: &'static str) -> Result<Option<PathBuf>, NoDialog> {
    let asked = Instant::now();
    let dialog = rfd::AsyncFileDialog::new().add_filter(kind, &[ending]);
    answer(asked, dialog.pick_file().await)
}

/// Asks for a file with one of these endings; `None` when the dialog was put away.
///
/// # Errors
/// When no dialog could be shown.
pub async fn open_any(
    kind: &'static str,
    endings: &'static [&'static str],
) -> Result<Option<PathBuf>, NoDialog> {
    let asked = Instant::now();
    let dialog = rfd::AsyncFileDialog::new().add_filter(kind, endings);
    answer(asked, dialog.pick_file().await)
}

/// Asks for files of any kind; none when the dialog was put away.
///
/// # Errors
/// When no dialog could be shown.
pub async fn open_several() -> Result<Vec<PathBuf>, NoDialog> {
    let asked = Instant::now();
    match rfd::AsyncFileDialog::new().pick_files().await {
        None => answer(asked, None).map(|_| Vec::new()),
        Some(files) => Ok(files.iter().map(|file| file.path().to_owned()).collect()),
    }
}

fn answer(asked: Instant, file: Option<rfd::FileHandle>) -> Result<Option<PathBuf>, NoDialog> {
    match file {
        // Windows always has its dialog; elsewhere a missing one looks like one put away.
        None if cfg!(not(windows)) && asked.elapsed() < TOO_SOON => Err(NoDialog),
        file => Ok(file.map(|file| file.path().to_owned())),
    }
}
