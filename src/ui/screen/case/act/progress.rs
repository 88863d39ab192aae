//! 进展告知: the owner is told how it stands.

use iced::Element;
use serde::{Deserialize, Serialize};

use crate::domain::code::{Capability, Channel, Medium};
use crate::domain::deadline::reaches_customer;
use crate::domain::event::EventKind;
use crate::library::sentence::Talk;
use crate::library::step::Step;
use crate::library::variable::Variable;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record, tell};
use crate::ui::screen::form::long_text::LongText;
use crate::ui::screen::form::parts::{below, long, marks, one_of};
use crate::ui::screen::form::read::needed_text;
use crate::ui::screen::warn::warn;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::field::Action;
use crate::ui::widget::notice;

/// See the module.
#[derive(Serialize, Deserialize)]
pub struct Progress {
    medium: Medium,
    text: LongText,
    told: bool,
    #[serde(default)]
    is_final: bool,
}

/// What is typed and chosen.
#[derive(Debug, Clone)]
pub enum Message {
    /// By which way.
    Medium(Medium),
    /// The words changed.
    Text(Action),
    /// It reached the owner himself, or did not.
    Told,
    /// It is the outcome of an outside matter, or is not.
    Final,
}

impl Progress {
    /// What is written in public before anybody has agreed on it. Ledger 15-10.
    fn unagreed<'a>(&self, given: Given<'_>) -> Option<Element<'a, Message>> {
        let facts = &given.state.facts;
        let agreed = facts.online.as_ref().is_some_and(|online| online.wording.is_some());
        let public = facts.channel == Channel::Online && self.medium == Medium::Online;
        let words = "统一口径还没有定，请先请客服主任定（更多…→统一口径）；急的只回“已看到，正在核实”";
        (public && !agreed).then(|| notice("先别各说各的", words, Tone::Waiting).into())
    }

    /// Whether it reached the owner; of what is beyond us, whether it is the final answer.
    fn marks(&self, given: Given<'_>) -> Vec<(&'static str, bool, Message)> {
        let mut marks = vec![("已告知到业主本人", self.told, Message::Told)];
        if given.state.facts.capability == Some(Capability::BeyondUs) {
            marks.push(("这是外部事项的最终答复", self.is_final, Message::Final));
        }
        marks
    }
}

impl ActForm for Progress {
    type Message = Message;

    fn new(given: Given<'_>) -> Self {
        let online = given.state.facts.channel == Channel::Online;
        let medium = if online { Medium::Online } else { Medium::Phone };
        // What goes out in public is what was agreed. Ledger 15-10.
        let wording = given.state.facts.online.as_ref().and_then(|online| online.wording.as_deref());
        let text = LongText::new(wording.filter(|_| online).unwrap_or_default());
        Self { medium, text, told: reaches_customer(medium), is_final: false }
    }

    fn update(&mut self, message: Message, _given: Given<'_>) -> Outcome {
        match message {
            Message::Medium(medium) => {
                self.medium = medium;
                self.told = reaches_customer(medium);
            }
            Message::Text(action) => self.text.perform(action),
            Message::Told => self.told = !self.told,
            Message::Final => self.is_final = !self.is_final,
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        below([
            Some(one_of("怎么告知的", Medium::ALL, Some(self.medium), Medium::label, Message::Medium)),
            self.unagreed(given),
            Some(long("告知的内容", "没有进展也要告知", &self.text, Message::Text).into()),
            Some(marks(self.marks(given))),
            warn(&self.text.text(), given.known()),
        ])
    }

    fn record(&self, _given: Given<'_>) -> Result<Record, String> {
        let text = needed_text(&self.text, "告知的内容")?;
        let is_final = self.is_final && self.told;
        Ok(EventKind::Progress { medium: self.medium, text, told: Some(self.told), is_final }.into())
    }

    fn step(&self, _given: Given<'_>) -> Option<Step> {
        Some(Step::Progress)
    }

    fn speak(&self, talk: &mut Talk, _given: Given<'_>) {
        tell(talk, Variable::Progress, &self.text);
        // What goes out in writing is worded for it, ready to be copied.
        if matches!(self.medium, Medium::Wechat | Medium::Sms) {
            talk.channel = Channel::Message;
        }
    }

    /// Its words went out with a sentence that was sent.
    fn is_done_by(&self, kind: &EventKind) -> bool {
        matches!(kind, EventKind::Progress { text, .. } if text.contains(self.text.text().trim()))
    }
}
