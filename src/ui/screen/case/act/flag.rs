//! 标记: set or taken off on facts.

use iced::{Element, Length};
use serde::{Deserialize, Serialize};

use crate::domain::code::Flag as Mark;
use crate::domain::event::EventKind;
use crate::domain::permission;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::form::long_text::LongText;
use crate::ui::screen::form::parts::{FIRST, answer, below, long};
use crate::ui::screen::form::read::{answered, needed_text, toggle};
use crate::ui::widget::field::Action;
use crate::ui::widget::{Chips, labelled};

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
        Self { set: Some(true), ..Self::default() }
    }

    fn update(&mut self, message: Message, _given: Given<'_>) -> Outcome {
        match message {
            Message::Flag(flag) => toggle(&mut self.flag, flag),
            Message::Set(set) => self.set = Some(set),
            Message::Reason(action) => self.reason.perform(action),
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        let may = |one: &Mark| !one.is_supervisors() || permission::decides(given.actor);
        let offered = Mark::ALL.iter().copied().filter(may);
        let marks = Chips::one_of(offered, self.flag.as_ref(), |one| one.label().into(), Message::Flag);
        below([
            Some(labelled("标记", "", marks.id(FIRST).width(Length::Fill))),
            Some(answer("要做什么", "标上", "去掉标记", self.set, Message::Set)),
            Some(long("事实依据", "只写事实", &self.reason, Message::Reason).into()),
        ])
    }

    fn record(&self, _given: Given<'_>) -> Result<Record, String> {
        let flag = self.flag.ok_or("请选标记")?;
        let set = answered(self.set, "标上还是去掉")?;
        let reason = Some(needed_text(&self.reason, "事实依据")?);
        Ok(EventKind::Flag { flag, set, reason }.into())
    }
}
