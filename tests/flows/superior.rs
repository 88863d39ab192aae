//! (l) Upward: after a bad visit, step by step through the ladder, always the same person; and what is written on the
//! way is never lost. Issue 8, drive it.

use tempfile::TempDir;
use tingsu::desk::print::printout::Printout;
use tingsu::domain::act::Act;
use tingsu::domain::code::{
    DeadlineCode, EscalationEnd, Opinion, SuperiorRank, Trigger, VisitForm, VisitOutcome,
};
use tingsu::domain::event::{Escalation, EventKind, Visit};
use tingsu::domain::obligation::{TaskKind, Urge};
use tingsu::domain::settings::{Rules, Settings};
use tingsu::domain::time::Moment;
use tingsu::domain::today::{TodayGroup, TodayQuery};
use tingsu::paper::layout::canvas::Page;
use tingsu::ui::shortcut::Shortcut;

use super::{START, Shift, sign_in};
use crate::support::{Counter, chief, complaint, handled, open, preset};

/// A counter whose superiors have names.
fn named() -> Shift {
    let folder = TempDir::new().unwrap();
    preset::empty(folder.path());
    let desk = open(folder.path(), START);
    let mut settings: Settings = desk.settings().wait().unwrap();
    for (superior, name) in settings.ladder.iter_mut().zip(["孟知秋", "韩骁", "邱敏"]) {
        superior.name = name.into();
    }
    desk.save_settings(&chief(&desk), settings).wait().unwrap();
    drop(desk);
    let window = sign_in(folder.path(), START, "李敏（前台）");
    Shift { folder, window }
}

#[test]
fn a_refused_escalation_after_a_bad_visit_stands_first_the_next_day() {
    let counter = Counter::at("2026-11-03T16:00");
    let quiet = counter.take_in(complaint("2026-11-03T15:30"));
    let case = counter.take_in(complaint("2026-11-03T15:00"));
    let case = counter.happens(&case, "2026-11-03T15:10", handled("已修复", true, false));
    let bad = Some(Opinion::Dissatisfied);
    let case = counter.happens(
        &case,
        "2026-11-03T15:30",
        EventKind::Visit(Visit {
            form: VisitForm::Phone,
            outcome: VisitOutcome::Reached,
            standing: None,
            process: bad,
            measures: bad,
            result: bad,
            expectation: None,
            perceived: None,
            emotion: None,
            text: None,
            visitor: None,
            again: None,
        }),
    );
    let case = counter.happens(
        &case,
        "2026-11-03T15:40",
        EventKind::Escalated(Escalation {
            consent: Some(false),
            end: Some(EscalationEnd::Refused),
            ..Escalation::new(Trigger::H)
        }),
    );
    let counter = counter.later("2026-11-04T09:00");
    let today = counter.today();
    let first = &today.cases[0];
    assert_eq!(first.row.number, case.number);
    let pressing = first.most_pressing().unwrap();
    assert!(pressing.obligation.is_task(&TaskKind::EscalateAgain) && pressing.urge == Urge::Overdue);
    assert_eq!(Act::that_meets(&pressing.obligation), Act::Escalate);
    assert_eq!(today.cases[1].row.number, quiet.number);
}

#[test]
fn what_waits_for_a_superior_is_a_list_of_its_own() {
    let counter = Counter::at("2026-11-03T10:00");
    counter.take_in(complaint("2026-11-03T09:20"));
    let case = counter.take_in(complaint("2026-11-03T09:30"));
    let case = counter.happens(
        &case,
        "2026-11-03T09:40",
        EventKind::Escalated(Escalation {
            consent: Some(true),
            rank: Some(SuperiorRank::Supervisor),
            ..Escalation::new(Trigger::G)
        }),
    );
    let query = TodayQuery { group: TodayGroup::Superior, ..TodayQuery::all("李敏") };
    let today = counter.desk.today(query).wait().unwrap();
    let waiting: Vec<_> = today.cases.iter().map(|open| open.row.number).collect();
    assert_eq!((waiting, today.counts.of(TodayGroup::Superior)), (vec![case.number], 1));
    assert!(today.cases[0].owed.iter().any(|owed| owed.obligation.deadline == DeadlineCode::SuperiorContact));
}

#[test]
fn the_same_superior_stands_in_form_sentence_record_and_slip() {
    let mut shift = named();
    shift.take_in_by_phone();
    shift.restate("电梯停运两天");
    shift.classify_and_save();
    shift.act("服务上移");
    assert!(shift.window.sees("客服主任 孟知秋") && shift.window.sees("孟主任"), "who is asked for first");
    shift.window.press(Shortcut::Confirm);
    shift.window.click("没联系上，找上一级");
    shift.window.press(Shortcut::Save);
    assert!(shift.window.sees("韩经理"), "the owner is asked anew, for the next one");
    shift.window.press(Shortcut::Confirm);
    assert!(shift.window.sees("项目经理 韩骁") && shift.window.sees("韩经理"));
    shift.window.click("已联系上");
    shift.window.press(Shortcut::Save);
    assert!(shift.window.sees("正在等：项目经理 韩骁"));
    shift.window.click("已到场或已接听");
    shift.window.press(Shortcut::Save);
    assert!(shift.window.sees("第一受理人：项目经理 韩骁"));
    shift.window.write("上级的答复和交代", "当晚复检");
    shift.window.press(Shortcut::Save);
    let Shift { folder, window } = shift;
    drop(window);
    let desk = open(folder.path(), "2027-01-01T00:00");
    let case = desk.all_cases().wait().unwrap().remove(0);
    let state = case.state(&Rules::default());
    assert_eq!(state.handler.as_deref(), Some("韩骁"), "first receiver, found under his name");
    assert_eq!(state.last_attempt().map(Escalation::rank), Some(SuperiorRank::DepartmentHead));
    let slip = desk.preview(Printout::HandOver(case.number), &chief(&desk)).wait().unwrap();
    let slip: String = slip.iter().flat_map(Page::texts).collect();
    assert!(slip.contains("韩骁") && !slip.contains("项目经理 孟知秋"), "{slip}");
}

/// Rules §5: nobody was reached while the owner was on the phone, and a call back was agreed or left.
#[test]
fn a_call_back_agreed_or_left_when_nobody_was_reached_is_owed() {
    for agreed in [true, false] {
        let mut shift = named();
        shift.take_in_by_phone();
        shift.restate("电梯停运两天");
        shift.classify_and_save();
        shift.act("服务上移");
        shift.window.press(Shortcut::Confirm);
        assert!(!shift.window.sees("约定的回复时间"), "while somebody may be reached");
        shift.window.click("没联系上，找上一级");
        shift.window.write("约定的回复时间", "明天9:30");
        if !agreed {
            shift.window.click("业主没有当场同意，先留这个时间");
        }
        shift.window.press(Shortcut::Save);
        assert!(!shift.window.sees("韩经理"), "the call back takes the place of the next rung");
        called_back(shift, agreed, "2026-11-22T09:30");
    }
}

#[test]
fn a_call_back_is_agreed_at_the_intake_too() {
    let mut shift = named();
    shift.take_in_by_phone();
    shift.restate("电梯停运两天");
    shift.window.press(Shortcut::Escalate);
    shift.window.press(Shortcut::Confirm);
    shift.window.click("没联系上，约时间回电");
    shift.window.write("约定的回复时间", "明天9:30");
    shift.window.press(Shortcut::Confirm);
    shift.classify_and_save();
    called_back(shift, true, "2026-11-22T09:30");
}

/// The attempt ended, the promise was made after it, and 今日 shows it at its time.
fn called_back(shift: Shift, agreed: bool, due: &str) {
    let Shift { folder, window } = shift;
    drop(window);
    let desk = open(folder.path(), due);
    let case = desk.all_cases().wait().unwrap().remove(0);
    let state = case.state(&Rules::default());
    assert_eq!(state.last_attempt().and_then(|attempt| attempt.end), Some(EscalationEnd::NotReached));
    let due = Moment::parse(due).unwrap();
    let made = case.events.iter().find_map(|event| match event.kind {
        EventKind::Promised { due, consent, .. } => Some((due, consent)),
        _ => None,
    });
    assert_eq!(made, Some((due, agreed)));
    let today = desk.today(TodayQuery::all("李敏")).wait().unwrap();
    let owed = today.cases[0].owed.iter().map(|owed| &owed.obligation);
    let promise = owed.clone().find(|owed| owed.deadline == DeadlineCode::Promise);
    assert_eq!(promise.map(|owed| owed.due), Some(due), "{:?}", owed.collect::<Vec<_>>());
}

#[test]
fn escape_in_a_half_written_visit_keeps_the_words() {
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    shift.restate("电梯停运两天");
    shift.classify_and_save();
    shift.handle("已修复");
    shift.act("回访");
    shift.window.write("业主的话和建议", "说运行时还有一点响");
    shift.window.press(Shortcut::Back);
    let mut shift = shift.later("2026-11-21T16:00", "李敏（前台）");
    shift.find("电梯停了两天");
    shift.visit(["满意", "满意", "基本满意"]);
    let case = shift.case_on_disk();
    let said = case.events.iter().find_map(|event| match &event.kind {
        EventKind::Visit(visit) => visit.text.clone(),
        _ => None,
    });
    assert_eq!(said.as_deref(), Some("说运行时还有一点响"));
}
