//! 标记: set or taken off on facts.

use iced::Element;
use serde::{Deserialize, Serialize};

use crate::domain::code::Flag as Mark;
use crate::domain::event::EventKind;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::form::long_text::LongText;
use crate::ui::screen::form::parts::{answer, below, first_of, long};
use crate::ui::screen::form::read::{answered, needed_text, toggle};
use crate::ui::widget::field::Action;

/// See the module.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Flag {
    flag: Option<Mark>,
    set: Option<bool>,
    reason: LongText,
}

/// What is typed and chosen.
#[derive(Debug, Clone)]
pub enum Message {
    /// Which mark.
    Flag(Mark),
    /// Set or taken off.
    Set(bool),
    /// The facts behind it changed.
    Reason(Action),
}

impl ActForm for Flag {
    type Message = Message;

    fn new(_given: Given<'_>) -> Self {
        Self::default()
    }

    fn update(&mut self, message: Message, _given: Given<'_>) -> Outcome {
        match message {
            Message::Flag(flag) => toggle(&mut self.flag, flag),
            Message::Set(set) => self.set = Some(set),
            Message::Reason(action) => self.reason.perform(action),
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, _given: Given<'_>) -> Element<'a, Message> {
        below([
            Some(first_of("标记", Mark::ALL, self.flag, Mark::label, Message::Flag)),
            Some(answer("", "标上", "取消", self.set, Message::Set)),
            Some(long("事实依据", "只写事实", &self.reason, Message::Reason).into()),
        ])
    }

    fn record(&self, _given: Given<'_>) -> Result<Record, String> {
        let flag = self.flag.ok_or("请选标记")?;
        let set = answered(self.set, "标上还是取消")?;
        let reason = Some(needed_text(&self.reason, "事实依据")?);
        Ok(EventKind::Flag { flag, set, reason }.into())
    }
}
