//! The lines of a 温馨提示, typed in the dialog: it is posted for everybody, so nothing of it comes from a case.

use crate::paper::form::notice::Notice;

/// A line of the notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeField {
    /// 事项.
    What,
    /// 地点.
    Place,
    /// 开始时间.
    Since,
    /// 正在采取.
    Measure,
    /// 预计恢复.
    Expected,
    /// 联系电话.
    Contact,
}

impl NoticeField {
    /// Every line, in the order of the paper.
    pub const ALL: &'static [Self] =
        &[Self::What, Self::Place, Self::Since, Self::Measure, Self::Expected, Self::Contact];

    /// Its name on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::What => "事项",
            Self::Place => "地点",
            Self::Since => "开始时间",
            Self::Measure => "正在采取",
            Self::Expected => "预计恢复",
            Self::Contact => "联系电话",
        }
    }

    /// An example of what is typed there.
    pub fn example(self) -> &'static str {
        match self {
            Self::What => "3栋2单元电梯停运检修",
            Self::Place => "3栋2单元",
            Self::Since => "11月3日 08:20",
            Self::Measure => "已更换配件，正在试运行",
            Self::Expected => "11月3日 21:00 前",
            Self::Contact => "",
        }
    }

    /// What is typed there.
    pub fn get(self, notice: &Notice) -> &str {
        match self {
            Self::What => &notice.what,
            Self::Place => &notice.place,
            Self::Since => &notice.since,
            Self::Measure => &notice.measure,
            Self::Expected => &notice.expected,
            Self::Contact => &notice.contact,
        }
    }

    /// Types it.
    pub fn set(self, notice: &mut Notice, text: String) {
        let line = match self {
            Self::What => &mut notice.what,
            Self::Place => &mut notice.place,
            Self::Since => &mut notice.since,
            Self::Measure => &mut notice.measure,
            Self::Expected => &mut notice.expected,
            Self::Contact => &mut notice.contact,
        };
        *line = text;
    }
}
