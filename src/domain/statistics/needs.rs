//! 高频服务需求: what the owners ask for most often, from repairs, enquiries and suggestions; and customers who complained and
//! later gave praise. Ledger 11-27, 20-16.

use std::collections::BTreeMap;

use crate::domain::case::CaseNumber;
use crate::domain::case_row::CaseRow;
use crate::domain::code::{CaseKind, Category, SituationCode, Status};
use crate::domain::praise::WonBack;

/// So many needs are told.
const MOST: usize = 12;
/// The kinds that are no complaint and no praise: what is asked of the service.
pub const ASKED: [CaseKind; 3] = [CaseKind::Repair, CaseKind::Enquiry, CaseKind::Suggestion];

/// What is asked for: a situation of the library, else a category, else nothing that was said.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Topic {
    /// A situation.
    Situation(SituationCode),
    /// A category.
    Category(Category),
    /// Not classified.
    Unsaid,
}

impl Topic {
    fn of(row: &CaseRow) -> Self {
        match (&row.situation, &row.category) {
            (Some(situation), _) => Self::Situation(situation.clone()),
            (None, Some(category)) => Self::Category(category.clone()),
            (None, None) => Self::Unsaid,
        }
    }
}

/// One thing that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceNeed {
    /// Repair, enquiry or suggestion.
    pub kind: CaseKind,
    /// What.
    pub topic: Topic,
    /// Its cases in the period, by number.
    pub numbers: Vec<CaseNumber>,
    /// How many there were in the period before.
    pub before: usize,
}

/// Both, for a period.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ServiceNeeds {
    /// The most frequent first.
    pub needs: Vec<ServiceNeed>,
    /// By the number of the praise.
    pub won_back: Vec<WonBack>,
}

/// The most frequent needs among the cases of a period; of equals those that were fewer before come first. Voided cases
/// count nowhere.
pub fn needs(now: &[CaseRow], before: &[CaseRow]) -> Vec<ServiceNeed> {
    let mut found: BTreeMap<(CaseKind, Topic), ServiceNeed> = BTreeMap::new();
    let asked = |row: &&CaseRow| ASKED.contains(&row.kind) && row.status != Status::Voided;
    for row in now.iter().filter(asked) {
        let topic = Topic::of(row);
        let need = found.entry((row.kind, topic.clone())).or_insert_with(|| ServiceNeed {
            kind: row.kind,
            topic,
            numbers: Vec::new(),
            before: 0,
        });
        need.numbers.push(row.number);
    }
    for row in before.iter().filter(asked) {
        if let Some(need) = found.get_mut(&(row.kind, Topic::of(row))) {
            need.before += 1;
        }
    }
    let mut needs: Vec<ServiceNeed> = found.into_values().collect();
    needs.sort_by_key(|need| (std::cmp::Reverse(need.numbers.len()), need.before));
    needs.truncate(MOST);
    for need in &mut needs {
        need.numbers.sort();
    }
    needs
}
