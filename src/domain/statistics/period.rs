//! The period of a table: [start, end) in local days. A calendar month unless the cut-off day says otherwise.

use chrono::{Datelike, Duration, Months, NaiveDate};
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
    /// From one day to another, both counted.
    Days,
}

impl Length {
    /// Every length.
    pub const ALL: &'static [Self] = &[Self::Month, Self::Quarter, Self::Year, Self::Days];

    /// The word on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Month => "月",
            Self::Quarter => "季",
            Self::Year => "年",
            Self::Days => "起止日期",
        }
    }

    fn months(self) -> i32 {
        match self {
            Self::Month | Self::Days => 1,
            Self::Quarter => 3,
            Self::Year => 12,
        }
    }
}

/// What a period is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Extent {
    /// Whole months of the statistics.
    Months {
        length: Length,
        /// Months since the year 0, counted from January.
        first: i32,
    },
    /// Days, both counted.
    Days { first: NaiveDate, last: NaiveDate },
}

/// A month, quarter or year of the statistics, or the days from one to another. Rules §9.
///
/// With a cut-off day other than 1, a month begins on that day of the calendar month before: with 26, November
/// runs from 26 October to 25 November.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    extent: Extent,
    cut_off_day: u32,
}

/// Stands between two days where no slash can: file names, keys (ISO 8601).
const BETWEEN: &str = "--";
/// No longer are the days from one to another.
const MOST_DAYS: i64 = 3_660;

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
        valid.then_some(Self::of_months(Length::Month, year * 12 + month - 1, cut_off_day))
    }

    fn of_months(length: Length, first: i32, cut_off_day: u32) -> Self {
        Self { extent: Extent::Months { length, first }, cut_off_day }
    }

    /// The days from the first to the last, both counted, whatever the cut-off day: up to ten years.
    ///
    /// # Errors
    /// A sentence when they stand the wrong way round or are too many.
    pub fn days(first: NaiveDate, last: NaiveDate, cut_off_day: u32) -> Result<Self, String> {
        if first > last {
            return Err(format!("开始的日期 {first} 晚于结束的日期 {last}，请改一个。"));
        }
        if !(1900..=9999).contains(&first.year()) || !(1900..=9999).contains(&last.year()) {
            return Err("年份要在 1900 至 9999 之间，请改日期。".to_owned());
        }
        if (last - first).num_days() >= MOST_DAYS {
            return Err("起止日期相隔超过十年，请选短一些。".to_owned());
        }
        Ok(Self { extent: Extent::Days { first, last }, cut_off_day })
    }

    /// The days up to today where it reaches into days that are still to come: these are absent, not counted as none.
    ///
    /// # Errors
    /// A sentence when all of it is still to come.
    pub fn begun(self, today: NaiveDate) -> Result<Self, String> {
        if self.start_date() > today {
            return Err(format!("{}还没有到，没有统计。请选今天（{today}）或以前的日期。", self.label()));
        }
        match self.extent {
            Extent::Days { first, last } => Self::days(first, last.min(today), self.cut_off_day),
            Extent::Months { .. } => Ok(self),
        }
    }

    /// The month, quarter or year in which a moment lies; its day as a period of one.
    pub fn containing(length: Length, at: Moment, cut_off_day: u32) -> Self {
        if length == Length::Days {
            return Self::one_day(at.date(), cut_off_day);
        }
        let date = at.date();
        let first = date.year() * 12 + i32::try_from(date.month0()).unwrap_or_default();
        let month = Self::of_months(Length::Month, first, cut_off_day);
        let month = if month.end() <= at { month.next() } else { month };
        month.stretched(length)
    }

    fn one_day(day: NaiveDate, cut_off_day: u32) -> Self {
        Self { extent: Extent::Days { first: day, last: day }, cut_off_day }
    }

    /// Reads `2026-11`, `2026-Q4`, `2026` or `2026-11-03--2026-11-20`.
    pub fn parse(text: &str, cut_off_day: u32) -> Option<Self> {
        let text = text.trim();
        if let Some((first, last)) = text.split_once(BETWEEN) {
            let day = |text: &str| (text.len() == 10).then(|| text.parse::<NaiveDate>().ok()).flatten();
            return Self::days(day(first)?, day(last)?, cut_off_day).ok();
        }
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

    /// The month, quarter or year that holds the first day of this one; as days, the same days.
    pub fn stretched(self, length: Length) -> Self {
        let first = match (self.extent, length) {
            (Extent::Days { .. }, Length::Days) => return self,
            (Extent::Months { .. }, Length::Days) => {
                let (first, last) = (self.start_date(), self.last_date());
                return Self { extent: Extent::Days { first, last }, ..self };
            }
            (Extent::Days { first, .. }, _) => {
                return Self::containing(length, Moment::start_of(first), self.cut_off_day);
            }
            (Extent::Months { first, .. }, _) => first,
        };
        let months = length.months();
        Self::of_months(length, first.div_euclid(months) * months, self.cut_off_day)
    }

    /// The day with which its months begin; 1 for calendar months.
    pub fn cut_off_day(self) -> u32 {
        self.cut_off_day
    }

    /// The year of its first month or day.
    pub fn year(self) -> i32 {
        match self.extent {
            Extent::Months { first, .. } => first.div_euclid(12),
            Extent::Days { first, .. } => first.year(),
        }
    }

    /// The months, quarters or the year that make up a year.
    pub fn of_year(length: Length, year: i32, cut_off_day: u32) -> Vec<Self> {
        let months = (1..=12).filter_map(|month| Self::month(year, month, cut_off_day));
        let mut periods: Vec<Self> = months.map(|month| month.stretched(length)).collect();
        periods.dedup();
        periods
    }

    /// How long it is.
    pub fn length(self) -> Length {
        match self.extent {
            Extent::Months { length, .. } => length,
            Extent::Days { .. } => Length::Days,
        }
    }

    /// First day.
    pub fn start_date(self) -> NaiveDate {
        match self.extent {
            Extent::Months { first, .. } => self.first_day_of(first),
            Extent::Days { first, .. } => first,
        }
    }

    /// The day after the last.
    pub fn end_date(self) -> NaiveDate {
        match self.extent {
            Extent::Months { length, first } => self.first_day_of(first + length.months()),
            Extent::Days { last, .. } => last.succ_opt().unwrap_or(last),
        }
    }

    /// Last day.
    pub fn last_date(self) -> NaiveDate {
        self.end_date().pred_opt().unwrap_or_else(|| self.end_date())
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

    /// The period before: as many months, or as many days.
    pub fn previous(self) -> Self {
        self.shifted(-1)
    }

    /// The period after.
    pub fn next(self) -> Self {
        self.shifted(1)
    }

    /// The same period a year before (去年同期); 29 February is compared with the 28th.
    pub fn year_ago(self) -> Self {
        let extent = match self.extent {
            Extent::Months { length, first } => Extent::Months { length, first: first - 12 },
            Extent::Days { first, last } => {
                let before = |day: NaiveDate| day.checked_sub_months(Months::new(12)).unwrap_or(day);
                Extent::Days { first: before(first), last: before(last) }
            }
        };
        Self { extent, ..self }
    }

    /// The twelve months that end with the last month of the period, or with the month of its last day.
    pub fn trend(self) -> [Self; 12] {
        let last = match self.extent {
            Extent::Months { length, first } => first + length.months() - 1,
            Extent::Days { last, .. } => {
                let month = Self::containing(Length::Month, Moment::start_of(last), self.cut_off_day);
                month.first_month()
            }
        };
        [11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]
            .map(|before| Self::of_months(Length::Month, last - before, self.cut_off_day))
    }

    /// `2026-11`, `2026-Q4`, `2026`, `2026-11-03--2026-11-20`.
    pub fn code(self) -> String {
        let (year, month) = (self.first_month().div_euclid(12), self.first_month().rem_euclid(12));
        match self.extent {
            Extent::Days { first, last } => format!("{first}{BETWEEN}{last}"),
            Extent::Months { length: Length::Quarter, .. } => format!("{year:04}-Q{}", month / 3 + 1),
            Extent::Months { length: Length::Year, .. } => format!("{year:04}"),
            Extent::Months { .. } => format!("{year:04}-{:02}", month + 1),
        }
    }

    /// `2026年11月`, `2026年第4季度`, `2026年`, `2026年11月3日至11月20日`.
    pub fn label(self) -> String {
        let (year, month) = (self.first_month().div_euclid(12), self.first_month().rem_euclid(12));
        match self.extent {
            Extent::Days { first, last } => {
                let day = |day: NaiveDate| format!("{}月{}日", day.month(), day.day());
                let from = format!("{}年{}", first.year(), day(first));
                match last {
                    last if last == first => from,
                    last if last.year() == first.year() => format!("{from}至{}", day(last)),
                    last => format!("{from}至{}年{}", last.year(), day(last)),
                }
            }
            Extent::Months { length: Length::Quarter, .. } => format!("{year}年第{}季度", month / 3 + 1),
            Extent::Months { length: Length::Year, .. } => format!("{year}年"),
            Extent::Months { .. } => format!("{year}年{}月", month + 1),
        }
    }

    fn first_month(self) -> i32 {
        match self.extent {
            Extent::Months { first, .. } => first,
            Extent::Days { first, .. } => {
                first.year() * 12 + i32::try_from(first.month0()).unwrap_or_default()
            }
        }
    }

    /// So many of its own lengths later.
    fn shifted(self, times: i32) -> Self {
        let extent = match self.extent {
            Extent::Months { length, first } => {
                Extent::Months { length, first: first + times * length.months() }
            }
            Extent::Days { first, last } => {
                let by = Duration::days(((last - first).num_days() + 1) * i64::from(times));
                let moved = |day: NaiveDate| day.checked_add_signed(by).unwrap_or(day);
                Extent::Days { first: moved(first), last: moved(last) }
            }
        };
        Self { extent, ..self }
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
    fn days_from_one_to_another_are_a_period_like_any() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let days = Period::days(day("2026-11-03"), day("2026-11-20"), 26).unwrap();
        assert_eq!(
            (days.code(), days.label()),
            ("2026-11-03--2026-11-20".into(), "2026年11月3日至11月20日".into())
        );
        assert_eq!(Period::parse(&days.code(), 26), Some(days));
        assert_eq!(
            days.start_date().to_string() + " " + &days.end_date().to_string(),
            "2026-11-03 2026-11-21"
        );
        assert_eq!(days.previous().code(), "2026-10-16--2026-11-02");
        assert_eq!(days.previous().next(), days);
        assert_eq!(days.year_ago().code(), "2025-11-03--2025-11-20");
        assert_eq!(
            Period::parse("2024-02-29--2024-03-01", 1).unwrap().year_ago().code(),
            "2023-02-28--2023-03-01"
        );
        // The month of its last day ends the line of twelve: with a cut-off day of 10 the 20th belongs to December.
        let late = Period::days(day("2026-11-03"), day("2026-11-20"), 10).unwrap();
        assert_eq!((days.trend()[11].code(), late.trend()[11].code()), ("2026-11".into(), "2026-12".into()));
        assert_eq!(days.stretched(Length::Month).code(), "2026-11");
        assert_eq!(
            Period::parse("2026-02", 1).unwrap().stretched(Length::Days).code(),
            "2026-02-01--2026-02-28"
        );
        let over = Period::days(day("2025-12-30"), day("2026-01-02"), 1).unwrap();
        assert_eq!(over.label(), "2025年12月30日至2026年1月2日");
        assert_eq!(Period::parse("2026-11-03--2026-11-03", 1).unwrap().label(), "2026年11月3日");
        assert!(Period::days(day("2026-11-03"), day("2026-11-02"), 1).unwrap_err().contains("晚于"));
        assert!(Period::days(day("2000-01-01"), day("2026-11-02"), 1).unwrap_err().contains("十年"));
        for wrong in
            ["2026-11-03--", "2026-11-03--2026-11-31", "2026-11-3--2026-11-20", "--", "2026-11--2026-12"]
        {
            assert_eq!(Period::parse(wrong, 1), None, "{wrong}");
        }
    }

    #[test]
    fn days_to_come_are_left_out_of_a_range() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let days = Period::days(day("2026-11-20"), day("2026-12-31"), 1).unwrap();
        assert_eq!(days.begun(day("2026-11-28")).unwrap().code(), "2026-11-20--2026-11-28");
        assert!(days.begun(day("2026-11-19")).unwrap_err().contains("还没有到"));
        let month = Period::parse("2026-11", 1).unwrap();
        assert_eq!(month.begun(day("2026-11-01")), Ok(month));
        assert!(month.begun(day("2026-10-31")).is_err());
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
