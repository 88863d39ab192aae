//! What has come of each 处理完成 and of each closure: whether its return visit took place or was not required, and
//! whether the customer was satisfied. Folded with the state; the statistics read it. Rules §6, §9.

use serde::{Deserialize, Serialize};

use crate::domain::case_state::CaseState;
use crate::domain::code::{ClosureCode, VisitOutcome};
use crate::domain::event::{EventKind, Visit};
use crate::domain::time::Moment;

/// How the visit after a 处理完成 stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VisitState {
    /// The customer was reached.
    Reached,
    /// Required and not reached (yet).
    NotReached,
    /// 免回访: not required.
    Exempt,
    /// The customer declines visits: not required.
    Declined,
    /// Closed as 外部事项已答复: not required.
    External,
}

/// A 处理完成, and what has come of its visit up to the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Handling {
    /// When.
    pub at: Moment,
    /// Its visit.
    pub visit: VisitState,
    /// The round that it ended.
    round: u32,
}

/// What is known of a closure beside its time and code, which stand in the span that it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ending {
    /// Whether the last visit that reached the customer before it found satisfaction; `None` where none did.
    pub satisfied: Option<bool>,
    /// 特批关闭.
    pub overridden: bool,
}

impl CaseState {
    /// Takes in what an event says of handling, visits and closures; before the rounds move on. `declined` is the
    /// customer's wish to be spared visits as it was before this event. A voided case has no more of them.
    pub(crate) fn remember_handling(&mut self, at: Moment, kind: &EventKind, declined: bool) {
        if self.voided_at.is_some() {
            return;
        }
        match kind {
            EventKind::Handled { .. } => {
                let declines = self.facts.complainant.declines_visits.then_some(VisitState::Declined);
                let visit = self.round.excused.or(declines).unwrap_or(VisitState::NotReached);
                self.handlings.push(Handling { at, visit, round: self.round_number });
            }
            EventKind::Visit(visit) => self.visited(visit),
            EventKind::VisitExempt { .. } => self.excuse(VisitState::Exempt),
            EventKind::Closed { code, overridden, .. } if self.is_open() => {
                self.endings.push(Ending { satisfied: self.satisfied, overridden: *overridden });
                if *code == ClosureCode::External {
                    self.excuse(VisitState::External);
                }
            }
            _ if declined != self.facts.complainant.declines_visits => self.wish_changed(),
            _ => {}
        }
    }

    fn visited(&mut self, visit: &Visit) {
        match visit.outcome {
            VisitOutcome::Reached => {
                self.satisfied = Some(!visit.dissatisfied());
                self.settle_visit(VisitState::Reached);
            }
            VisitOutcome::Declined => self.excuse(VisitState::Declined),
            VisitOutcome::NoAnswer | VisitOutcome::Rescheduled => {}
        }
    }

    /// The wish to be spared visits was noted or taken back: it holds for a visit that is still open.
    fn wish_changed(&mut self) {
        let (from, to) = match self.facts.complainant.declines_visits {
            true => (VisitState::NotReached, VisitState::Declined),
            false => (VisitState::Declined, VisitState::NotReached),
        };
        if self.round.excused.is_none()
            && let Some(last) = self.handling_of_round()
            && last.visit == from
        {
            last.visit = to;
        }
    }

    /// No visit is required in this round, whether it has been handled or not.
    fn excuse(&mut self, why: VisitState) {
        self.round.excused.get_or_insert(why);
        self.settle_visit(why);
    }

    /// What has come of the visit; being excused outweighs having been reached.
    fn settle_visit(&mut self, visit: VisitState) {
        if let Some(last) = self.handling_of_round()
            && matches!(last.visit, VisitState::NotReached | VisitState::Reached)
        {
            last.visit = visit;
        }
    }

    fn handling_of_round(&mut self) -> Option<&mut Handling> {
        let round = self.round_number;
        self.handlings.last_mut().filter(|last| last.round == round)
    }
}
