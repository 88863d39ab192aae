//! What the files of `assets/library` hold: blocks of sentences for one step, with the channels, moods and
//! circumstances they are made for, and the do's, don'ts and internal hints beside them.

use serde::{Deserialize, Serialize};

use crate::domain::code::{
    Capability, CaseKind, Category, Channel, ClosureCode, Emotion, Flag, Need, Responsibility, Trigger, codes,
};
use crate::library::moment::{Given, Turn};
use crate::library::step::{Level, Step};
use crate::library::text::InternalText;
use crate::library::variable::Template;
use crate::library::word_match::heard;
use crate::library::wording;

codes! {
    /// Which part of a sentence a line is. What is said is one whole line, or is composed of the others: first the
    /// feeling, then the matter, then what happens next (`compose`).
    Part {
        Whole = "whole": "整句",
        Feeling = "feeling": "接住情绪",
        Matter = "matter": "说事",
        Next = "next": "说下一步",
    }
}

/// One sentence of the library (话术), or a part of one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Stable id, unique in the whole library; a supervisor's edit refers to it.
    pub id: String,
    /// The sentence.
    pub text: Template,
    /// Which part of a sentence it is; the matter when absent.
    #[serde(default = "matter", skip_serializing_if = "is_matter")]
    pub part: Part,
    /// Level; basic when absent.
    #[serde(default = "basic", skip_serializing_if = "is_basic")]
    pub level: Level,
    /// Offered only as an alternative, never as the first sentence (ledger 01-13).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub never_first: bool,
    /// A supervisor has to approve it before use (ledger 12-67).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub needs_approval: bool,
    /// Circumstances in which alone it may be said.
    #[serde(default, skip_serializing_if = "Condition::is_none")]
    pub when: Condition,
    /// Ledger rows it serves, besides those of its block.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ledger: Vec<String>,
    /// The counter wrote or changed it: it goes before one that is as near. Worked out, never written down.
    #[serde(skip)]
    pub house: bool,
}

impl Line {
    /// Whether it may be the first sentence offered: neither kept for an alternative nor waiting for approval.
    pub fn may_open(&self) -> bool {
        !self.never_first && !self.needs_approval
    }
}

pub(super) fn matter() -> Part {
    Part::Matter
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's skip_serializing_if passes a reference")]
pub(super) fn is_matter(part: &Part) -> bool {
    *part == Part::Matter
}

fn basic() -> Level {
    Level::Basic
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's skip_serializing_if passes a reference")]
fn is_basic(level: &Level) -> bool {
    *level == Level::Basic
}

/// Sentences and hints for one step, for the channels, moods and circumstances named; an empty list means
/// all of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// The step.
    pub step: Step,
    /// Further steps at which its sentences may be said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Step>,
    /// Channels it is made for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<Channel>,
    /// Moods it is made for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moods: Vec<Emotion>,
    /// Circumstances in which alone it counts.
    #[serde(default, skip_serializing_if = "Condition::is_none")]
    pub when: Condition,
    /// Sentences, the best first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<Line>,
    /// 要点: what to do.
    #[serde(default, rename = "do", skip_serializing_if = "Vec::is_empty")]
    pub dos: Vec<String>,
    /// 切忌: what never to do or say.
    #[serde(default, rename = "dont", skip_serializing_if = "Vec::is_empty")]
    pub donts: Vec<String>,
    /// Hints for the receptionist only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub internal: Vec<InternalText>,
    /// Ledger rows that the whole block serves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ledger: Vec<String>,
}

impl Block {
    /// An empty block of a step, for all channels, moods and circumstances.
    pub fn of(step: Step) -> Self {
        Self {
            step,
            also: Vec::new(),
            channels: Vec::new(),
            moods: Vec::new(),
            when: Condition::default(),
            lines: Vec::new(),
            dos: Vec::new(),
            donts: Vec::new(),
            internal: Vec::new(),
            ledger: Vec::new(),
        }
    }

    /// Whether its sentences belong to a step.
    pub fn is_for(&self, step: Step) -> bool {
        self.step == step || self.also.contains(&step)
    }
}

/// Circumstances of a case that a sentence asks for; all that are given must hold.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Condition {
    /// One of these kinds; any kind when none is given.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kind: Vec<CaseKind>,
    /// One of these happened last.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<Turn>,
    /// All of these are given by the record.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub given: Vec<Given>,
    /// None of these is given by the record.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<Given>,
    /// The owner said one of these words; `…` stands for a few characters.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub said: Vec<String>,
    /// The owner said none of these: a question that he has answered is not asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unsaid: Vec<String>,
    /// The case was closed in one of these ways.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub closed: Vec<ClosureCode>,
    /// One of these words stands in what was recorded as the result: the line states it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub result: Vec<String>,
    /// 管理责任; `unknown` also holds while nothing is known. The apology for our fault asks for `ours`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub responsibility: Option<Responsibility>,
    /// Who is able to deal with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capability: Option<Capability>,
    /// A need the customer voiced.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub need: Option<Need>,
    /// A mark of the case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flag: Option<Flag>,
    /// One of these reasons of an escalation.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub trigger: Vec<Trigger>,
    /// Row of the statistics.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<Category>,
    /// The person at the keyboard may decide (rules §11, six-word card 5).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub may_decide: Option<bool>,
    /// The answer given to the situation's first question.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub branch: Option<String>,
    /// A date or time for the end of the work is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_known: Option<bool>,
    /// The complaint was made without a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anonymous: Option<bool>,
}

impl Condition {
    /// Whether nothing is asked for.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }

    /// How many things are asked for: the more, the narrower.
    pub fn asked(&self) -> usize {
        [
            !self.kind.is_empty(),
            !self.after.is_empty(),
            !self.given.is_empty(),
            !self.without.is_empty(),
            !self.said.is_empty(),
            !self.closed.is_empty(),
            !self.result.is_empty(),
            self.responsibility.is_some(),
            self.capability.is_some(),
            self.need.is_some(),
            self.flag.is_some(),
            !self.trigger.is_empty(),
            self.category.is_some(),
            self.may_decide.is_some(),
            self.branch.is_some(),
            self.date_known.is_some(),
            self.anonymous.is_some(),
        ]
        .into_iter()
        .filter(|asked| *asked)
        .count()
    }

    /// Whether the circumstances are as asked for.
    pub fn holds(&self, now: &Circumstances) -> bool {
        let responsibility = now.responsibility.unwrap_or(Responsibility::Unknown);
        let among = |given: &Given| now.given.contains(given);
        (self.kind.is_empty() || self.kind.contains(&now.kind))
            && (self.after.is_empty() || self.after.contains(&now.turn))
            && self.given.iter().all(among)
            && !self.without.iter().any(among)
            && (self.said.is_empty() || self.said.iter().any(|word| heard(&now.words, word)))
            && !self.unsaid.iter().any(|word| heard(&now.words, word))
            && (self.closed.is_empty() || now.closed.is_some_and(|code| self.closed.contains(&code)))
            && (self.result.is_empty()
                || now
                    .result
                    .as_deref()
                    .is_some_and(|result| self.result.iter().any(|word| wording::states(result, word))))
            && self.responsibility.is_none_or(|asked| asked == responsibility)
            && self.capability.is_none_or(|asked| now.capability == Some(asked))
            && self.need.is_none_or(|asked| now.needs.contains(&asked))
            && self.flag.is_none_or(|asked| now.flags.contains(&asked))
            && (self.trigger.is_empty() || now.trigger.is_some_and(|trigger| self.trigger.contains(&trigger)))
            && self.category.as_ref().is_none_or(|asked| now.category.as_ref() == Some(asked))
            && self.may_decide.is_none_or(|asked| now.may_decide == asked)
            && self.branch.as_ref().is_none_or(|asked| now.branch.as_ref() == Some(asked))
            && self.date_known.is_none_or(|asked| now.date_known == asked)
            && self.anonymous.is_none_or(|asked| now.anonymous == asked)
    }
}

/// What is known of the case and of the person at the keyboard, as far as it decides on sentences.
#[derive(Debug, Clone, PartialEq)]
pub struct Circumstances {
    /// What was brought.
    pub kind: CaseKind,
    /// What happened last.
    pub turn: Turn,
    /// What the record gives.
    pub given: Vec<Given>,
    /// What the owner said; the gist of it where nobody noted his words.
    pub words: String,
    /// All that was told of the matter: his words, the gist of them, where it is.
    pub told: String,
    /// What was recorded as the result, in the words of those who did the work.
    pub result: Option<String>,
    /// How the case was closed, if it is.
    pub closed: Option<ClosureCode>,
    /// 管理责任.
    pub responsibility: Option<Responsibility>,
    /// Who is able to deal with it.
    pub capability: Option<Capability>,
    /// Needs the customer voiced.
    pub needs: Vec<Need>,
    /// Marks of the case.
    pub flags: Vec<Flag>,
    /// Reason of the escalation that is running or proposed.
    pub trigger: Option<Trigger>,
    /// Row of the statistics.
    pub category: Option<Category>,
    /// Whether the person at the keyboard may decide on concessions.
    pub may_decide: bool,
    /// The answer given to the situation's first question.
    pub branch: Option<String>,
    /// Whether a date or time for the end of the work is known.
    pub date_known: bool,
    /// Whether the complaint was made without a name.
    pub anonymous: bool,
}

impl Default for Circumstances {
    /// A complaint that somebody begins to speak of.
    fn default() -> Self {
        Self {
            kind: CaseKind::Complaint,
            turn: Turn::Received,
            given: Vec::new(),
            words: String::new(),
            told: String::new(),
            result: None,
            closed: None,
            responsibility: None,
            capability: None,
            needs: Vec::new(),
            flags: Vec::new(),
            trigger: None,
            category: None,
            may_decide: false,
            branch: None,
            date_known: false,
            anonymous: false,
        }
    }
}
