//! The columns of a list of cases as a spreadsheet: what each is called and what stands in it.

use serde::{Deserialize, Serialize};

use crate::domain::case_row::CaseRow;
use crate::domain::code::{Flag, SituationCode, codes};
use crate::domain::person::mask_phone;
use crate::domain::settings::Settings;
use crate::domain::time::Moment;
use crate::sheet::write::page::{Column, Value};

codes! {
    /// A column of a list of cases. Ledger 11-01.
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

/// What a cell needs to know beside its case.
pub struct Look<'a> {
    /// Names and limits.
    pub settings: &'a Settings,
    /// Names of situations.
    pub situations: &'a [(SituationCode, String)],
    /// The moment of the list.
    pub now: Moment,
    /// Telephone numbers in full, and the marks that only a supervisor sees.
    pub in_full: bool,
}

impl CaseColumn {
    /// The column with its width.
    pub fn column(self) -> Column {
        let width = match self {
            Self::Gist => return Column::long(self.label(), 60.0),
            Self::Number | Self::ReceivedAt | Self::RecordedAt | Self::LastAt | Self::NextDue => 17.0,
            Self::Phones | Self::Situation | Self::Class | Self::RepeatOf | Self::GroupOf => 22.0,
            Self::Category | Self::Channel | Self::Room | Self::Closure | Self::Markers | Self::Flags => 16.0,
            _ => 11.0,
        };
        Column::new(self.label(), width)
    }

    /// What stands in it for a case.
    pub fn value(self, row: &CaseRow, look: &Look<'_>) -> Value {
        let label = |label: Option<&'static str>| Value::maybe(label);
        match self {
            Self::Number => Value::Text(row.number.to_string()),
            Self::ReceivedAt => Value::Time(row.received_at),
            Self::RecordedAt => Value::Time(row.recorded_at),
            Self::Kind => Value::text(row.kind.label()),
            Self::Channel => Value::text(row.channel.label()),
            Self::Receiver => Value::text(&row.receiver),
            Self::Name if row.anonymous => Value::text("匿名"),
            Self::Name => Value::maybe(row.name.as_deref()),
            Self::Room => Value::maybe(row.room.as_deref()),
            Self::Phones => {
                let shown = row.phones.iter();
                let shown = shown.map(|one| if look.in_full { one.clone() } else { mask_phone(one) });
                Value::text(shown.collect::<Vec<_>>().join("、"))
            }
            Self::Gist => Value::text(&row.gist),
            Self::Category => {
                Value::maybe(row.category.as_ref().map(|one| look.settings.category_label(one)))
            }
            Self::Situation => row.situation.as_ref().map_or(Value::Empty, |code| {
                let named = look.situations.iter().find(|(known, _)| known == code);
                let name = named.map_or("", |(_, name)| name.as_str());
                Value::text([code.as_str(), name].join(" ").trim())
            }),
            Self::Class => label(row.class.map(|one| one.label())),
            Self::Nature => label(row.nature.map(|one| one.label())),
            Self::Content => label(row.content.map(|one| one.label())),
            Self::Urgency => label(row.urgency.map(|one| one.label())),
            Self::Flags => {
                let shown = row.flags.iter().filter(|flag| look.in_full || **flag != Flag::Extortion);
                Value::text(shown.map(|flag| flag.label()).collect::<Vec<_>>().join("、"))
            }
            Self::Markers => Value::text(row.markers(&look.settings.rules, look.now).join("、")),
            Self::Status => Value::text(row.status.label()),
            Self::Handler => Value::maybe(row.handler.as_deref()),
            Self::Department => Value::maybe(row.department.as_deref()),
            Self::Next => label(row.next.map(|(code, _)| code.label())),
            Self::NextDue => Value::time(row.next.map(|(_, due)| due)),
            Self::Escalations => row.escalations.into(),
            Self::Visits => row.visits.into(),
            Self::LastAt => Value::Time(row.last_at),
            Self::Closure => label(row.closure.map(|one| one.label())),
            Self::RepeatOf => row.repeat_of.map_or(Value::Empty, |one| Value::Text(one.to_string())),
            Self::GroupOf => row.group_of.map_or(Value::Empty, |one| Value::Text(one.to_string())),
        }
    }
}
