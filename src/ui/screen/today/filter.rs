//! Which lines of 今日 are shown: a group of cases, or the forms that have no number yet.

use crate::domain::today::TodayGroup;

/// Which lines are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    /// The cases of a group; with all of them the drafts too.
    Group(TodayGroup),
    /// Forms that have no number yet.
    Drafts,
}

impl Filter {
    /// Everything.
    pub const ALL: Self = Self::Group(TodayGroup::All);

    /// The figures above the list, as tiles.
    pub const TILES: [TodayGroup; 5] = [
        TodayGroup::Overdue,
        TodayGroup::DueSoon,
        TodayGroup::Unassigned,
        TodayGroup::VisitToday,
        TodayGroup::All,
    ];

    /// The chips above the list, in their order.
    pub const CHIPS: [Self; 16] = [
        Self::ALL,
        Self::Group(TodayGroup::Mine),
        Self::Group(TodayGroup::Unassigned),
        Self::Group(TodayGroup::HandlerGone),
        Self::Group(TodayGroup::Promise),
        Self::Group(TodayGroup::Progress),
        Self::Group(TodayGroup::Visit),
        Self::Group(TodayGroup::Appointment),
        Self::Group(TodayGroup::Superior),
        Self::Group(TodayGroup::Handover),
        Self::Group(TodayGroup::Paper),
        Self::Group(TodayGroup::AwaitsReply),
        Self::Group(TodayGroup::Referral),
        Self::Group(TodayGroup::Online),
        Self::Group(TodayGroup::MayClose),
        Self::Drafts,
    ];

    /// What the desk is asked for; drafts lie beside the cases.
    pub fn group(self) -> Option<TodayGroup> {
        match self {
            Self::Group(group) => Some(group),
            Self::Drafts => None,
        }
    }

    /// The word on the chip.
    pub fn label(self) -> &'static str {
        match self {
            Self::Drafts => "草稿",
            Self::Group(group) => match group {
                TodayGroup::All => "全部",
                TodayGroup::Mine => "我负责的",
                TodayGroup::Overdue => "已逾期",
                TodayGroup::DueSoon => "快到期",
                TodayGroup::Unassigned => "待指派",
                TodayGroup::HandlerGone => "责任人已离岗",
                TodayGroup::Promise => "约定回复",
                TodayGroup::Progress => "进展告知",
                TodayGroup::Visit => "回访",
                TodayGroup::VisitToday => "今日回访",
                TodayGroup::Appointment => "今日上门",
                TodayGroup::Paper => "函件",
                TodayGroup::AwaitsReply => "函件待回复",
                TodayGroup::Handover => "交班",
                TodayGroup::Superior => "等上级",
                TodayGroup::Referral => "转办",
                TodayGroup::Online => "网上",
                TodayGroup::MayClose => "可以关闭",
            },
        }
    }

    /// What the empty list says.
    pub fn nothing(self) -> &'static str {
        match self {
            Self::ALL => "现在没有要办的事。来人按 F2，来电按 F3。",
            Self::Drafts => "没有没写完的受理单。",
            Self::Group(TodayGroup::Mine) => "您名下没有没了结的事。",
            Self::Group(TodayGroup::Overdue) => "没有逾期的事。",
            Self::Group(_) => "这一类现在没有要办的事。",
        }
    }
}
