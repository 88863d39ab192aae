//! Every moment of the sample cases and of the further ones: what is said is known, fits the person and is not said
//! twice; nothing that staff wrote for each other is heard.

use std::collections::BTreeSet;

use serde_json::json;
use tingsu::domain::case::{Case, Facts};
use tingsu::domain::code::{Channel, Emotion};
use tingsu::domain::event::{Event, EventKind};
use tingsu::domain::household::Steward;
use tingsu::library::guard;
use tingsu::library::say;
use tingsu::library::sentence::Talk;
use tingsu::library::shelf::Library;
use tingsu::library::step::Step;
use tingsu::library::talk::step_owed;
use tingsu::library::variable::Variable;

use crate::support::talks;

fn all() -> Vec<Case> {
    talks::sample().into_iter().chain(talks::further()).collect()
}

/// What staff write for each other, wherever it may stand in a case.
const STAFF: [&str; 12] = [
    "扬言",
    "要挟",
    "索要",
    "质疑",
    "当事人",
    "统一口径",
    "反映人",
    "呈报",
    "知会",
    "情况属实",
    "口径",
    "回访",
];

#[test]
fn every_moment_reads_well() {
    let (settings, library) = (talks::settings(), Library::shipped());
    let mut count = 0;
    for case in all() {
        let facts = case.facts();
        let mut before = String::new();
        for (moment, spoken) in talks::moments(library, &case, &settings) {
            count += 1;
            let text = spoken.sentence.text.as_str();
            let place = format!("{} {moment} {:?} {}: {text}", case.number, spoken.step, spoken.sentence.id);
            for odd in [
                "您您", "业主", "，，", "。。", "：：", "。，", "，。", "？？", "  ", "____", "{", "网帖",
                "匿名",
            ] {
                assert!(!text.contains(odd), "{odd}: {place}");
            }
            for word in STAFF {
                assert!(!text.contains(word), "{word}: {place}");
            }
            assert!(spoken.blanks.is_empty() && !spoken.because.is_empty(), "{place}");
            if facts.complainant.title.is_none_or(|title| title == tingsu::domain::code::Title::Unknown) {
                let name = facts.complainant.name.as_deref().unwrap_or("（无名）");
                assert!(!text.contains(name), "a bare name: {place}");
            }
            // A danger card stays until it is ticked through or the danger is over.
            if text == before && spoken.danger.is_none() {
                assert!(
                    matches!(spoken.step, Step::Restate | Step::Close) || !moment.contains("现场解释"),
                    "{place}"
                );
            }
            before = text.to_owned();
        }
    }
    assert!(count > 500, "{count}");
}

/// A word planted in every free text of a case that only staff write reaches no sentence, in no step.
#[test]
fn what_staff_wrote_reaches_no_sentence() {
    let library = Library::shipped();
    let settings = talks::settings();
    let mark = "当事人";
    let mut case = talks::sample().remove(0);
    let planted = |kind: &mut EventKind| match kind {
        EventKind::Explained { text, .. }
        | EventKind::Promised { text, .. }
        | EventKind::Solution { text, .. }
        | EventKind::Progress { text, .. }
        | EventKind::Note { text, .. }
        | EventKind::Handled { result: text, .. }
        | EventKind::Investigated { facts: text, .. } => *text = format!("{mark}已整改，统一口径答复"),
        EventKind::Restated { summary, .. } => *summary = format!("{mark}言语过激，要求处理"),
        _ => {}
    };
    case.receipt.summary = Some(format!("{mark}言语过激"));
    case.events.iter_mut().for_each(|event| planted(&mut event.kind));
    for known in 0..=case.events.len() {
        let so_far = Case { events: case.events[..known].to_vec(), ..case.clone() };
        let now = so_far.events.last().map_or(so_far.receipt.received_at, |event| event.at);
        for step in Step::ALL {
            let spoken = say::now(library, &Talk::of_case(library, &so_far, &settings, *step, now));
            for sentence in std::iter::once(&spoken.sentence).chain(&spoken.alternatives) {
                let text = sentence.text.as_str();
                assert!(
                    !text.contains(mark) && !text.contains("口径") && !text.contains("过激"),
                    "{step:?}: {text}"
                );
            }
        }
    }
}

/// A mark in every free text that is the staff's own reaches no sentence, in no step and mood.
#[test]
fn no_free_text_of_the_staff_reaches_a_sentence() {
    const STAFFS: [&str; 12] = [
        "facts",
        "result",
        "opinion",
        "outcome",
        "reason",
        "what",
        "cause",
        "lesson",
        "avoid",
        "adjust",
        "department",
        "rule",
    ];
    const MARK: &str = "标记甲";
    let (library, settings) = (Library::shipped(), talks::settings());
    let mut marked = BTreeSet::new();
    for mut case in talks::sample().into_iter().step_by(3) {
        for event in &mut case.events {
            let mut kind = serde_json::to_value(&event.kind).unwrap();
            let kinds = ["explained", "promised", "note", "visit", "verified", "visit_exempt"];
            let texts = kinds.contains(&kind["type"].as_str().unwrap());
            for (key, value) in kind.as_object_mut().unwrap() {
                let staffs = STAFFS.contains(&key.as_str()) || (texts && key == "text");
                if staffs && value.as_str().is_some_and(|text| !matches!(text, "good" | "wanting")) {
                    *value = format!("{MARK}已查").into();
                    marked.insert(key.clone());
                }
            }
            if let Ok(kind) = serde_json::from_value(kind) {
                event.kind = kind;
            }
        }
        for known in 0..=case.events.len() {
            let so_far = Case { events: case.events[..known].to_vec(), ..case.clone() };
            let now = so_far.events.last().map_or(so_far.receipt.received_at, |event| event.at);
            for step in Step::ALL {
                let spoken = say::now(library, &Talk::of_case(library, &so_far, &settings, *step, now));
                for sentence in std::iter::once(&spoken.sentence).chain(&spoken.alternatives) {
                    assert!(!sentence.text.as_str().contains(MARK), "{step:?}: {}", sentence.text);
                }
            }
        }
    }
    for key in ["facts", "result", "text", "reason"] {
        assert!(marked.contains(key), "{marked:?}");
    }
}

/// No line that a supervisor shipped is itself a word for the staff.
#[test]
fn no_shipped_line_speaks_as_a_record() {
    for (block, line) in Library::shipped().lines() {
        let to_superior = block.step == Step::EscalateContact;
        let marks = guard::look(line.text.as_str(), guard::Known::default());
        let staff: Vec<_> = marks.iter().filter(|mark| mark.rule == "staff").collect();
        assert!(to_superior || staff.is_empty(), "{}: {}", line.id, line.text.as_str());
    }
}

/// In one conversation nothing is said twice: what was said is not the first choice again.
#[test]
fn no_conversation_says_a_thing_twice() {
    let (library, settings) = (Library::shipped(), talks::settings());
    let way = [
        Step::Listen,
        Step::Ask,
        Step::Restate,
        Step::Explain,
        Step::Promise,
        Step::Investigate,
        Step::Solution,
        Step::Progress,
        Step::Delay,
        Step::Handled,
        Step::VisitOpen,
        Step::VisitThanks,
    ];
    for sample in talks::sample().into_iter().step_by(7) {
        for emotion in [Emotion::Upset, Emotion::Agitated] {
            let mut case = Case { events: Vec::new(), ..sample.clone() };
            let now = case.receipt.received_at;
            let (mut ids, mut texts) = (BTreeSet::new(), BTreeSet::new());
            for step in way {
                let mut talk = Talk::of_case(library, &case, &settings, step, now);
                talk.emotion = emotion;
                let sentence = say::now(library, &talk).sentence;
                let text = sentence.text.as_str().to_owned();
                for id in sentence.id.split('+') {
                    assert!(ids.insert(id.to_owned()), "{id} twice in {}: {text}", case.number);
                }
                assert!(texts.insert(text.clone()), "{text}");
                case.events.push(Event::new(now, "李敏", EventKind::Said { sentence: sentence.id, text }));
            }
        }
    }
}

#[test]
fn a_sentence_that_was_said_makes_way_for_another() {
    let (library, settings) = (Library::shipped(), talks::settings());
    let mut case = talks::sample().remove(0);
    case.events.clear();
    let now = case.receipt.received_at;
    let mut said = BTreeSet::new();
    for _ in 0..3 {
        let talk = Talk::of_case(library, &case, &settings, Step::Promise, now);
        let spoken = say::now(library, &talk);
        assert!(said.insert(spoken.sentence.text.as_str().to_owned()), "{said:?}");
        let kind =
            EventKind::Said { sentence: spoken.sentence.id, text: spoken.sentence.text.as_str().into() };
        case.events.push(Event::new(now, "李敏", kind));
    }
    let talk = Talk::of_case(library, &case, &settings, Step::Promise, now);
    let because = say::now(library, &talk).because.join("；");
    assert!(because.contains("说过的没有再用") || because.contains("从头再用"), "{because}");
}

/// Every variable is filled somewhere: from a field of the case, an event or a setting to a sentence.
#[test]
fn every_variable_can_be_filled() {
    let (library, settings) = (Library::shipped(), talks::settings());
    let mut case = talks::sample().remove(0);
    let json = |value: serde_json::Value| serde_json::from_value::<EventKind>(value).unwrap();
    let now = case.receipt.received_at;
    let facts: &mut Facts = &mut case.receipt;
    facts.complainant.name = Some("陈建国".into());
    facts.complainant.title = Some(tingsu::domain::code::Title::Mr);
    facts.place = Some("二单元电梯".into());
    facts.verbatim = facts.verbatim.as_ref().map(|words| format!("{words}，我老婆怀孕了"));
    facts.summary = Some("二单元电梯停了两天没人管，询问修复时间".into());
    facts.occurred_at = Some(now);
    facts.channel = Channel::WalkIn;
    let later = now + chrono::Duration::hours(3);
    case.events = [
        json!({"type": "assigned", "to": "工程小周"}),
        json!({"type": "promised", "due": later.to_string(), "consent": true, "text": "工程先上门看主机，三点前回话"}),
        json!({"type": "investigated", "facts": "主板坏", "basis": "保修合同第三条", "for_owner": "板子烧了"}),
        json!({"type": "paper", "form": 6, "sent_to": "市政主管部门"}),
        json!({"type": "completion_date", "due": later.to_string()}),
        json!({"type": "solution", "text": "先换门机板", "agreed": false, "opinion": "要求本周换完"}),
        json!({"type": "progress", "medium": "phone", "text": "配件在路上", "told": true}),
    ]
    .into_iter()
    .map(|value| Event::new(now, "李敏", json(value)))
    .collect();
    let steward = Steward { name: "方若溪".into(), phone: "801".into(), areas: vec!["3".into()] };
    // Who looks after the house is the roster's to tell, not the case's.
    let filled = |case: &Case| {
        let mut values = Talk::of_case(library, case, &settings, Step::Progress, now).values;
        values.set_steward(Some(&steward));
        values
    };
    let open = filled(&case);
    case.events.push(Event::new(
        now,
        "李敏",
        json(json!({"type": "handled", "result": "更换门机板", "for_owner": "门机板换好了"})),
    ));
    let done = filled(&case);
    case.events.push(Event::new(
        now,
        "李敏",
        json(json!({"type": "visit", "form": "phone", "outcome": "reached", "result": "satisfied", "text": "小廖有耐心，多谢他"})),
    ));
    let visited = filled(&case);
    let value = |variable: Variable| {
        open.get(variable).or_else(|| done.get(variable)).or_else(|| visited.get(variable))
    };
    for variable in Variable::ALL {
        let known = value(*variable);
        let typed_only = matches!(variable, Variable::SuperiorTitle | Variable::SuperiorName);
        assert!(known.is_some() || typed_only, "{} has no source", variable.label());
    }
    let used: BTreeSet<Variable> = library.lines().flat_map(|(_, line)| line.text.variables()).collect();
    assert!(used.iter().all(|variable| value(*variable).is_some()), "{used:?}");
}

/// Each line declares what it rests on: without it, it is not the first sentence.
#[test]
fn no_first_sentence_has_a_gap() {
    let (library, settings) = (Library::shipped(), talks::settings());
    for case in all() {
        let bare = Case { events: Vec::new(), ..case.clone() };
        let mut bare = bare;
        bare.receipt.summary = None;
        let now = bare.receipt.received_at;
        for step in Step::ALL {
            let spoken = say::now(library, &Talk::of_case(library, &bare, &settings, *step, now));
            assert!(spoken.blanks.is_empty(), "{} {step:?}: {}", case.number, spoken.sentence.text);
        }
        let rules = &settings.rules;
        let owed = step_owed(&bare, &bare.state(rules), rules, now);
        assert!(matches!(owed, Step::Restate | Step::OnlineReply), "{owed:?}");
    }
}
