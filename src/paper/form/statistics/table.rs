//! The blocks of figures: every axis, how complaints were closed, the check line, adjustments of locked months.

use crate::domain::case::CaseNumber;
use crate::domain::statistics::adjustment::worth_printing;
use crate::domain::statistics::axis::{Axis, TOTAL};
use crate::domain::statistics::column::{ClosureRow, Column as Figure, Row as Line};
use crate::domain::statistics::figure::{Percent, shares};
use crate::domain::statistics::report::{Adjustment, Check, Report};
use crate::paper::form::statistics::names::{BODY, HEAD, Names, WIDTH};
use crate::paper::layout::boxes::{Cell, Row};
use crate::paper::layout::flow::Block;
use crate::paper::layout::table::{Column, heads, record, section};
use crate::paper::layout::text::Style;

/// Of the first column of a block, in millimetres.
const FIRST: f32 = 37.5;
/// Of the label of the check line, in millimetres.
const LABEL: f32 = 31.0;

/// The block of the first page: rows close together, so that a page holds them, and no bar above.
pub fn main(lines: &[Line], names: &Names, style: Style) -> Block {
    let (above, rows) = rows(Axis::Category, lines, names, style);
    Block::of(rows.into_iter().map(Row::tight).collect()).headed(vec![above.tight()])
}

/// A block of the table: every row of an axis with all columns, the sum in bold.
pub fn figures(axis: Axis, lines: &[Line], names: &Names) -> Block {
    titled(&format!("按{}", axis.label()), axis, lines, names)
}

/// The same under another title.
pub fn titled(title: &str, axis: Axis, lines: &[Line], names: &Names) -> Block {
    let (above, rows) = rows(axis, lines, names, BODY);
    section(title, WIDTH, HEAD, Some(above), rows).below(2.0).together()
}

/// The heads and the rows of an axis.
fn rows(axis: Axis, lines: &[Line], names: &Names, style: Style) -> (Row, Vec<Row>) {
    let bold = Style::bold(style.size);
    let mut columns = vec![Column::text(axis.label(), FIRST)];
    let width = (WIDTH - FIRST) / Figure::ALL.len() as f32;
    columns.extend(Figure::ALL.iter().map(|figure| Column::figure(figure.label(), width)));
    let rows = lines.iter().map(|line| {
        let cells = Figure::ALL.iter().map(|figure| line.cell(*figure).to_string());
        let texts = std::iter::once(names.row(axis, &line.key)).chain(cells);
        record(&columns, texts.collect(), if line.key == TOTAL { bold } else { style })
    });
    let rows = rows.collect();
    (heads(&columns, bold), rows)
}

/// How complaints were closed: one column a code, and what share of all closures each is.
pub fn closures(report: &Report, names: &Names) -> Block {
    let lines = &report.axes.closure;
    let width = (WIDTH - FIRST) / lines.len().max(1) as f32;
    let mut columns = vec![Column::text(Axis::Closure.label(), FIRST)];
    columns.extend(lines.iter().map(|line| Column::figure(&names.row(Axis::Closure, &line.key), width)));
    let counts = lines.iter().map(|line| line.closed.to_string());
    let texts = std::iter::once("本期关闭".to_owned()).chain(counts);
    // The sum is no part of itself.
    let parts: Vec<u32> = lines.iter().map(|line| if line.key == TOTAL { 0 } else { line.closed }).collect();
    let shares = shares(&parts);
    let share = |(line, share): (&ClosureRow, &Option<Percent>)| match share {
        Some(_) if line.key == TOTAL => "100.0%".to_owned(),
        Some(share) => format!("{share}%"),
        None => "—".to_owned(),
    };
    let parted = std::iter::once("占比".to_owned()).chain(lines.iter().zip(&shares).map(share));
    let rows = vec![record(&columns, texts.collect(), BODY), record(&columns, parted.collect(), BODY)];
    let above = heads(&columns, HEAD);
    let title = format!("按{}", Axis::Closure.label());
    section(&title, WIDTH, HEAD, Some(above), rows).below(2.0).together()
}

/// The check line of rules §9.
pub fn check(check: &Check) -> Block {
    let text = format!(
        "期初未结 {}　＋　本期受理 {}　＋　本期重开 {}　－　本期关闭 {}　－　本期作废 {}　＝　期末未结 {}　　{}",
        check.opening,
        check.received,
        check.reopened,
        check.closed,
        check.voided,
        check.closing,
        if check.balances() { "平衡" } else { "不平衡，请核对" },
    );
    let label = Cell::label(LABEL, "平衡校验", HEAD);
    let line = Cell::new(WIDTH - LABEL, text, HEAD).middle();
    Block::of(vec![Row::new(vec![label, line]).at_least(6.0)]).below(1.2)
}

fn listed(numbers: &[CaseNumber]) -> String {
    numbers.iter().map(CaseNumber::to_string).collect::<Vec<_>>().join("、")
}

/// 调整: figures of locked months that would now be others.
pub fn adjustments(adjustments: &[Adjustment], names: &Names) -> Block {
    let columns = [
        Column::code("月份", 25.0),
        Column::text("分栏", 30.0),
        Column::text("行", 45.0),
        Column::text("列", 35.0),
        Column::figure("定稿数", 22.0),
        Column::figure("现在数", 22.0),
        Column::text("受理单", WIDTH - 179.0),
    ];
    let rows = worth_printing(adjustments).into_iter().map(|change| {
        let axis = change.block();
        let texts = vec![
            change.period.clone(),
            axis.map_or(change.axis.clone(), |axis| axis.label().to_owned()),
            axis.map_or(change.key.clone(), |axis| names.row(axis, &change.key)),
            change.figure().map_or(change.column.as_str(), |figure| figure.label()).to_owned(),
            change.before.to_string(),
            change.after.to_string(),
            listed(&change.numbers),
        ];
        record(&columns, texts, BODY)
    });
    let rows = rows.collect();
    let above = heads(&columns, HEAD);
    section("对已定稿月份的调整", WIDTH, HEAD, Some(above), rows).below(2.0)
}
