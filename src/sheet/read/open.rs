//! Which kind of file it is – told by what stands in it, for endings lie – and reading it with everything bounded.

use std::fmt::Display;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use crate::sheet::read::cell::Sheet;
use crate::sheet::read::guard::{LARGEST_FILE, Packed, look_into};
use crate::sheet::read::{delimited, old, xlsx};

/// Why a book was not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The file itself cannot be read.
    #[error("file: {0}")]
    File(String),
    /// Too large, or it unfolds to too much.
    #[error("too large")]
    TooLarge,
    /// Broken.
    #[error("damaged: {0}")]
    Damaged(String),
    /// Protected by a password.
    #[error("locked")]
    Locked,
    /// A web page under the name of a spreadsheet.
    #[error("a web page")]
    WebPage,
    /// A binary workbook, xlsb.
    #[error("a binary workbook")]
    Binary,
    /// No spreadsheet at all.
    #[error("foreign")]
    Foreign,
    /// Nothing stands in it.
    #[error("empty")]
    Empty,
}

impl Error {
    /// Broken, with the library's own words for the log.
    pub(crate) fn damaged(error: impl Display) -> Self {
        Self::Damaged(error.to_string())
    }

    /// What is wrong and what to do, in Chinese.
    pub fn message(&self) -> String {
        let why = match self {
            Self::File(why) => return format!("文件读不出来：{why}。没有导入任何内容。"),
            Self::TooLarge => "文件太大，或展开后太大。请分成几个文件再导入",
            Self::Damaged(_) => "文件已损坏。请在 Excel 或 WPS 里打开后另存为 xlsx 再导入",
            Self::Locked => "文件有密码。请去掉密码后再导入",
            Self::WebPage => "这是网页格式的文件。请在 Excel 或 WPS 里打开后另存为 xlsx 再导入",
            Self::Binary => "这是二进制工作簿（xlsb）。请在 Excel 或 WPS 里另存为 xlsx 再导入",
            Self::Foreign => "这不是电子表格，可导入的是 xlsx、xls、ods、csv",
            Self::Empty => "文件里没有内容",
        };
        format!("{why}。没有导入任何内容。")
    }
}

/// Reads a file as a book.
///
/// # Errors
/// Why not; nothing of it is kept then.
pub fn open(path: &Path) -> Result<Vec<Sheet>, Error> {
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let size = std::fs::metadata(path).map_err(|error| unreadable(&error))?.len();
    if size > LARGEST_FILE {
        return Err(Error::TooLarge);
    }
    read(&std::fs::read(path).map_err(|error| unreadable(&error))?, &name)
}

fn unreadable(error: &io::Error) -> Error {
    tracing::error!(%error, "spreadsheet");
    let why = match error.kind() {
        io::ErrorKind::NotFound => "没有这个文件",
        io::ErrorKind::PermissionDenied => "没有读取权限，或文件正在别的程序里打开",
        io::ErrorKind::IsADirectory => "这是一个文件夹",
        _ => "读取出错",
    };
    Error::File(why.to_owned())
}

/// Reads the bytes of a file as a book; `name` is what its only sheet is called when it is a text file.
///
/// # Errors
/// Why not.
pub fn read(bytes: &[u8], name: &str) -> Result<Vec<Sheet>, Error> {
    // The libraries read what others wrote; one of their panics is a damaged file, not the end of the program.
    let read = catch_unwind(AssertUnwindSafe(|| unfold(bytes, name)));
    let sheets = read.unwrap_or_else(|_| Err(Error::Damaged("the reader panicked".to_owned())))?;
    if sheets.iter().all(|sheet| sheet.rows.is_empty()) { Err(Error::Empty) } else { Ok(sheets) }
}

fn unfold(bytes: &[u8], name: &str) -> Result<Vec<Sheet>, Error> {
    match bytes {
        [] => Err(Error::Empty),
        [b'P', b'K', ..] => match look_into(bytes)? {
            Packed::Xlsx => xlsx::read(bytes),
            Packed::Ods => old::read_ods(bytes),
            Packed::Xlsb => Err(Error::Binary),
        },
        [0xd0, 0xcf, 0x11, 0xe0, ..] => old::read_xls(bytes),
        _ => delimited::read(bytes, name),
    }
}
