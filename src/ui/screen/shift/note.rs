//! How the notes of the shifts look: the one that waits, the one that would be left now, the earlier ones.

use iced::widget::{Column, column, container, row};
use iced::{Alignment, Element, Length};

use crate::domain::shift::ShiftNote;
use crate::domain::shift_now::Shift;
use crate::ui::screen::contract::Context;
use crate::ui::screen::shift::screen::{Message, ShiftScreen};
use crate::ui::screen::status_line::marks;
use crate::ui::shortcut::Shortcut;
use crate::ui::spacing;
use crate::ui::theme::surface;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::table::{Cell, Row, col, table};
use crate::ui::widget::{button, chip, chips, editor, hairline, section, tag, text};

type Part<'a> = Element<'a, Message>;

/// So many matters stand there; more scroll.
const ROWS: usize = 7;

/// The whole tab.
pub fn view<'a>(screen: &'a ShiftScreen, context: &'a Context) -> Part<'a> {
    let open = screen.note().map(|shift| column![opened(shift, context), hairline()].spacing(spacing::L));
    let draft = screen.draft.as_ref().map(|draft| leaving(screen, draft));
    column![open, draft, hairline(), earlier(screen, context)].spacing(spacing::L).into()
}

/// A note with the button that takes it over.
fn opened<'a>(shift: &'a Shift, context: &'a Context) -> Part<'a> {
    let now = context.now();
    let state = match &shift.taken {
        Some((by, at)) => tag(format!("{by} {} 已接班", at.short(now)), Tone::Accent),
        None => tag("等接班", Tone::Waiting),
    };
    let left = format!("{} {} 交班", shift.from, shift.at.short(now));
    let take: Option<Part<'_>> = match (&shift.taken, shift.may_be_taken_by(&context.actor)) {
        (Some(_), _) => None,
        (None, Ok(())) => {
            let words = format!("{}接班", context.actor.name);
            Some(button::primary(words).on_press(Message::TakeOver(shift.id)).into())
        }
        (None, Err(denial)) => Some(text::caption(denial.text).into()),
    };
    let print = button::secondary("打印").small().keys(Shortcut::Print.keys()).on_press(Message::Print);
    let head = row![section(format!("交班记录 第 {} 号", shift.id), left), state, print, take]
        .spacing(spacing::M)
        .align_y(Alignment::Center);
    let words =
        if shift.note.text.is_empty() { "没有另外交代的话" } else { shift.note.text.as_str() };
    column![head, text::body(words), content(&shift.note)].spacing(spacing::S).into()
}

/// What would be left now.
fn leaving<'a>(screen: &'a ShiftScreen, draft: &'a ShiftNote) -> Part<'a> {
    let head = section("现在交班", "下面是系统整理的，到下一班下班前要办的都在；再写上要交代的话");
    let words = editor("要交代的话", &screen.text)
        .placeholder("钥匙、物品、约好要来的人、领导交代的事…")
        .lines(2..=5)
        .on_action(Message::Text);
    let leave = button::primary("交班").on_press(Message::HandOver);
    column![head, content(draft), words, row![iced::widget::space().width(Length::Fill), leave]]
        .spacing(spacing::S)
        .into()
}

/// Counts, 公共事件 and matters of a note.
fn content(note: &ShiftNote) -> Part<'_> {
    let counts = &note.counts;
    let figures = format!(
        "当日受理 {} · 未结 {} · 逾期 {} · 待指派 {} · 没写完的 {} · 没签的盘点表 {}",
        counts.received, counts.open, counts.overdue, counts.unassigned, counts.drafts, counts.unsigned
    );
    let outages =
        note.outages.iter().map(|line| text::toned(format!("公共事件：{line}"), Tone::Waiting).into());
    let outages = (!note.outages.is_empty()).then(|| Column::with_children(outages));
    let more = (note.more > 0).then(|| text::caption(format!("另有 {} 件，见「今日」", note.more)));
    column![text::caption(figures), outages, matters(note), more].spacing(spacing::XS).into()
}

fn matters(note: &ShiftNote) -> Part<'_> {
    if note.matters.is_empty() {
        return text::caption("没有要交代的受理单。").into();
    }
    let columns = [
        col("编号").width(130.0),
        col("业主").width(160.0),
        col("事项"),
        col("要办什么").width(220.0),
        col("责任人").width(90.0),
    ];
    let list = table(columns, note.matters.len(), |at| {
        let Some(one) = note.matters.get(at) else { return Row::new([]) };
        let owed = Cell::text(one.owed.as_str()).tone(if one.overdue { Tone::Danger } else { Tone::Plain });
        let night = one.night.then(|| ("夜间转来".to_owned(), Tone::Waiting));
        let marks = night.into_iter().chain(marks(one.markers.iter().copied())).collect();
        let handler = if one.handler.is_empty() { "待指派" } else { one.handler.as_str() };
        Row::new([
            Cell::text(one.case.to_string()),
            Cell::text(one.who.as_str()),
            Cell::text(one.gist.as_str()).marks(marks),
            owed,
            Cell::text(handler),
        ])
    })
    .dense()
    .click_opens()
    .on_open(|at| note.matters.get(at).map_or(Message::Print, |one| Message::Case(one.case)))
    .height(spacing::TABLE_HEAD + note.matters.len().min(ROWS) as f32 * spacing::DENSE_ROW + 2.0);
    container(list).padding(1).style(surface::panel).into()
}

/// The earlier notes, to open one.
fn earlier<'a>(screen: &'a ShiftScreen, context: &Context) -> Part<'a> {
    if screen.notes.is_empty() {
        return text::caption("还没有交班记录。").into();
    }
    let ids: Vec<_> = screen.notes.iter().map(|note| note.id).collect();
    let all = screen.notes.iter().map(|note| {
        let words = format!("{} {}", note.at.short(context.now()), note.from);
        chip(words, Some(note.id) == screen.open)
    });
    let all =
        chips(all.collect::<Vec<_>>()).plain().on_pick(move |at| Message::Open(ids[at])).width(Length::Fill);
    column![section("以前的交班记录", ""), all].spacing(spacing::S).into()
}
