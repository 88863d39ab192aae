//! Where things lie on this machine when nothing else is asked for.

use std::path::PathBuf;

use directories::{ProjectDirs, UserDirs};

/// The data folder of the person who is signed in to the computer.
pub fn usual_folder() -> PathBuf {
    ProjectDirs::from("", "", "Tingsu")
        .map_or_else(|| PathBuf::from("tingsu-data"), |dirs| dirs.data_local_dir().to_path_buf())
}

/// 文档／听诉, for papers; `None` where there is no such folder.
pub fn papers_folder() -> Option<PathBuf> {
    UserDirs::new().and_then(|dirs| dirs.document_dir().map(|documents| documents.join("听诉")))
}
