//! Who it may be, and what he has come for before: 可能是这位, 没了结的几件, 已关联.

use iced::widget::{Column, column, container, row, space};
use iced::{Alignment, Element, Length, padding};

use crate::domain::caller::{KnownCaller, KnownMatter, KnownPerson};
use crate::domain::settings::Rules;
use crate::domain::time::Moment;
use crate::ui::font;
use crate::ui::screen::contract::Context;
use crate::ui::screen::intake::derived::Derived;
use crate::ui::screen::intake::form::IntakeForm;
use crate::ui::screen::intake::message::Message;
use crate::ui::screen::intake::roster_note::{self, is_taken};
use crate::ui::screen::status_line::status_words;
use crate::ui::shortcut::Shortcut;
use crate::ui::spacing;
use crate::ui::theme::surface;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{button, ellipsis, notice, text};

type Part<'a> = Element<'a, Message>;

/// Everything on the caller that stands below who it is.
pub fn about<'a>(
    form: &'a IntakeForm,
    known: &'a KnownCaller,
    derived: &'a Derived,
    context: &Context,
) -> Option<Part<'a>> {
    let (rules, now) = (&context.settings.rules, context.now());
    let persons = proposals(form, known);
    let roster = roster_note::notice_of(form, known);
    let matters = linked(form)
        .or_else(|| open(form, known, derived, (rules, now)))
        .or_else(|| closed(known, rules, now));
    let any = persons.is_some() || roster.is_some() || matters.is_some();
    any.then(|| column![persons, roster, matters].spacing(spacing::S).into())
}

/// 可能是这位: whoever is not in the form yet, the likeliest with a key.
fn proposals<'a>(form: &'a IntakeForm, known: &'a KnownCaller) -> Option<Part<'a>> {
    let news: Vec<_> = known.persons.iter().enumerate().filter(|(_, one)| !is_taken(form, one)).collect();
    if news.is_empty() || known.persons.first().is_some_and(|one| is_taken(form, one)) {
        return None;
    }
    let rows = news.into_iter().map(|(at, one)| {
        let take = button::accent("带入").small().on_press(Message::TakePerson(at));
        let take = if at == 0 { take.keys(Shortcut::TakePerson.keys()) } else { take };
        let head = if at == 0 { "可能是这位" } else { "也可能是" };
        notice(head, described(one), Tone::Accent).action(take).into()
    });
    Some(Column::with_children(rows).spacing(spacing::XS).into())
}

/// `陈国强　先生　7-1-903　业主　来过 4 次`.
fn described(known: &KnownPerson) -> String {
    let person = &known.person;
    let parts = [
        person.name.clone(),
        person.title.map(|title| title.label().to_owned()),
        person.room.clone(),
        person.relation.map(|relation| relation.label().to_owned()),
        (known.times > 0).then(|| format!("来过 {} 次", known.times)),
        (known.times == 0).then(|| "在名册上".to_owned()),
        known.person.declines_visits.then(|| "不接受回访".to_owned()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("　")
}

/// So many open matters are shown until all are asked for.
const SHOWN: usize = 3;

/// 没了结的几件: the open matters of the caller, the likeliest first and in full, two more, and the way to the rest.
fn open<'a>(
    form: &IntakeForm,
    known: &'a KnownCaller,
    derived: &'a Derived,
    (rules, now): (&Rules, Moment),
) -> Option<Part<'a>> {
    let open = derived.open(known);
    if open.is_empty() {
        return None;
    }
    let head = text::toned(format!("没了结的 {} 件", open.len()), Tone::Waiting).font(font::BOLD);
    let shown = if form.all_matters { open.len() } else { SHOWN };
    let rest = open.len().saturating_sub(shown);
    let rows = open.into_iter().take(shown).enumerate();
    let rows = rows.map(|(at, matter)| line(matter, (at == 0, at == 0 && derived.meant), rules, now));
    let rows = Column::with_children(rows).spacing(spacing::XS);
    let rest = (rest > 0).then(|| button::link(format!("另有 {rest} 件")).on_press(Message::AllMatters));
    let content = column![head, rows, rest].spacing(spacing::XS);
    Some(
        container(content)
            .padding(padding::horizontal(spacing::M).vertical(spacing::S))
            .width(Length::Fill)
            .style(surface::notice(Tone::Waiting))
            .into(),
    )
}

/// One matter, the first one with all that it is about; `likeliest`: the words point to it, or it has been asked for more
/// than once.
fn line<'a>(
    matter: &'a KnownMatter,
    (first, likeliest): (bool, bool),
    rules: &Rules,
    now: Moment,
) -> Part<'a> {
    let row_of = &matter.row;
    let number = row_of.number;
    let again = (matter.calls > 1).then(|| format!("这是第 {} 次", matter.calls + 1));
    let more = [again, likeliest.then(|| "最像这件".to_owned())];
    let more = more.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let more = (!more.is_empty()).then(|| text::caption(more));
    let same = if likeliest { button::accent("同一事") } else { button::secondary("同一事") };
    let urge = if likeliest { button::accent("催办") } else { button::secondary("催办") };
    let gist: Part<'a> = match first {
        true => space().width(Length::Fill).into(),
        false => container(ellipsis(row_of.gist.as_str())).width(Length::Fill).into(),
    };
    let whole = first.then(|| text::body(row_of.gist.as_str()));
    let line = row![
        text::strong(row_of.received_at.short(now)),
        gist,
        row![status_words(row_of, rules, now)].push(more).spacing(spacing::S),
        row![
            urge.small().on_press(Message::UrgeHit(number)),
            same.small().on_press(Message::LinkHit(number)),
            button::secondary("打开").small().on_press(Message::OpenHit(number)),
        ]
        .spacing(spacing::XS),
    ]
    .spacing(spacing::S)
    .align_y(Alignment::Center);
    column![line, whole].into()
}

/// 以前来过: the last closed matter, where none is open.
fn closed<'a>(known: &'a KnownCaller, rules: &Rules, now: Moment) -> Option<Part<'a>> {
    let row = &known.last_closed()?.row;
    let gist: String = row.gist.chars().take(24).collect();
    let words = format!("{} {gist} · {}", row.received_at.short(now), row.status_line(rules, now).words());
    let note = notice("以前来过", words, Tone::Muted)
        .action(button::secondary("同一事").small().on_press(Message::LinkHit(row.number)))
        .action(button::secondary("打开").small().on_press(Message::OpenHit(row.number)));
    Some(note.into())
}

/// What the form is linked to already.
pub fn linked<'a>(form: &IntakeForm) -> Option<Part<'a>> {
    let number = form.draft.repeat_of.or(form.draft.group_of)?;
    let repeat = form.draft.repeat_of.is_some();
    let word = if repeat { "已关联同一事" } else { "已加入群诉" };
    let undo = if repeat { Message::LinkHit(number) } else { Message::JoinHit(number) };
    let (other, change) = if repeat {
        ("改为加入群诉", Message::JoinHit(number))
    } else {
        ("改为同一事", Message::LinkHit(number))
    };
    let note = notice(word, number.to_string(), Tone::Accent)
        .action(button::secondary("打开").small().on_press(Message::OpenHit(number)))
        .action(button::secondary(other).small().on_press(change))
        .action(button::secondary("取消关联").small().on_press(undo));
    Some(note.into())
}
