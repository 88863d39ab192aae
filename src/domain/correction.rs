//! What a correction names: a value of the facts or of an event, by its path in the interchange form.

use serde::Serialize;
use serde_json::Value;

/// The keys of an event that hold words which somebody wrote: whoever works at the counter may put them right. Every other
/// key of an event says what was agreed, judged or decided, and is the supervisor's. Rules §10.
pub const WRITTEN: [&str; 11] = [
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
