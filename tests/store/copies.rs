//! Backup copies: verified before they count, fourteen kept, put back without losing the present.

use rusqlite::Connection;
use tingsu::desk::clock::Clock;
use tingsu::desk::error::Error;
use tingsu::desk::maintenance::restore_folder;
use tingsu::store;
use tingsu::store::backup;

use crate::support::{Counter, MORNING, at, complaint};

#[test]
fn the_first_start_of_a_day_makes_a_copy_and_fourteen_are_kept() {
    let mut counter = Counter::at("2026-10-31T08:00");
    counter.take_in(complaint("2026-10-31T08:00"));
    for day in 1..=20 {
        counter = counter.later(&format!("2026-11-{day:02}T08:00"));
        // The copy of the start comes first on its thread.
        assert_eq!(counter.desk.daily_copy().wait().unwrap(), None);
        assert_eq!(counter.desk.copies().wait().unwrap()[0].at, at(&format!("2026-11-{day:02}T08:00")));
    }
    counter = counter.later("2026-11-20T12:00");
    let copies = counter.desk.copies().wait().unwrap();
    // Fourteen days; before them one of each week, and the last days of October as a month of their own.
    assert_eq!(copies[0].at, at("2026-11-20T08:00"), "no second copy on the same day");
    assert_eq!(copies[13].at, at("2026-11-07T08:00"));
    let older: Vec<_> = copies[14..].iter().map(|copy| copy.at).collect();
    assert_eq!(older, [at("2026-11-06T08:00"), at("2026-11-01T08:00")]);
    assert_eq!(counter.today().last_backup, Some(at("2026-11-20T08:00")));
    backup::verify(&copies[13].path).unwrap();
}

#[test]
fn a_file_with_the_name_of_a_copy_does_not_stand_for_one() {
    let counter = Counter::at(MORNING);
    counter.take_in(complaint(MORNING));
    let made = counter.desk.backup_now().wait().unwrap();
    assert_eq!(counter.desk.daily_copy().wait().unwrap(), None, "there is one of today");
    for content in
        ["", "SQLite format 3", "nothing of ours, and longer than the head of a database file would be"]
    {
        std::fs::write(&made.path, content).unwrap();
        let again = counter.desk.daily_copy().wait().unwrap();
        let again = again.unwrap_or_else(|| panic!("{content:?} passed for a copy"));
        backup::verify(&again.path).unwrap();
    }
    std::fs::write(&made.path, "").unwrap();
    assert_eq!(counter.today().last_backup, None, "nor is it shown as one");
}

#[test]
fn a_copy_is_whole_and_comes_back() {
    let counter = Counter::at(MORNING);
    let case = counter.take_in(complaint(MORNING));
    let file = counter.folder.path().join("copy").join("a.db");
    counter.desk.backup_to(&file).wait().unwrap();
    assert!(!file.with_extension("db.part").exists() && !file.with_extension("db-wal").exists());
    let lost = counter.take_in(complaint(MORNING));
    let refused = counter.desk.restore(&counter.front, &file).wait().unwrap_err();
    assert!(refused.needs_supervisor());
    let kept = counter.desk.restore(&counter.chief, &file).wait().unwrap();
    assert!(kept.changed.everything);
    assert_eq!(counter.desk.case(case.number).wait().unwrap(), case);
    assert_eq!(counter.desk.case(lost.number).wait(), Err(Error::NoCase(lost.number)));
    backup::verify(kept.value.as_ref().unwrap()).unwrap();
    let again = counter.take_in(complaint(MORNING));
    assert_eq!(again.number, lost.number, "the counter of the day came back with the copy");
    counter.desk.restore(&counter.chief, &kept.value.unwrap()).wait().unwrap();
    assert_eq!(counter.desk.all_cases().wait().unwrap().len(), 2);
}

#[test]
fn a_damaged_or_foreign_copy_is_refused_and_the_present_stays() {
    let counter = Counter::at(MORNING);
    let case = counter.take_in(complaint(MORNING));
    let folder = counter.folder.path().to_owned();
    let file = folder.join("a.db");
    counter.desk.backup_to(&file).wait().unwrap();
    let tampering = Connection::open(&file).unwrap();
    tampering.execute_batch("DROP TRIGGER event_is_not_changed; UPDATE event SET at = at - 60;").unwrap();
    tampering.close().unwrap();
    let refused = counter.desk.restore(&counter.chief, &file).wait().unwrap_err();
    assert!(matches!(refused, Error::Copy(store::error::Error::Damaged(_))), "{refused:?}");
    std::fs::write(&file, "不是数据库".repeat(1000)).unwrap();
    let refused = counter.desk.restore(&counter.chief, &file).wait().unwrap_err();
    assert_eq!(refused, Error::Copy(store::error::Error::Foreign));
    std::fs::write(&file, "").unwrap();
    let refused = counter.desk.restore(&counter.chief, &file).wait().unwrap_err();
    assert_eq!(refused, Error::Copy(store::error::Error::Foreign), "an empty file is nobody's copy");
    assert!(refused.message().contains("现有数据没有改动"));
    let absent = counter.desk.restore(&counter.chief, &folder.join("none.db")).wait().unwrap_err();
    assert_eq!(absent, Error::Copy(store::error::Error::Absent));
    assert_eq!(counter.desk.case(case.number).wait().unwrap(), case);
    assert!(!folder.join("restore.part").exists());
}

#[test]
fn a_broken_database_is_put_back_by_the_command_when_no_window_has_it() {
    let counter = Counter::at(MORNING);
    let case = counter.take_in(complaint(MORNING));
    let copy = counter.desk.backup_now().wait().unwrap().path;
    let clock = Clock::frozen(at(MORNING));
    assert_eq!(restore_folder(counter.folder.path(), &copy, clock, &counter.chief), Err(Error::WindowOpen));
    let Counter { folder, desk, chief, .. } = counter;
    drop(desk);
    std::fs::write(folder.path().join("tingsu.db"), "坏了".repeat(5000)).unwrap();
    let kept = restore_folder(folder.path(), &copy, clock, &chief).unwrap().unwrap();
    assert!(kept.exists(), "the broken file is kept");
    let desk = crate::support::open(folder.path(), MORNING);
    assert_eq!(desk.case(case.number).wait().unwrap(), case);
}

#[test]
fn a_copy_onto_the_database_itself_is_refused() {
    let counter = Counter::at(MORNING);
    let own = counter.folder.path().join("tingsu.db");
    assert!(counter.desk.backup_to(&own).wait().unwrap_err().message().contains("自己的数据"));
}

#[test]
fn a_copy_is_made_when_duty_is_over_and_at_a_change_of_shift_if_anything_is_new() {
    let counter = Counter::at(MORNING);
    counter.take_in(complaint(MORNING));
    assert_eq!(counter.desk.copy_at_close_of_duty().wait().unwrap(), None, "duty goes on");
    let counter = counter.later("2026-11-03T18:00");
    let made = counter.desk.daily_copy().wait().unwrap();
    assert_eq!(made, None, "the start made one");
    assert_eq!(counter.desk.copy_at_close_of_duty().wait().unwrap(), None, "which holds everything");
    let counter = counter.later("2026-11-03T18:01");
    counter.take_in(complaint(MORNING));
    let made = counter.desk.copy_at_close_of_duty().wait().unwrap().unwrap();
    assert_eq!(made.at, at("2026-11-03T18:01"));
    assert_eq!(counter.desk.copy_at_close_of_duty().wait().unwrap(), None);
    let counter = counter.later("2026-11-03T20:00");
    counter.desk.hand_over_shift(&counter.front, "钥匙在抽屉").wait().unwrap();
    // Copies are made one after the other: when this one is answered, that of the hand-over is there.
    assert_eq!(counter.desk.copy_at_close_of_duty().wait().unwrap(), None);
    assert_eq!(counter.desk.copies().wait().unwrap()[0].at, at("2026-11-03T20:00"));
}

#[test]
fn an_import_is_preceded_by_a_copy() {
    let counter = Counter::at(MORNING);
    assert_eq!(counter.desk.copies().wait().unwrap(), []);
    let file = tingsu::desk::interchange::read::read(include_bytes!("../fixtures/cases.json")).unwrap();
    let counter = counter.later("2026-11-30T18:00");
    let before = counter.desk.copies().wait().unwrap().len();
    tingsu::desk::import::import_cases(&counter.desk, &counter.chief, "cases.json", file).unwrap();
    let copies = counter.desk.copies().wait().unwrap();
    assert!(copies.len() >= before && copies[0].entries < 60, "it holds what was there before: {copies:?}");
    assert!(!copies.is_empty());
}
