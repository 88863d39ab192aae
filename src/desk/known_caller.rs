//! Who is calling, as far as earlier cases know; and the caller who comes again for an open case.

use crate::desk::as_of::View;
use crate::desk::case_commands::{extend, unchanged};
use crate::desk::error::Error;
use crate::desk::handle::{Desk, settings_of};
use crate::desk::reply::{Reply, Written};
use crate::desk::roster::{self, Proposal};
use crate::domain::caller::{Caller, KnownCaller, KnownPerson};
use crate::domain::case::{Case, CaseNumber};
use crate::domain::draft::DraftId;
use crate::domain::intake::Draft;
use crate::domain::known_resident::is_of_former;
use crate::domain::person::Actor;
use crate::domain::urging::urging;
use crate::paper::wording::Labels;

/// So many cases of a number, a household or a name are looked through.
const LOOKED_THROUGH: usize = 200;

impl Desk {
    /// Who the caller may be and what the household has come for, by earlier cases and by the roster: by number, room,
    /// plate, name or its pinyin; empty until enough is typed (seven digits of a case's number, as many of the roster's as tell a few people, a
    /// room, a name of two characters or two letters). Ledger 20-38.
    ///
    /// Errors: the database's own.
    pub fn known_caller(&self, caller: Caller) -> Reply<KnownCaller> {
        let as_of = self.as_of();
        self.ask(move |db| -> Result<KnownCaller, Error> {
            let view = View::at(db, as_of)?;
            let listed = roster::proposals(db, &caller)?;
            let caller = at_home(caller, &listed);
            let household = db.household(&caller.written_room())?;
            let mut rows = view.rows(db.same_matter(&caller, LOOKED_THROUGH)?)?;
            if let Some(household) = &household {
                // The old owner's matters stay his: they are not the new one's, whoever calls from the room now.
                let calls = caller.calls();
                rows.retain(|row| calls(row) || !is_of_former(row, household));
            }
            if rows.is_empty() {
                rows = view.rows(db.named_like_sound(&caller.name, LOOKED_THROUGH)?)?;
            }
            let mut known = KnownCaller::of(rows, &caller);
            for person in &mut known.persons {
                if let Some(case) = person.latest.map(|number| view.case(number)).transpose()?.flatten() {
                    person.complete(&case);
                }
            }
            let listed =
                listed.iter().map(|one| KnownPerson::of_roster(&one.household, one.resident.as_ref()));
            known.join(listed.collect(), &caller);
            if !caller.room.trim().is_empty() {
                known.steward = roster::steward_in(db, &caller.written_room())?;
            }
            for matter in known.matters.iter_mut().filter(|matter| matter.row.is_open()) {
                if let Some(case) = view.case(matter.row.number)? {
                    matter.complete(&case);
                }
            }
            Ok(known)
        })
    }

    /// 催办: everything that the form holds goes onto the open case – the words, the mood, what was agreed – and the draft
    /// is taken away, all or nothing. `expected`: as in `append`.
    ///
    /// Errors: as `append`; the draft stays then.
    pub fn urge(
        &self,
        actor: &Actor,
        number: CaseNumber,
        expected: usize,
        form: Draft,
        draft: DraftId,
    ) -> Reply<Written<Case>> {
        let (actor, now, library) = (actor.clone(), self.now(), self.library());
        let situations = self.situation_words();
        self.transact(move |write, changed| {
            let case = unchanged(write, number, expected)?;
            let settings = settings_of(write)?;
            let names = Labels::new(&settings, situations);
            let kinds = urging(&form, &case, &actor, &names, now, settings.rules.duty);
            let case = extend(write, changed, &library, &actor, case, kinds, now)?;
            write.drop_draft(draft)?;
            changed.drafts = true;
            Ok(case)
        })
    }
}

/// The caller with his room, where no room was typed and everybody whom the roster proposes lives in the same.
fn at_home(caller: Caller, listed: &[Proposal]) -> Caller {
    let Some(first) = listed.first().filter(|_| caller.room.trim().is_empty()) else { return caller };
    let alone = listed.iter().all(|one| one.household.room == first.household.room);
    if alone { Caller { room: first.household.room.clone(), ..caller } } else { caller }
}
