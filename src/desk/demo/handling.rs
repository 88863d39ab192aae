//! What happens in the middle of a story and again towards its end: a superior is asked, the work is done.

use crate::desk::demo::scene::Scene;
use crate::domain::code::{EscalationEnd, Trigger, VerifyResult};
use crate::domain::event::{Escalation, EventKind};
use crate::domain::fulfilment::is_answered_for;

/// One attempt, sometimes put down step by step as the window does.
pub fn escalate(scene: &mut Scene<'_>, trigger: Trigger, rung: u8, consent: bool) {
    let by = scene.receiver.clone();
    let to = if rung == 1 { scene.supervisor } else { "郑怀远" };
    let mut attempt = Escalation { rung: Some(rung), consent: Some(consent), ..Escalation::new(trigger) };
    attempt.to = Some(to.into());
    scene.pass(1, 4);
    if !consent {
        attempt.outcome = Some("业主不同意，改为约定回复".into());
        attempt.end = Some(EscalationEnd::Refused);
        scene.push(&by, EventKind::Escalated(attempt));
        return;
    }
    let stepwise = scene.chance.percent(40);
    if stepwise {
        scene.push(&by, EventKind::Escalated(attempt.clone()));
        attempt = Escalation { continues: true, ..Escalation::new(trigger) };
    }
    scene.pass(1, 3);
    attempt.contacted_at = Some(scene.clock);
    scene.pass(2, 15);
    if scene.chance.percent(88) {
        attempt.arrived_at = Some(scene.clock);
        scene.pass(5, 25);
        attempt.outcome = Some("当面了解情况，接手跟进".into());
        attempt.end = Some(EscalationEnd::Answered);
        scene.handler = to.to_owned();
    } else {
        attempt.outcome = Some("暂未联系上，先约定回复".into());
        attempt.end = Some(EscalationEnd::NotReached);
    }
    scene.push(&by, EventKind::Escalated(attempt));
}

/// 处理完成.
pub fn finish(scene: &mut Scene<'_>, told: bool) {
    let told = told && scene.has_contact();
    let medium = told.then(|| scene.medium());
    let verified = scene.chance.percent(96);
    let result = scene.matter.result.clone();
    scene.handle(EventKind::Handled { result, verified, told, medium, for_owner: None, verification: None });
    if !verified && is_answered_for(scene.case.receipt.kind) {
        // A repair is looked at where it was done.
        if scene.is_complaint() {
            scene.work(30, 900);
        }
        let (supervisor, who) = (scene.supervisor, Some(scene.supervisor.to_owned()));
        scene.push(supervisor, EventKind::Verified { who, result: VerifyResult::Good, text: None });
    }
}
