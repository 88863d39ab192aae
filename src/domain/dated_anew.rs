//! What counts from another time, because a correction says that something was then: the receipt that was dated ahead of
//! the clock, an entry that has another time. Only what is still owed of it is set anew. Rules §4.

use crate::domain::case::Case;
use crate::domain::case_state::CaseState;
use crate::domain::code::DeadlineCode;
use crate::domain::correction::with_value;
use crate::domain::deadline::Terms;
use crate::domain::deadline_set::DeadlineSet;
use crate::domain::obligation::Obligation;

impl Terms<'_> {
    /// What the receipt set and is still owed, counted anew from its true time: it was dated ahead of the clock.
    pub(crate) fn of_receipt_put_right(self, state: &CaseState) -> Vec<DeadlineSet> {
        let owed = |set: &DeadlineSet| {
            let same = |one: &Obligation| {
                one.end.is_none()
                    && one.id.event.is_none()
                    && one.deadline == set.deadline
                    && one.task == set.task
            };
            state.obligations.iter().any(same)
        };
        let sets = self.set_by_receipt(&state.facts).into_iter();
        sets.filter(|set| set.deadline != DeadlineCode::Referral && owed(set)).collect()
    }

    /// An event that has another time counts what it set, and what is still owed of it, from there.
    pub(crate) fn dated_anew(
        self,
        case: &Case,
        state: &CaseState,
        index: usize,
        after: &serde_json::Value,
    ) -> Vec<DeadlineSet> {
        let corrected = case.events.get(index).and_then(|event| with_value(event, "at", after));
        let Some(corrected) = corrected else { return Vec::new() };
        let owed = |set: &DeadlineSet| {
            let of_event = |one: &&Obligation| one.id.event.is_some_and(|event| event as usize == index);
            let mut open = state.obligations.iter().filter(of_event).filter(|one| one.end.is_none());
            open.any(|one| one.deadline == set.deadline && one.task == set.task && one.due != set.due)
        };
        let sets = self.set_by_kind(case, state, corrected.at, &corrected.kind).into_iter();
        sets.filter(owed).collect()
    }
}
