//! Cells of real books – rooms, dates, telephone numbers, names – with what they mean.

use serde_json::Value;
use tingsu::domain::reading::outcome::Reading;
use tingsu::domain::reading::room::RoomKind;
use tingsu::domain::reading::time::{Precision, read_dated};
use tingsu::domain::reading::{name, phone, room};
use tingsu::domain::time::Moment;

fn cells(table: &str) -> Vec<Value> {
    let all: Value = serde_json::from_str(include_str!("../fixtures/ledger-cells.json")).unwrap();
    all[table].as_array().unwrap().clone()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|one| text(one).to_owned()).collect()
}

#[test]
fn rooms() {
    let mut wrong = Vec::new();
    for cell in cells("rooms") {
        let found = room::read(text(&cell[0])).value().map(|read| read.room);
        let parts = found.map(|room| {
            let building = match room.kind {
                RoomKind::Home => room.building,
                kind => kind.word().to_owned(),
            };
            [building, room.unit, room.number]
        });
        let expected = [1, 2, 3].map(|at| text(&cell[at]).to_owned());
        let expected = (!expected[2].is_empty()).then_some(expected);
        if parts != expected {
            wrong.push(format!("{cell}: {parts:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn dates() {
    let now = Moment::parse("2026-11-30T18:00").unwrap();
    let mut wrong = Vec::new();
    for cell in cells("dates") {
        let found = read_dated(text(&cell[0]), now);
        let expected = cell[1].as_str().map(|at| Moment::parse(at).unwrap());
        let precision = found.clone().value().map_or("", |dated| match dated.precision {
            Precision::Minute => "minute",
            Precision::Hour => "hour",
            Precision::PartOfDay => "halfday",
            Precision::Day => "day",
        });
        if found.clone().value().map(|dated| dated.moment) != expected || precision != text(&cell[2]) {
            wrong.push(format!("{cell}: {found:?}"));
        }
        assert!(expected.is_some() || matches!(found, Reading::Unreadable(_)), "{cell}");
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn telephone_numbers() {
    let mut wrong = Vec::new();
    for cell in cells("phones") {
        let found = phone::read(text(&cell[0]));
        let numbers: Vec<String> = found.numbers().map(phone::Phone::written).collect();
        if numbers != strings(&cell[1]) || found.problem().is_some() != (cell[2] == true) {
            wrong.push(format!("{cell}: {found:?}"));
        }
    }
    for cell in cells("roster_phones") {
        let mut numbers: Vec<String> =
            phone::read(text(&cell[0])).numbers().map(phone::Phone::written).collect();
        numbers.sort();
        if numbers != strings(&cell[1]) {
            wrong.push(format!("{cell}: {numbers:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn names() {
    let mut wrong = Vec::new();
    for cell in cells("names") {
        let found = (name::key(text(&cell[0])), name::read(text(&cell[0])).households);
        if found.0 != text(&cell[1]) || found.1.map(u64::from) != cell[2].as_u64() {
            wrong.push(format!("{cell}: {found:?}"));
        }
    }
    for cell in cells("owners") {
        let found = name::several(text(&cell[0]));
        if found != strings(&cell[1]) {
            wrong.push(format!("{cell}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
