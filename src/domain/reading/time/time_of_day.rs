//! The time of day: `15:30`, `3:30pm`, `15.30`, `三点一刻`, `九点零五`, and what 晚上12点 means.

use crate::domain::reading::time::scan::Scan;

/// A part of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// 凌晨.
    SmallHours,
    /// 清晨、早上.
    Morning,
    /// 上午.
    Forenoon,
    /// 中午.
    Noon,
    /// 下午、午后.
    Afternoon,
    /// 傍晚.
    Dusk,
    /// 晚上.
    Evening,
    /// 夜里、半夜.
    Night,
    /// am.
    Am,
    /// pm.
    Pm,
}

impl Part {
    /// The word for it.
    pub fn label(self) -> &'static str {
        match self {
            Self::SmallHours => "凌晨",
            Self::Morning => "早上",
            Self::Forenoon | Self::Am => "上午",
            Self::Noon => "中午",
            Self::Afternoon | Self::Pm => "下午",
            Self::Dusk => "傍晚",
            Self::Evening => "晚上",
            Self::Night => "夜里",
        }
    }
}

/// A time of day as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// Hour as written, 0 to 24.
    pub hour: u32,
    /// Minute.
    pub minute: u32,
    /// How it was written.
    pub form: Form,
}

/// How a time of day was written: whether 3 may be three in the afternoon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `3:30`.
    Digital,
    /// `3点`, with minutes or without.
    Spoken {
        /// Whether minutes were said.
        minutes: bool,
    },
    /// `03点`, the end of duty: it can mean one thing only.
    Exact,
    /// `10:10:05`: a program wrote it, which means am and pm by 上午 and 下午.
    Machine,
}

impl Clock {
    /// Why it cannot be; `None` when it can.
    pub fn problem(self) -> Option<String> {
        let fits = (self.hour < 24 && self.minute < 60) || (self.hour == 24 && self.minute == 0);
        (!fits).then(|| format!("没有{}:{:02}这个时间，请核对", self.hour, self.minute))
    }

    /// Whether minutes were written.
    pub fn has_minutes(self) -> bool {
        !matches!(self.form, Form::Spoken { minutes: false })
    }
}

/// What a number with a mark may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// A time of day.
    Clock(Clock),
    /// `9.30`: a time of day or a date.
    Dotted(u32, u32),
    /// `1430`.
    Bare(u32, u32),
}

/// A time of day at the head. `told`: a day or a part of the day stands before it, so that `9.30` and `1430` are times.
pub fn take(scan: &mut Scan<'_>, told: bool) -> Option<Taken> {
    let start = *scan;
    let hour = scan.number()?;
    let exact = !hour.chinese && hour.digits.len() == 2 && hour.digits.starts_with('0');
    let value = hour.value();
    let clock = |minute, form| Some(Taken::Clock(Clock { hour: value, minute, form }));
    if hour.digits.len() <= 2 {
        scan.skip_blanks();
        if scan.eat(":") {
            scan.skip_blanks();
            if let Some(minute) = scan.digits(2) {
                let form = match seconds(scan) {
                    true => Form::Machine,
                    false if exact => Form::Exact,
                    false => Form::Digital,
                };
                scan.eat("分");
                return clock(minute.value(), form);
            }
            *scan = start;
            return None;
        }
        if scan.eat("点") || (scan.sees("时") && !scan.sees("时候") && scan.eat("时")) {
            scan.eat("钟");
            let minute = minutes(scan);
            let form = if exact { Form::Exact } else { Form::Spoken { minutes: minute.is_some() } };
            return clock(minute.unwrap_or(0), form);
        }
        if !hour.chinese && scan.sees(".") {
            scan.step();
            if let Some(minute) = scan.digits(2) {
                let minute = (minute.value(), minute.digits.len());
                return dotted(value, minute, told);
            }
            *scan = start;
            return None;
        }
        // 3pm; 9-10点, 9到10点.
        if ["am", "pm", "a.m", "p.m"].iter().any(|word| scan.sees(word)) {
            return clock(0, Form::Spoken { minutes: false });
        }
        let mut ahead = *scan;
        if ahead.eat_any(&["-", "~", "到", "至", "—"])
            && ahead.number().is_some()
            && (ahead.sees("点") || ahead.sees("时"))
        {
            return clock(0, Form::Spoken { minutes: false });
        }
    }
    let whole = hour.digits.len() == 4 && !hour.chinese;
    if whole {
        let (h, m) = (value / 100, value % 100);
        if h < 24 && m < 60 {
            return if told {
                Some(Taken::Clock(Clock { hour: h, minute: m, form: Form::Exact }))
            } else {
                Some(Taken::Bare(h, m))
            };
        }
    }
    if hour.digits.len() == 6 && !hour.chinese && told {
        return Some(Taken::Clock(Clock {
            hour: value / 10_000,
            minute: value / 100 % 100,
            form: Form::Exact,
        }));
    }
    *scan = start;
    None
}

fn dotted(hour: u32, (minute, length): (u32, usize), told: bool) -> Option<Taken> {
    let clock = Taken::Clock(Clock { hour, minute, form: Form::Digital });
    let is_clock = hour <= 24 && minute < 60 && length == 2;
    let is_date = (1..=12).contains(&hour) && (1..=31).contains(&minute);
    match (told, is_clock, is_date) {
        (true, _, _) | (false, true, false) => Some(clock),
        (false, _, true) => Some(Taken::Dotted(hour, minute)),
        _ => Some(clock),
    }
}

/// Passes seconds; answers whether there were any.
fn seconds(scan: &mut Scan<'_>) -> bool {
    let mut ahead = *scan;
    let any = ahead.eat(":") && ahead.digits(2).is_some();
    if any {
        if ahead.eat(".") {
            ahead.digits(9);
        }
        *scan = ahead;
    }
    any
}

/// `差一刻九点`, `差5分10点`: so many minutes before the hour.
pub fn short_of(scan: &mut Scan<'_>) -> Option<Clock> {
    let mut ahead = *scan;
    if !ahead.eat("差") {
        return None;
    }
    let minutes = match ahead.eat_one(&[("一刻", 15), ("1刻", 15)]) {
        Some(quarter) => quarter,
        None => {
            let number = ahead.number().filter(|number| number.digits.len() <= 2)?;
            ahead.eat("分").then_some(number.value())?
        }
    };
    ahead.eat("钟");
    ahead.skip_blanks();
    let Some(Taken::Clock(Clock { hour, minute: 0, .. })) = take(&mut ahead, true) else { return None };
    *scan = ahead;
    // Before one o'clock it is twelve.
    let before = if hour <= 1 { hour + 11 } else { hour - 1 };
    let minute = 60_u32.checked_sub(minutes).filter(|minute| *minute > 0)?;
    Some(Clock { hour: before, minute, form: Form::Spoken { minutes: true } })
}

/// What follows 点: `半`, `一刻`, `零5分`, `20`.
fn minutes(scan: &mut Scan<'_>) -> Option<u32> {
    let mut ahead = *scan;
    ahead.skip_blanks();
    if ahead.eat("半") {
        *scan = ahead;
        return Some(30);
    }
    if let Some(quarters) =
        ahead.eat_one(&[("一刻", 15), ("1刻", 15), ("两刻", 30), ("三刻", 45), ("3刻", 45)])
    {
        ahead.eat("钟");
        *scan = ahead;
        return Some(quarters);
    }
    if ahead.eat("整") {
        *scan = ahead;
        return Some(0);
    }
    let nought = ahead.eat("过") | ahead.eat("零");
    let number = ahead.number().filter(|number| number.digits.len() <= 2)?;
    let marked = ahead.eat("分");
    ahead.eat("钟");
    // 9点3天后 and 9点10号 say something else.
    if !(marked || nought)
        && ["天", "号", "日", "月", "个", "小", "点", ":", "-"].iter().any(|word| ahead.sees(word))
    {
        return None;
    }
    *scan = ahead;
    Some(number.value())
}

/// Days later and the hour that a written hour may mean.
pub type Hours = Vec<(i64, u32)>;

/// What a time of day with a part of the day means. `calendar`: the day is a date or weekday, where the small hours
/// of its night may be those before or those after.
///
/// # Errors
/// The hours that may be meant, when the part contradicts the hour.
pub fn meant(part: Option<Part>, clock: Clock, calendar: bool) -> Result<Hours, Hours> {
    let hour = clock.hour;
    let late = |hour: u32| if hour < 12 { hour + 12 } else { hour };
    let one = |hours: (i64, u32)| Ok(vec![hours]);
    if matches!(clock.form, Form::Exact | Form::Machine) && part.is_none() {
        return one(plain(hour));
    }
    if clock.form == Form::Machine {
        match (part, hour) {
            (Some(Part::Afternoon), 1..=11) => return one((0, hour + 12)),
            (Some(Part::Forenoon), 12) => return one((0, 0)),
            _ => {}
        }
    }
    match (part, hour) {
        (None, 1..=6) if matches!(clock.form, Form::Spoken { .. }) => Ok(vec![(0, hour), (0, hour + 12)]),
        (None, _) => one(plain(hour)),
        (Some(Part::SmallHours), 0..=6) | (Some(Part::Morning), 3..=11) | (Some(Part::Forenoon), 6..=12) => {
            one((0, hour))
        }
        (Some(Part::SmallHours | Part::Am), 12) => one((0, 0)),
        (Some(Part::Noon), 11..=14) => one((0, hour)),
        (Some(Part::Noon), 1 | 2) => one((0, hour + 12)),
        (Some(Part::Afternoon), 1..=7) | (Some(Part::Dusk), 4..=8) => one((0, late(hour))),
        (Some(Part::Afternoon), 12..=19) | (Some(Part::Dusk), 16..=20) => one((0, hour)),
        (Some(Part::Evening), 5..=11) | (Some(Part::Night), 7..=11) => one((0, late(hour))),
        (Some(Part::Evening), 17..=23) | (Some(Part::Night), 19..=23) => one((0, hour)),
        (Some(Part::Evening | Part::Night), 0 | 12 | 24) => one((1, 0)),
        (Some(Part::Evening), 1..=3) | (Some(Part::Night), 1..=5) if calendar => {
            Ok(vec![(1, hour), (0, hour)])
        }
        (Some(Part::Evening), 1..=3) | (Some(Part::Night), 1..=5) => one((1, hour)),
        (Some(Part::Am), 0..=11) => one((0, hour)),
        (Some(Part::Pm), 1..=23) => one((0, late(hour))),
        (Some(_), hour) if (1..=11).contains(&hour) => Err(vec![(0, hour), (0, hour + 12)]),
        (Some(_), _) => Err(vec![plain(hour)]),
    }
}

/// 24:00 is the beginning of the next day.
fn plain(hour: u32) -> (i64, u32) {
    if hour == 24 { (1, 0) } else { (0, hour) }
}
