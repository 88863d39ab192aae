//! Between the events of the store and those of files. What a file tells only in words (which task is done, how an
//! attempt ended, which situation asked) is read here into ids and kinds, and written back in the same words.

use crate::desk::interchange::appointment::{self, AppointmentEndRecord, AppointmentRecord, TaskPurpose};
use crate::desk::interchange::event::{EventRecord, RecordKind};
use crate::domain::case::{Case, Facts, fold_escalations};
use crate::domain::case_state::CaseState;
use crate::domain::code::{ClosureCode, EscalationEnd, PaperForm, ReplyTo, SituationCode, SuperiorRank};
use crate::domain::correction::corrected_event;
use crate::domain::escalation::person_in;
use crate::domain::event::{Escalation, Event, EventKind};
use crate::domain::obligation::TaskKind;
use crate::domain::superior::{Superior, is_named, rank_of_title};
use crate::library::shelf::Library;

/// What files write where a superior was not reached and nothing else was said.
const NOT_REACHED: &str = "未联系上";
/// Result of a task that fell away because another situation was chosen.
const WITHDRAWN: &str = "改选场景，不再需要";
/// The words of the supervisor's question, and its two answers.
const IS_DIFFICULT: &str = "是否有一定难度";
const YES: &str = "是";
const NO: &str = "否";

/// The events of a case as files have them: escalations folded, corrections naming the folded places.
pub fn records(case: &Case) -> Vec<EventRecord> {
    let places = folded_places(&case.events);
    let final_notice = implied_final(&case.events);
    let mut letter_sent = false;
    let mut list = Vec::with_capacity(case.events.len());
    for event in fold_escalations(&case.events) {
        let implied = Implied {
            is_final: final_notice.as_ref() == Some(&event),
            answers: implied_answers(&case.receipt, letter_sent),
        };
        letter_sent |= is_letter(&event.kind);
        let Event { at, by, kind, .. } = event;
        list.push(EventRecord { at, by, kind: record(kind, implied, case, &places) });
    }
    list
}

/// What a file need not say because the rest of it does.
#[derive(Clone, Copy)]
struct Implied {
    is_final: bool,
    answers: ReplyTo,
}

fn record(kind: EventKind, implied: Implied, case: &Case, places: &[usize]) -> RecordKind {
    match kind {
        EventKind::Escalated(step) => escalation_record(step),
        EventKind::Progress { medium, text, told, is_final } => {
            let is_final = (is_final != implied.is_final).then_some(is_final);
            RecordKind::Progress { medium, text, told, is_final }
        }
        EventKind::Task { what, to, due, kind, after } => {
            let (after, within_hours) = appointment::after_record(after, places);
            let (what, purpose) = (marked(&what, kind.situation()), TaskPurpose::of(&kind));
            RecordKind::Task { what, to, due, after, within_hours, purpose }
        }
        EventKind::Appointed(one) => RecordKind::Appointed(AppointmentRecord::of(one, places)),
        EventKind::AppointmentEnded(end) => {
            RecordKind::AppointmentEnded(AppointmentEndRecord::of(end, places))
        }
        EventKind::TaskDone { task, what, result, who, rank } => {
            let given = task.and_then(|id| case.events.get(usize::try_from(id.event?).ok()?));
            let situation = given.and_then(|event| match &event.kind {
                EventKind::Task { kind, .. } => kind.situation(),
                _ => None,
            });
            RecordKind::TaskDone { what: marked(&what, situation), result, who, rank }
        }
        EventKind::TaskWithdrawn { task, what } => {
            let given = task.event.and_then(|at| case.events.get(usize::try_from(at).ok()?));
            let situation = given.and_then(|event| match &event.kind {
                EventKind::Task { kind, .. } => kind.situation(),
                _ => None,
            });
            RecordKind::TaskDone {
                what: marked(&what, situation),
                result: Some(WITHDRAWN.to_owned()),
                who: None,
                rank: None,
            }
        }
        EventKind::DifficultyJudged { difficult } => RecordKind::TaskDone {
            what: IS_DIFFICULT.to_owned(),
            result: Some(if difficult { YES } else { NO }.to_owned()),
            who: None,
            rank: None,
        },
        EventKind::LetterReply { from, text, answers, letter: _ } => {
            let answers = (answers != implied.answers).then_some(answers);
            RecordKind::LetterReply { from, text, answers }
        }
        EventKind::Cadence { every, rule, situation } => {
            let rule = rule.map(|rule| marked(&rule, situation.as_ref()));
            RecordKind::Cadence { every, rule }
        }
        EventKind::Corrected { what, before, after, reason } => {
            RecordKind::Corrected { what: replaced(&what, places), before, after, reason }
        }
        EventKind::Emotion { emotion } => RecordKind::Emotion { emotion },
        EventKind::Restated { summary, confirmed } => RecordKind::Restated { summary, confirmed },
        EventKind::Explained { text, satisfied, signed } => RecordKind::Explained { text, satisfied, signed },
        EventKind::Promised { due, consent, text, confirmed_by } => {
            RecordKind::Promised { due, consent, text, confirmed_by }
        }
        EventKind::Assigned { to, department, reason, named_by } => {
            RecordKind::Assigned { to, department, reason, named_by }
        }
        EventKind::Investigated { facts, responsibility, basis, for_owner } => {
            RecordKind::Investigated { facts, responsibility, basis, for_owner }
        }
        EventKind::Solution { options, chosen, text, agreed, opinion } => {
            RecordKind::Solution { options, chosen, text, agreed, opinion }
        }
        EventKind::CompletionDate { due, reason } => RecordKind::CompletionDate { due, reason },
        EventKind::Paper { form, sent_to } => RecordKind::Paper { form, sent_to },
        EventKind::Handled { result, verified, told, medium, for_owner, verification } => {
            RecordKind::Handled { result, verified, told, medium, for_owner, verification }
        }
        EventKind::Verified { who, result, text } => RecordKind::Verified { who, result, text },
        EventKind::Answered { question, answer } => RecordKind::Answered { question, answer },
        EventKind::Handover { to, due } => RecordKind::Handover { to, due },
        EventKind::TakenOver { contacted } => RecordKind::TakenOver { contacted },
        EventKind::Apology { form } => RecordKind::Apology { form },
        EventKind::Said { sentence, text } => RecordKind::Said { sentence, text },
        EventKind::ClosingNotes { cause, lesson, avoid, adjust, example, think } => {
            RecordKind::ClosingNotes { cause, lesson, avoid, adjust, example, think }
        }
        EventKind::Attachment { name, sha256, size } => RecordKind::Attachment { name, sha256, size },
        EventKind::Visit(visit) => RecordKind::Visit(visit),
        EventKind::VisitExempt { ground, text } => RecordKind::VisitExempt { ground, text },
        EventKind::Closed { code, overridden, reason } => RecordKind::Closed { code, overridden, reason },
        EventKind::Reopened { reason } => RecordKind::Reopened { reason },
        EventKind::Nature { nature, reason } => RecordKind::Nature { nature, reason },
        EventKind::Flag { flag, set, reason } => RecordKind::Flag { flag, set, reason },
        EventKind::Note { text, internal } => RecordKind::Note { text, internal },
        EventKind::Voided { reason } => RecordKind::Voided { reason },
    }
}

fn escalation_record(step: Escalation) -> RecordKind {
    let silent = step.outcome.is_none() && step.end == Some(EscalationEnd::NotReached);
    let implied = implied_rank(step.to.as_deref(), step.rung);
    let rank = step.rank.filter(|rank| Some(*rank) != implied);
    RecordKind::Escalated {
        trigger: step.trigger,
        to: step.to,
        rung: step.rung,
        consent: step.consent,
        contacted_at: step.contacted_at,
        arrived_at: step.arrived_at,
        reason: step.reason,
        outcome: step.outcome.or(silent.then(|| NOT_REACHED.to_owned())),
        rank,
    }
}

/// Where a superior stands where the file does not say: by his title, else by the rung of the usual ladder.
fn implied_rank(to: Option<&str>, rung: Option<u8>) -> Option<SuperiorRank> {
    let of_rung = |rung| match rung {
        0 | 1 => SuperiorRank::Supervisor,
        2 => SuperiorRank::DepartmentHead,
        _ => SuperiorRank::Company,
    };
    to.and_then(rank_of_title).or_else(|| rung.map(of_rung))
}

/// The events that the records of a case tell; `now` are its facts as the file has them. Which task is done is found
/// by [`resolve`] once the case is folded.
pub fn events(records: Vec<EventRecord>, now: &Facts) -> Vec<Event> {
    let mut letter_sent = false;
    let mut list: Vec<Event> = Vec::with_capacity(records.len());
    let mut unsaid = Vec::new();
    for (place, EventRecord { at, by, kind }) in records.into_iter().enumerate() {
        if matches!(kind, RecordKind::Progress { is_final: None, .. }) {
            unsaid.push(place);
        }
        let event = Event::new(at, by, stored(kind, implied_answers(now, letter_sent)));
        letter_sent |= is_letter(&event.kind);
        list.push(event);
    }
    if let Some(place) = implied_final_place(&list).filter(|place| unsaid.contains(place))
        && let EventKind::Progress { is_final, .. } = &mut list[place].kind
    {
        *is_final = true;
    }
    list
}

fn stored(kind: RecordKind, answers_else: ReplyTo) -> EventKind {
    match kind {
        RecordKind::Escalated {
            trigger,
            to,
            rung,
            consent,
            contacted_at,
            arrived_at,
            outcome,
            reason,
            rank,
        } => {
            let silent = outcome.as_deref() == Some(NOT_REACHED) && arrived_at.is_none();
            let end = match (consent, &outcome) {
                (Some(false), _) => Some(EscalationEnd::Refused),
                _ if silent => Some(EscalationEnd::NotReached),
                (_, Some(_)) => Some(EscalationEnd::Answered),
                (_, None) => None,
            };
            EventKind::Escalated(Escalation {
                rank: rank.or_else(|| implied_rank(to.as_deref(), rung)),
                to,
                rung,
                consent,
                contacted_at,
                arrived_at,
                outcome: outcome.filter(|_| !silent),
                reason,
                end,
                ..Escalation::new(trigger)
            })
        }
        RecordKind::Progress { medium, text, told, is_final } => {
            EventKind::Progress { medium, text, told, is_final: is_final == Some(true) }
        }
        RecordKind::Task { what, to, due, after, within_hours, purpose } => {
            let (what, situation) = unmarked(what);
            let of_situation = situation.map(|situation| TaskKind::SituationLimit { situation, limit: None });
            let kind = of_situation.or(purpose.map(TaskPurpose::kind)).unwrap_or_default();
            EventKind::Task { what, to, due, kind, after: appointment::after_stored(after, within_hours) }
        }
        RecordKind::Appointed(one) => EventKind::Appointed(one.stored()),
        RecordKind::AppointmentEnded(end) => EventKind::AppointmentEnded(end.stored()),
        RecordKind::TaskDone { what, result, .. } if what == IS_DIFFICULT => {
            EventKind::DifficultyJudged { difficult: result.as_deref() == Some(YES) }
        }
        RecordKind::TaskDone { what, result, who, rank } => {
            EventKind::TaskDone { task: None, what, result, who, rank }
        }
        RecordKind::LetterReply { from, text, answers } => {
            EventKind::LetterReply { from, text, answers: answers.unwrap_or(answers_else), letter: None }
        }
        RecordKind::Cadence { every, rule } => {
            let (rule, situation) = rule.map(unmarked).unzip();
            EventKind::Cadence { every, rule, situation: situation.flatten() }
        }
        RecordKind::Corrected { what, before, after, reason } => {
            EventKind::Corrected { what, before, after, reason }
        }
        RecordKind::Emotion { emotion } => EventKind::Emotion { emotion },
        RecordKind::Restated { summary, confirmed } => EventKind::Restated { summary, confirmed },
        RecordKind::Explained { text, satisfied, signed } => EventKind::Explained { text, satisfied, signed },
        RecordKind::Promised { due, consent, text, confirmed_by } => {
            EventKind::Promised { due, consent, text, confirmed_by }
        }
        RecordKind::Assigned { to, department, reason, named_by } => {
            EventKind::Assigned { to, department, reason, named_by }
        }
        RecordKind::Investigated { facts, responsibility, basis, for_owner } => {
            EventKind::Investigated { facts, responsibility, basis, for_owner }
        }
        RecordKind::Solution { options, chosen, text, agreed, opinion } => {
            EventKind::Solution { options, chosen, text, agreed, opinion }
        }
        RecordKind::CompletionDate { due, reason } => EventKind::CompletionDate { due, reason },
        RecordKind::Paper { form, sent_to } => EventKind::Paper { form, sent_to },
        RecordKind::Handled { result, verified, told, medium, for_owner, verification } => {
            EventKind::Handled { result, verified, told, medium, for_owner, verification }
        }
        RecordKind::Verified { who, result, text } => EventKind::Verified { who, result, text },
        RecordKind::Answered { question, answer } => EventKind::Answered { question, answer },
        RecordKind::Handover { to, due } => EventKind::Handover { to, due },
        RecordKind::TakenOver { contacted } => EventKind::TakenOver { contacted },
        RecordKind::Apology { form } => EventKind::Apology { form },
        RecordKind::Said { sentence, text } => EventKind::Said { sentence, text },
        RecordKind::ClosingNotes { cause, lesson, avoid, adjust, example, think } => {
            EventKind::ClosingNotes { cause, lesson, avoid, adjust, example, think }
        }
        RecordKind::Attachment { name, sha256, size } => EventKind::Attachment { name, sha256, size },
        RecordKind::Visit(visit) => EventKind::Visit(visit),
        RecordKind::VisitExempt { ground, text } => EventKind::VisitExempt { ground, text },
        RecordKind::Closed { code, overridden, reason } => EventKind::Closed { code, overridden, reason },
        RecordKind::Reopened { reason } => EventKind::Reopened { reason },
        RecordKind::Nature { nature, reason } => EventKind::Nature { nature, reason },
        RecordKind::Flag { flag, set, reason } => EventKind::Flag { flag, set, reason },
        RecordKind::Note { text, internal } => EventKind::Note { text, internal },
        RecordKind::Voided { reason } => EventKind::Voided { reason },
    }
}

/// Finds what an imported event means in the case as it stands: which task is done, which limit of the situation a
/// task is, which person beside the title the superior is.
pub fn resolve(state: &CaseState, library: &Library, ladder: &[Superior], event: &mut Event) {
    match &mut event.kind {
        EventKind::Escalated(Escalation { to: Some(to), superior: superior @ None, .. }) => {
            let name = person_in(to, ladder);
            *superior = is_named(to, name).then(|| name.to_owned());
        }
        EventKind::TaskDone { task: task @ None, what, result, .. } => {
            let (words, situation) = unmarked(what.clone());
            let found = state.obligations.iter().rev().find(|one| {
                let same = situation.as_ref() == one.task.as_ref().and_then(TaskKind::situation);
                one.end.is_none() && one.label() == words && same
            });
            let Some(id) = found.map(|one| one.id) else { return };
            *task = Some(id);
            *what = words;
            if result.as_deref() == Some(WITHDRAWN) {
                event.kind = EventKind::TaskWithdrawn { task: id, what: what.clone() };
            }
        }
        EventKind::Task {
            what, kind: TaskKind::SituationLimit { situation, limit: limit @ None }, ..
        } => {
            let limits = library.situation(situation).map(|one| one.limits.as_slice()).unwrap_or_default();
            *limit = limits.iter().find(|one| one.what == *what).map(|one| one.id.clone());
        }
        _ => {}
    }
}

/// `24小时内复查（场景E1）`: what a situation has set says so behind its words.
fn marked(words: &str, situation: Option<&SituationCode>) -> String {
    situation.map_or_else(|| words.to_owned(), |situation| format!("{words}（场景{situation}）"))
}

fn unmarked(words: String) -> (String, Option<SituationCode>) {
    let parts = words.strip_suffix('）').and_then(|rest| rest.rsplit_once("（场景"));
    match parts.and_then(|(words, code)| Some((words.to_owned(), SituationCode::new(code)?))) {
        Some((words, situation)) => (words, Some(situation)),
        None => (words, None),
    }
}

fn is_letter(kind: &EventKind) -> bool {
    matches!(kind, EventKind::Paper { form: PaperForm::Letter, .. })
}

/// What a reply answers where the file does not say: the referral, unless a letter of ours went out before.
fn implied_answers(facts: &Facts, letter_sent: bool) -> ReplyTo {
    if facts.referral.is_some() && !letter_sent { ReplyTo::Referral } else { ReplyTo::Letter }
}

/// The notice that is final where the file does not say: the last told one before a closure as 外部事项已答复.
fn implied_final(events: &[Event]) -> Option<Event> {
    implied_final_place(events).map(|place| events[place].clone())
}

fn implied_final_place(events: &[Event]) -> Option<usize> {
    let closed = events
        .iter()
        .position(|event| matches!(event.kind, EventKind::Closed { code: ClosureCode::External, .. }))?;
    events[..closed]
        .iter()
        .rposition(|event| matches!(event.kind, EventKind::Progress { .. }) && event.kind.told())
}

/// A correction of an earlier event names its place in the folded list.
fn replaced(what: &str, places: &[usize]) -> String {
    let place = corrected_event(what).and_then(|(index, key)| Some((places.get(index)?, key)));
    place.map_or_else(|| what.to_owned(), |(place, key)| format!("events[{place}].{key}"))
}

/// For each event its place in [`fold_escalations`].
fn folded_places(events: &[Event]) -> Vec<usize> {
    let mut rows: Vec<Vec<usize>> = Vec::new();
    for (index, event) in events.iter().enumerate() {
        let attempt = match &event.kind {
            EventKind::Escalated(step) if step.continues => {
                rows.iter().rposition(|row| matches!(events[row[0]].kind, EventKind::Escalated(_)))
            }
            _ => None,
        };
        let mut row = attempt.map_or_else(Vec::new, |place| rows.remove(place));
        row.push(index);
        rows.push(row);
    }
    let mut places = vec![0; events.len()];
    for (place, row) in rows.iter().enumerate() {
        for index in row {
            places[*index] = place;
        }
    }
    places
}
