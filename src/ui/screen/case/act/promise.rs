//! 约定回复: a time is agreed by which the owner hears from us.

use iced::Element;
use serde::{Deserialize, Serialize};

use crate::domain::intake_entry::PromiseEntry;
use crate::library::sentence::Talk;
use crate::library::spoken_time::spoken_limit;
use crate::library::step::Step;
use crate::library::variable::Variable;
use crate::ui::screen::case::act::form::{ActForm, Asked, Given, Outcome, Record};
use crate::ui::screen::form::parts::FIRST;
use crate::ui::screen::form::promise::{self, PromiseShown};
use crate::ui::screen::form::read::{answered, due_so_far};

/// See the module.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AgreeReply {
    promise: PromiseEntry,
    consent: Option<bool>,
}

/// What is typed and chosen.
#[derive(Debug, Clone)]
pub enum Message {
    /// In the promise.
    Promise(promise::Message),
}

impl ActForm for AgreeReply {
    type Message = Message;

    fn new(_given: Given<'_>) -> Self {
        Self::default()
    }

    fn update(&mut self, message: Message, _given: Given<'_>) -> Outcome {
        match message {
            Message::Promise(message) => promise::update(&mut self.promise, message),
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        let shown = PromiseShown {
            settings: given.settings,
            now: given.now,
            known: given.known(),
            error: None,
            id: FIRST,
            actor: given.actor,
        };
        promise::view(&self.promise, shown).map(Message::Promise)
    }

    fn record(&self, given: Given<'_>) -> Result<Record, String> {
        promise::due(&self.promise, given.settings.rules.duty, given.now)?;
        let consent = answered(self.consent, "业主是否同意")?;
        Ok(promise::event(&self.promise, consent, given.settings.rules.duty, given.now)?.into())
    }

    fn step(&self, _given: Given<'_>) -> Option<Step> {
        Some(Step::Promise)
    }

    fn speak(&self, talk: &mut Talk, given: Given<'_>) {
        if let Some(due) = due_so_far(&self.promise.due, given.now, given.settings.rules.duty) {
            talk.values.set(Variable::PromiseTime, spoken_limit(due, given.now));
        }
    }

    fn asked(&self, _given: Given<'_>) -> Option<Asked> {
        Some(Asked { yes: "业主同意", no: "业主不同意", answer: self.consent })
    }

    fn answer(&mut self, yes: bool) {
        self.consent = Some(yes);
    }
}
