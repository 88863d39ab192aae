//! Why something could not be done at the desk, with a sentence for the person who asked.

use crate::domain::case::CaseNumber;
use crate::domain::permission::Denial;
use crate::store;

/// Why the desk refused or failed. Nothing was written then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The database could not do it.
    #[error(transparent)]
    Store(#[from] store::error::Error),
    /// The database could not be read; nothing was to be saved.
    #[error("reading: {0}")]
    Read(store::error::Error),
    /// The copy to be put back cannot be used; the present data are as they were.
    #[error("the copy: {0}")]
    Copy(store::error::Error),
    /// A rule forbids it; the sentence says which and what to do.
    #[error("refused")]
    Refused(String),
    /// This person may not do that now.
    #[error("denied: {}", .0.text)]
    Denied(Denial),
    /// Somebody else appended to the case since it was read.
    #[error("a case has changed since it was read")]
    Stale(CaseNumber),
    /// There is no such case (at this time).
    #[error("no such case")]
    NoCase(CaseNumber),
    /// The window is open on this folder already, or a command has it for itself.
    #[error("a second instance")]
    AlreadyOpen,
    /// A command that needs the folder for itself, while the window or another such command has it.
    #[error("somebody else has the folder")]
    WindowOpen,
    /// The desk was opened for reading only.
    #[error("opened for reading")]
    ReadingOnly,
    /// A newer question of the search field has come; nobody waits for the answer to this one.
    #[error("overtaken by a newer question")]
    Overtaken,
    /// The worker is gone: the program is closing, or it failed inside.
    #[error("the worker stopped")]
    Stopped,
}

impl From<Denial> for Error {
    fn from(denial: Denial) -> Self {
        Self::Denied(denial)
    }
}

impl Error {
    /// What was only read failed: nothing is to be said of saving.
    pub(crate) fn of_reading(self) -> Self {
        use store::error::Error::{Denied, Disk, Full, Internal, Locked};
        match self {
            Self::Store(error @ (Locked | Full | Disk | Denied(_) | Internal(_))) => Self::Read(error),
            other => other,
        }
    }

    /// Whether a supervisor could do it.
    pub fn needs_supervisor(&self) -> bool {
        matches!(self, Self::Denied(denial) if denial.supervisor_may)
    }

    /// Whether putting a copy in place is a way on: the data are gone, damaged or no longer ours.
    pub fn is_mended_by_a_copy(&self) -> bool {
        use store::error::Error;
        let store = match self {
            Self::Store(error) | Self::Read(error) => error,
            // Another copy may do.
            Self::Copy(_) => return true,
            _ => return false,
        };
        // A file of a newer version is set aside whole; its time comes back with the newer program.
        matches!(
            store,
            Error::Lost
                | Error::Damaged(_)
                | Error::Lists
                | Error::Foreign
                | Error::Unreadable(_)
                | Error::Newer { .. }
        )
    }

    /// Whether what is kept beside the log may be what is damaged; a look into the file tells.
    pub(crate) fn may_be_of_lists(&self) -> bool {
        matches!(self, Self::Store(store::error::Error::Damaged(_)))
    }

    /// Whether a passphrase would help.
    pub fn needs_passphrase(&self) -> bool {
        matches!(self, Self::Copy(store::error::Error::NeedsPassphrase))
    }

    /// Whether the data can be looked at and printed meanwhile: nothing can be written there, or somebody else has them.
    pub fn leaves_looking(&self) -> bool {
        use store::error::Error;
        match self {
            Self::AlreadyOpen => true,
            Self::Store(error) | Self::Read(error) => matches!(
                error,
                Error::Full
                    | Error::Disk
                    | Error::Denied(_)
                    | Error::Locked
                    | Error::OnShare(_)
                    | Error::Damaged(_)
                    | Error::Lists
                    | Error::Unreadable(_)
            ),
            _ => false,
        }
    }

    /// Whether saving the data at another place is a way on.
    pub fn leaves_saving_elsewhere(&self) -> bool {
        self.leaves_looking()
    }

    /// What happened, what was kept and what to do, in Chinese.
    pub fn message(&self) -> String {
        match self {
            Self::Store(error) => error.message(),
            Self::Read(error) => error.message_of_reading(),
            Self::Copy(error) => of_copy(error),
            Self::Refused(sentence) => sentence.clone(),
            Self::Denied(denial) if denial.supervisor_may => {
                format!("{}，没有保存。请由客服主任登录后再办。", denial.text)
            }
            Self::Denied(denial) => format!("{}，没有保存。", denial.text),
            Self::Stale(number) => {
                format!(
                    "受理单 {number} 已被他人更新，这一步没有保存。请看过最新内容后再保存一次，您填写的内容还在。"
                )
            }
            Self::NoCase(number) => format!("没有编号为 {number} 的受理单，请核对编号。"),
            Self::AlreadyOpen => {
                "听诉已经打开，或有一个命令（如导入、恢复）正在使用这个数据文件夹；没有改动任何数据。请切换到已打开的窗口，或等命令做完再试一次。".into()
            }
            Self::WindowOpen => {
                "听诉的窗口或另一个命令正在使用这个数据文件夹，没有改动任何数据。请先关闭窗口，或等那个命令做完，再执行这个命令。".into()
            }
            Self::ReadingOnly => {
                "现在只能查看和打印，这一步没有保存，数据没有改动。要办理，请先正常打开。".into()
            }
            Self::Overtaken => "已在查找更新的内容，这一次的查找不再继续。".into(),
            Self::Stopped => {
                "程序内部出错或正在关闭，这一步没有保存，以前的记录完好。请重新打开程序。".into()
            }
        }
    }
}

/// What is wrong with a copy, and that the present data were left alone.
fn of_copy(error: &store::error::Error) -> String {
    use store::error::Error;
    match error {
        Error::Absent => "没有这个备份文件，现有数据没有改动。请核对文件名。".into(),
        Error::Foreign => "这个文件不是听诉的备份，现有数据没有改动。请选择由听诉备份出来的文件。".into(),
        Error::Damaged(how) => {
            format!("这个备份文件已损坏（{how}），没有用它恢复，现有数据没有改动。请换一份备份。")
        }
        Error::Newer { found, known } => format!(
            "这个备份由更新版本的听诉写成（版本 {found}，本程序只认识到 {known}），现有数据没有改动。请先升级程序。"
        ),
        other => other.message(),
    }
}
