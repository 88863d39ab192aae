//! A time limit of a situation as data, and the event that it makes: a task, a cadence or a hand-over with its due
//! time. Ledger 12-68.

use chrono::Duration;
use serde::{Deserialize, Serialize};

use crate::domain::cadence::Every;
use crate::domain::calendar::OfficeHours;
use crate::domain::case::Facts;
use crate::domain::code::{SituationCode, codes};
use crate::domain::event::EventKind;
use crate::domain::obligation::TaskKind;
use crate::domain::time::Moment;

codes! {
    /// The moment that a limit is counted from: the choice of the situation; when it happened (when that is not
    /// known, the receipt); the receipt; 24:00 of the day of the choice; the next beginning of duty at the front desk
    /// (setting, rules §4); or no time known yet, and the task is kept without one.
    #[derive(Default)]
    Base {
        #[default]
        Chosen = "chosen": "从选定场景起",
        OccurredAt = "occurred_at": "从事情发生起",
        ReceivedAt = "received_at": "从受理起",
        EndOfDay = "end_of_day": "当天24点",
        NextMorning = "next_morning": "下一个上班时间",
        Open = "open": "时间待定",
    }
}

codes! {
    /// What a limit becomes: a task with a due time; the cadence of progress notices to the owner, every `minutes`,
    /// `hours`, `days` taken together; the hand-over of a night.
    #[derive(Default)]
    LimitKind {
        #[default]
        Task = "task": "待办",
        Cadence = "cadence": "每隔这么久告知一次",
        Handover = "handover": "交班",
    }
}

/// One time limit of a situation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// Which of the situation's limits; given once, kept when the words change.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// What is to be done by then.
    #[serde(rename = "do")]
    pub what: String,
    /// Who does it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// What it becomes.
    #[serde(default)]
    pub kind: LimitKind,
    /// What it is counted from.
    #[serde(default)]
    pub from: Base,
    /// Minutes after it.
    #[serde(default)]
    pub minutes: u32,
    /// Hours after it.
    #[serde(default)]
    pub hours: u32,
    /// Days of 24 hours after it.
    #[serde(default)]
    pub days: u32,
    /// Only when the situation was chosen outside the hours of the front desk.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub at_night: bool,
    /// Only after this answer to the situation's question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branch: Option<String>,
    /// Comes again so many hours after it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub again_after_hours: Option<u32>,
    /// The rule it stands for, e.g. `12-37`.
    #[serde(default)]
    pub rule: String,
}

/// Gives an id to every limit of a situation that has none.
pub fn name_limits(limits: &mut [Limit]) {
    let mut taken: Vec<String> = limits.iter().map(|limit| limit.id.clone()).collect();
    for limit in limits.iter_mut().filter(|limit| limit.id.is_empty()) {
        let free = (1..).map(|number| format!("l{number}")).find(|free| !taken.contains(free));
        limit.id = free.unwrap_or_default();
        taken.push(limit.id.clone());
    }
}

impl Limit {
    /// The time after the base.
    fn after(&self) -> Duration {
        Duration::minutes(self.minutes.into())
            + Duration::hours(self.hours.into())
            + Duration::days(self.days.into())
    }

    /// When it is due; `None` while no time is known.
    pub fn due(&self, facts: &Facts, chosen_at: Moment, duty: OfficeHours) -> Option<Moment> {
        let base = match self.from {
            Base::Chosen => chosen_at,
            Base::OccurredAt => facts.occurred_at.unwrap_or(facts.received_at),
            Base::ReceivedAt => facts.received_at,
            Base::EndOfDay => chosen_at.end_of_day(),
            Base::NextMorning => duty.next_start(chosen_at),
            Base::Open => return None,
        };
        Some(base + self.after())
    }

    /// The limit as an event of the case.
    pub(crate) fn event(
        &self,
        situation: &SituationCode,
        facts: &Facts,
        chosen_at: Moment,
        duty: OfficeHours,
    ) -> EventKind {
        let due = self.due(facts, chosen_at, duty);
        match self.kind {
            LimitKind::Task => EventKind::Task {
                what: self.what.clone(),
                to: self.who.clone(),
                due,
                kind: self.task(situation),
                after: None,
            },
            LimitKind::Handover => EventKind::Handover { to: self.who.clone(), due },
            LimitKind::Cadence => EventKind::Cadence {
                every: self.every(),
                rule: Some(self.what.clone()),
                situation: Some(situation.clone()),
            },
        }
    }

    /// The kind of the task that this limit of a situation makes.
    pub fn task(&self, situation: &SituationCode) -> TaskKind {
        TaskKind::SituationLimit { situation: situation.clone(), limit: Some(self.id.clone()) }
    }

    /// The cadence that the time after the base makes.
    pub(crate) fn every(&self) -> Every {
        match u32::try_from(self.after().num_hours()) {
            Ok(hours) if hours > 0 => Every::Hours(hours),
            _ => Every::None,
        }
    }
}
