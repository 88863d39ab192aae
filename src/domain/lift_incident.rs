//! 电梯困人: when somebody was trapped, when the maintenance firm came, when he was free, and what it did to him – the
//! evidence of a lift incident. Ledger 11-18.

use serde::{Deserialize, Serialize};

use crate::domain::time::Moment;

/// What is known of it; each may come to be known later than the others.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LiftIncident {
    /// 被困时间.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trapped_at: Option<Moment>,
    /// 维保到场时间.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrived_at: Option<Moment>,
    /// 解困时间.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub freed_at: Option<Moment>,
    /// 维保单位.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub firm: Option<String>,
    /// 对业主的影响: how many, who, hurt or not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub harm: Option<String>,
}

impl LiftIncident {
    /// What cannot be, as a sentence.
    pub fn problem(&self) -> Option<&'static str> {
        let before = |later: Option<Moment>, first: Option<Moment>| {
            later.zip(first).is_some_and(|(later, first)| later < first)
        };
        if before(self.freed_at, self.trapped_at) {
            Some("解困时间早于被困时间，请改一个")
        } else if before(self.arrived_at, self.trapped_at) {
            Some("维保到场时间早于被困时间，请改一个")
        } else {
            None
        }
    }

    /// For how many minutes somebody was trapped.
    pub fn trapped_minutes(&self) -> Option<i64> {
        self.trapped_at.zip(self.freed_at).map(|(from, to)| (to - from).num_minutes())
    }

    /// After how many minutes the maintenance firm was there.
    pub fn arrival_minutes(&self) -> Option<i64> {
        self.trapped_at.zip(self.arrived_at).map(|(from, to)| (to - from).num_minutes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Option<Moment> {
        Moment::parse(&format!("2026-11-03T{text}")).ok()
    }

    #[test]
    fn minutes_follow_from_the_times_and_nobody_is_free_before_he_is_trapped() {
        let known = LiftIncident {
            trapped_at: at("09:12"),
            arrived_at: at("09:40"),
            freed_at: at("10:02"),
            ..LiftIncident::default()
        };
        assert_eq!((known.trapped_minutes(), known.arrival_minutes()), (Some(50), Some(28)));
        assert_eq!(known.problem(), None);
        let early = LiftIncident { freed_at: at("09:00"), ..known.clone() };
        assert!(early.problem().unwrap().contains("解困时间早于"));
        let early = LiftIncident { arrived_at: at("09:11"), ..known.clone() };
        assert!(early.problem().unwrap().contains("维保到场时间早于"));
        let some = LiftIncident { freed_at: None, arrived_at: None, ..known };
        assert_eq!((some.trapped_minutes(), some.arrival_minutes(), some.problem()), (None, None, None));
    }
}
