//! Reads text files with commas, tabs or semicolons, in UTF-8, GB18030 (with GBK and GB2312) or UTF-16.
//!
//! A reader of its own, because the row that a report names is the number of the record with blank lines counted,
//! which the usual library skips without a trace.

use std::collections::VecDeque;
use std::io::{Read, Seek, SeekFrom};

use encoding_rs::{Decoder, Encoding, GB18030, UTF_8};

use crate::sheet::read::cell::{Cell, Row};
use crate::sheet::read::error::ReadError;
use crate::sheet::read::guard::{MOST_CELLS, MOST_COLUMNS};
use crate::sheet::read::visit::{Rows, Stopped};
use crate::sheet::read::xlsx::place;

/// So many characters are looked at to tell the separator.
const SAMPLE: usize = 20_000;
/// So many bytes are read at once.
const CHUNK: usize = 64 << 10;

/// Reads a text file as the only sheet of a book, row by row.
///
/// # Errors
/// [`ReadError::WebPage`], [`ReadError::Foreign`] for what is no text, [`ReadError::TooLarge`].
pub(crate) fn walk(mut source: impl Read + Seek, name: &str, rows: &mut Rows<'_>) -> Result<(), ReadError> {
    let (encoding, mark) = encoding_of(&mut source)?;
    source.seek(SeekFrom::Start(mark)).map_err(|error| ReadError::unreadable(&error))?;
    let mut text = Text::new(source, encoding);
    text.fill(SAMPLE)?;
    let start: String = text.ready.iter().skip_while(|c| c.is_whitespace()).take(9).collect();
    let tag = start.to_lowercase();
    if ["<!doctype", "<html", "<table", "<?xml"].iter().any(|web| tag.starts_with(web)) {
        return Err(ReadError::WebPage);
    }
    let separator = separator(text.ready.iter().copied().take(SAMPLE));
    rows.sheet(name, Vec::new());
    let mut budget = MOST_CELLS;
    let mut number = 0_u32;
    while let Some(record) = record(&mut text, separator)? {
        number = number.saturating_add(1);
        let mut cells = Vec::new();
        for (column, field) in record.into_iter().enumerate().take(MOST_COLUMNS) {
            let cell = Cell::of_text(unguarded(field));
            if !cell.is_blank() {
                place(&mut cells, column, cell, &mut budget)?;
            }
        }
        if rows.whole(Row { number, cells }) == Err(Stopped) {
            return Ok(());
        }
    }
    Ok(())
}

/// The code of a file, and how long its mark is: by the mark, else UTF-8 when it is that, else GB18030.
fn encoding_of(source: &mut (impl Read + Seek)) -> Result<(&'static Encoding, u64), ReadError> {
    let mut head = Vec::new();
    source.by_ref().take(3).read_to_end(&mut head).map_err(|error| ReadError::unreadable(&error))?;
    if let Some((encoding, mark)) = Encoding::for_bom(&head) {
        return Ok((encoding, mark as u64));
    }
    let (holes, broken) = holes(source, UTF_8)?;
    if !broken {
        return Ok((UTF_8, 0));
    }
    // Neither is whole: the one with fewer holes.
    let (in_chinese, _) = self::holes(source, GB18030)?;
    Ok((if holes < in_chinese { UTF_8 } else { GB18030 }, 0))
}

/// How many characters of a file cannot be read in a code, and whether any is broken.
fn holes(source: &mut (impl Read + Seek), encoding: &'static Encoding) -> Result<(usize, bool), ReadError> {
    source.rewind().map_err(|error| ReadError::unreadable(&error))?;
    let mut text = Text::new(source, encoding);
    let mut holes = 0;
    while text.read_on()? {
        holes += text.ready.iter().filter(|c| **c == char::REPLACEMENT_CHARACTER).count();
        // A nought in a text without a mark: pictures, programs, other offices' files.
        if text.ready.contains(&'\0') {
            return Err(ReadError::Foreign);
        }
        text.ready.clear();
    }
    Ok((holes, text.broken))
}

/// The characters of a file, a piece of it at a time.
struct Text<R> {
    source: R,
    decoder: Decoder,
    /// Read and not taken yet.
    ready: VecDeque<char>,
    bytes: Vec<u8>,
    piece: String,
    ended: bool,
    /// Something could not be decoded.
    broken: bool,
}

impl<R: Read> Text<R> {
    fn new(source: R, encoding: &'static Encoding) -> Self {
        Self {
            source,
            decoder: encoding.new_decoder_without_bom_handling(),
            ready: VecDeque::new(),
            bytes: vec![0; CHUNK],
            piece: String::new(),
            ended: false,
            broken: false,
        }
    }

    /// Reads a further piece; answers whether there was one.
    fn read_on(&mut self) -> Result<bool, ReadError> {
        if self.ended {
            return Ok(false);
        }
        let read = self.source.read(&mut self.bytes).map_err(|error| ReadError::unreadable(&error))?;
        self.ended = read == 0;
        let bytes = &self.bytes[..read];
        let longest = self.decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(CHUNK * 3);
        self.piece.clear();
        self.piece.reserve(longest);
        let (_, _, broken) = self.decoder.decode_to_string(bytes, &mut self.piece, self.ended);
        self.broken |= broken;
        self.ready.extend(self.piece.chars());
        Ok(true)
    }

    /// Reads until so many characters are there, or all.
    fn fill(&mut self, wanted: usize) -> Result<(), ReadError> {
        while self.ready.len() < wanted && self.read_on()? {}
        Ok(())
    }

    fn next(&mut self) -> Result<Option<char>, ReadError> {
        self.fill(1)?;
        Ok(self.ready.pop_front())
    }

    /// Takes the next character if it is this one.
    fn take(&mut self, wanted: char) -> Result<bool, ReadError> {
        self.fill(1)?;
        let fits = self.ready.front() == Some(&wanted);
        if fits {
            self.ready.pop_front();
        }
        Ok(fits)
    }
}

/// What separates the fields: whatever stands most often outside of quotes.
fn separator(sample: impl Iterator<Item = char>) -> char {
    let mut counts = [(',', 0_usize), ('\t', 0), (';', 0)];
    let mut quoted = false;
    for c in sample {
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

/// The next record, a blank one too; `None` at the end.
fn record<R: Read>(text: &mut Text<R>, separator: char) -> Result<Option<Vec<String>>, ReadError> {
    let Some(mut c) = text.next()? else { return Ok(None) };
    let mut record = Vec::new();
    let mut field = String::new();
    let mut quoted = false;
    loop {
        match c {
            '"' if quoted && text.take('"')? => field.push('"'),
            '"' if quoted => quoted = false,
            // A quote within a field is a quote.
            '"' if field.is_empty() => quoted = true,
            c if c == separator && !quoted => record.push(std::mem::take(&mut field)),
            '\r' | '\n' if !quoted => {
                if c == '\r' {
                    text.take('\n')?;
                }
                break;
            }
            c => field.push(c),
        }
        match text.next()? {
            Some(next) => c = next,
            None => break,
        }
    }
    record.push(field);
    Ok(Some(record))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::read::open;

    fn rows(bytes: &[u8]) -> Vec<(u32, Vec<String>)> {
        let sheets = open::read(bytes, "台账").unwrap();
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
        assert_eq!(open::read(b"<html><table><tr><td>1</td></tr></table>", "a"), Err(ReadError::WebPage));
        assert_eq!(open::read(b"\x89PNG\r\n\0\0", "a"), Err(ReadError::Foreign));
    }

    #[test]
    fn a_text_longer_than_a_piece_is_read_whole_in_every_code() {
        let text: String = (0..9_000).map(|n| format!("{n},\"张坤，\n第{n}户\",139{n:08}\r\n")).collect();
        for bytes in [text.clone().into_bytes(), GB18030.encode(&text).0.into_owned()] {
            assert!(bytes.len() > 3 * CHUNK);
            let found = rows(&bytes);
            assert_eq!(found.len(), 9_000);
            for (number, cells) in &found {
                let n = number - 1;
                assert_eq!(cells, &[n.to_string(), format!("张坤，\n第{n}户"), format!("139{n:08}")]);
            }
        }
    }
}
