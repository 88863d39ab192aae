//! What stands in the history and can be put right (更正): words that somebody wrote, times that were agreed, the ways that
//! were proposed, and when something was that was dated ahead of the clock. Worked out when something was recorded or the
//! minute turned.

use iced::{Element, Length};
use serde_json::Value;

use crate::domain::ahead::AheadEntry;
use crate::domain::correction::written_keys;
use crate::domain::event::{Event, EventKind};
use crate::domain::naming::key_label;
use crate::domain::reading::time::{self, Tense};
use crate::domain::time::Moment;
use crate::ui::screen::case::act::form::Given;
use crate::ui::widget::{chip, chips, labelled};

/// The key of when an entry was.
pub const AT: &str = "at";
/// So many entries are offered, the latest first.
const ENTRIES: usize = 24;
/// What is said of a proposed way.
const OF_OPTION: [&str; 4] = ["text", "pros", "cons", "cost"];
/// The ways of a solution by their place.
const WAYS: [&str; 3] = ["办法一", "办法二", "办法三"];
/// Words that an entry can be without.
const OPTIONAL: [&str; 7] = ["opinion", "basis", "for_owner", "pros", "cons", "cost", "outcome"];

/// Something of an entry of the history that can be put right.
struct Written {
    /// Its place among the events.
    at: usize,
    /// The key of it; of a way that was proposed `options.0.pros`.
    key: String,
    /// When, what, and what of it.
    label: String,
    /// How it holds now.
    text: String,
}

/// What can be put right in the history, as far as it was worked out.
#[derive(Default)]
pub struct History {
    events: usize,
    minute: i64,
    all: Vec<Written>,
}

impl History {
    /// Worked out when something was recorded or the minute turned.
    pub fn listen(&mut self, given: Given<'_>) {
        let (events, minute) = (given.case.events.len(), given.now.unix().div_euclid(60));
        if (self.events, self.minute) != (events, minute) {
            *self = Self { events, minute, all: written(given) };
        }
    }

    /// How it holds now; a time as it is read again.
    pub fn text(&self, at: usize, key: &str) -> Option<&str> {
        let found = self.all.iter().find(|one| one.at == at && one.key == key)?;
        Some(&found.text)
    }

    /// The latest of it, to be chosen from.
    pub fn view<'a, Message: Clone + 'a>(
        &self,
        chosen: Option<&(usize, String)>,
        on_pick: impl Fn(usize, String) -> Message + 'a,
    ) -> Option<Element<'a, Message>> {
        let all = || self.all.iter().take(ENTRIES);
        let is_chosen = |one: &Written| chosen.is_some_and(|(at, key)| *at == one.at && *key == one.key);
        let list = chips(all().map(|one| chip(one.label.clone(), is_chosen(one))).collect::<Vec<_>>());
        let picks: Vec<(usize, String)> = all().map(|one| (one.at, one.key.clone())).collect();
        let list = list.plain().width(Length::Fill).on_pick(move |at| {
            let (at, key) = picks[at].clone();
            on_pick(at, key)
        });
        (!self.all.is_empty()).then(|| labelled("或者更正经过里写错的", "", list))
    }
}

/// Whether an entry can be without it: then it can be emptied.
pub fn may_be_empty(key: &str) -> bool {
    OPTIONAL.contains(&key.rsplit('.').next().unwrap_or(key))
}

/// Whether it is a time.
pub fn is_time(key: &str) -> bool {
    matches!(key, AT | "due")
}

/// What an entry holds and shall hold: the key that is corrected, before and after. `None`: emptied.
///
/// # Errors
/// A sentence when it cannot be.
pub fn corrected(
    event: &Event,
    key: &str,
    after: Option<&str>,
    given: Given<'_>,
) -> Result<(String, Value, Value), String> {
    let whole = serde_json::to_value(event).unwrap_or_default();
    let value = match after {
        None => Value::Null,
        Some(text) if is_time(key) => Value::from(time_of(text, given)?.to_string()),
        Some(text) => Value::from(text),
    };
    let Some((place, part)) = key.strip_prefix("options.").and_then(|rest| rest.split_once('.')) else {
        return Ok((key.to_owned(), whole.get(key).cloned().unwrap_or_default(), value));
    };
    let before = whole.get("options").cloned().unwrap_or_default();
    let mut changed = before.clone();
    let option = place.parse::<usize>().ok().and_then(|place| changed.get_mut(place)?.as_object_mut());
    let option = option.ok_or("这条经过已经变了，请重新选")?;
    match value {
        Value::Null => drop(option.shift_remove(part)),
        value => drop(option.insert(part.to_owned(), value)),
    }
    Ok(("options".to_owned(), before, changed))
}

/// An agreed time as it should have been written: one to come, or one that has been.
fn time_of(text: &str, given: Given<'_>) -> Result<Moment, String> {
    let read = |tense| time::read(text, tense, given.now, given.settings.rules.duty).required();
    read(Tense::Future).or_else(|sentence| read(Tense::Past).map_err(|_| sentence))
}

/// What can be put right, the latest first; corrections themselves are not corrected.
fn written(given: Given<'_>) -> Vec<Written> {
    tracing::trace!(target: "worked_out", "words of the history");
    let events = given.case.corrected_events();
    let ahead = AheadEntry::of(given.case, given.now).and_then(|first| Some((first.event?, first.at)));
    let ahead = ahead.map(|(at, time)| {
        let label = format!("{} {}·时间", time.short(given.now), events[at].kind.label());
        Written { at, key: AT.to_owned(), label, text: time.long() }
    });
    let all = events.iter().enumerate().rev();
    let all = all.filter(|(_, event)| !matches!(event.kind, EventKind::Corrected { .. }));
    ahead.into_iter().chain(all.flat_map(|(at, event)| of_event(at, event, given.now))).collect()
}

fn of_event(at: usize, event: &Event, now: Moment) -> Vec<Written> {
    let values = serde_json::to_value(event).unwrap_or_default();
    let (when, what) = (event.at.short(now), event.kind.label());
    let text = |value: Option<&Value>| value.and_then(Value::as_str).map(|text| text.trim().to_owned());
    let mut all = Vec::new();
    let mut add = |key: String, word: &str, text: Option<String>| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            all.push(Written { at, key, label: format!("{when} {what}·{word}"), text });
        }
    };
    if let Some(due) = text(values.get("due")).and_then(|due| Moment::parse(&due).ok()) {
        add("due".to_owned(), &key_label(&format!("events[{at}].due")), Some(due.long()));
    }
    for key in written_keys(&event.kind) {
        add(key.to_owned(), &key_label(&format!("events[{at}].{key}")), text(values.get(key)));
    }
    let options = values.get("options").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    for (place, (option, way)) in options.iter().zip(WAYS).enumerate() {
        for part in OF_OPTION {
            let word = if part == "text" { way.to_owned() } else { format!("{way}·{}", key_label(part)) };
            add(format!("options.{place}.{part}"), &word, text(option.get(part)));
        }
    }
    all
}
