//! Why a part of a file could not be read, as a Chinese sentence with its place.

use serde_json::Value;

/// What is wrong with `value` and where, given a reader that answers with the decoder's error.
///
/// The place is found by leaving parts out: one without which the error is gone, or at least another one, is to blame.
pub fn explain(value: &Value, read: impl Fn(&Value) -> Option<String>) -> String {
    let Some(error) = read(value) else {
        return "内容不对".to_owned();
    };
    let mut path: Vec<Step> = Vec::new();
    while let Some(step) = culprit(value, &path, &error, &read) {
        path.push(step);
    }
    let place = path.iter().fold(String::new(), |place, step| match step {
        Step::Key(key) if place.is_empty() => key.clone(),
        Step::Key(key) => format!("{place}.{key}"),
        Step::Index(index) => format!("{place}[{index}]"),
    });
    match (place.is_empty(), error.starts_with("missing field")) {
        (true, _) => in_chinese(&error),
        (false, true) => format!("「{place}」里{}", in_chinese(&error)),
        (false, false) => format!("「{place}」{}", in_chinese(&error)),
    }
}

/// The part below `path` that is to blame, if there is one. A part that must be there is blamed last: without it
/// the decoder may not come as far as before.
fn culprit(
    value: &Value,
    path: &[Step],
    error: &str,
    read: impl Fn(&Value) -> Option<String>,
) -> Option<Step> {
    let mut last_resort = None;
    for step in children(at(value, path)) {
        let mut without = value.clone();
        remove(&mut without, path, &step);
        match read(&without) {
            None => return Some(step),
            Some(other) if other == error => {}
            Some(other) if other.starts_with("missing field") => last_resort = Some(step),
            Some(_) => return Some(step),
        }
    }
    last_resort.filter(|_| !error.starts_with("missing field"))
}

enum Step {
    Key(String),
    Index(usize),
}

fn children(value: Option<&Value>) -> Vec<Step> {
    match value {
        Some(Value::Object(map)) => map.keys().cloned().map(Step::Key).collect(),
        Some(Value::Array(list)) => (0..list.len()).map(Step::Index).collect(),
        _ => Vec::new(),
    }
}

fn at<'a>(value: &'a Value, path: &[Step]) -> Option<&'a Value> {
    path.iter().try_fold(value, |value, step| match step {
        Step::Key(key) => value.get(key),
        Step::Index(index) => value.get(*index),
    })
}

fn remove(value: &mut Value, path: &[Step], last: &Step) {
    let parent = path.iter().try_fold(value, |value, step| match step {
        Step::Key(key) => value.get_mut(key),
        Step::Index(index) => value.get_mut(*index),
    });
    match (parent, last) {
        (Some(Value::Object(map)), Step::Key(key)) => drop(map.shift_remove(key)),
        (Some(Value::Array(list)), Step::Index(index)) if *index < list.len() => drop(list.remove(*index)),
        _ => {}
    }
}

/// A decoder's error in the words of the counter. What the types of `domain` say is Chinese already.
fn in_chinese(error: &str) -> String {
    let quoted = || error.split('`').nth(1).unwrap_or_default();
    if error.starts_with("unknown field") {
        "是不认识的键".to_owned()
    } else if error.starts_with("missing field") {
        format!("缺少「{}」", quoted())
    } else if error.starts_with("unknown variant") {
        let allowed: Vec<&str> = error.split('`').skip(3).step_by(2).collect();
        format!("不能是「{}」，可用的值：{}", quoted(), allowed.join("、"))
    } else if let Some(rest) = error.strip_prefix("invalid type: ") {
        let (found, expected) = rest.split_once(", expected ").unwrap_or((rest, ""));
        format!("应是{}，现在是{}", kind(expected), kind(found))
    } else if error.starts_with("invalid value") || error.starts_with("invalid length") {
        "的值超出范围".to_owned()
    } else if error.is_ascii() {
        format!("读不出来（{error}）")
    } else {
        format!("不对：{error}")
    }
}

/// The Chinese word for a kind of JSON value as the decoder names it.
fn kind(word: &str) -> &'static str {
    let kinds = [
        ("null", "空值"),
        ("unit", "空值"),
        ("boolean", "true 或 false"),
        ("string", "文字"),
        ("sequence", "列表"),
        ("map", "对象"),
        ("struct", "对象"),
        ("a bool", "true 或 false"),
        ("u8", "不大的整数"),
        ("u64", "整数"),
        ("usize", "整数"),
        ("integer", "整数"),
        ("floating point", "小数"),
    ];
    kinds.iter().find(|(english, _)| word.contains(english)).map_or("另一种值", |(_, chinese)| chinese)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::Facts;
    use crate::domain::event::EventKind;
    use serde_json::json;

    fn facts(value: Value) -> String {
        explain(&value, |value| serde_json::from_value::<Facts>(value.clone()).err().map(|e| e.to_string()))
    }

    fn event(value: Value) -> String {
        explain(&value, |value| {
            serde_json::from_value::<EventKind>(value.clone()).err().map(|e| e.to_string())
        })
    }

    fn with(key: &str, value: Value) -> Value {
        let mut facts = json!({"kind": "complaint", "channel": "phone", "received_at": "2026-11-03T09:12",
            "recorded_at": "2026-11-03T09:12", "receiver": "李敏"});
        facts[key] = value;
        facts
    }

    #[test]
    fn the_place_is_named() {
        assert_eq!(facts(with("colour", json!(1))), "「colour」是不认识的键");
        assert_eq!(
            facts(with("complainant", json!({"name": "陈", "age": 3}))),
            "「complainant.age」是不认识的键"
        );
        assert!(
            facts(with("channel", json!("fax"))).starts_with("「channel」不能是「fax」，可用的值：walk_in、")
        );
        assert!(facts(with("needs", json!(["respect", "money"]))).starts_with("「needs[1]」不能是「money」"));
        assert!(
            facts(with("received_at", json!("2026-02-30T09:00")))
                .starts_with("「received_at」不对：「2026-02-30")
        );
        assert_eq!(facts(with("place", json!(5))), "「place」应是文字，现在是整数");
        assert_eq!(facts(json!({"kind": "complaint"})), "缺少「channel」");
    }

    #[test]
    fn events_too() {
        assert_eq!(event(json!({"text": "x"})), "缺少「type」");
        assert_eq!(event(json!({"type": "note", "colour": 1})), "「colour」是不认识的键");
        assert!(event(json!({"type": "sung"})).starts_with("「type」不能是「sung」"));
        let wrong = json!({"type": "progress", "medium": "fax", "text": "x"});
        assert!(event(wrong).starts_with("「medium」不能是「fax」"));
        let wrong = json!({"type": "solution", "options": [{"text": "a"}, {"pros": "b"}]});
        assert_eq!(event(wrong), "「options[1]」里缺少「text」");
    }
}
