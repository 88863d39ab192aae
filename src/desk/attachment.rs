//! 附件: files that are added to a case, and opened again. Ledger 09-11, 16-14.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::print::aside;
use crate::desk::reply::{Reply, Written};
use crate::domain::attachment::{is_program, size_words};
use crate::domain::case::{Case, CaseNumber};
use crate::domain::event::EventKind;
use crate::domain::person::Actor;
use crate::paper::layout::picture::{Format, Seen, Unshown};
use crate::store::attachment;

/// So many files are added at once.
const AT_ONCE: usize = 20;

impl Desk {
    /// Copies files into the data folder and puts them on a case, all or none. `expected`: as in [`Desk::append`]. Runs on a
    /// thread of its own, so that nobody waits for a large file.
    ///
    /// Errors: [`Error::Refused`] for a folder, an empty file, one that is too large or would be run; as [`Desk::append`].
    pub fn attach(
        &self,
        actor: &Actor,
        number: CaseNumber,
        expected: usize,
        files: Vec<PathBuf>,
    ) -> Reply<Written<Case>> {
        let (desk, actor) = (self.clone(), actor.clone());
        aside::aside(move || {
            let most = u64::from(desk.settings().wait()?.rules.attachment_mb) * 1024 * 1024;
            if files.len() > AT_ONCE {
                return Err(Error::Refused(format!(
                    "一次最多加 {AT_ONCE} 个附件，这次有 {} 个，没有添加。请分几次加。",
                    files.len()
                )));
            }
            for file in &files {
                fits(file, most)?;
            }
            let now = desk.now();
            let kept = files.iter().map(|file| {
                let name = name_of(file);
                let kept =
                    attachment::keep(desk.folder(), file, &name).map_err(|error| unkept(&name, &error))?;
                Ok((now, EventKind::Attachment { name, sha256: kept.sha256, size: kept.size }))
            });
            let kinds = kept.collect::<Result<Vec<_>, Error>>()?;
            desk.append(&actor, number, expected, kinds).wait()
        })
    }

    /// Where a file lies, to be opened; a copy of its own would be for nothing, it is never written again.
    ///
    /// Errors: [`Error::Refused`] when it is not there any more.
    pub fn attachment_file(&self, sha256: &str, name: &str) -> Reply<PathBuf> {
        let (folder, sha256, name) = (self.folder().to_owned(), sha256.to_owned(), name.to_owned());
        aside::aside(move || {
            attachment::find(&folder, &sha256, &name).ok_or_else(|| {
                Error::Refused(format!(
                    "附件「{name}」在数据文件夹里找不到了。请到备份里找，或请信息人员执行 tingsu check 核对。"
                ))
            })
        })
    }

    /// What a file shows, no side longer than this; or why it is shown as no picture here. Whatever is none is not read
    /// through.
    pub fn attachment_picture(&self, sha256: &str, name: &str, longest: u32) -> Reply<Result<Seen, Unshown>> {
        let (folder, sha256, name) = (self.folder().to_owned(), sha256.to_owned(), name.to_owned());
        aside::aside(move || {
            let Some(path) = attachment::find(&folder, &sha256, &name) else {
                return Ok(Err(Unshown::Missing));
            };
            Ok(seen(&path, longest).unwrap_or_else(|error| {
                tracing::warn!(%error, "a picture could not be read");
                Err(Unshown::Missing)
            }))
        })
    }

    /// How many files are kept with cases, and how large they are together in bytes.
    pub fn attachments_extent(&self) -> Reply<(usize, u64)> {
        let folder = self.folder().to_owned();
        aside::aside(move || Ok(attachment::extent(&folder)))
    }
}

fn seen(path: &Path, longest: u32) -> io::Result<Result<Seen, Unshown>> {
    let (mut file, mut bytes) = (File::open(path)?, Vec::new());
    (&mut file).take(Format::HEAD as u64).read_to_end(&mut bytes)?;
    if let Err(why) = Format::of(&bytes) {
        return Ok(Err(why));
    }
    file.read_to_end(&mut bytes)?;
    Ok(Seen::read(&bytes, longest))
}

fn name_of(file: &Path) -> String {
    file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Whether a file can be taken.
fn fits(file: &Path, most: u64) -> Result<(), Error> {
    let name = name_of(file);
    let refused = |words: String| Err(Error::Refused(words));
    let found = match fs::metadata(file) {
        Ok(found) => found,
        Err(error) => return Err(unkept(&name, &error)),
    };
    if found.is_dir() {
        return refused(format!("「{name}」是文件夹，没有添加。请打开它，选里面的文件。"));
    }
    if !found.is_file() {
        return refused(format!("「{name}」不是普通文件，没有添加。"));
    }
    if is_program(&name) {
        return refused(format!("「{name}」是程序，不能作附件，没有添加。请加照片、截图、扫描件或录音。"));
    }
    if found.len() == 0 {
        return refused(format!("「{name}」是空文件，没有添加。请核对文件。"));
    }
    if found.len() > most {
        return refused(format!(
            "「{name}」有 {}，超过一个附件 {} 的上限，没有添加。请先压缩或截取，或由客服主任在设置里调大。",
            size_words(found.len()),
            size_words(most)
        ));
    }
    Ok(())
}

fn unkept(name: &str, error: &io::Error) -> Error {
    tracing::error!(%error, "an attachment could not be kept");
    use io::ErrorKind::{NotFound, PermissionDenied, StorageFull};
    Error::Refused(match error.kind() {
        NotFound => format!("找不到文件「{name}」，没有添加。请核对它还在不在。"),
        PermissionDenied => {
            format!("文件「{name}」打不开，没有权限，没有添加。请先关掉占用它的程序，或换个位置。")
        }
        StorageFull => format!("磁盘已满，附件「{name}」没有添加，其他记录都在。请先腾出空间。"),
        _ => format!("附件「{name}」复制不了，没有添加，其他记录都在。请核对文件和磁盘。"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Error as Io, ErrorKind};

    #[test]
    fn why_a_file_cannot_be_read_is_told_with_its_name() {
        for (kind, told) in [
            (ErrorKind::NotFound, "找不到文件「监控.mp4」，没有添加"),
            (ErrorKind::PermissionDenied, "文件「监控.mp4」打不开，没有权限，没有添加"),
            (ErrorKind::StorageFull, "磁盘已满，附件「监控.mp4」没有添加"),
            (ErrorKind::InvalidData, "附件「监控.mp4」复制不了，没有添加"),
        ] {
            let words = unkept("监控.mp4", &Io::from(kind)).message();
            assert!(words.starts_with(told), "{words}");
        }
    }
}
