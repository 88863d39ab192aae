//! The period of a table: [start, end) in local days. A calendar month unless the cut-off day says otherwise.

use chrono::{Datelike, Duration, NaiveDate};
use serde::{Serialize, Serializer, ser::SerializeStruct};

use crate::domain::time::Moment;

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Length {
    /// 月.
    Month,
    /// 季.
    Quarter,
    /// 年.
    Year,
}

impl Length {
    /// Every length.
    pub const ALL: &'static [Self] = &[Self::Month, Self::Quarter, Self::Year];

    /// The word on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Month => "月",
            Self::Quarter => "季",
            Self::Year => "年",
        }
    }

    fn months(self) -> i32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
        }
    }
}

/// A month, quarter or year of the statistics. Rules §9.
///
/// With a cut-off day other than 1, a month begins on that day of the calendar month before: with 26, November
/// runs from 26 October to 25 November.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    length: Length,
    /// Months since the year 0, counted from January.
    first: i32,
    cut_off_day: u32,
}

/// The part of a period that is counted: [start, limit), `limit` never after the time of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// First counted second.
    pub start: Moment,
    /// First second that is not counted any more.
    pub limit: Moment,
}

impl Window {
    /// Whether a moment is counted.
    pub fn holds(self, at: Moment) -> bool {
        self.start <= at && at < self.limit
    }

    /// The last counted day.
    pub fn last_day(self) -> NaiveDate {
        (self.limit - Duration::seconds(1)).date()
    }
}

impl Period {
    /// A month, 1 to 12, of the years 1900 to 9999.
    pub fn month(year: i32, month: u32, cut_off_day: u32) -> Option<Self> {
        let valid = (1900..=9999).contains(&year) && (1..=12).contains(&month);
        let month = i32::try_from(month).ok()?;
        valid.then_some(Self { length: Length::Month, first: year * 12 + month - 1, cut_off_day })
    }

    /// The month, quarter or year in which a moment lies.
    pub fn containing(length: Length, at: Moment, cut_off_day: u32) -> Self {
        let date = at.date();
        let first = date.year() * 12 + i32::try_from(date.month0()).unwrap_or_default();
        let month = Self { length: Length::Month, first, cut_off_day };
        let month = if month.end() <= at { month.next() } else { month };
        month.stretched(length)
    }

    /// Reads `2026-11`, `2026-Q4` or `2026`.
    pub fn parse(text: &str, cut_off_day: u32) -> Option<Self> {
        let text = text.trim();
        let (year, rest) = text.split_once('-').unwrap_or((text, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let year = (year.len() == 4 && digits(year)).then(|| year.parse().ok())??;
        if rest.is_empty() {
            return (!text.contains('-'))
                .then(|| Self::month(year, 1, cut_off_day))?
                .map(|month| month.stretched(Length::Year));
        }
        if let Some(quarter) = rest.strip_prefix('Q') {
            let quarter: u32 = (quarter.len() == 1 && digits(quarter)).then(|| quarter.parse().ok())??;
            let first_month = quarter.checked_sub(1)? * 3 + 1;
            return Self::month(year, first_month, cut_off_day).map(|month| month.stretched(Length::Quarter));
        }
        let month = (rest.len() == 2 && digits(rest)).then(|| rest.parse().ok())??;
        Self::month(year, month, cut_off_day)
    }

    /// The month, quarter or year that holds the first month of this one.
    pub fn stretched(self, length: Length) -> Self {
        let months = length.months();
        Self { length, first: self.first.div_euclid(months) * months, ..self }
    }

    /// How long it is.
    pub fn length(self) -> Length {
        self.length
    }

    /// First day.
    pub fn start_date(self) -> NaiveDate {
        self.first_day_of(self.first)
    }

    /// The day after the last.
    pub fn end_date(self) -> NaiveDate {
        self.first_day_of(self.first + self.length.months())
    }

    /// First second.
    pub fn start(self) -> Moment {
        Moment::start_of(self.start_date())
    }

    /// First second that belongs to the next period.
    pub fn end(self) -> Moment {
        Moment::start_of(self.end_date())
    }

    /// What is counted of it at `as_of`, which is inclusive. A period that has not begun is an empty window.
    pub fn window(self, as_of: Moment) -> Window {
        let limit = self.end().min(as_of + Duration::seconds(1));
        Window { start: self.start().min(limit), limit }
    }

    /// The period before.
    pub fn previous(self) -> Self {
        self.shifted(-self.length.months())
    }

    /// The period after.
    pub fn next(self) -> Self {
        self.shifted(self.length.months())
    }

    /// The same period a year before (去年同期).
    pub fn year_ago(self) -> Self {
        self.shifted(-12)
    }

    /// The twelve months that end with the last month of the period.
    pub fn trend(self) -> [Self; 12] {
        let last = self.first + self.length.months() - 1;
        [11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0].map(|before| Self {
            length: Length::Month,
            first: last - before,
            ..self
        })
    }

    /// `2026-11`, `2026-Q4`, `2026`.
    pub fn code(self) -> String {
        let (year, month) = (self.first.div_euclid(12), self.first.rem_euclid(12));
        match self.length {
            Length::Month => format!("{year:04}-{:02}", month + 1),
            Length::Quarter => format!("{year:04}-Q{}", month / 3 + 1),
            Length::Year => format!("{year:04}"),
        }
    }

    /// `2026年11月`, `2026年第4季度`, `2026年`.
    pub fn label(self) -> String {
        let (year, month) = (self.first.div_euclid(12), self.first.rem_euclid(12));
        match self.length {
            Length::Month => format!("{year}年{}月", month + 1),
            Length::Quarter => format!("{year}年第{}季度", month / 3 + 1),
            Length::Year => format!("{year}年"),
        }
    }

    fn shifted(self, months: i32) -> Self {
        Self { first: self.first + months, ..self }
    }

    /// First day of a statistics month. Where the calendar month is too short for the cut-off day, its last day.
    fn first_day_of(self, month: i32) -> NaiveDate {
        let early = self.cut_off_day <= 1;
        let calendar = if early { month } else { month - 1 };
        let (year, month0) = (calendar.div_euclid(12), calendar.rem_euclid(12).unsigned_abs());
        let day = |day| NaiveDate::from_ymd_opt(year, month0 + 1, day);
        let wanted = if early { 1 } else { self.cut_off_day.min(31) };
        (1..=wanted).rev().find_map(day).unwrap_or(NaiveDate::MIN)
    }
}

impl Serialize for Period {
    /// `{ "start": "2026-11-01", "end": "2026-12-01" }`, the end exclusive.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Period", 2)?;
        fields.serialize_field("start", &self.start_date())?;
        fields.serialize_field("end", &self.end_date())?;
        fields.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    fn days(period: Period) -> String {
        format!("{} {}", period.start_date(), period.end_date())
    }

    #[test]
    fn periods_begin_and_end_at_local_midnight() {
        for (text, cut_off, expected) in [
            ("2026-11", 1, "2026-11-01 2026-12-01"),
            ("2026-12", 0, "2026-12-01 2027-01-01"),
            ("2026-Q4", 1, "2026-10-01 2027-01-01"),
            ("2026", 1, "2026-01-01 2027-01-01"),
            ("2026-11", 26, "2026-10-26 2026-11-26"),
            ("2026-01", 26, "2025-12-26 2026-01-26"),
            ("2026-03", 31, "2026-02-28 2026-03-31"),
            ("2026-04", 31, "2026-03-31 2026-04-30"),
        ] {
            let period = Period::parse(text, cut_off).unwrap();
            assert_eq!(days(period), expected, "{text} {cut_off}");
            assert_eq!(period.code(), text);
            assert_eq!(period.next().previous(), period);
            assert_eq!(period.end(), period.next().start());
        }
        for wrong in ["", "2026-13", "2026-00", "2026-1", "26-11", "2026-Q5", "2026-Q0", "2026-", "二〇二六"]
        {
            assert_eq!(Period::parse(wrong, 1), None, "{wrong}");
        }
    }

    #[test]
    fn a_moment_lies_in_exactly_one_period() {
        for cut_off in [1, 2, 15, 26, 28, 31] {
            for day in 0..800 {
                let at = at("2025-01-01T00:00") + Duration::days(day);
                for length in Length::ALL {
                    let period = Period::containing(*length, at, cut_off);
                    assert!(period.start() <= at && at < period.end(), "{at} {}", period.code());
                }
            }
        }
        assert_eq!(Period::containing(Length::Month, at("2026-11-26T00:00"), 26).code(), "2026-12");
        assert_eq!(Period::containing(Length::Quarter, at("2026-12-26T00:00"), 26).code(), "2027-Q1");
    }

    #[test]
    fn the_periods_before_keep_their_length() {
        let month = Period::parse("2026-01", 1).unwrap();
        assert_eq!(month.previous().code(), "2025-12");
        assert_eq!(month.year_ago().code(), "2025-01");
        let quarter = Period::parse("2026-Q1", 1).unwrap();
        assert_eq!(quarter.previous().code(), "2025-Q4");
        let trend = quarter.trend();
        assert_eq!((trend[0].code(), trend[11].code()), ("2025-04".into(), "2026-03".into()));
        assert_eq!(quarter.label(), "2026年第1季度");
    }

    #[test]
    fn a_running_period_is_counted_up_to_and_with_the_report_time() {
        let month = Period::parse("2026-11", 1).unwrap();
        let running = month.window(at("2026-11-30T18:00"));
        assert!(running.holds(at("2026-11-30T18:00")) && !running.holds(at("2026-11-30T18:01")));
        assert_eq!(month.window(at("2027-01-05T09:00")).limit, month.end());
        let future = month.window(at("2026-10-05T09:00"));
        assert_eq!(future.start, future.limit);
    }

    #[test]
    fn a_period_is_written_as_its_two_days() {
        let month = Period::parse("2026-11", 1).unwrap();
        assert_eq!(serde_json::to_string(&month).unwrap(), r#"{"start":"2026-11-01","end":"2026-12-01"}"#);
    }
}
