//! 改进措施: what the office changes after a case, by whom and when it is looked at again, and whether it helped.
//! Ledger 07-19, 09-12, 09-17.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::case::CaseNumber;
use crate::domain::code::codes;

codes! {
    /// Whether a measure helped.
    MeasureEffect {
        Effective = "effective": "有效",
        Partly = "partly": "部分有效",
        None = "none": "无效",
    }
}

/// Which one; numbers are given from 1 and never used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ImprovementId(pub i64);

impl fmt::Display for ImprovementId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A measure as it was set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Improvement {
    /// What is changed.
    pub measure: String,
    /// The day on which its effect is looked at.
    pub check_on: NaiveDate,
    /// Who looks at it.
    pub checker: String,
    /// The case that led to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseNumber>,
    /// The measure without effect whose place it takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<ImprovementId>,
}

impl Improvement {
    /// What keeps it from being kept on this day, as a sentence.
    pub fn problem(&self, today: NaiveDate) -> Option<&'static str> {
        if self.measure.trim().is_empty() {
            return Some("请写改进措施。");
        }
        if self.checker.trim().is_empty() {
            return Some("请写由谁检查效果。");
        }
        (self.check_on < today).then_some("检查效果的日子已经过去，请重新填写。")
    }
}
