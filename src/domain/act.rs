//! What can be done to a case: one word for each act, whether a button, a form or a command does it. Who may do it
//! when stands in `permission`, what it leads to in `deadline` and `fulfilment`.

use crate::domain::code::DeadlineCode;
use crate::domain::event::EventKind;
use crate::domain::obligation::{Obligation, TaskKind};

/// One thing to do to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the labels say it")]
pub enum Act {
    Restate,
    Explain,
    Promise,
    Escalate,
    Assign,
    Investigate,
    Solution,
    CompletionDate,
    Progress,
    Handle,
    Verify,
    Visit,
    Exempt,
    Close,
    Classify,
    Answer,
    Paper,
    Reply,
    Task,
    TaskDone,
    Appoint,
    AppointmentEnd,
    Judge,
    Handover,
    TakeOver,
    Apology,
    Cadence,
    Mood,
    Flag,
    Link,
    Say,
    Attach,
    Note,
    Correct,
    Online,
    Lift,
    Lessons,
    Reopen,
    Void,
}

impl Act {
    /// Every act.
    pub const ALL: &'static [Self] = &[
        Self::Restate,
        Self::Explain,
        Self::Promise,
        Self::Escalate,
        Self::Assign,
        Self::Investigate,
        Self::Solution,
        Self::CompletionDate,
        Self::Progress,
        Self::Handle,
        Self::Verify,
        Self::Visit,
        Self::Exempt,
        Self::Close,
        Self::Classify,
        Self::Answer,
        Self::Paper,
        Self::Reply,
        Self::Task,
        Self::TaskDone,
        Self::Appoint,
        Self::AppointmentEnd,
        Self::Judge,
        Self::Handover,
        Self::TakeOver,
        Self::Apology,
        Self::Cadence,
        Self::Mood,
        Self::Flag,
        Self::Link,
        Self::Say,
        Self::Attach,
        Self::Note,
        Self::Correct,
        Self::Online,
        Self::Lift,
        Self::Lessons,
        Self::Reopen,
        Self::Void,
    ];

    /// The word on its button.
    pub fn label(self) -> &'static str {
        match self {
            Self::Restate => "复述核实",
            Self::Explain => "现场解释",
            Self::Promise => "约定回复",
            Self::Escalate => "服务上移",
            Self::Assign => "指派责任人",
            Self::Investigate => "调查",
            Self::Solution => "方案",
            Self::CompletionDate => "告知完成日期",
            Self::Progress => "进展告知",
            Self::Handle => "处理完成",
            Self::Verify => "验证",
            Self::Visit => "回访",
            Self::Exempt => "免回访",
            Self::Close => "关闭",
            Self::Classify => "分类",
            Self::Answer => "问答",
            Self::Paper => "函件已发",
            Self::Reply => "登记答复",
            Self::Task => "待办",
            Self::TaskDone => "待办完成",
            Self::Appoint => "预约上门",
            Self::AppointmentEnd => "上门结果",
            Self::Judge => "判断难度",
            Self::Handover => "交班",
            Self::TakeOver => "接班",
            Self::Apology => "致歉",
            Self::Cadence => "告知频次",
            Self::Mood => "情绪",
            Self::Flag => "标记",
            Self::Link => "关联",
            Self::Say => "已说话术",
            Self::Attach => "附件",
            Self::Note => "备注",
            Self::Correct => "更正",
            Self::Online => "统一口径",
            Self::Lift => "电梯困人",
            Self::Lessons => "关闭小结",
            Self::Reopen => "重新受理",
            Self::Void => "作废",
        }
    }

    /// Its code word, by which its draft lies on disk.
    pub fn code(self) -> &'static str {
        match self {
            Self::Restate => "restate",
            Self::Explain => "explain",
            Self::Promise => "promise",
            Self::Escalate => "escalate",
            Self::Assign => "assign",
            Self::Investigate => "investigate",
            Self::Solution => "solution",
            Self::CompletionDate => "completion_date",
            Self::Progress => "progress",
            Self::Handle => "handle",
            Self::Verify => "verify",
            Self::Visit => "visit",
            Self::Exempt => "exempt",
            Self::Close => "close",
            Self::Classify => "classify",
            Self::Answer => "answer",
            Self::Paper => "paper",
            Self::Reply => "reply",
            Self::Task => "task",
            Self::TaskDone => "task_done",
            Self::Appoint => "appoint",
            Self::AppointmentEnd => "appointment_end",
            Self::Judge => "judge",
            Self::Handover => "handover",
            Self::TakeOver => "take_over",
            Self::Apology => "apology",
            Self::Cadence => "cadence",
            Self::Mood => "mood",
            Self::Flag => "flag",
            Self::Link => "link",
            Self::Say => "say",
            Self::Attach => "attach",
            Self::Note => "note",
            Self::Correct => "correct",
            Self::Online => "online",
            Self::Lift => "lift",
            Self::Lessons => "lessons",
            Self::Reopen => "reopen",
            Self::Void => "void",
        }
    }

    /// The act of a code word.
    pub fn from_code(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|act| act.code() == word)
    }

    /// The act that an event records.
    pub fn of(kind: &EventKind) -> Self {
        match kind {
            EventKind::Emotion { .. } => Self::Mood,
            EventKind::Restated { .. } => Self::Restate,
            EventKind::Explained { .. } => Self::Explain,
            EventKind::Promised { .. } => Self::Promise,
            EventKind::Escalated(_) => Self::Escalate,
            EventKind::Assigned { .. } => Self::Assign,
            EventKind::Investigated { .. } => Self::Investigate,
            EventKind::Solution { .. } => Self::Solution,
            EventKind::CompletionDate { .. } => Self::CompletionDate,
            EventKind::Progress { .. } => Self::Progress,
            EventKind::Paper { .. } => Self::Paper,
            EventKind::Handled { .. } => Self::Handle,
            EventKind::Verified { .. } => Self::Verify,
            EventKind::Answered { .. } => Self::Answer,
            EventKind::Task { .. } => Self::Task,
            EventKind::TaskDone { .. } => Self::TaskDone,
            EventKind::Appointed(_) => Self::Appoint,
            EventKind::AppointmentEnded(_) => Self::AppointmentEnd,
            // A situation that is chosen anew takes its tasks along.
            EventKind::TaskWithdrawn { .. } | EventKind::Nature { .. } => Self::Classify,
            EventKind::DifficultyJudged { .. } => Self::Judge,
            EventKind::Handover { .. } => Self::Handover,
            EventKind::TakenOver { .. } => Self::TakeOver,
            EventKind::Apology { .. } => Self::Apology,
            EventKind::LetterReply { .. } => Self::Reply,
            EventKind::Said { .. } => Self::Say,
            EventKind::Cadence { .. } => Self::Cadence,
            EventKind::ClosingNotes { .. } => Self::Lessons,
            EventKind::Attachment { .. } => Self::Attach,
            EventKind::Visit(_) => Self::Visit,
            EventKind::VisitExempt { .. } => Self::Exempt,
            EventKind::Closed { .. } => Self::Close,
            EventKind::Reopened { .. } => Self::Reopen,
            EventKind::Flag { .. } => Self::Flag,
            EventKind::Note { .. } => Self::Note,
            EventKind::Corrected { what, .. } => match what.as_str() {
                "repeat_of" | "group_of" => Self::Link,
                "class" | "class_ii_part" | "category" | "situation" | "content" | "capability"
                | "urgency" | "needs" | "service" => Self::Classify,
                "online.wording" | "online.spokesman" => Self::Online,
                "lift" | "lift.trapped_at" | "lift.arrived_at" | "lift.freed_at" | "lift.firm"
                | "lift.harm" => Self::Lift,
                _ => Self::Correct,
            },
            EventKind::Voided { .. } => Self::Void,
        }
    }

    /// The act that meets an obligation.
    pub fn that_meets(one: &Obligation) -> Self {
        match one.deadline {
            DeadlineCode::FirstResponse
            | DeadlineCode::FollowUp
            | DeadlineCode::Promise
            | DeadlineCode::Reply
            | DeadlineCode::Progress => Self::Progress,
            DeadlineCode::Investigate => Self::Investigate,
            DeadlineCode::Verify => Self::Verify,
            DeadlineCode::SuperiorContact => Self::Escalate,
            // Who appeared, or to whom it was reported, is named.
            DeadlineCode::Head | DeadlineCode::ReportUp => Self::TaskDone,
            DeadlineCode::Apology => Self::Apology,
            DeadlineCode::Handler => Self::Assign,
            DeadlineCode::SameDay => Self::Handle,
            DeadlineCode::RecordForm | DeadlineCode::Letter => Self::Paper,
            DeadlineCode::Referral => Self::Reply,
            DeadlineCode::Visit => Self::Visit,
            DeadlineCode::QuietWeek => Self::Close,
            DeadlineCode::Handover => Self::TakeOver,
            DeadlineCode::DailyCheck => Self::Note,
            DeadlineCode::Task => match one.task {
                Some(TaskKind::EscalateAgain) => Self::Escalate,
                Some(TaskKind::JudgeDifficulty) => Self::Judge,
                Some(TaskKind::TellOwner) => Self::Progress,
                Some(TaskKind::Appointment { .. }) => Self::AppointmentEnd,
                Some(TaskKind::NewSlot) => Self::Appoint,
                Some(TaskKind::Paper { .. }) => Self::Paper,
                Some(
                    TaskKind::Free
                    | TaskKind::CallAfterDanger
                    | TaskKind::LookAgain
                    | TaskKind::SituationLimit { .. },
                )
                | None => Self::TaskDone,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_words_lead_back_to_their_acts() {
        for act in Act::ALL {
            assert_eq!(Act::from_code(act.code()), Some(*act));
        }
    }
}
