//! Bytes → the cases that they tell of. A case that cannot be read is refused alone, with its place; what stands
//! around the cases must be right, or the whole file is refused.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::desk::interchange::convert;
use crate::desk::interchange::event::{EventRecord, RecordKind};
use crate::desk::interchange::explain::explain;
use crate::desk::interchange::rewind;
use crate::domain::ahead::is_of_time;
use crate::domain::case::{Case, CaseNumber, Facts};
use crate::domain::event::Event;
use crate::domain::limit;
use crate::domain::time::Moment;

/// The word that every file of this format carries.
pub const FORMAT: &str = "tingsu-cases";
/// The only version so far.
pub const VERSION: u64 = 1;
/// Larger files are refused before they are read, about 300,000 cases: all of a file is in memory at once.
pub const LARGEST_FILE: u64 = 512 << 20;

/// A file that could be read, its cases in the order of the file.
#[derive(Debug)]
pub struct File {
    /// Name of the property, when the file gives one.
    pub property: Option<String>,
    /// The cases, or why one cannot be taken.
    pub cases: Vec<Result<FileCase, Refused>>,
}

/// A case as the file tells it: what the receipt must have been, and what happened since.
#[derive(Debug, Clone, PartialEq)]
pub struct FileCase {
    /// Number, when it already has one.
    pub number: Option<CaseNumber>,
    /// The facts at the receipt.
    pub receipt: Facts,
    /// What happened since, in order.
    pub events: Vec<Event>,
    /// What the import report has to say.
    pub notes: Vec<String>,
}

impl FileCase {
    /// The case under a number, without deadlines.
    pub fn case(&self, number: CaseNumber) -> Case {
        Case { events: self.events.clone(), ..Case::new(number, self.receipt.clone()) }
    }
}

/// A case that cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The number as far as it could be read.
    pub number: Option<String>,
    /// Why, as a sentence.
    pub why: String,
}

/// Reads a whole file.
///
/// # Errors
/// A Chinese sentence when the file is no JSON of this format or says something unknown outside its cases.
pub fn read(bytes: &[u8]) -> Result<File, String> {
    let text =
        std::str::from_utf8(bytes).map_err(|_| "文件不是 UTF-8 文字，没有导入任何内容。".to_owned())?;
    let text = text.trim_start_matches('\u{feff}');
    let whole: Value = serde_json::from_str(text).map_err(|error| broken(text, &error))?;
    let Value::Object(mut top) = whole else {
        return Err("文件最外层应是一个 JSON 对象，没有导入任何内容。".to_owned());
    };
    match top.shift_remove("format") {
        Some(Value::String(word)) if word == FORMAT => {}
        Some(other) => {
            return Err(format!(
                "文件的 format 应是「{FORMAT}」，现在是 {}，没有导入任何内容。",
                short(&other)
            ));
        }
        None => return Err(format!("文件缺少 format（应是「{FORMAT}」），没有导入任何内容。")),
    }
    match top.shift_remove("version") {
        Some(version) if version.as_u64() == Some(VERSION) => {}
        Some(other) => {
            return Err(format!(
                "文件的版本是 {}，本程序只认识版本 {VERSION}，没有导入任何内容。请先升级程序。",
                short(&other)
            ));
        }
        None => return Err(format!("文件缺少 version（应是 {VERSION}），没有导入任何内容。")),
    }
    let property = match top.shift_remove("property") {
        None | Some(Value::Null) => None,
        Some(Value::String(name)) => Some(name),
        Some(_) => return Err("文件的「property」应是文字，没有导入任何内容。".to_owned()),
    };
    match top.shift_remove("exported_at") {
        None | Some(Value::Null) => {}
        Some(Value::String(time)) => drop(
            Moment::parse(&time)
                .map_err(|why| format!("文件的「exported_at」：{why}，没有导入任何内容。"))?,
        ),
        Some(_) => return Err("文件的「exported_at」应是时间，没有导入任何内容。".to_owned()),
    }
    let cases = match top.shift_remove("cases") {
        Some(Value::Array(cases)) => cases,
        Some(_) => return Err("文件的「cases」应是列表，没有导入任何内容。".to_owned()),
        None => return Err("文件缺少「cases」，没有导入任何内容。".to_owned()),
    };
    if let Some(key) = top.keys().next() {
        return Err(format!("文件最外层有不认识的键「{key}」，没有导入任何内容。"));
    }
    Ok(File { property, cases: cases.into_iter().map(read_case).collect() })
}

/// One case of the file.
fn read_case(value: Value) -> Result<FileCase, Refused> {
    let Value::Object(mut map) = value else {
        return Err(Refused {
            number: None, why: format!("这一条应是对象，现在是 {}", short(&value))
        });
    };
    let written = map.shift_remove("number").filter(|number| !number.is_null());
    let refused =
        |why: String| Refused { number: written.as_ref().and_then(Value::as_str).map(str::to_owned), why };
    let number =
        match &written {
            None => None,
            Some(Value::String(text)) => {
                let number = CaseNumber::parse(text);
                Some(number.ok_or_else(|| {
                    refused(format!("「number」：「{text}」不是受理单编号，应如 20261103-002"))
                })?)
            }
            Some(other) => return Err(refused(format!("「number」应是文字，现在是 {}", short(other)))),
        };
    let events = map.shift_remove("events");
    let too_many = events.as_ref().and_then(Value::as_array).filter(|events| events.len() > limit::EVENTS);
    if let Some(events) = too_many {
        return Err(refused(format!("有 {} 个事件，最多 {} 个", events.len(), limit::EVENTS)));
    }
    let each = events.iter().flat_map(|events| events.as_array().into_iter().flatten());
    let long = map.iter().find_map(|(key, value)| limit::problem(&json!({ key.as_str(): value })));
    if let Some(problem) = long.or_else(|| each.into_iter().find_map(limit::problem)) {
        return Err(refused(problem));
    }
    let records = read_events(events).map_err(refused)?;
    let given = without_nulls(Value::Object(map));
    let stated = read_facts(&given).map_err(refused)?;
    let events = convert::events(records, &stated);
    let receipt = rewind::receipt(&stated, &events);
    let mut incoming = FileCase { number, receipt, events, notes: Vec::new() };
    let folded = incoming.case(CaseNumber::new(stated.received_at.date(), 1)).facts();
    incoming.notes = rewind::disagreements(&given, &stated, &folded);
    Ok(incoming)
}

/// The facts now; a missing time of recording is that of the receipt, a missing receiver an empty name.
fn read_facts(given: &Value) -> Result<Facts, String> {
    let mut whole = given.clone();
    if let Some(map) = whole.as_object_mut() {
        if let Some(Err(why)) = map.get("received_at").and_then(Value::as_str).map(Moment::parse) {
            return Err(format!("「received_at」不对：{why}"));
        }
        if !map.contains_key("recorded_at")
            && let Some(received) = map.get("received_at").cloned()
        {
            map.insert("recorded_at".to_owned(), received);
        }
        map.entry("receiver").or_insert_with(|| Value::String(String::new()));
    }
    decode(&whole)
}

fn read_events(value: Option<Value>) -> Result<Vec<EventRecord>, String> {
    let list = match value {
        None | Some(Value::Null) => return Ok(Vec::new()),
        Some(Value::Array(list)) => list,
        Some(other) => return Err(format!("「events」应是列表，现在是 {}", short(&other))),
    };
    let mut events: Vec<EventRecord> = Vec::with_capacity(list.len());
    for (index, value) in list.into_iter().enumerate() {
        let place = |why: String| format!("events[{index}]：{why}");
        let Value::Object(map) = value else {
            return Err(place(format!("应是对象，现在是 {}", short(&value))));
        };
        let event = read_event(map).map_err(place)?;
        // What was written while the clock ran ahead is put right at a time before its own.
        let is_of_time = matches!(&event.kind, RecordKind::Corrected { what, .. } if is_of_time(what));
        if let Some(before) = events.last().filter(|before| before.at > event.at && !is_of_time) {
            return Err(place(format!("时间 {} 早于前一个事件的 {}", event.at, before.at)));
        }
        events.push(event);
    }
    Ok(events)
}

fn read_event(mut map: Map<String, Value>) -> Result<EventRecord, String> {
    // In a correction `null` means something.
    map.retain(|key, value| !value.is_null() || key == "before" || key == "after");
    let mut head = |key: &str| match map.shift_remove(key) {
        Some(Value::String(text)) => Ok(text),
        Some(other) => Err(format!("「{key}」应是文字，现在是 {}", short(&other))),
        None => Err(format!("缺少「{key}」")),
    };
    let at = Moment::parse(&head("at")?).map_err(|why| format!("「at」不对：{why}"))?;
    let by = head("by")?;
    let kind: Map<String, Value> = map.shift_remove_entry("type").into_iter().chain(map).collect();
    let kind: RecordKind = decode(&Value::Object(kind))?;
    if matches!(&kind, RecordKind::Visit(visit) if !visit.has_marks_of_five()) {
        return Err("「expectation」和「perceived」须是 1 到 5 的整数".to_owned());
    }
    Ok(EventRecord { at, by, kind })
}

/// `null` means "not given", like a key that is absent.
fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(map) => map
            .into_iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(key, value)| (key, without_nulls(value)))
            .collect(),
        other => other,
    }
}

fn decode<T: DeserializeOwned>(value: &Value) -> Result<T, String> {
    serde_json::from_value(value.clone()).map_err(|_| {
        explain(value, |value| {
            serde_json::from_value::<T>(value.clone()).err().map(|error| error.to_string())
        })
    })
}

fn broken(text: &str, error: &serde_json::Error) -> String {
    if text.trim().is_empty() {
        return "文件是空的，没有导入任何内容。".to_owned();
    }
    let what =
        if error.is_eof() { "文件不完整，结尾缺了内容" } else { "文件不是有效的 JSON" };
    format!("{what}（第 {} 行第 {} 列），没有导入任何内容。", error.line(), error.column())
}

/// A value as a sentence quotes it.
fn short(value: &Value) -> String {
    let text = value.to_string();
    let head: String = text.chars().take(24).collect();
    if head.len() < text.len() { format!("{head}…") } else { head }
}
