//! The scrolling pane, with the look of the window.

use iced::widget::scrollable::{Direction, Scrollable, Scrollbar};
use iced::{Element, Length};

use crate::ui::theme::scroll;

/// Whatever may be higher than its room.
pub fn pane<'a, Message: 'a>(content: impl Into<Element<'a, Message>>) -> Scrollable<'a, Message> {
    let bar = Scrollbar::new().width(8).scroller_width(6).margin(2);
    Scrollable::with_direction(content, Direction::Vertical(bar)).style(scroll::pane).width(Length::Fill)
}
