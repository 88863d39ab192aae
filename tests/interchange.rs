//! Cases as JSON: read, judged, written. The way through the database is shown in `tests/cli.rs`.

use serde_json::{Value, json};

use tingsu::desk::demo::{self, chance::Chance};
use tingsu::desk::interchange::{judge, read, write};
use tingsu::domain::case::{Case, CaseNumber};
use tingsu::domain::code::{CaseKind, Channel, ClosureCode, Trigger};
use tingsu::domain::deadline::Terms;
use tingsu::domain::event::{Escalation, Event, EventKind};
use tingsu::domain::settings::Rules;
use tingsu::domain::time::Moment;

const SAMPLE: &[u8] = include_bytes!("fixtures/cases.json");

fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

fn file(cases: Value) -> Vec<u8> {
    json!({"format": "tingsu-cases", "version": 1, "property": "云栖苑", "cases": cases})
        .to_string()
        .into_bytes()
}

fn case(extra: Value) -> Value {
    let mut case = json!({"number": "20261103-002", "kind": "complaint", "channel": "phone",
        "received_at": "2026-11-03T09:12", "complainant": {"name": "陈建国"}, "summary": "电梯停运 🛗"});
    case.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
    case
}

fn only(value: Value) -> Result<read::FileCase, read::Refused> {
    read::read(&file(json!([value]))).unwrap().cases.remove(0)
}

fn refusal(value: Value) -> String {
    only(value).unwrap_err().why
}

/// Export, read, export again: the two texts.
fn there_and_back(cases: &[Case]) -> (String, String) {
    let now = at("2026-11-30T18:00");
    let export = |cases: Vec<Case>| {
        let mut cases = cases;
        cases.sort_by_key(write::order);
        let mut out = Vec::new();
        write::write::<std::io::Error>(&mut out, "云栖苑", now, cases.into_iter().map(Ok)).unwrap();
        String::from_utf8(out).unwrap()
    };
    let first = export(cases.to_vec());
    let read = read::read(first.as_bytes()).unwrap();
    let again = read
        .cases
        .into_iter()
        .map(|incoming| {
            let incoming = incoming.unwrap();
            assert!(incoming.notes.is_empty(), "{:?}", incoming.notes);
            incoming.case(incoming.number.unwrap())
        })
        .collect();
    (first, export(again))
}

#[test]
fn the_sample_is_read_without_loss() {
    let read = read::read(SAMPLE).unwrap();
    let original: Value = serde_json::from_slice(SAMPLE).unwrap();
    assert_eq!(read.cases.len(), 60);
    for (incoming, original) in read.cases.iter().zip(original["cases"].as_array().unwrap()) {
        let incoming = incoming.as_ref().unwrap();
        let written = write::case_value(&incoming.case(incoming.number.unwrap()));
        assert_eq!(normal(original), written, "{}", original["number"]);
    }
    let cases: Vec<Case> =
        read.cases.iter().flatten().map(|incoming| incoming.case(incoming.number.unwrap())).collect();
    let (first, second) = there_and_back(&cases);
    assert_eq!(first, second);
}

/// The sample with its times in the full form and without empty lists.
fn normal(value: &Value) -> Value {
    match value {
        Value::Object(map) => map
            .iter()
            .filter(|(key, value)| *key == "events" || **value != json!([]))
            .map(|(key, value)| (key.clone(), normal(value)))
            .collect(),
        Value::Array(list) => list.iter().map(normal).collect(),
        Value::String(text) if text.len() == 16 && text.contains("T") => {
            Moment::parse(text).map_or_else(|_| value.clone(), |moment| json!(moment))
        }
        _ => value.clone(),
    }
}

#[test]
fn invented_cases_come_back_byte_for_byte() {
    let plan = demo::Plan { cases: 800, seed: 5, end: at("2026-11-30T18:00"), months: 4 };
    let cases: Vec<Case> = demo::cases(plan).unwrap().collect();
    let kinds = |wanted: fn(&EventKind) -> bool| {
        cases.iter().flat_map(|case| &case.events).filter(|event| wanted(&event.kind)).count()
    };
    assert!(
        kinds(|kind| matches!(kind, EventKind::Corrected { what, .. } if what.starts_with("events["))) > 0
    );
    assert!(
        kinds(|kind| matches!(kind, EventKind::Corrected { what, .. } if !what.starts_with("events["))) > 0
    );
    assert!(kinds(|kind| matches!(kind, EventKind::Voided { .. })) > 0);
    assert!(kinds(|kind| matches!(kind, EventKind::Reopened { .. })) > 0);
    assert!(kinds(|kind| matches!(kind, EventKind::Escalated(step) if step.continues)) > 0);
    assert!(kinds(|kind| matches!(kind, EventKind::Flag { set: true, .. })) > 0);
    assert!(cases.iter().any(|case| case.receipt.online.is_some()));
    assert!(cases.iter().any(|case| case.receipt.referral.is_some()));
    assert!(cases.iter().any(|case| case.receipt.repeat_of.is_some() && case.receipt.group_of.is_none()));
    let (first, second) = there_and_back(&cases);
    assert_eq!(first, second);
}

#[test]
fn the_same_seed_invents_the_same_cases() {
    let plan = |seed| demo::Plan { cases: 60, seed, end: at("2026-11-30T18:00"), months: 2 };
    assert!(demo::cases(plan(3)).unwrap().eq(demo::cases(plan(3)).unwrap()));
    assert!(demo::cases(plan(3)).unwrap().ne(demo::cases(plan(4)).unwrap()));
}

#[test]
fn invented_cases_are_as_varied_as_real_ones() {
    let end = at("2026-11-30T18:00");
    let cases: Vec<Case> =
        demo::cases(demo::Plan { cases: 2000, seed: 1, end, months: 6 }).unwrap().collect();
    let rules = Rules::default();
    let (mut open, mut overdue) = (0, 0);
    let mut codes = std::collections::BTreeMap::new();
    let mut strange_steps = std::collections::BTreeMap::new();
    for mut case in cases.clone() {
        assert!(case.receipt.received_at <= end);
        assert!(case.events.windows(2).all(|two| two[0].at <= two[1].at), "{}", case.number);
        Terms::plain(&rules).plan(&mut case);
        let state = case.state(&rules);
        open += usize::from(state.is_open());
        overdue += usize::from(state.is_overdue(&rules, end));
        if let Some(closed) = state.closed {
            *codes.entry(closed.code).or_insert(0) += 1;
        }
        let strange = judge::objections(&case, &rules);
        strange_steps.extend(strange.iter().filter(|note| !note.contains("还没有选责任类别")).map(|note| {
            let why = note.split_once('（').map_or(note.as_str(), |(_, why)| why);
            (why.to_owned(), case.number)
        }));
    }
    assert_eq!(strange_steps.len(), 0, "each kind once: {strange_steps:?}");
    for code in ClosureCode::ALL {
        assert!(codes.contains_key(code), "{code}");
    }
    for channel in Channel::ALL {
        assert!(cases.iter().any(|case| case.receipt.channel == *channel), "{channel}");
    }
    for kind in CaseKind::ALL {
        assert!(cases.iter().any(|case| case.receipt.kind == *kind), "{kind}");
    }
    assert!((20..600).contains(&open), "{open}");
    assert!(overdue > 10, "{overdue}");
    let numbers: std::collections::BTreeSet<CaseNumber> = cases.iter().map(|case| case.number).collect();
    assert_eq!(numbers.len(), cases.len());
}

#[test]
fn what_is_left_out_is_not_given() {
    let incoming = only(json!({"kind": "enquiry", "channel": "phone", "received_at": "2026-11-03T01:12:00Z",
        "group_of": null, "needs": null, "complainant": {"phones": null},
        "events": [{"at": "2026-11-03T09:20:30", "by": "李敏", "type": "note"}]}))
    .unwrap();
    assert_eq!(incoming.number, None);
    assert_eq!(incoming.receipt.received_at, at("2026-11-03T09:12"));
    assert_eq!(incoming.receipt.recorded_at, incoming.receipt.received_at);
    let written = write::case_value(&incoming.case(CaseNumber::parse("20261103-001").unwrap())).to_string();
    assert!(!written.contains("receiver") && !written.contains("null"), "{written}");
}

#[test]
fn a_case_is_refused_alone_with_its_place() {
    let event = |extra: Value| {
        let mut event = json!({"at": "2026-11-03T09:20", "by": "李敏", "type": "note", "text": "x"});
        event.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        case(json!({ "events": [event] }))
    };
    for (value, expected) in [
        (case(json!({"colour": 1})), "「colour」是不认识的键"),
        (case(json!({"online": {"likes": 3}})), "「online.likes」是不认识的键"),
        (case(json!({"number": "7"})), "不是受理单编号"),
        (case(json!({"number": 7})), "「number」应是文字"),
        (case(json!({"channel": "fax"})), "「channel」不能是「fax」"),
        (case(json!({"received_at": "2026-02-30T09:00"})), "「received_at」不对"),
        (case(json!({"received_at": "0001-01-01T09:00"})), "年份不对"),
        (case(json!({"events": {}})), "「events」应是列表"),
        (case(json!({"events": ["x"]})), "events[0]：应是对象"),
        (event(json!({"colour": 1})), "events[0]：「colour」是不认识的键"),
        (
            event(json!({"type": "escalated", "trigger": "A", "continues": true, "text": null})),
            "「continues」是不认识的键",
        ),
        (
            event(
                json!({"type": "visit", "form": "phone", "outcome": "reached", "expectation": 6, "text": null}),
            ),
            "events[0]：「expectation」和「perceived」须是 1 到 5 的整数",
        ),
        (
            event(
                json!({"type": "visit", "form": "phone", "outcome": "reached", "perceived": 0, "text": null}),
            ),
            "须是 1 到 5 的整数",
        ),
        (event(json!({"at": null})), "events[0]：缺少「at」"),
        (event(json!({"by": null})), "events[0]：缺少「by」"),
        (event(json!({"type": null})), "events[0]：缺少「type」"),
        (json!("x"), "应是对象"),
        (json!({"channel": "phone", "received_at": "2026-11-03T09:12"}), "缺少「kind」"),
    ] {
        let why = refusal(value);
        assert!(why.contains(expected), "{why} ≠ {expected}");
    }
    let backwards = case(json!({"events": [
        {"at": "2026-11-03T09:20", "by": "李敏", "type": "note", "text": "a"},
        {"at": "2026-11-03T09:19", "by": "李敏", "type": "note", "text": "b"}]}));
    assert!(refusal(backwards).contains("早于前一个事件"));
    let mixed = read::read(&file(json!([case(json!({"colour": 1})), case(json!({})), 5]))).unwrap();
    let taken: Vec<bool> = mixed.cases.iter().map(Result::is_ok).collect();
    assert_eq!(taken, [false, true, false]);
    assert_eq!(mixed.cases[0].as_ref().unwrap_err().number.as_deref(), Some("20261103-002"));
}

#[test]
fn a_wrong_file_is_refused_whole() {
    let top = |extra: Value| {
        let mut top = json!({"format": "tingsu-cases", "version": 1, "cases": []});
        top.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        top.to_string().into_bytes()
    };
    for (bytes, expected) in [
        (Vec::new(), "文件是空的"),
        (b"{\"format\": ".to_vec(), "文件不完整"),
        (b"{,}".to_vec(), "不是有效的 JSON（第 1 行"),
        (b"[]".to_vec(), "最外层应是一个 JSON 对象"),
        (vec![0xff, 0xfe, 0x00], "不是 UTF-8"),
        ("[".repeat(100_000).into_bytes(), "JSON"),
        (b"{\"version\": 1}".to_vec(), "缺少 format"),
        (top(json!({"format": "other"})), "format 应是"),
        (top(json!({"version": 2})), "版本是 2"),
        (top(json!({"cases": {}})), "「cases」应是列表"),
        (top(json!({"extra": 1})), "不认识的键「extra」"),
        (top(json!({"exported_at": "gestern"})), "exported_at"),
        (top(json!({"property": 5})), "「property」应是文字"),
    ] {
        let why = read::read(&bytes).unwrap_err();
        assert!(why.contains(expected), "{why} ≠ {expected}");
    }
    let mut marked = "\u{feff}".as_bytes().to_vec();
    marked.extend(top(json!({})));
    assert!(read::read(&marked).is_ok());
}

#[test]
fn the_event_wins_over_the_value_now() {
    let events = json!([{"at": "2026-11-03T09:20", "by": "李敏", "type": "nature", "nature": "effective", "reason": "慢"},
        {"at": "2026-11-03T09:21", "by": "李敏", "type": "corrected", "what": "class", "before": "I", "after": "II", "reason": "错"}]);
    let incoming = only(case(json!({"nature": "help", "class": "III", "events": events}))).unwrap();
    assert_eq!(incoming.notes.len(), 2, "{:?}", incoming.notes);
    assert!(incoming.notes.iter().all(|note| note.contains("以事件为准")));
    let now = incoming.case(CaseNumber::parse("20261103-002").unwrap()).facts();
    assert_eq!((now.nature.unwrap().code(), now.class.unwrap().code()), ("effective", "II"));
    assert_eq!(incoming.receipt.class.unwrap().code(), "I");
}

#[test]
fn steps_that_are_refused_today_are_named_and_kept() {
    let events = json!([
        {"at": "2026-11-03T09:20", "by": "李敏", "type": "promised", "due": "2026-11-06T09:00"},
        {"at": "2026-11-03T09:30", "by": "李敏", "type": "reopened"},
        {"at": "2026-11-04T09:30", "by": "李敏", "type": "closed", "code": "visited"},
        {"at": "2026-11-05T09:30", "by": "李敏", "type": "voided", "reason": "重复"},
        {"at": "2026-11-06T09:30", "by": "李敏", "type": "visit", "form": "phone", "outcome": "reached"}]);
    let incoming = only(case(json!({ "events": events }))).unwrap();
    let rules = Rules::default();
    let mut case = incoming.case(CaseNumber::parse("20261103-002").unwrap());
    Terms::plain(&rules).plan(&mut case);
    let notes = judge::objections(&case, &rules);
    for expected in ["超过24小时须由", "本单没有关闭", "还没有访到业主", "本单已作废"]
    {
        assert!(notes.iter().any(|note| note.contains(expected)), "{expected}: {notes:?}");
    }
    assert_eq!(case.events.len(), 5);
}

#[test]
fn folding_moves_the_places_that_corrections_name() {
    let mut facts = read::read(SAMPLE).unwrap().cases.remove(0).unwrap().receipt;
    facts.received_at = at("2026-11-03T09:00");
    let mut case = Case::new(CaseNumber::parse("20261103-001").unwrap(), facts);
    let step = |continues| EventKind::Escalated(Escalation { continues, ..Escalation::new(Trigger::E) });
    let note = EventKind::Note { text: "x".into(), internal: true };
    let corrected = EventKind::Corrected {
        what: "events[1].text".into(),
        before: json!("x"),
        after: json!("y"),
        reason: "错字".into(),
    };
    for kind in [step(false), note, step(true), corrected] {
        case.events.push(Event::new(at("2026-11-03T09:10"), "李敏", kind));
    }
    let written = write::case_value(&case);
    assert_eq!(written["events"].as_array().unwrap().len(), 3);
    assert_eq!(written["events"][0]["type"], "note");
    assert_eq!(written["events"][2]["what"], "events[0].text");
}

/// Rules §5: the reason of a refusal leaves and comes back; an attempt without one has no such key.
#[test]
fn the_reason_of_a_refused_escalation_comes_back() {
    let mut facts = read::read(SAMPLE).unwrap().cases.remove(0).unwrap().receipt;
    facts.received_at = at("2026-11-03T09:00");
    for reason in [None, Some("领导出差".to_owned())] {
        let mut case = Case::new(CaseNumber::parse("20261103-001").unwrap(), facts.clone());
        let step = Escalation { consent: Some(false), reason: reason.clone(), ..Escalation::new(Trigger::N) };
        case.events.push(Event::new(at("2026-11-03T09:10"), "李敏", EventKind::Escalated(step)));
        let written = write::case_value(&case);
        assert_eq!(written["events"][0].get("reason"), reason.clone().map(Value::from).as_ref());
        let again = only(written).unwrap();
        let EventKind::Escalated(step) = &again.events[0].kind else { panic!() };
        assert_eq!(step.reason, reason);
    }
}

/// A JSON value with one of its parts exchanged for something odd.
fn spoilt(value: &Value, chance: &mut Chance) -> Value {
    let odd = [
        Value::Null,
        json!(true),
        json!(-1),
        json!(1e300),
        json!(""),
        json!("9999-12-31T23:59"),
        json!("1899-12-31T23:59"),
        json!("events[7].due"),
        json!("\u{0}🛗\u{202e}"),
        json!([]),
        json!([[]]),
        json!({}),
        json!({"due": null}),
    ];
    let mut copy = value.clone();
    let mut place = &mut copy;
    loop {
        let count = match place {
            Value::Object(map) => map.len(),
            Value::Array(list) => list.len(),
            _ => 0,
        };
        if count == 0 || chance.percent(15) {
            *place = chance.pick(&odd).clone();
            return copy;
        }
        let index = chance.below(count);
        place = match place {
            Value::Object(map) => map.values_mut().nth(index).unwrap(),
            Value::Array(list) => &mut list[index],
            _ => unreachable!("a part without parts was exchanged above"),
        };
    }
}

#[test]
fn whatever_is_taken_can_be_written_and_read_again() {
    let sample: Value = serde_json::from_slice(SAMPLE).unwrap();
    let cases = sample["cases"].as_array().unwrap();
    let (mut chance, rules, now) = (Chance::new(11), Rules::default(), at("2026-11-30T18:00"));
    let (mut taken, mut refused) = (0, 0);
    for _ in 0..1500 {
        let mut value = chance.pick(cases).clone();
        for _ in 0..=chance.below(2) {
            value = spoilt(&value, &mut chance);
        }
        match only(value.clone()) {
            Err(why) => {
                refused += 1;
                assert!(!why.why.contains("expected") && !why.why.contains("`"), "{}", why.why);
            }
            Ok(incoming) => {
                taken += 1;
                let mut case = incoming.case(CaseNumber::parse("20261103-002").unwrap());
                Terms::plain(&rules).plan(&mut case);
                let _ = judge::objections(&case, &rules);
                let _ = case.state(&rules).owed(&rules, now).len();
                let written = write::case_value(&case);
                let again = only(written.clone()).unwrap_or_else(|why| panic!("{} {written}", why.why));
                assert_eq!(write::case_value(&again.case(case.number)), written, "{value}");
            }
        }
    }
    assert!(taken > 60 && refused > 100, "{taken} {refused}");
}

#[test]
fn broken_bytes_never_panic() {
    let mut chance = Chance::new(12);
    for _ in 0..60 {
        let mut bytes = SAMPLE[..SAMPLE.len() / 20].to_vec();
        bytes.extend_from_slice(b"}]}");
        for _ in 0..=chance.below(4) {
            let place = chance.below(bytes.len());
            bytes[place] = u8::try_from(chance.below(256)).unwrap();
        }
        if let Err(why) = read::read(&bytes) {
            assert!(why.ends_with('。'), "{why}");
        }
    }
}

/// Ledger 07-08, 07-12: a task that waits and a slot are named by the place of their event.
#[test]
fn tasks_in_sequence_and_appointments_go_there_and_back() {
    let told = only(case(json!({"events": [
        {"at": "2026-11-03T09:20", "by": "李敏", "type": "task", "what": "修水管", "to": "工程部",
         "due": "2026-11-03T15:00"},
        {"at": "2026-11-03T09:21", "by": "李敏", "type": "task", "what": "清积水", "to": "环境部",
         "after": 0, "within_hours": 2},
        {"at": "2026-11-03T09:30", "by": "李敏", "type": "appointed", "from": "2026-11-04T10:00",
         "until": "2026-11-04T12:00", "service": "厨房水管", "technician": "卢师傅", "prepare": "腾空柜子"},
        {"at": "2026-11-04T12:10", "by": "李敏", "type": "appointment_ended", "appointment": 2, "kept": false,
         "missed_by": "owner", "text": "业主临时外出"}
    ]})))
    .unwrap();
    let mut case = told.case(told.number.unwrap());
    let rules = Rules::default();
    Terms::plain(&rules).plan(&mut case);
    let state = case.state(&rules);
    assert_eq!(state.waiting.len(), 1);
    let owed: Vec<_> =
        state.owed(&rules, at("2026-11-04T12:10")).iter().map(|(one, _)| one.label().to_owned()).collect();
    assert!(owed.contains(&"上门落空，致电并重约".to_owned()), "{owed:?}");
    assert!(owed.contains(&"修水管".to_owned()) && !owed.contains(&"清积水".to_owned()), "{owed:?}");
    let (first, second) = there_and_back(&[case]);
    assert_eq!(first, second);
    assert!(first.contains("\"after\": 0") || first.contains("\"after\":0"), "{first}");
}
