//! Cases that come in ready.

use tingsu::desk::history::{Incoming, Outcome};
use tingsu::domain::case::CaseNumber;
use tingsu::domain::code::DeadlineCode;
use tingsu::domain::event::Event;

use crate::support::{Counter, MORNING, at, complaint, note};

fn incoming(number: Option<&str>) -> Incoming {
    let mut receipt = complaint("2026-10-01T10:00");
    receipt.receiver = "邱娅楠".into();
    Incoming {
        number: number.map(|number| CaseNumber::parse(number).unwrap()),
        receipt,
        events: vec![Event::new(at("2026-10-01T11:00"), "陆鸣", note("已到场"))],
        import_batch: None,
    }
}

#[test]
fn history_is_taken_over_as_it_is() {
    let counter = Counter::at(MORNING);
    let cases = vec![incoming(None), incoming(Some("20261001-007"))];
    let front = counter.desk.insert_history(&counter.front, cases.clone()).wait();
    assert!(front.is_err(), "an import is the supervisor's");
    let outcomes = counter.desk.insert_history(&counter.chief, cases).wait().unwrap();
    let [Outcome::Imported(given), Outcome::Imported(kept)] = outcomes.value[..] else {
        panic!("{outcomes:?}")
    };
    assert_eq!((given.serial(), kept.serial()), (8, 7), "the day's counter moves past the numbers first");
    let case = counter.desk.case(kept).wait().unwrap();
    assert_eq!(case.receipt.recorded_at, at("2026-10-01T09:50"), "not the time of the import");
    assert_eq!(case.sets[0].deadline, DeadlineCode::FirstResponse);
    let staff = counter.desk.staff().wait().unwrap();
    let former: Vec<_> = staff.iter().filter(|person| !person.active).map(|person| &person.name).collect();
    assert_eq!(former, ["陆鸣", "邱娅楠"]);
    assert!(case.events[0].by_id.is_some());
    assert_eq!(counter.desk.check_rebuild().wait().unwrap().value, []);
}

#[test]
fn the_same_case_is_a_duplicate_and_another_of_its_number_is_refused() {
    let counter = Counter::at(MORNING);
    let number = CaseNumber::parse("20261001-007").unwrap();
    counter.desk.insert_history(&counter.chief, vec![incoming(Some("20261001-007"))]).wait().unwrap();
    let mut other = incoming(Some("20261001-007"));
    other.receipt.place = Some("大堂".into());
    let cases = vec![incoming(Some("20261001-007")), other];
    let expected = [Outcome::Duplicate(number), Outcome::Refused(number)];
    assert_eq!(counter.desk.preview_history(cases.clone()).wait().unwrap(), expected);
    assert_eq!(counter.desk.insert_history(&counter.chief, cases).wait().unwrap().value, expected);
    assert_eq!(counter.desk.all_cases().wait().unwrap().len(), 1);
}

#[test]
fn a_batch_of_an_old_ledger_makes_no_deadlines() {
    let counter = Counter::at(MORNING);
    let batch = counter.desk.open_batch(&counter.chief, "台账.xlsx").wait().unwrap().value;
    let old = Incoming { import_batch: Some(batch), ..incoming(None) };
    counter.desk.insert_history(&counter.chief, vec![old]).wait().unwrap();
    let cases = counter.desk.all_cases().wait().unwrap();
    assert_eq!((cases[0].import_batch, cases[0].sets.len()), (Some(batch), 0));
    assert!(counter.today().cases.iter().all(|open| open.owed.is_empty()));
}

#[test]
fn an_empty_folder_takes_the_name_of_the_property_from_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let desk = crate::support::open(folder.path(), MORNING);
    assert!(!desk.is_set_up().wait().unwrap());
    assert!(desk.adopt_property("澄湖佳苑").wait().unwrap().value);
    assert!(desk.is_set_up().wait().unwrap());
    assert!(!desk.adopt_property("别处").wait().unwrap().value);
    assert_eq!(desk.settings().wait().unwrap().property, "澄湖佳苑");
}
