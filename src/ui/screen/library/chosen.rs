//! What is chosen on the screen of the library: a step or a situation.

use crate::domain::code::SituationCode;
use crate::library::step::Step;

/// Whose sentences are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chosen {
    /// Those of a step of the talk in general.
    Step(Step),
    /// Those of a situation.
    Situation(SituationCode),
}
