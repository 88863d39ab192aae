//! Reads ods, row by row.

use std::io::{BufRead, BufReader, Read, Seek};

use calamine::{Data, DataType};
use quick_xml::events::{BytesStart, Event};

use crate::sheet::read::cell::{Cell, Row};
use crate::sheet::read::error::ReadError;
use crate::sheet::read::guard::{MOST_CELLS, MOST_COLUMNS, is, look_into_ods, number_of, text_of};
use crate::sheet::read::visit::{Rows, Stopped};
use crate::sheet::read::xlsx::{place, plain, to_minute};

/// Reads the tables of a book that was looked into.
///
/// # Errors
/// [`ReadError::Damaged`], [`ReadError::TooLarge`], [`ReadError::Locked`].
pub(crate) fn walk(mut source: impl Read + Seek, rows: &mut Rows<'_>) -> Result<(), ReadError> {
    let mut zip = zip::ZipArchive::new(&mut source).map_err(ReadError::damaged)?;
    if is_locked(&mut zip) {
        return Err(ReadError::Locked);
    }
    drop(zip);
    source.rewind().map_err(ReadError::damaged)?;
    let mut merges = look_into_ods(&mut source)?.into_iter();
    source.rewind().map_err(ReadError::damaged)?;
    let mut zip = zip::ZipArchive::new(source).map_err(ReadError::damaged)?;
    let part = zip.by_name("content.xml").map_err(ReadError::damaged)?;
    let mut xml = quick_xml::Reader::from_reader(BufReader::new(part));
    xml.config_mut().check_end_names = false;
    let (mut buffer, mut number, mut times) = (Vec::new(), 1_u32, 0_u32);
    let mut budget = MOST_CELLS;
    let mut cells: Vec<Cell> = Vec::new();
    let mut column = 0_usize;
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(ReadError::damaged)? {
            Event::Eof => return Ok(()),
            Event::Start(tag) if is(&tag, "table:table") => {
                let (name, merges) = merges.next().unwrap_or_default();
                rows.sheet(&name, merges);
                (number, times) = (1, 0);
            }
            // A table without anything in it.
            Event::Empty(tag) if is(&tag, "table:table") => {
                let (name, merges) = merges.next().unwrap_or_default();
                rows.sheet(&name, merges);
            }
            Event::Start(tag) if is(&tag, "table:table-row") => {
                number = number.saturating_add(times);
                times = repeated(&tag, "table:number-rows-repeated");
                column = 0;
            }
            Event::Empty(tag) if is(&tag, "table:table-row") => {
                number = number.saturating_add(times);
                times = repeated(&tag, "table:number-rows-repeated");
            }
            Event::End(tag) if tag.name().into_inner() == "table:table-row" => {
                let row = std::mem::take(&mut cells);
                for again in 0..if row.is_empty() { 0 } else { times } {
                    let number = number.saturating_add(again);
                    if rows.whole(Row { number, cells: row.clone() }) == Err(Stopped) {
                        return Ok(());
                    }
                }
            }
            Event::Empty(tag) if is_cell(&tag) => {
                let cell = value(&tag, String::new());
                let times = repeated(&tag, "table:number-columns-repeated");
                put(&mut cells, &mut column, cell, times, &mut budget)?;
            }
            Event::Start(tag) if is_cell(&tag) => {
                let tag = tag.into_owned();
                let text = text_within(&mut xml)?;
                let times = repeated(&tag, "table:number-columns-repeated");
                put(&mut cells, &mut column, value(&tag, text), times, &mut budget)?;
            }
            _ => {}
        }
    }
}

/// Whether the parts are encrypted, which the list of them tells.
fn is_locked<R: Read + Seek>(zip: &mut zip::ZipArchive<R>) -> bool {
    let Ok(part) = zip.by_name("META-INF/manifest.xml") else { return false };
    let mut list = String::new();
    let read = part.take(1 << 20).read_to_string(&mut list);
    read.is_ok() && list.contains("encryption-data")
}

fn is_cell(tag: &BytesStart<'_>) -> bool {
    is(tag, "table:table-cell") || is(tag, "table:covered-table-cell")
}

fn repeated(tag: &BytesStart<'_>, name: &str) -> u32 {
    u32::try_from(number_of(tag, name)).unwrap_or(u32::MAX)
}

/// Puts a cell into its column and into the next ones as often as it is repeated.
fn put(
    cells: &mut Vec<Cell>,
    column: &mut usize,
    cell: Cell,
    times: u32,
    budget: &mut usize,
) -> Result<(), ReadError> {
    let end = column.saturating_add(usize::try_from(times).unwrap_or(usize::MAX));
    if !cell.is_blank() {
        for column in *column..end.min(MOST_COLUMNS) {
            place(cells, column, cell.clone(), budget)?;
        }
    }
    *column = end;
    Ok(())
}

/// What stands in a cell, by its kind; a text is what is written in it.
fn value(tag: &BytesStart<'_>, text: String) -> Cell {
    let iso = |data: Data| match plain(&data) {
        Cell::Date(at) => Cell::Date(to_minute(at)),
        other => other,
    };
    match text_of(tag, "office:value-type").as_str() {
        "float" | "currency" | "percentage" => {
            text_of(tag, "office:value").parse().map_or_else(|_| Cell::of_text(text), Cell::Number)
        }
        "date" => iso(Data::DateTimeIso(text_of(tag, "office:date-value"))),
        "time" => {
            let data = Data::DurationIso(text_of(tag, "office:time-value"));
            data.as_time().map_or_else(|| Cell::of_text(text), Cell::Time)
        }
        "boolean" => plain(&Data::Bool(text_of(tag, "office:boolean-value") == "true")),
        "string" => {
            let said = text_of(tag, "office:string-value");
            Cell::of_text(if said.is_empty() { text } else { said })
        }
        _ => Cell::Blank,
    }
}

/// The text up to the end of the cell: its paragraphs as lines, without remarks that hang on it.
fn text_within<R: BufRead>(xml: &mut quick_xml::Reader<R>) -> Result<String, ReadError> {
    let (mut buffer, mut text) = (Vec::new(), String::new());
    let (mut depth, mut remark, mut paragraphs) = (1_usize, None, 0_usize);
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(ReadError::damaged)? {
            Event::Eof => return Ok(text),
            Event::Start(tag) => {
                if is(&tag, "office:annotation") && remark.is_none() {
                    remark = Some(depth);
                } else if is(&tag, "text:p") && remark.is_none() {
                    if paragraphs > 0 {
                        text.push('\n');
                    }
                    paragraphs += 1;
                } else if remark.is_none() {
                    mark(&tag, &mut text);
                }
                depth += 1;
            }
            Event::Empty(tag) if remark.is_none() => {
                if is(&tag, "text:p") {
                    if paragraphs > 0 {
                        text.push('\n');
                    }
                    paragraphs += 1;
                } else {
                    mark(&tag, &mut text);
                }
            }
            Event::End(_) => {
                depth -= 1;
                if remark == Some(depth) {
                    remark = None;
                }
                if depth == 0 {
                    return Ok(text);
                }
            }
            Event::Text(piece) if paragraphs > 0 && remark.is_none() => {
                text.push_str(&piece);
            }
            Event::GeneralRef(piece) if paragraphs > 0 && remark.is_none() => {
                if let Ok(Some(c)) = piece.resolve_char_ref() {
                    text.push(c);
                } else if let Ok(known) = quick_xml::escape::unescape(&format!("&{};", &*piece)) {
                    text.push_str(&known);
                }
            }
            _ => {}
        }
    }
}

/// Blanks, tabs and breaks have marks of their own.
fn mark(tag: &BytesStart<'_>, text: &mut String) {
    match tag.name().into_inner() {
        "text:s" => {
            let times = number_of(tag, "text:c").min(1_000);
            text.extend(std::iter::repeat_n(' ', usize::try_from(times).unwrap_or(1)));
        }
        "text:tab" => text.push('\t'),
        "text:line-break" => text.push('\n'),
        _ => {}
    }
}
