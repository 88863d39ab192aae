//! 公共事件 at the desk: registering and updating one, taking a call about it in with one press, telling everybody on it
//! in one act, and ending it. Ledger 12-38, 16-13.

use crate::desk::as_of::View;
use crate::desk::case_commands::extend;
use crate::desk::error::Error;
use crate::desk::handle::{Desk, settings_of};
use crate::desk::intake::take;
use crate::desk::limits;
use crate::desk::reply::{Changed, Reply, Written};
use crate::domain::case::{Case, CaseNumber};
use crate::domain::case_row::CaseRow;
use crate::domain::case_state::CaseState;
use crate::domain::code::Medium;
use crate::domain::counter_event::CounterEvent;
use crate::domain::draft::DraftId;
use crate::domain::event::{Event, EventKind};
use crate::domain::outage::{Outage, OutageCall, OutageId};
use crate::domain::outage_now::OutageNow;
use crate::domain::permission;
use crate::domain::person::Actor;
use crate::domain::time::Moment;
use crate::library::shelf::Library;
use crate::store::append::RecordedBy;
use crate::store::db::{Db, Write};

/// Whom one act reached.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reached {
    /// The cases that have it in their history now.
    pub cases: Vec<CaseNumber>,
    /// Those that could not take it, with the reason as a sentence.
    pub left: Vec<(CaseNumber, String)>,
}

/// How everybody is told that it is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutageClosing {
    /// What was done.
    pub result: String,
    /// The work was checked: 验证合格.
    pub verified: bool,
    /// How everybody on it was told; `None` when nobody was told yet.
    pub medium: Option<Medium>,
}

impl Desk {
    /// Those that last, the oldest first.
    pub fn open_outages(&self) -> Reply<Vec<OutageNow>> {
        let now = self.now();
        self.ask(move |db| Ok(db.open_outages(now)?))
    }

    /// Those that last and those that were over since a moment, the oldest first.
    pub fn outages_since(&self, since: Moment) -> Reply<Vec<OutageNow>> {
        let now = self.now();
        self.ask(move |db| Ok(db.outages(now, since)?))
    }

    /// One of them.
    ///
    /// Errors: [`Error::Refused`] when there is no such one.
    pub fn outage(&self, id: OutageId) -> Reply<OutageNow> {
        let now = self.now();
        self.ask(move |db| known(db, id, now))
    }

    /// The one that a case belongs to.
    pub fn outage_of(&self, case: CaseNumber) -> Reply<Option<OutageNow>> {
        let now = self.now();
        self.ask(move |db| match db.outage_of(case, now)? {
            Some(id) => Ok(db.outage(id, now)?),
            None => Ok(None),
        })
    }

    /// The cases that belong to one, as they are now, in the order they came.
    ///
    /// Errors: as [`Desk::outage`].
    pub fn outage_cases(&self, id: OutageId) -> Reply<Vec<CaseRow>> {
        let as_of = self.as_of();
        let now = as_of.now;
        self.ask(move |db| {
            let view = View::at(db, as_of)?;
            let mut rows = Vec::new();
            for number in known(db, id, now)?.cases {
                rows.extend(db.row(number)?);
            }
            view.rows(rows)
        })
    }

    /// Registers one, or keeps what is known of one now.
    ///
    /// Errors: [`Error::Refused`] with what is missing, or when it is over; [`Error::Denied`].
    pub fn save_outage(
        &self,
        actor: &Actor,
        id: Option<OutageId>,
        outage: Outage,
    ) -> Reply<Written<OutageId>> {
        let (actor, now) = (actor.clone(), self.now());
        self.transact(move |write, changed| {
            permission::works_here(&actor)?;
            if let Some(problem) = outage.problem(now) {
                return Err(Error::Refused(format!("{problem}。没有保存，填写的都还在。")));
            }
            limits::fits(&outage)?;
            if let Some(id) = id {
                lasting(write, id, now)?;
            }
            changed.outages = true;
            let said = CounterEvent::OutageSaved { outage };
            Ok(write.record_outage(id, &said, RecordedBy::of(&actor, now))?)
        })
    }

    /// Takes a call about one in: a case of its own, with what the caller was told. `draft` goes with it.
    ///
    /// Errors: as [`Desk::take_in`]; [`Error::Refused`] when it is over.
    pub fn take_outage_call(
        &self,
        actor: &Actor,
        id: OutageId,
        call: OutageCall,
        draft: Option<DraftId>,
    ) -> Reply<Written<Case>> {
        let (actor, now, library) = (actor.clone(), self.now(), self.library());
        self.transact(move |write, changed| {
            let one = lasting(write, id, now)?;
            let facts = one.outage.call(&call, now, &actor.name);
            let told = call.event(&one.outage, now);
            let told =
                told.map(|kind| Event { by_id: actor.id, ..Event::new(now, actor.name.clone(), kind) });
            let case = take(write, changed, &library, &actor, facts, told.into_iter().collect(), now)?;
            let said = CounterEvent::OutageJoined { case: case.number };
            write.record_outage(Some(id), &said, RecordedBy::of(&actor, now))?;
            changed.outages = true;
            if let Some(draft) = draft {
                write.drop_draft(draft)?;
                changed.drafts = true;
            }
            Ok(case)
        })
    }

    /// Puts a case that was taken in by itself under one, or takes it out again.
    ///
    /// Errors: [`Error::NoCase`]; [`Error::Refused`] when the case is voided or belongs to another one.
    pub fn link_outage(
        &self,
        actor: &Actor,
        id: OutageId,
        case: CaseNumber,
        belongs: bool,
    ) -> Reply<Written<()>> {
        let (actor, now) = (actor.clone(), self.now());
        self.transact(move |write, changed| {
            permission::works_here(&actor)?;
            lasting(write, id, now)?;
            let found = write.case(case)?.ok_or(Error::NoCase(case))?;
            let at = write.outage_of(case, now)?;
            let said = match (belongs, at) {
                (true, Some(other)) if other != id => {
                    return Err(Error::Refused(format!(
                        "受理单 {case} 已归在另一件公共事件下，没有改动。请先从那里取出。"
                    )));
                }
                (true, Some(_)) | (false, None) => return Ok(()),
                (true, None) => CounterEvent::OutageJoined { case },
                (false, Some(_)) => CounterEvent::OutageLeft { case },
            };
            if belongs && found.state(&settings_of(write)?.rules).voided_at.is_some() {
                return Err(Error::Refused(format!("受理单 {case} 已作废，不能归在公共事件下。")));
            }
            changed.outages = true;
            changed.cases.push(case);
            write.record_outage(Some(id), &said, RecordedBy::of(&actor, now))?;
            Ok(())
        })
    }

    /// Tells everybody on one how it stands: each open case gets a 进展告知 of its own.
    ///
    /// Errors: [`Error::Refused`] without words, or when it is over; [`Error::Denied`].
    pub fn tell_outage(
        &self,
        actor: &Actor,
        id: OutageId,
        medium: Medium,
        text: &str,
    ) -> Reply<Written<Reached>> {
        let (actor, now, library, text) = (actor.clone(), self.now(), self.library(), text.trim().to_owned());
        self.transact(move |write, changed| {
            permission::works_here(&actor)?;
            if text.is_empty() {
                return Err(Error::Refused("请写明告知了什么，没有保存。".into()));
            }
            let one = lasting(write, id, now)?;
            let each = |_: &CaseState| EventKind::Progress {
                medium,
                text: text.clone(),
                told: None,
                is_final: false,
            };
            let reached = for_each(write, changed, &library, &actor, &one, now, each)?;
            let said = CounterEvent::OutageTold { text: text.clone(), medium, cases: counted(&reached) };
            write.record_outage(Some(id), &said, RecordedBy::of(&actor, now))?;
            changed.outages = true;
            Ok(reached)
        })
    }

    /// Ends one: each open case that is not handled yet is handled by it, the others are told.
    ///
    /// Errors: as [`Desk::tell_outage`].
    pub fn end_outage(&self, actor: &Actor, id: OutageId, closing: OutageClosing) -> Reply<Written<Reached>> {
        let (actor, now, library) = (actor.clone(), self.now(), self.library());
        let result = closing.result.trim().to_owned();
        self.transact(move |write, changed| {
            permission::works_here(&actor)?;
            if result.is_empty() {
                return Err(Error::Refused("请写明怎样恢复的，没有保存。".into()));
            }
            let one = lasting(write, id, now)?;
            let OutageClosing { verified, medium, .. } = closing;
            let each = |state: &CaseState| match (state.round.handled_at, medium) {
                (Some(_), Some(medium)) => {
                    EventKind::Progress { medium, text: result.clone(), told: None, is_final: false }
                }
                (Some(_), None) => EventKind::Note { text: result.clone(), internal: false },
                (None, medium) => {
                    let told = medium.is_some();
                    // What everybody was told is in words for the owner.
                    let for_owner = told.then(|| result.clone());
                    EventKind::Handled {
                        result: result.clone(),
                        verified,
                        told,
                        medium,
                        for_owner,
                        verification: None,
                    }
                }
            };
            let reached = for_each(write, changed, &library, &actor, &one, now, each)?;
            let said = CounterEvent::OutageOver { result: result.clone() };
            write.record_outage(Some(id), &said, RecordedBy::of(&actor, now))?;
            changed.outages = true;
            Ok(reached)
        })
    }
}

fn known(db: &Db, id: OutageId, now: Moment) -> Result<OutageNow, Error> {
    db.outage(id, now)?.ok_or_else(|| Error::Refused(format!("没有第 {id} 号公共事件，请核对。")))
}

fn lasting(db: &Db, id: OutageId, now: Moment) -> Result<OutageNow, Error> {
    let one = known(db, id, now)?;
    match &one.end {
        None => Ok(one),
        Some(end) => Err(Error::Refused(format!(
            "「{}」已在 {} 恢复，没有保存。又出现的请另登记一件。",
            one.outage.title(),
            end.at.short(now)
        ))),
    }
}

fn counted(reached: &Reached) -> u32 {
    u32::try_from(reached.cases.len()).unwrap_or(u32::MAX)
}

/// Lets one thing happen to each open case of an outage; a case that cannot take it is named and left.
fn for_each(
    write: &Write<'_>,
    changed: &mut Changed,
    library: &Library,
    actor: &Actor,
    one: &OutageNow,
    now: Moment,
    what: impl Fn(&CaseState) -> EventKind,
) -> Result<Reached, Error> {
    let rules = settings_of(write)?.rules;
    let mut reached = Reached::default();
    for number in &one.cases {
        let Some(case) = write.case(*number)? else { continue };
        let state = case.state(&rules);
        if !state.is_open() {
            continue;
        }
        let kind = what(&state);
        match extend(write, changed, library, actor, case, vec![(now, kind)], now) {
            Ok(_) => reached.cases.push(*number),
            Err(error @ (Error::Refused(_) | Error::Denied(_))) => {
                reached.left.push((*number, error.message()));
            }
            Err(error) => return Err(error),
        }
    }
    Ok(reached)
}
