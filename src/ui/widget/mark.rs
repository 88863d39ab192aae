//! Small marks: a count on a filled disc, a word on a soft ground.

use iced::widget::text::{IntoFragment, Wrapping};
use iced::widget::{container, text};
use iced::{Element, padding};

use crate::ui::theme::surface;
use crate::ui::theme::tone::Tone;
use crate::ui::{font, spacing};

/// A count; above 99 it says 99+.
pub fn badge<'a, Message: 'a>(count: usize, tone: Tone) -> Element<'a, Message> {
    let words = if count > 99 { String::from("99+") } else { count.to_string() };
    container(text(words).size(spacing::TINY).font(font::BOLD).wrapping(Wrapping::None))
        .padding(padding::horizontal(6).vertical(2))
        .style(surface::badge(tone))
        .into()
}

/// A word, as 重复 2 or 群诉.
pub fn tag<'a, Message: 'a>(words: impl IntoFragment<'a>, tone: Tone) -> Element<'a, Message> {
    container(text(words).size(spacing::CAPTION).wrapping(Wrapping::None))
        .padding(padding::horizontal(6).vertical(1))
        .style(surface::tag(tone))
        .into()
}
