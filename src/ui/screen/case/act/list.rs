//! How the acts of a case are shown: in which order their buttons stand, what each is for, which of them is offered.
//! What an act is stands in `domain::act`, whether it may be done in `domain::permission`.

use crate::domain::act::Act;
use crate::domain::permission::{self, Denial};
use crate::ui::screen::case::act::form::Given;

/// The way of a case, in order: the large buttons.
pub const WAY: &[Act] = &[
    Act::Assign,
    Act::Promise,
    Act::Progress,
    Act::Investigate,
    Act::Solution,
    Act::CompletionDate,
    Act::Handle,
    Act::Verify,
    Act::Visit,
    Act::Close,
];

/// All acts by what they are for.
pub const GROUPS: &[(&str, &[Act])] = &[
    (
        "告诉业主",
        &[
            Act::Restate,
            Act::Explain,
            Act::Promise,
            Act::Progress,
            Act::Solution,
            Act::CompletionDate,
            Act::Apology,
            Act::Appoint,
            Act::AppointmentEnd,
            Act::Visit,
        ],
    ),
    (
        "内部办理",
        &[
            Act::Assign,
            Act::Investigate,
            Act::Handle,
            Act::Verify,
            Act::Task,
            Act::TaskDone,
            Act::Judge,
            Act::Handover,
            Act::TakeOver,
            Act::Cadence,
            Act::Mood,
            Act::Flag,
            Act::Online,
            Act::Lift,
            Act::Link,
            Act::Note,
        ],
    ),
    ("文书和收尾", &[Act::Paper, Act::Reply, Act::Exempt, Act::Close, Act::Lessons]),
    ("更正与作废", &[Act::Classify, Act::Correct, Act::Void]),
];

/// What the form is for, in one line.
pub fn advice(act: Act) -> &'static str {
    match act {
        Act::Restate => "把要点念给业主听，请他确认",
        Act::Explain => "说明实际情况，问业主是否满意",
        Act::Promise => "约一个做得到的时间",
        Act::Escalate => "先征得业主同意，再联系上级",
        Act::Assign => "由谁负责到底",
        Act::Investigate => "查到的事实、依据和责任",
        Act::Solution => "告诉业主方案，征求意见",
        Act::CompletionDate => "当天办不完，告诉业主哪天办完",
        Act::Progress => "告诉业主办到哪一步了",
        Act::Handle => "写明怎么办的、办成什么样",
        Act::Verify => "谁去看过、结果怎样，合格了再回访",
        Act::Visit => "问过程、措施、结果三项意见",
        Act::Exempt => "符合条件才免，写明理由",
        Act::Close => "缺什么会一次列全",
        Act::Classify | Act::Answer => "统计和时限都按分类算",
        Act::Paper => "函件、报告或记录表发出后登记",
        Act::Reply => "对方答复我们，或我们答复转办单位",
        Act::Task => "交给谁、什么时候前办完",
        Act::TaskDone => "办完哪一件",
        Act::Appoint => "约定谁、什么时候上门，要准备什么",
        Act::AppointmentEnd => "去成了没有，剩下什么",
        Act::Judge => "有难度的要填处理记录表",
        Act::Handover => "夜间的事，次日早上接班并联系业主",
        Act::TakeOver => "接班后要联系到业主才算",
        Act::Apology => "管理责任已定，为过错致歉",
        Act::Cadence => "多久告知业主一次进展",
        Act::Mood => "业主现在的情绪",
        Act::Flag => "有事实才标",
        Act::Link => "同一件事再次投诉，或群诉的一户",
        Act::Note => "补充情况",
        Act::Correct => "原记录保留，另记更正",
        Act::Online => "怎么回、由谁回，定好了大家才回",
        Act::Lift => "知道一样记一样，打印《电梯困人记录表》",
        Act::Lessons => "原因、收获、怎样避免、怎样调整",
        Act::Reopen => "写明为什么重新受理",
        Act::Void => "写明作废的原因",
        Act::Say | Act::Attach => "",
    }
}

/// Whether it may be entered after it happened, with its time.
pub fn is_timed(act: Act) -> bool {
    !matches!(act, Act::Close | Act::Link | Act::Correct | Act::Online | Act::Lift | Act::Void | Act::Reopen)
}

/// Whether it may be done to the case now by whoever is on duty.
///
/// # Errors
/// Why not, and where to go first.
pub fn offered(act: Act, given: Given<'_>) -> Result<(), Denial> {
    tracing::trace!(target: "worked_out", "permission");
    permission::offers(given.state, act, given.actor, given.now)
}
