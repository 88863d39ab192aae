//! What the situation of a case asks for: its own terms for the deadlines of rules §4, and its time limits
//! (ledger 12-68) as events beside the one that chose it, answered its question or did a task that comes again.
//! The limits themselves are data of the library.

use serde_json::{Value, json};

use crate::desk::interchange::convert;
use crate::domain::cadence::Every;
use crate::domain::case::{Case, Facts};
use crate::domain::case_state::CaseState;
use crate::domain::code::{Channel, Medium};
use crate::domain::deadline::plan_with;
use crate::domain::event::{Event, EventKind};
use crate::domain::obligation::{End, Obligation, TaskKind};
use crate::domain::settings::{Rules, Settings};
use crate::domain::time::Moment;
use crate::library::shelf::Library;
use crate::library::situation::Situation;
use crate::library::situation_limits;

/// Rule of the cadence when a situation with a cadence of its own was taken away.
const USUAL: &str = "改选场景，恢复一般频次";

/// Works out the deadlines of a whole history; answers the state that it leads to.
pub(crate) fn plan(library: &Library, case: &mut Case, rules: &Rules) -> CaseState {
    plan_with(case, rules, |facts| situation_limits::terms_of(library, rules, facts), |_, _| {})
}

/// Works out the deadlines of an imported history, whose events say in words what the store keeps by ids.
pub(crate) fn plan_imported(library: &Library, case: &mut Case, settings: &Settings) -> CaseState {
    let Settings { rules, ladder, .. } = settings;
    let resolve = |state: &CaseState, event: &mut Event| convert::resolve(state, library, ladder, event);
    plan_with(case, rules, |facts| situation_limits::terms_of(library, rules, facts), resolve)
}

/// What the situation of a case asks for once it is chosen at `at`, as far as it is not there already; an answer
/// to its question counts from when it was given.
pub(crate) fn chosen(library: &Library, state: &CaseState, at: Moment, rules: &Rules) -> Vec<EventKind> {
    let facts = &state.facts;
    let Some(situation) = known(library, facts) else { return Vec::new() };
    let mut kinds = situation_limits::obligations(situation, facts, at, rules.duty);
    if let Some((answer, answered_at)) = situation.answered(state) {
        kinds.extend(situation_limits::obligations_of_answer(
            situation,
            &answer.id,
            facts,
            answered_at,
            rules.duty,
        ));
    }
    kinds.retain(|kind| !is_set(state, kind));
    kinds
}

/// What an event brings with it; `before` are the facts before that event, `state` is the case with it. A closed or
/// voided case is asked for nothing.
pub(crate) fn follows(
    library: &Library,
    before: &Facts,
    event: &Event,
    state: &CaseState,
    rules: &Rules,
) -> Vec<EventKind> {
    if !state.is_open() {
        return Vec::new();
    }
    let (at, facts, duty) = (event.at, &state.facts, rules.duty);
    let situation = known(library, facts);
    match &event.kind {
        EventKind::Corrected { .. } if before.situation != facts.situation => {
            let mut kinds = withdrawn(library, before, state);
            kinds.extend(chosen(library, state, at, rules));
            kinds
        }
        EventKind::Corrected { .. } if happened(before) != happened(facts) => {
            let counted =
                situation.map(|one| situation_limits::counted_from_occurrence(one, facts, at, duty));
            let mut kinds = counted.unwrap_or_default();
            kinds.retain(|kind| moves(state, kind));
            kinds
        }
        EventKind::Progress { medium: Medium::Online, .. } if event.kind.told() => {
            let open = facts.online.as_ref().is_none_or(|online| online.replied_at.is_none());
            let fill = open && facts.channel == Channel::Online;
            fill.then(|| replied(at)).into_iter().collect()
        }
        EventKind::Answered { question, answer } => {
            let Some(asked) = situation.filter(|one| one.id == *question) else { return Vec::new() };
            let mut kinds = situation_limits::obligations_of_answer(asked, answer, facts, at, duty);
            kinds.retain(|kind| !is_set(state, kind));
            // What another answer has set and nobody has done yet has no cause any more.
            let others = |one: &&Obligation| {
                one.end.is_none() && situation_limits::is_of_another_answer(asked, one.task.as_ref(), answer)
            };
            kinds.extend(state.obligations.iter().filter(others).map(task_withdrawn));
            kinds
        }
        EventKind::TaskDone { task: Some(id), .. } if state.round.handled_at.is_none() => {
            let done = state.obligation(*id).and_then(|one| one.task.as_ref());
            let next =
                situation.zip(done).and_then(|(one, kind)| situation_limits::next_round(one, kind, at));
            next.into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// The reply time of an online case, which its first public answer tells. Ledger 15-05.
fn replied(at: Moment) -> EventKind {
    EventKind::Corrected {
        what: "online.replied_at".into(),
        before: Value::Null,
        after: json!(at),
        reason: "已在网上回复".into(),
    }
}

fn known<'a>(library: &'a Library, facts: &Facts) -> Option<&'a Situation> {
    facts.situation.as_ref().and_then(|code| library.situation(code))
}

fn happened(facts: &Facts) -> Moment {
    facts.occurred_at.unwrap_or(facts.received_at)
}

/// Takes back what the situation before has set and nobody has done yet: its cause is withdrawn (rules §4).
fn withdrawn(library: &Library, before: &Facts, state: &CaseState) -> Vec<EventKind> {
    let Some(old) = &before.situation else { return Vec::new() };
    let of_old = |one: &&Obligation| {
        let mine = matches!(&one.task, Some(TaskKind::SituationLimit { situation, .. }) if situation == old);
        one.end.is_none() && mine
    };
    let mut kinds: Vec<EventKind> = state.obligations.iter().filter(of_old).map(task_withdrawn).collect();
    let new = known(library, &state.facts).and_then(|situation| situation_limits::terms(situation).cadence);
    let was_its_own = state.cadence.as_ref().is_some_and(|cadence| cadence.situation.as_ref() == Some(old));
    if new.is_none() && was_its_own {
        kinds.push(EventKind::Cadence { every: Every::Usual, rule: Some(USUAL.into()), situation: None });
    }
    kinds
}

fn task_withdrawn(one: &Obligation) -> EventKind {
    EventKind::TaskWithdrawn { task: one.id, what: one.label().to_owned() }
}

/// Whether what a situation asks for has been set already and was not taken back since.
fn is_set(state: &CaseState, kind: &EventKind) -> bool {
    match kind {
        EventKind::Task { kind, .. } => {
            let last = state.obligations.iter().rev().find(|one| one.is_task(kind));
            last.is_some_and(|one| !matches!(one.end, Some(End::Withdrawn(_))))
        }
        EventKind::Cadence { every, situation, .. } => state
            .cadence
            .as_ref()
            .is_some_and(|cadence| cadence.situation == *situation && cadence.hours == every.hours()),
        EventKind::Handover { .. } => state.owes(crate::domain::code::DeadlineCode::Handover),
        _ => false,
    }
}

/// Whether an open task of this limit is due at another time by now.
fn moves(state: &CaseState, kind: &EventKind) -> bool {
    let EventKind::Task { kind, due, .. } = kind else { return false };
    let open = state.obligations.iter().find(|one| one.end.is_none() && one.is_task(kind));
    open.is_some_and(|one| Some(one.due) != *due)
}
