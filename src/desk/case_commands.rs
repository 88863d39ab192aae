//! One case: reading it and appending to it.

use serde_json::Value;

use crate::desk::as_of::AsOf;
use crate::desk::error::Error;
use crate::desk::handle::{Desk, settings_of};
use crate::desk::limits;
use crate::desk::reply::{Changed, Reply, Written};
use crate::desk::roster;
use crate::desk::situation;
use crate::domain::act::Act;
use crate::domain::ahead::{is_in_order, is_of_time, last_entry};
use crate::domain::case::{Case, CaseNumber};
use crate::domain::case_state::CaseState;
use crate::domain::correction::{corrected_event, value_at};
use crate::domain::deadline;
use crate::domain::event::{Event, EventKind};
use crate::domain::permission::{self, Office};
use crate::domain::person::{Actor, Backer, Role};
use crate::domain::related::LinkAs;
use crate::domain::settings::{Rules, Settings};
use crate::domain::time::Moment;
use crate::library::shelf::Library;
use crate::library::situation_limits;
use crate::store::append::RecordedBy;
use crate::store::db::{Db, Write};

impl Desk {
    /// A case as it was known now: anything dated later is invisible.
    ///
    /// Errors: [`Error::NoCase`].
    pub fn case(&self, number: CaseNumber) -> Reply<Case> {
        let as_of = self.as_of();
        self.ask(move |db| visible(db, number, as_of))
    }

    /// Appends what happened to a case. `expected` is the number of events that the caller has seen; when there
    /// are more by now the answer is [`Error::Stale`]. Times may lie in the past, but not before the last event;
    /// the same minute as the last event is taken as just after it.
    ///
    /// Errors: [`Error::Refused`], [`Error::Denied`], [`Error::Stale`], [`Error::NoCase`].
    pub fn append(
        &self,
        actor: &Actor,
        number: CaseNumber,
        expected: usize,
        kinds: Vec<(Moment, EventKind)>,
    ) -> Reply<Written<Case>> {
        let (actor, now, library) = (actor.clone(), self.now(), self.library());
        self.transact(move |write, changed| {
            let case = unchanged(write, number, expected)?;
            if kinds.iter().any(|(_, kind)| matches!(kind, EventKind::Closed { .. })) {
                return Err(Error::Refused("关闭须经「关闭」办理，没有保存。".into()));
            }
            extend(write, changed, &library, &actor, case, kinds, now)
        })
    }

    /// Corrects a fact by an event of its own: `what` is a key path of the case (`complainant.room`) or
    /// `events[n].key`; the value before is looked up here.
    ///
    /// Errors: as [`Desk::append`]; [`Error::Refused`] when the value does not fit.
    pub fn correct(
        &self,
        actor: &Actor,
        number: CaseNumber,
        expected: usize,
        what: &str,
        after: Value,
        reason: &str,
    ) -> Reply<Written<Case>> {
        let (actor, now, library) = (actor.clone(), self.now(), self.library());
        let (what, reason) = (what.to_owned(), reason.to_owned());
        self.transact(move |write, changed| {
            let case = unchanged(write, number, expected)?;
            let before = present_value(&case, &what);
            let kind = EventKind::Corrected { what: what.clone(), before, after: after.clone(), reason };
            let case = extend(write, changed, &library, &actor, case, vec![(now, kind)], now)?;
            if present_value(&case, &what) != after {
                return Err(Error::Refused("更正的内容不合要求，没有保存。请核对后再试。".into()));
            }
            Ok(case)
        })
    }

    /// Takes a closed case up again.
    ///
    /// Errors: as [`Desk::append`].
    pub fn reopen(
        &self,
        actor: &Actor,
        number: CaseNumber,
        expected: usize,
        reason: &str,
    ) -> Reply<Written<Case>> {
        let kind = EventKind::Reopened { reason: reason.trim().to_owned() };
        self.append(actor, number, expected, vec![(self.now(), kind)])
    }

    /// Voids a case; the supervisor's.
    ///
    /// Errors: as [`Desk::append`].
    pub fn void(
        &self,
        actor: &Actor,
        number: CaseNumber,
        expected: usize,
        reason: &str,
    ) -> Reply<Written<Case>> {
        let kind = EventKind::Voided { reason: reason.trim().to_owned() };
        self.append(actor, number, expected, vec![(self.now(), kind)])
    }

    /// Links a case as a repeat of an earlier one, or takes the link away (`None`). The earlier case's quiet
    /// week ends by it. Ledger 10-47.
    ///
    /// Errors: as [`Desk::append`]; [`Error::Refused`] for a link to itself or to a later case.
    pub fn link_repeat(
        &self,
        actor: &Actor,
        number: CaseNumber,
        expected: usize,
        earlier: Option<CaseNumber>,
    ) -> Reply<Written<Case>> {
        self.link(actor, number, expected, LinkAs::Repeat, earlier)
    }

    /// Joins a case to the group complaint of a lead case, or takes it out (`None`).
    ///
    /// Errors: as [`Desk::link_repeat`].
    pub fn join_group(
        &self,
        actor: &Actor,
        number: CaseNumber,
        expected: usize,
        lead: Option<CaseNumber>,
    ) -> Reply<Written<Case>> {
        self.link(actor, number, expected, LinkAs::Group, lead)
    }

    fn link(
        &self,
        actor: &Actor,
        number: CaseNumber,
        expected: usize,
        link: LinkAs,
        other: Option<CaseNumber>,
    ) -> Reply<Written<Case>> {
        let (actor, now, library) = (actor.clone(), self.now(), self.library());
        self.transact(move |write, changed| {
            let case = unchanged(write, number, expected)?;
            let kind = linked(&case, link, other);
            extend(write, changed, &library, &actor, case, vec![(now, kind)], now)
        })
    }
}

/// A case is linked with another, or no longer.
pub(crate) fn linked(case: &Case, link: LinkAs, other: Option<CaseNumber>) -> EventKind {
    let before = value_at(&case.facts(), link.what());
    let after = other.map_or(Value::Null, |other| other.to_string().into());
    EventKind::Corrected { what: link.what().into(), before, after, reason: link.reason().into() }
}

/// The link that an event makes.
fn link_of(kind: &EventKind) -> Option<(LinkAs, CaseNumber)> {
    let EventKind::Corrected { what, after, .. } = kind else { return None };
    let link = [LinkAs::Repeat, LinkAs::Group].into_iter().find(|link| link.what() == what)?;
    Some((link, CaseNumber::parse(after.as_str()?)?))
}

/// Refused with a sentence where a case may not be linked with that one.
pub(crate) fn may_link(write: &Write<'_>, case: &Case, link: LinkAs, other: CaseNumber) -> Result<(), Error> {
    let other = write.case(other)?.ok_or(Error::NoCase(other))?;
    let is_voided = other.state(&settings_of(write)?.rules).voided_at.is_some();
    match link.refusal(case, write.leads_group(case.number)?, &other, is_voided) {
        Some(sentence) => Err(Error::Refused(sentence.into())),
        None => Ok(()),
    }
}

/// The case as it was known at a moment.
pub(crate) fn visible(db: &Db, number: CaseNumber, as_of: AsOf) -> Result<Case, Error> {
    let seen = |case: Case| if as_of.hides_later { case.as_of(as_of.now) } else { Some(case) };
    db.case(number)?.and_then(seen).ok_or(Error::NoCase(number))
}

/// The case, provided that nobody has appended to it since the caller read it.
pub(crate) fn unchanged(db: &Db, number: CaseNumber, expected: usize) -> Result<Case, Error> {
    let case = db.case(number)?.ok_or(Error::NoCase(number))?;
    if case.events.len() == expected { Ok(case) } else { Err(Error::Stale(number)) }
}

/// Appends events after asking the gate, with the deadlines that they set and what the situation of the case
/// asks for after them, and writes everything kept beside.
pub(crate) fn extend(
    write: &Write<'_>,
    changed: &mut Changed,
    library: &Library,
    actor: &Actor,
    mut case: Case,
    kinds: Vec<(Moment, EventKind)>,
    now: Moment,
) -> Result<Case, Error> {
    let Settings { rules, ladder, .. } = settings_of(write)?;
    let staff = write.staff()?;
    let office = Office { rules: &rules, staff: &staff, ladder: &ladder };
    let before = case.events.len();
    let ran_ahead = last_entry(&case) > now;
    let mut state = case.state(&rules);
    for (at, kind) in kinds {
        let at = settle(&case, &kind, at, now)?;
        limits::fits(&kind)?;
        if let Some((link, other)) = link_of(&kind) {
            may_link(write, &case, link, other)?;
        }
        happen(&mut case, &mut state, library, actor, office, at, kind)?;
    }
    if ran_ahead && !is_in_order(&case, now) {
        return Err(Error::Refused(
            "改过以后，各条的时间前后颠倒，或仍在现在之后，没有保存。请从最早一条走快的改起。".into(),
        ));
    }
    limits::has_room(&case)?;
    write.record_events(case.number, &case.events[before..], now)?;
    for event in &case.events[before..] {
        if let EventKind::Visit(visit) = &event.kind
            && visit.standing == Some(true)
        {
            let words = visit.text.as_deref().map(|text| format!("：{text}")).unwrap_or_default();
            let reason = format!("回访时说明（{}）{words}", case.number);
            roster::keep_wish(write, &state.facts.complainant, &reason, RecordedBy::of(actor, now))?;
        }
    }
    let others = write.derive(&case, state, &rules)?;
    changed.cases.push(case.number);
    changed.cases.extend(others);
    Ok(case)
}

/// Lets one thing happen to a case, and what its situation asks for after it, once the permission is given.
pub(crate) fn happen(
    case: &mut Case,
    state: &mut CaseState,
    library: &Library,
    actor: &Actor,
    office: Office<'_>,
    at: Moment,
    mut kind: EventKind,
) -> Result<(), Error> {
    let rules = office.rules;
    let needed = actor.backed_by.as_ref().filter(|_| {
        permission::permits(state, &kind, &actor.alone(), office, at).is_err_and(|no| no.supervisor_may)
    });
    if let EventKind::Corrected { what, .. } = &kind
        && let Some((index, key)) = corrected_event(what)
        && matches!(case.events.get(index), Some(event) if matches!(event.kind, EventKind::Corrected { .. }))
        && key != "reason"
    {
        return Err(Error::Refused("更正本身不能再改，没有保存。请把原来那一项再更正一次。".into()));
    }
    permission::give_word(&mut kind, actor, rules, at);
    permission::permits(state, &kind, actor, office, at)?;
    if let Some(backer) = needed {
        confirmed(case, state, library, backer, rules, at, Act::of(&kind).label());
    }
    let facts = state.facts.clone();
    append(case, state, library, actor, rules, at, kind);
    let Some(event) = case.events.last().cloned() else { return Ok(()) };
    for kind in situation::follows(library, &facts, &event, state, rules) {
        append(case, state, library, actor, rules, at, kind);
    }
    Ok(())
}

/// Puts on the case that a supervisor has confirmed on the spot what comes next. Rules §10.
pub(crate) fn confirmed(
    case: &mut Case,
    state: &mut CaseState,
    library: &Library,
    backer: &Backer,
    rules: &Rules,
    at: Moment,
    what: &str,
) {
    let chief = Actor::new(Some(backer.id), backer.name.as_str(), Role::Supervisor);
    let kind = EventKind::Note { text: format!("当场输入 PIN 确认：{what}"), internal: true };
    append(case, state, library, &chief, rules, at, kind);
}

/// Appends one event with what the situation of the case as it then stands says of its deadlines.
pub(crate) fn append(
    case: &mut Case,
    state: &mut CaseState,
    library: &Library,
    actor: &Actor,
    rules: &Rules,
    at: Moment,
    kind: EventKind,
) {
    let event = Event { by_id: actor.id, ..Event::new(at, actor.name.clone(), kind) };
    let terms = situation_limits::terms_of(library, rules, &state.facts);
    deadline::append(case, state, event, terms);
}

/// The time of an event: not in the future, not before the last one. What was written while the clock ran ahead is put
/// right at the time it is.
fn settle(case: &Case, kind: &EventKind, at: Moment, now: Moment) -> Result<Moment, Error> {
    let last = last_entry(case);
    if at > now {
        return Err(Error::Refused(format!("时间 {} 在将来，没有保存。请核对时间。", at.long())));
    }
    if last > now && matches!(kind, EventKind::Corrected { what, .. } if is_of_time(what)) {
        return Ok(at);
    }
    let same_minute = at.date() == last.date() && at.clock() == last.clock();
    if at < last && !same_minute {
        let what = case.events.last().map_or("受理", |event| event.kind.label());
        return Err(Error::Refused(format!(
            "时间 {} 早于上一条记录（{what}，{}），没有保存。请核对时间；若电脑时钟慢了，请先校准；若是当时走快了，请先更正那条的时间。",
            at.long(),
            last.long()
        )));
    }
    Ok(at.max(last))
}

/// The value that a correction of `what` replaces.
fn present_value(case: &Case, what: &str) -> Value {
    let event = what.strip_prefix("events[").and_then(|rest| rest.split_once("]."));
    match event {
        Some((index, path)) => index
            .parse::<usize>()
            .ok()
            .and_then(|index| case.corrected_events().get(index).map(|event| value_at(event, path)))
            .unwrap_or(Value::Null),
        None => value_at(&case.facts(), what),
    }
}
