//! Cases that come in ready, with their history as it is: from an interchange file or a demonstration.

use crate::desk::error::Error;
use crate::desk::handle::{Desk, settings_of};
use crate::desk::interchange::write::case_value;
use crate::desk::reply::{Reply, Written};
use crate::desk::situation;
use crate::domain::case::{Case, CaseNumber, Facts};
use crate::domain::event::Event;
use crate::domain::imported::BookKind;
use crate::domain::permission;
use crate::domain::person::Actor;
use crate::domain::settings::Settings;
use crate::library::shelf::Library;
use crate::store::append::RecordedBy;
use crate::store::db::Write;

/// A case to be taken over.
#[derive(Debug, Clone, PartialEq)]
pub struct Incoming {
    /// Its number; without one it is given.
    pub number: Option<CaseNumber>,
    /// The receipt.
    pub receipt: Facts,
    /// Events in their order.
    pub events: Vec<Event>,
    /// The batch of an old ledger, whose cases make no deadlines (rules §4).
    pub import_batch: Option<i64>,
}

/// What became of an incoming case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Taken over under this number.
    Imported(CaseNumber),
    /// The same case is there already.
    Duplicate(CaseNumber),
    /// Not taken over: another case has that number.
    Refused(CaseNumber),
}

impl From<Case> for Incoming {
    fn from(case: Case) -> Self {
        Self {
            number: Some(case.number),
            receipt: case.receipt,
            events: case.events,
            import_batch: case.import_batch,
        }
    }
}

impl Desk {
    /// Takes over cases with number and history as they are, in one transaction: deadlines are worked out, numbers
    /// that are given later follow the highest of the day, and people who are not known become former staff. One outcome a
    /// case, in the order given.
    ///
    /// Errors: the gate's and the database's own; nothing is taken over then.
    pub fn insert_history(&self, actor: &Actor, cases: Vec<Incoming>) -> Reply<Written<Vec<Outcome>>> {
        let (actor, now, library) = (actor.clone(), self.now(), self.library());
        self.transact(move |write, changed| {
            permission::supervisor(&actor, "导入")?;
            let settings = settings_of(write)?;
            changed.everything = true;
            let hand = RecordedBy::of(&actor, now);
            // Those that bring a number come first: none that is given may stand further down in the file.
            let (with_number, without): (Vec<_>, Vec<_>) =
                cases.into_iter().enumerate().partition(|(_, case)| case.number.is_some());
            let mut outcomes = Vec::with_capacity(with_number.len() + without.len());
            for (place, case) in with_number.into_iter().chain(without) {
                outcomes.push((place, insert(write, case, hand, &settings, &library)?));
            }
            outcomes.sort_by_key(|(place, _)| *place);
            Ok(outcomes.into_iter().map(|(_, outcome)| outcome).collect())
        })
    }

    /// Opens a batch for the cases of an old ledger.
    pub fn open_batch(&self, actor: &Actor, file: &str) -> Reply<Written<i64>> {
        let (actor, file, now) = (actor.clone(), file.to_owned(), self.now());
        self.transact(move |write, _| {
            Ok(write.open_batch(&file, BookKind::Ledger, RecordedBy::of(&actor, now))?)
        })
    }

    /// What [`Desk::insert_history`] would answer, without writing anything; cases without a number are left out.
    pub fn preview_history(&self, cases: Vec<Incoming>) -> Reply<Vec<Outcome>> {
        self.ask(move |db| {
            let numbered = cases.iter().filter_map(|case| Some((case.number?, case)));
            numbered
                .map(|(number, case)| {
                    Ok(match db.case(number)? {
                        None => Outcome::Imported(number),
                        Some(present) => compared(&present, case),
                    })
                })
                .collect()
        })
    }
}

/// Takes a case over; one without a number is given the next of its day.
///
/// # Errors
/// The database's own.
pub(crate) fn insert(
    write: &Write<'_>,
    incoming: Incoming,
    hand: RecordedBy<'_>,
    settings: &Settings,
    library: &Library,
) -> Result<Outcome, Error> {
    let number = match incoming.number {
        None => write.next_number(incoming.receipt.received_at.date())?,
        Some(number) => match write.case(number)? {
            Some(present) => return Ok(compared(&present, &incoming)),
            None => number,
        },
    };
    let mut case = Case::new(number, incoming.receipt);
    case.events = incoming.events;
    case.import_batch = incoming.import_batch;
    for event in &mut case.events {
        event.by_id = write.staff_or_former(&event.by, hand)?;
    }
    write.staff_or_former(&case.receipt.receiver, hand)?;
    // Later cases that name this one as their earlier may be there already.
    case.repeats = write.repeats_of(number)?;
    let state = situation::plan_imported(library, &mut case, settings);
    write.record_case(&case, hand)?;
    write.derive(&case, state, &settings.rules)?;
    Ok(Outcome::Imported(number))
}

/// The same case as files tell it is a duplicate: the steps of an escalation count as one attempt.
fn compared(present: &Case, incoming: &Incoming) -> Outcome {
    let mut told = Case::new(present.number, incoming.receipt.clone());
    told.events.clone_from(&incoming.events);
    if case_value(present) == case_value(&told) {
        Outcome::Duplicate(present.number)
    } else {
        Outcome::Refused(present.number)
    }
}
