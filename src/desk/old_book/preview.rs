//! A book as it was read, with how many of its rows would be taken over and what is to be told of them: the same value serves
//! the dry run, the window and the taking over. The rows themselves stay in the file.

use std::collections::BTreeMap;
use std::mem;
use std::path::Path;
use std::sync::Arc;

use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::old_book::columns::{SheetColumns, recalled};
use crate::desk::old_book::reading::{Reading, What, refused};
use crate::domain::household_change::HouseholdChange;
use crate::domain::imported::BookKind;
use crate::domain::settings::Settings;
use crate::domain::time::Moment;
use crate::sheet::import::field::{Field, LedgerField, RosterField};
use crate::sheet::import::ledger::{self, KnownRooms};
use crate::sheet::import::problem::{Problem, Record, RowOutcome};
use crate::sheet::import::roster;
use crate::sheet::import::survey::Plans;
use crate::sheet::import::table::Mapping;
use crate::sheet::read::open;
use crate::sheet::read::visit::Visitor;

/// So many rows with something to be told, or changes, are shown; all of them go to a file.
pub const MOST_SHOWN: usize = 500;
/// So many rows are compared with what is there at once.
const CHUNK: usize = 500;

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

/// A book as it was read.
#[derive(Debug, Clone)]
pub struct Book {
    /// Name of the file.
    pub file: String,
    /// The columns of its tables.
    pub columns: Vec<SheetColumns>,
    /// The file, to go through its rows again.
    pub reading: Arc<Reading>,
    /// What would become, or became, of its rows.
    pub tally: BookTally,
    /// Whether nobody, and no head, has said yet what the columns are.
    pub unmapped: bool,
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

/// What would become, or became, of the rows of a book.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct BookTally {
    /// How many of each kind.
    pub counts: Counts,
    /// The first rows with something to be told.
    pub troubles: Vec<Trouble>,
    /// How many there are in all.
    pub all_troubles: usize,
    /// Of a roster: the first households that change.
    pub changes: Vec<HouseholdChange>,
    /// How many households are new, and how many known ones change.
    pub households: (usize, usize),
    /// What became of each row, in their order.
    pub outcomes: Vec<RowOutcome>,
}

impl BookTally {
    /// A further row with what becomes of it.
    pub(crate) fn add<V>(&mut self, row: &Record<V>) {
        self.outcomes.push(row.outcome);
        let counts = &mut self.counts;
        match row.outcome {
            RowOutcome::Imported => {
                counts.imported += 1;
                counts.noted += usize::from(!row.problems.is_empty());
            }
            RowOutcome::Duplicate => counts.duplicate += 1,
            RowOutcome::Refused => counts.refused += 1,
            RowOutcome::Skipped => {}
        }
        if !row.problems.is_empty() {
            self.all_troubles += 1;
            if self.troubles.len() < MOST_SHOWN {
                self.troubles.push(Trouble::of(row));
            }
        }
    }

    /// A household that changes.
    pub(crate) fn add_change(&mut self, change: HouseholdChange) {
        let (new, known) = &mut self.households;
        *(if change.is_new { new } else { known }) += 1;
        if self.changes.len() < MOST_SHOWN {
            self.changes.push(change);
        }
    }
}

impl Book {
    /// Which book it is.
    pub fn kind(&self) -> BookKind {
        self.reading.kind()
    }

    /// What is missing as long as nobody has said what the columns are.
    pub fn lacks(&self) -> Option<String> {
        let wanted = match self.kind() {
            BookKind::Ledger => "「受理日期」「内容」和「房号」「姓名」「电话」中的一项",
            BookKind::Roster => "「房号」和「业主姓名」或「联系电话」",
        };
        self.unmapped
            .then(|| format!("表头没有认出来。请在下面点各列，指明{wanted}；指明后会记住，下次自动认出。"))
    }

    /// Refuses a book of which nobody can say here what its columns are.
    ///
    /// # Errors
    /// [`Error::Refused`].
    pub fn mapped(self) -> Result<Self, Error> {
        if self.unmapped { Err(headless(self.kind())) } else { Ok(self) }
    }

    /// What would become, or became, of its rows.
    pub fn counts(&self) -> Counts {
        self.tally.counts.clone()
    }

    /// How many rows it has, with those that are no records.
    pub fn rows(&self) -> usize {
        self.tally.outcomes.len()
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

impl Trouble {
    /// Of a row that was read.
    pub(crate) fn of<V>(row: &Record<V>) -> Self {
        Self {
            sheet: row.sheet.clone(),
            row: row.row,
            outcome: row.outcome,
            problems: row.problems.clone(),
            original: original(&row.original),
        }
    }
}

/// A row in one line, each text behind its head.
pub fn original(cells: &[(String, String)]) -> String {
    let text = |(head, text): &(String, String)| {
        if head.is_empty() { text.clone() } else { format!("{head}：{text}") }
    };
    cells.iter().map(text).collect::<Vec<_>>().join("；")
}

/// Reads a file of one of these books and tells what each row would become, with columns that somebody may have set otherwise
/// than their heads tell; nothing is written. Slow: not for the window's thread. Without a desk: into an empty folder.
///
/// # Errors
/// [`Error::Refused`] when the file cannot be read or holds no such table.
pub fn read_book(desk: Option<&Desk>, now: Moment, path: &Path, mappings: &Mappings) -> Result<Book, Error> {
    let walk = |visitor: &mut dyn Visitor| open::walk(path, visitor);
    let (what, columns, unmapped) = match mappings {
        Mappings::Ledger(mappings) => {
            let said = |sheet: &str, heads: &[String]| said(desk, BookKind::Ledger, mappings, sheet, heads);
            let plans = ledger::plan(&walk, &said).map_err(|error| refused(&error))?;
            let settings = desk.map_or_else(|| Ok(Settings::default()), |desk| desk.settings().wait())?;
            let rooms = desk.map_or_else(|| Ok(KnownRooms::default()), |desk| desk.known_rooms().wait())?;
            let rooms = Some(rooms).filter(|rooms| !rooms.households.is_empty());
            let (columns, unmapped) = (columns(&plans), is_unmapped(&plans));
            (What::Ledger { plans, settings: Box::new(settings), rooms }, columns, unmapped)
        }
        Mappings::Roster(mappings) => {
            let said = |sheet: &str, heads: &[String]| said(desk, BookKind::Roster, mappings, sheet, heads);
            let plan = roster::plan(&walk, now, &said).map_err(|error| refused(&error))?;
            let (columns, unmapped) = (columns(&plan.plans), is_unmapped(&plan.plans));
            (What::Roster(plan), columns, unmapped)
        }
    };
    let reading = Reading::new(path, now, what)?;
    if columns.is_empty() {
        return Err(headless(reading.kind()));
    }
    let tally = match reading.kind() {
        BookKind::Ledger => ledger_tally(desk, &reading)?,
        BookKind::Roster => roster_tally(desk, &reading)?,
    };
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Book { file, columns, reading: Arc::new(reading), tally, unmapped })
}

/// No head of such a book was found.
fn headless(kind: BookKind) -> Error {
    let wanted = match kind {
        BookKind::Ledger => "「日期」「内容」和「房号」「姓名」「电话」中的一项",
        BookKind::Roster => "「房号」和「姓名」或「电话」",
    };
    Error::Refused(format!(
        "文件里没有找到{}的表头（须有{wanted}），没有导入任何内容。请核对文件。",
        kind.label()
    ))
}

/// Whether neither a head nor somebody has said what the columns are.
fn is_unmapped<F: Field>(plans: &Plans<F>) -> bool {
    !plans.iter().flatten().any(|plan| plan.said || plan.table.suffices())
}

fn ledger_tally(desk: Option<&Desk>, reading: &Reading) -> Result<BookTally, Error> {
    let (mut tally, mut chunk) = (BookTally::default(), Vec::new());
    let compare = |rows: Vec<_>| desk.map_or_else(|| Ok(rows.clone()), |desk| desk.mark_known(rows.clone()));
    reading.ledger_rows(|row| {
        chunk.push(row);
        if chunk.len() == CHUNK {
            compare(mem::take(&mut chunk))?.iter().for_each(|row| tally.add(row));
        }
        Ok(())
    })?;
    compare(chunk)?.iter().for_each(|row| tally.add(row));
    Ok(tally)
}

fn roster_tally(desk: Option<&Desk>, reading: &Reading) -> Result<BookTally, Error> {
    let (mut tally, mut chunk) = (BookTally::default(), Vec::new());
    let mut coming = reading.coming_households()?;
    reading.roster_rows(|row| {
        chunk.push(row);
        if chunk.len() == CHUNK {
            let rows = mem::take(&mut chunk);
            let known = Desk::known_households(desk, &rows)?;
            coming.preview(rows, known, &mut tally);
        }
        Ok(())
    })?;
    let known = Desk::known_households(desk, &chunk)?;
    coming.preview(chunk, known, &mut tally);
    coming.doubles().for_each(|(before, after)| {
        HouseholdChange::of(before.as_ref(), &after).into_iter().for_each(|one| tally.add_change(one));
    });
    Ok(tally)
}

fn columns<F: Field>(plans: &Plans<F>) -> Vec<SheetColumns> {
    let codes = |mapping: &Mapping<F>| mapping.iter().map(|field| field.map(Field::code)).collect();
    let plans = plans.iter().flatten();
    plans
        .map(|plan| SheetColumns {
            sheet: plan.name.clone(),
            heads: plan.table.heads.clone(),
            fields: codes(&plan.table.mapping),
            proposed: codes(&plan.proposed),
        })
        .collect()
}

/// What the columns of a sheet are, as somebody says now, else as it was remembered for sheets of the same heads.
fn said<F: Field>(
    desk: Option<&Desk>,
    kind: BookKind,
    said: &BTreeMap<String, Mapping<F>>,
    sheet: &str,
    heads: &[String],
) -> Option<Mapping<F>> {
    if let Some(mapping) = said.get(sheet) {
        return Some(mapping.clone());
    }
    let heads = heads.to_vec();
    // What cannot be recalled is told by the heads.
    let codes = desk?.ask(move |db| recalled(db, kind, &heads)).wait().ok().flatten()?;
    let of_code = |code: &str| F::ALL.iter().copied().find(|field| field.code() == code);
    Some(codes.iter().map(|code| code.as_deref().and_then(of_code)).collect())
}
