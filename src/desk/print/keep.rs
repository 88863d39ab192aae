//! Where a paper that was made is kept as a file.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::desk::error::Error;
use crate::desk::output::{self, OutputKind};
use crate::store::disk;

/// Writes a paper beside the others; one that is open in a viewer gets a new name.
pub(super) fn keep(data: &Path, folder: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf, Error> {
    let write = |path: &Path| output::save(data, path, OutputKind::Pdf, |file| file.write_all(bytes));
    let path = folder.join(name);
    let written = disk::create_private_folder(folder)
        .and_then(|()| disk::make_private_folder(folder))
        .map_err(|error| output::unwritable(folder, &error))
        .and_then(|()| {
            if write(&path).is_ok() {
                return Ok(path);
            }
            let stem = name.trim_end_matches(".pdf");
            let again = (2..100).map(|n| folder.join(format!("{stem} ({n}).pdf")));
            let free = again.into_iter().find(|path| !path.exists()).unwrap_or(path);
            write(&free).map(|()| free)
        });
    written.map_err(|error| {
        tracing::error!(%error, "a paper could not be kept");
        Error::Refused(format!(
            "文件存不进「{}」，没有打印；记录都在。请检查磁盘空间和权限。",
            folder.display()
        ))
    })
}
