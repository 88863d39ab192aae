//! What he does not know yet is told, once; then who goes on with it and by when. One time is told: what was promised, what
//! was agreed, the usual. A visit is answered by what he said at it.

use serde_json::{Value, json};
use tingsu::domain::code::CaseKind;
use tingsu::library::step::Step;

use super::told::{case, progress, said};

fn complaint(words: &str, events: &[(&str, Value)]) -> (Step, String) {
    said(&case(CaseKind::Complaint, words, words, events))
}

fn solution(text: &str) -> Value {
    json!({"type": "solution", "text": text, "agreed": true})
}

fn task(to: &str, due: &str) -> Value {
    json!({"type": "task", "what": "去办", "to": to, "due": due})
}

fn done(result: &str) -> Value {
    json!({"type": "task_done", "what": "去办", "result": result})
}

#[test]
fn what_was_told_is_not_told_again_because_somebody_goes_on_with_it() {
    let told = ("2026-11-24T14:40", progress("先借一组电瓶给您顶几天"));
    for (event, who) in [
        (task("彭建国", "2026-11-26T18:00:00+08:00"), Some("彭建国")),
        (json!({"type": "handover", "to": "谭雨", "due": "2026-11-25T08:30:00+08:00"}), Some("谭雨")),
        (json!({"type": "taken_over", "contacted": true}), None),
        (json!({"type": "note", "text": "电瓶在库房", "internal": true}), None),
        (progress("告诉他结果，他说好"), None),
    ] {
        let (_, text) = complaint("电瓶被偷了", &[told.clone(), ("2026-11-24T14:50", event)]);
        assert!(!text.contains("借一组电瓶"), "{text}");
        assert!(who.is_none_or(|who| text.contains(who)), "{text}");
        assert!(text.contains("前"), "he hears when: {text}");
    }
}

#[test]
fn what_a_task_came_to_is_told_as_news_and_nothing_is_called_late_behind_it() {
    let events = [
        ("2026-11-24T13:00", solution("树先加支撑，三天内修")),
        ("2026-11-24T13:10", task("邓水生", "2026-11-26T18:00:00+08:00")),
        ("2026-11-28T09:00", done("六棵修好了，两棵加了支撑")),
    ];
    let (step, text) = complaint("树枝砸了车", &events);
    assert!(step == Step::Progress && text.contains("两棵加了支撑"), "{step:?}: {text}");
    assert!(!text.contains("没办完") && !text.contains("日子到了"), "{text}");
    let (_, given) = complaint("树枝砸了车", &events[..2]);
    assert!(given.contains("邓水生") && given.contains("后天"), "by the day it is to be done: {given}");
}

#[test]
fn a_promise_in_force_is_the_time_that_is_told() {
    let due = "2026-11-25T12:00:00+08:00";
    let promised = json!({"type": "promised", "due": due, "consent": true, "text": "明天中午前回话"});
    let told = progress("电话打了，楼上说马上收球");
    let (_, text) = complaint("楼上拍球", &[("2026-11-24T21:57", promised), ("2026-11-24T22:10", told)]);
    assert!(text.contains("明天中午十二点"), "{text}");
}

#[test]
fn a_clock_in_what_was_agreed_is_no_time_to_be_rung_up_at() {
    for (plan, time) in [
        ("喷药改早上七点前，贴时间", "今天下午五点半"),
        ("换小音箱，20:30停", "明天中午十二点"),
        ("大堂岗晚十一点后盘问", "明天中午十二点"),
        ("明天早上门岗盯一趟", "明天上午九点"),
    ] {
        let (_, text) = complaint("门口太吵", &[("2026-11-24T13:10", solution(plan))]);
        assert!(text.contains(time), "{plan}: {text}");
    }
    let (_, far) = complaint("坡道没扶手", &[("2026-11-24T13:10", solution("扶手列入十二月小修"))]);
    assert!(far.contains("动工前告诉您") && !far.contains("今天"), "{far}");
}

#[test]
fn what_names_its_time_is_not_given_another_by_a_part_behind_it() {
    let told = progress("保洁主管过去了，六点前在这里回大家清洗的结果");
    let (_, text) = complaint("垃圾房太臭", &[("2026-11-24T15:10", told)]);
    assert!(text.contains("六点前") && !text.contains("明天") && !text.contains("今天下午"), "{text}");
}

/// A superior is asked for once: what is found, agreed and done afterwards is told.
#[test]
fn what_happens_behind_a_bad_visit_is_told_and_the_superior_asked_for_once() {
    let visit = json!({"type": "visit", "form": "phone", "outcome": "reached", "process": "dissatisfied",
        "measures": "dissatisfied", "result": "dissatisfied", "text": "又返了"});
    let mut events = vec![
        ("2026-11-24T13:00", json!({"type": "handled", "result": "通好了", "verified": true, "told": true})),
        ("2026-11-25T10:20", visit),
    ];
    assert_eq!(complaint("地漏往外冒", &events).0, Step::EscalateAsk);
    events.push(("2026-11-25T11:00", json!({"type": "note", "text": "来电催，问几点来", "internal": false})));
    let (step, text) = complaint("地漏往外冒", &events);
    assert!(step == Step::Progress && text.contains("让您催了"), "{step:?}: {text}");
    events.push(("2026-11-25T15:00", json!({"type": "investigated", "facts": "下面的管子倒坡"})));
    assert_eq!(complaint("地漏往外冒", &events).0, Step::Solution);
    events.push(("2026-11-25T16:20", solution("明天上午换管")));
    let (step, text) = complaint("地漏往外冒", &events);
    assert!(step == Step::Progress && text.contains("明天上午换管"), "{step:?}: {text}");
}

#[test]
fn a_visit_is_answered_by_what_he_said() {
    for (said_there, told, not) in [
        ("修是修好了，拖了两个月", "没跟紧", "没给您办好"),
        ("就是吓得一晚没睡", "不放心", "没事就好"),
        ("小廖提两桶水爬楼，多谢他", "带到", "放心"),
        ("你们那晚来得快，多谢", "带到", "没事就好"),
        ("少多了，偶尔还有一两个", "接着管", "报上去"),
        ("湖清了", "谢谢您", "报上去"),
    ] {
        let visit = json!({"type": "visit", "form": "phone", "outcome": "reached", "process": "satisfied",
            "measures": "satisfied", "result": "satisfied", "emotion": "calm", "text": said_there});
        let handled = json!({"type": "handled", "result": "清好了", "verified": true, "told": true});
        let events = [("2026-11-24T14:00", handled), ("2026-11-26T10:00", visit)];
        let (step, text) = complaint("湖水发绿", &events);
        assert_eq!(step, Step::VisitThanks);
        assert!(text.contains(told) && !text.contains(not), "{said_there}: {text}");
    }
}

/// The other side refused in writing: nothing is pursued that is over.
#[test]
fn a_refusal_in_writing_shows_the_ways_that_are_left() {
    let letter = json!({"type": "paper", "form": 5, "sent_to": "公司"});
    let reply = json!({"type": "letter_reply", "from": "公司", "text": "无管理责任，不支付补偿",
        "answers": "letter"});
    let events = [("2026-11-24T14:00", letter), ("2026-11-27T15:00", reply)];
    let (_, text) = complaint("货车挡门，少做生意", &events);
    assert!(text.contains("法院") && !text.contains("接着追"), "{text}");
}
