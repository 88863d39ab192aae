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
