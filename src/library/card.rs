//! Cards for the staff: the six-word formula, procedure variants over the same steps, relief cards with the
//! one-minute pause, and notes; nothing of these is said to a customer. With them the danger cards, which are read to a
//! caller (`danger`). Ledger groups 13, 14, 18.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::library::danger::{self, DangerCard};
use crate::library::drill::{self, DrillScript};
use crate::library::step::Step;

/// All cards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cards {
    /// The six words 听同问办议谢, in order.
    #[serde(rename = "word", default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<WordCard>,
    /// Procedure variants.
    #[serde(rename = "procedure", default, skip_serializing_if = "Vec::is_empty")]
    pub procedures: Vec<Procedure>,
    /// Relief cards.
    #[serde(rename = "relief", default, skip_serializing_if = "Vec::is_empty")]
    pub reliefs: Vec<Relief>,
    /// The one-minute breathing pause.
    pub pause: Pause,
    /// Notes.
    #[serde(rename = "note", default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    /// Danger cards, what kills fastest first; they alone are read to a caller.
    #[serde(rename = "danger", default, skip_serializing_if = "Vec::is_empty")]
    pub dangers: Vec<DangerCard>,
    /// Scripted owners to practise with. Ledger 17-06.
    #[serde(rename = "drill", default, skip_serializing_if = "Vec::is_empty")]
    pub drills: Vec<DrillScript>,
}

/// One word of the six-word formula. Ledger 13-01.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordCard {
    /// Code word.
    pub id: String,
    /// The word.
    pub word: String,
    /// What it is for.
    pub aim: String,
    /// The heading comes from outside the sources (ledger 13-02).
    #[serde(default)]
    pub outside_heading: bool,
    /// Shown only to who may decide (rules §11).
    #[serde(default)]
    pub may_decide_only: bool,
    /// 基本技巧.
    pub techniques: Vec<String>,
    /// 必须避免.
    #[serde(default)]
    pub avoids: Vec<String>,
    /// Comment.
    #[serde(default)]
    pub comment: String,
    /// Steps beside which it is offered.
    #[serde(default)]
    pub steps: Vec<Step>,
    /// Ledger rows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ledger: Vec<String>,
}

/// A way to look at the same steps (help sheet). Ledger 14-23.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Procedure {
    /// Code word.
    pub id: String,
    /// Name.
    pub name: String,
    /// What it is, and what of it the product added.
    #[serde(default)]
    pub note: String,
    /// Its stages in order.
    pub stages: Vec<Stage>,
    /// Ledger rows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ledger: Vec<String>,
}

/// A stage of a procedure, bound to the steps of the talk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Name.
    pub name: String,
    /// What is done.
    pub text: String,
    /// Steps of the talk that it covers.
    #[serde(default)]
    pub steps: Vec<Step>,
}

/// A card that eases the load. Ledger 18-01 to 18-18.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relief {
    /// Code word.
    pub id: String,
    /// Title.
    pub title: String,
    /// Text.
    pub text: String,
    /// Ledger rows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ledger: Vec<String>,
}

/// The breathing pause, offered after an agitated case and never in the way. Ledger 18-19.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pause {
    /// Code word: there is one.
    pub id: String,
    /// The offer.
    pub offer: String,
    /// How often the beats are gone through.
    pub rounds: u8,
    /// The beats of one breath.
    pub beats: Vec<Beat>,
    /// Ledger rows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ledger: Vec<String>,
}

/// One beat of a breath.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beat {
    /// What to do.
    pub text: String,
    /// For how long.
    pub seconds: u8,
}

/// A short list to keep in mind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// Code word.
    pub id: String,
    /// Title.
    pub title: String,
    /// Points.
    pub points: Vec<String>,
    /// Ledger rows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ledger: Vec<String>,
}

impl Cards {
    /// The shipped cards, parsed once.
    #[expect(
        clippy::expect_used,
        reason = "the file is compiled in and a test parses it; there is nothing a user could do"
    )]
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Cards> = OnceLock::new();
        SHIPPED.get_or_init(|| {
            let cards: Cards = toml::from_str(include_str!("../../assets/library/cards.toml"))
                .expect("shipped cards are well formed");
            Self { dangers: danger::shipped().to_vec(), drills: drill::shipped().to_vec(), ..cards }
        })
    }

    /// The words of the formula that go with a step; 议 only for who may decide.
    pub fn words_for(&self, step: Step, may_decide: bool) -> impl Iterator<Item = &WordCard> {
        self.words
            .iter()
            .filter(move |card| card.steps.contains(&step) && (may_decide || !card.may_decide_only))
    }

    /// The relief card of the day: the same all day, another one tomorrow. `day` counts days from any start.
    pub fn relief_of_day(&self, day: u32) -> Option<&Relief> {
        let count = u32::try_from(self.reliefs.len()).unwrap_or(u32::MAX);
        let place = day.checked_rem(count)?;
        self.reliefs.get(place as usize)
    }
}

impl Pause {
    /// How long the whole pause lasts, in seconds.
    pub fn seconds(&self) -> u32 {
        let breath: u32 = self.beats.iter().map(|beat| u32::from(beat.seconds)).sum();
        breath * u32::from(self.rounds)
    }

    /// The beat at so many seconds after the start; `None` when the pause is over.
    pub fn beat_at(&self, seconds: u32) -> Option<&Beat> {
        let breath = self.seconds().checked_div(self.rounds.into())?;
        if seconds >= self.seconds() {
            return None;
        }
        let mut left = seconds.checked_rem(breath)?;
        self.beats.iter().find(|beat| {
            let length = u32::from(beat.seconds);
            let here = left < length;
            left = left.saturating_sub(length);
            here
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_formula_has_35_techniques_and_36_avoids() {
        let cards = Cards::shipped();
        let words: String = cards.words.iter().map(|card| card.word.as_str()).collect();
        assert_eq!(words, "听同问办议谢");
        assert_eq!(cards.words.iter().map(|card| card.techniques.len()).sum::<usize>(), 35);
        assert_eq!(cards.words.iter().map(|card| card.avoids.len()).sum::<usize>(), 36);
        assert!(cards.words.iter().all(|card| card.outside_heading), "ledger 13-02");
    }

    #[test]
    fn only_who_may_decide_sees_the_negotiation_card() {
        let cards = Cards::shipped();
        let words = |may_decide| -> String {
            cards.words_for(Step::Solution, may_decide).map(|card| card.word.as_str()).collect()
        };
        assert_eq!(words(false), "办");
        assert_eq!(words(true), "办议");
    }

    #[test]
    fn seven_procedures_over_the_same_steps() {
        let cards = Cards::shipped();
        assert_eq!(cards.procedures.len(), 7);
        assert_eq!(cards.procedures[0].stages.len(), 11);
        assert!(cards.procedures.iter().all(|procedure| {
            procedure.stages.iter().all(|stage| !stage.steps.is_empty() && !stage.text.is_empty())
        }));
        // 14-19: how the talk is opened, and what it is for.
        let six = cards.procedures.iter().find(|one| one.id == "six-stage").unwrap();
        let first = &six.stages[0].text;
        assert!(
            ["第一印象", "20分钟", "共同点", "敌意"].iter().all(|words| first.contains(words)),
            "{first}"
        );
    }

    #[test]
    fn eighteen_relief_cards_take_turns() {
        let cards = Cards::shipped();
        assert_eq!(cards.reliefs.len(), 18);
        assert_eq!(cards.relief_of_day(0), cards.relief_of_day(18));
        assert_ne!(cards.relief_of_day(0), cards.relief_of_day(1));
    }

    #[test]
    fn the_pause_lasts_a_minute_and_ends() {
        let pause = &Cards::shipped().pause;
        assert_eq!(pause.seconds(), 60);
        let text = |seconds| pause.beat_at(seconds).map(|beat| beat.text.as_str());
        assert_eq!(text(0), Some("慢慢吸气"));
        assert_eq!(text(4), Some("停一停"));
        assert_eq!(text(6), Some("慢慢呼气"));
        assert_eq!(text(12), Some("慢慢吸气"));
        assert_eq!(text(59), Some("慢慢呼气"));
        assert_eq!(text(60), None);
    }
}
