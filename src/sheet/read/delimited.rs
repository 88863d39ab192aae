//! Reads text files with commas, tabs or semicolons, in UTF-8, GB18030 (with GBK and GB2312) or UTF-16.
//!
//! A reader of its own, because the row that a report names is the number of the record with blank lines counted,
//! which the usual library skips without a trace.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_8};

use crate::sheet::read::cell::{Cell, Row, Sheet};
use crate::sheet::read::guard::{MOST_CELLS, MOST_COLUMNS};
use crate::sheet::read::open::Error;
use crate::sheet::read::xlsx::place;

/// So many characters are looked at to tell the separator.
const SAMPLE: usize = 20_000;

/// Reads a text file as the only sheet of a book.
///
/// # Errors
/// [`Error::WebPage`], [`Error::Foreign`] for what is no text, [`Error::TooLarge`].
pub fn read(bytes: &[u8], name: &str) -> Result<Vec<Sheet>, Error> {
    let text = decode(bytes)?;
    let start = text.trim_start();
    let tag: String = start.chars().take(9).collect::<String>().to_lowercase();
    if ["<!doctype", "<html", "<table", "<?xml"].iter().any(|web| tag.starts_with(web)) {
        return Err(Error::WebPage);
    }
    let mut sheet = Sheet { name: name.to_owned(), ..Sheet::default() };
    let mut budget = MOST_CELLS;
    for (number, record) in (1..).zip(Records { rest: &text, separator: separator(&text) }) {
        let mut cells = Vec::new();
        for (column, field) in record.into_iter().enumerate().take(MOST_COLUMNS) {
            let cell = Cell::of_text(unguarded(field));
            if !cell.is_blank() {
                place(&mut cells, column, cell, &mut budget)?;
            }
        }
        if !cells.is_empty() {
            sheet.rows.push(Row { number, cells });
        }
    }
    Ok(vec![sheet])
}

/// The text of a file: by its mark, else UTF-8 when it is that, else GB18030.
fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Error> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok(encoding.decode_without_bom_handling(&bytes[mark..]).0);
    }
    // A nought in a text without a mark: pictures, programs, other offices' files.
    if bytes.contains(&0) {
        return Err(Error::Foreign);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Cow::Borrowed(text));
    }
    // Neither is whole: the one with fewer holes.
    let holes = |text: &str| text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
    let (chinese, _) = GB18030.decode_without_bom_handling(bytes);
    let (other, _) = UTF_8.decode_without_bom_handling(bytes);
    Ok(if holes(&other) < holes(&chinese) { other } else { chinese })
}

/// What separates the fields: whatever stands most often outside of quotes.
fn separator(text: &str) -> char {
    let mut counts = [(',', 0_usize), ('\t', 0), (';', 0)];
    let mut quoted = false;
    for c in text.chars().take(SAMPLE) {
        quoted ^= c == '"';
        if let Some((_, count)) = counts.iter_mut().find(|(one, _)| *one == c && !quoted) {
            *count += 1;
        }
    }
    // Of equals the first: a comma.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(',', |(one, _)| *one)
}

/// A text that a spreadsheet would take for a formula was given an apostrophe; Excel itself writes `="0123"`.
fn unguarded(field: String) -> String {
    if let Some(inner) = field.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')) {
        return inner.to_owned();
    }
    match field.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest.to_owned(),
        _ => field,
    }
}

/// The records of a text, blank ones included.
struct Records<'a> {
    rest: &'a str,
    separator: char,
}

impl Iterator for Records<'_> {
    type Item = Vec<String>;

    fn next(&mut self) -> Option<Vec<String>> {
        if self.rest.is_empty() {
            return None;
        }
        let mut record = Vec::new();
        let mut field = String::new();
        let mut quoted = false;
        let mut chars = self.rest.char_indices().peekable();
        while let Some((_, c)) = chars.next() {
            match c {
                '"' if quoted && chars.peek().is_some_and(|(_, next)| *next == '"') => {
                    chars.next();
                    field.push('"');
                }
                '"' if quoted => quoted = false,
                // A quote within a field is a quote.
                '"' if field.is_empty() => quoted = true,
                c if c == self.separator && !quoted => record.push(std::mem::take(&mut field)),
                '\r' | '\n' if !quoted => {
                    if c == '\r' && chars.peek().is_some_and(|(_, next)| *next == '\n') {
                        chars.next();
                    }
                    break;
                }
                c => field.push(c),
            }
        }
        let end = chars.peek().map_or(self.rest.len(), |(place, _)| *place);
        self.rest = &self.rest[end..];
        record.push(field);
        Some(record)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(bytes: &[u8]) -> Vec<(u32, Vec<String>)> {
        let sheets = read(bytes, "台账").unwrap();
        let texts = |row: &Row| row.cells.iter().map(Cell::text).collect();
        sheets[0].rows.iter().map(|row| (row.number, texts(row))).collect()
    }

    #[test]
    fn records_are_numbered_with_blank_ones_and_without_the_breaks_within_quotes() {
        let text = "a,b\r\n\r\n\"x\ny\",\"他说\"\"不\"\"\"\r\n,z";
        let found = rows(text.as_bytes());
        let line = |number, fields: [&str; 2]| (number, fields.map(str::to_owned).to_vec());
        assert_eq!(found, [line(1, ["a", "b"]), line(3, ["x\ny", "他说\"不\""]), line(4, ["", "z"])]);
    }

    #[test]
    fn offices_write_in_several_codes() {
        let text = "房号\t姓名\n3-2-1001\t张㛃\n";
        let expected =
            [(1, vec!["房号".to_owned(), "姓名".to_owned()]), (2, vec!["3-2-1001".into(), "张㛃".into()])];
        assert_eq!(rows(text.as_bytes()), expected);
        assert_eq!(rows(&[b"\xef\xbb\xbf", text.as_bytes()].concat()), expected);
        assert_eq!(rows(&GB18030.encode(text).0), expected);
        let wide: Vec<u8> =
            std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(rows(&wide), expected);
    }

    #[test]
    fn what_is_no_table_is_told() {
        assert_eq!(read(b"<html><table><tr><td>1</td></tr></table>", "a"), Err(Error::WebPage));
        assert_eq!(read(b"\x89PNG\r\n\0\0", "a"), Err(Error::Foreign));
    }
}
