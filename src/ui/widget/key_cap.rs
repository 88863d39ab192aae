//! The key that a shortcut has, drawn as a key cap.

use iced::widget::text::IntoFragment;
use iced::widget::{container, text};
use iced::{Color, Element, padding};

use crate::ui::spacing;
use crate::ui::theme::button::{ButtonStatus, Kind};
use crate::ui::theme::{color, surface};

/// A cap on a plain ground, such as `Ctrl+F` in the search field.
pub fn cap<'a, Message: 'a>(keys: impl IntoFragment<'a>) -> Element<'a, Message> {
    inked(keys, color::MUTED, color::EDGE)
}

/// A cap on a button of the given kind.
pub fn on_button<'a, Message: 'a>(
    keys: impl IntoFragment<'a>,
    kind: Kind,
    enabled: bool,
) -> Element<'a, Message> {
    if !enabled {
        return inked(keys, color::DISABLED, color::LINE);
    }
    let ink = kind.look(ButtonStatus::Idle).text;
    match kind {
        Kind::Primary | Kind::Nav(true) => inked(keys, ink, Color { a: 0.7, ..ink }),
        Kind::Accent | Kind::Danger => inked(keys, ink, Color { a: 0.5, ..ink }),
        _ => inked(keys, color::MUTED, color::EDGE),
    }
}

fn inked<'a, Message: 'a>(keys: impl IntoFragment<'a>, ink: Color, edge: Color) -> Element<'a, Message> {
    container(text(keys).size(spacing::TINY).wrapping(text::Wrapping::None))
        .padding(padding::horizontal(5).vertical(1))
        .style(surface::cap(ink, edge))
        .into()
}
