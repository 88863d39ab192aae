//! The summary box, with the sums of the year to date.

use crate::domain::statistics::figure::Ratio;
use crate::domain::statistics::summary::Summary;
use crate::domain::statistics::year_to_date::YearToDate;
use crate::paper::form::statistics::names::WIDTH;
use crate::paper::layout::boxes::{Align, Cell, Row};
use crate::paper::layout::flow::Block;
use crate::paper::layout::text::Style;

/// Of a label, in millimetres.
const LABEL: f32 = 31.0;

/// The box; `overdue` counts the complaints that are open and late.
pub fn summary(summary: &Summary, year: &YearToDate, overdue: usize, style: Style) -> Block {
    let number = |value: Option<f64>, digits| match value {
        Some(value) => format!("{value:.digits$}"),
        None => "—".to_owned(),
    };
    let count = |count: u32| count.to_string();
    let ages = &summary.ages;
    let boxes = [
        ("百户投诉量", number(summary.per_hundred_households, 2)),
        ("关闭率", ratio(summary.close_rate)),
        ("平均关闭时长（天）", number(summary.close_days, 1)),
        ("转办及时率", ratio(summary.referrals)),
        ("回访满意率", ratio(summary.visit_satisfied)),
        ("未结 3 天以内", count(ages.up_to_3)),
        ("未结 4 至 7 天", count(ages.up_to_7)),
        ("未结 8 至 30 天", count(ages.up_to_30)),
        ("未结 30 天以上", count(ages.over_30)),
        ("逾期未结", overdue.to_string()),
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
        ("累计受理", count(year.received)),
        ("累计关闭", count(year.closed)),
        ("累计百户投诉量", number(year.per_hundred_households, 2)),
        ("累计月数", count(year.months)),
        ("", String::new()),
    ];
    let room = WIDTH / 5.0 - LABEL;
    let rows = boxes.chunks(5).map(|boxes| {
        let cells = boxes.iter().flat_map(|(label, text)| {
            let value = Cell::new(room, text.as_str(), style).align(Align::Center).middle();
            [Cell::label(LABEL, *label, style), value]
        });
        Row::new(cells.collect()).tight()
    });
    Block::of(rows.collect()).below(1.2).together()
}

/// `91.7%　11／12`, or `—`.
fn ratio(ratio: Ratio) -> String {
    if ratio.1 == 0 { ratio.to_string() } else { format!("{ratio}　{}/{}", ratio.0, ratio.1) }
}
