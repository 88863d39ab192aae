//! An office's books taken over, against inserting the very same rows by hand; and finding people in a large roster against a
//! small one.

use std::fs;
use std::path::Path;

use futures::executor::block_on;
use tingsu::desk::handle::Desk;
use tingsu::desk::old_book::preview::{Mappings, read_book};
use tingsu::desk::old_book::taking_over::Progress;
use tingsu::domain::case_query::{CaseFilter, CaseOrder};
use tingsu::domain::imported::BookKind;
use tingsu::domain::person::Actor;
use tingsu::store::place::FILE;

use crate::bare::{Rows, SameRows};
use crate::desk::{counter, evening, folder, open};
use crate::{compare, tell, time, turns};

const LEDGER: usize = 10_000;
const HOUSEHOLDS: usize = 50_000;
const TURNS: usize = 21;

/// Prints the figures of books.
pub fn measure() {
    ledger();
    roster();
}

/// Reads a book and takes it over; answers the milliseconds of the one and the other.
fn take(desk: &Desk, chief: &Actor, kind: BookKind, path: &Path) -> (f64, f64) {
    let mut book = None;
    let read = time(|| book = Some(read_book(Some(desk), evening(), path, &Mappings::none(kind)).unwrap()));
    let took = time(|| block_on(desk.take_over(chief, book.unwrap(), &Progress::default())).unwrap());
    (read, took)
}

fn ledger() {
    let (ours, bare) = (folder(), folder());
    let (desk, chief) = counter(ours.path(), 0);
    let path = ours.path().join("ledger.csv");
    let mut lines = String::from("日期,渠道,房号,姓名,电话,投诉内容,处理情况,是否回访,满意度\n");
    for n in 0..LEDGER {
        let (month, day, room) = (n % 10 + 1, n / 10 % 28 + 1, n % 25 + 1);
        lines += &format!(
            "2026-{month:02}-{day:02},来电,3-2-{room:02}01,业主{n},139{n:08},第{n}单：电梯异响，老人下楼害怕,\
             已请维保单位更换导靴，试运行正常，已办结,已回访,满意\n"
        );
    }
    fs::write(&path, lines).unwrap();
    drop(desk);
    fs::copy(ours.path().join(FILE), bare.path().join(FILE)).unwrap();
    let desk = open(ours.path());
    let (read, took) = take(&desk, &chief, BookKind::Ledger, &path);
    let cases = desk.every_case(CaseFilter::default(), CaseOrder::Oldest);
    let numbers: Vec<_> = cases.map(|row| row.unwrap().number).collect();
    assert_eq!(numbers.len(), LEDGER);
    drop(desk);
    let rows = SameRows::beside(bare.path(), Rows::of(ours.path(), &numbers));
    let by_hand = time(|| rows.commit_all());
    println!("\nAn old ledger of {LEDGER} rows");
    tell("look it through, a row", read / LEDGER as f64, "ms");
    compare("take it over / the same rows by hand", took, by_hand, "ms", Some(3.0));
}

/// A roster of so many households.
fn with_households(households: usize) -> (tempfile::TempDir, Desk, f64, f64) {
    let folder = folder();
    let (desk, chief) = counter(folder.path(), 0);
    let path = folder.path().join("roster.csv");
    let mut lines = String::from("房号,姓名,电话\n");
    for n in 0..households {
        let room = format!("{}-{}-{}{:02}", n / 1000 + 1, n / 500 % 2 + 1, n / 20 % 25 + 1, n % 20 + 1);
        lines += &format!("{room},业主{n},139{n:08}\n");
    }
    fs::write(&path, lines).unwrap();
    let (read, took) = take(&desk, &chief, BookKind::Roster, &path);
    (folder, desk, read / households as f64, took / households as f64)
}

fn roster() {
    let (_small, few, ..) = with_households(1_500);
    let (_large, many, read, took) = with_households(HOUSEHOLDS);
    println!("\nA roster of {HOUSEHOLDS} households against one of 1,500");
    tell("look it through, a household", read, "ms");
    tell("take it over, a household", took, "ms");
    for text in ["业主4", "0000", "yz", "1-1-302"] {
        let find = |desk: &Desk| drop(desk.find_residents(text).wait().unwrap());
        let [ours, baseline] = turns(TURNS, [&mut |_| find(&many), &mut |_| find(&few)]);
        compare(&format!("find {text}"), ours, baseline, "ms", Some(1.2));
    }
    let building = |desk: &Desk| drop(desk.households("1").wait().unwrap());
    let [ours, baseline] = turns(TURNS, [&mut |_| building(&many), &mut |_| building(&few)]);
    compare("the households of a building", ours, baseline, "ms", Some(1.2));
    let tree = |desk: &Desk| drop(desk.buildings().wait().unwrap());
    let [ours, baseline] = turns(TURNS, [&mut |_| tree(&many), &mut |_| tree(&few)]);
    compare("the buildings", ours, baseline, "ms", None);
}
