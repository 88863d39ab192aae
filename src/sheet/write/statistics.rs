//! Form 3 as a book: 概况, a page an axis, the twelve months, the lists, 汇总 with every figure in one table, and 数据 with
//! one line a case, whose sums are the figures.
//! Rules §9, ledger 11-05.

use std::io::Write;

use crate::domain::case::CaseNumber;
use crate::domain::code::SituationCode;
use crate::domain::settings::Settings;
use crate::domain::statistics::axis::{Axis, NONE, REST, TOTAL};
use crate::domain::statistics::behind::List;
use crate::domain::statistics::case_lists::{CaseLists, ListedCase};
use crate::domain::statistics::column::{Cell, Column as Figure, Row};
use crate::domain::statistics::counting::Counting;
use crate::domain::statistics::figure::Ratio;
use crate::domain::statistics::outcome::Counted;
use crate::domain::statistics::report::Report;
use crate::sheet::write::page::{Column, Page, Value};
use crate::sheet::write::xlsx::{Book, WriteError};

type Line = Vec<Value>;

/// What rows are called.
struct Names<'a> {
    settings: &'a Settings,
    situations: &'a [(SituationCode, String)],
}

impl Names<'_> {
    fn row(&self, axis: Axis, key: &str) -> String {
        let title = self.situations.iter().find(|(code, _)| code.as_str() == key);
        match title {
            Some((_, title)) if axis == Axis::Situation && ![NONE, REST, TOTAL].contains(&key) => {
                format!("{key} {title}")
            }
            _ => axis.row_label(key, self.settings),
        }
    }
}

/// Writes form 3 of a period as xlsx.
///
/// # Errors
/// [`WriteError`] when the file cannot be written.
pub fn statistics(
    report: &Counting,
    case_lists: &CaseLists,
    settings: &Settings,
    situations: &[(SituationCode, String)],
    file: impl Write + Send,
) -> Result<(), WriteError> {
    let names = Names { settings, situations };
    let mut book = Book::new(&title(report), report.as_of)?;
    put(
        &mut book,
        Page::new("概况", vec![Column::new("项目", 30.0), Column::new("数值", 22.0)]),
        overview(report),
    )?;
    for axis in Axis::ALL {
        let heads = [Column::new(axis.label(), 26.0)];
        if *axis == Axis::Closure {
            let columns = heads.into_iter().chain([Column::new(Figure::Closed.label(), 11.0)]);
            let lines = report.axes.closure.iter();
            let lines = lines.map(|row| vec![Value::text(names.row(*axis, &row.key)), row.closed.into()]);
            put(&mut book, page(*axis, report, columns.collect()), lines.collect())?;
            continue;
        }
        let columns = heads.into_iter().chain(Figure::ALL.iter().map(|one| Column::new(one.label(), 10.5)));
        let lines = report.axes.rows(*axis).iter().map(|row| {
            let cells = Figure::ALL.iter().map(|figure| cell(row.cell(*figure)));
            std::iter::once(Value::text(names.row(*axis, &row.key))).chain(cells).collect()
        });
        put(&mut book, page(*axis, report, columns.collect()), lines.collect())?;
    }
    put(&mut book, months(), trend(report))?;
    put(&mut book, lists_page(), lists(report, case_lists))?;
    if !report.analysis.trim().is_empty() {
        let analysis = Page::new("分析", vec![Column::long("分析与改进措施", 90.0)]).titled(title(report));
        put(&mut book, analysis, vec![vec![Value::text(report.analysis.as_str())]])?;
    }
    if !report.adjustments.is_empty() {
        put(&mut book, adjusted(), adjustments(report, &names))?;
    }
    put(&mut book, sums_page(), sums(report, &names))?;
    put(&mut book, data_page(), data(report, &names))?;
    book.save(file)
}

fn title(report: &Report) -> String {
    format!("{}　顾客投诉分类统计表　{}", report.property, report.period.label())
}

fn page(axis: Axis, report: &Report, columns: Vec<Column>) -> Page {
    Page::new(axis.label(), columns).titled(title(report))
}

fn put(book: &mut Book, page: Page, lines: Vec<Line>) -> Result<(), WriteError> {
    book.page(&page, lines.into_iter().map(Ok::<_, WriteError>)).map(|_| ())
}

/// A cell of the table; what the sheet shows as “—” is text, so that no sum takes it for a nought.
fn cell(cell: Cell) -> Value {
    match cell {
        Cell::Count(count) => count.into(),
        Cell::Change(change) => Value::Count(change),
        Cell::Share(Some(share)) => Value::Share(f64::from(share.0) / 1000.0),
        Cell::Ratio(Ratio(met, of)) if of > 0 => Value::Share(f64::from(met) / f64::from(of)),
        Cell::Share(None) | Cell::Ratio(_) => Value::text("—"),
    }
}

fn number(value: Option<f64>, places: u8) -> Value {
    value.map_or_else(|| Value::text("—"), |value| Value::Decimal(value, places))
}

fn overview(report: &Report) -> Vec<Line> {
    let (check, summary) = (&report.check, &report.summary);
    let ratio = |ratio: Ratio| cell(Cell::Ratio(ratio));
    let last = report.period.last_date();
    let lock = report
        .lock
        .as_ref()
        .map_or_else(|| "未定稿 草表".to_owned(), |lock| format!("定稿 第{}版 {}", lock.version, lock.hash));
    let year = &report.year_to_date;
    let sums = ["累计受理", "累计关闭", "百户投诉量"].map(|what| year.since(what));
    let overdue = u32::try_from(List::Overdue.numbers(report).len()).unwrap_or(u32::MAX);
    let overdue_label = List::Overdue.label_in(report);
    [
        ("单位", Value::text(&report.property)),
        ("期间起", Value::Day(report.period.start_date())),
        ("期间止", Value::Day(last)),
        ("截至", Value::Time(report.as_of)),
        ("版本", Value::text(lock)),
        ("期初未结", check.opening.into()),
        ("本期受理", check.received.into()),
        ("本期重开", check.reopened.into()),
        ("本期关闭", check.closed.into()),
        ("本期作废", check.voided.into()),
        ("期末未结", check.closing.into()),
        ("平衡校验", Value::text(if check.balances() { "平衡" } else { "不平衡，请核对" })),
        ("百户投诉量", number(summary.per_hundred_households, 2)),
        ("关闭率", ratio(summary.close_rate)),
        ("平均关闭时长（天）", number(summary.close_days, 1)),
        ("转办及时率", ratio(summary.referrals)),
        ("回访满意率", ratio(summary.visit_satisfied)),
        ("未结 3 天以内", summary.ages.up_to_3.into()),
        ("未结 4 至 7 天", summary.ages.up_to_7.into()),
        ("未结 8 至 30 天", summary.ages.up_to_30.into()),
        ("未结 30 天以上", summary.ages.over_30.into()),
        (overdue_label.as_str(), overdue.into()),
        ("现场签署满意", summary.signed.into()),
        ("口头确认满意", summary.verbal.into()),
        ("免回访", summary.exempt.into()),
        ("不接受回访", summary.declined.into()),
        ("重大投诉", summary.major.into()),
        ("群诉户数", summary.group_households.into()),
        ("报修", summary.repairs.into()),
        ("咨询", summary.enquiries.into()),
        ("表扬", summary.praise.into()),
        ("建议", summary.suggestions.into()),
        (sums[0].as_str(), year.received.into()),
        (sums[1].as_str(), year.closed.into()),
        (sums[2].as_str(), number(year.per_hundred_households, 2)),
        ("计算户数", report.households.map_or_else(|| Value::text("—"), Value::from)),
    ]
    .into_iter()
    .map(|(label, value)| vec![Value::text(label), value])
    .collect()
}

fn months() -> Page {
    let columns = ["月份", "受理", "关闭", "期末未结"].map(|head| Column::new(head, 12.0));
    Page::new("近十二个月", columns.into())
}

fn trend(report: &Report) -> Vec<Line> {
    let line = |month: &crate::domain::statistics::history::TrendMonth| {
        vec![Value::text(&month.month), month.received.into(), month.closed.into(), month.closing.into()]
    };
    report.trend.iter().map(line).collect()
}

fn lists_page() -> Page {
    let column = |(head, width)| Column::new(head, width);
    let mut columns: Vec<Column> =
        [("清单", 26.0), ("受理单", 16.0), ("受理时间", 17.0), ("房号", 12.0)].map(column).into();
    columns.push(Column::long("内容摘要", 46.0));
    columns.extend([("状态", 10.0), ("天数", 7.0), ("责任人", 12.0), ("标记", 18.0)].map(column));
    columns.extend(["说明", "进展", "原因", "教训"].map(|head| Column::long(head, 30.0)));
    Page::new("清单", columns)
}

/// What the sheet lists at its end, in its order.
fn lists(report: &Report, lists: &CaseLists) -> Vec<Line> {
    let own = [("未结投诉及进展".to_owned(), &*lists.open), ("重大和热点投诉".to_owned(), &*lists.hot)];
    let asked = List::ALL.iter().map(|list| (list.label_in(report), lists.of_list(*list)));
    let line = |title: &str, case: &ListedCase| {
        vec![
            Value::text(title),
            listed(case.number),
            Value::Time(case.received_at),
            Value::text(&case.room),
            Value::text(&case.gist),
            Value::text(case.status.label()),
            Value::Count(case.days),
            Value::text(&case.handler),
            Value::text(&case.flags),
            Value::text(&case.reason),
            Value::text(&case.progress),
            Value::text(&case.cause),
            Value::text(&case.lesson),
        ]
    };
    let lines = own.into_iter().chain(asked);
    lines
        .flat_map(|(title, cases)| cases.iter().map(move |case| line(&title, case)).collect::<Vec<_>>())
        .collect()
}

fn listed(number: CaseNumber) -> Value {
    Value::Text(number.to_string())
}

fn adjusted() -> Page {
    let columns =
        [("月份", 12.0), ("分栏", 12.0), ("行", 22.0), ("列", 14.0), ("定稿数", 9.0), ("现在数", 9.0)];
    let mut columns: Vec<Column> =
        columns.into_iter().map(|(head, width)| Column::new(head, width)).collect();
    columns.push(Column::long("受理单", 60.0));
    Page::new("调整", columns)
}

fn adjustments(report: &Report, names: &Names) -> Vec<Line> {
    let line = |change: &crate::domain::statistics::report::Adjustment| {
        let axis = change.block();
        let numbers: Vec<_> = change.numbers.iter().map(CaseNumber::to_string).collect();
        vec![
            Value::text(&change.period),
            Value::text(axis.map_or(change.axis.as_str(), |axis| axis.label())),
            Value::text(axis.map_or_else(|| change.key.clone(), |axis| names.row(axis, &change.key))),
            Value::text(change.figure().map_or(change.column.as_str(), |figure| figure.label())),
            change.before.into(),
            change.after.into(),
            Value::text(numbers.join("、")),
        ]
    };
    report.adjustments.iter().map(line).collect()
}

/// The heads of what [`counts`] gives: the ratios as their two counts, so that rows can be added up.
const COUNTS: [&str; 17] = [
    "期初未结",
    "本期受理",
    "其中有效投诉",
    "上期受理",
    "去年同期",
    "本期关闭",
    "期末未结",
    "首次响应及时",
    "首次响应应计",
    "按期处理",
    "按期处理应计",
    "已回访",
    "应回访",
    "满意",
    "满意率应计",
    "重复投诉",
    "服务上移",
];

fn sums_page() -> Page {
    let heads = [("分栏", 12.0), ("代码", 16.0), ("名称", 24.0)];
    let heads = heads.into_iter().chain(COUNTS.iter().map(|head| (*head, 10.0)));
    Page::new("汇总", heads.map(|(head, width)| Column::new(head, width)).collect())
}

/// The columns of 数据: the codes of a case, then what it counts.
fn data_page() -> Page {
    let mut columns = vec![Column::new("编号", 14.0), Column::new("受理时间", 17.0)];
    columns.extend(Axis::OF_CODES.iter().map(|axis| Column::new(axis.label(), 16.0)));
    let figures = COUNTS.iter().filter(|head| !OF_OTHERS.contains(head));
    columns.extend(figures.chain(&MOVES).map(|head| Column::new(*head, 10.0)));
    columns.extend([Column::new("关闭方式", 16.0), Column::new("最后关闭", 17.0)]);
    Page::new("数据", columns)
}

/// Figures of other periods: no case of this one counts in them.
const OF_OTHERS: [&str; 2] = ["上期受理", "去年同期"];
/// What the check line counts beside.
const MOVES: [&str; 2] = ["本期重开", "本期作废"];

fn data(report: &Counting, names: &Names) -> Vec<Line> {
    let line = |case: &Counted| {
        let mut line = vec![listed(case.number), Value::Time(case.received_at)];
        let keys = Axis::OF_CODES.iter().map(|axis| (axis, case.key(*axis).unwrap_or(NONE)));
        line.extend(keys.map(|(axis, key)| Value::text(names.row(*axis, key))));
        let counted = COUNTS.iter().zip(counts(&case.row()));
        line.extend(counted.filter(|(head, _)| !OF_OTHERS.contains(head)).map(|(_, count)| count.into()));
        line.extend([case.movement.reopened.into(), u32::from(case.movement.voided).into()]);
        let closed = case.movement.closures.last();
        line.push(Value::maybe(closed.map(|(_, code)| code.label())));
        line.push(Value::time(closed.map(|(at, _)| *at)));
        line
    };
    report.cases.iter().map(line).collect()
}

fn sums(report: &Report, names: &Names) -> Vec<Line> {
    let head = |axis: Axis, key: &str| {
        vec![Value::text(axis.label()), Value::text(key), Value::text(names.row(axis, key))]
    };
    let mut lines = Vec::new();
    for axis in Axis::OF_CODES {
        let rows = report.axes.rows(*axis).iter();
        lines.extend(rows.map(|row| {
            let counts = counts(row).map(Value::from);
            head(*axis, &row.key).into_iter().chain(counts).collect::<Line>()
        }));
    }
    lines.extend(report.axes.closure.iter().map(|row| {
        let mut line = head(Axis::Closure, &row.key);
        line.extend([Value::Empty, Value::Empty, Value::Empty, Value::Empty, Value::Empty]);
        line.push(row.closed.into());
        line
    }));
    lines
}

fn counts(row: &Row) -> [u32; 17] {
    [
        row.opening,
        row.received,
        row.effective,
        row.previous,
        row.year_ago,
        row.closed,
        row.closing,
        row.responded.0,
        row.responded.1,
        row.handled.0,
        row.handled.1,
        row.visited.0,
        row.visited.1,
        row.satisfied.0,
        row.satisfied.1,
        row.repeats,
        row.escalated,
    ]
}
