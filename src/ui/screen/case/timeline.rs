//! The time line: the receipt and every event, in the words of `domain::telling`.

use crate::domain::case::{Case, fold_escalations};
use crate::domain::event::Event;
use crate::domain::naming::Names;
use crate::domain::telling;
use crate::domain::time::Moment;

/// One entry of the time line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// When.
    pub at: Moment,
    /// Who.
    pub by: String,
    /// The word of the event.
    pub head: &'static str,
    /// What it says.
    pub text: String,
}

/// The time line, the receipt first, `in_full` with what only a supervisor sees; an escalation is one entry, at the time
/// of its last step.
pub fn entries(case: &Case, names: &dyn Names, in_full: bool) -> Vec<Entry> {
    tracing::trace!(target: "worked_out", "time line");
    let receipt = &case.receipt;
    let first = Entry {
        at: receipt.received_at,
        by: receipt.receiver.clone(),
        head: "受理",
        text: receipt.verbatim.clone().or_else(|| receipt.summary.clone()).unwrap_or_default(),
    };
    let shown = |event: &Event| in_full || !event.kind.is_supervisors();
    let rest = fold_escalations(&case.events).into_iter().filter(shown).map(|event| Entry {
        at: event.at,
        head: event.kind.label(),
        text: telling::line(&event.kind, names),
        by: event.by,
    });
    std::iter::once(first).chain(rest).collect()
}
