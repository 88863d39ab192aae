//! 更正: one fact is put right by an event that says what it corrects. Which facts, is in `amend`.

use iced::{Element, Length};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::domain::correction::{value_at, written_keys};
use crate::domain::event::{Event, EventKind};
use crate::domain::naming::key_label;
use crate::ui::screen::case::act::amend::Amend;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::form::parts::{FIRST, below, line};
use crate::ui::screen::form::read::filled;
use crate::ui::widget::{Chips, chip, chips, facts, labelled};

/// See the module.
#[derive(Serialize, Deserialize)]
pub struct Correct {
    amend: Amend,
    /// An entry of the history instead: its place among the events and the key of its words.
    #[serde(default)]
    entry: Option<(usize, String)>,
    after: String,
    reason: String,
}

/// What is typed and chosen.
#[derive(Debug, Clone)]
pub enum Message {
    /// Which fact.
    Amend(Amend),
    /// Which words of which entry of the history.
    Entry(usize, String),
    /// What it shall be.
    After(String),
    /// Why.
    Reason(String),
}

impl ActForm for Correct {
    type Message = Message;

    fn new(_given: Given<'_>) -> Self {
        Self { amend: Amend::Name, entry: None, after: String::new(), reason: String::new() }
    }

    fn update(&mut self, message: Message, given: Given<'_>) -> Outcome {
        match message {
            Message::Amend(amend) => {
                (self.amend, self.entry) = (amend, None);
                self.after.clear();
            }
            Message::Entry(at, key) => {
                // It is put right where it stands, not written anew.
                self.after = text_of(given, at, &key).unwrap_or_default();
                self.entry = Some((at, key));
            }
            Message::After(text) => self.after = text,
            Message::Reason(text) => self.reason = text,
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        let facts_now = &given.state.facts;
        let words = if self.entry.is_some() { Vec::new() } else { self.amend.choices() };
        let value: Element<'a, Message> = if words.is_empty() {
            line("更正为", "", &self.after, Message::After).id(FIRST).into()
        } else {
            let choices: Vec<_> = words.iter().map(|word| chip(*word, self.after == *word)).collect();
            let choices =
                chips(choices).on_pick(move |at| Message::After(words[at].to_owned())).width(Length::Fill);
            labelled("更正为", "", choices)
        };
        let all = Amend::of_channel(facts_now.channel);
        let which = Chips::one_of(
            all,
            Some(&self.amend).filter(|_| self.entry.is_none()),
            |one| one.label().into(),
            Message::Amend,
        );
        let before = match &self.entry {
            Some((at, key)) => text_of(given, *at, key).unwrap_or_default(),
            None => self.amend.words(&value_at(facts_now, self.amend.path()), given.now),
        };
        below([
            Some(labelled("更正哪一项", "", which.plain().width(Length::Fill))),
            entries(given, self.entry.as_ref()),
            Some(facts([("原来是", before)])),
            Some(value),
            Some(line("更正的原因", "例：业主来电更正", &self.reason, Message::Reason).into()),
        ])
    }

    fn record(&self, given: Given<'_>) -> Result<Record, String> {
        let (what, before, after) = match &self.entry {
            Some((at, key)) => {
                let before = text_of(given, *at, key).ok_or("这条经过已经变了，请重新选")?;
                let after = filled(&self.after).ok_or("请填写更正后的内容")?;
                (format!("events[{at}].{key}"), Value::from(before), Value::from(after))
            }
            None => {
                let what = self.amend.path();
                let after = self.amend.value(&self.after, given.now, given.settings.rules.duty)?;
                (what.to_owned(), value_at(&given.state.facts, what), after)
            }
        };
        if before == after {
            return Err("更正的内容和原来一样".into());
        }
        let reason = filled(&self.reason).ok_or("请写明更正的原因")?;
        Ok(EventKind::Corrected { what, before, after, reason }.into())
    }
}

/// So many entries are offered, the latest first.
const ENTRIES: usize = 24;

/// What somebody wrote in an entry of the history, as it holds now.
fn text_of(given: Given<'_>, at: usize, key: &str) -> Option<String> {
    let events = given.case.corrected_events();
    text_under(&values(events.get(at)?), key).map(str::to_owned)
}

/// An event by its keys.
fn values(event: &Event) -> Value {
    serde_json::to_value(event).unwrap_or_default()
}

fn text_under<'a>(values: &'a Value, key: &str) -> Option<&'a str> {
    values.get(key)?.as_str().map(str::trim).filter(|text| !text.is_empty())
}

/// The words in the history that can be put right; corrections themselves are not corrected.
fn entries<'a>(given: Given<'_>, chosen: Option<&(usize, String)>) -> Option<Element<'a, Message>> {
    let events = given.case.corrected_events();
    let of_event = |at: usize, event: &Event| {
        let values = values(event);
        let written = written_keys(&event.kind).filter(move |key| text_under(&values, key).is_some());
        written.map(move |key| (at, key.to_owned()))
    };
    let all = events.iter().enumerate().rev();
    let all = all.filter(|(_, event)| !matches!(event.kind, EventKind::Corrected { .. }));
    let all: Vec<(usize, String)> = all.flat_map(|(at, event)| of_event(at, event)).take(ENTRIES).collect();
    let chips_of = all.iter().map(|(at, key)| {
        let event = &events[*at];
        let word = key_label(&format!("events[{at}].{key}"));
        let label = format!("{} {}·{word}", event.at.short(given.now), event.kind.label());
        chip(label, chosen == Some(&(*at, key.clone())))
    });
    let list = chips(chips_of.collect::<Vec<_>>()).plain().width(Length::Fill);
    let picks = all.clone();
    let list = list.on_pick(move |at| {
        let (at, key) = picks[at].clone();
        Message::Entry(at, key)
    });
    (!all.is_empty()).then(|| labelled("或者更正经过里写错的话", "", list))
}
