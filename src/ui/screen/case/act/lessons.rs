//! 关闭小结: the four questions at closing. Ledger 09-14.

use iced::Element;
use serde::{Deserialize, Serialize};

use crate::domain::event::EventKind;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::form::long_text::LongText;
use crate::ui::screen::form::parts::{below, line, long};
use crate::ui::screen::form::read::filled;
use crate::ui::widget::field::Action;

/// See the module.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Lessons {
    cause: LongText,
    lesson: String,
    avoid: String,
    adjust: String,
}

/// What is typed.
#[derive(Debug, Clone)]
pub enum Message {
    /// Why it happened.
    Cause(Action),
    /// What it teaches.
    Lesson(String),
    /// How it is avoided.
    Avoid(String),
    /// What is adjusted.
    Adjust(String),
}

impl ActForm for Lessons {
    type Message = Message;

    fn new(_given: Given<'_>) -> Self {
        Self::default()
    }

    fn update(&mut self, message: Message, _given: Given<'_>) -> Outcome {
        match message {
            Message::Cause(action) => self.cause.perform(action),
            Message::Lesson(text) => self.lesson = text,
            Message::Avoid(text) => self.avoid = text,
            Message::Adjust(text) => self.adjust = text,
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, _given: Given<'_>) -> Element<'a, Message> {
        below([
            Some(long("为什么会发生", "", &self.cause, Message::Cause).into()),
            Some(line("得到什么教训", "", &self.lesson, Message::Lesson).into()),
            Some(line("以后怎样避免", "", &self.avoid, Message::Avoid).into()),
            Some(line("要调整什么", "", &self.adjust, Message::Adjust).into()),
        ])
    }

    fn record(&self, _given: Given<'_>) -> Result<Record, String> {
        let (cause, lesson) = (filled(&self.cause.text()), filled(&self.lesson));
        let (avoid, adjust) = (filled(&self.avoid), filled(&self.adjust));
        if [&cause, &lesson, &avoid, &adjust].into_iter().all(Option::is_none) {
            return Err("四个问题至少答一个".into());
        }
        Ok(EventKind::ClosingNotes { cause, lesson, avoid, adjust }.into())
    }
}
