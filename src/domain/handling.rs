//! What has come of each 处理完成 and of each closure: whether its return visit took place or was not required, and
//! whether the customer was satisfied. Folded with the state; the statistics read it. Rules §6, §9.

use serde::{Deserialize, Serialize};

use crate::domain::time::Moment;

/// How the visit after a 处理完成 stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VisitState {
    /// The customer was reached.
    Reached,
    /// Required and not reached (yet).
    NotReached,
    /// 免回访: not required.
    Exempt,
    /// The customer declines visits: not required.
    Declined,
    /// Closed as 外部事项已答复: not required.
    External,
}

/// A 处理完成, and what has come of its visit up to the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Handling {
    /// When.
    pub at: Moment,
    /// Its visit.
    pub visit: VisitState,
    /// The round that it ended.
    pub(crate) round: u32,
}

/// What is known of a closure beside its time and code, which stand in the span that it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ending {
    /// Whether the last visit that reached the customer before it found satisfaction; `None` where none did.
    pub satisfied: Option<bool>,
    /// 特批关闭.
    pub overridden: bool,
}
