//! `today`, `find` and `say`.

use std::io::Write;

use serde_json::json;

use crate::cli::args::{ListFormat, Say, Today};
use crate::cli::data::Data;
use crate::cli::failure::Failure;
use crate::cli::output::{load, say};
use crate::desk::say::Wish;
use crate::domain::obligation::Urge;
use crate::domain::today::{OpenCase, Owed};

/// What is owed now.
///
/// # Errors
/// Why it failed.
pub fn today(data: &Data, today: &Today, out: &mut dyn Write) -> Result<(), Failure> {
    let desk = data.reading()?;
    let (now, open) = (desk.now(), desk.everything_open().wait()?);
    let mut owed: Vec<(&OpenCase, &Owed)> =
        open.iter().flat_map(|case| case.owed.iter().map(move |owed| (case, owed))).collect();
    owed.sort_by_key(|(case, owed)| (owed.obligation.due, case.row.number, owed.obligation.deadline.code()));
    match today.format {
        ListFormat::Json => {
            let rows: Vec<_> = owed.iter().map(|(case, owed)| row(case, owed)).collect();
            say(out, &format!("{:#}", json!(rows)))
        }
        ListFormat::Text if owed.is_empty() => say(out, "现在没有该办的事。"),
        ListFormat::Text => {
            for (OpenCase { row, .. }, Owed { obligation, urge }) in owed {
                let state = match urge {
                    Urge::Overdue => "逾期",
                    Urge::DueSoon => "将到",
                    Urge::Open => "待办",
                };
                let (due, number, what) = (obligation.due.short(now), row.number, obligation.label());
                say(out, &format!("{state}　{due}　{number}　{what}　{}", row.gist))?;
            }
            Ok(())
        }
    }
}

fn row(case: &OpenCase, owed: &Owed) -> serde_json::Value {
    json!({
        "number": case.row.number,
        "deadline": owed.obligation.deadline.code(),
        "due": owed.obligation.due,
        "state": owed.urge.code(),
        "rule": owed.obligation.rule,
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
