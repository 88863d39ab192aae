//! The figures of robustness, by command:
//! `cargo build && cargo run --example robustness -- kills|cuts|full|damage|fuzz|soak [COUNT] [SEED]`
//!
//! | what | COUNT, as it is without |
//! |---|---|
//! | `kills` | processes killed, 320 |
//! | `cuts` | power cuts, 500 |
//! | `full` | kilobytes of room from one stage to the next, 16 |
//! | `damage` | damages, 1000; besides every single row and every tail of the log |
//! | `fuzz` | inputs, 5500 |
//! | `soak` | minutes, 20 |
//!
//! A short version of each stands in the test suite (`tests/robustness.rs`).

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a trial may fail by unwrapping")]
#![allow(clippy::print_stdout, reason = "the figures are printed")]

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use kills::Programs;

mod child;
mod cuts;
mod damage;
mod full;
mod fuzz;
mod kills;
mod soak;
mod world;
mod write_log;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize, usual: u64| args.get(at).and_then(|word| word.parse().ok()).unwrap_or(usual);
    let seed = number(2, 1);
    let began = Instant::now();
    let failures = match args.first().map(String::as_str) {
        Some("child") => return child(&args[1..]),
        Some("kills") => {
            let (done, failures) = kills::run(&programs(), number(1, 320) as usize, seed);
            for (work, count) in &done {
                println!("{work:?}: {count} killed");
            }
            println!("{} kills", done.iter().map(|(_, count)| count).sum::<usize>());
            failures
        }
        Some("cuts") => {
            let (done, failures) = cuts::run(&programs(), number(1, 500) as usize, seed);
            for (run, count) in &done {
                println!("{run}: {count} power cuts");
            }
            println!("{} power cuts", done.iter().map(|(_, count)| count).sum::<usize>());
            failures
        }
        Some("full") => {
            let (done, failures) = full::run(&programs(), number(1, 16).max(1));
            for (work, stages, full) in &done {
                println!("{work}: {stages} stages, full in {full}");
            }
            failures
        }
        Some("damage") => {
            let tally = damage::run(number(1, 1_000) as usize, seed);
            println!("{} damages: {} told, {} harmless", tally.tried, tally.told, tally.harmless);
            let (tried, missed) = damage::manipulations();
            println!("{tried} manipulations of single rows and tails: {} found", tried - missed.len());
            tally.failures.into_iter().chain(missed).collect()
        }
        Some("fuzz") => {
            let (done, failures) = fuzz::run(number(1, 5_500) as usize, seed);
            for (target, count) in &done {
                println!("{target}: {count} inputs");
            }
            println!("{} inputs", done.iter().map(|(_, count)| count).sum::<usize>());
            failures
        }
        Some("soak") => {
            let soaked = soak::run(Duration::from_secs(60 * number(1, 20)));
            println!(
                "{} rounds, {:.1} MB warm, {:.1} MB at the end: {:+.1} %",
                soaked.rounds,
                soaked.warm,
                soaked.end,
                soaked.growth()
            );
            if soaked.growth() <= 10.0 { Vec::new() } else { vec!["it grows".to_owned()] }
        }
        _ => {
            println!("kills|cuts|full|damage|fuzz|soak [COUNT] [SEED]");
            return ExitCode::from(2);
        }
    };
    for failure in &failures {
        println!("FAILED {failure}");
    }
    println!("{} failures, {:.0} s", failures.len(), began.elapsed().as_secs_f64());
    if failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// `child write FOLDER [CASES]` and `child type FOLDER`: what is killed.
fn child(args: &[String]) -> ExitCode {
    let Some(folder) = args.get(1).map(Path::new) else { return ExitCode::from(2) };
    let most = args.get(2).and_then(|word| word.parse().ok()).unwrap_or(usize::MAX);
    let written = match args[0].as_str() {
        "write" => child::write(folder, most),
        _ => {
            child::type_words(folder);
            Ok(())
        }
    };
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

/// This program as the child, and `tingsu` as it was built beside.
fn programs() -> Programs {
    let own = std::env::current_exe().unwrap();
    let tingsu: PathBuf = own.parent().unwrap().parent().unwrap().join("tingsu");
    assert!(tingsu.exists(), "{} is not there: cargo build", tingsu.display());
    Programs { tingsu, child: Some(own) }
}
