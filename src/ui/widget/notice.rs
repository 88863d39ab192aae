//! A bar that tells something about what is on the screen, with what can be done about it.

use iced::widget::text::{Fragment, IntoFragment};
use iced::widget::{Row, column, container, row};
use iced::{Alignment, Element, Length, padding};

use crate::ui::theme::surface;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{ellipsis, text};
use crate::ui::{font, spacing};

/// See the module.
pub struct Notice<'a, Message> {
    head: Fragment<'a>,
    words: Fragment<'a>,
    tone: Tone,
    actions: Vec<Element<'a, Message>>,
    stacked: bool,
}

/// A notice with a few strong words first, as 可能是同一件事.
pub fn notice<'a, Message>(
    head: impl IntoFragment<'a>,
    words: impl IntoFragment<'a>,
    tone: Tone,
) -> Notice<'a, Message> {
    Notice {
        head: head.into_fragment(),
        words: words.into_fragment(),
        tone,
        actions: Vec::new(),
        stacked: false,
    }
}

impl<'a, Message: 'a> Notice<'a, Message> {
    /// A button at its end.
    #[must_use]
    pub fn action(mut self, button: impl Into<Element<'a, Message>>) -> Self {
        self.actions.push(button.into());
        self
    }

    /// In two lines, the words cut with … and the buttons below, where there is no room for one.
    #[must_use]
    pub fn stacked(mut self, stacked: bool) -> Self {
        self.stacked = stacked;
        self
    }
}

impl<'a, Message: 'a> From<Notice<'a, Message>> for Element<'a, Message> {
    fn from(notice: Notice<'a, Message>) -> Self {
        let head = text::toned(notice.head, notice.tone).font(font::BOLD);
        let actions = Row::with_children(notice.actions).spacing(spacing::S);
        let content: Element<'a, Message> = if notice.stacked {
            let words = container(ellipsis(notice.words)).width(Length::Fill);
            let first = row![head, words].spacing(spacing::M).align_y(Alignment::Center);
            column![first, actions.wrap()].spacing(spacing::XS).into()
        } else {
            let words = text::body(notice.words).width(Length::Fill);
            row![head, words, actions].spacing(spacing::M).align_y(Alignment::Center).into()
        };
        container(content)
            .padding(padding::horizontal(spacing::M).vertical(6))
            .width(Length::Fill)
            .style(surface::notice(notice.tone))
            .into()
    }
}
