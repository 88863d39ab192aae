//! How 例行 look: the list at the left with what is owed, the one that is open at the right with its signatures.

use chrono::NaiveDate;
use iced::widget::{Column, Row as Line, column, container, row, space};
use iced::{Alignment, Element, Length, padding};

use crate::domain::person::Role;
use crate::domain::routine::{Rhythm, owner};
use crate::domain::routine_now::RoutineNow;
use crate::domain::time::Moment;
use crate::ui::screen::contract::Context;
use crate::ui::screen::learning::message::{Message, RoutineMessage};
use crate::ui::screen::learning::routine_page::{RoutinePage, RoutineTyped};
use crate::ui::shortcut::Shortcut;
use crate::ui::spacing;
use crate::ui::theme::surface;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::table::{Cell, Row, col, table};
use crate::ui::widget::{
    Chips, button, editor, facts, field, hairline, labelled, pane, panel, section, text,
};

type Part<'a> = Element<'a, Message>;

/// Width of the list.
const LIST: f32 = 420.0;
/// So many signatures stand there.
const SIGNED: usize = 12;
/// So many days can be signed at once; older ones follow when these are signed.
const DAYS: usize = 7;

/// The whole page.
pub fn page<'a>(page: &'a RoutinePage, context: &'a Context) -> Part<'a> {
    let right = match (&page.typed, page.one()) {
        (Some(typed), _) => typing(typed),
        (None, Some(one)) => open(page, one, context),
        (None, None) => space().into(),
    };
    let right = panel(pane(container(right).padding(padding::right(spacing::M))))
        .width(Length::Fill)
        .height(Length::Fill);
    row![list(page, context), right].spacing(spacing::M).height(Length::Fill).into()
}

fn list<'a>(page: &'a RoutinePage, context: &'a Context) -> Part<'a> {
    let today = context.now().date();
    let selected = page.all.iter().position(|one| Some(one.id) == page.open);
    let pick = |at: usize| {
        let id = page.all.get(at).map(|one| one.id);
        id.map_or(Message::Cancel, |id| Message::Routine(RoutineMessage::Open(id)))
    };
    let columns = [col("事务"), col("谁签").width(110.0), col("要签").width(70.0)];
    let rows = table(columns, page.all.len(), move |at| {
        let Some(one) = page.all.get(at) else { return Row::new([]) };
        let owed = match one.owed(today).len() {
            0 => Cell::text("没有").tone(Tone::Muted),
            count => Cell::text(format!("{count} 次")).bold().tone(Tone::Waiting),
        };
        let title = Cell::text(one.routine.title.as_str()).note(one.routine.when(), Tone::Muted);
        Row::new([title, Cell::text(owner(one.routine.owes)), owed])
    })
    .selected(selected)
    .on_select(pick)
    .on_open(pick)
    .empty("还没有例行事务");
    let rows = container(rows).padding(1).style(surface::panel).height(Length::Fill);
    let set: Part<'a> = if context.is_supervisor() {
        row![
            button::secondary("加一项").on_press(Message::Routine(RoutineMessage::New)),
            button::secondary("带入常用的一套").on_press(Message::Routine(RoutineMessage::TakeUsual)),
        ]
        .spacing(spacing::S)
        .into()
    } else {
        text::caption("例行事务由客服主任设定").into()
    };
    column![set, rows].spacing(spacing::M).width(LIST).into()
}

fn words(day: NaiveDate, now: Moment) -> String {
    match (now.date() - day).num_days() {
        0 => "今天的".to_owned(),
        -1 => "明天的".to_owned(),
        1 => "昨天的".to_owned(),
        _ => format!("{}的", day.format("%-m月%-d日")),
    }
}

fn open<'a>(page: &'a RoutinePage, one: &'a RoutineNow, context: &'a Context) -> Part<'a> {
    let now = context.now();
    let routine = &one.routine;
    let change = context.is_supervisor().then(|| {
        row![
            button::secondary("改").small().on_press(Message::Routine(RoutineMessage::Change)),
            button::quiet("以后不做了").small().on_press(Message::Routine(RoutineMessage::Drop)),
        ]
        .spacing(spacing::S)
    });
    let head =
        row![text::title(&routine.title), change].spacing(spacing::M).align_y(Alignment::Center).wrap();
    let detail = if routine.detail.is_empty() { "—" } else { routine.detail.as_str() };
    let lines = [
        ("做什么", detail.to_owned()),
        ("多久一次", routine.when()),
        ("谁签", owner(routine.owes).to_owned()),
    ];
    let days = one.open(now.date());
    let sign: Part<'a> = if days.is_empty() {
        text::caption("现在没有要签的").into()
    } else if let Err(denial) = routine.signs(&context.actor, &context.staff) {
        text::caption(denial.text).into()
    } else {
        let found = field("做了什么、发现什么", &page.found)
            .placeholder("没有就空着；没做成的写原因")
            .on_input(|text| Message::Routine(RoutineMessage::Found(text)));
        let more = days.len().saturating_sub(DAYS);
        let buttons = days.iter().take(DAYS).map(|day| {
            button::primary(format!("签{}", words(*day, now)))
                .on_press(Message::Routine(RoutineMessage::Sign(one.id, *day)))
                .into()
        });
        let buttons = Line::with_children(buttons).spacing(spacing::S).wrap();
        let more = (more > 0).then(|| text::caption(format!("还有 {more} 次，签完这些再列")));
        column![found, buttons, more].spacing(spacing::S).into()
    };
    let signed = one.signed.iter().rev().take(SIGNED).map(|signed| {
        let found = if signed.found.is_empty() { "没有另写" } else { signed.found.as_str() };
        row![
            text::caption(words(signed.day, now)).width(110),
            text::caption(format!("{} {}", signed.by, signed.at.short(now))).width(190),
            text::body(found).width(Length::Fill)
        ]
        .spacing(spacing::S)
        .into()
    });
    let signed = Column::with_children(signed).spacing(spacing::XS);
    column![head, facts(lines), sign, hairline(), section("签过的", "最新的在上"), signed]
        .spacing(spacing::M)
        .into()
}

fn typing(typed: &RoutineTyped) -> Part<'_> {
    let press = Message::Routine;
    let head = if typed.id.is_some() { "改例行事务" } else { "加一项例行事务" };
    let title = field("事务的名称", &typed.title)
        .placeholder("例如：试一遍电话和对讲")
        .on_input(move |text| press(RoutineMessage::Title(text)));
    let detail = editor("做什么", &typed.detail)
        .lines(2..=5)
        .on_action(move |action| press(RoutineMessage::Detail(action)));
    let rhythm = Chips::one_of(
        Rhythm::ALL.iter().copied(),
        Some(&typed.rhythm),
        |one| one.label().into(),
        move |one| press(RoutineMessage::Rhythm(one)),
    );
    let month = (typed.rhythm == Rhythm::Yearly).then(|| {
        field("几月", &typed.month).width(100).on_input(move |text| press(RoutineMessage::Month(text)))
    });
    let label = if typed.rhythm == Rhythm::Weekly { "周几（1到7）" } else { "几日" };
    let day = (typed.rhythm != Rhythm::Daily)
        .then(|| field(label, &typed.day).width(140).on_input(move |text| press(RoutineMessage::Day(text))));
    let owes = Chips::one_of(
        Role::ALL.iter().copied(),
        Some(&typed.owes),
        |role| owner(*role).into(),
        move |role| press(RoutineMessage::Owes(role)),
    );
    let foot = row![
        space().width(Length::Fill),
        button::secondary("不改了").keys(Shortcut::Back.keys()).on_press(Message::Cancel),
        button::primary("保存").keys(Shortcut::Save.keys()).on_press(Message::Save),
    ]
    .spacing(spacing::S);
    column![
        section(head, ""),
        title,
        detail,
        labelled("多久一次", "", rhythm),
        row![month, day].spacing(spacing::M),
        labelled("谁签", "", owes),
        foot
    ]
    .spacing(spacing::M)
    .into()
}
