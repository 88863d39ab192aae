//! Who answers for cases: leavers, several cases at once, one's own after an escalation, reports of one matter.

use iced::Task;
use tingsu::desk::batch::BatchAct;
use tingsu::domain::case::{Case, CaseNumber};
use tingsu::domain::code::{Flag, Medium};
use tingsu::domain::deadline_set::TaskAfter;
use tingsu::domain::escalation;
use tingsu::domain::event::EventKind;
use tingsu::domain::intake_entry::EscalationAsk;
use tingsu::domain::obligation::TaskKind;
use tingsu::domain::person::{Actor, Role};
use tingsu::domain::settings::{Party, PartyKind, Rules};
use tingsu::domain::superior::Superior;
use tingsu::domain::today::{TodayGroup, TodayQuery};
use tingsu::domain::watch::WatchedPlace;
use tingsu::ui::screen::case::{Case as CaseScreen, Message as CaseMessage};
use tingsu::ui::screen::contract::{Context, OpenAt, Screen};
use tingsu::ui::screen::settings::message::Section;
use tingsu::ui::screen::settings::{Message, SettingsScreen, leaving, people};
use tingsu::ui::screen::today::filter::Filter;
use tingsu::ui::screen::today::line::Line;
use tingsu::ui::shortcut::Shortcut;

use crate::support::screen::Bench;
use crate::support::{Counter, MORNING, at, complaint, context};

fn assigned(to: &str) -> EventKind {
    EventKind::Assigned { to: to.into(), department: None, reason: None, named_by: None }
}

fn from_room(counter: &Counter, room: &str) -> Case {
    let mut facts = complaint(MORNING);
    facts.complainant.room = Some(room.into());
    counter.take_in(facts)
}

fn gone(counter: &Counter) -> usize {
    counter.today().counts.of(TodayGroup::HandlerGone)
}

#[test]
fn a_leavers_cases_are_listed_and_handed_over_in_one_act() {
    let counter = Counter::at(MORNING);
    let staff = counter.desk.add_staff(&counter.chief, "王芳", Role::Reception).wait().unwrap().value;
    let fang = staff.iter().find(|one| one.name == "王芳").unwrap().id;
    let cases = ["3-2-1001", "3-2-1002"].map(|room| from_room(&counter, room));
    let cases = cases.map(|case| counter.happens(&case, MORNING, assigned("王芳")));

    let mut bench = Bench::shown((SettingsScreen::new(&context(&counter)), Task::none()), context(&counter));
    bench.send(Message::Show(Section::People));
    bench.send(Message::People(people::Message::Retire(fang)));
    assert!(bench.sees("王芳名下还有 2 件没了结") && bench.sees(&cases[0].number.to_string()));
    bench.click("先离岗，案件待另行指派");
    assert_eq!(gone(&counter), 2, "they need somebody");
    let lines = Line::all(&counter.today(), &[], Filter::Group(TodayGroup::HandlerGone), &Rules::default());
    assert!(lines.iter().all(|line| line.handler_gone && line.go == "指派"));

    let front = counter.desk.hand_over_and_retire(&counter.front, fang, "赵楠", "离岗").wait();
    assert!(front.unwrap_err().needs_supervisor());
    bench.click("移交没了结的");
    bench.click("全部移交");
    assert!(bench.sees("请选接手的人"));
    // By the initials of the name, as everywhere.
    bench.send(leave(leaving::Message::To(tingsu::ui::screen::form::person::Message::Typed("zn".into()))));
    bench.click("赵楠");
    bench.send(leave(leaving::Message::Reason("调往二期".into())));
    bench.click("全部移交");
    assert_eq!(gone(&counter), 0);
    for case in &cases {
        let now = counter.desk.case(case.number).wait().unwrap();
        assert_eq!(now.events.len(), case.events.len() + 1, "one event a case");
        let last = &now.events.last().unwrap().kind;
        let wanted = EventKind::Assigned {
            to: "赵楠".into(),
            department: None,
            reason: Some("调往二期".into()),
            named_by: None,
        };
        assert_eq!(*last, wanted);
    }
    assert_eq!(counter.desk.check_rebuild().wait().unwrap().value, []);
}

fn leave(message: leaving::Message) -> Message {
    Message::People(people::Message::Leaving(message))
}

#[test]
fn whoever_leaves_with_open_cases_may_hand_over_and_go_at_once() {
    let counter = Counter::at(MORNING);
    let staff = counter.desk.add_staff(&counter.chief, "王芳", Role::Reception).wait().unwrap().value;
    let fang = staff.iter().find(|one| one.name == "王芳").unwrap().id;
    let case = from_room(&counter, "3-2-1001");
    let case = counter.happens(&case, MORNING, assigned("王芳"));
    for (to, reason, told) in [("", "离岗", "接手的人"), ("王芳", "离岗", "接手的人"), ("赵楠", " ", "原因")]
    {
        let refused = counter.desk.hand_over_and_retire(&counter.chief, fang, to, reason).wait().unwrap_err();
        assert!(refused.message().contains(told), "{to} {reason}: {}", refused.message());
    }
    let done = counter.desk.hand_over_and_retire(&counter.chief, fang, "赵楠", "离岗").wait().unwrap().value;
    assert_eq!(done.cases, [case.number]);
    let staff = counter.desk.staff().wait().unwrap();
    assert!(staff.iter().any(|one| one.id == fang && !one.active));
    assert_eq!(gone(&counter), 0);
    // The last supervisor stays, and with him his cases.
    let chief = counter.chief.id.unwrap();
    let last = counter.desk.hand_over_and_retire(&counter.chief, chief, "李敏", "离岗").wait();
    assert!(last.unwrap_err().message().contains("至少要有一位"));
    assert_eq!(counter.desk.open_of_handler("赵楠").wait().unwrap().len(), 1, "nothing was done");
}

#[test]
fn several_cases_are_given_told_and_joined_at_once_and_who_refuses_is_named() {
    let counter = Counter::at(MORNING);
    let cases: Vec<Case> = ["3-2-1001", "3-2-1002", "3-2-1003", "3-2-1004"]
        .iter()
        .map(|room| from_room(&counter, room))
        .collect();
    let seen = |case: &Case| (case.number, counter.desk.case(case.number).wait().unwrap().events.len());
    counter.desk.void(&counter.chief, cases[3].number, 0, "重复登记").wait().unwrap();
    let mut asked: Vec<_> = cases.iter().map(seen).collect();
    // Somebody else has written on the third meanwhile.
    counter.happens(&cases[2], MORNING, crate::support::note("又来电"));
    asked[2].1 = 0;
    let act = BatchAct::Assign { to: "赵楠".into(), reason: None };
    let done = counter.desk.batch(&counter.front, asked, act).wait().unwrap().value;
    assert_eq!(done.done, [cases[0].number, cases[1].number]);
    let refused: Vec<_> = done.refused.iter().map(|(number, _)| *number).collect();
    assert_eq!(refused, [cases[2].number, cases[3].number]);
    assert!(done.refused[1].1.contains("作废"), "{:?}", done.refused);

    let tell = BatchAct::Tell { medium: Medium::Phone, text: "电梯已恢复运行".into() };
    let open: Vec<_> = cases[..3].iter().map(seen).collect();
    let done = counter.desk.batch(&counter.front, open, tell).wait().unwrap().value;
    assert_eq!((done.done.len(), done.refused.len()), (3, 0));

    let lead = cases[0].number;
    let open: Vec<_> = cases[..3].iter().map(seen).collect();
    let done = counter.desk.batch(&counter.front, open, BatchAct::JoinGroup(lead)).wait().unwrap().value;
    assert_eq!(done.done, [cases[1].number, cases[2].number]);
    assert!(done.refused[0].1.contains("主单"));
    for case in &cases[1..3] {
        let now = counter.desk.case(case.number).wait().unwrap();
        assert_eq!(now.facts().group_of, Some(lead));
        let told = now.events.iter().filter(|event| matches!(event.kind, EventKind::Progress { .. }));
        assert_eq!(told.count(), 1, "each its own event");
    }
    assert_eq!(counter.desk.check_rebuild().wait().unwrap().value, []);
}

#[test]
fn ones_own_are_found_also_after_an_escalation() {
    let counter = Counter::at(MORNING);
    let case = from_room(&counter, "3-2-1001");
    let ladder = [Superior { title: "客服主任".into(), name: "赵楠".into(), ..Superior::default() }];
    let mut attempt = escalation::asked(&EscalationAsk::default(), &ladder, true);
    let mut case = counter.happens(&case, MORNING, EventKind::Escalated(attempt.clone()));
    for _ in 0..2 {
        let row = escalation::next_row(&attempt, "", at(MORNING)).unwrap();
        attempt.take_over(&row);
        case = counter.happens(&case, MORNING, EventKind::Escalated(row));
    }
    // The form names the superior by title and name; the person finds it under the name alone.
    assert_eq!(attempt.to.as_deref(), Some("客服主任 赵楠"));
    let mine = TodayQuery { group: TodayGroup::Mine, ..TodayQuery::all("赵楠") };
    let today = counter.desk.today(mine).wait().unwrap();
    assert_eq!(today.cases.iter().map(|open| open.row.number).collect::<Vec<_>>(), [case.number]);
    assert_eq!(today.cases[0].row.handler.as_deref(), Some("赵楠"));
}

#[test]
fn enough_households_propose_major_and_the_setting_decides_how_many() {
    let counter = Counter::at(MORNING);
    let lead = from_room(&counter, "3-2-1001");
    for room in ["3-2-1002", "3-2-1003", "3-2-1003"] {
        let case = from_room(&counter, room);
        counter.desk.join_group(&counter.front, case.number, 0, Some(lead.number)).wait().unwrap();
    }
    let shown = |at_least: u32| {
        let mut settings = counter.desk.settings().wait().unwrap();
        settings.rules.major_households = at_least;
        counter.desk.save_settings(&counter.chief, settings).wait().unwrap();
        let context = Context { actor: Actor { ..counter.front.clone() }, ..context(&counter) };
        Bench::shown(CaseScreen::new(lead.number, OpenAt::Overview, &context), context)
    };
    let mut quiet = shown(4);
    assert!(!quiet.sees("可标为重大"), "two reports of one household are one");
    quiet.send(CaseMessage::TakeMajor);
    let flags = || counter.desk.case(lead.number).wait().unwrap().facts().flags.clone();
    assert_eq!(flags(), []);
    let mut asking = shown(3);
    assert!(asking.sees("可标为重大") && asking.sees("已有3户反映同一件事，设置为3户起提示"));
    assert_eq!(flags(), [], "never by itself");
    let key = asking.screen.shortcut(Shortcut::TakeSign).unwrap();
    asking.send(key);
    assert_eq!(flags(), [Flag::Major]);
    assert!(!asking.sees("可标为重大"));
    let reason = counter.desk.case(lead.number).wait().unwrap().events.last().unwrap().kind.clone();
    assert!(matches!(reason, EventKind::Flag { reason: Some(why), .. } if why == "已有3户反映同一件事"));
}

#[test]
fn who_may_answer_is_kept_by_the_supervisor_and_former_staff_is_not_offered() {
    let counter = Counter::at(MORNING);
    let staff = counter.desk.add_staff(&counter.chief, "王芳", Role::Reception).wait().unwrap().value;
    let fang = staff.iter().find(|one| one.name == "王芳").unwrap().id;
    let mut settings = counter.desk.settings().wait().unwrap();
    settings.parties.push(Party { kind: PartyKind::Firm, name: "迅达维保".into() });
    counter.desk.save_settings(&counter.chief, settings).wait().unwrap();
    let people = context(&counter).people();
    assert!(["李敏", "王芳", "工程部", "迅达维保"].iter().all(|name| people.iter().any(|one| one == name)));
    counter.desk.retire_staff(&counter.chief, fang).wait().unwrap();
    assert!(!context(&counter).people().contains(&"王芳".to_owned()));
}

fn task(to: &str) -> EventKind {
    let (kind, due, after) = (TaskKind::Free, Some(at("2026-11-03T17:00")), None);
    EventKind::Task { what: "换门机板".into(), to: Some(to.into()), due, kind, after }
}

fn mine(counter: &Counter, me: &str) -> Vec<CaseNumber> {
    let query = TodayQuery { group: TodayGroup::Mine, ..TodayQuery::all(me) };
    let today = counter.desk.today(query).wait().unwrap();
    assert_eq!(today.counts.of(TodayGroup::Mine), today.cases.len(), "the tile counts what the list shows");
    let lines = Line::all(&today, &[], Filter::Group(TodayGroup::Mine), &Rules::default());
    assert_eq!(lines.len(), today.cases.len());
    today.cases.iter().map(|open| open.row.number).collect()
}

#[test]
fn what_is_given_to_me_is_mine_whoever_answers_for_the_case() {
    let counter = Counter::at(MORNING);
    let cases = ["3-2-1001", "3-2-1002", "3-2-1003"].map(|room| from_room(&counter, room));
    let given = counter.happens(&cases[0], MORNING, assigned("赵楠"));
    let given = counter.happens(&given, MORNING, task("李敏"));
    counter.happens(&cases[1], MORNING, EventKind::Handover { to: Some("李敏".into()), due: None });
    counter.happens(&cases[2], MORNING, assigned("赵楠"));
    assert_eq!(mine(&counter, "李敏"), [cases[0].number, cases[1].number]);
    let query = TodayQuery { group: TodayGroup::Mine, ..TodayQuery::all("李敏") };
    let today = counter.desk.today(query).wait().unwrap();
    let lines = Line::all(&today, &[], Filter::Group(TodayGroup::Mine), &Rules::default());
    let todo = |number| {
        let place = today.cases.iter().position(|open| open.row.number == number).unwrap();
        lines[place].todo.clone()
    };
    assert_eq!(todo(cases[0].number), "换门机板", "on another's case it is what was given to me");
    assert_eq!(todo(cases[1].number), "交班");
    // Done, it is mine no longer.
    let id =
        counter.owed(given.number).iter().find(|one| one.obligation.who.is_some()).unwrap().obligation.id;
    let done = EventKind::TaskDone {
        task: Some(id),
        what: "换门机板".into(),
        result: Some("已换".into()),
        who: None,
        rank: None,
    };
    counter.happens(&given, MORNING, done);
    assert_eq!(mine(&counter, "李敏"), [cases[1].number]);
    assert_eq!(mine(&counter, "赵楠").len(), 2);
}

#[test]
fn a_leavers_tasks_hand_overs_and_watched_places_go_with_his_cases() {
    let counter = Counter::at(MORNING);
    let staff = counter.desk.add_staff(&counter.chief, "王芳", Role::Reception).wait().unwrap().value;
    let fang = staff.iter().find(|one| one.name == "王芳").unwrap().id;
    let [own, other, night, later] =
        ["3-2-1001", "3-2-1002", "3-2-1003", "3-2-1004"].map(|room| from_room(&counter, room));
    counter.happens(&own, MORNING, assigned("王芳"));
    let other = counter.happens(&counter.happens(&other, MORNING, assigned("李敏")), MORNING, task("王芳"));
    counter.happens(&night, MORNING, EventKind::Handover { to: Some("王芳".into()), due: None });
    // One that waits for another and is not owed yet is his too.
    let first = counter.happens(&later, MORNING, task("工程部"));
    let id =
        counter.owed(first.number).iter().find(|one| one.obligation.who.is_some()).unwrap().obligation.id;
    let EventKind::Task { what, to, kind, .. } = task("王芳") else { panic!() };
    let after = Some(TaskAfter { task: id, hours: 2 });
    counter.happens(&first, MORNING, EventKind::Task { what, to, due: None, kind, after });
    let place = WatchedPlace { platform: "业主群".into(), link: String::new(), watcher: "王芳".into() };
    counter.desk.save_watch(&counter.chief, None, place).wait().unwrap();

    let mut bench = Bench::shown((SettingsScreen::new(&context(&counter)), Task::none()), context(&counter));
    bench.send(Message::Show(Section::People));
    bench.send(Message::People(people::Message::Retire(fang)));
    assert!(bench.sees("王芳名下还有 1 件没了结、3 件待办、1 处网上值守"));
    assert!(bench.sees("待办：换门机板") && bench.sees("网上值守：业主群"));
    bench.send(leave(leaving::Message::To(tingsu::ui::screen::form::person::Message::Chosen("赵楠".into()))));
    bench.click("全部移交并离岗");

    let left = counter.desk.left_behind("王芳").wait().unwrap();
    assert!(left.is_empty(), "{left:?}");
    assert_eq!(
        counter.desk.left_behind("赵楠").wait().unwrap().words(),
        "1 件没了结、3 件待办、1 处网上值守"
    );
    let staff = counter.desk.staff().wait().unwrap();
    assert!(staff.iter().any(|one| one.id == fang && !one.active));
    // The case of another stays his; only the task went, told on the case as old → new.
    let now = counter.desk.case(other.number).wait().unwrap();
    let state = now.state(&Rules::default());
    assert_eq!(state.handler.as_deref(), Some("李敏"));
    let EventKind::Corrected { what, before, after, reason } = &now.events.last().unwrap().kind else {
        panic!()
    };
    assert_eq!(
        (what.as_str(), before.as_str(), after.as_str()),
        ("events[1].to", Some("王芳"), Some("赵楠"))
    );
    assert_eq!(reason, "离岗移交");
    assert_eq!(state.obligations.iter().filter(|one| one.who.as_deref() == Some("赵楠")).count(), 1);
    // When its turn comes, what waited is the new one's.
    let now = counter.desk.case(later.number).wait().unwrap();
    let done =
        EventKind::TaskDone {
            task: Some(id), what: "换门机板".into(), result: None, who: None, rank: None
        };
    counter.happens(&now, MORNING, done);
    let owed = counter.owed(later.number);
    assert!(owed.iter().any(|one| one.obligation.who.as_deref() == Some("赵楠")), "{owed:?}");
    assert_eq!(counter.desk.check_rebuild().wait().unwrap().value, []);
}
