//! 待办完成: which one, and what came of it.

use iced::{Element, Length};
use serde::{Deserialize, Serialize};

use crate::domain::deadline::IS_DIFFICULT;
use crate::domain::event::EventKind;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::case::act::list::is_open_task;
use crate::ui::screen::form::long_text::LongText;
use crate::ui::screen::form::parts::{FIRST, answer, below, long};
use crate::ui::screen::form::read::{filled, toggle};
use crate::ui::widget::field::Action;
use crate::ui::widget::{chip, chips, labelled};

/// See the module.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TaskDone {
    what: Option<String>,
    answer: Option<bool>,
    result: LongText,
}

/// What is typed and chosen.
#[derive(Debug, Clone)]
pub enum Message {
    /// Which one.
    What(String),
    /// Yes or no to its question.
    Answer(bool),
    /// What came of it changed.
    Result(Action),
}

impl TaskDone {
    /// Of this one, as it was come for.
    pub fn choose(&mut self, what: String) {
        self.what = Some(what);
    }

    /// The question whether a case is difficult is answered by 是 or 否.
    fn is_question(&self) -> bool {
        self.what.as_deref() == Some(IS_DIFFICULT)
    }
}

fn open_tasks(given: Given<'_>) -> Vec<String> {
    let open = given.state.obligations.iter().filter(|obligation| is_open_task(obligation));
    open.map(|obligation| obligation.label().to_owned()).collect()
}

impl ActForm for TaskDone {
    type Message = Message;

    fn new(given: Given<'_>) -> Self {
        let mut open = open_tasks(given);
        let only = if open.len() == 1 { open.pop() } else { None };
        Self { what: only, ..Self::default() }
    }

    fn update(&mut self, message: Message, _given: Given<'_>) -> Outcome {
        match message {
            Message::What(what) => toggle(&mut self.what, what),
            Message::Answer(yes) => self.answer = Some(yes),
            Message::Result(action) => self.result.perform(action),
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        let open = open_tasks(given);
        let list = open.clone().into_iter().map(|what| {
            let is_chosen = self.what.as_ref() == Some(&what);
            chip(what, is_chosen)
        });
        let list = chips(list.collect::<Vec<_>>())
            .on_pick(move |at| Message::What(open[at].clone()))
            .id(FIRST)
            .width(Length::Fill);
        let result = if self.is_question() {
            answer("这件事", "有一定难度", "没有难度", self.answer, Message::Answer)
        } else {
            long("结果", "告诉了谁、办成什么样", &self.result, Message::Result).into()
        };
        below([Some(labelled("办完的是", "", list)), Some(result)])
    }

    fn record(&self, _given: Given<'_>) -> Result<Record, String> {
        let what = self.what.clone().ok_or("请选办完的是哪一件")?;
        let answer = self.answer.map(|yes| if yes { "是" } else { "否" }.to_owned());
        Ok(EventKind::TaskDone { what, result: filled(&self.result.text()).or(answer) }.into())
    }
}
