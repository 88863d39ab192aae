//! Which reason for 服务上移 lies nearest.

use chrono::Duration;

use crate::domain::code::{Capability, Channel, Emotion, Trigger};
use crate::domain::event::EventKind;
use crate::domain::intake::Draft;
use crate::domain::settings::Rules;
use crate::domain::time::Moment;

/// The trigger that lies nearest (ledger 05-01 to 05-13): offered, never set by itself.
pub fn first_trigger(draft: &Draft, clock: Option<(&Rules, Moment)>) -> Trigger {
    let explained = draft.events.iter().any(|event| matches!(event.kind, EventKind::Explained { .. }));
    let agitated = draft.emotion == Some(Emotion::Agitated);
    let long = clock
        .is_some_and(|(rules, now)| draft.elapsed(now) >= Duration::minutes(rules.reception_amber.into()));
    match draft.channel {
        Channel::WalkIn if agitated && long => Trigger::C,
        _ if explained => Trigger::E,
        Channel::Phone if draft.codes.capability == Some(Capability::BeyondMe) => Trigger::D,
        _ if draft.codes.capability == Some(Capability::BeyondMe) => Trigger::F,
        _ => Trigger::G,
    }
}
