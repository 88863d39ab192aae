//! What a file would unfold to, found out before anything is unfolded in memory.

use std::io::{BufReader, Read, Seek};

use quick_xml::events::{BytesStart, Event};

use crate::sheet::read::cell::Merge;
use crate::sheet::read::error::ReadError;

/// The largest file that is read.
pub const LARGEST_FILE: u64 = 64 << 20;
/// All parts of a packed file together unfold to no more.
const LARGEST_INSIDE: u64 = 300 << 20;
/// What is held in memory as a whole when a book is opened: its texts.
const LARGEST_TEXTS: u64 = 100 << 20;
const MOST_PARTS: usize = 10_000;
/// A book has no more cells than this, blank ones between filled ones included.
pub const MOST_CELLS: usize = 3_000_000;
/// No table has more columns than this; what stands further right is no part of it.
pub const MOST_COLUMNS: usize = 256;

/// What is packed in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packed {
    /// xlsx or xlsm.
    Xlsx,
    /// xlsb.
    Xlsb,
    /// ods.
    Ods,
}

/// Looks into a zip: which book it is, and whether it unfolds to something that can be held.
///
/// # Errors
/// [`ReadError::Damaged`], [`ReadError::TooLarge`], [`ReadError::Foreign`].
pub fn look_into(source: impl Read + Seek) -> Result<Packed, ReadError> {
    let mut zip = zip::ZipArchive::new(source).map_err(ReadError::damaged)?;
    if zip.len() > MOST_PARTS {
        return Err(ReadError::TooLarge);
    }
    let mut total = 0;
    let mut kind = None;
    for place in 0..zip.len() {
        let part = zip.by_index(place).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(_) => ReadError::Locked,
            error => ReadError::damaged(error),
        })?;
        let name = part.name().map_err(ReadError::damaged)?.to_lowercase();
        kind = kind.or(match name.as_str() {
            "xl/workbook.xml" => Some(Packed::Xlsx),
            "xl/workbook.bin" => Some(Packed::Xlsb),
            "content.xml" => Some(Packed::Ods),
            _ => None,
        });
        // The size written in the file may lie: what counts is what comes out.
        let mut rest = part.take(LARGEST_INSIDE + 1 - total);
        let size = std::io::copy(&mut rest, &mut std::io::sink()).map_err(ReadError::damaged)?;
        total += size;
        let texts = name.ends_with("sharedstrings.xml") || name.ends_with("styles.xml");
        if total > LARGEST_INSIDE || (texts && size > LARGEST_TEXTS) {
            return Err(ReadError::TooLarge);
        }
    }
    kind.ok_or(ReadError::Foreign)
}

/// The joined cells of an ods file by sheet, in order; refuses one whose repeated cells unfold to too many.
///
/// # Errors
/// [`ReadError::Damaged`], [`ReadError::TooLarge`].
pub fn look_into_ods(source: impl Read + Seek) -> Result<Vec<(String, Vec<Merge>)>, ReadError> {
    let mut zip = zip::ZipArchive::new(source).map_err(ReadError::damaged)?;
    let part = zip.by_name("content.xml").map_err(ReadError::damaged)?;
    let mut xml = quick_xml::Reader::from_reader(BufReader::new(part));
    xml.config_mut().check_end_names = false;
    let mut tables = Vec::new();
    let (mut buffer, mut counter) = (Vec::new(), Counter::default());
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(ReadError::damaged)? {
            Event::Eof => return Ok(tables),
            Event::Start(tag) | Event::Empty(tag) if is(&tag, "table:table") => {
                tables.push((text_of(&tag, "table:name"), Vec::new()));
                counter.next_table();
            }
            Event::Start(tag) | Event::Empty(tag) if is(&tag, "table:table-row") => {
                counter.next_row(number_of(&tag, "table:number-rows-repeated"));
            }
            Event::Start(tag) | Event::Empty(tag)
                if is(&tag, "table:table-cell") || is(&tag, "table:covered-table-cell") =>
            {
                let left = counter.column;
                let filled = !text_of(&tag, "office:value-type").is_empty();
                counter.cell(number_of(&tag, "table:number-columns-repeated"), filled)?;
                let (rows, columns) = (
                    number_of(&tag, "table:number-rows-spanned"),
                    number_of(&tag, "table:number-columns-spanned"),
                );
                if let (Some(merge), Some((_, merges))) =
                    (counter.merge(left, rows, columns), tables.last_mut())
                {
                    merges.push(merge);
                }
            }
            _ => {}
        }
    }
}

/// Counts the cells that an ods file unfolds to: each table is as long and as wide as its last filled cell.
#[derive(Default)]
struct Counter {
    /// The first row that the tag at hand stands for, from 1.
    row: u64,
    /// How often it is repeated.
    times: u64,
    column: u64,
    length: u64,
    width: u64,
    /// Cells of the tables before.
    before: u64,
}

impl Counter {
    fn next_table(&mut self) {
        *self = Self { before: self.before.saturating_add(self.area()), ..Self::default() };
    }

    fn next_row(&mut self, times: u64) {
        self.row = if self.row == 0 { 1 } else { self.row.saturating_add(self.times) };
        (self.times, self.column) = (times, 0);
    }

    fn cell(&mut self, times: u64, filled: bool) -> Result<(), ReadError> {
        self.column = self.column.saturating_add(times);
        if filled {
            self.width = self.width.max(self.column);
            self.length = self.length.max(self.row.saturating_add(self.times) - 1);
        }
        if self.before.saturating_add(self.area()) > MOST_CELLS as u64 {
            Err(ReadError::TooLarge)
        } else {
            Ok(())
        }
    }

    fn area(&self) -> u64 {
        self.length.saturating_mul(self.width)
    }

    /// The cells joined by a tag that spans so many rows and columns and begins at this column.
    fn merge(&self, left: u64, rows: u64, columns: u64) -> Option<Merge> {
        let spans = (rows > 1 || columns > 1) && left < MOST_COLUMNS as u64;
        let right = (left + columns - 1).min(MOST_COLUMNS as u64);
        Some(Merge {
            top: u32::try_from(self.row).ok()?,
            bottom: u32::try_from(self.row.saturating_add(rows - 1)).ok()?,
            left: usize::try_from(left).ok()?,
            right: usize::try_from(right).ok()?,
        })
        .filter(|_| spans)
    }
}

pub(crate) fn is(tag: &BytesStart<'_>, name: &str) -> bool {
    tag.name().into_inner() == name
}

pub(crate) fn text_of(tag: &BytesStart<'_>, name: &str) -> String {
    let attribute = tag.try_get_attribute(name).ok().flatten();
    attribute.map(|one| one.value.into_owned()).unwrap_or_default()
}

/// A count written on a tag; 1 when there is none.
pub(crate) fn number_of(tag: &BytesStart<'_>, name: &str) -> u64 {
    text_of(tag, name).parse().unwrap_or(1).max(1)
}
