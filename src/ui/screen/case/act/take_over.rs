//! 接班: it counts once the owner was contacted.

use iced::Element;
use serde::{Deserialize, Serialize};

use crate::domain::event::EventKind;
use crate::library::step::Step;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::form::parts::answer;
use crate::ui::screen::form::read::answered;

/// See the module.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TakeOver {
    contacted: Option<bool>,
}

/// Whether the owner was contacted.
#[derive(Debug, Clone, Copy)]
pub struct Message(bool);

impl ActForm for TakeOver {
    type Message = Message;

    fn new(_given: Given<'_>) -> Self {
        Self::default()
    }

    fn update(&mut self, Message(contacted): Message, _given: Given<'_>) -> Outcome {
        self.contacted = Some(contacted);
        Outcome::Stay
    }

    fn view<'a>(&'a self, _given: Given<'_>) -> Element<'a, Message> {
        answer("业主", "已联系上", "还没联系上", self.contacted, Message)
    }

    fn record(&self, _given: Given<'_>) -> Result<Record, String> {
        let contacted = answered(self.contacted, "是否已联系上业主")?;
        Ok(EventKind::TakenOver { contacted }.into())
    }

    fn step(&self, _given: Given<'_>) -> Option<Step> {
        Some(Step::Progress)
    }
}
