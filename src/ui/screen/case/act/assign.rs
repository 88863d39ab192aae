//! 指派责任人: who answers for it to the end.

use iced::Element;
use serde::{Deserialize, Serialize};

use crate::domain::event::EventKind;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::form::parts::{below, line};
use crate::ui::screen::form::person::{self, Person};
use crate::ui::screen::form::read::filled;

/// See the module.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Assign {
    to: Person,
    department: String,
}

/// What is typed.
#[derive(Debug, Clone)]
pub enum Message {
    /// The person.
    To(person::Message),
    /// The department.
    Department(String),
}

impl ActForm for Assign {
    type Message = Message;

    fn new(_given: Given<'_>) -> Self {
        Self::default()
    }

    fn update(&mut self, message: Message, _given: Given<'_>) -> Outcome {
        match message {
            Message::To(message) => self.to.update(message),
            Message::Department(name) => self.department = name,
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        below([
            Some(self.to.view("责任人", &given.people()).map(Message::To)),
            Some(line("责任部门", "工程、保洁、秩序……", &self.department, Message::Department).into()),
        ])
    }

    fn record(&self, given: Given<'_>) -> Result<Record, String> {
        let to = self.to.needed("责任人", &given.people())?;
        Ok(EventKind::Assigned { to, department: filled(&self.department) }.into())
    }
}
