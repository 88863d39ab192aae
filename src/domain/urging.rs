//! 催办: somebody comes again for a matter that is being handled. What was typed in the form goes onto the case that is
//! open, all of it: nothing that was agreed, felt or said is lost because it was said about an earlier number.

use serde_json::Value;

use crate::domain::case::{Case, Facts};
use crate::domain::code::Urgency;
use crate::domain::event::EventKind;
use crate::domain::intake::Draft;
use crate::domain::person::Actor;
use crate::domain::time::Moment;

/// Facts that the form fills in where the case has none, by their key.
const FILLED_IN: [&str; 11] = [
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
];

/// Why the case says more than before.
const REASON: &str = "催办时补记";

/// What happens to the open case: the urging with the owner's words, what the form knows and the case does not, the
/// mood, and whatever has happened in the talk. In order of time, none before the last event of the case.
pub fn urging(draft: &Draft, case: &Case, by: &Actor, now: Moment) -> Vec<(Moment, EventKind)> {
    let (facts, talk) = draft.preview(by, now);
    let known = case.facts();
    let last = case.events.last().map_or(case.receipt.received_at, |event| event.at);
    let mut at = facts.received_at.max(last);
    let mut kinds = vec![(at, note(draft, &facts))];
    let mut happens = |kind| kinds.push((at, kind));
    if let Some(text) = particulars(draft, &facts, &known) {
        happens(EventKind::Note { text, internal: true });
    }
    for kind in filled_in(&facts, &known) {
        happens(kind);
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

/// What the form says otherwise than the case, and what has no place of its own there: kept in words.
fn particulars(draft: &Draft, facts: &Facts, known: &Facts) -> Option<String> {
    let (person, before) = (&facts.complainant, &known.complainant);
    let mut parts: Vec<String> = Vec::new();
    let mut differs = |label: &str, now: Option<&str>, before: Option<&str>| {
        if let Some(now) = now.filter(|now| before != Some(*now)) {
            parts.push(format!("{label} {now}"));
        }
    };
    differs("来人", person.name.as_deref(), before.name.as_deref());
    differs("房号", person.room.as_deref(), before.room.as_deref());
    let number =
        |phone: &&String| before.phones.contains(phone) || before.called_from.as_ref() == Some(*phone);
    for phone in person.phones.iter().chain(&person.called_from).filter(|phone| !number(phone)) {
        differs("电话", Some(phone.as_str()), None);
    }
    let place = known.place.as_deref();
    differs("地点", facts.place.as_deref().filter(|_| place.is_some()), place);
    let confirmed = draft.is_restated();
    differs("要点", facts.summary.as_deref().filter(|_| !confirmed), known.summary.as_deref());
    let time = |facts: &Facts| facts.occurred_at.map(Moment::long);
    differs(
        "发生时间",
        time(facts).as_deref().filter(|_| known.occurred_at.is_some()),
        time(known).as_deref(),
    );
    let needs: Vec<&str> =
        facts.needs.iter().filter(|need| !known.needs.contains(need)).map(|need| need.label()).collect();
    let needs = Some(needs.join("、")).filter(|needs| !needs.is_empty() && !known.needs.is_empty());
    differs("诉求", needs.as_deref(), None);
    parts.dedup();
    (!parts.is_empty()).then(|| format!("催办时登记：{}", parts.join("；")))
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
