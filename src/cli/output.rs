//! Files that commands read and write, and the lines that they print.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use crate::cli::data::Data;
use crate::cli::failure::Failure;
use crate::desk::output::{self, OutputKind};

/// Prints a line.
///
/// # Errors
/// [`Failure::Unheard`] when nobody listens any more.
pub fn say(out: &mut dyn Write, line: &str) -> Result<(), Failure> {
    writeln!(out, "{line}").map_err(|error| Failure::of_output(&error))
}

/// Writes bytes to a file, whole or not at all.
///
/// # Errors
/// A sentence when the file may not or cannot be written.
pub fn save_bytes(data: &Data, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    Ok(output::save(&data.folder, path, OutputKind::of(bytes), |file| file.write_all(bytes))?)
}

/// Reads a file up to a size.
///
/// # Errors
/// A sentence when it cannot be read or is too large.
pub fn load(path: &Path, largest: u64) -> Result<Vec<u8>, Failure> {
    let place = path.display();
    let unreadable = |error: io::Error| {
        tracing::error!(%error, "input file");
        let why = match error.kind() {
            io::ErrorKind::NotFound => "没有这个文件",
            io::ErrorKind::PermissionDenied => "没有读取权限",
            io::ErrorKind::IsADirectory => "这是一个文件夹",
            _ => "读取出错",
        };
        Failure::Failed(format!("文件「{place}」读不出来：{why}。没有导入任何内容。"))
    };
    let file = File::open(path).map_err(unreadable)?;
    let size = file.metadata().map_err(unreadable)?.len();
    if size > largest {
        return Err(Failure::Failed(format!(
            "文件「{place}」太大，没有导入任何内容。请分成几个文件再导入。"
        )));
    }
    let mut bytes = Vec::new();
    file.take(largest).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}
