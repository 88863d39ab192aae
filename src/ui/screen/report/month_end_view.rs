//! What 分析与定稿 looks like.

use iced::widget::{Column, column, row, space};
use iced::{Alignment, Element, Length};

use crate::desk::month::{LONGEST_ANALYSIS, LONGEST_REASON};
use crate::domain::statistics::locked::MonthVersion;
use crate::domain::statistics::period::{Length as Span, Period};
use crate::domain::statistics::report::Report;
use crate::ui::screen::contract::Context;
use crate::ui::screen::report::adjustments;
use crate::ui::screen::report::month_end::{Message, MonthEnd};
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{button, editor, field, hairline, panel, text};

type Part<'a> = Element<'a, Message>;

/// The analysis, the state of the month, its versions, and what changed in final months before.
pub fn month_end<'a>(
    end: &'a MonthEnd,
    period: Period,
    report: &'a Report,
    context: &'a Context,
) -> Part<'a> {
    let Some(history) = &end.history else { return text::caption("正在读…").into() };
    let is_final = history.in_force().is_some();
    let mut parts = vec![analysis(end, period, is_final)];
    if period.length() == Span::Month {
        parts.push(state(end, period, context));
    }
    if !history.versions.is_empty() {
        let lines = history.versions.iter().rev().map(|one| version(one, context));
        let lines = Column::with_children(lines).spacing(spacing::S);
        parts.push(panel(column![text::strong("定稿的各版"), lines].spacing(spacing::S)).into());
    }
    parts.extend(adjustments::changes(report, context));
    Column::with_children(parts).spacing(spacing::M).into()
}

fn analysis(end: &MonthEnd, period: Period, is_final: bool) -> Part<'_> {
    let label = match period.length() {
        Span::Month => "本月分析与改进措施",
        Span::Quarter | Span::Year | Span::Days => "本期分析与改进措施",
    };
    let box_ = editor(label, end.text.content()).limit(LONGEST_ANALYSIS).lines(5..=12);
    let (box_, save) = if is_final {
        (box_.hint("已定稿，不能再改"), None)
    } else {
        let ready = end.is_unsaved() && !end.busy;
        let save = button::secondary("保存分析").on_press_maybe(ready.then_some(Message::Save));
        let box_ = box_
            .hint(if end.is_unwritten() {
                "还没写到磁盘，正在重试…"
            } else {
                "印在统计表上；写的过程随时存着"
            })
            .placeholder("这个月多在哪类、为什么、怎么改、谁来办、什么时候见效")
            .on_action(Message::Typed);
        (box_, Some(row![space::horizontal(), save]))
    };
    panel(column![box_, save].spacing(spacing::S)).width(Length::Fill).into()
}

/// Whether the month is final, and the way to the other state.
fn state<'a>(end: &'a MonthEnd, period: Period, context: &Context) -> Part<'a> {
    let lock = end.history.as_ref().and_then(|history| history.in_force());
    let now = context.now();
    let (words, tone) = match lock {
        Some(lock) => (
            format!("已定稿：第 {} 版 {}，{} {}", lock.version, lock.hash, lock.at.short(now), lock.by),
            Tone::Accent,
        ),
        None if period.end() > now => ("未定稿。月末之后才能定稿。".to_owned(), Tone::Muted),
        None => {
            ("未定稿。定稿以后这张表不再变，补登、重开、作废在以后月份的表里作调整。".to_owned(), Tone::Plain)
        }
    };
    let head = row![text::strong("是否定稿"), text::small(words, tone)]
        .spacing(spacing::M)
        .align_y(Alignment::Center)
        .wrap();
    let supervisor = context.is_supervisor();
    let act: Option<Part<'a>> = match (&end.reason, lock) {
        _ if !supervisor => Some(text::caption("定稿和撤销定稿由客服主任办理。").into()),
        (Some(reason), Some(_)) => {
            let ready = !reason.trim().is_empty() && !end.busy;
            let ask = field("为什么撤销", reason)
                .placeholder("如：漏登一单，公司要求更正")
                .limit(LONGEST_REASON)
                .on_input(Message::Reason);
            let buttons = row![
                space::horizontal(),
                button::quiet("不撤了").on_press(Message::AskWhy(false)),
                button::danger("撤销定稿").on_press_maybe(ready.then_some(Message::Unlock)),
            ]
            .spacing(spacing::S);
            Some(column![ask, buttons].spacing(spacing::S).into())
        }
        (None, Some(_)) => {
            let again = button::quiet("撤销定稿…").on_press(Message::AskWhy(true));
            Some(row![space::horizontal(), again].into())
        }
        (_, None) if end.may_lock(period, context) => {
            let lock = button::primary("定稿").on_press_maybe((!end.busy).then_some(Message::Lock));
            Some(row![space::horizontal(), lock].into())
        }
        (_, None) => None,
    };
    panel(column![head, act].spacing(spacing::S)).width(Length::Fill).into()
}

fn version<'a>(version: &MonthVersion, context: &Context) -> Part<'a> {
    let (lock, now) = (&version.lock, context.now());
    let made = format!("第 {} 版 {}　{} {}定稿", lock.version, lock.hash, lock.at.short(now), lock.by);
    let end = version.unlocked.as_ref().map(|unlock| {
        text::caption(format!("{} {}撤销：{}", unlock.at.short(now), unlock.by, unlock.reason))
    });
    let print = button::quiet("打印这一版").small().on_press(Message::Print(lock.version));
    let line = row![text::body(made), space::horizontal(), print].align_y(Alignment::Center);
    column![hairline(), line, end].spacing(spacing::XS).into()
}
