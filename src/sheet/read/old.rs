//! Reads xls: whole sheets at once, for the library knows no other way, so their extent is found out before. The format holds
//! no more than 65,536 rows a sheet.

use std::io::{Cursor, Read};

use calamine::{Data, Range, Reader, Xls};

use crate::sheet::read::cell::Row;
use crate::sheet::read::error::ReadError;
use crate::sheet::read::guard::{MOST_CELLS, MOST_COLUMNS};
use crate::sheet::read::visit::{Rows, Stopped};
use crate::sheet::read::xlsx::{merge, place, plain};

/// Reads an xls file, row by row.
///
/// # Errors
/// [`ReadError::Damaged`], [`ReadError::TooLarge`], [`ReadError::Locked`], [`ReadError::Foreign`].
pub(crate) fn walk(bytes: &[u8], rows: &mut Rows<'_>) -> Result<(), ReadError> {
    look_into_xls(bytes)?;
    let mut book = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        calamine::XlsError::Password => ReadError::Locked,
        error => ReadError::damaged(error),
    })?;
    let mut budget = MOST_CELLS;
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).map_err(ReadError::damaged)?;
        let merges = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        rows.sheet(&name, merges.into_iter().map(merge).collect());
        if walk_sheet(&range, &mut budget, rows)? == Err(Stopped) {
            return Ok(());
        }
    }
    Ok(())
}

fn walk_sheet(
    range: &Range<Data>,
    budget: &mut usize,
    rows: &mut Rows<'_>,
) -> Result<Result<(), Stopped>, ReadError> {
    let (top, left) = range.start().unwrap_or_default();
    let left = usize::try_from(left).unwrap_or(usize::MAX);
    for (number, line) in (top.saturating_add(1)..).zip(range.rows()) {
        let mut cells = Vec::new();
        for (column, value) in line.iter().enumerate() {
            let cell = plain(value);
            let column = left.saturating_add(column);
            if !cell.is_blank() && column < MOST_COLUMNS {
                place(&mut cells, column, cell, budget)?;
            }
        }
        if rows.whole(Row { number, cells }) == Err(Stopped) {
            return Ok(Err(Stopped));
        }
    }
    Ok(Ok(()))
}

/// Where a cell stands is written in the first four bytes of these records of an xls stream: blank, number, label,
/// boolean, formula, row of numbers, shared text, RK number.
const CELLS: [u16; 12] =
    [0x0001, 0x0002, 0x0003, 0x0004, 0x0006, 0x007e, 0x00bd, 0x00d6, 0x00fd, 0x0203, 0x0204, 0x0205];
/// A sheet or another part begins.
const BEGIN: u16 = 0x0809;
/// The rest of the stream is encrypted.
const LOCKED: u16 = 0x002f;

/// Refuses an xls file whose sheets would unfold to too many cells.
fn look_into_xls(bytes: &[u8]) -> Result<(), ReadError> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(ReadError::damaged)?;
    if file.exists("/EncryptedPackage") {
        return Err(ReadError::Locked);
    }
    let name = ["/Workbook", "/WORKBOOK", "/Book", "/BOOK"].into_iter().find(|name| file.is_stream(name));
    let mut stream = Vec::new();
    file.open_stream(name.ok_or(ReadError::Foreign)?)
        .and_then(|part| part.take(bytes.len() as u64).read_to_end(&mut stream))
        .map_err(ReadError::damaged)?;
    let (mut rest, mut extent, mut total) = (stream.as_slice(), Extent::default(), 0);
    while let [a, b, c, d, tail @ ..] = rest {
        let (kind, length) = (u16::from_le_bytes([*a, *b]), usize::from(u16::from_le_bytes([*c, *d])));
        let (body, after) = tail.split_at_checked(length).unwrap_or((tail, &[]));
        match (kind, body) {
            (LOCKED, _) => return Err(ReadError::Locked),
            (BEGIN, _) => {
                total += extent.area();
                extent = Extent::default();
            }
            (kind, [a, b, c, d, ..]) if CELLS.contains(&kind) => {
                extent.add(u16::from_le_bytes([*a, *b]), u16::from_le_bytes([*c, *d]));
            }
            _ => {}
        }
        if total + extent.area() > MOST_CELLS {
            return Err(ReadError::TooLarge);
        }
        rest = after;
    }
    Ok(())
}

/// The corners of what stands on a sheet.
#[derive(Default)]
struct Extent(Option<[u16; 4]>);

impl Extent {
    fn add(&mut self, row: u16, column: u16) {
        let [top, bottom, left, right] = self.0.unwrap_or([row, row, column, column]);
        self.0 = Some([top.min(row), bottom.max(row), left.min(column), right.max(column)]);
    }

    fn area(&self) -> usize {
        self.0.map_or(0, |[top, bottom, left, right]| {
            (usize::from(bottom - top) + 1) * (usize::from(right - left) + 1)
        })
    }
}
