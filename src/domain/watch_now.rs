//! When somebody last looked at a place where owners complain in public; derived from its entries in the log.
//! Ledger 15-01.

use chrono::Duration;

use crate::domain::counter_event::CounterEvent;
use crate::domain::time::Moment;
use crate::domain::watch::{WatchId, WatchedPlace};

/// Once a day somebody looks: with 4 hours to answer from the time it was seen, later is too late. Ledger 15-05.
const LOOKED_WITHIN_HOURS: i64 = 24;

/// That somebody looked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WatchLook {
    /// Who.
    pub by: String,
    /// When.
    pub at: Moment,
    /// What was found; empty: nothing.
    pub found: String,
}

/// A watched place as it is now, derived from its entries in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WatchNow {
    /// Which.
    pub id: WatchId,
    /// As last told.
    pub place: WatchedPlace,
    /// Since when it is watched.
    pub since: Moment,
    /// Who looked when, the oldest first.
    pub looks: Vec<WatchLook>,
}

impl WatchNow {
    /// What it is from its entries, in order; `None` when it was never told, or taken away.
    pub fn of(
        id: WatchId,
        entries: impl IntoIterator<Item = (Moment, String, CounterEvent)>,
    ) -> Option<Self> {
        let mut now: Option<Self> = None;
        for (at, by, said) in entries {
            match (&mut now, said) {
                (None, CounterEvent::WatchSaved { place }) => {
                    now = Some(Self { id, place, since: at, looks: Vec::new() });
                }
                (Some(one), CounterEvent::WatchSaved { place }) => one.place = place,
                (Some(_), CounterEvent::WatchDropped {}) => now = None,
                (Some(one), CounterEvent::WatchLooked { found }) => {
                    one.looks.push(WatchLook { by, at, found });
                }
                _ => {}
            }
        }
        now
    }

    /// The last look.
    pub fn last(&self) -> Option<&WatchLook> {
        self.looks.last()
    }

    /// From when on nobody has looked for too long.
    pub fn stale_from(&self) -> Moment {
        self.last().map_or(self.since, |look| look.at) + Duration::hours(LOOKED_WITHIN_HOURS)
    }

    /// Whether nobody has looked for too long.
    pub fn is_stale(&self, now: Moment) -> bool {
        now >= self.stale_from()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_stale_a_day_after_the_last_look() {
        let at = |text| Moment::parse(text).unwrap();
        let place =
            WatchedPlace { platform: "业主群".into(), link: String::new(), watcher: "李敏".into() };
        let mut entries = vec![(
            at("2026-11-03T09:00"),
            "赵楠".to_owned(),
            CounterEvent::WatchSaved { place: place.clone() },
        )];
        let now = |entries: &[_]| WatchNow::of(WatchId(1), entries.to_vec()).unwrap();
        assert!(!now(&entries).is_stale(at("2026-11-04T08:59")));
        assert!(now(&entries).is_stale(at("2026-11-04T09:00")), "nobody ever looked");
        let look = CounterEvent::WatchLooked { found: "有人问停水".into() };
        entries.push((at("2026-11-04T09:10"), "李敏".to_owned(), look));
        assert!(!now(&entries).is_stale(at("2026-11-05T09:09")));
        assert!(now(&entries).is_stale(at("2026-11-05T09:10")));
        let moved = WatchedPlace { watcher: "王倩".into(), ..place };
        entries.push((at("2026-11-05T09:20"), "赵楠".to_owned(), CounterEvent::WatchSaved { place: moved }));
        assert!(now(&entries).is_stale(at("2026-11-05T09:20")), "another watcher has not looked either");
        entries.push((at("2026-11-05T09:30"), "赵楠".to_owned(), CounterEvent::WatchDropped {}));
        assert_eq!(WatchNow::of(WatchId(1), entries), None);
    }
}
