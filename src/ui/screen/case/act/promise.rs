//! 约定回复: a time is agreed by which the owner hears from us.

use iced::Element;
use iced::widget::column;
use serde::{Deserialize, Serialize};

use crate::domain::code::EscalationEnd;
use crate::domain::event::EventKind;
use crate::domain::intake_entry::PromiseEntry;
use crate::library::sentence::Talk;
use crate::library::spoken_time::spoken_limit;
use crate::library::step::Step;
use crate::library::variable::Variable;
use crate::ui::screen::case::act::form::{ActForm, Asked, Given, Outcome, Record};
use crate::ui::screen::form::parts::FIRST;
use crate::ui::screen::form::promise::{self, PromiseShown};
use crate::ui::screen::form::read::{answered, due_so_far};
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::notice;

/// See the module.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AgreeReply {
    promise: PromiseEntry,
    consent: Option<bool>,
}

/// What is typed and chosen.
#[derive(Debug, Clone)]
pub enum Message {
    /// In the promise.
    Promise(promise::Message),
}

/// Whether the owner would not be handed upward and nothing was agreed with him since: it leads back to a time. Rules §5.
fn is_refused(given: Given<'_>) -> bool {
    let last = |is: fn(&EventKind) -> bool| given.case.events.iter().rposition(|event| is(&event.kind));
    let asked = last(|kind| matches!(kind, EventKind::Escalated(_)));
    let refused = given.state.last_attempt().is_some_and(|one| one.end == Some(EscalationEnd::Refused));
    refused && asked > last(|kind| matches!(kind, EventKind::Promised { .. }))
}

impl ActForm for AgreeReply {
    type Message = Message;

    fn new(_given: Given<'_>) -> Self {
        Self::default()
    }

    fn update(&mut self, message: Message, _given: Given<'_>) -> Outcome {
        match message {
            Message::Promise(message) => promise::update(&mut self.promise, message),
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        let shown = PromiseShown {
            settings: given.settings,
            now: given.now,
            known: given.known(),
            error: None,
            id: FIRST,
            actor: given.actor,
        };
        let refused =
            is_refused(given).then(|| notice("业主不愿上移", "已记下，改为约定回复时间", Tone::Waiting));
        let promise = promise::view(&self.promise, shown).map(Message::Promise);
        column![refused, promise].spacing(spacing::L).into()
    }

    fn record(&self, given: Given<'_>) -> Result<Record, String> {
        promise::due(&self.promise, given.settings.rules.duty, given.now)?;
        let consent = answered(self.consent, "业主是否同意")?;
        Ok(promise::event(&self.promise, consent, given.settings.rules.duty, given.now)?.into())
    }

    fn step(&self, given: Given<'_>) -> Option<Step> {
        Some(if is_refused(given) { Step::EscalateRefused } else { Step::Promise })
    }

    fn speak(&self, talk: &mut Talk, given: Given<'_>) {
        if let Some(due) = due_so_far(&self.promise.due, given.now, given.settings.rules.duty) {
            talk.values.set(Variable::PromiseTime, spoken_limit(due, given.now));
        }
    }

    fn asked(&self, _given: Given<'_>) -> Option<Asked> {
        Some(Asked { yes: "业主同意", no: "业主不同意", answer: self.consent })
    }

    fn answer(&mut self, yes: bool) {
        self.consent = Some(yes);
    }
}
