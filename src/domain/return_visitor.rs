//! Who makes the return visit (rules §6): gathered while the case is folded.

use crate::domain::case::Facts;
use crate::domain::event::{Event, EventKind};

/// Who had to do with a case so far.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Contacts {
    /// Those who dealt with the customer, the last one last, nobody twice in a row.
    dealt: Vec<String>,
    /// Whom the work was given to last.
    assigned: Option<String>,
    /// Who recorded it as done last.
    handled: Option<String>,
}

impl Contacts {
    /// Takes in the next event.
    pub(crate) fn take(&mut self, event: &Event) {
        match &event.kind {
            EventKind::Assigned { to, .. } if !to.trim().is_empty() => self.assigned = Some(to.clone()),
            EventKind::Handled { .. } => self.handled = Some(event.by.clone()),
            _ => {}
        }
        match &event.kind {
            // Who comes in an escalation becomes the first receiver (rules §5).
            EventKind::Escalated(step) if step.arrived_at.is_some() => {
                if let Some(name) = step.superior_name() {
                    self.dealt_by(name);
                }
            }
            kind if kind.reaches_customer() => self.dealt_by(&event.by),
            _ => {}
        }
    }

    fn dealt_by(&mut self, name: &str) {
        if self.dealt.last().is_none_or(|last| last != name) {
            self.dealt.push(name.to_owned());
        }
    }

    /// The last person who dealt with the customer, never the one who did the work (whom it was given to last, else
    /// who recorded it as done) nor the one whom the complaint is about; without any other, the receiver.
    pub(crate) fn visitor<'a>(&'a self, facts: &'a Facts) -> &'a str {
        let worker = self.assigned.as_ref().or(self.handled.as_ref()).filter(|name| !name.trim().is_empty());
        let accused = facts.complained_of.as_ref().and_then(|one| one.person.as_ref());
        let barred = |name: &str| {
            [worker, accused].into_iter().flatten().any(|one| !one.is_empty() && name.contains(one.as_str()))
        };
        let free = self.dealt.iter().rev().find(|name| !barred(name));
        free.map_or(facts.receiver.as_str(), String::as_str)
    }

    /// Whether a person did the work or is the one whom the complaint is about: such a visitor is said when chosen.
    pub(crate) fn is_barred(&self, facts: &Facts, name: &str) -> bool {
        let name = name.trim();
        let accused = facts.complained_of.as_ref().and_then(|one| one.person.as_deref());
        let worker = self.assigned.as_deref().or(self.handled.as_deref());
        !name.is_empty() && (accused == Some(name) || worker == Some(name))
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::case::{Case, CaseNumber, ComplainedOf, Facts};
    use crate::domain::code::{CaseKind, Channel, Medium, Trigger};
    use crate::domain::event::{Escalation, Event, EventKind};
    use crate::domain::settings::Rules;
    use crate::domain::time::Moment;

    fn at(minute: u32) -> Moment {
        Moment::parse(&format!("2026-11-03T09:{minute:02}")).unwrap()
    }

    fn case() -> Case {
        let facts = Facts::new(CaseKind::Complaint, Channel::Phone, at(0), "李敏");
        Case::new(CaseNumber::new(at(0).date(), 1), facts)
    }

    fn told(told: bool) -> EventKind {
        EventKind::Progress {
            medium: Medium::Phone, text: "在修".into(), told: Some(told), is_final: false
        }
    }

    fn handled() -> EventKind {
        EventKind::Handled {
            result: "修好".into(),
            verified: true,
            told: true,
            medium: None,
            for_owner: None,
            verification: None,
        }
    }

    #[test]
    fn the_visitor_is_who_dealt_with_the_customer_last_and_never_who_did_the_work() {
        let mut case = case();
        let mut minute = 0;
        let mut happens = |by: &str, kind: EventKind| {
            minute += 1;
            case.events.push(Event::new(at(minute), by, kind));
            case.state(&Rules::default()).visitor().to_owned()
        };
        let note = EventKind::Note { text: "看过".into(), internal: true };
        assert_eq!(
            happens("赵楠", note),
            "李敏",
            "who only wrote something down did not deal with the customer"
        );
        assert_eq!(happens("汤悦", told(false)), "李敏", "it reached nobody");
        assert_eq!(happens("汤悦", told(true)), "汤悦");
        let assigned = EventKind::Assigned { to: "卢工".into(), department: None, reason: None };
        assert_eq!(happens("李敏", assigned), "汤悦");
        assert_eq!(happens("卢工", handled()), "汤悦", "the technician does not ask about his own work");
        let superior = Escalation {
            to: Some("项目经理 韩骁".into()),
            arrived_at: Some(at(30)),
            ..Escalation::new(Trigger::H)
        };
        assert_eq!(happens("汤悦", EventKind::Escalated(superior)), "韩骁");
    }

    #[test]
    fn who_did_it_all_alone_visits_as_the_receiver() {
        let mut case = case();
        case.events.push(Event::new(at(1), "李敏", handled()));
        assert_eq!(case.state(&Rules::default()).visitor(), "李敏");
    }

    #[test]
    fn whom_the_complaint_is_about_never_visits() {
        let mut case = case();
        case.receipt.complained_of = Some(ComplainedOf { person: Some("汤悦".into()), department: None });
        case.events.push(Event::new(at(1), "周晓", told(true)));
        case.events.push(Event::new(at(2), "汤悦", told(true)));
        let state = case.state(&Rules::default());
        assert_eq!(state.visitor(), "周晓");
        assert!(state.contacts.is_barred(&state.facts, "汤悦"));
    }
}
