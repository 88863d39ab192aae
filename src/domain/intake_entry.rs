//! What is being typed for a step of the intake but has not happened yet: part of the draft, so that it lies on disk
//! as well.

use serde::{Deserialize, Serialize};

use crate::domain::code::Trigger;

/// A promise while it is agreed. Ledger 04-01.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PromiseEntry {
    /// When, as typed.
    pub due: String,
    /// What is promised.
    pub text: String,
    /// Who of the supervisors confirmed more than 24 hours.
    pub confirmed_by: String,
    /// What is wrong with it; found anew whenever it is recorded.
    #[serde(skip)]
    pub problem: Option<String>,
}

/// An escalation while it is prepared. Ledger 05-26.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EscalationEntry {
    /// Why.
    pub trigger: Trigger,
    /// Rung of the ladder, from 0.
    pub rung: usize,
    /// Outcome and instruction being typed.
    pub outcome: String,
    /// The last attempt is over and the owner is asked once more.
    pub again: bool,
}

impl Default for EscalationEntry {
    fn default() -> Self {
        Self { trigger: Trigger::G, rung: 0, outcome: String::new(), again: false }
    }
}
