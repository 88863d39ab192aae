//! Spreadsheets read back by LibreOffice: the same numbers and words as another library reads. Needs `soffice`; where it is
//! not installed this is said aloud.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use calamine::{Data, Reader, Xlsx, open_workbook};
use tempfile::TempDir;

use tingsu::desk::print::printout::Printout;
use tingsu::desk::print::sheet::SheetJob;
use tingsu::desk::spreadsheet::{CaseList, Format};
use tingsu::domain::case_query::{CaseFilter, CaseOrder};
use tingsu::domain::statistics::period::Period;

use crate::support::{complaint, sample, skipped};

/// Every page of a book as text with commas, numbers as they are kept and not as they are shown.
const AS_KEPT: &str = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1";

/// Turns books into files `NAME-PAGE.csv`; `None` where LibreOffice is not installed.
fn convert(books: &[PathBuf], out: &Path) -> Option<()> {
    let profile = TempDir::new().unwrap();
    let ran = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", profile.path().display()))
        .args(["--headless", "--norestore", "--convert-to", AS_KEPT, "--outdir"])
        .arg(out)
        .args(books)
        .output();
    let Ok(ran) = ran else {
        skipped("LibreOffice (soffice) is not installed, so it did not read the spreadsheets");
        return None;
    };
    let said = format!("{}{}", String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    assert!(ran.status.success() && !said.to_lowercase().contains("error"), "{said}");
    Some(())
}

/// The fields of a text with commas.
fn cells(path: &Path) -> Vec<Vec<String>> {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let (mut rows, mut quoted) = (vec![vec![String::new()]], false);
    let mut characters = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(character) = characters.next() {
        let row = rows.last_mut().unwrap();
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                row.last_mut().unwrap().push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\n' if !quoted => rows.push(vec![String::new()]),
            other => row.last_mut().unwrap().push(other),
        }
    }
    rows
}

/// Whether a cell of LibreOffice says what the other library read.
fn agrees(told: &str, read: &Data) -> bool {
    match read {
        Data::Empty => told.is_empty(),
        Data::String(text) => told.replace("\r\n", "\n") == text.replace("\r\n", "\n"),
        Data::Float(number) => {
            let (told, parts) = told.strip_suffix('%').map_or((told, 1.0), |told| (told, 100.0));
            told.parse::<f64>().is_ok_and(|told| (told / parts - number).abs() < 1e-9)
        }
        Data::Int(number) => told.parse() == Ok(*number),
        Data::DateTime(at) => {
            let (day, minute) = (at.as_f64().floor(), ((at.as_f64() % 1.0) * 1440.0).round());
            let first = chrono::NaiveDate::from_ymd_opt(1899, 12, 30).unwrap();
            let date = (first + chrono::Duration::days(day as i64)).format("%Y-%m-%d").to_string();
            let clock = format!("{:02}:{:02}", minute as i64 / 60, minute as i64 % 60);
            told == date || *told == format!("{date} {clock}:00")
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn libreoffice_reads_the_same_numbers() {
    let counter = sample();
    let mut odd = complaint("2026-11-30T16:00");
    odd.summary = Some("=HYPERLINK(\"x\")，+8元，@全体\n第二行 \"引号\"".into());
    counter.take_in(odd);
    let (folder, out) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let book = |name: &str| folder.path().join(name);
    let (list, table, work) = (book("list.xlsx"), book("table.xlsx"), book("work.xlsx"));
    let all = CaseList::new(CaseFilter::default(), CaseOrder::Oldest);
    counter.desk.export_list(all, Format::Xlsx, &list, &counter.front).wait().unwrap();
    let november = Period::parse("2026-11", 1).unwrap();
    counter.desk.export_report(november, None, &table, &counter.chief).wait().unwrap();
    let days = Printout::Days(november.start_date(), november.last_date());
    counter.desk.export_paper(days, SheetJob::new(&work), &counter.front).wait().unwrap();
    let books = [list, table, work];
    if convert(&books, out.path()).is_none() {
        return;
    }
    let mut compared = HashMap::new();
    for path in &books {
        let stem = path.file_stem().unwrap().to_str().unwrap();
        let mut book: Xlsx<_> = open_workbook(path).unwrap();
        for page in book.sheet_names() {
            let range = book.worksheet_range(&page).unwrap();
            let told = cells(&out.path().join(format!("{stem}-{page}.csv")));
            for (row, line) in range.rows().enumerate() {
                for (column, cell) in line.iter().enumerate() {
                    let said = told.get(row).and_then(|line| line.get(column)).map_or("", String::as_str);
                    assert!(agrees(said, cell), "{stem} {page} {row},{column}: {said:?} {cell:?}");
                    *compared.entry(std::mem::discriminant(cell)).or_insert(0) += 1;
                }
            }
        }
    }
    // Texts, numbers, days and times, and empty cells were all among them.
    assert!(compared.len() >= 4 && compared.values().all(|count: &usize| *count > 20), "{compared:?}");
}
