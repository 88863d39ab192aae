//! May this person do this to this case now; if not, why not and where to go. The one permission function: buttons,
//! forms, desk and commands ask it. Rules §3, §6, §10.

use crate::domain::act::Act;
use crate::domain::appointment::Appointment;
use crate::domain::case::Facts;
use crate::domain::case_state::CaseState;
use crate::domain::code::{
    CaseKind, Channel, Class, ClosureCode, DeadlineCode, ExemptGround, Flag, PaperForm, SuperiorRank,
    VerifyResult, VisitOutcome,
};
use crate::domain::correction::{corrected_event, with_value};
use crate::domain::escalation::lacking_reason;
use crate::domain::event::{Escalation, EventKind, Visit};
use crate::domain::fulfilment::is_answered_for;
use crate::domain::intake::lacking;
use crate::domain::obligation::{Obligation, TaskKind};
use crate::domain::person::{Actor, Role, Staff};
use crate::domain::settings::{Rules, hours};
use crate::domain::superior::{Superior, is_named, rank_of_title};
use crate::domain::time::Moment;
use crate::domain::verification::Verification;

/// Said of a mark outside the scale.
const OUT_OF_FIVE: &str = "期望和感受的分数须在1到5之间";
const ASK_ALL: &str = "请把过程、措施、结果三项意见问全";

/// Why something may not be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Denial {
    /// The reason as a sentence without its full stop.
    pub text: String,
    /// What to do first or instead.
    pub go: Option<Act>,
    /// A supervisor may do it.
    pub supervisor_may: bool,
}

impl Denial {
    pub(crate) fn because(text: impl Into<String>) -> Self {
        Self { text: text.into(), go: None, supervisor_may: false }
    }

    fn first(go: Act, text: impl Into<String>) -> Self {
        Self { go: Some(go), ..Self::because(text) }
    }

    fn supervisor(what: &str) -> Self {
        Self { supervisor_may: true, ..Self::because(format!("「{what}」须由客服主任办理")) }
    }
}

/// What the office knows beside the case: its rules and its people.
#[derive(Debug, Clone, Copy)]
pub struct Office<'a> {
    /// Limits and calendars.
    pub rules: &'a Rules,
    /// Who works or worked here.
    pub staff: &'a [Staff],
    /// Who is called upward, with the rank of each.
    pub ladder: &'a [Superior],
}

impl Office<'_> {
    /// Where this person stands, whatever title is written beside the name: as the ladder says; staff who are not on it are
    /// not above the supervisor, whatever was stated; of whom nobody here knows what was stated counts.
    pub fn rank_of(&self, written: &str, stated: Option<SuperiorRank>) -> Option<SuperiorRank> {
        let written = written.trim();
        let is_named_so = |one: &&Superior| is_named(written, &one.name);
        let has_title = |one: &&Superior| !written.is_empty() && one.title == written;
        let ladder = self.ladder.iter();
        let superior = ladder.clone().find(is_named_so).or_else(|| ladder.clone().find(has_title));
        let colleague = || self.staff.iter().find(|one| one.active && is_named(written, &one.name));
        match (superior, colleague()) {
            (Some(superior), _) => Some(superior.rank),
            (None, Some(one)) => (one.role == Role::Supervisor).then_some(SuperiorRank::Supervisor),
            (None, None) => stated.or_else(|| rank_of_title(written)),
        }
    }
}

/// Whether this person works at the counter, beyond signing daily checks.
///
/// # Errors
/// Why not.
pub fn works_here(person: &Actor) -> Result<(), Denial> {
    match person.role {
        Role::Reception | Role::Supervisor => Ok(()),
        Role::SignOnly => Err(Denial::because("签字人员只能签署日盘点，不能办理受理单")),
    }
}

/// Whether the supervisor is at the keyboard, or has confirmed this on the spot; `what` names the act.
///
/// # Errors
/// Why not.
pub fn supervisor(person: &Actor, what: &str) -> Result<(), Denial> {
    if decides(person) { Ok(()) } else { Err(Denial::supervisor(what)) }
}

/// Whether the person may do what only a supervisor may, alone or with one beside. Rules §10.
pub fn decides(person: &Actor) -> bool {
    person.decider().is_some()
}

/// Whether this person may see the drills of that one and what they score: one's own, and the supervisor everybody's.
/// Ledger 17-05.
pub fn sees_drills_of(person: &Actor, of: &str) -> bool {
    person.role == Role::Supervisor || person.name == of
}

/// Whether this person may close a case in this way: 已解释，业主未认可 and a closure against the list are the
/// supervisor's. Rules §6.
///
/// # Errors
/// Why not.
pub fn closes(code: ClosureCode, overridden: bool, person: &Actor) -> Result<(), Denial> {
    if overridden {
        supervisor(person, "特批关闭")?;
    }
    if code == ClosureCode::Explained { supervisor(person, code.label()) } else { Ok(()) }
}

/// Whether this person may judge motive and staff fault. Rules §2, §10.
///
/// # Errors
/// Why not.
pub fn judges(person: &Actor) -> Result<(), Denial> {
    supervisor(person, "登记动机与员工过失")
}

/// Whether this person is asked for motive and staff fault of such a case: they are judged of complaints. Rules §2.
pub fn asks_judgement(kind: CaseKind, person: &Actor) -> bool {
    kind == CaseKind::Complaint && judges(person).is_ok()
}

/// Whether the act makes sense for the case as it stands and may be done by this person, before anything is filled in.
/// What is said and written is asked by [`permits`].
///
/// # Errors
/// Why not, and where to go.
pub fn offers(state: &CaseState, act: Act, person: &Actor, now: Moment) -> Result<(), Denial> {
    works_here(person)?;
    if state.voided_at.is_some() {
        return if act == Act::Note {
            Ok(())
        } else {
            Err(Denial::because("本单已作废，只能再加备注"))
        };
    }
    let closed = state.closed.is_some();
    if closed && !stays_possible(act) {
        return Err(Denial::first(Act::Reopen, "本单已关闭，请先「重新受理」"));
    }
    let owed = |code| state.obligations.iter().any(|one| one.is_open(now) && one.deadline == code);
    match act {
        Act::Reopen if !closed => Err(Denial::because("本单没有关闭，不需要重新受理")),
        Act::Void => supervisor(person, "作废"),
        Act::Judge if !open_tasks(state, now).any(|one| one.is_task(&TaskKind::JudgeDifficulty)) => {
            Err(Denial::because("现在不需要判断难度"))
        }
        Act::Judge => supervisor(person, "判断是否有一定难度"),
        Act::TaskDone if !tickable(state, now).any(|_| true) => Err(Denial::because("本单没有待办")),
        Act::AppointmentEnd if !appointments(state, now).any(|_| true) => {
            Err(Denial::first(Act::Appoint, "本单没有约好的上门"))
        }
        Act::Online if state.facts.channel != Channel::Online && state.facts.online.is_none() => {
            Err(Denial::because("网上公开的投诉才要统一口径"))
        }
        Act::Lift if !is_answered_for(state.facts.kind) => Err(Denial::because("投诉和报修才登记电梯困人")),
        Act::TakeOver if !owed(DeadlineCode::Handover) => Err(Denial::because("本单没有等待接班")),
        Act::Verify if !is_answered_for(state.facts.kind) => Err(Denial::because("投诉和报修才需要验证")),
        Act::Verify if state.round.handled_at.is_none() => {
            Err(Denial::first(Act::Handle, "还没有处理完成，不能验证"))
        }
        Act::Verify if state.round.verified => Err(Denial::first(Act::Visit, "本单已经验证合格")),
        Act::Visit if !state.has_result() => Err(Denial::first(Act::Handle, "还没有处理完成，不能回访")),
        Act::Visit if state.round.handled_at.is_some() && !state.round.verified => {
            Err(Denial::first(Act::Verify, "处理结果还没有验证，验证合格后再回访"))
        }
        Act::Restate
        | Act::Explain
        | Act::Promise
        | Act::Escalate
        | Act::Assign
        | Act::Investigate
        | Act::Solution
        | Act::CompletionDate
        | Act::Progress
        | Act::Handle
        | Act::Verify
        | Act::Visit
        | Act::Exempt
        | Act::Close
        | Act::Classify
        | Act::Answer
        | Act::Paper
        | Act::Reply
        | Act::Task
        | Act::TaskDone
        | Act::Appoint
        | Act::AppointmentEnd
        | Act::Handover
        | Act::TakeOver
        | Act::Apology
        | Act::Cadence
        | Act::Mood
        | Act::Flag
        | Act::Link
        | Act::Say
        | Act::Attach
        | Act::Note
        | Act::Correct
        | Act::Online
        | Act::Lift
        | Act::Lessons
        | Act::Reopen => Ok(()),
    }
}

/// What is still possible once a case is closed.
fn stays_possible(act: Act) -> bool {
    matches!(
        act,
        Act::Reopen
            | Act::Void
            | Act::Note
            | Act::Correct
            | Act::Online
            | Act::Lift
            | Act::Lessons
            | Act::Classify
            | Act::Link
            | Act::Flag
            | Act::Paper
            | Act::Reply
            | Act::Attach
    )
}

/// Whether this may be recorded now: the act, and what was filled in. `at` is when it happened.
///
/// # Errors
/// Why not, and where to go.
pub fn permits(
    state: &CaseState,
    kind: &EventKind,
    person: &Actor,
    office: Office<'_>,
    at: Moment,
) -> Result<(), Denial> {
    offers(state, Act::of(kind), person, at)?;
    match kind {
        EventKind::Promised { due, .. } => promises(*due, person, office.rules, at),
        EventKind::Escalated(step) if step.continues => {
            let running = state.last_attempt().is_some_and(|attempt| attempt.end.is_none());
            if running {
                Ok(())
            } else {
                Err(Denial::first(Act::Escalate, "上一次服务上移已经结束，请重新征得业主同意"))
            }
        }
        EventKind::Escalated(step) if step.consent == Some(true) && state.is_escalating() => {
            let to = state.last_attempt().and_then(|attempt| attempt.to.as_deref()).unwrap_or("上级");
            Err(Denial::because(format!("正在上移给{to}，请先记下结果")))
        }
        EventKind::Escalated(step) => match lacking_reason(step) {
            Some(problem) => Err(Denial::because(problem)),
            None => ranked(step, office),
        },
        EventKind::Assigned { to, .. } => filled(to, "请写明责任人"),
        EventKind::Task { what, after, .. } => {
            filled(what, "请写明要办什么")?;
            let gone = after.is_some_and(|after| !state.is_task_ahead(after.task));
            if gone {
                Err(Denial::because("要等的那件待办已经办完或不在本单，请重新选"))
            } else {
                Ok(())
            }
        }
        EventKind::Appointed(one) => appointed(state, one, at),
        EventKind::AppointmentEnded(end) => {
            if !appointments(state, at).any(|one| one.id == end.appointment) {
                return Err(Denial::because("请选是哪一次上门"));
            }
            match end.again {
                Some(again) if again <= at => Err(Denial::because("回头查看的时间须晚于现在")),
                Some(_) => filled(end.left.as_deref().unwrap_or_default(), "请写明还剩什么没解决"),
                None if end.is_kept() => Ok(()),
                None => filled(&end.text, "请写明为什么没去成"),
            }
        }
        EventKind::TaskDone { task, who, rank, .. } => {
            let done = task.and_then(|id| tickable(state, at).find(|one| one.id == id));
            match done {
                None => Err(Denial::because("请选办完的是哪一件待办")),
                Some(one) => appeared(one.deadline, who.as_deref().unwrap_or_default(), *rank, office),
            }
        }
        EventKind::CompletionDate { due, reason } if needs_delay_reason(state, *due, at) => {
            filled(reason.as_deref().unwrap_or_default(), "当天办不完，请写明原因")
        }
        EventKind::Paper { form: PaperForm::Letter | PaperForm::Report, sent_to } => {
            filled(sent_to.as_deref().unwrap_or_default(), "请写明送给了谁")
        }
        EventKind::Handled { result, verified, verification, .. } => {
            filled(result, "请写明处理结果")?;
            if *verified { was_verified(verification.as_ref(), at) } else { Ok(()) }
        }
        EventKind::Verified { who, result, text } => {
            filled(who.as_deref().unwrap_or_default(), "请写明谁去验证的")?;
            let seen = text.as_deref().unwrap_or_default();
            if *result == VerifyResult::Wanting {
                filled(seen, "不合格的请写明差在哪里")
            } else {
                Ok(())
            }
        }
        EventKind::Visit(visit) if !visit.has_marks_of_five() => Err(Denial::because(OUT_OF_FIVE)),
        EventKind::Visit(visit) if visit.visitor.as_deref().is_some_and(|name| name.trim().is_empty()) => {
            Err(Denial::because("请写明由谁回访"))
        }
        EventKind::Visit(visit) if state.complains_of(visit.made_by(&person.name)) => {
            let name = visit.made_by(&person.name);
            Err(Denial::because(format!(
                "投诉的就是{name}或其部门，被投诉的一方不做回访，请由另一位同事回访"
            )))
        }
        EventKind::Visit(visit) if !visit.has_all_opinions() => Err(Denial::because(ASK_ALL)),
        EventKind::Visit(visit) => tries_again(visit, office.rules, at),
        EventKind::VisitExempt { ground, text } => exempt(state, *ground, text.as_deref(), person),
        EventKind::Closed { code, overridden, .. } => closes(*code, *overridden, person),
        EventKind::Reopened { reason } => filled(reason, "重新受理须写明原因"),
        EventKind::Voided { reason } => filled(reason, "作废须写明原因"),
        EventKind::Nature { reason, .. } => filled(reason, "改变投诉性质须写明原因"),
        EventKind::Flag { flag: Flag::Extortion, set, reason } => {
            supervisor(person, "标记疑似不当索取")?;
            let reason = reason.as_deref().unwrap_or_default();
            if *set { filled(reason, "标记疑似不当索取须写明事实依据") } else { Ok(()) }
        }
        EventKind::Corrected { what, .. } if what == "referral.replied_at" => {
            Err(Denial::because("转办答复的时间不能直接更正，请用「答复」登记怎么答的"))
        }
        EventKind::Corrected { what, after, reason, .. } => {
            if matches!(what.as_str(), "motive" | "staff_fault") {
                judges(person)?;
            }
            if matches!(what.as_str(), "online" | "online.wording" | "online.spokesman") {
                supervisor(person, "定统一口径和回帖人")?;
            }
            if what == "flags" {
                supervisor(person, "更正标记")?;
            }
            if let Some((event, key)) = corrected_event(what) {
                if !state.holds_words(event, key) {
                    supervisor(person, "更正已登记的时间、选择和判断")?;
                }
                let is_mark = matches!(key, "expectation" | "perceived") && !after.is_null();
                if is_mark && !after.as_u64().is_some_and(|mark| (1..=5).contains(&mark)) {
                    return Err(Denial::because(OUT_OF_FIVE));
                }
            }
            stays_whole(&state.facts, what, after)?;
            filled(reason, "更正须写明原因")
        }
        EventKind::TaskWithdrawn { .. } => {
            Err(Denial::because("改选场景或答案时，用不着的待办会自己撤销，不能单独撤销"))
        }
        EventKind::Emotion { .. }
        | EventKind::Restated { .. }
        | EventKind::Explained { .. }
        | EventKind::Investigated { .. }
        | EventKind::Solution { .. }
        | EventKind::CompletionDate { .. }
        | EventKind::Progress { .. }
        | EventKind::Paper { .. }
        | EventKind::Answered { .. }
        | EventKind::DifficultyJudged { .. }
        | EventKind::Handover { .. }
        | EventKind::TakenOver { .. }
        | EventKind::Apology { .. }
        | EventKind::LetterReply { .. }
        | EventKind::Said { .. }
        | EventKind::Cadence { .. }
        | EventKind::ClosingNotes { .. }
        | EventKind::Attachment { .. }
        | EventKind::Flag { .. }
        | EventKind::Note { .. } => Ok(()),
    }
}

/// Whether this person may take in a case with these facts: nothing may be lacking that no case can do without (rules
/// §2); motive, staff fault and extortion are the supervisor's.
///
/// # Errors
/// Why not.
pub fn receives(facts: &Facts, person: &Actor) -> Result<(), Denial> {
    works_here(person)?;
    if let Some((_, sentence)) = lacking(facts).first() {
        return Err(Denial::because(*sentence));
    }
    if facts.motive.is_some() || facts.staff_fault.is_some() {
        judges(person)?;
    }
    if facts.has(Flag::Extortion) { supervisor(person, "标记疑似不当索取") } else { Ok(()) }
}

/// What doing it says by itself: a supervisor who makes a promise beyond the limit gives his word by it (rules §4); who
/// records that the work was verified and names nobody has verified it himself, then.
pub fn give_word(kind: &mut EventKind, person: &Actor, rules: &Rules, at: Moment) {
    match kind {
        EventKind::Promised { due, confirmed_by, .. } if is_long_promise(*due, at, rules) => {
            *confirmed_by = person.decider().map(str::to_owned);
        }
        EventKind::Handled { verified: true, verification, .. } => {
            let named = || Verification { who: Some(person.name.clone()), ..Verification::default() };
            verification.get_or_insert_with(named).at.get_or_insert(at);
        }
        EventKind::Verified { who: who @ None, .. } => *who = Some(person.name.clone()),
        _ => {}
    }
}

/// Whether a completion date is told with its reason: it lies on a later day than the one on which it is told, and the
/// matter would have been handled that same day. A repair that is merely appointed needs none. Rules §4 same_day.
pub fn needs_delay_reason(state: &CaseState, due: Moment, at: Moment) -> bool {
    let same_day = state.facts.kind == CaseKind::Complaint || state.owes(DeadlineCode::SameDay);
    same_day && due > at.end_of_day()
}

/// Whether a promise lies so far ahead that a supervisor gives his word for it. Rules §4 promise.
pub fn is_long_promise(due: Moment, at: Moment, rules: &Rules) -> bool {
    due > at + hours(rules.promise_limit)
}

/// Whether this person may promise a reply for that time: beyond the limit a supervisor does, or confirms it on the spot.
/// Whose name is written beside it gives nobody's word. Rules §4 promise, §10.
///
/// # Errors
/// Why not.
pub fn promises(due: Moment, person: &Actor, rules: &Rules, at: Moment) -> Result<(), Denial> {
    if due <= at {
        return Err(Denial::because("约定回复的时间须晚于现在，请重新选择时间"));
    }
    if !is_long_promise(due, at, rules) || decides(person) {
        return Ok(());
    }
    let limit = rules.promise_limit;
    let text = format!("约定回复超过{limit}小时须由客服主任当场确认，请改时间，或请主任确认");
    Err(Denial { supervisor_may: true, ..Denial::because(text) })
}

/// The grounds on which this case may truly be spared the visit; those that need a supervisor are named to everybody.
/// Rules §6.
pub fn exempt_grounds(state: &CaseState) -> Vec<ExemptGround> {
    ExemptGround::ALL.iter().copied().filter(|ground| is_true_ground(state, *ground)).collect()
}

fn is_true_ground(state: &CaseState, ground: ExemptGround) -> bool {
    match ground {
        ExemptGround::OnSite => state.explained_to_satisfaction(),
        ExemptGround::Anonymous => state.facts.complainant.anonymous || !state.facts.has_contact(),
        ExemptGround::Sensitive => state.facts.has(Flag::Sensitive),
        // What makes it so is the supervisor's reason.
        ExemptGround::Inconvenient => true,
        ExemptGround::ClassI => state.facts.class == Some(Class::I),
    }
}

fn exempt(state: &CaseState, ground: ExemptGround, text: Option<&str>, person: &Actor) -> Result<(), Denial> {
    if !is_true_ground(state, ground) {
        return Err(match ground {
            ExemptGround::OnSite => {
                Denial::first(Act::Explain, "没有现场解释后业主满意的记录，不能按现场满意免回访")
            }
            ExemptGround::ClassI => Denial::first(Act::Classify, "本单不是一类投诉，不能按一类免回访"),
            ExemptGround::Sensitive => Denial::first(Act::Flag, "本单没有标「敏感」，不能按敏感投诉免回访"),
            _ => Denial::first(Act::Visit, "业主留有联系方式，不能按匿名或无联系方式免回访"),
        });
    }
    match ground {
        ExemptGround::OnSite | ExemptGround::Anonymous => Ok(()),
        ExemptGround::Sensitive | ExemptGround::Inconvenient | ExemptGround::ClassI => {
            supervisor(person, &format!("免回访：{}", ground.label()))?;
            filled(text.unwrap_or_default(), "这种免回访须写明理由")
        }
    }
}

/// A visit that reached nobody is tried again when the owner said, or within the time that a visit has.
fn tries_again(visit: &Visit, rules: &Rules, at: Moment) -> Result<(), Denial> {
    let Some(again) = visit.again else { return Ok(()) };
    match visit.outcome {
        VisitOutcome::Reached | VisitOutcome::Declined => {
            Err(Denial::because("已经访到或业主不便，不用再约回访的时间"))
        }
        _ if again <= at => Err(Denial::because("再次回访的时间须晚于现在")),
        VisitOutcome::NoAnswer if again > at + hours(rules.visit) => {
            Err(Denial::because(format!("没有访到的，{}小时以内再试一次", rules.visit)))
        }
        VisitOutcome::NoAnswer | VisitOutcome::Rescheduled => Ok(()),
    }
}

/// Who was named for an escalation stands no higher than the office knows.
fn ranked(step: &Escalation, office: Office<'_>) -> Result<(), Denial> {
    let Some(rank) = step.rank else { return Ok(()) };
    let to = step.to.as_deref().unwrap_or_default();
    if rank > SuperiorRank::Supervisor {
        filled(to, "请写明请的是哪位上级")?;
    }
    if office.rank_of(to, Some(rank)).unwrap_or_default() >= rank {
        Ok(())
    } else {
        let name = step.superior_name().unwrap_or(to);
        Err(Denial::because(format!("{name}不是{}，请核对", rank.label())))
    }
}

/// Who appeared or was reported to is named, and stands where rules §5 ask: the department head in person; the quality
/// department of the company for a report.
fn appeared(
    code: DeadlineCode,
    who: &str,
    rank: Option<SuperiorRank>,
    office: Office<'_>,
) -> Result<(), Denial> {
    let (least, nobody, what) = match code {
        DeadlineCode::Head => {
            (SuperiorRank::DepartmentHead, "请写明哪位负责人出面", "负责人出面须部门负责人以上")
        }
        DeadlineCode::ReportUp => (SuperiorRank::Company, "请写明上报给了谁", "上报须报到公司一级"),
        _ => return Ok(()),
    };
    filled(who, nobody)?;
    if office.rank_of(who, rank) >= Some(least) {
        Ok(())
    } else {
        Err(Denial::because(format!("{what}，{}的职级不够或没有写明", who.trim())))
    }
}

/// The verification of a handling says who and when, not later than the handling.
fn was_verified(verification: Option<&Verification>, at: Moment) -> Result<(), Denial> {
    let Some(one) = verification else { return Err(Denial::because("请写明谁去验证的")) };
    filled(one.who.as_deref().unwrap_or_default(), "请写明谁去验证的")?;
    if one.at.is_some_and(|when| when > at) {
        return Err(Denial::because("验证的时间晚于处理完成，请核对"));
    }
    Ok(())
}

fn open_tasks(state: &CaseState, now: Moment) -> impl Iterator<Item = &Obligation> {
    state.obligations.iter().filter(move |one| one.is_open(now) && one.deadline == DeadlineCode::Task)
}

/// What somebody may tick off as done: tasks in words and of situations, the head's appearance, the report upward.
pub fn tickable(state: &CaseState, now: Moment) -> impl Iterator<Item = &Obligation> {
    state.obligations.iter().filter(move |one| {
        let ticked = match one.deadline {
            DeadlineCode::Task => {
                let by_its_act = [TaskKind::EscalateAgain, TaskKind::JudgeDifficulty, TaskKind::TellOwner];
                let by_its_act = by_its_act.iter().chain([&TaskKind::NewSlot]).any(|kind| one.is_task(kind));
                !by_its_act && !one.is_appointment() && one.paper().is_none()
            }
            DeadlineCode::Head | DeadlineCode::ReportUp => true,
            _ => false,
        };
        ticked && one.is_open(now)
    })
}

/// The slots agreed with the owner of which nobody has recorded yet what came.
pub fn appointments(state: &CaseState, now: Moment) -> impl Iterator<Item = &Obligation> {
    open_tasks(state, now).filter(|one| one.is_appointment())
}

fn appointed(state: &CaseState, one: &Appointment, at: Moment) -> Result<(), Denial> {
    filled(&one.service, "请写明上门做什么")?;
    filled(&one.technician, "请选谁上门")?;
    if one.until < one.from || one.until <= at {
        return Err(Denial::because("上门时段须晚于现在，结束不早于开始"));
    }
    let gone = one.replaces.is_some_and(|id| !appointments(state, at).any(|open| open.id == id));
    if gone { Err(Denial::because("要改的那次上门已有结果，请重新选")) } else { Ok(()) }
}

/// What no case can do without is not taken away by a correction. Rules §2.
fn stays_whole(facts: &Facts, what: &str, after: &serde_json::Value) -> Result<(), Denial> {
    let Some(corrected) = with_value(facts, what, after) else { return Ok(()) };
    let before = lacking(facts);
    match lacking(&corrected).into_iter().find(|lack| !before.contains(lack)) {
        Some((_, sentence)) => Err(Denial::because(format!("这样改了就缺一样：{sentence}"))),
        None => Ok(()),
    }
}

fn filled(text: &str, sentence: &str) -> Result<(), Denial> {
    if text.trim().is_empty() { Err(Denial::because(sentence)) } else { Ok(()) }
}
