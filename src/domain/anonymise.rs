//! What stays of an entry of the log when the personal content of a case is erased: codes, times, numbers and yes or no –
//! all that statistics are made of – and the names of staff, superiors and departments. Whatever somebody wrote goes. Works on
//! the stored form, so that a key that is new tomorrow is taken for personal until it is known not to be.

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::domain::reading::room;
use crate::domain::time::Moment;

/// Keys whose words are the house's own: staff, superiors, departments, the rule that set a deadline.
const HOUSE: [&str; 12] = [
    "receiver",
    "superior",
    "department",
    "rule",
    "what",
    "type",
    "to",
    "sent_to",
    "confirmed_by",
    "named_by",
    "who",
    "visitor",
];
/// Keys that hold personal words even where they look like a code.
const PERSONAL: [&str; 18] = [
    "name",
    "phones",
    "called_from",
    "place",
    "verbatim",
    "summary",
    "text",
    "number",
    "author",
    "link",
    "platform",
    "from",
    "basis",
    "facts",
    "reason",
    "sha256",
    "cause",
    "lesson",
];
/// The key of a room: its building stays, the rest becomes a mark that is the same for the same room.
const ROOM: &str = "room";

/// The stored form without anything personal. `secret` is forgotten afterwards, so that the marks of rooms cannot be
/// traced back.
pub fn stripped(body: &Value, secret: &[u8]) -> Value {
    match body {
        Value::Object(map) => Value::Object(object(map, secret)),
        other => other.clone(),
    }
}

fn object(map: &Map<String, Value>, secret: &[u8]) -> Map<String, Value> {
    // A correction holds the value of the key that its path ends with.
    let corrected = map.get("what").and_then(Value::as_str).and_then(|path| path.rsplit('.').next());
    let stays = |key: &String, value: &Value| {
        let key = match key.as_str() {
            "before" | "after" => corrected.unwrap_or(key),
            key => key,
        };
        keep(key, value, secret).unwrap_or_else(|| emptied(value))
    };
    // The name of a file is no customer's: the entry is read by it, so that it is emptied and not left out.
    let of_a_file = map.contains_key("sha256");
    map.iter()
        .filter(|(key, value)| of_a_file || !is_left_out(key, value))
        .map(|(key, value)| (key.clone(), stays(key, value)))
        .collect()
}

/// Keys of the customer that are left out altogether: an empty name would be shown as a name.
fn is_left_out(key: &str, value: &Value) -> bool {
    matches!(key, "name" | "phones" | "called_from" | "place" | "verbatim" | "author" | "link" | "basis")
        && !value.is_null()
}

fn keep(key: &str, value: &Value, secret: &[u8]) -> Option<Value> {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => Some(value.clone()),
        Value::String(room) if key == ROOM => Some(marked(room, secret).into()),
        Value::String(text) => is_kept_text(key, text).then(|| value.clone()),
        Value::Array(list) => {
            Some(list.iter().map(|one| keep(key, one, secret).unwrap_or_else(|| emptied(one))).collect())
        }
        Value::Object(map) => Some(Value::Object(object(map, secret))),
    }
}

fn is_kept_text(key: &str, text: &str) -> bool {
    if HOUSE.contains(&key) {
        // A key path or a task of the house; a task that somebody wrote out is personal.
        return key != "what" || text.is_ascii();
    }
    let code = text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.chars().all(|letter| letter.is_ascii_alphanumeric() || "_-.".contains(letter));
    (code && !PERSONAL.contains(&key)) || Moment::parse(text).is_ok() || is_case_number(text)
}

fn is_case_number(text: &str) -> bool {
    crate::domain::case::CaseNumber::parse(text).is_some()
}

fn emptied(value: &Value) -> Value {
    match value {
        Value::String(_) => Value::String(String::new()),
        other => other.clone(),
    }
}

/// `3-2-1001` → `3-K1F60A9B2`.
fn marked(text: &str, secret: &[u8]) -> String {
    let mut sha = Sha256::new();
    sha.update(secret);
    sha.update(text);
    let mark: String = sha.finalize().iter().take(4).map(|byte| format!("{byte:02X}")).collect();
    match room::building(text) {
        Some(building) => format!("{building}-K{mark}"),
        None => format!("K{mark}"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn codes_and_times_stay_and_words_go() {
        let receipt = json!({
            "kind": "complaint", "channel": "phone", "received_at": "2026-11-03T08:50:00+08:00",
            "recorded_at": "2026-11-03T09:00:00+08:00", "receiver": "李敏",
            "complainant": {"name": "smith", "title": "mr", "phones": ["13900008316"], "called_from": "13900008316",
                            "room": "3-2-1001", "anonymous": false, "declines_visits": true},
            "place": "lobby", "verbatim": "电梯又停运了", "summary": "lift", "category": "facilities",
            "situation": "E3", "class": "II", "flags": ["media", "group"], "department": "工程部",
            "repeat_of": "20261101-003",
        });
        let left = stripped(&receipt, b"secret");
        assert_eq!(
            left["complainant"],
            json!({
                "title": "mr", "room": left["complainant"]["room"], "anonymous": false, "declines_visits": true
            })
        );
        let told = left.to_string();
        for personal in ["smith", "1390000", "1001", "lobby", "电梯", "lift"] {
            assert!(!told.contains(personal), "{personal}: {told}");
        }
        for kept in [
            "phone",
            "2026-11-03T08:50:00+08:00",
            "李敏",
            "facilities",
            "E3",
            "II",
            "media",
            "工程部",
            "20261101-003",
        ] {
            assert!(told.contains(kept), "{kept}: {told}");
        }
        assert_eq!(room::building(left["complainant"]["room"].as_str().unwrap()).as_deref(), Some("3"));
    }

    #[test]
    fn a_correction_goes_by_the_key_that_it_corrects() {
        let name = json!({"type": "corrected", "what": "complainant.name", "before": "smith", "after": "陈", "reason": "x"});
        let class =
            json!({"type": "corrected", "what": "class", "before": "I", "after": "II", "reason": "核实"});
        assert_eq!(
            stripped(&name, b""),
            json!({"type": "corrected", "what": "complainant.name", "before": "", "after": "", "reason": ""})
        );
        assert_eq!(
            stripped(&class, b""),
            json!({"type": "corrected", "what": "class", "before": "I", "after": "II", "reason": ""})
        );
    }

    #[test]
    fn the_same_room_has_one_mark_under_one_secret() {
        let room = |text: &str, secret: &[u8]| stripped(&json!({"room": text}), secret)["room"].clone();
        assert_eq!(room("3-2-1001", b"a"), room("3-2-1001", b"a"));
        assert_ne!(room("3-2-1001", b"a"), room("3-2-1002", b"a"));
        assert_ne!(room("3-2-1001", b"a"), room("3-2-1001", b"b"));
    }

    #[test]
    fn the_entry_of_a_file_stays_readable_without_its_name() {
        let file = json!({"type": "attachment", "name": "张坤家漏水.jpg", "sha256": "ab", "size": 12});
        assert_eq!(
            stripped(&file, b"secret"),
            json!({"type": "attachment", "name": "", "sha256": "", "size": 12})
        );
    }
}
