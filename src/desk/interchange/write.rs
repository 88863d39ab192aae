//! Cases → the bytes of the interchange format, the same bytes for the same cases and clock.

use std::io;

use serde_json::{Map, Value, json};

use crate::desk::interchange::read::{FORMAT, VERSION};
use crate::domain::case::{Case, CaseNumber, fold_escalations};
use crate::domain::event::{Event, EventKind};
use crate::domain::time::Moment;

/// Writes a file: cases in the order given, one a line.
///
/// # Errors
/// Those of the file, and those of the iterator.
pub fn write<E: From<io::Error>>(
    out: &mut dyn io::Write,
    property: &str,
    now: Moment,
    cases: impl Iterator<Item = Result<Case, E>>,
) -> Result<(), E> {
    writeln!(out, "{{\n\"format\": {},\n\"version\": {VERSION},", json!(FORMAT))?;
    if !property.is_empty() {
        writeln!(out, "\"property\": {},", json!(property))?;
    }
    write!(out, "\"exported_at\": {},\n\"cases\": [", json!(now))?;
    for (index, case) in cases.enumerate() {
        let comma = if index == 0 { "" } else { "," };
        write!(out, "{comma}\n{}", case_value(&case?))?;
    }
    writeln!(out, "\n]\n}}")?;
    Ok(())
}

/// Where a case stands in a file: by the time of receipt, then the number.
pub fn order(case: &Case) -> (Moment, CaseNumber) {
    (case.facts().received_at, case.number)
}

/// A case as the format has it: the facts as they are now, and the events with escalations folded.
pub fn case_value(case: &Case) -> Value {
    let mut map = Map::new();
    map.insert("number".to_owned(), json!(case.number));
    if let Value::Object(facts) = json!(case.facts()) {
        map.extend(facts);
    }
    if case.receipt.receiver.is_empty() {
        map.shift_remove("receiver");
    }
    map.insert("events".to_owned(), json!(folded_events(&case.events)));
    Value::Object(map)
}

/// The events as files have them; corrections name the folded places.
fn folded_events(events: &[Event]) -> Vec<Event> {
    let places = folded_places(events);
    let mut folded = fold_escalations(events);
    for event in &mut folded {
        if let EventKind::Corrected { what, .. } = &mut event.kind
            && let Some((index, key)) = what.strip_prefix("events[").and_then(|rest| rest.split_once("]."))
            && let Some(place) = index.parse::<usize>().ok().and_then(|index| places.get(index))
        {
            *what = format!("events[{place}].{key}");
        }
    }
    folded
}

/// For each event its place in [`fold_escalations`].
fn folded_places(events: &[Event]) -> Vec<usize> {
    let mut rows: Vec<Vec<usize>> = Vec::new();
    for (index, event) in events.iter().enumerate() {
        let attempt = match &event.kind {
            EventKind::Escalated(step) if step.continues => {
                rows.iter().rposition(|row| matches!(events[row[0]].kind, EventKind::Escalated(_)))
            }
            _ => None,
        };
        let mut row = attempt.map_or_else(Vec::new, |place| rows.remove(place));
        row.push(index);
        rows.push(row);
    }
    let mut places = vec![0; events.len()];
    for (place, row) in rows.iter().enumerate() {
        for index in row {
            places[*index] = place;
        }
    }
    places
}
