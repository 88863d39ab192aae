//! Copies that leave the computer: everything in one file, sealed with a passphrase, and the second folder; each of them
//! is put back here, with the files of the cases.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use tingsu::desk::clock::Clock;
use tingsu::desk::error::Error;
use tingsu::desk::maintenance::{ChosenCopy, is_sealed, restore_folder};
use tingsu::domain::attachment::Attachment;
use tingsu::domain::settings::Settings;
use tingsu::store;

use crate::support::{Counter, MORNING, at, complaint, nobody};

const PASS: &str = "雨天记得带伞 7";

/// A counter with a case that has a photo.
fn with_photo() -> Counter {
    let counter = Counter::at(MORNING);
    let case = counter.take_in(complaint(MORNING));
    let outside = TempDir::new().unwrap();
    let photo = outside.path().join("电梯.jpg");
    fs::write(&photo, "一张照片".repeat(1000)).unwrap();
    counter.desk.attach(&counter.front, case.number, case.events.len(), vec![photo]).wait().unwrap();
    counter
}

/// Puts a copy back on a new computer and looks at everything.
fn comes_back(copy: ChosenCopy) {
    let new = TempDir::new().unwrap();
    let data = new.path().join("data");
    restore_folder(&data, copy, Clock::frozen(at(MORNING)), &nobody()).unwrap();
    let desk = crate::support::open(&data, MORNING);
    let cases = desk.all_cases().wait().unwrap();
    let photo = Attachment::of_case(&cases[0]).remove(0);
    let path = desk.attachment_file(&photo.sha256, &photo.name).wait().unwrap();
    assert_eq!(fs::read_to_string(path).unwrap(), "一张照片".repeat(1000));
    assert_eq!(desk.check().wait().unwrap(), []);
    drop(desk);
    let left = fs::read_dir(&data).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(left.filter(|name| name.contains(".part")).count(), 0, "nothing is left of the way");
}

fn sealed(path: &Path, pass: &str) -> ChosenCopy {
    ChosenCopy { path: path.to_owned(), pass: Some(pass.to_owned()), faulty: false }
}

fn holds(file: &Path, words: &str) -> bool {
    let bytes = fs::read(file).unwrap();
    bytes.windows(words.len()).any(|part| part == words.as_bytes())
}

#[test]
fn everything_is_taken_along_in_one_file() {
    let counter = with_photo();
    let file = counter.folder.path().join("papers-stick").join("听诉.tingsu");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    counter.desk.take_along(&file, None).wait().unwrap();
    assert!(!is_sealed(&file));
    let preview = counter.desk.restore_preview(&file).wait().unwrap();
    assert_eq!((preview.cases, preview.lost_cases), (1, Some(0)));
    comes_back(ChosenCopy::from(&file));
    let own = counter.folder.path().join("tingsu.db");
    assert!(counter.desk.take_along(&own, None).wait().is_err(), "never onto the data");
}

#[test]
fn a_sealed_file_opens_by_its_passphrase_alone() {
    let counter = with_photo();
    let file = counter.folder.path().join("听诉.tingsu");
    assert!(counter.desk.take_along(&file, Some("1234567")).wait().unwrap_err().message().contains("8 个字"));
    counter.desk.take_along(&file, Some(PASS)).wait().unwrap();
    assert!(is_sealed(&file) && !holds(&file, "13900008316") && !holds(&file, "SQLite format"));
    let without = counter.desk.restore_preview(&file).wait().unwrap_err();
    assert_eq!(without, Error::Copy(store::error::Error::NeedsPassphrase));
    let wrong = counter.desk.restore(&counter.chief, sealed(&file, "雨天记得带伞 8")).wait().unwrap_err();
    assert_eq!(wrong, Error::Copy(store::error::Error::WrongPassphrase));
    assert!(wrong.message().contains("口令不对"));
    assert_eq!(counter.desk.all_cases().wait().unwrap().len(), 1, "the present data stay");
    assert_eq!(counter.desk.restore_preview(sealed(&file, PASS)).wait().unwrap().cases, 1);
    comes_back(sealed(&file, PASS));
    let told = format!("{:?}", sealed(&file, PASS));
    assert!(!told.contains(PASS), "no log tells it");
}

fn names(folder: &Path) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut open: Vec<PathBuf> = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path.file_name().unwrap().to_string_lossy().into_owned());
            }
        }
    }
    found.sort();
    found
}

#[test]
fn the_second_folder_gets_nothing_in_the_clear_once_it_is_sealed() {
    let counter = with_photo();
    let second = TempDir::new().unwrap();
    let mut settings: Settings = counter.desk.settings().wait().unwrap();
    settings.safety.second_folder = second.path().display().to_string();
    counter.desk.save_settings(&counter.chief, settings).wait().unwrap();
    assert!(
        counter.desk.seal_second_copies(&counter.front, Some(PASS)).wait().unwrap_err().needs_supervisor()
    );
    let settings = counter.desk.seal_second_copies(&counter.chief, Some(PASS)).wait().unwrap().value;
    assert!(settings.safety.sealed);
    counter.desk.backup_now().wait().unwrap();
    let found = names(second.path());
    assert_eq!(found.len(), 3, "the copy, the photo and their key: {found:?}");
    assert!(found.iter().all(|name| name.ends_with(".age")), "{found:?}");
    assert_eq!(counter.desk.second_copy_warning().wait().unwrap(), None);
    let copy = fs::read_dir(second.path()).unwrap().map(|entry| entry.unwrap().path());
    let copy = copy.into_iter().find(|path| path.to_string_lossy().ends_with(".db.age")).unwrap();
    comes_back(sealed(&copy, PASS));
    let log = fs::read(counter.folder.path().join("tingsu.db-wal")).unwrap();
    assert!(!log.windows(PASS.len()).any(|part| part == PASS.as_bytes()), "no copy holds the passphrase");

    // Another passphrase: the files of the cases are sealed anew for it.
    const OTHER: &str = "晴天也要带伞 9";
    let counter = counter.later("2026-11-03T12:00");
    counter.desk.seal_second_copies(&counter.chief, Some(OTHER)).wait().unwrap();
    counter.take_in(complaint(MORNING));
    counter.desk.backup_now().wait().unwrap();
    let copies = fs::read_dir(second.path()).unwrap().map(|entry| entry.unwrap().path());
    let newest = copies.filter(|path| path.to_string_lossy().ends_with(".db.age")).max().unwrap();
    comes_back(sealed(&newest, OTHER));
    let before = names(second.path()).len();

    // The passphrase is gone, as on a new computer: nothing goes out in the clear, and it is said.
    fs::remove_file(counter.folder.path().join("tingsu.pass")).unwrap();
    let counter = counter.later("2026-11-04T09:00");
    counter.take_in(complaint(MORNING));
    counter.desk.backup_now().wait().unwrap();
    assert_eq!(names(second.path()).len(), before);
    assert!(counter.desk.second_copy_warning().wait().unwrap().unwrap().contains("重新设口令"));
    counter.desk.seal_second_copies(&counter.chief, None).wait().unwrap();
    counter.desk.backup_now().wait().unwrap();
    assert!(
        names(second.path()).iter().any(|name| name.ends_with(".db")),
        "in the clear again, as was asked"
    );
}

/// The restore drill: every kind of copy that the program makes is put back, and nothing is missing.
#[test]
fn every_kind_of_copy_comes_back_whole() {
    let counter = with_photo();
    let second = TempDir::new().unwrap();
    let mut settings: Settings = counter.desk.settings().wait().unwrap();
    settings.safety.second_folder = second.path().display().to_string();
    counter.desk.save_settings(&counter.chief, settings).wait().unwrap();
    let daily = counter.desk.backup_now().wait().unwrap().path;
    let in_second = fs::read_dir(second.path()).unwrap().map(|entry| entry.unwrap().path());
    let in_second =
        in_second.into_iter().find(|path| path.extension().is_some_and(|end| end == "db")).unwrap();
    comes_back(ChosenCopy::from(&in_second));
    let by_command = second.path().join("by-command.db");
    counter.desk.backup_to(&by_command).wait().unwrap();
    comes_back(ChosenCopy::from(&by_command));
    // The daily copy lies beside the files that it names.
    let counter = counter.later("2026-11-04T09:00");
    let lost = counter.take_in(complaint(MORNING));
    let aside = counter.desk.restore(&counter.chief, &daily).wait().unwrap().value.unwrap();
    assert_eq!(counter.desk.all_cases().wait().unwrap().len(), 1);
    assert_eq!(counter.desk.check().wait().unwrap(), []);
    counter.desk.restore(&counter.chief, &aside).wait().unwrap();
    assert!(counter.desk.case(lost.number).wait().is_ok(), "what was set aside comes back too");
    assert_eq!(counter.desk.check().wait().unwrap(), []);
}
