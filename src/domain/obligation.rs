//! A deadline as something owed (时限): when it is due, whether it was met in time, how urgent it is.

use chrono::{Datelike, Duration, NaiveTime};

use crate::domain::code::DeadlineCode;
use crate::domain::time::Moment;

/// A deadline that was set, and how it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obligation {
    /// Which.
    pub deadline: DeadlineCode,
    /// When it is due.
    pub due: Moment,
    /// The rule that set it.
    pub rule: String,
    /// What is to be done, for tasks.
    pub what: Option<String>,
    /// When it was set.
    pub set_at: Moment,
    /// How it ended; `None` while it is owed.
    pub end: Option<End>,
}

/// How a duty ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Done at that time.
    Met(Moment),
    /// A newer one of its kind took its place; missed when it was overdue then.
    Replaced(Moment),
    /// No longer owed, for instance through an exemption.
    Dropped(Moment),
    /// The case was closed or voided.
    Closed(Moment),
}

impl Obligation {
    /// Whether it was met in time; `None` while that is open at `now` or when it fell away before it was due.
    pub fn in_time(&self, now: Moment) -> Option<bool> {
        match self.end {
            Some(End::Met(at)) => Some(at <= self.due),
            Some(End::Replaced(at) | End::Dropped(at) | End::Closed(at)) => (at > self.due).then_some(false),
            None => (now > self.due).then_some(false),
        }
    }

    /// How urgent it is. A quiet week stands as open while it runs and as due soon from its end until the case is closed.
    pub fn urge(&self, now: Moment, soon: Duration) -> Urge {
        Urge::of(self.deadline, self.due, now, soon)
    }

    /// The word of what is to be done.
    pub fn label(&self) -> &str {
        self.what.as_deref().unwrap_or(self.deadline.label())
    }
}

/// How urgent something owed is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Urge {
    /// Past its time.
    Overdue,
    /// Due within the hour (setting).
    DueSoon,
    /// Later.
    Open,
}

impl Urge {
    /// How urgent a deadline is that is due then; `soon` before it becomes [`Urge::DueSoon`]. Rules §4.
    pub fn of(deadline: DeadlineCode, due: Moment, now: Moment, soon: Duration) -> Self {
        match deadline {
            DeadlineCode::QuietWeek if now >= due => Self::DueSoon,
            DeadlineCode::QuietWeek => Self::Open,
            _ if now > due => Self::Overdue,
            _ if due - now <= soon => Self::DueSoon,
            _ => Self::Open,
        }
    }

    /// The word of `today --format json`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::DueSoon => "due_soon",
            Self::Open => "open",
        }
    }
}

/// The due time as lists show it: `逾期 2小时`, `还剩 25分`, `今天 16:00`, `明天 08:30`, `11月25日`. Midnight is
/// said as 24:00 of the day that ends with it; a quiet week that is over says `观察期满`.
pub fn due_words(due: Moment, urge: Urge, now: Moment) -> String {
    match urge {
        Urge::Overdue => format!("逾期 {}", span_words((now - due).num_minutes())),
        Urge::DueSoon if due < now => "观察期满".to_owned(),
        Urge::DueSoon => format!("还剩 {}", span_words(((due - now).num_seconds() + 59) / 60)),
        Urge::Open => {
            let midnight = due.time() == NaiveTime::MIN;
            let day = if midnight { (due - Duration::seconds(1)).date() } else { due.date() };
            let clock = if midnight { "24:00".to_owned() } else { due.clock() };
            match (day - now.date()).num_days() {
                0 => format!("今天 {clock}"),
                1 => format!("明天 {clock}"),
                _ if day.year() == now.date().year() => format!("{}月{}日", day.month(), day.day()),
                _ => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
            }
        }
    }
}

/// `40分`, `2小时`, `1天`: whole units, never none at all.
pub fn span_words(minutes: i64) -> String {
    match minutes {
        ..60 => format!("{}分", minutes.max(1)),
        60..1440 => format!("{}小时", minutes / 60),
        _ => format!("{}天", minutes / 1440),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn due_times_are_said_as_people_say_them() {
        let at = |text: &str| Moment::parse(text).unwrap();
        let now = at("2026-11-21T14:32");
        for (due, urge, words) in [
            ("2026-11-21T12:20", Urge::Overdue, "逾期 2小时"),
            ("2026-11-21T13:52", Urge::Overdue, "逾期 40分"),
            ("2026-11-21T14:31:50", Urge::Overdue, "逾期 1分"),
            ("2026-11-20T14:00", Urge::Overdue, "逾期 1天"),
            ("2026-11-21T14:57", Urge::DueSoon, "还剩 25分"),
            ("2026-11-21T14:32:10", Urge::DueSoon, "还剩 1分"),
            ("2026-11-21T10:00", Urge::DueSoon, "观察期满"),
            ("2026-11-21T16:00", Urge::Open, "今天 16:00"),
            ("2026-11-22T00:00", Urge::Open, "今天 24:00"),
            ("2026-11-22T08:30", Urge::Open, "明天 08:30"),
            ("2026-11-25T09:00", Urge::Open, "11月25日"),
            ("2027-01-03T09:00", Urge::Open, "2027年1月3日"),
        ] {
            assert_eq!(due_words(at(due), urge, now), words, "{due}");
        }
    }
}
