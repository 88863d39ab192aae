//! Form 2 《顾客投诉处理记录表》: one case, upright, 内部联 and 业主联. Ledger 11-03, 11-04, 11-09.

use crate::domain::case::{Case, Facts};
use crate::domain::code::{
    CaseKind, Class, ClosureCode, Content, Flag, Nature, Need, Opinion, Responsibility,
};
use crate::domain::event::{Event, EventKind};
use crate::paper::boxes::{Cell, Row};
use crate::paper::customer::CustomerRecord;
use crate::paper::error::Error;
use crate::paper::flow::Block;
use crate::paper::page::{Form, Orientation, PrintInfo};
use crate::paper::process;
use crate::paper::render;
use crate::paper::table::{Column, bar, heads, record, section};
use crate::paper::text::Style;
use crate::paper::wording::{
    Labels, joined, person, phones, signature_dates, signatures, stamp, ticks,
};

const BODY: Style = Style::regular(10.5);
const HEAD: Style = Style::bold(10.5);
/// The width of the form in millimetres.
const WIDTH: f32 = 180.0;
/// Of a label beside its box.
const LABEL: f32 = 23.0;
/// Boxes to be filled by hand are at least so high.
const BY_HAND: f32 = 8.0;
const TITLE: &str = "顾客投诉处理记录表";

/// Which print of form 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordCopy {
    /// 内部联: complete.
    Internal,
    /// 业主联: nothing internal, with the box for the customer's signature.
    Customer,
}

/// Form 2 of a case as PDF.
///
/// # Errors
/// [`Error`] when the PDF cannot be written.
pub fn handling_record(
    case: &Case,
    labels: &Labels,
    info: &PrintInfo,
    copy: RecordCopy,
) -> Result<Vec<u8>, Error> {
    let form = match copy {
        RecordCopy::Internal => internal(case, labels),
        RecordCopy::Customer => customer(&CustomerRecord::of(case), info),
    };
    render::pdf(&form.title, &form.pages(info))
}

/// 内部联: everything the record holds but motive and staff fault, which are the supervisor's alone.
pub fn internal(case: &Case, labels: &Labels) -> Form {
    let facts = case.facts();
    let events = case.corrected_events();
    let titled: Vec<(&str, Body)> = vec![
        ("受理", intake(case, &facts).into()),
        ("诉求内容", words(&facts, &events).into()),
        ("分类", classes(&facts, labels).into()),
        ("现场解释与约定回复", answers(&events)),
        ("服务上移", escalations(case)),
        ("调查", investigations(&events)),
        ("处理方案与业主意见", solutions(&events)),
        (
            "处理过程与进展告知",
            listed(&process::columns(WIDTH), process::rows(&events)),
        ),
        ("处理结果", results(&events)),
        ("回访", visits(&events)),
        ("关闭", closures(&events)),
        ("改进措施", lessons(&events).into()),
    ];
    let mut blocks = numbered(titled);
    blocks.push(
        Block::of(vec![
            signatures(
                WIDTH,
                &[
                    ("业主", "签字不作为放弃权利的依据"),
                    ("受理人", ""),
                    ("责任人", ""),
                    ("部门负责人", ""),
                    ("客服主任", ""),
                ],
                BODY,
            ),
            signature_dates(WIDTH, 5, BODY),
        ])
        .headed(vec![bar("签字", WIDTH, HEAD)])
        .together(),
    );
    Form {
        number: "表 2",
        title: TITLE.to_owned(),
        reference: format!("编号 {}", case.number),
        mark: "内部联".to_owned(),
        orientation: Orientation::Portrait,
        blocks,
    }
}

/// 业主联, for the customer to read and sign.
pub fn customer(case: &CustomerRecord, info: &PrintInfo) -> Form {
    let (kind, channel) = case.kind_and_channel();
    let (place, occurred) = case.place_and_time();
    let told = case.told().iter().map(|told| {
        vec![
            stamp(told.at),
            told.what.to_owned(),
            told.text.clone(),
            told.answer.clone(),
        ]
    });
    let opinions = case
        .opinions()
        .iter()
        .map(|(at, [process, measures, result])| {
            vec![
                stamp(*at),
                opinion(*process),
                opinion(*measures),
                opinion(*result),
            ]
        });
    let mut blocks = numbered(vec![
        (
            "受理",
            vec![
                fields(&[
                    ("受理编号", case.number()),
                    ("信息类别", kind),
                    ("受理渠道", channel),
                ]),
                fields(&[
                    ("受理时间", &stamp(case.received_at())),
                    ("受理人", case.receiver()),
                    ("房号", case.room()),
                ]),
                fields(&[("业主", case.person()), ("联系电话", case.phones())]),
                fields(&[("发生地点", place), ("发生时间", occurred)]),
            ]
            .into(),
        ),
        (
            "您反映的事项",
            vec![
                long("原话", case.verbatim(), 14.0),
                long("复述要点", case.summary(), BY_HAND),
            ]
            .into(),
        ),
        (
            "我们的答复",
            listed(
                &[
                    Column::code("时间", 32.0),
                    Column::code("事项", 22.0),
                    Column::text("内容", 90.0),
                    Column::text("您的意见", 36.0),
                ],
                told.collect(),
            ),
        ),
        (
            "处理结果",
            listed(
                &[
                    Column::code("时间", 32.0),
                    Column::text("结果", WIDTH - 32.0),
                ],
                case.results()
                    .iter()
                    .map(|(at, result)| vec![stamp(*at), result.clone()])
                    .collect(),
            ),
        ),
        (
            "回访意见",
            listed(
                &[
                    Column::code("时间", 45.0),
                    Column::code("受理过程", 45.0),
                    Column::code("处理措施", 45.0),
                    Column::code("处理结果", 45.0),
                ],
                opinions.collect(),
            ),
        ),
    ]);
    blocks.push(sign_off(info));
    Form {
        number: "表 2",
        title: TITLE.to_owned(),
        reference: format!("编号 {}", case.number()),
        mark: "业主联".to_owned(),
        orientation: Orientation::Portrait,
        blocks,
    }
}

/// The customer's opinion and signature. Ledger 09-10, 11-09.
fn sign_off(info: &PrintInfo) -> Block {
    let question = ticks(Opinion::ALL.iter().map(|opinion| (opinion.label(), false)));
    let mut note = "签字只表示您对本次处理的意见，不作为放弃任何权利的依据。".to_owned();
    if !info.phone.trim().is_empty() {
        note.push_str(&format!(
            "如有疑问或新的情况，请致电服务中心：{}。",
            info.phone
        ));
    }
    Block::of(vec![
        Row::new(vec![
            Cell::label(LABEL, "您对本次处理", BODY),
            Cell::new(WIDTH - LABEL, question, BODY).middle(),
        ])
        .at_least(10.0),
        Row::new(vec![
            Cell::label(LABEL, "意见和建议", BODY),
            Cell::new(WIDTH - LABEL, "", BODY),
        ])
        .at_least(16.0),
        signatures(WIDTH, &[("业主签字", ""), ("受理人签字", "")], BODY),
        signature_dates(WIDTH, 2, BODY),
        Row::new(vec![Cell::new(WIDTH, note, BODY)]),
    ])
    .headed(vec![bar("现场签署", WIDTH, HEAD)])
    .together()
}

fn intake(case: &Case, facts: &Facts) -> Vec<Row> {
    let who = &facts.complainant;
    let late = case.receipt.is_late_entry(chrono::Duration::hours(4));
    let recorded = format!(
        "{}{}",
        stamp(facts.recorded_at),
        if late { "（补录）" } else { "" }
    );
    let mut rows = vec![
        fields(&[
            ("受理编号", &case.number.to_string()),
            ("信息类别", facts.kind.label()),
            ("受理渠道", facts.channel.label()),
        ]),
        fields(&[
            ("受理时间", &stamp(facts.received_at)),
            ("登记时间", &recorded),
            ("受理人", &facts.receiver),
        ]),
        fields(&[
            ("业主", &person(who)),
            ("房号", who.room.as_deref().unwrap_or_default()),
            (
                "紧急程度",
                facts.urgency.map_or("", |urgency| urgency.label()),
            ),
        ]),
        fields(&[
            ("联系电话", &phones(who)),
            ("来电号码", who.called_from.as_deref().unwrap_or_default()),
        ]),
        fields(&[
            ("发生地点", facts.place.as_deref().unwrap_or_default()),
            (
                "发生时间",
                &facts.occurred_at.map(stamp).unwrap_or_default(),
            ),
        ]),
    ];
    if let Some(referral) = &facts.referral {
        rows.push(fields(&[
            ("转办单位", referral.from.as_deref().unwrap_or_default()),
            ("转办单号", referral.number.as_deref().unwrap_or_default()),
        ]));
        rows.push(fields(&[
            ("答复期限", &referral.due.map(stamp).unwrap_or_default()),
            (
                "答复时间",
                &referral.replied_at.map(stamp).unwrap_or_default(),
            ),
        ]));
    }
    if let Some(online) = &facts.online {
        rows.push(fields(&[
            ("平台", online.platform.as_deref().unwrap_or_default()),
            ("发布人", online.author.as_deref().unwrap_or_default()),
        ]));
        rows.push(fields(&[
            ("发布时间", &online.posted_at.map(stamp).unwrap_or_default()),
            ("发现时间", &online.seen_at.map(stamp).unwrap_or_default()),
            (
                "回复时间",
                &online.replied_at.map(stamp).unwrap_or_default(),
            ),
        ]));
        rows.push(fields(&[(
            "链接",
            online.link.as_deref().unwrap_or_default(),
        )]));
    }
    if facts.repeat_of.is_some() || facts.group_of.is_some() {
        let number =
            |number: Option<_>| number.map(|n: crate::domain::case::CaseNumber| n.to_string());
        rows.push(fields(&[
            ("重复投诉", &number(facts.repeat_of).unwrap_or_default()),
            ("群诉主单", &number(facts.group_of).unwrap_or_default()),
        ]));
    }
    rows
}

fn words(facts: &Facts, events: &[Event]) -> Vec<Row> {
    let confirmed = events.iter().rev().find_map(|event| match event.kind {
        EventKind::Restated { confirmed, .. } => Some((event.at, confirmed)),
        _ => None,
    });
    let summary = joined([
        facts.summary.clone().unwrap_or_default(),
        confirmed
            .map(|(at, confirmed)| {
                let answer = if confirmed {
                    "业主确认"
                } else {
                    "业主未确认"
                };
                format!("（{} 复述，{answer}）", stamp(at))
            })
            .unwrap_or_default(),
    ]);
    let needs = Need::ALL
        .iter()
        .map(|need| (need.label(), facts.needs.contains(need)));
    vec![
        long("原话", facts.verbatim.as_deref().unwrap_or_default(), 14.0),
        long("复述要点", &summary, BY_HAND),
        long("诉求", &ticks(needs), 0.0),
    ]
}

fn classes(facts: &Facts, labels: &Labels) -> Vec<Row> {
    let class = Class::ALL
        .iter()
        .map(|class| (class.label(), facts.class == Some(*class)));
    let nature = Nature::ALL
        .iter()
        .map(|nature| (nature.label(), facts.nature == Some(*nature)));
    let content = Content::ALL
        .iter()
        .map(|value| (value.label(), facts.content == Some(*value)));
    let category = facts
        .category
        .as_ref()
        .map_or("", |code| labels.category(code));
    let situation = facts
        .situation
        .as_ref()
        .map_or("", |code| labels.situation(code));
    let flags: Vec<&str> = facts.flags.iter().map(|flag: &Flag| flag.label()).collect();
    let mut rows = vec![
        long("责任类别", &ticks(class), 0.0),
        long("性质", &ticks(nature), 0.0),
        long("内容", &ticks(content), 0.0),
        fields(&[("分类", category), ("场景", situation)]),
        fields(&[
            (
                "处理权限",
                facts.capability.map_or("", |capability| capability.label()),
            ),
            ("情绪", facts.emotion.map_or("", |emotion| emotion.label())),
            ("标记", &flags.join("、")),
        ]),
    ];
    if let Some(part) = facts.class_ii_part {
        rows.insert(1, fields(&[("二类细分", part.label())]));
    }
    if facts.kind != CaseKind::Complaint {
        rows.truncate(0);
        rows.push(fields(&[("分类", category), ("场景", situation)]));
    }
    rows
}

fn answers(events: &[Event]) -> Body {
    let rows = events.iter().filter_map(|event| {
        let (what, text, answer) = match &event.kind {
            EventKind::Explained {
                text,
                satisfied,
                signed,
            } => {
                let signed = if *signed {
                    "，已签字"
                } else {
                    "，未签字"
                };
                let answer = if *satisfied { "满意" } else { "不满意" };
                ("现场解释", text.clone(), format!("{answer}{signed}"))
            }
            EventKind::Promised {
                due,
                consent,
                text,
                confirmed_by,
            } => (
                "约定回复",
                joined([
                    format!("约定{}前回复", stamp(*due)),
                    text.clone(),
                    confirmed_by
                        .as_ref()
                        .map(|name| format!("超过 24 小时，{name}确认"))
                        .unwrap_or_default(),
                ]),
                if *consent {
                    "业主同意"
                } else {
                    "业主未同意"
                }
                .to_owned(),
            ),
            _ => return None,
        };
        Some(vec![
            stamp(event.at),
            what.to_owned(),
            text,
            answer,
            event.by.clone(),
        ])
    });
    listed(
        &[
            Column::code("时间", 32.0),
            Column::code("事项", 22.0),
            Column::text("内容", 76.0),
            Column::code("业主意见", 30.0),
            Column::code("经办人", 20.0),
        ],
        rows.collect(),
    )
}

fn escalations(case: &Case) -> Body {
    let rows = case.escalations().into_iter().map(|(_, by, escalation)| {
        let consent = match escalation.consent {
            Some(true) => "同意",
            Some(false) => "不同意",
            None => "",
        };
        vec![
            format!(
                "{} {}",
                escalation.trigger.code(),
                escalation.trigger.label()
            ),
            by,
            escalation.to.unwrap_or_default(),
            consent.to_owned(),
            escalation.contacted_at.map(stamp).unwrap_or_default(),
            escalation.arrived_at.map(stamp).unwrap_or_default(),
            escalation.outcome.unwrap_or_default(),
        ]
    });
    listed(
        &[
            Column::text("原因", 32.0),
            Column::code("由", 17.0),
            Column::text("上移至", 25.0),
            Column::code("业主", 16.0),
            Column::code("联系时间", 24.0),
            Column::code("到场时间", 24.0),
            Column::text("结果与交办", 42.0),
        ],
        rows.collect(),
    )
}

fn investigations(events: &[Event]) -> Body {
    let rows = events.iter().filter_map(|event| match &event.kind {
        EventKind::Investigated {
            facts,
            responsibility,
            basis,
        } => Some(vec![
            stamp(event.at),
            facts.clone(),
            responsibility.map_or(String::new(), |r: Responsibility| r.label().to_owned()),
            basis.clone().unwrap_or_default(),
            event.by.clone(),
        ]),
        _ => None,
    });
    listed(
        &[
            Column::code("时间", 32.0),
            Column::text("事实", 66.0),
            Column::code("责任", 26.0),
            Column::text("依据", 36.0),
            Column::code("调查人", 20.0),
        ],
        rows.collect(),
    )
}

fn solutions(events: &[Event]) -> Body {
    let rows = events.iter().filter_map(|event| match &event.kind {
        EventKind::Solution {
            options,
            chosen,
            text,
            agreed,
            opinion,
        } => {
            let options = options.iter().enumerate().map(|(index, option)| {
                let tick = if *chosen == Some(index) { '■' } else { '□' };
                let side = |name: &str, text: &Option<String>| {
                    text.as_ref()
                        .map(|t| format!("　{name}：{t}"))
                        .unwrap_or_default()
                };
                joined([
                    format!("{tick} {}", option.text),
                    side("利", &option.pros),
                    side("弊", &option.cons),
                ])
            });
            let agreed = if *agreed { "同意" } else { "不同意" };
            let said = opinion.clone().filter(|said| said != agreed);
            Some(vec![
                stamp(event.at),
                joined(options.chain([text.clone()])),
                joined([agreed.to_owned(), said.unwrap_or_default()]),
                event.by.clone(),
            ])
        }
        _ => None,
    });
    listed(
        &[
            Column::code("时间", 32.0),
            Column::text("方案", 88.0),
            Column::text("业主意见", 40.0),
            Column::code("告知人", 20.0),
        ],
        rows.collect(),
    )
}

fn results(events: &[Event]) -> Body {
    let rows = events.iter().filter_map(|event| match &event.kind {
        EventKind::Handled {
            result,
            verified,
            told,
            medium,
        } => {
            let medium = medium.map_or(String::new(), |medium| format!("（{}）", medium.label()));
            Some(vec![
                stamp(event.at),
                result.clone(),
                if *verified { "已验证" } else { "未验证" }.to_owned(),
                if *told {
                    format!("已告知{medium}")
                } else {
                    "未告知".to_owned()
                },
                event.by.clone(),
            ])
        }
        _ => None,
    });
    listed(
        &[
            Column::code("完成时间", 32.0),
            Column::text("结果", 82.0),
            Column::code("验证", 18.0),
            Column::code("告知业主", 28.0),
            Column::code("经办人", 20.0),
        ],
        rows.collect(),
    )
}

fn visits(events: &[Event]) -> Body {
    let rows = events.iter().filter_map(|event| match &event.kind {
        EventKind::Visit(visit) => {
            let standing = visit.standing == Some(true);
            let scale = |name: &str, value: Option<u8>| {
                value.map(|v| format!("{name} {v}／5")).unwrap_or_default()
            };
            Some(vec![
                stamp(event.at),
                visit.form.label().to_owned(),
                visit.outcome.label().to_owned(),
                opinion(visit.process),
                opinion(visit.measures),
                opinion(visit.result),
                joined([
                    visit.text.clone().unwrap_or_default(),
                    scale("期望", visit.expectation),
                    scale("感受", visit.perceived),
                    visit
                        .emotion
                        .map(|emotion| format!("情绪：{}", emotion.label()))
                        .unwrap_or_default(),
                    if standing {
                        "今后不接受回访"
                    } else {
                        ""
                    }
                    .to_owned(),
                ]),
                event.by.clone(),
            ])
        }
        EventKind::VisitExempt { ground, text } => Some(vec![
            stamp(event.at),
            "免回访".to_owned(),
            ground.label().to_owned(),
            String::new(),
            String::new(),
            String::new(),
            text.clone().unwrap_or_default(),
            event.by.clone(),
        ]),
        _ => None,
    });
    listed(
        &[
            Column::code("时间", 23.0),
            Column::code("方式", 17.0),
            Column::code("情况", 21.0),
            Column::code("过程", 18.0),
            Column::code("措施", 18.0),
            Column::code("结果", 18.0),
            Column::text("业主的话与建议", 47.0),
            Column::code("回访人", 18.0),
        ],
        rows.collect(),
    )
}

fn closures(events: &[Event]) -> Body {
    let rows = events.iter().filter_map(|event| match &event.kind {
        EventKind::Closed {
            code,
            overridden,
            reason,
        } => {
            let mut how = code.label().to_owned();
            if *overridden {
                how.push_str("（特批关闭）");
            }
            if *code == ClosureCode::Explained {
                how.push_str("\n不计入满意");
            }
            Some(vec![
                stamp(event.at),
                how,
                reason.clone().unwrap_or_default(),
                event.by.clone(),
            ])
        }
        _ => None,
    });
    listed(
        &[
            Column::code("时间", 32.0),
            Column::text("关闭方式", 58.0),
            Column::text("说明", 70.0),
            Column::code("关闭人", 20.0),
        ],
        rows.collect(),
    )
}

fn lessons(events: &[Event]) -> Vec<Row> {
    let notes = events.iter().rev().find_map(|event| match &event.kind {
        EventKind::ClosingNotes {
            cause,
            lesson,
            avoid,
            adjust,
        } => Some([cause, lesson, avoid, adjust]),
        _ => None,
    });
    ["原因", "教训", "如何避免", "需要调整"]
        .into_iter()
        .enumerate()
        .map(|(index, label)| {
            let text = notes.and_then(|notes| notes[index].clone());
            long(label, &text.unwrap_or_default(), BY_HAND)
        })
        .collect()
}

fn opinion(opinion: Option<Opinion>) -> String {
    opinion.map_or(String::new(), |opinion| opinion.label().to_owned())
}

/// What stands under a section's title.
struct Body {
    /// Column heads, when it is a table: repeated with the title.
    heads: Option<Row>,
    rows: Vec<Row>,
}

impl From<Vec<Row>> for Body {
    fn from(rows: Vec<Row>) -> Self {
        Self { heads: None, rows }
    }
}

/// Sections with their Chinese numbers.
fn numbered(titled: Vec<(&str, Body)>) -> Vec<Block> {
    const NUMBERS: [&str; 12] = [
        "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二",
    ];
    let block = |(number, (title, body)): (&str, (&str, Body))| {
        section(
            &format!("{number}、{title}"),
            WIDTH,
            HEAD,
            body.heads,
            body.rows,
        )
    };
    NUMBERS.into_iter().zip(titled).map(block).collect()
}

/// Labelled boxes side by side, all boxes equally wide.
fn fields(fields: &[(&str, &str)]) -> Row {
    let room = WIDTH / fields.len() as f32 - LABEL;
    let cells = fields.iter().flat_map(|(label, text)| {
        [
            Cell::label(LABEL, *label, BODY),
            Cell::new(room, *text, BODY).middle(),
        ]
    });
    Row::new(cells.collect()).at_least(7.0)
}

/// One label with a box that may flow over pages.
fn long(label: &str, text: &str, least: f32) -> Row {
    Row::new(vec![
        Cell::label(LABEL, label, BODY),
        Cell::new(WIDTH - LABEL, text, BODY),
    ])
    .at_least(least)
    .freely()
}

/// A table as a section's body; an empty row to fill by hand when there is nothing to list.
fn listed(columns: &[Column], texts: Vec<Vec<String>>) -> Body {
    let mut rows: Vec<Row> = texts
        .into_iter()
        .map(|texts| record(columns, texts, BODY))
        .collect();
    if rows.is_empty() {
        let blank = vec![String::new(); columns.len()];
        rows.push(record(columns, blank, BODY).at_least(BY_HAND));
    }
    Body {
        heads: Some(heads(columns, BODY)),
        rows,
    }
}
