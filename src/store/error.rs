//! What can go wrong with the database. Each error has a sentence for the person at the counter; the technical
//! cause goes to the log.

use rusqlite::ErrorCode;

/// Why the database did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Somebody else is writing and did not stop in time.
    #[error("the database is locked")]
    Locked,
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// The file is damaged; the text says how it showed.
    #[error("the database is damaged")]
    Damaged(String),
    /// What is kept beside the log is damaged or gone; the log can be read to its end, and a rebuild puts it right.
    #[error("the lists are damaged")]
    Lists,
    /// The folder of the data folder is not there: a disk that was taken away, or a mistyped name.
    #[error("nothing there: {0}")]
    Gone(String),
    /// The system could not read or write the file: the disk is full to the last byte, was taken away or is failing.
    #[error("reading or writing failed")]
    Disk,
    /// The file was written by a newer program.
    #[error("schema version {found} is newer than {known}")]
    Newer {
        /// Version of the file.
        found: i64,
        /// Newest version that this program knows.
        known: i64,
    },
    /// An older file that must be brought up by the window first.
    #[error("schema version {found} needs migration")]
    Older {
        /// Version of the file.
        found: i64,
    },
    /// The file is no database of this program.
    #[error("not a database of this program")]
    Foreign,
    /// There is no database at that place.
    #[error("no database there")]
    Absent,
    /// The folder was used before, and its database is gone, empty or another program's.
    #[error("the database of a used folder is gone")]
    Lost,
    /// The folder or the file may not be read or written.
    #[error("no permission: {0}")]
    Denied(String),
    /// The data lie on another computer; the text says where.
    #[error("on a network share: {0}")]
    OnShare(String),
    /// The file is sealed and no passphrase was given.
    #[error("a passphrase is needed")]
    NeedsPassphrase,
    /// The file is sealed with another passphrase.
    #[error("a wrong passphrase")]
    WrongPassphrase,
    /// An entry of the log that no longer says what the program understands; the text names it.
    #[error("an unreadable entry")]
    Unreadable(String),
    /// What should be saved could not be read again afterwards.
    #[error("an entry that could not be read back")]
    Unkeepable,
    /// All numbers of a day are given.
    #[error("no number left on {0}")]
    DayFull(chrono::NaiveDate),
    /// Anything else; a fault of the program.
    #[error("{0}")]
    Internal(String),
}

impl Error {
    /// What happened, what was kept and what to do, in Chinese.
    pub fn message(&self) -> String {
        match self {
            Self::Locked => "数据文件正被另一个程序占用，这一步没有保存，已录入的内容都还在。请稍候再试；若一直如此，请关闭占用它的程序（如同步盘、杀毒软件）。".into(),
            Self::Full => "磁盘已满，这一步没有保存，以前的记录完好。请清理磁盘空间后再保存一次。".into(),
            Self::Disk => "数据文件读写出错，这一步没有保存，以前的记录还在文件里。请查看磁盘是否已满、移动盘或网络盘是否断开，再试一次；若一直如此，请管理员检查磁盘。".into(),
            Self::Damaged(how) => format!("数据文件已损坏（{how}）。请不要继续录入，先用最近的备份恢复；损坏的文件会另存，不会删除。"),
            Self::Lists => "台账、时限、检索这些列表坏了或不见了，现在列不出来；记录本身都在，一条也没有少。请客服主任在「设置」的「数据与备份」里点「重建列表」，或执行命令 tingsu check --rebuild。".into(),
            Self::Gone(place) => format!("没有「{place}」这个位置，没有新建任何内容。数据若在移动盘上，请先接上再试；要放在新的位置，请先建好上一级文件夹，并核对有没有写错。"),
            Self::Newer { found, known } => format!("数据文件由更新版本的听诉写成（版本 {found}，本程序只认识到 {known}）。文件没有改动，请先升级程序。"),
            Self::Older { found } => format!("数据文件是旧版本（{found}）。请先打开一次听诉窗口完成升级（会自动备份），再执行这个命令。"),
            Self::Foreign => "这个文件不是听诉的数据文件，没有改动任何内容。请选择由听诉备份出来的文件。".into(),
            Self::Absent => "这个文件夹里还没有听诉的数据。请核对数据文件夹，或先打开一次窗口。".into(),
            Self::Lost => "这个文件夹以前用过，但数据文件不见了，或已不是听诉的数据。没有新建任何内容。请从备份恢复；若数据文件被移走或改名，请先放回原处再试。".into(),
            Self::Denied(place) => format!("没有权限读写「{place}」，什么也没有保存。请换一个可写的文件夹，或请管理员放开权限。"),
            Self::OnShare(place) => format!("数据文件夹在网络共享上（{place}），没有打开：几台电脑同时写，或写到一半断网，会弄坏数据。什么也没有改动。请把数据放在这台电脑自己的硬盘上；备份可以放在共享文件夹里。"),
            Self::NeedsPassphrase => "这份备份加了密，请输入备份口令。什么也没有改动。".into(),
            Self::WrongPassphrase => "备份口令不对，没有打开，什么也没有改动。请核对大小写和空格再试一次。".into(),
            Self::Unreadable(place) => format!("{place}读不出来，其余记录可以照常使用。请客服主任在「设置」里核对数据，并用最近的备份恢复或联系技术人员。"),
            Self::Unkeepable => "有一项内容存进去后会读不出来，没有保存，填写的内容都还在。请核对时间和数字有没有写错，再保存一次。".into(),
            Self::DayFull(day) => format!("{day} 这一天的编号已经用完（最后一个是 999999，多半来自导入的文件），没有保存，填写的内容都还在。请核对受理时间，或改用另一天。"),
            Self::Internal(_) => "程序内部出错，这一步没有保存，以前的记录完好。请重试；若再出现，请把日志交给技术人员。".into(),
        }
    }
}

impl Error {
    /// The sentence for something that was only read: nothing was to be saved.
    pub fn message_of_reading(&self) -> String {
        match self {
            Self::Locked => "数据文件正被另一个程序占用，没有读出来；数据没有改动。请稍候再试；若一直如此，请关闭占用它的程序（如同步盘、杀毒软件）。".into(),
            Self::Full => "磁盘已满，数据没有读出来；以前的记录完好，没有改动。请清理磁盘空间后再试一次。".into(),
            Self::Disk => "数据文件读取出错，没有读出来；数据没有改动。请查看磁盘是否已满、移动盘或网络盘是否断开，再试一次；若一直如此，请管理员检查磁盘。".into(),
            Self::Denied(place) => format!("没有权限读取「{place}」，数据没有改动。请管理员放开权限，或核对数据文件夹。"),
            Self::Internal(_) => "程序内部出错，没有读出来，以前的记录完好。请重试；若再出现，请把日志交给技术人员。".into(),
            other => other.message(),
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        let code = error.sqlite_error_code();
        tracing::error!(%error, ?code, "database");
        if misses_something(&error) {
            return Self::Damaged("缺了一张表或一列".into());
        }
        match code {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged("结构错误".into()),
            Some(ErrorCode::NotADatabase) => Self::Foreign,
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                Self::Denied("数据文件".into())
            }
            Some(ErrorCode::SystemIoFailure) => Self::Disk,
            _ => Self::Internal(error.to_string()),
        }
    }
}

/// Whether a statement names a table or a column that is not there; all statements are the program's own.
fn misses_something(error: &rusqlite::Error) -> bool {
    match error {
        rusqlite::Error::SqlInputError { .. } => true,
        rusqlite::Error::SqliteFailure(_, Some(said)) => said.starts_with("no such "),
        _ => false,
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        tracing::error!(line = error.line(), column = error.column(), "stored json");
        Self::Damaged("有一条记录读不出来".into())
    }
}

impl Error {
    /// The error of a file operation at a place that the person knows by `name`.
    pub fn of_file(error: &std::io::Error, name: &str) -> Self {
        use std::io::ErrorKind;
        tracing::error!(%error, "file");
        match error.kind() {
            ErrorKind::NotFound => Self::Absent,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::Full,
            _ => Self::Denied(name.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_that_refuses_is_not_taken_for_a_damaged_file() {
        let failure = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_IOERR_SHMSIZE);
        let error = Error::from(rusqlite::Error::SqliteFailure(failure, None));
        assert_eq!(error, Error::Disk);
        assert!(error.message().contains("磁盘是否已满") && !error.message().contains("恢复"));
    }
}
