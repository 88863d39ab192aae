//! 登记答复: what another unit answered, or we to it.

use iced::Element;
use serde::{Deserialize, Serialize};

use crate::domain::code::{DeadlineCode, ReplyTo};
use crate::domain::event::EventKind;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::form::long_text::LongText;
use crate::ui::screen::form::parts::{FIRST, below, line, long, one_of};
use crate::ui::screen::form::read::{filled, needed_text};
use crate::ui::widget::field::Action;

/// See the module.
#[derive(Serialize, Deserialize)]
pub struct Reply {
    answers: ReplyTo,
    from: String,
    text: LongText,
}

/// What is typed.
#[derive(Debug, Clone)]
pub enum Message {
    /// What it answers.
    Answers(ReplyTo),
    /// Whose answer.
    From(String),
    /// The answer changed.
    Text(Action),
}

impl ActForm for Reply {
    type Message = Message;

    fn new(given: Given<'_>) -> Self {
        let state = given.state;
        // What is owed by us goes first, then what we wait for.
        let referred = state.facts.referral.is_some() && state.awaits_reply().is_none();
        let ours = state.owes(DeadlineCode::Referral) || referred;
        let answers = if ours { ReplyTo::Referral } else { ReplyTo::Letter };
        Self { answers, from: String::new(), text: LongText::default() }
    }

    fn update(&mut self, message: Message, _given: Given<'_>) -> Outcome {
        match message {
            Message::Answers(answers) => self.answers = answers,
            Message::From(name) => self.from = name,
            Message::Text(action) => self.text.perform(action),
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, _given: Given<'_>) -> Element<'a, Message> {
        below([
            Some(one_of("这是", ReplyTo::ALL, Some(self.answers), ReplyTo::label, Message::Answers)),
            Some(line("对方", "单位或人", &self.from, Message::From).id(FIRST).into()),
            Some(long("答复内容", "", &self.text, Message::Text).into()),
        ])
    }

    fn record(&self, _given: Given<'_>) -> Result<Record, String> {
        let text = needed_text(&self.text, "答复内容")?;
        Ok(EventKind::LetterReply { from: filled(&self.from), text, answers: self.answers }.into())
    }
}
