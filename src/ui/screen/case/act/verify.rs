//! 验证: the work was looked at, before the return visit. Ledger 21-02.

use iced::Element;
use serde::{Deserialize, Serialize};

use crate::domain::code::VerifyResult;
use crate::domain::event::EventKind;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::form::long_text::LongText;
use crate::ui::screen::form::parts::{below, long, one_of};
use crate::ui::screen::form::person::{self, Person};
use crate::ui::screen::form::read::filled;
use crate::ui::widget::field::Action;

/// See the module.
#[derive(Serialize, Deserialize)]
pub struct Verify {
    who: Person,
    result: Option<VerifyResult>,
    text: LongText,
}

/// What is typed and chosen.
#[derive(Debug, Clone)]
pub enum Message {
    /// Who looked at it.
    Who(person::Message),
    /// With what result.
    Result(VerifyResult),
    /// What was seen changed.
    Text(Action),
}

impl ActForm for Verify {
    type Message = Message;

    fn new(given: Given<'_>) -> Self {
        Self { who: Person::new(&given.actor.name), result: None, text: LongText::default() }
    }

    fn update(&mut self, message: Message, _given: Given<'_>) -> Outcome {
        match message {
            Message::Who(message) => self.who.update(message),
            Message::Result(result) => self.result = Some(result),
            Message::Text(action) => self.text.perform(action),
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        below([
            Some(self.who.view("谁去验证的", &given.people()).map(Message::Who)),
            Some(one_of("结果", VerifyResult::ALL, self.result, VerifyResult::label, Message::Result)),
            Some(long("看到的情况", "不合格的写明差在哪里", &self.text, Message::Text).into()),
        ])
    }

    fn record(&self, given: Given<'_>) -> Result<Record, String> {
        let result = self.result.ok_or("请选合格还是不合格")?;
        let text = filled(&self.text.text());
        Ok(EventKind::Verified { who: self.who.name(&given.people())?, result, text }.into())
    }
}
