//! What the statistics look like: the period, the check line, the axes, the table and the right column.

use iced::widget::scrollable::{Direction, Scrollable, Scrollbar};
use iced::widget::{Row, column, container, responsive, row, space};
use iced::{Alignment, Element, Length, Size, padding};

use crate::domain::statistics::axis::Axis;
use crate::domain::statistics::behind::{CheckFigure as Sum, Figure};
use crate::domain::statistics::by_person::PersonRow;
use crate::domain::statistics::focus::FocusLine;
use crate::domain::statistics::needs::ServiceNeeds;
use crate::domain::statistics::period::{Length as Span, Period};
use crate::domain::statistics::report::Report;
use crate::ui::screen::contract::Context;
use crate::ui::screen::report::focus::focus;
use crate::ui::screen::report::message::Message;
use crate::ui::screen::report::month_end::MonthEnd;
use crate::ui::screen::report::month_end_view::month_end;
use crate::ui::screen::report::needs::needs;
use crate::ui::screen::report::people::people;
use crate::ui::screen::report::range::Range;
use crate::ui::screen::report::{block, side};
use crate::ui::shortcut::Shortcut;
use crate::ui::theme::scroll;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{Chips, button, chip, chips, notice, pane, panel, text};
use crate::ui::{icon, spacing};

/// Width of the right column.
const SIDE: f32 = 236.0;
/// From this width on the right column stands beside the table, else below it.
const WIDE: f32 = 1000.0;
/// Width of the name of the period.
const PERIOD: f32 = 150.0;

type Part<'a> = Element<'a, Message>;

/// What stands in place of the rows; a list is `None` while the answer is on its way.
#[derive(Clone, Copy)]
pub enum InPlaceShown<'a> {
    /// Nothing: the rows.
    Rows,
    /// 按人员.
    People(Option<&'a [PersonRow]>),
    /// 服务需求.
    Needs(Option<&'a ServiceNeeds>),
    /// 专题.
    Focus(Option<&'a [FocusLine]>),
    /// 分析与定稿.
    MonthEnd(&'a MonthEnd),
}

/// What the screen shows.
#[derive(Clone, Copy)]
pub struct ReportShown<'a> {
    /// The period that was chosen.
    pub period: Period,
    /// Two days as typed.
    pub range: &'a Range,
    /// The year whose periods are laid out to choose from.
    pub picking: Option<i32>,
    /// By what the rows are told apart.
    pub axis: Axis,
    /// What stands in place of the rows.
    pub in_place: InPlaceShown<'a>,
    /// The report of the period, once it is there.
    pub report: Option<&'a Report>,
    /// The marked row.
    pub selected: Option<usize>,
    /// Why nothing could be read.
    pub failed: Option<&'a str>,
}

/// The whole screen.
pub fn screen<'a>(shown: ReportShown<'a>, context: &'a Context) -> Part<'a> {
    let content = responsive(move |size| match shown.report {
        Some(report) if size.width >= WIDE => beside(shown, report, size, context),
        Some(report) => below(shown, report, size, context),
        None => waiting(shown.failed),
    });
    let picker = shown.picking.map(|year| picker(shown.period, year, context));
    let range =
        (shown.period.length() == Span::Days).then(|| shown.range.view(shown.period, context.now().date()));
    column![head(shown, context), range, picker, content]
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

fn head<'a>(shown: ReportShown<'a>, context: &Context) -> Part<'a> {
    let now = context.now();
    let begun = shown.period.next().start() <= now;
    let length = shown.period.length();
    let name: Part<'_> = match length {
        Span::Days => {
            container(text::strong(shown.period.label())).padding(padding::horizontal(spacing::S)).into()
        }
        _ => {
            let name = button::quiet(shown.period.label()).opens().on_press(Message::Pick);
            container(name).center_x(PERIOD).into()
        }
    };
    let period = row![
        button::secondary(icon::BACK).on_press(Message::Earlier),
        name,
        button::secondary(icon::FORWARD).on_press_maybe(begun.then_some(Message::Later)),
    ]
    .align_y(Alignment::Center);
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
    let away = begun && length != Span::Days;
    let back = away.then(|| button::quiet("回到本期").on_press(Message::Present));
    let left = row![text::title("顾客投诉分类统计表"), period, lengths, text::caption(mark), back]
        .spacing(spacing::M)
        .align_y(Alignment::Center)
        .wrap();
    let export = button::secondary("导出表格").on_press(Message::Export);
    row![container(left).width(Length::Fill), export, print].spacing(spacing::M).into()
}

/// The months, quarters or years to choose from; none that is still to come.
fn picker<'a>(chosen: Period, year: i32, context: &Context) -> Part<'a> {
    let (now, cut_off, length) = (context.now(), chosen.cut_off_day(), chosen.length());
    let years = match length {
        Span::Month | Span::Quarter | Span::Days => year..=year,
        Span::Year => year - 5..=year,
    };
    let periods = years.flat_map(|year| Period::of_year(length, year, cut_off));
    let buttons = periods.map(|period| {
        let words = match length {
            Span::Year => period.label(),
            _ => period.label().split_once('年').map_or_else(String::new, |(_, rest)| rest.to_owned()),
        };
        let begun = (period.start() <= now && period != chosen).then_some(Message::Show(period));
        button::quiet(words).small().on_press_maybe(begun).into()
    });
    let other = |sign: &'static str, year: i32| {
        let begun = Period::month(year, 1, cut_off).is_some_and(|first| first.start() <= now);
        button::quiet(sign).small().on_press_maybe(begun.then_some(Message::PickYear(year)))
    };
    let years = row![other("前一年", year - 1), text::strong(format!("{year}年")), other("后一年", year + 1)];
    let line = row![
        years.spacing(spacing::S).align_y(Alignment::Center),
        Row::with_children(buttons).spacing(spacing::XS).wrap(),
    ];
    panel(line.spacing(spacing::L).align_y(Alignment::Center))
        .padding(padding::vertical(spacing::S).horizontal(spacing::L))
        .width(Length::Fill)
        .into()
}

/// Table and right column side by side.
fn beside<'a>(shown: ReportShown<'a>, report: &'a Report, size: Size, context: &'a Context) -> Part<'a> {
    let room = size.width - SIDE - spacing::M;
    let table: Part<'a> = match in_place(shown, report, context) {
        Some(other) => pane(other).height(Length::Fill).into(),
        None => {
            let width = room.max(block::narrowest(report, shown.axis, context));
            let block = block::block(report, shown.axis, shown.selected, width, context);
            // The scroller gets room of its own below the last row.
            let below = if room < width { spacing::M } else { 0.0 };
            let table = container(block).width(width).padding(padding::bottom(below));
            sideways(table).width(Length::Fill).height(Length::Fill).into()
        }
    };
    let side = panel(pane(side::side(report, context))).padding(padding::all(spacing::M).right(spacing::XS));
    column![
        failed(shown),
        check(report),
        axes(shown, context),
        row![container(table).width(Length::Fill), side.width(SIDE).height(Length::Fill)].spacing(spacing::M),
    ]
    .spacing(spacing::M)
    .into()
}

/// What stands in place of the rows.
fn in_place<'a>(shown: ReportShown<'a>, report: &'a Report, context: &'a Context) -> Option<Part<'a>> {
    match shown.in_place {
        InPlaceShown::Rows => None,
        InPlaceShown::People(rows) => Some(people(rows)),
        InPlaceShown::Needs(told) => Some(needs(told, context)),
        InPlaceShown::Focus(lines) => Some(focus(lines, context)),
        InPlaceShown::MonthEnd(end) => Some(closing(end, shown, report, context)),
    }
}

/// Everything below one another, in one pane.
fn below<'a>(shown: ReportShown<'a>, report: &'a Report, size: Size, context: &'a Context) -> Part<'a> {
    let room = size.width - spacing::M;
    let table: Part<'a> = match in_place(shown, report, context) {
        Some(other) => other,
        None => {
            let width = room.max(block::narrowest(report, shown.axis, context));
            let block = block::block(report, shown.axis, shown.selected, width, context);
            sideways(container(container(block).width(width)).padding(padding::bottom(spacing::M))).into()
        }
    };
    let all = column![
        failed(shown),
        check(report),
        axes(shown, context),
        table,
        panel(side::side(report, context)).width(Length::Fill),
    ];
    pane(all.spacing(spacing::M).padding(padding::right(spacing::M))).height(Length::Fill).into()
}

fn sideways<'a>(content: impl Into<Part<'a>>) -> Scrollable<'a, Message> {
    let bar = Scrollbar::new().width(8).scroller_width(6).margin(2);
    Scrollable::with_direction(content, Direction::Horizontal(bar)).style(scroll::pane)
}

/// The report that is shown could not be worked out anew.
fn failed<'a>(shown: ReportShown<'a>) -> Option<Part<'a>> {
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

fn closing<'a>(
    end: &'a MonthEnd,
    shown: ReportShown<'a>,
    report: &'a Report,
    context: &'a Context,
) -> Part<'a> {
    month_end(end, shown.period, report, context).map(Message::MonthEnd)
}

fn axes<'a>(shown: ReportShown<'a>, context: &Context) -> Part<'a> {
    let label = |axis: &Axis| match axis {
        Axis::Class => "按责任".into(),
        axis => format!("按{}", axis.label().trim_start_matches("责任")).into(),
    };
    let chosen = matches!(shown.in_place, InPlaceShown::Rows).then_some(shown.axis);
    let axes = Chips::one_of(Axis::ALL.iter().copied(), chosen.as_ref(), label, Message::Axis).plain();
    let end = chips([chip("分析与定稿", matches!(shown.in_place, InPlaceShown::MonthEnd(_)))]);
    let end = end.plain().on_pick(|_| Message::ShowMonthEnd);
    let people = context.is_supervisor().then(|| {
        let people = chips([chip("按人员", matches!(shown.in_place, InPlaceShown::People(_)))]);
        people.plain().on_pick(|_| Message::ShowPeople)
    });
    let asked = chips([chip("服务需求", matches!(shown.in_place, InPlaceShown::Needs(_)))]);
    let asked = asked.plain().on_pick(|_| Message::ShowNeeds);
    let focus = chips([chip("专题", matches!(shown.in_place, InPlaceShown::Focus(_)))]);
    let focus = focus.plain().on_pick(|_| Message::ShowFocus);
    row![axes, asked, focus, people, space().width(Length::Fill), end].spacing(spacing::M).into()
}
