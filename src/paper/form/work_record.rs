//! Form 1 《工作信息记录表》: all kinds of cases of a day or a period, one row a case, across.
//! Ledger 11-01, 11-02, 11-32.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::case::{Case, Facts};
use crate::domain::code::CaseKind;
use crate::domain::event::{Event, EventKind, Visit};
use crate::paper::layout::boxes::Row;
use crate::paper::layout::flow::Block;
use crate::paper::layout::page::{Form, Orientation};
use crate::paper::layout::table::{Column, bar, heads, record};
use crate::paper::layout::text::Style;
use crate::paper::wording::{Labels, day, name, phones, short_stamp, signatures};

const BODY: Style = Style::regular(9.0);
const HEAD: Style = Style::bold(9.0);
/// The width of the form in millimetres.
const WIDTH: f32 = 267.0;
const BY_HAND: f32 = 7.0;

/// Form 1. `cases` are those received from `from` to `to`, both days included, in the order they shall have.
pub fn work_form(cases: &[Case], from: NaiveDate, to: NaiveDate, labels: &Labels) -> Form {
    let columns = columns();
    let mut rows: Vec<Row> = cases
        .iter()
        .enumerate()
        .map(|(index, case)| record(&columns, entry(index + 1, case, labels), BODY))
        .collect();
    if rows.is_empty() {
        let blank = || record(&columns, vec![String::new(); columns.len()], BODY).at_least(BY_HAND);
        rows.extend(std::iter::repeat_with(blank).take(3));
    }
    let period = if from == to { day(from) } else { format!("{}至{}", day(from), day(to)) };
    Form {
        number: "表 1",
        title: "工作信息记录表".to_owned(),
        reference: format!("期间 {period}"),
        caption: String::new(),
        mark: String::new(),
        orientation: Orientation::Landscape,
        blocks: vec![
            Block::of(rows).headed(vec![heads(&columns, HEAD)]),
            totals(cases, from, to),
            signatures(WIDTH, &[("记录人", ""), ("审核人", "")], BODY),
        ],
    }
}

/// Form 1 to be filled in by hand in a power cut, entered later (补录).
pub fn blank_work_record() -> Form {
    let columns = columns();
    let row = |number: usize| {
        let mut texts = vec![String::new(); columns.len()];
        texts[0] = number.to_string();
        record(&columns, texts, BODY).at_least(9.5)
    };
    Form {
        number: "表 1",
        title: "工作信息记录表".to_owned(),
        reference: "日期 ＿＿＿＿年＿＿月＿＿日".to_owned(),
        caption: String::new(),
        mark: "空白表".to_owned(),
        orientation: Orientation::Landscape,
        blocks: vec![
            Block::of((1..=13).map(row).collect()).headed(vec![heads(&columns, HEAD)]),
            signatures(WIDTH, &[("记录人", ""), ("审核人", "")], BODY),
        ],
    }
}

fn columns() -> [Column; 15] {
    [
        Column::code("序号", 9.0),
        Column::code("编号", 23.0),
        Column::code("时间", 12.0),
        Column::code("渠道", 15.5),
        Column::name("受理人", 14.0),
        Column::name("业主", 19.0),
        Column::code("房号", 17.0),
        Column::code("联系电话", 23.0),
        Column::code("信息\n类别", 11.0),
        Column::text("内容摘要", 40.5),
        Column::code("紧急\n程度", 11.0),
        Column::name("责任人", 14.0),
        Column::text("处理结果", 32.0),
        Column::code("完成\n时间", 12.0),
        Column::code("回访", 14.0),
    ]
}

fn entry(number: usize, case: &Case, labels: &Labels) -> Vec<String> {
    let facts = case.facts();
    let done = Done::of(&case.corrected_events());
    let late = if labels.is_late(&facts) { "\n补录" } else { "" };
    vec![
        number.to_string(),
        case.number.to_string(),
        format!("{}{late}", short_stamp(facts.received_at)),
        facts.channel.label().to_owned(),
        facts.receiver.clone(),
        name(&facts.complainant),
        facts.complainant.room.clone().unwrap_or_default(),
        phones(&facts.complainant).replace('、', "\n"),
        facts.kind.label().to_owned(),
        content(&facts),
        facts.urgency.map_or(String::new(), |urgency| urgency.label().to_owned()),
        labels.handler(case),
        done.result,
        done.at,
        done.visit,
    ]
}

/// Where it is and what it is about.
fn content(facts: &Facts) -> String {
    let place = facts.place.as_deref().unwrap_or_default();
    let gist = facts.gist();
    if place.is_empty() || gist.contains(place) { gist } else { format!("{place}：{gist}") }
}

/// What was done about a case.
#[derive(Default)]
struct Done {
    result: String,
    at: String,
    visit: String,
}

impl Done {
    fn of(events: &[Event]) -> Self {
        let mut done = Self::default();
        for event in events {
            match &event.kind {
                EventKind::Handled { result, .. } => {
                    done.result.clone_from(result);
                    done.at = short_stamp(event.at);
                }
                EventKind::Explained { text, satisfied: true, .. } => {
                    done.result = format!("现场解释：{text}");
                    done.at = short_stamp(event.at);
                }
                EventKind::Visit(visit) => done.visit = opinion(visit),
                EventKind::VisitExempt { .. } => done.visit = "免回访".to_owned(),
                EventKind::Reopened { .. } => {
                    let before = std::mem::take(&mut done.result);
                    let before =
                        if before.is_empty() { before } else { format!("（原处理：{before}）") };
                    done.result = format!("重新受理{before}");
                    done.at = String::new();
                }
                EventKind::Voided { reason } => done.result = format!("已作废：{reason}"),
                _ => {}
            }
        }
        done
    }
}

fn opinion(visit: &Visit) -> String {
    match visit.result {
        Some(_) if visit.dissatisfied() => "不满意".to_owned(),
        Some(result) if visit.reached() => result.label().to_owned(),
        _ => visit.outcome.label().to_owned(),
    }
}

/// The totals of each day by kind, of a period also those of all its days. Voided cases are counted apart.
fn totals(cases: &[Case], from: NaiveDate, to: NaiveDate) -> Block {
    let mut days: BTreeMap<NaiveDate, Vec<&Case>> = BTreeMap::new();
    for case in cases {
        days.entry(case.receipt.received_at.date()).or_default().push(case);
    }
    let columns = total_columns();
    let mut rows: Vec<Row> = days
        .iter()
        .map(|(date, cases)| record(&columns, counts(&day(*date), cases.iter().copied()), BODY))
        .collect();
    if from != to || rows.is_empty() {
        rows.push(record(&columns, counts("合计", cases.iter()), HEAD));
    }
    let title = "按日分类合计（件；已作废的不计入类别）";
    Block::of(rows).headed(vec![bar(title, WIDTH, HEAD), heads(&columns, HEAD)]).below(3.0).attached()
}

fn total_columns() -> Vec<Column> {
    let mut columns = vec![Column::code("日期", 57.0)];
    columns.extend(CaseKind::ALL.iter().map(|kind| Column::code(kind.label(), 30.0)));
    columns.extend([Column::code("合计", 30.0), Column::code("已作废", 30.0)]);
    columns
}

fn counts<'a>(title: &str, cases: impl Iterator<Item = &'a Case>) -> Vec<String> {
    let mut by_kind = vec![0_u32; CaseKind::ALL.len()];
    let mut voided = 0_u32;
    for case in cases {
        if case.events.iter().any(|event| matches!(event.kind, EventKind::Voided { .. })) {
            voided += 1;
            continue;
        }
        let kind = case.facts().kind;
        for (count, known) in by_kind.iter_mut().zip(CaseKind::ALL) {
            *count += u32::from(*known == kind);
        }
    }
    let all: u32 = by_kind.iter().sum();
    let figures = by_kind.into_iter().chain([all, voided]).map(|count| count.to_string());
    std::iter::once(title.to_owned()).chain(figures).collect()
}
