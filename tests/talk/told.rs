//! What was told is built on: the progress and the solution are said, what has ended has no next time, a promise that was
//! missed is owned up to, a time or a refusal in the answer is not gone back behind, nobody else's room is named.

use serde_json::{Value, json};
use tingsu::domain::case::{Case, CaseNumber, Facts};
use tingsu::domain::code::{CaseKind, Channel, Emotion};
use tingsu::domain::event::{Event, EventKind};
use tingsu::domain::time::Moment;
use tingsu::library::say;
use tingsu::library::sentence::Talk;
use tingsu::library::shelf::Library;
use tingsu::library::step::Step;
use tingsu::library::talk::step_owed;

use crate::support::talks;

fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

fn case(kind: CaseKind, words: &str, gist: &str, events: &[(&str, Value)]) -> Case {
    let received = at("2026-11-24T12:20");
    let mut facts = Facts::new(kind, Channel::Phone, received, "李敏");
    facts.verbatim = Some(words.into());
    facts.summary = Some(gist.into());
    facts.emotion = Some(Emotion::Upset);
    facts.complainant.phones = vec!["13900000417".into()];
    let mut case = Case::new(CaseNumber::new(received.date(), 1), facts);
    let event = |(time, json): &(&str, Value)| {
        Event::new(at(time), "李敏", serde_json::from_value::<EventKind>(json.clone()).unwrap())
    };
    case.events = events.iter().map(event).collect();
    case
}

/// What is said after the last event.
fn said(case: &Case) -> (Step, String) {
    let settings = talks::settings();
    let now = case.events.last().map_or(case.receipt.received_at, |event| event.at);
    let step = step_owed(case, &case.state(&settings.rules), &settings.rules, now);
    let talk = Talk::of_case(Library::shipped(), case, &settings, step, now);
    (step, say::now(Library::shipped(), &talk).sentence.text.as_str().to_owned())
}

fn progress(text: &str) -> Value {
    json!({"type": "progress", "medium": "phone", "text": text, "told": true})
}

#[test]
fn the_progress_is_said_whatever_kind_of_matter_it_is() {
    for (kind, words) in [
        (CaseKind::Complaint, "垃圾三天没人收了"),
        (CaseKind::Repair, "厨房的灯不亮了"),
        (CaseKind::Enquiry, "发票能不能重开"),
        (CaseKind::Praise, "保安小周帮我找到了猫"),
        (CaseKind::Suggestion, "建议门口装个扶手"),
    ] {
        let case = case(kind, words, words, &[("2026-11-24T13:20", progress("已经问到了，表也填了"))]);
        let (step, text) = said(&case);
        assert!(step == Step::Progress && text.contains("已经问到了，表也填了"), "{kind:?}: {text}");
    }
}

#[test]
fn what_was_agreed_is_said_as_it_was_agreed() {
    let agreed = json!({"type": "solution", "text": "加盖今天做，移位征求意见", "agreed": true});
    let case = case(
        CaseKind::Complaint,
        "垃圾桶苍蝇多",
        "垃圾桶招苍蝇，要求加盖移位",
        &[("2026-11-24T15:20", agreed)],
    );
    let (step, text) = said(&case);
    assert!(step == Step::Progress && text.contains("加盖今天做，移位征求意见"), "{text}");
}

#[test]
fn what_has_ended_has_no_next_time() {
    let done = progress("门开了，老人睡着没听到，平安");
    let case =
        case(CaseKind::Complaint, "我妈家里敲门没人应", "老人敲门无人应", &[("2026-11-24T21:50", done)]);
    let (_, text) = said(&case);
    assert!(text.contains("平安") && text.contains("打给我") && !text.contains("前再告诉您"), "{text}");
}

#[test]
fn what_runs_is_told_within_the_hour_and_a_missed_promise_is_owned_up_to() {
    let promised = json!({"type": "promised", "due": "2026-11-24T14:00", "consent": true, "text": "两点到"});
    let late = progress("师傅刚出门，还要十分钟");
    let events = [("2026-11-24T12:40", promised.clone()), ("2026-11-24T14:25", late)];
    let (_, text) = said(&case(CaseKind::Repair, "约了今天来修没人来", "约好没来修", &events));
    assert!(text.contains("说好的") && text.contains("下午三点半前再告诉您"), "{text}");
    let early = [("2026-11-24T12:40", promised), ("2026-11-24T13:25", progress("师傅刚出门，还要十分钟"))];
    let (_, text) = said(&case(CaseKind::Repair, "约了今天来修没人来", "约好没来修", &early));
    assert!(!text.contains("说好的"), "kept in time: {text}");
}

#[test]
fn a_time_and_a_refusal_in_the_answer_are_not_gone_back_behind() {
    let explained = |text: &str| json!({"type": "explained", "text": text, "satisfied": false});
    let told = [("2026-11-24T12:36", explained("师傅下午两点到，到前打电话"))];
    let (step, text) = said(&case(CaseKind::Repair, "约了今天来修没人来", "约好没来修", &told));
    assert!(step == Step::Promise && text.contains("今天下午两点，"), "{text}");
    let refused = [("2026-11-24T12:36", explained("邻居的电话不能给您"))];
    let words = "把501的电话给我";
    let (_, text) = said(&case(CaseKind::Enquiry, words, "要501电话", &refused));
    assert!(text.contains("别的办法") && !text.contains("问准了"), "{text}");
}

#[test]
fn nobody_elses_room_is_named_unless_the_owner_named_it() {
    let told = [("2026-11-24T13:20", progress("1202答应放低声音"))];
    let (_, text) = said(&case(CaseKind::Complaint, "楼上蹦跳", "楼上蹦跳", &told));
    assert!(text.contains("那一户答应放低声音") && !text.contains("1202"), "{text}");
    let (_, text) = said(&case(CaseKind::Complaint, "楼上1202蹦跳", "楼上蹦跳", &told));
    assert!(text.contains("1202答应放低声音"), "{text}");
}

/// What was said beside the matter does not make another matter of it.
#[test]
fn the_gist_decides_what_the_matter_is() {
    let of = |words: &str, gist: &str| {
        let case = case(CaseKind::Complaint, words, gist, &[]);
        let talk = Talk::of_case(
            Library::shipped(),
            &case,
            &talks::settings(),
            Step::Explain,
            case.receipt.received_at,
        );
        talk.situation.map(|code| code.as_str().to_owned())
    };
    let beside = of("约了今天来修没人来，你们电话打不通，电话没人接", "约好维修，师傅未来");
    let matter = of("约了今天来修没人来", "约好维修，师傅未来");
    assert!(matter.is_none() || beside == matter, "{beside:?} {matter:?}");
    assert_ne!(beside, of("你们电话打不通，电话没人接", "客服电话打不通"));
}

/// Of a record for colleagues a few plain words of our own are said, and the receptionist is still asked to word it.
#[test]
fn findings_are_told_in_plain_words_of_our_own() {
    let found =
        json!({"type": "investigated", "facts": "楼上软管爆裂，业主在外地", "responsibility": "unknown"});
    let case = case(CaseKind::Repair, "厕所顶上漏水", "卫生间顶漏水", &[("2026-11-24T20:30", found)]);
    let (step, text) = said(&case);
    assert!(step == Step::Solution && text.contains("软管坏了") && !text.contains("外地"), "{text}");
}
