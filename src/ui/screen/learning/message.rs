//! What happens on the screen.

use chrono::NaiveDate;
use iced::Task;

use crate::desk::error::Error;
use crate::desk::print::printout::Printout;
use crate::desk::reply::{Changed, Reply, Written};
use crate::domain::case_study::CaseStudy;
use crate::domain::code::{CaseKind, Opinion, SituationCode};
use crate::domain::drill::{DrillId, DrillMode};
use crate::domain::drill_now::DrillNow;
use crate::domain::improvement::{ImprovementId, MeasureEffect};
use crate::domain::improvement_now::ImprovementNow;
use crate::domain::person::Role;
use crate::domain::praise::PraiseCount;
use crate::domain::routine::{Rhythm, RoutineId};
use crate::domain::routine_now::RoutineNow;
use crate::domain::service_note::{ServiceKind, ServiceNoteId};
use crate::domain::service_note_now::ServiceNoteNow;
use crate::domain::suggestion::{ImprovementArea, SuggestionId, SuggestionSource};
use crate::domain::suggestion_now::SuggestionNow;
use crate::domain::watch::WatchId;
use crate::domain::watch_now::WatchNow;
use crate::ui::screen::contract::{Action, LearningPage, RequestId};
use crate::ui::widget::field;

/// What the desk answers when the screen is shown.
#[derive(Debug, Clone)]
pub struct LearningRead {
    /// Drills that one may see, the oldest first.
    pub drills: Vec<DrillNow>,
    /// Suggestions, the oldest first.
    pub suggestions: Vec<SuggestionNow>,
    /// Measures of improvement, the oldest first.
    pub improvements: Vec<ImprovementNow>,
    /// Routines.
    pub routines: Vec<RoutineNow>,
    /// Watched places.
    pub watches: Vec<WatchNow>,
    /// Entries of 服务簿.
    pub services: Vec<ServiceNoteNow>,
    /// Cases to learn from.
    pub studies: Vec<CaseStudy>,
    /// The praise of this year.
    pub praise: Vec<PraiseCount>,
}

/// What a write answered: what it changed, and the sentence to say.
pub type WriteEnd = Result<(Changed, String), Error>;

/// Writes something of a page, and says so in these words once it is on record.
pub fn write<T: Send + 'static>(
    page: LearningPage,
    reply: Reply<Written<T>>,
    words: impl FnOnce(T) -> String + Send + 'static,
) -> Action<Message> {
    Action::run(Task::perform(reply, move |end| {
        Message::Wrote(page, end.map(|Written { value, changed }| (changed, words(value))))
    }))
}

/// What happens.
#[derive(Debug, Clone)]
pub enum Message {
    /// The desk's answer.
    Read(RequestId, Result<Box<LearningRead>, String>),
    /// Another page.
    Page(LearningPage),
    /// On the page of cases to learn from.
    Study(StudyMessage),
    /// On the page of drills.
    Drill(DrillMessage),
    /// On the page of suggestions.
    Suggestion(SuggestionMessage),
    /// On the page of measures.
    Improvement(ImprovementMessage),
    /// On the page of routines.
    Routine(RoutineMessage),
    /// On the page of watched places.
    Watch(WatchMessage),
    /// On the page of 服务簿.
    Service(ServiceMessage),
    /// Something was written on a page, or refused.
    Wrote(LearningPage, WriteEnd),
    /// Save.
    Save,
    /// What is typed is put away.
    Cancel,
}

/// On the page of cases to learn from.
#[derive(Debug, Clone)]
pub enum StudyMessage {
    /// What is looked for.
    Find(String),
    /// Only this kind; once more: all.
    Kind(CaseKind),
    /// Only this situation; once more: all.
    Situation(SituationCode),
    /// One of the list.
    Open(usize),
    /// Its case is opened.
    OpenCase,
    /// A change that its discussion ends in.
    Suggest,
    /// The cases behind a count of praise.
    Praise(usize, bool),
}

/// What the page shows while nothing is played.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DrillTab {
    /// The scripts.
    #[default]
    Scripts,
    /// Each drill that was kept.
    Runs,
    /// Scores by person.
    People,
    /// Scores by script.
    Topics,
}

impl DrillTab {
    /// All of them, in the order of the screen.
    pub const ALL: [Self; 4] = [Self::Scripts, Self::Runs, Self::People, Self::Topics];

    /// Its name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Scripts => "剧本",
            Self::Runs => "每一次",
            Self::People => "按人",
            Self::Topics => "按剧本",
        }
    }
}

/// On the page of drills.
#[derive(Debug, Clone)]
pub enum DrillMessage {
    /// What is shown while nothing is played.
    Tab(DrillTab),
    /// A script.
    Choose(String),
    /// Against the clock, or not.
    Mode(DrillMode),
    /// Who takes part besides.
    Participants(String),
    /// The owner says his first words.
    Begin,
    /// A second has gone by.
    Tick,
    /// The answer was given.
    Answered,
    /// The owner goes on.
    Next,
    /// The present words once more.
    Again,
    /// Something was said after all, or not.
    Mark(usize),
    /// What was found.
    Result(field::Action),
    /// What is done next.
    FollowUp(field::Action),
    /// It is asked whether to leave.
    Leave,
    /// It is played on.
    Stay,
    /// It is left, and nothing kept.
    Quit,
    /// It is kept.
    Save,
    /// A drill that was kept.
    Open(DrillId),
    /// What came of its follow-up.
    Words(String),
    /// That is kept.
    FollowedUp,
    /// Its score sheet is wanted.
    Print(DrillId),
}

/// On the page of suggestions.
#[derive(Debug, Clone)]
pub enum SuggestionMessage {
    /// A new one.
    New,
    /// One of the list.
    Open(SuggestionId),
    /// Only those that still want something, or all.
    OpenOnly(bool),
    /// Its text.
    Text(field::Action),
    /// Whose idea.
    From(String),
    /// The case that led to it.
    Case(String),
    /// Where it came up.
    Source(SuggestionSource),
    /// What it would change.
    Area(ImprovementArea),
    /// The words of a decision, of telling back, or the leader's name.
    Words(String),
    /// Handed to the leader named.
    HandUp,
    /// Adopted, or not.
    Decide(bool),
    /// Told back.
    Told,
    /// The case is opened.
    OpenCase,
    /// It is kept.
    Save,
}

/// On the page of measures.
#[derive(Debug, Clone)]
pub enum ImprovementMessage {
    /// A new one.
    New,
    /// A new one in the place of this one.
    Replace(ImprovementId),
    /// One of the list.
    Open(ImprovementId),
    /// What is changed.
    Measure(field::Action),
    /// The day on which its effect is looked at.
    CheckOn(String),
    /// Who looks at it.
    Checker(String),
    /// Whether it helped.
    Effect(MeasureEffect),
    /// What was seen.
    Words(String),
    /// What the owner says.
    Owner(String),
    /// What came of it is told.
    Checked(ImprovementId),
    /// The case is opened.
    OpenCase,
    /// The plan for the board goes to the clipboard.
    CopyPlan,
    /// It is kept.
    Save,
}

/// On the page of routines.
#[derive(Debug, Clone)]
pub enum RoutineMessage {
    /// A new one.
    New,
    /// The usual ones.
    TakeUsual,
    /// One of the list.
    Open(RoutineId),
    /// It is changed.
    Change,
    /// It is no longer kept.
    Drop,
    /// Its name.
    Title(String),
    /// What is done.
    Detail(field::Action),
    /// How often.
    Rhythm(Rhythm),
    /// Its day.
    Day(String),
    /// Its month.
    Month(String),
    /// Who owes it.
    Owes(Role),
    /// What was found.
    Found(String),
    /// Signed for a day.
    Sign(RoutineId, NaiveDate),
    /// It is kept.
    Save,
}

/// On the page of watched places.
#[derive(Debug, Clone)]
pub enum WatchMessage {
    /// A new one.
    New,
    /// One of the list.
    Open(WatchId),
    /// It is changed.
    Change,
    /// It is no longer watched.
    Drop,
    /// Its name.
    Platform(String),
    /// Its link.
    Link(String),
    /// Who watches it.
    Watcher(String),
    /// What was found.
    Found(String),
    /// Somebody looked.
    Looked(WatchId),
    /// Something was found: it is taken in.
    TakeIn,
    /// It is kept.
    Save,
}

/// On the page of 服务簿.
#[derive(Debug, Clone)]
pub enum ServiceMessage {
    /// Which kind is shown.
    Kind(ServiceKind),
    /// A new one of that kind.
    New,
    /// One of the list.
    Open(ServiceNoteId),
    /// It is changed.
    Change,
    /// It is struck.
    Strike,
    /// The day.
    Day(String),
    /// Who of the staff.
    Staff(String),
    /// The room.
    Room(String),
    /// The owner, or those who came.
    Customer(String),
    /// What is said of a department; once more: nothing.
    Answer(usize, Opinion),
    /// What was done, written, or talked about.
    Words(field::Action),
    /// What was proposed.
    Proposals(field::Action),
    /// A paper is wanted: the blank questionnaire, or the record of a meeting.
    Print(Box<Printout>),
    /// It is kept.
    Save,
}
