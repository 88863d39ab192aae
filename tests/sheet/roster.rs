//! An office's roster of 1,453 households, row by row against what it means.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use tingsu::sheet::import::problem::{Record, RowOutcome};
use tingsu::sheet::import::roster::{RosterValues, read, stewards};
use tingsu::sheet::read::open;

use crate::support::at;

const BOOK: &[u8] = include_bytes!("../fixtures/roster.xlsx");
const EXPECTED: &str = include_str!("../fixtures/roster-expected.jsonl");

fn records() -> Vec<Record<RosterValues>> {
    read(&open::read(BOOK, "名册").unwrap(), at("2026-11-30T18:00"), &BTreeMap::new())
}

fn set(value: &Value) -> BTreeSet<String> {
    value.as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_household_is_read_with_its_people_numbers_cars_and_steward() {
    let records = records();
    assert!(records.iter().all(|record| record.sheet == "业主名册"), "the sheet of fees is no roster");
    let found: BTreeMap<u32, &Record<RosterValues>> = records.iter().map(|one| (one.row, one)).collect();
    let (mut wrong, mut rows, mut households) = (Vec::new(), 0, BTreeSet::new());
    for line in EXPECTED.lines() {
        let expected: Value = serde_json::from_str(line).unwrap();
        let row = expected["row"].as_u64().unwrap() as u32;
        let record = found.get(&row);
        if let Some(kind) = expected["none"].as_str() {
            if record.is_some_and(|record| record.outcome != RowOutcome::Skipped) {
                wrong.push(format!("{row}: {kind} was taken for a record"));
            }
            continue;
        }
        rows += 1;
        let Some(values) = record.and_then(|record| record.values.as_ref()) else {
            wrong.push(format!("{row}: not read"));
            continue;
        };
        households.extend(values.household.clone());
        let told = json!(values);
        for key in ["building", "unit", "room", "owners", "plates", "steward", "note"] {
            if told[key] != expected[key] {
                wrong.push(format!("{row}: {key} {} for {}", told[key], expected[key]));
            }
        }
        let numbers: BTreeSet<String> =
            set(&expected["mobiles"]).union(&set(&expected["landlines"])).cloned().collect();
        if set(&told["phones"]) != numbers {
            wrong.push(format!("{row}: phones {} for {numbers:?}", told["phones"]));
        }
        let spaces: Vec<_> = values.kept.spaces.iter().map(|space| space.code.as_str()).collect();
        if spaces.join("") != expected["spot"].as_str().unwrap() {
            wrong.push(format!("{row}: space {spaces:?} for {}", expected["spot"]));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!((rows, households.len()), (1462, 1453));
}

#[test]
fn stewards_are_told_by_building() {
    let (stewards, own) = stewards(&records());
    let of = |name: &str| stewards.iter().find(|one| one.name == name).unwrap().areas.clone();
    assert_eq!(of("方若溪"), ["1", "2", "3"]);
    assert_eq!(of("葛小满"), ["10", "别墅", "商铺"]);
    assert!(own.is_empty(), "{own:?}");
}
