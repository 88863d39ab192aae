//! Taking in, appending, closing, linking.

use serde_json::{Value, json};
use tingsu::desk::close::Closing;
use tingsu::desk::error::Error;
use tingsu::desk::intake::fresh_draft;
use tingsu::domain::caller::Caller;
use tingsu::domain::case::Facts;
use tingsu::domain::closure::ClosureRequest;
use tingsu::domain::code::{ClosureCode, DeadlineCode, ExemptGround, Flag, Status};
use tingsu::domain::event::EventKind;
use tingsu::domain::person::Complainant;
use tingsu::domain::today::TodayGroup;

use crate::support::{Counter, MORNING, at, complaint, handled, note};

#[test]
fn a_case_gets_the_next_number_of_its_day_and_its_draft_goes() {
    let counter = Counter::at(MORNING);
    let draft = fresh_draft();
    counter.desk.save_draft(draft, &counter.front, json!({"name": "张"}).to_string()).wait().unwrap();
    let taken =
        counter.desk.take_in(&counter.front, complaint(MORNING), Vec::new(), Some(draft)).wait().unwrap();
    assert_eq!(taken.number.to_string(), "20261103-001");
    assert_eq!(taken.changed.cases, [taken.number]);
    assert!(taken.changed.drafts);
    assert_eq!(
        taken.sets.iter().map(|set| set.deadline).collect::<Vec<_>>(),
        [DeadlineCode::FirstResponse, DeadlineCode::Investigate, DeadlineCode::Progress, DeadlineCode::Task]
    );
    assert_eq!(counter.desk.drafts().wait().unwrap(), []);
    assert_eq!(counter.desk.case(taken.number).wait().unwrap(), taken.value);
    assert_eq!(counter.take_in(complaint(MORNING)).number.to_string(), "20261103-002");
}

#[test]
fn a_case_that_lacks_what_is_mandatory_gets_no_number_and_keeps_its_draft() {
    let counter = Counter::at(MORNING);
    let draft = fresh_draft();
    counter.desk.save_draft(draft, &counter.front, "{}".into()).wait().unwrap();
    let mut facts = complaint(MORNING);
    facts.complainant.phones.clear();
    let refused = counter.desk.take_in(&counter.front, facts.clone(), Vec::new(), Some(draft)).wait();
    assert!(refused.unwrap_err().message().contains("未留"));
    assert_eq!(counter.desk.drafts().wait().unwrap().len(), 1);
    facts.complainant.phone_declined = true;
    facts.received_at = at("2026-11-03T09:01");
    let future = counter.desk.take_in(&counter.front, facts.clone(), Vec::new(), None).wait();
    assert!(future.unwrap_err().message().contains("将来"));
    facts.received_at = at("2026-11-03T08:59");
    let taken = counter.desk.take_in(&counter.front, facts, Vec::new(), None).wait().unwrap();
    assert_eq!(taken.number.serial(), 1, "a refused case used no number up");
}

#[test]
fn whoever_comes_second_is_told_so() {
    let counter = Counter::at(MORNING);
    let case = counter.take_in(complaint(MORNING));
    let appended = counter.happens(&case, MORNING, note("已看过现场"));
    assert_eq!(appended.events.len(), 1);
    let second =
        counter.desk.append(&counter.chief, case.number, 0, vec![(at(MORNING), note("同时"))]).wait();
    assert_eq!(second, Err(Error::Stale(case.number)));
    assert!(Error::Stale(case.number).message().contains("已被他人更新"));
    assert_eq!(counter.desk.case(case.number).wait().unwrap(), appended);
}

#[test]
fn times_stay_between_the_last_event_and_now() {
    let counter = Counter::at(MORNING);
    let case = counter.take_in(complaint(MORNING));
    let try_at = |time: &str, count| {
        counter.desk.append(&counter.front, case.number, count, vec![(at(time), note("x"))]).wait()
    };
    assert!(try_at("2026-11-03T09:01", 0).unwrap_err().message().contains("将来"));
    assert!(try_at("2026-11-03T08:40", 0).unwrap_err().message().contains("早于上一条"));
    let first = try_at("2026-11-03T08:55:40", 0).unwrap();
    let same_minute = try_at("2026-11-03T08:55", 1).unwrap();
    assert_eq!(same_minute.events[1].at, first.events[0].at, "the same minute is just after it");
    assert_eq!(counter.desk.case(case.number).wait().unwrap().events.len(), 2);
}

#[test]
fn the_role_gate_stands_before_every_act_of_the_supervisor() {
    let counter = Counter::at(MORNING);
    let case = counter.take_in(complaint(MORNING));
    let refused = counter.desk.void(&counter.front, case.number, 0, "录重了").wait().unwrap_err();
    assert!(refused.needs_supervisor());
    assert!(counter.desk.void(&counter.chief, case.number, 0, " ").wait().is_err(), "a reason is asked");
    let promise = |due: &str| EventKind::Promised {
        due: at(due),
        consent: true,
        text: String::new(),
        confirmed_by: None,
    };
    let late = vec![(at(MORNING), promise("2026-11-05T09:00"))];
    let refused = counter.desk.append(&counter.front, case.number, 0, late.clone()).wait().unwrap_err();
    assert!(refused.message().contains("24小时"));
    let word_of = |name: &str| {
        let mut kind = promise("2026-11-05T09:00");
        if let EventKind::Promised { confirmed_by, .. } = &mut kind {
            *confirmed_by = Some(name.into());
        }
        counter.desk.append(&counter.front, case.number, 0, vec![(at(MORNING), kind)]).wait()
    };
    for named in ["李敏", "王主任", "赵楠"] {
        assert!(word_of(named).unwrap_err().needs_supervisor(), "{named} did not confirm it");
    }
    let confirmed = counter.desk.append(&counter.chief, case.number, 0, late).wait().unwrap();
    let EventKind::Promised { confirmed_by, .. } = &confirmed.events[0].kind else { panic!() };
    assert_eq!(confirmed_by.as_deref(), Some("赵楠"));
    let voided = counter.desk.void(&counter.chief, case.number, 1, "录重了").wait().unwrap();
    assert!(
        counter
            .desk
            .append(&counter.chief, case.number, 2, vec![(at(MORNING), promise("2026-11-03T12:00"))])
            .wait()
            .is_err()
    );
    let row = counter.register().remove(0);
    assert_eq!((row.status, row.events), (Status::Voided, 2));
    assert_eq!(voided.events.len(), 2);
}

#[test]
fn a_case_closes_through_one_path_and_can_be_taken_up_again() {
    let counter = Counter::at(MORNING);
    let case = counter.take_in(complaint(MORNING));
    let request = |against| ClosureRequest {
        code: ClosureCode::Visited,
        reason: Some("业主出国，来电致谢".into()),
        against_the_list: against,
    };
    let around = EventKind::Closed { code: ClosureCode::Plain, overridden: false, reason: None };
    assert!(counter.desk.append(&counter.chief, case.number, 0, vec![(at(MORNING), around)]).wait().is_err());
    let answer = counter.desk.close(&counter.front, case.number, 0, request(false)).wait().unwrap();
    let Closing::Missing(missing) = &answer.value else { panic!() };
    assert!(missing.len() > 1 && answer.changed.cases.is_empty());
    let closed = counter.desk.close(&counter.chief, case.number, 0, request(true)).wait().unwrap();
    let Closing::Closed(closed) = &closed.value else { panic!() };
    assert!(matches!(closed.events[0].kind, EventKind::Closed { overridden: true, .. }));
    assert!(counter.desk.reopen(&counter.front, case.number, 1, "").wait().is_err());
    let again = counter.desk.reopen(&counter.front, case.number, 1, "又停运").wait().unwrap();
    assert_eq!(again.events.len(), 2);
    assert!(counter.desk.reopen(&counter.front, case.number, 2, "又停运").wait().is_err(), "it is open");
    assert_eq!(counter.today().counts.of(TodayGroup::All), 1);
}

#[test]
fn a_correction_is_an_event_and_an_impossible_one_is_refused() {
    let counter = Counter::at(MORNING);
    let case = counter.take_in(complaint(MORNING));
    let correct = |what: &str, after, count| {
        counter.desk.correct(&counter.front, case.number, count, what, after, "核对").wait()
    };
    let corrected = correct("complainant.room", json!("5-1-302"), 0).unwrap();
    let EventKind::Corrected { before, .. } = &corrected.events[0].kind else { panic!() };
    assert_eq!(before, "3-2-1001");
    assert_eq!(corrected.facts().complainant.room.as_deref(), Some("5-1-302"));
    assert!(correct("class", json!("IX"), 1).unwrap_err().message().contains("不合要求"));
    assert!(correct("motive", json!("pretext"), 1).unwrap_err().needs_supervisor());
    assert!(correct("flags", json!(["extortion"]), 1).unwrap_err().needs_supervisor());
    assert!(correct("events[0].by", json!("赵楠"), 1).unwrap_err().message().contains("更正本身"));
    let what =
        counter.desk.correct(&counter.chief, case.number, 1, "events[0].what", json!("motive"), "核对");
    assert!(what.wait().unwrap_err().message().contains("更正本身"), "a correction means what it meant");
    assert_eq!(counter.desk.case(case.number).wait().unwrap().events.len(), 1);
}

#[test]
fn a_repeat_ends_the_quiet_week_of_the_earlier_case() {
    let counter = Counter::at(MORNING);
    let mut facts = complaint(MORNING);
    facts.complainant.declines_visits = true;
    let case = counter.take_in(facts);
    let handled = handled("已修复", true, true);
    counter.happens(&case, MORNING, handled);
    let counter = counter.later("2026-11-05T10:00");
    let owed = |counter: &Counter| -> Vec<DeadlineCode> {
        counter.owed(case.number).iter().map(|owed| owed.obligation.deadline).collect()
    };
    assert_eq!(owed(&counter), [DeadlineCode::QuietWeek]);
    let again = counter.take_in(complaint("2026-11-05T10:00"));
    let linked = counter.desk.link_repeat(&counter.front, again.number, 0, Some(case.number)).wait().unwrap();
    assert_eq!(linked.changed.cases, [again.number, case.number]);
    assert_eq!(owed(&counter), [DeadlineCode::FollowUp], "an open case never owes nothing");
    assert_eq!(
        counter.desk.case(case.number).wait().unwrap().repeats,
        [(again.number, again.receipt.received_at)]
    );
    let wrong = counter.desk.link_repeat(&counter.front, case.number, 1, Some(again.number)).wait();
    assert!(wrong.is_err(), "an earlier case repeats no later one");
    counter.desk.link_repeat(&counter.front, again.number, 1, None).wait().unwrap();
    assert_eq!(owed(&counter), [DeadlineCode::QuietWeek]);
}

#[test]
fn a_voided_repeat_is_none_and_a_link_is_asked_of_whatever_way_it_is_made() {
    let counter = Counter::at(MORNING);
    let mut facts = complaint(MORNING);
    facts.complainant.declines_visits = true;
    let case = counter.take_in(facts);
    counter.happens(&case, MORNING, handled("已修复", true, true));
    let counter = counter.later("2026-11-05T10:00");
    let owed = || counter.owed(case.number)[0].obligation.deadline;
    let again = Facts { repeat_of: Some(case.number), ..complaint("2026-11-05T10:00") };
    let again = counter.take_in(again);
    assert_eq!(owed(), DeadlineCode::FollowUp, "taken in as a repeat");
    let voided = counter.desk.void(&counter.chief, again.number, again.events.len(), "误登").wait().unwrap();
    assert_eq!(owed(), DeadlineCode::QuietWeek, "the week goes on");
    assert!(voided.changed.cases.contains(&case.number));

    let to_voided = Facts { repeat_of: Some(again.number), ..complaint("2026-11-05T10:00") };
    let refused = counter.desk.take_in(&counter.front, to_voided, Vec::new(), None).wait().unwrap_err();
    assert!(refused.message().contains("已作废"), "{}", refused.message());
    let kind = EventKind::Corrected {
        what: "repeat_of".into(),
        before: Value::Null,
        after: json!(again.number.to_string()),
        reason: "关联".into(),
    };
    let now = counter.desk.now();
    let plain = counter.desk.append(&counter.front, case.number, 1, vec![(now, kind)]).wait().unwrap_err();
    assert!(plain.message().contains("不能关联"), "{}", plain.message());
}

#[test]
fn who_declines_visits_is_known_in_a_later_case() {
    let mut counter = Counter::at(MORNING);
    let case = counter.take_in(complaint(MORNING));
    let declined = json!({"type": "visit", "form": "phone", "outcome": "declined", "standing": true});
    let handled = handled("已修复", true, true);
    let case = counter.happens(&case, MORNING, handled);
    counter.happens(&case, MORNING, serde_json::from_value(declined).unwrap());
    counter = counter.later("2026-12-01T09:00");
    let declines = |change: &dyn Fn(&mut Complainant)| {
        let mut facts = complaint("2026-12-01T09:00");
        change(&mut facts.complainant);
        counter.take_in(facts).facts().complainant.declines_visits
    };
    assert!(declines(&|person| person.name = Some("张女士".into())), "the same number");
    assert!(declines(&|person| person.phones = vec!["13900000002".into()]), "the same name in the same room");
    assert!(!declines(&|person| {
        person.phones = vec!["13900000003".into()];
        person.name = Some("李四".into());
    }));
    let again = counter.take_in(complaint("2026-12-01T09:00"));
    let what = "complainant.declines_visits";
    counter.desk.correct(&counter.front, again.number, 0, what, json!(false), "业主改了主意").wait().unwrap();
    assert!(!declines(&|_| ()), "the last word counts");
}

#[test]
fn not_to_be_visited_belongs_to_a_person_however_the_number_is_written() {
    let mut counter = Counter::at(MORNING);
    let mut first = complaint(MORNING);
    first.complainant.phones = vec!["13900000001".into(), "0755-00001234转801".into()];
    first.complainant.declines_visits = true;
    counter.take_in(first);
    counter = counter.later("2026-12-01T09:00");
    let declines = |name: &str, phone: &str, room: &str| {
        let mut facts = complaint("2026-12-01T09:00");
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        // Nobody is taken in without name and room: another room tells nothing.
        let room = if name.is_empty() && room.is_empty() { "9-1-101" } else { room };
        (facts.complainant.name, facts.complainant.room) = (some(name), some(room));
        facts.complainant.phones = vec![phone.into()];
        counter.take_in(facts).facts().complainant.declines_visits
    };
    for (name, phone, room) in [
        ("张坤", "+86 139-0000-0001", ""),
        ("张　坤（业主）", "１３９００００００１１", "3栋2单元1001"),
        ("张先生", "8613900000001", ""),
        ("", "139 0000 0001", ""),
        ("", "00001234转801", ""),
        ("张坤", "0755-00001234", ""),
    ] {
        assert!(declines(name, phone, room), "{name} {phone} {room}");
    }
    for (name, phone, room) in [
        ("李四", "13900000001", "3-2-1001"),
        ("张女士", "13900000009", "3-2-1001"),
        ("", "0755-00001234", ""),
        ("李四", "0755-00001234转802", ""),
        ("", "13900000008", "3-2-1001"),
        ("张坤", "13900000007", "5-1-202"),
    ] {
        assert!(!declines(name, phone, room), "{name} {phone} {room}");
    }
}

#[test]
fn a_caller_is_found_by_every_writing_of_each_of_his_numbers() {
    let counter = Counter::at(MORNING);
    let mut facts = complaint(MORNING);
    facts.complainant.phones = vec!["+86 139 0000 0001".into(), "0755-00001234转801".into(), "8801".into()];
    facts.complainant.room = Some("三栋二单元1001".into());
    facts.complainant.name = Some("张　坤".into());
    let case = counter.take_in(facts);
    let found = |phone: &str, room: &str, name: &str| {
        let caller = Caller { phone: phone.into(), room: room.into(), name: name.into() };
        counter
            .desk
            .known_caller(caller)
            .wait()
            .unwrap()
            .matters
            .iter()
            .any(|one| one.row.number == case.number)
    };
    for phone in [
        "13900000001",
        "+86 13900000001",
        "139-0000-0001",
        "1390000",
        "１３９００００",
        "13900000002、13900000001",
        "0755-00001234",
        "00001234",
        "0755 0000 1234",
        "075500001234转802",
        "8801",
    ] {
        assert!(found(phone, "", ""), "{phone}");
    }
    assert!(!found("13900000002", "", "") && !found("139000", "", "") && !found("880", "", ""));
    for room in ["3-2-1001", "3号楼2单元1001室", "３＃２－１００１"] {
        assert!(found("", room, ""), "{room}");
    }
    assert!(found("", "", "张坤") && found("", "", "张坤（租户）"));
}

#[test]
fn what_is_the_supervisors_or_wants_a_reason_is_asked_for_at_the_gate() {
    let counter = Counter::at(MORNING);
    let mut facts = complaint(MORNING);
    facts.flags = vec![Flag::Extortion];
    let refused = counter.desk.take_in(&counter.front, facts, Vec::new(), None).wait();
    assert!(refused.unwrap_err().needs_supervisor());
    let mut facts = complaint(MORNING);
    facts.flags = vec![Flag::Sensitive];
    let case = counter.take_in(facts);
    let tries = |kind: Value| {
        let kind = serde_json::from_value(kind).unwrap();
        let by = |actor| counter.desk.append(actor, case.number, 0, vec![(at(MORNING), kind)]).wait();
        by(&counter.chief).unwrap_err().message()
    };
    assert!(tries(json!({"type": "flag", "flag": "extortion", "set": true})).contains("事实依据"));
    assert!(tries(json!({"type": "nature", "nature": "effective"})).contains("原因"));
    assert!(
        tries(json!({"type": "visit_exempt", "ground": "class_i", "text": "小事"})).contains("不是一类"),
        "a ground holds only where it is true"
    );
    assert!(tries(json!({"type": "visit_exempt", "ground": "on_site"})).contains("没有现场解释"));
    assert!(tries(json!({"type": "visit_exempt", "ground": "anonymous"})).contains("留有联系方式"));
    for ground in ["sensitive", "inconvenient"] {
        assert!(tries(json!({"type": "visit_exempt", "ground": ground, "text": " "})).contains("理由"));
    }
    let exempt = EventKind::VisitExempt { ground: ExemptGround::Sensitive, text: Some("已和解".into()) };
    let refused = counter.desk.append(&counter.front, case.number, 0, vec![(at(MORNING), exempt.clone())]);
    assert!(refused.wait().unwrap_err().needs_supervisor());
    counter.desk.append(&counter.chief, case.number, 0, vec![(at(MORNING), exempt)]).wait().unwrap();
}
