//! Files and cells by chance: whatever somebody hands over, the program says what it is, in bounded memory, and goes on.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use chrono::NaiveDate;
use proptest::prelude::*;
use tingsu::domain::settings::Settings;
use tingsu::sheet::import::ledger::{self, LedgerSettings};
use tingsu::sheet::import::problem::RowOutcome;
use tingsu::sheet::import::roster;
use tingsu::sheet::read::cell::{Cell, Row, Sheet};
use tingsu::sheet::read::error::ReadError;
use tingsu::sheet::read::open;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::support::at;

const BOOKS: [&[u8]; 3] = [
    include_bytes!("../fixtures/ledger.xlsx"),
    include_bytes!("../fixtures/ledger.xls"),
    include_bytes!("../fixtures/ledger.ods"),
];

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The most memory that the process has held so far, in bytes; `None` where the system does not tell.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}

#[test]
fn a_bomb_is_refused_before_it_unfolds_in_memory() {
    let before = peak();
    let many = vec![b'0'; 100 << 20];
    let bombs = [
        zipped(&[("xl/workbook.xml", b"<workbook/>"), ("xl/sharedStrings.xml", &[many.clone(), many.clone()].concat())]),
        zipped(&[
            ("xl/workbook.xml", b"<workbook/>"),
            ("xl/worksheets/sheet1.xml", &many),
            ("xl/worksheets/sheet2.xml", &many),
            ("xl/worksheets/sheet3.xml", &many),
            ("xl/worksheets/sheet4.xml", &many),
        ]),
        zipped(&[(
            "content.xml",
            br#"<office:document-content><table:table table:name="1"><table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="string" table:number-columns-repeated="16384"><text:p>1</text:p></table:table-cell></table:table-row></table:table></office:document-content>"#,
        )]),
    ];
    drop(many);
    for (at, bomb) in bombs.iter().enumerate() {
        assert!(bomb.len() < 2 << 20, "{at}: small on disk");
        assert_eq!(open::read(bomb, "炸弹"), Err(ReadError::TooLarge), "{at}");
    }
    if let (Some(before), Some(after)) = (before, peak()) {
        // The bombs themselves took 400 MB to make; other tests run beside.
        assert!(after - before < 1 << 30, "{} MB", (after - before) >> 20);
    }
    assert!(ReadError::TooLarge.message().contains("没有导入任何内容"));
}

#[test]
fn a_workbook_with_macros_is_read_and_its_macros_are_not() {
    let mut zip = zip::ZipArchive::new(Cursor::new(BOOKS[0])).unwrap();
    let mut with_macros = ZipWriter::new(Cursor::new(Vec::new()));
    for place in 0..zip.len() {
        let part = zip.by_index_raw(place).unwrap();
        with_macros.raw_copy_file(part).unwrap();
    }
    with_macros.start_file("xl/vbaProject.bin", SimpleFileOptions::default()).unwrap();
    with_macros.write_all(b"\xd0\xcf\x11\xe0 Shell \"calc.exe\"").unwrap();
    let bytes = with_macros.finish().unwrap().into_inner();
    assert_eq!(open::read(&bytes, "宏").unwrap(), open::read(BOOKS[0], "宏").unwrap());
}

#[test]
fn what_is_no_spreadsheet_is_told_in_a_sentence() {
    let nested = zipped(&[("inner.zip", &zipped(&[("a", b"b")]))]);
    for (bytes, expected) in [
        (b"".as_slice(), ReadError::Empty),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", ReadError::Foreign),
        (b"%PDF-1.7\n\0", ReadError::Foreign),
        (b"MZ\x90\0\x03", ReadError::Foreign),
        (b"<html><table></table></html>", ReadError::WebPage),
        (nested.as_slice(), ReadError::Foreign),
    ] {
        let found = open::read(bytes, "别的").unwrap_err();
        assert_eq!(found, expected);
        assert!(found.message().ends_with("没有导入任何内容。"), "{}", found.message());
    }
    for broken in [&BOOKS[0][..1000], b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"] {
        assert!(matches!(open::read(broken, "坏的"), Err(ReadError::Damaged(_))));
    }
}

/// What may stand in a cell.
fn cell() -> impl Strategy<Value = Cell> {
    let day = (0_i64..60_000, 0_u32..1_440).prop_map(|(day, minute)| {
        let first = NaiveDate::from_ymd_opt(1960, 1, 1).unwrap().and_hms_opt(0, 0, 0).unwrap();
        Cell::Date(first + chrono::Duration::days(day) + chrono::Duration::minutes(minute.into()))
    });
    prop_oneof![
        2 => Just(Cell::Blank),
        2 => any::<f64>().prop_map(Cell::Number),
        1 => day,
        6 => "[0-9一二三十年月日点半栋单元室#/.\\-，、()（）转张王李陈先生女士投诉报修漏水已处理满意合计小计同上无匿名A-C粤Z ]{0,24}".prop_map(Cell::of_text),
        1 => "\\PC{0,40}".prop_map(Cell::of_text),
    ]
}

/// A sheet with a head that is known and rows by chance.
fn sheet(head: &'static [&'static str]) -> impl Strategy<Value = Sheet> {
    let rows = proptest::collection::vec(proptest::collection::vec(cell(), 0..14), 0..14);
    rows.prop_map(move |rows| {
        let head = head.iter().map(|text| Cell::Text((*text).to_owned())).collect();
        let cells = std::iter::once(head).chain(rows);
        let rows = (1..).zip(cells).map(|(number, cells)| Row { number, cells }).collect();
        Sheet { name: "11月".into(), rows, ..Sheet::default() }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn cells_by_chance_are_read_or_told(
        cases in sheet(&["日期", "时间", "房号", "姓名", "电话", "内容", "处理情况", "是否回访", "满意度", "办结日期"]),
        homes in sheet(&["楼栋", "单元", "房号", "业主姓名", "联系电话", "车牌", "车位", "到期日", "管家", "备注"]),
    ) {
        let (settings, mappings) = (Settings::default(), BTreeMap::new());
        let now = at("2026-11-30T18:00");
        let around = LedgerSettings { settings: &settings, now, roster: None };
        for row in ledger::read(&[cases], &around, &mappings) {
            // What is taken over has a time that has been and a content; what is refused says why.
            if row.outcome == RowOutcome::Imported {
                let values = row.values.unwrap();
                prop_assert!(values.received_at.unwrap() <= now && !values.content.trim().is_empty());
            } else {
                prop_assert!(row.outcome != RowOutcome::Refused || row.problems.iter().any(|one| one.refuses()));
            }
        }
        for row in roster::read(&[homes], now, &BTreeMap::new()) {
            if row.outcome == RowOutcome::Imported {
                prop_assert!(!row.values.unwrap().kept.room.is_empty());
            }
        }
    }

    #[test]
    fn text_by_chance_is_a_table_or_told(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        if let Err(error) = open::read(&bytes, "随机") {
            prop_assert!(error.message().ends_with("没有导入任何内容。"));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_broken_book_is_read_or_told(
        which in 0_usize..3,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40),
        cut in any::<prop::sample::Index>(),
        whole in any::<bool>(),
    ) {
        let mut bytes = BOOKS[which].to_vec();
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if !whole {
            bytes.truncate(cut.index(bytes.len()));
        }
        match open::read(&bytes, "坏的") {
            Ok(sheets) => prop_assert!(sheets.iter().any(|sheet| !sheet.rows.is_empty())),
            Err(error) => prop_assert!(error.message().ends_with("没有导入任何内容。")),
        }
    }
}
