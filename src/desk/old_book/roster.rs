//! Households of a roster: people, numbers and words that are known stay, where only one thing can be so the newer roster
//! counts; every change is an entry of the log.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::old_book::columns::remember;
use crate::desk::old_book::preview::{Book, BookTally};
use crate::desk::old_book::reading::Reading;
use crate::desk::old_book::taking_over::Progress;
use crate::desk::reply::{Reply, Written};
use crate::desk::roster::{STEWARDS, stewards_of};
use crate::domain::household::{Household, Steward};
use crate::domain::household_change::HouseholdChange;
use crate::domain::imported::BookKind;
use crate::domain::permission;
use crate::domain::person::Actor;
use crate::sheet::import::problem::{Record, RowOutcome};
use crate::sheet::import::roster::RosterValues;
use crate::store::append::RecordedBy;

/// The households of the roster that rows tell of, by room.
type Known = BTreeMap<String, Household>;

impl Desk {
    /// Takes over the rows of a roster as one lot, all in one transaction: households that are known are added to.
    ///
    /// Errors: [`Error::SupervisorOnly`]; [`Error::Refused`] when the file is another than it was; the database's own.
    /// Nothing is taken over then.
    pub(crate) fn import_roster(
        &self,
        actor: &Actor,
        book: Book,
        progress: Progress,
    ) -> Reply<Written<Book>> {
        let (actor, now) = (actor.clone(), self.now());
        self.transact(move |write, changed| {
            permission::supervisor(&actor, "导入业主名册")?;
            let reading = Arc::clone(&book.reading);
            reading.is_unchanged()?;
            let hand = RecordedBy::of(&actor, now);
            remember(write, book.kind(), &book.columns, hand)?;
            let (mut batch, mut tally) = (None, BookTally::default());
            let mut coming = reading.coming_households()?;
            let mut keep = |before: Option<Household>, after: Household, tally: &mut BookTally| {
                // Rows that are all there already are no lot.
                let lot = match batch {
                    Some(lot) => lot,
                    None => *batch.insert(write.open_batch(&book.file, BookKind::Roster, hand)?),
                };
                write.put_household(&after, hand, Some(lot))?;
                HouseholdChange::of(before.as_ref(), &after)
                    .into_iter()
                    .for_each(|change| tally.add_change(change));
                Ok::<_, Error>(())
            };
            reading.roster_rows(|mut row| {
                progress.step();
                if let Some(told) = coming.told(&row) {
                    let known = write.household(&told.room)?;
                    if let Some((before, after)) = coming.merge(&mut row, told, known) {
                        keep(before, after, &mut tally)?;
                    }
                }
                tally.add(&row);
                Ok(())
            })?;
            for (before, after) in coming.doubles() {
                keep(before, after, &mut tally)?;
            }
            let known = stewards_of(write)?;
            let joined = joined_stewards(known.clone(), reading.roster()?.stewards.clone());
            if joined != known {
                let lot = match batch {
                    Some(lot) => lot,
                    None => write.open_batch(&book.file, BookKind::Roster, hand)?,
                };
                write.set_of_batch(STEWARDS, &joined, hand, Some(lot))?;
            }
            changed.everything = true;
            Ok(Book { tally, ..book })
        })
    }

    /// The households of the roster that these rows tell of.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(crate) fn known_households(
        desk: Option<&Self>,
        rows: &[Record<RosterValues>],
    ) -> Result<Known, Error> {
        let Some(desk) = desk else { return Ok(Known::new()) };
        let rooms = rows.iter().filter_map(|row| row.values.as_ref()?.household.clone());
        let rooms: BTreeSet<String> = rooms.collect();
        desk.ask(move |db| {
            let mut known = Known::new();
            for room in rooms {
                if let Some(household) = db.household(&room)? {
                    known.insert(room, household);
                }
            }
            Ok(known)
        })
        .wait()
    }
}

impl Reading {
    /// The households that a roster tells, to be put together from its rows.
    ///
    /// # Errors
    /// [`Error::Refused`] for a ledger.
    pub(crate) fn coming_households(&self) -> Result<ComingHouseholds<'_>, Error> {
        let plan = self.roster()?;
        Ok(ComingHouseholds { own: &plan.own, doubles: &plan.doubles, held: BTreeMap::new() })
    }
}

/// Puts the households of a roster together. One that stands in a single row is complete with it; one that stands in several is
/// held until the end, so that it changes once.
pub(crate) struct ComingHouseholds<'a> {
    own: &'a BTreeMap<String, String>,
    doubles: &'a BTreeSet<String>,
    /// As each was, and what the rows so far tell of it.
    held: BTreeMap<String, (Option<Household>, Household)>,
}

impl ComingHouseholds<'_> {
    /// The household of a row that is to be taken over, as it would be kept: with a steward of its own where he is not the
    /// building's.
    fn told(&self, row: &Record<RosterValues>) -> Option<Household> {
        let values = row.values.as_ref().filter(|values| values.household.is_some())?;
        let told = Household { steward: self.own.get(&values.kept.room).cloned(), ..values.kept.clone() };
        (row.outcome == RowOutcome::Imported).then_some(told)
    }

    /// Joins what a row tells to what is known: the household before and after when it is complete and changes. A row that
    /// changes nothing is marked.
    fn merge(
        &mut self,
        row: &mut Record<RosterValues>,
        told: Household,
        known: Option<Household>,
    ) -> Option<(Option<Household>, Household)> {
        if !self.doubles.contains(&told.room) {
            let after = updated(known.as_ref(), &told);
            if known.as_ref() == Some(&after) {
                row.outcome = RowOutcome::Duplicate;
                return None;
            }
            return Some((known, after));
        }
        // Of the rows of one household none is newer than another: what the first says of one thing stays.
        let fresh = || (known, Household::new(told.room.clone()));
        let (known, rows) = self.held.entry(told.room.clone()).or_insert_with(fresh);
        let before = updated(known.as_ref(), rows);
        rows.merge(&told);
        if known.as_ref() == Some(&before) && updated(known.as_ref(), rows) == before {
            row.outcome = RowOutcome::Duplicate;
        }
        None
    }

    /// Tells what would become of rows, with the households that are known.
    pub(crate) fn preview(&mut self, rows: Vec<Record<RosterValues>>, known: Known, tally: &mut BookTally) {
        for mut row in rows {
            if let Some(told) = self.told(&row) {
                let known = known.get(&told.room).cloned();
                if let Some((before, after)) = self.merge(&mut row, told, known) {
                    HouseholdChange::of(before.as_ref(), &after)
                        .into_iter()
                        .for_each(|change| tally.add_change(change));
                }
            }
            tally.add(&row);
        }
    }

    /// The households that stood in several rows and change, as each was and as it is now.
    pub(crate) fn doubles(self) -> impl Iterator<Item = (Option<Household>, Household)> {
        let held = self.held.into_values();
        held.filter_map(|(known, rows)| {
            let after = updated(known.as_ref(), &rows);
            (known.as_ref() != Some(&after)).then_some((known, after))
        })
    }
}

/// A household with what a newer record says of it.
fn updated(known: Option<&Household>, told: &Household) -> Household {
    let mut household = known.cloned().unwrap_or_else(|| Household::new(told.room.clone()));
    household.update(told);
    household
}

/// The known stewards with those of a roster: an area goes to whom the roster says, a known number stays.
fn joined_stewards(known: Vec<Steward>, found: Vec<Steward>) -> Vec<Steward> {
    let mut joined = known;
    for steward in found {
        for other in joined.iter_mut().filter(|other| other.name != steward.name) {
            other.areas.retain(|area| !steward.areas.contains(area));
        }
        match joined.iter_mut().find(|other| other.name == steward.name) {
            Some(other) => {
                other.areas.extend(
                    steward.areas.into_iter().filter(|area| !other.areas.contains(area)).collect::<Vec<_>>(),
                );
                if other.phone.is_empty() {
                    other.phone = steward.phone;
                }
            }
            None => joined.push(steward),
        }
    }
    joined
}
