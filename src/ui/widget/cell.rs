//! What a table is made of: its columns, rows and cells.

use iced::widget::text::{Fragment, IntoFragment};
use iced::widget::{Row as IcedRow, container, row};
use iced::{Alignment, Color, Element, Length, alignment, padding};

use crate::ui::theme::button::Kind;
use crate::ui::theme::color;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::ellipsis::ellipsis;
use crate::ui::widget::pressable::Pressable;
use crate::ui::{icon, spacing};

/// A column of a table.
pub struct Column<'a, Message> {
    title: Fragment<'a>,
    width: Length,
    align: alignment::Horizontal,
    sort: Option<(Message, Option<bool>)>,
}

/// A column as wide as there is room; several share it.
pub fn col<'a, Message>(title: impl IntoFragment<'a>) -> Column<'a, Message> {
    Column {
        title: title.into_fragment(),
        width: Length::Fill,
        align: alignment::Horizontal::Left,
        sort: None,
    }
}

impl<'a, Message: Clone + 'a> Column<'a, Message> {
    /// So many pixels wide.
    #[must_use]
    pub fn width(mut self, pixels: f32) -> Self {
        self.width = Length::Fixed(pixels);
        self
    }

    /// Its share of the room that is left, against the other shares.
    #[must_use]
    pub fn portion(mut self, share: u16) -> Self {
        self.width = Length::FillPortion(share);
        self
    }

    /// Right-aligned, for figures.
    #[must_use]
    pub fn right(mut self) -> Self {
        self.align = alignment::Horizontal::Right;
        self
    }

    /// Pressing its head sends `message`; `sorted` is `Some(true)` when the rows go upwards by it.
    #[must_use]
    pub fn sort(mut self, message: Message, sorted: Option<bool>) -> Self {
        self.sort = Some((message, sorted));
        self
    }

    /// The row of heads.
    pub(crate) fn heads(columns: &mut [Self]) -> Element<'a, Message> {
        let heads = columns.iter_mut().map(|column| {
            let title = std::mem::replace(&mut column.title, Fragment::Borrowed(""));
            let words = ellipsis(title).size(spacing::CAPTION).color(color::MUTED);
            let inset = if column.sort.is_some() { INSET - spacing::XS } else { INSET };
            let head: Element<'a, Message> = match column.sort.take() {
                None => words.into(),
                Some((message, sorted)) => {
                    let mark = match sorted {
                        Some(true) => icon::UP,
                        Some(false) => icon::DOWN,
                        None => "",
                    };
                    let mark = ellipsis(mark).size(spacing::TINY).color(color::ACCENT);
                    Pressable::new(row![words, mark].spacing(spacing::XS), Kind::Quiet)
                        .on_press_maybe(Some(message))
                        .padding(padding::horizontal(spacing::XS))
                        .height(24)
                        .into()
                }
            };
            boxed(head, column.width, column.align, inset)
        });
        IcedRow::with_children(heads).height(spacing::TABLE_HEAD).padding(EDGE).into()
    }
}

/// Room at both ends of every row.
const EDGE: iced::Padding = iced::Padding { top: 0.0, bottom: 0.0, left: 8.0, right: 8.0 };

/// Room at both sides of every cell.
const INSET: f32 = 7.0;

fn boxed<'a, Message: 'a>(
    content: Element<'a, Message>,
    width: Length,
    align: alignment::Horizontal,
    inset: f32,
) -> Element<'a, Message> {
    container(content)
        .width(width)
        .height(Length::Fill)
        .align_x(align)
        .align_y(Alignment::Center)
        .padding(padding::horizontal(inset))
        .into()
}

/// A cell: text in one line, or anything else.
pub struct Cell<'a, Message>(CellContent<'a, Message>);

enum CellContent<'a, Message> {
    Text {
        words: Fragment<'a>,
        tone: Tone,
        bold: bool,
        note: Option<(Fragment<'a>, Tone)>,
        marks: Vec<(String, Tone)>,
    },
    Element(Element<'a, Message>),
}

impl<'a, Message: 'a> Cell<'a, Message> {
    /// Text, cut with … where the column ends.
    pub fn text(words: impl IntoFragment<'a>) -> Self {
        Self(CellContent::Text {
            words: words.into_fragment(),
            tone: Tone::Plain,
            bold: false,
            note: None,
            marks: Vec::new(),
        })
    }

    /// Any element.
    pub fn element(element: impl Into<Element<'a, Message>>) -> Self {
        Self(CellContent::Element(element.into()))
    }

    /// The text in a tone.
    #[must_use]
    pub fn tone(mut self, new: Tone) -> Self {
        if let CellContent::Text { tone, .. } = &mut self.0 {
            *tone = new;
        }
        self
    }

    /// The text in bold type.
    #[must_use]
    pub fn bold(mut self) -> Self {
        if let CellContent::Text { bold, .. } = &mut self.0 {
            *bold = true;
        }
        self
    }

    /// A small word after the text, as 重复 2.
    #[must_use]
    pub fn note(mut self, words: impl IntoFragment<'a>, tone: Tone) -> Self {
        if let CellContent::Text { note, .. } = &mut self.0 {
            *note = Some((words.into_fragment(), tone));
        }
        self
    }

    /// Small marks after the text, the weightiest first; what does not fit is counted.
    #[must_use]
    pub fn marks(mut self, new: Vec<(String, Tone)>) -> Self {
        if let CellContent::Text { marks, .. } = &mut self.0 {
            *marks = new;
        }
        self
    }

    fn into_element(self, strong: bool) -> Element<'a, Message> {
        match self.0 {
            CellContent::Element(element) => element,
            CellContent::Text { words, tone, bold, note, marks } => {
                let words = ellipsis(words).color(tone.ink()).marks(marks);
                let words = if bold || strong { words.bold() } else { words };
                match note {
                    None => words.into(),
                    Some((note, tone)) => words.note(note, tone.ink()).into(),
                }
            }
        }
    }
}

impl<'a, Message: 'a> From<&'a str> for Cell<'a, Message> {
    fn from(words: &'a str) -> Self {
        Self::text(words)
    }
}

impl<'a, Message: 'a> From<String> for Cell<'a, Message> {
    fn from(words: String) -> Self {
        Self::text(words)
    }
}

/// A row of a table: a cell for each column.
pub struct Row<'a, Message> {
    cells: Vec<Cell<'a, Message>>,
    tone: Tone,
    strong: bool,
}

impl<'a, Message: 'a> Row<'a, Message> {
    /// A row of these cells, from the first column on.
    pub fn new(cells: impl IntoIterator<Item = Cell<'a, Message>>) -> Self {
        Self { cells: cells.into_iter().collect(), tone: Tone::Plain, strong: false }
    }

    /// The tone of its ground: danger for overdue, waiting for soon due.
    #[must_use]
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    /// All its text in bold type, as in 合计.
    #[must_use]
    pub fn strong(mut self) -> Self {
        self.strong = true;
        self
    }

    pub(crate) fn ground(&self) -> Option<Color> {
        match self.tone {
            Tone::Plain => None,
            tone => Some(tone.ground()),
        }
    }

    pub(crate) fn element(self, columns: &[Column<'a, Message>]) -> Element<'a, Message> {
        let cells =
            self.cells.into_iter().zip(columns).map(|(cell, column)| {
                boxed(cell.into_element(self.strong), column.width, column.align, INSET)
            });
        IcedRow::with_children(cells).height(Length::Fill).padding(EDGE).into()
    }
}
