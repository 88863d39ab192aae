//! The table of many centres as a book: the rank, then a page a block with the sums first and every centre below.

use crate::domain::settings::Settings;
use crate::domain::statistics::axis::Axis;
use crate::domain::statistics::column::{Cell, Column as Figure, Row};
use crate::domain::statistics::figure::Ratio;
use crate::domain::statistics::month_file::{Figures, MonthHead};
use crate::domain::statistics::rollup::{Centre, Rollup};
use crate::sheet::write::page::{Column, Page, Value};
use crate::sheet::write::xlsx::{Book, WriteError};

/// The blocks that have a page.
pub const PAGES: [Axis; 6] =
    [Axis::Category, Axis::Class, Axis::Nature, Axis::Content, Axis::Channel, Axis::Closure];

/// What the sums are called.
const ALL: &str = "各中心合计";

/// Title of the book.
pub fn title(rollup: &Rollup) -> String {
    format!("各中心投诉分类统计汇总　{}", rollup.month.as_deref().unwrap_or_default())
}

/// The first page: every centre in the order of its rank, then the sum, then who is missing or not final.
///
/// # Errors
/// [`WriteError`] when the file cannot be written.
pub fn ranks(
    book: &mut Book,
    rollup: &Rollup,
    missing: &[&str],
    _settings: &Settings,
) -> Result<(), WriteError> {
    let columns = [
        ("名次", 7.0),
        ("中心", 30.0),
        ("版本", 12.0),
        ("户数", 10.0),
        ("本期受理", 10.0),
        ("百户投诉量", 12.0),
    ];
    let columns = columns.into_iter().map(|(head, width)| Column::new(head, width)).collect();
    let page = Page::new("排名", columns).titled(format!("{}　按百户投诉量，少的在前", title(rollup)));
    let line = |centre: &Centre| {
        vec![
            centre.rank.map_or_else(|| Value::text("—"), Value::from),
            Value::text(&centre.property),
            Value::text(
                centre.locked.map_or_else(|| "未定稿".to_owned(), |version| format!("定稿第{version}版")),
            ),
            centre.households.map_or_else(|| Value::text("未填"), Value::from),
            centre.received.into(),
            rate(centre.per_hundred_households),
        ]
    };
    let sum = vec![
        Value::Empty,
        Value::text(ALL),
        Value::Empty,
        Value::Count(i64::try_from(rollup.households).unwrap_or(i64::MAX)),
        rollup.total.check.received.into(),
        rate(rollup.per_hundred_households()),
    ];
    let absent = missing.iter().map(|name| vec![Value::Empty, Value::text(*name), Value::text("缺文件")]);
    let lines = rollup.ranked().into_iter().map(line).chain([sum]).chain(absent);
    book.page(&page, lines.map(Ok::<_, WriteError>)).map(|_| ())
}

fn rate(rate: Option<f64>) -> Value {
    rate.map_or_else(|| Value::text("—"), |rate| Value::Decimal(rate, 2))
}

/// A page with a block of the table: the sums, then one centre after the other as `heads` hands them out.
///
/// # Errors
/// What `heads` says, and [`WriteError`] when the file cannot be written.
pub fn block<E: From<WriteError>>(
    book: &mut Book,
    axis: Axis,
    rollup: &Rollup,
    settings: &Settings,
    heads: impl Iterator<Item = Result<MonthHead, E>>,
) -> Result<(), E> {
    let mut columns = vec![Column::new("中心", 30.0), Column::new(axis.label(), 26.0)];
    if axis == Axis::Closure {
        columns.push(Column::new(Figure::Closed.label(), 11.0));
    } else {
        columns.extend(Figure::ALL.iter().map(|one| Column::new(one.label(), 10.5)));
    }
    let page = Page::new(axis.label(), columns).titled(title(rollup));
    let sums = lines(ALL, axis, &rollup.total, settings);
    let centres = heads.flat_map(|head| match head {
        Ok(head) => lines(&head.property, axis, &head.figures, settings).into_iter().map(Ok).collect(),
        Err(error) => vec![Err(error)],
    });
    book.page(&page, sums.into_iter().map(Ok).chain(centres)).map(|_| ())
}

fn lines(centre: &str, axis: Axis, figures: &Figures, settings: &Settings) -> Vec<Vec<Value>> {
    let name = |key: &str| [Value::text(centre), Value::text(axis.row_label(key, settings))];
    if axis == Axis::Closure {
        let rows = figures.closure.iter();
        return rows.map(|row| name(&row.key).into_iter().chain([row.closed.into()]).collect()).collect();
    }
    let cells = |row: &Row| Figure::ALL.iter().map(|figure| cell(row.cell(*figure))).collect::<Vec<_>>();
    figures.rows(axis).iter().map(|row| name(&row.key).into_iter().chain(cells(row)).collect()).collect()
}

/// A cell of the table; what shows as “—” is text, so that no sum takes it for a nought.
fn cell(cell: Cell) -> Value {
    match cell {
        Cell::Count(count) => count.into(),
        Cell::Change(change) => Value::Count(change),
        Cell::Share(Some(share)) => Value::Share(f64::from(share.0) / 1000.0),
        Cell::Ratio(Ratio(met, of)) if of > 0 => Value::Share(f64::from(met) / f64::from(of)),
        Cell::Share(None) | Cell::Ratio(_) => Value::text("—"),
    }
}
