//! The one telling of an event: time line, form 2 and exports take its words from here. What the customer's copy may
//! say is filtered by type elsewhere (`paper`); this telling is for staff.

use crate::domain::appointment::MissedBy;
use crate::domain::cadence::Every;
use crate::domain::code::{ClosureCode, Emotion, EscalationEnd, Medium, Opinion, Responsibility};
use crate::domain::event::{Escalation, Event, EventKind, SolutionOption, Visit};
use crate::domain::naming::{Names, key_label, value};
use crate::domain::time::Moment;
use crate::domain::verification::Verification;

/// What a part of a telling is about: form 2 puts it into the column of that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Facet {
    /// The thing itself: what was said, found, done.
    Content,
    /// When something is agreed or due.
    Due,
    /// What the owner says to it.
    Opinion,
    /// Who confirmed it.
    ConfirmedBy,
    /// Why.
    Cause,
    /// To whom, or by whom outside.
    To,
    /// When the superior was reached.
    Contacted,
    /// When the superior was there.
    Arrived,
    /// What came of it.
    Outcome,
    /// 责任.
    Responsibility,
    /// On what it rests.
    Basis,
    /// What was worded for the owner, beside what the office wrote for itself.
    ForOwner,
    /// Whether the work was verified.
    Verified,
    /// Who made the visit.
    Visitor,
    /// Whether and how the owner was told.
    Informed,
    /// By which way.
    Way,
    /// Opinion on how it was handled.
    Process,
    /// Opinion on the measures.
    Measures,
    /// Opinion on the result.
    Result,
    /// How large a file is.
    Size,
    /// By what a file is checked.
    Check,
    /// What was learned.
    Lesson,
    /// How it is avoided.
    Avoid,
    /// What has to be adjusted.
    Adjust,
    /// Anything else.
    Detail,
}

/// One thing that an event says: the text, with the words before and behind it where nothing else says what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What it is about.
    pub facet: Facet,
    lead: &'static str,
    text: String,
    tail: &'static str,
}

impl Told {
    fn new(facet: Facet, text: impl Into<String>) -> Self {
        Self { facet, lead: "", text: text.into(), tail: "" }
    }

    fn optional(facet: Facet, text: &Option<String>) -> Self {
        Self::new(facet, text.clone().unwrap_or_default())
    }

    fn behind(self, lead: &'static str) -> Self {
        Self { lead, ..self }
    }

    fn before(self, tail: &'static str) -> Self {
        Self { tail, ..self }
    }

    fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The text with its words.
    pub fn whole(&self) -> String {
        format!("{}{}{}", self.lead, self.text, self.tail)
    }
}

/// The four questions at closing (改进措施), with the words before each.
pub const LESSONS: [(Facet, &str); 4] = [
    (Facet::Cause, "原因"),
    (Facet::Lesson, "教训"),
    (Facet::Avoid, "如何避免"),
    (Facet::Adjust, "需要调整"),
];

/// What an event says, in parts, none of them empty; its head is [`EventKind::label`].
pub fn told(kind: &EventKind, names: &dyn Names) -> Vec<Told> {
    let parts: Vec<Told> = match kind {
        EventKind::Emotion { emotion } => vec![detail(emotion.label())],
        EventKind::Restated { summary, confirmed } => {
            vec![content(summary), opinion(if *confirmed { "已确认" } else { "未确认" })]
        }
        EventKind::Explained { text, satisfied, signed } => vec![
            content(text),
            opinion(if *satisfied { "满意" } else { "不满意" }),
            Told::new(Facet::Opinion, if *signed { "已签字" } else { "" }),
        ],
        EventKind::Promised { due, consent, text, confirmed_by } => vec![
            Told::new(Facet::Due, names.time(*due)).behind("约定").before("前回复"),
            content(text),
            opinion(if *consent { "同意" } else { "未同意" }),
            Told::optional(Facet::ConfirmedBy, confirmed_by).behind("确认人："),
        ],
        EventKind::Escalated(escalation) => escalated(escalation, names),
        EventKind::Assigned { to, department, reason, named_by } => vec![
            Told::new(Facet::To, to),
            Told::optional(Facet::Detail, department),
            Told::optional(Facet::ConfirmedBy, named_by).behind("指派人："),
            Told::optional(Facet::Cause, reason).behind("原因："),
        ],
        EventKind::Investigated { facts, responsibility, basis, for_owner } => vec![
            content(facts),
            Told::new(Facet::Responsibility, responsibility.map_or("", Responsibility::label)),
            Told::optional(Facet::Basis, basis).behind("依据："),
            Told::optional(Facet::ForOwner, for_owner).behind("对业主说："),
        ],
        EventKind::Solution { options, chosen, text, agreed, opinion: said } => {
            let agreed = if *agreed { "同意" } else { "未同意" };
            let option = |(index, option)| {
                let title = if options.len() > 1 { WAYS.get(index).copied() } else { None };
                content(option_words(option, *chosen == Some(index))).behind(title.unwrap_or_default())
            };
            let mut parts: Vec<Told> = options.iter().enumerate().map(option).collect();
            let is_told = options.iter().any(|option| option.text == *text);
            let said = said.clone().filter(|said| said != agreed);
            parts.extend([
                content(if is_told { "" } else { text }),
                opinion(agreed),
                Told::optional(Facet::Opinion, &said).behind("意见："),
            ]);
            parts
        }
        EventKind::CompletionDate { due, reason } => vec![
            Told::new(Facet::Due, names.time(*due)).behind("告知业主").before("前办完"),
            Told::optional(Facet::Cause, reason).behind("原因："),
        ],
        EventKind::Progress { medium, text, is_final, .. } => vec![
            Told::new(Facet::Way, medium.label()),
            content(text),
            detail(if *is_final { "外部事项的最终答复" } else { "" }),
            Told::new(Facet::Informed, if kind.told() { "" } else { "未告知到业主" }),
        ],
        EventKind::Paper { form, sent_to } => {
            vec![detail(form.label()), Told::optional(Facet::To, sent_to).behind("送达：")]
        }
        EventKind::Handled { result, verified, told, medium, for_owner, verification } => vec![
            content(result),
            Told::new(Facet::Verified, verified_words(*verified, verification.as_ref(), names)),
            Told::new(Facet::Informed, informed(*told, *medium)),
            Told::optional(Facet::ForOwner, for_owner).behind("对业主说："),
        ],
        EventKind::Verified { who, result, text } => vec![
            Told::new(Facet::Outcome, result.label()),
            Told::optional(Facet::ConfirmedBy, who).behind("验证人："),
            Told::optional(Facet::Detail, text),
        ],
        EventKind::Answered { question, answer } => {
            let words = names.answer(question, answer);
            vec![content(words.unwrap_or_else(|| format!("{}：{answer}", names.situation(question))))]
        }
        EventKind::Task { what, to, due, kind: _, after } => {
            let waits = after.map(|after| format!("等前一件办完，{}小时内", after.hours));
            vec![
                content(what),
                Told::optional(Facet::To, to).behind("交给："),
                Told::new(Facet::Due, due.map(|due| names.time(due)).unwrap_or_default()).before("前"),
                detail(waits.unwrap_or_default()),
            ]
        }
        EventKind::Appointed(one) => vec![
            Told::new(Facet::Due, one.slot(|moment| names.time(moment))),
            content(&one.service),
            Told::new(Facet::To, &one.technician).behind("上门："),
            Told::optional(Facet::Detail, &one.phone).behind("电话："),
            Told::optional(Facet::Detail, &one.prepare).behind("请业主准备："),
            Told::optional(Facet::Detail, &one.fee).behind("费用："),
            detail(if one.replaces.is_some() { "改约" } else { "" }),
        ],
        EventKind::AppointmentEnded(end) => {
            let again = end.again.map(|again| names.time(again)).unwrap_or_default();
            vec![
                detail(end.missed.map_or("已上门", MissedBy::label)),
                Told::new(Facet::Outcome, &end.text),
                opinion(end.satisfied.map_or("", Opinion::label)),
                Told::optional(Facet::Detail, &end.left).behind("没解决的："),
                Told::new(Facet::Due, again).before("再去看"),
            ]
        }
        EventKind::TaskDone { what, result, who, rank, task: _ } => {
            let rank = rank.map(|rank| format!("（{}）", rank.label())).unwrap_or_default();
            let who = who.as_ref().map(|who| format!("{who}{rank}")).unwrap_or_default();
            vec![content(what), Told::new(Facet::To, who), Told::optional(Facet::Outcome, result)]
        }
        EventKind::TaskWithdrawn { what, task: _ } => vec![content(what), detail("改选场景，不再需要")],
        EventKind::DifficultyJudged { difficult } => {
            vec![detail(if *difficult { "有一定难度" } else { "没有难度" })]
        }
        EventKind::Handover { to, due } => {
            let due = due.map(|due| names.time(due)).unwrap_or_default();
            vec![
                Told::optional(Facet::To, to).behind("交给："),
                Told::new(Facet::Due, due).before("前接班并联系业主"),
            ]
        }
        EventKind::TakenOver { contacted } => {
            vec![detail(if *contacted { "已联系上业主" } else { "还没联系上业主" })]
        }
        EventKind::Apology { form } => vec![Told::new(Facet::Way, form.label()).before("致歉")],
        EventKind::LetterReply { from, text, answers, letter: _ } => {
            vec![detail(answers.label()), Told::optional(Facet::To, from), content(text)]
        }
        EventKind::Said { text, .. } if kind.marks_danger() => vec![content(text)],
        EventKind::Said { text, .. } => vec![content(text).behind("“").before("”")],
        EventKind::Cadence { every, rule, situation: _ } => vec![
            detail(match every {
                Every::Hours(hours) => format!("每{hours}小时告知一次进展"),
                Every::None => "不再定期告知进展".into(),
                Every::Usual => "按规定的频次告知进展".into(),
            }),
            Told::optional(Facet::Basis, rule).behind("依据："),
        ],
        EventKind::ClosingNotes { cause, lesson, avoid, adjust, example, think } => vec![
            Told::optional(Facet::Cause, cause).behind("原因："),
            Told::optional(Facet::Lesson, lesson).behind("教训："),
            Told::optional(Facet::Avoid, avoid).behind("如何避免："),
            Told::optional(Facet::Adjust, adjust).behind("需要调整："),
            detail(if *example { "可作案例" } else { "" }),
            Told::optional(Facet::Detail, think).behind("想一想："),
        ],
        EventKind::Attachment { name, sha256, size } => vec![
            content(name),
            Told::new(Facet::Size, size_words(*size)),
            Told::new(Facet::Check, sha256.chars().take(8).collect::<String>()).behind("校验 "),
        ],
        EventKind::Visit(visit) => visited(visit, names),
        EventKind::VisitExempt { ground, text } => {
            vec![Told::new(Facet::Outcome, ground.label()), Told::optional(Facet::Content, text)]
        }
        EventKind::Closed { code, overridden, reason } => vec![
            Told::new(Facet::Outcome, code.label()),
            Told::new(Facet::Outcome, if *code == ClosureCode::Explained { "不计入满意" } else { "" }),
            Told::new(Facet::Outcome, if *overridden { "特批关闭" } else { "" }),
            Told::optional(Facet::Cause, reason),
        ],
        EventKind::Reopened { reason } | EventKind::Voided { reason } => {
            vec![Told::new(Facet::Cause, reason)]
        }
        EventKind::Nature { nature, reason } => {
            vec![detail(nature.label()).behind("改为"), Told::new(Facet::Cause, reason)]
        }
        EventKind::Flag { flag, set, reason } => vec![
            detail(format!("{}「{}」", if *set { "标上" } else { "取消" }, flag.label())),
            Told::optional(Facet::Cause, reason),
        ],
        EventKind::Note { text, .. } => vec![content(text)],
        EventKind::Corrected { what, before, after, reason } => {
            let (before, after) = (value(what, before, names), value(what, after, names));
            vec![content(format!("{}：{before} → {after}", key_label(what))), Told::new(Facet::Cause, reason)]
        }
    };
    parts.into_iter().filter(|part| !part.is_empty()).collect()
}

/// What an event says, in parts, each with its words.
pub fn parts(kind: &EventKind, names: &dyn Names) -> Vec<String> {
    told(kind, names).iter().map(Told::whole).collect()
}

/// What an event says, on one line.
pub fn line(kind: &EventKind, names: &dyn Names) -> String {
    parts(kind, names).join("；")
}

/// What an event says of some things, a line each with its words.
pub fn of(told: &[Told], facets: &[Facet]) -> String {
    lines(told, facets, Told::whole)
}

/// What an event says of some things, a line each without the words around it: the head of the column says them.
pub fn under(told: &[Told], facets: &[Facet]) -> String {
    lines(told, facets, |part| part.text.clone())
}

fn lines(told: &[Told], facets: &[Facet], words: impl Fn(&Told) -> String) -> String {
    let meant = told.iter().filter(|part| facets.contains(&part.facet));
    meant.map(words).collect::<Vec<_>>().join("\n")
}

fn content(text: impl Into<String>) -> Told {
    Told::new(Facet::Content, text)
}

fn detail(text: impl Into<String>) -> Told {
    Told::new(Facet::Detail, text)
}

fn opinion(text: &str) -> Told {
    Told::new(Facet::Opinion, text).behind("业主")
}

/// The titles of the ways that the owner may choose from.
const WAYS: [&str; 3] = ["办法一：", "办法二：", "办法三："];

fn option_words(option: &SolutionOption, chosen: bool) -> String {
    let side = |word: &str, text: &Option<String>| {
        text.as_ref().map(|text| format!("，{word}：{text}")).unwrap_or_default()
    };
    let mark = if chosen { "【业主选定】" } else { "" };
    let remedy = option.remedy.map(|remedy| format!("（{}）", remedy.label())).unwrap_or_default();
    let sides = [("好处", &option.pros), ("不足", &option.cons), ("花费和时间", &option.cost)];
    let sides: String = sides.into_iter().map(|(word, text)| side(word, text)).collect();
    format!("{mark}{}{remedy}{sides}", option.text)
}

/// What an event says was done about the matter, on one line; `None` where it says nothing of that.
pub fn done(kind: &EventKind) -> Option<String> {
    match kind {
        EventKind::Handled { result, .. } => Some(result.clone()),
        EventKind::Explained { text, satisfied: true, .. } => Some(format!("{}：{text}", kind.label())),
        _ => None,
    }
}

/// That the case is void, and why; `None` for every other event.
pub fn voided(kind: &EventKind) -> Option<String> {
    let EventKind::Voided { reason } = kind else { return None };
    Some(format!("已{}：{reason}", kind.label()))
}

/// What was told as the solution: its words, or the way that the owner chose where nothing else was written.
pub fn solution_words<'a>(options: &'a [SolutionOption], chosen: Option<usize>, text: &'a str) -> &'a str {
    let chosen = chosen.and_then(|index| options.get(index));
    if text.trim().is_empty() { chosen.map_or("", |option| &option.text) } else { text }
}

/// The whole of what was told as the solution: the way that the owner chose, and below what was said beside it; once where
/// both say the same.
pub fn solution_told(options: &[SolutionOption], chosen: Option<usize>, text: &str) -> String {
    let chosen = chosen.and_then(|index| options.get(index)).map_or("", |option| option.text.trim());
    match (chosen, text.trim()) {
        (one, other) if other.is_empty() || one == other => one.to_owned(),
        ("", other) => other.to_owned(),
        (one, other) => format!("{one}\n{other}"),
    }
}

/// How far the matter has come, on one line: the last thing that was done, found or told, with its day. What made the work
/// begin anew stands before what had been done until then.
pub fn progress(events: &[Event]) -> Option<String> {
    events.iter().rev().find_map(|event| {
        let text = match &event.kind {
            EventKind::Progress { text, .. } | EventKind::Explained { text, .. } => text.clone(),
            EventKind::Solution { options, chosen, text, .. } => {
                solution_words(options, *chosen, text).to_owned()
            }
            EventKind::Handled { result, .. } => result.clone(),
            EventKind::Investigated { facts, .. } => facts.clone(),
            EventKind::LetterReply { text, .. } => text.clone(),
            EventKind::CompletionDate { due, .. } => {
                format!("预计{} {}前完成", due.date().format("%m-%d"), due.clock())
            }
            kind if kind.makes_done() == Some(false) => again(kind),
            _ => return None,
        };
        (!text.trim().is_empty()).then(|| format!("{} {text}", event.at.date().format("%m-%d")))
    })
}

/// Why the work began anew.
fn again(kind: &EventKind) -> String {
    let (why, words) = match kind {
        EventKind::Verified { text, .. } => ("验证不合格", text.as_deref()),
        EventKind::Visit(visit) => ("回访不满意", visit.text.as_deref()),
        EventKind::Reopened { reason } => ("重新受理", Some(reason.as_str())),
        _ => return String::new(),
    };
    match words.map(str::trim).filter(|words| !words.is_empty()) {
        Some(words) => format!("{why}：{words}"),
        None => why.to_owned(),
    }
}

fn informed(told: bool, medium: Option<Medium>) -> String {
    let medium = medium.filter(|medium| *medium != Medium::Other).map_or("已", Medium::label);
    if told { format!("{medium}告知业主") } else { String::new() }
}

fn escalated(escalation: &Escalation, names: &dyn Names) -> Vec<Told> {
    let consent = match escalation.consent {
        Some(true) => "同意",
        Some(false) => "不愿",
        None => "",
    };
    let time = |moment: Option<Moment>| moment.map(|moment| names.time(moment)).unwrap_or_default();
    let missed = escalation.end == Some(EscalationEnd::NotReached);
    vec![
        Told::new(Facet::Cause, if escalation.continues { "" } else { escalation.trigger.label() }),
        Told::optional(Facet::To, &escalation.to),
        opinion(consent),
        Told::new(Facet::Contacted, time(escalation.contacted_at)).before("联系上"),
        Told::new(Facet::Arrived, time(escalation.arrived_at)).before("到场或接听"),
        Told::new(Facet::Outcome, if missed { EscalationEnd::NotReached.label() } else { "" }),
        Told::optional(Facet::Outcome, &escalation.reason).behind("没有上移的原因："),
        Told::optional(Facet::Outcome, &escalation.outcome),
    ]
}

/// `已验证（周工，11月3日 10:00）：试运行正常`. Ledger 21-02.
fn verified_words(verified: bool, verification: Option<&Verification>, names: &dyn Names) -> String {
    let Some(one) = verification.filter(|_| verified) else {
        return if verified { "已验证" } else { "未验证" }.to_owned();
    };
    let by: Vec<String> = one.who.clone().into_iter().chain(one.at.map(|at| names.time(at))).collect();
    let by = if by.is_empty() { String::new() } else { format!("（{}）", by.join("，")) };
    let seen = one.text.as_ref().map(|text| format!("：{text}")).unwrap_or_default();
    format!("已验证{by}{seen}")
}

fn visited(visit: &Visit, names: &dyn Names) -> Vec<Told> {
    let answer =
        |facet: Facet, opinion: Option<Opinion>| Told::new(facet, opinion.map_or("", Opinion::label));
    let points = [("期望", visit.expectation), ("感受", visit.perceived)];
    let points = points.iter().filter_map(|(what, value)| Some(format!("{what} {} 分", (*value)?)));
    let points = points.collect::<Vec<_>>().join("、");
    let full = if points.is_empty() { "" } else { "（满分 5 分）" };
    vec![
        Told::new(Facet::Way, visit.form.label()),
        Told::new(Facet::Outcome, visit.outcome.label()),
        answer(Facet::Process, visit.process).behind("过程"),
        answer(Facet::Measures, visit.measures).behind("措施"),
        answer(Facet::Result, visit.result).behind("结果"),
        detail(format!("{points}{full}")),
        detail(visit.emotion.map_or("", Emotion::label)).behind("情绪"),
        detail(if visit.standing == Some(true) { "明确拒绝一切回访" } else { "" }),
        detail(visit.again.map(|again| names.time(again)).unwrap_or_default()).behind("再次回访："),
        Told::optional(Facet::Visitor, &visit.visitor).behind("回访人："),
        Told::optional(Facet::Content, &visit.text),
    ]
}

/// `12 KB`, `3.4 MB`.
fn size_words(bytes: u64) -> String {
    match bytes {
        ..1024 => format!("{bytes} 字节"),
        1024..1_048_576 => format!("{} KB", bytes / 1024),
        _ => format!("{}.{} MB", bytes / 1_048_576, bytes % 1_048_576 * 10 / 1_048_576),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::code::{Category, SituationCode, Trigger};
    use serde_json::{Value, json};

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
        let refused = json!({"type": "escalated", "trigger": "N", "consent": false, "reason": "领导出差"});
        assert_eq!(told(refused), "点名找领导；业主不愿；没有上移的原因：领导出差");
        let answered = json!({"type": "answered", "question": "E3", "answer": "inside"});
        assert_eq!(told(answered), "人出来了没有？——还困在里面");
        let gone = json!({"type": "answered", "question": "E3", "answer": "old"});
        assert_eq!(told(gone), "场景 E3：old");
    }

    #[test]
    fn a_column_takes_what_its_head_asks_for_and_all_columns_say_no_more_than_the_line() {
        let json =
            json!({"type": "promised", "due": "2026-11-03T15:00", "consent": true, "text": "查清就回"});
        let kind: EventKind = serde_json::from_value(json).unwrap();
        let told = super::told(&kind, &Plain);
        assert_eq!(of(&told, &[Facet::Due, Facet::Content]), "约定15:00前回复\n查清就回");
        assert_eq!(under(&told, &[Facet::Opinion]), "同意");
        assert_eq!(line(&kind, &Plain), "约定15:00前回复；查清就回；业主同意");
        assert_eq!(under(&told, &[Facet::Verified]), "");
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
