//! What can happen to a case. Events are appended and never changed; a correction is an event of its own
//! (rules §2). The serde form of an event is the stored body; files have a form of their own (`desk::interchange`).

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::domain::appointment::{Appointment, AppointmentEnd};
use crate::domain::cadence::Every;
use crate::domain::code::{
    ApologyForm, ClosureCode, Emotion, EscalationEnd, ExemptGround, Flag, Medium, Nature, Opinion, PaperForm,
    Remedy, ReplyTo, Responsibility, SituationCode, SuperiorRank, Trigger, VerifyResult, VisitForm,
    VisitOutcome,
};
use crate::domain::deadline_set::{DeadlineSet, TaskAfter};
use crate::domain::obligation::{ObligationId, TaskKind};
use crate::domain::person::StaffId;
use crate::domain::time::Moment;
use crate::domain::verification::Verification;

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
        /// Why it goes from one person to another.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
        /// The department head who named him, where that was not whoever records it. Rules §4 record_form.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        named_by: Option<String>,
    },
    /// 调查. Ledger 06-01.
    Investigated {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        facts: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        responsibility: Option<Responsibility>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        basis: Option<String>,
        /// 对业主怎么说: the same in words for the owner; what staff wrote for each other is not read to him.
        /// Ledger 12-69.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        for_owner: Option<String>,
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
    CompletionDate {
        due: Moment,
        /// Why not the same day; see `permission`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// 进展告知. Ledger 07-16.
    Progress {
        medium: Medium,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        text: String,
        /// Whether it reached the customer; see [`EventKind::told`].
        #[serde(default, skip_serializing_if = "Option::is_none")]
        told: Option<bool>,
        /// The outcome of an outside matter, as it was told. Rules §6 external.
        #[serde(default, rename = "final", skip_serializing_if = "std::ops::Not::not")]
        is_final: bool,
    },
    /// A letter, report or record printed and sent or filed.
    Paper {
        form: PaperForm,
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
        /// 对业主怎么说: the same in words for the owner; what staff wrote for each other is not read to him.
        /// Ledger 12-69.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        for_owner: Option<String>,
        /// Who verified it and when, where it was verified on the spot. Ledger 21-02.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        verification: Option<Verification>,
    },
    /// The work was checked: who did it, with what result. Ledger 21-02.
    Verified {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        who: Option<String>,
        result: VerifyResult,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
    /// The owner's answer to a situation's question, by their ids in the library. Ledger 12-32.
    Answered { question: SituationCode, answer: String },
    /// A task given to somebody with a due time; a situation's limit says which it is. Ledger 07-12, 12-68.
    Task {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        what: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Moment>,
        #[serde(default, skip_serializing_if = "TaskKind::is_free")]
        kind: TaskKind,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<TaskAfter>,
    },
    /// A task, or the appearance or report that was owed, is done. `task` says which; `what` are its words then.
    TaskDone {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        task: Option<ObligationId>,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        what: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        result: Option<String>,
        /// Who of the superiors appeared, or to whom it was reported.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        who: Option<String>,
        /// Where that person stands. Rules §5.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rank: Option<SuperiorRank>,
    },
    /// A task of a situation fell away, because another situation was chosen: neither met nor missed. Rules §4.
    TaskWithdrawn { task: ObligationId, what: String },
    /// 预约上门: a slot agreed with the owner. Ledger 07-08 to 07-10.
    Appointed(Appointment),
    /// What came of it: kept or missed. Ledger 07-13.
    AppointmentEnded(AppointmentEnd),
    /// The supervisor's answer whether a complaint is 有一定难度. Rules §4 record_form.
    DifficultyJudged { difficult: bool },
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
        answers: ReplyTo,
        /// The letter of ours that it answers, by the place of its event; files name none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        letter: Option<u32>,
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
        /// Hours between two notices, none at all, or the usual ones again.
        every: Every,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rule: Option<String>,
        /// The situation that asked for it; absent for a cadence agreed on the case.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        situation: Option<SituationCode>,
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
        /// 可作案例. Ledger 09-13.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        example: bool,
        /// 想一想, a question a line. Ledger 17-24.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        think: Option<String>,
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

/// One attempt to hand the customer upward; holds only what happened. Ledger 05-26.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Escalation {
    /// Why.
    pub trigger: Trigger,
    /// Title and name of the superior, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// His name apart from his title; files have none. See [`Escalation::superior_name`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub superior: Option<String>,
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
    /// Outcome and instruction, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// Why nobody was called after all: the owner did not want it, or whom he demanded by name was not called. Rules §5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// How the attempt ended; absent while it runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<EscalationEnd>,
    /// Where the superior stands; absent when nobody knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<SuperiorRank>,
    /// This row goes on with the running attempt.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub continues: bool,
}

impl Escalation {
    /// A new attempt of which only the reason is known.
    pub fn new(trigger: Trigger) -> Self {
        Self {
            trigger,
            to: None,
            superior: None,
            rung: None,
            consent: None,
            contacted_at: None,
            arrived_at: None,
            outcome: None,
            reason: None,
            end: None,
            rank: None,
            continues: false,
        }
    }

    /// Takes over what a later row of the same attempt says.
    pub fn take_over(&mut self, later: &Self) {
        self.trigger = later.trigger;
        let newer = later.clone();
        self.to = newer.to.or(self.to.take());
        self.superior = newer.superior.or(self.superior.take());
        self.rung = newer.rung.or(self.rung);
        self.consent = newer.consent.or(self.consent);
        self.contacted_at = newer.contacted_at.or(self.contacted_at);
        self.arrived_at = newer.arrived_at.or(self.arrived_at);
        self.outcome = newer.outcome.or(self.outcome.take());
        self.reason = newer.reason.or(self.reason.take());
        self.end = newer.end.or(self.end);
        self.rank = newer.rank.or(self.rank);
    }

    /// When a superior was spoken to: contacted or arrived; `None` when nobody was reached.
    pub fn reached_at(&self) -> Option<Moment> {
        let contact = self.contacted_at.or(self.arrived_at);
        contact.filter(|_| self.arrived_at.is_some() || self.end != Some(EscalationEnd::NotReached))
    }
}

/// One proposed way, with what speaks for and against it. Ledger 06-22, 06-27.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// What it costs and how long it takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<String>,
    /// By which kind of remedy. Ledger 06-28.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedy: Option<Remedy>,
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
    /// Who made it, where that is not who recorded it. Rules §6.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visitor: Option<String>,
    /// When it is tried again, as agreed (改约) or proposed (无人接听).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub again: Option<Moment>,
}

impl Visit {
    /// Whether what was expected and what was got are marks from 1 to 5, as far as they were given. Rules §6.
    pub fn has_marks_of_five(&self) -> bool {
        self.expectation.into_iter().chain(self.perceived).all(|mark| (1..=5).contains(&mark))
    }

    /// Whether all three questions were answered, where the customer was reached. Rules §6.
    pub fn has_all_opinions(&self) -> bool {
        !self.reached() || ![self.process, self.measures, self.result].contains(&None)
    }

    /// Who made it; `by` recorded it.
    pub fn made_by<'a>(&'a self, by: &'a str) -> &'a str {
        self.visitor.as_deref().unwrap_or(by)
    }

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
    /// What it makes of the work of a round: done, or – as the round goes on, or another begins – not done any more; `None`
    /// where it says nothing of that.
    pub fn makes_done(&self) -> Option<bool> {
        match self {
            Self::Handled { .. } => Some(true),
            Self::Verified { result: VerifyResult::Wanting, .. } | Self::Reopened { .. } => Some(false),
            Self::Visit(visit) if visit.dissatisfied() => Some(false),
            _ => None,
        }
    }

    /// Whether this event told the customer something in the sense of rules §4: a progress notice counts
    /// unless it says otherwise, a notice board alone never; 处理完成 only when it says so.
    pub fn told(&self) -> bool {
        match self {
            Self::Progress { medium, told, .. } => told.unwrap_or(*medium != Medium::Notice),
            Self::Handled { told, .. } => *told,
            _ => false,
        }
    }

    /// Whether somebody dealt with the customer in it, so that he heard from us.
    pub fn reaches_customer(&self) -> bool {
        match self {
            Self::Restated { .. }
            | Self::Explained { .. }
            | Self::Promised { .. }
            | Self::Solution { .. }
            | Self::CompletionDate { .. }
            | Self::Escalated(_)
            | Self::Apology { .. }
            | Self::Appointed(_)
            | Self::TakenOver { contacted: true } => true,
            Self::Visit(visit) => visit.outcome != VisitOutcome::NoAnswer,
            Self::AppointmentEnded(end) => end.is_kept(),
            kind => kind.told(),
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
            Self::Verified { .. } => "验证",
            Self::Answered { .. } => "问答",
            Self::Task { .. } => "待办",
            Self::TaskDone { .. } => "待办完成",
            Self::TaskWithdrawn { .. } => "待办取消",
            Self::Appointed(_) => "预约上门",
            Self::AppointmentEnded(_) => "上门结果",
            Self::DifficultyJudged { .. } => "难度判断",
            Self::Handover { .. } => "交班",
            Self::TakenOver { .. } => "接班",
            Self::Apology { .. } => "致歉",
            Self::LetterReply { .. } => "答复",
            Self::Said { .. } if self.marks_danger() => "险情",
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
