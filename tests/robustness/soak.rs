//! A long day: taking in, searching, lists, reports, copies, hour after hour. Once warm, the memory stays flat.

use std::time::{Duration, Instant};

use tingsu::domain::case_query::{CaseFilter, CaseOrder};
use tingsu::domain::event::EventKind;
use tingsu::domain::statistics::period::Period;
use tingsu::domain::today::TodayQuery;

use super::world::{chief, complaint, open, world};

/// What the memory did.
#[derive(Debug)]
pub struct Soaked {
    /// Rounds of work done.
    pub rounds: usize,
    /// Megabytes when warm: the median of the second quarter.
    pub warm: f64,
    /// Megabytes in the last quarter, the most.
    pub end: f64,
}

impl Soaked {
    /// How much more memory there is at the end than when it was warm, in a hundred.
    pub fn growth(&self) -> f64 {
        (self.end / self.warm - 1.0) * 100.0
    }
}

/// Works for so long.
pub fn run(length: Duration) -> Soaked {
    let folder = world(400, 5);
    let desk = open(folder.path()).unwrap();
    let chief = chief(&desk);
    let (began, mut rounds, mut seen) = (Instant::now(), 0, Vec::new());
    while began.elapsed() < length {
        let case = desk.take_in(&chief, complaint(rounds % 5_000), Vec::new(), None).wait().unwrap().value;
        let note = EventKind::Note { text: "已看过现场".into(), internal: false };
        desk.append(&chief, case.number, 0, vec![(desk.now(), note)]).wait().unwrap();
        desk.search("电梯").wait().unwrap();
        desk.search("zk").wait().unwrap();
        desk.today(TodayQuery::all(chief.name.as_str())).wait().unwrap();
        let page = desk.every_case(CaseFilter::default(), CaseOrder::Newest).take(100);
        assert_eq!(page.filter(|row| row.is_ok()).count(), 100);
        if rounds % 50 == 0 {
            desk.report(Period::month(2026, 11, 1).unwrap()).wait().unwrap();
        }
        if rounds % 200 == 0 {
            desk.backup_now().wait().unwrap();
        }
        // What was taken in is voided, so that the day's work stays as much as it was.
        desk.void(&chief, case.number, 1, "演练").wait().unwrap();
        rounds += 1;
        seen.push(megabytes());
    }
    let quarter = seen.len() / 4;
    let mut warm = seen[quarter..2 * quarter.max(1)].to_vec();
    warm.sort_by(f64::total_cmp);
    let warm = warm.get(warm.len() / 2).copied().unwrap_or_else(megabytes);
    let end = seen[3 * quarter..].iter().copied().fold(0.0, f64::max);
    Soaked { rounds, warm, end }
}

/// The memory of this process.
fn megabytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|words| words.split_whitespace().next()?.parse::<f64>().ok()).unwrap_or_default() / 1024.0
}
