//! The card of a danger, alone in the place of the sentences: what is asked and said to the caller, who is called, what
//! then; one line after the other is ticked with F6, each keeps its time. What the card says stands in `library::danger`.
//! F12 opens the kinds of danger: words alone tell of some only, and now and then they tell of one that is none.

use iced::widget::{Column, column, container, row, space};
use iced::{Alignment, Element, Length, padding};

use crate::library::danger::{DangerCard, DangerLine, DangerNow};
use crate::library::say::Spoken;
use crate::ui::shortcut::Shortcut;
use crate::ui::theme::surface;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{button, chip, chips, text};
use crate::ui::{icon, spacing};

/// Where the focus goes when the kinds of danger are opened.
pub const KINDS: &str = "dangers";

/// Room for the word before a line.
const WORD: f32 = 64.0;

/// The card; `tick` is sent when the line at hand was said or done, `other` when it is another danger or none.
pub fn danger_card<'a, Message: Clone + 'a>(
    danger: &DangerNow,
    tick: Message,
    other: Message,
) -> Element<'a, Message> {
    let now = danger.current().map(|line| line.id.clone());
    let lines = danger.lines.iter().map(|each| line(each, Some(&each.id) == now.as_ref(), tick.clone()));
    let call = if danger.hang_up { "让他先挂、先出去" } else { "电话不挂" };
    let head = column![
        text::toned(format!("险情：{}", danger.name), Tone::Danger),
        text::caption(format!("{call}，逐条做，做完一条按 F6")),
    ]
    .spacing(2);
    let never = danger.never.iter().map(|words| {
        row![text::toned(icon::CROSS, Tone::Danger).width(18), text::body(words.clone())].into()
    });
    let never = column![text::toned("千万不要", Tone::Danger)].extend(never).spacing(2);
    let other = button::quiet("换一种、不是险情").small().keys(Shortcut::Danger.keys()).on_press(other);
    let inner = column![head, Column::with_children(lines).spacing(spacing::S), never, other]
        .spacing(spacing::M)
        .padding(padding::all(spacing::L).left(spacing::M))
        .width(Length::Fill);
    let edge = container(space()).width(5).height(Length::Fill).style(surface::edge(Tone::Danger));
    container(row![edge, inner].height(Length::Shrink)).style(surface::sentence).width(Length::Fill).into()
}

/// The kinds of danger to choose from: the one whose card is shown is marked, those that it sounds like stand
/// first. `on_seen` gets the place of the card, `none` says that the shown one is no danger.
pub fn danger_list<'a, Message: Clone + 'a>(
    cards: &[DangerCard],
    spoken: &Spoken,
    on_seen: impl Fn(usize) -> Message + 'a,
    (none, back): (Message, Message),
) -> Element<'a, Message> {
    let shown = spoken.danger.as_ref();
    let is_shown = |card: &DangerCard| shown.is_some_and(|shown| shown.id == card.id);
    let likely = spoken.likely_danger.as_ref();
    let rank = |card: &DangerCard| {
        let at = likely.and_then(|likely| likely.cards.iter().position(|id| *id == card.id));
        at.unwrap_or(usize::MAX)
    };
    let mut sorted: Vec<(usize, &DangerCard)> = cards.iter().enumerate().collect();
    sorted.sort_by_key(|(_, card)| rank(card));
    let (places, cards): (Vec<usize>, Vec<&DangerCard>) = sorted.into_iter().unzip();
    let kinds = cards.into_iter().map(|card| chip(card.name.clone(), is_shown(card)).tone(Tone::Danger));
    let none = (shown.is_some() || likely.is_some()).then(|| button::danger("不是险情").on_press(none));
    let back = button::quiet("返回").keys(Shortcut::Danger.keys()).on_press(back);
    let foot = row![none, space::horizontal(), back].align_y(Alignment::Center);
    let kinds = chips(kinds.collect::<Vec<_>>()).id(KINDS).on_pick(move |at| on_seen(places[at]));
    let asked = if likely.is_some_and(|likely| likely.is_sure) {
        "听着像有险情，是哪一种"
    } else {
        "哪一种险情"
    };
    let head = column![text::toned(asked, Tone::Danger), text::caption("选中就出险情卡，案件转为加急"),];
    let inner = column![head, kinds.width(Length::Fill), foot].spacing(spacing::M).padding(spacing::L);
    container(inner).style(surface::sentence).width(Length::Fill).into()
}

fn line<'a, Message: Clone + 'a>(line: &DangerLine, now: bool, tick: Message) -> Element<'a, Message> {
    let words = line.text.as_str().to_owned();
    let word = text::toned(line.kind.label(), if now { Tone::Danger } else { Tone::Muted });
    // What is to be said now stands by itself: it is read out from a step away.
    if now && line.done.is_none() {
        let done = button::danger("做了").keys("F6").on_press(tick);
        let head = row![word, space::horizontal(), done].align_y(Alignment::Center);
        return column![head, text::sentence(words).width(Length::Fill)].spacing(spacing::XS).into();
    }
    let (words, end): (Element<'a, Message>, Element<'a, Message>) = match line.done {
        Some(at) => (
            text::toned(words, Tone::Muted).into(),
            text::caption(format!("{} {}", icon::DONE, at.clock())).into(),
        ),
        None => (text::body(words).into(), space().into()),
    };
    row![word.width(WORD), container(words).width(Length::Fill), end]
        .spacing(spacing::S)
        .align_y(Alignment::Center)
        .into()
}
