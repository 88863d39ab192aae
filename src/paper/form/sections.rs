//! What upright forms are built from: numbered sections of labelled boxes and small tables, and the free lines of
//! letters.

use crate::domain::code::Opinion;
use crate::paper::layout::boxes::{Align, Cell, Row};
use crate::paper::layout::flow::Block;
use crate::paper::layout::table::{Column, heads, record, section};
use crate::paper::layout::text::Style;
use crate::paper::wording::ticks;

/// The body type of the form.
pub const BODY: Style = Style::regular(10.5);
/// The type of section titles.
pub const HEAD: Style = Style::bold(10.5);
/// The width of the form in millimetres.
pub const WIDTH: f32 = 180.0;
/// The width of a label beside its box, in millimetres.
pub const LABEL: f32 = 23.0;
/// Boxes to be filled by hand are at least so high, in millimetres.
pub const BY_HAND: f32 = 8.0;

/// An answer of a return visit; nothing when it was not given.
pub fn opinion(opinion: Option<Opinion>) -> String {
    opinion.map_or(String::new(), |opinion| opinion.label().to_owned())
}

/// What stands under a section's title.
pub struct Body {
    /// Column heads, when it is a table: repeated with the title.
    pub heads: Option<Row>,
    /// Under them.
    pub rows: Vec<Row>,
}

impl From<Vec<Row>> for Body {
    fn from(rows: Vec<Row>) -> Self {
        Self { heads: None, rows }
    }
}

/// Sections with their Chinese numbers.
pub fn numbered(titled: Vec<(&str, Body)>) -> Vec<Block> {
    const NUMBERS: [&str; 13] =
        ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三"];
    let block = |(number, (title, body)): (&str, (&str, Body))| {
        section(&format!("{number}、{title}"), WIDTH, HEAD, body.heads, body.rows)
    };
    NUMBERS.into_iter().zip(titled).map(block).collect()
}

/// Labelled boxes side by side, all boxes equally wide.
pub fn fields(fields: &[(&str, &str)]) -> Row {
    let room = WIDTH / fields.len() as f32 - LABEL;
    let cells = fields.iter().flat_map(|(label, text)| {
        [Cell::label(LABEL, *label, BODY), Cell::new(room, *text, BODY).middle().whole()]
    });
    Row::new(cells.collect()).at_least(7.0)
}

/// One label with a box that may flow over pages.
pub fn long(label: &str, text: &str, least: f32) -> Row {
    // Room for the hand is kept where something is still to be written.
    let least = if least <= BY_HAND && !text.is_empty() { least.min(7.0) } else { least };
    let text = Cell::new(WIDTH - LABEL, text, BODY).middle();
    Row::new(vec![Cell::label(LABEL, label, BODY), text]).at_least(least).freely()
}

/// The three answers of a visit side by side, each under what it is about.
pub fn three_answers() -> [Row; 2] {
    let answers = ticks(Opinion::ALL.iter().map(|opinion| (opinion.label(), false)));
    let third = WIDTH / 3.0;
    let heads = ["受理过程", "处理措施", "处理结果"].map(|head| Cell::label(third, head, BODY));
    let boxes = [(); 3].map(|()| Cell::new(third, answers.as_str(), BODY).align(Align::Center).middle());
    [Row::new(heads.into()), Row::new(boxes.into()).at_least(7.0)]
}

/// A table as a section's body; an empty row to fill by hand when there is nothing to list.
pub fn listed(columns: &[Column], texts: Vec<Vec<String>>) -> Body {
    let mut rows: Vec<Row> = texts.into_iter().map(|texts| record(columns, texts, BODY)).collect();
    if rows.is_empty() {
        let blank = vec![String::new(); columns.len()];
        rows.push(record(columns, blank, BODY).at_least(BY_HAND));
    }
    Body { heads: Some(heads(columns, BODY)), rows }
}

/// The type of letters.
pub const LETTER: Style = Style::regular(12.0);

/// A free line or paragraph without a box, over the whole width.
pub fn free(text: impl Into<String>, style: Style) -> Row {
    Row::new(vec![Cell::new(WIDTH, text, style).bare()]).freely()
}

/// A paragraph of a letter, its first line two characters in.
pub fn paragraph(text: &str) -> Row {
    free(format!("　　{text}"), LETTER)
}

/// Free paragraphs as one block without a frame.
pub fn letter_block(rows: Vec<Row>) -> Block {
    Block::of(rows).unframed()
}
