//! Twelve months as bars, their figures below, month under month.

use crate::domain::statistics::report::Report;
use crate::paper::form::statistics::names::{BODY, HEAD, WIDTH};
use crate::paper::layout::boxes::{Cell, Row};
use crate::paper::layout::canvas::Mark;
use crate::paper::layout::chart::{Bars, Place, chart, samples};
use crate::paper::layout::flow::Block;
use crate::paper::layout::table::{Column, heads, record, section};

/// The height of the chart, in millimetres.
const CHART: f32 = 41.0;
/// The height of the legend above the bars, in millimetres.
const LEGEND: f32 = 6.0;

/// The chart with its table.
pub fn trend(report: &Report) -> Block {
    let months: Vec<Bars> = report
        .trend
        .iter()
        .map(|month| Bars { received: month.received, closed: month.closed, open: month.closing })
        .collect();
    let left = 30.0;
    let column = (WIDTH - left) / months.len().max(1) as f32;
    let mut marks: Vec<Mark> = chart(&months, Place { width: WIDTH, height: CHART, left })
        .into_iter()
        .map(|mark| mark.moved(0.0, LEGEND))
        .collect();
    marks.extend(legend(left));
    let mut columns = vec![Column::code("月份", left)];
    columns.extend(report.trend.iter().map(|month| Column::code(&month.month, column)));
    let line = |title: &str, count: fn(&Bars) -> u32| {
        let counts = months.iter().map(|month| count(month).to_string());
        record(&columns, std::iter::once(title.to_owned()).chain(counts).collect(), BODY)
    };
    let rows = vec![
        Row::new(vec![Cell::drawing(WIDTH, CHART + LEGEND, marks)]),
        heads(&columns, BODY),
        line("受理", |month| month.received),
        line("关闭", |month| month.closed),
        line("期末未结", |month| month.open),
    ];
    section("近十二个月", WIDTH, HEAD, None, rows).below(2.0).together()
}

fn legend(left: f32) -> Vec<Mark> {
    let texts = ["受理", "关闭", "期末未结"];
    let unit = Mark::Text { x: left - 6.0, y: 4.0, style: BODY, text: "件".to_owned() };
    let entries = samples().into_iter().zip(texts).enumerate();
    let entry = |(index, (sample, text)): (usize, (Vec<Mark>, &str))| {
        let x = left + 4.0 + index as f32 * 26.0;
        let word = Mark::Text { x: x + 8.0, y: 4.0, style: BODY, text: text.to_owned() };
        sample.into_iter().map(move |mark| mark.moved(x, 1.0)).chain([word]).collect::<Vec<_>>()
    };
    entries.flat_map(entry).chain([unit]).collect()
}
