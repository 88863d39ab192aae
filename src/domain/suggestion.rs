//! 改进建议: what staff propose, or pass on from owners, and what becomes of it – who decided, adopted or not, told back
//! to whoever had the idea. Ledger 20-36, 17-23.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::domain::case::CaseNumber;
use crate::domain::code::codes;
use crate::domain::service_note::ServiceNoteId;

codes! {
    /// Where a suggestion came up.
    SuggestionSource {
        Staff = "staff": "员工提议",
        Owner = "owner": "业主提议",
        Meeting = "meeting": "业主代表座谈会",
        Discussion = "discussion": "案例讨论",
    }
}

codes! {
    /// What it would change. Ledger 17-23: the quality system, the pace, the staffing.
    ImprovementArea {
        Rules = "rules": "制度流程",
        Pace = "pace": "时限节奏",
        Staffing = "staffing": "人员配备",
        Training = "training": "培训",
        Facilities = "facilities": "设施环境",
        Other = "other": "其他",
    }
}

/// Which one; numbers are given from 1 and never used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SuggestionId(pub i64);

impl fmt::Display for SuggestionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// The suggestion as it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suggestion {
    /// What is proposed.
    pub text: String,
    /// Where it came up.
    pub source: SuggestionSource,
    /// What it would change.
    pub area: ImprovementArea,
    /// Whose idea it is, where that is not the one who wrote it down.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub from: String,
    /// The case that led to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseNumber>,
    /// The meeting with the owners' representatives at which it was made, an entry of 服务簿. Ledger 11-25.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<ServiceNoteId>,
}

impl Suggestion {
    /// What keeps it from being kept, as a sentence.
    pub fn problem(&self) -> Option<&'static str> {
        self.text.trim().is_empty().then_some("请写建议的内容。")
    }
}
