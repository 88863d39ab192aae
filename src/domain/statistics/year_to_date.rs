//! 累计: the sums of the months of a year up to the end of the period. Rules §9.

use serde::Serialize;

use crate::domain::statistics::history::TrendMonth;
use crate::domain::statistics::summary::per_hundred;

/// What the months of the year, up to the last one of the period, add up to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct YearToDate {
    /// How many months that are.
    pub months: u32,
    /// 受理.
    pub received: u32,
    /// 关闭.
    pub closed: u32,
    /// 受理 per 100 households; `None` while their number is not set.
    pub per_hundred_households: Option<f64>,
}

impl YearToDate {
    /// Since when is said: a sum of 1—11月 is no sum of a month.
    pub fn since(&self, what: &str) -> String {
        if self.months > 1 { format!("1—{}月{what}", self.months) } else { format!("1月{what}") }
    }

    /// The sums of the monthly figures since January of the year in which the period ends: `trend` is the line of the
    /// twelve months that end with it.
    pub fn of(trend: &[TrendMonth], households: Option<u32>) -> Self {
        let mut sums = Self::default();
        let Some(year) = trend.last().and_then(|month| month.month.get(..4)) else { return sums };
        for month in trend.iter().filter(|month| month.month.starts_with(year)) {
            sums.months += 1;
            sums.received += month.received;
            sums.closed += month.closed;
        }
        sums.per_hundred_households = per_hundred(sums.received, households);
        sums
    }
}
