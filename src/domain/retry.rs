//! When a visit that reached nobody is tried again: the next hours of duty that are unlike those of the tries before, to be
//! taken with one key. Rules §6.

use chrono::Duration;

use crate::domain::calendar::OfficeHours;
use crate::domain::time::Moment;

/// So many are proposed.
const PROPOSED: usize = 3;
/// Nobody is rung up again sooner than this.
const PAUSE_MINUTES: i64 = 60;
/// After the beginning of duty and before its end, when people are at home.
const MARGIN_MINUTES: i64 = 60;

/// The next times at which a visit may be tried again, `tried` being those that reached nobody: an hour after duty begins,
/// in the middle of it and an hour before it ends; a time of day at which nobody was reached comes last.
pub fn slots(now: Moment, duty: OfficeHours, tried: &[Moment]) -> Vec<Moment> {
    let soonest = now + Duration::minutes(PAUSE_MINUTES);
    let length = (duty.to - duty.from).num_minutes();
    let margin = MARGIN_MINUTES.min(length / 4);
    let of_day = [margin, length / 2, length - margin];
    let day = |ahead: i64| {
        let begins = Moment::new(now.date(), duty.from) + Duration::days(ahead);
        of_day.map(|minutes| half_hour(begins + Duration::minutes(minutes)))
    };
    let mut all: Vec<Moment> = (0..2).flat_map(day).filter(|at| *at >= soonest).take(PROPOSED).collect();
    let is_like =
        |at: &Moment| tried.iter().any(|before| (at.time() - before.time()).num_minutes().abs() < length / 4);
    all.sort_by_key(|at| (is_like(at), *at));
    all
}

/// At the half or the full hour, not after.
fn half_hour(at: Moment) -> Moment {
    let seconds = at.unix().rem_euclid(1800);
    at - Duration::seconds(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    #[test]
    fn the_next_try_falls_into_the_hours_of_duty_and_on_another_time_of_day() {
        let duty = OfficeHours::default();
        let morning = at("2026-11-03T09:40");
        assert_eq!(
            slots(morning, duty, &[morning]),
            [at("2026-11-03T13:00"), at("2026-11-03T17:00"), at("2026-11-04T09:30")],
            "the morning, in which nobody answered, comes last"
        );
        let evening = at("2026-11-03T17:30");
        assert_eq!(
            slots(evening, duty, &[]),
            [at("2026-11-04T09:30"), at("2026-11-04T13:00"), at("2026-11-04T17:00")]
        );
        assert_eq!(slots(evening, duty, &[morning, evening])[0], at("2026-11-04T13:00"));
        for at in slots(at("2026-12-31T23:50"), duty, &[]) {
            assert!(duty.covers(at), "{at:?}");
        }
    }
}
