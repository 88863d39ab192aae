//! 表扬: how often each department was praised, and by how many who had complained before – complaining customers can
//! become loyal ones. Ledger 17-25, 20-16.

use std::collections::BTreeMap;

use crate::domain::case::CaseNumber;
use crate::domain::case_row::CaseRow;

/// The praise of one department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PraiseCount {
    /// The department; empty where none was named.
    pub department: String,
    /// Every praise, the newest first.
    pub praise: Vec<CaseNumber>,
    /// Those of a household whose complaint had been closed before.
    pub after_complaint: Vec<CaseNumber>,
}

/// Counts by department, the most praised first; `closed` are the closed complaints by room.
pub fn count(praise: &[CaseRow], closed: &BTreeMap<String, Vec<CaseRow>>) -> Vec<PraiseCount> {
    let mut counts: Vec<PraiseCount> = Vec::new();
    for row in praise {
        let department = row.department.clone().unwrap_or_default();
        let at = counts.iter().position(|one| one.department == department).unwrap_or_else(|| {
            counts.push(PraiseCount { department, praise: Vec::new(), after_complaint: Vec::new() });
            counts.len() - 1
        });
        counts[at].praise.push(row.number);
        let earlier = row.room.as_ref().and_then(|room| closed.get(room));
        if earlier.is_some_and(|all| all.iter().any(|one| one.last_at <= row.received_at)) {
            counts[at].after_complaint.push(row.number);
        }
    }
    counts.sort_by_key(|one| std::cmp::Reverse(one.praise.len()));
    counts
}
