//! The lists of cases at the end of form 3 as blocks.

use crate::domain::statistics::behind::List;
use crate::domain::statistics::case_lists::{CaseLists, ListedCase};
use crate::domain::statistics::report::Report;
use crate::paper::form::statistics::names::{BODY, HEAD, WIDTH};
use crate::paper::layout::boxes::{Align, Cell, Row};
use crate::paper::layout::flow::Block;
use crate::paper::layout::table::{Column, heads, record, section};
use crate::paper::wording::short_stamp;

/// The lists as blocks.
pub fn lists(lists: &CaseLists, report: &Report) -> Vec<Block> {
    let mut blocks = vec![open(&lists.open), hot(&lists.hot)];
    blocks.extend(List::ALL.iter().map(|list| short(&list.label_in(report), lists.of_list(*list))));
    blocks
}

fn open(cases: &[ListedCase]) -> Block {
    let columns = [
        Column::code("编号", 25.0),
        Column::code("受理", 22.0),
        Column::code("房号", 20.0),
        Column::text("内容摘要", 60.0),
        Column::code("状态", 15.0),
        Column::code("天数", 11.0),
        Column::name("责任人", 17.0),
        Column::text("未结原因", 33.0),
        Column::text("进展", WIDTH - 203.0),
    ];
    let rows = cases.iter().map(|case| {
        vec![
            case.number.to_string(),
            short_stamp(case.received_at),
            case.room.clone(),
            case.gist.clone(),
            case.status.label().to_owned(),
            case.days.to_string(),
            case.handler.clone(),
            case.reason.clone(),
            case.progress.clone(),
        ]
    });
    listed("未结投诉及进展", &columns, rows.collect())
}

fn hot(cases: &[ListedCase]) -> Block {
    let columns = [
        Column::code("编号", 25.0),
        Column::code("房号", 20.0),
        Column::text("内容摘要", 62.0),
        Column::text("标记", 30.0),
        Column::code("状态", 15.0),
        Column::code("天数", 11.0),
        Column::text("原因", 52.0),
        Column::text("教训", WIDTH - 215.0),
    ];
    let rows = cases.iter().map(|case| {
        vec![
            case.number.to_string(),
            case.room.clone(),
            case.gist.clone(),
            case.flags.clone(),
            case.status.label().to_owned(),
            case.days.to_string(),
            case.cause.clone(),
            case.lesson.clone(),
        ]
    });
    listed("重大和热点投诉的原因与教训", &columns, rows.collect())
}

fn short(title: &str, cases: &[ListedCase]) -> Block {
    let columns = [
        Column::code("编号", 25.0),
        Column::code("受理", 22.0),
        Column::code("房号", 22.0),
        Column::text("内容摘要", 92.0),
        Column::code("状态", 16.0),
        Column::code("天数", 12.0),
        Column::name("责任人", 18.0),
        Column::text("说明", WIDTH - 207.0),
    ];
    let rows = cases.iter().map(|case| {
        vec![
            case.number.to_string(),
            short_stamp(case.received_at),
            case.room.clone(),
            case.gist.clone(),
            case.status.label().to_owned(),
            case.days.to_string(),
            case.handler.clone(),
            case.reason.clone(),
        ]
    });
    listed(title, &columns, rows.collect())
}

fn listed(title: &str, columns: &[Column], texts: Vec<Vec<String>>) -> Block {
    let title = format!("{title}（{} 件）", texts.len());
    let mut rows: Vec<Row> = texts.into_iter().map(|texts| record(columns, texts, BODY)).collect();
    if rows.is_empty() {
        rows.push(Row::new(vec![Cell::new(WIDTH, "无", BODY).align(Align::Center)]));
    }
    section(&title, WIDTH, HEAD, Some(heads(columns, HEAD)), rows).below(2.0)
}
