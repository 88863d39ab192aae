//! The block of one axis as a table: all columns of rules §9, each figure leading to its cases.

use iced::{Element, Length};

use crate::domain::statistics::axis::{Axis, TOTAL};
use crate::domain::statistics::behind::Figure;
use crate::domain::statistics::column::{Cell as Value, Column, Row as Line};
use crate::domain::statistics::figure::Ratio;
use crate::domain::statistics::report::Report;
use crate::ui::screen::contract::Context;
use crate::ui::screen::report::figure::row_label;
use crate::ui::screen::report::message::Message;
use crate::ui::spacing;
use crate::ui::theme::button::Kind;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::table::{Cell, Row};
use crate::ui::widget::{Pressable, Table, button, col, ellipsis, table};

/// Width of the first column.
const FIRST: f32 = 112.0;
/// Width of a percentage.
const PERCENT: f32 = 72.0;
/// Width of the shares, whose sum stands in bold type.
const SHARE: f32 = 77.0;
/// Width of a digit in bold type.
const DIGIT: f32 = 9.6;
/// What the table has at both ends.
const EDGES: f32 = 16.0;
/// Beside the words of a cell.
const INSETS: f32 = 15.0;

/// Of a situation's name the table shows every character.
fn first(report: &Report, axis: Axis, context: &Context) -> f32 {
    if axis != Axis::Situation {
        return FIRST;
    }
    let names = report.axes.rows(axis).iter().map(|row| row_label(axis, &row.key, context).chars().count());
    (names.max().unwrap_or(0) as f32 * spacing::BODY + INSETS).max(FIRST)
}

/// The narrowest table that shows every column in full.
pub fn narrowest(report: &Report, axis: Axis, context: &Context) -> f32 {
    EDGES
        + first(report, axis, context)
        + Column::ALL.iter().map(|column| width(*column, report)).sum::<f32>()
}

/// No figure is ever cut: columns of counts are as wide as the largest asks, and as two words of a head.
fn width(column: Column, report: &Report) -> f32 {
    let total = report.axes.category.last();
    let digits = |row: &Line| row.cell(column).to_string().chars().count();
    match column {
        Column::Share => SHARE,
        Column::Responded | Column::Handled | Column::Visited | Column::Satisfied => PERCENT,
        _ => {
            let digits = total.map_or(1, digits) as f32;
            (digits * DIGIT + INSETS).max(2.0 * spacing::CAPTION + INSETS + spacing::XS)
        }
    }
}

/// The row at a place of the table, as a figure to open.
pub fn row_at(report: &Report, axis: Axis, at: usize) -> Option<Figure> {
    match axis {
        Axis::Closure => report.axes.closure.get(at).map(|row| Figure::Closed(row.key.clone())),
        axis => report.axes.rows(axis).get(at).map(|row| Figure::Row(axis, row.key.clone())),
    }
}

/// The table, for a room of so many pixels in width; it is as high as its rows, or scrolls.
pub fn block<'a>(
    report: &'a Report,
    axis: Axis,
    selected: Option<usize>,
    room: f32,
    context: &'a Context,
) -> Table<'a, Message> {
    let table = match axis {
        Axis::Closure => closures(report, context),
        axis => figures(report, axis, room, context),
    };
    table
        .dense()
        .height(Length::Shrink)
        .selected(selected)
        .on_select(Message::Select)
        .on_open(Message::OpenRow)
        .version(axis as u64)
}

fn figures<'a>(report: &'a Report, axis: Axis, room: f32, context: &'a Context) -> Table<'a, Message> {
    let rows = report.axes.rows(axis);
    let body = rows.strip_suffix(&[total(rows)]).unwrap_or(rows);
    // What is to spare goes to all columns alike.
    let spare = ((room - narrowest(report, axis, context)) / (Column::ALL.len() + 2) as f32).max(0.0);
    let mut columns = vec![col(axis.label()).width(first(report, axis, context) + 2.0 * spare)];
    columns.extend(Column::ALL.iter().map(|column| {
        let width = width(*column, report) + spare;
        col(head(*column, width)).width(width).right()
    }));
    let row = move |at: usize| line(axis, &body[at], context);
    let foot = rows.last().map(|row| line(axis, row, context).strong());
    let table = table(columns, body.len(), row);
    match foot {
        Some(foot) => table.foot(foot),
        None => table,
    }
}

/// The sum at the end of a block.
fn total(rows: &[Line]) -> Line {
    rows.last().filter(|row| row.key == TOTAL).cloned().unwrap_or_default()
}

fn line<'a>(axis: Axis, row: &Line, context: &Context) -> Row<'a, Message> {
    let name = Cell::text(row_label(axis, &row.key, context));
    let bold = row.key == TOTAL;
    let cells = Column::ALL.iter().map(|column| {
        let value = row.cell(*column);
        let figure = Figure::Cell(axis, row.key.clone(), *column);
        match (is_empty(value, row), column) {
            (true, _) => Cell::text(value.to_string()).tone(Tone::Muted),
            (false, Column::Received | Column::Closed) if !bold => linked(value.to_string(), figure),
            (false, _) => pressable(value.to_string(), bold, figure),
        }
    });
    Row::new(std::iter::once(name).chain(cells))
}

/// Whether no case stands behind it.
fn is_empty(value: Value, row: &Line) -> bool {
    match value {
        Value::Count(count) => count == 0,
        Value::Change(_) => row.received == 0 && row.previous == 0,
        Value::Share(_) => row.received == 0,
        Value::Ratio(Ratio(_, of)) => of == 0,
    }
}

/// The figures that are asked for most are underlined.
fn linked<'a>(words: String, figure: Figure) -> Cell<'a, Message> {
    Cell::element(button::link(words).mouse_only().on_press(Message::Open(figure)))
}

/// Any other figure shows under the pointer that it leads somewhere.
fn pressable<'a>(words: String, bold: bool, figure: Figure) -> Cell<'a, Message> {
    let words = ellipsis(words);
    let words: Element<'a, Message> = if bold { words.bold().into() } else { words.into() };
    let button = Pressable::new(words, Kind::Quiet).on_press_maybe(Some(Message::Open(figure)));
    Cell::element(button.mouse_only())
}

fn closures<'a>(report: &'a Report, context: &'a Context) -> Table<'a, Message> {
    let rows = &report.axes.closure;
    let line = |at: usize| {
        let row = &rows[at];
        let name = Cell::text(row_label(Axis::Closure, &row.key, context));
        let words = row.closed.to_string();
        let figure = Figure::Closed(row.key.clone());
        Row::new([
            name,
            match row.closed {
                0 => Cell::text(words).tone(Tone::Muted),
                _ if row.key == TOTAL => pressable(words, true, figure),
                _ => linked(words, figure),
            },
        ])
    };
    let body = rows.len().saturating_sub(1);
    let columns = [col(Axis::Closure.label()).width(220.0), col(Column::Closed.label()).width(110.0).right()];
    let table = table(columns, body, line);
    if rows.is_empty() { table } else { table.foot(line(body).strong()) }
}

/// The whole head where it fits, else a shorter one.
fn head(column: Column, width: f32) -> &'static str {
    let long = column.label();
    let fits = |words: &str| words.chars().count() as f32 * spacing::CAPTION + INSETS <= width;
    if fits(long) {
        return long;
    }
    match column {
        Column::Opening => "期初",
        Column::Received => "受理",
        Column::Effective => "有效",
        Column::Previous => "上期",
        Column::YearAgo => "去年",
        Column::Closed => "关闭",
        Column::Closing => "期末",
        Column::Responded => "响应及时",
        Column::Handled => "按期处理",
        Column::Repeats => "重复",
        Column::Escalated => "上移",
        Column::Share | Column::Change | Column::Visited | Column::Satisfied => long,
    }
}
