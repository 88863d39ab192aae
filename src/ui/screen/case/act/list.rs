//! What can be done to a case from its screen: the word of each act, what it is for, when it is offered.

use crate::domain::case_state::CaseState;
use crate::domain::closure::Entry;
use crate::domain::code::DeadlineCode;
use crate::domain::obligation::{Obligation, TaskKind};

/// One thing to do, each with a short form of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
    Letter,
    Reply,
    Task,
    TaskDone,
    Judge,
    Handover,
    TakeOver,
    Apology,
    Cadence,
    Mood,
    Flag,
    Link,
    Note,
    Correct,
    Lessons,
    Reopen,
    Void,
}

impl Act {
    /// The way of a case, in order: the large buttons.
    pub const WAY: &'static [Self] = &[
        Self::Assign,
        Self::Promise,
        Self::Progress,
        Self::Investigate,
        Self::Solution,
        Self::CompletionDate,
        Self::Handle,
        Self::Verify,
        Self::Visit,
        Self::Close,
    ];

    /// Everything else.
    pub const MORE: &'static [Self] = &[
        Self::Restate,
        Self::Explain,
        Self::Classify,
        Self::Exempt,
        Self::Letter,
        Self::Reply,
        Self::Task,
        Self::TaskDone,
        Self::Judge,
        Self::Handover,
        Self::TakeOver,
        Self::Apology,
        Self::Cadence,
        Self::Mood,
        Self::Flag,
        Self::Link,
        Self::Note,
        Self::Correct,
        Self::Lessons,
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
            Self::Letter => "函件已发",
            Self::Reply => "登记答复",
            Self::Task => "待办",
            Self::TaskDone => "待办完成",
            Self::Judge => "判断难度",
            Self::Handover => "交班",
            Self::TakeOver => "接班",
            Self::Apology => "致歉",
            Self::Cadence => "告知频次",
            Self::Mood => "情绪",
            Self::Flag => "标记",
            Self::Link => "关联",
            Self::Note => "备注",
            Self::Correct => "更正",
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
            Self::Visit => "visit",
            Self::Exempt => "exempt",
            Self::Close => "close",
            Self::Classify => "classify",
            Self::Letter => "letter",
            Self::Reply => "reply",
            Self::Task => "task",
            Self::TaskDone => "task_done",
            Self::Handover => "handover",
            Self::TakeOver => "take_over",
            Self::Apology => "apology",
            Self::Cadence => "cadence",
            Self::Mood => "mood",
            Self::Flag => "flag",
            Self::Link => "link",
            Self::Note => "note",
            Self::Correct => "correct",
            Self::Lessons => "lessons",
            Self::Reopen => "reopen",
            Self::Void => "void",
        }
    }

    /// The act of a code word.
    pub fn from_code(word: &str) -> Option<Self> {
        let all = Self::WAY.iter().chain(Self::MORE).chain(&[Self::Escalate, Self::Reopen]);
        all.copied().find(|act| act.code() == word)
    }

    /// What the form is for, in one line.
    pub fn advice(self) -> &'static str {
        match self {
            Self::Restate => "把要点念给业主听，请他确认",
            Self::Explain => "说明实际情况，问业主是否满意",
            Self::Promise => "约一个做得到的时间，24小时内",
            Self::Escalate => "先征得业主同意，再联系上级",
            Self::Assign => "写明由谁负责到底",
            Self::Investigate => "查到的事实、依据和责任",
            Self::Solution => "告诉业主方案，征求意见",
            Self::CompletionDate => "当天办不完，告诉业主哪天办完",
            Self::Progress => "告诉业主办到哪一步了",
            Self::Handle => "写明怎么办的、办成什么样",
            Self::Verify => "谁去看过、结果怎样，合格了再回访",
            Self::Visit => "问过程、措施、结果三项意见",
            Self::Exempt => "符合条件才免，写明理由",
            Self::Close => "缺什么会一次列全",
            Self::Classify => "统计和时限都按分类算",
            Self::Letter => "函件、报告或记录表发出后登记",
            Self::Reply => "对方或外部单位的答复",
            Self::Task => "交给谁、什么时候前办完",
            Self::TaskDone => "办完哪一件",
            Self::Judge => "有难度的要填处理记录表",
            Self::Handover => "夜间的事，次日早上接班并联系业主",
            Self::TakeOver => "接班后要联系到业主才算",
            Self::Apology => "管理责任已定，为过错致歉",
            Self::Cadence => "多久告知业主一次进展",
            Self::Mood => "业主现在的情绪",
            Self::Flag => "有事实才标",
            Self::Link => "同一件事再次投诉，或群诉的一户",
            Self::Note => "补充情况",
            Self::Correct => "原记录保留，另记更正",
            Self::Lessons => "原因、收获、怎样避免、怎样调整",
            Self::Reopen => "写明为什么重新受理",
            Self::Void => "写明作废的原因",
        }
    }

    /// Whether it makes sense for the case as it stands.
    pub fn fits(self, standing: &CaseState) -> bool {
        if standing.voided_at.is_some() {
            return self == Self::Note;
        }
        let closed = standing.closed.is_some();
        match self {
            Self::Reopen => closed,
            Self::Note
            | Self::Correct
            | Self::Lessons
            | Self::Void
            | Self::Classify
            | Self::Link
            | Self::Reply => true,
            Self::TaskDone => standing.obligations.iter().any(is_open_task),
            Self::Judge => standing.obligations.iter().any(is_question),
            Self::Verify => standing.round.handled_at.is_some() && !standing.round.verified,
            Self::TakeOver => is_owed(standing, DeadlineCode::Handover),
            _ => !closed,
        }
    }

    /// What meets a deadline.
    pub fn for_obligation(one: &Obligation) -> Self {
        match one.deadline {
            DeadlineCode::Investigate => Self::Investigate,
            DeadlineCode::Verify => Self::Verify,
            DeadlineCode::SuperiorContact => Self::Escalate,
            DeadlineCode::Apology => Self::Apology,
            DeadlineCode::FirstResponse
            | DeadlineCode::FollowUp
            | DeadlineCode::Promise
            | DeadlineCode::Reply
            | DeadlineCode::Progress => Self::Progress,
            DeadlineCode::Handler => Self::Assign,
            DeadlineCode::SameDay => Self::Handle,
            DeadlineCode::RecordForm | DeadlineCode::Letter => Self::Letter,
            DeadlineCode::Referral => Self::Reply,
            DeadlineCode::Head | DeadlineCode::ReportUp => Self::Escalate,
            DeadlineCode::Visit => Self::Visit,
            DeadlineCode::QuietWeek => Self::Close,
            DeadlineCode::Handover => Self::TakeOver,
            DeadlineCode::DailyCheck => Self::Note,
            DeadlineCode::Task if one.is_task(&TaskKind::EscalateAgain) => Self::Escalate,
            DeadlineCode::Task if one.is_task(&TaskKind::JudgeDifficulty) => Self::Judge,
            DeadlineCode::Task => Self::TaskDone,
        }
    }

    /// Where a thing is entered that closing misses.
    pub fn for_missing(entry: Entry) -> Option<Self> {
        Some(match entry {
            Entry::Summary => Self::Restate,
            Entry::Classification => Self::Classify,
            Entry::Explanation => Self::Explain,
            Entry::Handling => Self::Handle,
            Entry::Progress => Self::Progress,
            Entry::Visit => Self::Visit,
            Entry::Exemption => Self::Exempt,
            Entry::Reason | Entry::Elsewhere => return None,
        })
    }

    /// Whether it may be entered after it happened, with its time.
    pub fn is_timed(self) -> bool {
        !matches!(self, Self::Close | Self::Link | Self::Correct | Self::Void | Self::Reopen)
    }
}

/// An owed task that somebody ticks off; 再次上移 is met by escalating, 是否有一定难度 by the supervisor's answer.
fn is_open_task(one: &Obligation) -> bool {
    let ticked = match one.deadline {
        DeadlineCode::Task => {
            !one.is_task(&TaskKind::EscalateAgain) && !one.is_task(&TaskKind::JudgeDifficulty)
        }
        DeadlineCode::Head | DeadlineCode::ReportUp => true,
        _ => false,
    };
    one.end.is_none() && ticked
}

fn is_question(one: &Obligation) -> bool {
    one.end.is_none() && one.is_task(&TaskKind::JudgeDifficulty)
}

fn is_owed(standing: &CaseState, code: DeadlineCode) -> bool {
    standing.obligations.iter().any(|duty| duty.end.is_none() && duty.deadline == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_words_lead_back_to_their_acts() {
        for act in Act::WAY.iter().chain(Act::MORE) {
            assert_eq!(Act::from_code(act.code()), Some(*act));
        }
    }
}
