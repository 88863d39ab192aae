//! The time limits of a situation as data, and what choosing the situation makes of them: tasks, cadences
//! and hand-overs with their due times. Ledger 12-68.

use chrono::{Duration, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::domain::case::Facts;
use crate::domain::code::{SituationCode, codes};
use crate::domain::event::{EventKind, Every};
use crate::domain::settings::SituationTerms;
use crate::domain::time::Moment;
use crate::library::situation::Situation;

codes! {
    /// The moment that a limit is counted from: the choice of the situation; when it happened (when that is not
    /// known, the receipt); the receipt; 24:00 of the day of the choice; the next 08:30, when the duty of the front
    /// desk begins (rules §4); or no time known yet, and the task is kept without one.
    #[derive(Default)]
    Base {
        #[default]
        Chosen = "chosen": "从选定场景起",
        OccurredAt = "occurred_at": "从事情发生起",
        ReceivedAt = "received_at": "从受理起",
        EndOfDay = "end_of_day": "当天24点",
        NextMorning = "next_morning": "下一个8:30",
        Open = "open": "时间待定",
    }
}

codes! {
    /// What a limit becomes: a task with a due time; the cadence of progress notices to the owner, every `minutes`,
    /// `hours`, `days` taken together; the hand-over of a night.
    #[derive(Default)]
    Kind {
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
    /// What is to be done by then.
    #[serde(rename = "do")]
    pub what: String,
    /// Who does it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// What it becomes.
    #[serde(default)]
    pub kind: Kind,
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

/// The duty of the front desk begins (rules §4).
const MORNING: (u32, u32) = (8, 30);
/// The duty of the front desk ends (rules §4).
const EVENING: (u32, u32) = (18, 0);

impl Limit {
    /// The time after the base.
    fn after(&self) -> Duration {
        Duration::minutes(self.minutes.into())
            + Duration::hours(self.hours.into())
            + Duration::days(self.days.into())
    }

    /// When it is due; `None` while no time is known.
    pub fn due(&self, facts: &Facts, chosen_at: Moment) -> Option<Moment> {
        let base = match self.from {
            Base::Chosen => chosen_at,
            Base::OccurredAt => facts.occurred_at.unwrap_or(facts.received_at),
            Base::ReceivedAt => facts.received_at,
            Base::EndOfDay => chosen_at.end_of_day(),
            Base::NextMorning => next_morning(chosen_at),
            Base::Open => return None,
        };
        Some(base + self.after())
    }

    /// The limit as an event of the case.
    fn event(&self, situation: &Situation, facts: &Facts, chosen_at: Moment) -> EventKind {
        let due = self.due(facts, chosen_at);
        match self.kind {
            Kind::Task => EventKind::Task { what: self.named(situation), to: self.who.clone(), due },
            Kind::Handover => EventKind::Handover { to: self.who.clone(), due },
            Kind::Cadence => EventKind::Cadence { every: self.every(), rule: Some(self.named(situation)) },
        }
    }

    /// The cadence that the time after the base makes.
    fn every(&self) -> Every {
        match u32::try_from(self.after().num_hours()) {
            Ok(hours) if hours > 0 => Every::Hours(hours),
            _ => Every::None,
        }
    }

    /// What is to be done, with the situation that asks for it.
    fn named(&self, situation: &Situation) -> String {
        format!("{}{}", self.what, mark(&situation.id))
    }
}

/// Ends the words of everything that a situation sets.
fn mark(situation: &SituationCode) -> String {
    format!("（场景{situation}）")
}

/// Whether the words of a task or the rule of a cadence were set by this situation.
pub fn is_set_by(situation: &SituationCode, words: &str) -> bool {
    words.ends_with(&mark(situation))
}

/// What a situation says of the deadlines of rules §4: its visit and its cadence.
pub fn terms(situation: &Situation) -> SituationTerms {
    let cadence = situation
        .limits
        .iter()
        .find(|limit| limit.kind == Kind::Cadence && limit.branch.is_none() && !limit.at_night);
    SituationTerms { visit_hours: situation.visit_hours, cadence: cadence.map(Limit::every) }
}

/// The tasks that are counted from when it happened, as they stand once that time is known or corrected.
pub fn counted_from_occurrence(situation: &Situation, facts: &Facts, now: Moment) -> Vec<EventKind> {
    let limits = situation.limits.iter().filter(|limit| limit.from == Base::OccurredAt);
    limits.filter(|limit| limit.kind == Kind::Task).map(|limit| limit.event(situation, facts, now)).collect()
}

/// What choosing a situation sets, before its question is answered. Pure; times on the counter's clock.
pub fn obligations(situation: &Situation, facts: &Facts, chosen_at: Moment) -> Vec<EventKind> {
    events(situation, facts, chosen_at, None)
}

/// What an answer to the situation's question sets in addition.
pub fn duties_of_answer(
    situation: &Situation,
    answer: &str,
    facts: &Facts,
    answered_at: Moment,
) -> Vec<EventKind> {
    events(situation, facts, answered_at, Some(answer))
}

/// The next round of a task that comes again, when one round is done; `what` is the text of the done task.
pub fn next_round(situation: &Situation, what: &str, done_at: Moment) -> Option<EventKind> {
    let limit =
        situation.limits.iter().find(|limit| limit.kind == Kind::Task && limit.named(situation) == what)?;
    let hours = limit.again_after_hours?;
    Some(EventKind::Task {
        what: what.to_owned(),
        to: limit.who.clone(),
        due: Some(done_at + Duration::hours(hours.into())),
    })
}

fn events(situation: &Situation, facts: &Facts, at: Moment, branch: Option<&str>) -> Vec<EventKind> {
    let night = is_night(at);
    situation
        .limits
        .iter()
        .filter(|limit| limit.branch.as_deref() == branch && (!limit.at_night || night))
        .map(|limit| limit.event(situation, facts, at))
        .collect()
}

/// Whether the front desk is closed (before 08:30 or from 18:00). Ledger 02-27.
pub fn is_night(at: Moment) -> bool {
    !(clock(MORNING)..clock(EVENING)).contains(&at.time())
}

fn next_morning(at: Moment) -> Moment {
    let today = Moment::new(at.date(), clock(MORNING));
    if at < today { today } else { today + Duration::days(1) }
}

fn clock((hour, minute): (u32, u32)) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default()
}
