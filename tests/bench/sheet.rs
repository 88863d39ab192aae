//! Spreadsheets against the library that writes them, given the same cells; and a company of many centres, of which no more
//! is in memory than of a few.

use std::fs;
use std::path::PathBuf;

use rust_xlsxwriter::{Format, Workbook};
use tingsu::desk::rollup::{RollupFormat, RollupJob, roll_up};
use tingsu::domain::case_column::CaseColumn;
use tingsu::domain::case_query::{CaseFilter, CaseOrder};
use tingsu::domain::settings::Settings;
use tingsu::domain::statistics::period::Period;
use tingsu::sheet::write::cases::{Look, column, value};
use tingsu::sheet::write::page::{Page, Value};
use tingsu::sheet::write::xlsx::{Book, WriteError};

use crate::desk::{counter, evening, folder};
use crate::{compare, tell, time, turns};

const ROWS: usize = 100_000;
const ROUNDS: usize = 5;
/// So many centres, and so many against which memory is compared.
const CENTRES: usize = 2_000;
const FEW: usize = 200;

/// Prints the figures of spreadsheets and of the company.
pub fn measure() {
    println!("\nA register of {ROWS} rows as xlsx");
    let folder = folder();
    let (desk, chief) = counter(folder.path(), 300);
    let settings = desk.settings().wait().unwrap();
    let situations = desk.situation_names();
    let look = Look { settings: &settings, situations: &situations, now: evening(), in_full: false };
    let cases: Vec<_> =
        desk.every_case(CaseFilter::default(), CaseOrder::Newest).collect::<Result<_, _>>().unwrap();
    let columns = CaseColumn::USUAL;
    let lines: Vec<Vec<Value>> =
        cases.iter().map(|row| columns.iter().map(|one| value(*one, row, &look)).collect()).collect();
    let page = Page::new("台账", columns.iter().map(|one| column(*one)).collect());
    let all = || (0..ROWS).map(|n| &lines[n % lines.len()]);
    let path = folder.path().join("ours.xlsx");
    let bare_path = folder.path().join("bare.xlsx");
    let ours_once = || {
        let mut book = Book::new("台账", evening()).unwrap();
        book.page(&page, all().map(|line| Ok::<_, WriteError>(line.clone()))).unwrap();
        book.save(fs::File::create(&path).unwrap()).unwrap();
    };
    let bare_once = || {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet_with_low_memory().unwrap();
        let (text, time) =
            (Format::new().set_num_format("@"), Format::new().set_num_format("yyyy-mm-dd hh:mm"));
        for (row, line) in all().enumerate() {
            for (column, cell) in line.iter().enumerate() {
                let (row, column) = (row as u32, column as u16);
                match cell {
                    Value::Text(words) => {
                        sheet.write_string_with_format(row, column, words, &text).unwrap();
                    }
                    Value::Time(at) => {
                        let at = at.date().and_time(at.time());
                        sheet.write_datetime_with_format(row, column, at, &time).unwrap();
                    }
                    Value::Count(count) => {
                        sheet.write_number(row, column, *count as f64).unwrap();
                    }
                    _ => {}
                }
            }
        }
        book.save(&bare_path).unwrap();
    };
    let [ours, bare] = turns(ROUNDS, [&mut |_| ours_once(), &mut |_| bare_once()]);
    compare("xlsx of 100,000 rows / rust_xlsxwriter bare", ours, bare, "ms", Some(1.3));

    println!("\nA company of {CENTRES} centres");
    let november = Period::month(2026, 11, settings.rules.cut_off_day).unwrap();
    let mut files: Vec<PathBuf> = Vec::new();
    for n in 0..CENTRES {
        let name = Settings { property: format!("第{n}中心"), households: Some(500), ..settings.clone() };
        desk.save_settings(&chief, name).wait().unwrap();
        let file = folder.path().join(format!("{n}.month"));
        desk.export_month(november, &file, &chief).wait().unwrap();
        files.push(file);
    }
    let roll = |count: usize| {
        let out = folder.path().join("all.xlsx");
        let job = RollupJob {
            files: files[..count].to_vec(),
            expected: Vec::new(),
            format: RollupFormat::Xlsx,
            out,
        };
        let before = memory(true);
        let took = time(|| roll_up(folder.path(), &job, "系统管理", evening()).unwrap());
        (took, memory(false) - before)
    };
    let ((few, _), (many, _)) = (roll(FEW), roll(CENTRES));
    compare("a centre of 2,000 / a centre of 200", many / CENTRES as f64, few / FEW as f64, "ms", Some(1.3));
    let ((_, small), (_, large)) = (roll(FEW), roll(CENTRES));
    tell("memory that 200 centres take beside", small, "MB");
    tell("memory that 2,000 centres take beside", large, "MB");
    tell("memory for a centre more", (large - small) * 1024.0 / (CENTRES - FEW) as f64, "KB");
}

/// The most memory of this process in MB since it was last begun anew, which is done first when asked.
fn memory(anew: bool) -> f64 {
    if anew {
        fs::write("/proc/self/clear_refs", "5").unwrap();
    }
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").trim().parse::<f64>().unwrap() / 1024.0
}
