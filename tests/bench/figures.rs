//! Measures the program against named baselines in the same run: `bash tests/bench/run`. Each pair is measured in
//! turns, so that what else the computer does falls on both; the figures are medians.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark may fail by unwrapping"
)]

use std::time::{Duration, Instant};

mod bare;
mod books;
mod desk;
mod month;
mod paper;
mod say;
mod sheet;
mod size;
mod window;

fn main() {
    // `cargo bench` adds words of its own, such as --bench.
    let wanted: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let parts: [(&str, fn()); 7] = [
        ("window", window::measure),
        ("desk", desk::measure),
        ("paper", paper::measure),
        ("sheet", sheet::measure),
        ("say", say::measure),
        ("size", size::measure),
        ("million", size::million),
    ];
    for (name, measure) in parts {
        // A million cases take an hour and some ten gigabytes: only by its name.
        if (wanted.is_empty() && name != "million") || wanted.iter().any(|word| word == name) {
            measure();
        }
    }
    if wanted.iter().any(|word| word == "month") {
        month::measure();
    }
}

/// One line: what was measured, ours, the baseline, their ratio, and the goal if there is one.
fn compare(what: &str, ours: f64, baseline: f64, unit: &str, goal: Option<f64>) {
    let ratio = ours / baseline;
    let goal = goal.map_or(String::new(), |goal| {
        format!("goal ≤ {goal}×: {}", if ratio <= goal { "met" } else { "MISSED" })
    });
    println!("{what:<48} {ours:>9.2} {unit:<2} / {baseline:>8.2} {unit:<2} = {ratio:>5.2}×  {goal}");
}

/// A figure that stands for itself.
fn tell(what: &str, figure: f64, unit: &str) {
    println!("{what:<48} {figure:>9.2} {unit}");
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// How long something takes, in milliseconds.
fn time<T>(job: impl FnOnce() -> T) -> f64 {
    let start = Instant::now();
    let done = job();
    let took = start.elapsed();
    drop(done);
    milliseconds(took)
}

/// The median of some turns of a job, in milliseconds.
fn often<T>(mut job: impl FnMut() -> T) -> f64 {
    median((0..11).map(|_| time(&mut job)).collect())
}

/// Measures some jobs in turns, each round beginning with the next of them, so that none always comes after the same
/// other: the medians in milliseconds.
fn turns<const N: usize>(rounds: usize, mut jobs: [&mut dyn FnMut(usize); N]) -> [f64; N] {
    let mut figures = [const { Vec::new() }; N];
    for round in 0..rounds {
        for turn in 0..N {
            let which = (round + turn) % N;
            figures[which].push(time(|| jobs[which](round)));
        }
    }
    figures.map(median)
}
