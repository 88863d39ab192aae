//! 公共事件: calls about one, telling everybody on it, ending it, on a real file.

use tingsu::desk::error::Error;
use tingsu::desk::outage::OutageClosing;
use tingsu::desk::print::printout::Printout;
use tingsu::domain::case::{Case, CaseNumber};
use tingsu::domain::code::{CaseKind, Channel, DeadlineCode, Impact, Medium, Status};
use tingsu::domain::event::EventKind;
use tingsu::domain::outage::{Outage, OutageCall, OutageId, OutageKind};
use tingsu::domain::permission;
use tingsu::domain::person::{Complainant, Role};

use crate::support::{Counter, MORNING, at, complaint};

fn lift() -> Outage {
    Outage {
        kind: OutageKind::Lift,
        place: "3栋2单元".into(),
        since: at("2026-11-03T08:20"),
        notice: String::new(),
        measure: "维保单位在更换配件".into(),
        expected: Some(at("2026-11-03T21:00")),
        impact: Impact::Wide,
    }
}

fn call(room: &str, told: bool) -> OutageCall {
    let person = Complainant { room: Some(room.into()), ..Complainant::default() };
    OutageCall { kind: CaseKind::Repair, channel: Channel::Phone, person, words: None, told }
}

fn registered(counter: &Counter) -> OutageId {
    counter.desk.save_outage(&counter.front, None, lift()).wait().unwrap().value
}

fn taken(counter: &Counter, id: OutageId, room: &str) -> Case {
    counter.desk.take_outage_call(&counter.front, id, call(room, true), None).wait().unwrap().value
}

fn codes(counter: &Counter, number: CaseNumber) -> Vec<DeadlineCode> {
    counter.owed(number).iter().map(|owed| owed.obligation.deadline).collect()
}

#[test]
fn a_call_is_a_case_of_its_own_that_was_answered_at_once() {
    let counter = Counter::at(MORNING);
    let id = registered(&counter);
    let case = taken(&counter, id, "3-2-1001");
    assert_eq!(case.receipt.gist(), "3栋2单元电梯停运");
    assert_eq!((case.receipt.impact, case.receipt.kind), (Some(Impact::Wide), CaseKind::Repair));
    assert!(matches!(&case.events[0].kind, EventKind::Progress { text, .. } if text.contains("更换配件")));
    assert!(!codes(&counter, case.number).contains(&DeadlineCode::FirstResponse), "the caller was told");
    assert!(!codes(&counter, case.number).is_empty(), "and the case stays in sight");
    let silent = counter.desk.take_outage_call(&counter.front, id, call("3-2-1002", false), None);
    let silent = silent.wait().unwrap().value.number;
    assert!(codes(&counter, silent).contains(&DeadlineCode::FirstResponse), "this one was not");
    let today = counter.today();
    assert_eq!(today.outages[0].cases, [case.number, silent]);
    assert_eq!(counter.desk.outage_of(silent).wait().unwrap().unwrap().id, id);
    assert_eq!(counter.desk.check().wait().unwrap(), []);
}

/// Ledger 07-17: beside the public notice each is told by himself.
#[test]
fn everybody_on_it_is_told_in_one_act_and_each_has_it_in_his_own_history() {
    let counter = Counter::at(MORNING);
    let id = registered(&counter);
    let rooms = ["3-2-101", "3-2-201", "3-2-301"];
    let cases: Vec<Case> = rooms.iter().map(|room| taken(&counter, id, room)).collect();
    counter.desk.void(&counter.chief, cases[2].number, 1, "误登").wait().unwrap();
    let told = counter.desk.tell_outage(&counter.front, id, Medium::Wechat, " 今晚九点前修好 ");
    let told = told.wait().unwrap();
    assert_eq!(told.cases, [cases[0].number, cases[1].number]);
    assert_eq!((told.left.len(), told.changed.outages), (0, true));
    for case in &cases[..2] {
        let now = counter.desk.case(case.number).wait().unwrap();
        let last = now.events.last().unwrap();
        assert_eq!(last.by, "李敏");
        assert!(
            matches!(&last.kind, EventKind::Progress { text, medium: Medium::Wechat, .. } if text == "今晚九点前修好")
        );
    }
    let one = counter.desk.outage(id).wait().unwrap();
    assert!(one.history.last().unwrap().words.contains("微信告知 2 户"));
    let silent = counter.desk.tell_outage(&counter.front, id, Medium::Wechat, " ").wait();
    assert!(silent.unwrap_err().message().contains("告知了什么"));
}

#[test]
fn the_end_handles_each_open_case_and_owes_the_visits() {
    let counter = Counter::at(MORNING);
    let id = registered(&counter);
    let case = taken(&counter, id, "3-2-101");
    let counter = counter.later("2026-11-03T20:30");
    let closing =
        OutageClosing { result: "已更换配件".into(), verified: true, medium: Some(Medium::Wechat) };
    let reached = counter.desk.end_outage(&counter.front, id, closing.clone()).wait().unwrap();
    assert_eq!(reached.cases, [case.number]);
    let row = counter.register().into_iter().find(|row| row.number == case.number).unwrap();
    assert_eq!(row.status, Status::VisitDue);
    assert_eq!(codes(&counter, case.number), [DeadlineCode::Visit]);
    assert_eq!(counter.today().outages, [], "it is over");
    let again = counter.desk.end_outage(&counter.front, id, closing).wait().unwrap_err();
    assert!(again.message().contains("已在 11月3日 20:30 恢复"), "{}", again.message());
    let late = counter.desk.take_outage_call(&counter.front, id, call("3-2-101", true), None).wait();
    assert!(matches!(late.unwrap_err(), Error::Refused(_)));
    let since = counter.desk.outages_since(at("2026-11-03T00:00")).wait().unwrap();
    assert_eq!(since[0].end.as_ref().unwrap().result, "已更换配件", "but it can still be looked at");
    assert!(counter.desk.outages_since(at("2026-11-03T21:00")).wait().unwrap().is_empty());
}

#[test]
fn a_case_that_came_by_itself_joins_and_leaves() {
    let counter = Counter::at(MORNING);
    let id = registered(&counter);
    let case = counter.take_in(complaint(MORNING));
    let link = |id, belongs| counter.desk.link_outage(&counter.front, id, case.number, belongs).wait();
    link(id, true).unwrap();
    link(id, true).unwrap();
    assert_eq!(counter.today().outages[0].cases, [case.number], "once, however often");
    let other = counter.desk.save_outage(&counter.front, None, Outage { place: "5栋".into(), ..lift() });
    let other = other.wait().unwrap().value;
    assert!(link(other, true).unwrap_err().message().contains("另一件公共事件"));
    link(id, false).unwrap();
    assert_eq!(counter.desk.outage_of(case.number).wait().unwrap(), None);
    link(other, true).unwrap();
    assert_eq!(counter.desk.outage_of(case.number).wait().unwrap().unwrap().id, other);
}

#[test]
fn a_clock_set_back_shows_it_as_it_was() {
    let counter = Counter::at(MORNING);
    let id = registered(&counter);
    let counter = counter.later("2026-11-03T12:00");
    taken(&counter, id, "3-2-101");
    let later = Outage { expected: None, ..lift() };
    counter.desk.save_outage(&counter.front, Some(id), later).wait().unwrap();
    let counter = counter.later("2026-11-03T10:00");
    let one = counter.desk.outage(id).wait().unwrap();
    assert_eq!((one.cases.len(), one.outage), (0, lift()));
    let counter = counter.later("2026-11-03T08:00");
    assert!(counter.desk.outage(id).wait().unwrap_err().message().contains("没有第 1 号"));
    assert!(counter.desk.open_outages().wait().unwrap().is_empty());
}

#[test]
fn who_only_signs_registers_nothing_and_what_cannot_be_is_refused() {
    let counter = Counter::at(MORNING);
    let staff = counter.desk.add_staff(&counter.chief, "吴工", Role::SignOnly).wait().unwrap().value;
    let signer = staff.iter().find(|one| one.name == "吴工").unwrap().into();
    assert!(permission::works_here(&signer).is_err());
    assert!(matches!(counter.desk.save_outage(&signer, None, lift()).wait().unwrap_err(), Error::Denied(_)));
    let nowhere = Outage { place: String::new(), ..lift() };
    let refused = counter.desk.save_outage(&counter.front, None, nowhere).wait().unwrap_err();
    assert_eq!(refused.message(), "请写明地点，如 3栋2单元。没有保存，填写的都还在。");
    assert!(counter.desk.open_outages().wait().unwrap().is_empty());
}

#[test]
fn the_notice_is_printed_from_it() {
    let counter = Counter::at(MORNING);
    let id = registered(&counter);
    let pages = counter.desk.preview(Printout::OutageNotice(id), &counter.front).wait().unwrap();
    let words: String = pages
        .iter()
        .flat_map(|page| &page.marks)
        .filter_map(|mark| match mark {
            tingsu::paper::layout::canvas::Mark::Text { text, .. } => Some(text.as_str()),
            _ => None,
        })
        .collect();
    for expected in ["温馨提示", "电梯停运", "3栋2单元", "2026年11月3日 21:00 前", "0755-00001234"]
    {
        assert!(words.contains(expected), "{expected}: {words}");
    }
}
