//! 待办: somebody shall do something by a time. Ledger 07-12.

use iced::{Element, Length};
use serde::{Deserialize, Serialize};

use crate::domain::deadline_set::TaskAfter;
use crate::domain::event::EventKind;
use crate::domain::obligation::{Obligation, ObligationId, TaskKind};
use crate::domain::permission::tickable;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::form::long_text::LongText;
use crate::ui::screen::form::parts::{below, due, line, long};
use crate::ui::screen::form::person::{self, Person};
use crate::ui::screen::form::read::{due_after, needed_text, toggle};
use crate::ui::widget::field::Action;
use crate::ui::widget::{chip, chips, labelled};

/// The hours that a task may be given after another one: a month at the most.
const HOURS: std::ops::RangeInclusive<u32> = 1..=720;

/// See the module.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Task {
    what: LongText,
    to: Person,
    due: String,
    /// It waits for this one.
    after: Option<ObligationId>,
    /// Hours after that one is done.
    hours: String,
}

/// What is typed.
#[derive(Debug, Clone)]
pub enum Message {
    /// What is to be done changed.
    What(Action),
    /// By whom.
    To(person::Message),
    /// By when.
    Due(String),
    /// After this one, or no longer.
    After(ObligationId),
    /// So many hours after it.
    Hours(String),
}

impl ActForm for Task {
    type Message = Message;

    fn new(_given: Given<'_>) -> Self {
        Self::default()
    }

    fn update(&mut self, message: Message, _given: Given<'_>) -> Outcome {
        match message {
            Message::What(action) => self.what.perform(action),
            Message::To(message) => self.to.update(message),
            Message::Due(due) => self.due = due,
            Message::After(task) => toggle(&mut self.after, task),
            Message::Hours(hours) => self.hours = hours,
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        let ahead = ahead(given);
        let after = (!ahead.is_empty()).then(|| {
            let list = ahead.iter().map(|(id, words)| chip(words.clone(), self.after == Some(*id)));
            let list = chips(list.collect::<Vec<_>>())
                .on_pick(move |at| Message::After(ahead[at].0))
                .width(Length::Fill);
            labelled("等哪一件先办完（不用等就不选）", "", list)
        });
        let waits = self.after.is_some();
        below([
            Some(long("办什么", "", &self.what, Message::What).into()),
            Some(self.to.further("交给谁", &given.people()).map(Message::To)),
            after,
            waits.then(|| line("那件办完后几小时内", "2", &self.hours, Message::Hours).into()),
            (!waits).then(|| {
                due(
                    "什么时候前办完",
                    "今天18:00、明天10:00",
                    &self.due,
                    given.now,
                    given.settings.rules.duty,
                    Message::Due,
                )
                .into()
            }),
        ])
    }

    fn record(&self, given: Given<'_>) -> Result<Record, String> {
        let what = needed_text(&self.what, "办什么")?;
        let to = self.to.name(&given.people())?;
        let (due, after) = match self.after {
            Some(task) => (None, Some(TaskAfter { task, hours: self.hours()? })),
            None => {
                let duty = given.settings.rules.duty;
                (Some(due_after(&self.due, given.now, duty, "办完的时间")?), None)
            }
        };
        Ok(EventKind::Task { what, to, due, kind: TaskKind::Free, after }.into())
    }
}

impl Task {
    fn hours(&self) -> Result<u32, String> {
        let hours = self.hours.trim().parse().ok().filter(|hours| HOURS.contains(hours));
        let range = format!("{}到{}", HOURS.start(), HOURS.end());
        hours.ok_or_else(|| format!("请填前一件办完后几小时内，{range}的整数"))
    }
}

/// The tasks that another one may wait for, each with whom it was given to.
fn ahead(given: Given<'_>) -> Vec<(ObligationId, String)> {
    let waiting = given.state.waiting.iter().map(|(one, _)| one);
    let all = tickable(given.state, given.now).filter(|one| one.task.is_some()).chain(waiting);
    let words = |one: &Obligation| match &one.who {
        Some(who) => format!("{who}：{}", one.label()),
        None => one.label().to_owned(),
    };
    all.map(|one| (one.id, words(one))).collect()
}
