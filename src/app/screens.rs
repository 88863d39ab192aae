//! All screens of the window and the way to them: which one gets a message, what a shortcut means, what is shown.
//! Every screen lives as long as the window, so an answer that comes late finds it, and a place keeps its state.

use iced::{Element, Subscription, Task};

use crate::domain::case::CaseNumber;
use crate::domain::case_query::CaseFilter;
use crate::domain::code::Channel;
use crate::domain::draft::DraftId;
use crate::ui::screen::case::{self, Case};
use crate::ui::screen::contract::{Action, Context, OpenAt, Screen};
use crate::ui::screen::intake::{self, Intake};
use crate::ui::screen::library::{self, LibraryScreen};
use crate::ui::screen::register::{self, Register};
use crate::ui::screen::report::{self, Statistics};
use crate::ui::screen::settings::{self, SettingsScreen};
use crate::ui::screen::today::{self, Today};
use crate::ui::shortcut::Shortcut;

/// A place of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// 今日.
    Today,
    /// 受理.
    Intake,
    /// 台账.
    Register,
    /// 统计.
    Statistics,
    /// 话术.
    Library,
    /// One case; not in the navigation.
    Case,
    /// 设置.
    Settings,
}

impl Place {
    /// The places of the navigation, from the top.
    pub const WORK: &'static [Self] =
        &[Self::Today, Self::Intake, Self::Register, Self::Statistics, Self::Library];

    /// Its name in the navigation.
    pub fn label(self) -> &'static str {
        match self {
            Self::Today => "今日",
            Self::Intake => "受理",
            Self::Register => "台账",
            Self::Statistics => "统计",
            Self::Library => "话术",
            Self::Case => "受理单",
            Self::Settings => "设置",
        }
    }
}

/// Every screen.
pub struct Screens {
    today: Today,
    intake: Intake,
    register: Register,
    statistics: Statistics,
    library: LibraryScreen,
    case: Option<Case>,
    settings: SettingsScreen,
}

/// What happens on one of them.
#[derive(Debug, Clone)]
pub enum Message {
    /// On 今日.
    Today(today::Message),
    /// On 受理.
    Intake(Box<intake::Message>),
    /// On 台账.
    Register(register::Message),
    /// On 统计.
    Statistics(report::Message),
    /// On 话术.
    Library(Box<library::Message>),
    /// On the screen of one case; an answer that comes after another case was opened is dropped.
    Case(CaseNumber, Box<case::Message>),
    /// On 设置.
    Settings(settings::Message),
}

impl Screens {
    /// All screens at the start of the work.
    pub fn new(context: &Context) -> (Self, Task<Message>) {
        let (today, reading) = Today::new(context);
        let (intake, drafts) = Intake::new(context);
        let settings = SettingsScreen::new(context);
        let (register, rows) = Register::new(context);
        let (statistics, table) = Statistics::new(context);
        let library = LibraryScreen::new(context);
        let tasks = [
            reading.map(Message::Today),
            drafts.map(on_intake),
            rows.map(Message::Register),
            table.map(Message::Statistics),
        ];
        (Self { today, intake, register, statistics, library, case: None, settings }, Task::batch(tasks))
    }

    /// Cases with something past its time, for the mark at 今日.
    pub fn overdue(&self) -> usize {
        self.today.overdue()
    }

    /// Hands a message to its screen.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Today(message) => self.today.update(message, context).map(Message::Today),
            Message::Intake(message) => self.intake.update(*message, context).map(on_intake),
            Message::Register(message) => self.register.update(message, context).map(Message::Register),
            Message::Statistics(message) => self.statistics.update(message, context).map(Message::Statistics),
            Message::Library(message) => self.library.update(*message, context).map(on_library),
            Message::Case(number, message) => match self.case.as_mut().filter(|case| case.number() == number)
            {
                Some(case) => case.update(*message, context).map(on_case(number)),
                None => Action::none(),
            },
            Message::Settings(message) => self.settings.update(message, context).map(Message::Settings),
        }
    }

    /// A case, opened where `open_at` says; what is being written on another goes to disk.
    pub fn open(&mut self, number: CaseNumber, open_at: OpenAt, context: &Context) -> Action<Message> {
        if let Some(case) = self.case.as_mut().filter(|case| case.number() == number) {
            return case.go_to(open_at, context).map(on_case(number));
        }
        let put_away = match &mut self.case {
            Some(case) => case.put_away(context).map(on_case(case.number())),
            None => Action::none(),
        };
        let (case, reading) = Case::new(number, open_at, context);
        self.case = Some(case);
        put_away.with(Action::run(reading.map(on_case(number))))
    }

    /// The register with just these cases under a title.
    pub fn list(&mut self, title: String, filter: CaseFilter, context: &Context) -> Action<Message> {
        self.register.list(title, filter, context).map(Message::Register)
    }

    /// An empty form for what came in just now.
    pub fn take_in(&mut self, channel: Channel, context: &Context) -> Action<Message> {
        self.intake.open(channel, context).map(on_intake)
    }

    /// The form of a draft.
    pub fn resume(&mut self, id: DraftId, context: &Context) -> Action<Message> {
        self.intake.resume(id, context).map(on_intake)
    }

    /// The pause of a minute that was offered.
    pub fn pause(&mut self) {
        self.library.pause();
    }

    /// The screen at a place.
    pub fn view<'a>(&'a self, place: Place, context: &'a Context) -> Element<'a, Message> {
        match place {
            Place::Today => self.today.view(context).map(Message::Today),
            Place::Intake => self.intake.view(context).map(on_intake),
            Place::Register => self.register.view(context).map(Message::Register),
            Place::Statistics => self.statistics.view(context).map(Message::Statistics),
            Place::Library => self.library.view(context).map(on_library),
            Place::Case => match &self.case {
                Some(case) => case.view(context).map(on_case(case.number())),
                None => iced::widget::space().into(),
            },
            Place::Settings => self.settings.view(context).map(Message::Settings),
        }
    }

    /// What a shortcut means at a place.
    pub fn shortcut(&self, place: Place, shortcut: Shortcut) -> Option<Message> {
        match place {
            Place::Today => self.today.shortcut(shortcut).map(Message::Today),
            Place::Intake => self.intake.shortcut(shortcut).map(on_intake),
            Place::Register => self.register.shortcut(shortcut).map(Message::Register),
            Place::Statistics => self.statistics.shortcut(shortcut).map(Message::Statistics),
            Place::Library => self.library.shortcut(shortcut).map(on_library),
            Place::Case => self.case.as_ref().and_then(|case| {
                let number = case.number();
                case.shortcut(shortcut).map(on_case(number))
            }),
            Place::Settings => self.settings.shortcut(shortcut).map(Message::Settings),
        }
    }

    /// Reads anew what is shown at a place; 今日 always, for the mark in the navigation.
    pub fn refresh(&mut self, place: Place, context: &Context) -> Action<Message> {
        let today = self.today.refresh(context).map(Message::Today);
        let shown = match place {
            Place::Today => Action::none(),
            Place::Intake => self.intake.refresh(context).map(on_intake),
            Place::Register => self.register.refresh(context).map(Message::Register),
            Place::Statistics => self.statistics.refresh(context).map(Message::Statistics),
            Place::Library => self.library.refresh(context).map(on_library),
            Place::Case => match &mut self.case {
                Some(case) => {
                    let number = case.number();
                    case.refresh(context).map(on_case(number))
                }
                None => Action::none(),
            },
            Place::Settings => self.settings.refresh(context).map(Message::Settings),
        };
        today.with(shown)
    }

    /// A minute is full: 今日 is read anew, for the day may have changed and the morning's copy been made.
    pub fn minute(&mut self, context: &Context) -> Action<Message> {
        self.today.refresh(context).map(Message::Today)
    }

    /// Ticks of whatever runs.
    pub fn subscription(&self) -> Subscription<Message> {
        Subscription::batch([
            self.today.subscription().map(Message::Today),
            self.intake.subscription().map(on_intake),
            self.library.subscription().map(on_library),
        ])
    }

    /// What would be lost if the window closed now.
    pub fn unsaved(&self) -> Vec<String> {
        let case = self.case.as_ref().and_then(Screen::unsaved);
        let all = [
            self.today.unsaved(),
            self.intake.unsaved(),
            case,
            self.library.unsaved(),
            self.settings.unsaved(),
        ];
        all.into_iter().flatten().collect()
    }

    /// The window closes: whatever waits to be written is handed to the desk now.
    pub fn closing(&mut self, context: &Context) -> Task<Message> {
        Task::batch([
            self.today.closing(context).map(Message::Today),
            self.intake.closing(context).map(on_intake),
        ])
    }
}

/// Boxed, as it holds whole drafts and would make every message as large.
fn on_intake(message: intake::Message) -> Message {
    Message::Intake(Box::new(message))
}

/// Boxed, as it holds whole entries.
fn on_library(message: library::Message) -> Message {
    Message::Library(Box::new(message))
}

fn on_case(number: CaseNumber) -> impl Fn(case::Message) -> Message + Clone + Send + 'static {
    move |message| Message::Case(number, Box::new(message))
}
