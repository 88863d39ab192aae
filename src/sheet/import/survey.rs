//! The first walk through a book: on which sheets its table stands, what the columns are, and what only all rows together
//! tell. The second walk reads the rows one after the other.

use std::ops::ControlFlow;

use crate::sheet::import::field::Field;
use crate::sheet::import::table::{HEAD_WITHIN, Mapping, RowKind, Table};
use crate::sheet::import::words::is_ditto;
use crate::sheet::read::cell::{Cell, Merge, Row};
use crate::sheet::read::error::ReadError;
use crate::sheet::read::visit::{Merges, Visitor};

/// Goes through a book once and hands its rows on.
pub type Walk<'a> = &'a dyn Fn(&mut dyn Visitor) -> Result<(), ReadError>;

/// What somebody said that the columns of a sheet are, by its name and its heads.
pub type Said<'a, F> = &'a dyn Fn(&str, &[String]) -> Option<Mapping<F>>;

/// The table on a sheet, as it will be read.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetPlan<F> {
    /// Name of the sheet.
    pub name: String,
    /// The table, its columns as they are taken.
    pub table: Table<F>,
    /// What the heads, and what stands below them, tell of the columns.
    pub proposed: Mapping<F>,
    /// Whether somebody said what the columns are.
    pub said: bool,
    /// A blank date is that of the row above.
    pub filled_down: bool,
}

/// The plans of the sheets of a book in their order; `None` for a sheet without such a table.
pub type Plans<F> = Vec<Option<SheetPlan<F>>>;

/// Learns from all rows of a table what the heads do not tell.
pub trait Watcher<F> {
    /// A table begins.
    fn begin(&mut self, plan: &SheetPlan<F>, merges: &Merges);
    /// A record of it.
    fn record(&mut self, plan: &SheetPlan<F>, row: &Row);
    /// It ends; what was learnt goes into the plan.
    fn end(&mut self, plan: &mut SheetPlan<F>);
}

/// Walks through a book for the first time.
///
/// # Errors
/// When the book cannot be read.
pub fn survey<F: Field>(
    walk: Walk<'_>,
    said: Said<'_, F>,
    watcher: &mut dyn Watcher<F>,
) -> Result<Plans<F>, ReadError> {
    let mut survey = Survey { said, watcher, plans: Vec::new(), guesses: Vec::new(), sheet: None };
    walk(&mut survey)?;
    survey.end();
    // No head says what it is: somebody has to say what the columns of the likeliest are.
    let told = survey.plans.iter().any(Option::is_some);
    Ok(if told { survey.plans } else { survey.guesses })
}

struct Survey<'a, F> {
    said: Said<'a, F>,
    watcher: &'a mut dyn Watcher<F>,
    plans: Plans<F>,
    /// The likeliest tables of sheets of which no head says what it is.
    guesses: Plans<F>,
    sheet: Option<Begun<F>>,
}

/// A sheet that is gone through.
struct Begun<F> {
    name: String,
    merges: Merges,
    /// The joined cells as they were, for those who look from the top once more.
    all: Vec<Merge>,
    /// Its first rows, until the head was looked for among them.
    top: Vec<Row>,
    looked: bool,
    plan: Option<SheetPlan<F>>,
    guess: Option<SheetPlan<F>>,
}

impl<F: Field> Survey<'_, F> {
    /// The first rows are complete: finds the head among them and looks at those below it.
    fn find(&mut self) {
        let Some(sheet) = self.sheet.as_mut().filter(|sheet| !sheet.looked) else { return };
        sheet.looked = true;
        let found = Table::<F>::find(&sheet.top);
        let is_guess = found.is_none();
        let Some(mut table) = found.or_else(|| Table::guess(&sheet.top)) else { return };
        let proposed = table.mapping.clone();
        let said = (self.said)(&sheet.name, &table.heads);
        let is_said = said.is_some();
        if let Some(mapping) = said {
            table.mapping = mapping;
        }
        let plan = SheetPlan { name: sheet.name.clone(), table, proposed, said: is_said, filled_down: false };
        if is_guess && !is_said {
            sheet.guess = Some(plan);
            return;
        }
        // Once more from the top, with the joined cells as each row has them.
        sheet.merges = Merges::new(sheet.all.clone());
        self.watcher.begin(&plan, &sheet.merges);
        for mut row in std::mem::take(&mut sheet.top) {
            sheet.merges.step(&mut row);
            if row.number > plan.table.head && plan.table.kind(&row, &sheet.merges) == RowKind::Record {
                self.watcher.record(&plan, &row);
            }
        }
        sheet.plan = Some(plan);
    }

    fn end(&mut self) {
        self.find();
        if let Some(sheet) = self.sheet.take() {
            let plan = sheet.plan.map(|mut plan| {
                self.watcher.end(&mut plan);
                plan
            });
            self.plans.push(plan);
            self.guesses.push(sheet.guess);
        }
    }
}

impl<F: Field> Visitor for Survey<'_, F> {
    fn sheet(&mut self, name: &str, merges: Vec<Merge>) {
        self.end();
        let all = merges.clone();
        let merges = Merges::new(merges);
        let top = Vec::new();
        self.sheet =
            Some(Begun { name: name.to_owned(), merges, all, top, looked: false, plan: None, guess: None });
    }

    fn row(&mut self, mut row: Row) -> ControlFlow<()> {
        let Some(sheet) = &mut self.sheet else { return ControlFlow::Continue(()) };
        sheet.merges.step(&mut row);
        match &sheet.plan {
            Some(plan) => {
                if plan.table.kind(&row, &sheet.merges) == RowKind::Record {
                    self.watcher.record(plan, &row);
                }
            }
            // The head was not among the first rows.
            None if sheet.looked => {}
            None => {
                sheet.top.push(row);
                if sheet.top.len() == HEAD_WITHIN {
                    self.find();
                }
            }
        }
        ControlFlow::Continue(())
    }
}

/// Goes through the rows of the tables of a book for the second time.
pub(crate) struct Tables<'a, F> {
    plans: std::slice::Iter<'a, Option<SheetPlan<F>>>,
    plan: Option<&'a SheetPlan<F>>,
    merges: Merges,
    above: Above,
}

/// The record above, for the cells of the next that say 同上.
#[derive(Debug, Default)]
pub(crate) struct Above(Vec<Cell>);

impl Above {
    /// The row with what stood above in place of every 〃. Dates have a reader of their own.
    pub fn complete<F: Field>(&mut self, row: &Row, table: &Table<F>) -> Row {
        let mut whole = row.clone();
        for (column, cell) in whole.cells.iter_mut().enumerate() {
            let dated = table.mapping.get(column).copied().flatten().is_some_and(Field::is_date);
            if !dated && is_ditto(&cell.text()) {
                *cell = self.0.get(column).cloned().unwrap_or(Cell::Blank);
            }
        }
        self.0.clone_from(&whole.cells);
        whole
    }
}

/// A row of a sheet with a table.
pub(crate) enum TableRow {
    /// The head or a row above it.
    Above(Row),
    /// A row below the head, with what it is.
    Below(Row, RowKind),
}

impl<'a, F: Field> Tables<'a, F> {
    pub fn of(plans: &'a Plans<F>) -> Self {
        Self { plans: plans.iter(), plan: None, merges: Merges::default(), above: Above::default() }
    }

    /// The next sheet begins; answers its plan if it has a table.
    pub fn sheet(&mut self, merges: Vec<Merge>) -> Option<&'a SheetPlan<F>> {
        (self.merges, self.above) = (Merges::new(merges), Above::default());
        self.plan = self.plans.next().and_then(Option::as_ref);
        self.plan
    }

    /// The record with the cells above in place of every 〃.
    pub fn complete(&mut self, row: &Row, table: &Table<F>) -> Row {
        self.above.complete(row, table)
    }

    /// A row of it; `None` on a sheet without a table.
    pub fn row(&mut self, mut row: Row) -> Option<(&'a SheetPlan<F>, TableRow)> {
        self.merges.step(&mut row);
        let plan = self.plan?;
        if row.number <= plan.table.head {
            return Some((plan, TableRow::Above(row)));
        }
        let kind = plan.table.kind(&row, &self.merges);
        Some((plan, TableRow::Below(row, kind)))
    }
}
