//! From the values *now*, as the file has them, back to those of the receipt.

use serde_json::Value;

use crate::domain::case::Facts;
use crate::domain::correction::{value_at, with_value};
use crate::domain::event::{Event, EventKind};

/// The receipt that `events` make `now` of. What an event says of the time before it is believed: `before` of a
/// correction, a mark that was set or taken off, a standing refusal of visits. An investigation that found who is
/// responsible leaves that open before it.
pub fn receipt(now: &Facts, events: &[Event]) -> Facts {
    let mut facts = now.clone();
    for event in events.iter().rev() {
        match &event.kind {
            // A correction to something impossible changed nothing.
            EventKind::Corrected { what, before, after, .. }
                if is_fact(what) && with_value(&facts, what, after).is_some() =>
            {
                facts = with_value(&facts, what, before).unwrap_or(facts);
            }
            EventKind::Flag { flag, set, .. } => {
                facts.flags.retain(|other| other != flag);
                if !set {
                    facts.flags.push(*flag);
                }
            }
            EventKind::Visit(visit) if visit.standing == Some(true) => {
                facts.complainant.declines_visits = false;
            }
            EventKind::Investigated { responsibility: Some(_), .. } => {
                facts.responsibility = None;
            }
            _ => {}
        }
    }
    facts
}

/// What the file says of now and the events deny, one sentence a key; only keys that the file gives count.
pub fn disagreements(given: &Value, stated: &Facts, folded: &Facts) -> Vec<String> {
    let keys = |value: &Value| -> Vec<String> {
        value.as_object().map(|map| map.keys().cloned().collect()).unwrap_or_default()
    };
    let mut out = Vec::new();
    for key in keys(given) {
        let paths = match key.as_str() {
            "complainant" | "referral" | "online" => {
                keys(&given[&key]).into_iter().map(|inner| format!("{key}.{inner}")).collect()
            }
            _ => vec![key],
        };
        for path in paths {
            let (file, event) = (value_at(stated, &path), value_at(folded, &path));
            if !same(&file, &event) {
                out.push(format!(
                    "「{path}」文件写的是{}，事件说的是{}，以事件为准",
                    words(&file),
                    words(&event)
                ));
            }
        }
    }
    out
}

/// Whether a correction is one of the case itself, not of an earlier event.
fn is_fact(what: &str) -> bool {
    !what.starts_with("events[")
}

/// Equal, the order in lists of code words apart.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().all(|value| other.contains(value))
        }
        _ => one == other,
    }
}

/// A value as the report quotes it: short, and without brackets of JSON.
fn words(value: &Value) -> String {
    let text = match value {
        Value::Null => return "空".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let short: String = text.chars().take(24).collect();
    if short.len() < text.len() { format!("「{short}…」") } else { format!("「{short}」") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::{Case, CaseNumber};
    use crate::domain::code::{CaseKind, Channel, Flag, Nature};
    use crate::domain::time::Moment;
    use serde_json::json;

    fn at() -> Moment {
        Moment::parse("2026-11-03T09:12").unwrap()
    }

    fn correction(what: &str, before: Value, after: Value) -> Event {
        Event::new(
            at(),
            "李敏",
            EventKind::Corrected { what: what.into(), before, after, reason: "核对".into() },
        )
    }

    fn now() -> Facts {
        Facts::new(CaseKind::Complaint, Channel::Phone, at(), "李敏")
    }

    fn fold(receipt: Facts, events: Vec<Event>) -> Facts {
        let mut case = Case::new(CaseNumber::parse("20261103-001").unwrap(), receipt);
        case.events = events;
        case.facts()
    }

    #[test]
    fn corrections_are_taken_back_from_last_to_first() {
        let mut facts = now();
        facts.place = Some("三栋".into());
        let events = vec![
            correction("place", Value::Null, json!("一栋")),
            correction("place", json!("一栋"), json!("三栋")),
            correction("kind", json!("repair"), json!("complaint")),
            correction("events[0].text", json!("x"), json!("y")),
            correction("class", json!("I"), json!("IX")),
        ];
        let receipt = receipt(&facts, &events);
        assert_eq!((receipt.place.as_deref(), receipt.kind, receipt.class), (None, CaseKind::Repair, None));
        assert_eq!(fold(receipt, events), facts);
    }

    #[test]
    fn marks_stand_from_the_event_on_that_set_them() {
        let mut facts = now();
        facts.flags = vec![Flag::Major, Flag::Group];
        let mark = |flag, set| Event::new(at(), "李敏", EventKind::Flag { flag, set, reason: None });
        let events = vec![mark(Flag::Group, true), mark(Flag::Extreme, false)];
        let receipt = receipt(&facts, &events);
        assert_eq!(receipt.flags, [Flag::Major, Flag::Extreme]);
        assert_eq!(fold(receipt, events).flags, facts.flags);
    }

    #[test]
    fn the_event_wins_and_is_named() {
        let mut stated = now();
        stated.nature = Some(Nature::Help);
        let mut folded = stated.clone();
        folded.nature = Some(Nature::Effective);
        let given = json!({"nature": "help", "kind": "complaint"});
        let notes = disagreements(&given, &stated, &folded);
        assert_eq!(notes, ["「nature」文件写的是「help」，事件说的是「effective」，以事件为准"]);
        assert!(disagreements(&json!({"kind": "complaint"}), &stated, &folded).is_empty());
    }
}
