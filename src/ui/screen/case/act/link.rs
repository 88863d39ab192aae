//! 关联: the same matter complained of again, or one household of a group complaint.

use iced::{Element, Length};
use serde::{Deserialize, Serialize};

use crate::domain::case::CaseNumber;
use crate::domain::related::LinkAs;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::form::parts::{FIRST, below, line};
use crate::ui::widget::{chip, chips, labelled};

/// See the module.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Link {
    group: bool,
    number: String,
    /// The link that there is goes.
    undone: bool,
}

/// What is typed and chosen.
#[derive(Debug, Clone)]
pub enum Message {
    /// In a group, or as a repeat.
    Group(bool),
    /// The number of the other case.
    Number(String),
    /// This one of the list.
    Choose(CaseNumber),
    /// The link that there is goes.
    Undo,
}

impl ActForm for Link {
    type Message = Message;

    fn new(_given: Given<'_>) -> Self {
        Self::default()
    }

    fn update(&mut self, message: Message, _given: Given<'_>) -> Outcome {
        match message {
            Message::Group(group) => (self.group, self.undone) = (group, false),
            Message::Number(number) => (self.number, self.undone) = (number, false),
            Message::Choose(number) => (self.number, self.undone) = (number.to_string(), false),
            Message::Undo => (self.number, self.undone) = (String::new(), true),
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        let kinds = chips([chip("同一件事再次投诉", !self.group), chip("群诉的一户", self.group)])
            .on_pick(|at| Message::Group(at == 1))
            .width(Length::Fill);
        let hint = "20261103-002";
        let present = self.link_as().of(&given.state.facts).map(|number| {
            let undo = chips([chip(format!("取消关联 {number}"), self.undone)]).on_pick(|_| Message::Undo);
            labelled("现在的关联", "关联错了就取消", undo)
        });
        below([
            Some(labelled("关联成", "", kinds)),
            present,
            self.candidates(given),
            Some(line("那一单的编号", hint, &self.number, Message::Number).id(FIRST).into()),
        ])
    }

    fn record(&self, _given: Given<'_>) -> Result<Record, String> {
        let text = self.number.trim();
        let other = match (text, CaseNumber::parse(text)) {
            ("", _) if self.undone => None,
            ("", _) => return Err("请选一单，或写它的编号".to_owned()),
            (_, Some(number)) => Some(number),
            (_, None) => return Err(format!("「{text}」不是受理单编号，应如 20261103-002")),
        };
        Ok(match self.link_as() {
            LinkAs::Group => Record::Group(other),
            LinkAs::Repeat => Record::Repeat(other),
        })
    }
}

impl Link {
    fn link_as(&self) -> LinkAs {
        if self.group { LinkAs::Group } else { LinkAs::Repeat }
    }

    /// What it may be: to be pressed instead of typing a number.
    fn candidates<'a>(&self, given: Given<'_>) -> Option<Element<'a, Message>> {
        let rows = if self.group { &given.related.others } else { &given.related.own };
        let numbers: Vec<CaseNumber> = rows.iter().map(|row| row.number).collect();
        let all = rows.iter().map(|row| {
            let room = row.room.as_deref().unwrap_or_default();
            let words = [row.received_at.short(given.now), room.to_owned(), row.gist.clone()];
            let words = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
            let state = row.status_line(&given.settings.rules, given.now).words();
            chip(format!("{words}（{state}）"), self.number == row.number.to_string())
        });
        let all: Vec<_> = all.collect();
        let label = if self.group { "别家也在说的" } else { "这一家的" };
        (!all.is_empty()).then(|| {
            let list = chips(all).on_pick(move |at| Message::Choose(numbers[at])).width(Length::Fill);
            labelled(label, "", list)
        })
    }
}
