//! 重新受理: a closed case is taken up again.

use iced::Element;
use serde::{Deserialize, Serialize};

use crate::domain::event::EventKind;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::form::long_text::LongText;
use crate::ui::screen::form::parts::long;
use crate::ui::screen::form::read::needed_text;
use crate::ui::widget::field::Action;

/// See the module.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Reopen {
    reason: LongText,
}

/// The reason changed.
#[derive(Debug, Clone)]
pub struct Message(Action);

impl ActForm for Reopen {
    type Message = Message;

    fn new(_given: Given<'_>) -> Self {
        Self::default()
    }

    fn update(&mut self, Message(action): Message, _given: Given<'_>) -> Outcome {
        self.reason.perform(action);
        Outcome::Stay
    }

    fn view<'a>(&'a self, _given: Given<'_>) -> Element<'a, Message> {
        long("原因", "", &self.reason, Message).into()
    }

    fn record(&self, _given: Given<'_>) -> Result<Record, String> {
        let reason = needed_text(&self.reason, "重新受理的原因")?;
        Ok(EventKind::Reopened { reason }.into())
    }
}
