//! The two calendars of rules §4: the hours of duty at the counter, and working days with the public
//! holidays of the years that have been announced.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};
use serde::{Deserialize, Serialize};

use crate::domain::time::Moment;

/// 前台值班: the hours of duty, the same every day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeHours {
    /// Beginning, local time.
    pub from: NaiveTime,
    /// End, local time.
    pub to: NaiveTime,
}

impl OfficeHours {
    /// The end of duty on the day of `moment`.
    pub fn end_on(self, date: NaiveDate) -> Moment {
        Moment::new(date, self.to)
    }

    /// The next beginning of duty: at 02:00 the same morning, at 22:00 the next.
    pub fn next_start(self, moment: Moment) -> Moment {
        let today = Moment::new(moment.date(), self.from);
        if moment < today { today } else { Moment::new(following(moment.date()), self.from) }
    }

    /// Whether the counter is on duty at a moment.
    pub fn covers(self, moment: Moment) -> bool {
        self.from <= moment.time() && moment.time() < self.to
    }
}

impl Default for OfficeHours {
    fn default() -> Self {
        let clock = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or(NaiveTime::MIN);
        Self { from: clock(8, 30), to: clock(18, 0) }
    }
}

/// 工作日: Monday to Friday, less the public holidays, plus the 调休 weekends of announced years.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkCalendar {
    /// Years whose holidays have been announced; another year is 未公布 and counts as plain Monday to Friday.
    pub announced: BTreeSet<i32>,
    /// Days off that fall on Monday to Friday.
    pub holidays: BTreeSet<NaiveDate>,
    /// Saturdays and Sundays that are worked.
    pub working_weekends: BTreeSet<NaiveDate>,
}

impl WorkCalendar {
    /// Whether a day is a working day.
    pub fn is_working(&self, date: NaiveDate) -> bool {
        match date.weekday() {
            Weekday::Sat | Weekday::Sun => self.working_weekends.contains(&date),
            _ => !self.holidays.contains(&date),
        }
    }

    /// *One working day after X*: the same clock time on the next working day after X's date.
    pub fn one_working_day_after(&self, moment: Moment) -> Moment {
        let mut date = following(moment.date());
        // A calendar without any working day in a year is a wrong setting; it must not hang the counter.
        for _ in 0..366 {
            if self.is_working(date) {
                return moment.on(date);
            }
            date = following(date);
        }
        moment.on(following(moment.date()))
    }

    /// Whether the holidays of a year are known; the screen says 未公布 when not.
    pub fn is_announced(&self, year: i32) -> bool {
        self.announced.contains(&year)
    }
}

impl Default for WorkCalendar {
    /// The holidays of 2026 as announced by the State Council.
    fn default() -> Self {
        let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day);
        let span = |month, from, to| (from..=to).filter_map(move |d| day(month, d));
        let off = span(1, 1, 3)
            .chain(span(2, 15, 23))
            .chain(span(4, 4, 6))
            .chain(span(5, 1, 5))
            .chain(span(6, 19, 21))
            .chain(span(9, 25, 27))
            .chain(span(10, 1, 7));
        let worked = [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)];
        Self {
            announced: BTreeSet::from([2026]),
            holidays: off.filter(|date| !matches!(date.weekday(), Weekday::Sat | Weekday::Sun)).collect(),
            working_weekends: worked.into_iter().filter_map(|(m, d)| day(m, d)).collect(),
        }
    }
}

/// The day after; stays at the calendar's end.
fn following(date: NaiveDate) -> NaiveDate {
    date.checked_add_days(Days::new(1)).unwrap_or(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    #[test]
    fn one_working_day_later_skips_weekends_and_holidays() {
        let calendar = WorkCalendar::default();
        for (from, to) in [
            ("2026-11-05T10:00", "2026-11-06T10:00"), // Thursday → Friday
            ("2026-11-06T10:00", "2026-11-09T10:00"), // Friday → Monday
            ("2026-11-07T23:10", "2026-11-09T23:10"), // Saturday → Monday
            ("2026-09-30T09:00", "2026-10-08T09:00"), // before National Day
            ("2026-10-09T09:00", "2026-10-10T09:00"), // a worked Saturday
            ("2026-02-13T09:00", "2026-02-14T09:00"), // a worked Saturday before Spring Festival
            ("2026-02-14T09:00", "2026-02-24T09:00"),
            ("2027-02-05T09:00", "2027-02-08T09:00"), // not announced: plain Monday to Friday
        ] {
            assert_eq!(calendar.one_working_day_after(at(from)), at(to), "{from}");
        }
        assert!(!calendar.is_announced(2027));
    }

    #[test]
    fn a_calendar_without_working_days_does_not_hang() {
        let all =
            (0..800).filter_map(|n| NaiveDate::from_ymd_opt(2026, 1, 1)?.checked_add_days(Days::new(n)));
        let calendar = WorkCalendar { holidays: all.collect(), ..Default::default() };
        assert_eq!(calendar.one_working_day_after(at("2026-11-05T10:00")), at("2026-11-06T10:00"));
    }

    #[test]
    fn duty_covers_its_hours() {
        let duty = OfficeHours::default();
        assert!(duty.covers(at("2026-11-05T08:30")) && !duty.covers(at("2026-11-05T18:00")));
        assert_eq!(duty.next_start(at("2026-11-30T22:00")), at("2026-12-01T08:30"));
        assert_eq!(duty.next_start(at("2026-12-01T02:00")), at("2026-12-01T08:30"), "the same morning");
        assert_eq!(duty.next_start(at("2026-12-31T18:00")), at("2027-01-01T08:30"), "over the year's end");
    }
}
