//! Where a paper that was made is kept as a file.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::desk::error::Error;
use crate::desk::output::{self, OutputKind};
use crate::store::disk;

/// Writes a paper beside the others, under a name that is free: what lies there – an earlier print, or somebody's own
/// file – stays.
pub(super) fn keep(data: &Path, folder: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf, Error> {
    let stem = name.trim_end_matches(".pdf");
    let names = std::iter::once(name.to_owned()).chain((2..MOST).map(|n| format!("{stem} ({n}).pdf")));
    let written = disk::create_private_folder(folder)
        .and_then(|()| disk::make_private_folder(folder))
        .map_err(|error| output::unwritable(folder, &error))
        .and_then(|()| {
            let free = names.map(|name| folder.join(name)).find(|path| !path.exists());
            let free = free.unwrap_or_else(|| folder.join(name));
            output::save(data, &free, OutputKind::Pdf, |file| file.write_all(bytes)).map(|()| free)
        });
    written.map_err(|error| {
        tracing::error!(%error, "a paper could not be kept");
        Error::Refused(format!(
            "文件存不进「{}」，没有打印；记录都在。请检查磁盘空间和权限。",
            folder.display()
        ))
    })
}

/// A paper is printed no more often than this without anybody clearing the folder.
const MOST: u32 = 10_000;
