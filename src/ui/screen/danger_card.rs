//! The card of a danger, alone in the place of the sentences: what is asked and said to the caller, who is called, what
//! then; one line after the other is ticked with F6, each keeps its time. What the card says stands in `library::danger`.

use iced::widget::{Column, column, container, row, space};
use iced::{Alignment, Element, Length, padding};

use crate::library::danger::{DangerLine, DangerNow};
use crate::ui::theme::surface;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{button, text};
use crate::ui::{icon, spacing};

/// Room for the word before a line.
const WORD: f32 = 64.0;

/// The card; `tick` is sent when the line at hand was said or done.
pub fn danger_card<'a, Message: Clone + 'a>(danger: &DangerNow, tick: Message) -> Element<'a, Message> {
    let now = danger.current().map(|line| line.id.clone());
    let lines = danger.lines.iter().map(|each| line(each, Some(&each.id) == now.as_ref(), tick.clone()));
    let call = if danger.hang_up { "让他先挂、先出去" } else { "电话不挂" };
    let head = row![
        text::toned(format!("险情：{}", danger.name), Tone::Danger),
        space::horizontal(),
        text::caption(format!("{call}，逐条做，做完一条按 F6")),
    ]
    .spacing(spacing::M)
    .align_y(Alignment::Center);
    let never = danger.never.iter().map(|words| {
        row![text::toned(icon::CROSS, Tone::Danger).width(18), text::body(words.clone())].into()
    });
    let never = column![text::toned("千万不要", Tone::Danger)].extend(never).spacing(2);
    let inner = column![head, Column::with_children(lines).spacing(spacing::S), never]
        .spacing(spacing::M)
        .padding(padding::all(spacing::L).left(spacing::M))
        .width(Length::Fill);
    let edge = container(space()).width(5).height(Length::Fill).style(surface::edge(Tone::Danger));
    container(row![edge, inner].height(Length::Shrink)).style(surface::sentence).width(Length::Fill).into()
}

fn line<'a, Message: Clone + 'a>(line: &DangerLine, now: bool, tick: Message) -> Element<'a, Message> {
    let words = line.text.as_str().to_owned();
    let word = text::toned(line.kind.label(), if now { Tone::Danger } else { Tone::Muted }).width(WORD);
    let (words, end): (Element<'a, Message>, Element<'a, Message>) = match line.done {
        Some(at) => (
            text::toned(words, Tone::Muted).into(),
            text::caption(format!("{} {}", icon::DONE, at.clock())).into(),
        ),
        None if now => {
            (text::sentence(words).into(), button::danger("做了").keys("F6").on_press(tick).into())
        }
        None => (text::body(words).into(), space().into()),
    };
    row![word, container(words).width(Length::Fill), end]
        .spacing(spacing::S)
        .align_y(Alignment::Center)
        .into()
}
