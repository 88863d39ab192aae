//! What stands beside the status of a case. Rules §3.

use serde::{Deserialize, Serialize};

use crate::domain::code::codes;

codes! {
    /// A marker of a case; rules §3.
    Marker {
        Overdue = "overdue": "逾期",
        Urgent = "urgent": "紧急",
        Escalating = "escalating": "上移中",
        Imported = "imported": "历史台账",
        Late = "late": "补录",
        Major = "major": "重大",
        Group = "group": "群诉",
        Referral = "referral": "转办",
        Repeat = "repeat": "重复",
    }
}
