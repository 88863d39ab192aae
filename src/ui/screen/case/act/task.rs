//! 待办: somebody shall do something by a time. Ledger 07-12.

use iced::Element;
use serde::{Deserialize, Serialize};

use crate::domain::event::EventKind;
use crate::domain::obligation::TaskKind;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::form::long_text::LongText;
use crate::ui::screen::form::parts::{below, due, long};
use crate::ui::screen::form::person::{self, Person};
use crate::ui::screen::form::read::{due_after, needed_text};
use crate::ui::widget::field::Action;

/// See the module.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Task {
    what: LongText,
    to: Person,
    due: String,
}

/// What is typed.
#[derive(Debug, Clone)]
pub enum Message {
    /// What is to be done changed.
    What(Action),
    /// By whom.
    To(person::Message),
    /// By when.
    Due(String),
}

impl ActForm for Task {
    type Message = Message;

    fn new(_given: Given<'_>) -> Self {
        Self::default()
    }

    fn update(&mut self, message: Message, _given: Given<'_>) -> Outcome {
        match message {
            Message::What(action) => self.what.perform(action),
            Message::To(message) => self.to.update(message),
            Message::Due(due) => self.due = due,
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        below([
            Some(long("办什么", "", &self.what, Message::What).into()),
            Some(self.to.view("交给谁", &given.people()).map(Message::To)),
            Some(
                due(
                    "什么时候前办完",
                    "今天18:00、明天10:00",
                    &self.due,
                    given.now,
                    given.settings.rules.duty,
                    Message::Due,
                )
                .into(),
            ),
        ])
    }

    fn record(&self, given: Given<'_>) -> Result<Record, String> {
        let what = needed_text(&self.what, "办什么")?;
        let due = due_after(&self.due, given.now, given.settings.rules.duty, "办完的时间")?;
        Ok(EventKind::Task { what, to: self.to.name(&given.people())?, due: Some(due), kind: TaskKind::Free }
            .into())
    }
}
