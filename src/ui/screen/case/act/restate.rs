//! 复述核实: the summary is read back to the owner.

use iced::Element;
use serde::{Deserialize, Serialize};

use crate::domain::event::EventKind;
use crate::library::sentence::Talk;
use crate::library::step::Step;
use crate::library::variable::Variable;
use crate::ui::screen::case::act::form::{ActForm, Asked, Given, Outcome, Record, tell};
use crate::ui::screen::form::long_text::LongText;
use crate::ui::screen::form::parts::long;
use crate::ui::screen::form::read::{answered, needed_text};
use crate::ui::widget::field::Action;

/// See the module.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Restate {
    summary: LongText,
    confirmed: Option<bool>,
}

/// What is typed and chosen.
#[derive(Debug, Clone)]
pub enum Message {
    /// The summary changed.
    Summary(Action),
}

impl ActForm for Restate {
    type Message = Message;

    fn new(given: Given<'_>) -> Self {
        let summary = given.state.facts.summary.as_deref().unwrap_or_default();
        Self { summary: LongText::new(summary), confirmed: None }
    }

    fn update(&mut self, message: Message, _given: Given<'_>) -> Outcome {
        match message {
            Message::Summary(action) => self.summary.perform(action),
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, _given: Given<'_>) -> Element<'a, Message> {
        long("复述要点", "念给业主听", &self.summary, Message::Summary).into()
    }

    fn record(&self, _given: Given<'_>) -> Result<Record, String> {
        let summary = needed_text(&self.summary, "复述要点")?;
        let confirmed = answered(self.confirmed, "业主是否确认")?;
        Ok(EventKind::Restated { summary, confirmed }.into())
    }

    fn step(&self, _given: Given<'_>) -> Option<Step> {
        Some(Step::Restate)
    }

    fn speak(&self, talk: &mut Talk, _given: Given<'_>) {
        tell(talk, Variable::Summary, &self.summary);
    }

    fn asked(&self, _given: Given<'_>) -> Option<Asked> {
        Some(Asked { yes: "业主已确认", no: "还要改", answer: self.confirmed })
    }

    fn answer(&mut self, yes: bool) {
        self.confirmed = Some(yes);
    }
}
