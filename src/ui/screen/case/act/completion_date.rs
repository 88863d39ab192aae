//! 告知完成日期: it cannot be done today, and the owner is told when. Ledger 04-06.

use iced::Element;
use serde::{Deserialize, Serialize};

use crate::domain::event::EventKind;
use crate::domain::permission;
use crate::library::sentence::Talk;
use crate::library::spoken_time::spoken_limit;
use crate::library::step::Step;
use crate::library::variable::Variable;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::form::parts::{FIRST, below, due, line};
use crate::ui::screen::form::read::{due_after, due_so_far, filled};

/// An example of a reason.
pub const DELAY: &str = "配件要订货，明天上午到";

/// See the module.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CompletionDate {
    due: String,
    reason: String,
}

/// What is typed.
#[derive(Debug, Clone)]
pub enum Message {
    /// The date.
    Due(String),
    /// Why not today.
    Reason(String),
}

impl ActForm for CompletionDate {
    type Message = Message;

    fn new(_given: Given<'_>) -> Self {
        Self::default()
    }

    fn update(&mut self, message: Message, _given: Given<'_>) -> Outcome {
        match message {
            Message::Due(due) => self.due = due,
            Message::Reason(reason) => self.reason = reason,
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        let duty = given.settings.rules.duty;
        let date =
            due("告知业主的完成时间", "明天18:00、11-27 18:00", &self.due, given.now, duty, Message::Due);
        let late = due_so_far(&self.due, given.now, duty)
            .is_some_and(|due| permission::needs_delay_reason(given.state, due, given.now));
        let reason = late.then(|| line("当天办不完的原因", DELAY, &self.reason, Message::Reason).into());
        below([Some(date.id(FIRST).into()), reason])
    }

    fn record(&self, given: Given<'_>) -> Result<Record, String> {
        let due = due_after(&self.due, given.now, given.settings.rules.duty, "完成日期")?;
        Ok(EventKind::CompletionDate { due, reason: filled(&self.reason) }.into())
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
