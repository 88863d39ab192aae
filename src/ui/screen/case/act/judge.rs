//! 判断难度: the supervisor's answer behind 填写处理记录表. Rules §4 record_form.

use iced::Element;
use serde::{Deserialize, Serialize};

use crate::domain::event::EventKind;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::form::parts::answer;

/// See the module.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Judge {
    difficult: Option<bool>,
}

/// Yes or no.
#[derive(Debug, Clone, Copy)]
pub struct Message(bool);

impl ActForm for Judge {
    type Message = Message;

    fn new(_given: Given<'_>) -> Self {
        Self::default()
    }

    fn update(&mut self, Message(difficult): Message, _given: Given<'_>) -> Outcome {
        self.difficult = Some(difficult);
        Outcome::Stay
    }

    fn view<'a>(&'a self, _given: Given<'_>) -> Element<'a, Message> {
        answer("这件事", "有一定难度", "没有难度", self.difficult, Message)
    }

    fn record(&self, _given: Given<'_>) -> Result<Record, String> {
        let difficult = self.difficult.ok_or("请选有没有难度")?;
        Ok(EventKind::DifficultyJudged { difficult }.into())
    }
}
