//! 服务上移 while it is prepared: why, who shall come, and what came of it. Which step it stands at is told by its
//! attempt; what the owner or the superior answered is for the form around to ask.

use iced::Length;
use iced::widget::{Column, column};
use serde::{Deserialize, Serialize};

use crate::domain::code::Trigger;
use crate::domain::settings::Superior;
use crate::ui::screen::form::parts::group_of;
use crate::ui::spacing;
use crate::ui::widget::{chip, chips, labelled};

/// Why, and who shall come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    /// Why.
    pub trigger: Trigger,
    /// Rung of the ladder, from 0.
    pub rung: usize,
}

/// What is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Message {
    /// Why.
    Trigger(Trigger),
    /// Who shall come.
    Rung(usize),
}

impl Ask {
    /// Takes over a choice.
    pub fn update(&mut self, message: Message) {
        match message {
            Message::Trigger(trigger) => self.trigger = trigger,
            Message::Rung(rung) => self.rung = rung,
        }
    }

    /// The two groups; the first one may be focused by `id`.
    pub fn view<'a>(self, ladder: &[Superior], id: &'static str) -> Column<'a, Message> {
        let why = group_of(Trigger::ALL, Some(self.trigger), Trigger::label, Message::Trigger);
        let rungs: Vec<_> = ladder.iter().map(Superior::full).enumerate().collect();
        let who = chips(rungs.into_iter().map(|(at, name)| chip(name, at == self.rung)).collect::<Vec<_>>());
        column![
            labelled("上移原因", "", why.id(id).width(Length::Fill)),
            labelled("请谁来", "", who.on_pick(Message::Rung).width(Length::Fill)),
        ]
        .spacing(spacing::L)
    }
}
