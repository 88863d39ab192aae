//! The summary box, with the sums of the year to date.

use crate::domain::statistics::behind::List;
use crate::domain::statistics::figure::Ratio;
use crate::domain::statistics::report::Report;
use crate::paper::form::statistics::names::WIDTH;
use crate::paper::layout::boxes::{Align, Cell, Row};
use crate::paper::layout::flow::Block;
use crate::paper::layout::text::Style;

/// Of a label, in millimetres.
const LABEL: f32 = 31.0;

/// The box.
pub fn summary(report: &Report, style: Style) -> Block {
    let (summary, year) = (&report.summary, &report.year_to_date);
    let number = |value: Option<f64>, digits| match value {
        Some(value) => format!("{value:.digits$}"),
        None => "—".to_owned(),
    };
    let count = |count: u32| count.to_string();
    let sums = ["累计受理", "累计关闭", "百户投诉量"].map(|what| year.since(what));
    let ages = &summary.ages;
    let boxes: [(&str, String); 25] = [
        ("百户投诉量（件）", number(summary.per_hundred_households, 2)),
        ("关闭率", ratio(summary.close_rate)),
        ("平均关闭时长（天）", number(summary.close_days, 1)),
        ("转办及时率", ratio(summary.referrals)),
        ("回访满意率", ratio(summary.visit_satisfied)),
        ("未结 3 天以内", count(ages.up_to_3)),
        ("未结 4 至 7 天", count(ages.up_to_7)),
        ("未结 8 至 30 天", count(ages.up_to_30)),
        ("未结 30 天以上", count(ages.over_30)),
        (List::Overdue.label(), List::Overdue.numbers(report).len().to_string()),
        ("现场签署满意", count(summary.signed)),
        ("口头确认满意", count(summary.verbal)),
        ("免回访", count(summary.exempt)),
        ("不接受回访", count(summary.declined)),
        ("重大投诉", count(summary.major)),
        ("群诉户数", count(summary.group_households)),
        ("报修", count(summary.repairs)),
        ("咨询", count(summary.enquiries)),
        ("表扬", count(summary.praise)),
        ("建议", count(summary.suggestions)),
        (&sums[0], count(year.received)),
        (&sums[1], count(year.closed)),
        (&sums[2], number(year.per_hundred_households, 2)),
        ("计算户数", report.households.map_or("—".to_owned(), |count| format!("{count} 户"))),
        ("", String::new()),
    ];
    let room = WIDTH / 5.0 - LABEL;
    let rows = boxes.chunks(5).map(|boxes| {
        let cells = boxes.iter().flat_map(|(label, text)| {
            let value = Cell::new(room, text.as_str(), style).align(Align::Center).middle().whole();
            [Cell::label(LABEL, *label, style), value]
        });
        Row::new(cells.collect()).tight()
    });
    Block::of(rows.collect()).below(1.2).together()
}

/// `91.7% 11/12`, or `—`.
fn ratio(ratio: Ratio) -> String {
    if ratio.1 == 0 { ratio.to_string() } else { format!("{ratio} {}/{}", ratio.0, ratio.1) }
}
