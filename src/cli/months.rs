//! `month lock`, `month unlock` and `month list`: the final versions of a month's table.

use std::io::Write;

use crate::cli::args::MonthWhat;
use crate::cli::data::{Data, operator};
use crate::cli::failure::Failure;
use crate::cli::output::say;
use crate::cli::papers::month_of;
use crate::cli::typed::Month;

/// Makes a month final, opens it again or lists its versions.
///
/// # Errors
/// Why it failed.
pub fn month(data: &Data, what: MonthWhat, out: &mut dyn Write) -> Result<(), Failure> {
    match what {
        MonthWhat::Lock { month } => lock(data, month, out),
        MonthWhat::Unlock { month, reason } => unlock(data, month, &reason, out),
        MonthWhat::List { month } => list(data, month, out),
    }
}

fn lock(data: &Data, month: Month, out: &mut dyn Write) -> Result<(), Failure> {
    let desk = data.repair()?;
    let period = month_of(&desk, month)?;
    let lock = desk.lock_month(&operator(), period).wait()?.value;
    say(out, &format!("{}已定稿：第 {} 版 {}。", period.label(), lock.version, lock.hash))
}

fn unlock(data: &Data, month: Month, reason: &str, out: &mut dyn Write) -> Result<(), Failure> {
    let desk = data.repair()?;
    let period = month_of(&desk, month)?;
    desk.unlock_month(&operator(), period, reason).wait()?;
    say(out, &format!("{}的定稿已撤销，原来的一版仍可打印。", period.label()))
}

fn list(data: &Data, month: Month, out: &mut dyn Write) -> Result<(), Failure> {
    let desk = data.reading()?;
    let period = month_of(&desk, month)?;
    let history = desk.month_history(period).wait()?;
    if history.versions.is_empty() {
        return say(out, &format!("{}还没有定稿。", period.label()));
    }
    for version in history.versions {
        let lock = version.lock;
        let end = version.unlocked.map_or_else(
            || "现行".to_owned(),
            |unlock| format!("{} {}撤销：{}", unlock.at.long(), unlock.by, unlock.reason),
        );
        say(
            out,
            &format!("第 {} 版 {}　{} {}定稿　{end}", lock.version, lock.hash, lock.at.long(), lock.by),
        )?;
    }
    Ok(())
}
