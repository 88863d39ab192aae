//! What the window asks never grows with the number of all cases: no statement goes through a table of the cases, and none
//! takes more steps in a large folder than in a small one of the same daily work.

use std::collections::{BTreeMap, BTreeSet};

use tempfile::TempDir;

use crate::desk::clock::Clock;
use crate::desk::demo::Plan;
use crate::desk::fill::fill;
use crate::desk::handle::{Access, Desk};
use crate::desk::say::Wish;
use crate::domain::caller::Caller;
use crate::domain::case::Facts;
use crate::domain::case_query::{CaseFilter, CaseOrder, CaseQuery};
use crate::domain::code::PaperForm;
use crate::domain::code::{CaseKind, Channel, Flag, Status};
use crate::domain::draft::DraftId;
use crate::domain::event::EventKind;
use crate::domain::household::{Car, Household, Resident, ResidentPhone};
use crate::domain::person::{Actor, Role};
use crate::domain::statistics::period::Period;
use crate::domain::time::Moment;
use crate::domain::today::{TodayGroup, TodayQuery};
use crate::store::append::RecordedBy;
use crate::store::db::Db;
use crate::store::watched::Ran;

/// What is kept for every case that ever was.
const OF_ALL_CASES: [&str; 6] =
    ["event", "event_body", "case_fact", "case_span", "case_phone", "search_mark"];

/// A counter with invented cases at the same pace up to now.
struct Counter {
    _folder: TempDir,
    desk: Desk,
    chief: Actor,
}

fn now() -> Moment {
    Moment::parse("2026-11-30T18:00").unwrap()
}

impl Counter {
    fn filled(months: u32) -> Self {
        let folder = TempDir::new().unwrap();
        let desk = Desk::open(folder.path(), Clock::frozen(now()), Access::Exclusive).unwrap();
        let cases = usize::try_from(months).unwrap() * 150;
        fill(&desk, Plan { cases, seed: 3, end: now(), months }).unwrap();
        let staff = desk.staff().wait().unwrap();
        let chief = Actor::from(staff.iter().find(|person| person.role == Role::Supervisor).unwrap());
        let counter = Self { _folder: folder, desk, chief };
        let mut household = Household::new("3-2-1001");
        let phones = vec![ResidentPhone { number: "13900008316".into(), remark: String::new() }];
        household.residents = vec![Resident { id: 1, name: "张坤".into(), phones, ..Resident::default() }];
        counter.desk.save_household(&counter.chief, None, household).wait().unwrap();
        counter
    }

    /// What ran on both connections while the work was done.
    fn watch(&self, work: impl FnOnce(&Self)) -> Vec<Ran> {
        let watch = |db: &Db| {
            db.watch();
            Ok(())
        };
        self.desk.ask(watch).wait().unwrap();
        self.desk.transact(move |write, _| watch(write)).wait().unwrap();
        work(self);
        let mut ran = self.desk.ask(|db| Ok(db.watched())).wait().unwrap();
        ran.extend(self.desk.transact(|write, _| Ok(write.watched())).wait().unwrap().value);
        ran
    }
}

/// How the steps of a work may grow.
enum Grows {
    /// As the depth of an index does.
    Hardly,
    /// What it tells is of everything that is open.
    WithOpenCases,
    /// What it tells is of everything: a count up to its end, a choice of values.
    WithAll,
}

/// Something that the window does.
struct Work {
    name: String,
    run: Box<dyn Fn(&Counter)>,
    grows: Grows,
}

impl Work {
    /// The steps that it takes. What the index of words says to itself is left out: it keeps its statements, whose
    /// counters go on from the filling of the folder, and puts its parts together now and then.
    fn steps(&self, on: &Counter) -> u64 {
        let ran = on.watch(|on| (self.run)(on));
        ran.iter().filter(|ran| !ran.sql.contains("'main'.")).map(|ran| ran.steps).sum()
    }
}

fn work(name: impl Into<String>, run: impl Fn(&Counter) + 'static) -> Work {
    Work { name: name.into(), run: Box::new(run), grows: Grows::Hardly }
}

fn filters(row: &crate::domain::case_row::CaseRow) -> Vec<(&'static str, CaseFilter)> {
    let all = CaseFilter::default;
    vec![
        ("all", all()),
        ("days", CaseFilter { from: Some(now() - chrono::Duration::days(4)), ..all() }),
        ("open", CaseFilter { status: vec![Status::Handling, Status::VisitDue], ..all() }),
        ("closed", CaseFilter { status: vec![Status::Closed], ..all() }),
        ("kind", CaseFilter { kind: Some(CaseKind::Complaint), ..all() }),
        ("channel", CaseFilter { channel: Some(Channel::Phone), ..all() }),
        ("category", CaseFilter { category: row.category.clone(), ..all() }),
        ("situation", CaseFilter { situation: row.situation.clone(), ..all() }),
        ("handler", CaseFilter { handler: row.handler.clone(), ..all() }),
        ("receiver", CaseFilter { receiver: Some(row.receiver.clone()), ..all() }),
        ("department", CaseFilter { department: row.department.clone(), ..all() }),
        ("building", CaseFilter { building: Some("3".into()), ..all() }),
        ("flags", CaseFilter { flags: vec![Flag::ALL[0]], ..all() }),
        ("overdue", CaseFilter { overdue: true, ..all() }),
        ("a letter out", CaseFilter { awaits_reply: true, ..all() }),
        ("a word", CaseFilter { text: "电梯".into(), ..all() }),
        ("no such word", CaseFilter { text: "龘靐齉".into(), ..all() }),
        ("these", CaseFilter::among(vec![row.number])),
    ]
}

/// Everything that the window asks for and saves.
fn works(counter: &Counter) -> Vec<Work> {
    let first = CaseQuery::first(CaseFilter::default(), CaseOrder::Newest);
    let page = counter.desk.case_page(first).wait().unwrap();
    let row = page.rows.iter().find(|row| row.handler.is_some() && row.situation.is_some()).unwrap().clone();
    let number = row.number;
    let month = Period::month(2026, 11, 1).unwrap();
    let mut works = vec![
        Work {
            grows: Grows::WithOpenCases,
            ..work("今日", |on| {
                on.desk.today(TodayQuery::all("李敏")).wait().unwrap();
                on.desk.open_handlers().wait().unwrap();
            })
        },
        work("a case", move |on| {
            on.desk.case(number).wait().unwrap();
            on.desk.act_drafts(Some(number)).wait().unwrap();
            on.desk.gathering(number).wait().unwrap();
            on.desk.say(number, Wish::default()).wait().unwrap();
        }),
        // What others complain of now, up to a bound.
        Work {
            name: "what a case may be linked with".to_owned(),
            run: Box::new(move |on| drop(on.desk.related(number).wait().unwrap())),
            grows: Grows::WithOpenCases,
        },
        work("the roster", |on| {
            on.desk.buildings().wait().unwrap();
            on.desk.households("3").wait().unwrap();
            assert!(on.desk.household("3-2-1001").wait().unwrap().is_some());
            on.desk.find_residents("张坤").wait().unwrap();
            on.desk.stewards().wait().unwrap();
        }),
        work("settings", |on| {
            on.desk.settings().wait().unwrap();
            on.desk.staff().wait().unwrap();
            on.desk.saved_views().wait().unwrap();
            on.desk.drafts().wait().unwrap();
            on.desk.imports().wait().unwrap();
        }),
        work("the month", move |on| {
            on.desk.report(month).wait().unwrap();
            on.desk.month_history(month).wait().unwrap();
        }),
        // What happened since the month was made final.
        Work {
            grows: Grows::WithAll,
            ..work("a month after a final one", move |on| {
                let october = Period::month(2026, 10, 1).unwrap();
                if on.desk.month_history(october).wait().unwrap().in_force().is_none() {
                    on.desk.lock_month(&on.chief, october).wait().unwrap();
                }
                on.desk.report(october).wait().unwrap();
                on.desk.report(month).wait().unwrap();
            })
        },
        Work {
            grows: Grows::WithAll,
            ..work("what is kept too long", |on| drop(on.desk.past_keeping().wait().unwrap()))
        },
        Work {
            grows: Grows::WithAll,
            ..work("what somebody leaves behind", |on| drop(on.desk.left_behind("周工").wait().unwrap()))
        },
        work("a day's papers", |on| drop(on.desk.cases_of_day(now().date()).wait().unwrap())),
        work("save a case", |on| {
            let mut facts = Facts::new(CaseKind::Complaint, Channel::Phone, now(), on.chief.name.clone());
            facts.complainant.name = Some("张坤".into());
            facts.complainant.phones = vec!["13900008316".into()];
            facts.complainant.room = Some("3-2-1001".into());
            facts.verbatim = Some("电梯又停运了，老人下不了楼。".into());
            on.desk.save_draft(DraftId(1), &on.chief, "{}".into()).wait().unwrap();
            let case = on.desk.take_in(&on.chief, facts, Vec::new(), Some(DraftId(1))).wait().unwrap().value;
            let note = EventKind::Note { text: "已联系维保单位".into(), internal: false };
            on.desk.append(&on.chief, case.number, 0, vec![(now(), note)]).wait().unwrap();
            on.desk.printed(&on.chief, &case.number.to_string(), PaperForm::HandlingRecord).wait().unwrap();
        }),
    ];
    for (phone, room, name) in
        [("13900008316", "", ""), ("1390000", "", ""), ("", "3-2-1001", ""), ("", "", "张坤"), ("", "", "zk")]
    {
        let caller = Caller { phone: phone.into(), room: room.into(), name: name.into() };
        works.push(work(format!("the caller {phone}{room}{name}"), move |on| {
            on.desk.known_caller(caller.clone()).wait().unwrap();
        }));
    }
    for text in
        ["电梯", "龘靐齉", "梯", "139", "13900008316", "3-2-1001", "3号楼", "zk", "20261130-001", "3-2 漏水"]
    {
        works.push(work(format!("search {text}"), move |on| {
            on.desk.search_everywhere(text).wait().unwrap();
        }));
    }
    for (name, filter) in filters(&row) {
        let grows_by = |order: Option<CaseOrder>| {
            match name {
                "open" | "overdue" | "a letter out" => Grows::WithOpenCases,
                // Marks have one index together: a rare one is looked for among all that are marked.
                "flags" => Grows::WithAll,
                // Each situation is mostly of one department: the others are walked through first.
                "situation" if order == Some(CaseOrder::Department) => Grows::WithAll,
                _ => Grows::Hardly,
            }
        };
        for order in CaseOrder::ALL {
            let filter = filter.clone();
            let page = work(format!("{name} by {order:?}"), move |on| {
                let query = CaseQuery { limit: 10, ..CaseQuery::first(filter.clone(), order) };
                let page = on.desk.case_page(query.clone()).wait().unwrap();
                if let Some(last) = page.rows.last().filter(|_| page.more) {
                    on.desk.case_page(query.after(last.clone())).wait().unwrap();
                }
            });
            works.push(Work { grows: grows_by(Some(order)), ..page });
        }
        let count = work(format!("count of {name}"), move |on| {
            on.desk.case_count(filter.clone()).wait().unwrap();
        });
        works.push(Work { grows: grows_by(None), ..count });
    }
    works.push(Work {
        grows: Grows::WithAll,
        ..work("the choices of a list", |on| drop(on.desk.case_values().wait().unwrap()))
    });
    works
}

/// A line of a plan that goes through a whole table of the cases.
fn scanned(line: &str) -> Option<&str> {
    let table = line.strip_prefix("SCAN ")?.split(' ').next()?;
    OF_ALL_CASES.contains(&table).then_some(table)
}

/// A walk along an index that holds open or marked cases only, or one that ends with the page, because nothing has to be sorted
/// first.
fn is_walk(ran: &Ran, line: &str) -> bool {
    if ["INDEX fact_open", "INDEX fact_by_flags", "INDEX fact_by_reply"].iter().any(|one| line.contains(one))
    {
        return true;
    }
    line.contains("INDEX fact_by_")
        && ran.sql.contains("LIMIT")
        && !ran.plan.iter().any(|line| line.contains("TEMP B-TREE FOR ORDER BY"))
}

#[test]
fn nothing_that_the_window_asks_goes_through_all_cases() {
    let counter = Counter::filled(2);
    let mut seen = BTreeSet::new();
    let mut wrong = BTreeMap::new();
    for one in works(&counter) {
        for ran in counter.watch(|on| (one.run)(on)) {
            seen.insert(ran.sql.clone());
            let scans = ran.plan.iter().filter(|line| scanned(line).is_some() && !is_walk(&ran, line));
            for line in scans {
                wrong.entry(ran.sql.clone()).or_insert_with(|| format!("{}: {line}", one.name));
            }
        }
    }
    assert!(seen.len() > 100, "{} statements seen", seen.len());
    let wrong: Vec<String> = wrong.into_iter().map(|(sql, what)| format!("{what}\n{sql}")).collect();
    assert!(wrong.is_empty(), "{} statements:\n\n{}", wrong.len(), wrong.join("\n\n"));
}

/// A roster of so many households of three buildings, each with its own number, name and plate.
fn with_households(counter: &Counter, households: u32) {
    let chief = counter.chief.clone();
    let fill = counter.desk.transact(move |write, _| {
        for n in 0..households {
            let room = format!("{}-{}-{}{:02}", n % 3 + 1, n / 3 % 2 + 1, n / 6 / 9 + 1, n / 6 % 9 + 1);
            let mut household = Household::new(room);
            let number = format!("139{:08}", n * 7 + 1_000_000);
            let phones = vec![ResidentPhone { number, remark: String::new() }];
            let surname = ["王", "李", "张", "刘"][n as usize % 4];
            let given = ["伟", "芳", "娜", "敏"][n as usize / 4 % 4];
            let name = format!("{surname}{given}");
            household.residents = vec![Resident { id: 1, name, phones, ..Resident::default() }];
            household.cars = vec![Car { plate: format!("粤Z{:05}", n + 10_000) }];
            write.put_household(&household, RecordedBy::of(&chief, now()), None)?;
        }
        Ok(())
    });
    fill.wait().unwrap();
}

#[test]
fn nobody_is_found_by_more_steps_in_a_larger_roster() {
    let (small, large) = (Counter::filled(1), Counter::filled(1));
    with_households(&small, 500);
    with_households(&large, 2_000);
    let asked = [
        "王",
        "王伟",
        "伟",
        "wangwei",
        "ww",
        "wang",
        "139",
        "0000",
        "0100",
        "13901000007",
        "粤Z1",
        "Z10",
        "100",
        "3-2-101",
    ];
    let mut wrong = Vec::new();
    for text in asked {
        let find = work(format!("find {text}"), move |on| {
            let found = on.desk.find_residents(text).wait().unwrap();
            assert!(!found.is_empty(), "{text}");
        });
        let caller = Caller { phone: text.into(), room: text.into(), name: text.into() };
        let call = work(format!("caller {text}"), move |on| {
            on.desk.known_caller(caller.clone()).wait().unwrap();
        });
        for one in [find, call] {
            let (few, many) = (one.steps(&small), one.steps(&large));
            if many > few * 3 / 2 + 3_000 {
                wrong.push(format!("{}: {few} steps, {many} among four times as many households", one.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{} works:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn no_work_takes_more_steps_in_a_larger_folder() {
    let (small, large) = (Counter::filled(12), Counter::filled(36));
    let open = |counter: &Counter| {
        let today = counter.desk.today(TodayQuery::all("")).wait().unwrap();
        today.counts.of(TodayGroup::All) as u64
    };
    let (open_there, open_here) = (open(&small), open(&large));
    let mut wrong = Vec::new();
    for (one, other) in works(&small).iter().zip(works(&large)) {
        assert_eq!(one.name, other.name);
        let (few, many) = (one.steps(&small), other.steps(&large));
        let most = match one.grows {
            Grows::Hardly => few * 3 / 2,
            Grows::WithOpenCases => few * 3 / 2 * open_here.div_ceil(open_there),
            Grows::WithAll => continue,
        };
        if many > most + 2_000 {
            wrong.push(format!("{}: {few} steps, {many} among three times as many cases", one.name));
        }
    }
    assert!(wrong.is_empty(), "{} works:\n{}", wrong.len(), wrong.join("\n"));
}
