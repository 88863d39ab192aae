//! Who is calling, as far as earlier cases know; and the caller who comes again for an open case.

use crate::desk::as_of::View;
use crate::desk::case_commands::{extend, unchanged};
use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::reply::{Reply, Written};
use crate::domain::caller::{Caller, KnownCaller};
use crate::domain::case::{Case, CaseNumber};
use crate::domain::draft::DraftId;
use crate::domain::intake::Draft;
use crate::domain::person::Actor;
use crate::domain::urging::urging;

/// So many cases of a number, a household or a name are looked through.
const LOOKED_THROUGH: usize = 200;

impl Desk {
    /// Who the caller may be and what the household has come for, by number, room, name or its pinyin; empty until
    /// enough is typed (seven digits, a room, a name of two characters or two letters).
    ///
    /// Errors: the database's own.
    pub fn known_caller(&self, caller: Caller) -> Reply<KnownCaller> {
        let now = self.now();
        self.ask(move |db| -> Result<KnownCaller, Error> {
            let view = View::at(db, now)?;
            let mut rows = view.rows(db.same_matter(&caller, LOOKED_THROUGH)?)?;
            if rows.is_empty() {
                rows = view.rows(db.named_like_sound(&caller.name, LOOKED_THROUGH)?)?;
            }
            let mut known = KnownCaller::of(rows, &caller);
            for person in &mut known.persons {
                if let Some(case) = view.case(person.latest)? {
                    person.complete(&case);
                }
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
        self.transact(move |write, changed| {
            let case = unchanged(write, number, expected)?;
            let kinds = urging(&form, &case, &actor, now);
            let case = extend(write, changed, &library, &actor, case, kinds, now)?;
            write.drop_draft(draft)?;
            changed.drafts = true;
            Ok(case)
        })
    }
}
