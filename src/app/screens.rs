//! All screens of the window and the way to them: which one gets a message, what a shortcut means, what is shown.
//! Every screen lives as long as the window, so an answer that comes late finds it, and a place keeps its state.

use iced::{Element, Subscription, Task};

use crate::domain::code::Channel;
use crate::store::draft::DraftId;
use crate::ui::screen::contract::{Action, Context, Screen};
use crate::ui::screen::intake::{self, Intake};
use crate::ui::screen::today::{self, Today};
use crate::ui::shortcut::Shortcut;

/// A place of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// 今日.
    Today,
    /// 受理.
    Intake,
}

impl Place {
    /// The places of the navigation, from the top.
    pub const WORK: &'static [Self] = &[Self::Today, Self::Intake];

    /// Its name in the navigation.
    pub fn label(self) -> &'static str {
        match self {
            Self::Today => "今日",
            Self::Intake => "受理",
        }
    }
}

/// Every screen.
pub struct Screens {
    today: Today,
    intake: Intake,
}

/// What happens on one of them.
#[derive(Debug, Clone)]
pub enum Message {
    /// On 今日.
    Today(today::Message),
    /// On 受理.
    Intake(Box<intake::Message>),
}

impl Screens {
    /// All screens at the start of the work.
    pub fn new(context: &Context) -> (Self, Task<Message>) {
        let (today, reading) = Today::new(context);
        let (intake, drafts) = Intake::new(context);
        let tasks = [reading.map(Message::Today), drafts.map(on_intake)];
        (Self { today, intake }, Task::batch(tasks))
    }

    /// Things past their time, for the mark at 今日.
    pub fn overdue(&self, context: &Context) -> usize {
        self.today.overdue(context)
    }

    /// Hands a message to its screen.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Today(message) => self.today.update(message, context).map(Message::Today),
            Message::Intake(message) => self.intake.update(*message, context).map(on_intake),
        }
    }

    /// An empty form for what came in just now.
    pub fn take_in(&mut self, channel: Channel, context: &Context) -> Action<Message> {
        self.intake.open(channel, context).map(on_intake)
    }

    /// The form of a draft.
    pub fn resume(&mut self, id: DraftId, context: &Context) -> Action<Message> {
        self.intake.resume(id, context).map(on_intake)
    }

    /// The screen at a place.
    pub fn view<'a>(&'a self, place: Place, context: &'a Context) -> Element<'a, Message> {
        match place {
            Place::Today => self.today.view(context).map(Message::Today),
            Place::Intake => self.intake.view(context).map(on_intake),
        }
    }

    /// What a shortcut means at a place.
    pub fn shortcut(&self, place: Place, shortcut: Shortcut) -> Option<Message> {
        match place {
            Place::Today => self.today.shortcut(shortcut).map(Message::Today),
            Place::Intake => self.intake.shortcut(shortcut).map(on_intake),
        }
    }

    /// Reads anew what is shown at a place; 今日 always, for the mark in the navigation.
    pub fn refresh(&mut self, place: Place, context: &Context) -> Action<Message> {
        let today = self.today.refresh(context).map(Message::Today);
        let shown = match place {
            Place::Today => Action::none(),
            Place::Intake => self.intake.refresh(context).map(on_intake),
        };
        today.with(shown)
    }

    /// Ticks of whatever runs.
    pub fn subscription(&self) -> Subscription<Message> {
        Subscription::batch([
            self.today.subscription().map(Message::Today),
            self.intake.subscription().map(on_intake),
        ])
    }

    /// What would be lost if the window closed now.
    pub fn unsaved(&self) -> Vec<String> {
        [self.today.unsaved(), self.intake.unsaved()].into_iter().flatten().collect()
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
