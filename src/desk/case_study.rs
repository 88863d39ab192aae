//! 案例: the cases of the house that are marked 可作案例, without names, and those that come with the program.
//! Ledger 09-13, 17-01.

use crate::desk::as_of::View;
use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::reply::Reply;
use crate::domain::case_study::CaseStudy;
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
}
