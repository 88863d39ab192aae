//! What grows with all cases, which nothing should: the same work among the 10,000 cases of a year and among ten or a hundred
//! times as many, the older ones all settled, in turns; and searching against the bare question to SQLite.

use std::path::Path;

use chrono::Months;
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;
use tingsu::desk::demo::{self, Plan};
use tingsu::desk::handle::Desk;
use tingsu::desk::history::Incoming;
use tingsu::domain::caller::Caller;
use tingsu::domain::case::CaseNumber;
use tingsu::domain::case_query::{CaseFilter, CaseOrder, CaseQuery};
use tingsu::domain::case_row::CaseRow;
use tingsu::domain::code::CaseKind;
use tingsu::domain::person::Actor;
use tingsu::domain::settings::Rules;
use tingsu::domain::statistics::period::Period;
use tingsu::domain::time::Moment;
use tingsu::domain::today::{TodayGroup, TodayQuery};
use tingsu::store::place::FILE;

use crate::desk::{counter, evening, folder, take_in};
use crate::window::memory_at_work;
use crate::{books, compare, tell, time, turns};

const A_YEAR: usize = 10_000;
const TURNS: usize = 11;
/// The disk is slower now and then: saving takes more turns.
const SAVES: usize = 101;
/// So many cases are written at once.
const CHUNK: usize = 1_000;

/// A folder that is measured.
pub struct Ground {
    /// Its desk.
    pub desk: Desk,
    /// Where its data lie.
    pub folder: TempDir,
    chief: Actor,
    number: CaseNumber,
    /// A case with as many before as behind it.
    middle: CaseRow,
}

impl Ground {
    /// The cases of a year, and those of so many years before, of which nothing is open any more.
    pub fn filled(years_before: u32) -> Self {
        let folder = folder();
        let (desk, chief) = counter(folder.path(), A_YEAR);
        let mut all = A_YEAR;
        let took = time(|| {
            for year in 1..=years_before {
                let end = evening().date() - Months::new(12 * year);
                let end = Moment::start_of(end);
                let plan = Plan { cases: A_YEAR, seed: u64::from(year), end, months: 12 };
                let cases = demo::cases(plan).unwrap();
                let mut settled = cases.filter(|case| !case.state(&Rules::default()).is_open());
                loop {
                    let some: Vec<_> = settled.by_ref().take(CHUNK).map(Incoming::from).collect();
                    if some.is_empty() {
                        break;
                    }
                    all += some.len();
                    desk.insert_history(&chief, some).wait().unwrap();
                }
            }
        });
        let open = desk.today(TodayQuery::all("")).wait().unwrap().counts.of(TodayGroup::All);
        println!("{all} cases, {open} of them open");
        if all > A_YEAR {
            tell("fill the folder, a case", took / (all - A_YEAR) as f64, "ms");
        }
        let first = CaseQuery::first(CaseFilter::default(), CaseOrder::Newest);
        let number = desk.case_page(first.clone()).wait().unwrap().rows[0].number;
        let day = evening().date() - Months::new(6 * (years_before + 1));
        let before = CaseFilter { to: Some(Moment::start_of(day)), ..CaseFilter::default() };
        let query = CaseQuery { limit: 1, ..CaseQuery::first(before, CaseOrder::Newest) };
        let middle = desk.case_page(query).wait().unwrap().rows.remove(0);
        Self { desk, folder, chief, number, middle }
    }
}

/// Something that somebody at the counter does.
type Work = fn(&Ground, usize);

const WORKS: [(&str, f64, Work); 15] = [
    ("今日", 1.2, |on, _| drop(on.desk.today(TodayQuery::all("李敏")).wait().unwrap())),
    ("open a case", 1.2, |on, _| {
        on.desk.case(on.number).wait().unwrap();
        on.desk.open_handlers().wait().unwrap();
        on.desk.gathering(on.number).wait().unwrap();
    }),
    ("台账, first page", 1.2, |on, _| page(on, CaseFilter::default(), CaseOrder::Newest)),
    ("台账 by room, two pages", 1.2, |on, _| {
        let query = CaseQuery::first(CaseFilter::default(), CaseOrder::Room);
        let first = on.desk.case_page(query.clone()).wait().unwrap();
        on.desk.case_page(query.after(first.rows.last().unwrap().clone())).wait().unwrap();
    }),
    ("台账, complaints by 责任人", 1.2, |on, _| {
        page(on, CaseFilter { kind: Some(CaseKind::Complaint), ..CaseFilter::default() }, CaseOrder::Handler);
    }),
    ("台账, the last week by room", 1.2, |on, _| {
        let from = Some(evening() - chrono::Duration::days(7));
        page(on, CaseFilter { from, ..CaseFilter::default() }, CaseOrder::Room);
    }),
    ("台账, what is overdue, by 部门", 1.2, |on, _| {
        page(on, CaseFilter { overdue: true, ..CaseFilter::default() }, CaseOrder::Department);
    }),
    ("search for a frequent word", 1.2, |on, _| search(on, "电梯")),
    ("search for what is nowhere", 1.2, |on, _| search(on, "龘靐齉")),
    ("search for three digits", 1.2, |on, _| search(on, "417")),
    ("search for a whole number", 1.2, |on, _| search(on, "13900008316")),
    ("how many there are in 台账", 1.2, |on, _| {
        on.desk.case_count(CaseFilter::default()).wait().unwrap();
    }),
    ("a deep page of 台账", 1.2, |on, _| {
        let query = CaseQuery::first(CaseFilter::default(), CaseOrder::Newest);
        on.desk.case_page(query.after(on.middle.clone())).wait().unwrap();
    }),
    ("who is calling", 1.2, |on, _| {
        let caller = Caller { phone: "13900008316".into(), room: "3-2-1001".into(), ..Caller::default() };
        on.desk.known_caller(caller).wait().unwrap();
    }),
    ("the month's table", 1.2, |on, _| {
        let cut_off = on.desk.settings().wait().unwrap().rules.cut_off_day;
        on.desk.report(Period::month(2026, 11, cut_off).unwrap()).wait().unwrap();
    }),
];

fn page(on: &Ground, filter: CaseFilter, order: CaseOrder) {
    on.desk.case_page(CaseQuery::first(filter, order)).wait().unwrap();
}

fn search(on: &Ground, text: &str) {
    on.desk.search_everywhere(text).wait().unwrap();
}

/// Searching, and the bare question that it comes to.
const SEARCHES: [(&str, &str, &str); 4] = [
    ("a frequent word", "电梯", HITS),
    ("what is nowhere", "龘靐齉", HITS),
    ("three digits", "417", HITS),
    ("a whole number", "13900008316", BY_PHONE),
];

const HITS: &str = "SELECT case_fact.* FROM (SELECT rowid AS hit FROM search WHERE search MATCH ?1 \
                    ORDER BY rowid DESC LIMIT 200) CROSS JOIN case_fact ON number = hit";
const BY_PHONE: &str = "SELECT case_fact.* FROM case_phone CROSS JOIN case_fact ON number = case_no \
                        WHERE digits = ?1 ORDER BY number DESC LIMIT 200";

/// The database of a folder without a program.
fn bare(folder: &Path) -> Connection {
    Connection::open_with_flags(folder.join(FILE), OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap()
}

/// Reads all rows of a bare question.
fn ask(connection: &Connection, sql: &str, asked: impl rusqlite::Params) {
    let mut statement = connection.prepare_cached(sql).unwrap();
    let width = statement.column_count();
    let rows = statement
        .query_map(asked, |row| (0..width).map(|column| row.get(column)).collect::<Result<Vec<Value>, _>>())
        .unwrap();
    rows.for_each(|row| drop(row.unwrap()));
}

/// Prints the figures of ten years.
pub fn measure() {
    println!("\nSize: 100,000 cases of ten years against the last 10,000 of them");
    let small = Ground::filled(0);
    against(Ground::filled(9), small);
    books::measure();
}

/// Prints the figures of a hundred years.
pub fn million() {
    println!("\nSize: 1,000,000 cases of a hundred years against the last 10,000 of them");
    let small = Ground::filled(0);
    against(Ground::filled(99), small);
}

fn against(large: Ground, small: Ground) {
    for (name, goal, work) in WORKS {
        let [ours, baseline] = turns(TURNS, [&mut |n| work(&large, n), &mut |n| work(&small, n)]);
        compare(name, ours, baseline, "ms", Some(goal));
    }
    let [ours, baseline] = turns(
        SAVES,
        [&mut |n| drop(take_in(&large.desk, &large.chief, n)), &mut |n| {
            drop(take_in(&small.desk, &small.chief, n))
        }],
    );
    compare("save a case", ours, baseline, "ms", Some(1.1));

    let connection = bare(large.folder.path());
    for (name, text, sql) in SEARCHES {
        let asked = match name {
            "three digits" => format!("phone : \"{text}\""),
            "a whole number" => text.to_owned(),
            _ => {
                let letters: Vec<char> = text.chars().collect();
                let pairs: Vec<String> = letters.windows(2).map(String::from_iter).collect();
                format!("text : \"{}\"", pairs.join(" "))
            }
        };
        let [ours, baseline] = turns(
            TURNS,
            [&mut |_| drop(large.desk.search(text).wait().unwrap()), &mut |_| {
                ask(&connection, sql, [&asked])
            }],
        );
        compare(&format!("search for {name} / the bare question"), ours, baseline, "ms", Some(2.0));
    }
    let (start, end) = (Moment::parse("2026-11-01T00:00").unwrap(), evening());
    let rows = "SELECT case_fact.*, event.*, event_body.* FROM case_fact \
                JOIN event ON subject_kind = 'case' AND subject = number JOIN event_body USING (seq) \
                WHERE case_fact.received_at >= ?1 AND case_fact.received_at < ?2";
    let cut_off = large.desk.settings().wait().unwrap().rules.cut_off_day;
    let month = Period::month(2026, 11, cut_off).unwrap();
    let [ours, baseline] = turns(
        TURNS,
        [&mut |_| drop(large.desk.report(month).wait().unwrap()), &mut |_| {
            ask(&connection, rows, [start.unix(), end.unix()])
        }],
    );
    compare("the month's table / its rows read once", ours, baseline, "ms", Some(1.3));

    // The window wants the folder for itself.
    let Ground { desk, folder: full, .. } = large;
    drop((desk, connection));
    let empty = folder();
    drop(counter(empty.path(), 0));
    let (start, at_work) = memory_at_work(empty.path());
    let (there, there_at_work) = memory_at_work(full.path());
    compare("memory of the window / on an empty folder", there, start, "MB", Some(1.2));
    compare("memory at work / on an empty folder", there_at_work, at_work, "MB", Some(1.2));
}
