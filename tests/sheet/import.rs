//! An office's books taken over: by command and at the desk, undone, taken over again.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

use tingsu::desk::old_book::preview::{Book, Counts, Mappings, read_book};
use tingsu::desk::old_book::report::write_report;
use tingsu::desk::old_book::undo::Undone;
use tingsu::domain::caller::{Caller, KnownPerson};
use tingsu::domain::case_query::{CaseFilter, CaseOrder};
use tingsu::domain::case_row::CaseRow;
use tingsu::domain::code::{CaseKind, ClosureCode, Status};
use tingsu::domain::event::EventKind;
use tingsu::domain::imported::BookKind;
use tingsu::domain::statistics::period::Period;

use crate::support::{self, Counter, at};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

fn counter() -> Counter {
    Counter::at("2026-11-30T18:00")
}

/// Every case, the oldest first.
fn rows(counter: &Counter) -> Vec<CaseRow> {
    let all = counter.desk.every_case(CaseFilter::default(), CaseOrder::Oldest);
    all.collect::<Result<_, _>>().unwrap()
}

fn read(counter: &Counter, kind: BookKind, name: &str) -> Book {
    read_book(Some(&counter.desk), at("2026-11-30T18:00"), &fixture(name), &Mappings::none(kind)).unwrap()
}

fn take_over(counter: &Counter, kind: BookKind, name: &str) -> Book {
    support::take_over(counter, read(counter, kind, name))
}

#[test]
fn a_ledger_is_taken_over_once_undone_and_taken_over_again() {
    let counter = counter();
    let dry = read(&counter, BookKind::Ledger, "ledger.xlsx");
    assert_eq!(rows(&counter), []);
    let book = take_over(&counter, BookKind::Ledger, "ledger.xlsx");
    let expected = Counts { imported: 629, duplicate: 5, refused: 16, noted: book.counts().noted };
    assert_eq!(book.counts(), expected);
    assert_eq!(dry.counts(), expected, "the dry run tells the same");

    assert_eq!(rows(&counter).len(), 629);
    assert!(
        rows(&counter).iter().all(|row| row.import_batch.is_some() && row.next.is_none()),
        "no obligations"
    );

    let named = rows(&counter).into_iter().find(|row| row.name.is_some() && row.room.is_some()).unwrap();
    assert!(!counter.desk.search(named.name.as_deref().unwrap()).wait().unwrap().is_empty());

    let again = take_over(&counter, BookKind::Ledger, "ledger.xlsx");
    assert_eq!((again.counts().imported, again.counts().duplicate), (0, 634));
    assert_eq!(rows(&counter).len(), 629);

    let lots = counter.desk.imports().wait().unwrap();
    assert_eq!(lots.len(), 1, "an import that adds nothing is no lot");
    assert_eq!((lots[0].kind, lots[0].count, lots[0].undone), (BookKind::Ledger, 629, false));
    let undone = counter.desk.undo_import(&counter.chief, lots[0].id).wait().unwrap().value;
    assert_eq!(undone, Undone { taken_back: 629, kept: 0 });
    assert!(counter.desk.undo_import(&counter.chief, lots[0].id).wait().is_err(), "only once");
    assert_eq!(rows(&counter), [], "nothing of it stands in the list");
    for text in [named.name.unwrap(), named.number.to_string(), named.room.unwrap(), "电梯".into()] {
        assert_eq!(counter.desk.search(&text).wait().unwrap(), [], "{text}");
    }
    let all = counter.desk.case_count(CaseFilter::default()).wait().unwrap();
    assert_eq!((all.all, all.overdue), (0, 0));
    let march = counter.desk.report(Period::parse("2026-03", 1).unwrap()).wait().unwrap();
    assert_eq!((march.check.received, march.check.voided), (0, 0), "an undone import counts in no period");
    let november = counter.desk.report(Period::parse("2026-11", 1).unwrap()).wait().unwrap();
    assert_eq!((november.check.opening, november.check.voided), (0, 0));

    assert_eq!(take_over(&counter, BookKind::Ledger, "ledger.xlsx").counts().imported, 629);
    assert_eq!(counter.desk.check().wait().unwrap(), []);
    assert_eq!(counter.desk.check_rebuild().wait().unwrap().value, []);
}

#[test]
fn a_case_of_an_old_ledger_keeps_its_text_and_counts_by_what_is_known() {
    let counter = counter();
    take_over(&counter, BookKind::Ledger, "ledger.xlsx");
    let rows = rows(&counter);
    let row = rows.iter().find(|row| row.name.as_deref() == Some("吕雅慧")).unwrap();
    assert_eq!(row.received_at, at("2026-01-01T18:29"));
    assert_eq!((row.room.as_deref(), row.closure), (Some("10-2001"), Some(ClosureCode::Visited)));
    let case = counter.desk.case(row.number).wait().unwrap();
    let original = case.events.iter().find_map(|event| match &event.kind {
        EventKind::Note { text, internal: true } => Some(text.clone()),
        _ => None,
    });
    let original = original.unwrap();
    assert!(original.contains("1月 第 4 行") && original.contains("业主：吕雅慧（老人）"), "{original}");
    assert!(original.contains("电话：139-0000-6840/13900008230"), "{original}");

    let month = |code: &str| counter.desk.report(Period::parse(code, 1).unwrap()).wait().unwrap();
    let march = month("2026-03");
    let complaints = rows.iter().filter(|row| {
        row.kind == CaseKind::Complaint
            && row.received_at >= at("2026-03-01T00:00")
            && row.received_at < at("2026-04-01T00:00")
    });
    assert_eq!(march.check.received as usize, complaints.count());
    let total = march.axes.category.last().unwrap();
    assert_eq!(total.responded.1, 0, "an imported case has no deadlines to be met");
    assert!(total.satisfied.1 > 0);
    let open = rows.iter().filter(|row| row.is_open() && row.kind == CaseKind::Complaint).count();
    assert_eq!(month("2026-11").check.closing as usize, open);
    assert!(rows.iter().all(|row| matches!(
        row.status,
        Status::Closed | Status::Unassigned | Status::Handling | Status::Observed
    )));
}

#[test]
fn a_roster_is_taken_over_checks_the_ledger_and_is_undone() {
    let counter = counter();
    let book = take_over(&counter, BookKind::Roster, "roster.xlsx");
    assert_eq!(book.counts().refused, 0);
    assert_eq!(counter.desk.household_count().wait().unwrap(), 1453);
    let page = counter.desk.household("1-1-801").wait().unwrap().unwrap();
    let names: Vec<_> = page.household.present().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["扎西顿珠", "刘锦倩"]);
    assert_eq!(page.steward.unwrap().name, "方若溪");
    assert_eq!(page.history.len(), 1);
    assert_eq!(counter.desk.steward_of("商铺B10").wait().unwrap().unwrap().name, "葛小满");

    let again = take_over(&counter, BookKind::Roster, "roster.xlsx");
    assert_eq!(again.counts().imported, 0, "the same file again adds nothing");
    assert_eq!(counter.desk.household("1-1-801").wait().unwrap().unwrap().history.len(), 1);

    let (told, folder) = (read(&counter, BookKind::Ledger, "ledger.xlsx"), tempfile::tempdir().unwrap());
    let path = folder.path().join("report.json");
    write_report(&told, counter.folder.path(), &path).unwrap();
    let ledger: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    let told: BTreeMap<(String, u64), Vec<String>> = ledger["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let place = (row["sheet"].as_str().unwrap().to_owned(), row["row"].as_u64().unwrap());
            let problems =
                row["problems"].as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned());
            (place, problems.collect())
        })
        .collect();
    for line in include_str!("../fixtures/ledger-expected.jsonl").lines() {
        let expected: Value = serde_json::from_str(line).unwrap();
        let Some(warnings) = expected["warnings"].as_array() else { continue };
        let place = (expected["sheet"].as_str().unwrap().to_owned(), expected["row"].as_u64().unwrap());
        for code in ["unknown_room", "ambiguous_unit", "month_differs_from_sheet"] {
            let wanted = warnings.iter().any(|warning| warning == code);
            assert_eq!(told[&place].iter().any(|problem| problem == code), wanted, "{place:?} {code}");
        }
    }

    let lot = counter.desk.imports().wait().unwrap()[0].clone();
    assert_eq!(counter.desk.undo_import(&counter.chief, lot.id).wait().unwrap().value.taken_back, 1453);
    assert_eq!(counter.desk.household_count().wait().unwrap(), 0);
    assert_eq!(counter.desk.stewards().wait().unwrap(), [], "the stewards that it named are gone with it");
    take_over(&counter, BookKind::Roster, "roster.xlsx");
    assert!(!counter.desk.stewards().wait().unwrap().is_empty());
    let lot = counter.desk.imports().wait().unwrap()[0].clone();
    assert_eq!(lot.count, 1453);
    assert_eq!(counter.desk.undo_import(&counter.chief, lot.id).wait().unwrap().value.taken_back, 1453);
    assert_eq!(counter.desk.stewards().wait().unwrap(), []);
    assert_eq!(counter.desk.check_rebuild().wait().unwrap().value, []);
}

#[test]
fn the_caller_is_proposed_from_the_roster_by_any_writing() {
    let counter = counter();
    take_over(&counter, BookKind::Roster, "roster.xlsx");
    let who = |phone: &str, room: &str, name: &str| {
        let caller = Caller { phone: phone.into(), room: room.into(), name: name.into() };
        let known = counter.desk.known_caller(caller).wait().unwrap();
        let who = |one: KnownPerson| (one.person.room.unwrap(), one.person.name.unwrap_or_default());
        known.persons.into_iter().map(who).collect::<Vec<_>>()
    };
    let zhou = ("1-1-301".to_owned(), "周萱".to_owned());
    for number in ["13900004724", "+86 139-0000-4724", "139 0000 7854"] {
        assert_eq!(who(number, "", ""), std::slice::from_ref(&zhou), "{number}");
    }
    for room in ["1-1-301", "1栋1单元301室", "1号楼1单元0301"] {
        assert_eq!(who("", room, ""), std::slice::from_ref(&zhou), "{room}");
    }
    for plate in ["粤ZF90263", "粤Z·F90263", "F90263"] {
        assert_eq!(who("", "", plate), std::slice::from_ref(&zhou), "{plate}");
        assert_eq!(who(plate, "", ""), std::slice::from_ref(&zhou), "{plate}");
    }
    assert!(who("", "", "zxdz").contains(&("1-1-801".to_owned(), "扎西顿珠".to_owned())));
    assert!(who("", "", "周萱").contains(&zhou));
    let found = |text: &str| counter.desk.find_residents(text).wait().unwrap();
    assert!(found("ZF51934").iter().any(|one| one.household.room == "1-1-202"));
    assert!(found("B1-035").iter().any(|one| one.household.room == "1-1-301"));
}
