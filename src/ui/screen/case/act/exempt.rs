//! 免回访: why no visit is owed.

use iced::Element;
use serde::{Deserialize, Serialize};

use crate::domain::code::ExemptGround;
use crate::domain::event::EventKind;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::form::long_text::LongText;
use crate::ui::screen::form::parts::{below, long, one_of};
use crate::ui::screen::form::read::filled;
use crate::ui::widget::field::Action;

/// See the module.
#[derive(Serialize, Deserialize)]
pub struct Exempt {
    ground: ExemptGround,
    reason: LongText,
}

/// What is typed and chosen.
#[derive(Debug, Clone)]
pub enum Message {
    /// The ground.
    Ground(ExemptGround),
    /// The reason changed.
    Reason(Action),
}

impl ActForm for Exempt {
    type Message = Message;

    fn new(given: Given<'_>) -> Self {
        let state = given.state;
        let satisfied = state.round.explained.as_ref().is_some_and(|(satisfied, ..)| *satisfied);
        let ground = match () {
            () if state.facts.is_unreachable_by_nature() => ExemptGround::Anonymous,
            () if satisfied => ExemptGround::OnSite,
            () => ExemptGround::Inconvenient,
        };
        Self { ground, reason: LongText::default() }
    }

    fn update(&mut self, message: Message, _given: Given<'_>) -> Outcome {
        match message {
            Message::Ground(ground) => self.ground = ground,
            Message::Reason(action) => self.reason.perform(action),
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, _given: Given<'_>) -> Element<'a, Message> {
        let (all, chosen) = (ExemptGround::ALL, Some(self.ground));
        below([
            Some(one_of("免回访的条件", all, chosen, ExemptGround::label, Message::Ground)),
            Some(long("理由", "敏感、不便、一类须写", &self.reason, Message::Reason).into()),
        ])
    }

    fn record(&self, _given: Given<'_>) -> Result<Record, String> {
        let (ground, text) = (self.ground, filled(&self.reason.text()));
        let explained =
            matches!(ground, ExemptGround::Sensitive | ExemptGround::Inconvenient | ExemptGround::ClassI);
        if explained && text.is_none() {
            return Err("这种免回访须写明理由".into());
        }
        Ok(EventKind::VisitExempt { ground, text }.into())
    }
}
