//! The power fails: the folder is put together as it may lie on the disk at any moment of a recorded run – what was not
//! forced to the disk is there, missing, torn or there without what was written before it – and the next start finds
//! everything that was acknowledged.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::kills::Programs;
use super::world::{Acknowledged, Dice, NOW, copy_of, is_whole, numbers, world};
use super::write_log::{Step, record};

/// A disk writes sectors of this size whole.
const SECTOR: usize = 512;

/// What happened in a run, and what the folder was before.
struct Run {
    name: &'static str,
    before: TempDir,
    steps: Vec<Step>,
    /// How many cases there may be afterwards; any where something is taken in.
    allowed: &'static [usize],
}

/// How many cuts there were of each run, and what went wrong.
pub type Outcome = (Vec<(&'static str, usize)>, Vec<String>);

/// Cuts the power so many times.
pub fn run(programs: &Programs, count: usize, seed: u64) -> Outcome {
    let files = TempDir::new().unwrap();
    let other = world(40, 2);
    let copy = files.path().join("other.db");
    let desk = super::world::open(other.path()).unwrap();
    desk.backup_to(&copy).wait().unwrap();
    drop(desk);
    let mut runs = vec![
        recorded("restore", &programs.tingsu, &["restore", copy.to_str().unwrap()], &[60, 40]),
        recorded("backup", &programs.tingsu, &["backup", "--out", "@/out.db"], &[60]),
        recorded("rebuild", &programs.tingsu, &["check", "--rebuild"], &[60]),
    ];
    if let Some(child) = &programs.child {
        let before = world(60, 1);
        let folder = copy_of(before.path());
        let steps = record(child, &["child", "write", folder.path().to_str().unwrap(), "24"], folder.path());
        runs.push(Run { name: "writing", before, steps, allowed: &[] });
    }
    let mut dice = Dice::new(seed);
    let (mut done, mut failures) = (Vec::new(), Vec::new());
    for run in &runs {
        // What is written all day is cut as often as everything else together.
        let share = if run.allowed.is_empty() {
            count.div_ceil(2)
        } else {
            count.div_ceil(if runs.len() > 3 { 6 } else { 3 })
        };
        for n in 0..share {
            let at = dice.place(run.steps.len() + 1);
            if let Err(words) = cut(run, at, &mut dice) {
                failures.push(format!(
                    "{} {n}, cut after step {at} of {}: {words}",
                    run.name,
                    run.steps.len()
                ));
            }
        }
        done.push((run.name, share));
    }
    (done, failures)
}

fn recorded(name: &'static str, tingsu: &Path, args: &[&str], allowed: &'static [usize]) -> Run {
    let before = world(60, 1);
    let folder = copy_of(before.path());
    let place = folder.path().to_string_lossy().into_owned();
    let args: Vec<String> = args.iter().map(|arg| arg.replace('@', &place)).collect();
    let mut whole = vec!["--data", &place, "--now", NOW];
    whole.extend(args.iter().map(String::as_str));
    let steps = record(tingsu, &whole, folder.path());
    assert!(steps.iter().any(|step| matches!(step, Step::Sync(_))), "{name} forces nothing to the disk");
    Run { name, before, steps, allowed }
}

fn cut(run: &Run, at: usize, dice: &mut Dice) -> Result<(), String> {
    let folder = copy_of(run.before.path());
    let disk = Disk::after(&run.steps[..at], run.before.path(), dice);
    disk.write_to(folder.path());
    let said = run.steps[..at].iter().filter_map(|step| match step {
        Step::Said(words) => Some(words.as_str()),
        _ => None,
    });
    let said: String = said.collect();
    let acknowledged: Vec<_> = said.lines().filter_map(Acknowledged::of).collect();
    let desk = is_whole(folder.path(), &acknowledged)?;
    let there = numbers(&desk).len();
    if run.allowed.is_empty() || run.allowed.contains(&there) {
        Ok(())
    } else {
        Err(format!("{there} cases, not one of {:?}", run.allowed))
    }
}

/// A file by what it holds, whatever its name is just now.
type Node = usize;

/// The files as a power cut leaves them.
#[derive(Default)]
struct Disk {
    names: BTreeMap<PathBuf, Node>,
    contents: Vec<Vec<u8>>,
    folders: BTreeSet<PathBuf>,
}

impl Disk {
    fn of(folder: &Path, below: &Path, disk: &mut Self) {
        for entry in fs::read_dir(folder.join(below)).unwrap().map(Result::unwrap) {
            let name = below.join(entry.file_name());
            if entry.path().is_dir() {
                disk.folders.insert(name.clone());
                Self::of(folder, &name, disk);
            } else {
                disk.names.insert(name, disk.contents.len());
                disk.contents.push(fs::read(entry.path()).unwrap());
            }
        }
    }

    /// The disk after these steps and a power cut.
    fn after(steps: &[Step], before: &Path, dice: &mut Dice) -> Self {
        let mut disk = Self::default();
        Self::of(before, Path::new(""), &mut disk);
        // As the process saw the names, and which file each write went to.
        let mut seen = disk.names.clone();
        let nodes: Vec<Option<Node>> = steps
            .iter()
            .map(|step| {
                match step {
                    Step::Create(path) => {
                        let node = *seen.entry(path.clone()).or_insert(disk.contents.len());
                        if node == disk.contents.len() {
                            disk.contents.push(Vec::new());
                        }
                        return Some(node);
                    }
                    Step::Rename { from, to } => {
                        if let Some(node) = seen.remove(from) {
                            seen.insert(to.clone(), node);
                            return Some(node);
                        }
                    }
                    Step::Remove(path) => return seen.remove(path),
                    Step::Write { file, .. } | Step::Truncate { file, .. } | Step::Sync(file) => {
                        return seen.get(file).copied();
                    }
                    Step::Folder(_) | Step::Said(_) => {}
                }
                None
            })
            .collect();
        let synced = |at: usize, wanted: &dyn Fn(usize, &Path) -> bool| {
            steps[at + 1..].iter().enumerate().any(|(later, step)| match step {
                Step::Sync(path) => wanted(at + 1 + later, path),
                _ => false,
            })
        };
        // Names change in order: what was not forced to the disk is there up to some moment.
        let names: Vec<usize> = (0..steps.len()).filter(|at| is_naming(&steps[*at], nodes[*at])).collect();
        let forced = names.iter().rposition(|at| {
            let place = folder_of(&steps[*at]);
            synced(*at, &|_, path| path == place)
        });
        let forced = forced.map_or(0, |last| last + 1);
        let kept = forced + dice.place(names.len() - forced + 1);
        for at in &names[..kept] {
            disk.rename(&steps[*at], nodes[*at]);
        }
        // What was written and not forced is there, missing or torn, in any order.
        let mode = dice.below(4);
        let mut loose: Vec<(Node, Step)> = Vec::new();
        for (at, step) in steps.iter().enumerate() {
            let Some(node) =
                nodes[at].filter(|_| !matches!(step, Step::Rename { .. } | Step::Remove(_) | Step::Sync(_)))
            else {
                continue;
            };
            if synced(at, &|later, _| nodes[later] == Some(node)) {
                disk.apply(node, step);
                continue;
            }
            let stays = match mode {
                0 => true,
                1 => false,
                _ => dice.happens(60),
            };
            if stays {
                loose.push((node, torn(step, mode == 3, dice)));
            }
        }
        if mode >= 2 {
            for at in (1..loose.len()).rev() {
                loose.swap(at, dice.place(at + 1));
            }
        }
        for (node, step) in &loose {
            disk.apply(*node, step);
        }
        disk
    }

    fn rename(&mut self, step: &Step, node: Option<Node>) {
        match (step, node) {
            (Step::Create(path), Some(node)) => {
                self.names.insert(path.clone(), node);
            }
            (Step::Rename { from, to }, Some(node)) => {
                self.names.remove(from);
                self.names.insert(to.clone(), node);
            }
            (Step::Remove(path), _) => {
                self.names.remove(path);
            }
            (Step::Folder(path), _) => {
                self.folders.insert(path.clone());
            }
            _ => {}
        }
    }

    fn apply(&mut self, node: Node, step: &Step) {
        let content = &mut self.contents[node];
        match step {
            Step::Create(_) => content.clear(),
            Step::Truncate { length, .. } => content.resize(*length, 0),
            Step::Write { from, bytes, .. } => {
                if content.len() < from + bytes.len() {
                    content.resize(from + bytes.len(), 0);
                }
                content[*from..from + bytes.len()].copy_from_slice(bytes);
            }
            _ => {}
        }
    }

    fn write_to(&self, folder: &Path) {
        fs::remove_dir_all(folder).unwrap();
        fs::create_dir_all(folder).unwrap();
        for name in &self.folders {
            fs::create_dir_all(folder.join(name)).unwrap();
        }
        for (name, node) in &self.names {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, &self.contents[*node]).unwrap();
        }
    }
}

fn is_naming(step: &Step, node: Option<Node>) -> bool {
    match step {
        Step::Create(_) | Step::Folder(_) | Step::Remove(_) => true,
        Step::Rename { .. } => node.is_some(),
        _ => false,
    }
}

fn folder_of(step: &Step) -> &Path {
    let path = match step {
        Step::Create(path) | Step::Remove(path) | Step::Folder(path) | Step::Rename { to: path, .. } => path,
        _ => return Path::new(""),
    };
    path.parent().unwrap_or(Path::new(""))
}

/// The step as far as the disk got with it.
fn torn(step: &Step, tears: bool, dice: &mut Dice) -> Step {
    match step {
        Step::Write { file, from, bytes } if tears && dice.happens(50) => {
            let sectors = bytes.len() / SECTOR;
            let kept = (dice.place(sectors + 1) * SECTOR).min(bytes.len());
            Step::Write { file: file.clone(), from: *from, bytes: bytes[..kept].to_vec() }
        }
        step => step.clone(),
    }
}
