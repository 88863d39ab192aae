//! Something wrong in the log or in the lists keeps nobody from a copy, from the other cases or from what is recorded next:
//! it is told, and told as what it is.

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use tingsu::desk::clock::Clock;
use tingsu::desk::error::Error;
use tingsu::desk::handle::{Access, Desk};
use tingsu::desk::maintenance::rebuild_folder;
use tingsu::domain::finding::Finding;
use tingsu::domain::settings::Settings;
use tingsu::domain::statistics::period::Period;
use tingsu::store;

use crate::support::{Counter, MORNING, at, complaint, note};

/// A counter with three open cases.
fn counter() -> Counter {
    let counter = Counter::at(MORNING);
    for _ in 0..3 {
        let case = counter.take_in(complaint(MORNING));
        counter.happens(&case, MORNING, note("已看过现场"));
    }
    counter
}

fn change(folder: &Path, sql: &str) {
    let file = Connection::open(folder.join("tingsu.db")).unwrap();
    file.execute_batch(sql).unwrap();
    file.close().unwrap();
}

/// Changes the newest note as somebody would who has the file, and leaves the triggers as they were.
fn change_an_entry(folder: &Path, set: &str) {
    change(
        folder,
        &format!(
            "DROP TRIGGER event_is_not_changed; \
             UPDATE event SET {set} WHERE seq = (SELECT max(seq) FROM event WHERE type = 'note'); \
             CREATE TRIGGER event_is_not_changed BEFORE UPDATE ON event\n\
             BEGIN SELECT RAISE(ABORT, 'event is append-only'); END;"
        ),
    );
}

/// A way to spoil a closed folder.
type Spoil<'a> = &'a dyn Fn(&Path);

fn reading(folder: &Path) -> Desk {
    Desk::open(folder, Clock::frozen(at(MORNING)), Access::Reading).unwrap()
}

fn check(desk: &Desk) -> Vec<String> {
    desk.check().wait().unwrap().into_iter().map(|Finding(words)| words).collect()
}

#[test]
fn one_wrong_entry_ends_no_copy_and_the_copy_says_so() {
    let counter = counter();
    let folder = counter.folder.path().to_owned();
    change_an_entry(&folder, "recorded_at = recorded_at + 60");
    let made = counter.desk.backup_now().wait().unwrap();
    let name = made.path.file_name().unwrap().to_string_lossy().into_owned();
    assert!(made.faulty && name.ends_with("-faulty.db"), "{name}");
    assert!(counter.today().faulty_backup && counter.today().last_backup.is_some());
    assert!(counter.desk.copies().wait().unwrap()[0].faulty);
    assert_eq!(counter.desk.daily_copy().wait().unwrap(), None, "it is the copy of today");

    let stick = tempfile::tempdir().unwrap();
    let file = stick.path().join("a.db");
    let elsewhere = counter.desk.backup_to(&file).wait().unwrap();
    assert_eq!(elsewhere.state.faults.len(), 1, "{:?}", elsewhere.state);
    assert!(elsewhere.warning().unwrap().contains("含有问题的记录"));
    let pack = counter.desk.take_along(&stick.path().join("b.tingsu"), None).wait().unwrap();
    assert!(pack.warning().is_some());

    // It comes back where it was told what is wrong, and not otherwise.
    let refused = counter.desk.restore(&counter.chief, &file).wait().unwrap_err();
    assert!(matches!(refused, Error::Copy(store::error::Error::Damaged(_))), "{refused:?}");
    let preview = counter.desk.restore_preview(&file).wait().unwrap();
    assert_eq!((preview.cases, preview.faults.len()), (3, 1));
    counter.desk.restore(&counter.chief, preview.copy).wait().unwrap();
    counter.desk.restore(&counter.chief, &made.path).wait().unwrap();
    assert_eq!(counter.desk.all_cases().wait().unwrap().len(), 3);
    assert!(check(&counter.desk).iter().any(|words| words.contains("防篡改链不符")));
}

#[test]
fn lists_that_are_not_what_the_log_says_are_told_and_a_copy_does_not_have_it() {
    for damage in [
        "UPDATE case_fact SET status = 'closed'; DELETE FROM obligation",
        "DELETE FROM obligation",
        "DELETE FROM case_fact WHERE number = (SELECT max(number) FROM case_fact)",
        "UPDATE search_mark SET hash = zeroblob(32)",
        "UPDATE case_fact SET next_due = next_due + 86400",
    ] {
        let counter = counter();
        assert_eq!(check(&counter.desk), [""; 0]);
        change(counter.folder.path(), damage);
        let told = check(&counter.desk);
        assert!(
            told.len() == 1 && told[0].contains("列表") && told[0].contains("重建"),
            "{damage}: {told:?}"
        );
        let mut steps = std::iter::from_fn(|| Some(counter.desk.check_next_piece().wait().unwrap()));
        let done = steps.find(|step| matches!(step, tingsu::desk::checking::CheckStep::Done(_)));
        assert_eq!(done, Some(tingsu::desk::checking::CheckStep::Done(told)), "in pieces too");
        let file = counter.folder.path().join("copy.db");
        let made = counter.desk.backup_to(&file).wait().unwrap();
        assert!(made.state.faults.is_empty() && made.state.mended.len() == 1, "{damage}: {:?}", made.state);
        assert!(made.warning().unwrap().contains("备份里的记录完好"));
        counter.desk.check_rebuild().wait().unwrap();
        assert_eq!(check(&counter.desk), [""; 0], "{damage}");
        assert!(!counter.today().cases.is_empty());
    }
}

#[test]
fn what_a_rebuild_mends_is_called_so_and_not_a_damaged_file() {
    let root = |folder: &Path, table: &str| {
        let file = Connection::open(folder.join("tingsu.db")).unwrap();
        let sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?1";
        let page: u32 = file.query_row(sql, [table], |row| row.get(0)).unwrap();
        let page = page as usize;
        file.close().unwrap();
        let mut bytes = fs::read(folder.join("tingsu.db")).unwrap();
        bytes[(page - 1) * 4096..page * 4096].fill(0);
        fs::write(folder.join("tingsu.db"), bytes).unwrap();
    };
    let ways: [(&str, Spoil<'_>); 4] = [
        ("a page", &|folder| root(folder, "case_fact")),
        ("a table", &|folder| change(folder, "DROP TABLE case_fact")),
        ("the duties", &|folder| change(folder, "DROP TABLE obligation")),
        ("the marks", &|folder| change(folder, "DROP TABLE search_mark")),
    ];
    for (name, spoil) in ways {
        let Counter { folder, desk, front, .. } = counter();
        drop(desk);
        spoil(folder.path());
        let desk = reading(folder.path());
        let query = tingsu::domain::today::TodayQuery::all(front.name.as_str());
        if name != "the marks" {
            let error = desk.today(query).wait().unwrap_err();
            assert_eq!(error, Error::Store(store::error::Error::Lists), "{name}");
            assert!(error.message().contains("一条也没有少") && error.message().contains("重建列表"));
        }
        drop(desk);
        let clock = Clock::frozen(at(MORNING));
        assert!(!rebuild_folder(folder.path(), clock).unwrap().is_empty(), "{name} is told");
        assert_eq!(check(&crate::support::open(folder.path(), MORNING)), [""; 0], "{name}");
    }
}

#[test]
fn the_head_of_the_chain_is_made_anew_and_nothing_waits_for_it() {
    for damage in ["DELETE FROM chain_head", "DROP TABLE chain_head"] {
        let Counter { folder, desk, chief, .. } = counter();
        drop(desk);
        change(folder.path(), damage);
        let desk = crate::support::open(folder.path(), MORNING);
        assert!(desk.contradiction().is_some(), "{damage} is told at the start");
        let refused = desk.take_in(&chief, complaint(MORNING), Vec::new(), None).wait().unwrap_err();
        assert_eq!(refused, Error::Store(store::error::Error::Lists), "{damage}");
        assert!(!desk.backup_now().wait().unwrap().faulty, "{damage}");
        drop(desk);
        let found = rebuild_folder(folder.path(), Clock::frozen(at(MORNING))).unwrap();
        assert!(!found.is_empty(), "{damage}");
        let desk = crate::support::open(folder.path(), MORNING);
        assert_eq!(check(&desk), [""; 0], "{damage}");
        desk.take_in(&chief, complaint(MORNING), Vec::new(), None).wait().unwrap();
        assert_eq!(desk.all_cases().wait().unwrap().len(), 4, "{damage}");
    }
}

#[test]
fn a_name_with_a_wrong_byte_and_a_receipt_that_cannot_be_read_leave_the_rest_usable() {
    let counter = counter();
    let folder = counter.folder.path().to_owned();
    change_an_entry(&folder, "by_name = CAST(x'e69dff' AS TEXT)");
    assert_eq!(counter.desk.all_cases().wait().unwrap().len(), 3);
    let year = Period::parse("2026", 1).unwrap();
    assert_eq!(counter.desk.report(year).wait().unwrap().check.received, 3);
    counter.desk.check_rebuild().wait().unwrap();
    change(
        &folder,
        "DROP TRIGGER body_is_only_erased; UPDATE event_body SET body = '{}' \
         WHERE seq = (SELECT min(seq) FROM event WHERE type = 'receipt')",
    );
    assert_eq!(counter.desk.report(year).wait().unwrap().check.received, 2, "the others are counted");
    let unreadable = counter.desk.unreadable_in(year).wait().unwrap();
    assert_eq!(unreadable.iter().map(ToString::to_string).collect::<Vec<_>>(), ["20261103-001"]);
    assert_eq!(counter.desk.all_cases().wait().unwrap().len(), 2);
}

#[test]
fn after_a_restore_copies_are_made_again_at_once() {
    let counter = counter();
    let early = counter.desk.backup_now().wait().unwrap();
    let counter = counter.later("2026-11-04T09:00");
    counter.desk.daily_copy().wait().unwrap();
    for _ in 0..3 {
        counter.take_in(complaint(MORNING));
    }
    let left = counter.desk.backup_now().wait().unwrap();
    let counter = counter.later("2026-11-04T19:00");
    counter.desk.restore(&counter.chief, &early.path).wait().unwrap();
    assert_eq!(counter.today().last_backup, Some(early.at), "what was left behind is no copy of this");
    let made = counter.desk.copy_at_close_of_duty().wait().unwrap().expect("the restore is in no copy");
    assert!(made.entries < left.entries);
    assert_eq!(counter.desk.copy_at_close_of_duty().wait().unwrap(), None);
    assert_eq!(counter.today().last_backup, Some(made.at));
    assert!(made.path.exists() && !left.path.exists(), "of one day the copy of what is in force is kept");
}

#[test]
fn two_counters_in_one_second_folder_leave_each_others_copies_alone() {
    let second = tempfile::tempdir().unwrap();
    let set = |counter: &Counter| {
        let mut settings: Settings = counter.desk.settings().wait().unwrap();
        settings.safety.second_folder = second.path().display().to_string();
        counter.desk.save_settings(&counter.chief, settings).wait().unwrap();
        counter.desk.backup_now().wait().unwrap();
    };
    let copies = || {
        fs::read_dir(second.path())
            .unwrap()
            .map(|one| one.unwrap().path())
            .filter(|one| one.is_file())
            .count()
    };
    let one = Counter::at(MORNING);
    set(&one);
    assert_eq!(copies(), 1);
    let other = counter();
    set(&other);
    assert_eq!(copies(), 2, "of one day, and yet of two counters");
    other.take_in(complaint(MORNING));
    other.desk.backup_now().wait().unwrap();
    assert_eq!(copies(), 2, "each keeps one a day");
    assert_eq!(one.desk.second_copy_warning().wait().unwrap(), None);
}

#[test]
fn a_restore_keeps_what_did_not_fit_before_it() {
    let counter = counter();
    let copy = counter.desk.backup_now().wait().unwrap();
    let Counter { folder, desk, chief, .. } = counter;
    drop(desk);
    fs::write(folder.path().join("tingsu.head"), format!("{:>20} {}\n", 5, "ab".repeat(32))).unwrap();
    tingsu::desk::maintenance::restore_folder(folder.path(), &copy.path, Clock::frozen(at(MORNING)), &chief)
        .unwrap();
    assert!(folder.path().join("tingsu.head-5").exists());
}

#[test]
fn a_note_of_the_last_entry_that_was_taken_away_is_told() {
    let Counter { folder, desk, .. } = counter();
    drop(desk);
    fs::remove_file(folder.path().join("tingsu.head")).unwrap();
    let told = check(&reading(folder.path()));
    assert!(told.len() == 1 && told[0].contains("tingsu.head"), "{told:?}");
    let desk = crate::support::open(folder.path(), MORNING);
    assert!(desk.contradiction().unwrap().contains("tingsu.head"));
}

#[test]
fn a_folder_on_a_disk_that_was_taken_away_is_no_new_one() {
    let root = tempfile::tempdir().unwrap();
    let data = root.path().join("gone").join("data");
    for access in [Access::Window, Access::Exclusive] {
        let error = Desk::open(&data, Clock::frozen(at(MORNING)), access).unwrap_err();
        assert!(matches!(&error, Error::Store(store::error::Error::Gone(_))), "{error:?}");
        assert!(error.message().contains("移动盘") && !root.path().join("gone").exists());
    }
    fs::create_dir(root.path().join("gone")).unwrap();
    Desk::open(&data, Clock::frozen(at(MORNING)), Access::Window).unwrap();
}

#[test]
fn what_was_only_read_says_nothing_of_saving_and_what_cannot_be_seen_is_not_absent() {
    use store::error::Error::{Denied, Disk, Full, Internal, Locked};
    for error in [Locked, Full, Disk, Denied("D:\\data".into()), Internal(String::new())] {
        let sentence = Error::Read(error).message();
        assert!(!sentence.contains("保存") && sentence.ends_with('。'), "{sentence}");
    }
    // Below a file nothing can be looked for, as below a folder without the right to enter.
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join("file"), "x").unwrap();
    let error =
        Desk::open(&root.path().join("file/data"), Clock::frozen(at(MORNING)), Access::Reading).unwrap_err();
    assert!(
        error.message().contains("没有权限") && !error.message().contains("还没有"),
        "{}",
        error.message()
    );
}
