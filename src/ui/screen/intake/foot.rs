//! The bar at the foot of the intake screen: mood, clock, marks and the next step.

use iced::widget::{column, container, row, space};
use iced::{Alignment, Element, Length, padding};

use crate::domain::code::{Channel, Emotion};
use crate::ui::screen::contract::Context;
use crate::ui::screen::intake::form::IntakeForm;
use crate::ui::screen::intake::message::{Message, Pick};
use crate::ui::screen::intake::reception_clock;
use crate::ui::shortcut::Shortcut;
use crate::ui::spacing;
use crate::ui::theme::surface;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{button, chip, chips, text};

type Part<'a> = Element<'a, Message>;

/// From this width on the bar at the foot is one line.
const ONE_LINE: f32 = 1150.0;

/// From this width on its parts are named.
const NAMED: f32 = 1200.0;

/// The words of a mood; a visitor reads those of the walk-in form, and is told no mood of his.
fn mood_word(mood: Emotion, channel: Channel) -> &'static str {
    match mood {
        Emotion::Calm => mood.label(),
        Emotion::Upset if channel == Channel::WalkIn => "着急",
        Emotion::Agitated if channel == Channel::WalkIn => "很着急",
        Emotion::Upset => mood.label(),
        Emotion::Agitated => "激动",
    }
}

/// The bar: mood, clock and marks at the left, what can be done at the right; in two lines where one is too narrow.
pub fn bar<'a>(form: &'a IntakeForm, context: &'a Context, width: f32) -> Part<'a> {
    let mood = chips(Emotion::ALL.iter().map(|one| {
        let alarms = *one == Emotion::Agitated && form.draft.channel != Channel::WalkIn;
        let tone = if alarms { Tone::Danger } else { Tone::Accent };
        chip(mood_word(*one, form.draft.channel), form.draft.emotion == Some(*one)).tone(tone)
    }))
    .plain()
    .on_pick(|at| Message::Picked(Pick::Mood(Emotion::ALL[at])));
    let one_line = width >= ONE_LINE;
    let name = (width >= NAMED || !one_line).then(|| text::caption("情绪"));
    let left = row![name, mood, reception_clock::clock(form, context), marks(form)]
        .spacing(spacing::S)
        .align_y(Alignment::Center);
    let escalate = form
        .is_guided()
        .then(|| button::accent("服务上移").keys(Shortcut::Escalate.keys()).on_press(Message::Escalate));
    // What the owner is asked comes first.
    let label = form.next_label();
    let next = if form.awaits() { button::secondary(label) } else { button::primary(label) };
    // On the last page the main button does the same.
    let save = (form.is_guided() && form.next_step().is_some())
        .then(|| button::secondary("保存").keys(Shortcut::Save.keys()).on_press(Message::Save));
    let right = row![
        escalate,
        button::secondary("打印").keys(Shortcut::Print.keys()).on_press(Message::SaveAndPrint),
        save,
        next.keys(Shortcut::Next.keys()).on_press(Message::Next),
    ]
    .spacing(spacing::S);
    let fill = || space().width(Length::Fill);
    let bar: Part<'a> = if one_line {
        row![left, fill(), right].spacing(spacing::M).align_y(Alignment::Center).into()
    } else {
        column![left, row![fill(), right]].spacing(spacing::S).into()
    };
    container(bar)
        .padding(padding::horizontal(spacing::M).vertical(10))
        .width(Length::Fill)
        .style(surface::bar)
        .into()
}

fn marks(form: &IntakeForm) -> Option<Part<'_>> {
    let draft = &form.draft;
    let leader = |words| (words, draft.asked_for_leader, Pick::AskedForLeader);
    let marks = match draft.channel {
        Channel::Phone => vec![leader("点名找领导"), ("断线", draft.line_broke, Pick::LineBroke)],
        Channel::WalkIn => vec![leader("想见领导")],
        _ => return None,
    };
    let picks: Vec<Pick> = marks.iter().map(|(_, _, pick)| pick.clone()).collect();
    let chips = chips(marks.into_iter().map(|(label, on, _)| chip(label, on))).plain();
    Some(chips.on_pick(move |at| Message::Picked(picks[at].clone())).into())
}
