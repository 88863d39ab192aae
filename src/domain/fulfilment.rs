//! What meets, ends or withdraws what is owed: the column *met by* of rules §4. What sets an obligation stands in
//! `deadline`; both are asked by [`CaseState`] alone.

use crate::domain::case::Facts;
use crate::domain::case_state::CaseState;
use crate::domain::code::{
    ApologyForm, CaseKind, Class, DeadlineCode, Flag, PaperForm, ReplyTo, Responsibility, SuperiorRank,
    VerifyResult, VisitOutcome,
};
use crate::domain::event::{Escalation, Event, EventKind, Every};
use crate::domain::obligation::{End, Obligation, TaskKind};
use crate::domain::time::Moment;

/// Ends what this event meets, replaces or drops; `state` is the case with the event's facts, but before what it
/// changes of round and closure.
pub(crate) fn meet(state: &mut CaseState, event: &Event) {
    use DeadlineCode::{Apology, FirstResponse, Handler, Handover, Investigate, Letter, Progress, Promise};
    use DeadlineCode::{QuietWeek, RecordForm, Referral, Reply, SameDay, Verify, Visit as VisitDue};
    let at = event.at;
    match &event.kind {
        EventKind::Explained { satisfied, .. } => {
            met(state, at, &[FirstResponse, Promise]);
            if *satisfied {
                state.end(End::Withdrawn(at), of(&[Investigate]));
            }
        }
        EventKind::Solution { .. } => met(state, at, &[FirstResponse, Promise, Investigate]),
        kind @ EventKind::Progress { .. } if kind.told() => {
            met(state, at, &[FirstResponse, Promise, Reply, Progress]);
        }
        // An appointment or completion told answers a repair.
        EventKind::CompletionDate { .. } if state.facts.kind == CaseKind::Repair => {
            met(state, at, &[FirstResponse]);
        }
        EventKind::Handled { verified, told, .. } => {
            met(state, at, &[FirstResponse, SameDay, Progress, Investigate]);
            if *told {
                met(state, at, &[Promise, Reply]);
            }
            if *verified {
                met(state, at, &[Verify]);
            }
            state.end(End::Withdrawn(at), |one| one.is_task(&TaskKind::JudgeDifficulty));
        }
        EventKind::Verified { result, .. } => {
            met(state, at, &[Verify]);
            if *result == VerifyResult::Wanting {
                state.end(End::Dropped(at), of(&[VisitDue, QuietWeek]));
                ask_difficulty_again(state);
            }
        }
        EventKind::Investigated { .. } => met(state, at, &[Investigate]),
        EventKind::Cadence { every: Every::None, .. } => state.end(End::Dropped(at), of(&[Progress])),
        EventKind::Assigned { .. } => met(state, at, &[Handler]),
        EventKind::Promised { .. } if state.round.refused_upward => escalated_again(state, at),
        EventKind::Escalated(step) => escalated(state, step, at),
        EventKind::Paper { form: PaperForm::Letter, .. } => met(state, at, &[Letter]),
        EventKind::Paper { form: PaperForm::HandlingRecord, .. } => met(state, at, &[RecordForm]),
        EventKind::LetterReply { answers: ReplyTo::Referral, .. } => met(state, at, &[Referral]),
        EventKind::TaskDone { task: Some(task), .. } => state.end(End::Met(at), |one| one.id == *task),
        EventKind::TaskWithdrawn { task, .. } => state.end(End::Withdrawn(at), |one| one.id == *task),
        EventKind::DifficultyJudged { .. } => {
            state.end(End::Met(at), |one| one.is_task(&TaskKind::JudgeDifficulty));
        }
        EventKind::TakenOver { contacted: true } => met(state, at, &[Handover]),
        EventKind::Apology { form: ApologyForm::Home | ApologyForm::Phone } => met(state, at, &[Apology]),
        EventKind::Visit(visit) => {
            match visit.outcome {
                VisitOutcome::Reached => met(state, at, &[VisitDue]),
                VisitOutcome::Declined => state.end(End::Dropped(at), of(&[VisitDue])),
                VisitOutcome::NoAnswer | VisitOutcome::Rescheduled => {}
            }
            if visit.dissatisfied() {
                state.end(End::Dropped(at), of(&[QuietWeek]));
                ask_difficulty_again(state);
            }
        }
        EventKind::VisitExempt { .. } => state.end(End::Dropped(at), of(&[VisitDue, QuietWeek])),
        EventKind::Closed { .. } | EventKind::Voided { .. } => state.end(End::Closed(at), |_| true),
        EventKind::Reopened { .. } => revive(state),
        _ => {}
    }
}

/// Withdraws what is owed for a cause that is there no longer: class changed, mark taken off, referral struck out, no
/// complaint any more. It counts as neither met nor missed. Rules §4.
pub(crate) fn withdraw(state: &mut CaseState, at: Moment) {
    let facts = state.facts.clone();
    let gone = |one: &Obligation| match one.deadline {
        DeadlineCode::Letter => !needs_letter(&facts),
        DeadlineCode::Head => !needs_head(&facts),
        DeadlineCode::ReportUp => !needs_report_up(&facts),
        DeadlineCode::Apology => !needs_apology(&facts),
        DeadlineCode::Referral => facts.referral.as_ref().is_none_or(|referral| referral.due.is_none()),
        DeadlineCode::Handler => !needs_handler(&facts),
        DeadlineCode::FirstResponse => !is_answered_for(facts.kind),
        DeadlineCode::Visit | DeadlineCode::QuietWeek | DeadlineCode::Verify => !is_answered_for(facts.kind),
        DeadlineCode::Investigate | DeadlineCode::Progress | DeadlineCode::RecordForm => {
            !is_complaint(&facts)
        }
        DeadlineCode::Task => one.is_task(&TaskKind::JudgeDifficulty) && !is_complaint(&facts),
        DeadlineCode::FollowUp
        | DeadlineCode::SuperiorContact
        | DeadlineCode::Promise
        | DeadlineCode::SameDay
        | DeadlineCode::Reply
        | DeadlineCode::Handover
        | DeadlineCode::DailyCheck => false,
    };
    state.end(End::Withdrawn(at), gone);
    answer_referral(state);
}

/// The time of our answer to a referral may stand in the facts alone, as it does after an import.
pub(crate) fn answer_referral(state: &mut CaseState) {
    let replied = state.facts.referral.as_ref().and_then(|referral| referral.replied_at);
    let Some(replied) = replied else { return };
    for one in state.obligations.iter_mut().filter(|one| one.deadline == DeadlineCode::Referral) {
        if one.end.is_none() || matches!(one.end, Some(End::Closed(closed)) if replied <= closed) {
            one.end = Some(End::Met(replied));
        }
    }
}

/// Kinds that somebody expects an answer and a visit for.
pub(crate) fn is_answered_for(kind: CaseKind) -> bool {
    matches!(kind, CaseKind::Complaint | CaseKind::Repair)
}

fn is_complaint(facts: &Facts) -> bool {
    facts.kind == CaseKind::Complaint
}

/// Class II is told to the developer in writing.
pub(crate) fn needs_letter(facts: &Facts) -> bool {
    is_complaint(facts) && facts.class == Some(Class::II)
}

/// Whether the department head must appear at once: a group, or our responsibility in a major or serious case.
pub(crate) fn needs_head(facts: &Facts) -> bool {
    let grave = facts.has(Flag::Major) || facts.has(Flag::Serious);
    is_complaint(facts) && (facts.has(Flag::Group) || (grave && is_ours(facts)))
}

/// Whether it is reported up at once: extreme risk, or a special event. Ledger 21-06.
pub(crate) fn needs_report_up(facts: &Facts) -> bool {
    is_complaint(facts) && (facts.has(Flag::Extreme) || facts.has(Flag::Special))
}

/// Whether an apology at home or by phone is owed: serious, and our fault. Ledger 21-05.
pub(crate) fn needs_apology(facts: &Facts) -> bool {
    is_complaint(facts) && facts.has(Flag::Serious) && is_ours(facts)
}

/// Whether somebody must be named because nobody can be told anything.
pub(crate) fn needs_handler(facts: &Facts) -> bool {
    is_answered_for(facts.kind) && facts.is_unreachable_by_nature()
}

/// Whether it is verified within hours instead of a working day.
pub(crate) fn is_grave(facts: &Facts) -> bool {
    [Flag::Serious, Flag::Special, Flag::Extreme].into_iter().any(|flag| facts.has(flag))
}

fn is_ours(facts: &Facts) -> bool {
    facts.responsibility == Some(Responsibility::Ours)
}

fn of(codes: &[DeadlineCode]) -> impl Fn(&Obligation) -> bool {
    |one| codes.contains(&one.deadline)
}

fn met(state: &mut CaseState, at: Moment, codes: &[DeadlineCode]) {
    state.end(End::Met(at), of(codes));
}

fn escalated_again(state: &mut CaseState, at: Moment) {
    state.end(End::Met(at), |one| one.is_task(&TaskKind::EscalateAgain));
}

/// What a step of an escalation meets. Who was spoken to counts, not the rung of this office's ladder.
fn escalated(state: &mut CaseState, step: &Escalation, at: Moment) {
    let mut attempt = step.clone();
    if step.continues
        && let Some(before) = state.last_attempt()
    {
        attempt = before.clone();
        attempt.take_over(step);
    }
    if let Some(arrived) = attempt.arrived_at {
        met(state, arrived, &[DeadlineCode::FirstResponse]);
        met_before(state, arrived, DeadlineCode::FirstResponse);
    }
    if attempt.arrived_at.is_some() || attempt.end.is_some() {
        met(state, attempt.arrived_at.unwrap_or(at), &[DeadlineCode::SuperiorContact]);
    }
    if let Some(reached) = attempt.reached_at() {
        escalated_again(state, at);
        let rank = attempt.rank();
        if rank >= SuperiorRank::DepartmentHead {
            met(state, reached, &[DeadlineCode::Head]);
        }
        if rank >= SuperiorRank::Company {
            met(state, reached, &[DeadlineCode::ReportUp]);
        }
    }
}

/// Something that is told only now had met it earlier than what was known to.
fn met_before(state: &mut CaseState, earlier: Moment, code: DeadlineCode) {
    for one in state.obligations.iter_mut().filter(|one| one.deadline == code) {
        if matches!(one.end, Some(End::Met(at)) if earlier < at) {
            one.end = Some(End::Met(earlier));
        }
    }
}

/// The handling that made the question needless did not hold.
fn ask_difficulty_again(state: &mut CaseState) {
    if state.difficult.is_some() {
        return;
    }
    for one in state.obligations.iter_mut().filter(|one| one.is_task(&TaskKind::JudgeDifficulty)) {
        if matches!(one.end, Some(End::Withdrawn(at)) if at > one.owed_from) {
            one.end = None;
        }
    }
}

/// Reopening brings back what closing cut off, but drops earlier visit and observation duties; a dead promise or
/// notice is set anew by what is said now, and the first response is not asked again.
fn revive(state: &mut CaseState) {
    use DeadlineCode::{
        Apology, Handler, Handover, Head, Investigate, Letter, RecordForm, Referral, ReportUp, Task,
    };
    if state.closed.is_none() {
        return;
    }
    let lasting =
        [Apology, Handler, Handover, Head, Investigate, Letter, RecordForm, Referral, ReportUp, Task];
    for one in &mut state.obligations {
        let cut_off = matches!(one.end, Some(End::Closed(_)));
        if cut_off && lasting.contains(&one.deadline) && !one.is_task(&TaskKind::EscalateAgain) {
            one.end = None;
        }
    }
}
