//! What choosing a situation, or answering its question, makes of its time limits: tasks, cadences and hand-overs with
//! their due times. Ledger 12-68.

use chrono::Duration;

use crate::domain::calendar::OfficeHours;
use crate::domain::case::Facts;
use crate::domain::deadline::Terms;
use crate::domain::event::EventKind;
use crate::domain::obligation::TaskKind;
use crate::domain::settings::{Rules, SituationTerms};
use crate::domain::time::Moment;
use crate::library::limit::{Base, Limit, LimitKind};
use crate::library::shelf::Library;
use crate::library::situation::Situation;

/// What a situation says of the deadlines of rules §4: its visit and its cadence.
pub fn terms(situation: &Situation) -> SituationTerms {
    let cadence = situation
        .limits
        .iter()
        .find(|limit| limit.kind == LimitKind::Cadence && limit.branch.is_none() && !limit.at_night);
    SituationTerms { visit_hours: situation.visit_hours, cadence: cadence.map(Limit::every) }
}

/// The rules with what the situation of a case says.
pub fn terms_of<'a>(library: &Library, rules: &'a Rules, facts: &Facts) -> Terms<'a> {
    let situation = facts.situation.as_ref().and_then(|code| library.situation(code));
    Terms { rules, situation: situation.map(terms).unwrap_or_default() }
}

/// The tasks that are counted from when it happened, as they stand once that time is known or corrected.
pub fn counted_from_occurrence(
    situation: &Situation,
    facts: &Facts,
    now: Moment,
    duty: OfficeHours,
) -> Vec<EventKind> {
    let limits = situation.limits.iter().filter(|limit| limit.from == Base::OccurredAt);
    let tasks = limits.filter(|limit| limit.kind == LimitKind::Task);
    tasks.map(|limit| limit.event(&situation.id, facts, now, duty)).collect()
}

/// What choosing a situation sets, before its question is answered. Pure; times on the counter's clock.
pub fn obligations(
    situation: &Situation,
    facts: &Facts,
    chosen_at: Moment,
    duty: OfficeHours,
) -> Vec<EventKind> {
    events(situation, facts, chosen_at, duty, None)
}

/// What an answer to the situation's question sets in addition.
pub fn obligations_of_answer(
    situation: &Situation,
    answer: &str,
    facts: &Facts,
    answered_at: Moment,
    duty: OfficeHours,
) -> Vec<EventKind> {
    events(situation, facts, answered_at, duty, Some(answer))
}

/// Whether a task is a limit that only another answer to the situation's question sets.
pub fn is_of_another_answer(situation: &Situation, task: Option<&TaskKind>, answer: &str) -> bool {
    let mut mine =
        situation.limits.iter().filter(|limit| task == Some(&limit.task(&situation.id))).peekable();
    mine.peek().is_some() && mine.all(|limit| limit.branch.as_deref().is_some_and(|branch| branch != answer))
}

/// The next round of a task that comes again, when one round of it is done.
pub fn next_round(situation: &Situation, done: &TaskKind, done_at: Moment) -> Option<EventKind> {
    let limit = situation
        .limits
        .iter()
        .find(|limit| limit.kind == LimitKind::Task && limit.task(&situation.id) == *done)?;
    let hours = limit.again_after_hours?;
    Some(EventKind::Task {
        what: limit.what.clone(),
        to: limit.who.clone(),
        due: Some(done_at + Duration::hours(hours.into())),
        kind: done.clone(),
        after: None,
    })
}

fn events(
    situation: &Situation,
    facts: &Facts,
    at: Moment,
    duty: OfficeHours,
    branch: Option<&str>,
) -> Vec<EventKind> {
    let night = !duty.covers(at);
    situation
        .limits
        .iter()
        .filter(|limit| limit.branch.as_deref() == branch && (!limit.at_night || night))
        .map(|limit| limit.event(&situation.id, facts, at, duty))
        .collect()
}
