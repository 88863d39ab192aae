//! `export month`, `export facts` and `rollup`: a company with many centres.

use std::io::Write;

use crate::cli::args::{MonthOut, ReportFormat, RollupArgs};
use crate::cli::data::{Data, operator};
use crate::cli::failure::Failure;
use crate::cli::output::{load, say};
use crate::cli::papers::month_of;
use crate::desk::rollup::{RollupFormat, RollupJob, roll_up};

/// A list of names is far shorter.
const LARGEST_LIST: u64 = 4 << 20;

/// Writes a month for the company.
///
/// # Errors
/// Why it failed.
pub fn month(data: &Data, typed: &MonthOut, out: &mut dyn Write) -> Result<(), Failure> {
    let desk = data.reading()?;
    let period = month_of(&desk, typed.month)?;
    let count = desk.export_month(period, &typed.out, &operator()).wait()?;
    let draft = desk.month_history(period).wait()?.in_force().is_none();
    let note = if draft { "这个月还没有定稿。" } else { "" };
    say(out, &format!("已写出 {} 的 {count} 件，不含姓名、电话、房号和文字。{note}", period.label()))
}

/// Writes the lines of a month as csv.
///
/// # Errors
/// Why it failed.
pub fn facts(data: &Data, typed: &MonthOut, out: &mut dyn Write) -> Result<(), Failure> {
    let desk = data.reading()?;
    let period = month_of(&desk, typed.month)?;
    let count = desk.export_facts(period, &typed.out, &operator()).wait()?;
    say(out, &format!("已写出 {} 的 {count} 件，一件一行。", period.label()))
}

fn format(typed: ReportFormat) -> RollupFormat {
    match typed {
        ReportFormat::Xlsx => RollupFormat::Xlsx,
        ReportFormat::Pdf => RollupFormat::Pdf,
        ReportFormat::Json => RollupFormat::Json,
    }
}

/// Adds up the months of many centres.
///
/// # Errors
/// Why it failed.
pub fn rollup(data: &Data, typed: RollupArgs, out: &mut dyn Write) -> Result<(), Failure> {
    let expected = match &typed.expect {
        None => Vec::new(),
        Some(list) => {
            let text = String::from_utf8(load(list, LARGEST_LIST)?).map_err(|_| {
                Failure::Failed(format!("名单「{}」不是 UTF-8 文本，没有汇总。", list.display()))
            })?;
            let names = text.trim_start_matches('\u{feff}').lines().map(str::trim);
            names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
        }
    };
    let job = RollupJob { files: typed.files, expected, format: format(typed.format), out: typed.out };
    let rollup = roll_up(&data.folder, &job, &operator().name, data.clock.now())?;
    let received = rollup.total.check.received;
    say(out, &format!("已汇总 {} 个中心，本期受理 {received} 件。", rollup.centres.len()))?;
    let named = |names: Vec<&str>, what: &str| {
        if names.is_empty() { None } else { Some(format!("{what}：{}", names.join("、"))) }
    };
    let notes = [
        named(rollup.missing(&job.expected), "缺文件的中心"),
        named(rollup.unlocked().collect(), "未定稿的中心"),
    ];
    for note in notes.into_iter().flatten() {
        say(out, &note)?;
    }
    Ok(())
}
