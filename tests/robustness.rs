//! Short versions of the trials whose long ones give the figures of the README
//! (`cargo run --example robustness`, see `robustness/main.rs`).

use std::path::PathBuf;
use std::time::Duration;

use kills::Programs;

mod cuts;
mod damage;
mod full;
mod fuzz;
mod kills;
mod soak;
mod world;
mod write_log;

fn programs() -> Programs {
    Programs { tingsu: PathBuf::from(env!("CARGO_BIN_EXE_tingsu")), child: None }
}

#[test]
fn a_killed_process_loses_nothing() {
    let (done, failures) = kills::run(&programs(), 10, 7);
    assert_eq!(done.len(), 5, "{done:?}");
    assert!(failures.is_empty(), "{failures:#?}");
}

#[test]
fn a_power_cut_loses_nothing() {
    let (done, failures) = cuts::run(&programs(), 30, 7);
    assert!(done.iter().map(|(_, count)| count).sum::<usize>() >= 30);
    assert!(failures.is_empty(), "{failures:#?}");
}

#[test]
fn a_full_disk_is_told_and_loses_nothing() {
    let (done, failures) = full::run(&programs(), 160);
    assert!(done.iter().all(|(_, stages, full)| *full >= 1 && stages > full), "{done:?}");
    assert!(failures.is_empty(), "{failures:#?}");
}

#[test]
fn damaged_files_are_told_or_harmless() {
    let tally = damage::run(36, 7);
    assert!(tally.told >= 3 && tally.told + tally.harmless == tally.tried, "{tally:#?}");
}

#[test]
fn every_row_and_every_tail_of_the_log_is_guarded() {
    let (tried, missed) = damage::manipulations();
    assert!(tried > 200, "{tried}");
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn odd_input_ends_nothing() {
    let (done, failures) = fuzz::run(550, 7);
    assert_eq!(done.len(), 15);
    assert!(failures.is_empty(), "{failures:#?}");
}

#[test]
fn the_memory_does_not_grow_without_end() {
    // Too short to be warm; the long version holds it to 10 %.
    let soaked = soak::run(Duration::from_secs(4));
    assert!(soaked.rounds > 4 && soaked.growth() < 100.0, "{soaked:?}");
}
