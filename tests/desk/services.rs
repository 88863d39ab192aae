//! 服务簿 on a real file: extra services, questionnaires that came back, a meeting whose proposals are decided; and the
//! promised services beside them. Ledger 19-05, 19-06, 17-25, 11-25, 10-53.

use chrono::NaiveDate;
use tingsu::desk::error::Error;
use tingsu::domain::code::{CaseKind, Opinion};
use tingsu::domain::event::EventKind;
use tingsu::domain::household::Household;
use tingsu::domain::person::Actor;
use tingsu::domain::service_note::{ServiceKind, ServiceLevel, ServiceNote, ServiceNoteId, SurveyAnswer};
use tingsu::domain::service_note_now::survey_counts;
use tingsu::domain::statistics::focus::{FocusKey, FocusLine};
use tingsu::domain::statistics::period::Period;
use tingsu::domain::suggestion::SuggestionSource;

use crate::support::{Counter, MORNING, complaint};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn note(kind: ServiceKind, on: &str) -> ServiceNote {
    ServiceNote::new(kind, day(on), "李敏")
}

fn extra(on: &str, room: &str, words: &str) -> ServiceNote {
    ServiceNote { room: room.into(), words: words.into(), ..note(ServiceKind::Extra, on) }
}

fn keep(counter: &Counter, actor: &Actor, note: ServiceNote) -> Result<ServiceNoteId, Error> {
    counter.desk.note_service(actor, None, note, Vec::new()).wait().map(|written| written.value)
}

#[test]
fn an_extra_service_stands_with_its_household_and_counts_in_its_month() {
    let counter = Counter::at(MORNING);
    let (desk, front, chief) = (&counter.desk, &counter.front, &counter.chief);
    desk.save_household(front, None, Household::new("3-2-1001")).wait().unwrap();
    let refused = keep(&counter, front, extra("2026-11-03", "", "送药")).unwrap_err();
    assert_eq!(refused.message(), "请写为谁做的：房号或称呼。没有保存。");
    assert!(keep(&counter, front, extra("2026-11-04", "3-2-1001", "送药")).is_err(), "tomorrow");
    let id = keep(&counter, front, extra("2026-11-03", " 3号楼2单元1001 ", " 帮老人把药送上楼 ")).unwrap();
    keep(&counter, front, extra("2026-10-30", "3-2-1002", "帮忙搬沙发")).unwrap();
    keep(&counter, chief, extra("2026-11-02", "3-2-1001", "代收快递")).unwrap();

    let counter = counter.later(MORNING);
    let (desk, front, chief) = (&counter.desk, &counter.front, &counter.chief);
    let of_house = || {
        let page = desk.household("3-2-1001").wait().unwrap().unwrap();
        page.services.iter().map(|one| (one.note.day, one.note.line(), one.by.clone())).collect::<Vec<_>>()
    };
    let told = |on: &str, words: &str, by: &str| (day(on), words.to_owned(), by.to_owned());
    assert_eq!(
        of_house(),
        [told("2026-11-03", "帮老人把药送上楼", "李敏"), told("2026-11-02", "代收快递", "赵楠")]
    );
    let november = Period::parse("2026-11", 1).unwrap();
    let count = || {
        let lines = desk.focus_of(november, front).wait().unwrap();
        let line = lines.into_iter().find(|one| one.key == FocusKey::Noted(ServiceKind::Extra)).unwrap();
        (line.count(), line.before)
    };
    assert_eq!(count(), (2, 1));

    let of_chief = desk.service_notes().wait().unwrap().into_iter().find(|one| one.by == "赵楠").unwrap().id;
    let strange = desk.strike_service_note(front, of_chief).wait().unwrap_err();
    assert!(strange.message().contains("赵楠记的"));
    let better = extra("2026-11-03", "3-2-1001", "帮老人把药和米送上楼");
    desk.note_service(front, Some(id), better, Vec::new()).wait().unwrap();
    assert_eq!(of_house()[0].1, "帮老人把药和米送上楼");
    desk.strike_service_note(chief, id).wait().unwrap();
    assert_eq!((of_house().len(), count()), (1, (1, 1)));
    let gone = desk.strike_service_note(chief, id).wait().unwrap_err();
    assert!(gone.message().contains("没有这一条"));
    assert_eq!(desk.check().wait().unwrap(), []);
}

#[test]
fn questionnaires_count_by_department() {
    let counter = Counter::at(MORNING);
    let answer = |department: &str, opinion| SurveyAnswer { department: department.to_owned(), opinion };
    let survey = |answers| ServiceNote { answers, ..note(ServiceKind::Survey, "2026-11-02") };
    let none = keep(&counter, &counter.front, survey(Vec::new())).unwrap_err();
    assert!(none.message().contains("至少选一个部门"));
    let first = vec![answer("工程部", Opinion::Satisfied), answer("客服部", Opinion::Mostly)];
    keep(&counter, &counter.front, survey(first)).unwrap();
    keep(&counter, &counter.chief, survey(vec![answer("工程部", Opinion::Dissatisfied)])).unwrap();
    let counter = counter.later(MORNING);
    let all = counter.desk.service_notes().wait().unwrap();
    let counts = survey_counts(&all, &(day("2026-11-01")..=day("2026-11-30")));
    let told: Vec<_> = counts
        .iter()
        .map(|one| (one.department.as_str(), one.satisfied, one.mostly, one.dissatisfied))
        .collect();
    assert_eq!(told, [("工程部", 1, 0, 1), ("客服部", 0, 1, 0)]);
    assert!(survey_counts(&all, &(day("2026-12-01")..=day("2026-12-31"))).is_empty());
}

#[test]
fn what_is_proposed_at_a_meeting_is_decided_as_every_suggestion_is() {
    let counter = Counter::at(MORNING);
    let (desk, front, chief) = (&counter.desk, &counter.front, &counter.chief);
    let meeting = ServiceNote {
        customer: "三位楼长".into(),
        words: "电梯和停车".into(),
        ..note(ServiceKind::Meeting, "2026-11-02")
    };
    let proposals = vec!["停梯提前三天通知".to_owned(), "  ".to_owned(), "访客车位画线".to_owned()];
    let id = desk.note_service(front, None, meeting, proposals).wait().unwrap().value;
    let made = || {
        let all = desk.suggestions().wait().unwrap();
        all.into_iter().filter(|one| one.suggestion.meeting == Some(id)).collect::<Vec<_>>()
    };
    let texts: Vec<_> = made().iter().map(|one| one.suggestion.text.clone()).collect();
    assert_eq!(texts, ["停梯提前三天通知", "访客车位画线"]);
    assert_eq!((made()[0].suggestion.source, made()[0].author()), (SuggestionSource::Meeting, "业主代表"));
    desk.decide_suggestion(chief, made()[0].id, true, "工程部12月起照办").wait().unwrap();
    assert_eq!(made()[0].decision.as_ref().unwrap().words, "工程部12月起照办");
    assert_eq!(desk.check().wait().unwrap(), []);
}

#[test]
fn a_promise_that_was_not_kept_and_praise_for_more_are_counted_apart() {
    let counter = Counter::at(MORNING);
    let broken = counter.take_in(complaint(MORNING));
    let classified = EventKind::Corrected {
        what: "service".into(),
        before: serde_json::Value::Null,
        after: serde_json::json!("promised"),
        reason: "补充分类".into(),
    };
    let events = vec![(counter.desk.now(), classified)];
    counter.desk.append(&counter.front, broken.number, broken.events.len(), events).wait().unwrap();
    let mut praise = complaint(MORNING);
    (praise.kind, praise.service) = (CaseKind::Praise, Some(ServiceLevel::Extra));
    let praise = counter.take_in(praise);
    let counter = counter.later(MORNING);
    let november = Period::parse("2026-11", 1).unwrap();
    let lines = counter.desk.focus_of(november, &counter.front).wait().unwrap();
    let of = |level| {
        let line = |one: &&FocusLine| one.key == FocusKey::Level(level);
        lines.iter().find(line).map(|one| one.numbers.clone()).unwrap()
    };
    assert_eq!(of(ServiceLevel::Promised), [broken.number]);
    assert_eq!(of(ServiceLevel::Extra), [praise.number]);
    assert_eq!(
        counter.desk.case(broken.number).wait().unwrap().facts().service,
        Some(ServiceLevel::Promised)
    );
}
