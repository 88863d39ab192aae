//! 现场解释: how it is is told, and whether that satisfied.

use iced::Element;
use serde::{Deserialize, Serialize};

use crate::library::guard::{self, Gap};
use crate::library::step::Step;
use crate::ui::screen::case::act::form::{ActForm, Asked, Given, Outcome, Record};
use crate::ui::screen::form::explanation::Explanation;
use crate::ui::screen::form::parts::{FIRST, below, marks};
use crate::ui::screen::form::read::answered;
use crate::ui::widget::field::Action;

/// See the module.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Explain {
    explanation: Explanation,
    satisfied: Option<bool>,
    signed: bool,
}

/// What is typed and chosen.
#[derive(Debug, Clone)]
pub enum Message {
    /// The words changed.
    Text(Action),
    /// The owner signed the printed sheet, or did not.
    Signed,
}

impl ActForm for Explain {
    type Message = Message;

    fn new(_given: Given<'_>) -> Self {
        Self::default()
    }

    fn update(&mut self, message: Message, _given: Given<'_>) -> Outcome {
        match message {
            Message::Text(action) => self.explanation.text.perform(action),
            Message::Signed => self.signed = !self.signed,
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        below([
            Some(self.explanation.view(given.known(), FIRST).map(Message::Text)),
            Some(marks(vec![("业主已在打印件上签字", self.signed, Message::Signed)])),
        ])
    }

    fn record(&self, _given: Given<'_>) -> Result<Record, String> {
        let explained = self.explanation.event(false, false)?;
        let satisfied = answered(self.satisfied, "业主是否满意")?;
        Ok(if satisfied { self.explanation.event(true, self.signed)? } else { explained }.into())
    }

    fn step(&self, _given: Given<'_>) -> Option<Step> {
        Some(Step::Explain)
    }

    fn asked(&self, _given: Given<'_>) -> Option<Asked> {
        Some(Asked { yes: "业主满意", no: "业主不满意", answer: self.satisfied })
    }

    fn answer(&mut self, yes: bool) {
        self.satisfied = Some(yes);
    }

    fn gaps(&self, given: Given<'_>) -> Vec<Gap> {
        guard::gaps(&given.state.facts)
    }
}
