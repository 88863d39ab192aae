//! What one case adds to the ratios and lists of a period (rules §9): read from its state as it was known at
//! the time of the report.

use serde::{Deserialize, Serialize};

use crate::domain::case::CaseNumber;
use crate::domain::case_state::CaseState;
use crate::domain::code::{ClosureCode, DeadlineCode, Flag};
use crate::domain::handling::{Ending, Handling, VisitState};
use crate::domain::obligation::{End, Obligation};
use crate::domain::statistics::period::Window;
use crate::domain::statistics::span_row::PeriodMovement;
use crate::domain::time::Moment;

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
    /// What a closure says.
    fn of(code: ClosureCode, ending: Ending) -> Option<Self> {
        match code {
            ClosureCode::Signed => Some(Self::Signed),
            ClosureCode::Verbal => Some(Self::Verbal),
            ClosureCode::Explained => Some(Self::Explained),
            _ => ending.satisfied.map(Self::Visit),
        }
    }

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
    /// Works it out. `state` is what is known at `as_of`; `movement` is the case's own in the window.
    pub fn of(
        number: CaseNumber,
        state: &CaseState,
        movement: &PeriodMovement,
        window: Window,
        as_of: Moment,
    ) -> Self {
        let facts = &state.facts;
        let kept = |code| kept(&state.obligations, code, state.voided_at, as_of);
        let received = movement.received;
        let group = facts.has(Flag::Group) || facts.group_of.is_some();
        let household = || facts.complainant.room.clone().unwrap_or_else(|| number.to_string());
        let ended = || closures(state).filter(|(at, ..)| window.holds(*at));
        Self {
            responded: received.then(|| kept(DeadlineCode::FirstResponse)).flatten(),
            handled: handled_in_time(&state.obligations, window, as_of),
            visit: visit(&state.handlings, window),
            verdict: ended().last().and_then(|(_, code, ending)| Verdict::of(code, ending)),
            referral: received.then(|| kept(DeadlineCode::Referral)).flatten(),
            escalated: received && state.attempts.iter().any(|attempt| attempt.begun_at < window.limit),
            repeat: received && facts.repeat_of.is_some(),
            major: received && facts.has(Flag::Major),
            group: (received && group).then(household),
            explained: ended().any(|(_, code, _)| code == ClosureCode::Explained),
            overridden: ended().any(|(.., ending)| ending.overridden),
        }
    }
}

/// The visit of the last 处理完成 before the end of the window, if that fell in it.
fn visit(handlings: &[Handling], window: Window) -> Option<VisitState> {
    let last = handlings.iter().rfind(|one| one.at < window.limit)?;
    window.holds(last.at).then_some(last.visit)
}

/// Every closure: when, how, and what is known beside.
fn closures(state: &CaseState) -> impl Iterator<Item = (Moment, ClosureCode, Ending)> {
    let ended = state.spans.iter().zip(&state.endings);
    ended.filter_map(|(span, ending)| span.closed.map(|(at, code)| (at, code, *ending)))
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
    pub movement: PeriodMovement,
    /// What it adds to the ratios.
    pub outcome: Outcome,
    /// When it was received.
    pub received_at: Moment,
}
