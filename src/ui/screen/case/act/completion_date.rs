//! 告知完成日期: it cannot be done today, and the owner is told when. Ledger 04-06.

use iced::Element;
use serde::{Deserialize, Serialize};

use crate::domain::event::EventKind;
use crate::library::say::Talk;
use crate::library::spoken_time::spoken_limit;
use crate::library::step::Step;
use crate::library::variable::Variable;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::form::parts::{FIRST, due};
use crate::ui::screen::form::read::{due_after, due_so_far};

/// See the module.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CompletionDate {
    due: String,
}

/// The date changed.
#[derive(Debug, Clone)]
pub struct Message(String);

impl ActForm for CompletionDate {
    type Message = Message;

    fn new(_given: Given<'_>) -> Self {
        Self::default()
    }

    fn update(&mut self, Message(due): Message, _given: Given<'_>) -> Outcome {
        self.due = due;
        Outcome::Stay
    }

    fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        due(
            "告知业主的完成时间",
            "明天18:00、11-27 18:00",
            &self.due,
            given.now,
            given.settings.rules.duty,
            Message,
        )
        .id(FIRST)
        .into()
    }

    fn record(&self, given: Given<'_>) -> Result<Record, String> {
        let due = due_after(&self.due, given.now, given.settings.rules.duty, "完成日期")?;
        Ok(EventKind::CompletionDate { due }.into())
    }

    fn step(&self, _given: Given<'_>) -> Option<Step> {
        Some(Step::Delay)
    }

    fn speak(&self, talk: &mut Talk, given: Given<'_>) {
        if let Some(due) = due_so_far(&self.due, given.now, given.settings.rules.duty) {
            talk.values.set(Variable::CompletionDate, spoken_limit(due, given.now));
        }
    }
}
