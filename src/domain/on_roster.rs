//! What the roster says of somebody, for the counter's eyes. Ledger 20-38.

use crate::domain::code::Channel;
use crate::domain::household::{Lives, StandingWish};

/// What the roster says of somebody. Internal: never told to the owner.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OnRoster {
    /// What to mind: age, illness, rest after night shifts.
    pub care: String,
    /// 不接受回访, with its reason, since when and by whom. Ledger 08-14.
    pub no_visits: Option<StandingWish>,
    /// How the person likes to be reached.
    pub prefers: Option<Channel>,
    /// The person has no WeChat. Ledger 11-21.
    pub no_wechat: bool,
    /// How the house is used.
    pub lives: Option<Lives>,
    /// Remarks on the house.
    pub note: String,
}
