//! The tables of many centres added up into one. Rules §9, ledger 11-34.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::statistics::axis::TOTAL;
use crate::domain::statistics::column::{ClosureRow, Row};
use crate::domain::statistics::figure::{Percent, shares};
use crate::domain::statistics::month_file::{AXES, Counts, Figures, MonthHead};

/// A centre in the rank: all that is kept of it while the files are gone through.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Centre {
    /// Its name.
    pub property: String,
    /// 定稿: number of the version; `None` for 未定稿 草表.
    pub locked: Option<u32>,
    /// Number of households; `None` while it is not set.
    pub households: Option<u32>,
    /// 本期受理.
    pub received: u32,
    /// 百户投诉量 to 0.01; `None` without the number of households.
    pub per_hundred_households: Option<f64>,
    /// Place by 百户投诉量, the least first; equal ones share a place. `None` without it.
    pub rank: Option<u32>,
}

/// The sums of many centres.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rollup {
    /// The month of all files; `None` before the first.
    pub month: Option<String>,
    /// The centres in the order of their files.
    pub centres: Vec<Centre>,
    /// The sums.
    pub total: Figures,
    /// Households of the centres that told their number.
    pub households: u64,
    /// 本期受理 of the centres that told their number of households.
    pub received_there: u64,
    /// The words of the categories, by code; of two the first counts.
    pub categories: BTreeMap<String, String>,
}

/// Why a file cannot be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfit {
    /// A centre that is there already, by its place.
    Twice(usize),
    /// Another month than the first file's.
    OtherMonth(String),
}

impl Rollup {
    /// Adds the month of a centre.
    ///
    /// # Errors
    /// [`Unfit`]; nothing is added then.
    pub fn add(&mut self, head: &MonthHead) -> Result<(), Unfit> {
        if let Some(month) = self.month.as_ref().filter(|month| **month != head.month) {
            return Err(Unfit::OtherMonth(month.clone()));
        }
        if let Some(place) = self.centres.iter().position(|centre| centre.property == head.property) {
            return Err(Unfit::Twice(place));
        }
        self.month.get_or_insert_with(|| head.month.clone());
        for (code, word) in &head.categories {
            self.categories.entry(code.clone()).or_insert_with(|| word.clone());
        }
        let received = head.figures.check.received;
        let households = head.households.filter(|count| *count > 0);
        if let Some(count) = households {
            self.households += u64::from(count);
            self.received_there += u64::from(received);
        }
        self.centres.push(Centre {
            property: head.property.clone(),
            locked: head.lock.as_ref().map(|lock| lock.version),
            households,
            received,
            per_hundred_households: households.map(|count| per_hundred(received.into(), count.into())),
            rank: None,
        });
        add(&mut self.total, &head.figures);
        Ok(())
    }

    /// Works out shares and ranks once every file is added.
    pub fn finish(&mut self) {
        for axis in AXES {
            let Some(rows) = self.total.rows_mut(axis) else { continue };
            // The sum stands last, whatever order the files had.
            let (sum, mut body): (Vec<Row>, Vec<Row>) =
                std::mem::take(rows).into_iter().partition(|row| row.key == TOTAL);
            let received: Vec<u32> = body.iter().map(|row| row.received).collect();
            for (row, share) in body.iter_mut().zip(shares(&received)) {
                row.share = share;
            }
            let all = sum.into_iter().map(|mut row| {
                row.share = (row.received > 0).then_some(Percent(1000));
                row
            });
            rows.extend(body);
            rows.extend(all);
        }
        let rates: Vec<Option<f64>> = self.centres.iter().map(|one| one.per_hundred_households).collect();
        for centre in &mut self.centres {
            centre.rank = centre.per_hundred_households.map(|rate| {
                let better = rates.iter().flatten().filter(|other| **other < rate).count();
                u32::try_from(better).unwrap_or(u32::MAX).saturating_add(1)
            });
        }
    }

    /// 百户投诉量 of all centres that told their number of households.
    pub fn per_hundred_households(&self) -> Option<f64> {
        (self.households > 0).then(|| per_hundred(self.received_there, self.households))
    }

    /// The centres in the order of their rank; those without one at the end, by name.
    pub fn ranked(&self) -> Vec<&Centre> {
        let mut centres: Vec<&Centre> = self.centres.iter().collect();
        centres.sort_by_key(|centre| (centre.rank.unwrap_or(u32::MAX), centre.property.clone()));
        centres
    }

    /// The centres whose month is not final.
    pub fn unlocked(&self) -> impl Iterator<Item = &str> {
        self.centres.iter().filter(|one| one.locked.is_none()).map(|one| one.property.as_str())
    }

    /// The names that were expected and are not there.
    pub fn missing<'a>(&self, expected: &'a [String]) -> Vec<&'a str> {
        let there = |name: &str| self.centres.iter().any(|one| one.property == name);
        expected.iter().map(String::as_str).filter(|name| !there(name)).collect()
    }
}

fn per_hundred(received: u64, households: u64) -> f64 {
    (received as f64 * 10_000.0 / households as f64).round() / 100.0
}

fn add(total: &mut Figures, one: &Figures) {
    let check = &mut total.check;
    check.opening += one.check.opening;
    check.received += one.check.received;
    check.reopened += one.check.reopened;
    check.closed += one.check.closed;
    check.voided += one.check.voided;
    check.closing += one.check.closing;
    for axis in AXES {
        let Some(rows) = total.rows_mut(axis) else { continue };
        for row in one.rows(axis) {
            match rows.iter_mut().find(|other| other.key == row.key) {
                Some(sum) => sum.add(row),
                None => rows.push(Row { share: None, ..row.clone() }),
            }
        }
    }
    for row in &one.closure {
        match total.closure.iter_mut().find(|other| other.key == row.key) {
            Some(sum) => sum.closed += row.closed,
            None => total.closure.push(ClosureRow { ..row.clone() }),
        }
    }
    add_counts(&mut total.counts, &one.counts);
}

fn add_counts(sum: &mut Counts, one: &Counts) {
    sum.overdue += one.overdue;
    sum.major += one.major;
    sum.group_households += one.group_households;
    sum.referrals += one.referrals;
    sum.signed += one.signed;
    sum.verbal += one.verbal;
    sum.visit_satisfied += one.visit_satisfied;
    sum.exempt += one.exempt;
    sum.declined += one.declined;
    sum.repairs += one.repairs;
    sum.enquiries += one.enquiries;
    sum.praise += one.praise;
    sum.suggestions += one.suggestions;
}
