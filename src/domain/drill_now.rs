//! Drills as they stand in the log, and what they say of people and scripts: how often, how well, whether better or worse
//! than before, and what is weakest. Ledger 17-05, 17-07, 17-10.

use crate::domain::counter_event::CounterEvent;
use crate::domain::drill::{Dimension, DrillId, DrillRun, DrillScores, mean};
use crate::domain::time::Moment;

/// A difference of the whole figure from which on it is better or worse, and no chance.
const TELLING: u32 = 5;
/// So many of the last drills make the present figures.
const LATEST: usize = 3;

/// A word added to a drill later: what came of the follow-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrillWord {
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: String,
    /// What.
    pub words: String,
}

/// A drill as it is now, derived from its entries in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrillNow {
    /// Which.
    pub id: DrillId,
    /// Who answered.
    pub by: String,
    /// When it was kept.
    pub at: Moment,
    /// As it was played.
    pub run: DrillRun,
    /// What was added, the oldest first.
    pub later: Vec<DrillWord>,
}

impl DrillNow {
    /// What it is from its entries, in order; `None` without the first.
    pub fn of(
        id: DrillId,
        entries: impl IntoIterator<Item = (Moment, String, CounterEvent)>,
    ) -> Option<Self> {
        let mut now: Option<Self> = None;
        for (at, by, said) in entries {
            match (&mut now, said) {
                (None, CounterEvent::DrillDone { run }) => {
                    now = Some(Self { id, by, at, run: *run, later: Vec::new() });
                }
                (Some(one), CounterEvent::DrillFollowedUp { words }) => {
                    one.later.push(DrillWord { at, by, words });
                }
                _ => {}
            }
        }
        now
    }
}

/// Better or worse than before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DrillTrend {
    /// There is nothing to compare with.
    First,
    /// Better.
    Up,
    /// About the same.
    Level,
    /// Worse.
    Down,
}

impl DrillTrend {
    /// The word on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::First => "首次",
            Self::Up => "上升",
            Self::Level => "持平",
            Self::Down => "下降",
        }
    }
}

/// What the drills of one person, or with one script, say. Ledger 17-05.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrillFigures {
    /// The person, or the script by its latest name.
    pub name: String,
    /// How many drills.
    pub count: usize,
    /// The latest.
    pub last: Moment,
    /// The mean of the last three, by dimension.
    pub scores: DrillScores,
    /// The latest whole figure against the mean of up to three before it.
    pub trend: DrillTrend,
}

impl DrillFigures {
    /// Of these drills, the oldest first; `None` of none.
    fn of(name: &str, drills: &[&DrillNow]) -> Option<Self> {
        let scores: Vec<DrillScores> = drills.iter().map(|one| one.run.scores()).collect();
        let latest = &scores[scores.len().saturating_sub(LATEST)..];
        let of = |dimension: &Dimension| {
            let all: Vec<u32> = latest.iter().filter_map(|one| one.of(*dimension)).collect();
            Some((*dimension, mean(&all)?))
        };
        let wholes: Vec<u32> = scores.iter().map(DrillScores::whole).collect();
        Some(Self {
            name: name.to_owned(),
            count: drills.len(),
            last: drills.last()?.at,
            scores: DrillScores(Dimension::ALL.iter().filter_map(of).collect()),
            trend: trend(&wholes),
        })
    }
}

/// The last figure against the mean of up to three before it.
fn trend(wholes: &[u32]) -> DrillTrend {
    let Some((last, before)) = wholes.split_last() else { return DrillTrend::First };
    match mean(&before[before.len().saturating_sub(LATEST)..]) {
        None => DrillTrend::First,
        Some(before) if *last >= before + TELLING => DrillTrend::Up,
        Some(before) if *last + TELLING <= before => DrillTrend::Down,
        Some(_) => DrillTrend::Level,
    }
}

/// The figures of each person, the weakest first. `all` is the oldest first. Ledger 17-05.
pub fn by_person(all: &[DrillNow]) -> Vec<DrillFigures> {
    grouped(all, |one| &one.by, |one| &one.by)
}

/// The figures of each script, the weakest first. `all` is the oldest first. Ledger 17-05.
pub fn by_script(all: &[DrillNow]) -> Vec<DrillFigures> {
    grouped(all, |one| &one.run.script, |one| &one.run.name)
}

fn grouped<'a>(
    all: &'a [DrillNow],
    key: impl Fn(&'a DrillNow) -> &'a String,
    name: impl Fn(&'a DrillNow) -> &'a String,
) -> Vec<DrillFigures> {
    let mut groups: Vec<(&String, Vec<&DrillNow>)> = Vec::new();
    for one in all {
        match groups.iter_mut().find(|(of, _)| *of == key(one)) {
            Some((_, group)) => group.push(one),
            None => groups.push((key(one), vec![one])),
        }
    }
    let figures = groups.iter().filter_map(|(_, group)| DrillFigures::of(name(group.last()?), group));
    let mut figures: Vec<DrillFigures> = figures.collect();
    figures.sort_by_key(|one| one.scores.whole());
    figures
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::drill::{DrillAnswer, DrillMode, DrillTick};

    /// A drill in which so many of ten things were said that are asked for 专业度.
    fn drill(id: i64, by: &str, script: &str, said: usize) -> DrillNow {
        let tick = |at| DrillTick { text: "要点".into(), of: Dimension::Skill, said: at < said };
        let ticks = (0..10).map(tick).collect();
        let answer =
            DrillAnswer { says: "嗯？".into(), sentence: String::new(), took: 1, within: 30, ticks };
        let run = DrillRun {
            script: script.into(),
            name: format!("剧本{script}"),
            mode: DrillMode::Plain,
            participants: String::new(),
            answers: vec![answer],
            result: String::new(),
            follow_up: String::new(),
        };
        let at = Moment::parse("2026-11-21T10:00").unwrap() + chrono::Duration::days(id);
        let entries = [
            (at, by.to_owned(), CounterEvent::DrillDone { run: Box::new(run) }),
            (at, "赵楠".to_owned(), CounterEvent::DrillFollowedUp { words: "再练一次".into() }),
        ];
        DrillNow::of(DrillId(id), entries).unwrap()
    }

    #[test]
    fn a_drill_is_what_its_entries_say() {
        let one = drill(1, "李敏", "a", 4);
        assert_eq!((one.by.as_str(), one.run.scores().of(Dimension::Skill)), ("李敏", Some(40)));
        assert_eq!((one.later[0].by.as_str(), one.later[0].words.as_str()), ("赵楠", "再练一次"));
        let words = CounterEvent::DrillFollowedUp { words: "再练一次".into() };
        assert_eq!(DrillNow::of(DrillId(1), [(one.at, "赵楠".to_owned(), words)]), None);
    }

    #[test]
    fn people_and_scripts_stand_with_the_weakest_first_their_last_three_and_their_trend() {
        let all = [
            drill(1, "李敏", "a", 0),
            drill(2, "王倩", "a", 9),
            drill(3, "李敏", "b", 4),
            drill(4, "李敏", "a", 5),
            drill(5, "李敏", "b", 6),
        ];
        let people = by_person(&all);
        let told: Vec<_> = people
            .iter()
            .map(|one| (one.name.as_str(), one.count, one.scores.of(Dimension::Skill), one.trend))
            .collect();
        assert_eq!(
            told,
            [("李敏", 4, Some(50), DrillTrend::Up), ("王倩", 1, Some(90), DrillTrend::First)],
            "the last three of 0, 40, 50, 60 are 50"
        );
        assert_eq!(people[0].scores.weak_link(), Some(Dimension::Skill));
        assert_eq!(people[0].last, all[4].at);
        let scripts = by_script(&all);
        let told: Vec<_> = scripts.iter().map(|one| (one.name.as_str(), one.count, one.trend)).collect();
        assert_eq!(told, [("剧本a", 3, DrillTrend::Level), ("剧本b", 2, DrillTrend::Up)]);
        assert!(by_person(&[]).is_empty());
    }

    #[test]
    fn better_and_worse_begin_at_five() {
        let table = [
            (vec![], DrillTrend::First),
            (vec![80], DrillTrend::First),
            (vec![80, 84], DrillTrend::Level),
            (vec![80, 85], DrillTrend::Up),
            (vec![80, 76], DrillTrend::Level),
            (vec![80, 75], DrillTrend::Down),
            (vec![0, 80, 80, 80, 85], DrillTrend::Up),
            (vec![100, 70, 80, 90, 80], DrillTrend::Level),
        ];
        for (wholes, expected) in table {
            assert_eq!(trend(&wholes), expected, "{wholes:?}");
        }
    }
}
