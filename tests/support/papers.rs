//! Every form made from a poor, a typical and an overfull case: what the tests measure and the gallery shows.

#![allow(clippy::unwrap_used, reason = "made of fixed texts for tests and the gallery")]

use std::sync::Arc;

use tingsu::domain::case::{Case, CaseNumber};
use tingsu::domain::code::*;
use tingsu::domain::daily_check::{CheckCounts, CheckList, DailyCheck, Signature};
use tingsu::domain::settings::Settings;
use tingsu::domain::statistics::case_lists::CaseLists;
use tingsu::domain::statistics::period::Period;
use tingsu::domain::statistics::report::{Adjustment, Lock};
use tingsu::domain::statistics::tally;
use tingsu::domain::time::Moment;
use tingsu::library::branch::SituationWords;
use tingsu::library::say;
use tingsu::library::sentence::Talk;
use tingsu::library::shelf::Library;
use tingsu::paper::form::customer_record::CustomerRecord;
use tingsu::paper::form::daily_check::daily_check;
use tingsu::paper::form::hand_over::{HandOver, hand_over};
use tingsu::paper::form::handling_record;
use tingsu::paper::form::letter::{Letter, letter};
use tingsu::paper::form::major_file::{Attachment, Cover, MajorFile, attachments, major_file};
use tingsu::paper::form::notice::{Notice, notice};
use tingsu::paper::form::outward::OutwardMatter;
use tingsu::paper::form::recovery_code::recovery_code;
use tingsu::paper::form::situation_report::{SituationReport, situation_report};
use tingsu::paper::form::statistics::statistics_forms;
use tingsu::paper::form::visit_record::{
    VisitSentences, VisitSheet, blank_visit_record, visit_list, visit_record,
};
use tingsu::paper::form::work_record::{blank_work_record, work_form};
use tingsu::paper::layout::page::{Form, PrintInfo};
use tingsu::paper::layout::picture::{Picture, Unshown};
use tingsu::paper::wording::Labels;

#[path = "paper_books.rs"]
mod paper_books;
#[path = "paper_cases.rs"]
mod paper_cases;

pub use paper_cases::{case, cases, long_text};

/// The number on every paper of the fixtures.
pub const PHONE: &str = "0755-00001234";

/// How much a case holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fill {
    /// Hardly anything: boxes to be filled by hand.
    Poor,
    /// What a counter really writes.
    Typical,
    /// More than anybody should.
    Overfull,
}

impl Fill {
    /// Every fill.
    pub const ALL: [Self; 3] = [Self::Poor, Self::Typical, Self::Overfull];

    /// For file names.
    pub fn name(self) -> &'static str {
        match self {
            Self::Poor => "poor",
            Self::Typical => "typical",
            Self::Overfull => "overfull",
        }
    }
}

/// A photo that shows its edges: a frame, a diagonal and a slope of grey.
fn photo(width: u32, height: u32) -> Arc<Picture> {
    let pixel = |at: u32| {
        let (x, y) = (at % width, at / width);
        let edge = x.min(y).min(width - 1 - x).min(height - 1 - y) < 12;
        let line = (x * height).abs_diff(y * width) < 6 * width;
        if edge || line {
            [30, 60, 90]
        } else {
            [(x * 200 / width + 55) as u8, (y * 200 / height + 55) as u8, 200]
        }
    };
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Rgb);
    let pixels: Vec<u8> = (0..width * height).flat_map(pixel).collect();
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
    Arc::new(Picture::read(&file).unwrap())
}

/// What was kept with a case: photos, screenshots, and what cannot be printed.
fn kept(case: &Case, fill: Fill) -> Vec<Attachment> {
    let [across, upright, screen] = [photo(800, 600), photo(600, 800), photo(360, 800)];
    let mut kept = attachments(case, |one| match one.sha256.as_bytes().last().map(|last| last % 4) {
        Some(0) => Ok(across.clone()),
        Some(1) if fill == Fill::Typical => Ok(across.clone()),
        Some(1) => Ok(upright.clone()),
        Some(2) => Ok(screen.clone()),
        _ => Err(Unshown::NoPicture),
    });
    if fill == Fill::Typical {
        let more = |name: &str, picture| Attachment {
            at: at("2026-11-03T18:05"),
            name: name.into(),
            size: 1_204_224,
            check: "0b1c2d3e".into(),
            by: "李敏".into(),
            picture,
        };
        kept.extend([
            more("业主群截图 1.png", Ok(screen.clone())),
            more("业主群截图 2.png", Ok(screen)),
            more("楼道照片.jpg", Ok(upright)),
            more("通话录音.m4a", Err(Unshown::NoPicture)),
            more("维保单扫描件.pdf", Err(Unshown::NoPicture)),
        ]);
    }
    kept
}

/// A paper with what it is called in file names.
pub struct Sample {
    pub name: &'static str,
    pub forms: Vec<Form>,
}

pub fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

pub fn info() -> PrintInfo {
    PrintInfo {
        property: "澄湖佳苑物业服务中心".into(),
        phone: PHONE.into(),
        printed_at: at("2026-11-30T18:00"),
        printed_by: "孟知秋".into(),
        times_printed: 2,
        log: String::new(),
    }
}

pub fn settings() -> Settings {
    Settings {
        property: "澄湖佳苑物业服务中心".into(),
        centre_phone: PHONE.into(),
        households: Some(1453),
        ..Settings::default()
    }
}

pub fn labels() -> Labels {
    let situations = [("V2b", "车位被占"), ("G2a", "电梯停运")];
    let situations = situations.into_iter().filter_map(|(code, name)| {
        Some(SituationWords { code: SituationCode::new(code)?, name: name.to_owned(), answers: Vec::new() })
    });
    Labels::new(&settings(), situations.collect())
}

/// A figure of October that changed after it was final.
pub fn adjustment() -> Adjustment {
    Adjustment {
        period: "2026-10".into(),
        axis: "category".into(),
        key: "fees".into(),
        column: "received".into(),
        before: 3,
        after: 4,
        numbers: vec![CaseNumber::parse("20261030-007").unwrap()],
    }
}

/// What is said at every visit.
pub fn sentences() -> VisitSentences {
    let library = Library::shipped();
    VisitSentences::of(|step| say::now(library, &Talk::new(Channel::Phone, step)).sentence.text)
}

/// Every form made from cases of the given fill.
pub fn every_form(fill: Fill) -> Vec<Sample> {
    let (case, cases, labels, settings) = (case(fill), cases(fill), labels(), settings());
    let record = CustomerRecord::of(&case);
    let day = at("2026-11-03T09:00").date();
    let text = |typical: &str| match fill {
        Fill::Poor => String::new(),
        Fill::Typical => typical.to_owned(),
        Fill::Overfull => long_text(260),
    };
    let mut report =
        tally::report(&cases, &settings, Period::parse("2026-11", 1).unwrap(), at("2026-11-30T18:00"));
    let complaints: Vec<Case> =
        cases.iter().filter(|case| case.receipt.kind == CaseKind::Complaint).cloned().collect();
    let lists = CaseLists::of(&report, &complaints, &settings.rules);
    report.analysis = text("加强巡查。");
    if fill == Fill::Typical {
        let (at, by) = (at("2026-12-01T09:00"), "孟知秋".into());
        report.lock = Some(Lock { version: 1, hash: "0A1B2C3D".into(), at, by });
        report.adjustments = vec![adjustment()];
    }
    let quarter =
        tally::report(&cases, &settings, Period::parse("2026-Q4", 1).unwrap(), at("2026-11-30T18:00"));
    let quarter_lists = CaseLists::of(&quarter, &complaints, &settings.rules);
    let visit = VisitSheet {
        record: record.clone(),
        visitor: text("孟知秋"),
        due: Some(at("2026-11-04T20:50")),
        round: 1,
        sentences: sentences(),
        held: None,
    };
    let visits = match fill {
        Fill::Poor => Vec::new(),
        Fill::Typical => vec![visit.clone(); 4],
        Fill::Overfull => vec![visit.clone(); 12],
    };
    let reported = letter_case(&case, Class::III);
    let lettered = letter_case(&case, Class::II);
    let letter_form = letter(&Letter {
        matter: OutwardMatter::of(&lettered),
        part: case.receipt.class_ii_part,
        date: day,
        reply_by: (fill != Fill::Poor).then(|| at("2026-11-10T09:00").date()),
        property: settings.property.clone(),
        phone: if fill == Fill::Poor { String::new() } else { PHONE.into() },
        signer: "客服主任".into(),
    });
    let report_form = situation_report(&SituationReport {
        matter: OutwardMatter::of(&reported),
        addressee: text("区城市管理和综合执法局"),
        impact: text("夜间施工噪声影响南区约120户，已有15户来电。"),
        date: day,
        property: settings.property.clone(),
        phone: PHONE.into(),
        signer: "客服主任".into(),
    });
    let internal = handling_record::internal(&case, &labels);
    // Of an overfull case the first: the last one was refused.
    let slips: Vec<Form> = HandOver::every(&case, &labels).iter().map(hand_over).collect();
    let slip = slips[0].clone();
    let owed = case.state(&settings.rules).obligations;
    let made = VisitSheet::held(&case, &owed).into_iter().next().unwrap_or_else(|| visit.clone());
    let mut papers = vec![("顾客投诉处理记录表（内部联）".to_owned(), internal.clone())];
    papers.extend(slips.into_iter().map(|slip| ("服务上移交接单".to_owned(), slip)));
    papers.push(("工作联系函".into(), letter_form.clone()));
    papers.push(("回访记录表".into(), visit_record(&made)));
    let file = major_file(&MajorFile {
        file_number: if fill == Fill::Poor { String::new() } else { "ZD-2026-03".into() },
        cover: Cover::of(&case, &case.state(&settings.rules)),
        papers,
        attachments: kept(&case, fill),
    });
    let posted = Notice {
        what: text("3栋2单元电梯停运检修"),
        place: text("3栋2单元"),
        since: text("11月3日 08:20"),
        measure: text("已更换门机板并试运行；行动不便的住户请致电，我们上门帮助搬运。"),
        expected: text("11月3日 21:00 前"),
        contact: PHONE.into(),
        property: settings.property.clone(),
        ..Notice::default()
    };
    let check = DailyCheck::of(&cases, day, at("2026-11-03T18:00"), &settings.rules);
    let signature = |list| Signature {
        day,
        list,
        by: "孟知秋".into(),
        at: at("2026-11-03T18:05"),
        counts: CheckCounts::default(),
        found: "电梯维保备件不足，已请工程部列清单，周五前补齐。".into(),
    };
    let checked = match fill {
        Fill::Typical => check.clone().signed(&[signature(CheckList::Complaints)]),
        _ => check,
    };
    let amount = paper_books::Amount(match fill {
        Fill::Poor => 0,
        Fill::Typical => 1,
        Fill::Overfull => 12,
    });
    let sample = |name, form: Form| Sample { name, forms: vec![form] };
    let mut samples = vec![
        sample("01 work record", work_form(&cases, day, day, &labels)),
        sample("02 record internal", internal),
        sample("02 record customer", handling_record::customer(&record, PHONE)),
        Sample { name: "03 statistics", forms: statistics_forms(&report, &lists, &settings, &labels).into() },
        sample("04 hand-over", slip),
        sample("05 letter", letter_form),
        sample("06 report", report_form),
        Sample { name: "07 major file", forms: file },
        sample("08 daily check", daily_check(&checked)),
        sample("09 visit", visit_record(&visit)),
        sample("09 visits", visit_list(day, &visits, &sentences())),
        sample("02 lift sheet", amount.lift(&case)),
        sample("04 work order", amount.order(&case, &settings, &labels)),
        sample("09 questionnaire", amount.questionnaire()),
        sample("12 meeting", amount.meeting()),
        sample("12 scores", amount.scores()),
        sample("10 notice", notice(&posted, at("2026-11-03T17:40"))),
    ];
    if fill == Fill::Typical {
        let forms = statistics_forms(&quarter, &quarter_lists, &settings, &labels).into();
        samples.push(Sample { name: "03 quarter", forms });
    }
    if fill == Fill::Poor {
        samples.extend([
            sample("11 blank work record", blank_work_record()),
            Sample { name: "11 blank record", forms: handling_record::blank("客服主任", PHONE).into() },
            sample("11 blank visit", blank_visit_record(&sentences())),
            sample("12 recovery code", recovery_code("7K2MQ-9RWXA-3HTVC-8NPEZ")),
        ]);
    }
    samples
}

fn letter_case(case: &Case, class: Class) -> Case {
    let mut case = case.clone();
    case.receipt.class = Some(class);
    case
}
