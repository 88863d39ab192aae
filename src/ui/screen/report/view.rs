//! What the statistics look like: the period, the check line, the axes, the table and the right column.

use iced::widget::scrollable::{Direction, Scrollable, Scrollbar};
use iced::widget::{column, container, responsive, row, space};
use iced::{Alignment, Element, Length, Size, padding};

use crate::domain::statistics::axis::Axis;
use crate::domain::statistics::period::{Length as Span, Period};
use crate::domain::statistics::report::Report;
use crate::ui::screen::contract::Context;
use crate::ui::screen::report::figure::{Figure, Part as Sum};
use crate::ui::screen::report::message::Message;
use crate::ui::screen::report::{block, side};
use crate::ui::shortcut::Shortcut;
use crate::ui::theme::scroll;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{Chips, button, notice, pane, panel, text};
use crate::ui::{icon, spacing};

/// Width of the right column.
const SIDE: f32 = 236.0;
/// From this width on the right column stands beside the table, else below it.
const WIDE: f32 = 1000.0;
/// Width of the name of the period.
const PERIOD: f32 = 126.0;

type Part<'a> = Element<'a, Message>;

/// What the screen shows.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// The period that was chosen.
    pub period: Period,
    /// By what the rows are told apart.
    pub axis: Axis,
    /// The report of the period, once it is there.
    pub report: Option<&'a Report>,
    /// The marked row.
    pub selected: Option<usize>,
    /// Why nothing could be read.
    pub failed: Option<&'a str>,
}

/// The whole screen.
pub fn screen<'a>(shown: Shown<'a>, context: &'a Context) -> Part<'a> {
    let content = responsive(move |size| match shown.report {
        Some(report) if size.width >= WIDE => beside(shown, report, size, context),
        Some(report) => below(shown, report, size, context),
        None => waiting(shown.failed),
    });
    column![head(shown, context), content]
        .spacing(spacing::M)
        .padding(padding::all(spacing::L).top(spacing::M))
        .into()
}

fn waiting(failed: Option<&str>) -> Part<'_> {
    match failed {
        Some(sentence) => notice("算不出统计表", sentence, Tone::Danger)
            .action(button::secondary("再试一次").small().on_press(Message::Retry))
            .into(),
        None => text::caption("正在统计…").into(),
    }
}

fn head<'a>(shown: Shown<'a>, context: &Context) -> Part<'a> {
    let now = context.now();
    let begun = shown.period.next().start() <= now;
    let period = row![
        button::secondary(icon::BACK).on_press(Message::Earlier),
        container(text::strong(shown.period.label())).center_x(PERIOD),
        button::secondary(icon::FORWARD).on_press_maybe(begun.then_some(Message::Later)),
    ]
    .align_y(Alignment::Center);
    let length = shown.period.length();
    let lengths =
        Chips::one_of(Span::ALL.iter().copied(), Some(&length), |one| one.label().into(), Message::Length)
            .plain();
    let mark = match shown.report {
        Some(Report { lock: Some(lock), .. }) => format!("定稿 第{}版 {}", lock.version, lock.hash),
        Some(report) if report.as_of < report.period.end() => {
            format!("未定稿 草表，截至{}", report.as_of.short(now))
        }
        _ => "未定稿 草表".to_owned(),
    };
    let print = button::primary("打印").keys(Shortcut::Print.keys()).on_press(Message::Print);
    let back = begun.then(|| button::quiet("回到本期").on_press(Message::Present));
    let left = row![text::title("顾客投诉分类统计表"), period, lengths, text::caption(mark), back]
        .spacing(spacing::M)
        .align_y(Alignment::Center)
        .wrap();
    row![container(left).width(Length::Fill), print].spacing(spacing::M).into()
}

/// Table and right column side by side.
fn beside<'a>(shown: Shown<'a>, report: &'a Report, size: Size, context: &'a Context) -> Part<'a> {
    let room = size.width - SIDE - spacing::M;
    let width = room.max(block::narrowest(report));
    let block = block::block(report, shown.axis, shown.selected, width, context);
    // The scroller gets room of its own below the last row.
    let below = if room < width { spacing::M } else { 0.0 };
    let table = container(block).width(width).padding(padding::bottom(below));
    let table = sideways(table).width(Length::Fill).height(Length::Fill);
    let side = panel(pane(side::side(report))).padding(padding::all(spacing::M).right(spacing::XS));
    column![
        failed(shown),
        check(report),
        axes(shown.axis),
        row![table, side.width(SIDE).height(Length::Fill)].spacing(spacing::M),
    ]
    .spacing(spacing::M)
    .into()
}

/// Everything below one another, in one pane.
fn below<'a>(shown: Shown<'a>, report: &'a Report, size: Size, context: &'a Context) -> Part<'a> {
    let room = size.width - spacing::M;
    let width = room.max(block::narrowest(report));
    let block = block::block(report, shown.axis, shown.selected, width, context);
    let table = container(block).width(width);
    let all = column![
        failed(shown),
        check(report),
        axes(shown.axis),
        sideways(container(table).padding(padding::bottom(spacing::M))),
        panel(side::side(report)).width(Length::Fill),
    ];
    pane(all.spacing(spacing::M).padding(padding::right(spacing::M))).height(Length::Fill).into()
}

fn sideways<'a>(content: impl Into<Part<'a>>) -> Scrollable<'a, Message> {
    let bar = Scrollbar::new().width(8).scroller_width(6).margin(2);
    Scrollable::with_direction(content, Direction::Horizontal(bar)).style(scroll::pane)
}

/// The report that is shown could not be worked out anew.
fn failed<'a>(shown: Shown<'a>) -> Option<Part<'a>> {
    shown.failed.map(|sentence| {
        notice("没有更新", sentence, Tone::Danger)
            .action(button::secondary("再试一次").small().on_press(Message::Retry))
            .into()
    })
}

/// 期初未结 ＋ 受理 ＋ 重新受理 − 关闭 − 作废 ＝ 期末未结. Rules §9.
fn check(report: &Report) -> Part<'_> {
    let check = &report.check;
    let part = |sign: &'static str, sum: Sum, count: u32| -> Part<'_> {
        let figure: Part<'_> = match count {
            0 => text::strong("0").into(),
            _ => button::link(count.to_string()).on_press(Message::Open(Figure::Check(sum))).into(),
        };
        row![text::caption(format!("{sign}{}", sum.label())), figure]
            .spacing(spacing::S)
            .align_y(Alignment::Center)
            .into()
    };
    let verdict = if check.balances() {
        text::toned(format!("{} 平衡", icon::DONE), Tone::Accent)
    } else {
        let sentence = "不平衡：数据可能有错，请不要打印，联系信息人员检查数据文件。";
        text::toned(format!("{} {sentence}", icon::ALERT), Tone::Danger)
    };
    let line = row![
        part("", Sum::Opening, check.opening),
        part("＋ ", Sum::Received, check.received),
        part("＋ ", Sum::Reopened, check.reopened),
        part("− ", Sum::Closed, check.closed),
        part("− ", Sum::Voided, check.voided),
        part("＝ ", Sum::Closing, check.closing),
        verdict,
    ];
    panel(line.spacing(spacing::M).align_y(Alignment::Center).wrap())
        .padding(padding::vertical(spacing::S).horizontal(spacing::L))
        .width(Length::Fill)
        .into()
}

fn axes<'a>(axis: Axis) -> Part<'a> {
    let label = |axis: &Axis| match axis {
        Axis::Class => "按责任".into(),
        axis => format!("按{}", axis.label().trim_start_matches("责任")).into(),
    };
    let chips = Chips::one_of(Axis::ALL.iter().copied(), Some(&axis), label, Message::Axis).plain();
    row![chips.width(Length::Fill), space()].into()
}
