//! Tasks in sequence and appointments at the owner's home. Ledger 07-04, 07-08 to 07-10, 07-12 to 07-14.

use super::*;
use tingsu::domain::act::Act;
use tingsu::domain::appointment::{Appointment, AppointmentEnd, MissedBy};
use tingsu::domain::case_row::CaseRow;
use tingsu::domain::code::SituationCode;
use tingsu::domain::deadline_set::TaskAfter;
use tingsu::domain::permission::{self, Office, tickable};
use tingsu::domain::person::{Actor, Role};
use tingsu::domain::reminder::reminders;
use tingsu::domain::task_list::{TaskStanding, tasks};
use tingsu::domain::today::{OpenCase, TodayGroup};

fn given(what: &str, to: &str, due: Option<&str>, after: Option<(ObligationId, u32)>) -> EventKind {
    EventKind::Task {
        what: what.into(),
        to: Some(to.into()),
        due: due.map(nov),
        kind: TaskKind::Free,
        after: after.map(|(task, hours)| TaskAfter { task, hours }),
    }
}

fn first_of(event: u32) -> ObligationId {
    ObligationId { event: Some(event), nth: 0 }
}

fn dues(story: &Story, now: &str) -> Vec<(String, Moment)> {
    let state = story.case.state(&story.rules);
    let owed = state.owed(&story.rules, nov(now));
    let given = |kind: &TaskKind| kind.is_free() || kind.situation().is_some();
    let given = owed.iter().filter(|(one, _)| one.task.as_ref().is_some_and(given));
    given.map(|(one, _)| (one.label().to_owned(), one.due)).collect()
}

fn permitted(story: &Story, time: &str, kind: &EventKind) -> Result<(), String> {
    let state = story.case.state(&story.rules);
    let office = Office { rules: &story.rules, staff: &[], ladder: &[] };
    let actor = Actor::new(None, "李敏", Role::Reception);
    permission::permits(&state, kind, &actor, office, nov(time)).map_err(|denial| denial.text)
}

/// Ledger 07-02, 07-12: each department has its task and its time, one after the other.
#[test]
fn a_task_that_waits_is_not_owed_before_the_one_it_waits_for_is_done() {
    let story = Story::complaint("03 09:00")
        .then("03 09:10", given("修水管", "工程部", Some("03 15:00"), None))
        .then("03 09:20", given("清积水", "环境部", None, Some((first_of(0), 2))))
        .then("03 09:30", given("回访楼下", "客服部", None, Some((first_of(1), 24))));
    assert_eq!(dues(&story, "03 09:30"), [("修水管".to_owned(), nov("03 15:00"))]);
    assert_eq!(dues(&story, "20 09:00").len(), 1, "no time makes the others owed");
    let done = |task| EventKind::TaskDone {
        task: Some(task),
        what: String::new(),
        result: Some("好了".into()),
        who: None,
        rank: None,
    };
    let early = permitted(&story, "03 10:00", &done(first_of(1)));
    assert!(early.unwrap_err().contains("待办"), "its turn has not come");
    let story = story.then("03 13:40", done(first_of(0)));
    assert_eq!(
        dues(&story, "03 13:40"),
        [("清积水".to_owned(), nov("03 15:40"))],
        "two hours after it was done"
    );
    let standing = tasks(&story.case, &story.case.state(&story.rules));
    let who: Vec<_> = standing.iter().filter_map(|line| line.who.as_deref()).collect();
    assert_eq!(who, ["工程部", "环境部", "客服部"]);
    let standing: Vec<_> = standing.into_iter().filter(|line| line.who.is_some()).collect();
    assert_eq!(standing[0].standing, TaskStanding::Done(nov("03 13:40"), Some("好了".into())));
    assert_eq!(standing[1].standing, TaskStanding::Owed(nov("03 15:40")));
    assert_eq!(standing[2].standing, TaskStanding::Waiting { first: "清积水".into(), hours: 24 });
    let story = story.then("03 15:00", done(first_of(1)));
    assert_eq!(dues(&story, "03 15:00"), [("回访楼下".to_owned(), nov("04 15:00"))]);
    assert_eq!(story.case.state(&story.rules).handler, None, "a task makes nobody else responsible");
}

#[test]
fn the_same_words_given_to_the_same_person_twice_are_two_tasks() {
    let twice = Story::complaint("03 09:00")
        .then("03 09:10", given("查泵", "周工", Some("03 12:00"), None))
        .then("03 09:20", given("查泵", "周工", Some("03 15:00"), None));
    let both = [("查泵".to_owned(), nov("03 12:00")), ("查泵".to_owned(), nov("03 15:00"))];
    assert_eq!(dues(&twice, "03 10:00"), both);
    let limit = |words: &str, id: &str, due: &str| EventKind::Task {
        what: words.into(),
        to: None,
        due: Some(nov(due)),
        kind: TaskKind::SituationLimit {
            situation: SituationCode::new("V2b").unwrap(),
            limit: Some(id.into()),
        },
        after: None,
    };
    let limits = Story::complaint("03 09:00")
        .then("03 09:10", limit("两小时内到场", "arrive", "03 12:00"))
        .then("03 09:20", limit("两小时内到场", "report", "03 13:00"))
        .then("03 09:30", limit("一小时内到场", "arrive", "03 11:00"));
    let left = [("一小时内到场".to_owned(), nov("03 11:00")), ("两小时内到场".to_owned(), nov("03 13:00"))];
    assert_eq!(dues(&limits, "03 10:00"), left, "a limit is known by its id, whatever its words");
}

#[test]
fn a_task_waits_only_for_one_that_is_still_to_be_done() {
    let done = EventKind::TaskDone {
        task: Some(first_of(0)),
        what: String::new(),
        result: None,
        who: None,
        rank: None,
    };
    let story =
        Story::complaint("03 09:00").then("03 09:10", given("修水管", "工程部", Some("03 15:00"), None));
    let next = given("清积水", "环境部", None, Some((first_of(0), 2)));
    assert_eq!(permitted(&story, "03 09:20", &next), Ok(()));
    let own = given("清积水", "环境部", None, Some((first_of(1), 2)));
    assert!(permitted(&story, "03 09:20", &own).is_err(), "not for itself");
    let story = story.then("03 10:00", done);
    assert!(permitted(&story, "03 10:10", &next).unwrap_err().contains("已经办完"));
}

#[test]
fn waiting_tasks_end_with_their_case_and_go_on_when_it_is_reopened() {
    let story = Story::complaint("03 09:00")
        .then("03 09:10", given("修水管", "工程部", Some("03 15:00"), None))
        .then("03 09:20", given("清积水", "环境部", None, Some((first_of(0), 2))))
        .then("03 10:00", closed());
    assert!(dues(&story, "03 18:00").is_empty());
    let story = story.then("04 09:00", EventKind::Reopened { reason: "又漏了".into() });
    let done = EventKind::TaskDone {
        task: Some(first_of(0)),
        what: String::new(),
        result: None,
        who: None,
        rank: None,
    };
    let story = story.then("04 10:00", done);
    assert_eq!(dues(&story, "04 10:00"), [("清积水".to_owned(), nov("04 12:00"))]);
}

/// Ledger 07-14.
#[test]
fn what_a_department_did_is_told_to_the_owner_by_whoever_was_asked_first() {
    let tell = EventKind::Task {
        what: "把「修水管」的结果告诉业主".into(),
        to: Some("李敏".into()),
        due: Some(nov("04 10:00")),
        kind: TaskKind::TellOwner,
        after: None,
    };
    let story = || Story::complaint("03 09:00").then("03 10:00", tell.clone());
    let owed = |story: &Story| {
        let state = story.case.state(&story.rules);
        state.obligations.iter().any(|one| one.is_task(&TaskKind::TellOwner) && one.end.is_none())
    };
    assert!(owed(&story()));
    let state = story().case.state(&Rules::default());
    assert!(!tickable(&state, nov("03 11:00")).any(|one| one.is_task(&TaskKind::TellOwner)), "not by a tick");
    assert!(owed(&story().then("03 11:00", progress(Medium::Notice, None))), "a notice board is not enough");
    assert!(!owed(&story().then("03 11:00", told())));
    assert!(!owed(&story().then("03 11:00", handled(true, true))));
}

fn slot(from: &str, until: &str) -> Appointment {
    Appointment {
        from: nov(from),
        until: nov(until),
        service: "厨房水管漏水".into(),
        technician: "卢师傅".into(),
        phone: None,
        prepare: Some("腾空水槽下面".into()),
        fee: None,
        replaces: None,
    }
}

fn ended(appointment: ObligationId, missed: Option<MissedBy>) -> AppointmentEnd {
    let text = "换了角阀".into();
    AppointmentEnd { appointment, missed, text, satisfied: None, left: None, again: None }
}

fn repair() -> Story {
    Story::new(facts(CaseKind::Repair, Channel::Phone, "03 09:00"))
}

#[test]
fn an_appointment_is_owed_until_its_end_and_answers_a_repair() {
    let story = repair().then("03 09:30", EventKind::Appointed(slot("04 10:00", "04 12:00")));
    assert_eq!(story.due(D::FirstResponse), None, "an appointment told answers a repair");
    assert_eq!(story.due(D::Task), Some(nov("04 12:00")));
    let complaint =
        Story::complaint("03 09:00").then("03 09:30", EventKind::Appointed(slot("04 10:00", "04 12:00")));
    assert!(complaint.due(D::FirstResponse).is_some(), "a complaint wants more of an answer");
    let kept = story.then("04 11:00", EventKind::AppointmentEnded(ended(first_of(0), None)));
    assert_eq!(kept.ends(D::Task), [Some(End::Met(nov("04 11:00")))]);
    assert!(kept.due(D::FollowUp).is_some(), "and somebody still looks after the case");
}

#[test]
fn a_missed_slot_owes_a_call_and_a_new_slot() {
    let story = || {
        let story = repair().then("03 09:30", EventKind::Appointed(slot("04 10:00", "04 12:00")));
        let missed = ended(first_of(0), Some(MissedBy::Us));
        story.then("04 12:10", EventKind::AppointmentEnded(missed))
    };
    assert_eq!(story().due(D::Task), Some(nov("04 13:10")));
    let state = story().case.state(&Rules::default());
    let new_slot = state.obligations.iter().find(|one| one.is_task(&TaskKind::NewSlot)).unwrap();
    assert_eq!(new_slot.label(), "上门落空，致电并重约");
    assert_eq!(Act::that_meets(new_slot), Act::Appoint);
    assert_eq!(
        story().then("04 12:30", told()).due(D::Task),
        Some(nov("04 13:10")),
        "a call alone is not enough"
    );
    let again = story().then("04 12:30", EventKind::Appointed(slot("05 10:00", "05 12:00")));
    assert_eq!(again.due(D::Task), Some(nov("05 12:00")));
}

#[test]
fn a_changed_slot_takes_the_place_of_the_earlier_one_and_another_trade_has_its_own() {
    let story = repair().then("03 09:30", EventKind::Appointed(slot("04 10:00", "04 12:00")));
    let other = story.then("03 09:40", EventKind::Appointed(slot("04 15:00", "04 16:00")));
    let open =
        |story: &Story| permission::appointments(&story.case.state(&story.rules), nov("03 09:50")).count();
    assert_eq!(open(&other), 2);
    let replaces = Some(first_of(0));
    let changed = other
        .then("03 09:50", EventKind::Appointed(Appointment { replaces, ..slot("05 10:00", "05 12:00") }));
    assert_eq!(open(&changed), 2);
    assert_eq!(changed.ends(D::Task)[0], Some(End::Replaced(nov("03 09:50"))));
}

#[test]
fn what_is_left_over_is_looked_at_on_the_promised_day() {
    let story = repair().then("03 09:30", EventKind::Appointed(slot("04 10:00", "04 12:00")));
    let (left, again) = (Some("看还渗不渗".to_owned()), Some(nov("07 10:00")));
    let end = AppointmentEnd { left, again, ..ended(first_of(0), None) };
    let story = story.then("04 11:00", EventKind::AppointmentEnded(end.clone()));
    assert_eq!(story.due(D::Task), Some(nov("07 10:00")));
    let again = story.id(D::Task);
    assert_eq!(story.case.state(&story.rules).obligation(again).unwrap().label(), "回头查看：看还渗不渗");
    let past = EventKind::AppointmentEnded(AppointmentEnd { again: Some(nov("03 10:00")), ..end });
    assert!(
        permitted(
            &repair().then("03 09:30", EventKind::Appointed(slot("04 10:00", "04 12:00"))),
            "04 11:00",
            &past
        )
        .is_err()
    );
    assert_eq!(story.then("07 10:30", task_done(again)).due(D::Task), None);
}

#[test]
fn one_is_reminded_an_hour_before_the_slot_begins_and_sees_it_on_its_day() {
    let story = repair().then("03 09:30", EventKind::Appointed(slot("04 10:00", "04 12:00")));
    let state = story.case.state(&story.rules);
    let duties: Vec<_> = state.obligations.iter().filter(|one| one.end.is_none()).collect();
    let row = CaseRow::of(&story.case, &state, &duties, &story.rules);
    let soon = chrono::Duration::hours(1);
    let open = |now: &str| {
        OpenCase::new(row.clone(), duties.iter().map(|one| (*one).clone()).collect(), nov(now), soon)
    };
    let said = |since: &str, now: &str| {
        let all = reminders(&[open(now)], soon, nov(since), nov(now));
        all.into_iter().map(|one| one.words).collect::<Vec<_>>()
    };
    assert_eq!(said("04 08:59", "04 09:00"), ["上门：厨房水管漏水 还剩 1小时"]);
    assert_eq!(said("04 09:00", "04 09:59"), Vec::<String>::new());
    assert_eq!(said("04 09:59", "04 10:00"), ["上门：厨房水管漏水 到时间了"]);
    let today = |now: &str| open(now).is_in(TodayGroup::Appointment, "李敏", &[], nov(now));
    assert!(!today("03 18:00"));
    assert!(today("04 08:00"));
}
