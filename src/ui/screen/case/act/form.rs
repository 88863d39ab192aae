//! What the form of an act is: fields of its own, a view of them, and the events that come of them. No desk.

use iced::Element;
use serde_json::Value;

use crate::domain::act::Act;
use crate::domain::case::{Case, CaseNumber};
use crate::domain::case_state::CaseState;
use crate::domain::closure::ClosureRequest;
use crate::domain::colleague;
use crate::domain::correction::value_at;
use crate::domain::event::EventKind;
use crate::domain::improvement::Improvement;
use crate::domain::knowledge::Knowledge;
use crate::domain::permission::Office;
use crate::domain::person::{self, Actor, Staff};
use crate::domain::reading::time::{self, read_past};
use crate::domain::related::Related;
use crate::domain::settings::{PartyKind, Settings};
use crate::domain::time::Moment;
use crate::library::guard::{Gap, Known};
use crate::library::sentence::Talk;
use crate::library::shelf::Library;
use crate::library::step::Step;
use crate::library::variable::Variable;
use crate::ui::screen::form::long_text::LongText;

/// What a form knows of its case and of the counter.
#[derive(Clone, Copy)]
pub struct Given<'a> {
    /// The case.
    pub case: &'a Case,
    /// What it is now.
    pub state: &'a CaseState,
    /// The settings in force.
    pub settings: &'a Settings,
    /// The library in force.
    pub library: &'a Library,
    /// Who is on duty.
    pub actor: &'a Actor,
    /// Who works or worked here.
    pub staff: &'a [Staff],
    /// Who answers for open cases, whether or not they are staff who sign in: technicians, outside firms.
    pub handlers: &'a [String],
    /// What the case may be linked with.
    pub related: &'a Related,
    /// The limits of services among which one is chosen for a task.
    pub limits: &'a [Knowledge],
    /// The moment it is.
    pub now: Moment,
}

/// Who answers for open cases, what the case may be linked with, and the limits of services to choose from.
pub type FormLists<'a> = (&'a [String], &'a Related, &'a [Knowledge]);

/// The form of one act. On disk it is what is typed and chosen in it.
pub trait ActForm: Sized {
    /// What is typed and chosen.
    type Message;

    /// An empty form, its choices set to what is likeliest.
    fn new(given: Given<'_>) -> Self;

    /// Takes over what is typed or chosen.
    fn update(&mut self, message: Self::Message, given: Given<'_>) -> Outcome;

    /// Its fields.
    fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Self::Message>;

    /// What goes on record.
    ///
    /// # Errors
    /// A sentence that says what is still needed; nothing typed is lost.
    fn record(&self, given: Given<'_>) -> Result<Record, String>;

    /// The step of the talk that goes with it; `None` where nobody is spoken to.
    fn step(&self, _given: Given<'_>) -> Option<Step> {
        None
    }

    /// Tells the talk what is typed, so that the sentence says it.
    fn speak(&self, _talk: &mut Talk, _given: Given<'_>) {}

    /// What the owner is asked (F9 for yes); `None` where he is asked nothing.
    fn asked(&self, _given: Given<'_>) -> Option<Asked> {
        None
    }

    /// Works out what the case, as it is now, proposes for it; the view proposes nothing by itself.
    fn listen(&mut self, _given: Given<'_>) {}

    /// The owner said yes or no.
    fn answer(&mut self, _yes: bool) {}

    /// Facts that the case still lacks for what is done here. Ledger 02-20.
    fn gaps(&self, _given: Given<'_>) -> Vec<Gap> {
        Vec::new()
    }

    /// Whether an agitated owner was spoken to, after which a pause is offered. Ledger 18-19.
    fn was_hard(&self, _given: Given<'_>) -> bool {
        false
    }

    /// Whether an event that was recorded beside the form has done what it is for.
    fn is_done_by(&self, _kind: &EventKind) -> bool {
        false
    }
}

/// A question to the owner: the words of both answers, and what he has said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// The words of yes, as 业主同意.
    pub yes: &'static str,
    /// The words of no.
    pub no: &'static str,
    /// His answer.
    pub answer: Option<bool>,
}

/// What comes of a press for the screen around the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing.
    Stay,
    /// This control takes the focus.
    Focus(&'static str),
    /// Another act is wanted.
    Go(Act),
}

/// What goes on record.
#[derive(Debug, Clone, PartialEq)]
pub enum Record {
    /// These events.
    Events(Vec<EventKind>),
    /// The answers to the closing questions, and the measure that they end in.
    Lessons(Box<EventKind>, Improvement),
    /// The closure, if nothing is missing.
    Close(ClosureRequest),
    /// The same matter as an earlier case, or no longer.
    Repeat(Option<CaseNumber>),
    /// In the group of a lead case, or no longer.
    Group(Option<CaseNumber>),
}

impl From<EventKind> for Record {
    fn from(kind: EventKind) -> Self {
        Self::Events(vec![kind])
    }
}

impl Given<'_> {
    /// What the promise guard may take for granted.
    pub fn known(&self) -> Known {
        Known { fault_ours: self.state.facts.is_ours(), result_confirmed: false }
    }

    /// What of these facts, by their keys, is not yet as it is wanted: a correction each, with its reason.
    pub fn corrections(
        &self,
        wanted: impl IntoIterator<Item = (&'static str, Value, &'static str)>,
    ) -> Vec<EventKind> {
        let changed = wanted.into_iter().filter_map(|(what, after, reason)| {
            let before = value_at(&self.state.facts, what);
            let (what, reason) = (what.to_owned(), reason.to_owned());
            (before != after).then_some(EventKind::Corrected { what, before, after, reason })
        });
        changed.collect()
    }

    /// A time that has been, as typed; what was `held` stays to the second while it is not touched. `None`: left empty.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn past_time(&self, typed: &str, held: Option<Moment>) -> Result<Option<Moment>, String> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Ok(None);
        }
        match held.filter(|at| time::shown(*at, self.now) == typed) {
            Some(same) => Ok(Some(same)),
            None => read_past(typed, self.now, self.settings.rules.duty).required().map(Some),
        }
    }

    /// What the permission asks of the office.
    pub fn office(&self) -> Office<'_> {
        Office { rules: &self.settings.rules, staff: self.staff, ladder: &self.settings.ladder }
    }

    /// Everybody who may be made responsible: the staff of now, the superiors, those who answer for open cases.
    pub fn people(&self) -> Vec<String> {
        let mut people = colleague::colleagues(self.staff, self.settings);
        let former = colleague::former(self.staff, self.settings);
        for name in self.handlers {
            if !people.contains(name) && !former.contains(name) {
                people.push(name.clone());
            }
        }
        people
    }

    /// The departments and firms of the settings.
    pub fn departments(&self) -> Vec<String> {
        let parties = self.settings.parties.iter().filter(|one| one.kind != PartyKind::Colleague);
        parties.map(|one| one.name.clone()).collect()
    }

    /// The supervisors of now, one of whom confirms a promise beyond the limit.
    pub fn supervisors(&self) -> Vec<String> {
        person::supervisors(self.staff)
    }
}

/// The sentence says what is typed; while nothing is, it says what the case holds.
pub fn tell(talk: &mut Talk, variable: Variable, typed: &LongText) {
    if !typed.is_empty() {
        talk.values.set(variable, typed.text());
    }
}
