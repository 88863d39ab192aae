//! The right column: the line of twelve months, what has to be explained, the summary box.

use iced::widget::{Column as Lines, column, container, row};
use iced::{Alignment, Element, Length, padding};

use crate::domain::code::CaseKind;
use crate::domain::statistics::axis::Axis;
use crate::domain::statistics::behind::{AGES, Figure, List, Sum};
use crate::domain::statistics::column::{Cell, Column};
use crate::domain::statistics::figure::Ratio;
use crate::domain::statistics::report::Report;
use crate::ui::screen::contract::Context;
use crate::ui::screen::report::figure::{row_label, short_label};
use crate::ui::screen::report::message::Message;
use crate::ui::widget::{Bar, bars, button, hairline, text};
use crate::ui::{icon, spacing};

/// Height of the bars.
const CHART: f32 = 170.0;
/// The ratios whose shortfalls have to be explained.
const RATIOS: [Column; 4] = [Column::Responded, Column::Handled, Column::Visited, Column::Satisfied];

/// A period of fewer days says nothing yet by its silence.
const LONG_ENOUGH: i64 = 20;

type Part<'a> = Element<'a, Message>;

/// The whole column.
pub fn side<'a>(report: &'a Report, context: &Context) -> Part<'a> {
    column![
        bars("近十二个月", ["受理", "关闭"], months(report), CHART, |at| {
            report.period.trend().get(at).copied().map(Message::Show)
        }),
        hairline(),
        explain(report, context),
        hairline(),
        summary(report),
    ]
    .spacing(spacing::M)
    .padding(padding::right(spacing::M))
    .into()
}

fn months(report: &Report) -> Vec<Bar> {
    let month =
        |code: &str| code.rsplit('-').next().map_or("", |month| month.trim_start_matches('0')).to_owned();
    let bar = report.trend.iter();
    bar.map(|one| Bar { label: format!("{}月", month(&one.month)), values: [one.received, one.closed] })
        .collect()
}

/// 需要说明: each list with its number.
fn explain<'a>(report: &'a Report, context: &Context) -> Part<'a> {
    let lists = List::ALL
        .iter()
        .map(|list| (list.label_in(report), list.numbers(report).len(), Figure::Listed(*list)));
    let total = report.axes.category.last();
    let short = RATIOS.iter().map(|column| {
        let missed = match total.map(|row| row.cell(*column)) {
            Some(Cell::Ratio(Ratio(met, of))) => of.saturating_sub(met) as usize,
            _ => 0,
        };
        (short_label(*column).to_owned(), missed, Figure::Short(*column))
    });
    let rows: Vec<Part<'_>> = lists
        .chain(short)
        .filter(|(_, count, _)| *count > 0)
        .map(|(label, count, figure)| line(label, format!("{count} 件"), Some(figure)))
        .collect();
    let rows =
        if rows.is_empty() { vec![text::caption("本期没有需要说明的。").into()] } else { rows };
    let quiet = quiet(report, context).map(text::caption);
    column![text::strong("需要说明"), Lines::with_children(rows), quiet].spacing(spacing::XS).into()
}

/// 没有投诉的消息就是坏消息: where there were complaints and are none now, somebody had better look. Ledger 20-15.
fn quiet(report: &Report, context: &Context) -> Option<String> {
    const LOOK: &str = "没有投诉不等于没有问题，可以走访几户、看看意见箱。";
    let counted = report.period.window(report.as_of).last_day() - report.period.start_date();
    if counted.num_days() < LONG_ENOUGH {
        return None;
    }
    if report.check.received == 0 {
        return Some(format!("本期一件投诉也没有。{LOOK}"));
    }
    let gone = [Axis::Category, Axis::Building]
        .into_iter()
        .flat_map(|axis| report.gone_quiet(axis).into_iter().map(move |key| row_label(axis, key, context)));
    let gone: Vec<String> = gone.collect();
    (!gone.is_empty()).then(|| format!("上期或去年同期有、本期没有投诉的：{}。{LOOK}", gone.join("、")))
}

/// The summary box. Rules §9.
fn summary(report: &Report) -> Part<'_> {
    let box_ = &report.summary;
    let ages = [box_.ages.up_to_3, box_.ages.up_to_7, box_.ages.up_to_30, box_.ages.over_30];
    let or_none = |value: Option<String>| value.unwrap_or_else(|| icon::NONE.to_owned());
    let value = |sum: Sum, value: Option<String>| {
        let figure = value.is_some().then_some(Figure::Sum(sum));
        line(sum.label(), or_none(value), figure)
    };
    let per_hundred = box_.per_hundred_households.map(|per| format!("{per:.2}"));
    let rate = (box_.close_rate.1 > 0).then(|| box_.close_rate.to_string());
    let mut rows = vec![
        value(Sum::PerHundred, per_hundred),
        value(Sum::CloseRate, rate),
        value(Sum::CloseDays, box_.close_days.map(|days| format!("{days:.1} 天"))),
    ];
    let counted = |count: u32, sum: Sum| {
        line(sum.label(), format!("{count} 件"), (count > 0).then_some(Figure::Sum(sum)))
    };
    let ratio = |ratio: Ratio, sum: Sum| {
        line(sum.label(), ratio.to_string(), (ratio.1 > 0).then_some(Figure::Sum(sum)))
    };
    rows.extend((0..AGES.len()).map(|place| counted(ages[place], Sum::Age(place))));
    let households = format!("{} 户", box_.group_households);
    let grouped = (box_.group_households > 0).then_some(Figure::Sum(Sum::Group));
    rows.extend([
        line("群诉".into(), households, grouped),
        counted(box_.major, Sum::Major),
        ratio(box_.referrals, Sum::Referrals),
        counted(box_.signed, Sum::Signed),
        counted(box_.verbal, Sum::Verbal),
        ratio(box_.visit_satisfied, Sum::VisitSatisfied),
        counted(box_.exempt, Sum::Exempt),
        counted(box_.declined, Sum::Declined),
        counted(box_.repairs, Sum::Other(CaseKind::Repair)),
        counted(box_.enquiries, Sum::Other(CaseKind::Enquiry)),
        counted(box_.praise, Sum::Other(CaseKind::Praise)),
        counted(box_.suggestions, Sum::Other(CaseKind::Suggestion)),
    ]);
    column![text::strong("概况"), Lines::with_children(rows)].spacing(spacing::XS).into()
}

/// What it is, and the figure; with cases behind it the figure leads to them.
fn line<'a>(label: String, value: String, figure: Option<Figure>) -> Part<'a> {
    let value: Part<'a> = match figure {
        Some(figure) => button::link(value).on_press(Message::Open(figure)).into(),
        None => container(text::body(value)).padding(padding::right(2)).into(),
    };
    row![text::caption(label).width(Length::Fill), value].height(26).align_y(Alignment::Center).into()
}
