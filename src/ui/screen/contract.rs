//! What the app and every screen agree on: what a screen is, what it is told and what it may ask for. Names no screen.

use std::sync::Arc;

use iced::{Element, Subscription, Task};

use crate::desk::handle::Desk;
use crate::desk::print::printout::Printout;
use crate::desk::reply::Changed;
use crate::domain::act::Act;
use crate::domain::case::CaseNumber;
use crate::domain::case_query::CaseFilter;
use crate::domain::code::{Category, Channel, DeadlineCode, SituationCode};
use crate::domain::draft::DraftId;
use crate::domain::person::{Actor, Role, Staff};
use crate::domain::settings::Settings;
use crate::domain::telling::Names;
use crate::domain::time::Moment;
use crate::library::branch::SituationWords;
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

    /// Something was written, or settings or duty changed.
    fn refresh(&mut self, _context: &Context) -> Action<Self::Message> {
        Action::none()
    }

    /// The screen is shown again; unless it says more, it reads anew.
    fn entered(&mut self, context: &Context) -> Action<Self::Message> {
        self.refresh(context)
    }

    /// Ticks it needs while something runs on it.
    fn subscription(&self) -> Subscription<Self::Message> {
        Subscription::none()
    }

    /// What would be lost if the window closed now, as `设置的改动`; `None` when everything is on disk or will be
    /// by [`Screen::closing`].
    fn unsaved(&self) -> Option<String> {
        None
    }

    /// The window closes: whatever waits to be written is handed to the desk now; the window waits for the task.
    fn closing(&mut self, _context: &Context) -> Task<Self::Message> {
        Task::none()
    }
}

/// What every screen is told.
#[derive(Debug, Clone)]
pub struct Context {
    /// The desk.
    pub desk: Desk,
    /// The settings in force.
    pub settings: Arc<Settings>,
    /// Who works or worked here.
    pub staff: Arc<Vec<Staff>>,
    /// Who is on duty at the keyboard: no screen is shown before somebody has been chosen.
    pub actor: Actor,
}

impl Context {
    /// The moment it is at the counter.
    pub fn now(&self) -> Moment {
        self.desk.now()
    }

    /// Whether the person on duty may do what only a supervisor may. Rules §10.
    pub fn is_supervisor(&self) -> bool {
        self.actor.role == Role::Supervisor
    }
}

impl Context {
    /// The names and times of the screen, for the telling of events.
    pub fn names(&self) -> ScreenNames {
        ScreenNames {
            settings: Arc::clone(&self.settings),
            words: self.desk.situation_words(),
            now: self.now(),
        }
    }
}

/// Names and times as screens write them.
#[derive(Debug, Clone)]
pub struct ScreenNames {
    settings: Arc<Settings>,
    words: Vec<SituationWords>,
    now: Moment,
}

impl Names for ScreenNames {
    fn time(&self, moment: Moment) -> String {
        moment.short(self.now)
    }

    fn category(&self, code: &Category) -> String {
        self.settings.category_label(code).to_owned()
    }

    fn situation(&self, code: &SituationCode) -> String {
        let found = self.words.iter().find(|one| one.code == *code);
        found.map_or_else(|| code.to_string(), |one| one.name.clone())
    }

    fn answer(&self, question: &SituationCode, answer: &str) -> Option<String> {
        SituationWords::answer(&self.words, question, answer).map(str::to_owned)
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

    /// The same with its messages told as another kind.
    pub fn map<T: Send + 'static>(self, wrap: impl FnMut(Message) -> T + Send + 'static) -> Action<T>
    where
        Message: Send + 'static,
    {
        Action { task: self.task.map(wrap), requests: self.requests }
    }

    /// Both.
    pub fn with(mut self, other: Self) -> Self
    where
        Message: Send + 'static,
    {
        self.requests.extend(other.requests);
        Self { task: Task::batch([self.task, other.task]), requests: self.requests }
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
    /// A draft that lies on disk, taken up again.
    Draft(DraftId),
    /// The case, opened where it says.
    Open(CaseNumber, OpenAt),
    /// The register, showing just these cases under a title: how a figure of the table opens.
    Cases(String, Box<CaseFilter>),
    /// The print dialog with these papers to choose from, the first one shown.
    Print(Vec<Printout>),
    /// Back to the screen before.
    Back,
    /// Something was written, and this is what it changed: lists and the overdue mark are read anew.
    Wrote(Changed),
    /// A sentence that passes by; nothing to answer.
    Say(String),
    /// A case with an agitated owner is taken in: a minute's pause is offered, to take or to leave. Ledger 18-19.
    OfferPause,
    /// A minute's pause is taken now; what is typed stays. Ledger 18-19.
    Pause,
    /// A sentence that stays until it is put away: something failed.
    Warn(String),
}

/// Where a case is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenAt {
    /// Its head and time line.
    Overview,
    /// The form that meets this deadline.
    Obligation(DeadlineCode),
    /// The form of an act that no obligation asks for, as 指派责任人.
    Act(Act),
    /// The form that closes it.
    Closing,
    /// Its record is printed at once.
    Print,
}

/// Numbers questions to the desk, so that an answer to an older question can be told and dropped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RequestId(u64);

impl RequestId {
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
        let mut turn = RequestId::default();
        let first = turn.ask();
        let second = turn.ask();
        assert_ne!(first, turn);
        assert_eq!(second, turn);
    }
}
