//! 案例: the cases of the house that are marked 可作案例, without names, and those that come with the program; who was
//! praised. Ledger 09-13, 17-01, 17-25, 20-16.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use crate::desk::as_of::View;
use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::needs::of_the_same;
use crate::desk::reply::Reply;
use crate::domain::case_query::{CaseFilter, CaseOrder};
use crate::domain::case_row::CaseRow;
use crate::domain::case_study::CaseStudy;
use crate::domain::code::{CaseKind, Status};
use crate::domain::praise::{self, PraiseCount};
use crate::domain::time::Moment;
use crate::library::study::shipped_studies;
use crate::paper::wording::Labels;

impl Desk {
    /// The cases to learn from, the latest of the house first, then those that come with the program.
    pub fn case_studies(&self) -> Reply<Vec<CaseStudy>> {
        let (now, words) = (self.now(), self.situation_words());
        self.ask(move |db| {
            let view = View::at(db, now)?;
            let labels = Labels::new(view.settings(), words);
            let staff: Vec<String> = db.staff()?.into_iter().map(|one| one.name).collect();
            let rules = &view.settings().rules;
            let numbers = db.examples()?;
            let own = view.cases(&numbers)?.into_iter().filter_map(|case| {
                let state = case.state(rules);
                let voided = state.voided_at.is_some();
                (!voided).then(|| CaseStudy::of(&case, &state, &staff, rules, &labels, now)).flatten()
            });
            Ok::<_, Error>(own.chain(shipped_studies().iter().cloned()).collect())
        })
    }

    /// The praise of this year by department, and how many who praise us had complained before. Ledger 17-25, 20-16.
    pub fn praise_of_year(&self) -> Reply<Vec<PraiseCount>> {
        let desk = self.clone();
        let year = self.now().date().year();
        crate::desk::print::aside::aside(move || {
            let from = NaiveDate::from_ymd_opt(year, 1, 1).map(Moment::start_of);
            let praised = CaseFilter { from, kind: Some(CaseKind::Praise), ..CaseFilter::default() };
            let praise = desk.every_case(praised, CaseOrder::Newest).collect::<Result<Vec<_>, _>>()?;
            let praise: Vec<CaseRow> =
                praise.into_iter().filter(|row| row.status != Status::Voided).collect();
            let rooms: BTreeSet<String> = praise.iter().filter_map(|row| row.room.clone()).collect();
            let now = desk.now();
            let closed = desk.ask(move |db| {
                let view = View::at(db, now)?;
                let of_room = |room: String| {
                    let mut closed = of_the_same(db, &view, "", &room)?;
                    closed.retain(|row| row.kind == CaseKind::Complaint && row.status == Status::Closed);
                    Ok((room, closed))
                };
                rooms.into_iter().map(of_room).collect::<Result<BTreeMap<_, _>, Error>>()
            });
            Ok(praise::count(&praise, &closed.wait()?))
        })
    }
}
