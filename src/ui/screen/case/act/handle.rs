//! 处理完成: what was done and how it turned out.

use iced::Element;
use serde::{Deserialize, Serialize};

use crate::domain::code::Medium;
use crate::domain::event::EventKind;
use crate::library::guard::Known;
use crate::library::say::Talk;
use crate::library::step::Step;
use crate::library::variable::Variable;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record, tell};
use crate::ui::screen::form::long_text::LongText;
use crate::ui::screen::form::parts::{below, long, marks};
use crate::ui::screen::form::read::needed_text;
use crate::ui::screen::warn::warn;
use crate::ui::widget::field::Action;

/// See the module.
#[derive(Serialize, Deserialize)]
pub struct Handle {
    result: LongText,
    verified: bool,
    told: bool,
}

/// What is typed and chosen.
#[derive(Debug, Clone)]
pub enum Message {
    /// The result changed.
    Result(Action),
    /// It was verified on the spot, or not.
    Verified,
    /// The owner was told, or not.
    Told,
}

impl ActForm for Handle {
    type Message = Message;

    fn new(_given: Given<'_>) -> Self {
        Self { result: LongText::default(), verified: false, told: false }
    }

    fn update(&mut self, message: Message, _given: Given<'_>) -> Outcome {
        match message {
            Message::Result(action) => self.result.perform(action),
            Message::Verified => self.verified = !self.verified,
            Message::Told => self.told = !self.told,
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        let known = Known { result_confirmed: self.verified, ..given.known() };
        below([
            Some(long("处理结果", "怎么办的、办成什么样", &self.result, Message::Result).into()),
            Some(marks(vec![
                ("已现场验证", self.verified, Message::Verified),
                ("已告知业主", self.told, Message::Told),
            ])),
            warn(&self.result.text(), known),
        ])
    }

    fn record(&self, _given: Given<'_>) -> Result<Record, String> {
        let result = needed_text(&self.result, "处理结果")?;
        let medium = self.told.then_some(Medium::Phone);
        Ok(EventKind::Handled { result, verified: self.verified, told: self.told, medium }.into())
    }

    fn step(&self, _given: Given<'_>) -> Option<Step> {
        Some(Step::Handled)
    }

    fn speak(&self, talk: &mut Talk, _given: Given<'_>) {
        tell(talk, Variable::Result, &self.result);
    }
}
