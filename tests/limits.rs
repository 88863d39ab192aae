//! How much fits into a field: a name of thirty thousand characters, a hundred thousand numbers, whole files pasted by
//! mistake. Each is told with a sentence, at once, and nothing that was typed is lost.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use iced::Size;
use serde_json::Value;
use tempfile::TempDir;
use tingsu::desk::error::Error;
use tingsu::desk::interchange::read;
use tingsu::domain::case::Facts;
use tingsu::domain::event::EventKind;
use tingsu::ui::shortcut::Shortcut;

use crate::support::preset::{self, AFTERNOON};
use crate::support::window::Pilot;
use crate::support::{Counter, at};

/// Longer than any text may be.
const LONG: usize = 60_000;
/// More than any list may hold.
const MANY: usize = 100_000;
/// A person would call this hanging. The tests run unoptimised, several at a time.
const HANGS: Duration = Duration::from_secs(15);

const NOW: &str = "2026-11-30T18:00";

/// Every place in a value that holds a text or a list, as keys from the outside in.
fn places(value: &Value, path: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            map.iter().for_each(|(key, value)| places(value, &format!("{path}/{key}"), found))
        }
        Value::Array(list) => {
            if !list.is_empty() {
                found.insert(path.to_owned());
            }
            list.iter().take(1).for_each(|value| places(value, &format!("{path}/0"), found));
        }
        Value::String(_) => {
            found.insert(path.to_owned());
        }
        _ => {}
    }
}

/// The value with a text of so many characters, or a list of so many entries, at a place.
fn filled(value: &Value, place: &str, long: usize, many: usize) -> Value {
    let mut value = value.clone();
    if let Some(there) = value.pointer_mut(place) {
        match there {
            Value::String(text) => *text = "字".repeat(long),
            Value::Array(list) => *list = vec![list[0].clone(); many],
            _ => {}
        }
    }
    value
}

/// Whether the answer is a sentence that names a limit, given in time.
fn refused<T: std::fmt::Debug>(place: &str, began: Instant, answer: Result<T, Error>) {
    let took = began.elapsed();
    assert!(took < HANGS, "{place} took {took:?}");
    let sentence = answer.unwrap_err().message();
    assert!(sentence.ends_with('。') && !sentence.contains("内部出错"), "{place}: {sentence}");
}

/// A text that is no text at all – a code, a time, a number – does not read, which is as good as a refusal.
#[test]
fn every_text_and_list_of_a_receipt_is_bounded_with_a_sentence() {
    let counter = Counter::at(NOW);
    let file = read::read(include_bytes!("fixtures/cases.json")).unwrap();
    let mut tried = BTreeSet::new();
    for case in file.cases.into_iter().flatten() {
        let receipt = serde_json::to_value(&case.receipt).unwrap();
        let mut found = BTreeSet::new();
        places(&receipt, "", &mut found);
        for place in found {
            let odd = filled(&receipt, &place, LONG, MANY);
            let Ok(facts) = serde_json::from_value::<Facts>(odd) else { continue };
            if tried.insert(place.clone()) {
                let began = Instant::now();
                let taken = counter.desk.take_in(&counter.chief, facts, Vec::new(), None);
                refused(&place, began, taken.wait());
            }
        }
    }
    for place in [
        "/complainant/name",
        "/complainant/phones",
        "/complainant/phones/0",
        "/complainant/room",
        "/verbatim",
        "/summary",
    ] {
        assert!(tried.contains(place), "{place} is among {tried:?}");
    }
    assert_eq!(counter.desk.all_cases().wait().unwrap().len(), 0);
}

#[test]
fn every_text_of_an_event_is_bounded_with_a_sentence() {
    let counter = Counter::at(NOW);
    let file = read::read(include_bytes!("fixtures/cases.json")).unwrap();
    let open = counter.take_in(crate::support::complaint(NOW));
    let mut tried = BTreeSet::new();
    for case in file.cases.into_iter().flatten() {
        for event in &case.events {
            let kind = serde_json::to_value(&event.kind).unwrap();
            let word = kind["type"].as_str().unwrap_or_default().to_owned();
            let mut found = BTreeSet::new();
            places(&kind, "", &mut found);
            for place in found {
                let odd = filled(&kind, &place, LONG, MANY);
                let Ok(kind) = serde_json::from_value::<EventKind>(odd) else { continue };
                let place = format!("{word}{place}");
                if tried.insert(place.clone()) {
                    let began = Instant::now();
                    let added = counter.desk.append(&counter.chief, open.number, 0, vec![(at(NOW), kind)]);
                    refused(&place, began, added.wait());
                }
            }
        }
    }
    assert!(tried.len() >= 16, "{tried:?}");
    assert_eq!(counter.desk.case(open.number).wait().unwrap(), open);
}

/// What is within the limits goes through, in a time that grows with the length and not with its square.
#[test]
fn a_long_text_costs_in_proportion_to_its_length() {
    let counter = Counter::at(NOW);
    let take = |length: usize| {
        let mut facts = crate::support::complaint(NOW);
        facts.verbatim = Some("电梯又停了，老人下不了楼。".chars().cycle().take(length).collect());
        let began = Instant::now();
        let case = counter.desk.take_in(&counter.front, facts, Vec::new(), None).wait().unwrap().value;
        (began.elapsed(), case)
    };
    take(500);
    let (short, _) = take(5_000);
    let (long, case) = take(50_000);
    assert!(long < short * 40 + Duration::from_secs(1), "5,000: {short:?}, 50,000: {long:?}");
    let began = Instant::now();
    assert_eq!(counter.desk.search("下不了楼").wait().unwrap().len(), 3);
    assert_eq!(counter.desk.case(case.number).wait().unwrap(), case);
    assert!(began.elapsed() < HANGS);
}

type Way = fn(&mut Pilot);

/// Where in the window something can be typed.
const WAYS: [(&str, Way); 12] = [
    ("search", |_| {}),
    ("walk-in", |window| window.press(Shortcut::WalkIn)),
    ("phone", |window| window.press(Shortcut::Phone)),
    ("plain", |window| window.press(Shortcut::OtherChannel)),
    ("register", |window| window.click("台账")),
    ("outage", |window| {
        window.click("公共事件");
        window.click("电梯停运");
    }),
    ("notice", |window| {
        window.press(Shortcut::Print);
        window.click("温馨提示");
    }),
    ("property", |window| settings(window, "单位与电话")),
    ("people", |window| settings(window, "员工")),
    ("ladder", |window| settings(window, "服务上移")),
    ("deadlines", |window| settings(window, "时限")),
    ("copies", |window| settings(window, "数据与备份")),
];

fn settings(window: &mut Pilot, part: &str) {
    window.click("设置");
    window.click(part);
}

#[test]
fn no_field_of_the_window_hangs_on_a_text_that_is_too_long() {
    let folder = TempDir::new().unwrap();
    preset::busy_day(folder.path());
    let long = "一".repeat(30_000);
    let mut typed = 0;
    for (name, way) in WAYS {
        let mut window = Pilot::sized(folder.path(), AFTERNOON, Size::new(1366.0, 1800.0));
        window.click("赵楠（客服主任）");
        way(&mut window);
        for at in 0..window.inputs().len() {
            // Whatever is typed may bring other fields: the place is asked anew.
            let Some(place) = window.inputs().get(at).copied() else { break };
            let began = Instant::now();
            if !window.paste_at(place, &long) {
                continue;
            }
            assert!(window.sees("设置"), "{name}: the window stands");
            let took = began.elapsed();
            assert!(took < HANGS, "{name}, field {at}: {took:?}");
            typed += 1;
            window.paste_at(place, "短");
        }
    }
    assert!(typed > 50, "{typed} fields");
}

#[test]
fn a_name_that_is_too_long_is_told_at_saving_and_stays() {
    let folder = TempDir::new().unwrap();
    preset::empty(folder.path());
    let mut window = Pilot::sized(folder.path(), AFTERNOON, Size::new(1366.0, 1400.0));
    window.click("李敏（前台）");
    window.press(Shortcut::Phone);
    let long = "陈".repeat(30_000);
    window.write("业主姓名", &long);
    window.write("来电号码", "13900000417");
    window.write("业主原话", "电梯停了");
    let began = Instant::now();
    window.press(Shortcut::Save);
    assert!(began.elapsed() < HANGS);
    assert!(window.sees("「姓名」有 30000 字，最多 60 字") && !window.sees("已受理，编号"));
    assert!(window.sees(&long), "nothing is cut");
}
