//! Writes a book as xlsx, row by row: what is written waits in a temporary file, not in memory.

use std::io::{Read, Seek, Write};

use rust_xlsxwriter::{
    Color, DocProperties, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::domain::time::Moment;
use crate::sheet::write::page::{Column, Page, Value};

/// A cell of Excel holds no more characters.
const LONGEST_TEXT: usize = 32_767;
/// What stands at the end of a text that was too long for a cell.
const CUT: &str = "…（过长，已截断）";
/// A page of Excel holds no more rows.
pub const MOST_ROWS: u32 = 1_048_576;

/// Who wrote a book, as its properties say. Whoever changes it later puts his own name there.
const AUTHOR: &str = "听诉";

/// Whether a file is a book that was written here, and changed by nobody since.
pub fn is_untouched(file: impl Read + Seek) -> bool {
    let mut properties = String::new();
    let read = zip::ZipArchive::new(file).is_ok_and(|mut zip| {
        zip.by_name("docProps/core.xml")
            .is_ok_and(|part| part.take(LONGEST_TEXT as u64).read_to_string(&mut properties).is_ok())
    });
    read && properties.contains(&format!("<cp:lastModifiedBy>{AUTHOR}</cp:lastModifiedBy>"))
}

/// Why a book was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// More rows than a page of Excel holds.
    #[error("too many rows for a page")]
    TooManyRows,
    /// The file, or the temporary file it is made from.
    #[error(transparent)]
    File(#[from] std::io::Error),
    /// The library refused something that this module gave it.
    #[error("{0}")]
    Book(XlsxError),
}

impl From<XlsxError> for WriteError {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::IoError(error) => Self::File(error),
            XlsxError::RowColumnLimitError => Self::TooManyRows,
            error => Self::Book(error),
        }
    }
}

/// A book in the making.
pub struct Book {
    book: Workbook,
    styles: Styles,
    names: Vec<String>,
}

struct Styles {
    title: Format,
    head: Format,
    short: Format,
    long: Format,
    count: Format,
    decimals: [Format; 3],
    share: Format,
    day: Format,
    time: Format,
}

impl Styles {
    fn new() -> Self {
        let plain = || Format::new().set_align(FormatAlign::Top);
        let number = |shape: &str| plain().set_num_format(shape);
        Self {
            title: Format::new().set_bold().set_font_size(14),
            head: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(Color::RGB(0x00E3_EFEB))
                .set_border_bottom(FormatBorder::Thin),
            // A number that is text, such as a telephone number, stays text when it is edited.
            short: number("@"),
            long: plain().set_text_wrap(),
            count: number("0"),
            decimals: [number("0"), number("0.0"), number("0.00")],
            share: number("0.0%"),
            day: number("yyyy-mm-dd"),
            time: number("yyyy-mm-dd hh:mm"),
        }
    }
}

impl Book {
    /// An empty book; `title` and the time stand in its properties.
    ///
    /// # Errors
    /// When the library refuses the time.
    pub fn new(title: &str, made: Moment) -> Result<Self, WriteError> {
        let mut book = Workbook::new();
        let made = made.date().and_time(made.time()).and_utc();
        let properties = DocProperties::new().set_title(title).set_author(AUTHOR);
        book.set_properties(&properties.set_creation_datetime(&made));
        Ok(Self { book, styles: Styles::new(), names: Vec::new() })
    }

    /// Writes a page with its rows; answers how many there were.
    ///
    /// # Errors
    /// What the rows say, and [`WriteError`] when the page cannot be written.
    pub fn page<E: From<WriteError>>(
        &mut self,
        page: &Page,
        rows: impl IntoIterator<Item = Result<Vec<Value>, E>>,
    ) -> Result<u32, E> {
        let name = tab_name(&page.name, &self.names);
        let sheet = self.book.add_worksheet_with_low_memory().map_err(WriteError::from)?;
        let styles = &self.styles;
        let head = head(sheet, page, &name, styles).map_err(WriteError::from)?;
        self.names.push(name);
        let mut at = head;
        for row in rows {
            at += 1;
            if at >= MOST_ROWS {
                return Err(WriteError::TooManyRows.into());
            }
            for (column, (value, form)) in (0u16..).zip(row?.iter().zip(&page.columns)) {
                write(sheet, (at, column), value, form, styles).map_err(WriteError::from)?;
            }
        }
        if let Some(last) = last_column(page) {
            sheet.autofilter(head, 0, at.max(head), last).map_err(WriteError::from)?;
        }
        Ok(at - head)
    }

    /// Writes the file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn save(mut self, file: impl Write + Send) -> Result<(), WriteError> {
        Ok(self.book.save_to_writer(file)?)
    }
}

fn last_column(page: &Page) -> Option<u16> {
    u16::try_from(page.columns.len()).ok()?.checked_sub(1)
}

/// Name, widths, title and head of a page; answers the row of the head.
fn head(sheet: &mut Worksheet, page: &Page, name: &str, styles: &Styles) -> Result<u32, XlsxError> {
    sheet.set_name(name)?.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    for (column, form) in (0u16..).zip(&page.columns) {
        sheet.set_column_width(column, form.width)?;
    }
    let row = if page.title.is_empty() { 0 } else { 2 };
    // What stays in place and is repeated on paper is told before the first row is written.
    sheet.set_freeze_panes(row + 1, 0)?.set_repeat_rows(row, row)?;
    if !page.title.is_empty() {
        sheet.set_row_height(0, 22)?;
        sheet.write_string_with_format(0, 0, &page.title, &styles.title)?;
    }
    sheet.set_row_height(row, 32)?;
    for (column, form) in (0u16..).zip(&page.columns) {
        sheet.write_string_with_format(row, column, &form.head, &styles.head)?;
    }
    Ok(row)
}

fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: &Value,
    form: &Column,
    styles: &Styles,
) -> Result<(), XlsxError> {
    match value {
        Value::Empty => return Ok(()),
        Value::Text(text) => {
            let style = if form.wraps { &styles.long } else { &styles.short };
            sheet.write_string_with_format(row, column, cut(text), style)?
        }
        Value::Count(count) => {
            // Counts of cases are far below the 2^53 up to which a cell is exact.
            sheet.write_number_with_format(row, column, *count as f64, &styles.count)?
        }
        Value::Decimal(number, places) => {
            let style = &styles.decimals[usize::from(*places).min(2)];
            sheet.write_number_with_format(row, column, *number, style)?
        }
        Value::Share(share) => sheet.write_number_with_format(row, column, *share, &styles.share)?,
        Value::Day(day) => sheet.write_datetime_with_format(row, column, day, &styles.day)?,
        Value::Time(at) => {
            let at = at.date().and_time(at.time());
            sheet.write_datetime_with_format(row, column, at, &styles.time)?
        }
    };
    Ok(())
}

/// A text that fits into a cell.
fn cut(text: &str) -> String {
    // Excel counts in units of UTF-16.
    if text.encode_utf16().count() <= LONGEST_TEXT {
        return text.to_owned();
    }
    let room = LONGEST_TEXT - CUT.chars().count();
    let mut used = 0;
    let fits = text.chars().take_while(|c| {
        used += c.len_utf16();
        used <= room
    });
    fits.collect::<String>() + CUT
}

/// A name that a tab may bear: at most 31 characters, none of `[]:*?/\`, not twice in the book.
fn tab_name(wanted: &str, taken: &[String]) -> String {
    let clean: String = wanted.chars().map(|c| if "[]:*?/\\'".contains(c) { ' ' } else { c }).collect();
    let clean = clean.trim();
    let clean = if clean.is_empty() { "表" } else { clean };
    let short = |room: usize| {
        let mut used = 0;
        let fits = clean.chars().take_while(|c| {
            used += c.len_utf16();
            used <= room
        });
        fits.collect::<String>()
    };
    let free = |name: &String| !taken.iter().any(|other| other.to_lowercase() == name.to_lowercase());
    let first = Some(short(31)).filter(|name| free(name));
    let numbered = || (2..).map(|n| format!("{} {n}", short(25))).find(|name| free(name));
    first.or_else(numbered).unwrap_or_else(|| short(31))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tab_bears_a_name_that_excel_takes() {
        assert_eq!(tab_name("责任类别", &[]), "责任类别");
        assert_eq!(tab_name("A/B:C", &[]), "A B C");
        assert_eq!(tab_name(" ", &[]), "表");
        let long = "澄".repeat(40);
        let first = tab_name(&long, &[]);
        assert_eq!(first.chars().count(), 31);
        let second = tab_name(&long, std::slice::from_ref(&first));
        assert!(second.ends_with(" 2") && second.chars().count() <= 31, "{second}");
    }

    #[test]
    fn a_text_longer_than_a_cell_says_that_it_was_cut() {
        assert_eq!(cut("短"), "短");
        let long = cut(&"𬱖".repeat(20_000));
        assert!(long.encode_utf16().count() <= LONGEST_TEXT && long.ends_with(CUT));
    }
}
