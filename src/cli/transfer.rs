//! `demo`, `import` and `export`: cases in and out.

use std::io::Write;

use crate::cli::args::{Demo, Export, ExportFormat, ExportPerson, ExportRoster, Import, TableFormat};
use crate::cli::data::{Data, operator};
use crate::cli::failure::Failure;
use crate::cli::output::{load, save_bytes, say};
use crate::desk::demo::Plan;
use crate::desk::fill::fill;
use crate::desk::import::{import_cases, preview_cases};
use crate::desk::interchange::outcome::{Fate, Report};
use crate::desk::interchange::read::{LARGEST_FILE, read};
use crate::desk::print::sheet::SheetJob;
use crate::desk::spreadsheet::{CaseList, Format};
use crate::domain::calendar::OfficeHours;
use crate::domain::case_query::{CaseFilter, CaseOrder};
use crate::domain::person::Complainant;
use crate::domain::time::Moment;
use crate::store::place;

/// Fills an empty folder.
///
/// # Errors
/// Why it failed.
pub fn demo(data: &Data, demo: &Demo, out: &mut dyn Write) -> Result<(), Failure> {
    let end = demo.to.map_or_else(|| data.clock.now(), |date| OfficeHours::default().end_on(date));
    let plan = Plan { cases: demo.cases as usize, seed: demo.seed, end, months: demo.months };
    let count = fill(&data.exclusive()?, plan)?;
    say(out, &format!("已写入 {count} 张演示受理单。"))
}

/// Takes cases over from a file.
///
/// # Errors
/// Why it failed; refused cases are no failure of the command, they stand in the report.
pub fn import(data: &Data, import: &Import, out: &mut dyn Write) -> Result<(), Failure> {
    let file = read(&load(&import.file, LARGEST_FILE)?).map_err(Failure::Failed)?;
    let name = import.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let report = if import.dry_run {
        let there = data.folder.join(place::FILE).exists();
        let desk = if there { Some(data.reading()?) } else { None };
        preview_cases(desk.as_ref(), data.clock.now(), &name, file)?
    } else {
        import_cases(&data.exclusive()?, &operator(), &name, file)?
    };
    // What was done is said first: the report may not be writable.
    summary(&report, import.dry_run, out)?;
    match &import.report {
        Some(path) => save_bytes(data, path, format!("{:#}\n", serde_json::json!(report)).as_bytes()),
        None => Ok(()),
    }
}

/// The counts, and the reasons of what was refused.
fn summary(report: &Report, dry_run: bool, out: &mut dyn Write) -> Result<(), Failure> {
    let count = |outcome| report.count(outcome);
    let (verb, end) =
        if dry_run { ("可导入", "（只核对，没有写入）") } else { ("已导入", "") };
    let (imported, duplicate) = (count(Fate::Imported), count(Fate::Duplicate));
    let refused = count(Fate::Refused);
    say(out, &format!("{verb} {imported} 张，重复 {duplicate} 张，未导入 {refused} 张{end}。"))?;
    for row in report.rows.iter().filter(|row| row.outcome == Fate::Refused) {
        let number = row.number.as_deref().unwrap_or("无编号");
        say(out, &format!("未导入　{number}：{}", row.notes.join("；")))?;
    }
    let noted = report.rows.iter().filter(|row| row.outcome == Fate::Imported && !row.notes.is_empty());
    match noted.count() {
        0 => Ok(()),
        noted => say(out, &format!("其中 {noted} 张有提示，见 --report 写出的导入结果。")),
    }
}

/// Writes cases to a file.
///
/// # Errors
/// Why it failed.
pub fn export(data: &Data, export: &Export, out: &mut dyn Write) -> Result<(), Failure> {
    let desk = data.reading()?;
    let format = match export.format {
        ExportFormat::Json => None,
        ExportFormat::Xlsx => Some(Format::Xlsx),
        ExportFormat::Csv => Some(Format::Csv),
    };
    let filter = CaseFilter {
        from: export.from.map(Moment::start_of),
        to: export.to.map(|to| Moment::start_of(to).end_of_day()),
        ..CaseFilter::default()
    };
    let count = match format {
        Some(format) => {
            let list = CaseList { in_full: export.full, ..CaseList::new(filter, CaseOrder::Oldest) };
            desk.export_list(list, format, &export.out, &operator()).wait()? as usize
        }
        None => desk.export_cases(filter, &export.out, &operator()).wait()?,
    };
    say(out, &format!("已导出 {count} 张受理单。"))
}

/// Writes the roster to a file.
///
/// # Errors
/// Why it failed.
pub fn export_roster(data: &Data, typed: &ExportRoster, out: &mut dyn Write) -> Result<(), Failure> {
    let format = match typed.format {
        TableFormat::Xlsx => Format::Xlsx,
        TableFormat::Csv => Format::Csv,
    };
    let job = SheetJob { path: typed.out.clone(), format, in_full: typed.full };
    let count = data.reading()?.export_roster(job, &operator()).wait()?;
    say(out, &format!("已导出名册 {count} 户。"))
}

/// Writes what is kept of one person to a file.
///
/// # Errors
/// Why it failed.
pub fn export_person(data: &Data, asked: &ExportPerson, out: &mut dyn Write) -> Result<(), Failure> {
    let person = Complainant {
        name: asked.name.clone(),
        phones: asked.phone.iter().cloned().collect(),
        room: asked.room.clone(),
        ..Complainant::default()
    };
    let count = data.reading()?.export_person(&operator(), person, &asked.out).wait()?;
    say(out, &format!("已写出这位业主的 {count} 张受理单，并记入操作记录。"))
}
