//! 告知频次: how often the owner of this case is told. Ledger 07-15.

use iced::{Element, Length};
use serde::{Deserialize, Serialize};

use crate::domain::cadence::Every;
use crate::domain::event::EventKind;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::form::parts::FIRST;
use crate::ui::widget::{chip, chips, labelled};

/// See the module. Hours between two notices; `None` = no regular notice.
#[derive(Serialize, Deserialize)]
pub struct Cadence {
    every: Option<u32>,
}

/// The hours between two notices.
#[derive(Debug, Clone, Copy)]
pub struct Message(Option<u32>);

const CHOICES: [(Option<u32>, &str); 5] =
    [(Some(4), "每4小时"), (Some(24), "每天"), (Some(72), "每3天"), (Some(168), "每周"), (None, "不定期")];

impl ActForm for Cadence {
    type Message = Message;

    fn new(given: Given<'_>) -> Self {
        Self { every: Some(given.settings.rules.progress) }
    }

    fn update(&mut self, Message(every): Message, _given: Given<'_>) -> Outcome {
        self.every = every;
        Outcome::Stay
    }

    fn view<'a>(&'a self, _given: Given<'_>) -> Element<'a, Message> {
        let choices = chips(CHOICES.map(|(every, word)| chip(word, self.every == every)))
            .on_pick(|at| Message(CHOICES[at].0))
            .id(FIRST)
            .width(Length::Fill);
        labelled("多久告知一次", "", choices)
    }

    fn record(&self, _given: Given<'_>) -> Result<Record, String> {
        let every = self.every.map_or(Every::None, Every::Hours);
        Ok(EventKind::Cadence { every, rule: None, situation: None }.into())
    }
}
