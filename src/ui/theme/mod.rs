//! How everything looks: colours, tones and named styles. Screens use these names and never a raw colour.

pub mod button;
pub mod color;
pub mod field;
pub mod scroll;
pub mod surface;
pub mod tone;

use iced::theme::{Palette, Theme};

/// The theme of the window: quiet, warm, paper-like, one accent colour.
#[must_use]
pub fn theme() -> Theme {
    Theme::custom(
        "听诉",
        Palette {
            background: color::GROUND,
            text: color::INK,
            primary: color::ACCENT,
            success: color::ACCENT,
            warning: color::WAITING,
            danger: color::DANGER,
        },
    )
}
