//! 按人员: what each colleague took in, finished and visited in a period, for the supervisor's talk with them. Only
//! complaints, counted as the table counts them. Issue 11, ledger 11-26.

use std::collections::BTreeMap;

use crate::domain::case::{Case, CaseNumber};
use crate::domain::event::EventKind;
use crate::domain::statistics::behind::Behind;
use crate::domain::statistics::figure::Ratio;
use crate::domain::statistics::outcome::Counted;
use crate::domain::statistics::period::Window;

/// What is counted of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonFigure {
    /// 受理: complaints received in the period that this person took in.
    Received,
    /// 首次响应及时率 of those.
    Responded,
    /// 处理完成 recorded in the period, round by round.
    Handled,
    /// 回访 tried in the period.
    Visits,
    /// Those that reached the customer.
    Reached,
}

impl PersonFigure {
    /// All of them, in the order of the columns.
    pub const ALL: [Self; 5] = [Self::Received, Self::Responded, Self::Handled, Self::Visits, Self::Reached];

    /// The head of its column.
    pub fn label(self) -> &'static str {
        match self {
            Self::Received => "受理",
            Self::Responded => "首次响应及时率",
            Self::Handled => "处理完成",
            Self::Visits => "回访",
            Self::Reached => "回访到",
        }
    }
}

/// What one person did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonRow {
    /// Who, as written in the record.
    pub name: String,
    /// See [`PersonFigure::Received`].
    pub received: u32,
    /// See [`PersonFigure::Responded`].
    pub responded: Ratio,
    /// See [`PersonFigure::Handled`].
    pub handled: u32,
    /// See [`PersonFigure::Visits`].
    pub visits: u32,
    /// See [`PersonFigure::Reached`].
    pub reached: u32,
    /// The cases behind each, in the order of [`PersonFigure::ALL`].
    cases: [Behind; 5],
}

impl PersonRow {
    /// The cases behind a figure; one that counts twice stands once.
    pub fn behind(&self, figure: PersonFigure) -> &Behind {
        &self.cases[figure as usize]
    }

    /// The figure as it is shown; `None` where nothing stands behind it.
    pub fn shown(&self, figure: PersonFigure) -> Option<String> {
        let count = |count: u32| (count > 0).then(|| count.to_string());
        match figure {
            PersonFigure::Received => count(self.received),
            PersonFigure::Responded => (self.responded.1 > 0).then(|| self.responded.to_string()),
            PersonFigure::Handled => count(self.handled),
            PersonFigure::Visits => count(self.visits),
            PersonFigure::Reached => count(self.reached),
        }
    }

    fn note(&mut self, figure: PersonFigure, number: CaseNumber, missed: bool) {
        let Behind { numbers, missed: short } = &mut self.cases[figure as usize];
        for list in [Some(numbers), missed.then_some(short)].into_iter().flatten() {
            if list.last() != Some(&number) {
                list.push(number);
            }
        }
    }
}

/// Adds the cases of a period up by person.
#[derive(Debug, Clone)]
pub struct ByPerson {
    window: Window,
    rows: BTreeMap<String, PersonRow>,
}

impl ByPerson {
    /// Nobody yet.
    pub fn new(window: Window) -> Self {
        Self { window, rows: BTreeMap::new() }
    }

    /// Adds a case that has a part in the period; `counted` is what the table counts of it.
    pub fn add(&mut self, counted: &Counted, case: &Case) {
        let number = case.number;
        if counted.movement.received {
            let row = self.row(&case.facts().receiver);
            row.received += 1;
            row.note(PersonFigure::Received, number, false);
            if let Some(met) = counted.outcome.responded {
                row.responded.add(met);
                row.note(PersonFigure::Responded, number, !met);
            }
        }
        for event in case.corrected_events().iter() {
            if !self.window.holds(event.at) {
                continue;
            }
            match &event.kind {
                EventKind::Handled { .. } => {
                    let row = self.row(&event.by);
                    row.handled += 1;
                    row.note(PersonFigure::Handled, number, false);
                }
                EventKind::Visit(visit) => {
                    let row = self.row(visit.made_by(&event.by));
                    row.visits += 1;
                    row.note(PersonFigure::Visits, number, false);
                    if visit.reached() {
                        row.reached += 1;
                        row.note(PersonFigure::Reached, number, false);
                    }
                }
                EventKind::Voided { .. } => break,
                _ => {}
            }
        }
    }

    fn row(&mut self, name: &str) -> &mut PersonRow {
        let row = self.rows.entry(name.to_owned()).or_default();
        row.name = name.to_owned();
        row
    }

    /// The people, by name.
    pub fn finish(self) -> Vec<PersonRow> {
        self.rows.into_values().collect()
    }
}
