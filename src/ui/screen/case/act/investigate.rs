//! 调查: what was found, on which basis, and whose responsibility it is.

use iced::Element;
use serde::{Deserialize, Serialize};

use crate::domain::code::Responsibility;
use crate::domain::event::EventKind;
use crate::library::guard::{Gap, Known};
use crate::library::sentence::Talk;
use crate::library::step::Step;
use crate::library::variable::Variable;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record, tell};
use crate::ui::screen::form::long_text::LongText;
use crate::ui::screen::form::parts::{below, line, long, one_of, owner_words};
use crate::ui::screen::form::read::{filled, for_owner, needed_text, toggle};
use crate::ui::screen::warn::warn;
use crate::ui::widget::field::Action;

/// See the module.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Investigate {
    facts: LongText,
    responsibility: Option<Responsibility>,
    basis: String,
    for_owner: LongText,
}

/// What is typed and chosen.
#[derive(Debug, Clone)]
pub enum Message {
    /// What was found changed.
    Facts(Action),
    /// Whose responsibility it is.
    Responsibility(Responsibility),
    /// The basis.
    Basis(String),
    /// The words for the owner changed.
    ForOwner(Action),
}

impl ActForm for Investigate {
    type Message = Message;

    fn new(given: Given<'_>) -> Self {
        Self { responsibility: given.state.facts.responsibility, ..Self::default() }
    }

    fn update(&mut self, message: Message, _given: Given<'_>) -> Outcome {
        match message {
            Message::Facts(action) => self.facts.perform(action),
            Message::Responsibility(one) => toggle(&mut self.responsibility, one),
            Message::Basis(text) => self.basis = text,
            Message::ForOwner(action) => self.for_owner.perform(action),
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        let chosen = self.responsibility;
        below([
            Some(long("查到的事实", "谁、何时、何地、查了什么", &self.facts, Message::Facts).into()),
            Some(one_of("责任", Responsibility::ALL, chosen, Responsibility::label, Message::Responsibility)),
            Some(line("依据", "合同、规定、记录、照片", &self.basis, Message::Basis).into()),
            Some(owner_words(&self.for_owner, "一块板子坏了，新的要等厂家寄来", Message::ForOwner)),
            warn(&self.for_owner.text(), Known { result_confirmed: true, ..given.known() }),
        ])
    }

    fn record(&self, _given: Given<'_>) -> Result<Record, String> {
        let facts = needed_text(&self.facts, "查到的事实")?;
        let (responsibility, basis) = (self.responsibility, filled(&self.basis));
        let for_owner = for_owner(&self.for_owner)?;
        Ok(EventKind::Investigated { facts, responsibility, basis, for_owner }.into())
    }

    fn step(&self, _given: Given<'_>) -> Option<Step> {
        Some(if self.for_owner.is_empty() { Step::Investigate } else { Step::Solution })
    }

    fn speak(&self, talk: &mut Talk, _given: Given<'_>) {
        tell(talk, Variable::Findings, &self.for_owner);
    }

    /// Nobody is blamed before what was found stands there.
    fn gaps(&self, given: Given<'_>) -> Vec<Gap> {
        let blames = self.responsibility != given.state.facts.responsibility;
        if blames && self.facts.is_empty() { vec![Gap::Findings] } else { Vec::new() }
    }
}
