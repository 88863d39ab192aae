//! The time line in words: what each event says, on one line or a few.

use serde_json::Value;

use crate::domain::case::{Case, fold_escalations};
use crate::domain::event::{Escalation, Event, EventKind, Every, Visit};
use crate::domain::time::Moment;

/// One entry of the time line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// When.
    pub at: Moment,
    /// Who.
    pub by: String,
    /// The word of the event.
    pub head: &'static str,
    /// What it says.
    pub text: String,
}

/// The whole time line, the receipt first; an escalation is one entry, at the time of its last step.
pub fn entries(case: &Case, now: Moment) -> Vec<Entry> {
    let receipt = &case.receipt;
    let first = Entry {
        at: receipt.received_at,
        by: receipt.receiver.clone(),
        head: "受理",
        text: receipt.verbatim.clone().or_else(|| receipt.summary.clone()).unwrap_or_default(),
    };
    let rest = fold_escalations(&case.events).into_iter().map(|event| Entry {
        at: event.at,
        head: event.kind.label(),
        text: words(&event, now),
        by: event.by,
    });
    std::iter::once(first).chain(rest).collect()
}

/// What an event says.
pub fn words(event: &Event, now: Moment) -> String {
    let parts: Vec<String> = match &event.kind {
        EventKind::Emotion { emotion } => vec![emotion.label().into()],
        EventKind::Restated { summary, confirmed } => {
            vec![summary.clone(), yes(*confirmed, "业主已确认", "业主未确认")]
        }
        EventKind::Explained { text, satisfied, signed } => {
            let signed = if *signed { "已签字" } else { "" };
            vec![text.clone(), yes(*satisfied, "业主满意", "业主不满意"), signed.into()]
        }
        EventKind::Promised { due, consent, text, confirmed_by } => vec![
            format!("约定 {} 前回复", due.short(now)),
            text.clone(),
            yes(*consent, "业主同意", "业主未同意"),
            named("确认人", confirmed_by),
        ],
        EventKind::Escalated(escalation) => escalated(escalation),
        EventKind::Assigned { to, department } => vec![to.clone(), department.clone().unwrap_or_default()],
        EventKind::Investigated { facts, responsibility, basis } => vec![
            facts.clone(),
            responsibility.map(|one| one.label().to_owned()).unwrap_or_default(),
            named("依据", basis),
        ],
        EventKind::Solution { text, agreed, opinion, .. } => {
            vec![text.clone(), yes(*agreed, "业主同意", "业主未同意"), named("意见", opinion)]
        }
        EventKind::CompletionDate { due } => vec![format!("{} 前办完", due.short(now))],
        EventKind::Progress { medium, text, .. } => {
            vec![medium.label().into(), text.clone(), yes(event.kind.told(), "", "未告知到业主")]
        }
        EventKind::Paper { form, sent_to } => vec![paper(*form), named("送达", sent_to)],
        EventKind::Handled { result, verified, told, .. } => {
            vec![result.clone(), yes(*verified, "已验证", "未验证"), yes(*told, "已告知业主", "")]
        }
        EventKind::Task { what, to, due } => vec![
            what.clone(),
            named("交给", to),
            due.map(|due| format!("{} 前", due.short(now))).unwrap_or_default(),
        ],
        EventKind::TaskDone { what, result } => vec![what.clone(), result.clone().unwrap_or_default()],
        EventKind::Handover { to, due } => {
            vec![named("交给", to), due.map(|due| due.short(now)).unwrap_or_default()]
        }
        EventKind::TakenOver { contacted } => vec![yes(*contacted, "已联系上业主", "还没联系上业主")],
        EventKind::Apology { form } => vec![format!("{}致歉", form.label())],
        EventKind::LetterReply { from, text } => vec![from.clone().unwrap_or_default(), text.clone()],
        EventKind::Said { text, .. } => vec![format!("“{text}”")],
        EventKind::Cadence { every, .. } => vec![match every {
            Every::Hours(hours) => format!("每 {hours} 小时告知一次"),
            Every::None => "不定期告知".into(),
        }],
        EventKind::ClosingNotes { cause, lesson, avoid, adjust } => {
            vec![named("原因", cause), named("收获", lesson), named("避免", avoid), named("调整", adjust)]
        }
        EventKind::Attachment { name, .. } => vec![name.clone()],
        EventKind::Visit(visit) => visited(visit),
        EventKind::VisitExempt { ground, text } => {
            vec![ground.label().into(), text.clone().unwrap_or_default()]
        }
        EventKind::Closed { code, overridden, reason } => vec![
            code.label().into(),
            if *overridden { "特批关闭".into() } else { String::new() },
            reason.clone().unwrap_or_default(),
        ],
        EventKind::Reopened { reason } | EventKind::Voided { reason } => vec![reason.clone()],
        EventKind::Nature { nature, reason } => vec![nature.label().into(), reason.clone()],
        EventKind::Flag { flag, set, reason } => vec![
            format!("{}「{}」", if *set { "标上" } else { "取消" }, flag.label()),
            reason.clone().unwrap_or_default(),
        ],
        EventKind::Note { text, .. } => vec![text.clone()],
        EventKind::Corrected { what, before, after, reason } => {
            vec![format!("{}：{} → {}", key(what), plain(before), plain(after)), reason.clone()]
        }
    };
    parts.into_iter().filter(|part| !part.trim().is_empty()).collect::<Vec<_>>().join("；")
}

fn escalated(escalation: &Escalation) -> Vec<String> {
    let consent = match escalation.consent {
        Some(true) => "业主同意",
        Some(false) => "业主不愿",
        None => "",
    };
    vec![
        if escalation.continues { String::new() } else { escalation.trigger.label().to_owned() },
        escalation.to.clone().unwrap_or_default(),
        consent.into(),
        escalation.contacted_at.map(|at| format!("{} 联系上", at.clock())).unwrap_or_default(),
        escalation.arrived_at.map(|at| format!("{} 到场或接听", at.clock())).unwrap_or_default(),
        escalation.outcome.clone().unwrap_or_default(),
    ]
}

fn visited(visit: &Visit) -> Vec<String> {
    let opinion = |word: &str, opinion: Option<crate::domain::code::Opinion>| {
        opinion.map(|opinion| format!("{word}{}", opinion.label())).unwrap_or_default()
    };
    vec![
        format!("{}，{}", visit.form.label(), visit.outcome.label()),
        opinion("过程", visit.process),
        opinion("措施", visit.measures),
        opinion("结果", visit.result),
        if visit.standing == Some(true) { "明确拒绝一切回访".into() } else { String::new() },
        visit.text.clone().unwrap_or_default(),
    ]
}

fn yes(yes: bool, word: &str, otherwise: &str) -> String {
    if yes { word } else { otherwise }.to_owned()
}

fn named(word: &str, text: &Option<String>) -> String {
    text.as_ref().map(|text| format!("{word}：{text}")).unwrap_or_default()
}

/// The name of a printed form.
pub fn paper(form: u8) -> String {
    match form {
        2 => "顾客投诉处理记录表".into(),
        4 => "服务上移交接单".into(),
        5 => "工作联系函".into(),
        6 => "情况报告".into(),
        7 => "重大投诉卷".into(),
        other => format!("表 {other}"),
    }
}

/// The Chinese word of a corrected key path.
fn key(what: &str) -> &str {
    match what.rsplit('.').next().unwrap_or(what) {
        "name" => "姓名",
        "title" => "称呼",
        "relation" => "与房屋的关系",
        "room" => "房号",
        "phones" => "联系电话",
        "place" => "地点",
        "verbatim" => "原话",
        "summary" => "复述要点",
        "kind" => "信息类别",
        "channel" => "渠道",
        "category" => "类别",
        "class" => "责任类别",
        "class_ii_part" => "二类细分",
        "content" => "内容",
        "capability" => "能否处理",
        "urgency" => "紧急程度",
        "needs" => "诉求",
        "situation" => "场景",
        "repeat_of" => "同一事",
        "group_of" => "群诉",
        "due" => "时限",
        _ => what,
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => "（空）".into(),
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(plain).collect::<Vec<_>>().join("、"),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::code::{Medium, Trigger};

    #[test]
    fn an_event_is_told_in_one_line_without_empty_parts() {
        let now = Moment::parse("2026-11-21T14:30").unwrap();
        let told = |kind| words(&Event::new(now, "李敏", kind), now);
        let progress = EventKind::Progress { medium: Medium::Phone, text: "配件已订".into(), told: None };
        assert_eq!(told(progress), "电话；配件已订");
        assert_eq!(told(EventKind::Escalated(Escalation::new(Trigger::E))), "现场解释不满意或无法当场答复");
        let corrected = EventKind::Corrected {
            what: "complainant.room".into(),
            before: Value::Null,
            after: "3-2-1001".into(),
            reason: "业主来电更正".into(),
        };
        assert_eq!(told(corrected), "房号：（空） → 3-2-1001；业主来电更正");
    }
}
