//! What a case may be linked with, and how others like it were solved.

use crate::desk::as_of::View;
use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::lists::page;
use crate::desk::open_cases::{open_cases, soon};
use crate::desk::reply::Reply;
use crate::domain::caller::Caller;
use crate::domain::case::CaseNumber;
use crate::domain::case_query::{CaseFilter, CaseOrder, CaseQuery};
use crate::domain::code::Status;
use crate::domain::precedent::Precedent;
use crate::domain::related::Related;
use crate::domain::today::TodayQuery;

/// So many open cases of others are looked through, what presses most first.
const OPEN_LOOKED_THROUGH: usize = 300;
/// So many cases of the household are looked through.
const LOOKED_THROUGH: usize = 100;
/// So many closed cases of the same situation are looked through, the latest first.
const CLOSED_LOOKED_THROUGH: usize = 60;

impl Desk {
    /// What this case may be linked with, as a repeat or in a group.
    ///
    /// Errors: [`Error::NoCase`]; the database's own.
    pub fn related(&self, number: CaseNumber) -> Reply<Related> {
        let as_of = self.as_of();
        let now = as_of.now;
        self.ask(move |db| {
            let view = View::at(db, as_of)?;
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

    /// How earlier cases of the same situation were solved – without a situation, of the same category –, to be seen beside a
    /// new solution.
    ///
    /// Errors: [`Error::NoCase`]; the database's own.
    pub fn precedents(&self, number: CaseNumber) -> Reply<Vec<Precedent>> {
        let as_of = self.as_of();
        self.ask(move |db| {
            let view = View::at(db, as_of)?;
            let facts = view.case(number)?.ok_or(Error::NoCase(number))?.facts();
            let mut filter = CaseFilter { status: vec![Status::Closed], ..CaseFilter::default() };
            match (&facts.situation, &facts.category) {
                (Some(situation), _) => filter.situation = Some(situation.clone()),
                (None, Some(category)) => filter.category = Some(category.clone()),
                (None, None) => return Ok(Vec::new()),
            }
            let query =
                CaseQuery { limit: CLOSED_LOOKED_THROUGH, ..CaseQuery::first(filter, CaseOrder::Newest) };
            let numbers: Vec<CaseNumber> = page(&view, &query)?.rows.iter().map(|row| row.number).collect();
            let cases = view.cases(&numbers)?;
            let rules = &view.settings().rules;
            Ok(Precedent::choose(cases.iter().map(|case| (case, case.state(rules))), number, &facts))
        })
    }
}
