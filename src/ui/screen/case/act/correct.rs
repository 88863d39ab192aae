//! 更正: one fact is put right by an event that says what it corrects. Which facts, is in `amend`.

use iced::{Element, Length};
use serde::{Deserialize, Serialize};

use crate::domain::case::value_at;
use crate::domain::event::EventKind;
use crate::ui::screen::case::act::amend::Amend;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::form::parts::{FIRST, below, line};
use crate::ui::screen::form::read::filled;
use crate::ui::widget::{Chips, chip, chips, facts, labelled};

/// See the module.
#[derive(Serialize, Deserialize)]
pub struct Correct {
    amend: Amend,
    after: String,
    reason: String,
}

/// What is typed and chosen.
#[derive(Debug, Clone)]
pub enum Message {
    /// Which fact.
    Amend(Amend),
    /// What it shall be.
    After(String),
    /// Why.
    Reason(String),
}

impl ActForm for Correct {
    type Message = Message;

    fn new(_given: Given<'_>) -> Self {
        Self { amend: Amend::Name, after: String::new(), reason: String::new() }
    }

    fn update(&mut self, message: Message, _given: Given<'_>) -> Outcome {
        match message {
            Message::Amend(amend) => {
                self.amend = amend;
                self.after.clear();
            }
            Message::After(text) => self.after = text,
            Message::Reason(text) => self.reason = text,
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        let facts_now = &given.state.facts;
        let words = self.amend.choices();
        let value: Element<'a, Message> = if words.is_empty() {
            line("更正为", "", &self.after, Message::After).id(FIRST).into()
        } else {
            let choices: Vec<_> = words.iter().map(|word| chip(*word, self.after == *word)).collect();
            let choices =
                chips(choices).on_pick(move |at| Message::After(words[at].to_owned())).width(Length::Fill);
            labelled("更正为", "", choices)
        };
        let all = Amend::of_channel(facts_now.channel);
        let which = Chips::one_of(all, Some(&self.amend), |one| one.label().into(), Message::Amend);
        let before = self.amend.words(&value_at(facts_now, self.amend.path()), given.now);
        below([
            Some(labelled("更正哪一项", "", which.plain().width(Length::Fill))),
            Some(facts([("原来是", before)])),
            Some(value),
            Some(line("更正的原因", "例：业主来电更正", &self.reason, Message::Reason).into()),
        ])
    }

    fn record(&self, given: Given<'_>) -> Result<Record, String> {
        let after = self.amend.value(&self.after, given.now)?;
        let what = self.amend.path();
        let before = value_at(&given.state.facts, what);
        if before == after {
            return Err("更正的内容和原来一样".into());
        }
        let reason = filled(&self.reason).ok_or("请写明更正的原因")?;
        Ok(EventKind::Corrected { what: what.to_owned(), before, after, reason }.into())
    }
}
