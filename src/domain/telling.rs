//! The one telling of an event: time line, form 2 and exports take its words from here. What the customer's copy may
//! say is filtered by type elsewhere (`paper`); this telling is for staff.

use serde_json::Value;

use crate::domain::code::{
    Capability, CaseKind, Category, Channel, Class, ClassIIPart, Content, Emotion, EscalationEnd, Impact,
    Medium, Motive, Nature, Need, Opinion, Relation, Responsibility, SituationCode, Title, Urgency,
};
use crate::domain::event::{Escalation, EventKind, Every, Visit};
use crate::domain::time::Moment;

/// What the words of an event take from elsewhere: how a time is written, the names of open codes, the words of a
/// question and its answer.
pub trait Names {
    /// A time, as screen or paper writes it.
    fn time(&self, moment: Moment) -> String;
    /// The name of a category.
    fn category(&self, code: &Category) -> String;
    /// The name of a situation.
    fn situation(&self, code: &SituationCode) -> String;
    /// Question and answer in words; `None` when the library no longer has them.
    fn answer(&self, question: &SituationCode, answer: &str) -> Option<String>;
}

/// What an event says, in parts, none of them empty; its head is [`EventKind::label`].
pub fn parts(kind: &EventKind, names: &dyn Names) -> Vec<String> {
    let parts: Vec<String> = match kind {
        EventKind::Emotion { emotion } => vec![emotion.label().into()],
        EventKind::Restated { summary, confirmed } => {
            vec![summary.clone(), either(*confirmed, "业主已确认", "业主未确认")]
        }
        EventKind::Explained { text, satisfied, signed } => {
            vec![text.clone(), either(*satisfied, "业主满意", "业主不满意"), either(*signed, "已签字", "")]
        }
        EventKind::Promised { due, consent, text, confirmed_by } => vec![
            format!("约定{}前回复", names.time(*due)),
            text.clone(),
            either(*consent, "业主同意", "业主未同意"),
            named("确认人", confirmed_by),
        ],
        EventKind::Escalated(escalation) => escalated(escalation, names),
        EventKind::Assigned { to, department } => vec![to.clone(), department.clone().unwrap_or_default()],
        EventKind::Investigated { facts, responsibility, basis } => vec![
            facts.clone(),
            responsibility.map(|one| one.label().to_owned()).unwrap_or_default(),
            named("依据", basis),
        ],
        EventKind::Solution { options, chosen, text, agreed, opinion } => {
            let mut parts: Vec<String> = options
                .iter()
                .enumerate()
                .map(|(index, option)| {
                    let mark = if *chosen == Some(index) { "（业主选定）" } else { "" };
                    let side = |word: &str, text: &Option<String>| {
                        text.as_ref().map(|text| format!("，{word}：{text}")).unwrap_or_default()
                    };
                    let (pros, cons) = (side("好处", &option.pros), side("不足", &option.cons));
                    format!("{}{mark}{pros}{cons}", option.text)
                })
                .collect();
            parts.push(text.clone());
            parts.push(either(*agreed, "业主同意", "业主未同意"));
            parts.push(named("意见", opinion));
            parts
        }
        EventKind::CompletionDate { due } => vec![format!("告知业主{}前办完", names.time(*due))],
        EventKind::Progress { medium, text, is_final, .. } => vec![
            medium.label().into(),
            text.clone(),
            either(*is_final, "外部事项的最终答复", ""),
            either(kind.told(), "", "未告知到业主"),
        ],
        EventKind::Paper { form, sent_to } => vec![form.label().into(), named("送达", sent_to)],
        EventKind::Handled { result, verified, told, medium } => {
            let medium = medium.map(|medium| format!("（{}）", medium.label())).unwrap_or_default();
            vec![
                result.clone(),
                either(*verified, "已验证", "未验证"),
                if *told { format!("已告知业主{medium}") } else { String::new() },
            ]
        }
        EventKind::Verified { who, result, text } => {
            vec![result.label().into(), named("验证人", who), text.clone().unwrap_or_default()]
        }
        EventKind::Answered { question, answer } => {
            let words = names.answer(question, answer);
            vec![words.unwrap_or_else(|| format!("{}：{answer}", names.situation(question)))]
        }
        EventKind::Task { what, to, due, kind: _ } => vec![
            what.clone(),
            named("交给", to),
            due.map(|due| format!("{}前", names.time(due))).unwrap_or_default(),
        ],
        EventKind::TaskDone { what, result, task: _ } => {
            vec![what.clone(), result.clone().unwrap_or_default()]
        }
        EventKind::TaskWithdrawn { what, task: _ } => vec![what.clone(), "改选场景，不再需要".into()],
        EventKind::DifficultyJudged { difficult } => {
            vec![either(*difficult, "有一定难度", "没有难度")]
        }
        EventKind::Handover { to, due } => vec![
            named("交给", to),
            due.map(|due| format!("{}前接班并联系业主", names.time(due))).unwrap_or_default(),
        ],
        EventKind::TakenOver { contacted } => vec![either(*contacted, "已联系上业主", "还没联系上业主")],
        EventKind::Apology { form } => vec![format!("{}致歉", form.label())],
        EventKind::LetterReply { from, text, answers } => {
            vec![answers.label().into(), from.clone().unwrap_or_default(), text.clone()]
        }
        EventKind::Said { text, .. } => vec![format!("“{text}”")],
        EventKind::Cadence { every, rule, situation: _ } => vec![
            match every {
                Every::Hours(hours) => format!("每{hours}小时告知一次进展"),
                Every::None => "不再定期告知进展".into(),
            },
            named("依据", rule),
        ],
        EventKind::ClosingNotes { cause, lesson, avoid, adjust } => {
            vec![named("原因", cause), named("收获", lesson), named("避免", avoid), named("调整", adjust)]
        }
        EventKind::Attachment { name, sha256, size } => {
            let check: String = sha256.chars().take(8).collect();
            vec![name.clone(), format!("{}，校验 {check}", size_words(*size))]
        }
        EventKind::Visit(visit) => visited(visit),
        EventKind::VisitExempt { ground, text } => {
            vec![ground.label().into(), text.clone().unwrap_or_default()]
        }
        EventKind::Closed { code, overridden, reason } => {
            vec![code.label().into(), either(*overridden, "特批关闭", ""), reason.clone().unwrap_or_default()]
        }
        EventKind::Reopened { reason } | EventKind::Voided { reason } => vec![reason.clone()],
        EventKind::Nature { nature, reason } => vec![format!("改为{}", nature.label()), reason.clone()],
        EventKind::Flag { flag, set, reason } => vec![
            format!("{}「{}」", if *set { "标上" } else { "取消" }, flag.label()),
            reason.clone().unwrap_or_default(),
        ],
        EventKind::Note { text, .. } => vec![text.clone()],
        EventKind::Corrected { what, before, after, reason } => {
            let (before, after) = (value(what, before, names), value(what, after, names));
            vec![format!("{}：{before} → {after}", key_label(what)), reason.clone()]
        }
    };
    parts.into_iter().filter(|part| !part.trim().is_empty()).collect()
}

/// What an event says, on one line.
pub fn line(kind: &EventKind, names: &dyn Names) -> String {
    parts(kind, names).join("；")
}

fn escalated(escalation: &Escalation, names: &dyn Names) -> Vec<String> {
    let consent = match escalation.consent {
        Some(true) => "业主同意",
        Some(false) => "业主不愿",
        None => "",
    };
    let stamped = |moment: Option<Moment>, word: &str| {
        moment.map(|moment| format!("{}{word}", names.time(moment))).unwrap_or_default()
    };
    vec![
        if escalation.continues { String::new() } else { escalation.trigger.label().to_owned() },
        escalation.to.clone().unwrap_or_default(),
        consent.into(),
        stamped(escalation.contacted_at, "联系上"),
        stamped(escalation.arrived_at, "到场或接听"),
        match escalation.end {
            Some(EscalationEnd::NotReached) => EscalationEnd::NotReached.label().to_owned(),
            _ => String::new(),
        },
        escalation.outcome.clone().unwrap_or_default(),
    ]
}

fn visited(visit: &Visit) -> Vec<String> {
    let opinion = |word: &str, opinion: Option<Opinion>| {
        opinion.map(|opinion| format!("{word}{}", opinion.label())).unwrap_or_default()
    };
    let scale =
        |word: &str, value: Option<u8>| value.map(|value| format!("{word}{value}／5")).unwrap_or_default();
    vec![
        format!("{}，{}", visit.form.label(), visit.outcome.label()),
        opinion("过程", visit.process),
        opinion("措施", visit.measures),
        opinion("结果", visit.result),
        scale("期望", visit.expectation),
        scale("感受", visit.perceived),
        visit.emotion.map(|emotion| format!("情绪{}", emotion.label())).unwrap_or_default(),
        either(visit.standing == Some(true), "明确拒绝一切回访", ""),
        visit.text.clone().unwrap_or_default(),
    ]
}

fn either(yes: bool, word: &str, otherwise: &str) -> String {
    if yes { word } else { otherwise }.to_owned()
}

fn named(word: &str, text: &Option<String>) -> String {
    text.as_ref().map(|text| format!("{word}：{text}")).unwrap_or_default()
}

/// `12 KB`, `3.4 MB`.
fn size_words(bytes: u64) -> String {
    match bytes {
        ..1024 => format!("{bytes} 字节"),
        1024..1_048_576 => format!("{} KB", bytes / 1024),
        _ => format!("{}.{} MB", bytes / 1_048_576, bytes % 1_048_576 * 10 / 1_048_576),
    }
}

/// The Chinese word of a corrected key path, of the case or of an earlier event.
pub fn key_label(what: &str) -> String {
    let key = what.rsplit('.').next().unwrap_or(what);
    let word = match (what, key) {
        ("referral.from", _) => "转办单位",
        ("referral.number", _) => "转办单号",
        ("referral.due", _) => "转办时限",
        ("referral.replied_at", _) => "转办答复时间",
        ("online.link", _) => "链接",
        ("complained_of.person", _) => "被投诉人",
        ("complained_of.department", _) => "被投诉部门",
        (_, "kind") => "信息类别",
        (_, "channel") => "渠道",
        (_, "received_at") => "受理时间",
        (_, "recorded_at") => "登记时间",
        (_, "receiver") => "受理人",
        (_, "name") => "姓名",
        (_, "title") => "称呼",
        (_, "anonymous") => "匿名",
        (_, "relation") => "与房屋的关系",
        (_, "room") => "房号",
        (_, "phones") => "联系电话",
        (_, "called_from") => "来电号码",
        (_, "phone_declined") => "电话未留",
        (_, "prefers") => "偏好的告知方式",
        (_, "declines_visits") => "不接受回访",
        (_, "place") => "地点",
        (_, "occurred_at") => "发生时间",
        (_, "verbatim") => "原话",
        (_, "summary") => "复述要点",
        (_, "category") => "类别",
        (_, "class") => "责任类别",
        (_, "class_ii_part") => "二类细分",
        (_, "nature") => "性质",
        (_, "content") => "内容",
        (_, "responsibility") => "责任",
        (_, "capability") => "能否处理",
        (_, "urgency") => "紧急程度",
        (_, "emotion") => "情绪",
        (_, "needs") => "诉求",
        (_, "motive") => "动机",
        (_, "staff_fault") => "员工过失",
        (_, "situation") => "场景",
        (_, "repeat_of") => "同一事",
        (_, "group_of") => "群诉",
        (_, "department") => "责任部门",
        (_, "impact") => "影响程度",
        (_, "platform") => "平台",
        (_, "author") => "发帖人",
        (_, "posted_at") => "发布时间",
        (_, "seen_at") => "看到时间",
        (_, "replied_at") => "回复时间",
        (_, "due") => "约定或完成时间",
        (_, "text") => "内容",
        (_, "facts") => "查到的事实",
        (_, "basis") => "依据",
        (_, "result") => "结果",
        (_, "verified") => "验证",
        (_, "opinion") => "业主意见",
        (_, "to") => "交给",
        (_, "outcome") => "结果与交办",
        (_, "what") => "待办",
        (_, "reason") => "原因",
        (_, "sent_to") => "送达",
        (_, "medium") => "方式",
        _ => what,
    };
    word.to_owned()
}

/// A corrected value in words: a code by its name, a time as it is written, nothing as （空）.
pub fn value(what: &str, value: &Value, names: &dyn Names) -> String {
    match value {
        Value::Null => "（空）".into(),
        Value::Bool(yes) => if *yes { "是" } else { "否" }.into(),
        Value::String(text) => coded(what, text, names).unwrap_or_else(|| text.clone()),
        Value::Array(list) if list.is_empty() => "（空）".into(),
        Value::Array(list) => {
            list.iter().map(|one| self::value(what, one, names)).collect::<Vec<_>>().join("、")
        }
        other => other.to_string(),
    }
}

fn coded(what: &str, text: &str, names: &dyn Names) -> Option<String> {
    let key = what.rsplit('.').next().unwrap_or(what);
    let label = match key {
        "kind" => CaseKind::from_code(text)?.label(),
        "channel" => Channel::from_code(text)?.label(),
        "class" => Class::from_code(text)?.label(),
        "class_ii_part" => ClassIIPart::from_code(text)?.label(),
        "nature" => Nature::from_code(text)?.label(),
        "content" => Content::from_code(text)?.label(),
        "responsibility" => Responsibility::from_code(text)?.label(),
        "capability" => Capability::from_code(text)?.label(),
        "urgency" => Urgency::from_code(text)?.label(),
        "emotion" => Emotion::from_code(text)?.label(),
        "needs" => Need::from_code(text)?.label(),
        "motive" => Motive::from_code(text)?.label(),
        "impact" => Impact::from_code(text)?.label(),
        "title" => Title::from_code(text)?.label(),
        "relation" => Relation::from_code(text)?.label(),
        "prefers" | "medium" => Medium::from_code(text)?.label(),
        "category" => return Category::new(text).map(|code| names.category(&code)),
        "situation" => return SituationCode::new(text).map(|code| names.situation(&code)),
        "due" | "received_at" | "recorded_at" | "occurred_at" | "posted_at" | "seen_at" | "replied_at" => {
            return Moment::parse(text).ok().map(|moment| names.time(moment));
        }
        _ => return None,
    };
    Some(label.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::code::Trigger;
    use serde_json::json;

    struct Plain;

    impl Names for Plain {
        fn time(&self, moment: Moment) -> String {
            moment.clock()
        }

        fn category(&self, code: &Category) -> String {
            format!("类别 {code}")
        }

        fn situation(&self, code: &SituationCode) -> String {
            format!("场景 {code}")
        }

        fn answer(&self, _: &SituationCode, answer: &str) -> Option<String> {
            (answer == "inside").then(|| "人出来了没有？——还困在里面".to_owned())
        }
    }

    fn told(json: Value) -> String {
        line(&serde_json::from_value(json).unwrap(), &Plain)
    }

    #[test]
    fn an_event_is_told_in_one_line_without_empty_parts() {
        let progress = json!({"type": "progress", "medium": "phone", "text": "配件已订"});
        assert_eq!(told(progress), "电话；配件已订");
        let escalated = EventKind::Escalated(Escalation::new(Trigger::E));
        assert_eq!(line(&escalated, &Plain), "现场解释不满意或无法当场答复");
        let answered = json!({"type": "answered", "question": "E3", "answer": "inside"});
        assert_eq!(told(answered), "人出来了没有？——还困在里面");
        let gone = json!({"type": "answered", "question": "E3", "answer": "old"});
        assert_eq!(told(gone), "场景 E3：old");
    }

    #[test]
    fn a_correction_says_old_and_new_in_words() {
        let corrected = |what: &str, before: Value, after: Value| {
            told(
                json!({"type": "corrected", "what": what, "before": before, "after": after, "reason": "核对"}),
            )
        };
        assert_eq!(
            corrected("complainant.room", Value::Null, json!("3-2-1001")),
            "房号：（空） → 3-2-1001；核对"
        );
        assert_eq!(
            corrected("class", json!("I"), json!("II")),
            "责任类别：一类 物业服务 → 二类 房屋质量与配套；核对"
        );
        assert_eq!(
            corrected("needs", json!(["respect"]), json!(["resolve_now", "punish"])),
            "诉求：得到尊重 → 立即解决、追究责任人；核对"
        );
        assert_eq!(
            corrected("events[2].due", json!("2026-11-03T15:00"), json!("2026-11-03T16:00")),
            "约定或完成时间：15:00 → 16:00；核对"
        );
    }
}
