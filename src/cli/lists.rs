//! `today`, `find` and `say`.

use std::io::Write;

use serde_json::json;

use crate::cli::args::{ListFormat, Say, Today};
use crate::cli::data::Data;
use crate::cli::failure::Failure;
use crate::cli::output::say;
use crate::desk::lists::Owed;
use crate::desk::say::Wish;
use crate::domain::obligation::Urge;

/// What is owed now.
///
/// # Errors
/// Why it failed.
pub fn today(data: &Data, today: &Today, out: &mut dyn Write) -> Result<(), Failure> {
    let list = data.reading()?.today().wait()?;
    match today.format {
        ListFormat::Json => {
            let rows: Vec<_> = list.owed.iter().map(row).collect();
            say(out, &format!("{:#}", json!(rows)))
        }
        ListFormat::Text if list.owed.is_empty() => say(out, "现在没有该办的事。"),
        ListFormat::Text => {
            for owed in &list.owed {
                let state = match owed.urge {
                    Urge::Overdue => "逾期",
                    Urge::DueSoon => "将到",
                    Urge::Open => "待办",
                };
                let (due, number, what) =
                    (owed.duty.due.short(list.now), owed.case.number, owed.duty.label());
                say(out, &format!("{state}　{due}　{number}　{what}　{}", owed.case.gist))?;
            }
            Ok(())
        }
    }
}

fn row(owed: &Owed) -> serde_json::Value {
    json!({
        "number": owed.case.number,
        "deadline": owed.duty.deadline.code(),
        "due": owed.duty.due,
        "state": owed.urge.code(),
        "rule": owed.duty.rule,
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

/// What to say now to the customer of a case, as JSON.
///
/// # Errors
/// Why it failed.
pub fn say_now(data: &Data, wanted: &Say, out: &mut dyn Write) -> Result<(), Failure> {
    let wish = Wish { step: wanted.step, mood: wanted.mood, level: wanted.level };
    let spoken = data.reading()?.say(wanted.number, wish).wait()?;
    say(out, &format!("{:#}", json!(spoken)))
}
