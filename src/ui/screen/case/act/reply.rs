//! 登记答复: what another unit answered, or we to it.

use iced::Element;
use serde::{Deserialize, Serialize};

use crate::domain::event::EventKind;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::form::long_text::LongText;
use crate::ui::screen::form::parts::{FIRST, below, line, long};
use crate::ui::screen::form::read::{filled, needed_text};
use crate::ui::widget::field::Action;

/// See the module.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Reply {
    from: String,
    text: LongText,
}

/// What is typed.
#[derive(Debug, Clone)]
pub enum Message {
    /// Whose answer.
    From(String),
    /// The answer changed.
    Text(Action),
}

impl ActForm for Reply {
    type Message = Message;

    fn new(_given: Given<'_>) -> Self {
        Self::default()
    }

    fn update(&mut self, message: Message, _given: Given<'_>) -> Outcome {
        match message {
            Message::From(name) => self.from = name,
            Message::Text(action) => self.text.perform(action),
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, _given: Given<'_>) -> Element<'a, Message> {
        below([
            Some(line("谁的答复", "单位或人", &self.from, Message::From).id(FIRST).into()),
            Some(long("答复内容", "", &self.text, Message::Text).into()),
        ])
    }

    fn record(&self, _given: Given<'_>) -> Result<Record, String> {
        let text = needed_text(&self.text, "答复内容")?;
        Ok(EventKind::LetterReply { from: filled(&self.from), text }.into())
    }
}
