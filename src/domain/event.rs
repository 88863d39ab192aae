//! What can happen to a case. Events are appended and never changed; a correction is an event of its own
//! (rules §2). The serde form of an event is the interchange format and the stored body at once.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::domain::code::{
    ApologyForm, ClosureCode, DeadlineCode, Emotion, ExemptGround, Flag, Medium, Nature, Opinion,
    Responsibility, Trigger, VisitForm, VisitOutcome,
};
use crate::domain::person::StaffId;
use crate::domain::time::Moment;

/// One thing that happened to a case.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Event {
    /// When it happened, on the counter's clock.
    pub at: Moment,
    /// The person's name as then written.
    pub by: String,
    /// The person's id on this counter; unknown for imported people until the store finds them.
    #[serde(skip)]
    pub by_id: Option<StaffId>,
    /// What happened.
    #[serde(flatten)]
    pub kind: EventKind,
    /// Deadlines set by this event, with their due time as it was then (rules §4): changing a setting
    /// later changes none of them.
    #[serde(skip)]
    pub sets: Vec<DeadlineSet>,
}

impl Event {
    /// An event that sets no deadline yet.
    pub fn new(at: Moment, by: impl Into<String>, kind: EventKind) -> Self {
        Self { at, by: by.into(), by_id: None, kind, sets: Vec::new() }
    }
}

impl<'de> Deserialize<'de> for Event {
    /// Flattening and refusing unknown keys exclude each other in serde, so the head is taken off by hand.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        let mut map = serde_json::Map::deserialize(deserializer)?;
        let mut head = |key: &'static str| map.shift_remove(key).ok_or_else(|| D::Error::missing_field(key));
        let at = serde_json::from_value(head("at")?).map_err(D::Error::custom)?;
        let by = serde_json::from_value(head("by")?).map_err(D::Error::custom)?;
        let kind = serde_json::from_value(Value::Object(map)).map_err(D::Error::custom)?;
        Ok(Self { at, by, by_id: None, kind, sets: Vec::new() })
    }
}

/// A deadline as the event that set it stores it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeadlineSet {
    /// Which deadline.
    pub deadline: DeadlineCode,
    /// When it is due; for a cadence that ends the progress duty, nothing is stored.
    pub due: Moment,
    /// The rule that set it, e.g. `rules §4 promise`; shown to the user and in `today`.
    pub rule: String,
    /// What is to be done, for `task`; the deadline's own label otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub what: Option<String>,
}

/// What happened, with its particulars; the keys are those of the interchange format.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are the documented keys of the interchange format")]
pub enum EventKind {
    /// The mood changed.
    Emotion { emotion: Emotion },
    /// 复述：the summary was read back. Ledger 03-01.
    Restated {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        summary: String,
        #[serde(default)]
        confirmed: bool,
    },
    /// 现场解释. Ledger 03-04 to 03-07.
    Explained {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        text: String,
        #[serde(default)]
        satisfied: bool,
        #[serde(default)]
        signed: bool,
    },
    /// 约定回复. Ledger 04-01.
    Promised {
        due: Moment,
        #[serde(default)]
        consent: bool,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        text: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        confirmed_by: Option<String>,
    },
    /// 服务上移. Ledger 05-26.
    Escalated(Escalation),
    /// 指派责任人. Ledger 07-06.
    Assigned {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        to: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        department: Option<String>,
    },
    /// 调查. Ledger 06-01.
    Investigated {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        facts: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        responsibility: Option<Responsibility>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        basis: Option<String>,
    },
    /// 方案：told to the customer, agreed or not. Ledger 06-05.
    Solution {
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        options: Vec<SolutionOption>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        chosen: Option<usize>,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        text: String,
        #[serde(default)]
        agreed: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        opinion: Option<String>,
    },
    /// 告知完成日期：same-day handling is impossible. Ledger 04-06.
    CompletionDate { due: Moment },
    /// 进展告知. Ledger 07-16.
    Progress {
        medium: Medium,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        text: String,
        /// Whether it reached the customer; see [`EventKind::told`].
        #[serde(default, skip_serializing_if = "Option::is_none")]
        told: Option<bool>,
    },
    /// A letter, report or record printed and sent or filed.
    Paper {
        form: u8,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sent_to: Option<String>,
    },
    /// 处理完成. Ledger 04-04.
    Handled {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        result: String,
        #[serde(default)]
        verified: bool,
        #[serde(default)]
        told: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        medium: Option<Medium>,
    },
    /// A task given to somebody with a due time. Ledger 07-12.
    Task {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        what: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Moment>,
    },
    /// The task of the same `what` is done.
    TaskDone {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        what: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        result: Option<String>,
    },
    /// Night hand-over. Ledger 02-27.
    Handover {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Moment>,
    },
    /// The hand-over was taken over.
    TakenOver {
        #[serde(default)]
        contacted: bool,
    },
    /// An apology for our fault. Ledger 06-03.
    Apology { form: ApologyForm },
    /// The addressee of a letter, or we to a referral, answered.
    LetterReply {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<String>,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        text: String,
    },
    /// A sentence of the library was said to the customer.
    Said {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        sentence: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        text: String,
    },
    /// The case's own cadence of progress notices. Ledger 07-15.
    Cadence {
        /// Hours between two notices, or none at all.
        every: Every,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rule: Option<String>,
    },
    /// The four questions at closing. Ledger 09-14.
    ClosingNotes {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cause: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lesson: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        avoid: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        adjust: Option<String>,
    },
    /// A photo or screenshot was kept with the case. Ledger 09-11.
    Attachment { name: String, sha256: String, size: u64 },
    /// 回访 attempt. Ledger 08-04.
    Visit(Visit),
    /// 免回访. Ledger 08-09 to 08-13.
    VisitExempt {
        ground: ExemptGround,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
    /// 关闭. Rules §6.
    Closed {
        code: ClosureCode,
        #[serde(default, rename = "override")]
        overridden: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// 重新受理：a closed case taken up again.
    Reopened {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// The nature changed, e.g. help → effective. Ledger 10-12.
    Nature {
        nature: Nature,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// A mark was set or taken off.
    Flag {
        flag: Flag,
        set: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// 备注.
    Note {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        text: String,
        #[serde(default)]
        internal: bool,
    },
    /// 更正：says what it corrects. `what` is a key path of the case or `events[n].key`.
    Corrected {
        what: String,
        #[serde(default)]
        before: Value,
        #[serde(default)]
        after: Value,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// 作废.
    Voided {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
}

/// The hours of a cadence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Value", into = "Value")]
pub enum Every {
    /// So many hours between two notices; at least one.
    Hours(u32),
    /// No regular notice.
    None,
}

impl TryFrom<Value> for Every {
    type Error = String;

    fn try_from(value: Value) -> Result<Self, String> {
        match &value {
            Value::String(word) if word == "none" => Ok(Self::None),
            _ => value
                .as_u64()
                .and_then(|hours| u32::try_from(hours).ok())
                .filter(|hours| *hours > 0)
                .map(Self::Hours)
                .ok_or_else(|| format!("every 应是小时数或 none，不能是 {value}")),
        }
    }
}

impl From<Every> for Value {
    fn from(every: Every) -> Value {
        match every {
            Every::Hours(hours) => hours.into(),
            Every::None => "none".into(),
        }
    }
}

/// One attempt to hand the customer upward; holds only what happened. Ledger 05-26.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Escalation {
    /// Why.
    pub trigger: Trigger,
    /// Name or title of the superior.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Rung of the ladder, 1 to 3.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rung: Option<u8>,
    /// The customer's answer when asked; absent while not asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<bool>,
    /// When the superior was contacted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contacted_at: Option<Moment>,
    /// When the superior arrived or took the call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrived_at: Option<Moment>,
    /// Outcome and instruction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// In the store only: this row goes on with the attempt of the row before. Folded before export.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub continues: bool,
}

impl Escalation {
    /// A new attempt of which only the reason is known.
    pub fn new(trigger: Trigger) -> Self {
        Self {
            trigger,
            to: None,
            rung: None,
            consent: None,
            contacted_at: None,
            arrived_at: None,
            outcome: None,
            continues: false,
        }
    }

    /// Takes over what a later row of the same attempt says.
    pub fn take_over(&mut self, later: &Self) {
        self.trigger = later.trigger;
        let newer = later.clone();
        self.to = newer.to.or(self.to.take());
        self.rung = newer.rung.or(self.rung);
        self.consent = newer.consent.or(self.consent);
        self.contacted_at = newer.contacted_at.or(self.contacted_at);
        self.arrived_at = newer.arrived_at.or(self.arrived_at);
        self.outcome = newer.outcome.or(self.outcome.take());
    }

    /// Whether the attempt is still running: consented or not yet asked, and without an outcome (上移中).
    pub fn is_running(&self) -> bool {
        self.outcome.is_none() && self.consent != Some(false) && self.arrived_at.is_none()
    }
}

/// One proposed way, with what speaks for and against it. Ledger 06-27.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SolutionOption {
    /// The proposal.
    pub text: String,
    /// What speaks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pros: Option<String>,
    /// What speaks against it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cons: Option<String>,
}

/// One attempt of a return visit. Ledger 08-04, 08-18, 08-19.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Visit {
    /// How.
    pub form: VisitForm,
    /// Whether the customer was reached.
    pub outcome: VisitOutcome,
    /// With `declined`: refuses all visits for good (ledger 08-14).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standing: Option<bool>,
    /// Opinion of how it was received.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub process: Option<Opinion>,
    /// Opinion of the measures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measures: Option<Opinion>,
    /// Opinion of the result.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<Opinion>,
    /// What was expected, 1 to 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expectation: Option<u8>,
    /// What was got, 1 to 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub perceived: Option<u8>,
    /// Mood at the visit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emotion: Option<Emotion>,
    /// Suggestions and other words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl Visit {
    /// Whether the customer was reached.
    pub fn reached(&self) -> bool {
        self.outcome == VisitOutcome::Reached
    }

    /// Whether a reached customer called at least one of the three dissatisfying.
    pub fn dissatisfied(&self) -> bool {
        self.reached() && [self.process, self.measures, self.result].contains(&Some(Opinion::Dissatisfied))
    }
}

impl EventKind {
    /// Whether this event told the customer something in the sense of rules §4: a progress notice counts
    /// unless it says otherwise, a notice board alone never; 处理完成 only when it says so.
    pub fn told(&self) -> bool {
        match self {
            Self::Progress { medium, told, .. } => told.unwrap_or(*medium != Medium::Notice),
            Self::Handled { told, .. } => *told,
            _ => false,
        }
    }

    /// The event's word in the time line.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Emotion { .. } => "情绪",
            Self::Restated { .. } => "复述核实",
            Self::Explained { .. } => "现场解释",
            Self::Promised { .. } => "约定回复",
            Self::Escalated(_) => "服务上移",
            Self::Assigned { .. } => "指派责任人",
            Self::Investigated { .. } => "调查",
            Self::Solution { .. } => "方案",
            Self::CompletionDate { .. } => "告知完成日期",
            Self::Progress { .. } => "进展告知",
            Self::Paper { .. } => "函件与表单",
            Self::Handled { .. } => "处理完成",
            Self::Task { .. } => "待办",
            Self::TaskDone { .. } => "待办完成",
            Self::Handover { .. } => "交班",
            Self::TakenOver { .. } => "接班",
            Self::Apology { .. } => "致歉",
            Self::LetterReply { .. } => "答复",
            Self::Said { .. } => "已说话术",
            Self::Cadence { .. } => "告知频次",
            Self::ClosingNotes { .. } => "关闭小结",
            Self::Attachment { .. } => "附件",
            Self::Visit(_) => "回访",
            Self::VisitExempt { .. } => "免回访",
            Self::Closed { .. } => "关闭",
            Self::Reopened { .. } => "重新受理",
            Self::Nature { .. } => "性质变更",
            Self::Flag { .. } => "标记",
            Self::Note { .. } => "备注",
            Self::Corrected { .. } => "更正",
            Self::Voided { .. } => "作废",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<Event, serde_json::Error> {
        serde_json::from_str(json)
    }

    #[test]
    fn an_event_comes_back_byte_for_byte() {
        let json = r#"{"at":"2026-11-03T09:12:00+08:00","by":"李敏","type":"promised","due":"2026-11-03T15:00:00+08:00","consent":true,"text":"下午三点前回复"}"#;
        assert_eq!(serde_json::to_string(&read(json).unwrap()).unwrap(), json);
    }

    #[test]
    fn unknown_keys_are_refused_by_name() {
        let error =
            read(r#"{"at":"2026-11-03T09:12","by":"李敏","type":"note","text":"x","colour":1}"#).unwrap_err();
        assert!(error.to_string().contains("colour"), "{error}");
        let error = read(r#"{"at":"2026-11-03T09:12","by":"李敏","type":"visit","form":"phone","outcome":"reached","x":1}"#)
            .unwrap_err();
        assert!(error.to_string().contains('x'), "{error}");
        assert!(read(r#"{"by":"李敏","type":"note","text":"x"}"#).unwrap_err().to_string().contains("at"));
    }

    #[test]
    fn only_what_reached_the_customer_is_told() {
        let notice = |medium, told| EventKind::Progress { medium, text: String::new(), told };
        assert!(notice(Medium::Phone, None).told());
        assert!(!notice(Medium::Phone, Some(false)).told());
        assert!(!notice(Medium::Notice, None).told());
        assert!(notice(Medium::Online, None).told());
    }

    #[test]
    fn a_cadence_is_hours_or_none() {
        assert_eq!(serde_json::from_str::<Every>("4").unwrap(), Every::Hours(4));
        assert_eq!(serde_json::from_str::<Every>("\"none\"").unwrap(), Every::None);
        assert!(serde_json::from_str::<Every>("0").is_err());
    }
}
