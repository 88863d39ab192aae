//! A deadline as something owed (时限): when it is due, whether it was met in time, how urgent it is.

use chrono::Duration;

use crate::domain::code::DeadlineCode;
use crate::domain::time::Moment;

/// A deadline that was set, and how it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
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

impl Duty {
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
        match self.deadline {
            DeadlineCode::QuietWeek if now >= self.due => Urge::DueSoon,
            DeadlineCode::QuietWeek => Urge::Open,
            _ if now > self.due => Urge::Overdue,
            _ if self.due - now <= soon => Urge::DueSoon,
            _ => Urge::Open,
        }
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
    /// The word of `today --format json`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::DueSoon => "due_soon",
            Self::Open => "open",
        }
    }
}
