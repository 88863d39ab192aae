//! A whole paper: head and foot of every page around the flowing body, and the hash of its content.

use sha2::{Digest, Sha256};

use crate::domain::settings::Settings;
use crate::domain::time::Moment;
use crate::paper::layout::canvas::{A4_LONG, A4_SHORT, FRAME, HAIRLINE, Mark, Page};
use crate::paper::layout::flow::{Block, flow};
use crate::paper::layout::font::printable;
use crate::paper::layout::text::{Style, width};

/// Left and right of everything, in millimetres; the left margin leaves room for the binder.
const LEFT: f32 = 18.0;
const RIGHT: f32 = 12.0;
const TOP: f32 = 11.0;
const BOTTOM: f32 = 9.0;
/// Property name, title and what it is about.
const HEAD: f32 = 18.5;
/// Two lines under a hairline.
const FOOT: f32 = 11.0;

/// A last page that holds less than this share of it is worth setting the form closer.
const LITTLE: f32 = 0.4;
/// Of a longer form a page is not worth the trouble.
const MOST_CLOSER: usize = 4;

const NAME: Style = Style::regular(10.5);
const TITLE: Style = Style::bold(16.0);
const REFERENCE: Style = Style::regular(9.0);
const COPY: Style = Style::bold(10.5);
const SMALL: Style = Style::regular(8.0);

/// Who prints, when and for which property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintInfo {
    /// The property's name (setting).
    pub property: String,
    /// The telephone of the service centre (setting).
    pub phone: String,
    /// When the paper is made.
    pub printed_at: Moment,
    /// The name of the person who prints.
    pub printed_by: String,
    /// This print counted: 1 for the first.
    pub times_printed: u32,
    /// The newest entry of the log and the first digits of its hash, as a witness outside of the computer; may be empty.
    pub log: String,
}

impl PrintInfo {
    /// A print for the property of the settings.
    pub fn new(
        settings: &Settings,
        printed_at: Moment,
        printed_by: impl Into<String>,
        times_printed: u32,
    ) -> Self {
        Self {
            property: settings.property.clone(),
            phone: settings.centre_phone.clone(),
            printed_at,
            printed_by: printed_by.into(),
            times_printed,
            log: String::new(),
        }
    }
}

/// How an A4 sheet lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Orientation {
    /// Upright.
    Portrait,
    /// Across.
    Landscape,
    /// Upright, the upper half of the sheet with a line to cut along; the whole sheet when half is not enough.
    Half,
}

impl Orientation {
    /// Width and height of the sheet in millimetres.
    pub fn size(self) -> (f32, f32) {
        match self {
            Self::Portrait | Self::Half => (A4_SHORT, A4_LONG),
            Self::Landscape => (A4_LONG, A4_SHORT),
        }
    }

    /// The width that a form may fill, in millimetres.
    pub fn body_width(self) -> f32 {
        self.size().0 - LEFT - RIGHT
    }

    /// The height that a form may fill on a page, in millimetres.
    pub fn body_height(self) -> f32 {
        self.used_height() - TOP - HEAD - FOOT - BOTTOM
    }

    /// The height down to the foot's lower margin, in millimetres.
    fn used_height(self) -> f32 {
        match self {
            Self::Half => A4_LONG / 2.0,
            Self::Portrait | Self::Landscape => self.size().1,
        }
    }
}

/// A form filled in, not yet laid out on pages.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// The form's number, e.g. `表 2`.
    pub number: &'static str,
    /// The title on top of every page.
    pub title: String,
    /// The title on top of further pages, where the first bears its title within the body; empty: the same.
    pub further: &'static str,
    /// What it is about, e.g. `编号 20261103-001`.
    pub reference: String,
    /// At the right of the line above the body, on paper only: for whom and until when.
    pub caption: String,
    /// A mark at the upper right of every page: which copy it is, or 未定稿.
    pub mark: String,
    /// Upright or across.
    pub orientation: Orientation,
    /// The body.
    pub blocks: Vec<Block>,
}

impl Form {
    /// The first 8 digits of the SHA-256 of what the form says, in hexadecimal. Printing it again
    /// later, by somebody else or as another file gives the same digits.
    pub fn digest(&self) -> String {
        digest(std::slice::from_ref(self))
    }

    /// Lays the form out: its pages with head and foot.
    pub fn pages(&self, info: &PrintInfo) -> Vec<Page> {
        pages(std::slice::from_ref(self), info)
    }

    /// The body of each page.
    fn bodies(&self) -> (Orientation, Vec<Vec<Mark>>) {
        let flowed = |sheet: Orientation| flow(&self.blocks, sheet.body_width(), sheet.body_height());
        let bodies = flowed(self.orientation);
        if let Some(closer) = self.closer(&bodies) {
            return (self.orientation, closer);
        }
        if self.orientation == Orientation::Half && bodies.len() > 1 {
            return (Orientation::Portrait, flowed(Orientation::Portrait));
        }
        (self.orientation, bodies)
    }

    /// The body set closer, where that saves a last page that holds little.
    fn closer(&self, bodies: &[Vec<Mark>]) -> Option<Vec<Vec<Mark>>> {
        let [_, .., last] = bodies else { return None };
        let (width, height) = (self.orientation.body_width(), self.orientation.body_height());
        let used = last.iter().map(Mark::foot).fold(0.0, f32::max);
        if bodies.len() > MOST_CLOSER || used > height * LITTLE {
            return None;
        }
        let blocks: Vec<Block> = self.blocks.iter().map(Block::tightened).collect();
        let closer = flow(&blocks, width, height);
        (closer.len() < bodies.len()).then_some(closer)
    }

    fn hash(&self, hash: &mut Sha256) {
        for part in [self.number, &self.title, &self.reference, &self.caption, &self.mark] {
            hash.update(part.as_bytes());
            hash.update([0x1F]);
        }
        for block in &self.blocks {
            for row in block.head.iter().chain(&block.rows) {
                for text in row.cells.iter().flat_map(|cell| cell.texts()) {
                    hash.update(text.as_bytes());
                    hash.update([0x1F]);
                }
                hash.update([0x1E]);
            }
        }
    }

    /// The head of a page; `first` of the form's own pages or a further one.
    fn head(&self, info: &PrintInfo, first: bool) -> Vec<Mark> {
        let title = if first || self.further.is_empty() { &self.title } else { self.further };
        let right = self.orientation.size().0 - RIGHT;
        let mut marks = Vec::new();
        let mark = printable(&self.mark);
        let mark_width = width(&mark, COPY) + 4.0;
        if !mark.is_empty() {
            marks.push(Mark::outline(right - mark_width, TOP, mark_width, 6.4, FRAME));
            marks.push(Mark::Text {
                x: right - mark_width + 2.0,
                y: TOP + 0.65 + COPY.baseline(),
                style: COPY,
                text: mark,
            });
        }
        let between = right - LEFT - 2.0 * (mark_width + 2.0);
        let centre = (LEFT + right) / 2.0;
        marks.push(centred(&info.property, NAME, centre, TOP, between));
        let below = TOP + NAME.line_height();
        marks.push(centred(title, TITLE, centre, below, right - LEFT));
        let line = TOP + HEAD - REFERENCE.line_height() - 0.6;
        let reference = fitted(&self.reference, REFERENCE, right - LEFT);
        let beside = right - LEFT - width(&reference.0, reference.1) - 4.0;
        marks.push(at(reference, LEFT, line));
        if !self.caption.is_empty() {
            let caption = fitted(&self.caption, REFERENCE, beside);
            let x = right - width(&caption.0, caption.1);
            marks.push(at(caption, x, line));
        }
        marks
    }

    fn foot(&self, info: &PrintInfo, sheet: Orientation, place: &Numbering) -> Vec<Mark> {
        let right = sheet.size().0 - RIGHT;
        let top = sheet.used_height() - BOTTOM - FOOT + 2.0;
        let Numbering { page, count, digest } = place;
        let first = [
            format!("{}　{}", self.number, self.reference),
            format!("第 {page} 页　共 {count} 页"),
            if info.log.is_empty() {
                format!("内容校验 {digest}")
            } else {
                format!("内容校验 {digest}　记录 {}", info.log)
            },
        ];
        let second = [
            format!("打印时间 {}", info.printed_at.long()),
            format!("打印人 {}", info.printed_by),
            format!("第 {} 次打印", info.times_printed),
        ];
        let mut marks = vec![Mark::Line { from: (LEFT, top), to: (right, top), thickness: HAIRLINE }];
        for (line, texts) in [first, second].iter().enumerate() {
            let y = top + 0.8 + line as f32 * SMALL.line_height();
            let third = (right - LEFT) / 3.0 - 2.0;
            let left = fitted(&texts[0], SMALL, third);
            marks.push(at(left, LEFT, y));
            marks.push(centred(&texts[1], SMALL, (LEFT + right) / 2.0, y, third));
            let last = fitted(&texts[2], SMALL, third);
            let x = right - width(&last.0, last.1);
            marks.push(at(last, x, y));
        }
        if sheet == Orientation::Half {
            marks.extend(cut_line(sheet));
        }
        marks
    }
}

/// Where a page stands in what is printed.
struct Numbering<'a> {
    page: usize,
    count: usize,
    digest: &'a str,
}

/// Lays forms out that are printed as one paper: pages numbered through, one hash for all.
pub fn pages(forms: &[Form], info: &PrintInfo) -> Vec<Page> {
    let bodies: Vec<(Orientation, Vec<Vec<Mark>>)> = forms.iter().map(Form::bodies).collect();
    let count = bodies.iter().map(|(_, bodies)| bodies.len()).sum();
    let digest = digest(forms);
    let mut pages = Vec::with_capacity(count);
    for (form, (sheet, bodies)) in forms.iter().zip(bodies) {
        let (width, height) = sheet.size();
        for (index, body) in bodies.into_iter().enumerate() {
            let mut marks = form.head(info, index == 0);
            marks.extend(body.into_iter().map(|mark| mark.moved(LEFT, TOP + HEAD)));
            let place = Numbering { page: pages.len() + 1, count, digest: &digest };
            marks.extend(form.foot(info, sheet, &place));
            pages.push(Page { width, height, marks });
        }
    }
    pages
}

/// How many pages each form takes, in order.
pub fn page_counts(forms: &[Form]) -> Vec<usize> {
    forms.iter().map(|form| form.bodies().1.len()).collect()
}

/// The first 8 digits of the SHA-256 of what forms printed as one paper say, in hexadecimal.
pub fn digest(forms: &[Form]) -> String {
    let mut hash = Sha256::new();
    for form in forms {
        form.hash(&mut hash);
    }
    hash.finalize().iter().take(4).map(|byte| format!("{byte:02X}")).collect()
}

/// Short strokes across the sheet below the half that is used.
fn cut_line(sheet: Orientation) -> Vec<Mark> {
    let (width, y) = (sheet.size().0, sheet.used_height());
    let strokes = (0..).map(|index| index as f32 * 4.0).take_while(|x| x + 2.0 <= width);
    strokes.map(|x| Mark::Line { from: (x, y), to: (x + 2.0, y), thickness: HAIRLINE }).collect()
}

fn centred(text: &str, style: Style, centre: f32, top: f32, room: f32) -> Mark {
    let fitted = fitted(text, style, room);
    let x = centre - width(&fitted.0, fitted.1) / 2.0;
    at(fitted, x, top)
}

fn at((text, style): (String, Style), x: f32, top: f32) -> Mark {
    Mark::Text { x, y: top + style.baseline(), style, text }
}

/// One line that is never cut off: smaller type where the text is too wide.
fn fitted(text: &str, style: Style, room: f32) -> (String, Style) {
    let text = printable(text).replace('\n', " ");
    let wide = width(&text, style);
    let size = if wide > room { style.size * room / wide } else { style.size };
    (text, Style { size, ..style })
}
