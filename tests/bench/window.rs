//! The window against a bare one: start, memory, idling. Reads `/proc`, so it runs on Linux only; wants a virtual
//! screen of its own, which `tests/bench/run` gives.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tingsu::ui::widget::first_frame::ASKED;

use crate::desk::{counter, folder};
use crate::{compare, median, tell};

const ROUNDS: usize = 11;
const SETTLING: Duration = Duration::from_secs(2);
const IDLING: Duration = Duration::from_secs(20);
/// A window that takes longer never opens.
const PATIENCE: Duration = Duration::from_secs(30);

/// Prints the figures of the window.
pub fn measure() {
    let folder = folder();
    drop(counter(folder.path(), 300));
    println!("\nThe window, 300 cases");

    let (mut first, mut ready, mut bare) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let ours = Window::open(folder.path());
        // Where the data are open in time, the first frame shows them.
        let (name, at) = ours.stamp();
        first.push(at);
        ready.push(if name == "ready" { at } else { ours.drawn("ready") });
        drop(ours);
        bare.push(Window::open_bare().drawn("bare"));
    }
    let bare = median(bare);
    compare("start to first frame / bare window", median(first), bare, "ms", Some(1.5));
    compare("start to the counter ready / bare window", median(ready), bare, "ms", None);

    let bare = Window::open_bare();
    bare.drawn("bare");
    thread::sleep(SETTLING);
    let ours = Window::open(folder.path());
    ours.drawn("ready");
    thread::sleep(SETTLING);
    let (now, peak) = bare.memory();
    compare("memory after the start / bare window", ours.memory().0, now, "MB", Some(2.0));
    ours.press("alt+1");
    ours.drawn("working");
    thread::sleep(SETTLING);
    compare("memory at work / bare window", ours.memory().0, now, "MB", None);
    compare("most memory so far / bare window", ours.memory().1, peak, "MB", None);

    let [rest, rest_bare] = idle([&ours, &bare]);
    let verdict = if rest <= 2.0 { "met" } else { "MISSED" };
    tell("idle at work, of one core (goal ≤ 2 %)", rest, &format!("%  {verdict}"));
    tell("idle bare window, of one core", rest_bare, "%");
    // A call: its clock runs and a caret blinks.
    ours.press("F3");
    thread::sleep(SETTLING);
    let [call] = idle([&ours]);
    tell("a call open, nobody typing, of one core", call, "%");
}

/// Memory of a window on a folder, in megabytes: after the start, and at work.
pub fn memory_at_work(folder: &Path) -> (f64, f64) {
    let window = Window::open(folder);
    window.drawn("ready");
    thread::sleep(SETTLING);
    let start = window.memory().0;
    window.press("alt+1");
    window.drawn("working");
    thread::sleep(SETTLING);
    (start, window.memory().0)
}

/// What windows take of one core while nobody touches them, in percent.
fn idle<const N: usize>(windows: [&Window; N]) -> [f64; N] {
    let before = windows.map(Window::processor);
    thread::sleep(IDLING);
    let after = windows.map(Window::processor);
    std::array::from_fn(|n| 100.0 * (after[n] - before[n]) / IDLING.as_secs_f64())
}

/// A running window; it ends when dropped.
struct Window {
    process: Child,
    /// Microseconds since 1970.
    started: u128,
    stamps: Receiver<(String, u128)>,
}

impl Window {
    fn open(folder: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tingsu"));
        command.arg("--data").arg(folder);
        Self::start(command)
    }

    /// The example that `tests/bench/run` has built beside the program.
    fn open_bare() -> Self {
        let program = PathBuf::from(env!("CARGO_BIN_EXE_tingsu"));
        Self::start(Command::new(program.with_file_name("examples").join("bare_window")))
    }

    fn start(mut command: Command) -> Self {
        command.env(ASKED, "1").stderr(Stdio::piped());
        let started = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_micros();
        let mut process = command.spawn().expect("the window starts; tests/bench/run builds it");
        let lines = BufReader::new(process.stderr.take().unwrap()).lines();
        let (sender, stamps) = mpsc::channel();
        thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let stamp =
                    line.split_once(' ').and_then(|(name, at)| Some((name.to_owned(), at.parse().ok()?)));
                match stamp {
                    // Nobody waits any more once the window is dropped.
                    Some(stamp) => drop(sender.send(stamp)),
                    None => eprintln!("{line}"),
                }
            }
        });
        Self { process, started, stamps }
    }

    /// Waits for the next stamp: its name, and milliseconds since the start.
    fn stamp(&self) -> (String, f64) {
        let (name, at) = self.stamps.recv_timeout(PATIENCE).expect("the window is drawn");
        (name, (at - self.started) as f64 / 1e3)
    }

    /// Waits for a stamp of this name.
    fn drawn(&self, name: &str) -> f64 {
        loop {
            let (stamped, at) = self.stamp();
            if stamped == name {
                return at;
            }
        }
    }

    /// Strikes a key in this window; `alt+1` on the first screen chooses the first person as on duty.
    fn press(&self, key: &str) {
        let id = self.process.id().to_string();
        // All of it must fit: the bare window is in sight too.
        let search = ["search", "--all", "--onlyvisible", "--pid", &id, "--name", ".*"];
        let steps = search.into_iter().chain(["windowfocus", "sleep", "0.3", "key", key]);
        assert!(Command::new("xdotool").args(steps).status().expect("xdotool is there").success());
    }

    /// Memory now and at most, in megabytes.
    fn memory(&self) -> (f64, f64) {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap();
        let field = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
            line.split_whitespace().next().unwrap().parse::<f64>().unwrap() / 1024.0
        };
        (field("VmRSS:"), field("VmHWM:"))
    }

    /// Seconds of processor time so far.
    fn processor(&self) -> f64 {
        /// Ticks a second; fixed on Linux.
        const TICKS: f64 = 100.0;
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.process.id())).unwrap();
        // The name in brackets may hold blanks; what counts comes after it.
        let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
        let ticks = |at: usize| fields[at].parse::<f64>().unwrap();
        (ticks(11) + ticks(12)) / TICKS
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        // One that is gone already needs no end.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
