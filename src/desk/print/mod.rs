//! Printing: every paper as PDF, made on a thread of its own, counted, and kept as a file to be opened.
//!
//! | file | what lives there |
//! |---|---|
//! | `printout` | what there is to print |
//! | `compose` `sent` | what a paper is made from; a letter that went out, as it was |
//! | `sheet` | the same lists as spreadsheets |
//! | `filing` | what a paper does to its case |
//! | `keep` `aside` | where it lies; the thread that makes it |
//! | `recovery` | the sheet with the recovery code |

use std::io::Write;
use std::path::PathBuf;

use crate::desk::error::Error;
use crate::desk::folder::{papers_folder, usual_folder};
use crate::desk::handle::{Access, Desk};
use crate::desk::output::{self, OutputKind};
use crate::desk::print::aside::aside;
use crate::desk::print::compose::compose;
use crate::desk::print::keep::keep;
use crate::desk::print::printout::Printout;
use crate::desk::reply::Reply;
use crate::domain::person::Actor;
use crate::paper::layout::canvas::Page;
use crate::paper::layout::page::{PrintInfo, pages};
use crate::paper::render::printed;
use crate::store::snapshot::PAPERS;

pub(crate) mod aside;
pub mod compose;
pub mod filing;
mod keep;
pub mod printout;
mod recovery;
mod sent;
pub mod sheet;

impl Desk {
    /// Makes a paper: the bytes of a PDF. Counts the print.
    ///
    /// Errors: [`Error::NoCase`]; [`Error::Refused`] when the case has no such paper or it could not be made.
    pub fn print(&self, printout: Printout, actor: &Actor) -> Reply<Vec<u8>> {
        let (desk, actor) = (self.clone(), actor.clone());
        aside(move || desk.make(&printout, &actor, |bytes| Ok(bytes.to_vec())))
    }

    /// Makes a paper, keeps it as a file and answers where it lies. Counts the print; form 2 that was owed is filed by
    /// it.
    ///
    /// Errors: as [`Desk::print`]; [`Error::Refused`] when the file cannot be written.
    pub fn print_to_file(&self, printout: Printout, actor: &Actor) -> Reply<PathBuf> {
        let (desk, actor) = (self.clone(), actor.clone());
        aside(move || {
            let path = desk.make(&printout, &actor, |bytes| {
                keep(desk.folder(), &desk.papers(), &printout.file_name(), bytes)
            })?;
            desk.file_record(&printout, &actor)?;
            Ok(path)
        })
    }

    /// Makes a paper and writes it to a file of one's choice. Counts the print.
    ///
    /// Errors: as [`Desk::print_to_file`].
    pub fn print_to(&self, printout: Printout, actor: &Actor, path: PathBuf) -> Reply<()> {
        let (desk, actor) = (self.clone(), actor.clone());
        aside(move || {
            desk.make(&printout, &actor, |bytes| {
                output::save(desk.folder(), &path, OutputKind::Pdf, |file| file.write_all(bytes))
            })?;
            desk.file_record(&printout, &actor).map(|_| ())
        })
    }

    /// The pages of a paper as the next print would have them, to be looked at. Counts nothing.
    ///
    /// Errors: as [`Desk::print`].
    pub fn preview(&self, printout: Printout, actor: &Actor) -> Reply<Vec<Page>> {
        let (desk, actor) = (self.clone(), actor.clone());
        aside(move || {
            let forms = compose(&desk, &printout)?;
            let times = desk.times_printed(&printout.subject(), printout.form()).wait()? + 1;
            Ok(pages(&forms, &desk.print_info(&actor, times)?))
        })
    }

    /// The folder of the papers: 文档／听诉 for the usual data folder, beside the data for any other, apart while they can
    /// only be looked at.
    pub fn papers(&self) -> PathBuf {
        match papers_folder() {
            Some(papers) if self.folder() == usual_folder() => papers,
            // The folder may be write-protected or full.
            _ if self.access() == Access::Viewing => std::env::temp_dir().join(PAPERS),
            _ => self.folder().join("papers"),
        }
    }

    /// Makes a paper and hands it to `keep`. It counts once it is kept: what cannot be made, or lies nowhere, is no print.
    fn make<T>(
        &self,
        printout: &Printout,
        actor: &Actor,
        keep: impl FnOnce(&[u8]) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let forms = compose(self, printout)?;
        let (subject, form) = (printout.subject(), printout.form());
        let times = self.times_printed(&subject, form).wait()? + 1;
        let bytes = printed(&forms, &self.print_info(actor, times)?).map_err(|error| {
            tracing::error!(%error, "a paper could not be made");
            Error::Refused(error.message().to_owned())
        })?;
        let kept = keep(&bytes)?;
        self.printed(actor, &subject, form).wait()?;
        Ok(kept)
    }

    fn print_info(&self, actor: &Actor, times: u32) -> Result<PrintInfo, Error> {
        let settings = self.settings().wait()?;
        let log = self.log_mark().wait()?;
        Ok(PrintInfo { log, ..PrintInfo::new(&settings, self.now(), actor.name.clone(), times) })
    }
}
