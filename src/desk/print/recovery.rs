//! The sheet with the recovery code. Its file lies beside the papers only as long as it takes to print it: whoever finds
//! it could set the supervisor's PIN.

use std::path::PathBuf;

use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::print::aside::aside;
use crate::desk::print::keep::keep;
use crate::desk::reply::Reply;
use crate::paper::form::recovery_code::recovery_code;
use crate::paper::layout::page::PrintInfo;
use crate::paper::render::printed;
use crate::store::disk;

const FILE: &str = "恢复码（打印后自动删除）.pdf";

impl Desk {
    /// Makes the sheet with the code and answers where it lies; `by` prints it.
    ///
    /// Errors: [`Error::Refused`] when it could not be made or written.
    pub fn print_recovery_code(&self, code: &str, by: &str) -> Reply<PathBuf> {
        let (desk, code, by) = (self.clone(), code.to_owned(), by.to_owned());
        aside(move || {
            let settings = desk.settings().wait()?;
            let info = PrintInfo::new(&settings, desk.now(), by, 1);
            let bytes = printed(&[recovery_code(&code)], &info).map_err(|error| {
                tracing::error!(%error, "a paper could not be made");
                Error::Refused(error.message().to_owned())
            })?;
            keep(desk.folder(), &desk.papers(), FILE, &bytes)
        })
    }

    /// Removes the sheet again: it is printed, or the program was ended meanwhile.
    pub fn drop_recovery_paper(&self) -> Reply<()> {
        let folder = self.papers();
        aside(move || {
            let stem = FILE.trim_end_matches(".pdf");
            let again = (2..100).map(|n| format!("{stem} ({n}).pdf"));
            for name in std::iter::once(FILE.to_owned()).chain(again) {
                let file = folder.join(name);
                if !file.exists() {
                    break;
                }
                if let Err(error) = disk::remove(&file) {
                    // A viewer still has it open; it goes at the next start.
                    tracing::warn!(%error, "the sheet of the recovery code is still there");
                }
            }
            Ok(())
        })
    }
}
