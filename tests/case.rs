//! The screen of a case: what is being written on it is never lost.

use iced::Size;
use tempfile::TempDir;
use tingsu::desk::clock::Clock;
use tingsu::desk::handle::{Access, Desk};
use tingsu::domain::cadence::Every;
use tingsu::domain::case::{Case as Record, CaseNumber, Facts};
use tingsu::domain::code::{CaseKind, Channel, EscalationEnd, SuperiorRank, Trigger};
use tingsu::domain::draft::ActDraft;
use tingsu::domain::event::{Escalation, Event, EventKind};
use tingsu::domain::today::TodayQuery;
use tingsu::paper::form::handling_record;
use tingsu::paper::layout::canvas::Page;
use tingsu::paper::layout::page::pages;
use tingsu::paper::wording::Labels;
use tingsu::ui::shortcut::Shortcut;

use crate::support::at;
use crate::support::papers::info;
use crate::support::preset::{self, AFTERNOON};
use crate::support::window::Pilot;

const FRONT: &str = "李敏（前台）";
const SEARCH: &str = "找人、房号、电话、内容、编号…";

fn window(folder: &TempDir) -> Pilot {
    let mut window = Pilot::sized(folder.path(), AFTERNOON, Size::new(1366.0, 1600.0));
    window.click(FRONT);
    window
}

fn find(window: &mut Pilot, words: &str) {
    window.fill(SEARCH, words);
    window.submit(words);
}

/// The clock of the window runs: what it records lies after the time that it was opened at.
fn reading(folder: &TempDir) -> Desk {
    Desk::open(folder.path(), Clock::frozen(at("2026-11-21T20:00")), Access::Reading).unwrap()
}

fn drafts(folder: &TempDir) -> Vec<ActDraft> {
    reading(folder).act_drafts(None).wait().unwrap()
}

fn last_visit(folder: &TempDir, number: CaseNumber) -> Option<String> {
    let case = reading(folder).case(number).wait().unwrap();
    case.events.iter().rev().find_map(|event| match &event.kind {
        EventKind::Visit(visit) => visit.text.clone(),
        _ => None,
    })
}

/// Ledger 05-26: what an escalation was for, when and by whom, to whom, whether the owner agreed, when the superior came and what
/// came of it – of the rows that tell of it one attempt, and all of it on the record.
#[test]
fn an_escalation_keeps_all_of_its_particulars() {
    let time = |text: &str| Some(at(&format!("2026-11-03T{text}")));
    let mut facts = Facts::new(CaseKind::Complaint, Channel::WalkIn, at("2026-11-03T09:00"), "李敏");
    facts.summary = Some("电梯停运两天".into());
    let mut case = Record::new(CaseNumber::new(at("2026-11-03T09:00").date(), 1), facts);
    let asked = Escalation {
        to: Some("客服主任 赵楠".into()),
        rung: Some(1),
        rank: Some(SuperiorRank::Supervisor),
        consent: Some(true),
        ..Escalation::new(Trigger::E)
    };
    let again = Escalation { continues: true, ..Escalation::new(Trigger::E) };
    let rows = [
        ("09:20", "李敏", asked),
        ("09:22", "李敏", Escalation { contacted_at: time("09:22"), ..again.clone() }),
        ("09:30", "赵楠", Escalation { arrived_at: time("09:28"), ..again.clone() }),
        (
            "09:50",
            "赵楠",
            Escalation {
                outcome: Some("当晚换门机".into()), end: Some(EscalationEnd::Answered), ..again
            },
        ),
    ];
    for (when, by, step) in rows {
        case.events.push(Event::new(time(when).unwrap(), by, EventKind::Escalated(step)));
    }
    let folded = case.escalations();
    let [(_, _, one)] = folded.as_slice() else { panic!("one attempt: {folded:?}") };
    assert_eq!(one.trigger, Trigger::E);
    assert_eq!((one.to.as_deref(), one.rank), (Some("客服主任 赵楠"), Some(SuperiorRank::Supervisor)));
    assert_eq!((one.consent, one.contacted_at, one.arrived_at), (Some(true), time("09:22"), time("09:28")));
    assert_eq!((one.outcome.as_deref(), one.end), (Some("当晚换门机"), Some(EscalationEnd::Answered)));
    let form = handling_record::internal(&case, &Labels::default());
    let sheet: String = pages(&[form], &info()).iter().flat_map(Page::texts).collect();
    for words in ["现场解释不满意或无法当场答复", "李敏", "赵楠", "同意", "09:22", "09:28", "当晚换门机"]
    {
        assert!(sheet.contains(words), "{words} stands on form 2");
    }
}

#[test]
fn a_half_typed_visit_outlives_esc_another_case_and_a_crash() {
    let folder = TempDir::new().unwrap();
    preset::busy_day(folder.path());
    let mut first = window(&folder);
    find(&mut first, "车位被占");
    first.click_last("回访");
    first.click_nth("满意", 0);
    first.write("业主的话和建议", "车位还在，就是保安来得慢");
    first.press(Shortcut::Back);
    assert!(!first.sees("回访方式"), "Esc puts the form away");
    assert!(first.sees("没写完：回访"));
    let left = drafts(&folder);
    assert_eq!((left.len(), left[0].act.as_str(), left[0].owner.as_str()), (1, "visit", "李敏"));
    assert!(left[0].content.contains("保安来得慢"));

    // While it is open another case is found, without a word; then the program dies.
    first.click("接着写 ›");
    first.write("业主的话和建议", "，下次快一点");
    first.replace("车位被占", "外墙渗水");
    first.submit("外墙渗水");
    assert!(!first.sees("回访方式"));
    assert!(drafts(&folder)[0].content.contains("下次快一点"));
    drop(first);

    let mut second = window(&folder);
    find(&mut second, "车位被占");
    second.click_last("回访");
    assert!(second.sees("写到这里，接着写就行"));
    second.click_nth("满意", 1);
    second.click_nth("满意", 2);
    second.write("由谁回访", "赵楠");
    second.press(Shortcut::Save);
    assert!(second.sees("「回访」已记下"));
    let said = last_visit(&folder, left[0].case).unwrap();
    assert!(said.contains("保安来得慢") && said.contains("下次快一点"), "{said}");
    assert_eq!(drafts(&folder), [], "what is on record is no draft");
}

#[test]
fn a_form_begun_anew_forgets_what_was_typed() {
    let folder = TempDir::new().unwrap();
    preset::busy_day(folder.path());
    let mut window = window(&folder);
    find(&mut window, "外墙渗水");
    window.click_last("指派责任人");
    window.write("责任人", "周工");
    window.press(Shortcut::Back);
    assert_eq!(drafts(&folder).len(), 1);
    window.click_last("指派责任人");
    assert!(window.sees("周工"));
    window.click("清空重写");
    assert!(!window.sees("没写完的"));
    assert_eq!(drafts(&folder), []);
    window.press(Shortcut::Back);
    assert!(!window.sees("没写完：指派责任人"), "an empty form leaves nothing");
}

/// Ledger 07-15: what the case has now stands chosen, and the usual choice says what that is for its class.
#[test]
fn the_cadence_form_starts_with_what_the_case_has() {
    let folder = TempDir::new().unwrap();
    preset::busy_day(folder.path());
    let mut window = window(&folder);
    find(&mut window, "外墙渗水");
    window.click("更多…");
    window.click_last("告知频次");
    assert!(window.sees("按规定（每周）"), "class II");
    window.press(Shortcut::Save);
    assert_eq!(last_cadence(&folder), Some(Every::Usual), "nothing of the case's own is fixed");

    window.replace("外墙渗水", "单元门禁");
    window.submit("单元门禁");
    window.click("更多…");
    window.click_last("告知频次");
    assert!(window.sees("按规定（每天）"));
    window.press(Shortcut::Save);
    assert_eq!(last_cadence(&folder), Some(Every::Hours(24)), "as it was agreed");
}

/// How often, as it was chosen last.
fn last_cadence(folder: &TempDir) -> Option<Every> {
    let desk = reading(folder);
    let today = desk.today(TodayQuery::all("李敏")).wait().unwrap();
    let cases = today.cases.iter().map(|open| desk.case(open.row.number).wait().unwrap());
    let events = cases.flat_map(|case| case.events);
    let every = |event: Event| match event.kind {
        EventKind::Cadence { every, .. } => Some((event.at, every)),
        _ => None,
    };
    events.filter_map(every).max_by_key(|(at, _)| *at).map(|(_, every)| every)
}
