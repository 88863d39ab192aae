//! The dates of a ledger: in one column or several, merged over several rows, as 同上, without a year, as a number.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::domain::code::codes;
use crate::domain::reading::outcome::Reading;
use crate::domain::reading::time::{self, Doubt};
use crate::domain::time::Moment;
use crate::sheet::import::field::LedgerField;
use crate::sheet::import::problem::Problem;
use crate::sheet::import::table::Table;
use crate::sheet::import::words::is_ditto;
use crate::sheet::read::cell::{Cell, Row};
use crate::sheet::read::visit::Merges;

codes! {
    /// How precisely a time was written.
    Precision {
        Minute = "minute": "分钟",
        Hour = "hour": "小时",
        HalfDay = "halfday": "半天",
        Day = "day": "天",
    }
}

/// A blank date stands for the one above when so many in a hundred rows have none: a column that was joined downwards in
/// a book whose format does not tell.
const MERGED_FROM: usize = 15;

/// In which columns the date of a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateColumns {
    year: Option<usize>,
    month: Option<usize>,
    day: Option<usize>,
    date: Option<usize>,
    when: Option<usize>,
    /// A blank date is that of the row above.
    filled_down: bool,
}

impl DateColumns {
    /// Those of a table; `filled_down`: a blank date is that of the row above.
    pub fn of(table: &Table<LedgerField>, filled_down: bool) -> Self {
        let column = |field| table.columns(field).next();
        Self {
            year: column(LedgerField::Year),
            month: column(LedgerField::Month),
            day: column(LedgerField::Day),
            date: column(LedgerField::Date),
            when: column(LedgerField::When),
            filled_down,
        }
    }
}

/// Learns whether a blank date of a table stands for the one above.
#[derive(Debug, Default)]
pub struct BlankDates {
    column: Option<usize>,
    /// The format tells which cells are joined.
    told: bool,
    records: usize,
    blank: usize,
    first_is_blank: bool,
}

impl BlankDates {
    /// Of the records of a table that begins.
    pub fn of(table: &Table<LedgerField>, merges: &Merges) -> Self {
        let columns = DateColumns::of(table, false);
        let column = columns.date.or(columns.when);
        let told = column.is_some_and(|column| merges.joins_downwards(column));
        Self { column, told, ..Self::default() }
    }

    /// A further record.
    pub fn add(&mut self, row: &Row) {
        let Some(column) = self.column else { return };
        let blank = row.cell(column).is_blank();
        if self.records == 0 {
            self.first_is_blank = blank;
        }
        self.records += 1;
        self.blank += usize::from(blank);
    }

    /// Whether it does.
    pub fn filled_down(&self) -> bool {
        let many = self.records > 0 && self.blank * 100 >= self.records * MERGED_FROM;
        many && !self.told && !self.first_is_blank
    }
}

/// Reads the dates of a sheet from above.
#[derive(Debug)]
pub struct Dates {
    now: Moment,
    /// The year and the month that title, name or a heading tell.
    year: Option<i32>,
    month: Option<u32>,
    /// The sheet is one of a month.
    of_month: Option<(Option<i32>, u32)>,
    /// The day of the row above.
    above: Option<NaiveDate>,
}

impl Dates {
    /// Knows what the name of the sheet tells.
    pub fn new(sheet: &str, now: Moment) -> Self {
        let mut dates = Self { now, year: None, month: None, of_month: None, above: None };
        dates.take(sheet);
        dates.head_is_over();
        dates
    }

    /// Takes over what a line above the head tells.
    pub fn heed_above(&mut self, row: &Row) {
        self.heed(row);
        self.head_is_over();
    }

    fn head_is_over(&mut self) {
        self.of_month = self.month.map(|month| (self.year, month));
    }

    /// Takes over what a heading between the rows tells of year and month.
    pub fn heed(&mut self, row: &Row) {
        for (_, cell) in row.filled().take(3) {
            self.take(&cell.text());
        }
    }

    fn take(&mut self, text: &str) {
        let digits = |text: &str| text.chars().rev().take_while(char::is_ascii_digit).collect::<String>();
        let before = |sign: char| {
            let place = text.find(sign)?;
            let number: String = digits(text[..place].trim_end()).chars().rev().collect();
            number.parse::<u32>().ok()
        };
        if let Some(year) = before('年').and_then(|year| i32::try_from(year).ok()) {
            let year = if year < 100 { year + 2000 } else { year };
            if (1990..=2100).contains(&year) {
                self.year = Some(year);
            }
        }
        if let Some(month) = before('月').filter(|month| (1..=12).contains(month)) {
            self.month = Some(month);
        }
    }

    /// The moment until which a day without a year may lie: the end of the month after the sheet's, the end of its year,
    /// at the latest now.
    fn latest(&self) -> Moment {
        let end = match (self.year, self.month) {
            (Some(year), Some(month)) => {
                let (year, month) = if month >= 11 { (year + 1, month - 10) } else { (year, month + 2) };
                NaiveDate::from_ymd_opt(year, month, 1).and_then(|day| day.pred_opt())
            }
            (Some(year), None) => NaiveDate::from_ymd_opt(year, 12, 31),
            (None, _) => None,
        };
        end.map_or(self.now, |end| Moment::start_of(end).end_of_day().min(self.now))
    }

    /// The date of a row, with how precisely it was written; what is wrong is told.
    pub fn read(
        &mut self,
        row: &Row,
        columns: &DateColumns,
        problems: &mut Vec<Problem>,
    ) -> Option<(Moment, Precision)> {
        let cell = |column: Option<usize>| column.map_or(&Cell::Blank, |column| row.cell(column));
        let (date, when) = (cell(columns.date), cell(columns.when));
        let main = if columns.date.is_some() { date } else { when };
        let text = main.text();
        let found = if columns.day.is_some() {
            self.of_parts(cell(columns.year), cell(columns.month), cell(columns.day))
        } else if is_ditto(&text) || (main.is_blank() && columns.filled_down) {
            self.above.map(|day| (Moment::start_of(day), Precision::Day)).ok_or(Problem::MissingDate)
        } else if main.is_blank() && when.is_blank() {
            Err(Problem::MissingDate)
        } else if main.is_blank() {
            self.of(when, problems)
        } else {
            self.of(main, problems)
        };
        let timed = match found {
            Ok((at, precision)) => {
                let beside =
                    if columns.date.is_some() || columns.day.is_some() { when } else { &Cell::Blank };
                Ok(self.with_time(at, precision, beside, problems))
            }
            Err(problem) => Err(problem),
        };
        match timed {
            Ok((at, precision)) => {
                self.above = Some(at.date());
                if at > self.now {
                    problems.push(Problem::FutureDate);
                } else if let Some((year, month)) = self.of_month
                    && (at.date().month() != month || year.is_some_and(|year| at.date().year() != year))
                {
                    problems.push(Problem::OtherMonth);
                }
                Some((at, precision))
            }
            Err(problem) => {
                problems.push(problem);
                None
            }
        }
    }

    fn of(&self, cell: &Cell, problems: &mut Vec<Problem>) -> Result<(Moment, Precision), Problem> {
        if let Some(at) = cell.as_day() {
            return Ok(of_naive(at));
        }
        match time::read_dated(&cell.text(), self.latest()) {
            Reading::Read(dated) => {
                problems.extend(dated.doubt.map(told));
                Ok((dated.moment, precision(dated.precision)))
            }
            Reading::Asked { candidates, .. } => match candidates.first() {
                Some(first) => {
                    problems.push(Problem::UnclearTime);
                    Ok((first.moment, precision(first.precision)))
                }
                None => Err(Problem::BadDate),
            },
            Reading::Vague(_) | Reading::Unreadable(_) => Err(Problem::BadDate),
        }
    }

    /// The time of day that stands in a column of its own.
    fn with_time(
        &self,
        at: Moment,
        known: Precision,
        beside: &Cell,
        problems: &mut Vec<Problem>,
    ) -> (Moment, Precision) {
        if known != Precision::Day || beside.is_blank() {
            return (at, known);
        }
        match beside {
            Cell::Time(time) => return (Moment::new(at.date(), *time), Precision::Minute),
            // A fraction of a day is a time that was left unformatted.
            Cell::Number(part) if (0.0..1.0).contains(part) => {
                // Less than a day of seconds: within the range of the type.
                let seconds = (part * 86_400.0).round() as u32;
                let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0);
                return time.map_or((at, known), |time| (Moment::new(at.date(), time), Precision::Minute));
            }
            Cell::Date(whole) => {
                if whole.date() != at.date() {
                    problems.push(Problem::DateConflict);
                }
                return (Moment::new(at.date(), whole.time()), Precision::Minute);
            }
            _ => {}
        }
        let text = beside.text();
        let joined = format!("{}年{}月{}日 {text}", at.date().year(), at.date().month(), at.date().day());
        match time::read_dated(&joined, self.now) {
            // Words that tell no time are none of the date.
            Reading::Read(dated) if dated.precision != time::Precision::Day => {
                problems.extend(dated.doubt.filter(|doubt| *doubt == Doubt::Stretch).map(told));
                (dated.moment, precision(dated.precision))
            }
            Reading::Asked { candidates, .. } if !candidates.is_empty() => {
                problems.push(Problem::UnclearTime);
                (candidates[0].moment, precision(candidates[0].precision))
            }
            // A time that is a whole date of its own.
            _ => match time::read_dated(&text, self.latest()) {
                Reading::Read(dated) => {
                    if dated.moment.date() != at.date() {
                        problems.push(Problem::DateConflict);
                    }
                    (Moment::new(at.date(), dated.moment.time()), precision(dated.precision))
                }
                _ => (at, known),
            },
        }
    }

    fn of_parts(&mut self, year: &Cell, month: &Cell, day: &Cell) -> Result<(Moment, Precision), Problem> {
        let number = |cell: &Cell| {
            let text = cell.text();
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            digits.parse::<u32>().ok()
        };
        if let Some(year) = number(year).and_then(|year| i32::try_from(year).ok()) {
            self.year = Some(if year < 100 { year + 2000 } else { year });
        }
        self.month = number(month).or(self.month);
        if day.is_blank() || is_ditto(&day.text()) {
            return self.above.map(|day| (Moment::start_of(day), Precision::Day)).ok_or(Problem::MissingDate);
        }
        let year = self.year.unwrap_or_else(|| self.now.date().year());
        let date =
            number(day).zip(self.month).and_then(|(day, month)| NaiveDate::from_ymd_opt(year, month, day));
        date.map(|date| (Moment::start_of(date), Precision::Day)).ok_or(Problem::BadDate)
    }

    /// A further date of a row, as when it was closed; not before it was received.
    pub fn of_cell(&self, cell: &Cell, received: Option<Moment>) -> Option<Moment> {
        let found = match cell.as_day() {
            Some(at) => Some(of_naive(at).0),
            None if cell.is_blank() => None,
            None => time::read_dated(&cell.text(), self.latest()).value().map(|dated| dated.moment),
        };
        found.filter(|at| *at <= self.now && received.is_none_or(|received| at.date() >= received.date()))
    }

    /// A date within other words, as 2.9已回访.
    pub fn within(&self, text: &str, received: Option<Moment>) -> Option<Moment> {
        let start: String =
            text.chars().take_while(|c| c.is_ascii_digit() || ".-/月日".contains(*c)).collect();
        let dated = start.chars().any(|c| ".-/月".contains(c));
        if dated { self.of_cell(&Cell::Text(start), received) } else { None }
    }
}

fn of_naive(at: NaiveDateTime) -> (Moment, Precision) {
    let precision = if at.time() == NaiveTime::MIN { Precision::Day } else { Precision::Minute };
    (Moment::new(at.date(), at.time()), precision)
}

/// What is told of a cell that says more than a day.
fn told(doubt: Doubt) -> Problem {
    match doubt {
        Doubt::Stretch => Problem::DateRange,
        Doubt::Words => Problem::DateWords,
        Doubt::Weekday => Problem::OtherWeekday,
    }
}

fn precision(read: time::Precision) -> Precision {
    match read {
        time::Precision::Minute => Precision::Minute,
        time::Precision::Hour => Precision::Hour,
        time::Precision::PartOfDay => Precision::HalfDay,
        time::Precision::Day => Precision::Day,
    }
}
