//! Every form made from a poor, a typical and an overfull case: what the tests measure and the gallery shows.

#![allow(clippy::unwrap_used, reason = "made of fixed texts for tests and the gallery")]

use std::sync::Arc;

use tingsu::domain::case::{Case, CaseNumber, Facts, Online, Referral};
use tingsu::domain::code::*;
use tingsu::domain::daily_check::DailyCheck;
use tingsu::domain::event::{Escalation, Event, EventKind, SolutionOption, Visit};
use tingsu::domain::settings::Settings;
use tingsu::domain::statistics::period::Period;
use tingsu::domain::statistics::tally;
use tingsu::domain::time::Moment;
use tingsu::library::branch::SituationWords;
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
use tingsu::paper::form::statistics::lists::CaseLists;
use tingsu::paper::form::statistics::statistics_forms;
use tingsu::paper::form::visit_record::{
    VisitSentences, VisitSheet, blank_visit_record, visit_list, visit_record,
};
use tingsu::paper::form::work_record::{blank_work_record, work_form};
use tingsu::paper::layout::page::{Form, PrintInfo};
use tingsu::paper::layout::picture::{Picture, Unshown};
use tingsu::paper::wording::Labels;

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

/// A sentence with marks, Latin words and numbers, cut at so many characters.
pub fn long_text(length: usize) -> String {
    let sentence =
        "电梯停了，我（六十八岁）每天爬十楼；物业说“马上修”，第 3 天还没动静！请看APP里的工单WX-20261103，";
    sentence.chars().cycle().take(length).collect()
}

/// A case of the given fill; class, marks and escalation as every form needs them.
pub fn case(fill: Fill) -> Case {
    match fill {
        Fill::Poor => poor(),
        Fill::Typical => typical(),
        Fill::Overfull => overfull(),
    }
}

fn poor() -> Case {
    let mut facts = Facts::new(CaseKind::Complaint, Channel::Phone, at("2026-11-03T09:12"), "李敏");
    facts.flags = vec![Flag::Major];
    let mut case = Case::new(CaseNumber::parse("20261103-001").unwrap(), facts);
    case.events.push(Event::new(
        at("2026-11-03T09:20"),
        "李敏",
        EventKind::Escalated(Escalation::new(Trigger::F)),
    ));
    case
}

fn typical() -> Case {
    let mut facts = Facts::new(CaseKind::Complaint, Channel::WalkIn, at("2026-11-03T09:12"), "李敏");
    let who = &mut facts.complainant;
    who.name = Some("欧阳美玲".into());
    who.title = Some(Title::Ms);
    who.relation = Some(Relation::Owner);
    who.phones = vec!["13900000001".into(), "0755-00001111".into()];
    who.room = Some("3-2-1001".into());
    facts.place = Some("3栋2单元电梯厅".into());
    facts.occurred_at = Some(at("2026-10-31T20:00"));
    facts.verbatim =
        Some("电梯停了三天，我家老人六十八岁，每天爬十楼，物业只说“马上修”，到底哪天能修好？".into());
    facts.summary = Some("3栋2单元电梯停运三天，家中老人上下楼困难，要求说明修复时间。".into());
    facts.category = Category::new("facilities");
    facts.situation = SituationCode::new("G2a");
    facts.class = Some(Class::II);
    facts.class_ii_part = Some(ClassIIPart::Facility);
    facts.nature = Some(Nature::Effective);
    facts.content = Some(Content::Equipment);
    facts.urgency = Some(Urgency::Urgent);
    facts.emotion = Some(Emotion::Agitated);
    facts.needs = vec![Need::Respect, Need::ResolveNow];
    facts.flags = vec![Flag::Major, Flag::Group];
    facts.capability = Some(Capability::BeyondMe);
    facts.department = Some("工程维修部".into());
    let mut case = Case::new(CaseNumber::parse("20261103-002").unwrap(), facts);
    let mut escalation = Escalation::new(Trigger::A);
    escalation.to = Some("客服主任 孟知秋".into());
    escalation.rung = Some(1);
    escalation.consent = Some(true);
    escalation.contacted_at = Some(at("2026-11-03T09:31"));
    escalation.arrived_at = Some(at("2026-11-03T09:36"));
    escalation.outcome =
        Some("已当面致歉，答应当天下午三点前给出修复时间，请工程部先查配件到货情况。".into());
    let events: Vec<(&str, &str, EventKind)> = vec![
        (
            "2026-11-03T09:18",
            "李敏",
            EventKind::Restated {
                summary: "3栋2单元电梯停运三天，家中老人上下楼困难，要求说明修复时间。".into(),
                confirmed: true,
            },
        ),
        (
            "2026-11-03T09:22",
            "李敏",
            EventKind::Explained {
                text: "电梯门机板损坏，厂家配件在途，维保单位正在催。".into(),
                satisfied: false,
                signed: false,
            },
        ),
        ("2026-11-03T09:36", "李敏", EventKind::Escalated(escalation)),
        (
            "2026-11-03T09:50",
            "孟知秋",
            EventKind::Promised {
                due: at("2026-11-03T15:00"),
                consent: true,
                text: "下午三点前电话告知修复时间".into(),
                confirmed_by: None,
            },
        ),
        (
            "2026-11-03T10:05",
            "孟知秋",
            EventKind::Assigned {
                to: "卢工".into(),
                department: Some("工程维修部".into()),
                reason: None,
                named_by: None,
            },
        ),
        (
            "2026-11-03T11:20",
            "卢工",
            EventKind::Investigated {
                facts: "门机板烧毁，库内无备件，厂家今日发货。".into(),
                responsibility: Some(Responsibility::Ours),
                basis: Some("维保记录、厂家发货单".into()),
                for_owner: None,
            },
        ),
        (
            "2026-11-03T14:40",
            "孟知秋",
            EventKind::Solution {
                options: vec![
                    SolutionOption {
                        text: "等原厂配件，明日中午前到货安装".into(),
                        pros: Some("质量有保证".into()),
                        cons: Some("再等一天".into()),
                        ..SolutionOption::default()
                    },
                    SolutionOption {
                        text: "先借用同型号备件今晚恢复运行".into(),
                        pros: Some("今晚可用".into()),
                        cons: Some("夜间噪声".into()),
                        cost: Some("不另收费，两小时".into()),
                        remedy: Some(Remedy::Repair),
                    },
                ],
                chosen: Some(1),
                text: String::new(),
                agreed: true,
                opinion: Some("越快越好，晚上吵一点没关系".into()),
            },
        ),
        (
            "2026-11-03T17:30",
            "汤悦",
            EventKind::Progress {
                medium: Medium::Phone,
                text: "备件已到，19点开始安装，预计21点恢复。".into(),
                told: None,
                is_final: false,
            },
        ),
        (
            "2026-11-03T18:00",
            "李敏",
            EventKind::Attachment {
                name: "电梯厅照片.jpg".into(),
                sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".into(),
                size: 248_113,
            },
        ),
        (
            "2026-11-03T20:50",
            "卢工",
            EventKind::Handled {
                result: "更换门机板后试运行正常，20点45分恢复载客。".into(),
                verified: true,
                told: true,
                medium: Some(Medium::Phone),
                for_owner: None,
                verification: None,
            },
        ),
        (
            "2026-11-04T10:10",
            "孟知秋",
            EventKind::Visit(Visit {
                form: VisitForm::Phone,
                outcome: VisitOutcome::Reached,
                standing: None,
                process: Some(Opinion::Mostly),
                measures: Some(Opinion::Satisfied),
                result: Some(Opinion::Satisfied),
                expectation: Some(3),
                perceived: Some(4),
                emotion: Some(Emotion::Calm),
                text: Some("希望以后停梯能提前贴通知。".into()),
                visitor: None,
            }),
        ),
        (
            "2026-11-04T10:15",
            "孟知秋",
            EventKind::Corrected {
                what: "complainant.room".into(),
                before: "3-2-1001".into(),
                after: "3-2-1002".into(),
                reason: "业主说登记错了门牌".into(),
            },
        ),
        (
            "2026-11-04T10:20",
            "孟知秋",
            EventKind::Closed { code: ClosureCode::Visited, overridden: false, reason: None },
        ),
        (
            "2026-11-04T10:25",
            "孟知秋",
            EventKind::ClosingNotes {
                cause: Some("门机板老化，库内无备件。".into()),
                lesson: Some("停运超过一天没有贴提示，也没有先联系独居老人。".into()),
                avoid: Some("主要易损件常备一套；停梯两小时即贴温馨提示。".into()),
                adjust: Some("维保合同增加备件到场时限。".into()),
                example: false,
                think: None,
            },
        ),
    ];
    for (time, by, kind) in events {
        case.events.push(Event::new(at(time), by, kind));
    }
    case
}

fn overfull() -> Case {
    let mut case = typical();
    case.number = CaseNumber::parse("20261103-003").unwrap();
    let facts = &mut case.receipt;
    facts.channel = Channel::Referral;
    facts.complainant.name = Some("阿卜杜拉·".chars().cycle().take(60).collect());
    facts.complainant.room = Some("澄湖佳苑南区别墅组团香樟苑第十二排东侧三号楼二单元一千零一室".into());
    facts.verbatim = Some(format!("修了😡又坏\u{E001}。{}", long_text(40_000)));
    facts.summary = Some(long_text(900));
    facts.place = Some(long_text(120));
    facts.needs = Need::ALL.to_vec();
    facts.flags = Flag::ALL.iter().copied().filter(|flag| *flag != Flag::Confidential).collect();
    facts.repeat_of = CaseNumber::parse("20261001-001");
    facts.referral = Some(Referral {
        from: Some("市民服务热线12345及区住房和城乡建设局信访办公室联合转办".into()),
        number: Some("12345-2026110300000000000001".into()),
        due: Some(at("2026-11-10T18:00")),
        replied_at: None,
    });
    facts.online = Some(Online {
        platform: Some("业主论坛".into()),
        link: Some(format!("https://example.invalid/{}", "thread-0123456789".repeat(12))),
        author: Some("住在十楼的老业主".into()),
        posted_at: Some(at("2026-11-02T22:00")),
        seen_at: Some(at("2026-11-03T08:40")),
        replied_at: None,
        wording: None,
        spokesman: None,
    });
    let more = case.events.clone();
    for _ in 0..4 {
        case.events.extend(more.iter().cloned());
    }
    for serial in 0..25 {
        case.events.push(Event::new(
            at("2026-11-04T11:00"),
            "欧阳美玲美玲",
            EventKind::Note { text: long_text(20 + serial * 40), internal: serial % 2 == 0 },
        ));
        case.events.push(Event::new(
            at("2026-11-04T11:00"),
            "李敏",
            EventKind::Attachment {
                name: format!("{}.jpg", long_text(10 + serial)),
                sha256: format!("{serial:064x}"),
                size: 1_000_000_000,
            },
        ));
    }
    case
}

/// The cases of a day or month of the given fill.
pub fn cases(fill: Fill) -> Vec<Case> {
    let count = match fill {
        Fill::Poor => return Vec::new(),
        Fill::Typical => 9,
        Fill::Overfull => 60,
    };
    let numbered = |serial: u32| {
        let mut one = if serial.is_multiple_of(3) { poor() } else { typical() };
        if fill == Fill::Overfull && serial == 7 {
            one = overfull();
            one.receipt.verbatim = Some(long_text(3_000));
        }
        one.number = CaseNumber::new(one.number.day(), serial);
        one.receipt.kind = match serial % 4 {
            1 => CaseKind::Repair,
            2 if serial > 5 => CaseKind::Enquiry,
            _ => CaseKind::Complaint,
        };
        if serial.is_multiple_of(5) {
            one.events.retain(|event| !matches!(event.kind, EventKind::Closed { .. }));
        }
        if serial % 8 == 1 {
            one.receipt.category = Category::new("building");
        }
        one
    };
    (1..=count).map(numbered).collect()
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
    let visit = VisitSheet {
        record: record.clone(),
        visitor: text("孟知秋"),
        due: Some(at("2026-11-04T20:50")),
        round: 1,
        sentences: VisitSentences::default(),
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
    let slip = hand_over(&HandOver::of(&case).unwrap());
    let owed = case.state(&settings.rules).obligations;
    let made = VisitSheet::held(&case, &owed).into_iter().next().unwrap_or_else(|| visit.clone());
    let file = major_file(&MajorFile {
        file_number: text("ZD-2026-03"),
        cover: Cover::of(&case, labels.handler(&case)),
        papers: vec![
            ("顾客投诉处理记录表（内部联）".into(), internal.clone()),
            ("服务上移交接单".into(), slip.clone()),
            ("工作联系函".into(), letter_form.clone()),
            ("回访记录表".into(), visit_record(&made)),
        ],
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
        sample("08 daily check", daily_check(&check)),
        sample("09 visit", visit_record(&visit)),
        sample("09 visits", visit_list(day, &visits)),
        sample("10 notice", notice(&posted, at("2026-11-03T17:40"))),
    ];
    if fill == Fill::Poor {
        samples.extend([
            sample("11 blank work record", blank_work_record()),
            sample("11 blank record", handling_record::blank()),
            sample("11 blank visit", blank_visit_record()),
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
