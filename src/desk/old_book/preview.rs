//! A book as it was read, with what each row would become: the same value serves the dry run, the window and the taking
//! over.

use std::collections::BTreeMap;
use std::path::Path;

use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::domain::imported::BookKind;
use crate::domain::settings::Settings;
use crate::domain::time::Moment;
use crate::sheet::import::field::{Field, LedgerField, RosterField};
use crate::sheet::import::ledger::{self, Around, KnownRooms, LedgerValues};
use crate::sheet::import::problem::{Problem, Record, RowOutcome};
use crate::sheet::import::roster::{self, RosterValues};
use crate::sheet::import::table::{Mapping, Table};
use crate::sheet::read::cell::Sheet;
use crate::sheet::read::open;

/// What the columns of the sheets of a book are, by the name of the sheet; a sheet that is not named is told by its
/// heads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mappings {
    /// Of a ledger.
    Ledger(BTreeMap<String, Mapping<LedgerField>>),
    /// Of a roster.
    Roster(BTreeMap<String, Mapping<RosterField>>),
}

impl Mappings {
    /// None said by anybody.
    pub fn none(kind: BookKind) -> Self {
        match kind {
            BookKind::Ledger => Self::Ledger(BTreeMap::new()),
            BookKind::Roster => Self::Roster(BTreeMap::new()),
        }
    }
}

/// The rows of a book.
#[derive(Debug, Clone, PartialEq)]
pub enum Rows {
    /// Of a ledger.
    Ledger(Vec<Record<LedgerValues>>),
    /// Of a roster.
    Roster(Vec<Record<RosterValues>>),
}

/// The columns of a sheet, to be shown and changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetColumns {
    /// Name of the sheet.
    pub sheet: String,
    /// What stands above each column.
    pub heads: Vec<String>,
    /// The code of the field that each column was taken for.
    pub fields: Vec<Option<&'static str>>,
}

/// A book as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Book {
    /// Name of the file.
    pub file: String,
    /// Its sheets as plain cells.
    pub sheets: Vec<Sheet>,
    /// What its rows mean.
    pub rows: Rows,
    /// The columns of its tables.
    pub columns: Vec<SheetColumns>,
}

/// How many rows of a kind there are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Would be, or were, taken over.
    pub imported: usize,
    /// There already.
    pub duplicate: usize,
    /// Cannot be taken over.
    pub refused: usize,
    /// Taken over with something to be told.
    pub noted: usize,
}

impl Book {
    /// Which book it is.
    pub fn kind(&self) -> BookKind {
        match self.rows {
            Rows::Ledger(_) => BookKind::Ledger,
            Rows::Roster(_) => BookKind::Roster,
        }
    }

    /// What would become, or became, of its rows.
    pub fn counts(&self) -> Counts {
        match &self.rows {
            Rows::Ledger(rows) => count(rows),
            Rows::Roster(rows) => count(rows),
        }
    }

    /// The rows with something to be told: sheet, row, what became of it, what is wrong.
    pub fn troubles(&self) -> Vec<Trouble> {
        match &self.rows {
            Rows::Ledger(rows) => troubles(rows),
            Rows::Roster(rows) => troubles(rows),
        }
    }
}

/// A row with something to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// Sheet.
    pub sheet: String,
    /// Row, from 1.
    pub row: u32,
    /// What became of it.
    pub outcome: RowOutcome,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    /// The row as it stands there.
    pub original: String,
}

fn count<V>(rows: &[Record<V>]) -> Counts {
    let of = |outcome| rows.iter().filter(|row| row.outcome == outcome).count();
    let noted = rows.iter().filter(|row| row.outcome == RowOutcome::Imported && !row.problems.is_empty());
    Counts {
        imported: of(RowOutcome::Imported),
        duplicate: of(RowOutcome::Duplicate),
        refused: of(RowOutcome::Refused),
        noted: noted.count(),
    }
}

fn troubles<V>(rows: &[Record<V>]) -> Vec<Trouble> {
    let told = rows.iter().filter(|row| !row.problems.is_empty());
    told.map(|row| Trouble {
        sheet: row.sheet.clone(),
        row: row.row,
        outcome: row.outcome,
        problems: row.problems.clone(),
        original: original(&row.original),
    })
    .collect()
}

/// A row in one line, each text behind its head.
pub fn original(cells: &[(String, String)]) -> String {
    let text = |(head, text): &(String, String)| {
        if head.is_empty() { text.clone() } else { format!("{head}：{text}") }
    };
    cells.iter().map(text).collect::<Vec<_>>().join("；")
}

/// Reads a file of one of these books and tells what each row would become; nothing is written. Slow: not for the
/// window's thread. Without a desk: into an empty folder.
///
/// # Errors
/// [`Error::Refused`] when the file cannot be read or holds no such table.
pub fn read_book(desk: Option<&Desk>, now: Moment, path: &Path, mappings: &Mappings) -> Result<Book, Error> {
    let sheets = open::open(path).map_err(|error| {
        tracing::error!(%error, "an office's book");
        Error::Refused(error.message())
    })?;
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    understand(desk, now, file, sheets, mappings)
}

/// What the rows of sheets mean, with columns that somebody may have set otherwise than their heads tell.
///
/// # Errors
/// As [`read_book`].
pub fn understand(
    desk: Option<&Desk>,
    now: Moment,
    file: String,
    sheets: Vec<Sheet>,
    mappings: &Mappings,
) -> Result<Book, Error> {
    let (rows, columns) = match mappings {
        Mappings::Ledger(mappings) => {
            let settings = desk.map_or_else(|| Ok(Settings::default()), |desk| desk.settings().wait())?;
            let rooms = desk.map_or_else(|| Ok(KnownRooms::default()), |desk| desk.known_rooms().wait())?;
            let roster = Some(&rooms).filter(|rooms| !rooms.households.is_empty());
            let around = Around { settings: &settings, now, roster, mappings };
            let mut rows = ledger::read(&sheets, &around);
            if let Some(desk) = desk {
                desk.mark_known(&mut rows)?;
            }
            (Rows::Ledger(rows), columns::<LedgerField>(&sheets, mappings))
        }
        Mappings::Roster(mappings) => {
            let mut rows = roster::read(&sheets, now, mappings);
            if let Some(desk) = desk {
                desk.mark_known_households(&mut rows)?;
            }
            (Rows::Roster(rows), columns::<RosterField>(&sheets, mappings))
        }
    };
    let book = Book { file, sheets, rows, columns };
    if book.columns.is_empty() {
        let wanted = match book.kind() {
            BookKind::Ledger => "「日期」「内容」和「房号」「姓名」「电话」中的一项",
            BookKind::Roster => "「房号」和「姓名」或「电话」",
        };
        return Err(Error::Refused(format!(
            "文件里没有找到{}的表头（须有{wanted}），没有导入任何内容。请核对文件。",
            book.kind().label()
        )));
    }
    Ok(book)
}

fn columns<F: Field>(sheets: &[Sheet], mappings: &BTreeMap<String, Mapping<F>>) -> Vec<SheetColumns> {
    let mut found = Vec::new();
    for sheet in sheets {
        let mut filled = sheet.clone();
        filled.fill_merged();
        let Some(table) = Table::<F>::find(&filled) else { continue };
        let mapping = mappings.get(&sheet.name).unwrap_or(&table.mapping);
        found.push(SheetColumns {
            sheet: sheet.name.clone(),
            fields: mapping.iter().map(|field| field.map(Field::code)).collect(),
            heads: table.heads,
        });
    }
    found
}
