//! What an entry of the log says, in and out of its stored form. There is one reader: lists, papers, the check and the
//! reading back before a commit all use it.

use serde_json::Value;

use crate::domain::case::Facts;
use crate::domain::counter_event::CounterEvent;
use crate::domain::deadline_set::DeadlineSet;
use crate::domain::event::EventKind;
use crate::domain::time::Moment;
use crate::store::error::Error;
use crate::store::key;

/// Type word of a case's first entry.
pub const RECEIPT: &str = "receipt";

/// Type word of the entry that tells of an erasure; it stands in the log of the case and is no part of its story.
pub const ANONYMISED: &str = "anonymised";

/// The particulars of an entry.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Body<'a> {
    /// What was taken in.
    Receipt(&'a Facts),
    /// What happened to a case.
    Event(&'a EventKind),
    /// What happened at the counter.
    Counter(&'a CounterEvent),
}

impl Body<'_> {
    /// The text that is kept.
    ///
    /// # Errors
    /// Only when serde itself fails.
    pub(crate) fn stored(&self) -> Result<String, Error> {
        Ok(match self {
            Self::Receipt(facts) => serde_json::to_string(facts),
            Self::Event(kind) => serde_json::to_string(kind),
            Self::Counter(entry) => serde_json::to_string(entry),
        }?)
    }

    /// Reads the text again and compares it with what it should say.
    ///
    /// # Errors
    /// [`Error::Unkeepable`] when it cannot be read or says something else.
    pub(crate) fn reads_back(
        &self,
        body: &str,
        sets: &str,
        expected: &[DeadlineSet],
        times: &[Moment],
    ) -> Result<(), Error> {
        let same = match self {
            Self::Receipt(facts) => receipt(body).is_ok_and(|read| read == **facts),
            Self::Event(kind) => event(body).is_ok_and(|read| read == **kind),
            Self::Counter(entry) => counter_event(body).is_ok_and(|read| read == **entry),
        };
        let same_sets = deadlines(sets).is_ok_and(|read| read == expected);
        let same_times = times.iter().all(|time| key::moment(time.unix()).is_ok_and(|read| read == *time));
        if same && same_sets && same_times { Ok(()) } else { Err(Error::Unkeepable) }
    }
}

/// Reads a receipt.
///
/// # Errors
/// When it is none.
pub(crate) fn receipt(body: &str) -> serde_json::Result<Facts> {
    serde_json::from_str(body)
}

/// Reads an event of a case.
///
/// # Errors
/// When it is none.
pub(crate) fn event(body: &str) -> serde_json::Result<EventKind> {
    serde_json::from_str(body)
}

/// Reads an entry of the counter.
///
/// # Errors
/// When it is none.
pub(crate) fn counter_event(body: &str) -> serde_json::Result<CounterEvent> {
    serde_json::from_str(body)
}

/// Reads the deadlines that an entry set.
///
/// # Errors
/// When they are none.
pub(crate) fn deadlines(sets: &str) -> serde_json::Result<Vec<DeadlineSet>> {
    if sets == "[]" { Ok(Vec::new()) } else { serde_json::from_str(sets) }
}

/// Whether an entry can be read, by the reader that fits its subject and type.
pub(crate) fn is_readable(subject_kind: &[u8], kind: &[u8], body: &[u8], sets: &[u8]) -> bool {
    let (Ok(body), Ok(sets)) = (std::str::from_utf8(body), std::str::from_utf8(sets)) else {
        return false;
    };
    let said = match (subject_kind, kind) {
        (b"case", kind) if kind == RECEIPT.as_bytes() => receipt(body).is_ok(),
        (b"case", kind) if kind != ANONYMISED.as_bytes() => event(body).is_ok(),
        _ => counter_event(body).is_ok(),
    };
    said && deadlines(sets).is_ok()
}

/// The `type` of an event, as the interchange format writes it.
pub(crate) fn type_word(kind: &EventKind) -> Result<String, Error> {
    match serde_json::to_value(kind)?.get("type") {
        Some(Value::String(word)) => Ok(word.clone()),
        _ => Err(Error::Internal("an event without a type".into())),
    }
}
