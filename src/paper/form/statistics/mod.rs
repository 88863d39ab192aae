//! Form 3 《顾客投诉分类统计表》: a month, quarter or year, across. The first page holds what the company asks for and
//! is signed; the other axes, the twelve months and the lists follow as its annex. Rules §9, ledger 11-05, 11-06,
//! 11-26, 11-32.

pub mod lists;
pub mod names;
mod summary;
pub mod table;
mod trend;

use crate::domain::settings::Settings;
use crate::domain::statistics::axis::Axis;
use crate::domain::statistics::case_lists::CaseLists;
use crate::domain::statistics::period::Length;
use crate::domain::statistics::report::Report;
use crate::paper::layout::boxes::{Align, Cell, Row};
use crate::paper::layout::flow::Block;
use crate::paper::layout::page::{Form, Orientation};
use crate::paper::layout::table::section;
use crate::paper::layout::text::Style;
use crate::paper::wording::{Labels, day, stamp};

use lists::lists;
use names::{BODY, HEAD, Names, WIDTH};

/// Type of the first page, small enough for one page.
const SMALL: Style = Style::regular(8.5);

/// Form 3 with its annex.
pub fn statistics_forms(
    report: &Report,
    case_lists: &CaseLists,
    settings: &Settings,
    labels: &Labels,
) -> [Form; 2] {
    [main_page(report, settings, labels), annex(report, case_lists, settings, labels)]
}

/// The page to be signed: the table by category, the check line, the summary, the analysis. One page while the
/// analysis is short.
pub fn main_page(report: &Report, settings: &Settings, labels: &Labels) -> Form {
    let names = Names { settings, labels };
    let analysis = if report.period.length() == Length::Month {
        "本月分析与改进措施"
    } else {
        "本期分析与改进措施"
    };
    let text = Row::new(vec![Cell::new(WIDTH, report.analysis.as_str(), SMALL)]).at_least(13.0).freely();
    let last = report.period.last_date();
    Form {
        caption: format!(
            "填报单位：{}　报送：{}　{}至{}　截至 {}　单位：件",
            settings.property,
            settings.company_centre,
            day(report.period.start_date()),
            day(last),
            stamp(report.as_of),
        ),
        blocks: vec![
            table::main(report.axes.rows(Axis::Category), &names, SMALL),
            table::check(&report.check),
            summary::summary(report, SMALL),
            section(analysis, WIDTH, HEAD, None, vec![text]).below(1.2),
            sign_off(settings),
        ],
        ..headed(report, "顾客投诉分类统计表")
    }
}

/// The other axes, the twelve months and the lists.
fn annex(report: &Report, case_lists: &CaseLists, settings: &Settings, labels: &Labels) -> Form {
    let names = Names { settings, labels };
    let axes = Axis::ALL.iter().filter(|axis| **axis != Axis::Category);
    let mut blocks: Vec<Block> = axes
        .map(|axis| match axis {
            Axis::Closure => table::closures(report, &names),
            _ => table::figures(*axis, report.axes.rows(*axis), &names),
        })
        .collect();
    blocks.push(trend::trend(report));
    blocks.extend(lists(case_lists, report));
    if !report.adjustments.is_empty() {
        blocks.push(table::adjustments(&report.adjustments, &names));
    }
    Form { blocks, ..headed(report, "顾客投诉分类统计表　附表") }
}

fn headed(report: &Report, title: &str) -> Form {
    Form {
        number: "表 3",
        title: title.to_owned(),
        further: "",
        reference: format!("期间 {}", report.period.label()),
        caption: String::new(),
        mark: match &report.lock {
            Some(lock) => format!("定稿 第 {} 版 {}", lock.version, lock.hash),
            None => "未定稿 草表".to_owned(),
        },
        orientation: Orientation::Landscape,
        blocks: Vec::new(),
    }
}

/// 编制, 审核, 报送 with their dates in one line. The reviewer is the second rung of the ladder, the project manager
/// unless set otherwise.
fn sign_off(settings: &Settings) -> Block {
    let head = settings.ladder.get(1).map_or("项目经理", |superior| superior.title.as_str());
    let boxes =
        [format!("编制（{}）", settings.supervisor_title), format!("审核（{head}）"), "报送日期".to_owned()];
    // The date beside the name: all of the height below is for the signature.
    let cells = boxes.into_iter().flat_map(|name| {
        let date = Cell::new(36.0, "年　　月　　日", BODY).align(Align::Right).middle();
        [Cell::new(WIDTH / 3.0 - 36.0, name, BODY), date]
    });
    Block::of(vec![Row::new(cells.collect()).at_least(16.0)]).below(1.2).attached()
}
