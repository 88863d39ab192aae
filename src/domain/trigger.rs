//! Why a superior is asked for, and who comes next: what form, sentence and record all propose. Rules §5.

use crate::domain::case::Facts;
use crate::domain::case_state::CaseState;
use crate::domain::code::{Capability, Channel, Emotion, EscalationEnd, Flag, Need, SuperiorRank, Trigger};
use crate::domain::escalation::{is_same_person, rung_called};
use crate::domain::event::{Escalation, Event, EventKind};
use crate::domain::fulfilment::needs_head;
use crate::domain::superior::Superior;

/// What speaks for asking a superior to come beside the facts of the case.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Grounds {
    /// The owner demands the leader by name. Rules §5, trigger N.
    pub asked_for_leader: bool,
    /// The reception of an agitated owner has lasted to amber. Ledger 05-03.
    pub strained: bool,
    /// An explanation did not satisfy. Ledger 05-01, 05-05.
    pub unconvinced: bool,
    /// A visit did not satisfy, so that another round began. Ledger 05-08.
    pub dissatisfied: bool,
}

/// The trigger that lies nearest (ledger 05-01 to 05-13; rules §5): offered, never set by itself. Absent while nothing in
/// particular speaks for one; the general one (05-07) is for whoever asks all the same.
pub fn nearest_trigger(facts: &Facts, grounds: Grounds) -> Option<Trigger> {
    let beyond = facts.capability == Some(Capability::BeyondMe);
    let agitated = facts.channel == Channel::WalkIn && facts.emotion == Some(Emotion::Agitated);
    match marked_trigger(facts) {
        _ if grounds.asked_for_leader => Some(Trigger::N),
        _ if grounds.dissatisfied => Some(Trigger::H),
        Some(marked) => Some(marked),
        None if grounds.unconvinced && agitated => Some(Trigger::A),
        None if grounds.strained && facts.channel == Channel::WalkIn => Some(Trigger::C),
        None if grounds.unconvinced => Some(Trigger::E),
        None if beyond && facts.channel == Channel::Phone => Some(Trigger::D),
        None => beyond.then_some(Trigger::F),
    }
}

/// The trigger that a mark of the case or a demand of its owner is.
pub fn marked_trigger(facts: &Facts) -> Option<Trigger> {
    match () {
        () if facts.has(Flag::Extortion) => Some(Trigger::M),
        () if facts.has(Flag::Extreme) => Some(Trigger::J),
        () if facts.has(Flag::Special) => Some(Trigger::L),
        () if needs_head(facts) => Some(Trigger::I),
        () if facts.needs.contains(&Need::Compensation) => Some(Trigger::K),
        () => None,
    }
}

/// The same of a stored case. When nobody was reached, what was asked for still is.
pub fn next_trigger(state: &CaseState) -> Option<Trigger> {
    let missed = |attempt: &&Escalation| attempt.end == Some(EscalationEnd::NotReached);
    let grounds = Grounds {
        unconvinced: matches!(state.round.explained, Some((false, ..))),
        dissatisfied: state.round.dissatisfied,
        ..Grounds::default()
    };
    let missed = state.last_attempt().filter(missed).map(|attempt| attempt.trigger);
    missed.or_else(|| nearest_trigger(&state.facts, grounds))
}

/// Where on the ladder the next superior stands whom form and sentence name: after a refusal who was to come, else
/// whoever follows on the last one asked and has not dealt with the case; the department head at the least where he
/// appears in person (ledger 05-09). The last one of the ladder where nobody is left. Rules §5. `events` are those of the
/// case as they are corrected.
pub fn next_rung(
    trigger: Option<Trigger>,
    state: &CaseState,
    events: &[Event],
    ladder: &[Superior],
) -> usize {
    let asked = state.attempts.iter().rev().find_map(|attempt| {
        let attempt = &attempt.escalation;
        let rung = rung_called(attempt, ladder)?;
        Some(if attempt.end == Some(EscalationEnd::Refused) { rung } else { rung + 1 })
    });
    let from = asked.unwrap_or(0).max(first_rung(trigger, ladder));
    let dealt = |one: &Superior| {
        let named = |event: &Event| match &event.kind {
            EventKind::Solution { .. } | EventKind::Visit(_) | EventKind::Handled { .. } => {
                is_same_person(&event.by, &one.name)
            }
            _ => false,
        };
        !one.name.is_empty() && events.iter().any(named)
    };
    let next = (from..ladder.len()).find(|at| !dealt(&ladder[*at]));
    next.unwrap_or(ladder.len().saturating_sub(1))
}

/// The lowest rung that a trigger calls for. Ledger 05-09.
pub fn first_rung(trigger: Option<Trigger>, ladder: &[Superior]) -> usize {
    let head = |one: &Superior| one.rank != SuperiorRank::Supervisor;
    match trigger {
        Some(Trigger::I) => ladder.iter().position(head).unwrap_or(0),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::{Case, CaseNumber};
    use crate::domain::code::{CaseKind, Responsibility};
    use crate::domain::settings::{Rules, Settings};
    use crate::domain::time::Moment;

    fn at(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    fn facts(channel: Channel, change: impl Fn(&mut Facts)) -> Facts {
        let mut facts = Facts::new(CaseKind::Complaint, channel, at("2026-11-21T14:30"), "李敏");
        change(&mut facts);
        facts
    }

    fn flagged(flag: Flag) -> Facts {
        facts(Channel::WalkIn, |facts| facts.flags.push(flag))
    }

    /// Ledger 05-01 (A), 05-03 (C), 05-04 (D), 05-05 (E), 05-06 (F), 21-10 (N).
    #[test]
    fn a_demand_comes_before_a_mark_and_a_mark_before_the_clock() {
        let leader = Grounds { asked_for_leader: true, strained: true, ..Grounds::default() };
        let again = Grounds { dissatisfied: true, unconvinced: true, ..Grounds::default() };
        let strained = Grounds { strained: true, unconvinced: true, ..Grounds::default() };
        let unconvinced = Grounds { unconvinced: true, ..Grounds::default() };
        let beyond = |channel| facts(channel, |facts| facts.capability = Some(Capability::BeyondMe));
        let paid = facts(Channel::Phone, |facts| facts.needs.push(Need::Compensation));
        let ours = facts(Channel::WalkIn, |facts| {
            facts.flags.push(Flag::Serious);
            facts.responsibility = Some(Responsibility::Ours);
        });
        let agitated = |channel| facts(channel, |facts| facts.emotion = Some(Emotion::Agitated));
        let none = Grounds::default();
        for (facts, grounds, trigger) in [
            (flagged(Flag::Extreme), leader, Some(Trigger::N)),
            (flagged(Flag::Group), again, Some(Trigger::H)),
            (flagged(Flag::Extortion), strained, Some(Trigger::M)),
            (flagged(Flag::Extreme), strained, Some(Trigger::J)),
            (flagged(Flag::Special), none, Some(Trigger::L)),
            (flagged(Flag::Group), none, Some(Trigger::I)),
            (ours, none, Some(Trigger::I)),
            (flagged(Flag::Serious), none, None),
            (paid, unconvinced, Some(Trigger::K)),
            (beyond(Channel::WalkIn), strained, Some(Trigger::C)),
            (agitated(Channel::WalkIn), strained, Some(Trigger::A)),
            (agitated(Channel::WalkIn), unconvinced, Some(Trigger::A)),
            (agitated(Channel::Phone), unconvinced, Some(Trigger::E)),
            (facts(Channel::WalkIn, |_| {}), unconvinced, Some(Trigger::E)),
            (agitated(Channel::WalkIn), none, None),
            (beyond(Channel::Phone), strained, Some(Trigger::E)),
            (beyond(Channel::Phone), none, Some(Trigger::D)),
            (beyond(Channel::WalkIn), none, Some(Trigger::F)),
            (facts(Channel::Phone, |_| {}), none, None),
        ] {
            assert_eq!(nearest_trigger(&facts, grounds), trigger, "{:?} {grounds:?}", facts.flags);
        }
    }

    fn attempt(rung: u8, end: Option<EscalationEnd>) -> EventKind {
        EventKind::Escalated(Escalation { rung: Some(rung), end, ..Escalation::new(Trigger::K) })
    }

    fn story(events: Vec<EventKind>) -> Case {
        let mut case =
            Case::new(CaseNumber::new(at("2026-11-21T00:00").date(), 1), facts(Channel::Phone, |_| {}));
        case.events =
            events.into_iter().map(|kind| Event::new(at("2026-11-21T15:00"), "韩骁", kind)).collect();
        case
    }

    fn next(trigger: Option<Trigger>, case: &Case, ladder: &[Superior]) -> usize {
        next_rung(trigger, &case.state(&Rules::default()), &case.events, ladder)
    }

    #[test]
    fn the_next_superior_has_not_dealt_with_it_and_comes_again_after_a_refusal_only() {
        let mut ladder = Settings::default().ladder;
        ladder[1].name = "韩骁".into();
        let visit = EventKind::Handled {
            result: "已修".into(),
            verified: true,
            told: true,
            medium: None,
            for_owner: None,
            verification: None,
        };
        for (events, rung) in [
            (vec![], 0),
            (vec![attempt(1, Some(EscalationEnd::Refused))], 0),
            (vec![attempt(2, Some(EscalationEnd::Refused))], 1),
            (vec![attempt(1, Some(EscalationEnd::NotReached))], 1),
            (vec![attempt(1, Some(EscalationEnd::Answered)), visit], 2),
            (vec![attempt(3, Some(EscalationEnd::NotReached))], 2),
        ] {
            let case = story(events);
            assert_eq!(next(None, &case, &ladder), rung, "{:?}", case.events);
        }
        assert_eq!(next(Some(Trigger::I), &story(vec![]), &ladder), 1, "the department head in person");
        assert_eq!(next(None, &story(vec![]), &[]), 0);
    }

    #[test]
    fn who_was_not_reached_was_asked_for_a_reason_that_still_holds() {
        let rules = Rules::default();
        let missed = story(vec![attempt(1, Some(EscalationEnd::NotReached))]).state(&rules);
        assert_eq!(next_trigger(&missed), Some(Trigger::K));
        let answered = story(vec![attempt(1, Some(EscalationEnd::Answered))]).state(&rules);
        assert_eq!(next_trigger(&answered), None);
        let explained = EventKind::Explained { text: "说明".into(), satisfied: false, signed: false };
        assert_eq!(next_trigger(&story(vec![explained]).state(&rules)), Some(Trigger::E));
    }
}
