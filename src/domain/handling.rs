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

impl VisitState {
    /// In words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Reached => "已回访",
            Self::NotReached => "未回访",
            Self::Exempt => "免回访",
            Self::Declined => "拒绝回访",
            Self::External => "外部事项，不回访",
        }
    }
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

/// Why what was done is not the end of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GoesOn {
    /// The work was found wanting.
    Wanting,
    /// The visit found no satisfaction.
    Dissatisfied,
    /// The case, closed, was taken up again.
    Reopened,
}

impl GoesOn {
    /// In words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Wanting => "验证不合格，继续处理",
            Self::Dissatisfied => "回访不满意，继续处理",
            Self::Reopened => "重新受理",
        }
    }
}

/// What was done about a case last – handled, or explained to satisfaction –, and whether that still stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LastDone {
    /// The event that says it, by its place, and when.
    pub done: Option<(u32, Moment)>,
    /// Why it goes on since.
    pub goes_on: Option<GoesOn>,
}

/// What is known of a closure beside its time and code, which stand in the span that it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ending {
    /// Whether the last visit that reached the customer before it found satisfaction; `None` where none did.
    pub satisfied: Option<bool>,
    /// 特批关闭.
    pub overridden: bool,
}
