//! Blocks with a head: titled sections, and tables whose column heads are repeated on every page.

use crate::paper::layout::boxes::{Align, Cell, Row, room};
use crate::paper::layout::canvas::Shade;
use crate::paper::layout::flow::Block;
use crate::paper::layout::text::{Style, lines};

/// A column of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its head.
    pub title: String,
    /// Its width in millimetres.
    pub width: f32,
    /// Where its text stands.
    pub align: Align,
    /// Whether its text wants to stay on one line.
    pub whole: bool,
}

impl Column {
    /// A column of sentences.
    pub fn text(title: &str, width: f32) -> Self {
        Self::of(title, width, Align::Left)
    }

    /// A column of codes, dates or short words.
    pub fn code(title: &str, width: f32) -> Self {
        Self::of(title, width, Align::Center)
    }

    /// A column of figures.
    pub fn figure(title: &str, width: f32) -> Self {
        Self::of(title, width, Align::Right)
    }

    /// A column of names, each on one line where it can be.
    pub fn name(title: &str, width: f32) -> Self {
        Self { whole: true, ..Self::of(title, width, Align::Center) }
    }

    fn of(title: &str, width: f32, align: Align) -> Self {
        Self { title: title.to_owned(), width, align, whole: false }
    }
}

/// Widths in the given shares that together fill `total` millimetres.
pub fn shares(total: f32, shares: &[f32]) -> Vec<f32> {
    let sum: f32 = shares.iter().sum();
    shares.iter().map(|share| total * share / sum).collect()
}

/// The shaded bar with the title of a section.
pub fn bar(title: &str, width: f32, style: Style) -> Row {
    Row::new(vec![Cell::new(width, title, style).shaded(Shade::Head).middle()])
}

/// A titled section, with column heads when it is a table. On further pages the title is repeated
/// with （续）, and so are the heads.
pub fn section(title: &str, width: f32, style: Style, heads: Option<Row>, rows: Vec<Row>) -> Block {
    let above = |title: &str| {
        let mut above = vec![bar(title, width, style)];
        above.extend(heads.clone());
        above
    };
    Block::of(rows).headed_again(above(title), above(&format!("{title}（续）")))
}

/// The row with the heads of the columns.
pub fn heads(columns: &[Column], style: Style) -> Row {
    let cell = |column: &Column| {
        let title = evened(&column.title, style, room(column.width));
        Cell::new(column.width, title, style).align(Align::Center).middle().shaded(Shade::Head)
    };
    Row::new(columns.iter().map(cell).collect())
}

/// A head whose last character would stand alone on a second line is broken before its last three: 按期／处理率.
fn evened(title: &str, style: Style, room: f32) -> String {
    let broken = lines(title, style, room);
    let letters: Vec<char> = title.chars().collect();
    match &broken[..] {
        [_, last] if last.chars().count() == 1 && letters.len() > 4 => {
            let (first, rest) = letters.split_at(letters.len() - 3);
            first.iter().chain(&['\n']).chain(rest).collect()
        }
        _ => title.to_owned(),
    }
}

/// A row of a table: one text a column.
pub fn record(columns: &[Column], texts: Vec<String>, style: Style) -> Row {
    let cell = |(column, text): (&Column, String)| {
        let cell = Cell::new(column.width, text, style).align(column.align).middle();
        if column.whole { cell.whole() } else { cell }
    };
    Row::new(columns.iter().zip(texts).map(cell).collect())
}

/// A table without a title, its heads repeated on every page.
pub fn table(columns: &[Column], rows: Vec<Row>, head: Style) -> Block {
    Block::of(rows).headed(vec![heads(columns, head)])
}
