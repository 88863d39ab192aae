//! All screens of the window and the way to them: which one gets a message, what a shortcut means, what is shown.
//! Every screen lives as long as the window, so an answer that comes late finds it, and a place keeps its state.

use std::path::PathBuf;
use std::sync::Arc;

use iced::{Element, Subscription, Task};

use crate::desk::print::printout::Printout;
use crate::domain::case::CaseNumber;
use crate::domain::case_query::CaseFilter;
use crate::domain::code::Channel;
use crate::domain::draft::DraftId;
use crate::domain::outage::OutageId;
use crate::domain::person::Actor;
use crate::ui::screen::case::{self, Case};
use crate::ui::screen::contract::{Action, CallStart, Context, LearningPage, OpenAt, Request, Screen};
use crate::ui::screen::intake::{self, Intake};
use crate::ui::screen::learning::{self, LearningScreen};
use crate::ui::screen::library::{self, LibraryScreen};
use crate::ui::screen::outage::{self, Outages};
use crate::ui::screen::register::{self, Register};
use crate::ui::screen::report::{self, Statistics};
use crate::ui::screen::roster::{self, Roster};
use crate::ui::screen::settings::{self, SettingsScreen};
use crate::ui::screen::shift::{self, ShiftScreen, ShiftTab};
use crate::ui::screen::today::{self, Today};
use crate::ui::shortcut::Shortcut;

/// A place of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// 今日.
    Today,
    /// 受理.
    Intake,
    /// 公共事件.
    Outages,
    /// 台账.
    Register,
    /// 盘点交班.
    Shift,
    /// 统计.
    Statistics,
    /// 名册.
    Roster,
    /// 话术.
    Library,
    /// 改进学习.
    Learning,
    /// One case; not in the navigation.
    Case,
    /// 设置.
    Settings,
}

impl Place {
    /// The places of the navigation, from the top.
    pub const WORK: &'static [Self] = &[
        Self::Today,
        Self::Intake,
        Self::Outages,
        Self::Register,
        Self::Roster,
        Self::Shift,
        Self::Statistics,
        Self::Library,
        Self::Learning,
    ];

    /// Every place.
    fn all() -> impl Iterator<Item = Self> {
        Self::WORK.iter().copied().chain([Self::Case, Self::Settings])
    }

    /// Its name in the navigation.
    pub fn label(self) -> &'static str {
        match self {
            Self::Today => "今日",
            Self::Intake => "受理",
            Self::Outages => "公共事件",
            Self::Register => "台账",
            Self::Roster => "名册",
            Self::Shift => "盘点交班",
            Self::Statistics => "统计",
            Self::Library => "话术",
            Self::Learning => "改进学习",
            Self::Case => "受理单",
            Self::Settings => "设置",
        }
    }
}

/// Every screen.
pub struct Screens {
    today: Routed<Today>,
    intake: Routed<Intake>,
    outages: Routed<Outages>,
    register: Routed<Register>,
    roster: Routed<Roster>,
    shift: Routed<ShiftScreen>,
    statistics: Routed<Statistics>,
    library: Routed<LibraryScreen>,
    learning: Routed<LearningScreen>,
    case: Option<Routed<Case>>,
    settings: Routed<SettingsScreen>,
}

/// What happens on one of them.
#[derive(Debug, Clone)]
pub enum Message {
    /// On 今日.
    Today(today::Message),
    /// On 受理.
    Intake(Box<intake::Message>),
    /// On 公共事件.
    Outages(outage::Message),
    /// On 台账.
    Register(register::Message),
    /// On 名册.
    Roster(Box<roster::Message>),
    /// On 盘点交班.
    Shift(shift::Message),
    /// On 统计.
    Statistics(report::Message),
    /// On 话术.
    Library(Box<library::Message>),
    /// On 改进学习.
    Learning(learning::Message),
    /// On the screen of one case; an answer that comes after another case was opened is dropped.
    Case(CaseNumber, Box<case::Message>),
    /// On 设置.
    Settings(settings::Message),
}

impl Screens {
    /// All screens at the start of the work.
    pub fn new(context: &Context) -> (Self, Task<Message>) {
        let (today, reading) = Routed::new(Today::new(context), Message::Today);
        let (intake, drafts) = Routed::new(Intake::new(context), on_intake);
        let (outages, _) = Routed::new((Outages::default(), Task::none()), Message::Outages);
        let (register, rows) = Routed::new(Register::new(context), Message::Register);
        let (roster, _) = Routed::new((Roster::new(), Task::none()), on_roster);
        let (shift, _) = Routed::new((ShiftScreen::default(), Task::none()), Message::Shift);
        let (statistics, table) = Routed::new(Statistics::new(context), Message::Statistics);
        let (library, _) = Routed::new((LibraryScreen::new(context), Task::none()), on_library);
        let (learning, _) = Routed::new((LearningScreen::default(), Task::none()), Message::Learning);
        let (settings, _) = Routed::new((SettingsScreen::new(context), Task::none()), Message::Settings);
        let tasks = Task::batch([reading, drafts, rows, table]);
        (
            Self {
                today,
                intake,
                outages,
                register,
                roster,
                shift,
                statistics,
                library,
                learning,
                case: None,
                settings,
            },
            tasks,
        )
    }

    fn at(&self, place: Place) -> Option<&dyn AnyScreen> {
        Some(match place {
            Place::Today => &self.today,
            Place::Intake => &self.intake,
            Place::Outages => &self.outages,
            Place::Register => &self.register,
            Place::Roster => &self.roster,
            Place::Shift => &self.shift,
            Place::Statistics => &self.statistics,
            Place::Library => &self.library,
            Place::Learning => &self.learning,
            Place::Case => self.case.as_ref()?,
            Place::Settings => &self.settings,
        })
    }

    fn at_mut(&mut self, place: Place) -> Option<&mut dyn AnyScreen> {
        Some(match place {
            Place::Today => &mut self.today,
            Place::Intake => &mut self.intake,
            Place::Outages => &mut self.outages,
            Place::Register => &mut self.register,
            Place::Roster => &mut self.roster,
            Place::Shift => &mut self.shift,
            Place::Statistics => &mut self.statistics,
            Place::Library => &mut self.library,
            Place::Learning => &mut self.learning,
            Place::Case => self.case.as_mut()?,
            Place::Settings => &mut self.settings,
        })
    }

    /// Cases with something past its time, for the mark at 今日.
    pub fn overdue(&self) -> usize {
        self.today.screen.overdue()
    }

    /// Hands a message to its screen.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Today(message) => self.today.update(message, context),
            Message::Intake(message) => self.intake.update(*message, context),
            Message::Outages(message) => self.outages.update(message, context),
            Message::Register(message) => self.register.update(message, context),
            Message::Roster(message) => self.roster.update(*message, context),
            Message::Shift(message) => self.shift.update(message, context),
            Message::Statistics(message) => self.statistics.update(message, context),
            Message::Library(message) => self.library.update(*message, context),
            Message::Learning(message) => self.learning.update(message, context),
            Message::Case(number, message) => match self.case_of(number) {
                Some(case) => case.update(*message, context),
                None => Action::none(),
            },
            Message::Settings(message) => self.settings.update(message, context),
        }
    }

    /// The screen of this case, if it is the one that is open.
    fn case_of(&mut self, number: CaseNumber) -> Option<&mut Routed<Case>> {
        self.case.as_mut().filter(|case| case.screen.number() == number)
    }

    /// A case, opened where `open_at` says; what is being written on another goes to disk.
    pub fn open(&mut self, number: CaseNumber, open_at: OpenAt, context: &Context) -> Action<Message> {
        if let Some(case) = self.case_of(number) {
            return case.with(|screen| screen.go_to(open_at, context));
        }
        let put_away = match &mut self.case {
            Some(case) => case.with(|screen| screen.put_away(context)),
            None => Action::none(),
        };
        let (case, reading) = Routed::new(Case::new(number, open_at, context), on_case(number));
        self.case = Some(case);
        put_away.with(Action::run(reading))
    }

    /// The register with just these cases under a title.
    pub fn list(
        &mut self,
        title: String,
        filter: CaseFilter,
        missed: Vec<CaseNumber>,
        context: &Context,
    ) -> Action<Message> {
        self.register.with(|screen| screen.list(title, filter, missed, context))
    }

    /// The daily check, or the notes of the shifts.
    pub fn shift(&mut self, tab: ShiftTab, context: &Context) -> Action<Message> {
        self.shift.with(|screen| screen.show(tab, context))
    }

    /// 公共事件, with this one open.
    pub fn outages(&mut self, id: Option<OutageId>, context: &Context) -> Action<Message> {
        self.outages.update(outage::Message::Show(id), context)
    }

    /// 改进学习, at this page.
    pub fn learning(&mut self, page: LearningPage, context: &Context) -> Action<Message> {
        self.learning.with(|screen| screen.show(page, context))
    }

    /// Files were dropped; `None` where there is nothing to put them on.
    pub fn attach(
        &mut self,
        place: Place,
        files: Vec<PathBuf>,
        context: &Context,
    ) -> Option<Action<Message>> {
        let case = self.case.as_mut().filter(|_| place == Place::Case)?;
        Some(case.with(|screen| screen.attach(files, context)))
    }

    /// What the form that is shown knows of somebody who calls about a 公共事件.
    pub fn call_start(&self, place: Place) -> CallStart {
        let typed = (place == Place::Intake).then(|| self.intake.screen.call_start(None)).flatten();
        typed.unwrap_or_default()
    }

    /// A form has become a case of a 公共事件.
    pub fn taken_elsewhere(&mut self, id: DraftId, context: &Context) {
        self.intake.screen.taken_elsewhere(id, context);
    }

    /// An empty form for what came in just now.
    pub fn take_in(&mut self, channel: Channel, context: &Context) -> Action<Message> {
        self.intake.with(|screen| screen.open(channel, context))
    }

    /// A form for a call that came in; shown when nobody is at work on another.
    pub fn ring(&mut self, number: &str, show: bool, context: &Context) -> Action<Message> {
        self.intake.with(|screen| screen.ring(number, show, context))
    }

    /// Calls that nobody has looked at yet, for the mark at 受理.
    pub fn waiting_calls(&self) -> usize {
        self.intake.screen.waiting()
    }

    /// Whether a call or the reception of a visitor goes on at this place.
    pub fn talks(&self, place: Place) -> bool {
        place == Place::Intake && self.intake.screen.talks()
    }

    /// Whether a visitor reads the screen at this place.
    pub fn faces_visitor(&self, place: Place) -> bool {
        place == Place::Intake && self.intake.screen.faces_visitor()
    }

    /// Whether nobody is in the middle of something at this place.
    pub fn is_free(&self, place: Place) -> bool {
        match place {
            Place::Intake => self.intake.screen.is_free(),
            Place::Today | Place::Statistics => true,
            Place::Register => self.register.unsaved().is_none(),
            Place::Roster => self.roster.unsaved().is_none(),
            Place::Outages => self.outages.unsaved().is_none(),
            Place::Shift => self.shift.unsaved().is_none(),
            Place::Library => self.library.unsaved().is_none(),
            Place::Learning => self.learning.unsaved().is_none(),
            Place::Settings => self.settings.unsaved().is_none(),
            Place::Case => self.case.as_ref().is_none_or(|case| !case.screen.is_acting()),
        }
    }

    /// The form of a draft.
    pub fn resume(&mut self, id: DraftId, context: &Context) -> Action<Message> {
        self.intake.with(|screen| screen.resume(id, context))
    }

    /// The roster with a household open.
    pub fn household(&mut self, room: &str, context: &Context) -> Action<Message> {
        self.roster.with(|screen| screen.show(room, context))
    }

    /// The pause of a minute that was offered.
    pub fn pause(&mut self) {
        self.library.screen.pause();
    }

    /// The screen at a place.
    pub fn view<'a>(&'a self, place: Place, context: &'a Context) -> Element<'a, Message> {
        self.at(place).map_or_else(|| iced::widget::space().into(), |screen| screen.view(context))
    }

    /// What a shortcut means at a place.
    pub fn shortcut(&self, place: Place, shortcut: Shortcut) -> Option<Message> {
        self.at(place)?.shortcut(shortcut)
    }

    /// Reads anew what is shown at a place; 今日 always, for the mark in the navigation.
    pub fn refresh(&mut self, place: Place, context: &Context) -> Action<Message> {
        let today = self.read_today(context);
        match self.at_mut(place).filter(|_| place != Place::Today) {
            Some(shown) => today.with(shown.refresh(context)),
            None => today,
        }
    }

    /// A place is shown again.
    pub fn entered(&mut self, place: Place, context: &Context) -> Action<Message> {
        let shown = self.at_mut(place).map_or_else(Action::none, |screen| screen.entered(context));
        if place == Place::Today { shown } else { self.read_today(context).with(shown) }
    }

    /// A minute is full: the sentence beside a form speaks of times, and 今日 asks anew where time alone changes it.
    pub fn minute(&mut self, context: &Context) -> Action<Message> {
        self.turn(context);
        self.today.with(|screen| screen.tick(context))
    }

    fn read_today(&mut self, context: &Context) -> Action<Message> {
        self.turn(context);
        AnyScreen::refresh(&mut self.today, context)
    }

    fn turn(&mut self, context: &Context) {
        for place in Place::all() {
            if let Some(screen) = self.at_mut(place) {
                screen.minute(context);
            }
        }
    }

    /// A supervisor has confirmed what the screen at a place asked for.
    pub fn confirmed(&mut self, place: Place, actor: Actor, context: &Context) -> Action<Message> {
        self.at_mut(place).map_or_else(Action::none, |screen| screen.confirmed(actor, context))
    }

    /// What is typed at a place goes, as was asked.
    pub fn discard(&mut self, place: Place, context: &Context) -> Action<Message> {
        self.at_mut(place).map_or_else(Action::none, |screen| screen.discard(context))
    }

    /// Ticks of whatever runs.
    pub fn subscription(&self) -> Subscription<Message> {
        Subscription::batch([
            self.today.screen.subscription().map(Message::Today),
            self.intake.screen.subscription().map(on_intake),
            self.library.screen.subscription().map(on_library),
            self.case.as_ref().map_or_else(Subscription::none, |case| {
                let number = case.screen.number();
                case.screen.subscription().with(number).map(|(number, message)| on_case(number)(message))
            }),
            self.roster.screen.subscription().map(on_roster),
            self.learning.screen.subscription().map(Message::Learning),
            self.statistics.screen.subscription().map(Message::Statistics),
        ])
    }

    /// What would be lost if the window closed now.
    pub fn unsaved(&self) -> Vec<String> {
        Place::all().filter_map(|place| self.at(place)?.unsaved()).collect()
    }

    /// The window closes: whatever waits to be written is handed to the desk now.
    pub fn closing(&mut self, context: &Context) -> Task<Message> {
        let tasks = Place::all().filter_map(|place| Some(self.at_mut(place)?.closing(context)));
        Task::batch(tasks.collect::<Vec<_>>())
    }
}

impl Screens {
    /// The computer is shut down: what is half typed is kept too.
    pub fn session_ends(&mut self, context: &Context) -> Task<Message> {
        let tasks = Place::all().filter_map(|place| Some(self.at_mut(place)?.session_ends(context)));
        let kept = Task::batch(tasks.collect::<Vec<_>>());
        Task::batch([kept, self.closing(context)])
    }
}

/// A screen whose messages have become those of the window, so that the window need not know which it is.
trait AnyScreen {
    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message>;
    fn shortcut(&self, shortcut: Shortcut) -> Option<Message>;
    fn minute(&mut self, context: &Context);
    fn refresh(&mut self, context: &Context) -> Action<Message>;
    fn entered(&mut self, context: &Context) -> Action<Message>;
    fn confirmed(&mut self, actor: Actor, context: &Context) -> Action<Message>;
    fn discard(&mut self, context: &Context) -> Action<Message>;
    fn unsaved(&self) -> Option<String>;
    fn session_ends(&mut self, context: &Context) -> Task<Message>;
    fn closing(&mut self, context: &Context) -> Task<Message>;
}

/// A screen and the way its messages take to the window.
struct Routed<S: Screen> {
    screen: S,
    wrap: Arc<dyn Fn(S::Message) -> Message + Send + Sync>,
    /// What would throw something typed away, until somebody says whether it shall.
    held: Option<S::Message>,
}

impl<S: Screen> Routed<S> {
    fn new(
        (screen, task): (S, Task<S::Message>),
        wrap: impl Fn(S::Message) -> Message + Send + Sync + 'static,
    ) -> (Self, Task<Message>) {
        let wrap: Arc<dyn Fn(S::Message) -> Message + Send + Sync> = Arc::new(wrap);
        let route = Arc::clone(&wrap);
        (Self { screen, wrap, held: None }, task.map(move |message| route(message)))
    }

    /// Does something with the screen.
    fn with(&mut self, work: impl FnOnce(&mut S) -> Action<S::Message>) -> Action<Message> {
        let wrap = Arc::clone(&self.wrap);
        work(&mut self.screen).map(move |message| wrap(message))
    }

    fn update(&mut self, message: S::Message, context: &Context) -> Action<Message> {
        if let Some(what) = self.screen.loses(&message) {
            self.held = Some(message);
            return Action::ask(Request::Discard(what));
        }
        self.with(|screen| screen.update(message, context))
    }
}

impl<S: Screen> AnyScreen for Routed<S> {
    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        self.screen.view(context).map(|message| (self.wrap)(message))
    }

    fn shortcut(&self, shortcut: Shortcut) -> Option<Message> {
        self.screen.shortcut(shortcut).map(|message| (self.wrap)(message))
    }

    fn minute(&mut self, context: &Context) {
        self.screen.minute(context);
    }

    fn refresh(&mut self, context: &Context) -> Action<Message> {
        self.with(|screen| screen.refresh(context))
    }

    fn entered(&mut self, context: &Context) -> Action<Message> {
        self.with(|screen| screen.entered(context))
    }

    fn confirmed(&mut self, actor: Actor, context: &Context) -> Action<Message> {
        self.with(|screen| screen.confirmed(actor, context))
    }

    fn discard(&mut self, context: &Context) -> Action<Message> {
        let Some(message) = self.held.take() else { return Action::none() };
        self.with(|screen| screen.update(message, context))
    }

    fn unsaved(&self) -> Option<String> {
        self.screen.unsaved()
    }

    fn session_ends(&mut self, context: &Context) -> Task<Message> {
        let wrap = Arc::clone(&self.wrap);
        self.screen.session_ends(context).map(move |message| wrap(message))
    }

    fn closing(&mut self, context: &Context) -> Task<Message> {
        let wrap = Arc::clone(&self.wrap);
        self.screen.closing(context).map(move |message| wrap(message))
    }
}

/// Boxed, as it holds whole drafts and would make every message as large.
fn on_intake(message: intake::Message) -> Message {
    Message::Intake(Box::new(message))
}

/// Boxed, as it holds whole entries.
pub(crate) fn on_library(message: library::Message) -> Message {
    Message::Library(Box::new(message))
}

/// Boxed, as it holds whole households.
fn on_roster(message: roster::Message) -> Message {
    Message::Roster(Box::new(message))
}

fn on_case(number: CaseNumber) -> impl Fn(case::Message) -> Message + Send + Sync + 'static {
    move |message| Message::Case(number, Box::new(message))
}

/// What Ctrl+P prints where a screen has no paper of its own.
pub fn papers_of_today(context: &Context) -> Request {
    let today = context.now().date();
    Request::Print(Printout::of_days(today, today, &context.settings))
}
