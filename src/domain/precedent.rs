//! 先例: how earlier cases of the same situation were solved, those of the same place first, to be seen beside the solution
//! of a new one. Ledger 06-27, 09-13.

use crate::domain::case::{Case, CaseNumber, Facts};
use crate::domain::case_state::CaseState;
use crate::domain::code::ClosureCode;
use crate::domain::event::EventKind;
use crate::domain::reading::room;
use crate::domain::time::Moment;

/// No more are shown.
const SHOWN: usize = 5;

/// How an earlier case was solved; it names nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Precedent {
    /// The case.
    pub number: CaseNumber,
    /// When it was closed.
    pub closed_at: Moment,
    /// Whether it was at the same place: the same words for it, or the same building.
    pub is_same_place: bool,
    /// What was proposed, the way that the owner chose; `None` where nothing was.
    pub solution: Option<String>,
    /// Whether the owner agreed.
    pub agreed: bool,
    /// What was done; `None` where nothing is on record.
    pub result: Option<String>,
    /// How it was closed.
    pub closure: ClosureCode,
}

impl Precedent {
    /// That of a closed case for another with these facts; `None` for one that is open, voided or tells neither solution nor
    /// result, and for the case itself.
    fn of(earlier: &Case, state: &CaseState, number: CaseNumber, facts: &Facts) -> Option<Self> {
        let closed = state.closed.as_ref().filter(|_| earlier.number != number)?;
        let events = earlier.corrected_events();
        let solution = events.iter().rev().find_map(|event| match &event.kind {
            EventKind::Solution { text, options, chosen, agreed, .. } => {
                let way = chosen.and_then(|at| options.get(at)).map_or("", |way| way.text.as_str());
                let words = [way, text.as_str()].into_iter().filter(|words| !words.trim().is_empty());
                Some((words.collect::<Vec<_>>().join("；"), *agreed))
            }
            _ => None,
        });
        let result = events.iter().rev().find_map(|event| match &event.kind {
            EventKind::Handled { result, .. } => Some(result.clone()),
            _ => None,
        });
        let (solution, agreed) = solution.map_or((None, false), |(words, agreed)| (Some(words), agreed));
        let solution = solution.filter(|words| !words.is_empty());
        (solution.is_some() || result.is_some()).then(|| Self {
            number: earlier.number,
            closed_at: closed.at,
            is_same_place: is_same_place(&state.facts, facts),
            solution,
            agreed,
            result,
            closure: closed.code,
        })
    }

    /// The words that a solution takes over: what was proposed, else what was done.
    pub fn words(&self) -> &str {
        self.solution.as_deref().or(self.result.as_deref()).unwrap_or_default()
    }

    /// Those of earlier cases for one: of the same place first, then those to which the owner agreed, then the latest.
    pub fn choose<'a>(
        earlier: impl Iterator<Item = (&'a Case, CaseState)>,
        number: CaseNumber,
        facts: &Facts,
    ) -> Vec<Self> {
        let mut all: Vec<Self> =
            earlier.filter_map(|(case, state)| Self::of(case, &state, number, facts)).collect();
        all.sort_by_key(|one| (!one.is_same_place, !one.agreed, std::cmp::Reverse(one.closed_at)));
        all.truncate(SHOWN);
        all
    }
}

/// Whether two matters are at one place: named alike, or in one building.
fn is_same_place(one: &Facts, other: &Facts) -> bool {
    let place = |facts: &Facts| {
        facts.place.as_deref().map(str::trim).filter(|place| !place.is_empty()).map(str::to_owned)
    };
    let building = |facts: &Facts| facts.complainant.room.as_deref().and_then(room::building);
    let same = |one: Option<String>, other: Option<String>| one.is_some() && one == other;
    same(place(one), place(other)) || same(building(one), building(other))
}
