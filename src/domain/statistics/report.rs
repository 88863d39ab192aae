//! The whole table as a value; its JSON is the report of the interchange format.

use serde::Serialize;

use crate::domain::case::CaseNumber;
use crate::domain::code::CaseKind;
use crate::domain::statistics::axis::{Axis, NONE, REST, TOTAL};
use crate::domain::statistics::column::{ClosureRow, Column, Row};
use crate::domain::statistics::figure::Ratio;
use crate::domain::statistics::history::TrendMonth;
use crate::domain::statistics::outcome::{Counted, VisitState};
use crate::domain::statistics::period::Period;
use crate::domain::statistics::summary::Summary;
use crate::domain::time::Moment;

/// 《顾客投诉分类统计表》. Ledger 11-05, 11-06.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Always `tingsu-report`.
    pub format: &'static str,
    /// Always 1.
    pub version: u32,
    /// Name of the property.
    pub property: String,
    /// From when to when.
    pub period: Period,
    /// Time of the report, inclusive.
    pub as_of: Moment,
    /// 定稿; `None` for 未定稿 草表.
    pub lock: Option<Lock>,
    /// The check line.
    pub check: Check,
    /// The blocks.
    pub axes: Axes,
    /// Twelve months, this one last.
    pub trend: Vec<TrendMonth>,
    /// The lists at the end.
    pub lists: Lists,
    /// 调整: what changed in locked months.
    pub adjustments: Vec<Adjustment>,
    /// The summary box.
    pub summary: Summary,
    /// The cases behind the figures.
    #[serde(skip)]
    pub cases: Vec<Counted>,
    /// What was received in the period that is no complaint, by number.
    #[serde(skip)]
    pub others: Vec<(CaseNumber, CaseKind)>,
}

/// A month made final.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lock {
    /// Version of the printed table, from 1.
    pub version: u32,
    /// Eight hex digits.
    pub hash: String,
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: String,
}

/// The check line: 期初未结 + 本期受理 + 本期重开 − 本期关闭 − 本期作废 = 期末未结.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Check {
    /// 期初未结.
    pub opening: u32,
    /// 本期受理.
    pub received: u32,
    /// 本期重开.
    pub reopened: u32,
    /// 本期关闭.
    pub closed: u32,
    /// 本期作废.
    pub voided: u32,
    /// 期末未结.
    pub closing: u32,
}

impl Check {
    /// Counts the cases.
    pub fn of(cases: &[Counted]) -> Self {
        let mut check = Self::default();
        for Counted { passage, .. } in cases {
            check.opening += u32::from(passage.opening);
            check.received += u32::from(passage.received);
            check.reopened += passage.reopened;
            check.closed += u32::try_from(passage.closures.len()).unwrap_or(u32::MAX);
            check.voided += u32::from(passage.voided);
            check.closing += u32::from(passage.closing);
        }
        check
    }

    /// Whether the line balances, as it always must.
    pub fn balances(&self) -> bool {
        self.opening + self.received + self.reopened == self.closing + self.closed + self.voided
    }
}

/// The blocks of rows; the last row of each is `total`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Axes {
    /// 类别.
    pub category: Vec<Row>,
    /// 责任类别.
    pub class: Vec<Row>,
    /// 性质.
    pub nature: Vec<Row>,
    /// 内容.
    pub content: Vec<Row>,
    /// 渠道.
    pub channel: Vec<Row>,
    /// 关闭方式.
    pub closure: Vec<ClosureRow>,
    /// 场景: the ten received most often, `rest`, `none`.
    pub situation: Vec<Row>,
    /// 责任部门.
    pub department: Vec<Row>,
    /// 楼栋.
    pub building: Vec<Row>,
}

impl Axes {
    /// The rows of an axis; none for the closures, which have fewer columns.
    pub fn rows(&self, axis: Axis) -> &[Row] {
        match axis {
            Axis::Category => &self.category,
            Axis::Class => &self.class,
            Axis::Nature => &self.nature,
            Axis::Content => &self.content,
            Axis::Channel => &self.channel,
            Axis::Situation => &self.situation,
            Axis::Department => &self.department,
            Axis::Building => &self.building,
            Axis::Closure => &[],
        }
    }
}

/// The lists at the end, each by number.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Lists {
    /// Open complaints with an overdue deadline at the time of the report.
    pub overdue: Vec<CaseNumber>,
    /// 已解释，业主未认可, closed in the period.
    pub explained: Vec<CaseNumber>,
    /// 特批关闭, closed in the period.
    pub overrides: Vec<CaseNumber>,
}

/// A figure of a locked month that would now be another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Adjustment {
    /// `2026-10`.
    pub period: String,
    /// Code of the axis.
    pub axis: String,
    /// Key of the row.
    pub key: String,
    /// Key of the column.
    pub column: String,
    /// As locked.
    pub before: u32,
    /// As it would be now.
    pub after: u32,
    /// The cases that make the difference.
    pub numbers: Vec<CaseNumber>,
}

impl Report {
    /// The cases behind a figure of the table, by number; of a ratio those of its denominator. A case closed twice
    /// stands once. 上期受理 and 去年同期 are answered by the reports of those periods.
    pub fn cases_of(&self, axis: Axis, key: &str, column: Column) -> Vec<CaseNumber> {
        self.numbers(axis, key, |case| {
            let ratio = case.ratio(column);
            ratio.1 > 0 || case.count(column) > 0
        })
    }

    /// The cases that fell short in a ratio: not in time, not reached, not satisfied.
    pub fn short_of(&self, axis: Axis, key: &str, column: Column) -> Vec<CaseNumber> {
        self.numbers(axis, key, |case| {
            let Ratio(met, of) = case.ratio(column);
            met < of
        })
    }

    /// The cases closed in the period by a code, or by any with `total`.
    pub fn closed_by(&self, key: &str) -> Vec<CaseNumber> {
        let fits = |case: &&Counted| {
            case.passage.closures.iter().any(|(_, code)| key == TOTAL || code.code() == key)
        };
        self.cases.iter().filter(fits).map(|case| case.number).collect()
    }

    /// The cases behind 上期受理 or 去年同期 in a row of this table, when `past` is the report of that period.
    pub fn received_before(&self, past: &Self, axis: Axis, key: &str) -> Vec<CaseNumber> {
        self.select(&past.cases, axis, key, |case| case.passage.received)
    }

    /// All cases that have a part in a row.
    pub fn cases_in_row(&self, axis: Axis, key: &str) -> Vec<CaseNumber> {
        self.numbers(axis, key, |_| true)
    }

    fn numbers(&self, axis: Axis, key: &str, counts: impl Fn(&Counted) -> bool) -> Vec<CaseNumber> {
        self.select(&self.cases, axis, key, counts)
    }

    fn select(
        &self,
        cases: &[Counted],
        axis: Axis,
        key: &str,
        counts: impl Fn(&Counted) -> bool,
    ) -> Vec<CaseNumber> {
        let rows = self.axes.rows(axis);
        let stands = |case: &Counted| match (key, case.key(axis)) {
            (TOTAL, _) => true,
            (NONE, found) => found.is_none(),
            (REST, Some(found)) => rows.iter().all(|row| row.key != found),
            (_, found) => found == Some(key),
        };
        let cases = cases.iter().filter(|case| stands(case) && counts(case));
        cases.map(|case| case.number).collect()
    }
}

impl Counted {
    /// Its key on an axis.
    pub fn key(&self, axis: Axis) -> Option<&str> {
        let place = Axis::OF_CODES.iter().position(|other| *other == axis)?;
        self.keys.get(place)?.as_deref()
    }

    /// What it counts in a column of counts.
    pub fn count(&self, column: Column) -> u32 {
        let Self { passage, outcome, .. } = self;
        match column {
            Column::Opening => u32::from(passage.opening),
            Column::Received | Column::Share => u32::from(passage.received),
            Column::Effective => u32::from(self.effective),
            Column::Closed => u32::try_from(passage.closures.len()).unwrap_or(u32::MAX),
            Column::Closing => u32::from(passage.closing),
            Column::Repeats => u32::from(outcome.repeat),
            Column::Escalated => u32::from(outcome.escalated),
            Column::Previous | Column::Change | Column::YearAgo => 0,
            Column::Responded | Column::Handled | Column::Visited | Column::Satisfied => 0,
        }
    }

    /// What it adds to a column of ratios.
    pub fn ratio(&self, column: Column) -> Ratio {
        let met = match column {
            Column::Responded => self.outcome.responded,
            Column::Handled => self.outcome.handled,
            Column::Visited => match self.outcome.visit {
                Some(VisitState::Reached) => Some(true),
                Some(VisitState::NotReached) => Some(false),
                _ => None,
            },
            Column::Satisfied => self.outcome.verdict.map(|verdict| verdict.is_satisfied()),
            _ => None,
        };
        let mut ratio = Ratio::default();
        if let Some(met) = met {
            ratio.add(met);
        }
        ratio
    }

    /// What it adds to its rows.
    pub fn row(&self) -> Row {
        Row {
            opening: self.count(Column::Opening),
            received: self.count(Column::Received),
            effective: self.count(Column::Effective),
            closed: self.count(Column::Closed),
            closing: self.count(Column::Closing),
            responded: self.ratio(Column::Responded),
            handled: self.ratio(Column::Handled),
            visited: self.ratio(Column::Visited),
            satisfied: self.ratio(Column::Satisfied),
            repeats: self.count(Column::Repeats),
            escalated: self.count(Column::Escalated),
            ..Row::default()
        }
    }
}
