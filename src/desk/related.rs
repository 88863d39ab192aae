//! What a case may be linked with.

use crate::desk::as_of::View;
use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::open_cases::{open_cases, soon};
use crate::desk::reply::Reply;
use crate::domain::caller::Caller;
use crate::domain::case::CaseNumber;
use crate::domain::related::Related;
use crate::domain::today::TodayQuery;

/// So many open cases of others are looked through, what presses most first.
const OPEN_LOOKED_THROUGH: usize = 300;
/// So many cases of the household are looked through.
const LOOKED_THROUGH: usize = 100;

impl Desk {
    /// What this case may be linked with, as a repeat or in a group.
    ///
    /// Errors: [`Error::NoCase`]; the database's own.
    pub fn related(&self, number: CaseNumber) -> Reply<Related> {
        let now = self.now();
        self.ask(move |db| {
            let view = View::at(db, now)?;
            let case = view.case(number)?.ok_or(Error::NoCase(number))?;
            let person = case.facts().complainant;
            let caller = Caller {
                phone: person.phones.first().cloned().unwrap_or_default(),
                room: person.room.unwrap_or_default(),
                name: String::new(),
            };
            let near = view.rows(db.same_matter(&caller, LOOKED_THROUGH)?)?;
            let query = TodayQuery { limit: OPEN_LOOKED_THROUGH, ..TodayQuery::all("") };
            let open = open_cases(&view, &query, now, soon(&view))?.cases;
            Ok(Related::of(&case, near, open.into_iter().map(|one| one.row).collect()))
        })
    }
}
