//! The places of the window, at its left. One stop of the Tab order.

use iced::widget::text::{Fragment, IntoFragment, Wrapping};
use iced::widget::{Column, row, space, text as plain};
use iced::{Alignment, Element, Length, padding};

use crate::ui::theme::button::Kind;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::group::group;
use crate::ui::widget::mark;
use crate::ui::widget::pressable::Pressable;
use crate::ui::{font, spacing};

/// One place.
pub struct Place<'a, Message> {
    label: Fragment<'a>,
    here: bool,
    count: usize,
    on_press: Message,
}

/// A place; `here` when it is the one on the screen.
pub fn place<'a, Message>(label: impl IntoFragment<'a>, here: bool, on_press: Message) -> Place<'a, Message> {
    Place { label: label.into_fragment(), here, count: 0, on_press }
}

impl<Message> Place<'_, Message> {
    /// How many things wait there; none shows no mark.
    #[must_use]
    pub fn count(mut self, count: usize) -> Self {
        self.count = count;
        self
    }
}

/// The places from top to bottom.
pub fn nav<'a, Message: Clone + 'a>(
    places: impl IntoIterator<Item = Place<'a, Message>>,
) -> Element<'a, Message> {
    let places: Vec<_> = places.into_iter().collect();
    let here = places.iter().position(|place| place.here).unwrap_or(0);
    let places = places.into_iter().map(|place| {
        let weight = if place.here { font::BOLD } else { font::REGULAR };
        let label = plain(place.label).size(spacing::BODY).font(weight).wrapping(Wrapping::None);
        let count = (place.count > 0).then(|| mark::badge(place.count, Tone::Danger));
        let content = row![label, space::horizontal(), count].align_y(Alignment::Center).width(Length::Fill);
        Pressable::new(content, Kind::Nav(place.here))
            .on_press_maybe(Some(place.on_press))
            .padding(padding::horizontal(10))
            .width(Length::Fill)
            .height(38)
            .into()
    });
    group(Column::with_children(places).spacing(spacing::XS), here).into()
}
