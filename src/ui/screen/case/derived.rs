//! What is worked out from the case on the screen: its time line, what is owed, what may be done, its marks, what is known
//! of the matter, and what to say. Anew when something changes and when the minute turns, never while drawing.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::act::Act;
use crate::domain::attachment::Attachment;
use crate::domain::case::Case as Record;
use crate::domain::case_row::CaseRow;
use crate::domain::case_state::CaseState;
use crate::domain::closure;
use crate::domain::code::{CaseKind, ClosureCode};
use crate::domain::event::{Event, EventKind};
use crate::domain::knowledge::{self, Knowledge};
use crate::domain::obligation::{Obligation, Urge};
use crate::domain::permission::Denial;
use crate::domain::person::Actor;
use crate::domain::settings::Settings;
use crate::domain::task_list::{self, TaskLine};
use crate::library::say::Spoken;
use crate::library::shelf::Library;
use crate::ui::screen::case::act::form::Given;
use crate::ui::screen::case::act::list;
use crate::ui::screen::case::timeline::{self, Entry};
use crate::ui::screen::contract::Context;
use crate::ui::screen::status_line::marker_tone;
use crate::ui::theme::tone::Tone;

/// What the case on the screen comes to.
pub struct CasePanels {
    source: Source,
    /// The time line.
    pub entries: Vec<Entry>,
    /// What is owed, the most pressing first.
    pub owed: Vec<(Obligation, Urge)>,
    /// Nothing more is missing for this closure.
    pub ready: Option<ClosureCode>,
    /// A closed complaint of which nobody has written down yet what it teaches. Rules §6, ledger 09-13, 09-14.
    pub without_lessons: bool,
    /// What it is about, on one line.
    pub gist: String,
    /// The marks beside the status.
    pub marks: Vec<(&'static str, Tone)>,
    /// What the counter knows of the matter, a line each. Ledger 16-03.
    pub known: Vec<String>,
    /// Its files.
    pub files: Vec<Attachment>,
    /// Who does what, what waits for what.
    pub tasks: Vec<TaskLine>,
    offers: Vec<(Act, Result<(), Denial>)>,
}

/// What the panels rest on; while it is the same, they are.
struct Source {
    events: usize,
    repeats: usize,
    minute: i64,
    actor: Actor,
    settings: Arc<Settings>,
    library: Arc<Library>,
    knowledge: Arc<Vec<Knowledge>>,
}

impl Source {
    fn of(case: &Record, actor: &Actor, context: &Context) -> Self {
        Self {
            events: case.events.len(),
            repeats: case.repeats.len(),
            minute: context.now().unix().div_euclid(60),
            actor: actor.clone(),
            settings: Arc::clone(&context.settings),
            library: context.desk.library(),
            knowledge: context.desk.knowledge(),
        }
    }

    fn is(&self, other: &Self) -> bool {
        (self.events, self.repeats, self.minute) == (other.events, other.repeats, other.minute)
            && self.actor == other.actor
            && Arc::ptr_eq(&self.settings, &other.settings)
            && Arc::ptr_eq(&self.library, &other.library)
            && Arc::ptr_eq(&self.knowledge, &other.knowledge)
    }
}

impl CasePanels {
    /// Works them out, unless those of before still hold.
    pub fn of(given: Given<'_>, before: Option<Self>, context: &Context) -> Self {
        let source = Source::of(given.case, given.actor, context);
        match before {
            Some(before) if before.source.is(&source) => before,
            _ => Self::anew(given, source, context),
        }
    }

    fn anew(given: Given<'_>, source: Source, context: &Context) -> Self {
        let Given { case, state, now, .. } = given;
        let rules = &context.settings.rules;
        let owed = state.owed(rules, now);
        let open: Vec<&Obligation> = state.obligations.iter().filter(|one| one.end.is_none()).collect();
        let row = CaseRow::of(case, state, &open, rules);
        Self {
            entries: timeline::entries(case, &context.names(), context.is_supervisor()),
            owed: owed.into_iter().map(|(one, urge)| (one.clone(), urge)).collect(),
            ready: closure::ready(state, rules, now).first().copied(),
            without_lessons: is_without_lessons(case, state),
            marks: marks(&row, context),
            gist: row.gist,
            known: known(&source.knowledge, state, now.date()),
            files: Attachment::of_case(case),
            tasks: task_list::tasks(given.case, given.state),
            offers: Act::ALL.iter().map(|act| (*act, list::offered(*act, given))).collect(),
            source,
        }
    }

    /// Whether an act may be done now, and if not, why.
    pub fn offered(&self, act: Act) -> Result<(), &Denial> {
        let found = self.offers.iter().find(|(one, _)| *one == act);
        found.map_or(Ok(()), |(_, offered)| offered.as_ref().copied())
    }
}

/// What stands on the screen of a case beside what is typed.
#[derive(Default)]
pub struct CaseDerived {
    /// From the case alone; `None` until it was read.
    pub panels: Option<CasePanels>,
    /// What to say; `None` while there is nobody to say it to.
    pub spoken: Option<Spoken>,
}

fn is_without_lessons(case: &Record, state: &CaseState) -> bool {
    let noted = |event: &Event| matches!(event.kind, EventKind::ClosingNotes { .. });
    state.closed.is_some()
        && state.facts.kind == CaseKind::Complaint
        && case.import_batch.is_none()
        && !case.events.iter().any(noted)
}

/// The markers of the case as in every list, and 特批关闭.
fn marks(row: &CaseRow, context: &Context) -> Vec<(&'static str, Tone)> {
    let rules = &context.settings.rules;
    let markers = row.status_line(rules, context.now()).markers.into_iter();
    let overridden = row.overridden.then_some(("特批关闭", Tone::Waiting));
    markers.map(|marker| (marker.label(), marker_tone(marker))).chain(overridden).collect()
}

/// What is in force today for the category and place of the case.
fn known(all: &[Knowledge], state: &CaseState, today: NaiveDate) -> Vec<String> {
    let fitting = knowledge::offered(all, &state.facts, today);
    fitting.iter().filter(|entry| entry.kind.may_be_seen()).map(|entry| entry.line()).collect()
}
