//! 处理完成: what was done and how it turned out.

use iced::Element;
use serde::{Deserialize, Serialize};

use crate::domain::code::Medium;
use crate::domain::event::EventKind;
use crate::domain::reading::time::read_past;
use crate::domain::verification::Verification;
use crate::library::guard::Known;
use crate::library::sentence::Talk;
use crate::library::step::Step;
use crate::library::variable::Variable;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record, tell};
use crate::ui::screen::form::long_text::LongText;
use crate::ui::screen::form::parts::{below, line, long, marks, one_of, owner_words, past};
use crate::ui::screen::form::person::{self, Person};
use crate::ui::screen::form::read::{filled, for_owner, needed_text};
use crate::ui::screen::warn::warn;
use crate::ui::widget::field::Action;

/// See the module.
#[derive(Serialize, Deserialize)]
pub struct Handle {
    result: LongText,
    #[serde(default)]
    for_owner: LongText,
    verified: bool,
    #[serde(default)]
    verified_by: Person,
    /// When it was verified, as typed; empty = when it was done.
    #[serde(default)]
    verified_at: String,
    #[serde(default)]
    seen: String,
    told: bool,
    /// How the owner was told.
    #[serde(default)]
    medium: Option<Medium>,
}

/// What is typed and chosen.
#[derive(Debug, Clone)]
pub enum Message {
    /// The result changed.
    Result(Action),
    /// The words for the owner changed.
    ForOwner(Action),
    /// It was verified on the spot, or not.
    Verified,
    /// Who verified it.
    VerifiedBy(person::Message),
    /// When it was verified.
    VerifiedAt(String),
    /// What was seen.
    Seen(String),
    /// The owner was told, or not.
    Told,
    /// How he was told.
    Medium(Medium),
}

impl Handle {
    fn verification(&self, given: Given<'_>) -> Result<Verification, String> {
        let who = Some(self.verified_by.needed("验证人", &given.people())?);
        let at = match self.verified_at.trim() {
            "" => None,
            typed => Some(read_past(typed, given.now, given.settings.rules.duty).required()?),
        };
        Ok(Verification { who, at, text: filled(&self.seen) })
    }
}

impl ActForm for Handle {
    type Message = Message;

    fn new(given: Given<'_>) -> Self {
        Self {
            result: LongText::default(),
            for_owner: LongText::default(),
            verified: false,
            verified_by: Person::new(&given.actor.name),
            verified_at: String::new(),
            seen: String::new(),
            told: false,
            medium: given.state.facts.complainant.prefers,
        }
    }

    fn update(&mut self, message: Message, _given: Given<'_>) -> Outcome {
        match message {
            Message::Result(action) => self.result.perform(action),
            Message::ForOwner(action) => self.for_owner.perform(action),
            Message::Verified => self.verified = !self.verified,
            Message::VerifiedBy(message) => self.verified_by.update(message),
            Message::VerifiedAt(text) => self.verified_at = text,
            Message::Seen(text) => self.seen = text,
            Message::Told => self.told = !self.told,
            Message::Medium(medium) => self.medium = Some(medium),
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        let known = Known { result_confirmed: self.verified, ..given.known() };
        let by = self.verified_by.further("谁去验证的", &given.people()).map(Message::VerifiedBy);
        let (now, duty) = (given.now, given.settings.rules.duty);
        let hint = "不填就是现在；如 10:30";
        let at = past("什么时候验证的", hint, &self.verified_at, now, duty, Message::VerifiedAt);
        let seen = line("验证看到的情况", "试运行正常、地面已干", &self.seen, Message::Seen);
        let medium = one_of("怎么告知的", Medium::ALL, self.medium, Medium::label, Message::Medium);
        below([
            Some(long("处理结果", "怎么办的、办成什么样", &self.result, Message::Result).into()),
            Some(owner_words(&self.for_owner, "坏的换了新的，您试一试", Message::ForOwner)),
            Some(marks(vec![
                ("已现场验证", self.verified, Message::Verified),
                ("已告知业主", self.told, Message::Told),
            ])),
            self.verified.then_some(by),
            self.verified.then(|| at.into()),
            self.verified.then(|| seen.into()),
            self.told.then_some(medium),
            warn(&self.result.text(), known),
            warn(&self.for_owner.text(), known),
        ])
    }

    fn record(&self, given: Given<'_>) -> Result<Record, String> {
        let result = needed_text(&self.result, "处理结果")?;
        let for_owner = for_owner(&self.for_owner)?;
        let (verified, told) = (self.verified, self.told);
        let verification = if verified { Some(self.verification(given)?) } else { None };
        let medium = self.medium.filter(|_| told);
        if told && medium.is_none() {
            return Err("请选怎么告知业主的".into());
        }
        Ok(EventKind::Handled { result, verified, told, medium, for_owner, verification }.into())
    }

    fn step(&self, _given: Given<'_>) -> Option<Step> {
        Some(Step::Handled)
    }

    fn speak(&self, talk: &mut Talk, _given: Given<'_>) {
        tell(talk, Variable::Result, &self.for_owner);
    }
}
