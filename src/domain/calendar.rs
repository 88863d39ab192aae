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

    /// What is wrong with them as a setting, as a sentence.
    pub fn problem(self) -> Option<String> {
        (self.to <= self.from).then(|| "下班须晚于上班。".to_owned())
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
    /// Whether a day is a working day. In a year that is not announced: plain Monday to Friday.
    pub fn is_working(&self, date: NaiveDate) -> bool {
        if is_weekend(date) {
            self.is_announced(date.year()) && self.working_weekends.contains(&date)
        } else {
            !(self.is_announced(date.year()) && self.holidays.contains(&date))
        }
    }

    /// Whether a day is other than its weekday says: a holiday from Monday to Friday, or a worked weekend.
    pub fn is_special(&self, date: NaiveDate) -> bool {
        self.is_working(date) == is_weekend(date)
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

    /// Makes a day a working day or a day off; its year counts as announced from then on.
    pub fn set_working(&mut self, date: NaiveDate, working: bool) {
        self.announced.insert(date.year());
        let special = if is_weekend(date) { &mut self.working_weekends } else { &mut self.holidays };
        if working == is_weekend(date) {
            special.insert(date);
        } else {
            special.remove(&date);
        }
    }

    /// Takes a year as announced without a holiday yet: for days that are then set one by one.
    pub fn announce(&mut self, year: i32) {
        self.announced.insert(year);
    }

    /// Takes a year back to 未公布; its days are plain again.
    pub fn withdraw(&mut self, year: i32) {
        self.announced.remove(&year);
        self.holidays.retain(|date| date.year() != year);
        self.working_weekends.retain(|date| date.year() != year);
    }

    /// Takes over an official notice, in place of whatever its year had. Of the year before it sets only the days it
    /// names, and only where that year is announced.
    pub fn take_over(&mut self, notice: &HolidayNotice) {
        self.withdraw(notice.year);
        self.announce(notice.year);
        let days =
            notice.off.iter().map(|day| (*day, false)).chain(notice.worked.iter().map(|day| (*day, true)));
        for (day, working) in days.filter(|(day, _)| self.announced.contains(&day.year())).collect::<Vec<_>>()
        {
            self.set_working(day, working);
        }
    }

    /// How many days of a year are worked, and how many are other than their weekday says: holidays from Monday to
    /// Friday, worked weekends.
    pub fn count(&self, year: i32) -> YearCount {
        let mut count = YearCount::default();
        let first = NaiveDate::from_ymd_opt(year, 1, 1);
        let days = first.into_iter().flat_map(|first| first.iter_days());
        for date in days.take_while(|date| date.year() == year) {
            count.working += usize::from(self.is_working(date));
            if self.is_special(date) {
                *(if is_weekend(date) { &mut count.worked_weekends } else { &mut count.holidays }) += 1;
            }
        }
        count
    }

    /// What is wrong with it as a setting, as a sentence.
    pub fn problem(&self) -> Option<String> {
        let idle = self.announced.iter().find(|year| self.count(**year).working < LEAST_WORKING_DAYS);
        idle.map(|year| format!("{year}年的工作日不到{LEAST_WORKING_DAYS}天，请核对工作日历。"))
    }
}

/// What the official notice of a year's holidays says; read by `reading::holidays`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HolidayNotice {
    /// The year it is about.
    pub year: i32,
    /// Days off, weekends among them.
    pub off: BTreeSet<NaiveDate>,
    /// Saturdays and Sundays that are worked.
    pub worked: BTreeSet<NaiveDate>,
    /// What was left out or is missing, a sentence each.
    pub remarks: Vec<String>,
}

/// A year with fewer working days than this is a slip.
const LEAST_WORKING_DAYS: usize = 200;

/// The days of a year, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct YearCount {
    /// Working days.
    pub working: usize,
    /// Days off from Monday to Friday.
    pub holidays: usize,
    /// Saturdays and Sundays that are worked.
    pub worked_weekends: usize,
}

/// What is said beside a time that hangs on the holidays of a year which are not known yet. Rules §4.
pub fn unannounced_words(year: i32) -> String {
    format!("{year}年放假安排未公布")
}

/// Saturday or Sunday.
pub fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
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
            holidays: off.filter(|date| !is_weekend(*date)).collect(),
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
        let calendar = WorkCalendar {
            announced: BTreeSet::from([2026, 2027, 2028]),
            holidays: all.collect(),
            ..Default::default()
        };
        assert_eq!(calendar.one_working_day_after(at("2026-11-05T10:00")), at("2026-11-06T10:00"));
        assert!(calendar.problem().unwrap().contains("2026年"), "and is refused as a setting");
        assert_eq!(WorkCalendar::default().problem(), None);
    }

    #[test]
    fn a_day_is_set_and_a_year_taken_back() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let mut calendar = WorkCalendar::default();
        assert_eq!(calendar.count(2026), YearCount { working: 248, holidays: 19, worked_weekends: 6 });
        calendar.set_working(day("2027-01-01"), false);
        assert!(calendar.is_announced(2027) && !calendar.is_working(day("2027-01-01")));
        calendar.set_working(day("2027-01-02"), true);
        assert!(calendar.is_working(day("2027-01-02")) && calendar.is_special(day("2027-01-02")));
        calendar.set_working(day("2027-01-01"), true);
        assert!(!calendar.is_special(day("2027-01-01")));
        calendar.withdraw(2027);
        assert_eq!(calendar, WorkCalendar::default());
        // What a hand edit of the file might leave behind counts only where the year is announced.
        calendar.holidays.insert(day("2027-01-01"));
        assert!(calendar.is_working(day("2027-01-01")));
    }

    proptest::proptest! {
        /// Whatever the calendar: the day after is later, worked, and every day between is off; the clock stays. Over
        /// year ends, 29 February and years that nobody announced.
        #[test]
        fn one_working_day_after_is_the_first_one_worked(
            start in 0u32..5 * 365 + 1,
            minute in 0u32..24 * 60,
            off in proptest::collection::btree_set(0u32..5 * 365 + 1, 0..60),
            worked in proptest::collection::btree_set(0u32..5 * 365 + 1, 0..30),
            announced in proptest::collection::btree_set(2026i32..2032, 0..6),
        ) {
            let day = |n: u32| NaiveDate::from_ymd_opt(2026, 12, 20).unwrap() + Days::new(n.into());
            let calendar = WorkCalendar {
                announced,
                holidays: off.into_iter().map(day).filter(|date| !is_weekend(*date)).collect(),
                working_weekends: worked.into_iter().map(day).filter(|date| is_weekend(*date)).collect(),
            };
            let from = Moment::new(day(start), NaiveTime::from_num_seconds_from_midnight_opt(minute * 60, 0).unwrap());
            let due = calendar.one_working_day_after(from);
            proptest::prop_assert!(due.date() > from.date() && due.time() == from.time());
            proptest::prop_assert!(calendar.is_working(due.date()));
            let between = following(from.date()).iter_days().take_while(|date| *date < due.date());
            proptest::prop_assert!(between.into_iter().all(|date| !calendar.is_working(date)));
            if !calendar.is_announced(due.date().year()) {
                proptest::prop_assert!(!is_weekend(due.date()), "未公布: plain Monday to Friday");
            }
        }
    }

    #[test]
    fn the_29th_of_february_is_a_day_like_any_other() {
        let mut calendar = WorkCalendar::default();
        assert_eq!(calendar.one_working_day_after(at("2028-02-28T10:00")), at("2028-02-29T10:00"));
        calendar.set_working(NaiveDate::from_ymd_opt(2028, 2, 29).unwrap(), false);
        assert_eq!(calendar.one_working_day_after(at("2028-02-28T10:00")), at("2028-03-01T10:00"));
        assert_eq!(calendar.one_working_day_after(at("2027-02-28T10:00")), at("2027-03-01T10:00"));
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
