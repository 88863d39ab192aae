//! 今日, the register, and the data as known at an earlier time.

use tingsu::desk::lists::{RegisterFilter, RegisterSort};
use tingsu::domain::code::{CaseKind, DeadlineCode, Status};
use tingsu::domain::event::EventKind;
use tingsu::domain::obligation::Urge;

use crate::support::{Counter, MORNING, at, complaint, note};

#[test]
fn today_lists_what_is_owed_by_time() {
    let counter = Counter::at(MORNING);
    let case = counter.take_in(complaint(MORNING));
    let promised = EventKind::Promised {
        due: at("2026-11-03T09:30"),
        consent: true,
        text: String::new(),
        confirmed_by: None,
    };
    counter.happens(&case, MORNING, promised);
    let mut enquiry = complaint(MORNING);
    enquiry.kind = CaseKind::Enquiry;
    counter.take_in(enquiry);
    let today = counter.desk.today().wait().unwrap();
    let owed: Vec<_> = today.owed.iter().map(|owed| (owed.duty.deadline, owed.urge)).collect();
    assert_eq!(
        owed,
        [
            (DeadlineCode::Promise, Urge::DueSoon),
            (DeadlineCode::FirstResponse, Urge::Open),
            (DeadlineCode::Investigate, Urge::Open),
            (DeadlineCode::Progress, Urge::Open),
            (DeadlineCode::FollowUp, Urge::Open),
        ]
    );
    assert_eq!((today.in_hand, today.overdue, today.due_soon, today.unassigned.len()), (2, 0, 1, 2));
    assert_eq!(today.taken_in[0], (CaseKind::Complaint, 1));
    assert_eq!(today.taken_in[2], (CaseKind::Enquiry, 1));
    let counter = counter.later("2026-11-05T09:00");
    let today = counter.desk.today().wait().unwrap();
    assert_eq!(
        today.overdue, 6,
        "promise, response, facts, progress, the question of the record form; the enquiry"
    );
    assert_eq!(today.owed[0].case.name.as_deref(), Some("张坤"));
}

#[test]
fn the_register_filters_and_sorts() {
    let counter = Counter::at(MORNING);
    let first = counter.take_in(complaint(MORNING));
    let mut second = complaint("2026-11-03T08:00");
    second.complainant.room = Some("11-1-101".into());
    second.complainant.name = Some("李雷".into());
    let second = counter.take_in(second);
    counter.happens(&first, MORNING, EventKind::Assigned { to: "王师傅".into(), department: None });
    let rows = |filter, sort| -> Vec<u32> {
        let rows = counter.desk.register(filter, sort).wait().unwrap();
        rows.iter().map(|row| row.number.serial()).collect()
    };
    let all = RegisterFilter::default;
    assert_eq!(rows(all(), RegisterSort::Newest), [1, 2]);
    assert_eq!(rows(all(), RegisterSort::Oldest), [2, 1]);
    assert_eq!(rows(all(), RegisterSort::Due), [2, 1]);
    assert_eq!(rows(all(), RegisterSort::Room), [1, 2]);
    let unassigned = RegisterFilter { status: vec![Status::Unassigned], ..all() };
    assert_eq!(rows(unassigned, RegisterSort::Newest), [second.number.serial()]);
    assert_eq!(rows(RegisterFilter { text: "李雷".into(), ..all() }, RegisterSort::Newest), [2]);
    let until = RegisterFilter { to: Some(at("2026-11-03T08:00")), ..all() };
    assert_eq!(rows(until, RegisterSort::Newest), [2]);
    assert_eq!(rows(RegisterFilter { kind: Some(CaseKind::Repair), ..all() }, RegisterSort::Newest), [0; 0]);
}

#[test]
fn what_is_dated_later_is_invisible_at_an_earlier_time() {
    let counter = Counter::at(MORNING);
    let case = counter.take_in(complaint(MORNING));
    let counter = counter.later("2026-11-04T09:00");
    let handled = EventKind::Handled { result: "已修复".into(), verified: true, told: true, medium: None };
    counter.happens(&case, "2026-11-04T09:00", handled);
    counter.take_in(complaint("2026-11-04T09:00"));
    assert_eq!(counter.desk.case(case.number).wait().unwrap().events.len(), 1);
    let counter = counter.later("2026-11-03T12:00");
    assert_eq!(counter.desk.case(case.number).wait().unwrap(), case);
    let rows = counter.desk.register(Default::default(), Default::default()).wait().unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].status, rows[0].events), (Status::Unassigned, 0));
    let today = counter.desk.today().wait().unwrap();
    let owed: Vec<_> = today.owed.iter().map(|owed| owed.duty.deadline).collect();
    assert_eq!(owed, [DeadlineCode::FirstResponse, DeadlineCode::Investigate, DeadlineCode::Progress]);
    assert_eq!(counter.desk.search("修复").wait().unwrap(), [], "said only later");
    assert_eq!(counter.desk.search("电梯").wait().unwrap().len(), 1);
    assert_eq!(counter.desk.all_cases().wait().unwrap(), [case]);
}

#[test]
fn a_period_holds_what_was_open_in_it() {
    let counter = Counter::at("2026-10-30T09:00");
    let old = counter.take_in(complaint("2026-10-30T09:00"));
    let counter = counter.later(MORNING);
    let voided = counter.take_in(complaint(MORNING));
    counter.desk.void(&counter.chief, old.number, 0, "录重了").wait().unwrap();
    let counter = counter.later("2026-12-05T09:00");
    counter.happens(&voided, "2026-12-05T09:00", note("还在处理"));
    let touching = |from: &str, to: &str| -> Vec<String> {
        let cases = counter.desk.cases_touching(at(from), at(to)).wait().unwrap();
        cases.iter().map(|case| case.number.to_string()).collect()
    };
    assert_eq!(touching("2026-10-01T00:00", "2026-11-01T00:00"), ["20261030-001"]);
    assert_eq!(touching("2026-11-01T00:00", "2026-12-01T00:00"), ["20261030-001", "20261103-001"]);
    assert_eq!(touching("2026-12-01T00:00", "2027-01-01T00:00"), ["20261103-001"]);
    let day = counter.desk.cases_of_day(at(MORNING).date()).wait().unwrap();
    assert_eq!(day.len(), 1);
}
