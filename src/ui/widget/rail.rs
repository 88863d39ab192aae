//! The rail of steps at the left of the guided form: what is done, what is at hand, what is still owed,
//! what comes later. One stop of the Tab order; ↑ ↓ move in it, Enter goes to the step.

use iced::widget::text::{Fragment, IntoFragment, Wrapping};
use iced::widget::{Column, Row, container, row, space, text as plain};
use iced::{Alignment, Color, Element, Length, padding};

use crate::ui::theme::button::Kind;
use crate::ui::theme::tone::Tone;
use crate::ui::theme::{color, surface};
use crate::ui::widget::group::group;
use crate::ui::widget::pressable::Pressable;
use crate::ui::widget::{button, text};
use crate::ui::{font, icon, spacing};

/// Where a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepState {
    /// ✓ done.
    Done,
    /// The step on the screen.
    Now,
    /// Open, and due in this conversation.
    Owed,
    /// Comes after the conversation.
    Later,
}

/// One step; without `on_press` it cannot be gone to yet.
pub struct Step<'a, Message> {
    label: Fragment<'a>,
    state: StepState,
    on_press: Option<Message>,
}

/// A step of the rail.
pub fn step<'a, Message>(
    label: impl IntoFragment<'a>,
    state: StepState,
    on_press: Option<Message>,
) -> Step<'a, Message> {
    Step { label: label.into_fragment(), state, on_press }
}

/// The steps from top to bottom.
pub fn rail<'a, Message: Clone + 'a>(
    steps: impl IntoIterator<Item = Step<'a, Message>>,
) -> Element<'a, Message> {
    let steps: Vec<_> = steps.into_iter().collect();
    let now = steps
        .iter()
        .filter(|step| step.on_press.is_some())
        .position(|step| step.state == StepState::Now)
        .unwrap_or(0);
    group(Column::with_children(steps.into_iter().map(step_element)), now).into()
}

fn step_element<'a, Message: Clone + 'a>(step: Step<'a, Message>) -> Element<'a, Message> {
    let now = step.state == StepState::Now;
    let (sign, ink) = match step.state {
        StepState::Done => (icon::DONE, color::ACCENT),
        StepState::Now => ("", color::INK),
        StepState::Owed => (icon::OPEN, color::INK),
        StepState::Later => ("", color::MUTED),
    };
    let weight = if now { font::BOLD } else { font::REGULAR };
    let edge = if now { color::ACCENT } else { Color::TRANSPARENT };
    let sign = plain(sign).size(spacing::CAPTION).color(ink).width(16);
    let label = plain(step.label).size(spacing::BODY).font(weight).color(ink).wrapping(Wrapping::None);
    let content = row![
        container(space().width(4).height(22)).style(move |_| container::background(edge)),
        sign,
        label,
    ]
    .spacing(4)
    .align_y(Alignment::Center);
    Pressable::new(content, Kind::Step(now))
        .on_press_maybe(step.on_press)
        .width(Length::Fill)
        .height(spacing::CONTROL)
        .into()
}

/// Under the rail: what is still missing, each a way to its field.
pub fn missing<'a, Message: Clone + 'a>(
    fields: impl IntoIterator<Item = (Fragment<'a>, Message)>,
) -> Element<'a, Message> {
    let links = fields.into_iter().map(|(label, message)| button::link(label).on_press(message).into());
    let rule = container(space().width(Length::Fill).height(1)).style(surface::hairline);
    let links: Vec<Element<'a, Message>> = links.collect();
    if links.is_empty() {
        return Column::with_children([
            rule.into(),
            text::small(format!("{} 必填都已填写", icon::DONE), Tone::Accent).into(),
        ])
        .spacing(spacing::S)
        .into();
    }
    let links = Row::with_children(links).spacing(spacing::S).wrap().vertical_spacing(2);
    Column::with_children([rule.into(), text::caption("还缺").into(), links.into()])
        .spacing(spacing::XS)
        .padding(padding::bottom(spacing::XS))
        .into()
}
