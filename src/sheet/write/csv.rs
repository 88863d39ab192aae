//! Writes a page as csv: UTF-8 with its mark, as Excel wants it, lines ended by CR LF, times as `2026-11-03 09:12`.

use std::io::{self, Write};

use crate::sheet::write::page::{Page, Value};

/// Tells Excel that the text is UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Writes a page with its rows; answers how many there were.
///
/// # Errors
/// What the rows say, and the file's own.
pub fn write<E: From<io::Error>>(
    file: &mut dyn Write,
    page: &Page,
    rows: impl IntoIterator<Item = Result<Vec<Value>, E>>,
) -> Result<u32, E> {
    file.write_all(MARK)?;
    line(file, page.columns.iter().map(|column| field(&column.head)))?;
    let mut count = 0;
    for row in rows {
        line(file, row?.iter().map(|value| field(&shown(value))))?;
        count += 1;
    }
    Ok(count)
}

/// Writes a line of fields that are quoted where they must be.
///
/// # Errors
/// Those of the file.
pub fn line(file: &mut dyn Write, fields: impl Iterator<Item = String>) -> io::Result<()> {
    for (place, field) in fields.enumerate() {
        if place > 0 {
            file.write_all(b",")?;
        }
        file.write_all(field.as_bytes())?;
    }
    file.write_all(b"\r\n")
}

fn shown(value: &Value) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Text(text) => as_text(text),
        Value::Count(count) => count.to_string(),
        Value::Decimal(number, places) => format!("{number:.*}", usize::from(*places)),
        Value::Share(share) => format!("{:.1}%", share * 100.0),
        Value::Day(day) => day.format("%Y-%m-%d").to_string(),
        Value::Time(at) => format!("{} {}", at.date().format("%Y-%m-%d"), at.clock()),
    }
}

/// A text that a spreadsheet would take for a formula gets an apostrophe before it; a csv cell has no type.
fn as_text(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

/// A field, quoted where it must be.
pub fn field(text: &str) -> String {
    let quoted = text.contains([',', '"', '\r', '\n']) || text != text.trim();
    if quoted { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::write::page::Column;

    #[test]
    fn a_page_is_written_as_excel_reads_it() {
        let page = Page::new("台账", vec![Column::new("事项", 20.0), Column::new("件数", 8.0)]);
        let rows = [
            vec![Value::text("=1+1"), Value::Count(3)],
            vec![Value::text("他说“\"不\"”,\n走了"), Value::Share(0.914)],
            vec![Value::Empty, Value::Decimal(1.5, 2)],
        ];
        let mut file = Vec::new();
        let count = write::<io::Error>(&mut file, &page, rows.map(Ok)).unwrap();
        assert_eq!(count, 3);
        assert_eq!(&file[..3], MARK);
        let text = std::str::from_utf8(&file[3..]).unwrap();
        assert_eq!(text, "事项,件数\r\n'=1+1,3\r\n\"他说“\"\"不\"\"”,\n走了\",91.4%\r\n,1.50\r\n");
    }
}
