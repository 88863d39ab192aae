//! Which days the register shows: a choice of usual periods, or two typed days.

use chrono::{Datelike, Days as Span, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::reading::time::{Tense, read_day};
use crate::domain::time::Moment;

/// A usual period, in calendar days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Usual {
    /// 本周, from Monday.
    Week,
    /// 本月.
    Month,
    /// 上月.
    LastMonth,
    /// 今年.
    Year,
    /// 全部.
    All,
}

impl Usual {
    /// All of them, in the order of the chips.
    pub const ALL: [Self; 5] = [Self::Week, Self::Month, Self::LastMonth, Self::Year, Self::All];

    /// The word on the chip.
    pub fn label(self) -> &'static str {
        match self {
            Self::Week => "本周",
            Self::Month => "本月",
            Self::LastMonth => "上月",
            Self::Year => "今年",
            Self::All => "全部",
        }
    }

    /// Its days, seen from `today`.
    pub fn days(self, today: NaiveDate) -> Days {
        let first = today.with_day(1).unwrap_or(today);
        let (from, to) = match self {
            Self::Week => {
                (today.week(chrono::Weekday::Mon).first_day(), today.week(chrono::Weekday::Mon).last_day())
            }
            Self::Month => (first, last_of_month(first)),
            Self::LastMonth => {
                let last = first.pred_opt().unwrap_or(first);
                (last.with_day(1).unwrap_or(last), last)
            }
            Self::Year => {
                let day = |month, day| NaiveDate::from_ymd_opt(today.year(), month, day).unwrap_or(today);
                (day(1, 1), day(12, 31))
            }
            Self::All => return Days::default(),
        };
        Days { from: Some(from), to: Some(to) }
    }
}

fn last_of_month(first: NaiveDate) -> NaiveDate {
    let next = first.checked_add_months(chrono::Months::new(1));
    next.and_then(|next| next.pred_opt()).unwrap_or(first)
}

/// From the first to the last day, both shown; without one, open on that side.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Days {
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub to: Option<NaiveDate>,
}

impl Days {
    /// Reads two typed days; an empty one leaves its side open.
    ///
    /// # Errors
    /// A sentence when one cannot be read or they stand the wrong way round.
    pub fn read(from: &str, to: &str, today: NaiveDate) -> Result<Self, String> {
        let day = |text: &str| match text.trim() {
            "" => Ok(None),
            text => read_day(text, Tense::Near, today).required().map(Some),
        };
        let days = Self { from: day(from)?, to: day(to)? };
        match (days.from, days.to) {
            (Some(from), Some(to)) if from > to => {
                Err(format!("开始的日期 {from} 晚于结束的日期 {to}，请改一个"))
            }
            _ => Ok(days),
        }
    }

    /// The moments [from, to) of the days.
    pub fn bounds(self) -> (Option<Moment>, Option<Moment>) {
        let after = self.to.and_then(|to| to.checked_add_days(Span::new(1)));
        (self.from.map(Moment::start_of), after.map(Moment::start_of))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn usual_periods_are_calendar_days() {
        for (usual, today, from, to) in [
            (Usual::Week, "2026-11-22", "2026-11-16", "2026-11-22"),
            (Usual::Week, "2026-11-23", "2026-11-23", "2026-11-29"),
            (Usual::Month, "2026-02-28", "2026-02-01", "2026-02-28"),
            (Usual::LastMonth, "2026-03-31", "2026-02-01", "2026-02-28"),
            (Usual::LastMonth, "2026-01-01", "2025-12-01", "2025-12-31"),
            (Usual::Year, "2026-06-01", "2026-01-01", "2026-12-31"),
        ] {
            let days = usual.days(day(today));
            assert_eq!(days, Days { from: Some(day(from)), to: Some(day(to)) }, "{usual:?} {today}");
        }
        assert_eq!(Usual::All.days(day("2026-11-22")), Days::default());
    }

    #[test]
    fn typed_days_bound_the_list_and_both_are_shown() {
        let today = day("2026-11-22");
        let days = Days::read("11-3", "昨天", today).unwrap();
        assert_eq!(days, Days { from: Some(day("2026-11-03")), to: Some(day("2026-11-21")) });
        assert_eq!(days.bounds().1, Some(Moment::start_of(today)));
        assert_eq!(Days::read(" ", "", today), Ok(Days::default()));
        assert!(Days::read("11-5", "11-3", today).unwrap_err().contains("晚于"));
        assert!(Days::read("11-", "", today).unwrap_err().contains("看不懂"));
    }
}
