//! What stands beside the status of a case. Rules §3.

use serde::{Deserialize, Serialize};

use crate::domain::code::{Status, codes};

codes! {
    /// A marker of a case; rules §3.
    Marker {
        Ahead = "ahead": "时间在后",
        Overdue = "overdue": "逾期",
        Urgent = "urgent": "紧急",
        Escalating = "escalating": "上移中",
        AwaitsReply = "awaits_reply": "待复函",
        Imported = "imported": "历史台账",
        Late = "late": "补录",
        Major = "major": "重大",
        Group = "group": "群诉",
        Referral = "referral": "转办",
        Repeat = "repeat": "重复",
        Unannounced = "unannounced": "放假未公布",
    }
}

/// The state of a case as every list tells it: the state, and behind it the markers in their order. Made by
/// [`crate::domain::case_row::CaseRow::status_line`] alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusLine {
    /// The state.
    pub status: Status,
    /// The markers.
    pub markers: Vec<Marker>,
}

impl StatusLine {
    /// Without a marker that the list tells in a column of its own.
    #[must_use]
    pub fn without(mut self, told: Marker) -> Self {
        self.markers.retain(|marker| *marker != told);
        self
    }

    /// The markers alone: `逾期·紧急`.
    pub fn marks(&self) -> String {
        self.markers.iter().map(|marker| marker.label()).collect::<Vec<_>>().join("·")
    }

    /// All of it: `处理中·逾期·紧急`.
    pub fn words(&self) -> String {
        let words = std::iter::once(self.status.label()).chain(self.markers.iter().map(|one| one.label()));
        words.collect::<Vec<_>>().join("·")
    }
}
