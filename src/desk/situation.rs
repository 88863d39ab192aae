//! What the situation of a case asks for: its own terms for the deadlines of rules §4, and its time limits
//! (ledger 12-68) as events beside the one that chose it, answered its question or did a task that comes again.
//! The limits themselves are data of the library.

use crate::domain::case::{Case, Facts};
use crate::domain::case_state::round_of;
use crate::domain::deadline::{Terms, plan_with, usual_cadence};
use crate::domain::event::{Event, EventKind, Every};
use crate::domain::settings::Rules;
use crate::domain::time::Moment;
use crate::library::limit;
use crate::library::shelf::Library;
use crate::library::situation::Situation;

/// Result of a task that fell away because another situation was chosen.
const WITHDRAWN: &str = "改选场景，不再需要";
/// Rule of the cadence when a situation with a cadence of its own was taken away.
const USUAL: &str = "改选场景，恢复一般频次";

/// The rules with what the situation says.
pub(crate) fn terms<'a>(library: &Library, rules: &'a Rules, facts: &Facts) -> Terms<'a> {
    Terms { rules, situation: known(library, facts).map(limit::terms).unwrap_or_default() }
}

/// Works out the deadlines of a whole history.
pub(crate) fn plan(library: &Library, case: &mut Case, rules: &Rules) {
    plan_with(case, |facts| terms(library, rules, facts));
}

/// What the situation of a case asks for once it is chosen at `at`, as far as it is not there already; an answer
/// to its question counts from when it was given.
pub(crate) fn chosen(library: &Library, case: &Case, at: Moment) -> Vec<EventKind> {
    let facts = case.facts();
    let Some(situation) = known(library, &facts) else { return Vec::new() };
    let mut kinds = limit::obligations(situation, &facts, at);
    if let Some((answer, event)) = situation.answered(&case.events) {
        kinds.extend(limit::duties_of_answer(situation, &answer.id, &facts, event.at));
    }
    kinds.retain(|kind| !is_set(case, kind));
    kinds
}

/// What the last event of a case brings with it; `before` are the facts before that event. A closed or voided
/// case is asked for nothing.
pub(crate) fn follows(library: &Library, before: &Facts, case: &Case, rules: &Rules) -> Vec<EventKind> {
    let Some(event) = case.events.last() else { return Vec::new() };
    let at = event.at;
    let facts = case.facts();
    let situation = known(library, &facts);
    let kinds = match &event.kind {
        EventKind::Corrected { .. } if before.situation != facts.situation => {
            let mut kinds = withdrawn(library, before, case, rules);
            kinds.extend(chosen(library, case, at));
            kinds
        }
        EventKind::Corrected { .. } if happened(before) != happened(&facts) => {
            let counted = situation.map(|situation| limit::counted_from_occurrence(situation, &facts, at));
            let mut kinds = counted.unwrap_or_default();
            kinds.retain(|kind| moves(case, kind));
            kinds
        }
        EventKind::Note { text, .. } => {
            let answer = situation.and_then(|situation| Some((situation, situation.answer_in(text)?)));
            let mut kinds = answer.map_or_else(Vec::new, |(situation, answer)| {
                limit::duties_of_answer(situation, &answer.id, &facts, at)
            });
            kinds.retain(|kind| !is_set(case, kind));
            kinds
        }
        EventKind::TaskDone { what, .. } if round_of(case).handled_at.is_none() => {
            let earlier = &case.events[..case.events.len() - 1];
            let was_open = matches!(last_of(earlier, what), Some(EventKind::Task { .. }));
            let next = situation.filter(|_| was_open);
            next.and_then(|situation| limit::next_round(situation, what, at)).into_iter().collect()
        }
        _ => Vec::new(),
    };
    if kinds.is_empty() || !case.state(rules, at).is_open() { Vec::new() } else { kinds }
}

fn known<'a>(library: &'a Library, facts: &Facts) -> Option<&'a Situation> {
    facts.situation.as_ref().and_then(|code| library.situation(code))
}

fn happened(facts: &Facts) -> Moment {
    facts.occurred_at.unwrap_or(facts.received_at)
}

/// Ends what the situation before has set and nobody has done yet.
fn withdrawn(library: &Library, before: &Facts, case: &Case, rules: &Rules) -> Vec<EventKind> {
    let Some(old) = &before.situation else { return Vec::new() };
    let mut kinds: Vec<EventKind> = Vec::new();
    for event in &case.events {
        let EventKind::Task { what, .. } = &event.kind else { continue };
        let is_open = matches!(last_of(&case.events, what), Some(EventKind::Task { .. }));
        let done = EventKind::TaskDone { what: what.clone(), result: Some(WITHDRAWN.into()) };
        if is_open && limit::is_set_by(old, what) && !kinds.contains(&done) {
            kinds.push(done);
        }
    }
    let facts = case.facts();
    let new = known(library, &facts).and_then(|situation| limit::terms(situation).cadence);
    let last = last_cadence(case);
    if new.is_none() && last.is_some_and(|rule| limit::is_set_by(old, rule)) {
        let every = Every::Hours(usual_cadence(rules, &facts));
        kinds.push(EventKind::Cadence { every, rule: Some(USUAL.into()) });
    }
    kinds
}

/// Whether an event that a situation asks for is in the case and was not taken back since.
fn is_set(case: &Case, kind: &EventKind) -> bool {
    match kind {
        EventKind::Task { what, .. } => match last_of(&case.events, what) {
            Some(EventKind::TaskDone { result, .. }) => result.as_deref() != Some(WITHDRAWN),
            last => last.is_some(),
        },
        EventKind::Cadence { rule, .. } => rule.is_some() && last_cadence(case) == rule.as_deref(),
        _ => case.events.iter().any(|event| event.kind == *kind),
    }
}

/// Whether an open task of these words is due at another time by now.
fn moves(case: &Case, kind: &EventKind) -> bool {
    let EventKind::Task { what, due, .. } = kind else { return false };
    matches!(last_of(&case.events, what), Some(EventKind::Task { due: before, .. }) if before != due)
}

/// The last that happened to a task of these words: set or done.
fn last_of<'a>(events: &'a [Event], words: &str) -> Option<&'a EventKind> {
    events.iter().rev().map(|event| &event.kind).find(|kind| {
        matches!(kind, EventKind::Task { what, .. } | EventKind::TaskDone { what, .. } if what == words)
    })
}

/// The rule of the cadence in force.
fn last_cadence(case: &Case) -> Option<&str> {
    case.events.iter().rev().find_map(|event| match &event.kind {
        EventKind::Cadence { rule, .. } => Some(rule.as_deref().unwrap_or_default()),
        _ => None,
    })
}
