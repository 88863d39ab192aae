//! Saving at the desk against bare SQLite with the same pragmas on the same disk, in turns: against a commit of the
//! very rows that the program writes, in a copy of the same file, which is what the goal means; and for the honest
//! reader against one row of the same content in an empty file, below which nothing can come.

use std::fs;
use std::hint::black_box;
use std::path::Path;

use chrono::Duration;
use tempfile::TempDir;
use tingsu::desk::clock::Clock;
use tingsu::desk::demo::Plan;
use tingsu::desk::fill::fill;
use tingsu::desk::handle::{Access, Desk};
use tingsu::domain::case::{Case, Facts};
use tingsu::domain::case_query::{CaseFilter, CaseOrder, CaseQuery};
use tingsu::domain::code::{CaseKind, Category, Channel, Emotion, Nature, Title};
use tingsu::domain::event::{Event, EventKind};
use tingsu::domain::person::{Actor, Role};
use tingsu::domain::settings::hours;
use tingsu::domain::statistics::period::Period;
use tingsu::domain::time::Moment;
use tingsu::domain::today::TodayQuery;
use tingsu::store::place::FILE;

use crate::bare::{OneRow, Rows, SameRows};
use crate::{compare, median, often, tell, time, turns};

/// A busy counter's year or two.
const CASES: usize = 10_000;
const SAVES: usize = 200;
/// The events of a case that has gone on for long.
const LONG: usize = 300;

/// A data folder on the disk where the build lies; the computer's temporary folder may be memory.
pub fn folder() -> TempDir {
    TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).unwrap()
}

/// The end of the invented months.
pub fn evening() -> Moment {
    Moment::parse("2026-11-30T18:00").unwrap()
}

/// A counter with so many invented cases in twelve months, and its supervisor.
pub fn counter(folder: &Path, cases: usize) -> (Desk, Actor) {
    let desk = open(folder);
    fill(&desk, Plan { cases, seed: 1, end: evening(), months: 12 }).unwrap();
    let staff = desk.staff().wait().unwrap();
    let chief = Actor::from(staff.iter().find(|person| person.role == Role::Supervisor).unwrap());
    (desk, chief)
}

/// The counter of a folder that has one.
pub fn open(folder: &Path) -> Desk {
    Desk::open(folder, Clock::frozen(evening()), Access::Window).unwrap()
}

/// Prints the figures of the desk.
pub fn measure() {
    let (ours, rehearsal, bare) = (folder(), folder(), folder());
    let mut chief = None;
    let filling = time(|| chief = Some(counter(ours.path(), CASES).1));
    let chief = chief.unwrap();
    println!("\nThe desk, {CASES} cases");

    for copy in [&rehearsal, &bare] {
        fs::copy(ours.path().join(FILE), copy.path().join(FILE)).unwrap();
    }
    let same_rows = SameRows::beside(bare.path(), rehearse(rehearsal.path(), &chief));
    let one_row = OneRow::beside(bare.path(), serde_json::to_string(&receipt(0)).unwrap());
    let desk = open(ours.path());

    let mut saved = Vec::new();
    let [save, same, one] = turns(
        SAVES,
        [&mut |n| saved.push(take_in(&desk, &chief, n)), &mut |n| same_rows.commit(n), &mut |_| {
            one_row.commit()
        }],
    );
    compare("save a case / bare commit of the same rows", save, same, "ms", Some(2.0));
    compare("save a case / bare commit of one row", save, one, "ms", None);

    let mut append = |n: usize| {
        let told =
            EventKind::Note { text: "业主来电，问什么时候修好。".into(), internal: false };
        let (number, seen) = (saved[n].number, saved[n].events.len());
        desk.append(&chief, number, seen, vec![(evening(), told)]).wait().unwrap();
    };
    let [append, one] = turns(SAVES, [&mut append, &mut |_| one_row.commit()]);
    compare("append to a case / bare commit of one row", append, one, "ms", None);

    // A case that has gone on for long: every append folds its state, and so does opening it.
    let long = saved[0].number;
    for n in 0..LONG {
        let told = EventKind::Note { text: format!("第{n}次来电问进展。"), internal: false };
        let seen = desk.case(long).wait().unwrap().events.len();
        desk.append(&chief, long, seen, vec![(evening(), told)]).wait().unwrap();
    }
    let short = saved[1].number;
    let once_more = |number| {
        let seen = desk.case(number).wait().unwrap().events.len();
        let told = EventKind::Note { text: "再来电。".into(), internal: false };
        time(|| desk.append(&chief, number, seen, vec![(evening(), told)]).wait().unwrap())
    };
    let [mut of_long, mut of_short] = [Vec::new(), Vec::new()];
    for _ in 0..SAVES / 4 {
        of_long.push(once_more(long));
        of_short.push(once_more(short));
    }
    let name = format!("append to a case of {LONG} events / of few");
    compare(&name, median(of_long), median(of_short), "ms", None);
    let rules = desk.settings().wait().unwrap().rules;
    let open = |number| {
        black_box(desk.case(number).wait().unwrap().state(&rules).applied);
    };
    let [of_long, of_short] = turns(SAVES, [&mut |_| open(long), &mut |_| open(short)]);
    compare(&format!("open a case of {LONG} events / of few"), of_long, of_short, "ms", None);

    let month = Period::month(2026, 11, desk.settings().wait().unwrap().rules.cut_off_day).unwrap();
    let register =
        || desk.case_page(CaseQuery::first(CaseFilter::default(), CaseOrder::Newest)).wait().unwrap();
    tell("fill the folder, a case", filling / CASES as f64, "ms");
    tell("今日", often(|| desk.today(TodayQuery::all("")).wait().unwrap()), "ms");
    tell("the first page of the register", often(register), "ms");
    tell("search for two characters", often(|| desk.search("电梯").wait().unwrap()), "ms");
    tell("the month's table", often(|| desk.report(month).wait().unwrap()), "ms");
}

/// What the program writes for the cases that will be saved, tried out on a copy.
fn rehearse(folder: &Path, chief: &Actor) -> Rows {
    let desk = open(folder);
    let numbers: Vec<_> = (0..SAVES).map(|n| take_in(&desk, chief, n).number).collect();
    drop(desk);
    Rows::of(folder, &numbers)
}

/// Takes a complaint in that nobody else has made.
pub fn take_in(desk: &Desk, chief: &Actor, n: usize) -> Case {
    desk.take_in(chief, receipt(n), first_steps(), None).wait().unwrap().value
}

/// A complaint by phone as the guided form hands it over, each by another caller.
fn receipt(n: usize) -> Facts {
    let mut facts = Facts::new(CaseKind::Complaint, Channel::Phone, received(), "李敏");
    let person = &mut facts.complainant;
    let phone = format!("139{:08}", 8316 + n);
    person.name = Some("张坤".into());
    person.title = Some(Title::Mr);
    person.phones = vec![phone.clone()];
    person.called_from = Some(phone);
    person.room = Some(format!("3-2-{}", 1001 + n));
    facts.place = Some("3号楼2单元电梯".into());
    facts.verbatim =
        Some("电梯已经停了两天了，老人有病下不了楼，打了三次电话都说在修，到底什么时候能好？".into());
    facts.summary = Some("3号楼2单元电梯停运两天，老人上下楼困难，要求说明修复时间。".into());
    facts.emotion = Some(Emotion::Agitated);
    facts.category = Category::new("facilities");
    facts.nature = Some(Nature::Effective);
    facts
}

/// What is recorded with it: read back, and a promise.
fn first_steps() -> Vec<Event> {
    let due = received() + hours(24);
    let promised = EventKind::Promised { due, consent: true, text: String::new(), confirmed_by: None };
    let restated = EventKind::Restated {
        summary: "3号楼2单元电梯停运两天，老人上下楼困难。".into(),
        confirmed: true,
    };
    vec![
        Event::new(received() + Duration::minutes(3), "李敏", restated),
        Event::new(received() + Duration::minutes(4), "李敏", promised),
    ]
}

fn received() -> Moment {
    evening() - Duration::minutes(10)
}
