//! Whole cases for papers, statistics and exports, and how often a form was printed.

use std::path::Path;

use chrono::NaiveDate;

use crate::desk::as_of::View;
use crate::desk::handle::{Access, Desk};
use crate::desk::print::aside::aside;
use crate::desk::reply::{Changed, Reply, Written};
use crate::domain::case::{Case, CaseNumber};
use crate::domain::code::PaperForm;
use crate::domain::counter_event::CounterEvent;
use crate::domain::person::Actor;
use crate::domain::subject::Subject;
use crate::domain::time::Moment;
use crate::store::append::RecordedBy;

impl Desk {
    /// Every case that is known now, by time of receipt, then number.
    pub fn all_cases(&self) -> Reply<Vec<Case>> {
        self.cases_between(None, None)
    }

    /// Cases received in [from, to), by time of receipt, then number; without a bound, from the first or to the
    /// last.
    pub fn cases_between(&self, from: Option<Moment>, to: Option<Moment>) -> Reply<Vec<Case>> {
        let now = self.now();
        self.ask(move |db| {
            let numbers = db.received_between(from, to)?;
            View::at(db, now)?.cases(&numbers)
        })
    }

    /// Cases received on a local day.
    pub fn cases_of_day(&self, day: NaiveDate) -> Reply<Vec<Case>> {
        let start = Moment::start_of(day);
        self.cases_between(Some(start), Some(start.end_of_day()))
    }

    /// Cases that were open at some moment of [start, end) or to which something happened in it, by time of
    /// receipt: all that a month's table needs (rules §9).
    pub fn cases_touching(&self, start: Moment, end: Moment) -> Reply<Vec<Case>> {
        let now = self.now();
        self.ask(move |db| {
            let numbers = db.touching(start, end)?;
            View::at(db, now)?.cases(&numbers)
        })
    }

    /// Records one more print of a form and answers which it is, from 1. `subject` is a case number or a period
    /// (`2026-11`). Works beside the window too; where nothing can be written it counts nothing.
    pub fn printed(&self, actor: &Actor, subject: &str, form: PaperForm) -> Reply<Written<u32>> {
        if self.access() == Access::Viewing {
            // Paper must come out all the same; nothing can be counted.
            let known = self.times_printed(subject, form);
            return aside(move || Ok(Written { value: known.wait()? + 1, changed: Changed::default() }));
        }
        let (actor, subject, now) = (actor.clone(), subject.to_owned(), self.now());
        self.transact_beside(move |write, _| {
            Ok(write.count_print(&subject, form, RecordedBy::of(&actor, now))?)
        })
    }

    /// Records that so many cases or households were written to a file, and whether with telephone numbers in full.
    /// Works beside the window too.
    pub fn exported(&self, actor: &Actor, file: &Path, cases: usize, full: bool) -> Reply<Written<()>> {
        let (actor, now) = (actor.clone(), self.now());
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        self.transact_beside(move |write, _| {
            let what = CounterEvent::Exported { cases: cases as u64, full };
            write.record(Subject::export(&name), &what, RecordedBy::of(&actor, now))?;
            Ok(())
        })
    }

    /// Records that the masked telephone numbers of a case were shown in full.
    pub fn unmasked(&self, actor: &Actor, number: CaseNumber) -> Reply<Written<()>> {
        let (actor, now) = (actor.clone(), self.now());
        self.transact(move |write, _| {
            write.record(
                Subject::person_of(number),
                &CounterEvent::Unmasked {},
                RecordedBy::of(&actor, now),
            )?;
            Ok(())
        })
    }

    /// Records that the masked telephone numbers of a household of the roster were shown in full.
    pub fn unmasked_household(&self, actor: &Actor, room: &str) -> Reply<Written<()>> {
        let (actor, room, now) = (actor.clone(), room.to_owned(), self.now());
        self.transact(move |write, _| {
            if let Some(people) = Subject::people_of(&room) {
                write.record(people, &CounterEvent::Unmasked {}, RecordedBy::of(&actor, now))?;
            }
            Ok(())
        })
    }

    /// How often a form was printed so far.
    pub fn times_printed(&self, subject: &str, form: PaperForm) -> Reply<u32> {
        let subject = subject.to_owned();
        self.ask(move |db| Ok(db.times_printed(&subject, form)?))
    }
}
