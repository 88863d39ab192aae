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
use crate::ui::screen::form::understood;
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
    #[serde(skip)]
    history: History,
    /// How it stands now.
    #[serde(skip)]
    before: String,
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

    fn new(given: Given<'_>) -> Self {
        let (after, reason, before) = (String::new(), String::new(), String::new());
        let history = History::default();
        let mut form = Self { amend: Amend::Name, entry: None, after, reason, history, before };
        form.listen(given);
        form
    }

    fn listen(&mut self, given: Given<'_>) {
        self.history.listen(given);
        self.before = match &self.entry {
            Some((at, key)) => self.history.text(*at, key).unwrap_or_default().to_owned(),
            None => self.amend.words(&value_at(&given.state.facts, self.amend.path()), given.now),
        };
    }

    fn update(&mut self, message: Message, _given: Given<'_>) -> Outcome {
        match message {
            Message::Amend(amend) => {
                (self.amend, self.entry) = (amend, None);
                self.after.clear();
            }
            Message::Entry(at, key) => {
                // It is put right where it stands, not written anew.
                self.after = self.history.text(at, &key).unwrap_or_default().to_owned();
                self.entry = Some((at, key));
            }
            Message::After(text) => self.after = text,
            Message::Reason(text) => self.reason = text,
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        let words = if self.entry.is_some() { Vec::new() } else { self.amend.choices() };
        let value: Element<'a, Message> = if words.is_empty() {
            let (now, duty) = (given.now, given.settings.rules.duty);
            let read =
                if self.entry.is_some() { None } else { self.amend.understood(&self.after, now, duty) };
            understood::with(
                line("更正为", "", &self.after, Message::After).id(FIRST),
                read.as_ref(),
                Message::After,
            )
            .into()
        } else {
            let choices: Vec<_> = words.iter().map(|word| chip(*word, self.after == *word)).collect();
            let choices =
                chips(choices).on_pick(move |at| Message::After(words[at].to_owned())).width(Length::Fill);
            labelled("更正为", "", choices)
        };
        let all = Amend::of_channel(given.state.facts.channel);
        let which = Chips::one_of(
            all,
            Some(&self.amend).filter(|_| self.entry.is_none()),
            |one| one.label().into(),
            Message::Amend,
        );
        below([
            Some(labelled("更正哪一项", "", which.plain().width(Length::Fill))),
            self.history.view(self.entry.as_ref()),
            Some(facts([("原来是", self.before.clone())])),
            Some(value),
            Some(line("更正的原因", "例：业主来电更正", &self.reason, Message::Reason).into()),
        ])
    }

    fn record(&self, given: Given<'_>) -> Result<Record, String> {
        let (what, before, after) = match &self.entry {
            Some((at, key)) => {
                let before = self.history.text(*at, key).ok_or("这条经过已经变了，请重新选")?;
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

/// Words of an entry of the history that can be put right.
struct Written {
    /// Its place among the events.
    at: usize,
    /// The key of the words.
    key: &'static str,
    /// When, what, and which of its words.
    label: String,
    /// The words as they hold now.
    text: String,
}

/// What can be put right in the history, as far as it was worked out.
#[derive(Default)]
struct History {
    events: usize,
    minute: i64,
    all: Vec<Written>,
}

impl History {
    /// Worked out when something was recorded or the minute turned.
    fn listen(&mut self, given: Given<'_>) {
        let (events, minute) = (given.case.events.len(), given.now.unix().div_euclid(60));
        if (self.events, self.minute) != (events, minute) {
            *self = Self { events, minute, all: written(given) };
        }
    }

    fn text(&self, at: usize, key: &str) -> Option<&str> {
        let found = self.all.iter().find(|one| one.at == at && one.key == key)?;
        Some(&found.text)
    }

    /// The latest of it, to be chosen from.
    fn view<'a>(&self, chosen: Option<&(usize, String)>) -> Option<Element<'a, Message>> {
        let all = || self.all.iter().take(ENTRIES);
        let is_chosen = |one: &Written| chosen.is_some_and(|(at, key)| *at == one.at && key == one.key);
        let list = chips(all().map(|one| chip(one.label.clone(), is_chosen(one))).collect::<Vec<_>>());
        let picks: Vec<(usize, &'static str)> = all().map(|one| (one.at, one.key)).collect();
        let list = list.plain().width(Length::Fill).on_pick(move |at| {
            let (at, key) = picks[at];
            Message::Entry(at, key.to_owned())
        });
        (!self.all.is_empty()).then(|| labelled("或者更正经过里写错的话", "", list))
    }
}

/// The words in the history, the latest first; corrections themselves are not corrected.
fn written(given: Given<'_>) -> Vec<Written> {
    tracing::trace!(target: "worked_out", "words of the history");
    let events = given.case.corrected_events();
    let of_event = |(at, event): (usize, &Event)| {
        let values = serde_json::to_value(event).unwrap_or_default();
        let (when, what) = (event.at.short(given.now), event.kind.label());
        let text = move |key: &str| Some(values.get(key)?.as_str()?.trim().to_owned());
        let texts = written_keys(&event.kind).filter_map(move |key| Some((key, text(key)?)));
        texts.filter(|(_, text)| !text.is_empty()).map(move |(key, text)| {
            let word = key_label(&format!("events[{at}].{key}"));
            Written { at, key, label: format!("{when} {what}·{word}"), text }
        })
    };
    let all = events.iter().enumerate().rev();
    all.filter(|(_, event)| !matches!(event.kind, EventKind::Corrected { .. })).flat_map(of_event).collect()
}
