//! How fields look. The box around a field is drawn by `widget::field`, so the input inside has no edge.

use iced::widget::{text_editor, text_input};
use iced::{Background, Border, Color, Theme};

use crate::ui::spacing;
use crate::ui::theme::color;

/// What state the box of a field is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldStatus {
    /// The field holds the focus.
    pub focused: bool,
    /// The pointer is over it.
    pub hovered: bool,
    /// What stands in it cannot be used.
    pub invalid: bool,
    /// Nothing can be typed.
    pub read_only: bool,
}

/// Ground and edge of the box around a field.
#[must_use]
pub fn frame(status: FieldStatus) -> (Color, Border) {
    let ground = if status.focused || status.hovered { color::PANEL } else { color::QUIET };
    let (edge, width) = match status {
        FieldStatus { invalid: true, focused: true, .. } => (color::DANGER, 2.0),
        FieldStatus { invalid: true, .. } => (color::DANGER, 1.0),
        FieldStatus { focused: true, .. } => (color::ACCENT, 2.0),
        FieldStatus { read_only: true, .. } => (color::LINE, 1.0),
        _ => (color::EDGE, 1.0),
    };
    let ground = if status.read_only { color::GROUND } else { ground };
    (ground, Border { color: edge, width, radius: spacing::RADIUS.into() })
}

/// The input inside the box of a field of one line.
#[must_use]
pub fn input(_theme: &Theme, _status: text_input::Status) -> text_input::Style {
    text_input::Style {
        background: Background::Color(Color::TRANSPARENT),
        border: Border::default(),
        icon: color::MUTED,
        placeholder: color::MUTED,
        value: color::INK,
        selection: color::SELECTION,
    }
}

/// The editor inside the box of a field of several lines.
#[must_use]
pub fn editor(_theme: &Theme, _status: text_editor::Status) -> text_editor::Style {
    text_editor::Style {
        background: Background::Color(Color::TRANSPARENT),
        border: Border::default(),
        placeholder: color::MUTED,
        value: color::INK,
        selection: color::SELECTION,
    }
}
