//! Which step is owed along the way of a case, and which times and names its sentences get.

use serde_json::{Value, json};
use tingsu::domain::case::{Case, CaseNumber, Facts};
use tingsu::domain::code::{CaseKind, Channel, Emotion, SituationCode, Trigger};
use tingsu::domain::deadline::Terms;
use tingsu::domain::event::{Escalation, Event, EventKind};
use tingsu::domain::settings::{Rules, Settings};
use tingsu::domain::time::Moment;
use tingsu::library::moment::{Given, Turn};
use tingsu::library::say;
use tingsu::library::sentence::Talk;
use tingsu::library::shelf::Library;
use tingsu::library::step::Step;
use tingsu::library::talk::{step_owed, turn_of};
use tingsu::library::variable::Variable;

fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

fn event(json: Value) -> EventKind {
    serde_json::from_value(json).unwrap()
}

fn case(events: &[(&str, EventKind)]) -> Case {
    let received = at("2026-11-03T09:00");
    let mut facts = Facts::new(CaseKind::Complaint, Channel::Phone, received, "李敏");
    facts.complainant.phones = vec!["13900000417".into()];
    let mut case = Case::new(CaseNumber::new(received.date(), 1), facts);
    case.events = events.iter().map(|(time, kind)| Event::new(at(time), "李敏", kind.clone())).collect();
    Terms::plain(&Rules::default()).plan(&mut case);
    case
}

fn step(events: &[(&str, EventKind)], now: &str) -> Step {
    let (case, rules) = (case(events), Rules::default());
    step_owed(&case, &case.state(&rules), &rules, at(now))
}

fn talk(events: &[(&str, EventKind)], now: &str) -> Talk {
    Talk::of_case(Library::shipped(), &case(events), &Settings::default(), Step::Progress, at(now))
}

/// Ledger 02-23: what was noted, and the next step – who calls, by when – end a call.
#[test]
fn a_call_ends_with_the_points_and_with_who_calls_by_when() {
    let restated = event(json!({"type": "restated", "summary": "3栋2单元的电梯停了两天", "confirmed": true}));
    let promised = event(json!({"type": "promised", "due": "2026-11-03T15:00", "consent": true}));
    let assigned = event(json!({"type": "assigned", "to": "周工", "department": "工程部"}));
    let mut way = vec![("2026-11-03T09:05", restated)];
    let mut said = |kind: EventKind| {
        way.push(("2026-11-03T09:06", kind));
        let now = at("2026-11-03T09:07");
        let talk = Talk::of_case(Library::shipped(), &case(&way), &Settings::default(), Step::Close, now);
        say::now(Library::shipped(), &talk).sentence.text.as_str().to_owned()
    };
    let text = said(promised);
    for wanted in ["3栋2单元的电梯停了两天", "下午三点前", "我", "您先挂"] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
    let text = said(assigned);
    assert!(text.contains("3栋2单元的电梯停了两天") && text.contains("下午三点前"), "{text}");
}

#[test]
fn the_owed_step_goes_along_the_way_of_a_case() {
    let noon = "2026-11-03T12:00";
    let solution = |agreed: bool| event(json!({"type": "solution", "text": "换主板", "agreed": agreed}));
    let mut way = Vec::new();
    assert_eq!(step(&way, noon), Step::Restate);
    way.push((
        "2026-11-03T09:05",
        event(json!({"type": "restated", "summary": "电梯停运", "confirmed": true})),
    ));
    assert_eq!(step(&way, noon), Step::Explain);
    let promised = event(json!({"type": "promised", "due": "2026-11-03T15:00", "consent": true}));
    way.push(("2026-11-03T09:06", promised));
    assert_eq!(step(&way, noon), Step::Investigate);
    assert_eq!(step(&way, "2026-11-03T14:30"), Step::Progress, "the promise is near");
    way.push(("2026-11-03T10:00", event(json!({"type": "investigated", "facts": "主板坏"}))));
    assert_eq!(step(&way, noon), Step::Solution);
    way.push(("2026-11-03T10:30", solution(false)));
    assert_eq!(step(&way, noon), Step::SolutionRefused);
    way.push(("2026-11-03T11:00", solution(true)));
    assert_eq!(step(&way, noon), Step::Progress);
    assert_eq!(step(&way, "2026-11-04T08:00"), Step::Delay, "the day is over");
    way.push((
        "2026-11-03T11:30",
        event(json!({"type": "handled", "result": "已换", "verified": true, "told": false})),
    ));
    assert_eq!(step(&way, noon), Step::Handled, "the owner does not know yet");
    way.push(("2026-11-03T11:35", event(json!({"type": "progress", "medium": "phone", "text": "已换好"}))));
    assert_eq!(step(&way, noon), Step::Handled, "just told");
    assert_eq!(step(&way, "2026-11-03T17:00"), Step::VisitOpen);
    let visit = json!({"type": "visit", "form": "phone", "outcome": "reached", "process": "satisfied",
                       "measures": "satisfied", "result": "dissatisfied"});
    way.push(("2026-11-03T11:40", event(visit)));
    assert_eq!(step(&way, noon), Step::EscalateAsk, "a dissatisfied visit owes another escalation");
    way.push(("2026-11-03T11:50", event(json!({"type": "closed", "code": "explained"}))));
    assert_eq!(step(&way, noon), Step::Close);
}

#[test]
fn a_visit_that_reached_nobody_leaves_a_word_and_is_tried_again() {
    let handled = event(json!({"type": "handled", "result": "已换", "verified": true, "told": true}));
    let missed = event(json!({"type": "visit", "form": "phone", "outcome": "no_answer"}));
    let way = [("2026-11-03T10:00", handled), ("2026-11-03T11:00", missed)];
    assert_eq!(step(&way, "2026-11-03T11:01"), Step::Voicemail);
    assert_eq!(step(&way, "2026-11-03T16:00"), Step::VisitOpen);
}

#[test]
fn the_mood_at_a_visit_is_the_mood_now() {
    let angry = event(json!({"type": "emotion", "emotion": "agitated"}));
    let visit = event(json!({"type": "visit", "form": "phone", "outcome": "reached", "emotion": "calm",
                             "process": "satisfied", "measures": "satisfied", "result": "satisfied"}));
    assert_eq!(talk(&[("2026-11-03T09:10", angry.clone())], "2026-11-03T09:11").emotion, Emotion::Agitated);
    let later = [("2026-11-03T09:10", angry), ("2026-11-03T10:10", visit)];
    assert_eq!(talk(&later, "2026-11-03T10:11").emotion, Emotion::Calm);
}

#[test]
fn the_next_notice_is_a_time_at_the_desk() {
    let next = |situation: &str, now: &str| {
        let mut case = case(&[]);
        case.receipt.situation = SituationCode::new(situation);
        let talk = Talk::of_case(Library::shipped(), &case, &Settings::default(), Step::Progress, at(now));
        talk.values.get(Variable::NextNotice)
    };
    assert_eq!(next("", "2026-11-03T10:41").as_deref(), Some("明天上午十点半"), "a day later, rounded down");
    assert_eq!(next("V5", "2026-11-03T10:00").as_deref(), Some("11月10日上午十点"), "its own week");
    assert_eq!(next("", "2026-11-03T02:10").as_deref(), Some("今天下午五点半"), "not in the night");
    assert_eq!(next("", "2026-11-03T21:40").as_deref(), Some("明天下午五点半"));
}

#[test]
fn a_promise_is_told_until_it_is_kept_and_a_broken_one_is_owned() {
    let promised = event(json!({"type": "promised", "due": "2026-11-03T15:00", "consent": true}));
    let told = event(json!({"type": "progress", "medium": "phone", "text": "在查"}));
    let mut way = vec![("2026-11-03T09:06", promised)];
    let of = |way: &[(&str, EventKind)], now: &str| {
        let talk = talk(way, now);
        (talk.values.get(Variable::PromiseTime).unwrap(), talk.circumstances.given)
    };
    let (said, given) = of(&way, "2026-11-03T10:00");
    assert_eq!(said, "今天下午三点");
    assert!(given.contains(&Given::Promise));
    let (said, given) = of(&way, "2026-11-03T15:00");
    assert_eq!(said, "今天下午五点半", "a new time is proposed");
    assert!(given.contains(&Given::PromiseBroken) && !given.contains(&Given::Promise));
    way.push(("2026-11-03T11:00", told));
    let (_, given) = of(&way, "2026-11-03T15:30");
    assert!(!given.contains(&Given::PromiseBroken), "it was kept");
}

#[test]
fn a_running_escalation_comes_first_and_names_its_superior() {
    let mut attempt = Escalation::new(Trigger::E);
    attempt.consent = Some(true);
    attempt.to = Some("赵楠主任".into());
    let events = [("2026-11-03T09:10", EventKind::Escalated(attempt))];
    assert_eq!(step(&events, "2026-11-03T09:11"), Step::EscalateContact);
    let talk = talk(&events, "2026-11-03T09:11");
    assert_eq!(talk.circumstances.trigger, Some(Trigger::E));
    assert_eq!(talk.values.get(Variable::Superior).as_deref(), Some("赵楠主任"));
}

/// A superior who dealt with the case already is not offered as the one who will look at it afresh.
#[test]
fn after_a_bad_visit_another_superior_is_asked() {
    let mut settings = Settings::default();
    settings.ladder[0].name = "孟知秋".into();
    settings.ladder[1].name = "韩骁".into();
    let bad =
        event(json!({"type": "visit", "form": "phone", "outcome": "reached", "result": "dissatisfied"}));
    let mut case = case(&[("2026-11-03T10:00", bad)]);
    let superior = |case: &Case| {
        let now = at("2026-11-03T10:01");
        Talk::of_case(Library::shipped(), case, &settings, Step::EscalateAsk, now)
            .values
            .get(Variable::Superior)
    };
    assert_eq!(superior(&case).as_deref(), Some("孟主任"));
    case.events[0].by = "孟知秋".into();
    assert_eq!(superior(&case).as_deref(), Some("韩经理"));
}

#[test]
fn notes_moods_and_papers_for_the_file_are_no_turn() {
    let way = case(&[
        ("2026-11-03T09:05", event(json!({"type": "restated", "summary": "电梯停运", "confirmed": true}))),
        ("2026-11-03T09:06", event(json!({"type": "note", "text": "业主在哭"}))),
        ("2026-11-03T09:07", event(json!({"type": "emotion", "emotion": "agitated"}))),
        ("2026-11-03T09:08", event(json!({"type": "paper", "form": 7, "sent_to": "档案"}))),
    ]);
    assert_eq!(turn_of(&way.facts(), &way.events), Turn::Restated);
}
