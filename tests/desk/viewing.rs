//! The ways on where nothing can be written: looking and printing go on, every act is refused with one sentence, the data
//! can be saved elsewhere, and saving is tried again.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use rusqlite::Connection;
use tempfile::TempDir;
use tingsu::desk::clock::Clock;
use tingsu::desk::error::Error;
use tingsu::desk::handle::{Access, Desk};
use tingsu::desk::maintenance::save_elsewhere;
use tingsu::desk::print::printout::Printout;
use tingsu::domain::draft::DraftId;
use tingsu::paper::form::handling_record::RecordCopy;
use tingsu::store;
use tingsu::store::backup;

use crate::support::{Counter, MORNING, at, complaint, note};

/// A folder with one case in which no window can be opened: the lock cannot be taken. 李敏 has the PIN 2580.
fn closed_to_writing() -> (TempDir, Counter) {
    let counter = Counter::at(MORNING);
    counter.take_in(complaint(MORNING));
    counter.desk.set_pin(&counter.front, counter.front.id.unwrap(), "", "2580").wait().unwrap();
    let folder = TempDir::new().unwrap();
    let copy = folder.path().join("tingsu.db");
    counter.desk.backup_to(&copy).wait().unwrap();
    fs::create_dir(folder.path().join("tingsu.lock")).unwrap();
    (folder, counter)
}

fn look(folder: &Path) -> Desk {
    Desk::open(folder, Clock::frozen(at(MORNING)), Access::Viewing).unwrap()
}

fn content(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = entries.filter(|path| path.is_file());
    files
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap()))
        .collect()
}

#[test]
fn what_cannot_be_written_can_be_looked_at_and_printed_and_nothing_changes() {
    let (folder, counter) = closed_to_writing();
    let refused = Desk::open(folder.path(), Clock::frozen(at(MORNING)), Access::Window).unwrap_err();
    assert!(matches!(refused, Error::Store(store::error::Error::Denied(_))), "{refused:?}");
    assert!(refused.leaves_looking() && refused.leaves_saving_elsewhere());
    let before = content(folder.path());
    let desk = look(folder.path());
    let case = desk.all_cases().wait().unwrap().remove(0);
    assert_eq!(desk.search("zk").wait().unwrap().len(), 1);
    let paper = Printout::Record(case.number, RecordCopy::Internal);
    for _ in 0..2 {
        assert!(desk.print(paper.clone(), &counter.front).wait().unwrap().starts_with(b"%PDF"));
    }
    assert_eq!(desk.times_printed(&paper.subject(), paper.form()).wait().unwrap(), 0);
    assert_eq!(desk.check().wait().unwrap(), []);
    let elsewhere = counter.folder.path().join("elsewhere.db");
    desk.backup_to(&elsewhere).wait().unwrap();
    backup::verify(&elsewhere).unwrap();
    drop(desk);
    assert_eq!(content(folder.path()), before, "not a byte");
}

#[test]
fn every_act_is_refused_with_the_same_sentence() {
    let (folder, Counter { front, chief, .. }) = closed_to_writing();
    let desk = look(folder.path());
    let case = desk.all_cases().wait().unwrap().remove(0);
    let settings = desk.settings().wait().unwrap();
    let out = folder.path().join("out.json");
    let refusals = [
        desk.take_in(&front, complaint(MORNING), Vec::new(), None).wait().unwrap_err(),
        desk.append(&front, case.number, 0, vec![(at(MORNING), note("看过"))]).wait().unwrap_err(),
        desk.save_draft(DraftId(1), &front, "{}".into()).wait().unwrap_err(),
        desk.save_settings(&chief, settings).wait().unwrap_err(),
        desk.restore(&chief, &folder.path().join("tingsu.db")).wait().unwrap_err(),
        desk.check_rebuild().wait().unwrap_err(),
        desk.unmasked(&chief, case.number).wait().unwrap_err(),
        desk.exported(&chief, &out, 1, false).wait().unwrap_err(),
        desk.make_recovery_code(&chief).wait().unwrap_err(),
        desk.hand_over_shift(&front, "").wait().unwrap_err(),
        desk.backup_now().wait().unwrap_err(),
        desk.seal_second_copies(&chief, None).wait().unwrap_err(),
    ];
    for refusal in refusals {
        assert_eq!(refusal, Error::ReadingOnly);
    }
    assert!(Error::ReadingOnly.message().contains("只能查看和打印"));
    assert_eq!(desk.daily_copy().wait().unwrap(), None);
    assert!(!folder.path().join("backups").exists());
}

#[test]
fn a_pin_is_asked_for_there_too_and_guessing_makes_wait() {
    let (folder, Counter { front, chief, .. }) = closed_to_writing();
    let desk = look(folder.path());
    let id = front.id.unwrap();
    let sentence = |typed: &str| desk.sign_in(id, typed).wait().unwrap_err().message();
    assert!(sentence("").contains("请输入"));
    assert!(sentence("1111").contains("再试一次") && sentence("1111").contains("再试一次"));
    assert!(sentence("1111").contains("10 秒"));
    assert!(sentence("2580").contains("请等"), "even the right one waits");
    assert_eq!(desk.sign_in(chief.id.unwrap(), "").wait().unwrap().value, chief);
    let again = look(folder.path());
    assert_eq!(again.sign_in(id, "2580").wait().unwrap().value, front);
}

#[test]
fn one_looks_beside_an_open_window_and_sees_what_it_saved_last() {
    let counter = Counter::at(MORNING);
    counter.take_in(complaint(MORNING));
    let desk = look(counter.folder.path());
    assert_eq!(desk.all_cases().wait().unwrap().len(), 1);
    counter.take_in(complaint(MORNING));
    assert_eq!(desk.all_cases().wait().unwrap().len(), 2);
}

#[test]
fn the_data_of_a_folder_that_cannot_be_opened_are_saved_elsewhere() {
    let (folder, counter) = closed_to_writing();
    let file = counter.folder.path().join("stick.db");
    save_elsewhere(folder.path(), &file).unwrap();
    backup::verify(&file).unwrap();
    assert!(
        save_elsewhere(folder.path(), &folder.path().join("tingsu.db")).is_err(),
        "never onto themselves"
    );
}

#[test]
fn a_save_that_another_program_keeps_out_is_told_until_one_goes_through() {
    let counter = Counter::at(MORNING);
    assert_eq!(counter.desk.trouble(), None);
    let other = Connection::open(counter.folder.path().join("tingsu.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let held = counter.desk.save_draft(DraftId(1), &counter.front, "{}".into()).wait().unwrap_err();
    assert_eq!(counter.desk.trouble(), Some(held));
    assert!(counter.desk.trouble().unwrap().message().contains("占用"));
    other.execute_batch("COMMIT").unwrap();
    counter.desk.try_saving().wait().unwrap();
    assert_eq!(counter.desk.trouble(), None);
}
