//! `today`, `find` and `say`.

use std::io::Write;

use chrono::Duration;
use serde_json::json;

use crate::cli::args::{ListFormat, Say, Today};
use crate::cli::data::Data;
use crate::cli::failure::Failure;
use crate::cli::output::{load, say};
use crate::desk::handle::Desk;
use crate::desk::say::Wish;
use crate::domain::code::DeadlineCode;
use crate::domain::daily_check::{self, CheckList};
use crate::domain::obligation::Urge;
use crate::domain::settings::Rules;
use crate::domain::time::Moment;
use crate::domain::today::{Owed, OwedLine};

/// What is owed now: by cases, and the daily checks that lack a signature, by due time.
///
/// # Errors
/// Why it failed.
pub fn today(data: &Data, today: &Today, out: &mut dyn Write) -> Result<(), Failure> {
    let desk = data.reading()?;
    let now = desk.now();
    let rules = desk.settings().wait()?.rules;
    let mut checks = checks(&desk, &rules)?.into_iter().peekable();
    let mut cases = desk.everything_owed().peekable();
    // What belongs to no case stands before what does, where both are due at the same time.
    let mut next = || -> Option<Result<Row, Failure>> {
        let due = match cases.peek() {
            Some(Ok(line)) => Some(line.owed.obligation.due),
            Some(Err(_)) | None => None,
        };
        match checks.next_if(|check| due.is_none_or(|due| check.due <= due)) {
            Some(check) => Some(Ok(Row::Check(check))),
            None => cases.next().map(|line| Ok(Row::Case(Box::new(line?)))),
        }
    };
    let mut row = next();
    match today.format {
        ListFormat::Json => {
            // One array, of which a page at a time is held.
            say(out, "[")?;
            while let Some(this) = row {
                row = next();
                let line = format!("{:#}", this?.json(&rules)).replace('\n', "\n  ");
                let comma = if row.is_some() { "," } else { "" };
                say(out, &format!("  {line}{comma}"))?;
            }
            say(out, "]")
        }
        ListFormat::Text if row.is_none() => say(out, "现在没有该办的事。"),
        ListFormat::Text => {
            while let Some(this) = row {
                say(out, &this?.words(now, &rules))?;
                row = next();
            }
            Ok(())
        }
    }
}

/// A daily check that lacks a signature.
struct Check {
    list: CheckList,
    due: Moment,
    urge: Urge,
    rule: String,
}

/// The daily checks that lack a signature, by due time.
fn checks(desk: &Desk, rules: &Rules) -> Result<Vec<Check>, Failure> {
    let now = desk.now();
    let soon = Duration::minutes(rules.due_soon_minutes.into());
    let check = |(day, list)| {
        let (due, rule) = daily_check::due(day, list, rules.duty);
        Check { list, due, urge: Urge::of(DeadlineCode::DailyCheck, due, now, soon), rule }
    };
    Ok(desk.unsigned_checks().wait()?.into_iter().map(check).collect())
}

/// A row of what is owed.
enum Row {
    Check(Check),
    Case(Box<OwedLine>),
}

impl Row {
    fn json(&self, rules: &Rules) -> serde_json::Value {
        let (number, deadline, due, urge, rule) = match self {
            Self::Check(one) => (None, DeadlineCode::DailyCheck, one.due, one.urge, one.rule.clone()),
            Self::Case(line) => {
                let Owed { obligation: one, urge } = &line.owed;
                let rule = format!("{}{}", one.rule, one.unannounced_note(&rules.calendar));
                (Some(line.number), one.deadline, one.due, *urge, rule)
            }
        };
        json!({
            "number": number,
            "deadline": deadline.code(),
            "due": due,
            "state": urge.code(),
            "rule": rule,
        })
    }

    /// In words; a time that hangs on holidays not announced yet says so.
    fn words(&self, now: Moment, rules: &Rules) -> String {
        let (due, urge) = match self {
            Self::Check(one) => (one.due, one.urge),
            Self::Case(line) => (line.owed.obligation.due, line.owed.urge),
        };
        let state = match urge {
            Urge::Overdue => "逾期",
            Urge::DueSoon => "将到",
            Urge::Open => "待办",
        };
        let due = due.short(now);
        match self {
            Self::Check(one) => format!("{state}　{due}　日盘点　{}", one.list.label()),
            Self::Case(line) => {
                let one = &line.owed.obligation;
                let blind = one.unannounced_note(&rules.calendar);
                format!("{state}　{due}{blind}　{}　{}　{}", line.number, one.label(), line.gist)
            }
        }
    }
}

/// Searches as the window does; one JSON object a line.
///
/// # Errors
/// Why it failed.
pub fn find(data: &Data, text: &str, out: &mut dyn Write) -> Result<(), Failure> {
    for row in data.reading()?.search(text).wait()? {
        let hit = json!({
            "number": row.number,
            "received_at": row.received_at,
            "name": row.name,
            "room": row.room,
            "summary": row.gist,
        });
        say(out, &hit.to_string())?;
    }
    Ok(())
}

/// No draft of a case is larger, in bytes.
const LARGEST_DRAFT: u64 = 1024 * 1024;

/// What to say now to the customer of a case, or of a draft, as JSON.
///
/// # Errors
/// Why it failed.
pub fn say_now(data: &Data, wanted: &Say, out: &mut dyn Write) -> Result<(), Failure> {
    let wish = Wish { step: wanted.step, mood: wanted.mood, level: wanted.level };
    let desk = data.reading()?;
    let told = match (&wanted.draft, wanted.number) {
        (Some(file), _) => {
            let drafted = desk.say_draft(&load(file, LARGEST_DRAFT)?, wish).wait()?;
            let mut told = json!(drafted.spoken);
            told["suggested"] = json!(drafted.suggested);
            told
        }
        (None, Some(number)) => json!(desk.say(number, wish).wait()?),
        (None, None) => return Ok(()),
    };
    say(out, &format!("{told:#}"))
}
