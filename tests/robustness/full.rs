//! The disk fills at every stage: each work is begun with a little more room than the last time, until it goes through.
//! Where it does not, it says so in a sentence, nothing acknowledged is lost, and with room again everything is whole.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use super::kills::Programs;
use super::world::{Acknowledged, NOW, copy_of, is_whole, open, world};

/// How each work is done, where the largest file may only grow so far.
const WORKS: [(&str, &[&str]); 5] = [
    ("backup", &["backup", "--out", "@/out/a.db"]),
    ("restore", &["restore", "%/other.db"]),
    ("rebuild", &["check", "--rebuild"]),
    ("import", &["import", "cases", "%/cases.json"]),
    ("demo", &["demo", "--cases", "60", "--to", "2026-11-30"]),
];

/// How many stages were tried of each work, in how many of them the disk was full, and what went wrong.
pub type Outcome = (Vec<(&'static str, usize, usize)>, Vec<String>);

/// Tries each work with ever more room, `step` kilobytes at a time.
pub fn run(programs: &Programs, step: u64) -> Outcome {
    let (ground, other, files) = (world(60, 1), world(40, 2), TempDir::new().unwrap());
    let desk = open(other.path()).unwrap();
    desk.backup_to(&files.path().join("other.db")).wait().unwrap();
    drop(desk);
    let place = |name: &str| files.path().join(name).to_string_lossy().into_owned();
    let exported = Command::new(&programs.tingsu)
        .args(["--data", other.path().to_str().unwrap(), "--now", NOW])
        .args(["export", "cases", "--format", "json", "--out", &place("cases.json")])
        .output()
        .unwrap();
    assert!(exported.status.success());
    let (mut done, mut failures) = (Vec::new(), Vec::new());
    for (name, args) in WORKS {
        let (mut stages, mut full) = (0, 0);
        for room in (0..).map(|n| n * step) {
            let folder = if name == "demo" { TempDir::new().unwrap() } else { copy_of(ground.path()) };
            let at = folder.path().to_string_lossy().into_owned();
            let args = args.iter().map(|arg| arg.replace('@', &at).replace('%', &place("")));
            let mut whole: Vec<String> = ["--data", &at, "--now", NOW].map(String::from).to_vec();
            whole.extend(args);
            let output = with_room(&programs.tingsu, &whole, room);
            stages += 1;
            full += usize::from(!output.status.success());
            if let Err(words) = judge(&output, folder.path(), name) {
                failures.push(format!("{name} with {room} KB: {words}"));
            }
            if output.status.success() || stages > 400 {
                break;
            }
        }
        done.push((name, stages, full));
    }
    if let Some(child) = &programs.child {
        let (mut stages, mut full) = (0, 0);
        for room in (0..40).map(|n| 300 + n * step) {
            let folder = copy_of(ground.path());
            let args = ["child", "write", folder.path().to_str().unwrap(), "40"].map(String::from);
            let output = with_room(child, &args, room);
            stages += 1;
            full += usize::from(!output.status.success());
            if let Err(words) = judge(&output, folder.path(), "writing") {
                failures.push(format!("writing with {room} KB: {words}"));
            }
        }
        done.push(("writing", stages, full));
    }
    (done, failures)
}

/// Runs a program whose files may not grow beyond so many kilobytes; a write beyond them fails.
fn with_room(program: &Path, args: &[String], kilobytes: u64) -> Output {
    Command::new("bash")
        .args(["-c", "trap '' XFSZ; ulimit -f $0; exec \"$@\"", &kilobytes.to_string()])
        .arg(program)
        .args(args)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn judge(output: &Output, folder: &Path, name: &str) -> Result<(), String> {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if said.contains("panicked") || output.status.code().is_none() {
        return Err(format!("it ended by a fault: {said}"));
    }
    let is_sentence = said.trim_end().ends_with('。');
    if !output.status.success() && !is_sentence {
        return Err(format!("no sentence: {said}"));
    }
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let acknowledged: Vec<Acknowledged> = said.lines().filter_map(Acknowledged::of).collect();
    // A database that was just being made may be empty or not there; then it is made at the next start.
    if name == "demo" && fs::metadata(folder.join("tingsu.db")).map_or(0, |file| file.len()) == 0 {
        return open(folder).map(drop).map_err(|error| error.message());
    }
    is_whole(folder, &acknowledged).map(drop)
}
