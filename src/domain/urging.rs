//! 催办: somebody comes again for a matter that is being handled. What was typed in the form goes onto the case that is
//! open, all of it: nothing that was agreed, felt or said is lost because it was said about an earlier number.

use serde_json::Value;

use crate::domain::calendar::OfficeHours;
use crate::domain::case::{Case, Facts};
use crate::domain::code::Urgency;
use crate::domain::event::EventKind;
use crate::domain::intake::Draft;
use crate::domain::naming::{Names, key_label, value as named};
use crate::domain::person::Actor;
use crate::domain::time::Moment;

/// Facts that the form fills in where the case has none, by their key.
const FILLED_IN: [&str; 14] = [
    "place",
    "occurred_at",
    "occurred_words",
    "category",
    "situation",
    "class",
    "class_ii_part",
    "content",
    "responsibility",
    "capability",
    "needs",
    "service",
    "impact",
    "complained_of",
];

/// Why the case says more than before.
const REASON: &str = "催办时补记";

/// What happens to the open case: the urging with the owner's words, what the form knows and the case does not, the
/// mood, and whatever has happened in the talk. In order of time, none before the last event of the case.
pub fn urging(
    draft: &Draft,
    case: &Case,
    by: &Actor,
    names: &dyn Names,
    now: Moment,
    duty: OfficeHours,
) -> Vec<(Moment, EventKind)> {
    let (facts, talk) = draft.preview(by, now, duty);
    let known = case.facts();
    let last = case.events.last().map_or(case.receipt.received_at, |event| event.at);
    let mut at = facts.received_at.max(last);
    let mut kinds = vec![(at, note(draft, &facts))];
    let mut happens = |kind| kinds.push((at, kind));
    if let Some(text) = particulars(draft, &facts, &known, by, names) {
        happens(EventKind::Note { text, internal: true });
    }
    for kind in filled_in(&facts, &known) {
        happens(kind);
    }
    if let Some(nature) = facts.nature.filter(|_| known.nature.is_none()) {
        happens(EventKind::Nature { nature, reason: REASON.to_owned() });
    }
    for flag in facts.flags.iter().filter(|flag| !known.has(**flag)) {
        happens(EventKind::Flag { flag: *flag, set: true, reason: Some(REASON.to_owned()) });
    }
    if let Some(emotion) = facts.emotion.filter(|mood| known.emotion != Some(*mood)) {
        happens(EventKind::Emotion { emotion });
    }
    for event in talk {
        at = at.max(event.at);
        kinds.push((at, event.kind));
    }
    kinds
}

fn note(draft: &Draft, facts: &Facts) -> EventKind {
    let words = facts.verbatim.as_deref().map_or(String::new(), |words| format!("：{words}"));
    EventKind::Note { text: format!("业主{}催办{words}", draft.channel.label()), internal: false }
}

/// Facts that are kept another way: with the owner's words, as an event of their own, or as they are.
const KEPT_ELSEWHERE: [&str; 9] = [
    "channel",
    "received_at",
    "recorded_at",
    "verbatim",
    "emotion",
    "flags",
    "urgency",
    "complainant.phones",
    "complainant.called_from",
];

/// What the form says otherwise than the case: kept in words, every fact that has no event of its own.
fn particulars(draft: &Draft, facts: &Facts, known: &Facts, by: &Actor, names: &dyn Names) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    let before = &known.complainant;
    let number =
        |phone: &&String| before.phones.contains(phone) || before.called_from.as_ref() == Some(*phone);
    let person = &facts.complainant;
    parts.extend(
        person
            .phones
            .iter()
            .chain(&person.called_from)
            .filter(|phone| !number(phone))
            .map(|phone| format!("电话 {phone}")),
    );
    let (now, before) = (leaves(facts), leaves(known));
    for (what, value) in &now {
        let was = before.iter().find(|(key, _)| key == what).map(|(_, value)| value);
        let root = what.split('.').next().unwrap_or(what);
        let filled_in = FILLED_IN.contains(&root) && was.is_none();
        // Events carry who types; a confirmed 复述 is an event, too.
        let on_record = KEPT_ELSEWHERE.contains(&what.as_str())
            || (root == "receiver" && facts.receiver == by.name)
            || (root == "nature" && was.is_none())
            || (root == "summary" && draft.is_restated());
        if was == Some(value) || filled_in || on_record {
            continue;
        }
        parts.push(format!("{} {}", key_label(what), named(what, value, names)));
    }
    parts.dedup();
    (!parts.is_empty()).then(|| format!("催办时登记：{}", parts.join("；")))
}

/// The facts that say something, by their key path (`complainant.room`), in their order.
fn leaves(facts: &Facts) -> Vec<(String, Value)> {
    let mut leaves = Vec::new();
    if let Ok(Value::Object(facts)) = serde_json::to_value(facts) {
        for (key, value) in facts {
            match value {
                Value::Object(inner) => {
                    leaves.extend(inner.into_iter().map(|(below, value)| (format!("{key}.{below}"), value)));
                }
                value => leaves.push((key, value)),
            }
        }
    }
    leaves.retain(|(_, value)| !matches!(value, Value::Null | Value::Bool(false)));
    leaves
}

/// Facts that the case lacks; urgency only ever rises here.
fn filled_in(facts: &Facts, known: &Facts) -> Vec<EventKind> {
    let (Ok(now), Ok(before)) = (serde_json::to_value(facts), serde_json::to_value(known)) else {
        return Vec::new();
    };
    let corrected = |what: &str, after: &Value| EventKind::Corrected {
        what: what.to_owned(),
        before: before.get(what).cloned().unwrap_or(Value::Null),
        after: after.clone(),
        reason: REASON.to_owned(),
    };
    let empty = |value: Option<&Value>| value.is_none_or(|value| value.is_null());
    let missing = FILLED_IN.iter().filter(|key| empty(before.get(**key)));
    let mut kinds: Vec<EventKind> = missing
        .filter_map(|key| now.get(*key).filter(|value| !value.is_null()).map(|value| corrected(key, value)))
        .collect();
    if facts.urgency == Some(Urgency::Urgent)
        && known.urgency != Some(Urgency::Urgent)
        && let Some(value) = now.get("urgency")
    {
        kinds.push(corrected("urgency", value));
    }
    kinds
}
