//! Suggestions and their fate, the routines of the office and who watches the forums, on a real file.

use chrono::NaiveDate;
use tingsu::desk::error::Error;
use tingsu::domain::case::{Facts, Online};
use tingsu::domain::case_study::StudySource;
use tingsu::domain::closure::ClosureRequest;
use tingsu::domain::code::{CaseKind, Channel, ClosureCode, DeadlineCode, Medium, Need};
use tingsu::domain::event::EventKind;
use tingsu::domain::improvement::{Improvement, MeasureEffect};
use tingsu::domain::improvement_now::ImprovementStage;
use tingsu::domain::person::Role;
use tingsu::domain::routine::{Rhythm, Routine, RoutineId};
use tingsu::domain::suggestion::{ImprovementArea, Suggestion, SuggestionSource};
use tingsu::domain::suggestion_now::SuggestionStage;
use tingsu::domain::today::TodayGroup;
use tingsu::domain::watch::WatchedPlace;

use crate::support::{Counter, MORNING, at, complaint, handled};

fn suggestion(text: &str) -> Suggestion {
    let (source, area) = (SuggestionSource::Staff, ImprovementArea::Rules);
    Suggestion { text: text.into(), source, area, from: String::new(), case: None, meeting: None }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn weekly() -> Routine {
    let (title, detail) = ("向住户讲一条规定".to_owned(), "公告栏和业主群各发一条".to_owned());
    Routine { title, detail, rhythm: Rhythm::Weekly, day: 3, month: None, owes: Role::Reception }
}

#[test]
fn a_suggestion_is_decided_by_the_supervisor_and_told_back_to_whoever_had_the_idea() {
    let counter = Counter::at(MORNING);
    let (desk, front, chief) = (&counter.desk, &counter.front, &counter.chief);
    let empty = desk.suggest(front, suggestion("  ")).wait().unwrap_err();
    assert_eq!(empty.message(), "请写建议的内容。没有保存。");
    let case = counter.take_in(complaint(MORNING)).number;
    let made = Suggestion {
        from: "保洁王姐".into(),
        case: Some(case),
        source: SuggestionSource::Discussion,
        ..suggestion(" 停梯通知提前三天贴 ")
    };
    let id = desk.suggest(front, made).wait().unwrap();
    assert!(id.changed.learning);
    let id = id.value;
    let one = || desk.suggestions().wait().unwrap().remove(0);
    assert_eq!((one().suggestion.text.as_str(), one().author()), ("停梯通知提前三天贴", "保洁王姐"));
    assert!(matches!(desk.decide_suggestion(front, id, true, "照办").wait(), Err(Error::Denied(_))));
    let early = desk.tell_suggestion_back(front, id, "说了").wait().unwrap_err();
    assert!(early.message().contains("还没有决定"));
    desk.hand_up_suggestion(front, id, "项目经理").wait().unwrap();
    let without = desk.decide_suggestion(chief, id, true, " ").wait().unwrap_err();
    assert!(without.message().contains("请写采取什么措施"), "an adopted one names its measure");
    desk.decide_suggestion(chief, id, true, "工程部12月1日起提前三天贴").wait().unwrap();
    assert_eq!((one().stage(), one().state()), (SuggestionStage::ToTell, "已采纳"));
    assert_eq!(one().decision.unwrap().by, "赵楠");
    desk.tell_suggestion_back(front, id, "当面告诉王姐").wait().unwrap();
    assert_eq!(one().stage(), SuggestionStage::Done);
    let words: Vec<_> = one().history.into_iter().map(|line| line.words).collect();
    assert_eq!(words.len(), 4);
    assert!(words[1].contains("转呈项目经理") && words[3].contains("当面告诉王姐"));
    assert_eq!(desk.check().wait().unwrap(), []);
}

fn measure(checker: &str) -> Improvement {
    let (check_on, measure) = (day("2026-12-03"), "巡查改为每天两次".to_owned());
    Improvement { measure, check_on, checker: checker.into(), case: None, replaces: None }
}

#[test]
fn a_measure_set_at_closing_is_owed_on_its_day_and_without_effect_asks_for_another() {
    let counter = Counter::at(MORNING);
    let case = counter.take_in(complaint(MORNING));
    let number = case.number;
    let notes = |lesson: &str| EventKind::ClosingNotes {
        cause: None,
        lesson: Some(lesson.into()),
        avoid: None,
        adjust: Some("巡查改为每天两次".into()),
        example: false,
        think: None,
    };
    let note = |improvement| {
        let written = (counter.desk.now(), notes("没有人看"));
        counter.desk.note_lessons(&counter.front, number, case.events.len(), written, improvement).wait()
    };
    let past = note(Improvement { check_on: day("2020-01-01"), ..measure("李敏") }).unwrap_err();
    assert!(past.message().contains("已经过去"));
    assert_eq!(counter.desk.case(number).wait().unwrap().events.len(), case.events.len(), "both or none");
    note(measure("李敏")).unwrap();
    let set = counter.desk.improvements().wait().unwrap().remove(0);
    assert_eq!((set.improvement.case, set.by.as_str()), (Some(number), "李敏"));
    assert!(counter.today().improvements.is_empty(), "its day has not come");

    let counter = counter.later("2026-12-03T09:00");
    assert_eq!(counter.today().improvements.len(), 1);
    let check = |actor, effect, words| counter.desk.check_improvement(actor, set.id, effect, words).wait();
    let alone = check(&counter.front, MeasureEffect::None, ("一周又来了三户", " ")).unwrap_err();
    assert!(alone.message().contains("请回访提这件事的业主"), "the owner is asked again, and hears of it");
    let empty = check(&counter.front, MeasureEffect::None, (" ", "没感觉")).unwrap_err();
    assert!(empty.message().contains("请写看到的效果"));
    let early = Improvement { replaces: Some(set.id), ..measure("李敏") };
    assert!(counter.desk.set_improvement(&counter.front, early.clone()).wait().is_err());
    check(&counter.front, MeasureEffect::None, ("一周又来了三户", "没感觉")).unwrap();
    assert!(check(&counter.chief, MeasureEffect::Effective, ("好了", "好了")).is_err(), "once");
    assert_eq!(counter.today().improvements[0].stage(day("2026-12-03")), ImprovementStage::WantsAnother);
    let another = Improvement { check_on: day("2026-12-20"), ..early };
    let second = counter.desk.set_improvement(&counter.chief, another).wait().unwrap().value;
    assert!(counter.today().improvements.is_empty());

    let counter = counter.later("2026-12-21T09:00");
    assert_eq!(counter.today().improvements[0].id, second);
    let seen = ("少了", "没联系上");
    let check = |actor| counter.desk.check_improvement(actor, second, MeasureEffect::Partly, seen).wait();
    check(&counter.chief).unwrap();
    assert!(counter.today().improvements.is_empty());
    let third = Improvement { check_on: day("2026-12-30"), ..measure("王倩") };
    let third = counter.desk.set_improvement(&counter.chief, third).wait().unwrap().value;
    let other =
        counter.desk.check_improvement(&counter.front, third, MeasureEffect::Partly, ("少了", "")).wait();
    assert!(other.unwrap_err().message().contains("由王倩检查效果"));
    assert_eq!(counter.desk.check().wait().unwrap(), []);
}

#[test]
fn routines_are_owed_by_their_role_signed_once_and_seen_on_the_first_screen_until_then() {
    let counter = Counter::at("2026-11-02T09:00");
    let (desk, front, chief) = (&counter.desk, &counter.front, &counter.chief);
    assert!(matches!(desk.save_routine(front, None, weekly()).wait(), Err(Error::Denied(_))));
    let wrong = desk.save_routine(chief, None, Routine { day: 9, ..weekly() }).wait().unwrap_err();
    assert!(wrong.message().contains("每周填1到7"));
    let id = desk.save_routine(chief, None, weekly()).wait().unwrap().value;
    assert_eq!(id, RoutineId(1));
    assert!(counter.today().routines.is_empty(), "its Wednesday has not come");

    let counter = counter.later("2026-11-05T09:00");
    let owed = counter.today().routines;
    assert_eq!(owed.len(), 1);
    assert_eq!(owed[0].1, [day("2026-11-04")]);
    let sign = |on: &str| counter.desk.sign_routine(&counter.front, id, day(on), " 讲了装修时间 ").wait();
    assert!(sign("2026-11-03").is_err(), "that is none of its days");
    assert!(sign("2026-11-18").is_err(), "nobody signs ahead");
    sign("2026-11-04").unwrap();
    assert!(counter.today().routines.is_empty());
    assert!(sign("2026-11-04").unwrap_err().message().contains("已由李敏签过"));
    let kept = counter.desk.routines().wait().unwrap().remove(0);
    assert_eq!((kept.signed[0].by.as_str(), kept.signed[0].found.as_str()), ("李敏", "讲了装修时间"));
    assert_eq!(kept.signed[0].at, at("2026-11-05T09:00"));

    let of_chief = Routine { owes: Role::Supervisor, title: "业主代表座谈会".into(), ..weekly() };
    let other = counter.desk.save_routine(&counter.chief, None, of_chief).wait().unwrap().value;
    let counter = counter.later("2026-11-11T18:00");
    let denied = counter.desk.sign_routine(&counter.front, other, day("2026-11-11"), "").wait().unwrap_err();
    assert!(denied.message().contains("由客服主任签字"));
    counter.desk.sign_routine(&counter.chief, other, day("2026-11-11"), "").wait().unwrap();
    counter.desk.drop_routine(&counter.chief, id).wait().unwrap();
    assert!(counter.today().routines.is_empty());
    assert_eq!(counter.desk.check().wait().unwrap(), []);
}

/// Ledger 08-17 (a round of cleaning and greenery), 08-21 (walks from door to door, questionnaires), 16-16 (a rule is told to
/// the owners), 20-35 (their representatives meet).
#[test]
fn the_usual_routines_come_with_one_press_and_not_twice() {
    let counter = Counter::at(MORNING);
    let took = counter.desk.take_usual_routines(&counter.chief).wait().unwrap().value;
    assert!(took >= 10, "{took}");
    assert_eq!(counter.desk.take_usual_routines(&counter.chief).wait().unwrap().value, 0);
    let titles: Vec<String> =
        counter.desk.routines().wait().unwrap().into_iter().map(|one| one.routine.title).collect();
    for expected in [
        "试一遍电话、对讲和设备",
        "向住户讲一条规定",
        "业主代表座谈会",
        "收一遍改进建议",
        "回访一轮保洁和绿化",
        "上门走访",
        "发一次问卷",
    ] {
        assert!(titles.iter().any(|title| title == expected), "{expected}: {titles:?}");
    }
}

#[test]
fn each_forum_has_somebody_who_watches_it_and_a_last_look() {
    let counter = Counter::at(MORNING);
    let place =
        WatchedPlace { platform: "业主群".into(), link: "群号 7788".into(), watcher: "李敏".into() };
    assert!(matches!(
        counter.desk.save_watch(&counter.front, None, place.clone()).wait(),
        Err(Error::Denied(_))
    ));
    let nobody = WatchedPlace { watcher: " ".into(), ..place.clone() };
    assert!(counter.desk.save_watch(&counter.chief, None, nobody).wait().is_err());
    let id = counter.desk.save_watch(&counter.chief, None, place).wait().unwrap().value;
    assert!(counter.today().unwatched.is_empty());

    let counter = counter.later("2026-11-04T09:00");
    assert_eq!(counter.today().unwatched.len(), 1, "a day without a look");
    counter.desk.look_at_watch(&counter.front, id, "有人问电梯").wait().unwrap();
    assert!(counter.today().unwatched.is_empty());
    let one = counter.desk.watches().wait().unwrap().remove(0);
    let look = one.last().unwrap();
    assert_eq!((look.by.as_str(), look.found.as_str()), ("李敏", "有人问电梯"));
    counter.desk.drop_watch(&counter.chief, id).wait().unwrap();
    assert!(counter.desk.look_at_watch(&counter.front, id, "").wait().is_err());
    assert_eq!(counter.desk.check().wait().unwrap(), []);
}

fn notes(example: bool) -> EventKind {
    EventKind::ClosingNotes {
        cause: Some("张坤报修两次，李敏没有转给工程部".into()),
        lesson: Some("转了要看对方收没收".into()),
        avoid: None,
        adjust: Some("交接要签收".into()),
        example,
        think: Some("换了您，第一句怎么说？\n\n多久打一次电话合适？".into()),
    }
}

#[test]
fn a_case_that_is_marked_can_be_learned_from_and_names_nobody() {
    let counter = Counter::at(MORNING);
    let case = counter.take_in(Facts { needs: vec![Need::ResolveNow], ..complaint(MORNING) });
    let told = EventKind::Explained {
        text: "告诉张先生电梯在修，13900008316 会接到电话".into(),
        satisfied: false,
        signed: false,
    };
    let case = counter.happens(&case, MORNING, told);
    let visit: EventKind = serde_json::from_value(serde_json::json!({
        "type": "visit", "form": "phone", "outcome": "reached", "process": "satisfied",
        "measures": "satisfied", "result": "dissatisfied", "text": "修是修好了，等得太久",
    }))
    .unwrap();
    let case = counter.happens(&case, MORNING, handled("换了门机板", true, true));
    let case = counter.happens(&case, MORNING, visit);
    let case = counter.happens(&case, MORNING, notes(false));
    let shipped = counter.desk.case_studies().wait().unwrap();
    assert!(shipped.iter().all(|one| matches!(one.source, StudySource::Shipped(_))));
    let case = counter.happens(&case, MORNING, notes(true));

    let all = counter.desk.case_studies().wait().unwrap();
    assert_eq!(all.len(), shipped.len() + 1);
    let own = &all[0];
    assert_eq!(own.source, StudySource::Own(case.number), "those of the house first");
    let everything = format!("{own:?}");
    for hidden in ["张坤", "张先生", "13900008316", "3-2-1001", "李敏"] {
        assert!(!everything.contains(hidden), "{hidden}: {everything}");
    }
    // Ledger 17-02: wording, need, course and feedback of the case.
    assert!(!own.said.is_empty() && own.wanted.contains(Need::ResolveNow.label()), "{own:?}");
    let course: Vec<&str> = own.course.iter().map(|step| step.head.as_str()).collect();
    assert!(course.iter().any(|step| step.contains("现场解释")), "{course:?}");
    assert!(own.feedback.contains("等得太久"), "{}", own.feedback);
    assert_eq!(own.answers.cause, "业主报修两次，同事没有转给工程部");
    assert_eq!(own.think, ["换了您，第一句怎么说？", "多久打一次电话合适？"]);
    assert!(own.weak.iter().any(|point| point.contains("现场解释业主没有接受")), "{:?}", own.weak);
    assert!(own.weak.iter().any(|point| point.contains("没有复述核实")));
    assert!(own.holds("电梯 工程部", "") && !own.holds("电梯 油烟", ""));
    assert!(own.holds("电梯报修", "电梯报修未处理"), "by the name of its situation");

    let case = counter.happens(&case, MORNING, notes(false));
    assert_eq!(counter.desk.case_studies().wait().unwrap().len(), shipped.len(), "the last word counts");
    let case = counter.happens(&case, MORNING, notes(true));
    counter.desk.void(&counter.chief, case.number, case.events.len(), "重复登记").wait().unwrap();
    assert_eq!(
        counter.desk.case_studies().wait().unwrap().len(),
        shipped.len(),
        "a void case teaches nothing"
    );
}

#[test]
fn praise_is_counted_by_department_and_of_those_who_had_complained() {
    let counter = Counter::at("2026-11-03T18:00");
    let mut case = counter.take_in(complaint("2026-11-03T09:10"));
    let explained = EventKind::Explained { text: "已修好".into(), satisfied: true, signed: true };
    case = counter.happens(&case, "2026-11-03T10:00", explained);
    let handled = handled("修好", true, true);
    case = counter.happens(&case, "2026-11-03T11:00", handled);
    let request =
        ClosureRequest { code: ClosureCode::Signed, reason: Some("特批".into()), against_the_list: true };
    counter.desk.close(&counter.chief, case.number, case.events.len(), request).wait().unwrap();
    let counter = counter.later("2026-11-03T19:00");
    let praise = |room: &str, department: Option<&str>| {
        let mut facts = complaint("2026-11-03T19:00");
        if room != "3-2-1001" {
            facts.complainant.name = Some("李雷".into());
            facts.complainant.phones = vec!["13900000002".into()];
        }
        (facts.kind, facts.verbatim) = (CaseKind::Praise, Some("师傅来得快".into()));
        facts.complainant.room = Some(room.into());
        facts.department = department.map(str::to_owned);
        counter.take_in(facts).number
    };
    let first = praise("3-2-1001", Some("工程部"));
    let second = praise("5-1-0602", Some("工程部"));
    let third = praise("5-1-0602", None);
    let counts = counter.desk.praise_of_year().wait().unwrap();
    assert_eq!(counts[0].department, "工程部");
    assert_eq!(counts[0].praise, [second, first]);
    assert_eq!(counts[0].after_complaint, [first], "only that household had complained");
    assert_eq!((counts[1].department.as_str(), &counts[1].praise), ("", &vec![third]));
}

/// Ledger 15-05: posted, seen, answer owed within four hours, answered – each a time that is kept.
/// Ledger 15-02: the supervisor has it in sight. Ledger 15-10: one wording, one spokesman.
#[test]
fn an_online_case_has_one_wording_one_spokesman_and_its_four_times() {
    let counter = Counter::at(MORNING);
    let mut facts = complaint(MORNING);
    facts.channel = Channel::Online;
    facts.online = Some(Online {
        platform: Some("业主论坛".into()),
        author: Some("3栋老陈".into()),
        posted_at: Some(at("2026-11-03T08:00")),
        seen_at: Some(at("2026-11-03T08:40")),
        ..Online::default()
    });
    let case = counter.take_in(facts);
    assert_eq!(counter.today().counts.of(TodayGroup::Online), 1, "the supervisor has it in sight");
    let kept = counter.desk.case(case.number).wait().unwrap().facts().online.unwrap();
    let (posted, seen) = (Some(at("2026-11-03T08:00")), Some(at("2026-11-03T08:40")));
    assert_eq!((kept.posted_at, kept.seen_at, kept.replied_at), (posted, seen, None));
    let answer_by = |counter: &Counter| {
        let owed = counter.owed(case.number);
        let owed = owed.iter().find(|owed| owed.obligation.deadline == DeadlineCode::FirstResponse);
        owed.map(|owed| owed.obligation.due)
    };
    assert_eq!(answer_by(&counter), Some(at("2026-11-03T12:40")), "four hours after it was seen");
    let agree = |what: &str, after: &str| EventKind::Corrected {
        what: what.into(),
        before: serde_json::Value::Null,
        after: after.into(),
        reason: "定统一口径".into(),
    };
    let wording = || agree("online.wording", "已看到，正在查电梯，今天18点前回复");
    let denied = counter
        .desk
        .append(&counter.front, case.number, case.events.len(), vec![(at(MORNING), wording())])
        .wait()
        .unwrap_err();
    assert!(denied.needs_supervisor(), "{}", denied.message());
    let by_chief = vec![(at(MORNING), wording()), (at(MORNING), agree("online.spokesman", "李敏"))];
    let case =
        counter.desk.append(&counter.chief, case.number, case.events.len(), by_chief).wait().unwrap().value;
    let answered = EventKind::Progress {
        medium: Medium::Online,
        text: "已看到，正在查电梯，今天18点前回复".into(),
        told: Some(true),
        is_final: false,
    };
    let case = counter.happens(&case, MORNING, answered.clone());
    let online = case.facts().online.unwrap();
    assert_eq!(online.wording.as_deref(), Some("已看到，正在查电梯，今天18点前回复"));
    assert_eq!(online.spokesman.as_deref(), Some("李敏"));
    assert_eq!(online.replied_at, Some(at(MORNING)), "the first answer is the reply");
    assert_eq!((online.posted_at, online.seen_at), (posted, seen), "all times are kept");
    let events = case.events.len();
    let again = counter.happens(&case, MORNING, answered);
    assert_eq!(again.events.len(), events + 1, "a second answer changes no time");
    assert!(
        !counter.owed(case.number).iter().any(|owed| owed.obligation.deadline == DeadlineCode::FirstResponse)
    );
}
