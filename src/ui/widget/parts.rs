//! Small fixed arrangements: panel, head of a section, facts, a figure with its caption, an empty state.

use iced::widget::text::{IntoFragment, Wrapping};
use iced::widget::{Column, Container, Row, column, container, row, space, text as plain};
use iced::{Alignment, Element, Length};

use crate::ui::theme::button::Kind;
use crate::ui::theme::surface;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::pressable::Pressable;
use crate::ui::widget::text;
use crate::ui::{font, spacing};

/// A white panel around `content`.
pub fn panel<'a, Message: 'a>(content: impl Into<Element<'a, Message>>) -> Container<'a, Message> {
    container(content).padding(spacing::L).style(surface::panel)
}

/// A hairline across.
pub fn hairline<'a, Message: 'a>() -> Container<'a, Message> {
    container(space()).width(Length::Fill).height(1).style(surface::hairline)
}

/// A hairline downwards.
pub fn upright<'a, Message: 'a>() -> Container<'a, Message> {
    container(space()).width(1).height(Length::Fill).style(surface::hairline)
}

/// The head of a section with a word of advice beside it.
pub fn section<'a, Message: 'a>(
    head: impl IntoFragment<'a>,
    hint: impl IntoFragment<'a>,
) -> Element<'a, Message> {
    row![text::title(head), text::caption(hint)].spacing(spacing::M).align_y(Alignment::Center).into()
}

/// A label over any control, as over a group of chips.
pub fn labelled<'a, Message: 'a>(
    label: impl IntoFragment<'a>,
    hint: impl IntoFragment<'a>,
    control: impl Into<Element<'a, Message>>,
) -> Element<'a, Message> {
    let head = row![text::caption(label), text::caption(hint)].spacing(spacing::M);
    column![head, control.into()].spacing(spacing::XS).into()
}

/// Facts, one a line: what it is, then what it says.
pub fn facts<'a, Message: 'a, K: IntoFragment<'a>, V: IntoFragment<'a>>(
    facts: impl IntoIterator<Item = (K, V)>,
) -> Element<'a, Message> {
    const KEYS: f32 = 96.0;
    let lines = facts.into_iter().map(|(key, value)| {
        row![text::caption(key).width(KEYS), text::body(value).width(Length::Fill)]
            .spacing(spacing::S)
            .align_y(Alignment::Start)
            .into()
    });
    Column::with_children(lines).spacing(spacing::XS).width(Length::Fill).into()
}

/// A figure with its caption, as 3 已逾期; pressed it keeps what it counts, and is `chosen` then.
pub fn tile<'a, Message: Clone + 'a>(
    figure: impl IntoFragment<'a>,
    label: impl IntoFragment<'a>,
    tone: Tone,
    chosen: bool,
    on_press: Message,
) -> Element<'a, Message> {
    let figure = plain(figure).size(spacing::FIGURE).font(font::BOLD).line_height(1.2).color(tone.ink());
    let label = text::caption(label).wrapping(Wrapping::None);
    let tile = column![figure, label].align_x(Alignment::Center);
    Pressable::new(tile, Kind::Tile(chosen)).padding([7.0, spacing::M]).on_press_maybe(Some(on_press)).into()
}

/// What to say and offer where there is nothing yet.
pub fn empty<'a, Message: 'a>(
    head: impl IntoFragment<'a>,
    words: impl IntoFragment<'a>,
    actions: impl IntoIterator<Item = Element<'a, Message>>,
) -> Element<'a, Message> {
    let actions = Row::with_children(actions).spacing(spacing::S);
    let content = column![text::heading(head), text::caption(words), actions]
        .spacing(spacing::M)
        .align_x(Alignment::Center);
    container(content).center_x(Length::Fill).center_y(Length::Fill).padding(spacing::XL).into()
}
