//! What was told is built on: the progress and the solution are said, what has ended has no next time, a promise that was
//! missed is owned up to, a time or a refusal in the answer is not gone back behind, nobody else's room is named.

use serde_json::{Value, json};
use tingsu::domain::case::{Case, CaseNumber, Facts};
use tingsu::domain::code::{CaseKind, Channel, Emotion};
use tingsu::domain::deadline::Terms;
use tingsu::domain::event::{Event, EventKind};
use tingsu::domain::settings::Rules;
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

pub(super) fn case(kind: CaseKind, words: &str, gist: &str, events: &[(&str, Value)]) -> Case {
    let received = at("2026-11-24T12:20");
    let mut facts = Facts::new(kind, Channel::Phone, received, "李敏");
    facts.verbatim = Some(words.into());
    facts.summary = Some(gist.into());
    facts.emotion = Some(Emotion::Upset);
    facts.complainant.phones = vec!["13900000417".into()];
    let mut case = Case::new(CaseNumber::new(received.date(), 1), facts);
    case.events = events.iter().map(|(time, json)| event(time, json.clone())).collect();
    Terms::plain(&Rules::default()).plan(&mut case);
    case
}

pub(super) fn event(time: &str, json: Value) -> Event {
    Event::new(at(time), "李敏", serde_json::from_value::<EventKind>(json).unwrap())
}

/// What is said after the last event.
pub(super) fn said(case: &Case) -> (Step, String) {
    let settings = talks::settings();
    let now = case.events.last().map_or(case.receipt.received_at, |event| event.at);
    let step = step_owed(case, &case.state(&settings.rules), &settings.rules, now);
    let talk = Talk::of_case(Library::shipped(), case, &settings, step, now);
    (step, say::now(Library::shipped(), &talk).sentence.text.as_str().to_owned())
}

pub(super) fn progress(text: &str) -> Value {
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

/// What was found is written for colleagues: it is not read to him, the receptionist words it.
#[test]
fn findings_are_told_in_her_own_words() {
    let found =
        json!({"type": "investigated", "facts": "楼上软管爆裂，业主在外地", "responsibility": "unknown"});
    let case = case(CaseKind::Repair, "厕所顶上漏水", "卫生间顶漏水", &[("2026-11-24T20:30", found)]);
    let (step, text) = said(&case);
    assert!(step == Step::Solution && !text.contains("软管") && !text.contains("外地"), "{text}");
}

/// What the record of the result states is said, in words for the owner; what speaks of people or parts is left away.
#[test]
fn the_result_that_was_recorded_is_said() {
    for (result, told, not) in [
        ("三楼扶手已加固，业主签字", "三楼扶手加固了", "签字"),
        ("更换接触器，西门道闸恢复正常", "西门道闸恢复正常", "接触器"),
        ("楼上浴室防水重做，三天没再漏", "三天没再漏", "业主"),
    ] {
        let handled = json!({"type": "handled", "result": result, "verified": true});
        let case = case(CaseKind::Complaint, "这事拖着", "拖着没办", &[("2026-11-25T10:00", handled)]);
        let (step, text) = said(&case);
        assert!(step == Step::Handled && text.contains(told) && !text.contains(not), "{text}");
    }
}

/// What the owner holds against a way comes first in the next sentence; a refusal alone tells nothing.
#[test]
fn what_he_holds_against_a_way_is_taken_up() {
    let refused = |opinion: &str| {
        let kind = json!({"type": "solution", "text": "周末补漆", "agreed": false, "opinion": opinion});
        said(&case(CaseKind::Complaint, "栏杆掉漆", "栏杆掉漆", &[("2026-11-24T15:00", kind)]))
    };
    let (step, text) = refused("太慢，要求这周内刷完");
    assert!(step == Step::SolutionRefused && text.contains("您要这周内刷完"), "{text}");
    let (_, text) = refused("不同意");
    assert!(!text.contains("您要") && !text.contains("您说"), "{text}");
    let bad = json!({"type": "visit", "form": "phone", "outcome": "reached", "result": "dissatisfied",
        "process": "satisfied", "measures": "satisfied", "text": "昨天又开始晃"});
    let done =
        json!({"type": "handled", "result": "栏杆焊牢", "verified": true, "told": true, "medium": "phone"});
    let events = [("2026-11-24T15:00", done), ("2026-11-25T15:00", bad)];
    let (step, text) = said(&case(CaseKind::Complaint, "栏杆松了", "栏杆松动", &events));
    assert!(step == Step::EscalateAsk && text.contains("您说昨天又开始晃"), "{text}");
}

/// A promise that is days overdue is owned up to and a new time is said, also when only a mood was noted meanwhile; so is
/// a date, when it is moved.
#[test]
fn what_is_overdue_is_owned_up_to() {
    let promised =
        json!({"type": "promised", "due": "2026-11-24T17:00", "consent": true, "text": "五点回话"});
    let mood = json!({"type": "emotion", "emotion": "agitated"});
    let events = [("2026-11-24T12:40", promised), ("2026-11-27T09:30", mood)];
    let (step, text) = said(&case(CaseKind::Complaint, "路灯不亮", "路灯不亮", &events));
    assert!(step == Step::Progress && text.contains("说好的时间没回您") && text.contains("今天"), "{text}");
    let agreed = json!({"type": "solution", "text": "换灯杆", "agreed": true});
    let date = |due: &str| json!({"type": "completion_date", "due": due});
    let events = [
        ("2026-11-24T13:00", agreed),
        ("2026-11-24T13:05", date("2026-11-26T18:00")),
        ("2026-11-27T10:00", date("2026-11-30T18:00")),
    ];
    let (step, text) = said(&case(CaseKind::Complaint, "路灯杆歪了", "灯杆歪了", &events));
    assert!(step == Step::Delay && text.contains("11月30日"), "{text}");
    assert!(text.contains("没赶上") || text.contains("没按日子"), "{text}");
}

/// He hears again after what is to happen has happened, by day; a time that has passed is no time ahead.
#[test]
fn he_hears_again_after_what_he_was_told_of() {
    for (time, told, next) in [
        ("2026-11-24T13:20", "零件下午到，到了就装", "今天傍晚六点前"),
        ("2026-11-24T13:20", "师傅明天上午十点来看", "到时再告诉您"),
        ("2026-11-24T13:20", "录像里看到凌晨三点有人", "今天下午五点半前"),
    ] {
        let (_, text) = said(&case(CaseKind::Complaint, "门禁不灵", "门禁不灵", &[(time, progress(told))]));
        assert!(text.contains(next), "{told}: {text}");
    }
}

/// An answer that was given is not put off as if there were none.
#[test]
fn an_answer_that_was_given_is_no_open_question() {
    let explained =
        json!({"type": "explained", "text": "图纸上这里没有出口，改不了规划", "satisfied": false});
    let events = [("2026-11-24T12:36", explained)];
    let (step, text) = said(&case(CaseKind::Complaint, "东边怎么不开个门", "要求东边开门", &events));
    assert!(step == Step::Promise && text.contains("主任") && !text.contains("我去问清楚"), "{text}");
}

/// What was said to be done when the time was agreed is said with the time.
#[test]
fn what_was_promised_is_said_with_the_time() {
    let promised =
        |text: &str| json!({"type": "promised", "due": "2026-11-24T17:00", "consent": true, "text": text});
    let told = |text: &str| {
        said(&case(CaseKind::Complaint, "水表走得快", "水表走得快", &[("2026-11-24T13:00", promised(text))]))
    };
    let (step, text) = told("请工程下午上门看表，五点前回电");
    assert!(
        step == Step::Investigate && text.contains("工程下午上门看表") && text.contains("下午五点前"),
        "{text}"
    );
    assert!(!text.contains("回电"), "{text}");
    let (_, text) = told("五点前回电");
    assert!(text.contains("下午五点前"), "{text}");
}

/// What comes up behind the work that was done is news of its own, not how it ended; what a check found is told.
#[test]
fn what_is_taken_up_again_and_what_a_check_found_is_told() {
    let done =
        json!({"type": "handled", "result": "滤网换新", "verified": false, "told": true, "medium": "phone"});
    let again =
        json!({"type": "promised", "due": "2026-11-27T17:00", "consent": true, "text": "赔偿的事问公司"});
    let events = [
        ("2026-11-24T15:00", done.clone()),
        ("2026-11-24T16:00", again),
        ("2026-11-25T10:00", progress("公司在核单据")),
    ];
    let (step, text) = said(&case(CaseKind::Complaint, "暖气不热", "暖气不热", &events));
    assert!(step == Step::Progress && text.contains("公司在核单据"), "{text}");
    let check = |result: &str, text: &str| json!({"type": "verified", "who": "孟知秋", "result": result, "text": text});
    let events = [
        ("2026-11-24T15:00", done.clone()),
        ("2026-11-25T09:00", check("wanting", "早上量了十七度，没到十八度")),
    ];
    let (step, text) = said(&case(CaseKind::Complaint, "暖气不热", "暖气不热", &events));
    assert!(step == Step::Progress && text.contains("没到十八度"), "{text}");
    let events = [("2026-11-24T15:00", done), ("2026-11-25T09:00", check("good", "两夜都有二十度"))];
    let (_, text) = said(&case(CaseKind::Complaint, "暖气不热", "暖气不热", &events));
    assert!(text.contains("两夜都有二十度"), "{text}");
}

/// Somebody who is content and asks for something all the same is heard; who praises hears that it is passed on.
#[test]
fn what_is_said_at_a_good_visit_is_taken_up() {
    let visited = |words: &str| {
        let done =
            json!({"type": "handled", "result": "灯亮了", "verified": true, "told": true, "medium": "phone"});
        let visit = json!({"type": "visit", "form": "phone", "outcome": "reached", "process": "satisfied",
            "measures": "satisfied", "result": "satisfied", "text": words});
        said(&case(
            CaseKind::Complaint,
            "灯不亮",
            "灯不亮",
            &[("2026-11-24T15:00", done), ("2026-11-25T15:00", visit)],
        ))
    };
    let (step, text) = visited("亮了，告示别再贴我门上");
    assert!(step == Step::VisitThanks && text.contains("您说告示别再贴您门上"), "{text}");
    let (_, text) = visited("那个师傅挺利索");
    assert!(text.contains("转给本人") || text.contains("带到"), "{text}");
}

/// An apology has its own words, and a matter that is taken up again is read back as it is now.
#[test]
fn an_apology_and_a_matter_taken_up_again_have_their_words() {
    let done =
        json!({"type": "handled", "result": "灯亮了", "verified": true, "told": true, "medium": "phone"});
    let sorry = json!({"type": "apology", "form": "phone"});
    let events = [("2026-11-24T15:00", done.clone()), ("2026-11-24T15:10", sorry)];
    let mut case = case(CaseKind::Complaint, "灯不亮", "灯不亮", &events);
    case.receipt.responsibility = Some(tingsu::domain::code::Responsibility::Ours);
    let (_, text) = said(&case);
    assert!(text.contains("对不住") || text.contains("道个歉") || text.contains("道歉"), "{text}");
    let closed = json!({"type": "closed", "code": "verbal"});
    let again = json!({"type": "reopened", "reason": "业主来电：楼道灯又灭了"});
    case.events.truncate(1);
    for (time, json) in [("2026-11-25T09:00", closed), ("2026-11-27T09:00", again)] {
        case.events.push(Event::new(at(time), "李敏", serde_json::from_value(json).unwrap()));
    }
    let (step, text) = said(&case);
    assert!(step == Step::Restate && text.contains("楼道灯又灭了"), "{text}");
}

/// After a good visit nothing is still to be done, also where nobody recorded that it was done.
#[test]
fn a_case_that_is_closed_after_a_good_visit_is_not_said_to_go_on() {
    let agreed = json!({"type": "solution", "text": "腾空活动室", "agreed": true});
    let visit = json!({"type": "visit", "form": "phone", "outcome": "reached", "process": "satisfied",
        "measures": "satisfied", "result": "satisfied", "text": "好了"});
    let closed = json!({"type": "closed", "code": "visited"});
    let events = [("2026-11-24T15:00", agreed), ("2026-11-25T15:00", visit), ("2026-11-25T15:05", closed)];
    let (step, text) = said(&case(CaseKind::Complaint, "活动室锁着", "活动室锁着", &events));
    assert!(step == Step::Close && !text.contains("腾空"), "{text}");
}
