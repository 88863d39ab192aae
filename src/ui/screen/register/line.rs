//! One row of the register: a case as the words of the columns.

use chrono::{Datelike, Duration};
use iced::Alignment;
use iced::widget::row;

use crate::domain::case_row::CaseRow;
use crate::domain::code::{Channel, Status};
use crate::domain::obligation::{Urge, due_words};
use crate::domain::person::mask_phone;
use crate::domain::settings::{Rules, Settings};
use crate::domain::time::Moment;
use crate::ui::screen::register::message::Message;
use crate::ui::theme::button::Kind;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::table::{Cell, Row};
use crate::ui::widget::{Pressable, ellipsis};
use crate::ui::{icon, spacing};

/// The cells of a case. `revealed`: its telephone numbers were clicked and stand in full (rules §10).
pub fn line<'a>(case: &'a CaseRow, revealed: bool, settings: &'a Settings, now: Moment) -> Row<'a, Message> {
    let quiet = case.status == Status::Voided;
    let tone = if quiet { Tone::Muted } else { Tone::Plain };
    let word = |words: Option<&'a str>| Cell::text(words.unwrap_or(icon::NONE)).tone(tone);
    let name = if case.anonymous { Some("匿名") } else { case.name.as_deref() };
    let category = case.category.as_ref().map(|category| settings.category_label(category));
    let gist = if case.gist.is_empty() { icon::NONE } else { case.gist.as_str() };
    let overdue = case.is_overdue(now);
    Row::new([
        Cell::text(case.number.to_string()).tone(tone),
        Cell::text(received(case.received_at, now)).tone(tone),
        Cell::text(short(case.channel)).tone(tone),
        word(name),
        word(case.room.as_deref()),
        phone(case, revealed),
        word(category),
        Cell::text(gist).tone(tone),
        status(case, settings, now),
        word(case.handler.as_deref()),
        due(case, &settings.rules, now),
    ])
    .tone(if overdue { Tone::Danger } else { Tone::Plain })
}

/// `11-03 09:12`, or the whole date of another year.
fn received(at: Moment, now: Moment) -> String {
    let format = if at.date().year() == now.date().year() { "%m-%d" } else { "%Y-%m-%d" };
    let day = at.date().format(format);
    if at.date().year() == now.date().year() { format!("{day} {}", at.clock()) } else { day.to_string() }
}

/// The channel in two characters.
fn short(channel: Channel) -> &'static str {
    match channel {
        Channel::Message => "微信",
        Channel::Online => "网上",
        Channel::Letter => "来函",
        Channel::Outreach => "走访",
        Channel::WalkIn | Channel::Phone | Channel::Referral | Channel::Other => channel.label(),
    }
}

fn phone<'a>(case: &CaseRow, revealed: bool) -> Cell<'a, Message> {
    match case.phones.first() {
        None => Cell::text(icon::NONE),
        Some(_) if revealed => Cell::text(case.phones.join("、")),
        Some(first) => Cell::element(
            Pressable::new(ellipsis(mask_phone(first)), Kind::Quiet)
                .on_press_maybe(Some(Message::Reveal(case.number)))
                .mouse_only(),
        ),
    }
}

/// The state, and after it as many of its markers as fit.
fn status<'a>(case: &CaseRow, settings: &Settings, now: Moment) -> Cell<'a, Message> {
    let tone = match case.status {
        Status::Unassigned => Tone::Waiting,
        Status::Closed | Status::Voided => Tone::Muted,
        Status::Handling | Status::VisitDue | Status::Observed => Tone::Plain,
    };
    let marks = case.markers(&settings.rules, now).join(icon::BETWEEN);
    let ink = if case.is_overdue(now) { Tone::Danger } else { Tone::Waiting };
    let words = row![
        ellipsis(case.status.label()).color(tone.ink()),
        ellipsis(marks).size(spacing::CAPTION).color(ink.ink()),
    ];
    Cell::element(words.spacing(spacing::S).align_y(Alignment::Center))
}

/// When the next thing is owed; a closed case says how it was closed.
fn due<'a>(case: &CaseRow, rules: &Rules, now: Moment) -> Cell<'a, Message> {
    let soon = Duration::minutes(rules.due_soon_minutes.into());
    match (case.next, case.closure) {
        (Some((deadline, due)), _) if case.is_open() => {
            let urge = Urge::of(deadline, due, now, soon);
            let words = Cell::text(due_words(due, urge, now));
            match urge {
                Urge::Overdue => words.tone(Tone::Danger).bold(),
                Urge::DueSoon => words.tone(Tone::Waiting).bold(),
                Urge::Open => words,
            }
        }
        (_, Some(closure)) => Cell::text(closure.label()).tone(Tone::Muted),
        _ => Cell::text(icon::NONE).tone(Tone::Muted),
    }
}
