//! What every trial of robustness starts from and what it must end with: a folder with invented cases, and the question
//! whether everything in it is whole and everything that was acknowledged is there.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use tingsu::desk::clock::Clock;
use tingsu::desk::demo::Plan;
use tingsu::desk::fill::fill;
use tingsu::desk::handle::{Access, Desk};
use tingsu::domain::case::{CaseNumber, Facts};
use tingsu::domain::code::{CaseKind, Channel};
use tingsu::domain::finding::Finding;
use tingsu::domain::person::{Actor, Role};
use tingsu::domain::time::Moment;
use tingsu::store::backup;

/// The moment of all trials.
pub const NOW: &str = "2026-11-30T18:00";

/// When what is left is looked through: the clock of a trial goes on, and a clock set back would hide its last seconds.
const AFTERWARDS: &str = "2026-11-30T19:00";

/// The moment of a text.
pub fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

/// Numbers that follow from a seed, so that a trial that failed can be run again.
pub struct Dice(u64);

impl Dice {
    /// Dice of a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % end.max(1)
    }

    /// The next place in a list.
    pub fn place(&mut self, length: usize) -> usize {
        self.below(length as u64) as usize
    }

    /// Whether something of this chance in a hundred happens.
    pub fn happens(&mut self, chance: u64) -> bool {
        self.below(100) < chance
    }
}

/// A folder with so many invented cases, closed.
pub fn world(cases: usize, seed: u64) -> TempDir {
    let folder = TempDir::new().unwrap();
    let desk = Desk::open(folder.path(), Clock::frozen(at(NOW)), Access::Exclusive).unwrap();
    fill(&desk, Plan { cases, seed, end: at(NOW), months: 2 }).unwrap();
    folder
}

/// A folder with the same files.
pub fn copy_of(folder: &Path) -> TempDir {
    let copy = TempDir::new().unwrap();
    copy_into(folder, copy.path());
    copy
}

fn copy_into(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir_all(&target).unwrap();
            copy_into(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Opens the folder as the window does, at the moment of the trials.
pub fn open(folder: &Path) -> Result<Desk, tingsu::desk::error::Error> {
    Desk::open(folder, Clock::starting_at(at(NOW)), Access::Window)
}

/// A supervisor of the folder.
pub fn chief(desk: &Desk) -> Actor {
    let staff = desk.staff().wait().unwrap();
    Actor::from(staff.iter().find(|one| one.active && one.role == Role::Supervisor).unwrap())
}

/// The numbers of all cases.
pub fn numbers(desk: &Desk) -> Vec<CaseNumber> {
    desk.all_cases().wait().unwrap().into_iter().map(|case| case.number).collect()
}

/// A complaint as it is taken in at the moment of the trials.
pub fn complaint(which: usize) -> Facts {
    let mut facts = Facts::new(CaseKind::Complaint, Channel::Phone, at("2026-11-30T17:50"), "李敏");
    facts.complainant.name = Some("张坤".into());
    facts.complainant.phones = vec![format!("1390000{which:04}")];
    facts.complainant.room = Some(format!("3-2-{}", 101 + which % 900));
    facts.verbatim = Some(format!("第{which}次：电梯又停运了，老人下不了楼。"));
    facts
}

/// What stands where each case of the sample data does: the words of whoever acknowledged it.
pub enum Acknowledged {
    /// A case with so many events.
    Case(CaseNumber, usize),
    /// A copy of the database.
    Copy(PathBuf),
    /// So many characters of a draft.
    Typed(usize),
}

impl Acknowledged {
    /// Reads a line that a child has printed.
    pub fn of(line: &str) -> Option<Self> {
        let (word, rest) = line.trim_end().split_once(' ')?;
        Some(match word {
            "case" => {
                let (number, events) = rest.split_once(' ')?;
                Self::Case(CaseNumber::parse(number)?, events.parse().ok()?)
            }
            "copy" => Self::Copy(PathBuf::from(rest)),
            "typed" => Self::Typed(rest.parse().ok()?),
            _ => return None,
        })
    }
}

/// Opens the folder as the next start does and looks through everything: nothing is damaged, what is kept beside the log
/// agrees with it, and all that was acknowledged is there.
///
/// # Errors
/// What is wrong.
pub fn is_whole(folder: &Path, acknowledged: &[Acknowledged]) -> Result<Desk, String> {
    let desk = Desk::open(folder, Clock::starting_at(at(AFTERWARDS)), Access::Window)
        .map_err(|error| format!("it does not open: {error}"))?;
    let found = desk.check().wait().map_err(|error| format!("no check: {error}"))?;
    if let Some(Finding(words)) = found.first() {
        return Err(format!("the check finds: {words}"));
    }
    let rebuilt = desk.check_rebuild().wait().map_err(|error| format!("no rebuild: {error}"))?.value;
    if let Some(Finding(words)) = rebuilt.first() {
        return Err(format!("the rebuild finds: {words}"));
    }
    for one in acknowledged {
        match one {
            Acknowledged::Case(number, events) => {
                let case = desk.case(*number).wait().map_err(|error| format!("{number}: {error}"))?;
                if case.events.len() < *events {
                    return Err(format!("{number} has {} of {events} events", case.events.len()));
                }
            }
            Acknowledged::Copy(path) => {
                let own = folder.join(path);
                // One of the same day that was made later takes its place.
                let later = |copy: &backup::Copy| copy.path.file_name() > own.file_name();
                let kept = match backup::copies(folder).into_iter().find(later) {
                    Some(newer) if !own.exists() => newer.path,
                    _ => own,
                };
                backup::verify(&kept).map_err(|error| format!("{}: {error}", kept.display()))?;
            }
            Acknowledged::Typed(length) => {
                let drafts = desk.drafts().wait().map_err(|error| error.to_string())?;
                let kept = drafts.iter().map(|draft| draft.content.matches('字').count()).max().unwrap_or(0);
                if kept < *length {
                    return Err(format!("{kept} of {length} characters of a draft"));
                }
            }
        }
    }
    Ok(desk)
}
