//! What meets, ends or withdraws what is owed: the column *met by* of rules §4. What sets an obligation stands in
//! `deadline`; both are asked by [`CaseState`] alone.

use crate::domain::cadence::Every;
use crate::domain::case::Facts;
use crate::domain::case_state::CaseState;
use crate::domain::code::{
    ApologyForm, CaseKind, Channel, Class, DeadlineCode, EscalationEnd, Flag, PaperForm, ReplyTo,
    SuperiorRank, Urgency, VerifyResult, VisitOutcome,
};
use crate::domain::danger_mark::DangerMark;
use crate::domain::event::{Escalation, Event, EventKind};
use crate::domain::obligation::{End, Obligation, SoonerFor, TaskKind};
use crate::domain::reading::addressee::is_relations_centre;
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
            state.end(End::Met(at), |one| one.is_task(&TaskKind::CallAfterDanger));
            state.end(End::Met(at), |one| one.is_task(&TaskKind::TellOwner));
        }
        EventKind::Appointed(one) => {
            if state.facts.kind == CaseKind::Repair {
                met(state, at, &[FirstResponse]);
            }
            state.end(End::Met(at), |one| one.is_task(&TaskKind::NewSlot));
            state.end(End::Replaced(at), |owed| Some(owed.id) == one.replaces && owed.is_appointment());
        }
        EventKind::AppointmentEnded(end) => {
            let how = if end.is_kept() { End::Met(at) } else { End::Dropped(at) };
            state.end(how, |one| one.id == end.appointment && one.is_appointment());
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
            // Handled late, it is asked all the same: the form is owed for what took longer than a working day.
            let not_yet = |one: &Obligation| one.is_task(&TaskKind::JudgeDifficulty) && at < one.owed_from;
            state.end(End::Withdrawn(at), not_yet);
            if *told {
                state.end(End::Met(at), |one| one.is_task(&TaskKind::TellOwner));
            }
            state.end(End::Withdrawn(at), |one| one.is_task(&TaskKind::NewSlot));
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
        EventKind::Paper { form: PaperForm::Letter, sent_to: Some(to) } if is_relations_centre(to) => {
            met(state, at, &[Letter]);
        }
        EventKind::Paper { form: PaperForm::HandlingRecord, .. } => met(state, at, &[RecordForm]),
        EventKind::Paper { form, .. } => {
            state.end(End::Met(at), |one| one.is_task(&TaskKind::Paper { form: *form }));
        }
        EventKind::LetterReply { answers: ReplyTo::Referral, .. } => met(state, at, &[Referral]),
        kind if matches!(kind.danger_mark(), Some(DangerMark::SetAside(_))) => {
            state.end(End::Withdrawn(at), |one| one.is_task(&TaskKind::CallAfterDanger));
        }
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
    let (facts, round) = (state.facts.clone(), state.round.clone());
    let (is_waiting, difficult) = (state.is_waiting(), state.difficult);
    slow_down(state, at);
    let declines = facts.complainant.declines_visits || round.declined;
    let gone = |one: &Obligation| match one.deadline {
        DeadlineCode::Letter => !needs_letter(&facts),
        DeadlineCode::Head => !needs_head(&facts),
        DeadlineCode::ReportUp => !needs_report_up(&facts),
        DeadlineCode::Apology => !needs_apology(&facts),
        DeadlineCode::Referral => facts.referral.as_ref().is_none_or(|referral| referral.due.is_none()),
        DeadlineCode::Handler => !needs_handler(&facts),
        DeadlineCode::FirstResponse => !needs_response(&facts),
        DeadlineCode::Verify => !is_answered_for(facts.kind),
        DeadlineCode::Visit => !is_answered_for(facts.kind) || declines,
        DeadlineCode::QuietWeek => !is_answered_for(facts.kind) || !declines,
        DeadlineCode::Investigate => !is_complaint(&facts),
        DeadlineCode::Progress => !is_waiting,
        DeadlineCode::RecordForm => !is_complaint(&facts) || difficult == Some(false),
        DeadlineCode::Task if one.is_task(&TaskKind::EscalateAgain) => !round.dissatisfied,
        DeadlineCode::Task if one.is_task(&REPORT) => !needs_report(&facts),
        DeadlineCode::Task if one.is_task(&FILE) => !needs_file(&facts),
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

/// Whether an event, as it reads once corrected, would still have set such a deadline: an agreement that was none owes no
/// handling the same day, work that was not verified no visit. Rules §4.
pub(crate) fn still_sets(kind: &EventKind, code: DeadlineCode) -> bool {
    use DeadlineCode::{QuietWeek, Reply, SameDay, SuperiorContact, Verify, Visit as VisitDue};
    match (kind, code) {
        (EventKind::Solution { agreed, .. }, SameDay | Reply) => *agreed,
        (EventKind::Handled { verified, .. }, VisitDue | QuietWeek) => *verified,
        (EventKind::Handled { verified, .. }, Verify) => !*verified,
        (EventKind::Verified { result, .. }, VisitDue | QuietWeek) => *result == VerifyResult::Good,
        (EventKind::Escalated(step), SuperiorContact) => step.consent == Some(true) && step.is_running(),
        _ => true,
    }
}

/// What was due sooner for a cause that is there no longer falls away, and what it had replaced is owed again. What had
/// been due sooner from the beginning is set anew by `deadline`.
fn slow_down(state: &mut CaseState, at: Moment) {
    let (urgent, grave) = (is_urgent(&state.facts), is_grave(&state.facts));
    for index in (0..state.obligations.len()).rev() {
        let one = &state.obligations[index];
        let gone = match one.sooner_for {
            Some(SoonerFor::Urgent) => !urgent,
            Some(SoonerFor::Grave) => !grave,
            None => false,
        };
        if !gone || one.end.is_some() {
            continue;
        }
        let (deadline, set_at) = (one.deadline, one.set_at);
        state.obligations[index].end = Some(End::Withdrawn(at));
        let mut earlier = state.obligations[..index].iter_mut().rev().filter(|one| one.deadline == deadline);
        if let Some(before) = earlier.find(|one| one.end == Some(End::Replaced(set_at))) {
            before.end = None;
        }
    }
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

/// The task of the report upward.
pub(crate) const REPORT: TaskKind = TaskKind::Paper { form: PaperForm::Report };
/// The task of the file of a major complaint.
pub(crate) const FILE: TaskKind = TaskKind::Paper { form: PaperForm::MajorFile };

/// Whether a matter of class III is reported in writing: it reaches beyond single households, as the supervisor has stored.
/// Rules §7.
pub(crate) fn needs_report(facts: &Facts) -> bool {
    is_complaint(facts) && facts.paper_owed() == Some(PaperForm::Report)
}

/// Whether a complaint is kept as a file of its own. Rules §7.
pub(crate) fn needs_file(facts: &Facts) -> bool {
    is_complaint(facts) && facts.has(Flag::Major)
}

/// Whether the department head must appear at once: a group, or our responsibility in a major or serious case.
pub(crate) fn needs_head(facts: &Facts) -> bool {
    let grave = facts.has(Flag::Major) || facts.has(Flag::Serious);
    facts.has(Flag::Group) || (grave && facts.is_ours())
}

/// Whether it is reported up at once, whatever kind of case it is: extreme risk, or a special event. Ledger 21-06.
pub(crate) fn needs_report_up(facts: &Facts) -> bool {
    facts.has(Flag::Extreme) || facts.has(Flag::Special)
}

/// Whether an apology at home or by phone is owed: serious, and our fault. Ledger 21-05.
pub(crate) fn needs_apology(facts: &Facts) -> bool {
    facts.has(Flag::Serious) && facts.is_ours()
}

/// Whether a first response is owed: there is somebody to respond to, be it in public.
pub(crate) fn needs_response(facts: &Facts) -> bool {
    is_answered_for(facts.kind) && (!facts.is_unreachable_by_nature() || facts.channel == Channel::Online)
}

/// Whether it is urgent.
pub(crate) fn is_urgent(facts: &Facts) -> bool {
    facts.urgency == Some(Urgency::Urgent)
}

/// Whether somebody must be named because nobody can be told anything.
pub(crate) fn needs_handler(facts: &Facts) -> bool {
    is_answered_for(facts.kind) && facts.is_unreachable_by_nature()
}

/// Whether it is verified within hours instead of a working day.
pub(crate) fn is_grave(facts: &Facts) -> bool {
    [Flag::Serious, Flag::Special, Flag::Extreme].into_iter().any(|flag| facts.has(flag))
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
    match (attempt.arrived_at, attempt.end) {
        (Some(arrived), _) => met(state, arrived, &[DeadlineCode::SuperiorContact]),
        // Nobody spoke to the owner: the next rung owes it anew.
        (None, Some(EscalationEnd::NotReached)) => {
            state.end(End::Dropped(at), |one| one.deadline == DeadlineCode::SuperiorContact);
        }
        (None, Some(_)) => met(state, at, &[DeadlineCode::SuperiorContact]),
        (None, None) => {}
    }
    // Who was called and did not come has not appeared: it is owed as before.
    if attempt.end == Some(EscalationEnd::NotReached) && attempt.arrived_at.is_none() {
        let called = attempt.contacted_at.map(End::Met);
        let by_call = |one: &&mut Obligation| {
            let appears = one.deadline == DeadlineCode::Head || one.is_task(&TaskKind::EscalateAgain);
            appears && called.is_some() && one.end == called
        };
        state.obligations.iter_mut().filter(by_call).for_each(|one| one.end = None);
    }
    if let Some(reached) = attempt.reached_at() {
        escalated_again(state, reached);
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
