//! Hands a finished paper to the printer, or to the program of the computer that shows PDF files, off the window's
//! thread.

use std::path::PathBuf;

use crate::platform;

/// Prints the file by the print verb of its program, where there is one, else opens it: what to say then.
///
/// # Errors
/// A sentence that says where the file lies when nothing on this computer opens it.
pub async fn open(path: PathBuf) -> Result<String, String> {
    let place = path.display().to_string();
    smol::unblock(move || {
        if platform::print(&path) {
            return Ok(format!("PDF 已存到「{place}」，已送去打印"));
        }
        shown(path)
    })
    .await
}

/// Opens the file in the program that shows it: what to say then.
///
/// # Errors
/// A sentence that says where the file lies when nothing on this computer opens it.
pub async fn show(path: PathBuf) -> Result<String, String> {
    smol::unblock(move || shown(path)).await
}

/// Opens a file that is kept with a case in the program that it belongs to.
///
/// # Errors
/// A sentence when nothing on this computer opens it.
pub async fn show_file(path: PathBuf, name: &str) -> Result<(), String> {
    let name = name.to_owned();
    smol::unblock(move || {
        opener::open(&path).map_err(|error| {
            tracing::warn!(%error, "no viewer opened an attachment");
            format!("没有程序能打开「{name}」。文件在「{}」，请在那里打开。", path.display())
        })
    })
    .await
}

fn shown(path: PathBuf) -> Result<String, String> {
    let place = path.display().to_string();
    opener::open(path).map(|()| format!("PDF 已存到「{place}」，正在打开")).map_err(|error| {
        tracing::warn!(%error, "no viewer opened a paper");
        format!("PDF 已存到「{place}」，但没有程序能打开它。请到这个文件夹里打开并打印。")
    })
}
