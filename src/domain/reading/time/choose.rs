//! From the words of a time to the one moment that they mean, or to the question that must be asked.

use chrono::{Datelike, Days, Duration, Months, NaiveDate, NaiveTime};

use crate::domain::reading::outcome::Reading;
use crate::domain::reading::time::day::Day;
use crate::domain::reading::time::shown::shown;
use crate::domain::reading::time::spell::Found;
use crate::domain::reading::time::time_of_day::Part;
use crate::domain::reading::time::time_of_day::{self, Clock, Form};
use crate::domain::time::{Moment, YEARS};

/// A time that has been is asked about when it lies further back than this.
const FAR_BACK: i64 = 3 * 366;
/// A time that will be, with its year, is asked about when it lies further ahead than this.
const FAR_AHEAD: i64 = 366;
/// Without its year already from here on: who means next October says so.
const FAR_WITHOUT_YEAR: i64 = 183;

/// A time as precisely as it was written, as a cell of an old ledger gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dated {
    /// Local time; 00:00 of the day when no hour was written.
    pub moment: Moment,
    /// How precisely.
    pub precision: Precision,
    /// The part of the day, where it was written without an hour.
    pub part: Option<Part>,
    /// What of the cell the moment does not tell.
    pub doubt: Option<Doubt>,
}

/// What the cell of a ledger says beside the day that is taken from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// A stretch of time: its beginning is taken.
    Stretch,
    /// Other words.
    Words,
    /// The weekday of another day.
    Weekday,
}

/// How precisely a time was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// With minutes.
    Minute,
    /// With the hour.
    Hour,
    /// With a part of the day: 上午, 晚上.
    PartOfDay,
    /// The day only.
    Day,
}

/// Whether a time has been or will be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tense {
    /// 发生时间, 受理时间: the latest not after now.
    Past,
    /// 约定, 时限: the earliest not before now.
    Future,
    /// A day on either side: the nearest.
    Near,
}

impl Tense {
    fn fits(self, moment: Moment, now: Moment) -> bool {
        match self {
            Self::Past => moment <= now,
            Self::Future => now - moment < Duration::minutes(1),
            Self::Near => true,
        }
    }

    fn contrary(self) -> &'static str {
        match self {
            Self::Past => "还没到",
            Self::Future => "已经过去",
            Self::Near => "对不上",
        }
    }
}

/// A full date with its time, as a file or the program itself wrote it.
pub fn written_out(moment: Moment, tense: Tense, now: Moment) -> Reading<Moment> {
    match in_bounds(moment) {
        Reading::Read(moment) if !tense.fits(moment, now) => contrary(moment, tense, now, &[]),
        Reading::Read(moment) if is_far(moment, tense, now, true) => far(moment, now),
        reading => reading,
    }
}

/// Refuses years that cannot be meant.
pub fn in_bounds(moment: Moment) -> Reading<Moment> {
    let year = moment.date().year();
    if YEARS.contains(&year) {
        Reading::Read(moment)
    } else {
        Reading::Unreadable(format!("没有{year}年这样的年份，请核对"))
    }
}

/// The moment that the words mean.
pub fn moment(found: &Found, text: &str, tense: Tense, now: Moment) -> Reading<Moment> {
    if let Some(sentence) = &found.impossible {
        return Reading::Unreadable(sentence.clone());
    }
    let vague = found.vague || found.vague_aside;
    if found.left_digits && !vague {
        return unreadable(text);
    }
    if vague || found.left > 0 {
        return Reading::Vague("说不准是几点，按原话记".to_owned());
    }
    if let Some(span) = found.span {
        return spanned(span, found.months, tense, now);
    }
    if found.open {
        return Reading::Vague("没有说到几点为止，按原话记".to_owned());
    }
    if let Some((from, until)) = found.clock.zip(found.until) {
        return stretch(found, from, until, tense, now);
    }
    let guess = found.dotted.or(found.bare);
    match (found.clock, guess) {
        (Some(clock), _) => at(found, clock, tense, now),
        (None, Some((hour, minute))) => {
            let clock = Clock { hour, minute, form: Form::Exact };
            let candidates = match at(found, clock, tense, now) {
                Reading::Read(moment) => vec![moment],
                other => other.candidates().to_vec(),
            };
            Reading::Asked { question: format!("「{text}」是{hour}点{minute:02}分吗？"), candidates }
        }
        (None, None) if found.day.is_some() || found.part.is_some() => {
            Reading::Vague("没有说几点，按原话记".to_owned())
        }
        (None, None) => unreadable(text),
    }
}

/// The day that the words mean.
pub fn day(found: &Found, text: &str, tense: Tense, today: NaiveDate) -> Reading<NaiveDate> {
    if let Some(sentence) = &found.impossible {
        return Reading::Unreadable(sentence.clone());
    }
    let dotted = found.dotted.map(|(month, day)| Day::OfYear(month, day));
    let extra = found.left > 0 || found.clock.is_some() || found.part.is_some() || found.bare.is_some();
    let vague = found.vague || found.vague_aside;
    let Some(day) = found.day.or(dotted).filter(|_| !extra && !found.open && !vague) else {
        return Reading::Unreadable(format!("「{text}」看不懂，日期请写成 11-3、2026-11-03 或 昨天"));
    };
    let noon = |date: NaiveDate| Moment::start_of(date);
    let now = noon(today);
    let (bases, _) = bases(Some(day), tense, today);
    let Some(date) =
        bases.iter().copied().find(|date| tense.fits(noon(*date), now)).or(bases.first().copied())
    else {
        return Reading::Unreadable(format!("「{text}」没有这一天，请核对"));
    };
    if let Some(weekday) = found.weekday.filter(|weekday| *weekday != date.weekday()) {
        let question = format!("{}月{}日不是周{}，请核对", date.month(), date.day(), of_week(weekday));
        return Reading::Asked { question, candidates: vec![date] };
    }
    Reading::Read(date)
}

/// The cell of a ledger: a written year is taken as it stands. Of a stretch of time the beginning is taken, and what else
/// stands there is told: a row is never refused for words beside its day.
pub fn dated(found: &Found, text: &str, now: Moment) -> Reading<Dated> {
    if let Some(sentence) = &found.impossible {
        return Reading::Unreadable(sentence.clone());
    }
    let dotted = found.dotted.map(|(month, day)| Day::OfYear(month, day));
    let Some(day) = found.day.or(dotted) else {
        return Reading::Unreadable(format!("「{text}」不是日期"));
    };
    let (bases, _) = bases(Some(day), Tense::Past, now.date());
    let past = |date: &NaiveDate| *date <= now.date();
    let Some(date) = bases.iter().copied().find(past).or(bases.first().copied()) else {
        return Reading::Unreadable(format!("「{text}」没有这一天"));
    };
    let doubt = doubt(found, date);
    let Some(clock) = found.clock else {
        let precision = if found.part.is_some() { Precision::PartOfDay } else { Precision::Day };
        return Reading::Read(Dated { moment: Moment::start_of(date), precision, part: found.part, doubt });
    };
    let precision = if clock.has_minutes() { Precision::Minute } else { Precision::Hour };
    let dated = |(shift, hour)| {
        let moment = place(date, shift, hour, clock.minute)?;
        Some(Dated { moment, precision, part: None, doubt })
    };
    let (hours, clear) = match time_of_day::meant(found.part, clock, day.is_of_calendar()) {
        Ok(hours) => (hours, true),
        Err(hours) => (hours, false),
    };
    let candidates: Vec<Dated> = hours.into_iter().filter_map(dated).collect();
    match candidates[..] {
        [one] if clear => Reading::Read(one),
        _ => Reading::Asked { question: format!("「{text}」是几点，请核对"), candidates },
    }
}

/// What stands beside the day of a cell.
fn doubt(found: &Found, date: NaiveDate) -> Option<Doubt> {
    if found.weekday.is_some_and(|weekday| weekday != date.weekday()) {
        Some(Doubt::Weekday)
    } else if found.until.is_some() || found.until_day.is_some() {
        Some(Doubt::Stretch)
    } else {
        (found.left > 0 || found.vague || found.span.is_some()).then_some(Doubt::Words)
    }
}

/// A time of day without a day.
pub fn time_of_day(found: &Found) -> Reading<NaiveTime> {
    let wrong = || Reading::Unreadable("请填时间，如 08:30。".to_owned());
    let other =
        found.day.is_some() || found.left > 0 || found.vague || found.span.is_some() || found.until.is_some();
    let other = other || found.vague_aside;
    let Some(clock) = found.clock.filter(|_| !other && found.impossible.is_none()) else { return wrong() };
    let hours = match time_of_day::meant(found.part, clock, false) {
        Ok(hours) | Err(hours) => hours,
    };
    match hours[..] {
        [(0, hour)] | [(0, hour), _] => {
            NaiveTime::from_hms_opt(hour, clock.minute, 0).map_or_else(wrong, Reading::Read)
        }
        _ => wrong(),
    }
}

/// `半小时前`, `48小时内`.
fn spanned(span: Duration, months: i32, tense: Tense, now: Moment) -> Reading<Moment> {
    let date = match months {
        0 => Some(now.date()),
        months if months > 0 => now.date().checked_add_months(Months::new(months.unsigned_abs())),
        months => now.date().checked_sub_months(Months::new(months.unsigned_abs())),
    };
    let Some(date) = date else { return Reading::Unreadable("相隔太久，请写日期".to_owned()) };
    match in_bounds(now.on(date) + span) {
        Reading::Read(moment) if !tense.fits(moment, now) => Reading::Asked {
            question: format!("{}{}，请核对", shown(moment, now), tense.contrary()),
            candidates: Vec::new(),
        },
        Reading::Read(moment) if is_far(moment, tense, now, true) => far(moment, now),
        reading => reading,
    }
}

/// From … to …: somebody must say which end is meant.
fn stretch(found: &Found, from: Clock, until: Clock, tense: Tense, now: Moment) -> Reading<Moment> {
    let mut candidates: Vec<Moment> = Vec::new();
    for clock in [from, until] {
        match at(found, clock, tense, now) {
            Reading::Read(moment) => candidates.push(moment),
            other => candidates.extend(other.candidates()),
        }
    }
    candidates.dedup();
    Reading::Asked { question: "写的是一段时间，按哪个时间记？".to_owned(), candidates }
}

/// The time of day on the day that was said.
fn at(found: &Found, clock: Clock, tense: Tense, now: Moment) -> Reading<Moment> {
    // 今天夜里2点 may be over or still to come.
    let tonight = found.part == Some(Part::Night) && found.day == Some(Day::FromToday(0));
    let calendar = tonight || found.day.is_some_and(Day::is_of_calendar);
    let (hours, clear) = match time_of_day::meant(found.part, clock, calendar) {
        Ok(hours) => (hours, true),
        Err(hours) => (hours, false),
    };
    let (bases, fixed) = bases(found.day, tense, now.date());
    if bases.is_empty() {
        return Reading::Unreadable("没有这一天，请核对".to_owned());
    }
    let on = |date: NaiveDate, (shift, hour): (i64, u32)| place(date, shift, hour, clock.minute);
    // Each thing that may be meant, on the nearest day that fits.
    let mut fitting: Vec<(NaiveDate, Moment)> = Vec::new();
    for hour in &hours {
        let first = bases.iter().find_map(|date| {
            on(*date, *hour).filter(|moment| tense.fits(*moment, now)).map(|moment| (*date, moment))
        });
        fitting.extend(first.filter(|(_, moment)| !fitting.iter().any(|(_, other)| other == moment)));
    }
    let moments: Vec<Moment> = fitting.iter().map(|(_, moment)| *moment).collect();
    if !clear {
        let part = found.part.map_or("", |part| part.label());
        let question = format!("「{part}」和「{}点」对不上，请核对", clock.hour);
        return Reading::Asked { question, candidates: moments };
    }
    match fitting[..] {
        [] => {
            let other_half = (clock.hour < 12 && found.part.is_none()).then(|| (0, clock.hour + 12));
            let others: Vec<Moment> = other_half.and_then(|hour| on(bases[0], hour)).into_iter().collect();
            match hours.first().and_then(|hour| on(bases[0], *hour)) {
                Some(moment) => contrary(moment, tense, now, &others),
                None => Reading::Unreadable("没有这个时间，请核对".to_owned()),
            }
        }
        [(date, moment)] => {
            if let Some(weekday) = found.weekday.filter(|weekday| *weekday != date.weekday()) {
                return other_weekday(date, moment, weekday, tense, now);
            }
            let sure = found.weekday.is_some() || (!fixed && tense == Tense::Past) || counted(found.day);
            if !sure && is_far(moment, tense, now, fixed) { far(moment, now) } else { Reading::Read(moment) }
        }
        _ => {
            let words: Vec<String> = moments.iter().map(|moment| shown(*moment, now)).collect();
            Reading::Asked { question: format!("是{}？", words.join("，还是")), candidates: moments }
        }
    }
}

/// Days counted from today are near by themselves.
fn counted(day: Option<Day>) -> bool {
    matches!(day, None | Some(Day::FromToday(_)))
}

fn is_far(moment: Moment, tense: Tense, now: Moment, with_year: bool) -> bool {
    let away = (moment - now).num_days();
    match tense {
        Tense::Past => away < -FAR_BACK,
        Tense::Future if with_year => away > FAR_AHEAD,
        Tense::Future => away > FAR_WITHOUT_YEAR,
        Tense::Near => false,
    }
}

fn far(moment: Moment, now: Moment) -> Reading<Moment> {
    let question = format!("离现在很远，确是{}吗？", shown(moment, now));
    Reading::Asked { question, candidates: vec![moment] }
}

/// It lies on the wrong side of now.
fn contrary(moment: Moment, tense: Tense, now: Moment, others: &[Moment]) -> Reading<Moment> {
    let day = if tense == Tense::Past { moment.date().pred_opt() } else { moment.date().succ_opt() };
    let year = moment.date().year() + if tense == Tense::Past { -1 } else { 1 };
    let near = [day, moment.date().with_year(year)].into_iter().flatten().map(|date| moment.on(date));
    let mut candidates: Vec<Moment> = Vec::new();
    for candidate in others.iter().copied().chain(near) {
        if tense.fits(candidate, now) && !candidates.contains(&candidate) {
            candidates.push(candidate);
        }
    }
    candidates.truncate(2);
    Reading::Asked { question: format!("{}{}，请核对", shown(moment, now), tense.contrary()), candidates }
}

/// The weekday beside a date is another one.
fn other_weekday(
    date: NaiveDate,
    moment: Moment,
    weekday: chrono::Weekday,
    tense: Tense,
    now: Moment,
) -> Reading<Moment> {
    let question = format!(
        "{}月{}日是周{}，不是周{}，请核对",
        date.month(),
        date.day(),
        of_week(date.weekday()),
        of_week(weekday)
    );
    let near = [-3_i64, -2, -1, 1, 2, 3].into_iter().map(|days| moment + Duration::days(days));
    let near = near.filter(|other| other.date().weekday() == weekday && tense.fits(*other, now));
    Reading::Asked { question, candidates: std::iter::once(moment).chain(near).collect() }
}

fn of_week(weekday: chrono::Weekday) -> char {
    "一二三四五六日".chars().nth(weekday.num_days_from_monday() as usize).unwrap_or('一')
}

fn place(date: NaiveDate, shift: i64, hour: u32, minute: u32) -> Option<Moment> {
    let date = date.checked_add_signed(Duration::days(shift))?;
    Some(Moment::new(date, NaiveTime::from_hms_opt(hour, minute, 0)?))
}

/// The days that may be meant, the likeliest first, and whether there is only this one.
fn bases(day: Option<Day>, tense: Tense, today: NaiveDate) -> (Vec<NaiveDate>, bool) {
    let from_today = |days: i64| today.checked_add_signed(Duration::days(days));
    let fixed = |date: Option<NaiveDate>| (date.into_iter().collect(), true);
    let steps = |most: i64| match tense {
        Tense::Past => (0..=most).map(|n| -n).collect::<Vec<i64>>(),
        Tense::Future => (0..=most).collect(),
        Tense::Near => (0..=most).flat_map(|n| [n, -n]).collect(),
    };
    match day {
        None => {
            let days: &[i64] = match tense {
                Tense::Past => &[0, -1, -2],
                Tense::Future | Tense::Near => &[-1, 0, 1],
            };
            (days.iter().filter_map(|days| from_today(*days)).collect(), false)
        }
        Some(Day::FromToday(days)) => fixed(from_today(days)),
        Some(Day::Full(date)) => fixed(Some(date)),
        Some(Day::OfNearYear(years, month, day)) => {
            fixed(NaiveDate::from_ymd_opt(today.year() + years, month, day))
        }
        Some(Day::OfNearMonth(months, day)) => fixed(of_month(today, i64::from(months), day)),
        Some(Day::OfMonth(day)) => {
            (steps(3).into_iter().filter_map(|n| of_month(today, n, day)).collect(), false)
        }
        // Eight years reach the next 29 February wherever one is.
        Some(Day::OfYear(month, day)) => {
            let year = |n: i64| NaiveDate::from_ymd_opt(today.year() + i32::try_from(n).ok()?, month, day);
            let mut dates: Vec<NaiveDate> = steps(8).into_iter().filter_map(year).collect();
            if tense == Tense::Near {
                dates.sort_by_key(|date| (*date - today).num_days().abs());
            }
            (dates, false)
        }
        Some(Day::Weekday { week: Some(weeks), day }) => {
            let monday = today.checked_sub_days(Days::new(today.weekday().num_days_from_monday().into()));
            let days = Duration::days(weeks * 7 + i64::from(day.num_days_from_monday()));
            fixed(monday.and_then(|monday| monday.checked_add_signed(days)))
        }
        Some(Day::Weekday { week: None, day }) => {
            let dates = steps(7).into_iter().filter_map(from_today).filter(|date| date.weekday() == day);
            (dates.collect(), false)
        }
    }
}

fn of_month(today: NaiveDate, months: i64, day: u32) -> Option<NaiveDate> {
    let first = today.with_day(1)?;
    let shift = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
    let month = if months < 0 { first.checked_sub_months(shift) } else { first.checked_add_months(shift) };
    month?.with_day(day)
}

fn unreadable<T>(text: &str) -> Reading<T> {
    let short: String = text.chars().take(20).collect();
    Reading::Unreadable(format!("「{short}」看不懂，请写成 15:30、明天9:00 或 11-3 14:20"))
}
