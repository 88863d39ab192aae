//! The steps of the guided intake form and their words on the rail. What is asked at each stands in `intake`.

use serde::{Deserialize, Serialize};

use crate::domain::code::Channel;

/// Steps of the guided form (rules §3; ledger 14-01).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IntakeStep {
    /// 接听登记／接待登记: the owner's words, who and where, in whatever order he says them.
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
    pub const ALL: &'static [Self] =
        &[Self::Listen, Self::Restate, Self::Explain, Self::Promise, Self::Escalate, Self::WrapUp];

    /// The step's word on the rail.
    pub fn label(self, channel: Channel) -> &'static str {
        match (self, channel) {
            (Self::Listen, Channel::Phone) => "接听登记",
            (Self::Listen, _) => "接待登记",
            (Self::Restate, _) => "复述核实",
            (Self::Explain, Channel::WalkIn) => "现场解释",
            (Self::Explain, _) => "当场解释",
            (Self::Promise, _) => "约定回复",
            (Self::Escalate, _) => "服务上移",
            (Self::WrapUp, _) => "收尾分类",
        }
    }
}
