//! A report together with the cases behind its figures: what the desk makes, prints and keeps. What is shown is the report
//! alone; the cases behind a figure are asked for when it is pressed (`behind`).

use std::ops::{Deref, DerefMut};

use crate::domain::case::CaseNumber;
use crate::domain::code::CaseKind;
use crate::domain::handling::VisitState;
use crate::domain::statistics::axis::{Axis, NONE, REST, TOTAL};
use crate::domain::statistics::column::{Column, Row};
use crate::domain::statistics::figure::Ratio;
use crate::domain::statistics::outcome::Counted;
use crate::domain::statistics::report::Report;

/// A report with its cases.
#[derive(Debug, Clone, PartialEq)]
pub struct Counting {
    /// The report.
    pub report: Report,
    /// The complaints that have a part in it, by number.
    pub cases: Vec<Counted>,
    /// What was received in the period that is no complaint, by number.
    pub others: Vec<(CaseNumber, CaseKind)>,
}

impl Deref for Counting {
    type Target = Report;

    fn deref(&self) -> &Report {
        &self.report
    }
}

impl DerefMut for Counting {
    fn deref_mut(&mut self) -> &mut Report {
        &mut self.report
    }
}

impl Counting {
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
            case.movement.closures.iter().any(|(_, code)| key == TOTAL || code.code() == key)
        };
        self.cases.iter().filter(fits).map(|case| case.number).collect()
    }

    /// The cases behind 上期受理 or 去年同期 in a row of this table, when `past` is the report of that period.
    pub fn received_before(&self, past: &Self, axis: Axis, key: &str) -> Vec<CaseNumber> {
        self.select(&past.cases, axis, key, |case| case.movement.received)
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
        let rows = self.report.axes.rows(axis);
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
        let Self { movement, outcome, .. } = self;
        match column {
            Column::Opening => u32::from(movement.opening),
            Column::Received | Column::Share => u32::from(movement.received),
            Column::Effective => u32::from(self.effective),
            Column::Closed => u32::try_from(movement.closures.len()).unwrap_or(u32::MAX),
            Column::Closing => u32::from(movement.closing),
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
