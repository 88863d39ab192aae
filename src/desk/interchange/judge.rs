//! Steps of an imported history that today's rules would refuse. They are kept as they are and named in the report.

use crate::domain::case::Case;
use crate::domain::closure::{ClosureRequest, close};
use crate::domain::code::{ExemptGround, Flag};
use crate::domain::event::{Event, EventKind};
use crate::domain::person::{Actor, Role};
use crate::domain::settings::{Rules, hours};

/// One sentence for every step that would be refused today. `case` carries its deadlines already.
pub fn objections(case: &Case, rules: &Rules) -> Vec<String> {
    let mut out = Vec::new();
    let mut before = Case { events: Vec::new(), ..case.clone() };
    let (mut closed, mut voided) = (false, false);
    for (index, event) in case.events.iter().enumerate() {
        let mut say = |why: &str| out.push(format!("events[{index}]（{}）：{why}", event.kind.label()));
        if event.at < case.receipt.received_at {
            say("时间早于受理时间");
        }
        if voided && !matches!(event.kind, EventKind::Note { .. } | EventKind::Corrected { .. }) {
            say("本单此前已作废");
        }
        match &event.kind {
            EventKind::Closed { .. } => {
                if let Some(why) = closure_refused(&before, event, rules) {
                    say(&why);
                }
                closed = true;
            }
            EventKind::Reopened { .. } if !closed => say("本单此前没有关闭"),
            EventKind::Reopened { .. } => closed = false,
            EventKind::Voided { .. } => voided = true,
            _ => {}
        }
        if let Some(why) = step_refused(event, rules) {
            say(why);
        }
        before.events.push(event.clone());
    }
    out
}

/// What today's closing function would still ask for.
fn closure_refused(before: &Case, event: &Event, rules: &Rules) -> Option<String> {
    let EventKind::Closed { code, overridden, reason } = &event.kind else {
        return None;
    };
    let request = ClosureRequest { code: *code, reason: reason.clone(), against_the_list: *overridden };
    // Whoever closed it then is taken for a supervisor: the file does not say who was one.
    let actor = Actor::new(None, event.by.clone(), Role::Supervisor);
    let state = before.state(rules);
    let missing = close(&state, &request, &actor, rules, event.at).err()?;
    let list: Vec<&str> = missing.iter().map(|item| item.text).collect();
    Some(format!("按现行规则还不能以「{code}」关闭：{}", list.join("；")))
}

/// What a form would not let pass today.
fn step_refused(event: &Event, rules: &Rules) -> Option<&'static str> {
    match &event.kind {
        EventKind::Promised { due, .. } if *due < event.at => Some("约定的时间早于约定本身"),
        EventKind::Promised { due, confirmed_by: None, .. }
            if *due > event.at + hours(rules.promise_limit) =>
        {
            Some("约定时间超过上限，没有客服主任确认")
        }
        EventKind::Reopened { reason } | EventKind::Voided { reason } | EventKind::Nature { reason, .. }
            if reason.trim().is_empty() =>
        {
            Some("没有写明原因")
        }
        EventKind::Flag { flag: Flag::Extortion, set: true, reason: None } => Some("没有写明事实依据"),
        EventKind::VisitExempt {
            ground: ExemptGround::Sensitive | ExemptGround::Inconvenient | ExemptGround::ClassI,
            text: None,
        } => Some("没有写明免回访的理由"),
        _ => None,
    }
}
