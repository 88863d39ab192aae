//! 交班: what came in at night goes on in the morning. Ledger 02-27.

use iced::Element;
use serde::{Deserialize, Serialize};

use crate::domain::event::EventKind;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::form::parts::{below, due};
use crate::ui::screen::form::person::{self, Person};
use crate::ui::screen::form::read::due_after;

/// See the module.
#[derive(Serialize, Deserialize)]
pub struct Handover {
    to: Person,
    due: String,
}

/// What is typed.
#[derive(Debug, Clone)]
pub enum Message {
    /// To whom.
    To(person::Message),
    /// When it is taken over.
    Due(String),
}

impl ActForm for Handover {
    type Message = Message;

    fn new(given: Given<'_>) -> Self {
        let morning = given.settings.rules.duty.next_start(given.now);
        Self { to: Person::default(), due: morning.short(given.now) }
    }

    fn update(&mut self, message: Message, _given: Given<'_>) -> Outcome {
        match message {
            Message::To(message) => self.to.update(message),
            Message::Due(due) => self.due = due,
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        below([
            Some(self.to.view("交给谁", &given.people()).map(Message::To)),
            Some(due("接班时间", "", &self.due, given.now, given.settings.rules.duty, Message::Due).into()),
        ])
    }

    fn record(&self, given: Given<'_>) -> Result<Record, String> {
        let to = self.to.needed("交给谁", &given.people())?;
        let due = due_after(&self.due, given.now, given.settings.rules.duty, "接班时间")?;
        Ok(EventKind::Handover { to: Some(to), due: Some(due) }.into())
    }
}
