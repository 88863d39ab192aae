//! How the daily check looks: the day, and each list with its counts, its open cases and its signature.

use chrono::{Datelike, NaiveDate};
use iced::widget::{Column, column, container, row, space};
use iced::{Alignment, Element, Length};

use crate::domain::case::CaseNumber;
use crate::domain::daily_check::{CheckBlock, signable_from};
use crate::domain::marker::Marker;
use crate::ui::screen::contract::Context;
use crate::ui::screen::shift::screen::{Message, ShiftScreen, neighbours};
use crate::ui::screen::status_line::marks;
use crate::ui::shortcut::Shortcut;
use crate::ui::theme::surface;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::table::{Cell, Row, col, table};
use crate::ui::widget::{button, field, hairline, section, tag, text};
use crate::ui::{icon, spacing};

type Part<'a> = Element<'a, Message>;

/// So many open cases of a list stand there; more scroll.
const ROWS: usize = 6;

/// The day, the way to its neighbours and to those that lack a signature.
pub fn days<'a>(screen: &ShiftScreen, context: &Context) -> Part<'a> {
    let today = context.now().date();
    let Some(day) = screen.day else { return space().into() };
    let (before, after) = neighbours(day);
    let go = |words: String, to: Option<NaiveDate>| {
        button::secondary(words).small().on_press_maybe(to.map(Message::Day))
    };
    let others: Vec<NaiveDate> = {
        let mut days: Vec<NaiveDate> = screen.unsigned.iter().map(|(day, _)| *day).collect();
        days.dedup();
        days
    };
    // Before the hour at which it may be signed, nothing is owed and nothing is done.
    let from = signable_from(day, context.settings.rules.duty);
    let open = screen.check.as_ref().filter(|check| check.date == day && context.now() < from);
    let open = open.map_or(0, |check| check.blocks.iter().filter(|block| block.signed.is_none()).count());
    let owed = match others.as_slice() {
        [] if open > 0 => {
            text::small(format!("{} 起签字，还有 {open} 张", from.short(context.now())), Tone::Plain)
        }
        [] => text::small(format!("{} 该签的都签了", icon::DONE), Tone::Muted),
        days => text::small(format!("没签完的有 {} 天", days.len()), Tone::Waiting),
    };
    let next = others.iter().find(|other| **other != day).copied();
    let next = next.map(|other| go(format!("去 {}", words(other)), Some(other)));
    let print =
        button::secondary("打印日盘点表").small().keys(Shortcut::Print.keys()).on_press(Message::Print);
    row![
        go(format!("{} 前一天", icon::BACK), before),
        text::strong(words(day)),
        go(format!("后一天 {}", icon::FORWARD), after.filter(|after| *after <= today)),
        owed,
        next,
        space().width(Length::Fill),
        print,
    ]
    .spacing(spacing::M)
    .align_y(Alignment::Center)
    .into()
}

fn words(day: NaiveDate) -> String {
    const DAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];
    let weekday = DAYS[day.weekday().num_days_from_monday() as usize % DAYS.len()];
    format!("{}月{}日 周{weekday}", day.month(), day.day())
}

/// The three lists.
pub fn view<'a>(screen: &'a ShiftScreen, context: &'a Context) -> Part<'a> {
    let Some(check) = &screen.check else { return text::caption("正在读取…").into() };
    let blocks = check.blocks.iter().flat_map(|block| {
        let line = hairline().into();
        [list(screen, block, check.date, context), line]
    });
    Column::with_children(blocks).spacing(spacing::L).into()
}

fn list<'a>(
    screen: &'a ShiftScreen,
    block: &'a CheckBlock,
    day: NaiveDate,
    context: &'a Context,
) -> Part<'a> {
    let state = match &block.signed {
        Some(one) => tag(format!("{} {} 已签", one.by, one.at.short(context.now())), Tone::Accent),
        None => tag("没签", Tone::Waiting),
    };
    let head = row![section(block.list.label(), format!("{}盘点", block.list.checker())), state]
        .spacing(spacing::M)
        .align_y(Alignment::Center);
    let counts = &block.counts;
    let figures = [
        ("当日受理", counts.received, Tone::Plain),
        ("已响应", counts.responded, Tone::Plain),
        ("当日完成", counts.handled, Tone::Plain),
        ("未结", counts.open, Tone::Plain),
        ("逾期", counts.overdue, Tone::Danger),
        ("无责任人", counts.unassigned, Tone::Waiting),
        ("无内容摘要", counts.without_summary, Tone::Waiting),
        ("今日约定", counts.promised_today, Tone::Plain),
        ("明日约定", counts.promised_tomorrow, Tone::Plain),
        ("待上门", counts.appointments, Tone::Plain),
    ];
    let figures = figures.into_iter().map(|(label, count, tone)| {
        let tone = if count > 0 { tone } else { Tone::Muted };
        row![text::caption(label), text::toned(count.to_string(), tone).font(crate::ui::font::BOLD)]
            .spacing(spacing::XS)
            .align_y(Alignment::Center)
            .into()
    });
    let figures = iced::widget::Row::with_children(figures).spacing(spacing::L).wrap();
    column![head, figures, cases(block), sign(screen, block, day, context)].spacing(spacing::S).into()
}

fn cases(block: &CheckBlock) -> Part<'_> {
    if block.rows.is_empty() {
        return text::caption("没有未结的单。").into();
    }
    let columns = [
        col("编号").width(130.0),
        col("房号").width(100.0),
        col("内容摘要"),
        col("责任人").width(90.0),
        col("下一步").width(200.0),
    ];
    let list = table(columns, block.rows.len(), |at| {
        let Some(one) = block.rows.get(at) else { return Row::new([]) };
        let next = one.next.lines().next().unwrap_or_default().to_owned();
        let next = Cell::text(next).tone(if one.overdue { Tone::Danger } else { Tone::Plain });
        let handler = if one.handler.is_empty() { "待指派" } else { one.handler.as_str() };
        Row::new([
            Cell::text(one.number.as_str()),
            Cell::text(one.room.as_str()),
            Cell::text(one.gist.as_str()).marks(marks(one.line.clone().without(Marker::Overdue).markers)),
            Cell::text(handler),
            next,
        ])
    })
    .dense()
    .click_opens()
    .on_open(|at| {
        let number = block.rows.get(at).and_then(|one| CaseNumber::parse(&one.number));
        number.map_or(Message::Print, Message::Case)
    })
    .height(spacing::TABLE_HEAD + block.rows.len().min(ROWS) as f32 * spacing::DENSE_ROW + 2.0);
    container(list).padding(1).style(surface::panel).into()
}

/// What was found, and the button that signs; or why this person cannot.
fn sign<'a>(screen: &'a ShiftScreen, block: &'a CheckBlock, day: NaiveDate, context: &Context) -> Part<'a> {
    let list = block.list;
    if let Some(one) = &block.signed {
        let found = if one.found.is_empty() { "没有另写问题" } else { one.found.as_str() };
        return text::caption(format!("盘点发现：{found}")).into();
    }
    if let Err(denial) = list.signs(&context.actor, &context.staff) {
        return text::caption(denial.text).into();
    }
    let from = signable_from(day, context.settings.rules.duty);
    if context.now() < from {
        return text::caption(format!("{} 以后可以盘点签字", from.short(context.now()))).into();
    }
    let found = field("盘点发现的问题和措施", screen.found(day, list))
        .placeholder("没有就空着")
        .on_input(move |text| Message::Found(day, list, text));
    let sign = button::primary(format!("盘点签字：{}", list.label())).on_press(Message::Sign(day, list));
    row![found, sign].spacing(spacing::M).align_y(Alignment::End).into()
}
