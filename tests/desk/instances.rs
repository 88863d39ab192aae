//! Who may have the folder, and what is said when it cannot be had.

use tingsu::desk::clock::Clock;
use tingsu::desk::error::Error;
use tingsu::desk::handle::{Access, Desk};
use tingsu::desk::lock::Lock;
use tingsu::domain::code::PaperForm;
use tingsu::store;

use crate::support::{Counter, MORNING, at, complaint};

fn try_open(counter: &Counter, access: Access) -> Result<Desk, Error> {
    Desk::open(counter.folder.path(), Clock::frozen(at(MORNING)), access)
}

#[test]
fn a_second_window_is_refused_and_reading_commands_run_beside() {
    let counter = Counter::at(MORNING);
    let case = counter.take_in(complaint(MORNING));
    assert_eq!(try_open(&counter, Access::Window).unwrap_err(), Error::AlreadyOpen);
    assert_eq!(try_open(&counter, Access::Exclusive).unwrap_err(), Error::WindowOpen);
    assert!(Lock::is_taken(counter.folder.path()));
    let beside = try_open(&counter, Access::Reading).unwrap();
    assert_eq!(beside.case(case.number).wait().unwrap(), case);
    let write = beside.void(&counter.chief, case.number, 0, "x").wait();
    assert_eq!(write, Err(Error::ReadingOnly));
    assert_eq!(
        beside.printed(&counter.chief, "20261103-001", PaperForm::HandlingRecord).wait().unwrap().value,
        1
    );
    assert_eq!(
        counter.desk.printed(&counter.chief, "20261103-001", PaperForm::HandlingRecord).wait().unwrap().value,
        2
    );
    assert_eq!(counter.desk.times_printed("20261103-001", PaperForm::Statistics).wait().unwrap(), 0);
    let counter = counter.later(MORNING);
    assert_eq!(counter.desk.case(case.number).wait().unwrap(), case);
}

#[test]
fn asking_whether_a_folder_is_taken_makes_and_takes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    assert!(!Lock::is_taken(&data) && !data.exists());
    let lock = Lock::take(&data).unwrap().expect("nobody has it");
    assert!(Lock::is_taken(&data));
    drop(lock);
    assert!(!Lock::is_taken(&data));
    assert!(Lock::take(&data).unwrap().is_some());
}

#[test]
fn a_folder_that_cannot_be_had_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("not-a-folder");
    std::fs::write(&file, "x").unwrap();
    let error = Desk::open(&file.join("data"), Clock::frozen(at(MORNING)), Access::Window).unwrap_err();
    assert!(error.message().contains("没有权限") && error.message().contains("not-a-folder"), "{error}");
    let absent = Desk::open(folder.path(), Clock::frozen(at(MORNING)), Access::Reading).unwrap_err();
    assert_eq!(absent, Error::Store(store::error::Error::Absent));
}

#[test]
fn a_file_that_is_not_ours_or_newer_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tingsu.db");
    std::fs::write(&file, "这是一封信，不是数据库。".repeat(100)).unwrap();
    let before = std::fs::read(&file).unwrap();
    let error = Desk::open(folder.path(), Clock::frozen(at(MORNING)), Access::Window).unwrap_err();
    assert_eq!(error, Error::Store(store::error::Error::Foreign));
    assert_eq!(std::fs::read(&file).unwrap(), before);
}

#[test]
fn what_was_saved_is_there_after_the_program_was_killed() {
    let counter = Counter::at(MORNING);
    let case = counter.take_in(complaint(MORNING));
    // The files as they lie while the program runs are what a kill leaves behind.
    let left = tempfile::tempdir().unwrap();
    for name in ["tingsu.db", "tingsu.db-wal"] {
        std::fs::copy(counter.folder.path().join(name), left.path().join(name)).unwrap();
    }
    let desk = crate::support::open(left.path(), MORNING);
    assert_eq!(desk.case(case.number).wait().unwrap(), case);
    assert_eq!(desk.check().wait().unwrap(), []);
}

#[test]
fn a_clock_behind_the_last_event_is_warned_of() {
    let counter = Counter::at(MORNING);
    counter.take_in(complaint(MORNING));
    assert_eq!(counter.desk.clock_warning().wait().unwrap(), None);
    let counter = counter.later("2026-11-02T09:00");
    assert!(counter.desk.clock_warning().wait().unwrap().unwrap().contains("校准"));
}
