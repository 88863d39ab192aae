//! 累计: the sums of the months of a year up to the end of the period. Rules §9.

use crate::domain::statistics::report::Report;

/// What the months of the year, up to the last one of the period, add up to.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
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

impl Report {
    /// The sums of the monthly figures since January of the year in which the period ends.
    pub fn year_to_date(&self) -> YearToDate {
        let mut sums = YearToDate::default();
        let Some(year) = self.trend.last().and_then(|month| month.month.get(..4)) else { return sums };
        for month in self.trend.iter().filter(|month| month.month.starts_with(year)) {
            sums.months += 1;
            sums.received += month.received;
            sums.closed += month.closed;
        }
        let households = self.households.filter(|households| *households > 0);
        sums.per_hundred_households =
            households.map(|count| (f64::from(sums.received) * 10_000.0 / f64::from(count)).round() / 100.0);
        sums
    }
}
