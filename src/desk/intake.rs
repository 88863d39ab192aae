//! Taking a case in, and the drafts before it has a number.

use crate::desk::case_commands::{append, confirmed, happen, may_link};
use crate::desk::error::Error;
use crate::desk::handle::{Desk, settings_of};
use crate::desk::limits;
use crate::desk::reply::{Changed, Reply, Written};
use crate::desk::roster;
use crate::desk::situation;
use crate::domain::caller::Caller;
use crate::domain::case::{Case, Facts};
use crate::domain::draft::{DraftId, StoredDraft};
use crate::domain::event::{Event, EventKind};
use crate::domain::permission::{self, Office};
use crate::domain::person::{Actor, Complainant};
use crate::domain::related::LinkAs;
use crate::domain::sameness::{Sameness, Someone};
use crate::domain::settings::Settings;
use crate::domain::time::Moment;
use crate::library::shelf::Library;
use crate::store::append::RecordedBy;
use crate::store::db::{Db, Write};

/// So many cases of one number or household are asked for what was said of visits.
const SAME_PERSON: usize = 200;

impl Desk {
    /// Takes a case in: gives the number, sets the deadlines and the time limits of its situation (ledger 12-68),
    /// keeps receipt and first events and removes the draft, all or nothing. What a draft must hold is asked by `domain::intake`, which made these facts.
    ///
    /// Errors: [`Error::Refused`] with what is wrong; the draft stays then.
    pub fn take_in(
        &self,
        actor: &Actor,
        facts: Facts,
        events: Vec<Event>,
        draft: Option<DraftId>,
    ) -> Reply<Written<Case>> {
        let (actor, now, library) = (actor.clone(), self.now(), self.library());
        self.transact(move |write, changed| {
            let case = take(write, changed, &library, &actor, facts, events, now)?;
            if let Some(draft) = draft {
                write.drop_draft(draft)?;
                changed.drafts = true;
            }
            Ok(case)
        })
    }

    /// Keeps a draft on disk; `content` is JSON of the form.
    ///
    /// Errors: the database's own.
    pub fn save_draft(&self, id: DraftId, owner: &Actor, content: String) -> Reply<Written<()>> {
        let draft = StoredDraft { id, owner: owner.name.clone(), content, saved_at: self.now() };
        self.transact(move |write, changed| {
            changed.drafts = true;
            Ok(write.save_draft(&draft)?)
        })
    }

    /// All drafts, the oldest first.
    pub fn drafts(&self) -> Reply<Vec<StoredDraft>> {
        self.ask(|db| Ok(db.drafts()?))
    }

    /// Throws a draft away.
    pub fn drop_draft(&self, id: DraftId) -> Reply<Written<()>> {
        self.transact(move |write, changed| {
            changed.drafts = true;
            Ok(write.drop_draft(id)?)
        })
    }
}

/// Gives a case its number and keeps it, with everything beside.
///
/// # Errors
/// As [`Desk::take_in`].
pub(crate) fn take(
    write: &Write<'_>,
    changed: &mut Changed,
    library: &Library,
    actor: &Actor,
    facts: Facts,
    events: Vec<Event>,
    now: Moment,
) -> Result<Case, Error> {
    permission::receives(&facts, actor)?;
    limits::fits(&facts)?;
    if facts.received_at > now {
        return Err(Error::Refused("受理时间在将来，没有保存。请核对时间，内容都还在。".into()));
    }
    let Settings { rules, ladder, .. } = settings_of(write)?;
    let number = write.next_number(facts.received_at.date())?;
    let mut case = Case::new(number, Facts { recorded_at: now, ..facts });
    for link in [LinkAs::Repeat, LinkAs::Group] {
        if let Some(other) = link.of(&case.receipt) {
            may_link(write, &case, link, other)?;
        }
    }
    if case.receipt.complainant.declines_visits {
        let reason = format!("受理时说明（{number}）");
        roster::keep_wish(write, &case.receipt.complainant, &reason, RecordedBy::of(actor, now))?;
    } else {
        let person = &case.receipt.complainant;
        let declines = declines_visits(write, person)? || roster::declines_visits(write, person)?;
        case.receipt.complainant.declines_visits = declines;
    }
    let mut last = case.receipt.received_at;
    let staff = write.staff()?;
    let office = Office { rules: &rules, staff: &staff, ladder: &ladder };
    let mut state = situation::plan(library, &mut case, &rules);
    if let Some(backer) = actor.backed_by.as_ref()
        && permission::receives(&case.receipt, &actor.alone()).is_err_and(|no| no.supervisor_may)
    {
        confirmed(&mut case, &mut state, library, backer, &rules, last, "受理时登记须由主任办理的内容");
    }
    for event in events {
        limits::fits(&event.kind)?;
        if event.at < last || event.at > now || matches!(event.kind, EventKind::Closed { .. }) {
            return Err(Error::Refused("有一步的时间不对，没有保存。请核对受理时间，内容都还在。".into()));
        }
        last = event.at;
        happen(&mut case, &mut state, library, actor, office, event.at, event.kind)?;
    }
    for kind in situation::chosen(library, &state, now, &rules) {
        append(&mut case, &mut state, library, actor, &rules, now, kind);
    }
    write.record_case(&case, RecordedBy::of(actor, now))?;
    changed.cases.extend(write.derive(&case, state, &rules)?);
    changed.cases.push(number);
    Ok(case)
}

/// An id that no other draft has.
pub fn fresh_draft() -> DraftId {
    let mut bytes = [0; 8];
    // Without random numbers the time does as well: ids must differ, not be secret.
    if getrandom::fill(&mut bytes).is_err() {
        let elapsed = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        bytes = elapsed.map_or(0, |time| time.as_nanos() as u64).to_be_bytes();
    }
    DraftId(i64::from_be_bytes(bytes) & i64::MAX)
}

/// Whether this person has said to be spared visits: the last word in any earlier case of the same person, however his
/// number, room and name were written (ledger 08-14).
fn declines_visits(db: &Db, person: &Complainant) -> Result<bool, Error> {
    let numbers: Vec<&str> = person.phones.iter().chain(&person.called_from).map(String::as_str).collect();
    let room = person.room.clone().unwrap_or_default();
    let caller = Caller { phone: numbers.join("、"), room, ..Caller::default() };
    let now = Someone::of(person);
    // What a nameless caller said counts only while nobody else is known by the number: he may have been that one.
    let (mut words, mut nameless, mut others) = (Vec::new(), Vec::new(), false);
    for row in db.same_matter(&caller, SAME_PERSON)? {
        let then = Someone::of_row(&row);
        if now.sameness(&then) != Sameness::Person {
            others |= row.name.is_some() && now.shares_line(&then);
            continue;
        }
        let Some(case) = db.case(row.number)? else { continue };
        // The case knows the title, which a row does not.
        if now.sameness(&Someone::of(&case.facts().complainant)) == Sameness::Person {
            let said = if row.name.is_some() || person.name.is_none() { &mut words } else { &mut nameless };
            said.extend(case.word_on_visits());
        }
    }
    if !others {
        words.append(&mut nameless);
    }
    Ok(words.into_iter().max().is_some_and(|(_, declines)| declines))
}
