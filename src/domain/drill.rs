//! 演练: what was asked of somebody who answered a scripted owner, what was said in time, and the four scores that follow.
//! A drill is no case: it stands in the log under its own subject. Ledger 17-04 to 17-08, 17-12.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::domain::code::codes;

codes! {
    /// The four dimensions of a talk. Ledger 17-04.
    Dimension {
        Speed = "speed": "响应速度",
        Skill = "skill": "专业度",
        Calm = "calm": "情绪管理",
        Closing = "closing": "问题闭环",
    }
}

codes! {
    /// How it is played.
    DrillMode {
        Plain = "plain": "一般演练",
        Stress = "stress": "限时应激",
    }
}

/// Which drill; numbers are given from 1 and never used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DrillId(pub i64);

impl fmt::Display for DrillId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// What a good answer contains, and whether this one did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrillTick {
    /// What.
    pub text: String,
    /// Which dimension it belongs to.
    pub of: Dimension,
    /// It was said or done.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub said: bool,
}

/// The answer to one thing that the owner said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrillAnswer {
    /// What the owner said.
    pub says: String,
    /// The library's sentence for that moment, to be practised.
    pub sentence: String,
    /// Seconds until the answer was given.
    pub took: u32,
    /// Seconds in which it can be given without haste.
    pub within: u32,
    /// What was asked of it.
    pub ticks: Vec<DrillTick>,
}

impl DrillAnswer {
    /// How prompt it was, 0 to 100: in time is 100, then falling evenly, nothing at three times as long; with a limit
    /// nothing as soon as the limit is passed. Ledger 17-04, 17-12.
    pub fn promptness(&self, mode: DrillMode) -> u32 {
        let (took, within) = (u64::from(self.took), u64::from(self.within.max(1)));
        let left = match mode {
            _ if took <= within => return 100,
            DrillMode::Stress => return 0,
            DrillMode::Plain => (within * 3).saturating_sub(took),
        };
        // Below 100: `left` is less than twice `within` here.
        u32::try_from((left * 100 + within) / (within * 2)).unwrap_or(0)
    }

    /// What was missed.
    pub fn missed(&self) -> impl Iterator<Item = &DrillTick> {
        self.ticks.iter().filter(|tick| !tick.said)
    }
}

/// A drill as it was played.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrillRun {
    /// Code word of the script.
    pub script: String,
    /// Its name then.
    pub name: String,
    /// How it was played.
    pub mode: DrillMode,
    /// Who took part besides the one who answered: who read the owner's words, who looked on. Ledger 17-07.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub participants: String,
    /// The answers in order.
    pub answers: Vec<DrillAnswer>,
    /// What was found. Ledger 17-07.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub result: String,
    /// What is done next. Ledger 17-07.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub follow_up: String,
}

impl DrillRun {
    /// The four scores. Ledger 17-04.
    pub fn scores(&self) -> DrillScores {
        DrillScores(Dimension::ALL.iter().filter_map(|one| Some((*one, self.score(*one)?))).collect())
    }

    /// The score of a dimension, 0 to 100: the share of what was asked that was said; for 响应速度 each answer's
    /// promptness counts as one more. `None` when nothing was asked of it.
    fn score(&self, of: Dimension) -> Option<u32> {
        let ticks = self.answers.iter().flat_map(|answer| &answer.ticks).filter(|tick| tick.of == of);
        let mut points: Vec<u32> = ticks.map(|tick| if tick.said { 100 } else { 0 }).collect();
        if of == Dimension::Speed {
            points.extend(self.answers.iter().map(|answer| answer.promptness(self.mode)));
        }
        mean(&points)
    }

    /// The answers in which something of this dimension was missed, or that came late: what is practised again.
    pub fn to_practise(&self, of: Dimension) -> impl Iterator<Item = &DrillAnswer> {
        self.answers.iter().filter(move |answer| {
            let late = of == Dimension::Speed && answer.promptness(self.mode) < 100;
            late || answer.missed().any(|tick| tick.of == of)
        })
    }

    /// What keeps it from being kept, as a sentence.
    pub fn problem(&self) -> Option<&'static str> {
        self.answers.is_empty().then_some("还没有答过一句。")
    }
}

/// The scores of the dimensions that were asked, 0 to 100 each, in the order of the dimensions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrillScores(pub Vec<(Dimension, u32)>);

impl DrillScores {
    /// The score of a dimension.
    pub fn of(&self, wanted: Dimension) -> Option<u32> {
        self.0.iter().find(|(one, _)| *one == wanted).map(|(_, score)| *score)
    }

    /// All in one figure: the mean of the dimensions.
    pub fn whole(&self) -> u32 {
        let all: Vec<u32> = self.0.iter().map(|(_, score)| *score).collect();
        mean(&all).unwrap_or(0)
    }

    /// 服务薄弱环节: the lowest dimension, the first of several; `None` when nothing was missed. Ledger 17-05.
    pub fn weak_link(&self) -> Option<Dimension> {
        let lowest = self.0.iter().min_by_key(|(_, score)| *score);
        lowest.filter(|(_, score)| *score < 100).map(|(one, _)| *one)
    }
}

/// The mean, rounded half up; `None` of nothing.
pub fn mean(points: &[u32]) -> Option<u32> {
    let count = u64::try_from(points.len()).ok().filter(|count| *count > 0)?;
    let sum: u64 = points.iter().map(|one| u64::from(*one)).sum();
    u32::try_from((sum * 2 + count) / (count * 2)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use Dimension::{Calm, Closing, Skill, Speed};

    /// The four scores, the whole and the weak link.
    type Found = ([Option<u32>; 4], u32, Option<Dimension>);

    fn answer(took: u32, ticks: &[(Dimension, bool)]) -> DrillAnswer {
        let tick = |(of, said): &(Dimension, bool)| DrillTick { text: "要点".into(), of: *of, said: *said };
        let ticks = ticks.iter().map(tick).collect();
        DrillAnswer {
            says: "怎么又坏了？".into(), sentence: "我来。".into(), took, within: 30, ticks
        }
    }

    fn run(mode: DrillMode, answers: Vec<DrillAnswer>) -> DrillRun {
        let (script, name) = ("lift".to_owned(), "困人".to_owned());
        let (participants, result, follow_up) = Default::default();
        DrillRun { script, name, mode, participants, answers, result, follow_up }
    }

    #[test]
    fn an_answer_in_time_is_prompt_and_a_late_one_less_and_less() {
        let table = [
            (0, 100, 100),
            (30, 100, 100),
            (31, 98, 0),
            (45, 75, 0),
            (60, 50, 0),
            (89, 2, 0),
            (90, 0, 0),
            (600, 0, 0),
        ];
        for (took, plain, stress) in table {
            let answer = answer(took, &[]);
            assert_eq!(answer.promptness(DrillMode::Plain), plain, "{took} seconds");
            assert_eq!(answer.promptness(DrillMode::Stress), stress, "{took} seconds against a limit");
        }
    }

    #[test]
    fn four_scores_follow_from_what_was_said_and_how_fast() {
        let all = |said| [(Speed, said), (Skill, said), (Calm, said), (Closing, said)];
        let mixed = [(Skill, true), (Skill, true), (Skill, false), (Calm, true), (Closing, false)];
        let both = || vec![answer(60, &all(true)), answer(30, &all(true))];
        let table: [(&str, DrillMode, Vec<DrillAnswer>, Found); 6] = [
            ("all said in time", DrillMode::Plain, vec![answer(10, &all(true))], ([Some(100); 4], 100, None)),
            (
                "nothing said, in time",
                DrillMode::Plain,
                vec![answer(10, &all(false))],
                ([Some(50), Some(0), Some(0), Some(0)], 13, Some(Skill)),
            ),
            (
                "two of three is 67",
                DrillMode::Plain,
                vec![answer(30, &mixed)],
                ([Some(100), Some(67), Some(100), Some(0)], 67, Some(Closing)),
            ),
            (
                "late once of two",
                DrillMode::Plain,
                both(),
                ([Some(88), Some(100), Some(100), Some(100)], 97, Some(Speed)),
            ),
            (
                "the same against a limit",
                DrillMode::Stress,
                both(),
                ([Some(75), Some(100), Some(100), Some(100)], 94, Some(Speed)),
            ),
            (
                "what was not asked has no score",
                DrillMode::Plain,
                vec![answer(10, &[(Calm, false), (Calm, true)])],
                ([Some(100), None, Some(50), None], 75, Some(Calm)),
            ),
        ];
        for (name, mode, answers, expected) in table {
            let found = run(mode, answers).scores();
            let four: Vec<Option<u32>> = Dimension::ALL.iter().map(|one| found.of(*one)).collect();
            let (scores, whole, weak) = expected;
            assert_eq!(four, scores, "{name}");
            assert_eq!((found.whole(), found.weak_link()), (whole, weak), "{name}");
        }
    }

    #[test]
    fn what_is_practised_again_is_what_was_missed() {
        let run = run(
            DrillMode::Plain,
            vec![
                answer(40, &[(Calm, true), (Skill, true)]),
                answer(10, &[(Calm, false), (Skill, true)]),
                answer(10, &[(Calm, true), (Skill, true)]),
            ],
        );
        let places = |of| -> Vec<u32> { run.to_practise(of).map(|answer| answer.took).collect() };
        assert_eq!(places(Speed), [40], "it came late");
        assert_eq!(places(Calm), [10]);
        assert!(places(Skill).is_empty());
        assert_eq!(run.answers[1].missed().count(), 1);
        assert!(DrillRun { answers: Vec::new(), ..run }.problem().is_some());
    }
}
