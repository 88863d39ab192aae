//! Files that commands read and write, and the lines that they print.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;

use crate::cli::failure::Failure;

/// Prints a line.
///
/// # Errors
/// [`Failure::Unheard`] when nobody listens any more.
pub fn say(out: &mut dyn Write, line: &str) -> Result<(), Failure> {
    writeln!(out, "{line}").map_err(|error| Failure::of_output(&error))
}

/// Writes a file so that it is whole or not there: an older one stays until the new one is complete.
///
/// # Errors
/// A sentence when the file cannot be written.
pub fn save<E: From<io::Error>>(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<(), E>,
) -> Result<(), SaveError<E>> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part = path.with_file_name(name);
    let made = write_to(&part, write).and_then(|()| fs::rename(&part, path).map_err(SaveError::File));
    if made.is_err() {
        // What is left of it is of no use; the error that matters is on its way already.
        let _ = fs::remove_file(&part);
    }
    made
}

fn write_to<E: From<io::Error>>(
    part: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<(), E>,
) -> Result<(), SaveError<E>> {
    let mut file = BufWriter::new(File::create(part).map_err(SaveError::File)?);
    write(&mut file).map_err(SaveError::Content)?;
    let file = file.into_inner().map_err(|error| SaveError::File(error.into_error()))?;
    file.sync_all().map_err(SaveError::File)
}

/// Why a file was not written.
#[derive(Debug)]
pub enum SaveError<E> {
    /// The file itself.
    File(io::Error),
    /// What should stand in it.
    Content(E),
}

/// Writes bytes to a file.
///
/// # Errors
/// A sentence when the file cannot be written.
pub fn save_bytes(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    save(path, |file| file.write_all(bytes)).map_err(|error| match error {
        SaveError::File(error) | SaveError::Content(error) => unwritable(path, &error),
    })
}

/// The sentence for a file that cannot be written.
pub fn unwritable(path: &Path, error: &io::Error) -> Failure {
    tracing::error!(%error, "output file");
    let why = match error.kind() {
        io::ErrorKind::NotFound => "文件夹不存在",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => "没有写入权限",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "磁盘已满",
        io::ErrorKind::IsADirectory => "这是一个文件夹",
        _ => "写入出错",
    };
    Failure::Failed(format!("文件「{}」没有写成：{why}。请换一个位置再试。", path.display()))
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
