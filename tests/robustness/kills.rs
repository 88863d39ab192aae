//! The process is killed at any moment – while it writes, copies, restores, rebuilds, imports, invents – and the next
//! start finds everything that was acknowledged.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use tingsu::store::backup;

use super::world::{Acknowledged, Dice, NOW, copy_of, is_whole, numbers, world};

/// The programs that are killed.
pub struct Programs {
    /// `tingsu` itself.
    pub tingsu: PathBuf,
    /// What writes and types; `None` leaves those out.
    pub child: Option<PathBuf>,
}

/// What is going on when the process is killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// Cases are taken in and copied.
    Writing,
    /// Somebody types into a form of the window.
    Typing,
    /// `backup`.
    Backup,
    /// `restore`.
    Restore,
    /// `check --rebuild`.
    Rebuild,
    /// `import cases`.
    Import,
    /// `demo`.
    Demo,
}

/// Each with its share of a hundred kills.
const WORKS: [(Work, u64); 7] = [
    (Work::Writing, 25),
    (Work::Typing, 10),
    (Work::Backup, 13),
    (Work::Restore, 13),
    (Work::Rebuild, 13),
    (Work::Import, 13),
    (Work::Demo, 13),
];

/// What the kills start from.
struct Ground {
    world: TempDir,
    other: TempDir,
    /// A copy of the other world, and its cases to import.
    files: TempDir,
}

/// Kills so many processes; answers how many of each work, and tells of each failure.
pub fn run(programs: &Programs, count: usize, seed: u64) -> (Vec<(Work, usize)>, Vec<String>) {
    let ground = Ground { world: world(60, 1), other: world(40, 2), files: TempDir::new().unwrap() };
    let (copy, cases) = (ground.files.path().join("other.db"), ground.files.path().join("cases.json"));
    let other = ground.other.path().to_str().unwrap();
    complete(&programs.tingsu, other, &["backup", "--out", copy.to_str().unwrap()]);
    complete(
        &programs.tingsu,
        other,
        &["export", "cases", "--format", "json", "--out", cases.to_str().unwrap()],
    );
    let mut dice = Dice::new(seed);
    let works: Vec<_> =
        WORKS.into_iter().filter(|(work, _)| programs.child.is_some() || !needs_child(*work)).collect();
    let whole: u64 = works.iter().map(|(_, share)| share).sum();
    let (mut done, mut failures) = (Vec::new(), Vec::new());
    for (work, share) in works {
        let kills = (count as u64 * share).div_ceil(whole) as usize;
        let span = how_long(programs, work, &ground);
        for n in 0..kills {
            let after = Duration::from_micros(dice.below(span.as_micros() as u64 + 20_000));
            if let Err(words) = kill(programs, work, &ground, after) {
                failures.push(format!("{work:?} {n}, killed after {after:?}: {words}"));
            }
        }
        done.push((work, kills));
    }
    (done, failures)
}

fn needs_child(work: Work) -> bool {
    matches!(work, Work::Writing | Work::Typing)
}

fn complete(tingsu: &Path, folder: &str, args: &[&str]) {
    let run = Command::new(tingsu).args(["--data", folder, "--now", NOW]).args(args).output().unwrap();
    assert!(run.status.success(), "{args:?}: {}", String::from_utf8_lossy(&run.stderr));
}

fn command(programs: &Programs, work: Work, ground: &Ground, folder: &Path) -> Command {
    let file = |name: &str| ground.files.path().join(name).to_string_lossy().into_owned();
    let folder = folder.to_string_lossy().into_owned();
    let args = match work {
        Work::Writing | Work::Typing => {
            let mut command = Command::new(programs.child.as_ref().unwrap());
            let word = if work == Work::Writing { "write" } else { "type" };
            command.args(["child", word, &folder]);
            return command;
        }
        Work::Backup => vec!["backup".into(), "--out".into(), format!("{folder}/out/a.db")],
        Work::Restore => vec!["restore".into(), file("other.db")],
        Work::Rebuild => vec!["check".into(), "--rebuild".into()],
        Work::Import => vec!["import".into(), "cases".into(), file("cases.json")],
        Work::Demo => ["demo", "--cases", "120", "--to", "2026-11-30"].map(String::from).to_vec(),
    };
    let mut command = Command::new(&programs.tingsu);
    command.args(["--data", &folder, "--now", NOW]).args(args);
    command
}

fn start(programs: &Programs, work: Work, ground: &Ground, folder: &Path) -> Child {
    let mut command = command(programs, work, ground, folder);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap()
}

fn folder_for(work: Work, ground: &Ground) -> TempDir {
    if work == Work::Demo { TempDir::new().unwrap() } else { copy_of(ground.world.path()) }
}

/// How long it goes on when nobody kills it.
fn how_long(programs: &Programs, work: Work, ground: &Ground) -> Duration {
    match work {
        Work::Writing => Duration::from_secs(2),
        Work::Typing => Duration::from_secs(6),
        _ => {
            let folder = folder_for(work, ground);
            let began = Instant::now();
            let status = start(programs, work, ground, folder.path()).wait().unwrap();
            assert!(status.success(), "{work:?} left alone");
            began.elapsed()
        }
    }
}

fn kill(programs: &Programs, work: Work, ground: &Ground, after: Duration) -> Result<(), String> {
    let folder = folder_for(work, ground);
    let mut child = start(programs, work, ground, folder.path());
    sleep(after);
    // It may have ended by itself a moment before.
    let _ = child.kill();
    let mut said = String::new();
    let read = child.stdout.take().map_or(Ok(0), |mut out| out.read_to_string(&mut said));
    child.wait().map_err(|error| error.to_string())?;
    read.map_err(|error| error.to_string())?;
    // A line that was cut off was not acknowledged.
    let complete = said.rsplit_once('\n').map_or("", |(lines, _)| lines);
    let acknowledged: Vec<Acknowledged> = complete.lines().filter_map(Acknowledged::of).collect();
    let copy = folder.path().join("out/a.db");
    if copy.exists() {
        backup::verify(&copy).map_err(|error| format!("the copy: {error}"))?;
    }
    let desk = is_whole(folder.path(), &acknowledged)?;
    let there = numbers(&desk).len();
    let allowed: &[usize] = match work {
        Work::Restore => &[60, 40],
        Work::Backup | Work::Rebuild | Work::Typing => &[60],
        Work::Writing | Work::Import | Work::Demo => return Ok(()),
    };
    if allowed.contains(&there) { Ok(()) } else { Err(format!("{there} cases, not one of {allowed:?}")) }
}
