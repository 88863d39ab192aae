//! 统一口径: what is answered in public, by whom alone, and when it was. Ledger 15-04, 15-05, 15-10.

use iced::Element;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::domain::reading::time;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::form::long_text::LongText;
use crate::ui::screen::form::parts::{below, long, past};
use crate::ui::screen::form::person::{self, Person};
use crate::ui::screen::warn::warn;
use crate::ui::widget::field::Action;

/// See the module.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AgreeWording {
    wording: LongText,
    spokesman: Person,
    replied_at: String,
}

/// What is typed and chosen.
#[derive(Debug, Clone)]
pub enum Message {
    /// The wording.
    Wording(Action),
    /// Who answers.
    Spokesman(person::Message),
    /// When it was answered.
    RepliedAt(String),
}

impl ActForm for AgreeWording {
    type Message = Message;

    /// What is agreed already is there to be changed.
    fn new(given: Given<'_>) -> Self {
        let held = given.state.facts.online.clone().unwrap_or_default();
        Self {
            wording: LongText::new(held.wording.as_deref().unwrap_or_default()),
            spokesman: held.spokesman.as_deref().map(Person::new).unwrap_or_default(),
            replied_at: held.replied_at.map(|at| time::shown(at, given.now)).unwrap_or_default(),
        }
    }

    fn update(&mut self, message: Message, _given: Given<'_>) -> Outcome {
        match message {
            Message::Wording(action) => self.wording.perform(action),
            Message::Spokesman(message) => self.spokesman.update(message),
            Message::RepliedAt(text) => self.replied_at = text,
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        below([
            Some(long("统一口径", "大家都照这几句回", &self.wording, Message::Wording).into()),
            warn(&self.wording.text(), given.known()),
            Some(self.spokesman.further("由谁回帖", &given.people()).map(Message::Spokesman)),
            Some(
                past(
                    "回帖时间",
                    "还没回就空着",
                    &self.replied_at,
                    given.now,
                    given.settings.rules.duty,
                    Message::RepliedAt,
                )
                .into(),
            ),
        ])
    }

    fn record(&self, given: Given<'_>) -> Result<Record, String> {
        let wording = self.wording.text().trim().to_owned();
        let spokesman = self.spokesman.name(&given.people())?;
        let held = given.state.facts.online.as_ref().and_then(|online| online.replied_at);
        let replied = given.past_time(&self.replied_at, held)?;
        let wanted = [
            ("online.wording", if wording.is_empty() { Value::Null } else { json!(wording) }, "定统一口径"),
            ("online.spokesman", json!(spokesman), "定由谁回帖"),
            ("online.replied_at", json!(replied), "登记回帖时间"),
        ];
        let kinds = given.corrections(wanted);
        if kinds.is_empty() {
            Err("口径、回帖人和回帖时间都没有改动".into())
        } else {
            Ok(Record::Events(kinds))
        }
    }
}
