//! What the record of a case gives to build a sentence on, read from its state and its events. Pure.

use crate::domain::case::Facts;
use crate::domain::case_state::CaseState;
use crate::domain::code::{ClosureCode, DeadlineCode, PaperForm, Title, VisitOutcome};
use crate::domain::event::{Event, EventKind};
use crate::domain::obligation::{End, Obligation};
use crate::domain::settings::Settings;
use crate::domain::time::Moment;
use crate::library::moment::{Given, last_event};
use crate::library::named_time;
use crate::library::newest;
use crate::library::objection;
use crate::library::person;
use crate::library::told_words;

/// An attempt to reach the owner is left a word of only while it is fresh, in minutes.
const FRESH: i64 = 90;

/// What the record gives to build a sentence on.
pub(super) fn given_of(state: &CaseState, events: &[Event], settings: &Settings, now: Moment) -> Vec<Given> {
    let facts = &state.facts;
    use EventKind::{Closed, CompletionDate, Explained, Investigated, Paper, Promised, Solution};
    let any = |test: fn(&EventKind) -> bool| events.iter().any(|event| test(&event.kind));
    let words = facts.words();
    let promise = state.open_promise();
    let date = events.iter().rev().find_map(|event| match event.kind {
        CompletionDate { due, .. } => Some(due),
        _ => None,
    });
    let handled = is_handled(events);
    // What was done since the day is told, not that the day has passed.
    let worked = newest::last_done(events).is_some_and(|at| date.is_none_or(|due| at > due));
    let misses = events.iter().filter(
        |event| matches!(&event.kind, EventKind::Visit(visit) if visit.outcome == VisitOutcome::NoAnswer),
    );
    let waited = facts.occurred_at.is_some_and(|at| (now.date() - at.date()).num_days() >= 2);
    let bad = any(|kind| matches!(kind, EventKind::Visit(visit) if visit.dissatisfied()));
    let visited =
        any(|kind| matches!(kind, EventKind::Visit(visit) if visit.outcome == VisitOutcome::Reached));
    let met = any(|kind| matches!(kind, EventKind::Escalated(one) if one.arrived_at.is_some()));
    let last_solution = events.iter().rev().find_map(|event| match event.kind {
        Solution { agreed, .. } => Some((agreed, event.at.date())),
        _ => None,
    });
    let found = events.iter().rev().find_map(|event| match &event.kind {
        Investigated { facts, .. } => Some(facts.as_str()),
        _ => None,
    });
    let agreed = events.iter().rev().find_map(|event| match &event.kind {
        Solution { text, agreed: true, .. } => Some(text.as_str()),
        _ => None,
    });
    let done = state.round.result.as_deref();
    // What nobody has checked, and nothing was worded of for the owner, is not called done.
    let unverified = events.iter().rev().find_map(|event| match &event.kind {
        EventKind::Handled { verified, for_owner, .. } => Some(!verified && for_owner.is_none()),
        EventKind::Verified { .. } => Some(false),
        _ => None,
    });
    let unverified = unverified.unwrap_or(false) || done.is_some_and(told_words::is_open);
    let agreed_today = last_solution == Some((true, now.date()));
    let answer = named_time::last_answer(events);
    let answers = |kind: &EventKind| matches!(kind, Explained { satisfied: false, .. } | Investigated { .. });
    let answered = events.iter().filter(|event| answers(&event.kind)).count();
    let closed = events.iter().rev().find_map(|event| match event.kind {
        Closed { code, .. } => Some(code),
        _ => None,
    });
    let said_no = |event: &Event| matches!(&event.kind, Solution { agreed: false, opinion: Some(words), .. } if !words.trim().is_empty());
    let last = events.iter().rfind(|event| !matches!(event.kind, EventKind::Said { .. }));
    let here = |given: Given, holds: bool| holds.then_some(given);
    let from_record = [
        here(Given::Promise, promise.is_some_and(|due| due > now)),
        here(Given::PromiseBroken, promise.is_some_and(|due| due <= now)),
        here(Given::Date, date.is_some_and(|due| due > now) && !handled),
        here(
            Given::DateMissed,
            (date.is_some_and(|due| due <= now) || is_moved(events)) && !handled && !worked,
        ),
        here(Given::Place, facts.place.is_some() || facts.complainant.room.is_some()),
        here(Given::Dated, facts.occurred_at.is_some()),
        here(Given::Since, facts.occurred_at.is_some() || person::tells_since(&words)),
        here(Given::Phone, !facts.complainant.phones.is_empty()),
        here(Given::Unreachable, is_alone(facts)),
        here(Given::Repeat, facts.repeat_of.is_some()),
        here(Given::Third, person::tells_third(&words)),
        here(Given::Waited, waited),
        here(Given::SecondRound, bad || any(|kind| matches!(kind, EventKind::Reopened { .. }))),
        here(Given::SuperiorMet, met),
        here(Given::Refused, last_solution.is_some_and(|(agreed, _)| !agreed)),
        here(
            Given::LetterSent,
            any(|kind| matches!(kind, Paper { form: PaperForm::Letter | PaperForm::Report, .. })),
        ),
        here(Given::Explained, any(|kind| matches!(kind, Explained { .. }))),
        here(Given::Investigated, any(|kind| matches!(kind, Investigated { .. }))),
        here(Given::SeveralMisses, misses.count() >= 2),
        here(Given::NotAccepted, closed == Some(ClosureCode::Explained)),
        here(Given::Promised, any(|kind| matches!(kind, Promised { .. }))),
        here(Given::SameDay, agreed_today && date.is_none() && !handled),
        here(Given::Evening, !settings.rules.duty.covers(now)),
        here(Given::Opinion, events.iter().any(said_no)),
        here(Given::Late, was_late(state, events)),
        here(Given::Unworded, !is_worded(events)),
        here(Given::Declined, answer.or(newest::written_answer(events)).is_some_and(named_time::refuses)),
        here(Given::SuperiorOn, answer.is_some_and(named_time::names_superior)),
        here(Given::Answered, answer.is_some_and(named_time::settles)),
        here(Given::ExplainedAgain, answer.is_some() && answered >= 2),
        here(Given::Done, handled),
        here(Given::Apologised, has_apologised(events, now)),
        here(Given::Praised, events.iter().any(praises)),
        here(Given::Confirmed, found.is_some_and(told_words::confirms)),
        here(Given::Seen, handled && done.is_some_and(told_words::was_seen)),
        here(
            Given::MoneyOpen,
            handled && agreed.is_some_and(|agreed| told_words::owes_money(agreed, done.unwrap_or_default())),
        ),
        here(Given::StillOpen, handled && unverified),
        here(Given::Underway, last_solution.is_some_and(|(agreed, _)| agreed) && !handled && !visited),
        here(Given::Moved, last.is_some_and(|last| moves(&last.kind))),
        here(
            Given::Assigned,
            last.is_some_and(|last| matches!(last.kind, EventKind::Assigned { .. })) && !handled,
        ),
        here(Given::Elsewhere, state.last_attempt().is_some_and(told_words::meets_elsewhere)),
        here(Given::OurReply, events.iter().rev().find_map(our_reply).unwrap_or(false)),
        here(Given::Remarked, last.is_some_and(|last| told_words::remarks(&last.kind))),
    ];
    let unhurt = found.is_some_and(told_words::tells_unhurt);
    // Who was noted with a title is no child, whatever child he speaks of.
    let grown = facts.complainant.title.is_some_and(|title| title != Title::Unknown);
    let people = person::in_words(&words).filter(|one| match one {
        Given::Child => !grown,
        Given::Hurt => !unhurt,
        _ => true,
    });
    from_record.into_iter().flatten().chain(people).collect()
}

/// Whether an event tells of the mood or puts a mark.
fn moves(kind: &EventKind) -> bool {
    matches!(kind, EventKind::Emotion { .. } | EventKind::Flag { set: true, .. })
}

/// Whether an answer that came in writing is our own.
fn our_reply(event: &Event) -> Option<bool> {
    match &event.kind {
        EventKind::LetterReply { from, .. } => Some(from.as_deref().is_some_and(told_words::is_ours)),
        _ => None,
    }
}

/// Whether we said sorry just now.
fn has_apologised(events: &[Event], now: Moment) -> bool {
    last_event(events).is_some_and(|event| matches!(event.kind, EventKind::Apology { .. }))
        && is_fresh(events, now)
}

/// Whether somebody was praised at a visit.
fn praises(event: &Event) -> bool {
    let EventKind::Visit(visit) = &event.kind else { return false };
    visit.text.as_deref().is_some_and(objection::praises)
}

/// Whether what was told last came after the time that had been agreed for it.
fn was_late(state: &CaseState, events: &[Event]) -> bool {
    let Some(told) = last_event(events).filter(|last| last.kind.told()) else { return false };
    let kept_late = |one: &Obligation| {
        one.deadline == DeadlineCode::Promise && one.end == Some(End::Met(told.at)) && told.at > one.due
    };
    state.obligations.iter().any(kept_late)
}

/// Whether the last date that was told takes the place of an earlier one, and nothing was told since.
pub(super) fn is_moved(events: &[Event]) -> bool {
    let dated = |event: &&Event| matches!(event.kind, EventKind::CompletionDate { .. });
    let settled = |event: &&Event| !matches!(event.kind, EventKind::Said { .. } | EventKind::Note { .. });
    events.iter().rev().find(settled).as_ref().is_some_and(dated) && events.iter().filter(dated).count() >= 2
}

/// Whether the last finding or result, if there is one, was worded for the owner too.
fn is_worded(events: &[Event]) -> bool {
    let last = events.iter().rev().find_map(|event| match &event.kind {
        EventKind::Investigated { for_owner, .. } | EventKind::Handled { for_owner, .. } => {
            Some(for_owner.is_some())
        }
        _ => None,
    });
    last.unwrap_or(true)
}

/// Whether the work of the present round is done, and nothing was taken up again since.
pub(super) fn is_handled(events: &[Event]) -> bool {
    let said =
        |event: &Event| event.kind.makes_done().or(told_words::starts_anew(&event.kind).then_some(false));
    events.iter().rev().find_map(said).unwrap_or(false)
}

/// Whether nobody can be asked: without a name, a number and a room.
pub(super) fn is_alone(facts: &Facts) -> bool {
    facts.complainant.anonymous && !facts.complainant.has_contact()
}

/// Whether the last thing happened just now, so that the talk is still about it.
pub(super) fn is_fresh(events: &[Event], now: Moment) -> bool {
    last_event(events).is_some_and(|event| (now - event.at).num_minutes() <= FRESH)
}
