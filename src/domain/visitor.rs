//! Who makes the return visit (rules §6).

use crate::domain::case::Case;
use crate::domain::event::EventKind;

/// The visitor unless somebody else is asked: the last person who dealt with the customer, never the one who did
/// the work; without any other, the receiver. Ledger 08-01, 08-02.
pub fn default_visitor(case: &Case) -> String {
    let events = case.corrected_events();
    let worker = worker(case);
    let is_worker = |name: &str| worker.as_deref().is_some_and(|worker| name.contains(worker));
    let dealt = events.iter().rev().find_map(|event| match &event.kind {
        // Who comes in an escalation becomes the first receiver (rules §5).
        EventKind::Escalated(step) if step.arrived_at.is_some() => {
            step.to.as_deref().filter(|name| !is_worker(name))
        }
        kind if deals_with_customer(kind) && !is_worker(&event.by) => Some(event.by.as_str()),
        _ => None,
    });
    dealt.unwrap_or(&case.receipt.receiver).to_owned()
}

/// Who did the work: the person it was given to last, else who recorded it as done.
fn worker(case: &Case) -> Option<String> {
    let events = case.corrected_events();
    let last = |find: fn(&EventKind, &str) -> Option<String>| {
        events.iter().rev().find_map(|event| find(&event.kind, &event.by))
    };
    let assigned = last(|kind, _| match kind {
        EventKind::Assigned { to, .. } => Some(to.clone()),
        _ => None,
    });
    let done = || last(|kind, by| matches!(kind, EventKind::Handled { .. }).then(|| by.to_owned()));
    assigned.or_else(done).filter(|name| !name.trim().is_empty())
}

fn deals_with_customer(kind: &EventKind) -> bool {
    match kind {
        EventKind::Restated { .. }
        | EventKind::Explained { .. }
        | EventKind::Promised { .. }
        | EventKind::Solution { .. }
        | EventKind::CompletionDate { .. }
        | EventKind::Escalated(_)
        | EventKind::Apology { .. }
        | EventKind::Visit(_) => true,
        kind => kind.told(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::{CaseNumber, Facts};
    use crate::domain::code::{CaseKind, Channel, Medium, Trigger};
    use crate::domain::event::{Escalation, Event};
    use crate::domain::time::Moment;

    #[test]
    fn the_visitor_is_who_dealt_with_the_customer_last_and_never_who_did_the_work() {
        let at = |minute: u32| Moment::parse(&format!("2026-11-03T09:{minute:02}")).unwrap();
        let facts = Facts::new(CaseKind::Complaint, Channel::Phone, at(0), "李敏");
        let mut case = Case::new(CaseNumber::new(at(0).date(), 1), facts);
        let mut minute = 0;
        let mut happens = |by: &str, kind: EventKind| {
            minute += 1;
            case.events.push(Event::new(at(minute), by, kind));
            default_visitor(&case)
        };
        let note = EventKind::Note { text: "看过".into(), internal: true };
        assert_eq!(
            happens("赵楠", note),
            "李敏",
            "who only wrote something down did not deal with the customer"
        );
        let told =
            |told| EventKind::Progress { medium: Medium::Phone, text: "在修".into(), told: Some(told) };
        assert_eq!(happens("汤悦", told(false)), "李敏", "it reached nobody");
        assert_eq!(happens("汤悦", told(true)), "汤悦");
        let assigned = EventKind::Assigned { to: "卢工".into(), department: None };
        assert_eq!(happens("李敏", assigned), "汤悦");
        let handled =
            EventKind::Handled { result: "修好".into(), verified: true, told: true, medium: None };
        assert_eq!(happens("卢工", handled), "汤悦", "the technician does not ask about his own work");
        let superior = Escalation {
            to: Some("项目经理 韩骁".into()),
            arrived_at: Some(at(30)),
            ..Escalation::new(Trigger::H)
        };
        assert_eq!(happens("汤悦", EventKind::Escalated(superior)), "项目经理 韩骁");
    }

    #[test]
    fn who_did_it_all_alone_visits_as_the_receiver() {
        let at = Moment::parse("2026-11-03T09:00").unwrap();
        let facts = Facts::new(CaseKind::Complaint, Channel::Phone, at, "李敏");
        let mut case = Case::new(CaseNumber::new(at.date(), 1), facts);
        let handled =
            EventKind::Handled { result: "说明".into(), verified: true, told: true, medium: None };
        case.events.push(Event::new(at, "李敏", handled));
        assert_eq!(default_visitor(&case), "李敏");
    }
}
