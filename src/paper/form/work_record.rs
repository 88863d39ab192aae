//! Form 1 《工作信息记录表》: all kinds of cases of a day or a period, one row a case, across.
//! Ledger 11-01, 11-02, 11-32.

use chrono::NaiveDate;

use crate::domain::case::Case;
use crate::domain::code::CaseKind;
use crate::domain::work_entry::{KindTotals, WorkEntry};
use crate::paper::layout::boxes::Row;
use crate::paper::layout::flow::Block;
use crate::paper::layout::page::{Form, Orientation};
use crate::paper::layout::table::{Column, bar, heads, record};
use crate::paper::layout::text::Style;
use crate::paper::wording::{Labels, day, short_stamp, signatures};

const BODY: Style = Style::regular(9.0);
const HEAD: Style = Style::bold(9.0);
/// The width of the form in millimetres.
const WIDTH: f32 = 267.0;
const BY_HAND: f32 = 7.0;
/// It lists the telephones of many owners: no paper to lie about.
const INTERNAL: &str = "内部使用";

/// Form 1. `cases` are those received from `from` to `to`, both days included, in the order they shall have.
pub fn work_form(cases: &[Case], from: NaiveDate, to: NaiveDate, labels: &Labels) -> Form {
    let columns = columns();
    let entries: Vec<WorkEntry> = cases.iter().map(|case| WorkEntry::of(case, &labels.rules)).collect();
    let mut rows: Vec<Row> = entries
        .iter()
        .enumerate()
        .map(|(index, entry)| record(&columns, line(index + 1, entry, labels), BODY))
        .collect();
    if rows.is_empty() {
        let blank = || record(&columns, vec![String::new(); columns.len()], BODY).at_least(BY_HAND);
        rows.extend(std::iter::repeat_with(blank).take(3));
    }
    let period = if from == to { day(from) } else { format!("{}至{}", day(from), day(to)) };
    Form {
        number: "表 1",
        title: "工作信息记录表".to_owned(),
        further: "",
        reference: format!("期间 {period}"),
        caption: String::new(),
        mark: INTERNAL.to_owned(),
        orientation: Orientation::Landscape,
        blocks: vec![
            Block::of(rows).headed(vec![heads(&columns, HEAD)]),
            totals(&entries, from, to),
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
    let blank = vec![String::new(); total_columns().len()];
    Form {
        number: "表 1",
        title: "工作信息记录表".to_owned(),
        further: "",
        reference: "日期 ＿＿＿＿年＿＿月＿＿日".to_owned(),
        caption: String::new(),
        mark: format!("空白表　{INTERNAL}"),
        orientation: Orientation::Landscape,
        blocks: vec![
            Block::of((1..=11).map(row).collect()).headed(vec![heads(&columns, HEAD)]),
            total_block(vec![record(&total_columns(), blank, BODY).at_least(BY_HAND)]),
            signatures(WIDTH, &[("记录人", ""), ("审核人", ""), ("补录人", "")], BODY),
        ],
    }
}

fn columns() -> [Column; 15] {
    [
        Column::code("序号", 9.0),
        Column::code("编号", 23.0),
        Column::code("时间", 12.0),
        Column::code("渠道", 14.5),
        Column::name("受理人", 14.0),
        Column::name("业主", 22.0),
        Column::code("房号", 17.0),
        Column::code("联系电话", 23.0),
        Column::code("信息\n类别", 11.0),
        Column::text("内容摘要", 37.5),
        Column::code("紧急\n程度", 11.0),
        Column::name("责任人", 14.0),
        Column::text("处理结果", 32.0),
        Column::code("完成\n时间", 12.0),
        Column::name("回访", 15.0),
    ]
}

fn line(number: usize, entry: &WorkEntry, labels: &Labels) -> Vec<String> {
    let late = if entry.late { "\n补录" } else { "" };
    let phones = if entry.no_phone { "未留".to_owned() } else { entry.phones.join("\n") };
    vec![
        number.to_string(),
        entry.number.to_string(),
        format!("{}{late}", short_stamp(entry.received_at)),
        entry.channel.label().to_owned(),
        entry.receiver.clone(),
        entry.customer.clone(),
        entry.room.clone(),
        phones,
        entry.kind.label().to_owned(),
        content(entry, labels),
        entry.urgency.map_or(String::new(), |urgency| urgency.label().to_owned()),
        entry.handler.clone(),
        if entry.result.is_empty() { entry.status.label().to_owned() } else { entry.result.clone() },
        entry.done_at.map(short_stamp).unwrap_or_default(),
        entry.visit.clone(),
    ]
}

/// What sort of matter it is, what it is about, and that the customer confirmed it: 公共设施设备：电梯停运（已复述）. Ledger 11-02.
fn content(entry: &WorkEntry, labels: &Labels) -> String {
    let category = entry.category.as_ref().map(|code| format!("{}：", labels.category(code)));
    let read_back = if entry.read_back { "（已复述）" } else { "" };
    format!("{}{}{read_back}", category.unwrap_or_default(), entry.content)
}

/// The totals of each day by kind, of a period also those of all its days. Voided cases are counted apart.
fn totals(entries: &[WorkEntry], from: NaiveDate, to: NaiveDate) -> Block {
    let columns = total_columns();
    let mut rows: Vec<Row> = KindTotals::by_day(entries)
        .iter()
        .map(|(date, totals)| record(&columns, counts(&day(*date), totals), BODY))
        .collect();
    if rows.is_empty() && from == to {
        rows.push(record(&columns, counts(&day(from), &KindTotals::of(entries)), BODY));
    } else if from != to {
        rows.push(record(&columns, counts("合计", &KindTotals::of(entries)), HEAD));
    }
    total_block(rows)
}

fn total_block(rows: Vec<Row>) -> Block {
    let title = "按日分类合计（件；已作废的不计入类别）";
    let columns = total_columns();
    Block::of(rows).headed(vec![bar(title, WIDTH, HEAD), heads(&columns, HEAD)]).below(3.0).attached()
}

fn total_columns() -> Vec<Column> {
    let mut columns = vec![Column::code("日期", 57.0)];
    columns.extend(CaseKind::ALL.iter().map(|kind| Column::code(kind.label(), 30.0)));
    columns.extend([Column::code("合计", 30.0), Column::code("已作废", 30.0)]);
    columns
}

fn counts(title: &str, totals: &KindTotals) -> Vec<String> {
    let figures = totals.kinds.iter().copied().chain([totals.all(), totals.voided]);
    std::iter::once(title.to_owned()).chain(figures.map(|count| count.to_string())).collect()
}
