//! Who may do what (rules §10), and what may be appended to a case in its present state: asked in one place.

use crate::desk::error::Error;
use crate::domain::case::{Case, Facts};
use crate::domain::case_state::CaseState;
use crate::domain::code::{ClosureCode, ExemptGround, Flag};
use crate::domain::event::EventKind;
use crate::domain::person::{Actor, Role};
use crate::domain::settings::{Rules, hours};
use crate::domain::time::Moment;

/// Lets only the supervisor through; `what` names the act on the screen.
///
/// # Errors
/// [`Error::SupervisorOnly`].
pub fn supervisor(actor: &Actor, what: &'static str) -> Result<(), Error> {
    if actor.role == Role::Supervisor { Ok(()) } else { Err(Error::SupervisorOnly(what)) }
}

/// Lets everybody through who works at the counter.
///
/// # Errors
/// [`Error::Refused`] for those who may only sign daily checks.
pub fn staff(actor: &Actor) -> Result<(), Error> {
    match actor.role {
        Role::Reception | Role::Supervisor => Ok(()),
        Role::SignOnly => Err(Error::Refused("签字人员只能签署日盘点，不能办理受理单。没有保存。".into())),
    }
}

/// Whether this person may do this.
///
/// # Errors
/// [`Error::SupervisorOnly`] with the name of the act.
pub fn allows(actor: &Actor, kind: &EventKind) -> Result<(), Error> {
    staff(actor)?;
    match kind {
        EventKind::Voided { .. } => supervisor(actor, "作废"),
        EventKind::Closed { overridden: true, .. } => supervisor(actor, "特批关闭"),
        EventKind::Closed { code: ClosureCode::Explained, .. } => {
            supervisor(actor, "按「已解释，业主未认可」关闭")
        }
        EventKind::Flag { flag: Flag::Extortion, .. } => supervisor(actor, "标记疑似不当索取"),
        EventKind::VisitExempt { ground: ExemptGround::ClassI, .. } => {
            supervisor(actor, "决定一类投诉不回访")
        }
        EventKind::Corrected { what, .. } if ["motive", "staff_fault"].contains(&what.as_str()) => {
            supervisor(actor, "登记动机与员工过失")
        }
        _ => Ok(()),
    }
}

/// Whether this can happen to the case as it stands. Steps that the rail lets one enter in any order pass; what
/// passes is only what makes no sense at all on a closed or voided case.
///
/// # Errors
/// [`Error::Refused`] with what to do instead.
pub fn fits(case: &Case, standing: &CaseState, kind: &EventKind) -> Result<(), Error> {
    let number = case.number;
    let refuse = |text: &str| Err(Error::Refused(format!("受理单 {number} {text}，这一步没有保存。")));
    if standing.voided_at.is_some() && !matches!(kind, EventKind::Note { .. }) {
        return refuse("已作废，只能再加备注");
    }
    let closed = standing.closed.is_some();
    match kind {
        EventKind::Reopened { reason } if reason.trim().is_empty() => refuse("重新受理须写明原因"),
        EventKind::Reopened { .. } if !closed => refuse("没有关闭，不需要重新受理"),
        EventKind::Voided { reason } if reason.trim().is_empty() => refuse("作废须写明原因"),
        EventKind::Corrected { reason, .. } if reason.trim().is_empty() => refuse("更正须写明原因"),
        EventKind::Nature { reason, .. } if reason.trim().is_empty() => refuse("改变投诉性质须写明原因"),
        EventKind::Flag { flag: Flag::Extortion, set: true, reason } if is_blank(reason.as_deref()) => {
            refuse("标记疑似不当索取须写明事实依据")
        }
        EventKind::VisitExempt {
            ground: ExemptGround::Sensitive | ExemptGround::Inconvenient | ExemptGround::ClassI,
            text,
        } if is_blank(text.as_deref()) => refuse("这种免回访须写明理由"),
        EventKind::Promised { .. }
        | EventKind::Escalated(_)
        | EventKind::Assigned { .. }
        | EventKind::Solution { .. }
        | EventKind::CompletionDate { .. }
        | EventKind::Handled { .. }
        | EventKind::VisitExempt { .. }
        | EventKind::Handover { .. }
        | EventKind::Closed { .. }
            if closed =>
        {
            refuse("已关闭，请先「重新受理」")
        }
        _ => Ok(()),
    }
}

fn is_blank(text: Option<&str>) -> bool {
    text.is_none_or(|text| text.trim().is_empty())
}

/// What only a supervisor may put on a receipt: what is said of the motive, of a member of staff, of extortion.
///
/// # Errors
/// [`Error::SupervisorOnly`] with the name of the act.
pub fn allows_receipt(actor: &Actor, facts: &Facts) -> Result<(), Error> {
    staff(actor)?;
    if facts.motive.is_some() || facts.staff_fault.is_some() {
        supervisor(actor, "登记动机与员工过失")?;
    }
    if facts.has(Flag::Extortion) { supervisor(actor, "标记疑似不当索取") } else { Ok(()) }
}

/// A promise beyond the limit needs the supervisor's word (rules §4): a supervisor who makes it gives it.
///
/// # Errors
/// [`Error::Refused`] when nobody confirmed it, or when the time lies before the promise.
pub fn confirm_promise(actor: &Actor, at: Moment, kind: &mut EventKind, rules: &Rules) -> Result<(), Error> {
    let EventKind::Promised { due, confirmed_by, .. } = kind else { return Ok(()) };
    if *due <= at {
        return Err(Error::Refused("约定回复的时间须晚于现在，没有保存。请重新选择时间。".into()));
    }
    if *due <= at + hours(rules.promise_limit) || confirmed_by.is_some() {
        return Ok(());
    }
    if actor.role == Role::Supervisor {
        *confirmed_by = Some(actor.name.clone());
        return Ok(());
    }
    let limit = rules.promise_limit;
    Err(Error::Refused(format!(
        "约定回复超过{limit}小时须经客服主任确认，没有保存。请改时间，或填写确认人。"
    )))
}
