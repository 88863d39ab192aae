//! 高频服务需求, and who complained and came back with praise. Ledger 11-27, 20-16.

use tingsu::domain::case::Case;
use tingsu::domain::closure::ClosureRequest;
use tingsu::domain::code::{CaseKind, Category, Channel, ClosureCode};
use tingsu::domain::event::EventKind;
use tingsu::domain::statistics::needs::Topic;
use tingsu::domain::statistics::period::Period;

use crate::support::{Counter, complaint};

fn asked(counter: &Counter, now: &str, kind: CaseKind, category: Option<&str>, room: &str) -> Case {
    let mut facts = complaint(now);
    facts.kind = kind;
    facts.category = category.and_then(Category::new);
    facts.complainant.room = Some(room.into());
    facts.complainant.phones = Vec::new();
    facts.complainant.phone_declined = true;
    counter.take_in(facts)
}

fn month(code: &str) -> Period {
    Period::parse(code, 1).unwrap()
}

#[test]
fn what_is_asked_for_most_often_comes_first_and_leads_to_its_cases() {
    let (october, november) = ("2026-10-20T10:00", "2026-11-20T10:00");
    let counter = Counter::at(october);
    asked(&counter, october, CaseKind::Repair, Some("facilities"), "1-1-101");
    let counter = counter.later(november);
    let lifts: Vec<_> = (1..=3)
        .map(|n| {
            asked(&counter, november, CaseKind::Repair, Some("facilities"), &format!("1-1-10{n}")).number
        })
        .collect();
    asked(&counter, november, CaseKind::Enquiry, Some("fees"), "1-1-102");
    asked(&counter, november, CaseKind::Enquiry, None, "1-1-103");
    asked(&counter, november, CaseKind::Complaint, Some("fees"), "1-1-104");
    let void = asked(&counter, november, CaseKind::Enquiry, Some("fees"), "1-1-105");
    let voided = vec![(counter.desk.now(), EventKind::Voided { reason: "重复登记".into() })];
    counter.desk.append(&counter.chief, void.number, void.events.len(), voided).wait().unwrap();
    let told = counter.desk.needs_of(month("2026-11")).wait().unwrap();
    let lines: Vec<_> = told
        .needs
        .iter()
        .map(|need| (need.kind, need.topic.clone(), need.numbers.len(), need.before))
        .collect();
    let fees = Topic::Category(Category::new("fees").unwrap());
    let facilities = Topic::Category(Category::new("facilities").unwrap());
    assert_eq!(
        lines,
        [
            (CaseKind::Repair, facilities, 3, 1),
            (CaseKind::Enquiry, fees, 1, 0),
            (CaseKind::Enquiry, Topic::Unsaid, 1, 0),
        ]
    );
    assert_eq!(told.needs[0].numbers, lifts);
    let none = counter.desk.needs_of(month("2026-09")).wait().unwrap();
    assert!(none.needs.is_empty() && none.won_back.is_empty());
}

/// Ledger 20-16.
#[test]
fn who_complained_and_came_back_with_praise_is_told() {
    let counter = Counter::at("2026-11-03T10:00");
    let settled = asked(&counter, "2026-11-03T10:00", CaseKind::Complaint, None, "2-1-201");
    let open = asked(&counter, "2026-11-03T10:00", CaseKind::Complaint, None, "2-1-202");
    let request =
        ClosureRequest {
            code: ClosureCode::Verbal, reason: Some("已办好".into()), against_the_list: true
        };
    counter.desk.close(&counter.chief, settled.number, settled.events.len(), request).wait().unwrap();
    let counter = counter.later("2026-11-20T10:00");
    let praise = |room: &str| asked(&counter, "2026-11-20T10:00", CaseKind::Praise, None, room);
    let back = praise("2-1-201");
    praise("2-1-202");
    praise("2-1-203");
    let told = counter.desk.needs_of(month("2026-11")).wait().unwrap().won_back;
    assert_eq!(told.len(), 1, "one is not closed, one never complained: {told:?} {}", open.number);
    assert_eq!((told[0].complaint, told[0].praise), (settled.number, back.number));
    let by_department = counter.desk.praise_of_year().wait().unwrap();
    let after: Vec<_> = by_department.iter().flat_map(|one| one.after_complaint.clone()).collect();
    assert_eq!(after, [back.number], "the other screen says the same");
    // Closed only now, it was still open when they praised us.
    let request =
        ClosureRequest {
            code: ClosureCode::Verbal, reason: Some("已办好".into()), against_the_list: true
        };
    counter.desk.close(&counter.chief, open.number, open.events.len(), request).wait().unwrap();
    assert_eq!(counter.desk.needs_of(month("2026-11")).wait().unwrap().won_back, told);
    let again = counter.desk.praise_of_year().wait().unwrap();
    assert_eq!(again, by_department);
    assert_eq!(back.facts().channel, Channel::Phone);
}
