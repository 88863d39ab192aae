//! What the app and every screen agree on: what a screen is, what it is told and what it may ask for. Names no screen.

use std::sync::Arc;

use iced::{Element, Subscription, Task};

use crate::domain::case::CaseNumber;
use crate::domain::code::{Channel, DeadlineCode};
use crate::domain::person::{Actor, Role};
use crate::domain::settings::Settings;
use crate::domain::time::Moment;
use crate::ui::shortcut::Shortcut;

/// One screen of the window; see the documentation of `ui::screen` for how it plugs in.
pub trait Screen {
    /// What happens on it.
    type Message: Clone + Send + 'static;

    /// Works a message in. Never waits: slow work goes into the action's task.
    fn update(&mut self, message: Self::Message, context: &Context) -> Action<Self::Message>;

    /// The content beside the navigation.
    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Self::Message>;

    /// What a shortcut means here just now; `None` when nothing.
    fn shortcut(&self, _shortcut: Shortcut) -> Option<Self::Message> {
        None
    }

    /// Something was written, settings or duty changed, or the screen is shown again.
    fn refresh(&mut self, _context: &Context) -> Action<Self::Message> {
        Action::none()
    }

    /// Ticks it needs while something runs on it.
    fn subscription(&self) -> Subscription<Self::Message> {
        Subscription::none()
    }

    /// What would be lost if the window closed now, as a clause; `None` when everything is on disk.
    fn unsaved(&self) -> Option<String> {
        None
    }
}

/// What every screen is told.
#[derive(Debug, Clone)]
pub struct Context {
    /// The settings in force.
    pub settings: Arc<Settings>,
    /// Who is on duty at the keyboard: no screen is shown before somebody has been chosen.
    pub actor: Actor,
    /// The counter's clock.
    pub clock: Clock,
}

impl Context {
    /// The moment it is at the counter.
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// Whether the person on duty may do what only a supervisor may. Rules §10.
    pub fn is_supervisor(&self) -> bool {
        self.actor.role == Role::Supervisor
    }
}

/// What a screen's update answers: work to do in the background and what it asks of the app.
#[must_use]
#[derive(Debug)]
pub struct Action<Message> {
    /// Work whose results come back to the screen.
    pub task: Task<Message>,
    /// What the app shall do, in order.
    pub requests: Vec<Request>,
}

impl<Message> Action<Message> {
    /// Nothing further.
    pub fn none() -> Self {
        Self { task: Task::none(), requests: Vec::new() }
    }

    /// Work in the background.
    pub fn run(task: Task<Message>) -> Self {
        Self { task, requests: Vec::new() }
    }

    /// One thing for the app to do.
    pub fn ask(request: Request) -> Self {
        Self { task: Task::none(), requests: vec![request] }
    }

    /// A further thing for the app to do.
    pub fn and(mut self, request: Request) -> Self {
        self.requests.push(request);
        self
    }
}

/// What a screen may ask of the app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// An empty form for what came in just now.
    Intake(Channel),
    /// The case, opened where it says.
    Open(CaseNumber, Aim),
    /// The register, showing just these cases under a title: how a figure of the table opens.
    Cases(String, Vec<CaseNumber>),
    /// Back to the screen before.
    Back,
    /// Something was written: lists and the overdue badge are read anew.
    Wrote,
    /// The settings or the staff were changed: they are read anew.
    Reread,
    /// A sentence that passes by; nothing to answer.
    Say(String),
    /// A sentence that stays until it is put away: something failed.
    Warn(String),
}

/// Where a case is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aim {
    /// Its head and time line.
    Overview,
    /// The form that meets this deadline.
    Duty(DeadlineCode),
    /// The form that closes it.
    Closing,
}

/// The counter's clock: running, perhaps from another moment (`--now`), or standing still in tests and pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// So much ahead of the machine's clock.
    Running {
        /// How much.
        ahead: chrono::Duration,
    },
    /// Always this moment.
    Standing(Moment),
}

impl Clock {
    /// The machine's clock, or one that starts at `now` and runs from there.
    pub fn running_from(now: Option<Moment>) -> Self {
        let machine = Moment::from_utc(chrono::Utc::now());
        Self::Running { ahead: now.map_or(chrono::Duration::zero(), |now| now - machine) }
    }

    /// The moment it shows.
    pub fn now(self) -> Moment {
        match self {
            Self::Running { ahead } => Moment::from_utc(chrono::Utc::now()) + ahead,
            Self::Standing(moment) => moment,
        }
    }
}

/// Numbers questions to the desk, so that an answer to an older question can be told and dropped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Turn(u64);

impl Turn {
    /// A new question: the number that its answer must carry.
    pub fn ask(&mut self) -> Self {
        self.0 += 1;
        *self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_answer_to_the_last_question_fits() {
        let mut turn = Turn::default();
        let first = turn.ask();
        let second = turn.ask();
        assert_ne!(first, turn);
        assert_eq!(second, turn);
    }

    #[test]
    fn a_clock_runs_from_where_it_was_set() {
        let start = Moment::parse("2026-11-21T14:32").unwrap();
        let clock = Clock::running_from(Some(start));
        assert!(clock.now() >= start && clock.now() - start < chrono::Duration::seconds(5));
        assert_eq!(Clock::Standing(start).now(), start);
    }
}
