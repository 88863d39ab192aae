//! What is being chosen and typed for a step but has not happened yet: the same at the intake, where it is part of the
//! draft, and on a stored case, where it is part of an act's draft; so it lies on disk as well.

use serde::{Deserialize, Serialize};

use crate::domain::case::Facts;
use crate::domain::code::{
    Capability, Category, Class, ClassIIPart, Content, Nature, Need, SituationCode, SuperiorRank, Trigger,
    Urgency,
};
use crate::domain::service_note::ServiceLevel;

/// A promise while it is agreed. Ledger 04-01.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PromiseEntry {
    /// When, as typed.
    pub due: String,
    /// What is answered then.
    pub text: String,
}

/// Why a superior is asked for, and whom. Ledger 05-26.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EscalationAsk {
    /// Why.
    pub trigger: Trigger,
    /// Rung of the ladder, from 0.
    pub rung: usize,
    /// Another colleague than the ladder's. Ledger 21-15.
    pub other: Option<OtherColleague>,
    /// The reason or the person was chosen by hand: nothing is proposed any more.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub by_hand: bool,
    /// Why nobody is called after all, should the owner be refused or refuse. Rules §5.
    pub reason: String,
}

impl Default for EscalationAsk {
    fn default() -> Self {
        Self { trigger: Trigger::G, rung: 0, other: None, by_hand: false, reason: String::new() }
    }
}

impl EscalationAsk {
    /// What is still needed, as a sentence.
    pub fn problem(&self) -> Option<&'static str> {
        let nameless = self.other.as_ref().is_some_and(|other| other.name.trim().is_empty());
        nameless.then_some("请写明请哪位同事来")
    }
}

/// A colleague who is on no rung of the ladder.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OtherColleague {
    /// Name.
    pub name: String,
    /// Where the person stands.
    pub rank: SuperiorRank,
}

/// An escalation while it is prepared. Ledger 05-26.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EscalationEntry {
    /// Why, and who shall come.
    pub ask: EscalationAsk,
    /// Outcome and instruction being typed.
    pub outcome: String,
    /// The last attempt is over and the owner is asked once more.
    pub again: bool,
}

/// The codes of a case while they are chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Codes {
    /// 场景.
    pub situation: Option<SituationCode>,
    /// Id of the answer to the situation's question.
    pub answer: Option<String>,
    /// 类别.
    pub category: Option<Category>,
    /// 责任类别.
    pub class: Option<Class>,
    /// 二类细分.
    pub class_ii_part: Option<ClassIIPart>,
    /// 性质.
    pub nature: Option<Nature>,
    /// 内容.
    pub content: Option<Content>,
    /// 能否处理.
    pub capability: Option<Capability>,
    /// 紧急程度.
    pub urgency: Option<Urgency>,
    /// 诉求.
    pub needs: Vec<Need>,
    /// 承诺服务还是额外服务.
    pub service: Option<ServiceLevel>,
}

impl Codes {
    /// The codes that a case has; the answer to its question is looked up by whoever knows the events.
    pub fn of(facts: &Facts, answer: Option<String>) -> Self {
        Self {
            situation: facts.situation.clone(),
            answer,
            category: facts.category.clone(),
            class: facts.class,
            class_ii_part: facts.class_ii_part,
            nature: facts.nature,
            content: facts.content,
            capability: facts.capability,
            urgency: facts.urgency,
            needs: facts.needs.clone(),
            service: facts.service,
        }
    }

    /// Gives the facts these codes; the answer to the question is an event's.
    pub fn put_into(&self, facts: &mut Facts) {
        facts.situation.clone_from(&self.situation);
        facts.category.clone_from(&self.category);
        facts.class = self.class;
        facts.class_ii_part = self.class_ii_part.filter(|_| self.class == Some(Class::II));
        facts.nature = self.nature;
        facts.content = self.content;
        facts.capability = self.capability;
        facts.urgency = self.urgency;
        facts.needs.clone_from(&self.needs);
        facts.service = self.service;
    }
}
