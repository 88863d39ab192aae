//! What is kept beside the events is made from them alone, and a save never waits behind a list.

use std::time::{Duration, Instant};

use rusqlite::Connection;

use crate::support::{Counter, MORNING, complaint, handled, note};

fn some_cases() -> Counter {
    let counter = Counter::at(MORNING);
    let mut facts = complaint(MORNING);
    facts.complainant.declines_visits = true;
    let first = counter.take_in(facts);
    let handled = handled("已修复", true, true);
    counter.happens(&first, MORNING, handled);
    let again = counter.take_in(complaint(MORNING));
    counter.desk.link_repeat(&counter.front, again.number, 0, Some(first.number)).wait().unwrap();
    let third = counter.take_in(complaint(MORNING));
    counter.desk.void(&counter.chief, third.number, 0, "录重了").wait().unwrap();
    counter
}

#[test]
fn a_rebuild_finds_everything_equal() {
    let counter = some_cases();
    assert_eq!(counter.desk.check_rebuild().wait().unwrap().value, []);
    assert_eq!(counter.desk.search("zk").wait().unwrap().len(), 3, "the index is whole after it");
    assert_eq!(counter.desk.search("8316").wait().unwrap().len(), 3);
}

#[test]
fn a_rebuild_names_what_differed_and_puts_it_right() {
    for change in [
        "UPDATE case_fact SET status = 'closed' WHERE number = 20261103000002",
        "DELETE FROM case_fact WHERE number = 20261103000002",
        "DELETE FROM obligation WHERE case_no = 20261103000002",
        "UPDATE case_span SET opened_at = 0 WHERE case_no = 20261103000002",
        "DELETE FROM case_phone WHERE case_no = 20261103000002",
        "DELETE FROM search WHERE rowid = 20261103000002",
        "DELETE FROM search_mark WHERE case_no = 20261103000002",
    ] {
        let counter = some_cases();
        let before = counter.register();
        let file = Connection::open(counter.folder.path().join("tingsu.db")).unwrap();
        assert!(file.execute(change, []).unwrap() > 0, "{change}");
        let found = counter.desk.check_rebuild().wait().unwrap().value;
        assert!(found.len() == 1 && found[0].0.contains("20261103-002"), "{change}: {found:?}");
        let after = counter.register();
        assert_eq!(after, before, "{change}");
        assert_eq!(counter.desk.check_rebuild().wait().unwrap().value, []);
    }
}

#[test]
fn a_number_is_never_given_twice() {
    let counter = some_cases();
    let counter = counter.later(MORNING);
    assert_eq!(counter.take_in(complaint(MORNING)).number.serial(), 4, "a voided case keeps its number");
}

#[test]
fn lists_are_read_while_something_is_being_written() {
    let counter = some_cases();
    let file = Connection::open(counter.folder.path().join("tingsu.db")).unwrap();
    file.execute_batch("BEGIN IMMEDIATE").unwrap();
    let case =
        counter.desk.case(tingsu::domain::case::CaseNumber::parse("20261103-001").unwrap()).wait().unwrap();
    let saving = counter.desk.append(&counter.front, case.number, 1, vec![(case.events[0].at, note("等待"))]);
    let started = Instant::now();
    assert_eq!(counter.register().len(), 3);
    assert!(started.elapsed() < Duration::from_secs(2), "the list did not wait for the writer");
    file.execute_batch("COMMIT").unwrap();
    assert_eq!(saving.wait().unwrap().events.len(), 2, "the save waited and went through");
}
