//! 服务上移 step by step (rules §5): where an attempt stands and what its next row in the events is. Both forms,
//! walk-in and phone, have the same steps; only the words differ.

use crate::domain::code::Trigger;
use crate::domain::event::Escalation;
use crate::domain::settings::Superior;
use crate::domain::time::Moment;

/// Where an escalation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EscalationStage {
    /// ① soothe, ask for consent.
    Ask,
    /// ② contact the superior, in front of the customer.
    Contact,
    /// ③ please wait, until arrival or the answered call.
    Wait,
    /// ④ and ⑤ introduced; outcome and instruction.
    Outcome,
    /// Over.
    Done,
}

impl EscalationStage {
    /// The stage of the last attempt, folded from its rows; without any: to be asked.
    pub fn of(attempt: Option<&Escalation>) -> Self {
        match attempt {
            None => Self::Ask,
            Some(attempt) if attempt.outcome.is_some() || attempt.consent == Some(false) => Self::Done,
            Some(attempt) if attempt.arrived_at.is_some() => Self::Outcome,
            Some(attempt) if attempt.contacted_at.is_some() => Self::Wait,
            Some(_) => Self::Contact,
        }
    }
}

/// The first row of an attempt: the customer was asked. A refusal ends the attempt at once (ledger 05-27).
pub fn asked(trigger: Trigger, ladder: &[Superior], rung: usize, consent: bool) -> Escalation {
    Escalation {
        to: ladder.get(rung).map(Superior::full),
        rung: u8::try_from(rung + 1).ok(),
        consent: Some(consent),
        outcome: (!consent).then(|| "业主不愿上移，改为约定回复".to_owned()),
        ..Escalation::new(trigger)
    }
}

/// The next row of a running attempt: contacted, arrived, ended; `None` when nothing follows or the outcome is
/// still empty.
pub fn next_row(attempt: &Escalation, outcome: &str, now: Moment) -> Option<Escalation> {
    let mut row = Escalation { continues: true, ..Escalation::new(attempt.trigger) };
    match EscalationStage::of(Some(attempt)) {
        EscalationStage::Contact => row.contacted_at = Some(now),
        EscalationStage::Wait => row.arrived_at = Some(now),
        EscalationStage::Outcome if !outcome.trim().is_empty() => {
            row.outcome = Some(outcome.trim().to_owned())
        }
        _ => return None,
    }
    Some(row)
}

/// The superior was not reached: the attempt ends; the next rung is another attempt.
pub fn not_reached(attempt: &Escalation) -> Escalation {
    Escalation {
        outcome: Some("未联系上".to_owned()), continues: true, ..Escalation::new(attempt.trigger)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::settings::Settings;

    #[test]
    fn an_attempt_walks_through_its_stages() {
        let ladder = Settings::default().ladder;
        let now = Moment::parse("2026-11-21T14:30").unwrap();
        assert_eq!(EscalationStage::of(None), EscalationStage::Ask);
        let mut attempt = asked(Trigger::E, &ladder, 1, true);
        assert_eq!(attempt.rung, Some(2));
        for stage in [EscalationStage::Contact, EscalationStage::Wait, EscalationStage::Outcome] {
            assert_eq!(EscalationStage::of(Some(&attempt)), stage);
            attempt.take_over(&next_row(&attempt, "当日修复", now).unwrap());
        }
        assert_eq!(EscalationStage::of(Some(&attempt)), EscalationStage::Done);
        assert_eq!(next_row(&attempt, "x", now), None);
        assert_eq!(EscalationStage::of(Some(&asked(Trigger::E, &ladder, 0, false))), EscalationStage::Done);
    }
}
