//! 情绪: the owner's mood now.

use iced::Element;
use serde::{Deserialize, Serialize};

use crate::domain::code::Emotion;
use crate::domain::event::EventKind;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::form::parts::first_of;

/// See the module.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Mood {
    emotion: Option<Emotion>,
}

/// The mood.
#[derive(Debug, Clone, Copy)]
pub struct Message(Emotion);

impl ActForm for Mood {
    type Message = Message;

    fn new(_given: Given<'_>) -> Self {
        Self::default()
    }

    fn update(&mut self, Message(emotion): Message, _given: Given<'_>) -> Outcome {
        self.emotion = Some(emotion);
        Outcome::Stay
    }

    fn view<'a>(&'a self, _given: Given<'_>) -> Element<'a, Message> {
        first_of("业主现在", Emotion::ALL, self.emotion, Emotion::label, Message)
    }

    fn record(&self, _given: Given<'_>) -> Result<Record, String> {
        let emotion = self.emotion.ok_or("请选业主现在的情绪")?;
        Ok(EventKind::Emotion { emotion }.into())
    }
}
