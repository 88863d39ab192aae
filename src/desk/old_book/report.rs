//! The import report of the interchange format, and the list of rows with something to be told, for people. Both go through the
//! file once more; what became of each row was noted when it was taken over.

use std::io::{self, Write};
use std::path::Path;
use std::sync::mpsc;
use std::thread;

use serde::Serialize;
use serde_json::{Value, json};

use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::old_book::preview::{Book, Trouble};
use crate::desk::output::{self, OutputKind};
use crate::desk::spreadsheet::{SheetFailure, save};
use crate::domain::imported::BookKind;
use crate::sheet::import::problem::{Problem, Record, RowOutcome};
use crate::sheet::write::page::{Column, Page, Value as Cell};
use crate::sheet::write::xlsx;

impl Desk {
    /// Writes the rows of a book with something to be told into a workbook: sheet, row, what becomes of it, what is
    /// wrong, and the row as it stands there. Answers how many there were. Slow: not for the window's thread.
    ///
    /// # Errors
    /// [`Error::Refused`] when the file cannot be written, or the book is another than it was.
    pub fn write_troubles(&self, book: &Book, path: &Path) -> Result<u32, Error> {
        let columns = [("表", 12.0), ("行", 8.0), ("结果", 12.0), ("提示", 36.0), ("原文", 90.0)];
        let columns = columns.map(|(head, width)| Column { head: head.into(), width, wraps: width > 30.0 });
        let page = Page::new("须核对的行", columns.to_vec());
        let row = |trouble: Trouble| {
            let told: Vec<&str> = trouble.problems.iter().map(|problem| Problem::label(*problem)).collect();
            Ok::<_, SheetFailure>(vec![
                Cell::text(trouble.sheet),
                Cell::from(trouble.row),
                Cell::text(trouble.outcome.label()),
                Cell::text(told.join("、")),
                Cell::text(trouble.original),
            ])
        };
        // One thread reads, one writes; few rows are held in between.
        let (rows, to_write) = mpsc::sync_channel(64);
        thread::scope(|scope| {
            let read = scope
                .spawn(move || each_trouble(book, |trouble| rows.send(trouble).map_err(|_| Error::Stopped)));
            let saved = save(self.folder(), path, OutputKind::Xlsx, |file| {
                let mut made = xlsx::Book::new(&format!("{}　须核对的行", book.file), self.now())?;
                let count = made.page(&page, to_write.into_iter().map(row))?;
                made.save(file)?;
                Ok(count)
            });
            match read.join() {
                Ok(Err(error)) if saved.is_ok() => Err(error),
                Ok(_) => saved,
                Err(_) => Err(Error::Stopped),
            }
        })
    }
}

/// Goes through the rows with something to be told, all of them.
///
/// # Errors
/// Those of `each`; [`Error::Refused`] when the file is another than it was.
pub fn each_trouble(book: &Book, mut each: impl FnMut(Trouble) -> Result<(), Error>) -> Result<(), Error> {
    fn told<V>(row: &Record<V>) -> Option<Trouble> {
        (!row.problems.is_empty()).then(|| Trouble::of(row))
    }
    if book.tally.all_troubles == book.tally.troubles.len() {
        return book.tally.troubles.iter().cloned().try_for_each(each);
    }
    book.reading.is_unchanged()?;
    let mut outcomes = book.tally.outcomes.iter();
    let mut outcome = move |read: RowOutcome| outcomes.next().copied().unwrap_or(read);
    match book.kind() {
        BookKind::Ledger => book.reading.ledger_rows(|mut row| {
            row.outcome = outcome(row.outcome);
            told(&row).map_or(Ok(()), &mut each)
        }),
        BookKind::Roster => book.reading.roster_rows(|mut row| {
            row.outcome = outcome(row.outcome);
            told(&row).map_or(Ok(()), &mut each)
        }),
    }
}

/// Writes the report of a book as it was taken over, or would be: one line a row.
///
/// # Errors
/// [`Error::Refused`] when the file cannot be written, or the book is another than it was.
pub fn write_report(book: &Book, data: &Path, path: &Path) -> Result<(), Error> {
    let mut failed = None;
    let saved = output::save(data, path, OutputKind::Text, |file| {
        let mut broken = None;
        let told = tell(book, &mut |line| {
            file.write_all(line.as_bytes()).map_err(|error| {
                broken = Some(error);
                Error::Stopped
            })
        });
        if let Some(error) = broken {
            return Err(error);
        }
        told.map_err(|error| {
            failed = Some(error);
            io::ErrorKind::Other.into()
        })
    });
    failed.map_or(saved, Err)
}

/// The report, a piece at a time.
fn tell(book: &Book, piece: &mut dyn FnMut(&str) -> Result<(), Error>) -> Result<(), Error> {
    book.reading.is_unchanged()?;
    let head = json!({
        "format": "tingsu-import",
        "version": 1,
        "kind": book.kind().code(),
        "file": book.file,
    });
    // The rows follow within the same object.
    piece(head.to_string().trim_end_matches('}'))?;
    piece(",\"rows\":[\n")?;
    let mut outcomes = book.tally.outcomes.iter();
    let mut outcome = move |read: RowOutcome| outcomes.next().copied().unwrap_or(read);
    let mut first = true;
    let mut line = |entry: Value| {
        let between = if std::mem::take(&mut first) { "" } else { ",\n" };
        piece(&format!("{between}{entry}"))
    };
    match book.kind() {
        BookKind::Ledger => book.reading.ledger_rows(|mut row| {
            row.outcome = outcome(row.outcome);
            line(entry(&row))
        }),
        BookKind::Roster => book.reading.roster_rows(|mut row| {
            row.outcome = outcome(row.outcome);
            line(entry(&row))
        }),
    }?;
    piece("\n]}\n")
}

fn entry<V: Serialize>(row: &Record<V>) -> Value {
    let mut entry = json!({
        "sheet": row.sheet,
        "row": row.row,
        "outcome": row.outcome,
        "problems": row.problems,
    });
    if let Some(values) = &row.values {
        entry["values"] = json!(values);
    }
    entry
}
