//! 指派责任人: who answers for it to the end.

use iced::Element;
use serde::{Deserialize, Serialize};

use crate::domain::event::EventKind;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::form::parts::below;
use crate::ui::screen::form::person::{self, Person};

/// See the module.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Assign {
    to: Person,
    department: Person,
    named_by: Person,
}

/// What is typed.
#[derive(Debug, Clone)]
pub enum Message {
    /// The person.
    To(person::Message),
    /// The department.
    Department(person::Message),
    /// The department head who named him.
    NamedBy(person::Message),
}

impl ActForm for Assign {
    type Message = Message;

    fn new(_given: Given<'_>) -> Self {
        Self::default()
    }

    fn update(&mut self, message: Message, _given: Given<'_>) -> Outcome {
        match message {
            Message::To(message) => self.to.update(message),
            Message::Department(message) => self.department.update(message),
            Message::NamedBy(message) => self.named_by.update(message),
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        below([
            Some(self.to.view("责任人", &given.people()).map(Message::To)),
            Some(self.department.further("责任部门", &given.departments()).map(Message::Department)),
            Some(self.named_by.further("部门负责人（由他指派时填）", &given.people()).map(Message::NamedBy)),
        ])
    }

    fn record(&self, given: Given<'_>) -> Result<Record, String> {
        let to = self.to.needed("责任人", &given.people())?;
        let department = self.department.name(&given.departments())?;
        let named_by = self.named_by.name(&given.people())?;
        Ok(EventKind::Assigned { to, department, reason: None, named_by }.into())
    }
}
