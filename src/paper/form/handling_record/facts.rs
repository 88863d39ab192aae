//! The sections of 内部联 that hold what the case is: intake, the customer’s words, the classes.

use crate::domain::case::{Case, CaseNumber, Facts};
use crate::domain::code::{CaseKind, Class, Content, Nature, Need, ReplyTo};
use crate::domain::event::{Event, EventKind};
use crate::domain::supervisors_only::marks;
use crate::domain::telling::{self, Facet};
use crate::paper::form::sections::{BY_HAND, fields, long};
use crate::paper::layout::boxes::Row;
use crate::paper::wording::{Labels, joined, person, phones, stamp, ticks};

/// 受理：number, times, channel, receiver, person, room, phones, place.
pub fn intake(case: &Case, facts: &Facts, labels: &Labels) -> Vec<Row> {
    let who = &facts.complainant;
    let late = labels.is_late(facts);
    let recorded = format!("{}{}", stamp(facts.recorded_at), if late { "\n（补录）" } else { "" });
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
            ("紧急程度", facts.urgency.map_or("", |urgency| urgency.label())),
        ]),
        fields(&[("联系电话", &phones(who)), ("来电号码", who.called_from.as_deref().unwrap_or_default())]),
        fields(&[
            ("发生地点", facts.place.as_deref().unwrap_or_default()),
            ("发生时间", &facts.occurred_at.map(stamp).or(facts.occurred_words.clone()).unwrap_or_default()),
        ]),
    ];
    rows.push(fields(&[
        ("责任人", &labels.handler(case)),
        ("责任部门", facts.department.as_deref().unwrap_or_default()),
    ]));
    if let Some(about) = &facts.complained_of {
        rows.push(fields(&[
            ("被投诉人", about.person.as_deref().unwrap_or_default()),
            ("被投诉部门", about.department.as_deref().unwrap_or_default()),
        ]));
    }
    if let Some(referral) = &facts.referral {
        // Once it was answered the record tells when; an imported sheet may hold the time itself.
        let answered = case.corrected_events().iter().find_map(|event| match event.kind {
            EventKind::LetterReply { answers: ReplyTo::Referral, .. } => Some(event.at),
            _ => None,
        });
        rows.push(fields(&[
            ("转办单位", referral.from.as_deref().unwrap_or_default()),
            ("转办单号", referral.number.as_deref().unwrap_or_default()),
        ]));
        rows.push(fields(&[
            ("答复期限", &referral.due.map(stamp).unwrap_or_default()),
            ("答复时间", &referral.replied_at.or(answered).map(stamp).unwrap_or_default()),
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
            ("回复时间", &online.replied_at.map(stamp).unwrap_or_default()),
        ]));
        rows.push(fields(&[("链接", online.link.as_deref().unwrap_or_default())]));
        // One agreed wording (rules §7): the box stands there until it is agreed.
        rows.push(long("统一口径", online.wording.as_deref().unwrap_or_default(), BY_HAND));
        rows.push(fields(&[("发言人", online.spokesman.as_deref().unwrap_or_default())]));
    }
    if let Some(lift) = &facts.lift {
        let time = |at: Option<_>| at.map(stamp).unwrap_or_default();
        rows.push(fields(&[
            ("被困时间", &time(lift.trapped_at)),
            ("维保到场", &time(lift.arrived_at)),
            ("解困时间", &time(lift.freed_at)),
        ]));
        rows.push(long("对业主影响", lift.harm.as_deref().unwrap_or_default(), BY_HAND));
    }
    if facts.repeat_of.is_some() || facts.group_of.is_some() {
        let number = |number: Option<_>| number.map(|n: CaseNumber| n.to_string());
        rows.push(fields(&[
            ("重复投诉", &number(facts.repeat_of).unwrap_or_default()),
            ("群诉主单", &number(facts.group_of).unwrap_or_default()),
        ]));
    }
    rows
}

/// 原话, 复述要点 and 诉求.
pub fn words(facts: &Facts, events: &[Event], labels: &Labels) -> Vec<Row> {
    let restated = events.iter().rev().find(|event| matches!(event.kind, EventKind::Restated { .. }));
    let answer = restated.map(|event| {
        let answer = telling::of(&telling::told(&event.kind, labels), &[Facet::Opinion]);
        format!("（{} 复述，{answer}）", stamp(event.at))
    });
    let summary = joined([facts.summary.clone().unwrap_or_default(), answer.unwrap_or_default()]);
    let needs = Need::ALL.iter().map(|need| (need.label(), facts.needs.contains(need)));
    vec![
        long("原话", facts.verbatim.as_deref().unwrap_or_default(), 14.0),
        long("复述要点", &summary, BY_HAND),
        long("诉求", &ticks(needs), 0.0),
    ]
}

/// 分类：class, nature, content, category, marks. Motive and staff fault are the supervisor’s alone (rules §2).
pub fn classes(facts: &Facts, labels: &Labels) -> Vec<Row> {
    let class = Class::ALL.iter().map(|class| (class.label(), facts.class == Some(*class)));
    let nature = Nature::ALL.iter().map(|nature| (nature.label(), facts.nature == Some(*nature)));
    let content = Content::ALL.iter().map(|value| (value.label(), facts.content == Some(*value)));
    let category = facts.category.as_ref().map_or("", |code| labels.category(code));
    let situation = facts.situation.as_ref().map_or("", |code| labels.situation(code));
    let mut rows = vec![
        long("责任类别", &ticks(class), 0.0),
        long("性质", &ticks(nature), 0.0),
        long("内容类别", &ticks(content), 0.0),
        fields(&[("统计类别", category), ("场景", situation)]),
        fields(&[
            ("处理权限", facts.capability.map_or("", |capability| capability.label())),
            ("情绪", facts.emotion.map_or("", |emotion| emotion.label())),
            ("标记", &marks(facts)),
        ]),
    ];
    if let Some(part) = facts.class_ii_part {
        rows.insert(1, fields(&[("二类细分", part.label())]));
    }
    if let Some(service) = facts.service {
        rows.insert(rows.len() - 1, fields(&[("涉及的服务", service.label())]));
    }
    if let Some(impact) = facts.impact {
        rows.insert(1, fields(&[("影响程度", impact.label())]));
    }
    if facts.kind != CaseKind::Complaint {
        rows.truncate(0);
        rows.push(fields(&[("统计类别", category), ("场景", situation)]));
    }
    rows
}
