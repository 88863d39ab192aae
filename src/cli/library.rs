//! `library`: the whole library out to a file and in from one.

use std::io::Write;
use std::path::Path;

use crate::cli::data::{Data, operator};
use crate::cli::failure::Failure;
use crate::cli::output::{load, save_bytes, say};

/// No library is larger, in bytes.
const LARGEST: u64 = 16 * 1024 * 1024;

/// Writes the library in force to a file.
///
/// # Errors
/// Why it failed.
pub fn export(data: &Data, file: &Path, out: &mut dyn Write) -> Result<(), Failure> {
    let desk = data.reading()?;
    save_bytes(data, file, desk.export_library()?.as_bytes())?;
    let library = desk.library();
    let (lines, situations) = (library.lines().count(), library.situations().len());
    say(out, &format!("已导出 {lines} 句话术、{situations} 个场景。"))
}

/// Puts the library of a file in place of the one in force.
///
/// # Errors
/// Why it failed; the library in force stays then.
pub fn import(data: &Data, file: &Path, out: &mut dyn Write) -> Result<(), Failure> {
    let text = String::from_utf8(load(file, LARGEST)?)
        .map_err(|_| Failure::Failed("这不是话术文件，没有导入，现有话术未变。".to_owned()))?;
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let imported = data.exclusive()?.import_library(&operator(), &name, &text).wait()?;
    say(out, &imported.sentence())
}
