//! A counter on a temporary folder, and short ways to say what happens at it.

pub mod keyboard;
pub mod papers;
pub mod preset;
pub mod screen;
pub mod talks;
pub mod window;

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use chrono::Duration;
use futures::executor::block_on;
use tempfile::TempDir;
use tingsu::desk::clock::Clock;
use tingsu::desk::handle::{Access, Desk};
use tingsu::desk::import::import_cases;
use tingsu::desk::interchange::read;
use tingsu::desk::old_book::preview::Book;
use tingsu::desk::old_book::taking_over::Progress;
use tingsu::desk::setup::FirstRun;
use tingsu::desk::today::Today;
use tingsu::domain::case::{Case, CaseNumber, Facts};
use tingsu::domain::case_query::{CaseFilter, CaseOrder};
use tingsu::domain::case_row::CaseRow;
use tingsu::domain::code::{CaseKind, Channel};
use tingsu::domain::event::EventKind;
use tingsu::domain::person::{Actor, Role};
use tingsu::domain::time::Moment;
use tingsu::domain::today::{Owed, TodayQuery};
use tingsu::ui::screen::contract::Context;

/// The start of the counter's day in tests, a Tuesday.
pub const MORNING: &str = "2026-11-03T09:00";

/// Says that a test did not do its work, and why, whatever becomes of what a test that passes prints.
pub fn skipped(why: &str) {
    let _ = writeln!(std::io::stderr(), "SKIPPED: {why}");
}

/// The moment of a text.
pub fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

/// A counter with a receptionist and a supervisor on a folder of its own.
pub struct Counter {
    /// The data folder; goes with the counter.
    pub folder: TempDir,
    /// The desk.
    pub desk: Desk,
    /// 李敏 at the front.
    pub front: Actor,
    /// 赵楠, supervisor.
    pub chief: Actor,
}

impl Counter {
    /// 今日 with everything on it.
    pub fn today(&self) -> Today {
        self.desk.today(TodayQuery::all(self.front.name.as_str())).wait().unwrap()
    }

    /// Every case of the register in its usual order.
    pub fn register(&self) -> Vec<CaseRow> {
        self.desk.every_case(CaseFilter::default(), CaseOrder::Newest).collect::<Result<_, _>>().unwrap()
    }

    /// What a case owes now, as 今日 shows it, by due time.
    pub fn owed(&self, number: CaseNumber) -> Vec<Owed> {
        let open = self.today().cases.into_iter().find(|open| open.row.number == number);
        let mut owed = open.map(|open| open.owed).unwrap_or_default();
        owed.sort_by_key(|owed| (owed.obligation.due, owed.obligation.deadline.code()));
        owed
    }

    /// A counter whose clock stands at `now`.
    pub fn at(now: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let desk = open(folder.path(), now);
        let people = [("李敏".to_owned(), Role::Reception), ("赵楠".to_owned(), Role::Supervisor)];
        let first = FirstRun {
            property: "澄湖佳苑".into(),
            centre_phone: "0755-00001234".into(),
            staff: people.to_vec(),
        };
        // The copy that every start makes, of nothing yet: on a busy machine it would come only after what follows.
        assert_eq!(desk.daily_copy().wait().unwrap(), None);
        let staff = desk.set_up(first).wait().unwrap().value;
        let actor = |role| Actor::from(staff.iter().find(|person| person.role == role).unwrap());
        Self { folder, desk, front: actor(Role::Reception), chief: actor(Role::Supervisor) }
    }

    /// Closes the desk and opens the folder again at another time.
    pub fn later(self, now: &str) -> Self {
        let Self { folder, desk, front, chief } = self;
        drop(desk);
        let desk = open(folder.path(), now);
        Self { folder, desk, front, chief }
    }

    /// Takes a case in.
    pub fn take_in(&self, facts: Facts) -> Case {
        self.desk.take_in(&self.front, facts, Vec::new(), None).wait().unwrap().value
    }

    /// Something happens to a case, done by the receptionist.
    pub fn happens(&self, case: &Case, time: &str, kind: EventKind) -> Case {
        let now = vec![(at(time), kind)];
        self.desk.append(&self.front, case.number, case.events.len(), now).wait().unwrap().value
    }
}

/// The window's desk on a folder with a clock that stands still.
pub fn open(folder: &Path, now: &str) -> Desk {
    Desk::open(folder, Clock::frozen(at(now)), Access::Window).unwrap()
}

/// The first supervisor on duty at a desk.
pub fn chief(desk: &Desk) -> Actor {
    let staff = desk.staff().wait().unwrap();
    Actor::from(staff.iter().find(|person| person.role == Role::Supervisor).unwrap())
}

/// A complaint by phone of 张坤, 3-2-1001, about the lift, ten minutes before `at`.
pub fn complaint(now: &str) -> Facts {
    let mut facts = Facts::new(CaseKind::Complaint, Channel::Phone, at(now) - Duration::minutes(10), "李敏");
    facts.complainant.name = Some("张坤".into());
    facts.complainant.phones = vec!["13900008316".into()];
    facts.complainant.room = Some("3-2-1001".into());
    facts.verbatim = Some("电梯又停运了，老人下不了楼。".into());
    facts
}

/// A note.
pub fn note(text: &str) -> EventKind {
    EventKind::Note { text: text.into(), internal: false }
}

/// 处理完成 on the word of whoever records it.
pub fn handled(result: &str, verified: bool, told: bool) -> EventKind {
    let (medium, for_owner, verification) = (None, None, None);
    EventKind::Handled { result: result.into(), verified, told, medium, for_owner, verification }
}

/// Takes an office's book over.
pub fn take_over(counter: &Counter, book: Book) -> Book {
    block_on(counter.desk.take_over(&counter.chief, book, &Progress::default())).unwrap().value
}

/// A counter at the end of November with the 60 cases of the sample.
pub fn sample() -> Counter {
    let counter = Counter::at("2026-11-30T18:00");
    let file = read::read(include_bytes!("fixtures/cases.json")).unwrap();
    import_cases(&counter.desk, &counter.chief, "cases.json", file).unwrap();
    counter
}

/// What screens are told at a counter with the supervisor on duty.
pub fn context(counter: &Counter) -> Context {
    let settings = Arc::new(counter.desk.settings().wait().unwrap());
    let staff = Arc::new(counter.desk.staff().wait().unwrap());
    Context { desk: counter.desk.clone(), settings, staff, actor: counter.chief.clone() }
}

/// A supervisor whom no counter knows: who puts data back before anybody has signed in.
pub fn nobody() -> Actor {
    Actor::new(None, "系统管理", Role::Supervisor)
}
