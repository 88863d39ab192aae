//! How much may stand in a field. What is longer is a slip – a whole file pasted into a name – and would make lists,
//! papers and searching slow for good. Works on the stored form, so that every field of every event is covered.

use serde_json::Value;

/// The most characters of a name, a title or a number.
const SHORT: usize = 60;
/// … of a place, a department, a link.
const LINE: usize = 300;
/// … of whatever people write or dictate.
const TEXT: usize = 50_000;
/// The most entries of a list in a field.
pub const ENTRIES: usize = 50;
/// The most events of one case.
pub const EVENTS: usize = 2_000;
/// The largest number that is typed anywhere.
const NUMBER: u64 = 1_000_000_000_000;

/// What each key is called to a person, and how long it may be.
const FIELDS: [(&str, &str, usize); 24] = [
    ("name", "姓名", SHORT),
    ("receiver", "受理人", SHORT),
    ("by", "经办人", SHORT),
    ("to", "对象", SHORT),
    ("superior", "上级", SHORT),
    ("named_by", "指派人", SHORT),
    ("from", "来源", SHORT),
    ("phones", "电话", SHORT),
    ("called_from", "来电号码", SHORT),
    ("room", "房号", SHORT),
    ("number", "编号", SHORT),
    ("category", "类别", SHORT),
    ("situation", "场景", SHORT),
    ("department", "部门", LINE),
    ("place", "地点", LINE),
    ("platform", "平台", LINE),
    ("author", "发布人", LINE),
    ("link", "网址", TEXT),
    ("rule", "依据", LINE),
    ("verbatim", "原话", TEXT),
    ("summary", "要点", TEXT),
    ("text", "内容", TEXT),
    ("result", "结果", TEXT),
    ("reason", "原因", TEXT),
];

/// What is too long or too much, as a sentence without its end: `「姓名」有 30000 字，最多 60 字`.
pub fn problem(value: &Value) -> Option<String> {
    of("", value)
}

fn of(key: &str, value: &Value) -> Option<String> {
    match value {
        Value::Null | Value::Bool(_) => None,
        Value::Number(number) => {
            let large =
                number.as_i64().map_or(number.as_f64().is_none_or(|one| one.abs() > NUMBER as f64), |one| {
                    one.unsigned_abs() > NUMBER
                });
            large.then(|| format!("「{}」的数字 {number} 太大", label(key)))
        }
        Value::String(text) => {
            let most = FIELDS.iter().find(|(known, ..)| *known == key).map_or(TEXT, |(.., most)| *most);
            // Bytes are counted first: they cost nothing, and few texts come near.
            let long = text.len() > most && text.chars().count() > most;
            long.then(|| format!("「{}」有 {} 字，最多 {most} 字", label(key), text.chars().count()))
        }
        Value::Array(list) if list.len() > ENTRIES => {
            Some(format!("「{}」有 {} 项，最多 {ENTRIES} 项", label(key), list.len()))
        }
        Value::Array(list) => list.iter().find_map(|one| of(key, one)),
        Value::Object(map) => map.iter().find_map(|(key, value)| of(key, value)),
    }
}

fn label(key: &str) -> &str {
    FIELDS.iter().find(|(known, ..)| *known == key).map_or("内容", |(_, label, _)| label)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_field_has_its_limit_and_a_sentence() {
        for (key, label, most) in FIELDS {
            assert_eq!(problem(&json!({key: "字".repeat(most)})), None, "{key}");
            let told = problem(&json!({"inner": {key: "字".repeat(most + 1)}})).unwrap();
            assert_eq!(told, format!("「{label}」有 {} 字，最多 {most} 字", most + 1));
        }
        assert!(problem(&json!({"unknown": "x".repeat(TEXT + 1)})).is_some(), "a key of tomorrow, too");
    }

    #[test]
    fn lists_and_numbers_have_theirs() {
        assert!(problem(&json!({"phones": vec!["1"; ENTRIES + 1]})).unwrap().contains("电话"));
        assert_eq!(problem(&json!({"phones": vec!["1"; ENTRIES]})), None);
        assert!(problem(&json!({"size": u64::MAX})).is_some());
        assert!(problem(&json!({"size": i64::MIN})).is_some());
        assert!(problem(&json!({"size": 1e300})).is_some());
        assert_eq!(problem(&json!({"size": -5, "rung": 2})), None);
    }
}
