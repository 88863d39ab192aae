//! A deadline as the event that set it stores it: when it is due, by which rule, what it waits for. Which event sets which
//! stands in `deadline`.

use serde::{Deserialize, Serialize};

use crate::domain::code::DeadlineCode;
use crate::domain::obligation::{ObligationId, SoonerFor, TaskKind};
use crate::domain::time::Moment;

/// A deadline as the event that set it stores it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeadlineSet {
    /// Which deadline.
    pub deadline: DeadlineCode,
    /// When it is due; for a cadence that ends the progress notices, nothing is stored.
    pub due: Moment,
    /// It is not owed before this time; absent: from the event on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Moment>,
    /// The kind of a task; absent for every other deadline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<TaskKind>,
    /// Why it is due sooner than its kind is otherwise; gone, it is due as others are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sooner_for: Option<SoonerFor>,
    /// Its due time was counted in working days, so that it hangs on the holidays of its year.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub working_days: bool,
    /// The rule that set it, e.g. `rules §4 promise`; shown to the user and in `today`.
    pub rule: String,
    /// What is to be done, for `task`; the deadline's own label otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub what: Option<String>,
    /// Whom it was given to, for `task`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// It waits for another task of the case; `due` is then as if it began at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<TaskAfter>,
    /// When its cause was taken away by a correction of the event that set it; worked out at each fold, never stored. Rules §4.
    #[serde(skip)]
    pub gone: Option<Moment>,
}

/// A task that is not owed before another one is done. Ledger 07-12.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskAfter {
    /// The task that comes first.
    pub task: ObligationId,
    /// Hours after it is done within which this one is done.
    pub hours: u32,
}

impl DeadlineSet {
    /// A deadline with its rule in words: `rules §4 promise：与业主约定的时间`.
    pub fn new(deadline: DeadlineCode, due: Moment, reason: &str) -> Self {
        let rule = format!("rules §4 {}：{reason}", deadline.code());
        Self {
            deadline,
            due,
            rule,
            from: None,
            task: None,
            sooner_for: None,
            working_days: false,
            what: None,
            who: None,
            after: None,
            gone: None,
        }
    }

    /// The same, due sooner than its kind is otherwise.
    #[must_use]
    pub fn made_sooner(self, sooner_for: SoonerFor) -> Self {
        Self { sooner_for: Some(sooner_for), ..self }
    }

    /// The same, with a due time that was counted in working days.
    #[must_use]
    pub fn by_working_days(self) -> Self {
        Self { working_days: true, ..self }
    }
}
