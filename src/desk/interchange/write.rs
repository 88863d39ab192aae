//! Cases → the bytes of the interchange format, the same bytes for the same cases and clock.

use std::io;

use serde_json::{Map, Value, json};

use crate::desk::interchange::convert::records;
use crate::desk::interchange::read::{FORMAT, VERSION};
use crate::domain::case::{Case, CaseNumber};
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
    map.insert("events".to_owned(), json!(records(case)));
    Value::Object(map)
}
