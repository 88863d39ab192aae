//! Reads xlsx and xlsm, cell by cell.

use std::io::{Read, Seek};

use calamine::{Data, DataRef, DataType, Reader, SheetType, Xlsx};

use crate::sheet::read::cell::{Cell, Merge};
use crate::sheet::read::error::ReadError;
use crate::sheet::read::guard::{MOST_CELLS, MOST_COLUMNS};
use crate::sheet::read::visit::{Rows, Stopped};

/// Reads the sheets of a book that was looked into, row by row.
///
/// # Errors
/// [`ReadError::Damaged`], [`ReadError::TooLarge`], [`ReadError::Locked`].
pub(crate) fn walk(source: impl Read + Seek, rows: &mut Rows<'_>) -> Result<(), ReadError> {
    let mut book = Xlsx::new(source).map_err(|error| match error {
        calamine::XlsxError::Password => ReadError::Locked,
        error => ReadError::damaged(error),
    })?;
    let names: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    let mut budget = MOST_CELLS;
    for name in names {
        // A sheet of joined cells alone has none to read; a broken list of them is no reason to refuse the book.
        let merges = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        rows.sheet(&name, merges.into_iter().map(merge).collect());
        let mut cells = book.worksheet_cells_reader(&name).map_err(ReadError::damaged)?;
        while let Some(found) = cells.next_cell().map_err(ReadError::damaged)? {
            let (row, column) = found.get_position();
            let column = usize::try_from(column).unwrap_or(usize::MAX);
            let cell = plain_ref(found.get_value());
            if !cell.is_blank() && column < MOST_COLUMNS {
                let Ok(cells) = rows.cells_of(row.saturating_add(1)) else { return Ok(()) };
                place(cells, column, cell, &mut budget)?;
            }
        }
        if rows.end() == Err(Stopped) {
            return Ok(());
        }
    }
    Ok(())
}

/// Puts a cell into its column, blank ones before it; each costs a piece of the budget.
pub(crate) fn place(
    cells: &mut Vec<Cell>,
    column: usize,
    cell: Cell,
    budget: &mut usize,
) -> Result<(), ReadError> {
    if cells.len() <= column {
        *budget = budget.checked_sub(column + 1 - cells.len()).ok_or(ReadError::TooLarge)?;
        cells.resize(column + 1, Cell::Blank);
    }
    cells[column] = cell;
    Ok(())
}

pub(crate) fn merge(found: calamine::Dimensions) -> Merge {
    let column = |column: u32| usize::try_from(column).unwrap_or(usize::MAX);
    Merge {
        top: found.start.0.saturating_add(1),
        bottom: found.end.0.saturating_add(1),
        left: column(found.start.1),
        right: column(found.end.1).max(column(found.start.1)),
    }
}

fn plain_ref(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::SharedString(text) => Cell::of_text((*text).to_owned()),
        DataRef::String(text) => Cell::of_text(text.clone()),
        DataRef::DateTime(at) => plain(&Data::DateTime(*at)),
        DataRef::Int(number) => plain(&Data::Int(*number)),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::Bool(yes) => plain(&Data::Bool(*yes)),
        DataRef::DateTimeIso(text) => plain(&Data::DateTimeIso(text.clone())),
        DataRef::DurationIso(text) => plain(&Data::DurationIso(text.clone())),
        DataRef::Error(_) | DataRef::Empty => Cell::Blank,
    }
}

/// A cell of the library as a plain one. An error such as `#N/A` says nothing.
pub(crate) fn plain(value: &Data) -> Cell {
    match value {
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) => Cell::Number(*number),
        Data::String(text) => Cell::of_text(text.clone()),
        Data::Bool(yes) => Cell::Text(if *yes { "是" } else { "否" }.to_owned()),
        Data::DateTime(at) if !at.is_duration() && at.as_f64() >= 1.0 => {
            at.as_datetime().map_or(Cell::Number(at.as_f64()), |at| Cell::Date(to_minute(at)))
        }
        Data::DateTime(at) => {
            at.as_datetime().map_or(Cell::Number(at.as_f64()), |at| Cell::Time(to_minute(at).time()))
        }
        Data::DateTimeIso(text) => match value.as_datetime() {
            Some(at) => Cell::Date(at),
            None => Cell::of_text(text.clone()),
        },
        Data::DurationIso(text) => match value.as_time() {
            Some(time) => Cell::Time(time),
            None => Cell::of_text(text.clone()),
        },
        Data::Error(_) | Data::Empty => Cell::Blank,
    }
}

/// A serial date is a fraction of a day and may miss the minute by a hair.
pub(crate) fn to_minute(at: chrono::NaiveDateTime) -> chrono::NaiveDateTime {
    use chrono::{Duration, Timelike};
    let nearest = at.checked_add_signed(Duration::seconds(30)).unwrap_or(at);
    nearest.with_second(0).and_then(|at| at.with_nanosecond(0)).unwrap_or(at)
}
