//! The steps of the guided intake form and their words on the rail. What is asked at each stands in `intake`.

use serde::{Deserialize, Serialize};

use crate::domain::code::Channel;

/// Steps of the guided form (rules §3; ledger 14-01).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IntakeStep {
    /// 接待／接听问候.
    Greet,
    /// 听取登记: who, where, the words.
    Listen,
    /// 复述核实.
    Restate,
    /// 当场解释.
    Explain,
    /// 约定回复.
    Promise,
    /// 服务上移.
    Escalate,
    /// 收尾: what can wait is asked after the caller has gone.
    WrapUp,
}

impl IntakeStep {
    /// The steps in order.
    pub const ALL: &'static [Self] = &[
        Self::Greet,
        Self::Listen,
        Self::Restate,
        Self::Explain,
        Self::Promise,
        Self::Escalate,
        Self::WrapUp,
    ];

    /// The step's word on the rail.
    pub fn label(self, channel: Channel) -> &'static str {
        match (self, channel) {
            (Self::Greet, Channel::Phone) => "接听问候",
            (Self::Greet, _) => "接待问候",
            (Self::Listen, _) => "听取登记",
            (Self::Restate, _) => "复述核实",
            (Self::Explain, Channel::WalkIn) => "现场解释",
            (Self::Explain, _) => "当场解释",
            (Self::Promise, _) => "约定回复",
            (Self::Escalate, _) => "服务上移",
            (Self::WrapUp, _) => "收尾分类",
        }
    }
}
