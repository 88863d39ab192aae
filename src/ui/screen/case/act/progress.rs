//! 进展告知: the owner is told how it stands.

use iced::Element;
use serde::{Deserialize, Serialize};

use crate::domain::code::{Capability, Channel, Medium};
use crate::domain::deadline::reaches_customer;
use crate::domain::event::EventKind;
use crate::library::sentence::Talk;
use crate::library::step::Step;
use crate::library::variable::Variable;
use crate::ui::screen::case::act::form::{ActForm, Asked, Given, Outcome, Record, tell};
use crate::ui::screen::form::long_text::LongText;
use crate::ui::screen::form::parts::{below, long, marks, one_of};
use crate::ui::screen::form::read::{answered, needed_text};
use crate::ui::screen::warn::warn;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::field::Action;
use crate::ui::widget::notice;

/// See the module.
#[derive(Serialize, Deserialize)]
pub struct Progress {
    medium: Medium,
    text: LongText,
    /// Whether it reached the owner himself; nobody is told by default.
    told: Option<bool>,
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

    /// Whether somebody must say that it reached the owner himself: what hangs on a board reaches nobody in particular,
    /// and what is posted is read where he wrote.
    fn asks(&self) -> bool {
        reaches_customer(self.medium) && self.medium != Medium::Online
    }

    /// Of what is beyond us: whether it is the final answer.
    fn marks<'a>(&self, given: Given<'_>) -> Option<Element<'a, Message>> {
        let outside = given.state.facts.capability == Some(Capability::BeyondUs);
        outside.then(|| marks(vec![("这是外部事项的最终答复", self.is_final, Message::Final)]))
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
        Self { medium, text, told: None, is_final: false }
    }

    fn update(&mut self, message: Message, _given: Given<'_>) -> Outcome {
        match message {
            Message::Medium(medium) => self.medium = medium,
            Message::Text(action) => self.text.perform(action),
            Message::Final => self.is_final = !self.is_final,
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        below([
            Some(one_of("怎么告知的", Medium::ALL, Some(self.medium), Medium::label, Message::Medium)),
            self.unagreed(given),
            Some(long("告知的内容", "没有进展也要告知", &self.text, Message::Text).into()),
            self.marks(given),
            warn(&self.text.text(), given.known()),
        ])
    }

    fn record(&self, _given: Given<'_>) -> Result<Record, String> {
        let text = needed_text(&self.text, "告知的内容")?;
        let told = match self.asks() {
            true => answered(self.told, "业主本人听到了没有")?,
            false => reaches_customer(self.medium),
        };
        let is_final = self.is_final && told;
        Ok(EventKind::Progress { medium: self.medium, text, told: Some(told), is_final }.into())
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

    fn asked(&self, _given: Given<'_>) -> Option<Asked> {
        let asked = Asked { yes: "已告知本人", no: "没联系上", answer: self.told };
        self.asks().then_some(asked)
    }

    fn answer(&mut self, yes: bool) {
        self.told = Some(yes);
    }

    /// Its words went out with a sentence that was sent.
    fn is_done_by(&self, kind: &EventKind) -> bool {
        matches!(kind, EventKind::Progress { text, .. } if text.contains(self.text.text().trim()))
    }
}
