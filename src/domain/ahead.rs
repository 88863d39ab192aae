//! 时间在后: what was written while the computer's clock ran ahead is dated later than now. It is shown and marked, and its
//! times are put right by corrections. Rules §2.

use serde_json::json;

use crate::domain::case::Case;
use crate::domain::correction::corrected_event;
use crate::domain::event::{Event, EventKind};
use crate::domain::time::Moment;

/// The time of the last entry of a case as it is corrected: no later one may be dated before it.
pub fn last_entry(case: &Case) -> Moment {
    case.corrected_events().last().map_or_else(|| case.facts().received_at, |event| event.at)
}

/// Whether a clock that stands at `now` had not come to this time yet: a minute is no clock that ran ahead.
pub fn is_ahead(at: Moment, now: Moment) -> bool {
    at > now + chrono::Duration::minutes(1)
}

/// Whether a correction of this key says when something was.
pub fn is_of_time(what: &str) -> bool {
    matches!(what, "received_at" | "recorded_at") || corrected_event(what).is_some_and(|(_, key)| key == "at")
}

/// Whether the receipt and the entries follow one another as they are corrected, none later than now.
pub fn is_in_order(case: &Case, now: Moment) -> bool {
    let times = case.corrected_events().iter().map(|event| event.at).collect::<Vec<_>>();
    times.is_sorted()
        && times.first().is_none_or(|first| case.facts().received_at <= *first)
        && last_entry(case) <= now
}

/// The first entry that is dated later than now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AheadEntry {
    /// Its place among the events; `None` for the receipt.
    pub event: Option<usize>,
    /// Its time.
    pub at: Moment,
}

impl AheadEntry {
    /// That of a case; `None` where nothing of it is ahead.
    pub fn of(case: &Case, now: Moment) -> Option<Self> {
        let received = case.facts().received_at;
        if is_ahead(received, now) {
            return Some(Self { event: None, at: received });
        }
        let events = case.corrected_events();
        let place = events.iter().position(|event| is_ahead(event.at, now))?;
        Some(Self { event: Some(place), at: events[place].at })
    }

    /// The corrections that date it `to`, and whatever was written after it by as much earlier: the clock ran ahead by the
    /// same all the while. Nothing becomes later than now.
    pub fn put_right(self, case: &Case, to: Moment, now: Moment, reason: &str) -> Vec<EventKind> {
        let earlier = self.at - to;
        let corrected = |what: String, at: Moment| EventKind::Corrected {
            what,
            before: json!(at),
            after: json!((at - earlier).clamp(to, now.max(to))),
            reason: reason.to_owned(),
        };
        let mut all = Vec::new();
        if self.event.is_none() {
            let facts = case.facts();
            all.push(corrected("received_at".into(), facts.received_at));
            if facts.recorded_at > now {
                all.push(corrected("recorded_at".into(), facts.recorded_at));
            }
        }
        let first = self.event.unwrap_or(0);
        let is_later = |(place, event): &(usize, &Event)| *place >= first && event.at > now;
        let events = case.corrected_events();
        let later = events.iter().enumerate().filter(is_later);
        all.extend(later.map(|(place, event)| corrected(format!("events[{place}].at"), event.at)));
        all
    }
}
