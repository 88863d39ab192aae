//! The lists of cases at the end of the table, on paper and in the book: open ones with reason and progress, major and hot
//! ones with cause and lesson, and those that rules §9 ask for.

use std::collections::BTreeSet;

use crate::domain::case::{Case, CaseNumber};
use crate::domain::case_state::CaseState;
use crate::domain::code::{Capability, Class, Flag, Status};
use crate::domain::event::EventKind;
use crate::domain::settings::Rules;
use crate::domain::statistics::behind::List;
use crate::domain::statistics::counting::Counting;
use crate::domain::supervisors_only::marks;
use crate::domain::telling;
use crate::domain::time::Moment;

/// Marks of matters that the company wants to read about one by one.
pub const HOT: &[Flag] =
    &[Flag::Major, Flag::Group, Flag::Exposure, Flag::Extreme, Flag::Special, Flag::Crisis];

/// The lists of a report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseLists {
    /// 期末未结, the oldest first.
    pub open: Vec<ListedCase>,
    /// Major and hot matters that had a part in the period, by number.
    pub hot: Vec<ListedCase>,
    /// 逾期未结.
    pub overdue: Vec<ListedCase>,
    /// 已解释，业主未认可.
    pub explained: Vec<ListedCase>,
    /// 特批关闭.
    pub overrides: Vec<ListedCase>,
}

/// A case of a list, one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedCase {
    /// Case number.
    pub number: CaseNumber,
    /// When it was received.
    pub received_at: Moment,
    /// The room.
    pub room: String,
    /// What it is about.
    pub gist: String,
    /// The state.
    pub status: Status,
    /// Whole days from receipt to closure, or to the report while it is open.
    pub days: i64,
    /// Who deals with it; may be empty.
    pub handler: String,
    /// The marks.
    pub flags: String,
    /// Why it is open, or why it was closed as it was.
    pub reason: String,
    /// The last thing that was done or told.
    pub progress: String,
    /// 原因 of the closing questions.
    pub cause: String,
    /// 教训 of the closing questions.
    pub lesson: String,
}

impl CaseLists {
    /// The cases of the report that a list may name: those to be read in full. `is_hot` says of a number whether it
    /// bears one of the [`HOT`] marks.
    pub fn wanted(report: &Counting, is_hot: impl Fn(CaseNumber) -> bool) -> Vec<CaseNumber> {
        let lists = &report.lists;
        let cases = report.cases.iter();
        let counted = cases.filter(|case| case.movement.closing || is_hot(case.number));
        // What is overdue now need not have had a part in the period.
        let listed = [&lists.overdue, &lists.explained, &lists.overrides].into_iter().flatten().copied();
        let wanted: BTreeSet<CaseNumber> = counted.map(|case| case.number).chain(listed).collect();
        wanted.into_iter().collect()
    }

    /// The cases of one of the lists that rules §9 ask for.
    pub fn of_list(&self, list: List) -> &[ListedCase] {
        match list {
            List::Overdue => &self.overdue,
            List::Explained => &self.explained,
            List::Overrides => &self.overrides,
        }
    }

    /// The lists of a report from the cases that [`CaseLists::wanted`] named.
    pub fn of(report: &Counting, cases: &[Case], rules: &Rules) -> Self {
        let lines: Vec<ListedCase> =
            cases.iter().map(|case| ListedCase::of(case, rules, report.as_of)).collect();
        let among = |numbers: &[CaseNumber]| {
            let lines = lines.iter().filter(|line| numbers.contains(&line.number));
            lines.cloned().collect::<Vec<_>>()
        };
        let closing = report.cases.iter().filter(|case| case.movement.closing).map(|case| case.number);
        let mut open = among(&closing.collect::<Vec<_>>());
        open.sort_by_key(|line| line.received_at);
        let counts = |number| report.cases.iter().any(|case| case.number == number);
        let hot = cases.iter().filter(|case| case.facts().flags.iter().any(|flag| HOT.contains(flag)));
        let hot = among(&hot.map(|case| case.number).filter(|one| counts(*one)).collect::<Vec<_>>());
        Self {
            open,
            hot,
            overdue: among(&report.lists.overdue),
            explained: among(&report.lists.explained),
            overrides: among(&report.lists.overrides),
        }
    }
}

impl ListedCase {
    fn of(case: &Case, rules: &Rules, now: Moment) -> Self {
        let state = case.state(rules);
        let events = case.corrected_events();
        let notes = events.iter().rev().find_map(|event| match &event.kind {
            EventKind::ClosingNotes { cause, lesson, .. } => Some((cause.clone(), lesson.clone())),
            _ => None,
        });
        let (cause, lesson) = notes.unwrap_or_default();
        let until = state.closed.as_ref().map_or(now, |closed| closed.at);
        Self {
            number: case.number,
            received_at: state.facts.received_at,
            room: state.facts.complainant.room.clone().unwrap_or_default(),
            gist: state.facts.gist(),
            status: state.status,
            days: (until - state.facts.received_at).num_days(),
            handler: state.handler.clone().unwrap_or_default(),
            flags: marks(&state.facts),
            reason: reason(&state),
            progress: telling::progress(&events).unwrap_or_default(),
            cause: cause.unwrap_or_default(),
            lesson: lesson.unwrap_or_default(),
        }
    }
}

/// Why a case is open, or the reason with which it was closed.
fn reason(state: &CaseState) -> String {
    if let Some(closed) = &state.closed {
        return closed.reason.clone().unwrap_or_default();
    }
    let outside = state.facts.capability == Some(Capability::BeyondUs)
        || matches!(state.facts.class, Some(Class::II | Class::III));
    match state.status {
        Status::Unassigned => "尚未指派责任人",
        Status::VisitDue => "已处理，待回访",
        Status::Observed => "已处理，一周观察中",
        Status::Handling if state.is_escalating() => "服务上移中",
        Status::Handling if state.round.handled_at.is_some() => "已处理，待验证或告知",
        Status::Handling if state.round.dissatisfied => "回访不满意，再次处理中",
        Status::Handling if state.spans.len() > 1 => "重新受理，再次处理中",
        Status::Handling if outside => "等待外部单位处理",
        Status::Handling if state.round.solution == Some(false) => "业主未同意方案",
        Status::Handling => "处理中",
        Status::Closed | Status::Voided => "",
    }
    .to_owned()
}
