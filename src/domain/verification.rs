//! Verification of the work on the spot, as part of 处理完成: who looked at it, when, and what was seen. Its result is
//! that the work is good: what was found wanting is not done. Rules §4 verify, ledger 21-02.

use serde::{Deserialize, Serialize};

use crate::domain::time::Moment;

/// See the module.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verification {
    /// Who verified it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// When; absent: when it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Moment>,
    /// What was seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}
