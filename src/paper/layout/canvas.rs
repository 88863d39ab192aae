//! A laid-out page as a plain value: marks at places in millimetres. It is tested and hashed
//! without any PDF; `render` turns it into one.

use std::sync::Arc;

use crate::paper::layout::picture::Picture;
use crate::paper::layout::text::Style;

/// A4, short side, in millimetres.
pub const A4_SHORT: f32 = 210.0;
/// A4, long side, in millimetres.
pub const A4_LONG: f32 = 297.0;
/// Lines between boxes, in millimetres.
pub const HAIRLINE: f32 = 0.18;
/// Lines around a block, in millimetres.
pub const FRAME: f32 = 0.42;

/// A page with everything on it. The origin is the upper left corner, y grows downward.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Width in millimetres.
    pub width: f32,
    /// Height in millimetres.
    pub height: f32,
    /// What is drawn, in order.
    pub marks: Vec<Mark>,
}

impl Page {
    /// The lines of text of this page in drawing order.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.marks.iter().filter_map(|mark| match mark {
            Mark::Text { text, .. } => Some(text.as_str()),
            _ => None,
        })
    }
}

/// A fill light enough for a cheap laser printer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shade {
    /// The paper's own white, to cover what lies below.
    White,
    /// Behind labels: 5 % grey.
    Label,
    /// Behind section titles and table heads: 9 % grey.
    Head,
}

impl Shade {
    /// How much of the paper is covered, 0.0 to 1.0; never more than a tenth.
    pub fn ink(self) -> f32 {
        match self {
            Self::White => 0.0,
            Self::Label => 0.05,
            Self::Head => 0.09,
        }
    }
}

/// One thing drawn on a page, in millimetres.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A line of text from its left end on its baseline.
    Text {
        /// Left end.
        x: f32,
        /// Baseline.
        y: f32,
        /// Size and weight.
        style: Style,
        /// Only characters that the typeface has.
        text: String,
    },
    /// A black straight line.
    Line {
        /// Start.
        from: (f32, f32),
        /// End.
        to: (f32, f32),
        /// Thickness.
        thickness: f32,
    },
    /// A rectangle, filled or outlined in black or both.
    Rect {
        /// Left edge.
        x: f32,
        /// Upper edge.
        y: f32,
        /// Width.
        width: f32,
        /// Height.
        height: f32,
        /// The fill, if any.
        fill: Option<Shade>,
        /// The thickness of the outline, if any.
        outline: Option<f32>,
    },
    /// A photo or screenshot.
    Photo {
        /// Left edge.
        x: f32,
        /// Upper edge.
        y: f32,
        /// Width.
        width: f32,
        /// Height.
        height: f32,
        /// What it shows.
        picture: Arc<Picture>,
    },
}

impl Mark {
    /// An outlined rectangle without fill.
    pub fn outline(x: f32, y: f32, width: f32, height: f32, thickness: f32) -> Self {
        Self::Rect { x, y, width, height, fill: None, outline: Some(thickness) }
    }

    /// Where it ends, from the top.
    pub fn foot(&self) -> f32 {
        match self {
            Self::Text { y, .. } => *y,
            Self::Line { from, to, .. } => from.1.max(to.1),
            Self::Rect { y, height, .. } | Self::Photo { y, height, .. } => y + height,
        }
    }

    /// The same mark, further right and down.
    #[must_use]
    pub fn moved(self, right: f32, down: f32) -> Self {
        match self {
            Self::Text { x, y, style, text } => Self::Text { x: x + right, y: y + down, style, text },
            Self::Line { from, to, thickness } => Self::Line {
                from: (from.0 + right, from.1 + down),
                to: (to.0 + right, to.1 + down),
                thickness,
            },
            Self::Rect { x, y, width, height, fill, outline } => {
                Self::Rect { x: x + right, y: y + down, width, height, fill, outline }
            }
            Self::Photo { x, y, width, height, picture } => {
                Self::Photo { x: x + right, y: y + down, width, height, picture }
            }
        }
    }
}
