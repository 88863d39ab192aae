//! What a case records that its owner should be told at a step, and what is asked of the receptionist where nothing of it
//! was worded for him. Ledger 12-69.

use crate::library::moment::{Given, Turn};
use crate::library::phrase::Circumstances;
use crate::library::step::Step;
use crate::library::variable::{Values, Variable};

/// What a case records at a step and a sentence should then tell; the first that is known counts.
pub fn facts_of(step: Step, turn: Turn) -> &'static [Variable] {
    match step {
        Step::Progress if matches!(turn, Turn::Agreed | Turn::Unasked) => {
            // What he asked for when he agreed is taken up before the way itself, which he has just heard.
            &[Variable::Progress, Variable::Objection, Variable::Solution]
        }
        Step::Restate => &[Variable::Summary],
        Step::Investigate if turn == Turn::Promised => &[Variable::Pledge],
        Step::Promise => &[Variable::PromiseTime],
        Step::Solution => &[Variable::Solution, Variable::Findings],
        Step::Progress => &[Variable::Progress],
        Step::Delay => &[Variable::CompletionDate],
        Step::Handled => &[Variable::Result],
        Step::SolutionRefused | Step::VisitThanks => &[Variable::Objection],
        Step::EscalateAsk if turn == Turn::VisitBad => &[Variable::Objection],
        _ => &[],
    }
}

/// What was worded for the owner or told to him: it is said, whatever else would fit.
pub const WORDED: [Variable; 6] = [
    Variable::Progress,
    Variable::Findings,
    Variable::Result,
    Variable::Solution,
    Variable::Objection,
    Variable::Pledge,
];

/// What the receptionist is asked to word, because the record holds nothing that was worded for the owner.
pub fn to_word(step: Step, values: &Values, now: &Circumstances) -> Option<String> {
    let worded = !now.given.contains(&Given::Unworded);
    let known = |one: &Variable| worded && values.get(*one).is_some();
    let asked = match step {
        Step::Solution if !facts_of(Step::Solution, now.turn).iter().any(known) => {
            "记录是写给同事的，别照着念：查到什么、打算怎么办，用业主的话说"
        }
        Step::Handled if !known(&Variable::Result) => {
            "记录是写给同事的，别照着念：怎么办的、请他看哪里，用业主的话说"
        }
        _ => return None,
    };
    Some(asked.to_owned())
}
