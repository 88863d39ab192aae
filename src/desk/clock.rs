//! The clock of the counter: the computer's, or one that was set by `--now`.

use std::time::Instant;

use chrono::{Duration, Utc};

use crate::domain::time::Moment;

/// Tells what time it is at the counter (+08:00).
#[derive(Debug, Clone, Copy)]
pub struct Clock(Kind);

#[derive(Debug, Clone, Copy)]
enum Kind {
    System,
    Running { start: Moment, since: Instant },
    Frozen(Moment),
    Stopped(Moment),
}

impl Clock {
    /// The computer's clock.
    pub fn system() -> Self {
        Self(Kind::System)
    }

    /// A clock that was set to a time just now and runs from there.
    pub fn starting_at(start: Moment) -> Self {
        Self(Kind::Running { start, since: Instant::now() })
    }

    /// A clock that stands still, for commands and tests.
    pub fn frozen(at: Moment) -> Self {
        Self(Kind::Frozen(at))
    }

    /// The computer's clock as it stood at a moment, for tests: what was written while it ran ahead is seen.
    pub fn stopped(at: Moment) -> Self {
        Self(Kind::Stopped(at))
    }

    /// Whether what is dated later than this clock stands is kept out: so it is where a time was set by `--now`. The
    /// computer's own clock may have run ahead, and nothing that was written then is hidden.
    pub fn hides_later(&self) -> bool {
        matches!(self.0, Kind::Running { .. } | Kind::Frozen(_))
    }

    /// What time it is.
    pub fn now(&self) -> Moment {
        match self.0 {
            Kind::System => Moment::from_utc(Utc::now()),
            Kind::Running { start, since } => start + Duration::from_std(since.elapsed()).unwrap_or_default(),
            Kind::Frozen(at) | Kind::Stopped(at) => at,
        }
    }
}
