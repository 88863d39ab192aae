//! Why a book was not read, and the sentence that says so.

use std::fmt::Display;
use std::io;

/// Why a book was not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
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

impl ReadError {
    /// Broken, with the library's own words for the log.
    pub(crate) fn damaged(error: impl Display) -> Self {
        Self::Damaged(error.to_string())
    }

    /// The file itself cannot be read.
    pub(crate) fn unreadable(error: &io::Error) -> Self {
        tracing::error!(%error, "spreadsheet");
        let why = match error.kind() {
            io::ErrorKind::NotFound => "没有这个文件",
            io::ErrorKind::PermissionDenied => "没有读取权限，或文件正在别的程序里打开",
            io::ErrorKind::IsADirectory => "这是一个文件夹",
            _ => "读取出错",
        };
        Self::File(why.to_owned())
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
