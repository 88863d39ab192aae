//! Appointments and tasks that wait for each other, as files have them: a task or a slot is named by the place of its
//! event in the case's list.

use serde::{Deserialize, Serialize};

use crate::domain::appointment::{Appointment, AppointmentEnd, MissedBy};
use crate::domain::code::{Opinion, codes};
use crate::domain::deadline_set::TaskAfter;
use crate::domain::obligation::{ObligationId, TaskKind};
use crate::domain::time::Moment;

codes! {
    /// What a task is for, where it is not one in words.
    TaskPurpose {
        TellOwner = "tell_owner": "告知业主",
    }
}

impl TaskPurpose {
    /// The purpose of a kind of task that a person gives.
    pub fn of(kind: &TaskKind) -> Option<Self> {
        (*kind == TaskKind::TellOwner).then_some(Self::TellOwner)
    }

    /// The kind.
    pub fn kind(self) -> TaskKind {
        match self {
            Self::TellOwner => TaskKind::TellOwner,
        }
    }
}

/// A slot that was agreed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppointmentRecord {
    from: Moment,
    until: Moment,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    service: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    technician: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    phone: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    prepare: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fee: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    replaces: Option<usize>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppointmentEndRecord {
    appointment: usize,
    kept: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    missed_by: Option<MissedBy>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    satisfied: Option<Opinion>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    left: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    again: Option<Moment>,
}

impl AppointmentRecord {
    /// As files have it; `places` tells for each stored event its place in the file.
    pub fn of(one: Appointment, places: &[usize]) -> Self {
        let replaces = one.replaces.and_then(|id| place_of(id, places));
        let Appointment { from, until, service, technician, phone, prepare, fee, replaces: _ } = one;
        Self { from, until, service, technician, phone, prepare, fee, replaces }
    }

    /// As the store has it.
    pub fn stored(self) -> Appointment {
        let replaces = self.replaces.and_then(first_of);
        let Self { from, until, service, technician, phone, prepare, fee, replaces: _ } = self;
        Appointment { from, until, service, technician, phone, prepare, fee, replaces }
    }
}

impl AppointmentEndRecord {
    /// As files have it; `places` tells for each stored event its place in the file.
    pub fn of(end: AppointmentEnd, places: &[usize]) -> Self {
        let appointment = place_of(end.appointment, places).unwrap_or_default();
        let kept = end.is_kept();
        let AppointmentEnd { appointment: _, missed, text, satisfied, left, again } = end;
        Self { appointment, kept, missed_by: missed, text, satisfied, left, again }
    }

    /// As the store has it: a slot that was missed by nobody in particular was missed by us.
    pub fn stored(self) -> AppointmentEnd {
        let missed = (!self.kept).then(|| self.missed_by.unwrap_or(MissedBy::Us));
        let appointment = first_of(self.appointment).unwrap_or(ObligationId { event: None, nth: u16::MAX });
        let Self { text, satisfied, left, again, .. } = self;
        AppointmentEnd { appointment, missed, text, satisfied, left, again }
    }
}

/// Which task comes first and how many hours after it, as files have it.
pub fn after_record(after: Option<TaskAfter>, places: &[usize]) -> (Option<usize>, Option<u32>) {
    let first = after.and_then(|after| place_of(after.task, places));
    (first, after.map(|after| after.hours))
}

/// The same as the store has it.
pub fn after_stored(first: Option<usize>, hours: Option<u32>) -> Option<TaskAfter> {
    Some(TaskAfter { task: first_of(first?)?, hours: hours? })
}

fn place_of(id: ObligationId, places: &[usize]) -> Option<usize> {
    places.get(usize::try_from(id.event?).ok()?).copied()
}

/// What the event at a place owes first: its task.
fn first_of(place: usize) -> Option<ObligationId> {
    Some(ObligationId { event: Some(u32::try_from(place).ok()?), nth: 0 })
}
