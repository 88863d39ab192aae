//! Cells and rows: boxes that grow with their text, and the cutting of a row that a page cannot hold.

use crate::paper::layout::canvas::{HAIRLINE, Mark, Shade};
use crate::paper::layout::font::printable;
use crate::paper::layout::text::{self, Style};

/// Between a box's edge and its text, in millimetres.
const SIDE: f32 = 1.2;
const ABOVE: f32 = 0.9;
/// The same in rows that stand close together.
const TIGHT: f32 = 0.35;
/// Rows of typed words are no higher than this; what is to be filled by hand is.
const LOW: f32 = 7.0;
/// How low such a row may become.
const LOWEST: f32 = 6.2;
/// The lines of a box that must find room before a freely flowing row begins on a page.
const FIRST_LINES: usize = 3;
/// Stands behind a label that is repeated on a continued page.
const CONTINUED: &str = "（续）";

/// Where text stands between the left and the right edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Sentences.
    Left,
    /// Labels, codes and dates.
    Center,
    /// Figures.
    Right,
}

/// A box of a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    width: f32,
    content: Content,
    align: Align,
    middle: bool,
    shade: Option<Shade>,
    repeats: bool,
    bordered: bool,
    whole: bool,
}

#[derive(Debug, Clone, PartialEq)]
enum Content {
    Text(Vec<(String, Style)>),
    Drawing { height: f32, marks: Vec<Mark> },
}

impl Cell {
    /// A box with text of one style, at the upper left; an empty text leaves a box to fill by hand.
    pub fn new(width: f32, text: impl Into<String>, style: Style) -> Self {
        Self::of(width, Content::Text(vec![(text.into(), style)]))
    }

    /// A box with paragraphs of different styles.
    pub fn paragraphs(width: f32, paragraphs: Vec<(String, Style)>) -> Self {
        Self::of(width, Content::Text(paragraphs))
    }

    /// A box with a drawing; its marks are placed from the upper left corner of the box.
    pub fn drawing(width: f32, height: f32, marks: Vec<Mark>) -> Self {
        Self::of(width, Content::Drawing { height, marks })
    }

    /// A shaded label in the middle of its box. When its row continues on a next page it is repeated.
    pub fn label(width: f32, text: impl Into<String>, style: Style) -> Self {
        let mut cell = Self::new(width, text, style).align(Align::Center).middle();
        cell.shade = Some(Shade::Label);
        cell.repeats = true;
        cell
    }

    fn of(width: f32, content: Content) -> Self {
        Self {
            width,
            content,
            align: Align::Left,
            middle: false,
            shade: None,
            repeats: false,
            bordered: true,
            whole: false,
        }
    }

    /// Sets where the text stands between left and right.
    #[must_use]
    pub fn align(mut self, align: Align) -> Self {
        self.align = align;
        self
    }

    /// Puts the text half way down the box.
    #[must_use]
    pub fn middle(mut self) -> Self {
        self.middle = true;
        self
    }

    /// Fills the box.
    #[must_use]
    pub fn shaded(mut self, shade: Shade) -> Self {
        self.shade = Some(shade);
        self
    }

    /// Draws no lines around the box.
    #[must_use]
    pub fn bare(mut self) -> Self {
        self.bordered = false;
        self
    }

    /// Keeps each line of the text on one line, in smaller type where it must be: names.
    #[must_use]
    pub fn whole(mut self) -> Self {
        self.whole = true;
        self
    }

    /// Every text of the box as the record has it.
    pub fn texts(&self) -> Vec<&str> {
        match &self.content {
            Content::Text(paragraphs) => paragraphs.iter().map(|(text, _)| text.as_str()).collect(),
            Content::Drawing { marks, .. } => marks
                .iter()
                .filter_map(|mark| match mark {
                    Mark::Text { text, .. } => Some(text.as_str()),
                    _ => None,
                })
                .collect(),
        }
    }

    fn laid(&self, x: f32, above: f32) -> LaidCell {
        let room = room(self.width);
        let (lines, drawing) = match &self.content {
            Content::Text(paragraphs) => {
                let lines = paragraphs.iter().flat_map(|(text, style)| {
                    let text = printable(text);
                    let narrowed = if self.whole { text::narrowed_whole } else { text::narrowed };
                    let style = narrowed(&text, *style, room);
                    text::lines(&text, style, room).into_iter().map(move |line| (line, style))
                });
                (lines.collect(), None)
            }
            Content::Drawing { height, marks } => (Vec::new(), Some((*height, marks.clone()))),
        };
        LaidCell {
            x,
            above,
            width: self.width,
            lines,
            drawing,
            align: self.align,
            middle: self.middle,
            shade: self.shade,
            repeats: self.repeats,
            bordered: self.bordered,
        }
    }
}

/// What a box of this width has for its text, in millimetres.
pub fn room(width: f32) -> f32 {
    width - 2.0 * SIDE
}

/// Whether a row may be cut where a page ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Split {
    /// Only when it is taller than a whole page.
    Whole,
    /// Wherever the page ends: boxes of long text.
    Freely,
}

/// Boxes side by side, all as high as the highest.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// From left to right.
    pub cells: Vec<Cell>,
    /// At least this high, in millimetres.
    pub min_height: f32,
    /// Whether it may be cut.
    pub split: Split,
    /// Whether little is left above and below its text.
    pub tight: bool,
}

impl Row {
    /// A row that stays whole and is as high as its text wants.
    pub fn new(cells: Vec<Cell>) -> Self {
        Self { cells, min_height: 0.0, split: Split::Whole, tight: false }
    }

    /// Makes the row at least so many millimetres high.
    #[must_use]
    pub fn at_least(mut self, height: f32) -> Self {
        self.min_height = height;
        self
    }

    /// The same set closer, where a form would else need another page for a few lines: boxes to be filled by hand and signed
    /// keep their height.
    #[must_use]
    pub fn tightened(&self) -> Self {
        let min_height = if self.min_height <= LOW { self.min_height.min(LOWEST) } else { self.min_height };
        Self { tight: true, min_height, ..self.clone() }
    }

    /// Leaves little above and below the text, for tables that shall fit on a page.
    #[must_use]
    pub fn tight(mut self) -> Self {
        self.tight = true;
        self
    }

    /// Lets the row flow over the page's end.
    #[must_use]
    pub fn freely(mut self) -> Self {
        self.split = Split::Freely;
        self
    }

    /// Breaks the text of the row into lines.
    pub fn laid(&self) -> LaidRow {
        let mut x = 0.0;
        let mut cells = Vec::with_capacity(self.cells.len());
        for cell in &self.cells {
            cells.push(cell.laid(x, if self.tight { TIGHT } else { ABOVE }));
            x += cell.width;
        }
        LaidRow { cells, min_height: self.min_height, split: self.split }
    }
}

/// A row whose text is broken into lines.
#[derive(Debug, Clone, PartialEq)]
pub struct LaidRow {
    cells: Vec<LaidCell>,
    min_height: f32,
    split: Split,
}

impl LaidRow {
    /// The height in millimetres.
    pub fn height(&self) -> f32 {
        self.cells.iter().map(LaidCell::height).fold(self.min_height, f32::max)
    }

    /// The height that must be free for the row to begin on a page.
    pub fn least(&self) -> f32 {
        match self.split {
            Split::Whole => self.height(),
            Split::Freely => self.cells.iter().map(|cell| cell.height_of(FIRST_LINES)).fold(0.0, f32::max),
        }
    }

    /// Whether the row may be cut where a page ends.
    pub fn flows(&self) -> bool {
        self.split == Split::Freely
    }

    /// Cuts the row: what fits into `room` millimetres, at least a line of each box, and the rest.
    pub fn cut(self, room: f32) -> (Self, Option<Self>) {
        let (min_height, split) = (self.min_height, self.split);
        let (first, rest): (Vec<_>, Vec<_>) = self.cells.into_iter().map(|cell| cell.cut(room)).unzip();
        let ended = rest.iter().all(|cell| cell.repeats || cell.is_empty());
        let of = |cells, min_height| Self { cells, min_height, split };
        (of(first, min_height.min(room)), (!ended).then(|| of(rest, 0.0)))
    }

    /// Cuts off the last lines, as many as a row begins with; `None` when it is too short to be parted.
    pub fn without_end(self) -> Option<(Self, Self)> {
        let longest = self.cells.iter().map(|cell| cell.lines.len()).max()?;
        let staying = longest.checked_sub(FIRST_LINES).filter(|lines| *lines >= FIRST_LINES)?;
        let room = self.cells.iter().map(|cell| cell.height_of(staying.min(cell.lines.len())));
        let room = room.fold(0.0, f32::max);
        let (first, rest) = self.cut(room);
        Some((first, rest?))
    }

    /// The marks of the row with its upper edge at `y`.
    pub fn marks(&self, y: f32) -> Vec<Mark> {
        let height = self.height();
        self.cells.iter().flat_map(|cell| cell.marks(y, height)).collect()
    }
}

#[derive(Debug, Clone, PartialEq)]
struct LaidCell {
    x: f32,
    above: f32,
    width: f32,
    lines: Vec<(String, Style)>,
    drawing: Option<(f32, Vec<Mark>)>,
    align: Align,
    middle: bool,
    shade: Option<Shade>,
    repeats: bool,
    bordered: bool,
}

impl LaidCell {
    fn text_height(&self, count: usize) -> f32 {
        let lines = self.lines.iter().take(count);
        lines.map(|(_, style)| style.line_height()).sum()
    }

    fn height_of(&self, count: usize) -> f32 {
        let drawing = self.drawing.as_ref().map_or(0.0, |(height, _)| *height);
        self.text_height(count).max(drawing) + 2.0 * self.above
    }

    fn height(&self) -> f32 {
        self.height_of(self.lines.len())
    }

    fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.drawing.is_none()
    }

    fn cut(mut self, room: f32) -> (Self, Self) {
        let fitting = (1..=self.lines.len())
            .take_while(|&count| self.height_of(count) <= room + 0.01)
            .last()
            .unwrap_or(1)
            .min(self.lines.len());
        let mut rest = self.clone();
        rest.drawing = None;
        rest.lines = self.lines.split_off(fitting);
        if !rest.lines.is_empty() {
            rest.repeats = false;
        } else if self.repeats {
            rest.lines = self.lines.clone();
            if let Some((_, style)) = rest.lines.last().cloned()
                && !rest.lines.iter().any(|(line, _)| line == CONTINUED)
            {
                rest.lines.push((CONTINUED.to_owned(), style));
            }
        }
        (self, rest)
    }

    fn marks(&self, y: f32, height: f32) -> Vec<Mark> {
        let mut marks = Vec::new();
        if self.bordered || self.shade.is_some() {
            marks.push(Mark::Rect {
                x: self.x,
                y,
                width: self.width,
                height,
                fill: self.shade,
                outline: self.bordered.then_some(HAIRLINE),
            });
        }
        let spare = height - self.height();
        let mut top = y + self.above + if self.middle { spare / 2.0 } else { 0.0 };
        for (line, style) in &self.lines {
            if !line.is_empty() {
                marks.push(Mark::Text {
                    x: self.left_of(line, *style),
                    y: top + style.baseline(),
                    style: *style,
                    text: line.clone(),
                });
            }
            top += style.line_height();
        }
        if let Some((_, drawn)) = &self.drawing {
            let (x, y) = (self.x, y + self.above);
            marks.extend(drawn.iter().cloned().map(|mark| mark.moved(x, y)));
        }
        marks
    }

    fn left_of(&self, line: &str, style: Style) -> f32 {
        let spare = self.width - 2.0 * SIDE - text::width(line, style);
        let indent = match self.align {
            Align::Left => 0.0,
            Align::Center => spare / 2.0,
            Align::Right => spare,
        };
        self.x + SIDE + indent
    }
}
