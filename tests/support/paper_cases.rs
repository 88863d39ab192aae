//! The cases that the papers of tests and gallery are made from: one with hardly anything, one as a counter writes it, one with
//! more than anybody should write, and the many of a day or month.

use tingsu::domain::case::{Case, CaseNumber, Facts, Online, Referral};
use tingsu::domain::code::*;
use tingsu::domain::deadline::Terms;
use tingsu::domain::event::{Escalation, Event, EventKind, SolutionOption, Visit};
use tingsu::domain::settings::Rules;
use tingsu::domain::verification::Verification;

use super::{Fill, at};

/// A sentence with marks, Latin words and numbers, cut at so many characters.
pub fn long_text(length: usize) -> String {
    let sentence =
        "电梯停了，我（六十八岁）每天爬十楼；物业说“马上修”，第 3 天还没动静！请看APP里的工单WX-20261103，";
    sentence.chars().cycle().take(length).collect()
}

/// A case of the given fill; class, marks and escalation as every form needs them.
pub fn case(fill: Fill) -> Case {
    owing(match fill {
        Fill::Poor => poor(),
        Fill::Typical => typical(),
        Fill::Overfull => overfull(),
    })
}

/// The case with every deadline that its history sets: figures and markers come of them.
fn owing(mut case: Case) -> Case {
    Terms::plain(&Rules::default()).plan(&mut case);
    case
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
        (
            "2026-11-03T09:26",
            "李敏",
            EventKind::Promised {
                due: at("2026-11-03T12:00"),
                consent: false,
                text: "先问维保单位，中午前答复".into(),
                confirmed_by: None,
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
                verification: Some(Verification {
                    who: Some("周工".into()),
                    at: Some(at("2026-11-03T20:48")),
                    text: Some("空载、满载各试三次".into()),
                }),
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
                again: None,
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
    facts.recorded_at = at("2026-11-03T16:40");
    let more = case.events.clone();
    for _ in 0..4 {
        case.events.extend(more.iter().cloned());
    }
    for event in &mut case.events {
        if let EventKind::Restated { summary, .. } = &mut event.kind {
            *summary = long_text(900);
        }
    }
    let mut refused = Escalation::new(Trigger::N);
    refused.consent = Some(false);
    refused.end = Some(EscalationEnd::Refused);
    refused.reason = Some("公司领导不在本地，业主说改日再来".into());
    case.events.push(Event::new(at("2026-11-04T10:30"), "李敏", EventKind::Escalated(refused)));
    case.events.push(Event::new(
        at("2026-11-04T10:40"),
        "孟知秋",
        EventKind::Reopened { reason: "当晚又停了一次，业主再次来电".into() },
    ));
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
        if serial % 9 == 7 {
            one.receipt.recorded_at = at("2026-11-03T15:00");
        }
        let kind = match serial {
            8 => EventKind::Closed {
                code: ClosureCode::Explained,
                overridden: true,
                reason: Some("三次说明并给了书面答复，业主仍不认可".into()),
            },
            13 => EventKind::Voided { reason: "与 20261103-002 重复录入".into() },
            14 | 22 => EventKind::Reopened { reason: "又停了一次".into() },
            _ => return owing(one),
        };
        one.events.retain(|event| serial != 8 || !matches!(event.kind, EventKind::Closed { .. }));
        one.events.push(Event::new(at("2026-11-04T10:30"), "孟知秋", kind));
        owing(one)
    };
    (1..=count).map(numbered).collect()
}
