//! 定稿: the table of a month as it was made final, and the history of the versions of a month. Rules §9.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::case::CaseNumber;
use crate::domain::code::CaseKind;
use crate::domain::statistics::counting::Counting;
use crate::domain::statistics::history::TrendMonth;
use crate::domain::statistics::outcome::Counted;
use crate::domain::statistics::period::Period;
use crate::domain::statistics::report::{Adjustment, Axes, Check, Lists, Lock, Report};
use crate::domain::statistics::summary::{OtherKinds, Summary};
use crate::domain::statistics::year_to_date::YearToDate;
use crate::domain::time::Moment;

/// The whole table as it is kept in the log: figures and the codes of the cases behind them, but no name, telephone
/// number, room or word of a case, so that erasing personal content leaves it whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoredTable {
    /// `2026-10`.
    pub month: String,
    /// The cut-off day that was in force.
    pub cut_off_day: u32,
    /// Name of the property.
    pub property: String,
    /// Number of households that was in force.
    pub households: Option<u32>,
    /// Until when the table knew of things, inclusive.
    pub as_of: Moment,
    /// The check line.
    pub check: Check,
    /// The blocks.
    pub axes: Axes,
    /// Twelve months.
    pub trend: Vec<TrendMonth>,
    /// The lists at the end.
    pub lists: Lists,
    /// 调整 of months made final before, as this table told them.
    pub adjustments: Vec<Adjustment>,
    /// 本月分析与改进措施.
    pub analysis: String,
    /// The cases behind the figures.
    pub cases: Vec<Counted>,
    /// What was received that is no complaint.
    pub others: Vec<(CaseNumber, CaseKind)>,
}

impl StoredTable {
    /// What is kept of a report.
    pub fn of(report: &Counting) -> Self {
        let mut cases = report.cases.clone();
        // Which households complained together is counted; which ones they are is nobody's business here.
        let mut households: BTreeMap<String, usize> = BTreeMap::new();
        for group in cases.iter_mut().filter_map(|case| case.outcome.group.as_mut()) {
            let next = households.len() + 1;
            let place = *households.entry(std::mem::take(group)).or_insert(next);
            *group = place.to_string();
        }
        Self {
            month: report.period.code(),
            cut_off_day: report.period.cut_off_day(),
            property: report.property.clone(),
            households: report.households,
            as_of: report.as_of,
            check: report.check,
            axes: report.axes.clone(),
            trend: report.trend.clone(),
            lists: report.lists.clone(),
            adjustments: report.adjustments.clone(),
            analysis: report.analysis.clone(),
            cases,
            others: report.others.clone(),
        }
    }

    /// The month, with the cut-off day that was in force; `None` when the stored code names none.
    pub fn period(&self) -> Option<Period> {
        Period::parse(&self.month, self.cut_off_day)
    }

    /// The report that was made final, with its cases; `None` when the stored code names no month.
    pub fn counting(&self, lock: Lock) -> Option<Counting> {
        let period = self.period()?;
        let window = period.window(self.as_of);
        let report = Report {
            format: Report::FORMAT,
            version: Report::VERSION,
            property: self.property.clone(),
            period,
            as_of: self.as_of,
            lock: Some(lock),
            check: self.check,
            axes: self.axes.clone(),
            trend: self.trend.clone(),
            lists: self.lists.clone(),
            adjustments: self.adjustments.clone(),
            year_to_date: YearToDate::of(&self.trend, self.households),
            summary: Summary::of(&self.cases, OtherKinds::of(&self.others), self.households, window),
            analysis: self.analysis.clone(),
            households: self.households,
        };
        Some(Counting { report, cases: self.cases.clone(), others: self.others.clone() })
    }
}

/// A version of a month's table, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthVersion {
    /// Number, hash, time and person.
    pub lock: Lock,
    /// When, by whom and why it was opened again; `None` while it is in force.
    pub unlocked: Option<Unlock>,
}

/// A month that was made final was opened again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unlock {
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// What stands in the log about a month.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MonthHistory {
    /// Every version, the first one first.
    pub versions: Vec<MonthVersion>,
    /// 本月分析与改进措施 as saved last; the next version takes it over.
    pub analysis: String,
}

impl MonthHistory {
    /// The version in force; `None` for 未定稿 草表.
    pub fn in_force(&self) -> Option<&Lock> {
        self.versions.last().filter(|last| last.unlocked.is_none()).map(|last| &last.lock)
    }

    /// The number that the next version bears.
    pub fn next_version(&self) -> u32 {
        self.versions.last().map_or(1, |last| last.lock.version + 1)
    }
}
