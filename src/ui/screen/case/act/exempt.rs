//! 免回访: why no visit is owed.

use iced::{Element, Length};
use serde::{Deserialize, Serialize};

use crate::domain::code::ExemptGround;
use crate::domain::event::EventKind;
use crate::domain::permission::exempt_grounds;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::form::long_text::LongText;
use crate::ui::screen::form::parts::{below, long};
use crate::ui::screen::form::read::filled;
use crate::ui::widget::field::Action;
use crate::ui::widget::{Chips, labelled};

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
        let proposed = |one: &ExemptGround| matches!(one, ExemptGround::OnSite | ExemptGround::Anonymous);
        let ground = exempt_grounds(given.state).into_iter().find(proposed);
        let ground = ground.unwrap_or(ExemptGround::Inconvenient);
        Self { ground, reason: LongText::default() }
    }

    fn update(&mut self, message: Message, _given: Given<'_>) -> Outcome {
        match message {
            Message::Ground(ground) => self.ground = ground,
            Message::Reason(action) => self.reason.perform(action),
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        let true_ones = exempt_grounds(given.state);
        let grounds = Chips::one_of(true_ones, Some(&self.ground), |one| one.label().into(), Message::Ground);
        below([
            Some(labelled("免回访的条件", "只列符合本单的", grounds.width(Length::Fill))),
            Some(long("理由", "敏感、不便、一类须写", &self.reason, Message::Reason).into()),
        ])
    }

    fn record(&self, _given: Given<'_>) -> Result<Record, String> {
        let (ground, text) = (self.ground, filled(&self.reason.text()));
        Ok(EventKind::VisitExempt { ground, text }.into())
    }
}
