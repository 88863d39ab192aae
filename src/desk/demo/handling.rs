//! What happens in the middle of a story and again towards its end: a superior is asked, the work is done.

use crate::desk::demo::growing_case::GrowingCase;
use crate::domain::code::{EscalationEnd, Trigger, VerifyResult};
use crate::domain::event::{Escalation, EventKind};
use crate::domain::fulfilment::is_answered_for;

/// One attempt, sometimes put down step by step as the window does.
pub fn escalate(growing: &mut GrowingCase<'_>, trigger: Trigger, rung: u8, consent: bool) {
    let by = growing.receiver.clone();
    let to = if rung == 1 { growing.supervisor } else { "郑怀远" };
    let mut attempt = Escalation { rung: Some(rung), consent: Some(consent), ..Escalation::new(trigger) };
    attempt.to = Some(to.into());
    growing.pass(1, 4);
    if !consent {
        attempt.outcome = Some("业主不同意，改为约定回复".into());
        attempt.end = Some(EscalationEnd::Refused);
        growing.push(&by, EventKind::Escalated(attempt));
        return;
    }
    let stepwise = growing.chance.percent(40);
    if stepwise {
        growing.push(&by, EventKind::Escalated(attempt.clone()));
        attempt = Escalation { continues: true, ..Escalation::new(trigger) };
    }
    growing.pass(1, 3);
    attempt.contacted_at = Some(growing.clock);
    growing.pass(2, 15);
    if growing.chance.percent(88) {
        attempt.arrived_at = Some(growing.clock);
        growing.pass(5, 25);
        attempt.outcome = Some("当面了解情况，接手跟进".into());
        attempt.end = Some(EscalationEnd::Answered);
        growing.handler = to.to_owned();
    } else {
        attempt.outcome = Some("暂未联系上，先约定回复".into());
        attempt.end = Some(EscalationEnd::NotReached);
    }
    growing.push(&by, EventKind::Escalated(attempt));
}

/// 处理完成.
pub fn finish(growing: &mut GrowingCase<'_>, told: bool) {
    let told = told && growing.has_contact();
    let medium = told.then(|| growing.medium());
    let verified = growing.chance.percent(96);
    let result = growing.matter.result.clone();
    growing.handle(EventKind::Handled {
        result,
        verified,
        told,
        medium,
        for_owner: None,
        verification: None,
    });
    if !verified && is_answered_for(growing.case.receipt.kind) {
        // A repair is looked at where it was done.
        if growing.is_complaint() {
            growing.work(30, 900);
        }
        let (supervisor, who) = (growing.supervisor, Some(growing.supervisor.to_owned()));
        growing.push(supervisor, EventKind::Verified { who, result: VerifyResult::Good, text: None });
    }
}
