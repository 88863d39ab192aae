//! The papers: page flow and forms, tested on the page model that is built before any PDF.

use std::process::Command;

use tingsu::domain::case::{Case, CaseNumber, Facts};
use tingsu::domain::code::*;
use tingsu::domain::event::{Escalation, Event, EventKind, Visit};
use tingsu::domain::settings::Settings;
use tingsu::domain::statistics::case_lists::CaseLists;
use tingsu::domain::statistics::column::Column as Figure;
use tingsu::domain::statistics::counting::Counting;
use tingsu::domain::statistics::period::Period;
use tingsu::domain::statistics::report::Lock;
use tingsu::domain::statistics::tally;
use tingsu::domain::time::Moment;
use tingsu::paper::form::customer_record::CustomerRecord;
use tingsu::paper::form::handling_record;
use tingsu::paper::form::statistics::statistics_forms;
use tingsu::paper::form::work_record::work_form;
use tingsu::paper::layout::canvas::{Mark, Page};
use tingsu::paper::layout::page::{Form, PrintInfo, pages};
use tingsu::paper::render::printed;
use tingsu::paper::wording::Labels;

use crate::support::papers::adjustment;
use crate::support::{handled, skipped};

fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

const PHONE: &str = "0755-00001234";

fn info() -> PrintInfo {
    PrintInfo {
        property: "澄湖佳苑物业服务中心".into(),
        phone: PHONE.into(),
        printed_at: at("2026-11-30T18:00"),
        printed_by: "孟知秋".into(),
        times_printed: 2,
        log: String::new(),
    }
}

/// Words that name internal things, each put into a field that customers must never see.
const INTERNAL: [&str; 13] = [
    "真诚意见",
    "失度",
    "情绪激动",
    "服务上移",
    "解释无效",
    "要求赔偿",
    "疑似不当索取",
    "内部备注甲",
    "调查所见乙",
    "上级指示丙",
    "教训丁",
    "超出受理人",
    "回访记语戊",
];

fn full_case() -> Case {
    let mut facts = Facts::new(CaseKind::Complaint, Channel::WalkIn, at("2026-11-03T09:12"), "李敏");
    facts.complainant.name = Some("陈建国".into());
    facts.complainant.title = Some(Title::Mr);
    facts.complainant.phones = vec!["13900000001".into()];
    facts.complainant.room = Some("3-2-1001".into());
    facts.verbatim = Some("电梯停了三天，每天爬十楼。".into());
    facts.summary = Some("二单元电梯停运三天".into());
    facts.motive = Some(Motive::Sincere);
    facts.staff_fault = Some(StaffFault::Impropriety);
    facts.emotion = Some(Emotion::Agitated);
    facts.needs = vec![Need::Compensation];
    facts.flags = vec![Flag::Extortion];
    facts.capability = Some(Capability::BeyondMe);
    facts.class = Some(Class::I);
    let mut case = Case::new(CaseNumber::parse("20261103-002").unwrap(), facts);
    let mut escalation = Escalation::new(Trigger::A);
    escalation.outcome = Some("上级指示丙".into());
    let kinds = [
        EventKind::Restated { summary: "二单元电梯停运三天".into(), confirmed: true },
        EventKind::Explained { text: "配件在路上".into(), satisfied: false, signed: false },
        EventKind::Escalated(escalation),
        EventKind::Promised {
            due: at("2026-11-03T15:00"),
            consent: true,
            text: "三点前来电".into(),
            confirmed_by: None,
        },
        EventKind::Note { text: "内部备注甲".into(), internal: true },
        EventKind::Investigated {
            facts: "调查所见乙".into(),
            responsibility: Some(Responsibility::Ours),
            basis: None,
            for_owner: None,
        },
        EventKind::Solution {
            options: Vec::new(),
            chosen: None,
            text: "今晚换件".into(),
            agreed: true,
            opinion: Some("尽快就好".into()),
        },
        EventKind::Progress {
            medium: Medium::Phone, text: "配件已到".into(), told: None, is_final: false
        },
        handled("电梯恢复运行", true, true),
        EventKind::Visit(Visit {
            form: VisitForm::Phone,
            outcome: VisitOutcome::Reached,
            standing: None,
            process: Some(Opinion::Satisfied),
            measures: Some(Opinion::Mostly),
            result: Some(Opinion::Satisfied),
            expectation: None,
            perceived: None,
            emotion: Some(Emotion::Calm),
            text: Some("回访记语戊".into()),
            visitor: None,
            again: None,
        }),
        EventKind::Closed { code: ClosureCode::Visited, overridden: false, reason: None },
        EventKind::ClosingNotes {
            cause: None,
            lesson: Some("教训丁".into()),
            avoid: None,
            adjust: None,
            example: false,
            think: None,
        },
    ];
    for (minute, kind) in kinds.into_iter().enumerate() {
        case.events.push(Event::new(at(&format!("2026-11-03T10:{minute:02}")), "李敏", kind));
    }
    case
}

fn all_text(pages: &[Page]) -> String {
    pages.iter().flat_map(Page::texts).collect()
}

/// Texts and their places must lie on the paper, and no two texts may overlap.
fn assert_clean(pages: &[Page]) {
    for page in pages {
        let mut boxes: Vec<(f32, f32, f32, f32, &str)> = Vec::new();
        for mark in &page.marks {
            let Mark::Text { x, y, style, text } = mark else {
                continue;
            };
            let right = x + tingsu::paper::layout::text::width(text, *style);
            let top = y - style.size * 0.8 * tingsu::paper::layout::text::POINT;
            assert!(*x >= 0.0 && right <= page.width && top >= 0.0 && *y <= page.height, "{text}");
            for (l, t, r, b, other) in &boxes {
                let apart = *x >= r - 0.05 || right <= l + 0.05 || top >= b - 0.05 || *y <= t + 0.05;
                assert!(apart, "「{text}」 lies on 「{other}」");
            }
            boxes.push((*x, top, right, *y, text));
        }
    }
}

fn long_text() -> String {
    let sentence = "电梯停了，我（六十八岁）每天爬十楼；物业说“马上修”，第 3 天还没动静！";
    sentence.chars().cycle().take(3000).collect()
}

#[test]
fn three_thousand_characters_flow_over_pages_and_none_is_lost() {
    let mut case = full_case();
    case.receipt.verbatim = Some(long_text());
    let pages = handling_record::internal(&case, &Labels::default()).pages(&info());
    assert!(pages.len() >= 3);
    assert_clean(&pages);
    // The box of 原话 begins at one place on every page: its lines are the texts at that x.
    let mut found = String::new();
    let wanted: String = long_text().replace(' ', "");
    for page in &pages {
        for mark in &page.marks {
            if let Mark::Text { text, style, x, .. } = mark
                && style.size == 10.5
                && (*x - (18.0 + 23.0 + 1.2)).abs() < 0.01
            {
                found.push_str(&text.replace(' ', ""));
            }
        }
    }
    assert!(found.contains(&wanted), "every character stands in order");
    assert!(all_text(&pages).contains("（续）"), "the label is repeated");
    let first = pages[1].texts().find(|text| text.contains("（续）"));
    assert_eq!(first, Some("二、诉求内容（续）"), "a continued page begins with its heading");
}

#[test]
fn the_foot_stands_on_every_page() {
    let mut case = full_case();
    case.receipt.verbatim = Some(long_text());
    let pages = handling_record::internal(&case, &Labels::default()).pages(&info());
    let count = pages.len();
    for (index, page) in pages.iter().enumerate() {
        let text: String = page.texts().collect::<Vec<_>>().join("\n");
        for wanted in [
            "澄湖佳苑物业服务中心",
            "顾客投诉处理记录表",
            "表 2　编号 20261103-002",
            &format!("第 {} 页　共 {count} 页", index + 1),
            "打印时间 2026年11月30日 18:00",
            "打印人 孟知秋",
            "第 2 次打印",
            "内容校验 ",
        ] {
            assert!(text.contains(wanted), "page {} lacks {wanted}", index + 1);
        }
    }
}

/// Rules §5: the refusal and its reason are noted.
#[test]
fn form_2_says_why_nobody_was_called() {
    let mut case = full_case();
    let form = |case: &Case| all_text(&handling_record::internal(case, &Labels::default()).pages(&info()));
    assert!(!form(&case).contains("领导出差"));
    let refused: EventKind = serde_json::from_value(serde_json::json!(
        { "type": "escalated", "trigger": "N", "consent": false, "reason": "领导出差" }
    ))
    .unwrap();
    let last = case.events.last().map_or(case.receipt.received_at, |event| event.at);
    case.events.push(Event::new(last, "李敏", refused));
    assert!(form(&case).contains("领导出差"));
}

#[test]
fn the_hash_is_of_the_content_not_of_the_print() {
    let form = |case: &Case| handling_record::internal(case, &Labels::default());
    let case = full_case();
    let digest = form(&case).digest();
    assert_eq!(digest.len(), 8);
    assert!(digest.bytes().all(|byte| byte.is_ascii_hexdigit()));
    assert_eq!(form(&case).digest(), digest);
    let mut other = full_case();
    other.receipt.verbatim = Some("电梯停了四天。".into());
    assert_ne!(form(&other).digest(), digest);
    let reprint = PrintInfo { times_printed: 3, printed_at: at("2026-12-01T08:00"), ..info() };
    assert!(all_text(&form(&case).pages(&reprint)).contains(&digest));
}

#[test]
fn what_the_typeface_lacks_is_named_and_the_hash_keeps_the_original() {
    let mut case = full_case();
    case.receipt.verbatim = Some("修了😡又坏\u{E001}。䶮𬱖".into());
    let form = handling_record::internal(&case, &Labels::default());
    let text = all_text(&form.pages(&info()));
    assert!(text.contains("修了〔表情〕又坏〔U+E001〕。䶮𬱖"));
    let plain = form.digest();
    case.receipt.verbatim = Some("修了〔表情〕又坏〔U+E001〕。䶮𬱖".into());
    assert_ne!(handling_record::internal(&case, &Labels::default()).digest(), plain);
}

/// Ledger 12-69.
#[test]
fn the_customer_copy_carries_nothing_internal() {
    let case = full_case();
    let inside = all_text(&handling_record::internal(&case, &Labels::default()).pages(&info()));
    let outside = all_text(&handling_record::customer(&CustomerRecord::of(&case), PHONE).pages(&info()));
    for word in INTERNAL {
        assert!(!outside.contains(word), "{word} reached the customer");
    }
    for word in ["真诚意见", "失度"] {
        assert!(!inside.contains(word), "{word} is the supervisor's alone");
    }
    for word in ["服务上移", "内部备注甲", "调查所见乙", "上级指示丙", "教训丁", "回访记语戊", "情绪激动"]
    {
        assert!(inside.contains(word), "{word} is missing in the internal copy");
    }
    for word in [
        "业主联",
        "电梯停了三天，每天爬十楼。",
        "配件在路上",
        "三点前来电",
        "今晚换件",
        "尽快就好",
        "配件已到",
        "电梯恢复运行",
        "业主签字",
        "年　　月　　日",
        "签字不作为放弃权利的依据",
        "0755-00001234",
    ] {
        assert!(outside.contains(word), "{word} is missing in the customer copy");
    }
}

#[test]
fn signature_boxes_are_high_enough() {
    for form in both_forms() {
        let pages = form.pages(&info());
        let names = ["受理人", "业主签字", "客服主任"];
        let mut found = 0;
        for page in &pages {
            for mark in &page.marks {
                let Mark::Text { text, x, y, .. } = mark else {
                    continue;
                };
                if !names.contains(&text.as_str()) {
                    continue;
                }
                let high = page.marks.iter().any(|mark| {
                    matches!(mark, Mark::Rect { x: left, y: top, width, height, .. }
                        if *height >= 12.0 && left < x && x < &(left + width) && top < y && y < &(top + height))
                });
                found += usize::from(high);
            }
        }
        assert!(found >= 1, "{}", form.mark);
    }
}

fn both_forms() -> [Form; 2] {
    let case = full_case();
    [
        handling_record::internal(&case, &Labels::default()),
        handling_record::customer(&CustomerRecord::of(&case), PHONE),
    ]
}

#[test]
fn an_empty_case_prints_boxes_to_fill_by_hand() {
    let facts = Facts::new(CaseKind::Complaint, Channel::Phone, at("2026-11-03T09:12"), "李敏");
    let case = Case::new(CaseNumber::parse("20261103-001").unwrap(), facts);
    for form in [
        handling_record::internal(&case, &Labels::default()),
        handling_record::customer(&CustomerRecord::of(&case), PHONE),
    ] {
        let pages = form.pages(&info());
        assert_clean(&pages);
        assert!(pages.len() <= 3);
    }
}

/// Runs one of the poppler tools on a PDF; `None` where it is not installed.
fn poppler(tool: &str, pdf: &[u8], more: &[&str]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.pdf");
    std::fs::write(&file, pdf).unwrap();
    let Ok(out) = Command::new(tool).arg(&file).args(more).output() else {
        skipped(&format!("{tool} is not installed, so it did not read the PDF"));
        return None;
    };
    assert!(out.status.success(), "{tool}: {}", String::from_utf8_lossy(&out.stderr));
    Some(String::from_utf8(out.stdout).unwrap())
}

#[test]
fn the_pdf_is_small_its_text_selectable_and_its_fonts_are_subsets() {
    let form = handling_record::internal(&full_case(), &Labels::default());
    let pdf = printed(&[form], &info()).unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
    assert!(pdf.len() < 300_000, "{} bytes", pdf.len());
    if let Some(text) = poppler("pdftotext", &pdf, &["-"]) {
        for wanted in [
            "顾客投诉处理记录表",
            "20261103-002",
            "陈建国先生",
            "13900000001",
            "3-2-1001",
            "二单元电梯停运三天",
            "签字不作为放弃权利的依据",
        ] {
            assert!(text.contains(wanted), "{wanted}");
        }
    }
    if let Some(fonts) = poppler("pdffonts", &pdf, &[]) {
        for line in fonts.lines().skip(2) {
            let marks: Vec<&str> = line.split_whitespace().rev().skip(2).take(3).collect();
            assert_eq!(marks, ["yes", "yes", "yes"], "unicode, subset, embedded: {line}");
        }
    }
}

/// Ledger 09-07, 11-01, 11-02.
#[test]
fn form_1_lists_every_case_and_counts_by_day_and_kind() {
    let mut cases = vec![full_case()];
    for serial in 3..40 {
        let mut case = full_case();
        case.number = CaseNumber::new(case.number.day(), serial);
        case.receipt.kind = if serial % 2 == 0 { CaseKind::Repair } else { CaseKind::Complaint };
        case.receipt.received_at = at(if serial < 20 { "2026-11-03T11:00" } else { "2026-11-04T11:00" });
        cases.push(case);
    }
    // Nothing is done about serial 10 yet, a vehicle in a lane, urgent, and its points were not read back. Ledger 11-02.
    cases[8].events.clear();
    cases[8].receipt.category = Some(Category::new("vehicles").unwrap());
    cases[8].receipt.place = Some("消防通道".into());
    cases[8].receipt.urgency = Some(Urgency::Urgent);
    cases[5].events.push(Event::new(
        at("2026-11-03T12:00"),
        "孟知秋",
        EventKind::Voided { reason: "重复录入".into() },
    ));
    let day = |day: &str| day.parse().unwrap();
    let labels = Labels::default();
    let pages = work_form(&cases, day("2026-11-03"), day("2026-11-04"), &labels).pages(&info());
    assert_clean(&pages);
    let text = all_text(&pages);
    for case in &cases {
        assert!(text.contains(&case.number.to_string()));
    }
    for page in &pages[..pages.len() - 1] {
        assert!(page.texts().any(|text| text == "内容摘要"), "the heads are repeated");
    }
    let last: Vec<&str> = pages.last().unwrap().texts().collect();
    // 2026-11-03: serials 2 to 19, one of them (serial 7, a complaint) voided. 2026-11-04: serials 20 to 39.
    let row = |title: &str| {
        let start = last.iter().rposition(|text| *text == title).unwrap();
        last[start + 1..start + 8].join(" ")
    };
    assert_eq!(row("2026年11月3日"), "9 8 0 0 0 17 1");
    assert_eq!(row("2026年11月4日"), "10 10 0 0 0 20 0");
    assert_eq!(row("合计"), "19 18 0 0 0 37 1");
    assert!(last.contains(&"记录人") && last.contains(&"审核人"));
    assert!(text.contains("已作废：重复录入"));
    assert!(text.contains("电梯恢复运行"), "the result of the handling");
    let texts: Vec<&str> = pages.iter().flat_map(Page::texts).collect();
    let cells = |serial: &str, next: &str| {
        let begin = texts.iter().position(|text| text.contains(serial)).unwrap();
        let end = begin + texts[begin..].iter().position(|text| text.contains(next)).unwrap();
        texts[begin..end].concat()
    };
    let open = cells("20261103-010", "20261103-011");
    for wanted in [
        "陈建国",
        "13900000001",
        "3-2-1001",
        "报修",
        "车辆管理：消防通道：二单元电梯停运三天",
        "紧急",
        "待指派",
    ] {
        assert!(open.contains(wanted), "{wanted}: {open}");
    }
    assert!(!open.contains("已复述"));
    let done = cells("20261103-011", "20261103-012");
    assert!(done.contains("二单元电梯停运三天（已复述）") && done.contains("电梯恢复运行"), "{done}");
    assert!(!done.contains("待指派") && !done.contains("已关闭"), "the result says how far it is: {done}");
}

#[test]
fn a_hundred_kilobytes_pasted_print_whole() {
    let mut case = full_case();
    let pasted: String = long_text().chars().cycle().take(35_000).collect();
    case.receipt.verbatim = Some(pasted.clone());
    let pages = handling_record::internal(&case, &Labels::default()).pages(&info());
    let stated: String = all_text(&pages).replace(' ', "");
    let count = |text: &str| text.matches('爬').count();
    assert_eq!(count(&stated), count(&pasted));
    assert!(pages.len() > 15);
}

fn november() -> (Counting, Settings) {
    let settings = Settings { property: "澄湖佳苑".into(), households: Some(200), ..Settings::default() };
    let mut cases = Vec::new();
    for (serial, category) in [(1, "vehicles"), (2, "vehicles"), (3, "facilities"), (4, "fees")] {
        let mut case = full_case();
        case.number = CaseNumber::new(case.number.day(), serial);
        case.receipt.category = Category::new(category);
        if serial == 4 {
            case.events.clear();
        }
        cases.push(case);
    }
    let period = Period::parse("2026-11", 1).unwrap();
    let report = tally::report(&cases, &settings, period, at("2026-11-30T18:00"));
    (report, settings)
}

fn table(report: &Counting, settings: &Settings) -> [Form; 2] {
    statistics_forms(report, &CaseLists::default(), settings, &Labels::default())
}

/// Ledger 11-05.
#[test]
fn form_3_shows_every_figure_of_the_report() {
    let (mut report, settings) = november();
    report.adjustments.push(adjustment());
    report.analysis = "加强巡查".into();
    let lists = CaseLists::of(&report, &[full_case()], &settings.rules);
    let forms = statistics_forms(&report, &lists, &settings, &Labels::default());
    let laid = pages(&forms, &info());
    assert_clean(&laid);
    let texts: Vec<&str> = laid.iter().flat_map(Page::texts).collect();
    let all = texts.concat();
    // The row of 收费 in the first block: its label, then one text a column.
    let start = texts.iter().position(|text| *text == "收费").unwrap();
    let line = report.axes.category.iter().find(|line| line.key == "fees").unwrap();
    let wanted: Vec<String> = Figure::ALL.iter().map(|figure| line.cell(*figure).to_string()).collect();
    assert_eq!(texts[start + 1..=start + Figure::ALL.len()], wanted);
    for wanted in [
        "澄湖佳苑",
        "2026年11月1日至2026年11月30日",
        "公司客服中心",
        "未定稿 草表",
        "按责任类别",
        "按性质",
        "按内容",
        "按渠道",
        "按关闭方式",
        "按场景",
        "按责任部门",
        "按楼栋",
        "平衡",
        "百户投诉量",
        "2.00",
        "近十二个月",
        "2025-12",
        "加强巡查",
        "特批关闭",
        "编制（客服主任）",
        "审核（项目经理）",
        "报送",
        "20261030-007",
    ] {
        assert!(all.contains(wanted), "{wanted}");
    }
    assert!(all.contains(
        "期初未结 0　＋　本期受理 4　＋　本期重开 0　－　本期关闭 3　－　本期作废 0　＝　期末未结 1"
    ));
    report.lock =
        Some(Lock {
            version: 2, hash: "0A1B2C3D".into(), at: at("2026-12-01T09:00"), by: "孟知秋".into()
        });
    let locked = all_text(&pages(&table(&report, &settings), &info()));
    assert!(locked.contains("定稿 第 2 版 0A1B2C3D") && !locked.contains("草表"));
}

#[test]
fn no_grey_on_any_form_is_darker_than_a_tenth() {
    let (report, settings) = november();
    let forms = both_forms().into_iter().chain(table(&report, &settings));
    for page in forms.flat_map(|form| form.pages(&info())) {
        for mark in page.marks {
            if let Mark::Rect { fill: Some(shade), .. } = mark {
                assert!(shade.ink() <= 0.1);
            }
        }
    }
}
