//! The lists of cases at the end: open ones with reason and progress, major and hot ones with cause and lesson, and
//! those that rules §9 asks for.

use crate::domain::case::{Case, CaseNumber};
use crate::domain::case_state::CaseState;
use crate::domain::code::{Capability, Class, Flag, Status};
use crate::domain::event::EventKind;
use crate::domain::settings::Rules;
use crate::domain::statistics::counting::Counting;
use crate::domain::telling;
use crate::domain::time::Moment;
use crate::paper::form::statistics::names::{BODY, HEAD, WIDTH};
use crate::paper::layout::boxes::{Align, Cell, Row};
use crate::paper::layout::flow::Block;
use crate::paper::layout::table::{Column, heads, record, section};
use crate::paper::wording::{marks, short_stamp};

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
        let listed = |number: &CaseNumber| {
            [&lists.overdue, &lists.explained, &lists.overrides].iter().any(|list| list.contains(number))
        };
        let cases = report.cases.iter();
        let wanted =
            cases.filter(|case| case.movement.closing || is_hot(case.number) || listed(&case.number));
        wanted.map(|case| case.number).collect()
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
        let hot = cases.iter().filter(|case| case.facts().flags.iter().any(|flag| HOT.contains(flag)));
        let hot = among(&hot.map(|case| case.number).collect::<Vec<_>>());
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
        Status::Handling if state.round_number > 1 => "回访不满意，再次处理中",
        Status::Handling if state.round.handled_at.is_some() => "已处理，待验证或告知",
        Status::Handling if outside => "等待外部单位处理",
        Status::Handling if state.round.solution == Some(false) => "业主未同意方案",
        Status::Handling => "处理中",
        Status::Closed | Status::Voided => "",
    }
    .to_owned()
}

/// The lists as blocks.
pub fn lists(lists: &CaseLists) -> Vec<Block> {
    let mut blocks = vec![open(&lists.open), hot(&lists.hot)];
    let rest = [
        ("逾期未结", &lists.overdue),
        ("已解释，业主未认可", &lists.explained),
        ("特批关闭", &lists.overrides),
    ];
    blocks.extend(rest.into_iter().map(|(title, cases)| short(title, cases)));
    blocks
}

fn open(cases: &[ListedCase]) -> Block {
    let columns = [
        Column::code("编号", 25.0),
        Column::code("受理", 22.0),
        Column::code("房号", 20.0),
        Column::text("内容摘要", 60.0),
        Column::code("状态", 15.0),
        Column::code("天数", 11.0),
        Column::name("责任人", 17.0),
        Column::text("未结原因", 33.0),
        Column::text("进展", WIDTH - 203.0),
    ];
    let rows = cases.iter().map(|case| {
        vec![
            case.number.to_string(),
            short_stamp(case.received_at),
            case.room.clone(),
            case.gist.clone(),
            case.status.label().to_owned(),
            case.days.to_string(),
            case.handler.clone(),
            case.reason.clone(),
            case.progress.clone(),
        ]
    });
    listed("未结投诉及进展", &columns, rows.collect())
}

fn hot(cases: &[ListedCase]) -> Block {
    let columns = [
        Column::code("编号", 25.0),
        Column::code("房号", 20.0),
        Column::text("内容摘要", 62.0),
        Column::text("标记", 30.0),
        Column::code("状态", 15.0),
        Column::code("天数", 11.0),
        Column::text("原因", 52.0),
        Column::text("教训", WIDTH - 215.0),
    ];
    let rows = cases.iter().map(|case| {
        vec![
            case.number.to_string(),
            case.room.clone(),
            case.gist.clone(),
            case.flags.clone(),
            case.status.label().to_owned(),
            case.days.to_string(),
            case.cause.clone(),
            case.lesson.clone(),
        ]
    });
    listed("重大和热点投诉的原因与教训", &columns, rows.collect())
}

fn short(title: &str, cases: &[ListedCase]) -> Block {
    let columns = [
        Column::code("编号", 25.0),
        Column::code("受理", 22.0),
        Column::code("房号", 22.0),
        Column::text("内容摘要", 92.0),
        Column::code("状态", 16.0),
        Column::code("天数", 12.0),
        Column::name("责任人", 18.0),
        Column::text("说明", WIDTH - 207.0),
    ];
    let rows = cases.iter().map(|case| {
        vec![
            case.number.to_string(),
            short_stamp(case.received_at),
            case.room.clone(),
            case.gist.clone(),
            case.status.label().to_owned(),
            case.days.to_string(),
            case.handler.clone(),
            case.reason.clone(),
        ]
    });
    listed(title, &columns, rows.collect())
}

fn listed(title: &str, columns: &[Column], texts: Vec<Vec<String>>) -> Block {
    let title = format!("{title}（{} 件）", texts.len());
    let mut rows: Vec<Row> = texts.into_iter().map(|texts| record(columns, texts, BODY)).collect();
    if rows.is_empty() {
        rows.push(Row::new(vec![Cell::new(WIDTH, "无", BODY).align(Align::Center)]));
    }
    section(&title, WIDTH, HEAD, Some(heads(columns, HEAD)), rows).below(2.0)
}
