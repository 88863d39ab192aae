//! What the desk sets when a situation is chosen, changed, answered or done (ledger 12-68), as 今日 shows it.

use serde_json::{Value, json};
use tingsu::desk::history::Incoming;
use tingsu::domain::cadence::Every;
use tingsu::domain::calendar::OfficeHours;
use tingsu::domain::case::{Case, Facts};
use tingsu::domain::code::{DeadlineCode, Medium, SituationCode};
use tingsu::domain::event::{Event, EventKind};
use tingsu::domain::time::Moment;
use tingsu::library::shelf::Library;
use tingsu::library::situation::Situation;

use crate::support::{Counter, MORNING, at, complaint, handled};

fn about(code: &str, now: &str) -> Facts {
    let mut facts = complaint(now);
    facts.situation = SituationCode::new(code);
    facts
}

/// What 今日 shows of a case: deadline, due, words, rule.
fn owed(counter: &Counter, case: &Case) -> Vec<(DeadlineCode, Moment, String, String)> {
    let row = |duty: tingsu::domain::obligation::Obligation| {
        (duty.deadline, duty.due, duty.what.clone().unwrap_or_default(), duty.rule)
    };
    counter.owed(case.number).into_iter().map(|owed| row(owed.obligation)).collect()
}

/// The due times of the tasks with these words in 今日.
fn dues(counter: &Counter, case: &Case, words: &str) -> Vec<Moment> {
    let tasks = owed(counter, case).into_iter().filter(|row| row.0 == DeadlineCode::Task);
    tasks.filter(|row| row.2.contains(words)).map(|row| row.1).collect()
}

fn choose(counter: &Counter, case: &Case, code: Value) -> Case {
    let done =
        counter.desk.correct(&counter.front, case.number, case.events.len(), "situation", code, "核对场景");
    done.wait().unwrap().value
}

fn answer(code: &str, id: &str) -> EventKind {
    let question = SituationCode::new(code).unwrap();
    assert!(Library::shipped().situation(&question).unwrap().answer(id).is_some());
    EventKind::Answered { question, answer: id.into() }
}

/// What a situation asks for as soon as it is chosen.
fn obligations(situation: &Situation, facts: &Facts, chosen: Moment) -> Vec<EventKind> {
    tingsu::library::situation_limits::obligations(situation, facts, chosen, OfficeHours::default())
}

/// 待办完成 of the open task with these words.
fn done(counter: &Counter, case: &Case, words: &str) -> EventKind {
    let owed = counter.owed(case.number).into_iter();
    let mut tasks =
        owed.filter(|owed| owed.obligation.what.as_deref().is_some_and(|what| what.contains(words)));
    let task = tasks.next();
    let task = task.unwrap_or_else(|| panic!("no task {words}")).obligation;
    EventKind::TaskDone {
        task: Some(task.id),
        what: task.what.unwrap(),
        result: Some("已办".into()),
        who: None,
        rank: None,
    }
}

/// Ledger 16-13.
#[test]
fn a_stopped_lift_owes_its_notice_and_the_one_to_one_word() {
    let counter = Counter::at(MORNING);
    let mut facts = about("E3", MORNING);
    facts.occurred_at = Some(at("2026-11-03T07:30"));
    let case = counter.take_in(facts);
    assert_eq!(dues(&counter, &case, "4小时"), [at("2026-11-03T11:30")], "counted from the stop");
    assert_eq!(dues(&counter, &case, "一对一"), [at("2026-11-03T09:30")]);
    let tasks = owed(&counter, &case).into_iter().filter(|row| row.0 == DeadlineCode::Task);
    for (_, _, _, rule) in tasks {
        assert!(rule.starts_with("rules §4 task") && rule.contains("场景E3"), "{rule}");
    }
    assert!(case.events.iter().all(|event| event.by == "李敏" && event.at == at(MORNING)));
    assert_eq!(counter.desk.case(case.number).wait().unwrap(), case, "written with the receipt");
}

#[test]
fn a_sound_gate_owes_a_contact_in_three_days_and_a_test_in_a_week() {
    let counter = Counter::at(MORNING);
    let case = counter.take_in(about("V3b", MORNING));
    assert_eq!(dues(&counter, &case, "三日内"), [at("2026-11-06T09:00")]);
    assert_eq!(dues(&counter, &case, "一周内"), [at("2026-11-10T09:00")]);
}

/// Ledger 02-27: what the night took in is the steward's at half past eight.
#[test]
fn a_night_at_the_door_is_handed_over_at_half_past_eight() {
    let handover = |now: &str| {
        let counter = Counter::at(now);
        let case = counter.take_in(about("E5a", now));
        let rows = owed(&counter, &case).into_iter().filter(|row| row.0 == DeadlineCode::Handover);
        rows.map(|row| row.1).collect::<Vec<_>>()
    };
    assert_eq!(handover("2026-11-03T22:40"), [at("2026-11-04T08:30")]);
    assert_eq!(handover(MORNING), []);
}

/// Ledger 12-68: every limit of every situation with a known time stands in 今日 and names its situation.
#[test]
fn every_limit_of_every_situation_is_seen_today() {
    let now = "2026-11-03T22:40";
    let counter = Counter::at(now);
    for situation in Library::shipped().situations() {
        let code = situation.id.as_str();
        let case = counter.take_in(about(code, now));
        let rows = owed(&counter, &case);
        for kind in obligations(situation, &case.facts(), at(now)) {
            let seen = rows.iter().any(|(deadline, due, what, rule)| match &kind {
                EventKind::Task { what: wanted, due: wanted_due, .. } => {
                    *deadline == DeadlineCode::Task && what == wanted && Some(*due) == *wanted_due
                }
                EventKind::Cadence { every: Every::Hours(hours), .. } => {
                    let wanted_due = at(now) + chrono::Duration::hours((*hours).into());
                    *deadline == DeadlineCode::Progress && *due == wanted_due && rule.contains(code)
                }
                EventKind::Handover { due: wanted_due, .. } => {
                    *deadline == DeadlineCode::Handover && Some(*due) == *wanted_due
                }
                _ => false,
            });
            let no_time_yet = matches!(kind, EventKind::Task { due: None, .. });
            assert_eq!(seen, !no_time_yet, "{code}: {kind:?} in {rows:?}");
        }
    }
}

/// Ledger 12-68 as `today --format json` tells it: what is owed, when, and which situation's rule it is.
#[test]
fn the_matrix_stands_in_the_list_of_the_command() {
    let now = "2026-11-03T22:40";
    let counter = Counter::at(now);
    let mut numbers = std::collections::BTreeMap::new();
    let codes = ["V1a", "V1b", "V2a", "V2b", "V3a", "V3b", "V4a", "V4b", "V5"];
    for code in codes.into_iter().chain(["E1", "E3", "E5a", "E5c", "E6a", "E6b", "E8"]) {
        let mut facts = about(code, now);
        facts.occurred_at = Some(at("2026-11-03T20:00"));
        numbers.insert(code, counter.take_in(facts).number.to_string());
    }
    let Counter { folder, desk, .. } = counter;
    drop(desk);
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_tingsu"));
    command.arg("--data").arg(folder.path()).args(["--now", now, "today", "--format", "json"]);
    let list: Vec<Value> = serde_json::from_slice(&command.output().unwrap().stdout).unwrap();
    let wanted = [
        ("V1b", "task", "2026-11-03T22:50", "安全员到场"),
        ("V1a", "task", "2026-11-03T22:50", "占位车主"),
        ("V2a", "task", "2026-11-03T22:50", "门岗核对"),
        ("V2b", "task", "2026-11-03T22:50", "放行"),
        ("V3a", "task", "2026-11-03T22:50", "抬杆"),
        ("V3b", "task", "2026-11-03T22:50", "放行"),
        ("V4a", "task", "2026-11-03T22:50", "道歉"),
        ("V4b", "task", "2026-11-03T22:50", "到场道歉"),
        ("V2a", "task", "2026-11-04T00:00", "更新车辆资料"),
        ("V3a", "task", "2026-11-04T00:00", "故障原因"),
        ("E5c", "task", "2026-11-04T00:00", "家庭成员"),
        ("E8", "task", "2026-11-04T00:00", "当日关单"),
        ("V2b", "task", "2026-11-05T00:00", "次日跟进"),
        ("E6b", "task", "2026-11-05T22:40", "两日后"),
        ("V3b", "task", "2026-11-06T22:40", "三日内"),
        ("V3b", "task", "2026-11-10T22:40", "一周内"),
        ("V1b", "task", "2026-11-10T22:40", "规划"),
        ("V5", "progress", "2026-11-10T22:40", "每周"),
        ("V4b", "progress", "2026-11-04T22:40", "每日"),
        ("E1", "progress", "2026-11-04T22:40", "每天"),
        ("E6a", "task", "2026-11-04T22:40", "巡查"),
        ("E6b", "task", "2026-11-04T22:40", "巡查"),
        ("V2a", "task", "2026-12-03T22:40", "月度提醒"),
        ("E3", "task", "2026-11-04T00:00", "停梯超过4小时"),
        ("E1", "task", "2026-11-04T00:00", "催零件"),
        ("E6a", "task", "2026-11-04T00:00", "今天内"),
    ];
    let of = |code: &str| -> Vec<&Value> {
        list.iter().filter(|row| row["number"] == numbers[code].as_str()).collect()
    };
    for (code, deadline, due, words) in wanted {
        let found = of(code).iter().any(|row| {
            let rule = row["rule"].as_str().unwrap();
            row["deadline"] == deadline
                && row["due"].as_str().unwrap().starts_with(due)
                && rule.starts_with("rules §4 ")
                && rule.contains(words)
                && rule.contains(&format!("场景{code}"))
        });
        assert!(found, "{code} {deadline} {due} {words}: {:?}", of(code));
    }
    let night = of("E5a");
    let handover = night.iter().find(|row| row["deadline"] == "handover").unwrap();
    assert!(handover["due"].as_str().unwrap().starts_with("2026-11-04T08:30"), "{handover}");
    assert!(
        night.iter().all(|row| !row["rule"].as_str().unwrap().contains("提前一日")),
        "no day is known yet"
    );
}

#[test]
fn the_same_situation_chosen_twice_sets_nothing_twice() {
    let counter = Counter::at(MORNING);
    let case = counter.take_in(complaint(MORNING));
    let chosen = choose(&counter, &case, json!("E3"));
    assert_eq!(chosen.events.len(), 3, "the correction and two tasks");
    let again = choose(&counter, &chosen, json!("E3"));
    assert_eq!(again.events.len(), 4, "only the correction");
    assert_eq!(dues(&counter, &again, "4小时").len(), 1);
}

#[test]
fn another_situation_takes_back_what_nobody_has_done_yet() {
    let counter = Counter::at(MORNING);
    let case = counter.take_in(about("V3b", MORNING));
    let gate = done(&counter, &case, "联系门岗核对后放行");
    let case = counter.happens(&case, MORNING, gate);
    let case = choose(&counter, &case, json!("V5"));
    assert_eq!(dues(&counter, &case, "三日内"), []);
    let progress = |case: &Case| {
        let rows = owed(&counter, case).into_iter().filter(|row| row.0 == DeadlineCode::Progress);
        rows.map(|row| row.1).collect::<Vec<_>>()
    };
    assert_eq!(progress(&case), [at("2026-11-10T09:00")], "weekly");
    let case = choose(&counter, &case, json!("V3b"));
    assert_eq!(progress(&case), [at("2026-11-04T09:00")], "the usual cadence is back");
    assert_eq!(dues(&counter, &case, "三日内"), [at("2026-11-06T09:00")], "set again");
    assert_eq!(dues(&counter, &case, "门岗"), [], "what was done stays done");
    let none = choose(&counter, &case, Value::Null);
    assert_eq!(dues(&counter, &none, ""), [], "nothing of any situation");
    let correct = counter.desk.correct(
        &counter.chief,
        none.number,
        none.events.len(),
        "class",
        json!("II"),
        "房屋质量",
    );
    let outside = correct.wait().unwrap().value;
    let told = EventKind::Progress {
        medium: Medium::Phone,
        text: "开发商已收函".into(),
        told: Some(true),
        is_final: false,
    };
    let told = counter.happens(&outside, MORNING, told);
    assert_eq!(
        progress(&told),
        [at("2026-11-10T09:00")],
        "the usual cadence follows the class that came later"
    );
}

#[test]
fn a_daily_task_comes_again_until_the_matter_is_handled() {
    let counter = Counter::at(MORNING);
    let case = counter.take_in(about("E1", MORNING));
    let parts = "催零件到货，更新公告栏维修进度";
    assert_eq!(dues(&counter, &case, parts), [at("2026-11-04T00:00")]);
    let first = done(&counter, &case, parts);
    let case = counter.happens(&case, MORNING, first.clone());
    assert_eq!(dues(&counter, &case, parts), [at("2026-11-04T09:00")]);
    let handled = handled("门禁修好", true, true);
    let case = counter.happens(&case, MORNING, handled);
    let second = done(&counter, &case, parts);
    let case = counter.happens(&case, MORNING, second);
    assert_eq!(dues(&counter, &case, parts), []);
    let again = vec![(at(MORNING), first)];
    let stray = counter.desk.append(&counter.front, case.number, case.events.len(), again).wait();
    assert!(stray.unwrap_err().message().contains("哪一件"), "it was done already");
}

#[test]
fn the_answer_to_its_question_sets_more() {
    let counter = Counter::at(MORNING);
    let asked = Event::new(at("2026-11-03T08:55"), "李敏", answer("E6b", "burning"));
    let facts = about("E6b", MORNING);
    let case = counter.desk.take_in(&counter.front, facts, vec![asked], None).wait().unwrap().value;
    assert_eq!(dues(&counter, &case, "119"), [at("2026-11-03T08:56")], "from the answer on");
    let later = counter.take_in(about("E2", MORNING));
    assert_eq!(dues(&counter, &later, "救人"), []);
    let later = counter.happens(&later, MORNING, answer("E2", "inside"));
    assert_eq!(dues(&counter, &later, "救人"), [at("2026-11-03T09:30")]);
    let twice = counter.happens(&later, MORNING, answer("E2", "inside"));
    assert_eq!(twice.events.len(), later.events.len() + 1);
    let out = counter.happens(&twice, MORNING, answer("E2", "out"));
    assert_eq!(dues(&counter, &out, "救人"), [], "nobody is to be freed any more");
    assert_eq!(dues(&counter, &out, "问平安"), [at("2026-11-03T09:30")], "once, by the new answer");
    assert_eq!(dues(&counter, &out, "全面检查").len(), 1, "what every answer asks for stays");
}

#[test]
fn a_corrected_stop_moves_the_notice() {
    let counter = Counter::at(MORNING);
    let case = counter.take_in(about("E3", MORNING));
    assert_eq!(dues(&counter, &case, "4小时"), [at("2026-11-03T12:50")], "from the receipt");
    let stop = json!("2026-11-03T08:00:00+08:00");
    let number = case.number;
    let moved = counter.desk.correct(&counter.front, number, case.events.len(), "occurred_at", stop, "问清");
    let moved = moved.wait().unwrap().value;
    assert_eq!(dues(&counter, &moved, "4小时"), [at("2026-11-03T12:00")]);
    assert_eq!(dues(&counter, &moved, "一对一"), [at("2026-11-03T09:30")], "the other one stays");
}

#[test]
fn history_keeps_its_events_and_takes_the_terms_of_its_situation() {
    let counter = Counter::at(MORNING);
    let told =
        EventKind::Progress {
            medium: Medium::Phone, text: "在等测量".into(), told: None, is_final: false
        };
    let handled = handled("已消杀", true, true);
    let incoming = |code: &str, kind: EventKind| Incoming {
        number: None,
        receipt: about(code, MORNING),
        events: vec![Event::new(at("2026-11-03T08:58"), "李敏", kind)],
        import_batch: None,
    };
    let cases = vec![incoming("V5", told), incoming("C2", handled)];
    counter.desk.insert_history(&counter.chief, cases).wait().unwrap();
    let case = |serial: u32| {
        let number = tingsu::domain::case::CaseNumber::new(at(MORNING).date(), serial);
        counter.desk.case(number).wait().unwrap()
    };
    assert_eq!((case(1).events.len(), case(2).events.len()), (1, 1));
    let due = |serial, code| {
        let row = owed(&counter, &case(serial)).into_iter().find(|row| row.0 == code);
        row.map(|row| row.1)
    };
    assert_eq!(due(1, DeadlineCode::Progress), Some(at("2026-11-10T08:58")), "weekly");
    assert_eq!(due(2, DeadlineCode::Visit), Some(at("2026-11-06T08:58")), "three days, its own time");
    assert_eq!(dues(&counter, &case(1), "场景"), []);
}

#[test]
fn a_closed_case_is_asked_for_nothing() {
    let counter = Counter::at(MORNING);
    let case = counter.take_in(complaint(MORNING));
    let request = tingsu::domain::closure::ClosureRequest {
        code: tingsu::domain::code::ClosureCode::Visited,
        reason: Some("业主来电致谢".into()),
        against_the_list: true,
    };
    counter.desk.close(&counter.chief, case.number, 0, request).wait().unwrap();
    let closed = counter.desk.case(case.number).wait().unwrap();
    let chosen = choose(&counter, &closed, json!("E3"));
    assert_eq!(chosen.events.len(), closed.events.len() + 1);
}
