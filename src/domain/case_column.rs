//! The columns of a list of cases: on the screen and in the spreadsheets made from it. Ledger 11-01.

use serde::{Deserialize, Serialize};

use crate::domain::case_query::CaseOrder;
use crate::domain::code::codes;

codes! {
    /// A column of a list of cases.
    CaseColumn {
        Number = "number": "编号",
        ReceivedAt = "received_at": "受理时间",
        RecordedAt = "recorded_at": "登记时间",
        Kind = "kind": "信息类别",
        Channel = "channel": "渠道",
        Receiver = "receiver": "受理人",
        Name = "name": "业主",
        Room = "room": "房号",
        Phones = "phones": "电话",
        Gist = "gist": "事项",
        Category = "category": "类别",
        Situation = "situation": "场景",
        Class = "class": "责任类别",
        Nature = "nature": "性质",
        Content = "content": "内容",
        Urgency = "urgency": "紧急程度",
        Flags = "flags": "标记",
        Markers = "markers": "提示",
        Status = "status": "状态",
        Handler = "handler": "责任人",
        Department = "department": "责任部门",
        Next = "next": "时限",
        NextDue = "next_due": "时限到期",
        Escalations = "escalations": "服务上移次数",
        Visits = "visits": "回访次数",
        LastAt = "last_at": "最近处理",
        Closure = "closure": "关闭方式",
        RepeatOf = "repeat_of": "重复自",
        GroupOf = "group_of": "群诉主单",
    }
}

impl CaseColumn {
    /// The columns of the register as long as nobody has chosen others.
    pub const USUAL: [Self; 11] = [
        Self::Number,
        Self::ReceivedAt,
        Self::Channel,
        Self::Name,
        Self::Room,
        Self::Phones,
        Self::Category,
        Self::Gist,
        Self::Status,
        Self::Handler,
        Self::NextDue,
    ];

    /// The order that a press on its head asks for; `None` where the list has no such order.
    pub fn order(self) -> Option<CaseOrder> {
        match self {
            Self::ReceivedAt => Some(CaseOrder::Newest),
            Self::Room => Some(CaseOrder::Room),
            Self::Status => Some(CaseOrder::Status),
            Self::Handler => Some(CaseOrder::Handler),
            Self::Receiver => Some(CaseOrder::Receiver),
            Self::Department => Some(CaseOrder::Department),
            Self::NextDue => Some(CaseOrder::Due),
            _ => None,
        }
    }
}
