//! Form 8 《日盘点表》: the three lists of a day on paper, each with its counts, its open cases and its signature. What they
//! hold is decided in `domain::daily_check`. Ledger 11-07, 11-08, rules §8.

use crate::domain::daily_check::{CheckBlock, CheckRow, DailyCheck};
use crate::domain::marker::Marker;
use crate::paper::form::sections::{BODY, HEAD};
use crate::paper::layout::boxes::{Align, Cell, Row};
use crate::paper::layout::flow::Block;
use crate::paper::layout::page::{Form, Orientation};
use crate::paper::layout::table::{Column, bar, heads, record, shares};
use crate::paper::layout::text::Style;
use crate::paper::wording::{day, joined, name, short_stamp, stamp};

/// The width of the form in millimetres.
const WIDTH: f32 = 267.0;
const LIST: Style = Style::regular(9.0);

/// The form, across.
pub fn daily_check(check: &DailyCheck) -> Form {
    let mut blocks = Vec::new();
    for block in &check.blocks {
        blocks.extend(list(block));
    }
    Form {
        number: "表 8",
        title: "日盘点表".to_owned(),
        further: "",
        reference: format!("日期 {}　　截至 {}", day(check.date), stamp(check.as_of)),
        caption: String::new(),
        mark: String::new(),
        orientation: Orientation::Landscape,
        blocks,
    }
}

/// The counts, the open cases and the sign-off of one list.
fn list(block: &CheckBlock) -> [Block; 2] {
    let counts = &block.counts;
    let boxes = [
        ("当日受理", counts.received),
        ("其中已响应", counts.responded),
        ("当日完成", counts.handled),
        ("未结", counts.open),
        ("逾期", counts.overdue),
        ("无责任人", counts.unassigned),
        ("无内容摘要", counts.without_summary),
        ("今日约定", counts.promised_today),
        ("明日约定", counts.promised_tomorrow),
        ("待上门", counts.appointments),
    ];
    let widths = shares(WIDTH, &[1.0; 10]);
    let labels = boxes.iter().zip(&widths).map(|((label, _), width)| Cell::label(*width, *label, LIST));
    let figures = boxes
        .iter()
        .zip(&widths)
        .map(|((_, count), width)| Cell::new(*width, count.to_string(), HEAD).align(Align::Center).middle());
    let title = format!("{}（{}盘点）", block.list.label(), block.list.checker());
    let counted = [Row::new(labels.collect()), Row::new(figures.collect()).at_least(7.0)];
    let columns = [
        Column::code("编号", 25.0),
        Column::code("受理时间", 24.0),
        Column::name("业主", 22.0),
        Column::code("房号", 20.0),
        Column::text("内容摘要", 53.0),
        Column::code("状态", 16.0),
        Column::name("受理人", 17.0),
        Column::name("责任人", 17.0),
        Column::text("下一步", 39.0),
        Column::code("标记", 24.0),
        Column::code("盘点", 10.0),
    ];
    let row = |row: &CheckRow| {
        let texts = vec![
            row.number.clone(),
            short_stamp(row.received_at),
            name(&row.who),
            row.room.clone(),
            row.gist.clone(),
            row.line.status.label().to_owned(),
            row.receiver.clone(),
            row.handler.clone(),
            row.next.clone(),
            marks(&row.line.markers),
            // To be ticked by whoever checks the list.
            "□".to_owned(),
        ];
        record(&columns, texts, LIST)
    };
    let mut rows: Vec<Row> = block.rows.iter().map(row).collect();
    if rows.is_empty() {
        rows.push(Row::new(vec![Cell::new(WIDTH, "没有未结的单。", LIST).align(Align::Center)]));
    }
    let (signed, found) = match &block.signed {
        Some(one) => (format!("{}已于 {} 盘点确认。", one.by, stamp(one.at)), one.found.as_str()),
        None => (String::new(), ""),
    };
    let sign = sign_off(block.list.checker(), &signed, found);
    let heads = heads(&columns, LIST);
    let [labels, figures] = counted;
    let first = vec![bar(&title, WIDTH, HEAD), labels, figures, heads.clone()];
    let again = vec![bar(&format!("{title}（续）"), WIDTH, HEAD), heads];
    [Block::of(rows).headed_again(first, again).below(3.0).together(), sign]
}

/// The markers of a case, two a line: none is torn.
fn marks(markers: &[Marker]) -> String {
    let line = |pair: &[Marker]| pair.iter().map(|marker| marker.label()).collect::<Vec<_>>().join("·");
    joined(markers.chunks(2).map(line))
}

/// Who checks, with one date, and beside it what was found.
fn sign_off(checker: &str, signed: &str, found: &str) -> Block {
    let titled = |width: f32, title: &str, text: &str| {
        Cell::paragraphs(width, vec![(title.to_owned(), BODY), (text.to_owned(), LIST)])
    };
    let date = if signed.is_empty() { "年　　月　　日" } else { "" };
    let signature = vec![(checker.to_owned(), BODY), (signed.to_owned(), LIST)];
    let cells = vec![
        Cell::paragraphs(68.0, signature),
        Cell::new(36.0, date, LIST).align(Align::Right).middle(),
        titled(WIDTH - 104.0, "盘点发现的问题和措施", found),
    ];
    Block::of(vec![Row::new(cells).at_least(20.0)]).attached()
}
