//! `demo`, `import`, `export`, `backup`, `restore` and `check`: cases and whole databases in and out.

use std::io::Write;
use std::path::Path;

use chrono::NaiveTime;

use crate::cli::args::{Demo, Export, ExportFormat, Import};
use crate::cli::data::{Data, operator};
use crate::cli::failure::Failure;
use crate::cli::output::{load, save_bytes, say};
use crate::desk::demo::Plan;
use crate::desk::fill::fill;
use crate::desk::import::{import_cases, preview_cases};
use crate::desk::interchange::outcome::{Outcome, Report};
use crate::desk::interchange::read::{LARGEST_FILE, read};
use crate::desk::interchange::write::{order, write};
use crate::desk::maintenance::restore_folder;
use crate::desk::output::{self, Kind};
use crate::desk::spreadsheet::{CaseList, Format};
use crate::domain::case_query::{CaseFilter, CaseOrder};
use crate::domain::time::Moment;
use crate::store::place;

/// Fills an empty folder.
///
/// # Errors
/// Why it failed.
pub fn demo(data: &Data, demo: &Demo, out: &mut dyn Write) -> Result<(), Failure> {
    let evening = NaiveTime::from_hms_opt(18, 0, 0).unwrap_or(NaiveTime::MIN);
    let end = demo.to.map_or_else(|| data.clock.now(), |date| Moment::new(date, evening));
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
    let (imported, duplicate) = (count(Outcome::Imported), count(Outcome::Duplicate));
    let refused = count(Outcome::Refused);
    say(out, &format!("{verb} {imported} 张，重复 {duplicate} 张，未导入 {refused} 张{end}。"))?;
    for row in report.rows.iter().filter(|row| row.outcome == Outcome::Refused) {
        let number = row.number.as_deref().unwrap_or("无编号");
        say(out, &format!("未导入　{number}：{}", row.notes.join("；")))?;
    }
    let noted = report.rows.iter().filter(|row| row.outcome == Outcome::Imported && !row.notes.is_empty());
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
    if let Some(format) = format {
        let filter = CaseFilter {
            from: export.from.map(Moment::start_of),
            to: export.to.map(|to| Moment::start_of(to).end_of_day()),
            ..CaseFilter::default()
        };
        let list = CaseList { in_full: export.full, ..CaseList::new(filter, CaseOrder::Oldest) };
        let count = desk.export_list(list, format, &export.out, &operator()).wait()?;
        return say(out, &format!("已导出 {count} 张受理单。"));
    }
    let mut cases = desk
        .cases_between(
            export.from.map(Moment::start_of),
            export.to.map(|to| Moment::start_of(to).end_of_day()),
        )
        .wait()?;
    cases.sort_by_cached_key(order);
    let (count, property) = (cases.len(), desk.settings().wait()?.property);
    output::save(&data.folder, &export.out, Kind::Text, |file| {
        write(file, &property, desk.now(), cases.into_iter().map(Ok))
    })?;
    desk.exported(&operator(), &export.out, count).wait()?;
    say(out, &format!("已导出 {count} 张受理单。"))
}

/// Copies the database to a file.
///
/// # Errors
/// Why it failed.
pub fn backup(data: &Data, file: &Path, out: &mut dyn Write) -> Result<(), Failure> {
    data.reading()?.backup_to(file).wait()?;
    say(out, &format!("已备份到「{}」，并核对无误。", file.display()))
}

/// Puts a copy in place of the database.
///
/// # Errors
/// Why it failed; the present database stays in place then.
pub fn restore(data: &Data, file: &Path, out: &mut dyn Write) -> Result<(), Failure> {
    let kept = restore_folder(&data.folder, file, data.clock, &operator())?;
    say(out, "已用备份恢复数据。")?;
    match kept {
        None => Ok(()),
        Some(kept) => say(out, &format!("恢复前的数据另存在「{}」。", kept.display())),
    }
}

/// Checks the database; with `rebuild` also makes anew what is kept beside the events.
///
/// # Errors
/// [`Failure::Found`] when something is wrong, else why it failed.
pub fn check(data: &Data, rebuild: bool, out: &mut dyn Write) -> Result<(), Failure> {
    let found = if rebuild {
        data.repair()?.check_rebuild().wait()?.value
    } else {
        data.reading()?.check().wait()?
    };
    if found.is_empty() {
        let rebuilt = if rebuild { "，列表、检索和统计数据已重建" } else { "" };
        return say(out, &format!("数据文件和记录链完好{rebuilt}。"));
    }
    for finding in &found {
        say(out, &finding.0)?;
    }
    say(out, &format!("共发现 {} 处问题。", found.len()))?;
    Err(Failure::Found)
}
