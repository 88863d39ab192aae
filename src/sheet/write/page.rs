//! A page of a book: its columns, and the values that stand in a row.

use chrono::NaiveDate;

use crate::domain::time::Moment;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// Text; it stays text whatever it begins with.
    Text(String),
    /// A whole number.
    Count(i64),
    /// A number with so many places behind the point.
    Decimal(f64, u8),
    /// A share of one, shown as a percentage to 0.1.
    Share(f64),
    /// A day.
    Day(NaiveDate),
    /// A time of the counter's clock, to the minute.
    Time(Moment),
}

impl Value {
    /// Text, or nothing when there is none.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// Text that may be absent.
    pub fn maybe(text: Option<&str>) -> Self {
        text.map_or(Self::Empty, Self::text)
    }

    /// A time that may be absent.
    pub fn time(moment: Option<Moment>) -> Self {
        moment.map_or(Self::Empty, Self::Time)
    }
}

impl From<u32> for Value {
    fn from(count: u32) -> Self {
        Self::Count(count.into())
    }
}

/// A column of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// What stands above it.
    pub head: String,
    /// Its width in Latin characters; a Chinese one takes two.
    pub width: f64,
    /// Long text that goes on in further lines.
    pub wraps: bool,
}

impl Column {
    /// A column of short cells.
    pub fn new(head: impl Into<String>, width: f64) -> Self {
        Self { head: head.into(), width, wraps: false }
    }

    /// A column of long text.
    pub fn long(head: impl Into<String>, width: f64) -> Self {
        Self { wraps: true, ..Self::new(head, width) }
    }
}

/// A page without its rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The name on its tab.
    pub name: String,
    /// A line above the head; may be empty.
    pub title: String,
    /// Its columns.
    pub columns: Vec<Column>,
}

impl Page {
    /// A page with its head in the first row.
    pub fn new(name: impl Into<String>, columns: Vec<Column>) -> Self {
        Self { name: name.into(), title: String::new(), columns }
    }

    /// With a line above the head.
    pub fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }
}
