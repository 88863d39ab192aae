//! Files that the program writes for people – papers, tables, exports, copies. They are whole or not there, never one of
//! any data folder's own, and take the place only of a file of the same kind that was written here.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read};
use std::path::Path;

use crate::desk::error::Error;
use crate::domain::case_column::CaseColumn;
use crate::paper::render;
use crate::sheet::write::{facts, xlsx};
use crate::store::{disk, migrate, pack, place};

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutputKind {
    /// A paper.
    Pdf,
    /// A workbook.
    Xlsx,
    /// JSON, CSV, TOML, a list: anything that is read as text.
    Text,
    /// A copy of the database.
    Database,
    /// Everything in one file, to be taken along.
    Pack,
    /// An encrypted copy.
    Encrypted,
}

impl OutputKind {
    /// The kind of a content.
    pub fn of(content: &[u8]) -> Self {
        let special = [Self::Pdf, Self::Xlsx, Self::Database, Self::Encrypted];
        let found = special.into_iter().find(|kind| !content.is_empty() && kind.is_begun_by(content));
        found.unwrap_or(Self::Text)
    }

    /// Whether a file that begins so is of this kind. An empty one is of every kind.
    fn is_begun_by(self, head: &[u8]) -> bool {
        head.is_empty()
            || match self {
                Self::Pdf => head.starts_with(b"%PDF"),
                Self::Xlsx | Self::Pack => head.starts_with(b"PK"),
                Self::Database => head.starts_with(b"SQLite format 3\0"),
                Self::Encrypted => head.starts_with(b"age-encryption.org/"),
                Self::Text => {
                    let foreign: [&[u8]; 3] = [b"%PDF", b"PK\x03\x04", b"SQLite format 3"];
                    !head.contains(&0) && !foreign.iter().any(|other| head.starts_with(other))
                }
            }
    }

    /// Whether a file of this kind, which begins so, was written by this program. A sealed one does not tell without its
    /// passphrase.
    fn is_ours(self, file: &Path, head: &[u8]) -> bool {
        match self {
            Self::Pdf => fs::read(file).is_ok_and(|bytes| render::is_ours(&bytes)),
            Self::Xlsx => File::open(file).is_ok_and(|file| xlsx::is_untouched(BufReader::new(file))),
            Self::Pack => pack::is_begun_by(head),
            Self::Database => migrate::is_begun_by(head),
            Self::Encrypted => true,
            Self::Text => is_our_text(head),
        }
    }
}

/// Whether a text that begins so is one of ours: a JSON or TOML that names its format, or a table with our headings.
fn is_our_text(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head);
    let named = ["\"tingsu-", "\"exported_at\": \""].iter().any(|name| text.contains(name));
    let line = text.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
    let heading = line.split(',').all(|word| CaseColumn::ALL.iter().any(|column| column.label() == word));
    named || heading || line == facts::COLUMNS.join(",")
}

/// So much of a file is looked at to know what it is.
const HEAD: u64 = 4096;

/// Whether a file may be written: it is none of a data folder's own, no folder, and what is there already is of the same
/// kind and was written by this program.
///
/// # Errors
/// [`Error::Refused`] with a sentence.
pub fn may_replace(data: &Path, file: &Path, kind: OutputKind) -> Result<(), Error> {
    let shown = file.display();
    let refused = |sentence: String| Err(Error::Refused(sentence));
    if place::is_own(data, file) {
        return refused(format!("「{shown}」是听诉自己的数据或备份，没有写入，数据没有改动。请换一个位置。"));
    }
    if file.is_dir() {
        return refused(format!("「{shown}」没有写成：这是一个文件夹。请写出文件的名字。"));
    }
    let mut head = Vec::new();
    match File::open(file).and_then(|found| found.take(HEAD).read_to_end(&mut head)) {
        Ok(_) if head.is_empty() || (kind.is_begun_by(&head) && kind.is_ours(file, &head)) => Ok(()),
        Ok(_) if kind.is_begun_by(&head) => {
            refused(format!("「{shown}」不是听诉写出的，或写出后改过，没有覆盖它。请换一个名字。"))
        }
        Ok(_) => refused(format!("「{shown}」已经是另一种文件，没有覆盖它。请换一个名字。")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(unwritable(file, &error)),
    }
}

/// Writes a file so that it is whole or not there.
///
/// # Errors
/// [`Error::Refused`] as [`may_replace`] says, or when the file system refuses; an older file is as it was then.
pub fn save(
    data: &Path,
    file: &Path,
    kind: OutputKind,
    write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> Result<(), Error> {
    may_replace(data, file, kind)?;
    disk::replace(file, write).map_err(|error: io::Error| unwritable(file, &error))
}

/// The sentence for a file that cannot be written.
pub fn unwritable(file: &Path, error: &io::Error) -> Error {
    tracing::error!(%error, "output file");
    let why = why_unwritten(error, cfg!(windows));
    Error::Refused(format!("文件「{}」没有写成：{why}。请换一个位置再试。", file.display()))
}

/// Windows tells so that another program holds the file open.
const SHARING_VIOLATION: i32 = 32;

/// Why a file was not written, in a few words. Windows says of a file that is open elsewhere either that, or that there is
/// no permission.
pub(crate) fn why_unwritten(error: &io::Error, windows: bool) -> &'static str {
    match error.kind() {
        _ if windows && error.raw_os_error() == Some(SHARING_VIOLATION) => {
            "这个文件正在别的程序（如 Excel、阅读器）里打开，请先关掉"
        }
        io::ErrorKind::NotFound => "文件夹不存在",
        io::ErrorKind::PermissionDenied if windows => {
            "没有写入权限，或文件正在别的程序（如 Excel、阅读器）里打开"
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => "没有写入权限",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "磁盘已满",
        io::ErrorKind::IsADirectory => "这是一个文件夹",
        _ => "写入出错",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_open_elsewhere_is_named_as_such() {
        let held = io::Error::from_raw_os_error(SHARING_VIOLATION);
        assert!(why_unwritten(&held, true).contains("正在别的程序"));
        let denied = io::Error::from(io::ErrorKind::PermissionDenied);
        assert!(why_unwritten(&denied, true).contains("正在别的程序"));
        assert_eq!(why_unwritten(&denied, false), "没有写入权限");
        let gone = io::Error::from(io::ErrorKind::NotFound);
        assert_eq!(why_unwritten(&gone, true), "文件夹不存在");
    }
}
