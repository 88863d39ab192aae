//! 指派责任人: who answers for it to the end.

use iced::Element;
use serde::{Deserialize, Serialize};

use crate::domain::event::EventKind;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::form::parts::{FIRST, below, line};
use crate::ui::screen::form::read::{filled, needed};

/// See the module.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Assign {
    to: String,
    department: String,
}

/// What is typed.
#[derive(Debug, Clone)]
pub enum Message {
    /// The person.
    To(String),
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
            Message::To(name) => self.to = name,
            Message::Department(name) => self.department = name,
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, _given: Given<'_>) -> Element<'a, Message> {
        below([
            Some(line("责任人", "姓名", &self.to, Message::To).id(FIRST).into()),
            Some(line("责任部门", "工程、保洁、秩序……", &self.department, Message::Department).into()),
        ])
    }

    fn record(&self, _given: Given<'_>) -> Result<Record, String> {
        let to = needed(&self.to, "责任人")?;
        Ok(EventKind::Assigned { to, department: filled(&self.department) }.into())
    }
}
