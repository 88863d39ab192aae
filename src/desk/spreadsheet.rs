//! Spreadsheets that leave the counter: a list of cases as it stands on the screen, and form 3 as a book. Made on a
//! thread of their own.

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::Path;
use std::thread;

use crate::desk::error::Error;
use crate::desk::handle::{Access, Desk};
use crate::desk::output::{self, OutputKind};
use crate::desk::reply::Reply;
use crate::domain::case_column::CaseColumn;
use crate::domain::case_query::{CaseFilter, CaseOrder};
use crate::domain::permission;
use crate::domain::person::Actor;
use crate::domain::statistics::period::Period;
use crate::domain::statistics::report::Report;
use crate::sheet::write::cases::{Look, column, value};
use crate::sheet::write::page::{Page, Value};
use crate::sheet::write::{csv, statistics, xlsx};
use crate::store::disk;

/// How a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A workbook of Excel.
    Xlsx,
    /// Text with commas, UTF-8 with its mark.
    Csv,
}

impl Format {
    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
        }
    }

    /// The kind of its files.
    pub(crate) fn kind(self) -> OutputKind {
        match self {
            Self::Xlsx => OutputKind::Xlsx,
            Self::Csv => OutputKind::Text,
        }
    }

    /// The format that a file's ending names; xlsx for any other.
    pub fn of(path: &Path) -> Self {
        let csv = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
        if csv { Self::Csv } else { Self::Xlsx }
    }
}

/// A list of cases to be written.
#[derive(Debug, Clone)]
pub struct CaseList {
    /// Which cases.
    pub filter: CaseFilter,
    /// In which order.
    pub sort: CaseOrder,
    /// Which columns.
    pub columns: Vec<CaseColumn>,
    /// Telephone numbers in full, which only a supervisor may ask for (rules §10).
    pub in_full: bool,
}

impl CaseList {
    /// The cases of a filter with every column, telephone numbers masked.
    pub fn new(filter: CaseFilter, sort: CaseOrder) -> Self {
        Self { filter, sort, columns: CaseColumn::ALL.to_vec(), in_full: false }
    }
}

impl Desk {
    /// Writes a list of cases to a file; answers how many there were. An older file stays until the new one is whole.
    ///
    /// Errors: [`Error::Denied`] for numbers in full; [`Error::Refused`] when the file cannot be written.
    pub fn export_list(&self, list: CaseList, format: Format, path: &Path, actor: &Actor) -> Reply<u32> {
        if list.in_full
            && let Err(refused) = permission::supervisor(actor, "导出完整电话")
        {
            return Reply::ready(Err(refused.into()));
        }
        let (desk, path) = (self.clone(), path.to_owned());
        let actor = actor.clone();
        aside(move || {
            let full = list.in_full;
            let count = desk.write_list(list, format, &path)?;
            desk.exported(&actor, &path, count as usize, full).wait()?;
            Ok(count)
        })
    }

    /// Writes form 3 of a period as a book, and records it; with a number that version of a final month.
    ///
    /// Errors: [`Error::Refused`] when the file cannot be written.
    pub fn export_report(
        &self,
        period: Period,
        version: Option<u32>,
        path: &Path,
        actor: &Actor,
    ) -> Reply<()> {
        let (desk, path, actor) = (self.clone(), path.to_owned(), actor.clone());
        aside(move || {
            let (report, lists) = desk.with_lists(desk.counting(period, version).wait()?)?;
            let settings = desk.settings().wait()?;
            let names = desk.situation_names();
            save(desk.folder(), &path, OutputKind::Xlsx, |file| {
                Ok::<_, SheetFailure>(statistics::statistics(&report, &lists, &settings, &names, file)?)
            })?;
            desk.report_exported(&actor, &path, &report)
        })
    }

    /// Records that a table was written to a file. Who only looks at the data can record nothing; no owner stands in it.
    ///
    /// # Errors
    /// The database's own.
    pub(crate) fn report_exported(&self, actor: &Actor, path: &Path, report: &Report) -> Result<(), Error> {
        if self.access() == Access::Viewing {
            return Ok(());
        }
        self.exported(actor, path, report.check.received as usize, false).wait().map(drop)
    }

    fn write_list(&self, list: CaseList, format: Format, path: &Path) -> Result<u32, Error> {
        let CaseList { filter, sort, columns, in_full } = list;
        let (settings, situations) = (self.settings().wait()?, self.situation_names());
        let now = self.now();
        let look = Look { settings: &settings, situations: &situations, now, in_full };
        let page = Page::new("台账", columns.iter().map(|one| column(*one)).collect());
        // Page by page: a list may be longer than what one wants to hold.
        let lines = self.every_case(filter, sort).map(|row| {
            let row = row?;
            Ok::<Vec<Value>, SheetFailure>(columns.iter().map(|one| value(*one, &row, &look)).collect())
        });
        save(self.folder(), path, format.kind(), |file| match format {
            Format::Csv => csv::write(file, &page, lines),
            Format::Xlsx => {
                let mut book = xlsx::Book::new(&format!("{}　台账", settings.property), now)?;
                let count = book.page(&page, lines)?;
                book.save(file)?;
                Ok(count)
            }
        })
    }
}

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SheetFailure {
    #[error(transparent)]
    File(#[from] io::Error),
    #[error(transparent)]
    Book(#[from] xlsx::WriteError),
    #[error(transparent)]
    Desk(#[from] Error),
}

/// Writes a file so that it is whole or not there, in place of nothing but a file of its kind.
pub(crate) fn save<T>(
    data: &Path,
    path: &Path,
    kind: OutputKind,
    write: impl FnOnce(&mut BufWriter<File>) -> Result<T, SheetFailure>,
) -> Result<T, Error> {
    output::may_replace(data, path, kind)?;
    disk::replace(path, write).map_err(|trouble| refused(path, &trouble))
}

fn refused(path: &Path, trouble: &SheetFailure) -> Error {
    tracing::error!(error = %trouble, "a spreadsheet could not be written");
    let why = match trouble {
        SheetFailure::Desk(error) => return error.clone(),
        SheetFailure::Book(xlsx::WriteError::TooManyRows) => {
            return Error::Refused(
                "行数超过一张工作表的上限（1048576 行），文件没有写成。请缩小时间段，分几次导出。".into(),
            );
        }
        SheetFailure::Book(xlsx::WriteError::Book(_)) => "表格没有生成",
        SheetFailure::File(error) | SheetFailure::Book(xlsx::WriteError::File(error)) => {
            output::why_unwritten(error, cfg!(windows))
        }
    };
    Error::Refused(format!(
        "文件「{}」没有写成：{why}。原来的文件没有动，请处理后再导出一次。",
        path.display()
    ))
}

/// Does slow work on a thread of its own: neither the window nor a save waits for it.
pub(crate) fn aside<T: Send + 'static>(work: impl FnOnce() -> Result<T, Error> + Send + 'static) -> Reply<T> {
    let (sender, reply) = Reply::pending();
    let started = thread::Builder::new().name("tingsu-sheet".into()).spawn(move || {
        // Nobody waits any more when the window closed meanwhile.
        let _ = sender.send(work());
    });
    match started {
        Ok(_) => reply,
        Err(error) => {
            tracing::error!(%error, "no thread for a spreadsheet");
            Reply::ready(Err(Error::Refused("电脑太忙，这一步没有做；记录都在。请稍后再试。".into())))
        }
    }
}
