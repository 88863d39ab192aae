//! How many households report one matter: the lead case, those that joined its group and those that repeat it. From a
//! number of them on 重大 is proposed, never set by itself. Rules §2 flags, ledger 10-33.

use std::collections::BTreeSet;

use crate::domain::case::CaseNumber;
use crate::domain::case_row::CaseRow;
use crate::domain::code::{CaseKind, Flag};
use crate::domain::event::EventKind;
use crate::domain::settings::Rules;

/// The reports of one matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gathering {
    /// The lead case.
    pub lead: CaseNumber,
    /// All of them, the lead case first.
    pub cases: Vec<CaseNumber>,
    /// The lead case's events, for whoever appends to it.
    pub events: usize,
    /// How many households report it: rooms; without a room a number stands for one, without either the case itself.
    pub households: usize,
    /// The lead case may be marked: it is open, a complaint or repair, and not 重大 yet.
    may_be_marked: bool,
}

impl Gathering {
    /// The cases of a matter counted; `None` without the lead case. Voided ones count nowhere.
    pub fn of(lead: CaseNumber, cases: &[CaseRow]) -> Option<Self> {
        let first = cases.iter().find(|row| row.number == lead)?;
        let households: BTreeSet<String> = cases.iter().map(household).collect();
        let kind = matches!(first.kind, CaseKind::Complaint | CaseKind::Repair);
        let others = cases.iter().map(|row| row.number).filter(|number| *number != lead);
        Some(Self {
            lead,
            cases: std::iter::once(lead).chain(others).collect(),
            events: first.events as usize,
            households: households.len(),
            may_be_marked: kind && first.is_open() && !first.flags.contains(&Flag::Major),
        })
    }

    /// Whether the lead case is to be proposed as 重大.
    pub fn proposes_major(&self, rules: &Rules) -> bool {
        self.may_be_marked && self.households >= rules.major_households as usize
    }

    /// Why it is proposed.
    pub fn reason(&self) -> String {
        format!("已有{}户反映同一件事", self.households)
    }

    /// The proposal taken: an event of the lead case.
    pub fn mark(&self) -> EventKind {
        EventKind::Flag { flag: Flag::Major, set: true, reason: Some(self.reason()) }
    }
}

fn household(row: &CaseRow) -> String {
    row.room.clone().or_else(|| row.phones.first().cloned()).unwrap_or_else(|| row.number.to_string())
}
