//! 时间在后: what was written while the computer's clock ran ahead is shown, marked and put right.

use tempfile::TempDir;
use tingsu::desk::clock::Clock;
use tingsu::desk::handle::{Access, Desk};
use tingsu::domain::act::Act;
use tingsu::domain::case::CaseNumber;
use tingsu::domain::code::DeadlineCode;
use tingsu::domain::event::EventKind;
use tingsu::domain::marker::Marker;
use tingsu::domain::settings::Rules;
use tingsu::domain::today::TodayGroup;
use tingsu::ui::screen::case::{Case as CaseScreen, Message};
use tingsu::ui::screen::contract::{OpenAt, Request};
use tingsu::ui::screen::today::filter::Filter;
use tingsu::ui::screen::today::line::Line;

use crate::support::screen::Bench;
use crate::support::{Counter, at, complaint, context, note};

const AHEAD: &str = "2027-11-05T09:00";
const TRUE_NOW: &str = "2026-11-05T10:00";

/// A case taken in while the clock stood a year ahead, with a promise; then the clock is right again.
fn taken_ahead() -> (Counter, CaseNumber) {
    let counter = Counter::at(AHEAD);
    let case = counter.take_in(complaint(AHEAD));
    let due = at("2027-11-05T15:00");
    let promise = EventKind::Promised { due, consent: true, text: "回复结果".into(), confirmed_by: None };
    let case = counter.happens(&case, AHEAD, promise);
    (clock_right(counter), case.number)
}

/// The same folder with the computer's own clock, stopped.
fn clock_right(counter: Counter) -> Counter {
    let Counter { folder, desk, front, chief } = counter;
    drop(desk);
    let desk = Desk::open(folder.path(), Clock::stopped(at(TRUE_NOW)), Access::Window).unwrap();
    Counter { folder, desk, front, chief }
}

fn is_marked(counter: &Counter, number: CaseNumber) -> bool {
    let row = counter.register().into_iter().find(|row| row.number == number).unwrap();
    row.status_line(&Rules::default(), counter.desk.now()).markers.contains(&Marker::Ahead)
}

#[test]
fn what_was_taken_in_while_the_clock_ran_ahead_is_shown_everywhere_and_marked() {
    let (counter, number) = taken_ahead();
    let today = counter.today();
    assert_eq!(today.cases.iter().map(|open| open.row.number).collect::<Vec<_>>(), [number]);
    assert_eq!(today.counts.of(TodayGroup::All), 1);
    let lines = Line::all(&today, &[], Filter::ALL, &Rules::default());
    assert_eq!((lines[0].todo.as_str(), lines[0].go), ("更正时间", "去更正"));
    assert_eq!(lines[0].request, Request::Open(number, OpenAt::Act(Act::Correct)));
    assert!(lines[0].marks.iter().any(|(words, _)| words == "时间在后"), "{:?}", lines[0].marks);
    assert!(is_marked(&counter, number), "in 台账");
    let found = counter.desk.search("张坤").wait().unwrap();
    assert_eq!(found.iter().map(|row| row.number).collect::<Vec<_>>(), [number]);
    assert_eq!(counter.desk.search_everywhere("电梯").wait().unwrap().cases.len(), 1);
    let case = counter.desk.case(number).wait().unwrap();
    assert_eq!(case.events.len(), 1);
    assert!(counter.desk.clock_warning().wait().unwrap().unwrap().contains("时间在后"));
    // A clock that was set by hand shows what was known then, and no more.
    let folder: &TempDir = &counter.folder;
    let then = Desk::open(folder.path(), Clock::frozen(at(TRUE_NOW)), Access::Reading).unwrap();
    assert!(then.case(number).wait().is_err() && then.search("张坤").wait().unwrap().is_empty());
}

#[test]
fn nothing_else_is_recorded_before_the_times_are_put_right() {
    let (counter, number) = taken_ahead();
    let noted = vec![(at(TRUE_NOW), note("已看过"))];
    let refused = counter.desk.append(&counter.chief, number, 1, noted).wait().unwrap_err();
    assert!(refused.message().contains("走快"), "{}", refused.message());
    // The receipt alone put right would leave what was written after it in the future.
    let what = "received_at";
    let alone =
        counter.desk.correct(&counter.chief, number, 1, what, "2026-11-05T08:50:00+08:00".into(), "x");
    assert!(alone.wait().unwrap_err().message().contains("前后颠倒"));
}

#[test]
fn one_correction_puts_all_its_times_right_and_what_it_owes_counts_from_there() {
    let (counter, number) = taken_ahead();
    let made = CaseScreen::new(number, OpenAt::Act(Act::Correct), &context(&counter));
    let mut bench = Bench::shown(made, context(&counter));
    assert!(bench.sees("时间在后") && bench.sees("受理时间"));
    bench.write("更正为", "今天8:50");
    bench.write("更正的原因", "电脑的年份错了");
    bench.send(Message::Save);
    let case = counter.desk.case(number).wait().unwrap();
    assert_eq!(case.facts().received_at, at("2026-11-05T08:50"));
    assert_eq!(case.corrected_events()[0].at, at("2026-11-05T09:00"), "as much earlier as the receipt");
    assert_eq!(case.number, number, "the number stays");
    assert!(!is_marked(&counter, number));
    assert_eq!(counter.desk.clock_warning().wait().unwrap(), None);
    let owed = counter.owed(number);
    let due = |code| owed.iter().find(|one| one.obligation.deadline == code).map(|one| one.obligation.due);
    assert_eq!(due(DeadlineCode::FirstResponse), Some(at("2026-11-06T08:50")));
    assert_eq!(due(DeadlineCode::Progress), Some(at("2026-11-06T08:50")));
    assert_eq!(due(DeadlineCode::Investigate), Some(at("2026-11-06T08:50")));
    assert_eq!(
        due(DeadlineCode::Promise),
        Some(at("2027-11-05T15:00")),
        "what was agreed is put right by itself"
    );
    // From now on it is a case like any other, also for whoever looks back.
    let count = case.events.len();
    counter.desk.append(&counter.front, number, count, vec![(at(TRUE_NOW), note("已看过"))]).wait().unwrap();
    assert_eq!(counter.desk.check_rebuild().wait().unwrap().value, []);
    assert_eq!(counter.desk.check().wait().unwrap(), []);
    let clock = Clock::frozen(at(TRUE_NOW));
    let back = Desk::open(counter.folder.path(), clock, Access::Reading).unwrap();
    assert_eq!(back.case(number).wait().unwrap().facts().received_at, at("2026-11-05T08:50"));
}
