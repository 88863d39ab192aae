//! How each kind of thing that can be pressed looks at rest, under the pointer, pressed and switched off.

use iced::border::Radius;
use iced::{Border, Color};

use crate::ui::spacing;
use crate::ui::theme::color;

/// What kind of button it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// The one thing that is usually done next; one a screen.
    Primary,
    /// Any other action.
    #[default]
    Secondary,
    /// A weighty action that is not the next step, as 服务上移.
    Accent,
    /// An action of little weight, without an edge.
    Quiet,
    /// An action that takes something away.
    Danger,
    /// Text that leads somewhere, underlined.
    Link,
    /// Whatever it holds, without ground, edge or colour of its own.
    Bare,
    /// A place of the navigation; `true`: this is where we are.
    Nav(bool),
    /// A tab; `true`: the open one.
    Tab(bool),
    /// A figure that keeps the cases it counts; `true`: the one chosen.
    Tile(bool),
    /// A step of the rail; `true`: the one at hand.
    Step(bool),
}

/// What the pointer does with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ButtonStatus {
    /// Nothing.
    Idle,
    /// It is over it.
    Hovered,
    /// It holds it down.
    Pressed,
    /// It can do nothing: switched off.
    Disabled,
}

/// The colours of one button in one status.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    /// Ground, if any.
    pub background: Option<Color>,
    /// Edge.
    pub border: Border,
    /// Text that has no colour of its own.
    pub text: Color,
}

impl Kind {
    /// The look of this kind in a status.
    #[must_use]
    pub fn look(self, status: ButtonStatus) -> Look {
        let pick = |idle, hovered, pressed| match status {
            ButtonStatus::Idle | ButtonStatus::Disabled => idle,
            ButtonStatus::Hovered => hovered,
            ButtonStatus::Pressed => pressed,
        };
        let fill = |idle, hovered, pressed| pick(Some(idle), Some(hovered), Some(pressed));
        let soft = pick(None, Some(color::HOVER), Some(color::LINE));
        let (background, edge, text) = match self {
            _ if status == ButtonStatus::Disabled => match self {
                Self::Quiet | Self::Link | Self::Bare | Self::Nav(_) | Self::Tab(_) | Self::Step(_) => {
                    (None, Color::TRANSPARENT, color::DISABLED)
                }
                _ => (Some(color::QUIET), color::LINE, color::DISABLED),
            },
            Self::Primary => (
                fill(color::ACCENT, color::ACCENT_HOVER, color::ACCENT_PRESSED),
                color::ACCENT,
                color::ON_ACCENT,
            ),
            Self::Secondary => (fill(color::PANEL, color::HOVER, color::LINE), color::EDGE, color::INK),
            Self::Accent => {
                (fill(color::PANEL, color::ACCENT_SOFT, color::LINE), color::ACCENT, color::ACCENT)
            }
            Self::Quiet => (soft, Color::TRANSPARENT, color::INK),
            Self::Danger => {
                (fill(color::PANEL, color::DANGER_SOFT, color::DANGER_LINE), color::DANGER, color::DANGER)
            }
            Self::Link | Self::Bare => (None, Color::TRANSPARENT, color::ACCENT),
            Self::Nav(true) => (Some(color::ACCENT), color::ACCENT, color::ON_ACCENT),
            Self::Nav(false) => {
                (pick(None, Some(color::GROUND), Some(color::LINE)), Color::TRANSPARENT, color::INK)
            }
            Self::Tab(true) => (Some(color::PANEL), color::LINE, color::INK),
            Self::Tab(false) => (soft, Color::TRANSPARENT, color::MUTED),
            Self::Tile(true) => {
                (fill(color::PANEL, color::ACCENT_SOFT, color::LINE), color::ACCENT, color::INK)
            }
            Self::Tile(false) => (fill(color::PANEL, color::HOVER, color::LINE), color::LINE, color::INK),
            Self::Step(true) => (Some(color::ACCENT_SOFT), Color::TRANSPARENT, color::INK),
            Self::Step(false) => (soft, Color::TRANSPARENT, color::INK),
        };
        let radius = match self {
            Self::Tab(_) => Radius::default().top(spacing::RADIUS),
            Self::Link | Self::Bare => Radius::new(3),
            Self::Tile(_) => Radius::new(spacing::PANEL_RADIUS),
            _ => Radius::new(spacing::RADIUS),
        };
        let width = match self {
            Self::Tile(true) => 2.0,
            Self::Accent | Self::Danger if status != ButtonStatus::Disabled => 1.5,
            _ => 1.0,
        };
        Look { background, border: Border { color: edge, width, radius }, text }
    }
}
