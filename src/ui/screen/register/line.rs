//! One row of the register: a case as the words of the columns.

use crate::domain::case_column::CaseColumn;
use crate::domain::case_row::CaseRow;
use crate::domain::code::{Channel, Flag, Status};
use crate::domain::marker::Marker;
use crate::domain::masking::mask_phone;
use crate::domain::obligation::{Urge, due_words};
use crate::domain::settings::Rules;
use crate::domain::time::Moment;
use crate::ui::icon;
use crate::ui::screen::contract::Context;
use crate::ui::screen::form::marked::mark_box;
use crate::ui::screen::register::message::Message;
use crate::ui::screen::status_line::status_cell;
use crate::ui::theme::button::Kind;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::table::{Cell, Row};
use crate::ui::widget::{Pressable, ellipsis};
use chrono::{Datelike, Duration};

/// The least width of the column of the matter.
const GIST: f32 = 270.0;
/// What the table has at both ends.
const EDGES: f32 = 16.0;

/// How a case is shown.
#[derive(Clone, Copy)]
pub struct LineLook {
    /// Its place in the page.
    pub at: usize,
    /// It is ticked.
    pub ticked: bool,
    /// Its telephone numbers were clicked and stand in full (rules §10).
    pub revealed: bool,
    /// It missed what the figure behind the list asks for.
    pub missed: bool,
}

/// Width of the column of the boxes.
pub const TICK: f32 = 32.0;
/// What the word after a number takes.
const MISSED: f32 = 44.0;

/// The width of a column; `None` for the one that takes what is left. `missed`: some numbers have a word after them.
pub fn width(column: CaseColumn, missed: bool) -> Option<f32> {
    Some(match column {
        CaseColumn::Gist => return None,
        CaseColumn::Number if missed => 118.0 + MISSED,
        CaseColumn::Number | CaseColumn::RepeatOf | CaseColumn::GroupOf => 118.0,
        CaseColumn::ReceivedAt | CaseColumn::RecordedAt | CaseColumn::LastAt => 104.0,
        CaseColumn::Channel | CaseColumn::Kind => 52.0,
        CaseColumn::Name | CaseColumn::Handler | CaseColumn::Receiver => 78.0,
        CaseColumn::Room | CaseColumn::Nature | CaseColumn::Content | CaseColumn::Urgency => 90.0,
        CaseColumn::Escalations | CaseColumn::Visits => 104.0,
        CaseColumn::Status | CaseColumn::Situation | CaseColumn::Class | CaseColumn::Closure => 150.0,
        CaseColumn::Phones
        | CaseColumn::Category
        | CaseColumn::NextDue
        | CaseColumn::Next
        | CaseColumn::Department
        | CaseColumn::Flags
        | CaseColumn::Markers => 112.0,
    })
}

/// Below this width the list scrolls sideways.
pub fn narrowest(columns: &[CaseColumn], missed: bool) -> f32 {
    columns.iter().map(|one| width(*one, missed).unwrap_or(GIST)).sum::<f32>() + TICK + EDGES
}

/// The usual columns without those that are missed least, as far as the width asks for it; columns that somebody chose
/// all stay.
pub fn fitting(columns: &[CaseColumn], missed: bool, room: f32) -> Vec<CaseColumn> {
    let mut fitting = columns.to_vec();
    if columns != CaseColumn::USUAL {
        return fitting;
    }
    for least in [CaseColumn::Category, CaseColumn::Phones, CaseColumn::Channel, CaseColumn::Number] {
        if narrowest(&fitting, missed) > room {
            fitting.retain(|one| *one != least);
        }
    }
    fitting
}

/// The cells of a case.
pub fn line<'a>(
    case: &'a CaseRow,
    columns: &[CaseColumn],
    look: LineLook,
    context: &'a Context,
    now: Moment,
) -> Row<'a, Message> {
    let tone = if case.status == Status::Voided { Tone::Muted } else { Tone::Plain };
    // What is closed stays as it is: there is nothing to do with several.
    let tick = if case.is_open() {
        Cell::element(mark_box(look.ticked, Message::Tick(look.at)))
    } else {
        Cell::text("")
    };
    let cells = columns.iter().map(|column| cell(*column, case, look, context, now, tone));
    Row::new(std::iter::once(tick).chain(cells)).tone(if case.is_overdue(now) {
        Tone::Danger
    } else {
        Tone::Plain
    })
}

fn cell<'a>(
    column: CaseColumn,
    case: &'a CaseRow,
    look: LineLook,
    context: &'a Context,
    now: Moment,
    tone: Tone,
) -> Cell<'a, Message> {
    let settings = &context.settings;
    let word = |words: Option<&'a str>| Cell::text(words.unwrap_or(icon::NONE)).tone(tone);
    let plain = |words: String| Cell::text(words).tone(tone);
    let joined = |words: Vec<&'static str>| Cell::text(words.join(icon::BETWEEN)).tone(tone);
    let label = |label: Option<&'static str>| word(label);
    match column {
        CaseColumn::Number if look.missed => plain(case.number.to_string()).note("未达标", Tone::Danger),
        CaseColumn::Number => plain(case.number.to_string()),
        CaseColumn::ReceivedAt => plain(received(case.received_at, now)),
        CaseColumn::RecordedAt => plain(received(case.recorded_at, now)),
        CaseColumn::LastAt => plain(received(case.last_at, now)),
        CaseColumn::Kind => label(Some(case.kind.label())),
        CaseColumn::Channel => label(Some(short(case.channel))),
        CaseColumn::Receiver => word(Some(&case.receiver)),
        CaseColumn::Name if case.anonymous => label(Some("匿名")),
        CaseColumn::Name => word(case.name.as_deref()),
        CaseColumn::Room => word(case.room.as_deref()),
        CaseColumn::Phones => phone(case, look.revealed),
        CaseColumn::Gist => word(Some(case.gist.as_str()).filter(|gist| !gist.is_empty())),
        CaseColumn::Category => word(case.category.as_ref().map(|one| settings.category_label(one))),
        CaseColumn::Situation => match &case.situation {
            None => label(None),
            Some(code) => {
                let name = context.desk.situation_name(code);
                plain(name.unwrap_or_else(|| code.to_string()))
            }
        },
        CaseColumn::Class => label(case.class.map(|one| one.label())),
        CaseColumn::Nature => label(case.nature.map(|one| one.label())),
        CaseColumn::Content => label(case.content.map(|one| one.label())),
        CaseColumn::Urgency => label(case.urgency.map(|one| one.label())),
        CaseColumn::Flags => {
            let seen = |flag: &&Flag| flag.is_shown(context.is_supervisor());
            joined(case.flags.iter().filter(seen).map(|flag| flag.label()).collect())
        }
        CaseColumn::Markers => {
            let line = case.status_line(&settings.rules, now);
            joined(line.markers.into_iter().map(Marker::label).collect())
        }
        CaseColumn::Status => status_cell(case, &settings.rules, now),
        CaseColumn::Handler => word(case.handler.as_deref()),
        CaseColumn::Department => word(case.department.as_deref()),
        CaseColumn::Next => label(case.next.map(|(code, _)| code.label())),
        CaseColumn::NextDue => due(case, &settings.rules, now),
        CaseColumn::Escalations => plain(case.escalations.to_string()),
        CaseColumn::Visits => plain(case.visits.to_string()),
        CaseColumn::Closure => label(case.closure.map(|one| one.label())),
        CaseColumn::RepeatOf => plain(case.repeat_of.map(|one| one.to_string()).unwrap_or_default()),
        CaseColumn::GroupOf => plain(case.group_of.map(|one| one.to_string()).unwrap_or_default()),
    }
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
