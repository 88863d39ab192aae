//! What one case adds to the ratios and lists of a period (rules §9): worked out from the whole case, as far as it
//! was known at the time of the report.

use serde::{Deserialize, Serialize};

use crate::domain::case::{Case, CaseNumber};
use crate::domain::case_state::{CaseState, Span};
use crate::domain::code::{ClosureCode, DeadlineCode, Flag, VisitOutcome};
use crate::domain::event::{EventKind, Visit};
use crate::domain::obligation::{End, Obligation};
use crate::domain::statistics::period::Window;
use crate::domain::statistics::span_row::PeriodMovement;
use crate::domain::time::Moment;

/// How the visit after the last 处理完成 of the period stands.
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

/// What the customer thinks of it, by the last closure in the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// 现场签署满意.
    Signed,
    /// 口头确认满意.
    Verbal,
    /// By the last visit that reached the customer before the closure: satisfied or not.
    Visit(bool),
    /// 已解释，业主未认可: not satisfied.
    Explained,
}

impl Verdict {
    /// Whether it counts as satisfied.
    pub fn is_satisfied(self) -> bool {
        match self {
            Self::Signed | Self::Verbal => true,
            Self::Visit(satisfied) => satisfied,
            Self::Explained => false,
        }
    }
}

/// What a case adds to the ratios. `None` stands in no denominator.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// 首次响应 in time; of complaints received in the period.
    pub responded: Option<bool>,
    /// 当日处理 or the told completion date kept.
    pub handled: Option<bool>,
    /// Return visit.
    pub visit: Option<VisitState>,
    /// Satisfaction.
    pub verdict: Option<Verdict>,
    /// 转办答复 in time; of complaints received in the period.
    pub referral: Option<bool>,
    /// At least one escalation in a complaint received in the period, a refused one included.
    pub escalated: bool,
    /// 重复投诉, of complaints received in the period.
    pub repeat: bool,
    /// 重大, of complaints received in the period.
    pub major: bool,
    /// The household of a group complaint received in the period; a case without a room is its own.
    pub group: Option<String>,
    /// Closed in the period as 已解释，业主未认可.
    pub explained: bool,
    /// Closed in the period against the list (特批关闭).
    pub overridden: bool,
}

impl Outcome {
    /// Works it out; `case` holds nothing later than `as_of`, `standing` and `passage` are its own.
    pub fn of(
        case: &Case,
        standing: &CaseState,
        passage: &PeriodMovement,
        window: Window,
        as_of: Moment,
    ) -> Self {
        let facts = &standing.facts;
        let walk = Walk::over(case, &standing.spans, window);
        let kept = |code| kept(&standing.obligations, code, standing.voided_at, as_of);
        let received = passage.received;
        let group = facts.has(Flag::Group) || facts.group_of.is_some();
        let household = || facts.complainant.room.clone().unwrap_or_else(|| case.number.to_string());
        Self {
            responded: received.then(|| kept(DeadlineCode::FirstResponse)).flatten(),
            handled: handled_in_time(&standing.obligations, window, as_of),
            visit: walk.visit(),
            verdict: walk.verdict,
            referral: received.then(|| kept(DeadlineCode::Referral)).flatten(),
            escalated: received && walk.escalated,
            repeat: received && facts.repeat_of.is_some(),
            major: received && facts.has(Flag::Major),
            group: (received && group).then(household),
            explained: walk.explained,
            overridden: walk.overridden,
        }
    }
}

/// Whether a deadline was met, or missed because it has passed. One that a closure cut off was missed when its
/// time has passed since; one that a void cut off before its time counts nowhere.
fn kept(
    obligations: &[Obligation],
    code: DeadlineCode,
    voided: Option<Moment>,
    as_of: Moment,
) -> Option<bool> {
    // What lost its cause counts nowhere; what took its place again does.
    let counts = |obligation: &&Obligation| {
        obligation.deadline == code && !matches!(obligation.end, Some(End::Withdrawn(_)))
    };
    let mut mine = obligations.iter().filter(counts).peekable();
    mine.peek()?;
    let last = mine.clone().next_back()?;
    if let Some(met) = mine.find(|obligation| matches!(obligation.end, Some(End::Met(_)))) {
        return met.in_time(as_of);
    }
    match last.end {
        Some(End::Closed(at)) if voided != Some(at) => (as_of > last.due).then_some(false),
        _ => last.in_time(as_of),
    }
}

/// 按期处理: over the dates of 当日处理 that were met in the window, or passed in it unhandled. A complaint counts
/// once, and as missed when any such date was missed.
fn handled_in_time(obligations: &[Obligation], window: Window, as_of: Moment) -> Option<bool> {
    let verdicts = obligations
        .iter()
        .filter(|obligation| obligation.deadline == DeadlineCode::SameDay)
        .filter_map(|obligation| {
            let in_time = obligation.in_time(as_of)?;
            let counted = match obligation.end {
                Some(End::Met(at)) => window.holds(at) || (!in_time && window.holds(obligation.due)),
                _ => window.holds(obligation.due),
            };
            counted.then_some(in_time)
        });
    verdicts.reduce(|all, one| all && one)
}

/// A walk along the events, up to a void: what has come of the visit, of the closure, of escalations.
struct Walk<'a> {
    window: Window,
    spans: &'a [Span],
    /// The rounds and openings gone through so far.
    round: u32,
    span: usize,
    is_open: bool,
    /// The customer declines all visits.
    declines: bool,
    /// Why this round owes no visit.
    excused: Option<VisitState>,
    /// Whether the last visit that reached the customer found satisfaction.
    opinion: Option<bool>,
    /// The last 处理完成 before the end of the window.
    handling: Option<Handling>,
    verdict: Option<Verdict>,
    escalated: bool,
    explained: bool,
    overridden: bool,
}

/// A 处理完成, and what has come of its visit.
struct Handling {
    at: Moment,
    round: u32,
    state: VisitState,
    /// Handled again after the window: what comes then belongs to that handling.
    is_over: bool,
}

impl<'a> Walk<'a> {
    fn over(case: &Case, spans: &'a [Span], window: Window) -> Self {
        let mut walk = Self {
            window,
            spans,
            round: 0,
            span: 0,
            is_open: true,
            declines: case.receipt.complainant.declines_visits,
            excused: None,
            opinion: None,
            handling: None,
            verdict: None,
            escalated: false,
            explained: false,
            overridden: false,
        };
        for event in case.corrected_events().iter() {
            match &event.kind {
                EventKind::Escalated(_) => walk.escalated |= event.at < window.limit,
                EventKind::Handled { .. } => walk.handled(event.at),
                EventKind::Visit(visit) => walk.visited(visit),
                EventKind::VisitExempt { .. } => walk.excuse(VisitState::Exempt),
                EventKind::Corrected { what, after, .. } if what == "complainant.declines_visits" => {
                    walk.declines(after.as_bool() == Some(true));
                }
                EventKind::Closed { code, overridden, .. } if walk.is_open => {
                    walk.closed(*code, *overridden);
                }
                EventKind::Reopened { .. } if !walk.is_open => {
                    walk.is_open = true;
                    walk.span += 1;
                    walk.new_round();
                }
                EventKind::Voided { .. } => break,
                _ => {}
            }
        }
        walk
    }

    /// The visit of the last 处理完成 that fell in the window.
    fn visit(&self) -> Option<VisitState> {
        self.handling.as_ref().filter(|last| self.window.holds(last.at)).map(|last| last.state)
    }

    fn handled(&mut self, at: Moment) {
        if at < self.window.limit {
            let declines = self.declines.then_some(VisitState::Declined);
            let state = self.excused.or(declines).unwrap_or(VisitState::NotReached);
            self.handling = Some(Handling { at, round: self.round, state, is_over: false });
        } else if let Some(handling) = &mut self.handling {
            handling.is_over = true;
        }
    }

    fn visited(&mut self, visit: &Visit) {
        self.declines |= visit.standing == Some(true);
        match visit.outcome {
            VisitOutcome::Reached => {
                self.opinion = Some(!visit.dissatisfied());
                self.settle(VisitState::Reached);
            }
            VisitOutcome::Declined => self.excuse(VisitState::Declined),
            VisitOutcome::NoAnswer | VisitOutcome::Rescheduled => {}
        }
        if visit.dissatisfied() {
            self.new_round();
        }
    }

    /// The customer's wish to be spared visits was noted or taken back: it holds for a visit that is still open.
    fn declines(&mut self, declines: bool) {
        self.declines = declines;
        let (from, to) = match declines {
            true => (VisitState::NotReached, VisitState::Declined),
            false => (VisitState::Declined, VisitState::NotReached),
        };
        let round = self.round;
        if self.excused.is_none()
            && let Some(last) = self.handling.as_mut().filter(|last| last.round == round && !last.is_over)
            && last.state == from
        {
            last.state = to;
        }
    }

    fn closed(&mut self, code: ClosureCode, overridden: bool) {
        self.is_open = false;
        let closed = self.spans.get(self.span).and_then(|span| span.closed);
        if closed.is_some_and(|(at, _)| self.window.holds(at)) {
            self.verdict = match code {
                ClosureCode::Signed => Some(Verdict::Signed),
                ClosureCode::Verbal => Some(Verdict::Verbal),
                ClosureCode::Explained => Some(Verdict::Explained),
                _ => self.opinion.map(Verdict::Visit),
            };
            self.explained |= code == ClosureCode::Explained;
            self.overridden |= overridden;
        }
        if code == ClosureCode::External {
            self.excuse(VisitState::External);
        }
    }

    fn new_round(&mut self) {
        self.round += 1;
        self.excused = None;
    }

    /// No visit is required in this round, whether it has been handled or not.
    fn excuse(&mut self, why: VisitState) {
        self.excused.get_or_insert(why);
        self.settle(why);
    }

    /// What has come of the visit; being excused outweighs having been reached.
    fn settle(&mut self, state: VisitState) {
        let round = self.round;
        if let Some(last) = self.handling.as_mut().filter(|last| last.round == round && !last.is_over)
            && matches!(last.state, VisitState::NotReached | VisitState::Reached)
        {
            last.state = state;
        }
    }
}

/// A case that has a part in the period, as the report keeps it: every figure can answer with its numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// Number.
    pub number: CaseNumber,
    /// Whether its nature is 有效投诉 and it was received in the period.
    pub effective: bool,
    /// Its keys, in the order of `Axis::OF_CODES`.
    pub keys: Vec<Option<String>>,
    /// What it counts.
    pub passage: PeriodMovement,
    /// What it adds to the ratios.
    pub outcome: Outcome,
    /// When it was received.
    pub received_at: Moment,
}
