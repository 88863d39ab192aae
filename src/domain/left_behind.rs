//! What somebody leaves behind who goes: the open cases that he answers for, the tasks, slots and hand-overs that were given
//! to him on any case, and the places that he watches. All of it goes to another in one act. Ledger 15-10, 20-37.

use crate::domain::case::{Case, CaseNumber};
use crate::domain::case_row::CaseRow;
use crate::domain::case_state::CaseState;
use crate::domain::correction::corrected_event;
use crate::domain::event::EventKind;
use crate::domain::obligation::Obligation;
use crate::domain::time::Moment;
use crate::domain::watch_now::WatchNow;

/// All that somebody leaves behind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeftBehind {
    /// The open cases that he answers for.
    pub cases: Vec<CaseRow>,
    /// What was given to him on open cases, whoever answers for them.
    pub tasks: Vec<LeftTask>,
    /// The places that he watches.
    pub watches: Vec<WatchNow>,
}

impl LeftBehind {
    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.cases.is_empty() && self.tasks.is_empty() && self.watches.is_empty()
    }

    /// `2 件没了结、1 件待办、1 处网上值守`.
    pub fn words(&self) -> String {
        let counted = |count: usize, unit: &str| (count > 0).then(|| format!("{count} {unit}"));
        let parts = [
            counted(self.cases.len(), "件没了结"),
            counted(self.tasks.len(), "件待办"),
            counted(self.watches.len(), "处网上值守"),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join("、")
    }
}

/// A task, a slot or a hand-over that was given to somebody and has not ended, whether or not its turn has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftTask {
    /// The case.
    pub number: CaseNumber,
    /// What is to be done.
    pub what: String,
    /// When it is due.
    pub due: Moment,
    /// The place of the event that gave it.
    pub event: usize,
    /// The key under which that event names him.
    pub key: &'static str,
}

impl LeftTask {
    /// Those of a case that were given to this person.
    pub fn of(case: &Case, state: &CaseState, name: &str) -> Vec<Self> {
        let waiting = state.waiting.iter().map(|(one, _)| one);
        let open = state.obligations.iter().filter(|one| one.end.is_none()).chain(waiting);
        let his = open.filter(|one| one.who.as_deref().map(str::trim) == Some(name.trim()));
        his.filter_map(|one| Self::given(case, one)).collect()
    }

    fn given(case: &Case, one: &Obligation) -> Option<Self> {
        let mut event = one.id.event? as usize;
        // Set anew by a correction, it was given by the event that this corrects.
        if let EventKind::Corrected { what, .. } = &case.events.get(event)?.kind {
            event = corrected_event(what)?.0;
        }
        let key = case.events.get(event)?.kind.given_to_key()?;
        Some(Self { number: case.number, what: one.label().to_owned(), due: one.due, event, key })
    }

    /// It goes to somebody else.
    pub fn handed_to(&self, from: &str, to: &str, reason: &str) -> EventKind {
        EventKind::Corrected {
            what: format!("events[{}].{}", self.event, self.key),
            before: from.into(),
            after: to.into(),
            reason: reason.to_owned(),
        }
    }
}

impl EventKind {
    /// The key under which it names the one whom a task, a slot or a hand-over is given to; `None` for anything else.
    pub fn given_to_key(&self) -> Option<&'static str> {
        match self {
            Self::Task { .. } | Self::Handover { .. } => Some("to"),
            Self::Appointed(_) => Some("technician"),
            _ => None,
        }
    }

    /// That key, and whom it names.
    pub fn given_to(&self) -> Option<(&'static str, &str)> {
        let who = match self {
            Self::Task { to, .. } | Self::Handover { to, .. } => to.as_deref(),
            Self::Appointed(one) => Some(one.technician.as_str()),
            _ => None,
        };
        self.given_to_key().zip(who)
    }
}
