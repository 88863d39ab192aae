//! `backup`, `restore` and `check`: whole databases in and out, and whether they are as they were written.

use std::fs;
use std::io::Write;
use std::path::Path;

use crate::cli::data::{Data, operator};
use crate::cli::failure::Failure;
use crate::cli::output::say;
use crate::desk::error::Error;
use crate::desk::maintenance::{ChosenCopy, MadeCopy, rebuild_folder, restore_folder};
use crate::domain::attachment::size_words;
use crate::domain::finding::Finding;
use crate::domain::safety::plain_passphrase;
use crate::store;

/// Copies the database to a file; with `all` or a passphrase everything in one file.
///
/// # Errors
/// Why it failed.
pub fn backup(
    data: &Data,
    file: &Path,
    all: bool,
    passphrase: Option<&Path>,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let desk = data.reading()?;
    let sound =
        |made: &MadeCopy| if made.state.faults.is_empty() { "并核对无误" } else { "并核对过" };
    if all || passphrase.is_some() {
        let pass = passphrase.map(read_passphrase).transpose()?;
        let made = desk.take_along(file, pass.as_deref()).wait()?;
        let sealed = if pass.is_some() { "并加密" } else { "" };
        say(out, &format!("已把数据和附件{sealed}存到「{}」，{}。", file.display(), sound(&made)))?;
        return made.warning().map_or(Ok(()), |words| say(out, &words));
    }
    let made = desk.backup_to(file).wait()?;
    say(out, &format!("已备份到「{}」，{}。", file.display(), sound(&made)))?;
    made.warning().map_or(Ok(()), |words| say(out, &words))?;
    match desk.attachments_extent().wait()? {
        (0, _) => Ok(()),
        (count, size) => say(
            out,
            &format!(
                "另有附件 {count} 个（{}）不在这个文件里，请把「{}」一并复制，或加 --all 打成一个文件。",
                size_words(size),
                data.folder.join("attachments").display()
            ),
        ),
    }
}

/// Puts a copy in place of the database.
///
/// # Errors
/// Why it failed; the present database stays in place then.
pub fn restore(
    data: &Data,
    file: &Path,
    passphrase: Option<&Path>,
    faulty: bool,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let pass = passphrase.map(read_passphrase).transpose()?;
    let copy = ChosenCopy { path: file.to_owned(), pass, faulty };
    let kept = match restore_folder(&data.folder, copy, data.clock, &operator()) {
        Err(error) if error.needs_passphrase() => {
            let sentence = "这份备份加了密，什么也没有改动。请把口令写在一个文件的第一行，加上 --passphrase-file 再执行一次。";
            return Err(Failure::Failed(sentence.to_owned()));
        }
        Err(error @ Error::Copy(store::error::Error::Damaged(_))) if !faulty => {
            let way_on = "只是个别记录有问题、又没有别的备份时，可以加上 --faulty 照原样恢复。";
            return Err(Failure::Failed(format!("{}{way_on}", error.message())));
        }
        kept => kept?,
    };
    say(out, "已用备份恢复数据。")?;
    match kept {
        None => Ok(()),
        Some(kept) => say(out, &format!("恢复前的数据另存在「{}」。", kept.display())),
    }
}

/// The passphrase in the first line of a file: on the command line others would see it.
fn read_passphrase(file: &Path) -> Result<String, Failure> {
    let text = fs::read_to_string(file).map_err(|error| {
        tracing::error!(%error, "passphrase file");
        Failure::Failed(format!("口令文件「{}」读不出来，什么也没有做。请核对文件。", file.display()))
    })?;
    let first = plain_passphrase(text.lines().next().unwrap_or_default());
    if first.is_empty() {
        let sentence =
            format!("口令文件「{}」的第一行是空的，什么也没有做。请把口令写在第一行。", file.display());
        return Err(Failure::Failed(sentence));
    }
    Ok(first)
}

/// Checks the database; with `since_last` only what came since the last sound check.
///
/// # Errors
/// [`Failure::Found`] when something is wrong, else why it failed.
pub fn check(data: &Data, since_last: bool, out: &mut dyn Write) -> Result<(), Failure> {
    let desk = data.reading()?;
    if !since_last {
        return tell(&desk.check().wait()?, "数据文件和记录链完好。", out);
    }
    match desk.check_since_last().wait()? {
        (0, found) => tell(&found, "数据文件和记录链完好。", out),
        (from, found) => tell(&found, &format!("第 {from} 条记录以后的内容和记录链完好。"), out),
    }
}

/// Checks the database and makes anew what is kept beside the events.
///
/// # Errors
/// As [`check`].
pub fn rebuild(data: &Data, out: &mut dyn Write) -> Result<(), Failure> {
    let found = rebuild_folder(&data.folder, data.clock)?;
    tell(&found, "数据文件和记录链完好，列表、检索和统计数据已重建。", out)
}

/// Compares the log with what stands in the foot of a paper.
///
/// # Errors
/// As [`check`].
pub fn check_paper(data: &Data, mark: &str, out: &mut dyn Write) -> Result<(), Failure> {
    let found = data.reading()?.check_paper(mark).wait()?;
    tell(&found, "这张纸打印时的记录都还在，没有改动。", out)
}

fn tell(found: &[Finding], sound: &str, out: &mut dyn Write) -> Result<(), Failure> {
    if found.is_empty() {
        return say(out, sound);
    }
    for finding in found {
        say(out, &finding.0)?;
    }
    say(out, &format!("共发现 {} 处问题。", found.len()))?;
    Err(Failure::Found)
}
