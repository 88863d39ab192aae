//! The lines of a month as csv with a fixed heading, for an engine that reads tables (DuckDB, ClickHouse, Spark): UTF-8
//! without a mark, code words as they are, times as `2026-11-03 09:12:00` of the counter's zone (+08:00), lists with a
//! blank between, obligations as a JSON list, nothing where there is nothing. A new version adds columns at the end.

use std::io::{self, Write};

use serde::Serialize;

use crate::domain::statistics::figure::Ratio;
use crate::domain::statistics::month_file::{CaseFact, MonthHead};
use crate::domain::time::Moment;
use crate::sheet::write::csv;

/// The columns, in their order.
pub const COLUMNS: [&str; 46] = [
    "property",
    "month",
    "locked_version",
    "households",
    "number",
    "received_at",
    "recorded_at",
    "channel",
    "category",
    "class",
    "nature",
    "content",
    "situation",
    "urgency",
    "emotion",
    "responsibility",
    "capability",
    "flags",
    "opening",
    "received",
    "effective",
    "reopened",
    "closed",
    "voided",
    "closing",
    "responded_met",
    "responded_of",
    "handled_met",
    "handled_of",
    "visited_met",
    "visited_of",
    "satisfied_met",
    "satisfied_of",
    "referral_met",
    "referral_of",
    "repeats",
    "escalated",
    "major",
    "signed",
    "verbal",
    "exempt",
    "declined",
    "explained",
    "overridden",
    "closures",
    "obligations",
];

/// Writes the heading.
///
/// # Errors
/// Those of the file.
pub fn heading(file: &mut dyn Write) -> io::Result<()> {
    csv::line(file, COLUMNS.iter().map(|head| (*head).to_owned()))
}

/// Writes the line of a case.
///
/// # Errors
/// Those of the file.
pub fn line(file: &mut dyn Write, head: &MonthHead, fact: &CaseFact) -> io::Result<()> {
    let code = |value: &Option<String>| value.clone().unwrap_or_default();
    let counts = fact.counts;
    let ratio = |ratio: Ratio| [ratio.0, ratio.1].map(|count| count.to_string());
    let closures = fact.closures.iter().map(|(at, code)| format!("{} {code}", written(*at)));
    let flags = fact.flags.iter().map(|flag| flag.code());
    let mut cells = vec![
        head.property.clone(),
        head.month.clone(),
        head.lock.as_ref().map(|lock| lock.version.to_string()).unwrap_or_default(),
        head.households.map(|count| count.to_string()).unwrap_or_default(),
        fact.number.to_string(),
        written(fact.received_at),
        written(fact.recorded_at),
        code(&fact.channel),
        code(&fact.category),
        code(&fact.class),
        code(&fact.nature),
        code(&fact.content),
        fact.situation.as_ref().map(ToString::to_string).unwrap_or_default(),
        fact.urgency.map_or("", |one| one.code()).to_owned(),
        fact.emotion.map_or("", |one| one.code()).to_owned(),
        fact.responsibility.map_or("", |one| one.code()).to_owned(),
        fact.capability.map_or("", |one| one.code()).to_owned(),
        flags.collect::<Vec<_>>().join(" "),
    ];
    let movements = [
        counts.opening,
        counts.received,
        counts.effective,
        counts.reopened,
        counts.closed,
        counts.voided,
        counts.closing,
    ];
    cells.extend(movements.map(|count| count.to_string()));
    for one in [counts.responded, counts.handled, counts.visited, counts.satisfied, counts.referrals] {
        cells.extend(ratio(one));
    }
    let marks = [
        counts.repeats,
        counts.escalated,
        counts.major,
        counts.signed,
        counts.verbal,
        counts.exempt,
        counts.declined,
        counts.explained,
        counts.overridden,
    ];
    cells.extend(marks.map(|count| count.to_string()));
    cells.push(closures.collect::<Vec<_>>().join(";"));
    cells.push(json(&fact.obligations)?);
    csv::line(file, cells.iter().map(|cell| csv::field(cell)))
}

fn written(at: Moment) -> String {
    at.date().and_time(at.time()).format("%Y-%m-%d %H:%M:%S").to_string()
}

fn json(content: &impl Serialize) -> io::Result<String> {
    Ok(serde_json::to_string(content)?)
}
