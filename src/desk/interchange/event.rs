//! An event as files have it: a type of its own beside the stored one, so that the store may hold what files do not
//! know (ids, kinds, how an attempt ended). How one becomes the other stands in `convert`.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::desk::interchange::appointment::{AppointmentEndRecord, AppointmentRecord, TaskPurpose};
use crate::domain::cadence::Every;
use crate::domain::code::{
    ApologyForm, ClosureCode, Emotion, ExemptGround, Flag, Medium, Nature, PaperForm, ReplyTo,
    Responsibility, SituationCode, SuperiorRank, Trigger, VerifyResult,
};
use crate::domain::event::{SolutionOption, Visit};
use crate::domain::time::Moment;
use crate::domain::verification::Verification;

/// One event of a case in a file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EventRecord {
    /// When it happened.
    pub at: Moment,
    /// Who did it.
    pub by: String,
    /// What happened.
    #[serde(flatten)]
    pub kind: RecordKind,
}

/// What happened; the keys of interchange.md in their order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
#[expect(missing_docs, reason = "the types and keys are those of the documented format")]
pub enum RecordKind {
    Emotion {
        emotion: Emotion,
    },
    Restated {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        summary: String,
        #[serde(default)]
        confirmed: bool,
    },
    Explained {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        text: String,
        #[serde(default)]
        satisfied: bool,
        #[serde(default)]
        signed: bool,
    },
    Promised {
        due: Moment,
        #[serde(default)]
        consent: bool,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        text: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        confirmed_by: Option<String>,
    },
    Escalated {
        trigger: Trigger,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rung: Option<u8>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        consent: Option<bool>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        contacted_at: Option<Moment>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        arrived_at: Option<Moment>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outcome: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rank: Option<SuperiorRank>,
    },
    Assigned {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        to: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        department: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        named_by: Option<String>,
    },
    Investigated {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        facts: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        responsibility: Option<Responsibility>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        basis: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        for_owner: Option<String>,
    },
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
    CompletionDate {
        due: Moment,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    Progress {
        medium: Medium,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        text: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        told: Option<bool>,
        #[serde(default, rename = "final", skip_serializing_if = "Option::is_none")]
        is_final: Option<bool>,
    },
    Paper {
        form: PaperForm,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sent_to: Option<String>,
    },
    Handled {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        result: String,
        #[serde(default)]
        verified: bool,
        #[serde(default)]
        told: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        medium: Option<Medium>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        for_owner: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        verification: Option<Verification>,
    },
    Verified {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        who: Option<String>,
        result: VerifyResult,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
    Answered {
        question: SituationCode,
        answer: String,
    },
    Task {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        what: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Moment>,
        /// Place in `events` of the task that comes first.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<usize>,
        /// Hours after that one is done within which this one is done.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        within_hours: Option<u32>,
        /// What the task is for, where it is not one in words: the owner is told, a slot is agreed anew.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        purpose: Option<TaskPurpose>,
    },
    Appointed(AppointmentRecord),
    AppointmentEnded(AppointmentEndRecord),
    TaskDone {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        what: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        result: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        who: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rank: Option<SuperiorRank>,
    },
    Handover {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Moment>,
    },
    TakenOver {
        #[serde(default)]
        contacted: bool,
    },
    Apology {
        form: ApologyForm,
    },
    LetterReply {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<String>,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        text: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answers: Option<ReplyTo>,
    },
    Said {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        sentence: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        text: String,
    },
    Cadence {
        every: Every,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rule: Option<String>,
    },
    ClosingNotes {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cause: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lesson: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        avoid: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        adjust: Option<String>,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        example: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        think: Option<String>,
    },
    Attachment {
        name: String,
        sha256: String,
        size: u64,
    },
    Visit(Visit),
    VisitExempt {
        ground: ExemptGround,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
    Closed {
        code: ClosureCode,
        #[serde(default, rename = "override")]
        overridden: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    Reopened {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    Nature {
        nature: Nature,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    Flag {
        flag: Flag,
        set: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    Note {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        text: String,
        #[serde(default)]
        internal: bool,
    },
    Corrected {
        what: String,
        #[serde(default)]
        before: Value,
        #[serde(default)]
        after: Value,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    Voided {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
}
