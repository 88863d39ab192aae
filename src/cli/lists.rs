//! `today`, `find` and `say`.

use std::io::Write;

use serde_json::json;

use crate::cli::args::{ListFormat, Say, Today};
use crate::cli::data::Data;
use crate::cli::failure::Failure;
use crate::cli::output::{load, say};
use crate::desk::say::Wish;
use crate::domain::obligation::Urge;
use crate::domain::today::{Owed, OwedLine};

/// What is owed now.
///
/// # Errors
/// Why it failed.
pub fn today(data: &Data, today: &Today, out: &mut dyn Write) -> Result<(), Failure> {
    let desk = data.reading()?;
    let now = desk.now();
    let mut owed = desk.everything_owed().peekable();
    match today.format {
        ListFormat::Json => {
            // One array, of which a page at a time is held.
            say(out, "[")?;
            while let Some(line) = owed.next() {
                let line = format!("{:#}", row(&line?)).replace('\n', "\n  ");
                let comma = if owed.peek().is_some() { "," } else { "" };
                say(out, &format!("  {line}{comma}"))?;
            }
            say(out, "]")
        }
        ListFormat::Text if owed.peek().is_none() => say(out, "现在没有该办的事。"),
        ListFormat::Text => {
            for line in owed {
                let OwedLine { number, gist, owed: Owed { obligation, urge } } = line?;
                let state = match urge {
                    Urge::Overdue => "逾期",
                    Urge::DueSoon => "将到",
                    Urge::Open => "待办",
                };
                let (due, what) = (obligation.due.short(now), obligation.label());
                say(out, &format!("{state}　{due}　{number}　{what}　{gist}"))?;
            }
            Ok(())
        }
    }
}

fn row(line: &OwedLine) -> serde_json::Value {
    let Owed { obligation, urge } = &line.owed;
    json!({
        "number": line.number,
        "deadline": obligation.deadline.code(),
        "due": obligation.due,
        "state": urge.code(),
        "rule": obligation.rule,
    })
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
