//! 备注: something further that is known.

use iced::Element;
use serde::{Deserialize, Serialize};

use crate::domain::event::EventKind;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::form::long_text::LongText;
use crate::ui::screen::form::parts::{below, long, marks};
use crate::ui::screen::form::read::needed_text;
use crate::ui::widget::field::Action;

/// See the module.
#[derive(Serialize, Deserialize)]
pub struct Note {
    text: LongText,
    internal: bool,
}

/// What is typed and chosen.
#[derive(Debug, Clone)]
pub enum Message {
    /// The words changed.
    Text(Action),
    /// Only for the house, or not.
    Internal,
}

impl ActForm for Note {
    type Message = Message;

    fn new(_given: Given<'_>) -> Self {
        Self { text: LongText::default(), internal: true }
    }

    fn update(&mut self, message: Message, _given: Given<'_>) -> Outcome {
        match message {
            Message::Text(action) => self.text.perform(action),
            Message::Internal => self.internal = !self.internal,
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, _given: Given<'_>) -> Element<'a, Message> {
        below([
            Some(long("备注", "", &self.text, Message::Text).into()),
            Some(marks(vec![("仅供内部", self.internal, Message::Internal)])),
        ])
    }

    fn record(&self, _given: Given<'_>) -> Result<Record, String> {
        let text = needed_text(&self.text, "备注")?;
        Ok(EventKind::Note { text, internal: self.internal }.into())
    }
}
