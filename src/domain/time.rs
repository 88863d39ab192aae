//! Moments of the counter's clock. The counter is in China: every time is local with the fixed offset
//! +08:00, whatever zone the machine is set to. Nothing here reads a clock.

use chrono::{DateTime, Datelike, Duration, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};
use serde::{Deserialize, Serialize};

/// Seconds that the counter's zone is ahead of UTC (+08:00). Rules §4.
pub const OFFSET_SECONDS: i32 = 8 * 3600;

/// Years that a time may be typed, read from a file or set by `--now` in. Beyond them it is a slip of the finger.
pub const YEARS: std::ops::RangeInclusive<i32> = 1970..=2099;

/// A point in time on the counter's clock (+08:00), to the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Moment(NaiveDateTime);

impl Moment {
    /// The moment at a local date and time of day; fractions of a second are cut.
    pub fn new(date: NaiveDate, time: NaiveTime) -> Self {
        Self(date.and_time(time.with_nanosecond(0).unwrap_or(time)))
    }

    /// The first second of a local day.
    pub fn start_of(date: NaiveDate) -> Self {
        Self(date.and_time(NaiveTime::MIN))
    }

    /// The moment of a UTC instant, as the counter's clock shows it.
    pub fn from_utc(instant: DateTime<Utc>) -> Self {
        Self(instant.naive_utc()) + Duration::seconds(OFFSET_SECONDS.into())
    }

    /// Local ISO 8601 with minutes or seconds (fractions are cut) and an optional offset; without offset: +08:00.
    ///
    /// # Errors
    /// A Chinese sentence when the text is no such time, the date does not exist or lies outside of [`YEARS`].
    pub fn parse(text: &str) -> Result<Self, String> {
        let read = Self::read(text.trim())?;
        if YEARS.contains(&read.date().year()) {
            return Ok(read);
        }
        Err(format!("「{text}」的年份不对，应在{}年到{}年之间，请核对", YEARS.start(), YEARS.end()))
    }

    fn read(text: &str) -> Result<Self, String> {
        let utc = text.strip_suffix(['Z', 'z']);
        if let Some(instant) = utc.and_then(|text| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").ok())
        {
            return Ok(Self::from_utc(instant.and_utc()));
        }
        if let Ok(instant) = DateTime::<FixedOffset>::parse_from_rfc3339(text) {
            return Ok(Self::from_utc(instant.to_utc()));
        }
        for format in ["%Y-%m-%dT%H:%M%:z", "%Y-%m-%d %H:%M:%S%:z", "%Y-%m-%d %H:%M%:z"] {
            if let Ok(instant) = DateTime::<FixedOffset>::parse_from_str(text, format) {
                return Ok(Self::from_utc(instant.to_utc()));
            }
        }
        for format in ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%d %H:%M"] {
            if let Ok(local) = NaiveDateTime::parse_from_str(text, format) {
                return Ok(Self::new(local.date(), local.time()));
            }
        }
        Err(format!("「{text}」不是有效的时间，应如 2026-11-03T09:12"))
    }

    /// The moment of so many seconds since 1970 UTC, as the database keeps it; `None` outside of the years 1 to 9999.
    pub fn from_unix(seconds: i64) -> Option<Self> {
        let moment = DateTime::<Utc>::from_timestamp(seconds, 0).map(Self::from_utc)?;
        (moment.unix() == seconds).then_some(moment)
    }

    /// Seconds since 1970 UTC, as the database keeps it.
    pub fn unix(self) -> i64 {
        self.0.and_utc().timestamp() - i64::from(OFFSET_SECONDS)
    }

    /// The local date.
    pub fn date(self) -> NaiveDate {
        self.0.date()
    }

    /// The local time of day.
    pub fn time(self) -> NaiveTime {
        self.0.time()
    }

    /// The same clock time on another day.
    pub fn on(self, date: NaiveDate) -> Self {
        Self::new(date, self.time())
    }

    /// The last moment of the same day: 24:00.
    pub fn end_of_day(self) -> Self {
        Self::start_of(self.date()) + Duration::days(1)
    }

    /// `11月3日 09:12`, with the year in front when it is not the year of `now`.
    pub fn short(self, now: Self) -> String {
        let (date, time) = (self.date(), self.time());
        let year =
            if date.year() == now.date().year() { String::new() } else { format!("{}年", date.year()) };
        format!("{year}{}月{}日 {:02}:{:02}", date.month(), date.day(), time.hour(), time.minute())
    }

    /// `2026年11月3日 09:12`, as papers show it.
    pub fn long(self) -> String {
        let (date, time) = (self.date(), self.time());
        format!("{}年{}月{}日 {:02}:{:02}", date.year(), date.month(), date.day(), time.hour(), time.minute())
    }

    /// `09:12`.
    pub fn clock(self) -> String {
        format!("{:02}:{:02}", self.time().hour(), self.time().minute())
    }
}

impl std::fmt::Display for Moment {
    /// `2026-11-03T09:12:00+08:00`, the only form that is written to files.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}+08:00", self.0.format("%Y-%m-%dT%H:%M:%S"))
    }
}

impl TryFrom<String> for Moment {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text)
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> String {
        moment.to_string()
    }
}

impl std::ops::Add<Duration> for Moment {
    type Output = Self;

    /// Stops at the years 1 and 9999 instead of overflowing; fractions of a second are cut.
    fn add(self, duration: Duration) -> Self {
        let (first, last) = (NaiveDate::from_yo_opt(1, 1), NaiveDate::from_ymd_opt(9999, 12, 31));
        let end = NaiveTime::from_hms_opt(23, 59, 59);
        let first = first.map_or(NaiveDateTime::MIN, |date| date.and_time(NaiveTime::MIN));
        let last = last.map_or(NaiveDateTime::MAX, |date| date.and_time(end.unwrap_or_default()));
        let edge = if duration < Duration::zero() { first } else { last };
        let sum = self.0.checked_add_signed(duration).unwrap_or(edge).clamp(first, last);
        Self::new(sum.date(), sum.time())
    }
}

impl std::ops::Sub<Duration> for Moment {
    type Output = Self;

    fn sub(self, duration: Duration) -> Self {
        self + (-duration)
    }
}

impl std::ops::Sub for Moment {
    type Output = Duration;

    fn sub(self, other: Self) -> Duration {
        self.0 - other.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_form_of_the_interchange() {
        let expected = Moment::parse("2026-11-03T09:12:00+08:00").unwrap();
        for text in [
            "2026-11-03T09:12",
            "2026-11-03T09:12:00",
            "2026-11-03T01:12:00Z",
            "2026-11-03T01:12Z",
            "2026-11-03T09:12+08:00",
        ] {
            assert_eq!(Moment::parse(text), Ok(expected), "{text}");
        }
        assert_eq!(expected.to_string(), "2026-11-03T09:12:00+08:00");
        assert_eq!(Moment::from_unix(expected.unix()), Some(expected));
    }

    #[test]
    fn refuses_impossible_dates_with_a_sentence() {
        for text in ["2026-02-30T10:00", "昨天", "", "2026-11-03", "2026-11-03T25:00"] {
            assert!(Moment::parse(text).unwrap_err().contains("不是有效的时间"), "{text}");
        }
    }

    #[test]
    fn adding_never_overflows() {
        let moment = Moment::parse("2026-11-03T09:12").unwrap();
        assert_eq!((moment + Duration::MAX).to_string(), "9999-12-31T23:59:59+08:00");
        assert_eq!((moment - Duration::MAX).to_string(), "0001-01-01T00:00:00+08:00");
        assert_eq!(Moment::from_unix(i64::MAX), None);
        assert_eq!(Moment::from_unix(i64::MIN), None);
        assert_eq!(Moment::from_utc(DateTime::<Utc>::MAX_UTC).date().year(), 9999);
        assert_eq!(moment + Duration::milliseconds(1_700), moment + Duration::seconds(1), "no fractions");
    }

    #[test]
    fn a_year_that_slipped_is_refused_and_what_is_taken_reads_back() {
        for text in [
            "20266-11-27 20:00",
            "+20266-11-27T20:00",
            "2999-01-01T00:00",
            "0202-11-27T20:00",
            "-0001-01-01 00:00",
        ] {
            assert!(Moment::parse(text).is_err(), "{text}");
        }
        assert!(Moment::parse("2999-01-01T00:00").unwrap_err().contains("年份"));
        for text in ["1970-01-01T00:00", "2099-12-31T23:59:59"] {
            let read = Moment::parse(text).unwrap();
            assert_eq!(Moment::parse(&read.to_string()), Ok(read));
            assert_eq!(Moment::from_unix(read.unix()), Some(read));
        }
    }

    #[test]
    fn a_day_ends_at_24() {
        let moment = Moment::parse("2026-11-03T09:12").unwrap();
        assert_eq!(moment.end_of_day().to_string(), "2026-11-04T00:00:00+08:00");
    }
}
