//! Which reason for 服务上移 lies nearest.

use crate::domain::code::{Capability, Channel, Trigger};
use crate::domain::event::EventKind;
use crate::domain::intake::Draft;
use crate::domain::reception::Strain;
use crate::domain::settings::Rules;
use crate::domain::time::Moment;

/// The trigger that lies nearest (ledger 05-01 to 05-13; rules §5: an owner who demands the leader by name): offered, never set by itself.
pub fn first_trigger(draft: &Draft, clock: Option<(&Rules, Moment)>) -> Trigger {
    let explained = draft.events.iter().any(|event| matches!(event.kind, EventKind::Explained { .. }));
    let clock = clock.and_then(|(rules, now)| draft.clock(rules, now));
    let long = clock.is_some_and(|clock| clock.strain >= Strain::Amber);
    match draft.channel {
        _ if draft.asked_for_leader => Trigger::N,
        Channel::WalkIn if long => Trigger::C,
        _ if explained => Trigger::E,
        Channel::Phone if draft.codes.capability == Some(Capability::BeyondMe) => Trigger::D,
        _ if draft.codes.capability == Some(Capability::BeyondMe) => Trigger::F,
        _ => Trigger::G,
    }
}
