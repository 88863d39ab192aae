//! A book as plain cells.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing, or blanks only.
    Blank,
    /// Text as it stands there.
    Text(String),
    /// A number.
    Number(f64),
    /// A day, or a time of a day.
    Date(NaiveDateTime),
    /// A time without a day.
    Time(NaiveTime),
}

/// The days that a plain number may stand for in Excel's count: 2000-01-01 to 2099-12-31.
const DAYS: std::ops::RangeInclusive<f64> = 36_526.0..=73_050.0;

impl Cell {
    /// Text, or nothing when it is blank.
    pub fn of_text(text: String) -> Self {
        let blank = text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'));
        if blank { Self::Blank } else { Self::Text(text) }
    }

    /// Whether nothing stands in it.
    pub fn is_blank(&self) -> bool {
        *self == Self::Blank
    }

    /// The text of the cell without outer blanks, as a person reads it; empty for nothing. A whole number has no point, a
    /// day without a time none either.
    pub fn text(&self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Text(text) => text.trim().to_owned(),
            Self::Number(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
            Self::Number(number) => number.to_string(),
            Self::Date(at) if at.time() == NaiveTime::MIN => at.format("%Y-%m-%d").to_string(),
            Self::Date(at) => at.format("%Y-%m-%d %H:%M").to_string(),
            Self::Time(time) => time.format("%H:%M").to_string(),
        }
    }

    /// The day that a number stands for, when a column of days was left unformatted.
    pub fn as_day(&self) -> Option<NaiveDateTime> {
        match self {
            Self::Date(at) => Some(*at),
            Self::Number(number) if DAYS.contains(number) => {
                let first = NaiveDate::from_ymd_opt(1899, 12, 30)?;
                let seconds = (number * 86_400.0).round();
                // At most 73,050 days of seconds: far within the range of both types.
                let span = chrono::Duration::seconds(seconds as i64);
                first.and_time(NaiveTime::MIN).checked_add_signed(span)
            }
            _ => None,
        }
    }
}

/// A row of a sheet in which something stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its number in the sheet, from 1; in a text file the number of the record.
    pub number: u32,
    /// Its cells from the first column on.
    pub cells: Vec<Cell>,
}

impl Row {
    /// The cell of a column, from 0.
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Blank)
    }

    /// Whether nothing stands in it.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(Cell::is_blank)
    }

    /// The columns in which something stands.
    pub fn filled(&self) -> impl Iterator<Item = (usize, &Cell)> {
        self.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank())
    }
}

/// Cells joined into one; rows from 1, columns from 0, both inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merge {
    /// First row.
    pub top: u32,
    /// Last row.
    pub bottom: u32,
    /// First column.
    pub left: usize,
    /// Last column.
    pub right: usize,
}

/// A sheet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// Its name; that of the file for a text file.
    pub name: String,
    /// Its rows that are not blank, by number.
    pub rows: Vec<Row>,
    /// Its joined cells.
    pub merges: Vec<Merge>,
}
