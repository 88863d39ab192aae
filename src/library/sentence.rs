//! The moment of a talk that a sentence is wanted for, and the sentence itself. Interchange "What to say".

use crate::domain::case::Facts;
use crate::domain::code::{Channel, Emotion, Flag, Need, SituationCode};
use crate::library::danger::{DangerNow, LikelyDanger};
use crate::library::moment::Given;
use crate::library::phrase::Circumstances;
use crate::library::step::{Level, Step};
use crate::library::text::CustomerText;
use crate::library::variable::{Values, Variable};

/// The moment of the talk.
#[derive(Debug, Clone, PartialEq)]
pub struct Talk {
    /// How the customer is spoken to.
    pub channel: Channel,
    /// The mood now.
    pub emotion: Emotion,
    /// The step at hand.
    pub step: Step,
    /// The level asked for.
    pub level: Level,
    /// The chosen situation, or the one that the words leave no doubt of.
    pub situation: Option<SituationCode>,
    /// Somebody chose it.
    pub chosen: bool,
    /// What else decides on sentences.
    pub circumstances: Circumstances,
    /// Values for the variables.
    pub values: Values,
    /// What is told or was agreed names its time by itself: no second one is said beside it.
    pub names_time: bool,
    /// The danger that comes before everything else.
    pub danger: Option<DangerNow>,
    /// The danger that it sounds like, where none is sure.
    pub likely_danger: Option<LikelyDanger>,
    /// Ids of the lines that were said in this case; they are not offered first again.
    pub said: Vec<String>,
    /// How much was spoken already: it turns among lines that are equally near.
    pub turns: usize,
}

impl Talk {
    /// A calm talk at a step, about nothing known yet.
    pub fn new(channel: Channel, step: Step) -> Self {
        Self {
            channel,
            emotion: Emotion::Calm,
            step,
            level: Level::Basic,
            situation: None,
            chosen: true,
            circumstances: Circumstances::default(),
            values: Values::new(),
            names_time: false,
            danger: None,
            likely_danger: None,
            said: Vec::new(),
            turns: 0,
        }
    }

    /// The talk about a case as its facts stand; trigger, branch, `may_decide` and `date_known` are for the
    /// caller to add.
    pub fn about(facts: &Facts, step: Step, values: Values) -> Self {
        let circumstances = Circumstances {
            kind: facts.kind,
            responsibility: facts.responsibility,
            capability: facts.capability,
            needs: facts.needs.clone(),
            flags: facts.flags.clone(),
            category: facts.category.clone(),
            anonymous: facts.complainant.anonymous,
            date_known: values.get(Variable::CompletionDate).is_some(),
            ..Circumstances::default()
        };
        Self {
            emotion: facts.emotion.unwrap_or(Emotion::Calm),
            situation: facts.situation.clone(),
            circumstances,
            values,
            ..Self::new(facts.channel, step)
        }
    }
}

/// The level that fits a case when nobody chose one: the plain one first; once a contested matter was refused or came
/// back, 进阶, and 专家 for threats.
pub fn level_for(facts: &Facts, given: &[Given]) -> Level {
    let came_back = [Given::Refused, Given::SecondRound, Given::NotAccepted];
    if !came_back.iter().any(|one| given.contains(one)) {
        return Level::Basic;
    }
    let hardest = [Flag::Extortion, Flag::Extreme, Flag::Exposure, Flag::Crisis];
    if hardest.iter().any(|flag| facts.has(*flag)) {
        Level::Expert
    } else if facts.has(Flag::Group) || facts.needs.contains(&Need::Compensation) {
        Level::Advanced
    } else {
        Level::Basic
    }
}

/// A sentence ready to be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Id of the library line, kept when it is marked as said.
    pub id: String,
    /// Its level.
    pub level: Level,
    /// The words.
    pub text: CustomerText,
    /// Variables that show as ____.
    pub blanks: Vec<Variable>,
    /// A supervisor has to approve it before use (ledger 12-67).
    pub needs_approval: bool,
}
