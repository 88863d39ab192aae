//! The faults that were seen once, each with the tests that keep it from coming back (issue 13). The table is checked: a
//! test that was renamed or taken away is missed here.

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rusqlite::Connection;
use serde_json::Value;
use tempfile::TempDir;
use tingsu::app::window::Message as Within;
use tingsu::app::{Message, screens};
use tingsu::desk::error::Error;
use tingsu::desk::import::import_cases;
use tingsu::desk::interchange::read;
use tingsu::domain::draft::DraftId;
use tingsu::ui::screen::intake;
use tingsu::ui::shortcut::Shortcut;

use crate::support::preset::{self, AFTERNOON};
use crate::support::window::Pilot;
use crate::support::{Counter, MORNING, complaint};

/// A file, and a test in it.
type Test = (&'static str, &'static str);

/// Number of the fault, what it was, and where its tests stand.
const FAULTS: [(u8, &str, &[Test]); 9] = [
    (
        1,
        "a year of five digits made the file unreadable",
        &[
            ("tests/flows/bad_input.rs", "a_time_that_cannot_be_read_is_told_at_its_field_and_kept_as_words"),
            ("src/store/setting.rs", "what_would_not_read_back_is_not_kept"),
            ("tests/store/chain.rs", "an_entry_that_cannot_be_read_is_named_and_the_rest_stays_usable"),
            ("tests/limits.rs", "every_text_of_an_event_is_bounded_with_a_sentence"),
        ],
    ),
    (
        2,
        "an output replaced the database",
        &[
            ("tests/outputs.rs", "no_output_touches_the_data"),
            ("tests/outputs.rs", "a_file_takes_the_place_of_its_own_kind_only"),
            ("src/store/disk.rs", "a_file_is_whole_or_as_it_was"),
            ("tests/store/copies.rs", "a_copy_onto_the_database_itself_is_refused"),
        ],
    ),
    (
        3,
        "a restore that was killed left no database, or lost what was in the log of SQLite",
        &[
            ("src/store/place.rs", "a_swap_that_is_cut_off_anywhere_is_finished_at_the_next_start"),
            ("tests/store/lost.rs", "a_restore_that_is_cut_off_is_finished_at_the_next_start"),
            ("tests/store/lost.rs", "a_live_file_with_its_log_beside_loses_nothing_by_a_restore"),
            ("tests/robustness.rs", "a_killed_process_loses_nothing"),
        ],
    ),
    (
        4,
        "an empty, missing or foreign file counted as new",
        &[
            ("tests/store/lost.rs", "a_used_folder_without_its_database_is_no_new_one"),
            ("tests/store/lost.rs", "the_marker_alone_says_that_a_folder_was_used"),
            ("tests/store/lost.rs", "repairing_a_mistyped_folder_makes_nothing"),
            ("tests/sign_in_screen.rs", "a_lost_database_is_put_back_from_the_window"),
        ],
    ),
    (
        5,
        "damage to what can be made anew blocked copies and rebuilds",
        &[
            ("tests/store/damage.rs", "damage_beside_the_log_keeps_nobody_from_a_copy_or_a_rebuild"),
            ("tests/store/chain.rs", "bytes_that_are_no_text_are_found_and_end_nothing"),
            ("tests/store/rebuild.rs", "a_rebuild_names_what_differed_and_puts_it_right"),
            ("tests/robustness.rs", "damaged_files_are_told_or_harmless"),
        ],
    ),
    (
        6,
        "a draft that could not be written was not tried again",
        &[("tests/faults.rs", "a_draft_that_could_not_be_written_is_marked_and_tried_again")],
    ),
    (
        7,
        "what the check did not see",
        &[
            ("tests/store/chain.rs", "a_change_of_any_column_of_any_row_of_the_log_shows"),
            ("tests/store/chain.rs", "tables_indexes_and_triggers_that_are_gone_are_found"),
            (
                "tests/store/damage.rs",
                "a_cut_tail_with_a_mended_head_and_a_chain_reckoned_anew_are_found_by_their_witnesses",
            ),
            ("tests/desk/checking.rs", "the_weekly_check_finds_what_the_full_one_finds"),
            ("tests/faults.rs", "a_paper_is_a_witness_of_the_log"),
            ("tests/robustness.rs", "every_row_and_every_tail_of_the_log_is_guarded"),
        ],
    ),
    (
        8,
        "fields without a limit",
        &[
            ("tests/limits.rs", "every_text_and_list_of_a_receipt_is_bounded_with_a_sentence"),
            ("tests/limits.rs", "no_field_of_the_window_hangs_on_a_text_that_is_too_long"),
            ("tests/limits.rs", "a_long_text_costs_in_proportion_to_its_length"),
            ("tests/faults.rs", "odd_numbers_names_and_years_of_a_file_block_no_later_work"),
            ("tests/robustness.rs", "the_memory_does_not_grow_without_end"),
        ],
    ),
    (
        9,
        "a clock set back, left-overs, times far away, wrong sentences, a log that quotes, build paths",
        &[
            ("src/domain/safety.rs", "a_clock_set_back_never_costs_the_newest_copy"),
            ("tests/store/lost.rs", "left_overs_of_cut_off_copies_go_at_the_next_start"),
            ("tests/faults.rs", "times_far_away_are_answered_with_a_sentence"),
            ("tests/cli.rs", "places_that_cannot_be_used_are_named"),
            ("tests/cli.rs", "commands_that_write_wait_for_nobody"),
            ("tests/faults.rs", "the_log_quotes_no_draft"),
            ("tests/faults.rs", "the_release_build_looks_for_paths_of_its_computer"),
        ],
    ),
];

#[test]
fn every_fault_has_its_tests() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (at, (number, fault, tests)) in FAULTS.iter().enumerate() {
        assert_eq!(usize::from(*number), at + 1, "{fault}");
        assert!(!tests.is_empty(), "{fault}");
        for (file, name) in *tests {
            let text = fs::read_to_string(root.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
            let test = format!("#[test]\n{{}}fn {name}() {{");
            let stands = ["", "    "].iter().any(|indent| text.contains(&test.replace("{}", indent)));
            assert!(stands, "fault {number}, {fault}: {file} has no test {name}");
        }
    }
}

/// Fault 6.
#[test]
fn a_draft_that_could_not_be_written_is_marked_and_tried_again() {
    let folder = TempDir::new().unwrap();
    preset::empty(folder.path());
    let mut window = Pilot::open(folder.path(), AFTERNOON);
    window.click("李敏（前台）");
    window.press(Shortcut::WalkIn);
    let other = Connection::open(folder.path().join("tingsu.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    window.write("地点", "3栋电梯");
    assert!(window.sees("草稿还没写到磁盘，正在重试…"));
    other.execute_batch("COMMIT").unwrap();
    // What the window does by itself some seconds later.
    let again = screens::Message::Intake(Box::new(intake::Message::WriteDrafts));
    window.send(Message::Window(Within::Screen(again)));
    assert!(!window.sees("草稿还没写到磁盘，正在重试…"));
    drop(window);
    let drafts = crate::support::open(folder.path(), AFTERNOON).drafts().wait().unwrap();
    assert!(drafts.len() == 1 && drafts[0].content.contains("3栋电梯"));
}

/// Fault 7: the foot of a printed form carries the newest entry of the log.
#[test]
fn a_paper_is_a_witness_of_the_log() {
    use tingsu::desk::print::printout::Printout;
    use tingsu::paper::form::handling_record::RecordCopy;
    let counter = Counter::at(MORNING);
    let case = counter.take_in(complaint(MORNING));
    let paper = Printout::Record(case.number, RecordCopy::Internal);
    let pages = counter.desk.preview(paper, &counter.front).wait().unwrap();
    let foot = pages[0].texts().find(|text| text.contains("内容校验")).unwrap().to_owned();
    let mark = foot.split("记录 ").nth(1).unwrap().to_owned();
    assert_eq!(counter.desk.check_paper(&mark).wait().unwrap(), []);
    counter.take_in(complaint(MORNING));
    assert_eq!(counter.desk.check_paper(&mark).wait().unwrap(), [], "what comes later changes nothing");
    let (seq, digits) = mark.split_once('-').unwrap();
    let forged: String = digits.chars().map(|c| if c == '0' { '1' } else { '0' }).collect();
    let found = counter.desk.check_paper(&format!("{seq}-{forged}")).wait().unwrap();
    assert!(found[0].0.contains("与纸上印的不同"), "{found:?}");
    assert!(!counter.desk.check_paper("9999-00000000").wait().unwrap().is_empty(), "a tail that is gone");
    for odd in ["", "x", "12", "12-xyz", "0-00000000", "-1-00000000"] {
        assert!(matches!(counter.desk.check_paper(odd).wait(), Err(Error::Refused(_))), "{odd}");
    }
}

/// Fault 8: a number at the end of the day, a name that is too long, a year far away.
#[test]
fn odd_numbers_names_and_years_of_a_file_block_no_later_work() {
    let mut file: Value = serde_json::from_slice(include_bytes!("fixtures/cases.json")).unwrap();
    let cases = file["cases"].as_array_mut().unwrap();
    cases.truncate(3);
    cases[0]["number"] = "20261102-999999".into();
    cases[1]["receiver"] = "很".repeat(31).into();
    cases[2]["received_at"] = "2999-11-02T14:39".into();
    let counter = Counter::at("2026-11-30T18:00");
    let read = read::read(file.to_string().as_bytes()).unwrap();
    import_cases(&counter.desk, &counter.chief, "cases.json", read).unwrap();
    let mut facts = complaint("2026-11-30T18:00");
    facts.received_at = crate::support::at("2026-11-02T20:00");
    let late = counter.take_in(facts);
    assert!(late.number.to_string().starts_with("20261102-"), "{}", late.number);
    let usual = counter.take_in(complaint("2026-11-30T18:00"));
    assert_eq!(usual.number.to_string(), "20261130-001");
    counter.desk.set_pin(&counter.front, counter.front.id.unwrap(), "", "2580").wait().unwrap();
    assert_eq!(counter.desk.clock_warning().wait().unwrap(), None, "nothing of the file lies in the future");
    assert_eq!(counter.desk.check().wait().unwrap(), []);
}

/// Fault 9.
#[test]
fn times_far_away_are_answered_with_a_sentence() {
    let folder = TempDir::new().unwrap();
    for time in ["20266-11-27T20:00", "99999999-01-01T00:00", "-2026-01-01T00:00", "0000-00-00T00:00", "now"]
    {
        let answer = std::process::Command::new(env!("CARGO_BIN_EXE_tingsu"))
            .args(["--data", &folder.path().display().to_string(), "--now", time, "today"])
            .output()
            .unwrap();
        let told = String::from_utf8(answer.stderr).unwrap();
        assert_eq!(answer.status.code(), Some(2), "{time}: {told}");
        assert!(!told.contains("panicked") && told.chars().any(|c| c == '。'), "{time}: {told}");
    }
}

/// What a log file would get.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Fault 9: what was typed is personal, also when it cannot be read any more.
#[test]
fn the_log_quotes_no_draft() {
    let folder = TempDir::new().unwrap();
    preset::empty(folder.path());
    let desk = crate::support::open(folder.path(), AFTERNOON);
    let chief = crate::support::chief(&desk);
    let odd = r#"{"channel":"陈建国 13900000417","name":7}"#;
    desk.save_draft(DraftId(3), &chief, odd.into()).wait().unwrap();
    drop(desk);
    let lines = Lines::default();
    let to = lines.clone();
    let log = tracing_subscriber::fmt().with_writer(move || to.clone()).with_ansi(false).finish();
    tracing::subscriber::with_default(log, || {
        let mut window = Pilot::open(folder.path(), AFTERNOON);
        window.click("李敏（前台）");
        window.click("受理");
        assert!(window.sees("份草稿读不出来"));
    });
    let told = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
    assert!(told.contains("a draft cannot be read"), "{told}");
    assert!(!told.contains("陈建国") && !told.contains("13900000417"), "{told}");
}

/// Fault 9: the script that builds what is handed out refuses a program with a path of its computer in it.
#[test]
fn the_release_build_looks_for_paths_of_its_computer() {
    let script =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/windows/build.sh")).unwrap();
    let look = script.find("grep -aqF").expect("it looks");
    let pack = script.find("cp \"$programs/tingsu-console.exe\"").expect("it packs");
    assert!(look < pack, "before anything is packed");
    let toolchain =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/windows/toolchain.sh"))
            .unwrap();
    assert!(toolchain.contains("--remap-path-prefix"));
}

/// Nobody waits longer than this for a lock that another program holds.
#[test]
fn a_held_file_is_told_within_seconds() {
    let counter = Counter::at(MORNING);
    let other = Connection::open(counter.folder.path().join("tingsu.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let began = std::time::Instant::now();
    let refused = counter.desk.save_draft(DraftId(1), &counter.front, "{}".into()).wait();
    assert!(refused.is_err() && began.elapsed() < Duration::from_secs(20));
}
