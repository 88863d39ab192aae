//! The right column: the line of twelve months, what has to be explained, the summary box.

use iced::widget::{Column as Lines, column, container, row};
use iced::{Alignment, Element, Length, padding};

use crate::domain::code::CaseKind;
use crate::domain::statistics::column::Column;
use crate::domain::statistics::figure::Ratio;
use crate::domain::statistics::report::Report;
use crate::ui::screen::report::figure::{AGES, Figure, List, Sum, short_label};
use crate::ui::screen::report::message::Message;
use crate::ui::widget::{Bar, bars, button, hairline, text};
use crate::ui::{icon, spacing};

/// Height of the bars.
const CHART: f32 = 170.0;
/// The ratios whose shortfalls have to be explained.
const RATIOS: [Column; 4] = [Column::Responded, Column::Handled, Column::Visited, Column::Satisfied];

type Part<'a> = Element<'a, Message>;

/// The whole column.
pub fn side(report: &Report) -> Part<'_> {
    column![
        bars("近十二个月", ["受理", "关闭"], months(report), CHART),
        hairline(),
        explain(report),
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
fn explain(report: &Report) -> Part<'_> {
    let lists = List::ALL
        .iter()
        .map(|list| (list.label().to_owned(), list.numbers(report).len(), Figure::Listed(*list)));
    let short = RATIOS.iter().map(|column| {
        let figure = Figure::Short(*column);
        (short_label(*column).to_owned(), figure.numbers(report, None).len(), figure)
    });
    let rows: Vec<Part<'_>> = lists
        .chain(short)
        .filter(|(_, count, _)| *count > 0)
        .map(|(label, count, figure)| line(label, format!("{count} 件"), Some(figure)))
        .collect();
    let rows =
        if rows.is_empty() { vec![text::caption("本期没有需要说明的。").into()] } else { rows };
    column![text::strong("需要说明"), Lines::with_children(rows)].spacing(spacing::XS).into()
}

/// The summary box. Rules §9.
fn summary(report: &Report) -> Part<'_> {
    let box_ = &report.summary;
    let ages = [box_.ages.up_to_3, box_.ages.up_to_7, box_.ages.up_to_30, box_.ages.over_30];
    let or_none = |value: Option<String>| value.unwrap_or_else(|| icon::NONE.to_owned());
    let mut rows = vec![
        line("百户投诉量".into(), or_none(box_.per_hundred_households.map(|per| format!("{per:.2}"))), None),
        line("关闭率".into(), box_.close_rate.to_string(), None),
        line("平均关闭时长".into(), or_none(box_.close_days.map(|days| format!("{days:.1} 天"))), None),
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
