//! The end of the day and of the shift: the daily checks with their signatures, and the note that is handed over and
//! taken over by name. Ledger 11-07, 11-08, 02-27; rules §8.

use chrono::NaiveDate;

use crate::desk::as_of::{AsOf, View};
use crate::desk::error::Error;
use crate::desk::handle::{Desk, settings_of};
use crate::desk::limits;
use crate::desk::open_cases::{each_open_case, soon};
use crate::desk::reply::{Changed, Reply, Written};
use crate::domain::counter_event::CounterEvent;
use crate::domain::daily_check::{self, CheckList, DailyCheck, Signature};
use crate::domain::outage::when;
use crate::domain::permission;
use crate::domain::person::Actor;
use crate::domain::shift::{ShiftCounts, ShiftId, ShiftMatters, ShiftNote};
use crate::domain::shift_now::Shift;
use crate::domain::time::Moment;
use crate::domain::today::{TodayCounts, TodayGroup, TodayQuery};
use crate::store::append::RecordedBy;
use crate::store::db::{Db, Write};

/// So many notes are shown.
const NOTES: usize = 30;

impl Desk {
    /// The daily check of a day as it stands, with its signatures.
    ///
    /// Errors: [`Error::Refused`] for a day that has not come yet.
    pub fn daily_check(&self, day: NaiveDate) -> Reply<DailyCheck> {
        let now = self.now();
        self.ask(move |db| check_of(db, day, now))
    }

    /// The lists that still lack a signature, the oldest day first. Rules §8.
    pub fn unsigned_checks(&self) -> Reply<Vec<(NaiveDate, CheckList)>> {
        let now = self.now();
        self.ask(move |db| unsigned(db, now))
    }

    /// Signs a list of a day off, with what it counts now.
    ///
    /// Errors: [`Error::Denied`] for who does not owe it; [`Error::Refused`] when it is signed already or too early.
    pub fn sign_check(
        &self,
        actor: &Actor,
        day: NaiveDate,
        list: CheckList,
        found: &str,
    ) -> Reply<Written<Signature>> {
        let (actor, now, found) = (actor.clone(), self.now(), found.trim().to_owned());
        self.transact(move |write, changed| {
            list.signs(&actor, &write.staff()?)?;
            let duty = settings_of(write)?.rules.duty;
            let from = daily_check::signable_from(day, duty);
            if now < from {
                return Err(Error::Refused(format!("{} 以后才能盘点这一天，没有签。", from.short(now))));
            }
            let check = check_of(write, day, now)?;
            let Some(block) = check.blocks.iter().find(|block| block.list == list) else {
                return Err(Error::Refused("没有这张盘点表。".into()));
            };
            if let Some(one) = &block.signed {
                return Err(Error::Refused(format!(
                    "「{}」已由{}在 {} 签过，没有再签。",
                    list.label(),
                    one.by,
                    one.at.short(now)
                )));
            }
            let counts = block.counts;
            let said = CounterEvent::CheckSigned { list, counts, found: found.clone() };
            limits::fits(&said)?;
            write.record_check(day, &said, RecordedBy::of(&actor, now))?;
            changed.shifts = true;
            Ok(Signature { day, list, by: actor.name.clone(), at: now, counts, found })
        })
    }

    /// The note as it would be handed over now, without what the people add.
    pub fn shift_draft(&self) -> Reply<ShiftNote> {
        let as_of = self.as_of();
        self.ask(move |db| note(db, as_of))
    }

    /// Leaves the note to the next shift: made from what is open now, with what the people add.
    ///
    /// Errors: [`Error::Denied`]; [`Error::Refused`] when the text is too long.
    pub fn hand_over_shift(&self, actor: &Actor, text: &str) -> Reply<Written<ShiftId>> {
        let (actor, as_of, text) = (actor.clone(), self.as_of(), text.trim().to_owned());
        let now = as_of.now;
        let desk = self.clone();
        let handed_over = move |id| {
            // Nobody waits for it; a failure stands in the log and in the settings, where the copies are listed.
            drop(desk.copy_at_hand_over());
            id
        };
        let job = move |write: &Write<'_>, changed: &mut Changed| {
            permission::works_here(&actor)?;
            let note = ShiftNote { text, ..note(write, as_of)? };
            limits::fits(&note.text)?;
            changed.shifts = true;
            let said = CounterEvent::ShiftHandedOver { note };
            Ok(write.record_shift(None, &said, RecordedBy::of(&actor, now))?)
        };
        self.transact_then(job, handed_over)
    }

    /// Takes a note over.
    ///
    /// Errors: [`Error::Denied`] for who left it, or when somebody has taken it over.
    pub fn take_over_shift(&self, actor: &Actor, id: ShiftId) -> Reply<Written<()>> {
        let (actor, now) = (actor.clone(), self.now());
        self.transact(move |write, changed| {
            permission::works_here(&actor)?;
            let all = write.shifts(now, NOTES)?;
            let shift = all.iter().find(|one| one.id == id);
            let shift = shift.ok_or_else(|| Error::Refused("没有这份交班记录，没有接班。".into()))?;
            shift.may_be_taken_by(&actor)?;
            changed.shifts = true;
            write.record_shift(Some(id), &CounterEvent::ShiftTakenOver {}, RecordedBy::of(&actor, now))?;
            Ok(())
        })
    }

    /// The latest notes, the newest first.
    pub fn shifts(&self) -> Reply<Vec<Shift>> {
        let now = self.now();
        self.ask(move |db| Ok(db.shifts(now, NOTES)?))
    }
}

/// The lists that still lack a signature.
pub(crate) fn unsigned(db: &Db, now: Moment) -> Result<Vec<(NaiveDate, CheckList)>, Error> {
    let Some(first) = db.first_day()? else { return Ok(Vec::new()) };
    let signed = db.signatures(daily_check::asked_from(now), now.date(), now)?;
    Ok(daily_check::unsigned(&signed, first, now, settings_of(db)?.rules.duty))
}

/// The check of a day as of the end of that day, or of now.
pub(crate) fn check_of(db: &Db, day: NaiveDate, now: Moment) -> Result<DailyCheck, Error> {
    let start = Moment::start_of(day);
    let end = start.end_of_day();
    let as_of = now.min(end);
    if as_of < start {
        return Err(Error::Refused("这一天还没有到，没有日盘点表可看。".into()));
    }
    let rules = settings_of(db)?.rules;
    let cases = View::at(db, as_of)?.cases(&db.touching(start, end)?)?;
    let signed = db.signatures(day, day, now)?;
    Ok(DailyCheck::of(&cases, day, as_of, &rules).signed(&signed))
}

fn note(db: &Db, as_of: AsOf) -> Result<ShiftNote, Error> {
    let now = as_of.now;
    let view = View::at(db, as_of)?;
    let rules = &view.settings().rules;
    let mut matters = ShiftMatters::default();
    each_open_case(&view, now, soon(&view), |open| matters.add(open, rules, now))?;
    let start = Moment::start_of(now.date());
    let (mut open, mut received) = (TodayCounts::default(), 0);
    for (source, scope) in view.sources()? {
        let counted = source.open_counts(&TodayQuery::all(""), scope, soon(&view))?;
        TodayGroup::ALL.iter().for_each(|group| open.add(*group, counted.of(*group)));
        received += source.received_by_kind(start, start.end_of_day(), scope)?.iter().sum::<usize>();
    }
    let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let counts = ShiftCounts {
        received: small(received),
        open: small(open.of(TodayGroup::All)),
        overdue: small(open.of(TodayGroup::Overdue)),
        unassigned: small(open.of(TodayGroup::Unassigned)),
        drafts: small(db.drafts()?.len()),
        unsigned: small(unsigned(db, now)?.len()),
    };
    let outages = db.open_outages(now)?.into_iter().map(|one| {
        let expected = one
            .outage
            .expected
            .map_or("恢复时间未定".to_owned(), |at| format!("预计{}前恢复", when(at, now)));
        format!("{}，{expected}，已来 {} 户", one.outage.title(), one.cases.len())
    });
    Ok(ShiftNote::made(matters, counts, outages.collect()))
}
