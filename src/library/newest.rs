//! What of a record the owner does not know yet. What was told to him is not told again because somebody noted something
//! beside it: then he hears who goes on with it and when he hears more. Events and words only. Ledger 12-69.

use crate::domain::code::PaperForm;
use crate::domain::event::{Event, EventKind};
use crate::domain::time::Moment;
use crate::library::moment::{Given, Turn, last_event};
use crate::library::told_words::{self, news};
use crate::library::variable::{Values, Variable};

/// What was noted last and tells him nothing new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Idle<'a> {
    /// Somebody goes on with it, by a time if one was set.
    Handed(Option<&'a str>, Option<Moment>),
    /// Who speaks to him has taken it over.
    Taken,
    /// He asked again.
    Urged,
    /// Nothing that concerns him.
    Waits,
}

/// What stands last in the record, if it tells nothing new.
fn idle(events: &[Event]) -> Option<Idle<'_>> {
    let newest = events.iter().rfind(|event| !matches!(event.kind, EventKind::Said { .. }))?;
    match &newest.kind {
        EventKind::Assigned { to, .. } => Some(Idle::Handed(Some(to.as_str()), None)),
        EventKind::Task { to, due, .. } => Some(Idle::Handed(to.as_deref(), *due)),
        EventKind::Handover { to, .. } => Some(Idle::Handed(to.as_deref(), None)),
        EventKind::TakenOver { .. } => Some(Idle::Taken),
        EventKind::Note { text, .. } if told_words::urges(text) => Some(Idle::Urged),
        EventKind::Note { .. } | EventKind::TaskDone { result: None, .. } => Some(Idle::Waits),
        EventKind::Paper { form, .. } if !matches!(form, PaperForm::Letter | PaperForm::Report) => {
            Some(Idle::Waits)
        }
        EventKind::Progress { text, .. } if news(text).is_empty() => Some(Idle::Waits),
        _ => None,
    }
}

/// Whether an event tells him something about the work: a task that was done says how it stands as a progress does.
pub fn tells(kind: &EventKind) -> bool {
    match kind {
        EventKind::TaskDone { result: Some(text), .. } | EventKind::Progress { text, .. } => {
            !news(text).is_empty()
        }
        _ => false,
    }
}

/// When a task was done, where nothing came after it.
pub fn last_done(events: &[Event]) -> Option<Moment> {
    let last = last_event(events)?;
    matches!(last.kind, EventKind::TaskDone { .. }).then_some(last.at)
}

/// What was answered to a letter, while nothing came after it.
pub fn written_answer(events: &[Event]) -> Option<&str> {
    match &last_event(events)?.kind {
        EventKind::LetterReply { text, .. } => Some(text.as_str()),
        _ => None,
    }
}

/// Whether a superior is still to be asked for anew: that is said once, and not when the matter has gone on since.
pub fn asks_again(events: &[Event]) -> bool {
    use EventKind::{Emotion, Escalated, Flag, Said, Visit};
    let settled = |event: &&Event| !matches!(event.kind, Said { .. } | Emotion { .. } | Flag { .. });
    let newest = events.iter().rfind(settled);
    newest.is_none_or(|event| matches!(event.kind, Escalated(_) | Visit(_)))
}

/// Takes what was told already out of the values where nothing new was noted since, and gives what stands in its place;
/// a time that was set for the work, while it lies ahead.
pub fn leave_told(
    values: &mut Values,
    given: &mut Vec<Given>,
    events: &[Event],
    turn: Turn,
    now: Moment,
) -> Option<Moment> {
    use Turn::{Agreed, HandledTold, Investigated, Posted, SuperiorCame, Told, Unasked, VisitBad};
    let idle = idle(events)?;
    let knows = matches!(turn, Told | Agreed | Posted | Unasked | SuperiorCame | HandledTold | VisitBad);
    // What was found is told once; who does something about it is told with it.
    let found = turn == Investigated && matches!(idle, Idle::Handed(..));
    if !knows && !found {
        return None;
    }
    let told = [Variable::Progress, Variable::Solution, Variable::Findings, Variable::Result];
    told.into_iter().for_each(|one| values.set(one, ""));
    let (instead, due) = match idle {
        Idle::Handed(to, due) => {
            let to = to.and_then(|to| to.split_whitespace().next());
            values.set(Variable::Handler, to.unwrap_or_default());
            (Given::HandedOn, due)
        }
        Idle::Taken => (Given::TakenOn, None),
        Idle::Urged => (Given::Urged, None),
        Idle::Waits => (Given::NoNews, None),
    };
    given.push(instead);
    due.filter(|due| *due > now)
}
