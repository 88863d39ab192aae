//! What the app and every screen agree on: what a screen is, what it is told and what it may ask for. Names no screen.

use std::sync::Arc;

use iced::{Element, Subscription, Task};

use crate::desk::handle::{Access, Desk};
use crate::desk::print::printout::Printout;
use crate::desk::reply::Changed;
use crate::domain::act::Act;
use crate::domain::case::CaseNumber;
use crate::domain::case_query::CaseFilter;
use crate::domain::code::{Category, Channel, SituationCode};
use crate::domain::colleague;
use crate::domain::draft::DraftId;
use crate::domain::naming::Names;
use crate::domain::obligation::ObligationId;
use crate::domain::outage::OutageId;
use crate::domain::permission;
use crate::domain::person::{self, Actor, Staff};
use crate::domain::settings::Settings;
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

    /// A minute is full: what was worked out and speaks of times is worked out anew.
    fn minute(&mut self, _context: &Context) {}

    /// Ticks it needs while something runs on it.
    fn subscription(&self) -> Subscription<Self::Message> {
        Subscription::none()
    }

    /// What would be lost if the window closed now, as `设置的改动`; `None` when everything is on disk or will be
    /// by [`Screen::closing`].
    fn unsaved(&self) -> Option<String> {
        None
    }

    /// What of all that is typed this message would throw away, as `写了一半的建议`: asked about before it is worked in.
    /// `None` when nothing would be lost.
    fn loses(&self, _message: &Self::Message) -> Option<String> {
        None
    }

    /// A supervisor has confirmed on the spot what this screen asked for with [`Request::Confirm`]; `actor` is the person
    /// on duty with the supervisor beside, for this one act.
    fn confirmed(&mut self, _actor: Actor, _context: &Context) -> Action<Self::Message> {
        Action::none()
    }

    /// The computer is shut down and nobody can be asked: what is half typed and on no disk is kept for the next window.
    fn session_ends(&mut self, _context: &Context) -> Task<Self::Message> {
        Task::none()
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

    /// Whether the person on duty may do what only a supervisor may, alone or with one beside. Rules §10.
    pub fn is_supervisor(&self) -> bool {
        permission::decides(&self.actor)
    }

    /// Whether the data are open to be looked at only.
    pub fn only_looks(&self) -> bool {
        self.desk.access() == Access::Viewing
    }

    /// Names of those who work here and of the superiors, each once.
    pub fn people(&self) -> Vec<String> {
        colleague::colleagues(&self.staff, &self.settings)
    }

    /// Names of the supervisors of now, one of whom confirms a promise beyond the limit.
    pub fn supervisors(&self) -> Vec<String> {
        person::supervisors(&self.staff)
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
    /// The register, showing just these cases under a title, those that missed what is asked for marked: how a figure of
    /// the table opens.
    Cases(String, Box<CaseFilter>, Vec<CaseNumber>),
    /// The print dialog with these papers to choose from, the first one shown.
    Print(Vec<Printout>),
    /// The page of 公共事件, with this one open.
    Outages(Option<OutageId>),
    /// 同类 +1: a call about a 公共事件, with what is known of the caller so far.
    OutageCall(Box<CallStart>),
    /// That call has its number; the form that it was begun in is done with.
    CallTaken(Option<DraftId>),
    /// The page of the daily checks.
    DailyCheck,
    /// The page of the notes of the shifts.
    ShiftNotes,
    /// 改进学习, at this page.
    Learning(LearningPage),
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
    /// A supervisor is needed for what was just asked; the sentence says what it is. One may confirm it on the spot by
    /// his PIN; then [`Screen::confirmed`] is told. Rules §10.
    Confirm(String),
    /// What was just asked for throws this away, see [`Screen::loses`]: it waits until somebody says so.
    Discard(String),
    /// A sentence that stays until it is put away: something failed.
    Warn(String),
}

/// A page of 改进学习.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LearningPage {
    /// 案例.
    Cases,
    /// 演练.
    Drills,
    /// 建议.
    Suggestions,
    /// 改进措施.
    Improvements,
    /// 例行事务.
    Routines,
    /// 网上值守.
    Watch,
    /// 服务簿.
    Services,
}

impl LearningPage {
    /// All of them, in the order of the screen.
    pub const ALL: [Self; 7] = [
        Self::Cases,
        Self::Drills,
        Self::Suggestions,
        Self::Improvements,
        Self::Services,
        Self::Routines,
        Self::Watch,
    ];

    /// Its name on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Cases => "案例",
            Self::Drills => "演练",
            Self::Suggestions => "建议",
            Self::Improvements => "改进措施",
            Self::Routines => "例行事务",
            Self::Watch => "网上值守",
            Self::Services => "服务簿",
        }
    }
}

/// What is known of somebody who calls about a 公共事件, before the one line is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallStart {
    /// Which one; `None`: the likeliest.
    pub outage: Option<OutageId>,
    /// By telephone or at the counter.
    pub channel: Channel,
    /// Room and name.
    pub line: String,
    /// The number to call back.
    pub phone: String,
    /// The number that the call came from.
    pub called_from: Option<String>,
    /// What was said so far.
    pub words: String,
    /// The form that was begun for it.
    pub draft: Option<DraftId>,
}

impl Default for CallStart {
    fn default() -> Self {
        Self {
            outage: None,
            channel: Channel::Phone,
            line: String::new(),
            phone: String::new(),
            called_from: None,
            words: String::new(),
            draft: None,
        }
    }
}

/// Where a case is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenAt {
    /// Its head and time line.
    Overview,
    /// The form that meets this obligation.
    Obligation(ObligationId),
    /// The form of an act that no obligation asks for, as 指派责任人 or 关闭.
    Act(Act),
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
        let mut request = RequestId::default();
        let first = request.ask();
        let second = request.ask();
        assert_ne!(first, request);
        assert_eq!(second, request);
    }
}
