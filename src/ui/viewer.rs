//! Hands a finished paper to the program of the computer that shows PDF files, off the window's thread.

use std::path::PathBuf;

/// Opens the file: what to say then.
///
/// # Errors
/// A sentence that says where the file lies when nothing on this computer opens it.
pub async fn open(path: PathBuf) -> Result<String, String> {
    let place = path.display().to_string();
    match smol::unblock(move || opener::open(path)).await {
        Ok(()) => Ok(format!("PDF 已存到「{place}」，正在打开")),
        Err(error) => {
            tracing::warn!(%error, "no viewer opened a paper");
            Err(format!("PDF 已存到「{place}」，但没有程序能打开它。请到这个文件夹里打开并打印。"))
        }
    }
}
