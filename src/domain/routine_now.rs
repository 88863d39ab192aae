//! How a routine stands: when it was signed, by whom, and which of its days still lack a signature; derived from its
//! entries in the log. Ledger 16-16, 20-35.

use chrono::{Days, NaiveDate};

use crate::domain::counter_event::CounterEvent;
use crate::domain::routine::{Routine, RoutineId};
use crate::domain::time::Moment;

/// That it was done for one of its days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoutineSignature {
    /// The day it was owed for.
    pub day: NaiveDate,
    /// Who signed.
    pub by: String,
    /// When.
    pub at: Moment,
    /// What was done or found; may be empty.
    pub found: String,
}

/// A routine as it is now, derived from its entries in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoutineNow {
    /// Which.
    pub id: RoutineId,
    /// As last set.
    pub routine: Routine,
    /// Since when it is owed in this rhythm.
    pub since: NaiveDate,
    /// Its signatures, the oldest first, one a day.
    pub signed: Vec<RoutineSignature>,
}

impl RoutineNow {
    /// What it is from its entries, in order; `None` when it was never set, or taken away.
    pub fn of(
        id: RoutineId,
        entries: impl IntoIterator<Item = (Moment, String, CounterEvent)>,
    ) -> Option<Self> {
        let mut now: Option<Self> = None;
        for (at, by, said) in entries {
            match (&mut now, said) {
                (None, CounterEvent::RoutineSaved { routine }) => {
                    now = Some(Self { id, routine, since: at.date(), signed: Vec::new() });
                }
                (Some(one), CounterEvent::RoutineSaved { routine }) => {
                    let rhythm = |one: &Routine| (one.rhythm, one.day, one.month);
                    if rhythm(&one.routine) != rhythm(&routine) {
                        one.since = at.date();
                    }
                    one.routine = routine;
                }
                (Some(_), CounterEvent::RoutineDropped {}) => now = None,
                (Some(one), CounterEvent::RoutineSigned { day, found })
                    if !one.signed.iter().any(|signed| signed.day == day) =>
                {
                    one.signed.push(RoutineSignature { day, by, at, found });
                }
                _ => {}
            }
        }
        now
    }

    /// The days that lack a signature and may be signed on `today`, the oldest first: those that have come, and the
    /// next one when it is near.
    pub fn open(&self, today: NaiveDate) -> Vec<NaiveDate> {
        let rhythm = self.routine.rhythm;
        let oldest = today.checked_sub_days(Days::new(rhythm.asked())).unwrap_or(self.since);
        let until = today.checked_add_days(Days::new(rhythm.early())).unwrap_or(today);
        let days = self.routine.days(oldest.max(self.since), until);
        days.into_iter().filter(|day| !self.signed.iter().any(|signed| signed.day == *day)).collect()
    }

    /// The days that have come and lack a signature on `today`, the oldest first: what stands on 今日.
    pub fn owed(&self, today: NaiveDate) -> Vec<NaiveDate> {
        self.open(today).into_iter().filter(|day| *day <= today).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::person::Role;
    use crate::domain::routine::Rhythm;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn routine(rhythm: Rhythm, on: u32, month: Option<u32>) -> Routine {
        let (title, detail) = ("测试电话和对讲".to_owned(), String::new());
        Routine { title, detail, rhythm, day: on, month, owes: Role::Reception }
    }

    fn set(routine: Routine, at: &str) -> (Moment, String, CounterEvent) {
        let at = Moment::parse(at).unwrap();
        (at, "赵楠".into(), CounterEvent::RoutineSaved { routine })
    }

    fn signed(on: &str, at: &str) -> (Moment, String, CounterEvent) {
        let said = CounterEvent::RoutineSigned { day: day(on), found: String::new() };
        (Moment::parse(at).unwrap(), "李敏".into(), said)
    }

    #[test]
    fn unsigned_days_stay_until_they_are_signed_and_a_new_rhythm_begins_anew() {
        let weekly = routine(Rhythm::Weekly, 5, None);
        let entries = vec![set(weekly.clone(), "2026-11-02T09:00")];
        let now = RoutineNow::of(RoutineId(1), entries.clone()).unwrap();
        assert_eq!(now.owed(day("2026-11-05")), [], "its Friday has not come");
        assert_eq!(now.open(day("2026-11-05")), [day("2026-11-06")], "but who did it may sign");
        assert_eq!(now.owed(day("2026-11-14")), ["2026-11-06", "2026-11-13"].map(day));
        let mut entries = entries;
        entries.push(signed("2026-11-06", "2026-11-14T10:00"));
        entries.push(signed("2026-11-06", "2026-11-14T11:00"));
        let now = RoutineNow::of(RoutineId(1), entries.clone()).unwrap();
        assert_eq!(now.signed.len(), 1, "the first counts");
        assert_eq!(now.owed(day("2026-11-14")), [day("2026-11-13")]);
        entries.push(set(Routine { title: "新名字".into(), ..weekly.clone() }, "2026-11-15T09:00"));
        let renamed = RoutineNow::of(RoutineId(1), entries.clone()).unwrap();
        assert_eq!(renamed.owed(day("2026-11-15")), [day("2026-11-13")], "another name forgives nothing");
        entries.push(set(Routine { day: 1, ..weekly }, "2026-11-15T09:00"));
        let changed = RoutineNow::of(RoutineId(1), entries.clone()).unwrap();
        assert_eq!(changed.owed(day("2026-11-16")), [day("2026-11-16")]);
        entries.push((
            Moment::parse("2026-11-16T10:00").unwrap(),
            "赵楠".into(),
            CounterEvent::RoutineDropped {},
        ));
        assert_eq!(RoutineNow::of(RoutineId(1), entries), None);
    }
}
