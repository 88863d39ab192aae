//! Households of a roster: what is known already is added to, never overwritten; every change is an entry of the log.

use std::collections::BTreeMap;

use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::old_book::preview::{Book, Rows};
use crate::desk::reply::{Reply, Written};
use crate::desk::roster::{STEWARDS, stewards_of};
use crate::domain::household::{Household, Steward};
use crate::domain::imported::BookKind;
use crate::domain::permission;
use crate::domain::person::Actor;
use crate::sheet::import::problem::{Record, RowOutcome};
use crate::sheet::import::roster::{RosterValues, stewards};
use crate::store::append::Hand;
use crate::store::db::Db;

impl Desk {
    /// Takes over the rows of a roster as one lot, all in one transaction: households that are known are added to.
    /// Answers the book with what became of each row.
    ///
    /// Errors: [`Error::SupervisorOnly`]; the database's own. Nothing is taken over then.
    pub fn import_roster(&self, actor: &Actor, book: Book) -> Reply<Written<Book>> {
        let (actor, now) = (actor.clone(), self.now());
        self.transact(move |write, changed| {
            permission::supervisor(&actor, "导入业主名册")?;
            let mut book = book;
            let Rows::Roster(rows) = &mut book.rows else {
                return Err(Error::Refused("这不是业主名册，没有导入任何内容。".into()));
            };
            mark_known(write, rows)?;
            let told = merged(write, rows)?;
            let hand = Hand::of(&actor, now);
            if !told.is_empty() {
                let batch = write.open_batch(&book.file, BookKind::Roster, hand)?;
                for household in told.values() {
                    write.put_household(household, hand, Some(batch))?;
                }
            }
            let (found, _) = stewards(rows);
            let known = stewards_of(write)?;
            let joined = joined_stewards(known.clone(), found);
            if joined != known {
                write.set(STEWARDS, &joined, hand)?;
            }
            changed.everything = true;
            Ok(book)
        })
    }

    /// Marks the rows whose households would not change.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(crate) fn mark_known_households(&self, rows: &mut Vec<Record<RosterValues>>) -> Result<(), Error> {
        let mut asked = std::mem::take(rows);
        *rows = self
            .ask(move |db| {
                mark_known(db, &mut asked)?;
                Ok(asked)
            })
            .wait()?;
        Ok(())
    }
}

/// The household of a row as it is kept, with a steward of its own where he is not the building's.
fn of_row(row: &Record<RosterValues>, own: &BTreeMap<String, String>) -> Option<Household> {
    let values = row.values.as_ref().filter(|values| values.household.is_some())?;
    Some(Household { steward: own.get(&values.kept.room).cloned(), ..values.kept.clone() })
}

fn mark_known(db: &Db, rows: &mut [Record<RosterValues>]) -> Result<(), Error> {
    let (_, own) = stewards(rows);
    for row in rows.iter_mut().filter(|row| row.outcome == RowOutcome::Imported) {
        let Some(told) = of_row(row, &own) else { continue };
        if let Some(known) = db.household(&told.room)? {
            let mut with = known.clone();
            with.merge(&told);
            if with == known {
                row.outcome = RowOutcome::Duplicate;
            }
        }
    }
    Ok(())
}

/// The households that the rows change, as they are from now on.
fn merged(db: &Db, rows: &[Record<RosterValues>]) -> Result<BTreeMap<String, Household>, Error> {
    let (_, own) = stewards(rows);
    let mut households: BTreeMap<String, Household> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.outcome == RowOutcome::Imported) {
        let Some(told) = of_row(row, &own) else { continue };
        let household = match households.get_mut(&told.room) {
            Some(household) => household,
            None => {
                let known = db.household(&told.room)?.unwrap_or_else(|| Household::new(told.room.clone()));
                households.entry(told.room.clone()).or_insert(known)
            }
        };
        household.merge(&told);
    }
    Ok(households)
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
