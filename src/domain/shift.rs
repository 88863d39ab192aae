//! 交班: the note that one shift leaves to the next – made from what is owed until the next shift ends, with what the
//! people want to add – and that somebody takes over by name. Ledger 02-27, 05-25.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::domain::calendar::OfficeHours;
use crate::domain::case::CaseNumber;
use crate::domain::code::{DeadlineCode, Status};
use crate::domain::marker::Marker;
use crate::domain::obligation::{Urge, due_on_paper};
use crate::domain::settings::Rules;
use crate::domain::time::Moment;
use crate::domain::today::{OpenCase, Owed};

/// No more matters than somebody reads when taking over; the others stand on 今日 all the same.
pub const MATTERS: usize = 60;

/// Which note; numbers are given from 1 and never used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ShiftId(pub i64);

impl fmt::Display for ShiftId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A matter that is handed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShiftMatter {
    /// The case.
    pub case: CaseNumber,
    /// Room and name.
    pub who: String,
    /// What it is about.
    pub gist: String,
    /// What is owed next, in words that stay true on paper: `11-03 15:00 起逾期 约定回复`.
    pub owed: String,
    /// Who deals with it; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub handler: String,
    /// Past its time when it was handed over.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub overdue: bool,
    /// The other markers of the case when it was handed over, as in every list.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub markers: Vec<Marker>,
    /// Handed over in the night: the owner waits for a call in the morning.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub night: bool,
}

/// The counts of a note.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShiftCounts {
    /// Taken in today.
    pub received: u32,
    /// Open.
    pub open: u32,
    /// Overdue.
    pub overdue: u32,
    /// Without a 责任人.
    pub unassigned: u32,
    /// Forms that have no number yet.
    pub drafts: u32,
    /// Lists of the daily check without a signature.
    pub unsigned: u32,
}

/// What one shift leaves to the next.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShiftNote {
    /// The counts.
    pub counts: ShiftCounts,
    /// What is owed until the next shift ends, what presses most first.
    pub matters: Vec<ShiftMatter>,
    /// How many more there are than stand here.
    #[serde(default, skip_serializing_if = "is_none")]
    pub more: u32,
    /// 公共事件 that last, a line each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outages: Vec<String>,
    /// What the people add: keys, visitors, material.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}

fn is_none(more: &u32) -> bool {
    *more == 0
}

/// Until when the shift that takes over at `now` is on duty: its matters are handed over.
pub fn next_end(duty: OfficeHours, now: Moment) -> Moment {
    let starts = if duty.covers(now) { now } else { duty.next_start(now) };
    // Whoever hands over late in the day hands over to the next day.
    let end = duty.end_on(starts.date());
    if end - now > chrono::Duration::hours(1) { end } else { duty.end_on(duty.next_start(end).date()) }
}

impl ShiftMatter {
    /// The line of an open case, where the next shift must know of it: something is past its time or due before
    /// `until`, nobody answers for it, or it was handed over in the night.
    pub fn of(open: &OpenCase, rules: &Rules, now: Moment, until: Moment) -> Option<Self> {
        let night = open.owed.iter().find(|owed| owed.obligation.deadline == DeadlineCode::Handover);
        let pressing = |owed: &&Owed| owed.urge == Urge::Overdue || owed.obligation.due <= until;
        let lead = night.or_else(|| open.most_pressing().filter(pressing));
        let unassigned = open.row.status == Status::Unassigned;
        if lead.is_none() && !unassigned {
            return None;
        }
        let row = &open.row;
        let name = if row.anonymous { Some("匿名") } else { row.name.as_deref() };
        let owed = lead.map_or("待指派".to_owned(), |owed| {
            let (one, due) = (&owed.obligation, due_on_paper(owed.obligation.due, owed.urge, now));
            format!("{due} {}{}", one.label(), one.unannounced_note(&rules.calendar))
        });
        Some(Self {
            case: row.number,
            who: row.room.as_deref().into_iter().chain(name).collect::<Vec<_>>().join(" "),
            gist: row.gist.clone(),
            owed,
            handler: row.handler.clone().unwrap_or_default(),
            overdue: lead.is_some_and(|owed| owed.urge == Urge::Overdue),
            markers: row.status_line(rules, now).without(Marker::Overdue).markers,
            night: night.is_some(),
        })
    }
}

/// The matters of a note while one open case after another is looked at: no more are held than stand on it.
#[derive(Debug, Default)]
pub struct ShiftMatters {
    night: Vec<ShiftMatter>,
    others: Vec<ShiftMatter>,
    all: usize,
}

impl ShiftMatters {
    /// Looks at the next open case, in the order of 今日.
    pub fn add(&mut self, open: &OpenCase, rules: &Rules, now: Moment) {
        let Some(matter) = ShiftMatter::of(open, rules, now, next_end(rules.duty, now)) else { return };
        self.all += 1;
        let list = if matter.night { &mut self.night } else { &mut self.others };
        if list.len() < MATTERS {
            list.push(matter);
        }
    }
}

impl ShiftNote {
    /// The note made from everything that is open; night hand-overs come first.
    pub fn made(found: ShiftMatters, counts: ShiftCounts, outages: Vec<String>) -> Self {
        let ShiftMatters { night: mut matters, others, all } = found;
        matters.extend(others);
        matters.truncate(MATTERS);
        let more = u32::try_from(all - matters.len()).unwrap_or(u32::MAX);
        Self { counts, matters, more, outages, text: String::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    #[test]
    fn a_note_reaches_to_the_end_of_the_next_shift() {
        for (now, end) in [
            ("2026-11-03T14:00", "2026-11-03T18:00"),
            ("2026-11-03T17:30", "2026-11-04T18:00"),
            ("2026-11-03T22:00", "2026-11-04T18:00"),
            ("2026-11-04T02:00", "2026-11-04T18:00"),
            ("2026-12-31T18:00", "2027-01-01T18:00"),
        ] {
            assert_eq!(next_end(OfficeHours::default(), at(now)), at(end), "{now}");
        }
    }
}
