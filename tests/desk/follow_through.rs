//! What was promised is carried on: a visit that reached nobody is tried again, a whole group is told, done and asked in one
//! act, earlier solutions stand beside a new one, a refused escalation leads back to a time, everything can be put right.

use chrono::Duration;
use serde_json::json;
use tingsu::desk::batch::BatchAct;
use tingsu::domain::act::Act;
use tingsu::domain::case::{Case, CaseNumber};
use tingsu::domain::closure::ClosureRequest;
use tingsu::domain::code::{
    ClosureCode, DeadlineCode, EscalationEnd, Opinion, SituationCode, VisitForm, VisitOutcome,
};
use tingsu::domain::event::{EventKind, SolutionOption, Visit};
use tingsu::domain::naming::value;
use tingsu::domain::time::Moment;
use tingsu::ui::screen::case::act::amend::Amend;
use tingsu::ui::screen::case::act::{correct, open, visit as visit_form};
use tingsu::ui::screen::case::{Case as CaseScreen, Message};
use tingsu::ui::screen::contract::OpenAt;
use tingsu::ui::screen::form::person;

use crate::support::screen::Bench;
use crate::support::{Counter, MORNING, at, complaint, context, handled};

fn visit(outcome: VisitOutcome, again: Option<Moment>) -> EventKind {
    let asked = (outcome == VisitOutcome::Reached).then_some(Opinion::Satisfied);
    EventKind::Visit(Visit {
        form: VisitForm::Phone,
        outcome,
        standing: None,
        process: asked,
        measures: asked,
        result: asked,
        expectation: None,
        perceived: None,
        emotion: None,
        text: None,
        visitor: Some("赵楠".into()),
        again,
    })
}

fn form(message: open::Message) -> Message {
    Message::Form(message)
}

fn due_of(counter: &Counter, number: CaseNumber, deadline: DeadlineCode) -> Option<Moment> {
    let owed = counter.owed(number);
    owed.iter().find(|one| one.obligation.deadline == deadline).map(|one| one.obligation.due)
}

fn open_at(counter: &Counter, number: CaseNumber, act: Act) -> Bench<CaseScreen> {
    let context = context(counter);
    Bench::shown(CaseScreen::new(number, OpenAt::Act(act), &context), context)
}

#[test]
fn the_time_agreed_for_a_visit_becomes_its_due_time() {
    let counter = Counter::at(MORNING);
    let case = counter.happens(&counter.take_in(complaint(MORNING)), MORNING, handled("已修", true, true));
    assert_eq!(due_of(&counter, case.number, DeadlineCode::Visit), Some(at("2026-11-04T09:00")));
    let past = counter.desk.append(
        &counter.front,
        case.number,
        1,
        vec![(at(MORNING), visit(VisitOutcome::Rescheduled, Some(at("2026-11-03T08:00"))))],
    );
    assert!(past.wait().unwrap_err().message().contains("晚于现在"));
    let case =
        counter.happens(&case, MORNING, visit(VisitOutcome::Rescheduled, Some(at("2026-11-06T19:30"))));
    assert_eq!(due_of(&counter, case.number, DeadlineCode::Visit), Some(at("2026-11-06T19:30")));
    let state = case.state(&counter.desk.settings().wait().unwrap().rules);
    let visits = state.obligations.iter().filter(|one| one.deadline == DeadlineCode::Visit);
    assert_eq!(visits.filter(|one| one.end.is_none()).count(), 1, "one visit, at its new time");
    counter.happens(&case, MORNING, visit(VisitOutcome::Reached, None));
    assert_eq!(due_of(&counter, case.number, DeadlineCode::Visit), None);
    assert_eq!(counter.desk.check_rebuild().wait().unwrap().value, []);
}

#[test]
fn after_a_call_that_nobody_took_the_next_one_is_proposed_and_kept_with_one_key() {
    let counter = Counter::at(MORNING);
    let case = counter.happens(&counter.take_in(complaint(MORNING)), MORNING, handled("已修", true, true));
    let mut bench = open_at(&counter, case.number, Act::Visit);
    bench.send(form(open::Message::Visit(visit_form::Message::Outcome(VisitOutcome::NoAnswer))));
    assert!(bench.sees("周二 11月3日 13:00"), "in the hours of duty, at another time of day");
    let asks = visit_form::Message::Visitor(person::Message::Chosen("赵楠".into()));
    bench.send(form(open::Message::Visit(asks)));
    bench.send(Message::Save);
    let case = counter.desk.case(case.number).wait().unwrap();
    let EventKind::Visit(tried) = &case.events.last().unwrap().kind else { panic!("{:?}", case.events) };
    assert_eq!((tried.outcome, tried.again), (VisitOutcome::NoAnswer, Some(at("2026-11-03T13:00"))));
    assert_eq!(due_of(&counter, case.number, DeadlineCode::Visit), Some(at("2026-11-03T13:00")));
    // It is put off no longer than a visit may take.
    let late = visit(VisitOutcome::NoAnswer, Some(at(MORNING) + Duration::hours(25)));
    let events = vec![(at(MORNING), late)];
    let refused = counter.desk.append(&counter.front, case.number, case.events.len(), events).wait();
    assert!(refused.unwrap_err().message().contains("24小时以内"));
}

fn member(counter: &Counter, room: &str, lead: Option<CaseNumber>) -> Case {
    let mut facts = complaint(MORNING);
    facts.complainant.room = Some(room.into());
    facts.group_of = lead;
    counter.take_in(facts)
}

#[test]
fn a_group_is_given_its_solution_done_and_visited_in_one_act_each() {
    let counter = Counter::at(MORNING);
    let lead = member(&counter, "3-2-101", None);
    let others = ["3-2-201", "3-2-301"].map(|room| member(&counter, room, Some(lead.number)));
    let stranger = member(&counter, "5-1-101", None);
    let of = |cases: &[CaseNumber]| -> Vec<(CaseNumber, usize)> {
        let seen = |number: &CaseNumber| (*number, counter.desk.case(*number).wait().unwrap().events.len());
        cases.iter().map(seen).collect()
    };
    let group: Vec<CaseNumber> = [&lead, &others[0], &others[1]].iter().map(|case| case.number).collect();
    let solution = EventKind::Solution {
        options: Vec::new(),
        chosen: None,
        text: "换曳引机".into(),
        agreed: true,
        opinion: Some("代表同意".into()),
    };
    let act = |kind: EventKind| BatchAct::Group(vec![kind]);
    let mixed: Vec<_> = group.iter().copied().chain([stranger.number]).collect();
    let refused = counter.desk.batch(&counter.chief, of(&mixed), act(solution.clone())).wait().unwrap_err();
    assert!(refused.message().contains("不是同一件事"), "{}", refused.message());
    for kind in [solution, handled("已换，试运行正常", true, true), visit(VisitOutcome::Reached, None)]
    {
        let done = counter.desk.batch(&counter.chief, of(&group), act(kind.clone())).wait().unwrap().value;
        assert_eq!((done.done.as_slice(), done.refused.as_slice()), (group.as_slice(), &[][..]), "{kind:?}");
    }
    for number in &group {
        let case = counter.desk.case(*number).wait().unwrap();
        let labels: Vec<_> = case.events.iter().map(|event| event.kind.label()).collect();
        assert_eq!(labels, ["方案", "处理完成", "回访"], "{number} keeps its own history");
        assert_eq!(due_of(&counter, *number, DeadlineCode::Visit), None);
    }
    // Who is not ready is named, and the others go on.
    let again = counter.desk.batch(&counter.chief, of(&group[..1]), act(visit(VisitOutcome::Reached, None)));
    assert!(again.wait().is_ok());
    let shut = EventKind::Closed { code: ClosureCode::Visited, overridden: false, reason: None };
    let done = counter.desk.batch(&counter.chief, of(&group), act(shut)).wait().unwrap().value;
    assert_eq!((done.done.len(), done.refused.len()), (0, 3), "no case is closed in passing");
}

/// A closed case of a situation, solved so.
fn solved(counter: &Counter, room: &str, solution: &str, agreed: bool) -> CaseNumber {
    let mut facts = complaint(MORNING);
    facts.complainant.room = Some(room.into());
    facts.situation = SituationCode::new("E3");
    let case = counter.take_in(facts);
    let told = EventKind::Solution {
        options: Vec::new(),
        chosen: None,
        text: solution.into(),
        agreed,
        opinion: None,
    };
    let case = counter.happens(&case, MORNING, told);
    let case = counter.happens(&case, MORNING, handled("修好了", true, true));
    let request =
        ClosureRequest { code: ClosureCode::Visited, reason: Some("补关".into()), against_the_list: true };
    counter.desk.close(&counter.chief, case.number, case.events.len(), request).wait().unwrap();
    case.number
}

#[test]
fn how_earlier_cases_were_solved_stands_beside_the_solution_the_same_place_first() {
    let counter = Counter::at(MORNING);
    let far = solved(&counter, "8-1-101", "借备件先用", true);
    let near = solved(&counter, "3-2-202", "换供应商加急", true);
    let refused = solved(&counter, "3-2-303", "等原厂配件", false);
    let mut facts = complaint(MORNING);
    facts.situation = SituationCode::new("E3");
    let case = counter.take_in(facts);
    // Open ones, and those of another situation, teach nothing.
    counter.take_in(complaint(MORNING));
    let found = counter.desk.precedents(case.number).wait().unwrap();
    let numbers: Vec<_> = found.iter().map(|one| (one.number, one.is_same_place, one.agreed)).collect();
    assert_eq!(numbers, [(near, true, true), (refused, true, false), (far, false, true)]);
    let mut bench = open_at(&counter, case.number, Act::Solution);
    assert!(bench.sees("以前怎么办的") && bench.sees("方案：换供应商加急") && bench.sees("同一地点"));
    bench.send(Message::TakePrecedent(0));
    bench.send(Message::Answered(true));
    let case = counter.desk.case(case.number).wait().unwrap();
    let taken = case.events.iter().find_map(|event| match &event.kind {
        EventKind::Solution { text, .. } => Some(text.as_str()),
        _ => None,
    });
    assert_eq!(taken, Some("换供应商加急"));
    assert!(!open_at(&counter, case.number, Act::Progress).sees("以前怎么办的"), "only there");
}

#[test]
fn a_refused_escalation_leads_back_to_a_time() {
    let counter = Counter::at(MORNING);
    let case = counter.take_in(complaint(MORNING));
    let mut bench = open_at(&counter, case.number, Act::Escalate);
    bench.send(Message::Answered(false));
    bench.send(Message::Save);
    let state = counter.desk.case(case.number).wait().unwrap();
    let rules = counter.desk.settings().wait().unwrap().rules;
    assert_eq!(state.state(&rules).last_attempt().unwrap().end, Some(EscalationEnd::Refused));
    assert!(
        bench.sees("业主不愿上移") && bench.sees("已记下，改为约定回复时间"),
        "the form of the promise is open"
    );
    bench.write("约定的回复时间", "今天15:00");
    bench.send(Message::Answered(true));
    assert_eq!(due_of(&counter, case.number, DeadlineCode::Promise), Some(at("2026-11-03T15:00")));
    assert!(!open_at(&counter, case.number, Act::Promise).sees("业主不愿上移"), "agreed, it is past");
}

/// The words of a value, as on the time line and on paper.
fn told(counter: &Counter, what: &str, of: &serde_json::Value) -> String {
    value(what, of, &context(counter).names())
}

#[test]
fn a_correction_reaches_yes_and_no_numbers_times_and_proposed_ways_and_empties() {
    let counter = Counter::at(MORNING);
    let case = counter.take_in(complaint(MORNING));
    let due = at("2026-11-03T15:00");
    let promise = EventKind::Promised { due, consent: true, text: "回复结果".into(), confirmed_by: None };
    let case = counter.happens(&case, MORNING, promise);
    let way = |text: &str, pros: &str| SolutionOption {
        text: text.into(),
        pros: Some(pros.into()),
        ..SolutionOption::default()
    };
    let solution = EventKind::Solution {
        options: vec![way("等原厂配件", "便宜"), way("先借备件", "快")],
        chosen: Some(1),
        text: String::new(),
        agreed: false,
        opinion: Some("再想想".into()),
    };
    let number = counter.happens(&case, MORNING, solution).number;
    use correct::Message::{After, Amend as Which, Empty, Entry, Reason};
    let mut bench = open_at(&counter, number, Act::Correct);
    let mut correct = |steps: [correct::Message; 2]| {
        let before = counter.desk.case(number).wait().unwrap().events.len();
        for step in steps.into_iter().chain([Reason("登记错了".into())]) {
            bench.send(form(open::Message::Correct(step)));
        }
        bench.send(Message::Save);
        let after = counter.desk.case(number).wait().unwrap().events.len();
        assert!(after > before, "nothing was corrected");
        bench.send(Message::Open(Act::Correct));
        assert!(bench.sees("原来是") && bench.sees("改成"));
    };
    correct([Which(Amend::Anonymous), After("是".into())]);
    correct([Which(Amend::CalledFrom), After("13900000002".into())]);
    correct([Which(Amend::DeclinesVisits), After("是".into())]);
    correct([Which(Amend::Name), Empty]);
    let facts = counter.desk.case(number).wait().unwrap().facts();
    let person = &facts.complainant;
    assert!(person.anonymous && person.declines_visits && person.name.is_none());
    assert_eq!(person.called_from.as_deref(), Some("13900000002"));

    correct([Entry(0, "due".into()), After("今天16:30".into())]);
    correct([Entry(1, "options.0.pros".into()), Empty]);
    correct([Entry(1, "options.1.text".into()), After("先借备件，三天内".into())]);
    let case = counter.desk.case(number).wait().unwrap();
    let events = case.corrected_events();
    assert!(matches!(&events[0].kind, EventKind::Promised { due, .. } if *due == at("2026-11-03T16:30")));
    let EventKind::Solution { options, .. } = &events[1].kind else { panic!("{:?}", events[1]) };
    assert_eq!((options[0].pros.as_deref(), options[1].pros.as_deref()), (None, Some("快")));
    assert!(options[1].text.contains("先借备件") && options[1].text.contains("三天内"), "{options:?}");
    // Old and new are told in words on the screen and on paper alike.
    let last = case.events.iter().rev().find_map(|event| match &event.kind {
        EventKind::Corrected { what, before, after, .. } if what.ends_with("options") => {
            Some((before, after))
        }
        _ => None,
    });
    let (before, after) = last.unwrap();
    assert_eq!(told(&counter, "options", before), "等原厂配件、先借备件，好处：快");
    assert!(told(&counter, "options", after).contains("三天内"), "{after}");
    assert!(!told(&counter, "options", after).contains('{'));
}

#[test]
fn what_no_case_can_do_without_is_not_taken_away() {
    let counter = Counter::at(MORNING);
    let case = counter.take_in(complaint(MORNING));
    let correct = |what: &str, after| {
        counter
            .desk
            .correct(&counter.front, case.number, 0, what, after, "核对")
            .wait()
            .unwrap_err()
            .message()
    };
    assert!(correct("complainant.phones", json!(null)).contains("电话未留"));
    assert!(correct("verbatim", json!(null)).contains("请记下业主说的内容"));
    assert_eq!(counter.desk.case(case.number).wait().unwrap().events, []);
}
