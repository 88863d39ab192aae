//! 统一工单: what the house's other systems and people are told of a case, always the same lines in the same order, so that it
//! can be printed, or copied and pasted into them. Nothing internal, and nobody who asked for confidence. Ledger 16-06.

use crate::domain::appointment::Appointment;
use crate::domain::case::Case;
use crate::domain::code::{DeadlineCode, Flag};
use crate::domain::event::EventKind;
use crate::domain::naming::Names;
use crate::domain::settings::Rules;
use crate::domain::work_entry::WorkEntry;

/// What stands where the owner asked not to be named.
const WITHHELD: &str = "应本人要求不写，经受理人联系";

/// The lines of a work order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkOrder {
    /// What each line is, and what it says; empty where nothing is known.
    pub lines: Vec<(&'static str, String)>,
}

impl WorkOrder {
    /// The work order of a case as it is known; `phone` writes a number, in full or masked.
    pub fn of(case: &Case, rules: &Rules, names: &dyn Names, phone: impl Fn(&str) -> String) -> Self {
        let (entry, state) = (WorkEntry::of(case, rules), case.state(rules));
        let facts = &state.facts;
        let hides = facts.has(Flag::Confidential) || facts.complainant.anonymous;
        let who = |text: String| if hides { WITHHELD.to_owned() } else { text };
        let slot = slot(case);
        let due = state
            .obligations
            .iter()
            .filter(|one| one.end.is_none())
            .filter(|one| matches!(one.deadline, DeadlineCode::SameDay | DeadlineCode::Task))
            .map(|one| one.due)
            .min();
        let phones = entry.phones.iter().map(|number| phone(number)).collect::<Vec<_>>().join("、");
        let given = [facts.department.clone().unwrap_or_default(), entry.handler.clone()];
        let given = given.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
        let lines = vec![
            ("工单编号", entry.number.to_string()),
            ("登记时间", names.time(entry.received_at)),
            ("信息类别", entry.kind.label().to_owned()),
            ("事项类别", facts.category.as_ref().map(|code| names.category(code)).unwrap_or_default()),
            ("紧急程度", entry.urgency.map_or("", |urgency| urgency.label()).to_owned()),
            ("业主", who(entry.customer.clone())),
            ("房号", who(entry.room.clone())),
            ("联系电话", who(phones)),
            ("地点", facts.place.clone().unwrap_or_default()),
            ("事项", without(facts.gist(), case, hides)),
            ("约定上门", slot.as_ref().map(|one| names.time(one.from)).unwrap_or_default()),
            ("上门人", slot.map(|one| one.technician).unwrap_or_default()),
            ("派给", given),
            ("办结时限", due.map(|due| names.time(due)).unwrap_or_default()),
            ("登记人", entry.receiver.clone()),
        ];
        Self { lines }
    }

    /// The whole of it as text, a line each.
    pub fn text(&self) -> String {
        let lines = self.lines.iter().map(|(label, words)| format!("{label}：{words}"));
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// The slot that is agreed now.
fn slot(case: &Case) -> Option<Appointment> {
    let mut now = None;
    for event in &case.events {
        match &event.kind {
            EventKind::Appointed(one) => now = Some(one.clone()),
            EventKind::AppointmentEnded(_) => now = None,
            _ => {}
        }
    }
    now
}

/// The matter without the words by which whoever asked for confidence is known.
fn without(matter: String, case: &Case, hides: bool) -> String {
    if !hides {
        return matter;
    }
    let who = case.facts().complainant;
    let numbers = who.numbers();
    let known = [who.salutation(), who.name, who.room, who.called_from].into_iter().flatten();
    let known = known.chain(who.phones).chain(numbers).filter(|word| !word.trim().is_empty());
    known.fold(matter, |text, word| text.replace(word.as_str(), "业主"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::{CaseNumber, Facts};
    use crate::domain::code::{CaseKind, Category, Channel, SituationCode, Urgency};
    use crate::domain::event::Event;
    use crate::domain::time::Moment;

    struct Plain;

    impl Names for Plain {
        fn time(&self, moment: Moment) -> String {
            moment.to_string()
        }
        fn category(&self, code: &Category) -> String {
            format!("类别{code}")
        }
        fn situation(&self, code: &SituationCode) -> String {
            code.to_string()
        }
        fn answer(&self, _: &SituationCode, _: &str) -> Option<String> {
            None
        }
    }

    fn at(text: &str) -> Moment {
        Moment::parse(&format!("2026-11-03T{text}")).unwrap()
    }

    fn repair() -> Case {
        let mut facts = Facts::new(CaseKind::Repair, Channel::Phone, at("09:00"), "李敏");
        facts.complainant.name = Some("陈建国".into());
        facts.complainant.room = Some("3-2-1001".into());
        facts.complainant.phones = vec!["13900000451".into()];
        facts.place = Some("厨房".into());
        facts.summary = Some("陈建国家厨房水管漏水".into());
        facts.category = Category::new("facilities");
        facts.urgency = Some(Urgency::Urgent);
        Case::new(CaseNumber::new(at("09:00").date(), 1), facts)
    }

    fn line(order: &WorkOrder, label: &str) -> String {
        order.lines.iter().find(|(one, _)| *one == label).unwrap().1.clone()
    }

    #[test]
    fn every_work_order_has_the_same_lines_whatever_is_known() {
        let full = |number: &str| number.to_owned();
        let mut case = repair();
        let before = WorkOrder::of(&case, &Rules::default(), &Plain, full);
        let slot = Appointment {
            from: at("15:00"),
            until: at("16:00"),
            service: "修水管".into(),
            technician: "周师傅".into(),
            phone: None,
            prepare: None,
            fee: None,
            replaces: None,
        };
        case.events.push(Event::new(at("09:10"), "李敏", EventKind::Appointed(slot)));
        let order = WorkOrder::of(&case, &Rules::default(), &Plain, full);
        let labels = |order: &WorkOrder| order.lines.iter().map(|(label, _)| *label).collect::<Vec<_>>();
        assert_eq!(labels(&before), labels(&order));
        assert_eq!((line(&before, "上门人").as_str(), line(&order, "上门人").as_str()), ("", "周师傅"));
        let text = order.text();
        for words in [
            "工单编号：20261103-001",
            "房号：3-2-1001",
            "联系电话：13900000451",
            "事项类别：类别facilities",
            "地点：厨房",
            "紧急程度：紧急",
        ] {
            assert!(text.contains(words), "{words} in {text}");
        }
        assert_eq!(text.lines().count(), order.lines.len());
    }

    #[test]
    fn whoever_asked_for_confidence_is_not_named() {
        let mut case = repair();
        case.receipt.flags = vec![Flag::Confidential];
        let text = WorkOrder::of(&case, &Rules::default(), &Plain, str::to_owned).text();
        for secret in ["陈建国", "3-2-1001", "13900000451"] {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
        assert!(text.contains("事项：业主家厨房水管漏水") && text.contains(WITHHELD));
    }
}
