//! Printing: the papers of a case, a day or a period as PDF, made on a thread of their own, counted, and kept as
//! files to be opened.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::thread;

use chrono::NaiveDate;

use crate::desk::error::Error;
use crate::desk::folder::{papers_folder, usual_folder};
use crate::desk::handle::Desk;
use crate::desk::output::{self, Kind};
use crate::desk::reply::Reply;
use crate::domain::case::CaseNumber;
use crate::domain::person::Actor;
use crate::domain::statistics::period::Period;
use crate::paper;
use crate::paper::form::handling_record::RecordCopy;
use crate::paper::layout::page::PrintInfo;
use crate::paper::wording::Labels;
use crate::store::disk;

/// What shall be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// Form 2 of a case.
    Record(CaseNumber, RecordCopy),
    /// Form 1 of the days from … to.
    Days(NaiveDate, NaiveDate),
    /// Form 3 of a period.
    Table(Period),
}

impl Sheet {
    /// Number of the form, as papers and print counts name it.
    fn form(self) -> u8 {
        match self {
            Self::Days(..) => 1,
            Self::Record(..) => 2,
            Self::Table(_) => 3,
        }
    }

    /// What is counted: a case number or a period.
    fn subject(self) -> String {
        match self {
            Self::Record(number, _) => number.to_string(),
            Self::Days(from, to) if from == to => from.to_string(),
            Self::Days(from, to) => format!("{from}_{to}"),
            Self::Table(period) => period.code(),
        }
    }

    /// Name of the file, without its folder.
    pub fn file_name(self) -> String {
        match self {
            Self::Record(number, RecordCopy::Internal) => format!("{number} 处理记录表 内部联.pdf"),
            Self::Record(number, RecordCopy::Customer) => format!("{number} 处理记录表 业主联.pdf"),
            Self::Days(from, to) if from == to => format!("{from} 工作信息记录表.pdf"),
            Self::Days(from, to) => format!("{from}至{to} 工作信息记录表.pdf"),
            Self::Table(period) => format!("{} 投诉分类统计表.pdf", period.code()),
        }
    }
}

impl Desk {
    /// Makes a paper: the bytes of a PDF. Counts the print.
    ///
    /// Errors: [`Error::NoCase`]; [`Error::Refused`] when the paper could not be made.
    pub fn print(&self, sheet: Sheet, actor: &Actor) -> Reply<Vec<u8>> {
        let (desk, actor) = (self.clone(), actor.clone());
        aside(move || desk.make(sheet, &actor))
    }

    /// Makes a paper, keeps it as a file and answers where it lies.
    ///
    /// Errors: as [`Desk::print`]; [`Error::Refused`] when the file cannot be written.
    pub fn print_to_file(&self, sheet: Sheet, actor: &Actor) -> Reply<PathBuf> {
        let (desk, actor) = (self.clone(), actor.clone());
        aside(move || {
            let bytes = desk.make(sheet, &actor)?;
            keep(desk.folder(), &desk.papers(), &sheet.file_name(), &bytes)
        })
    }

    /// The folder of the papers: 文档／听诉 for the usual data folder, beside the data for any other.
    pub fn papers(&self) -> PathBuf {
        match papers_folder() {
            Some(papers) if self.folder() == usual_folder() => papers,
            _ => self.folder().join("papers"),
        }
    }

    fn make(&self, sheet: Sheet, actor: &Actor) -> Result<Vec<u8>, Error> {
        let settings = self.settings().wait()?;
        let labels = Labels::new(&settings, self.situation_words());
        // The content is read before the print is counted: a paper that cannot be made is no print.
        let info = |times: u32| PrintInfo::new(&settings, self.now(), actor.name.clone(), times);
        let count = || self.printed(actor, &sheet.subject(), sheet.form()).wait().map(|times| times.value);
        let made = match sheet {
            Sheet::Record(number, copy) => {
                let case = self.case(number).wait()?;
                paper::form::handling_record::handling_record(&case, &labels, &info(count()?), copy)
            }
            Sheet::Days(from, to) => {
                let start = crate::domain::time::Moment::start_of(from);
                let end = crate::domain::time::Moment::start_of(to).end_of_day();
                let cases = self.cases_between(Some(start), Some(end)).wait()?;
                paper::form::work_record::work_record(&cases, from, to, &labels, &info(count()?))
            }
            Sheet::Table(period) => {
                let report = self.report(period).wait()?;
                paper::form::statistics::statistics(&report, &settings, &labels, "", &info(count()?))
            }
        };
        made.map_err(|error| {
            tracing::error!(%error, "a paper could not be made");
            Error::Refused(error.message().to_owned())
        })
    }
}

/// Does slow work on a thread of its own: neither the window nor a save waits for it.
fn aside<T: Send + 'static>(work: impl FnOnce() -> Result<T, Error> + Send + 'static) -> Reply<T> {
    let (sender, reply) = Reply::pending();
    let started = thread::Builder::new().name("tingsu-paper".into()).spawn(move || {
        // Nobody waits any more when the window closed meanwhile.
        let _ = sender.send(work());
    });
    match started {
        Ok(_) => reply,
        Err(error) => {
            tracing::error!(%error, "no thread for printing");
            Reply::ready(Err(Error::Refused("电脑太忙，这张纸没有打成；记录都在。请稍后再打印。".into())))
        }
    }
}

/// Writes a paper beside the others; one that is open in a viewer gets a new name.
fn keep(data: &Path, folder: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf, Error> {
    let write = |path: &Path| output::save(data, path, Kind::Pdf, |file| file.write_all(bytes));
    let path = folder.join(name);
    let written = disk::create_private_folder(folder)
        .map_err(|error| output::unwritable(folder, &error))
        .and_then(|()| {
            if write(&path).is_ok() {
                return Ok(path);
            }
            let stem = name.trim_end_matches(".pdf");
            let again = (2..100).map(|n| folder.join(format!("{stem} ({n}).pdf")));
            let free = again.into_iter().find(|path| !path.exists()).unwrap_or(path);
            write(&free).map(|()| free)
        });
    written.map_err(|error| {
        tracing::error!(%error, "a paper could not be kept");
        Error::Refused(format!(
            "文件存不进「{}」，没有打印；记录都在。请检查磁盘空间和权限。",
            folder.display()
        ))
    })
}
