//! Form 3 《顾客投诉分类统计表》: a month, quarter or year, across. Rules §9, ledger 11-05, 11-06, 11-26, 11-32.

use crate::domain::case::CaseNumber;
use crate::domain::settings::Settings;
use crate::domain::statistics::axis::{Axis, NONE, REST, TOTAL};
use crate::domain::statistics::column::{Column as Figure, Row as Line};
use crate::domain::statistics::figure::Ratio;
use crate::domain::statistics::period::Length;
use crate::domain::statistics::report::{Adjustment, Check, Report};
use crate::domain::statistics::summary::Summary;
use crate::library::branch::SituationWords;
use crate::paper::error::Error;
use crate::paper::layout::boxes::{Align, Cell, Row};
use crate::paper::layout::canvas::Mark;
use crate::paper::layout::chart::{Bars, Place, chart, samples};
use crate::paper::layout::flow::Block;
use crate::paper::layout::page::{Form, Orientation, PrintInfo};
use crate::paper::layout::table::{Column, heads, record, section};
use crate::paper::layout::text::Style;
use crate::paper::render;
use crate::paper::wording::{Labels, day, signatures, stamp};

const BODY: Style = Style::regular(9.0);
const HEAD: Style = Style::bold(9.0);
/// The width of the form in millimetres.
const WIDTH: f32 = 267.0;
/// Of the first column of a block.
const FIRST: f32 = 37.5;
/// Of a label in the boxes.
const LABEL: f32 = 31.0;
const CHART: f32 = 48.0;

/// Form 3 as PDF. `remarks` is the typed text 本月分析与改进措施, which may be empty.
///
/// # Errors
/// [`Error`] when the PDF cannot be written.
pub fn statistics(
    report: &Report,
    settings: &Settings,
    labels: &Labels,
    remarks: &str,
    info: &PrintInfo,
) -> Result<Vec<u8>, Error> {
    let form = statistics_form(report, settings, labels, remarks);
    render::pdf(&form.title, &form.pages(info))
}

/// Form 3, not yet laid out on pages.
pub fn statistics_form(report: &Report, settings: &Settings, labels: &Labels, remarks: &str) -> Form {
    let names = Names { settings, labels };
    let mut blocks = vec![
        caption(report, settings),
        figures(Axis::Category, report.axes.rows(Axis::Category), &names),
        check(&report.check),
        summary(&report.summary, report.lists.overdue.len()),
    ];
    for axis in Axis::ALL.iter().filter(|axis| **axis != Axis::Category) {
        blocks.push(match axis {
            Axis::Closure => closures(report, &names),
            _ => figures(*axis, report.axes.rows(*axis), &names),
        });
    }
    blocks.extend([
        trend(report),
        section(
            if report.period.length() == Length::Month {
                "本月分析与改进措施"
            } else {
                "本期分析与改进措施"
            },
            WIDTH,
            HEAD,
            None,
            vec![Row::new(vec![Cell::new(WIDTH, remarks, BODY)]).at_least(28.0).freely()],
        )
        .below(2.0),
        lists(report),
    ]);
    if !report.adjustments.is_empty() {
        blocks.push(adjustments(&report.adjustments, &names));
    }
    blocks.push(sign_off(settings));
    Form {
        number: "表 3",
        title: "顾客投诉分类统计表".to_owned(),
        reference: format!("期间 {}", report.period.label()),
        mark: match &report.lock {
            Some(lock) => format!("定稿 第 {} 版 {}", lock.version, lock.hash),
            None => "未定稿 草表".to_owned(),
        },
        orientation: Orientation::Landscape,
        blocks,
    }
}

/// What rows are called on paper.
struct Names<'a> {
    settings: &'a Settings,
    labels: &'a Labels,
}

impl Names<'_> {
    fn row(&self, axis: Axis, key: &str) -> String {
        let situation =
            |one: &SituationWords| (one.code.as_str() == key).then(|| format!("{key} {}", one.name));
        match axis {
            Axis::Situation if ![NONE, REST, TOTAL].contains(&key) => {
                let named = self.labels.situations.iter().find_map(situation);
                named.unwrap_or_else(|| key.to_owned())
            }
            _ => axis.row_label(key, self.settings),
        }
    }
}

fn caption(report: &Report, settings: &Settings) -> Block {
    let last = report.period.end_date().pred_opt().unwrap_or_else(|| report.period.end_date());
    let period = format!("{}至{}", day(report.period.start_date()), day(last));
    let widths = [18.0, 72.0, 18.0, 63.0, 18.0, 30.0, 18.0, 30.0];
    let texts = [
        "单位",
        &report.property,
        "期间",
        &period,
        "截至",
        &stamp(report.as_of),
        "报送",
        &settings.company_centre,
    ];
    let cells = widths.into_iter().zip(texts).enumerate().map(|(index, (width, text))| {
        if index % 2 == 0 { Cell::label(width, text, BODY) } else { Cell::new(width, text, BODY).middle() }
    });
    Block::of(vec![Row::new(cells.collect()).at_least(6.5)])
}

/// A block of the table: every row of an axis with all columns, the sum in bold.
fn figures(axis: Axis, lines: &[Line], names: &Names) -> Block {
    let mut columns = vec![Column::text(axis.label(), FIRST)];
    let width = (WIDTH - FIRST) / Figure::ALL.len() as f32;
    columns.extend(Figure::ALL.iter().map(|figure| Column::figure(figure.label(), width)));
    let rows = lines.iter().map(|line| {
        let cells = Figure::ALL.iter().map(|figure| line.cell(*figure).to_string());
        let texts = std::iter::once(names.row(axis, &line.key)).chain(cells);
        record(&columns, texts.collect(), if line.key == TOTAL { HEAD } else { BODY })
    });
    let rows = rows.collect();
    let above = heads(&columns, HEAD);
    section(&format!("按{}", axis.label()), WIDTH, HEAD, Some(above), rows).below(2.0).together()
}

/// How complaints were closed: one column a code.
fn closures(report: &Report, names: &Names) -> Block {
    let lines = &report.axes.closure;
    let width = (WIDTH - FIRST) / lines.len().max(1) as f32;
    let mut columns = vec![Column::text(Axis::Closure.label(), FIRST)];
    columns.extend(lines.iter().map(|line| Column::figure(&names.row(Axis::Closure, &line.key), width)));
    let counts = lines.iter().map(|line| line.closed.to_string());
    let texts = std::iter::once("本期关闭".to_owned()).chain(counts);
    let rows = vec![record(&columns, texts.collect(), BODY)];
    let above = heads(&columns, HEAD);
    let title = format!("按{}", Axis::Closure.label());
    section(&title, WIDTH, HEAD, Some(above), rows).below(2.0).together()
}

/// The check line of rules §9.
fn check(check: &Check) -> Block {
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
    Block::of(vec![Row::new(vec![label, line]).at_least(7.0)]).below(2.0)
}

fn summary(summary: &Summary, overdue: usize) -> Block {
    let number = |value: Option<f64>, digits| match value {
        Some(value) => format!("{value:.digits$}"),
        None => "—".to_owned(),
    };
    let count = |count: u32| count.to_string();
    let ages = &summary.ages;
    let boxes = [
        ("百户投诉量", number(summary.per_hundred_households, 2)),
        ("关闭率", ratio(summary.close_rate)),
        ("平均关闭时长（天）", number(summary.close_days, 1)),
        ("转办及时率", ratio(summary.referrals)),
        ("回访满意率", ratio(summary.visit_satisfied)),
        ("未结 3 天以内", count(ages.up_to_3)),
        ("未结 4 至 7 天", count(ages.up_to_7)),
        ("未结 8 至 30 天", count(ages.up_to_30)),
        ("未结 30 天以上", count(ages.over_30)),
        ("逾期未结", overdue.to_string()),
        ("现场签署满意", count(summary.signed)),
        ("口头确认满意", count(summary.verbal)),
        ("免回访", count(summary.exempt)),
        ("不接受回访", count(summary.declined)),
        ("重大投诉", count(summary.major)),
        ("群诉户数", count(summary.group_households)),
        ("报修", count(summary.repairs)),
        ("咨询", count(summary.enquiries)),
        ("表扬", count(summary.praise)),
        ("建议", count(summary.suggestions)),
    ];
    let room = WIDTH / 5.0 - LABEL;
    let rows = boxes.chunks(5).map(|boxes| {
        let cells = boxes.iter().flat_map(|(label, text)| {
            let value = Cell::new(room, text.as_str(), BODY).align(Align::Center).middle();
            [Cell::label(LABEL, *label, BODY), value]
        });
        Row::new(cells.collect()).at_least(6.0)
    });
    section("汇总", WIDTH, HEAD, None, rows.collect()).below(2.0).together()
}

/// `91.7%　11／12`, or `—`.
fn ratio(ratio: Ratio) -> String {
    if ratio.1 == 0 { ratio.to_string() } else { format!("{ratio}　{}/{}", ratio.0, ratio.1) }
}

/// Twelve months as bars, their figures below, month under month.
fn trend(report: &Report) -> Block {
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

/// The height of the legend above the bars, in millimetres.
const LEGEND: f32 = 6.0;

fn legend(left: f32) -> Vec<Mark> {
    let texts = ["受理", "关闭", "期末未结"];
    let entries = samples().into_iter().zip(texts).enumerate();
    let entry = |(index, (sample, text)): (usize, (Vec<Mark>, &str))| {
        let x = left + 4.0 + index as f32 * 26.0;
        let word = Mark::Text { x: x + 8.0, y: 4.0, style: BODY, text: text.to_owned() };
        sample.into_iter().map(move |mark| mark.moved(x, 1.0)).chain([word]).collect::<Vec<_>>()
    };
    entries.flat_map(entry).collect()
}

fn lists(report: &Report) -> Block {
    let lists = &report.lists;
    let rows = [
        ("逾期未结", &lists.overdue),
        ("已解释，业主未认可", &lists.explained),
        ("特批关闭", &lists.overrides),
    ];
    let rows = rows.into_iter().map(|(title, numbers)| {
        let label = format!("{title}\n（{} 件）", numbers.len());
        let text = if numbers.is_empty() { "无".to_owned() } else { listed(numbers) };
        Row::new(vec![Cell::label(40.0, label, BODY), Cell::new(WIDTH - 40.0, text, BODY).middle()]).freely()
    });
    section("清单", WIDTH, HEAD, None, rows.collect()).below(2.0)
}

fn listed(numbers: &[CaseNumber]) -> String {
    numbers.iter().map(CaseNumber::to_string).collect::<Vec<_>>().join("、")
}

/// 调整: figures of locked months that would now be others.
fn adjustments(adjustments: &[Adjustment], names: &Names) -> Block {
    let columns = [
        Column::code("月份", 25.0),
        Column::text("分栏", 30.0),
        Column::text("行", 45.0),
        Column::text("列", 35.0),
        Column::figure("定稿数", 22.0),
        Column::figure("现在数", 22.0),
        Column::text("受理单", WIDTH - 179.0),
    ];
    let rows = adjustments.iter().map(|change| {
        let axis = Axis::ALL.iter().find(|axis| axis.code() == change.axis);
        let texts = vec![
            change.period.clone(),
            axis.map_or(change.axis.clone(), |axis| axis.label().to_owned()),
            axis.map_or(change.key.clone(), |axis| names.row(*axis, &change.key)),
            column_label(&change.column),
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

/// The head of a column by its key in the interchange format.
fn column_label(key: &str) -> String {
    let figure = match key {
        "opening" => Figure::Opening,
        "received" => Figure::Received,
        "effective" => Figure::Effective,
        "closed" => Figure::Closed,
        "closing" => Figure::Closing,
        "repeats" => Figure::Repeats,
        "escalated" => Figure::Escalated,
        _ => return key.to_owned(),
    };
    figure.label().to_owned()
}

/// 编制, 审核, 报送日期. The reviewer is the second rung of the ladder, the project manager unless set otherwise.
fn sign_off(settings: &Settings) -> Block {
    let head = settings.ladder.get(1).map_or("项目经理", |superior| superior.title.as_str());
    let prepared = format!("编制（{}）", settings.supervisor_title);
    let reviewed = format!("审核（{head}）");
    Block::of(signatures(WIDTH, &[(&prepared, ""), (&reviewed, ""), ("报送", "")], BODY).into())
        .below(2.0)
        .together()
}
