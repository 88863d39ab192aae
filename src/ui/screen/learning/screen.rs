//! The screen: which page is shown, what is read, which page answers a message.

use iced::Task;

use crate::desk::error::Error;
use crate::ui::screen::contract::{Action, Context, LearningPage, Request, RequestId};
use crate::ui::screen::learning::drill_page::DrillPage;
use crate::ui::screen::learning::improvement_page::ImprovementPage;
use crate::ui::screen::learning::message::{
    DrillMessage, ImprovementMessage, LearningRead, Message, RoutineMessage, ServiceMessage, StudyMessage,
    SuggestionMessage, WatchMessage,
};
use crate::ui::screen::learning::routine_page::RoutinePage;
use crate::ui::screen::learning::service_page::ServicePage;
use crate::ui::screen::learning::study_page::StudyPage;
use crate::ui::screen::learning::suggestion_page::SuggestionPage;
use crate::ui::screen::learning::watch_page::WatchPage;

/// The screen.
#[derive(Debug)]
pub struct LearningScreen {
    turn: RequestId,
    pub(super) page: LearningPage,
    pub(super) cases: StudyPage,
    pub(super) drills: DrillPage,
    pub(super) suggestions: SuggestionPage,
    pub(super) improvements: ImprovementPage,
    pub(super) routines: RoutinePage,
    pub(super) watches: WatchPage,
    pub(super) services: ServicePage,
    pub(super) failed: Option<String>,
}

impl Default for LearningScreen {
    /// The screen before anything is read.
    fn default() -> Self {
        Self {
            turn: RequestId::default(),
            page: LearningPage::Cases,
            cases: StudyPage::default(),
            drills: DrillPage::default(),
            suggestions: SuggestionPage::default(),
            improvements: ImprovementPage::default(),
            routines: RoutinePage::default(),
            watches: WatchPage::default(),
            services: ServicePage::default(),
            failed: None,
        }
    }
}

impl LearningScreen {
    /// Shows a page.
    pub fn show(&mut self, page: LearningPage, context: &Context) -> Action<Message> {
        self.page = page;
        self.read(context)
    }

    pub(super) fn read(&mut self, context: &Context) -> Action<Message> {
        let (turn, desk, actor) = (self.turn.ask(), context.desk.clone(), context.actor.clone());
        let all = async move {
            let (suggestions, routines) = (desk.suggestions().await?, desk.routines().await?);
            let (watches, studies) = (desk.watches().await?, desk.case_studies().await?);
            let (praise, drills) = (desk.praise_of_year().await?, desk.drills(&actor).await?);
            let (improvements, services) = (desk.improvements().await?, desk.service_notes().await?);
            Ok(Box::new(LearningRead {
                drills,
                suggestions,
                improvements,
                routines,
                watches,
                services,
                studies,
                praise,
            }))
        };
        Action::run(Task::perform(all, move |read: Result<_, Error>| {
            Message::Read(turn, read.map_err(|error| error.message()))
        }))
    }

    fn listed(&mut self, read: LearningRead, context: &Context) {
        self.cases.listed(read.studies, read.praise);
        self.drills.listed(read.drills);
        self.suggestions.listed(read.suggestions);
        self.improvements.listed(read.improvements, context.now());
        self.routines.listed(read.routines);
        self.watches.listed(read.watches);
        self.services.listed(read.services);
        self.failed = None;
    }

    /// Works a message in.
    pub(super) fn route(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Read(turn, _) if turn != self.turn => {}
            Message::Read(_, Ok(read)) => self.listed(*read, context),
            Message::Read(_, Err(sentence)) => self.failed = Some(sentence),
            Message::Page(page) => self.page = page,
            Message::Study(StudyMessage::Suggest) => {
                let case = self.cases.case();
                self.page = LearningPage::Suggestions;
                return self.suggestions.begin(case);
            }
            Message::Study(message) => return self.cases.update(message),
            Message::Drill(message) => return self.drills.update(message, context),
            Message::Suggestion(message) => return self.suggestions.update(message, context),
            Message::Improvement(message) => return self.improvements.update(message, context),
            Message::Routine(message) => return self.routines.update(message, context),
            Message::Watch(message) => return self.watches.update(message, context),
            Message::Service(message) => return self.services.update(message, context),
            Message::Wrote(page, Ok((changed, words))) => {
                match page {
                    LearningPage::Cases => {}
                    LearningPage::Drills => self.drills.done(),
                    LearningPage::Suggestions => self.suggestions.done(),
                    LearningPage::Improvements => self.improvements.done(),
                    LearningPage::Routines => self.routines.done(),
                    LearningPage::Watch => self.watches.done(),
                    LearningPage::Services => self.services.done(),
                }
                return Action::ask(Request::Wrote(changed)).and(Request::Say(words));
            }
            Message::Wrote(_, Err(error)) => return Action::ask(Request::Warn(error.message())),
            Message::Save => {
                let message = match self.page {
                    LearningPage::Cases => return Action::none(),
                    LearningPage::Drills => Message::Drill(DrillMessage::Save),
                    LearningPage::Suggestions => Message::Suggestion(SuggestionMessage::Save),
                    LearningPage::Improvements => Message::Improvement(ImprovementMessage::Save),
                    LearningPage::Routines => Message::Routine(RoutineMessage::Save),
                    LearningPage::Watch => Message::Watch(WatchMessage::Save),
                    LearningPage::Services => Message::Service(ServiceMessage::Save),
                };
                return self.route(message, context);
            }
            Message::Cancel => match self.page {
                LearningPage::Cases | LearningPage::Drills => {}
                LearningPage::Suggestions => self.suggestions.done(),
                LearningPage::Improvements => self.improvements.done(),
                LearningPage::Routines => self.routines.done(),
                LearningPage::Watch => self.watches.done(),
                LearningPage::Services => self.services.done(),
            },
        }
        Action::none()
    }

    /// The page of which a message would throw something typed away.
    pub(super) fn loses_of(&self, message: &Message) -> Option<LearningPage> {
        let (page, loses) = match message {
            Message::Cancel => (self.page, self.has_typed(self.page)),
            Message::Study(StudyMessage::Suggest) => {
                (LearningPage::Suggestions, self.suggestions.has_typed())
            }
            Message::Suggestion(message) => (LearningPage::Suggestions, self.suggestions.loses(message)),
            Message::Improvement(message) => (LearningPage::Improvements, self.improvements.loses(message)),
            Message::Routine(message) => (LearningPage::Routines, self.routines.loses(message)),
            Message::Watch(message) => (LearningPage::Watch, self.watches.loses(message)),
            Message::Service(message) => (LearningPage::Services, self.services.loses(message)),
            _ => return None,
        };
        loses.then_some(page)
    }

    /// Whether something is typed on a page that lies on no disk.
    pub(super) fn has_typed(&self, page: LearningPage) -> bool {
        match page {
            LearningPage::Cases => false,
            LearningPage::Drills => self.drills.has_typed(),
            LearningPage::Suggestions => self.suggestions.has_typed(),
            LearningPage::Improvements => self.improvements.has_typed(),
            LearningPage::Routines => self.routines.has_typed(),
            LearningPage::Watch => self.watches.has_typed(),
            LearningPage::Services => self.services.has_typed(),
        }
    }

    /// Whether a form is open on the page.
    pub(super) fn is_typing(&self) -> bool {
        match self.page {
            LearningPage::Cases => false,
            LearningPage::Drills => self.drills.is_over(),
            LearningPage::Suggestions => self.suggestions.is_typing(),
            LearningPage::Improvements => self.improvements.is_typing(),
            LearningPage::Routines => self.routines.is_typing(),
            LearningPage::Watch => self.watches.is_typing(),
            LearningPage::Services => self.services.is_typing(),
        }
    }
}
