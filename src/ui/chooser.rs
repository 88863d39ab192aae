//! The system's dialogs to choose a file, off the window's thread; nothing chosen is nothing done.

use std::path::PathBuf;

/// Asks where to write a file of this name and ending.
pub async fn save_as(name: String, kind: &'static str, ending: &'static str) -> Option<PathBuf> {
    let dialog = rfd::AsyncFileDialog::new().set_file_name(name).add_filter(kind, &[ending]);
    dialog.save_file().await.map(|file| file.path().to_owned())
}

/// Asks for a file with this ending.
pub async fn open(kind: &'static str, ending: &'static str) -> Option<PathBuf> {
    let dialog = rfd::AsyncFileDialog::new().add_filter(kind, &[ending]);
    dialog.pick_file().await.map(|file| file.path().to_owned())
}
