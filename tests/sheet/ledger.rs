//! An office's complaint ledger of nine months in nine layouts, row by row against what it means.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use tingsu::domain::settings::Settings;
use tingsu::sheet::import::ledger::{LedgerSettings, LedgerValues, read};
use tingsu::sheet::import::problem::{Record, RowOutcome};
use tingsu::sheet::read::open;

use crate::support::at;

const BOOK: &[u8] = include_bytes!("../fixtures/ledger.xlsx");
const EXPECTED: &str = include_str!("../fixtures/ledger-expected.jsonl");

fn records(bytes: &[u8]) -> Vec<Record<LedgerValues>> {
    let sheets = open::read(bytes, "台账").unwrap();
    let (settings, mappings) = (Settings::default(), BTreeMap::new());
    let around = LedgerSettings { settings: &settings, now: at("2026-11-30T18:00"), roster: None };
    read(&sheets, &around, &mappings)
}

/// What was read otherwise than it is meant.
pub fn mistakes(records: &[Record<LedgerValues>]) -> Vec<String> {
    let found: BTreeMap<(String, u32), &Record<LedgerValues>> =
        records.iter().map(|record| ((record.sheet.clone(), record.row), record)).collect();
    let mut wrong = Vec::new();
    let mut rows = 0;
    for line in EXPECTED.lines() {
        let expected: Value = serde_json::from_str(line).unwrap();
        let place =
            (expected["sheet"].as_str().unwrap().to_owned(), expected["row"].as_u64().unwrap() as u32);
        let record = found.get(&place);
        if let Some(kind) = expected["none"].as_str() {
            let skipped = record.is_none_or(|record| record.outcome == RowOutcome::Skipped);
            if !skipped {
                wrong.push(format!("{place:?}: {kind} was taken for a record"));
            }
            continue;
        }
        rows += 1;
        let Some(record) = record.filter(|record| record.values.is_some()) else {
            wrong.push(format!("{place:?}: not read"));
            continue;
        };
        let refused = record.outcome == RowOutcome::Refused;
        if refused == expected["importable"].as_bool().unwrap() {
            wrong.push(format!("{place:?}: refused {refused}, {:?}", record.problems));
        }
        for error in expected["errors"].as_array().unwrap() {
            if !record.problems.iter().any(|problem| problem.code() == error) {
                wrong.push(format!("{place:?}: {error} was not told: {:?}", record.problems));
            }
        }
        let values = json!(record.values);
        let mut keys =
            vec!["received_at", "precision", "building", "unit", "room", "anonymous", "name", "phones"];
        keys.extend(["content", "satisfied", "closed", "channel"]);
        if !expected["kind_raw"].is_null() {
            keys.push("kind");
        }
        for key in keys {
            if values[key] != expected[key] {
                wrong.push(format!("{place:?}: {key} {} for {}", values[key], expected[key]));
            }
        }
    }
    assert_eq!(rows, 650);
    wrong
}

#[test]
fn every_row_of_nine_layouts_is_read_as_it_is_meant() {
    let wrong = mistakes(&records(BOOK));
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
