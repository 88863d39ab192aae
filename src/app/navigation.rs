//! The navigation at the left edge: where one can go, and what waits there.

use iced::widget::{column, container, space};
use iced::{Element, Length, padding};

use crate::app::screens::{Place, Screens};
use crate::ui::spacing;
use crate::ui::theme::surface;
use crate::ui::widget::{nav, place};

/// The places, with what is overdue and who waits on the telephone.
pub fn places(screens: &Screens, at: Place) -> Element<'static, Place> {
    let work = Place::WORK.iter().map(|&one| {
        let count = match one {
            Place::Today => screens.overdue(),
            Place::Intake => screens.waiting_calls(),
            _ => 0,
        };
        place(one.label(), one == at, one).count(count)
    });
    let foot = nav([place(Place::Settings.label(), at == Place::Settings, Place::Settings)]);
    container(column![nav(work), space::vertical(), foot])
        .padding(padding::all(spacing::S).top(10))
        .width(spacing::NAV_WIDTH)
        .height(Length::Fill)
        .style(surface::nav)
        .into()
}
