//! Form 1 as a book: a line a case, and the totals of each day by kind. Ledger 11-01, 11-02.

use crate::domain::code::CaseKind;
use crate::domain::masking::mask_phone;
use crate::domain::settings::Settings;
use crate::domain::work_entry::{KindTotals, WorkEntry};
use crate::sheet::write::page::{Column, Page, Value};

/// The page with the lines.
pub fn lines_page() -> Page {
    let columns = [
        ("序号", 6.0),
        ("编号", 14.0),
        ("受理时间", 17.0),
        ("补录", 7.0),
        ("渠道", 16.0),
        ("受理人", 10.0),
        ("业主", 14.0),
        ("房号", 12.0),
        ("联系电话", 22.0),
        ("信息类别", 10.0),
        ("事项类别", 16.0),
    ];
    let mut columns: Vec<Column> =
        columns.into_iter().map(|(head, width)| Column::new(head, width)).collect();
    columns.extend([
        Column::long("内容摘要", 50.0),
        Column::new("复述", 8.0),
        Column::new("紧急程度", 10.0),
        Column::new("责任人", 10.0),
        Column::new("进展", 10.0),
        Column::long("处理结果", 40.0),
        Column::new("完成时间", 17.0),
        Column::new("回访", 12.0),
    ]);
    Page::new("工作信息记录表", columns)
}

/// What stands in the line of a case; telephone numbers masked unless `in_full`.
pub fn line(number: u32, entry: &WorkEntry, settings: &Settings, in_full: bool) -> Vec<Value> {
    let shown = entry.phones.iter().map(|one| if in_full { one.clone() } else { mask_phone(one) });
    let phones = if entry.no_phone { "未留".to_owned() } else { shown.collect::<Vec<_>>().join("、") };
    vec![
        number.into(),
        Value::Text(entry.number.to_string()),
        Value::Time(entry.received_at),
        Value::text(if entry.late { "补录" } else { "" }),
        Value::text(entry.channel.label()),
        Value::text(&entry.receiver),
        Value::text(&entry.customer),
        Value::text(&entry.room),
        Value::text(phones),
        Value::text(entry.kind.label()),
        Value::maybe(entry.category.as_ref().map(|category| settings.category_label(category))),
        Value::text(&entry.content),
        Value::text(if entry.read_back { "已复述" } else { "" }),
        Value::maybe(entry.urgency.map(|urgency| urgency.label())),
        Value::text(&entry.handler),
        Value::text(entry.status.label()),
        Value::text(&entry.result),
        Value::time(entry.done_at),
        Value::text(&entry.visit),
    ]
}

/// The page with the totals.
pub fn totals_page() -> Page {
    let mut columns = vec![Column::new("日期", 12.0)];
    columns.extend(CaseKind::ALL.iter().map(|kind| Column::new(kind.label(), 9.0)));
    columns.extend(["合计", "已作废"].map(|head| Column::new(head, 9.0)));
    Page::new("按日合计", columns)
}

/// A line a day, and that of all days.
pub fn totals(entries: &[WorkEntry]) -> Vec<Vec<Value>> {
    let line = |day: Value, totals: &KindTotals| {
        let figures = totals.kinds.iter().copied().chain([totals.all(), totals.voided]);
        std::iter::once(day).chain(figures.map(Value::from)).collect()
    };
    let days = KindTotals::by_day(entries);
    let lines = days.iter().map(|(day, totals)| line(Value::Day(*day), totals));
    lines.chain([line(Value::text("合计"), &KindTotals::of(entries))]).collect()
}
