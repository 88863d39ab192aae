//! What a correction names: a value of the facts or of an event, by its path in the interchange form.

use serde::Serialize;
use serde_json::Value;

use crate::domain::event::EventKind;

/// The keys of an event that hold words which somebody wrote: whoever works at the counter may put them right. Every other
/// key of an event says what was agreed, judged or decided, and is the supervisor's. Rules §10.
const WRITTEN: [&str; 11] = [
    "text",
    "facts",
    "basis",
    "for_owner",
    "result",
    "summary",
    "opinion",
    "outcome",
    "what",
    "reason",
    "sent_to",
];

/// The keys of this event that hold a judgement under a name that is written words elsewhere: what came of a visit and what
/// the owner thought of the result decide what is owed and what is counted; so does the result of a verification.
pub fn judged_keys(kind: &EventKind) -> &'static [&'static str] {
    match kind {
        EventKind::Visit(_) => &["outcome", "result"],
        EventKind::Verified { .. } => &["result"],
        _ => &[],
    }
}

/// Whether this key holds words that somebody wrote, in an event of which these keys are judgements.
pub fn is_written(key: &str, judged: &[&str]) -> bool {
    WRITTEN.contains(&key) && !judged.contains(&key)
}

/// The keys of this event that hold words which somebody wrote.
pub fn written_keys(kind: &EventKind) -> impl Iterator<Item = &'static str> + use<> {
    let judged = judged_keys(kind);
    WRITTEN.into_iter().filter(move |key| is_written(key, judged))
}

/// `events[3].due` → (3, "due"): which earlier event a correction means, and which key of it.
pub fn corrected_event(what: &str) -> Option<(usize, &str)> {
    let (index, path) = what.strip_prefix("events[")?.split_once("].")?;
    Some((index.parse().ok()?, path))
}

/// The value at a key path of anything that can be written as JSON; `Null` when there is none.
pub fn value_at<T: Serialize>(whole: &T, path: &str) -> Value {
    let whole = serde_json::to_value(whole).unwrap_or(Value::Null);
    path.split('.').try_fold(&whole, |value, key| value.get(key)).cloned().unwrap_or(Value::Null)
}

/// A copy with the value at a key path replaced (`Null` takes the key away); `None` when the result would
/// not be a valid whole.
pub fn with_value<T: Serialize + serde::de::DeserializeOwned>(
    whole: &T,
    path: &str,
    value: &Value,
) -> Option<T> {
    let mut json = serde_json::to_value(whole).ok()?;
    let (parents, key) = path.rsplit_once('.').map_or(("", path), |(parents, key)| (parents, key));
    let mut place = &mut json;
    for parent in parents.split('.').filter(|parent| !parent.is_empty()) {
        place = place.as_object_mut()?.entry(parent).or_insert_with(|| Value::Object(serde_json::Map::new()));
    }
    let map = place.as_object_mut()?;
    if value.is_null() {
        map.shift_remove(key);
    } else {
        map.insert(key.to_owned(), value.clone());
    }
    serde_json::from_value(json).ok()
}
