//! 上门结果: somebody came in the agreed slot and what came of it, or the slot was missed. Ledger 07-09, 07-13.

use iced::{Element, Length};
use serde::{Deserialize, Serialize};

use crate::domain::appointment::{AppointmentEnd as Ended, MissedBy};
use crate::domain::code::Opinion;
use crate::domain::event::EventKind;
use crate::domain::obligation::ObligationId;
use crate::domain::permission::appointments;
use crate::library::step::Step;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::case::act::of_task::OfTask;
use crate::ui::screen::form::long_text::LongText;
use crate::ui::screen::form::parts::{FIRST, answer, below, due, line, long, one_of};
use crate::ui::screen::form::read::{answered, due_after, filled, needed, needed_text, toggle};
use crate::ui::widget::field::Action;
use crate::ui::widget::{chip, chips, labelled};

/// See the module.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AppointmentEnd {
    which: Option<ObligationId>,
    kept: Option<bool>,
    missed: Option<MissedBy>,
    text: LongText,
    satisfied: Option<Opinion>,
    left: String,
    again: String,
    /// When it happened, as typed; the open form has it above its fields.
    at: String,
    /// What is typed about other slots.
    others: Vec<Self>,
}

/// What is typed and chosen.
#[derive(Debug, Clone)]
pub enum Message {
    /// Which slot.
    Which(ObligationId),
    /// Kept, or missed.
    Kept(bool),
    /// Why it was missed.
    Missed(MissedBy),
    /// What was done, or what happened instead.
    Text(Action),
    /// What the owner said of it.
    Satisfied(Opinion),
    /// What is left over.
    Left(String),
    /// When somebody looks again.
    Again(String),
}

impl OfTask for AppointmentEnd {
    fn task(&mut self) -> &mut Option<ObligationId> {
        &mut self.which
    }

    fn at(&mut self) -> &mut String {
        &mut self.at
    }

    fn others(&mut self) -> &mut Vec<Self> {
        &mut self.others
    }
}

fn open(given: Given<'_>) -> Vec<(ObligationId, String)> {
    let words = |who: &Option<String>| who.clone().unwrap_or_default();
    appointments(given.state, given.now)
        .map(|one| {
            let when = one.reminded_at().short(given.now);
            (one.id, format!("{when} {} {}", words(&one.who), one.label()))
        })
        .collect()
}

impl ActForm for AppointmentEnd {
    type Message = Message;

    fn new(given: Given<'_>) -> Self {
        let mut open = open(given);
        let only = if open.len() == 1 { open.pop() } else { None };
        Self { which: only.map(|(id, _)| id), ..Self::default() }
    }

    fn update(&mut self, message: Message, _given: Given<'_>) -> Outcome {
        match message {
            Message::Which(id) => self.choose(id),
            Message::Kept(kept) => self.kept = Some(kept),
            Message::Missed(by) => self.missed = Some(by),
            Message::Text(action) => self.text.perform(action),
            Message::Satisfied(opinion) => toggle(&mut self.satisfied, opinion),
            Message::Left(text) => self.left = text,
            Message::Again(text) => self.again = text,
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        let open = open(given);
        let list = open.iter().map(|(id, words)| chip(words.clone(), self.which == Some(*id)));
        let list = chips(list.collect::<Vec<_>>())
            .on_pick(move |at| Message::Which(open[at].0))
            .id(FIRST)
            .width(Length::Fill);
        let kept = self.kept == Some(true);
        let duty = given.settings.rules.duty;
        below([
            Some(labelled("哪一次上门", "", list)),
            Some(answer("去成了没有", "已上门", "落空了", self.kept, Message::Kept)),
            (self.kept == Some(false))
                .then(|| one_of("怎么落空的", MissedBy::ALL, self.missed, MissedBy::label, Message::Missed)),
            Some(long("情况", "做了什么；没去成写明原因", &self.text, Message::Text).into()),
            kept.then(|| {
                let label = "当场问业主满意吗";
                one_of(label, Opinion::ALL, self.satisfied, Opinion::label, Message::Satisfied)
            }),
            kept.then(|| line("还剩什么没解决", "没有就不填", &self.left, Message::Left).into()),
            (kept && filled(&self.left).is_some()).then(|| {
                due("答应哪天再来看", "三天后", &self.again, given.now, duty, Message::Again).into()
            }),
        ])
    }

    fn record(&self, given: Given<'_>) -> Result<Record, String> {
        let which = self.which.filter(|id| open(given).iter().any(|(open, _)| open == id));
        let appointment = which.ok_or("请选是哪一次上门")?;
        let end = if answered(self.kept, "去成了没有")? {
            let left = filled(&self.left);
            let duty = given.settings.rules.duty;
            let again = match left {
                Some(_) => Some(due_after(&self.again, given.now, duty, "再来看的时间")?),
                None => None,
            };
            let text = needed_text(&self.text, "上门做了什么")?;
            Ended { appointment, missed: None, text, satisfied: self.satisfied, left, again }
        } else {
            let missed = Some(self.missed.ok_or("请选怎么落空的")?);
            let text = needed(&self.text.text(), "为什么没去成")?;
            Ended { appointment, missed, text, satisfied: None, left: None, again: None }
        };
        Ok(EventKind::AppointmentEnded(end).into())
    }

    fn step(&self, _given: Given<'_>) -> Option<Step> {
        Some(if self.kept == Some(false) { Step::Delay } else { Step::Handled })
    }
}
