//! Who makes the return visit (rules §6): gathered while the case is folded.

use crate::domain::case::Facts;
use crate::domain::escalation::is_same_person;
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
    /// To whom it was given as one of a department, with that department.
    of_department: Vec<(String, String)>,
    /// The technicians whose coming was agreed.
    technicians: Vec<String>,
}

impl Contacts {
    /// Takes in the next event.
    pub(crate) fn take(&mut self, event: &Event) {
        if let EventKind::Assigned { to, department: Some(department), .. } = &event.kind {
            self.of_department.push((department.trim().to_owned(), to.clone()));
        }
        match &event.kind {
            EventKind::Assigned { to, .. } if !to.trim().is_empty() => self.assigned = Some(to.clone()),
            EventKind::Handled { .. } => self.handled = Some(event.by.clone()),
            EventKind::Appointed(one) => self.technicians.push(one.technician.clone()),
            _ => {}
        }
        match &event.kind {
            // Who comes in an escalation becomes the first receiver (rules §5).
            EventKind::Escalated(step) if step.arrived_at.is_some() => {
                if let Some(name) = step.superior_name() {
                    self.dealt_by(name);
                }
            }
            EventKind::Visit(visit) if event.kind.reaches_customer() => {
                self.dealt_by(visit.made_by(&event.by))
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

    /// The last person who dealt with the customer and is not barred, the receiver being the first; `None` when nobody is
    /// free: then somebody is chosen.
    pub(crate) fn visitor<'a>(&'a self, facts: &'a Facts) -> Option<&'a str> {
        let dealt = self.dealt.iter().rev().chain([&facts.receiver]).map(String::as_str);
        dealt.into_iter().find(|name| !name.trim().is_empty() && !self.is_barred(facts, name))
    }

    /// Whether a person did the work (whom it was given to last, else who recorded it as done; the technician who was to
    /// come) or is the one whom the complaint is about: never proposed, and said when chosen all the same.
    pub(crate) fn is_barred(&self, facts: &Facts, name: &str) -> bool {
        let worker = self.assigned.as_deref().or(self.handled.as_deref());
        let mut workers = self.technicians.iter().map(String::as_str).chain(worker);
        workers.any(|one| is_same_person(one, name)) || self.is_complained_of(facts, name)
    }

    /// Whether the complaint is about this person, or about the department that he stands for: it is named beside his name,
    /// or the case was given to him as one of it.
    pub(crate) fn is_complained_of(&self, facts: &Facts, name: &str) -> bool {
        let Some(about) = &facts.complained_of else { return false };
        let department = about.department.as_deref().map(str::trim).filter(|one| !one.is_empty());
        let theirs = |(one, _): &&(String, String)| Some(one.as_str()) == department;
        let colleagues = self.of_department.iter().filter(theirs).map(|(_, to)| to.as_str());
        department.is_some_and(|one| stands_for(name, one))
            || colleagues.chain(about.person.as_deref()).any(|one| is_same_person(one, name))
    }
}

/// `工程部`, `工程部 周工`, `周工（工程部）`: the department is one of the words.
fn stands_for(written: &str, department: &str) -> bool {
    written.split(|sign: char| !sign.is_alphanumeric()).any(|word| word == department)
}

#[cfg(test)]
mod tests {
    use crate::domain::case::{Case, CaseNumber, ComplainedOf, Facts};
    use crate::domain::code::{CaseKind, Channel, Medium, Trigger, VisitForm, VisitOutcome};
    use crate::domain::event::{Escalation, Event, EventKind, Visit};
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

    /// Ledger 08-01, 08-02.
    #[test]
    fn the_visitor_is_who_dealt_with_the_customer_last_and_never_who_did_the_work() {
        let mut case = case();
        let mut minute = 0;
        let mut happens = |by: &str, kind: EventKind| {
            minute += 1;
            case.events.push(Event::new(at(minute), by, kind));
            case.state(&Rules::default()).visitor().unwrap_or_default().to_owned()
        };
        let note = EventKind::Note { text: "看过".into(), internal: true };
        assert_eq!(
            happens("赵楠", note),
            "李敏",
            "who only wrote something down did not deal with the customer"
        );
        assert_eq!(happens("汤悦", told(false)), "李敏", "it reached nobody");
        assert_eq!(happens("汤悦", told(true)), "汤悦");
        let assigned =
            EventKind::Assigned { to: "卢工".into(), department: None, reason: None, named_by: None };
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
    fn who_did_it_all_alone_is_not_proposed() {
        let mut case = case();
        case.events.push(Event::new(at(1), "李敏", handled()));
        assert_eq!(case.state(&Rules::default()).visitor(), None);
    }

    #[test]
    fn whoever_made_the_last_visit_dealt_with_the_customer_not_who_wrote_it_down() {
        let mut case = case();
        let visit = |outcome| {
            EventKind::Visit(Visit {
                form: VisitForm::Home,
                outcome,
                visitor: Some("孟知秋".into()),
                standing: None,
                process: None,
                measures: None,
                result: None,
                expectation: None,
                perceived: None,
                emotion: None,
                text: None,
                again: None,
            })
        };
        case.events.push(Event::new(at(1), "李敏", visit(VisitOutcome::NoAnswer)));
        assert_eq!(case.state(&Rules::default()).visitor(), Some("李敏"), "nobody was reached");
        case.events.push(Event::new(at(2), "李敏", visit(VisitOutcome::Reached)));
        assert_eq!(case.state(&Rules::default()).visitor(), Some("孟知秋"));
    }

    /// The person complained of, whom the work was given to, who told the customer, and who is proposed.
    /// Ledger 21-01.
    #[test]
    fn nobody_is_proposed_who_is_warned_of() {
        for (accused, worker, told_by, proposed) in [
            (None, None, None, Some("李敏")),
            (None, None, Some("汤悦"), Some("汤悦")),
            (None, Some("汤悦"), Some("汤悦"), Some("李敏")),
            (Some("汤悦"), None, Some("汤悦"), Some("李敏")),
            (Some("李敏"), None, Some("汤悦"), Some("汤悦")),
            (Some("李敏"), None, None, None),
            (Some("李敏"), Some("汤悦"), Some("汤悦"), None),
            (None, Some("李敏"), None, None),
            // One person however the name is written.
            (Some("客服主任 李敏"), None, None, None),
            (Some("前台 李敏"), None, None, None),
            (Some("李敏（前台）"), None, None, None),
            (Some("汤悦、李敏"), None, Some("汤悦"), None),
            (None, Some("项目经理 韩骁"), Some("韩骁"), Some("李敏")),
            (None, Some("韩骁"), Some("项目经理 韩骁"), Some("李敏")),
            // Another person whose name or title only looks alike.
            (Some("李敏华"), None, None, Some("李敏")),
            (Some("李"), None, None, Some("李敏")),
            (Some("客服主任 孟知秋"), None, Some("客服主任 汤悦"), Some("客服主任 汤悦")),
            (Some("前台 孟知秋"), None, Some("前台 汤悦"), Some("前台 汤悦")),
            (Some(" "), Some(" "), None, Some("李敏")),
        ] {
            let mut case = case();
            let person = accused.map(str::to_owned);
            case.receipt.complained_of = Some(ComplainedOf { person, department: None });
            if let Some(to) = worker {
                let assigned =
                    EventKind::Assigned { to: to.into(), department: None, reason: None, named_by: None };
                case.events.push(Event::new(at(1), "赵楠", assigned));
            }
            case.events.extend(told_by.map(|by| Event::new(at(2), by, told(true))));
            let state = case.state(&Rules::default());
            let row = format!("{accused:?} {worker:?} {told_by:?}");
            assert_eq!(state.visitor(), proposed, "{row}");
            assert!(proposed.is_none_or(|name| !state.bars_visitor(name)), "{row}");
            assert!(proposed.is_some() || state.bars_visitor("李敏"), "{row}");
        }
    }

    /// The department complained of: whoever stands for it makes no visit, whoever merely works at the same case does. Ledger
    /// 21-01.
    #[test]
    fn nobody_of_the_department_complained_of_is_proposed() {
        let mut case = case();
        let department = Some("工程部".to_owned());
        case.receipt.complained_of = Some(ComplainedOf { person: None, department });
        let given = |to: &str, department: &str| EventKind::Assigned {
            to: to.into(),
            department: Some(department.into()),
            reason: None,
            named_by: None,
        };
        case.events.push(Event::new(at(1), "李敏", given("周工", " 工程部 ")));
        case.events.push(Event::new(at(2), "李敏", given("汤悦", "客服部")));
        case.events.push(Event::new(at(3), "周工", told(true)));
        let state = case.state(&Rules::default());
        assert_eq!(state.visitor(), Some("李敏"), "周工 told the owner last, and is one of them");
        for (name, theirs) in [
            ("周工", true),
            ("工程部", true),
            ("工程部 吴工", true),
            ("吴工（工程部）", true),
            ("吴工", false),
            ("工程部门口的吴工", false),
            ("汤悦", false),
            ("李敏", false),
        ] {
            assert_eq!(state.complains_of(name), theirs, "{name}");
        }
        assert!(state.bars_visitor("汤悦"), "it was given to him last: warned of, not refused");
    }

    #[test]
    fn the_technician_who_came_makes_no_visit_even_where_he_wrote_that_he_was_there() {
        use crate::domain::appointment::{Appointment, AppointmentEnd};
        use crate::domain::obligation::ObligationId;
        let slot = Appointment {
            from: at(10),
            until: at(30),
            service: "换水龙头".into(),
            technician: "卢师傅".into(),
            phone: None,
            prepare: None,
            fee: None,
            replaces: None,
        };
        let kept = AppointmentEnd {
            appointment: ObligationId { event: Some(0), nth: 0 },
            missed: None,
            text: "换好".into(),
            satisfied: None,
            left: None,
            again: None,
        };
        let mut case = case();
        case.events = vec![
            Event::new(at(1), "李敏", EventKind::Appointed(slot)),
            Event::new(at(20), "卢师傅", EventKind::AppointmentEnded(kept)),
            Event::new(at(21), "卢师傅", told(true)),
        ];
        let state = case.state(&Rules::default());
        assert_eq!((state.visitor(), state.bars_visitor("卢师傅")), (Some("李敏"), true));
    }
}
