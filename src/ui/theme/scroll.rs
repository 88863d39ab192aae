//! How scroll bars look: thin, warm, without a rail until the pointer comes near.

use iced::widget::container;
use iced::widget::scrollable::{AutoScroll, Rail, Scroller, Status, Style};
use iced::{Background, Border, Color, Shadow, Theme};

use crate::ui::theme::color;

/// Colour of the part that is dragged.
#[must_use]
pub fn scroller(active: bool) -> Color {
    if active { color::MUTED } else { color::EDGE }
}

/// The style of every scrolling pane.
#[must_use]
pub fn pane(_theme: &Theme, status: Status) -> Style {
    let active = match status {
        Status::Active { .. } => false,
        Status::Hovered { is_horizontal_scrollbar_hovered: x, is_vertical_scrollbar_hovered: y, .. } => {
            x || y
        }
        Status::Dragged { .. } => true,
    };
    let rail = Rail {
        background: None,
        border: Border::default(),
        scroller: Scroller {
            background: Background::Color(scroller(active)),
            border: Border { radius: 3.0.into(), ..Border::default() },
        },
    };
    Style {
        container: container::Style::default(),
        vertical_rail: rail,
        horizontal_rail: rail,
        gap: None,
        auto_scroll: AutoScroll {
            background: Background::Color(color::PANEL),
            border: Border { color: color::EDGE, width: 1.0, radius: 16.0.into() },
            shadow: Shadow::default(),
            icon: color::MUTED,
        },
    }
}
