//! Data folders in a known state, for tests of the window and for its pictures.

use std::path::Path;

use tingsu::desk::clock::Clock;
use tingsu::desk::handle::{Access, Desk};
use tingsu::desk::history::Incoming;
use tingsu::desk::setup::FirstRun;
use tingsu::domain::case::Facts;
use tingsu::domain::code::{
    CaseKind, Category, Channel, Class, Medium, Nature, Title, Urgency, VisitForm, VisitOutcome,
};
use tingsu::domain::draft::DraftId;
use tingsu::domain::event::{Event, EventKind, Visit};
use tingsu::domain::intake::Draft;
use tingsu::domain::person::{Actor, Role};
use tingsu::domain::time::Moment;

/// The afternoon of the busy day, a Saturday.
pub const AFTERNOON: &str = "2026-11-21T14:32";

fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

/// A counter that has answered the first questions and taken nothing in.
pub fn empty(folder: &Path) {
    drop(counter(folder));
}

/// A counter in the middle of a busy day: overdue, soon due, visits, a hand-over, a quiet week, something that
/// may be closed, and a draft.
pub fn busy_day(folder: &Path) {
    let (desk, actor) = counter(folder);
    let cases = vec![
        lift(),
        garage(),
        wall(),
        door(),
        lamp(),
        parked(),
        stickers(),
        night_door(),
        no_visits(),
        explained(),
    ];
    desk.insert_history(&actor, cases).wait().unwrap();
    let mut draft = Draft::new(Channel::Phone, at("2026-11-21T14:20"));
    draft.name = "何雪".into();
    draft.title = Some(Title::Ms);
    draft.verbatim = "楼上装修太吵，中午也不停".into();
    let content = serde_json::to_string(&draft).unwrap();
    desk.save_draft(DraftId(7), &actor, content).wait().unwrap();
}

/// The same counter with one draft, as the window left it.
#[cfg(not(test))]
pub fn with_draft(folder: &Path, draft: &Draft) {
    let (desk, actor) = counter(folder);
    let content = serde_json::to_string(draft).unwrap();
    desk.save_draft(DraftId(7), &actor, content).wait().unwrap();
}

fn counter(folder: &Path) -> (Desk, Actor) {
    let desk = Desk::open(folder, Clock::frozen(at(AFTERNOON)), Access::Window).unwrap();
    let people = [("李敏", Role::Reception), ("王倩", Role::Reception), ("赵楠", Role::Supervisor)];
    let first = FirstRun {
        property: "阳光花园服务中心".into(),
        centre_phone: "0755-00001234".into(),
        staff: people.map(|(name, role)| (name.to_owned(), role)).to_vec(),
    };
    let staff = desk.set_up(first).wait().unwrap().value;
    let chief = staff.iter().find(|person| person.role == Role::Supervisor).unwrap();
    (desk, Actor::from(chief))
}

fn complaint(received: &str, channel: Channel, room: &str, name: &str, title: Title, words: &str) -> Facts {
    let mut facts = Facts::new(CaseKind::Complaint, channel, at(received), "李敏");
    facts.complainant.name = Some(name.into());
    facts.complainant.title = Some(title);
    facts.complainant.room = Some(room.into());
    facts.complainant.phones = vec!["13900000417".into()];
    facts.verbatim = Some(words.into());
    facts.summary = Some(words.into());
    facts.category = Category::new("facilities");
    facts
}

fn case(receipt: Facts, events: Vec<(&str, EventKind)>) -> Incoming {
    let events = events.into_iter().map(|(time, kind)| Event::new(at(time), "李敏", kind)).collect();
    Incoming { number: None, receipt, events, import_batch: None }
}

fn assigned(to: &str) -> EventKind {
    EventKind::Assigned { to: to.into(), department: None, reason: None, named_by: None }
}

fn told(text: &str) -> EventKind {
    EventKind::Progress { medium: Medium::Phone, text: text.into(), told: None, is_final: false }
}

fn handled(result: &str) -> EventKind {
    EventKind::Handled {
        result: result.into(),
        verified: true,
        told: true,
        medium: Some(Medium::Phone),
        for_owner: None,
        verification: None,
    }
}

fn visit(outcome: VisitOutcome) -> EventKind {
    EventKind::Visit(Visit {
        form: VisitForm::Phone,
        outcome,
        standing: None,
        process: None,
        measures: None,
        result: None,
        expectation: None,
        perceived: None,
        emotion: None,
        text: None,
        visitor: None,
        again: None,
    })
}

/// A promise two hours past its time.
fn lift() -> Incoming {
    let words = "电梯停运两天未修复，老人上下楼困难";
    let receipt = complaint("2026-11-21T09:05", Channel::Phone, "3-2-1001", "陈建国", Title::Mr, words);
    let due = at("2026-11-21T12:30");
    let promised = EventKind::Promised { due, consent: true, text: String::new(), confirmed_by: None };
    case(receipt, vec![("2026-11-21T09:12", promised), ("2026-11-21T09:20", assigned("李敏"))])
}

/// A public word that nobody has answered.
fn garage() -> Incoming {
    let mut receipt = Facts::new(CaseKind::Complaint, Channel::Online, at("2026-11-21T09:52"), "王倩");
    receipt.complainant.anonymous = true;
    receipt.verbatim = Some("地下车库入口积水".into());
    case(receipt, Vec::new())
}

/// A letter to the developer a day past its time.
fn wall() -> Incoming {
    let words = "外墙渗水，客厅墙面发霉";
    let mut receipt = complaint("2026-11-19T14:00", Channel::WalkIn, "5-1-0602", "赵莉", Title::Ms, words);
    receipt.class = Some(Class::II);
    case(receipt, vec![("2026-11-20T10:00", told("已联系开发商")), ("2026-11-20T10:05", assigned("王倩"))])
}

/// Progress is to be told in twenty-five minutes.
fn door() -> Incoming {
    let words = "单元门禁待配件，答应15:00前告知进度";
    let receipt = complaint("2026-11-20T09:00", Channel::Phone, "B-12", "刘强", Title::Mr, words);
    let every =
        EventKind::Cadence { every: tingsu::domain::cadence::Every::Hours(24), rule: None, situation: None };
    case(
        receipt,
        vec![
            ("2026-11-20T10:00", assigned("李敏")),
            ("2026-11-20T10:01", every),
            ("2026-11-20T14:57", told("配件在途")),
        ],
    )
}

/// Told to be done in fifty minutes.
fn lamp() -> Incoming {
    let receipt = complaint("2026-11-21T08:40", Channel::Phone, "8-1-0301", "孙悦", Title::Ms, "楼道灯不亮");
    let date = EventKind::CompletionDate { due: at("2026-11-21T15:22"), reason: None };
    case(
        receipt,
        vec![
            ("2026-11-21T09:00", told("下午修")),
            ("2026-11-21T09:01", assigned("工程")),
            ("2026-11-21T09:02", date),
        ],
    )
}

/// A visit this afternoon.
fn parked() -> Incoming {
    let words = "车位被占，已协调挪车";
    let receipt = complaint("2026-11-20T11:00", Channel::Phone, "2-3-1502", "周平", Title::Mr, words);
    case(receipt, vec![("2026-11-20T11:30", assigned("李敏")), ("2026-11-20T16:00", handled("已挪车"))])
}

/// A second attempt at a visit.
fn stickers() -> Incoming {
    let words = "违停贴条已清理";
    let receipt = complaint("2026-11-20T10:00", Channel::WalkIn, "7-2-0904", "吴敏", Title::Ms, words);
    let events = vec![
        ("2026-11-20T11:30", assigned("王倩")),
        ("2026-11-20T17:30", handled("已清理")),
        ("2026-11-21T10:00", visit(VisitOutcome::NoAnswer)),
    ];
    case(receipt, events)
}

/// Handed over in the night.
fn night_door() -> Incoming {
    let words = "夜间远程开门，管家次日联系";
    let mut receipt = complaint("2026-11-21T01:10", Channel::Phone, "6-1-2203", "郑凯", Title::Mr, words);
    receipt.kind = CaseKind::Enquiry;
    receipt.urgency = Some(Urgency::Normal);
    let over = EventKind::Handover { to: Some("值机员".into()), due: Some(at("2026-11-22T08:30")) };
    case(receipt, vec![("2026-11-21T01:20", assigned("值机员")), ("2026-11-21T01:21", over)])
}

/// Observed for a week.
fn no_visits() -> Incoming {
    let words = "不接受回访，垃圾房异味";
    let receipt = complaint("2026-11-18T09:00", Channel::WalkIn, "1-1-0801", "冯涛", Title::Mr, words);
    let events = vec![
        ("2026-11-18T09:30", assigned("王倩")),
        ("2026-11-18T16:00", handled("已清洗")),
        ("2026-11-18T16:30", visit(VisitOutcome::Declined)),
    ];
    case(receipt, events)
}

/// Satisfied and signed: it may be closed.
fn explained() -> Incoming {
    let words = "停车费多收了一个月";
    let mut receipt = complaint("2026-11-21T10:30", Channel::WalkIn, "9-2-0503", "许静", Title::Ms, words);
    receipt.class = Some(Class::I);
    receipt.nature = Some(Nature::Consult);
    let explained =
        EventKind::Explained { text: "当场退回，业主满意".into(), satisfied: true, signed: true };
    let exempt = EventKind::VisitExempt {
        ground: tingsu::domain::code::ExemptGround::OnSite,
        text: Some("现场签字满意".into()),
    };
    case(
        receipt,
        vec![
            ("2026-11-21T10:40", explained),
            ("2026-11-21T10:41", handled("已退费")),
            ("2026-11-21T10:42", exempt),
        ],
    )
}
