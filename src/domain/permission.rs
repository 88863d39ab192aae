//! May this person do this to this case now; if not, why not and where to go. The one permission function: buttons,
//! forms, desk and commands ask it. Rules §3, §6, §10.

use crate::domain::act::Act;
use crate::domain::case::Facts;
use crate::domain::case_state::CaseState;
use crate::domain::code::{Class, ClosureCode, DeadlineCode, ExemptGround, Flag, PaperForm};
use crate::domain::event::EventKind;
use crate::domain::fulfilment::is_answered_for;
use crate::domain::obligation::{Obligation, TaskKind};
use crate::domain::person::{Actor, Role, Staff};
use crate::domain::settings::{Rules, hours};
use crate::domain::time::Moment;

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
    fn because(text: impl Into<String>) -> Self {
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
}

impl Office<'_> {
    /// Whether this name is one of a supervisor who works here now.
    fn is_supervisor(&self, name: &str) -> bool {
        self.staff.iter().any(|one| one.active && one.role == Role::Supervisor && one.name == name.trim())
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

/// Whether the supervisor is at the keyboard; `what` names the act.
///
/// # Errors
/// Why not.
pub fn supervisor(person: &Actor, what: &str) -> Result<(), Denial> {
    if person.role == Role::Supervisor { Ok(()) } else { Err(Denial::supervisor(what)) }
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
        _ => Ok(()),
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
        EventKind::Promised { due, confirmed_by, .. } => {
            promise(*due, confirmed_by.as_deref(), person, office, at)
        }
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
        EventKind::Assigned { to, .. } => filled(to, "请写明责任人"),
        EventKind::TaskDone { task, .. } => {
            let known = task.is_some_and(|id| tickable(state, at).any(|one| one.id == id));
            if known { Ok(()) } else { Err(Denial::because("请选办完的是哪一件待办")) }
        }
        EventKind::Paper { form: PaperForm::Letter | PaperForm::Report, sent_to } => {
            filled(sent_to.as_deref().unwrap_or_default(), "请写明送给了谁")
        }
        EventKind::Handled { result, .. } => filled(result, "请写明处理结果"),
        EventKind::VisitExempt { ground, text } => exempt(state, *ground, text.as_deref(), person),
        EventKind::Closed { overridden: true, .. } => supervisor(person, "特批关闭"),
        EventKind::Closed { code: ClosureCode::Explained, .. } => {
            supervisor(person, ClosureCode::Explained.label())
        }
        EventKind::Reopened { reason } => filled(reason, "重新受理须写明原因"),
        EventKind::Voided { reason } => filled(reason, "作废须写明原因"),
        EventKind::Nature { reason, .. } => filled(reason, "改变投诉性质须写明原因"),
        EventKind::Flag { flag: Flag::Extortion, set, reason } => {
            supervisor(person, "标记疑似不当索取")?;
            let reason = reason.as_deref().unwrap_or_default();
            if *set { filled(reason, "标记疑似不当索取须写明事实依据") } else { Ok(()) }
        }
        EventKind::Corrected { what, reason, .. } => {
            if matches!(what.as_str(), "motive" | "staff_fault") {
                supervisor(person, "登记动机与员工过失")?;
            }
            filled(reason, "更正须写明原因")
        }
        _ => Ok(()),
    }
}

/// Whether this person may take in a case with these facts: motive, staff fault and extortion are the supervisor's.
///
/// # Errors
/// Why not.
pub fn receives(facts: &Facts, person: &Actor) -> Result<(), Denial> {
    works_here(person)?;
    if facts.motive.is_some() || facts.staff_fault.is_some() {
        supervisor(person, "登记动机与员工过失")?;
    }
    if facts.has(Flag::Extortion) { supervisor(person, "标记疑似不当索取") } else { Ok(()) }
}

/// A supervisor who makes a promise beyond the limit gives his word by it (rules §4).
pub fn give_word(kind: &mut EventKind, person: &Actor, rules: &Rules, at: Moment) {
    if let EventKind::Promised { due, confirmed_by, .. } = kind
        && *due > at + hours(rules.promise_limit)
        && confirmed_by.is_none()
        && person.role == Role::Supervisor
    {
        *confirmed_by = Some(person.name.clone());
    }
}

/// Whether a promise of that time needs the supervisor's word. Rules §4 promise.
pub fn is_long_promise(due: Moment, at: Moment, rules: &Rules) -> bool {
    due > at + hours(rules.promise_limit)
}

fn promise(
    due: Moment,
    confirmed_by: Option<&str>,
    person: &Actor,
    office: Office<'_>,
    at: Moment,
) -> Result<(), Denial> {
    let rules = office.rules;
    if due <= at {
        return Err(Denial::because("约定回复的时间须晚于现在，请重新选择时间"));
    }
    if !is_long_promise(due, at, rules) || person.role == Role::Supervisor {
        return Ok(());
    }
    let limit = rules.promise_limit;
    match confirmed_by {
        None => Err(Denial {
            supervisor_may: true,
            ..Denial::because(format!("约定回复超过{limit}小时须经客服主任确认，请改时间，或选确认人"))
        }),
        Some(name) if office.is_supervisor(name) => Ok(()),
        Some(name) => Err(Denial {
            supervisor_may: true,
            ..Denial::because(format!("「{name}」不是在岗的客服主任，超过{limit}小时的约定须由客服主任确认"))
        }),
    }
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
        ExemptGround::Sensitive | ExemptGround::Inconvenient => true,
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

fn open_tasks(state: &CaseState, now: Moment) -> impl Iterator<Item = &Obligation> {
    state.obligations.iter().filter(move |one| one.is_open(now) && one.deadline == DeadlineCode::Task)
}

/// What somebody may tick off as done: tasks in words and of situations, the head's appearance, the report upward.
pub fn tickable(state: &CaseState, now: Moment) -> impl Iterator<Item = &Obligation> {
    state.obligations.iter().filter(move |one| {
        let ticked = match one.deadline {
            DeadlineCode::Task => {
                !one.is_task(&TaskKind::EscalateAgain) && !one.is_task(&TaskKind::JudgeDifficulty)
            }
            DeadlineCode::Head | DeadlineCode::ReportUp => true,
            _ => false,
        };
        ticked && one.is_open(now)
    })
}

fn filled(text: &str, sentence: &str) -> Result<(), Denial> {
    if text.trim().is_empty() { Err(Denial::because(sentence)) } else { Ok(()) }
}
