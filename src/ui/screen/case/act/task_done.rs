//! 待办完成: which one, and what came of it.

use iced::{Element, Length};
use serde::{Deserialize, Serialize};

use crate::domain::event::EventKind;
use crate::domain::obligation::ObligationId;
use crate::domain::permission::tickable;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::form::long_text::LongText;
use crate::ui::screen::form::parts::{FIRST, below, long};
use crate::ui::screen::form::read::{filled, toggle};
use crate::ui::widget::field::Action;
use crate::ui::widget::{chip, chips, labelled};

/// See the module.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TaskDone {
    task: Option<ObligationId>,
    result: LongText,
}

/// What is typed and chosen.
#[derive(Debug, Clone)]
pub enum Message {
    /// Which one.
    Task(ObligationId),
    /// What came of it changed.
    Result(Action),
}

impl TaskDone {
    /// Of this one, as it was come for.
    pub fn choose(&mut self, task: ObligationId) {
        self.task = Some(task);
    }
}

fn open_tasks(given: Given<'_>) -> Vec<(ObligationId, String)> {
    tickable(given.state, given.now).map(|one| (one.id, one.label().to_owned())).collect()
}

impl ActForm for TaskDone {
    type Message = Message;

    fn new(given: Given<'_>) -> Self {
        let mut open = open_tasks(given);
        let only = if open.len() == 1 { open.pop() } else { None };
        Self { task: only.map(|(id, _)| id), ..Self::default() }
    }

    fn update(&mut self, message: Message, _given: Given<'_>) -> Outcome {
        match message {
            Message::Task(task) => toggle(&mut self.task, task),
            Message::Result(action) => self.result.perform(action),
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        let open = open_tasks(given);
        let list = open.iter().map(|(id, what)| chip(what.clone(), self.task == Some(*id)));
        let list = chips(list.collect::<Vec<_>>())
            .on_pick(move |at| Message::Task(open[at].0))
            .id(FIRST)
            .width(Length::Fill);
        let result = long("结果", "告诉了谁、办成什么样", &self.result, Message::Result);
        below([Some(labelled("办完的是", "", list)), Some(result.into())])
    }

    fn record(&self, given: Given<'_>) -> Result<Record, String> {
        let chosen = open_tasks(given).into_iter().find(|(id, _)| self.task == Some(*id));
        let (id, what) = chosen.ok_or("请选办完的是哪一件")?;
        Ok(EventKind::TaskDone { task: Some(id), what, result: filled(&self.result.text()) }.into())
    }
}
