//! A database that is lost is never taken for one that was not made yet, and what would restore it is offered.

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use tingsu::desk::clock::Clock;
use tingsu::desk::error::Error;
use tingsu::desk::handle::{Access, Desk};
use tingsu::desk::maintenance::{newest_sound_copy, restore_folder};
use tingsu::store;

use crate::support::{Counter, MORNING, at, complaint};

const LATER: &str = "2026-11-03T18:00";

/// A folder with a copy and a case that came after it; closed.
fn used() -> TempDir {
    let counter = Counter::at(MORNING);
    counter.take_in(complaint(MORNING));
    counter.desk.backup_now().wait().unwrap();
    counter.folder
}

fn open(folder: &Path, access: Access) -> Result<Desk, Error> {
    Desk::open(folder, Clock::frozen(at(LATER)), access)
}

/// A way to lose a database.
type Way = fn(&Path);

fn spoil(folder: &Path, how: &dyn Fn(&Path)) {
    for end in ["-wal", "-shm"] {
        let _ = fs::remove_file(folder.join(format!("tingsu.db{end}")));
    }
    how(&folder.join("tingsu.db"));
}

#[test]
fn a_used_folder_without_its_database_is_no_new_one() {
    let ways: [(&str, Way); 4] = [
        ("gone", |file| fs::remove_file(file).unwrap()),
        ("empty", |file| fs::write(file, "").unwrap()),
        ("one byte", |file| fs::write(file, "x").unwrap()),
        ("foreign", |file| fs::write(file, "不是数据库".repeat(1000)).unwrap()),
    ];
    for (name, way) in ways {
        let folder = used();
        spoil(folder.path(), &way);
        for access in [Access::Window, Access::Exclusive, Access::Repair, Access::Reading, Access::Viewing] {
            let error = open(folder.path(), access).unwrap_err();
            assert_eq!(error, Error::Store(store::error::Error::Lost), "{name}");
            assert!(error.is_mended_by_a_copy() && error.message().contains("备份"), "{name}");
        }
        let copy = newest_sound_copy(folder.path()).expect("a sound copy");
        let actor = crate::support::nobody();
        restore_folder(folder.path(), &copy.path, Clock::frozen(at(LATER)), &actor).unwrap();
        let desk = open(folder.path(), Access::Window).unwrap();
        assert_eq!(desk.all_cases().wait().unwrap().len(), 1, "{name}");
        assert_eq!(desk.check().wait().unwrap(), [], "{name}");
    }
}

#[test]
fn the_marker_alone_says_that_a_folder_was_used() {
    let folder = used();
    fs::remove_dir_all(folder.path().join("backups")).unwrap();
    spoil(folder.path(), &|file| fs::remove_file(file).unwrap());
    assert_eq!(open(folder.path(), Access::Window).unwrap_err(), Error::Store(store::error::Error::Lost));
    assert_eq!(newest_sound_copy(folder.path()), None);
}

#[test]
fn a_copy_that_is_damaged_is_passed_over() {
    let counter = Counter::at(MORNING);
    counter.take_in(complaint(MORNING));
    let good = counter.desk.backup_now().wait().unwrap();
    let counter = counter.later("2026-11-04T09:00");
    counter.take_in(complaint(MORNING));
    let bad = counter.desk.backup_now().wait().unwrap();
    fs::write(&bad.path, "坏了".repeat(5000)).unwrap();
    assert_eq!(newest_sound_copy(counter.folder.path()).unwrap().path, good.path);
}

#[test]
fn repairing_a_mistyped_folder_makes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let absent = folder.path().join("mistyped");
    assert_eq!(open(&absent, Access::Repair).unwrap_err(), Error::Store(store::error::Error::Absent));
    assert!(!absent.exists());
    assert_eq!(open(folder.path(), Access::Repair).unwrap_err(), Error::Store(store::error::Error::Absent));
    assert!(!folder.path().join("tingsu.db").exists());
}

#[test]
fn a_live_file_with_its_log_beside_loses_nothing_by_a_restore() {
    let counter = Counter::at(MORNING);
    counter.take_in(complaint(MORNING));
    // As a crash leaves it: the newest rows are in the log of SQLite alone.
    let elsewhere = tempfile::tempdir().unwrap();
    for name in ["tingsu.db", "tingsu.db-wal"] {
        fs::copy(counter.folder.path().join(name), elsewhere.path().join(name)).unwrap();
    }
    let target = tempfile::tempdir().unwrap();
    let file = elsewhere.path().join("tingsu.db");
    restore_folder(target.path(), &file, Clock::frozen(at(LATER)), &counter.chief).unwrap();
    let desk = open(target.path(), Access::Window).unwrap();
    assert_eq!(desk.all_cases().wait().unwrap().len(), 1);
}

#[test]
fn a_restore_that_is_cut_off_is_finished_at_the_next_start() {
    let folder = used();
    // As the program is killed between the two renames: the present file is aside, the new one not in place yet.
    let copy = newest_sound_copy(folder.path()).unwrap().path;
    fs::copy(&copy, folder.path().join("restore.part")).unwrap();
    fs::write(
        folder.path().join("tingsu.swap"),
        r#"{"new":"restore.part","aside":"before-restore-20261103-180000.db"}"#,
    )
    .unwrap();
    spoil(folder.path(), &|file| {
        fs::rename(file, folder.path().join("backups/before-restore-20261103-180000.db")).unwrap()
    });
    let desk = open(folder.path(), Access::Window).unwrap();
    assert_eq!(desk.all_cases().wait().unwrap().len(), 1);
    assert!(!folder.path().join("tingsu.swap").exists() && !folder.path().join("restore.part").exists());
}

#[test]
fn what_a_restore_would_lose_is_told_before() {
    let counter = Counter::at(MORNING);
    counter.take_in(complaint(MORNING));
    let copy = counter.desk.backup_now().wait().unwrap();
    let case = counter.take_in(complaint(MORNING));
    counter.happens(&case, MORNING, crate::support::note("已看过现场"));
    let preview = counter.desk.restore_preview(&copy.path).wait().unwrap();
    assert_eq!((preview.cases, preview.lost_cases, preview.lost_entries), (1, Some(1), Some(2)));
    assert_eq!(preview.last, Some(at("2026-11-03T08:50")));
}

#[test]
fn left_overs_of_cut_off_copies_go_at_the_next_start() {
    let folder = used();
    let part = folder.path().join("backups").join("tingsu-20261103-0900-000009.db.part");
    fs::write(&part, "half").unwrap();
    drop(open(folder.path(), Access::Window).unwrap());
    assert!(!part.exists());
}

#[cfg(unix)]
#[test]
fn the_data_are_the_users_alone() {
    use std::os::unix::fs::PermissionsExt;
    let root = tempfile::tempdir().unwrap();
    let data = root.path().join("data");
    fs::create_dir(&data).unwrap();
    fs::set_permissions(&data, fs::Permissions::from_mode(0o755)).unwrap();
    let desk = crate::support::open(&data, MORNING);
    desk.adopt_property("澄湖佳苑").wait().unwrap();
    let copy = desk.backup_now().wait().unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let own = ["tingsu.db", "tingsu.db-wal", "tingsu.head", "tingsu.lock"].map(|name| data.join(name));
    for file in own.into_iter().chain([copy.path.clone()]) {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
    for folder in [data.clone(), data.join("backups")] {
        assert_eq!(mode(&folder), 0o700, "{}", folder.display());
    }
}

/// The log of SQLite, with what was saved last, is gone: the next start says so once, every check from then on.
#[test]
fn what_was_saved_and_then_wiped_with_the_log_is_told() {
    let counter = Counter::at(MORNING).later(MORNING);
    counter.take_in(complaint(MORNING));
    let left = tempfile::tempdir().unwrap();
    for name in ["tingsu.db", "tingsu.head", "tingsu.used"] {
        fs::copy(counter.folder.path().join(name), left.path().join(name)).unwrap();
    }
    let desk = open(left.path(), Access::Window).unwrap();
    assert!(desk.all_cases().wait().unwrap().is_empty(), "it lay in the log alone");
    let told = desk.contradiction().unwrap();
    assert!(told.contains("末尾少了记录") && told.contains("补录") && told.ends_with('。'), "{told}");
    let actor = crate::support::chief(&desk);
    desk.take_in(&actor, complaint(MORNING), Vec::new(), None).wait().unwrap();
    drop(desk);
    let desk = open(left.path(), Access::Window).unwrap();
    assert_eq!(desk.contradiction(), None, "it was told");
    let found = desk.check().wait().unwrap();
    assert!(found.len() == 1 && found[0].0.contains("tingsu.head-"), "the evidence stays: {found:?}");
    drop(desk);
    let whole = open(counter.later(MORNING).folder.path(), Access::Reading).unwrap();
    assert_eq!(whole.check().wait().unwrap(), [], "and with its log nothing is missing");
}

/// A copy reads the log before a save that is under way: it leaves the note of the last entry to whoever writes.
#[test]
fn a_copy_leaves_the_note_of_the_last_entry_as_it_is() {
    let counter = Counter::at(MORNING);
    counter.take_in(complaint(MORNING));
    let note = counter.folder.path().join("tingsu.head");
    let of_the_next_save = format!("{:>20} {}\n", 9_999, "ab".repeat(32));
    fs::write(&note, &of_the_next_save).unwrap();
    counter.desk.backup_now().wait().unwrap();
    assert_eq!(fs::read_to_string(&note).unwrap(), of_the_next_save);
}

/// A note that cannot be read is said so once, kept, and written anew by the next save.
#[test]
fn a_note_of_the_last_entry_that_cannot_be_read_is_told() {
    for spoilt in [Vec::new(), b"\0".repeat(86), "不是记录".repeat(40).into_bytes()] {
        let folder = used();
        fs::write(folder.path().join("tingsu.head"), &spoilt).unwrap();
        let desk = open(folder.path(), Access::Window).unwrap();
        let told = desk.contradiction().unwrap();
        assert!(told.contains("读不出来") && told.ends_with('。'), "{told}");
        let actor = crate::support::chief(&desk);
        desk.take_in(&actor, complaint(MORNING), Vec::new(), None).wait().unwrap();
        drop(desk);
        let desk = open(folder.path(), Access::Window).unwrap();
        assert_eq!(desk.contradiction(), None);
        assert_eq!(desk.check().wait().unwrap(), []);
        assert_eq!(fs::read(folder.path().join("tingsu.head-unreadable")).unwrap(), spoilt);
    }
}
