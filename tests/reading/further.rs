//! A hundred further writings each of times, rooms, telephone numbers and names with what they mean, and some two hundred and
//! forty as they come over the counter – pasted from a chat or a spreadsheet, spoken into a telephone –; `-` stands for what
//! must not be read.

use tingsu::domain::calendar::OfficeHours;
use tingsu::domain::code::Title;
use tingsu::domain::reading::name::address;
use tingsu::domain::reading::time::{self, Tense};
use tingsu::domain::reading::{phone, room};
use tingsu::domain::time::Moment;

/// The rows of two tables; marks that cannot be seen are written as `\u{…}`, breaks as `\n`.
fn rows(table: &'static str, counter: &'static str) -> Vec<Vec<String>> {
    let row = |line: &str| line.split('\t').map(plain).collect();
    let lines = table.lines().chain(counter.lines());
    let rows: Vec<Vec<String>> = lines.filter(|line| !line.is_empty()).map(row).collect();
    assert!(rows.len() >= 140, "{} rows", rows.len());
    rows
}

fn plain(text: &str) -> String {
    let mut plain = text.replace("\\r", "\r").replace("\\n", "\n").replace("\\t", "\t");
    while let Some((before, rest)) = plain.split_once("\\u{") {
        let (code, after) = rest.split_once('}').unwrap();
        let c = char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap();
        plain = format!("{before}{c}{after}");
    }
    plain
}

/// What was read otherwise than it is meant; `-` for nothing.
fn check(wrong: impl Iterator<Item = (String, Option<String>, String)>) {
    let wrong: Vec<String> = wrong
        .filter(|(_, found, meant)| found.as_deref().unwrap_or("-") != meant)
        .map(|(text, found, meant)| format!("{text:?}: {found:?}, not {meant}"))
        .collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn times() {
    let now = Moment::parse("2026-11-21T14:32").unwrap();
    check(
        rows(
            include_str!("../fixtures/writings/times.tsv"),
            include_str!("../fixtures/writings/counter/times.tsv"),
        )
        .into_iter()
        .map(|row| {
            let tense = if row[0] == "past" { Tense::Past } else { Tense::Future };
            let found = time::read(&row[1], tense, now, OfficeHours::default()).value();
            (row[1].clone(), found.map(|at| at.to_string()[..16].to_owned()), row[2].clone())
        }),
    );
}

#[test]
fn rooms() {
    check(
        rows(
            include_str!("../fixtures/writings/rooms.tsv"),
            include_str!("../fixtures/writings/counter/rooms.tsv"),
        )
        .into_iter()
        .map(|row| {
            let found = room::read(&row[0]).value().map(|read| read.room.to_string());
            (row[0].clone(), found, row[1].clone())
        }),
    );
}

#[test]
fn phones() {
    check(
        rows(
            include_str!("../fixtures/writings/phones.tsv"),
            include_str!("../fixtures/writings/counter/phones.tsv"),
        )
        .into_iter()
        .map(|row| {
            let read = phone::read(&row[0]);
            let numbers: Vec<String> = read.numbers().map(|one| one.written()).collect();
            let found = (!numbers.is_empty()).then(|| numbers.join(" "));
            (row[0].clone(), found, row[1].clone())
        }),
    );
}

#[test]
fn names() {
    check(
        rows(
            include_str!("../fixtures/writings/names.tsv"),
            include_str!("../fixtures/writings/counter/names.tsv"),
        )
        .into_iter()
        .map(|row| (row[1].clone(), address(&row[1], Title::from_code(&row[0])), row[2].clone())),
    );
}
