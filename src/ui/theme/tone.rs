//! What a thing wants to say, apart from what it says.

use iced::Color;

use crate::ui::theme::color;

/// The few meanings that colour has here. A sign, a word or bold type always says the same beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Ordinary.
    #[default]
    Plain,
    /// Chosen, done, in order.
    Accent,
    /// Soon due, waiting for somebody.
    Waiting,
    /// Overdue, in error, dangerous.
    Danger,
    /// Of little weight now.
    Muted,
}

impl Tone {
    /// Colour of text.
    #[must_use]
    pub fn ink(self) -> Color {
        match self {
            Self::Plain => color::INK,
            Self::Accent => color::ACCENT,
            Self::Waiting => color::WAITING_INK,
            Self::Danger => color::DANGER,
            Self::Muted => color::MUTED,
        }
    }

    /// Soft ground under text of the same tone.
    #[must_use]
    pub fn ground(self) -> Color {
        match self {
            Self::Plain => color::PANEL,
            Self::Accent => color::ACCENT_SOFT,
            Self::Waiting => color::WAITING_SOFT,
            Self::Danger => color::DANGER_SOFT,
            Self::Muted => color::QUIET,
        }
    }

    /// Edge around that ground.
    #[must_use]
    pub fn edge(self) -> Color {
        match self {
            Self::Plain | Self::Muted => color::LINE,
            Self::Accent => color::ACCENT,
            Self::Waiting => color::WAITING_LINE,
            Self::Danger => color::DANGER_LINE,
        }
    }

    /// Full colour, for a badge, a bar or an edge mark.
    #[must_use]
    pub fn solid(self) -> Color {
        match self {
            Self::Plain => color::INK,
            Self::Accent => color::ACCENT,
            Self::Waiting => color::WAITING,
            Self::Danger => color::DANGER,
            Self::Muted => color::MUTED,
        }
    }
}
