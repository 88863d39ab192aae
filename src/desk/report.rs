//! The monthly table: worked out from the data, or as it was made final.

use std::collections::HashSet;

use crate::desk::as_of::View;
use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::reply::Reply;
use crate::domain::case::CaseNumber;
use crate::domain::permission;
use crate::domain::person::Actor;
use crate::domain::statistics::adjustment::adjustments;
use crate::domain::statistics::behind::{Behind, Figure};
use crate::domain::statistics::by_person::{ByPerson, PersonRow};
use crate::domain::statistics::case_lists::{CaseLists, HOT};
use crate::domain::statistics::counting::Counting;
use crate::domain::statistics::locked::{MonthHistory, MonthVersion, StoredTable, Unlock};
use crate::domain::statistics::outcome::Counted;
use crate::domain::statistics::period::{Length, Period};
use crate::domain::statistics::report::{Adjustment, Lock, Report};
use crate::domain::statistics::tally::{self, Tally};
use crate::domain::time::Moment;
use crate::store;
use crate::store::db::Db;
use crate::store::month::{MonthEntry, Said};

impl Desk {
    /// The table of a period as known now (rules §9): the final version where the month is final, else [`live`].
    pub fn report(&self, period: Period) -> Reply<Report> {
        let now = self.now();
        self.ask(move |db| Ok(counting_of(db, period, now)?.report))
    }

    /// A version of a month's table, in force or not.
    ///
    /// Errors: [`Error::Refused`] when there is none.
    pub fn report_version(&self, period: Period, version: u32) -> Reply<Report> {
        let now = self.now();
        self.ask(move |db| Ok(version_of(db, period, version, now)?.report))
    }

    /// The cases behind a figure of a period's table, worked out when it is pressed.
    pub fn behind(&self, period: Period, figure: Figure) -> Reply<Behind> {
        let now = self.now();
        self.ask(move |db| {
            let counting = counting_of(db, period, now)?;
            let past = figure.compares_with(period).map(|past| counting_of(db, past, now)).transpose()?;
            Ok(figure.behind(&counting, past.as_ref()))
        })
    }

    /// The version that is asked for, or what is in force, with its cases: for papers and files.
    pub fn counting(&self, period: Period, version: Option<u32>) -> Reply<Counting> {
        let now = self.now();
        self.ask(move |db| match version {
            Some(version) => version_of(db, period, version, now),
            None => counting_of(db, period, now),
        })
    }

    /// What each colleague did for the complaints of a period; only for a supervisor.
    ///
    /// Errors: [`Error::Denied`].
    pub fn people_of(&self, period: Period, actor: &Actor) -> Reply<Vec<PersonRow>> {
        if let Err(refused) = permission::supervisor(actor, "按人员看统计") {
            return Reply::ready(Err(refused.into()));
        }
        let now = self.now();
        self.ask(move |db| {
            let report = counting_of(db, period, now)?;
            let view = View::at(db, now)?;
            let mut people = ByPerson::new(period.window(report.as_of));
            for counted in &report.cases {
                if let Some(case) = view.case(counted.number)? {
                    people.add(counted, &case);
                }
            }
            Ok(people.finish())
        })
    }

    /// The complaints that belong into a period's table and cannot be read, so that they are in none of its figures.
    pub fn unreadable_in(&self, period: Period) -> Reply<Vec<CaseNumber>> {
        let now = self.now();
        self.ask(move |db| {
            let rows = db.span_rows(period.looks_back_to())?;
            let wanted = rows.into_iter().filter(|row| row.is_wanted(period, now));
            let unreadable = |number| matches!(db.case(number), Err(store::error::Error::Unreadable(_)));
            Ok(wanted.map(|row| row.number).filter(|number| unreadable(*number)).collect())
        })
    }

    /// The lists at the end of a table: of the cases as they were known when it was made. Waits for the desk.
    ///
    /// # Errors
    /// The database's own.
    pub(crate) fn with_lists(&self, report: Counting) -> Result<(Counting, CaseLists), Error> {
        let lists = self.ask(move |db| {
            let view = View::at(db, report.as_of)?;
            let mut hot = HashSet::new();
            for number in report.cases.iter().map(|case| case.number) {
                let row = db.row(number)?;
                if row.is_some_and(|row| row.flags.iter().any(|flag| HOT.contains(flag))) {
                    hot.insert(number);
                }
            }
            let wanted = CaseLists::wanted(&report, |number| hot.contains(&number));
            let lists = CaseLists::of(&report, &view.cases(&wanted)?, &view.settings().rules);
            Ok((report, lists))
        });
        lists.wait()
    }

    /// The version that is asked for, or what [`Desk::report`] answers.
    pub fn report_of(&self, period: Period, version: Option<u32>) -> Reply<Report> {
        match version {
            Some(version) => self.report_version(period, version),
            None => self.report(period),
        }
    }
}

/// What is in force of a period: the final version, else the data as they are.
fn counting_of(db: &Db, period: Period, now: Moment) -> Result<Counting, Error> {
    match final_version(db, period, None, now)? {
        Some(counting) => Ok(counting),
        None => live(db, period, now),
    }
}

fn version_of(db: &Db, period: Period, version: u32, now: Moment) -> Result<Counting, Error> {
    final_version(db, period, Some(version), now)?.ok_or_else(|| {
        Error::Refused(format!("{}没有第 {version} 版定稿。可以看看有哪几版。", period.label()))
    })
}

/// The table as the data give it now, with the typed analysis, and with what changed in months that are final. Reads
/// in full only the cases that have a part in the period; of all others the row and the spans that are kept beside.
pub(crate) fn live(db: &Db, period: Period, now: Moment) -> Result<Counting, Error> {
    let view = View::at(db, now)?;
    let mut tally = Tally::new(view.settings(), period, now);
    for row in db.span_rows(period.looks_back_to())? {
        if view.is_settled(row.number) {
            let read = if row.is_wanted(period, now) { view.case(row.number) } else { Ok(None) };
            let case = match read {
                // It is in no figure, so that they agree with each other; it is named beside the table.
                Err(Error::Store(store::error::Error::Unreadable(_))) => continue,
                read => read?,
            };
            tally.add_row(&row);
            if let Some(case) = case {
                tally.add_case(&case);
            }
        }
    }
    for number in view.later() {
        if let Some(case) = view.cases(&[number])?.pop()
            && let Some(row) = tally.add_case(&case)
        {
            tally.add_row(&row);
        }
    }
    let mut report = tally.finish();
    report.analysis = history_of(db, period, now)?.analysis;
    if period.length() == Length::Month {
        report.adjustments = changes_before(db, &view, period, now)?;
    }
    Ok(report)
}

/// What the log says of a period up to now.
pub(crate) fn history_of(db: &Db, period: Period, now: Moment) -> Result<MonthHistory, Error> {
    let mut history = MonthHistory::default();
    for entry in known(db.month_entries(Some(&period.code()))?, now) {
        match entry.said {
            Said::Locked { version, hash } => {
                let lock = Lock { version, hash, at: entry.at, by: entry.by };
                history.versions.push(MonthVersion { lock, unlocked: None });
            }
            Said::Unlocked(reason) => {
                if let Some(last) = history.versions.last_mut() {
                    last.unlocked = Some(Unlock { at: entry.at, by: entry.by, reason });
                }
            }
            Said::Analysed(text) => history.analysis = text,
        }
    }
    Ok(history)
}

fn known(entries: Vec<MonthEntry>, now: Moment) -> impl Iterator<Item = MonthEntry> {
    entries.into_iter().filter(move |entry| entry.at <= now)
}

/// A version, or without a number the one in force.
fn final_version(
    db: &Db,
    period: Period,
    version: Option<u32>,
    now: Moment,
) -> Result<Option<Counting>, Error> {
    let mut found = None;
    for entry in known(db.month_entries(Some(&period.code()))?, now) {
        match entry.said {
            Said::Locked { version: number, hash } if version.is_none_or(|wanted| wanted == number) => {
                found = Some((entry.seq, Lock { version: number, hash, at: entry.at, by: entry.by }));
            }
            Said::Unlocked(_) if version.is_none() => found = None,
            Said::Locked { .. } | Said::Unlocked(_) | Said::Analysed(_) => {}
        }
    }
    let Some((seq, lock)) = found else { return Ok(None) };
    Ok(db.final_table(seq)?.counting(lock))
}

/// A month that is final.
struct Final {
    seq: i64,
    table: StoredTable,
    period: Period,
}

/// The months before a period that are final, the earliest first.
fn final_months(db: &Db, period: Period, now: Moment) -> Result<Vec<Final>, Error> {
    let mut in_force: Vec<(String, i64)> = Vec::new();
    for entry in known(db.month_entries(None)?, now) {
        match entry.said {
            Said::Locked { .. } => in_force.push((entry.month, entry.seq)),
            Said::Unlocked(_) => in_force.retain(|(month, _)| *month != entry.month),
            Said::Analysed(_) => {}
        }
    }
    in_force.sort();
    let mut months = Vec::new();
    for (_, seq) in in_force {
        let table = db.final_table(seq)?;
        if let Some(month) = table.period().filter(|month| month.end() <= period.start()) {
            months.push(Final { seq, table, period: month });
        }
    }
    Ok(months)
}

/// 调整: what changed in the final months before a period, as far as no final table in between has told it.
fn changes_before(db: &Db, view: &View<'_>, period: Period, now: Moment) -> Result<Vec<Adjustment>, Error> {
    let months = final_months(db, period, now)?;
    let Some(first) = months.iter().map(|month| month.seq).min() else { return Ok(Vec::new()) };
    let since = db.cases_since(first)?;
    let mut all = Vec::new();
    for (place, month) in months.iter().enumerate() {
        let mut counted: Vec<(CaseNumber, Option<Counted>)> = Vec::new();
        for (number, _) in since.iter().filter(|(_, last)| *last > month.seq) {
            let stood = month.table.cases.iter().any(|case| case.number == *number);
            if !stood && db.row(*number)?.is_none_or(|row| row.received_at >= month.period.end()) {
                continue;
            }
            let case = view.case(*number)?;
            let counts = case.and_then(|case| tally::counted(&case, view.settings(), month.period, now));
            counted.push((*number, counts));
        }
        let told = months.iter().skip(place + 1).flat_map(|later| &later.table.adjustments);
        all.extend(adjustments(&month.table, &counted, told));
    }
    Ok(all)
}
