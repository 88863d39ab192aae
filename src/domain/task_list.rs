//! The tasks of a case as one list: what, who, when, how it stands, what came of it – those that wait for another one
//! too. Ledger 07-12.

use crate::domain::case::Case;
use crate::domain::case_state::CaseState;
use crate::domain::code::DeadlineCode;
use crate::domain::event::EventKind;
use crate::domain::obligation::{End, Obligation, ObligationId};
use crate::domain::time::Moment;

/// A task of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskLine {
    /// What is to be done.
    pub what: String,
    /// Who does it.
    pub who: Option<String>,
    /// How it stands.
    pub standing: TaskStanding,
}

/// How a task stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TaskStanding {
    /// Its turn comes when this other one is done, and then it has so many hours.
    Waiting {
        /// The other one.
        first: String,
        /// Hours after it.
        hours: u32,
    },
    /// It is owed by then.
    Owed(Moment),
    /// It was done, with what came of it.
    Done(Moment, Option<String>),
    /// It is no longer asked for, or the case ended first.
    Gone,
}

/// Every task of a case in the order of giving, done or not.
pub fn tasks(case: &Case, state: &CaseState) -> Vec<TaskLine> {
    let waiting = state.waiting.iter().map(|(one, after)| {
        let first = label_of(state, after.task);
        (one, TaskStanding::Waiting { first, hours: after.hours })
    });
    let given = state.obligations.iter().filter(|one| one.deadline == DeadlineCode::Task);
    let given = given.map(|one| (one, standing(case, one)));
    let mut all: Vec<(ObligationId, TaskLine)> = given
        .chain(waiting)
        .map(|(one, standing)| {
            let what = one.label().to_owned();
            (one.id, TaskLine { what, who: one.who.clone(), standing })
        })
        .collect();
    all.sort_by_key(|(id, _)| *id);
    all.into_iter().map(|(_, line)| line).collect()
}

/// The words of a task, of one that waits too.
fn label_of(state: &CaseState, id: ObligationId) -> String {
    let waiting = state.waiting.iter().map(|(one, _)| one);
    let found = state.obligations.iter().chain(waiting).find(|one| one.id == id);
    found.map(|one| one.label().to_owned()).unwrap_or_default()
}

fn standing(case: &Case, one: &Obligation) -> TaskStanding {
    match one.end {
        None => TaskStanding::Owed(one.due),
        Some(End::Met(at)) => {
            let result = case.corrected_events().iter().find_map(|event| match &event.kind {
                EventKind::TaskDone { task, result, .. } if *task == Some(one.id) => result.clone(),
                EventKind::AppointmentEnded(end) if end.appointment == one.id => Some(end.text.clone()),
                _ => None,
            });
            TaskStanding::Done(at, result.filter(|text| !text.trim().is_empty()))
        }
        Some(End::Replaced(_) | End::Dropped(_) | End::Withdrawn(_) | End::Closed(_)) => TaskStanding::Gone,
    }
}
