//! The blocks of the table: by what the rows are told apart, and what the rows are called.

use crate::domain::code::{Category, Channel, Class, ClosureCode, Content, Nature};
use crate::domain::settings::Settings;

/// Key of the row of cases without the code (未分类).
pub const NONE: &str = "none";
/// Key of the row of the situations that are not among the first ten.
pub const REST: &str = "rest";
/// Key of the sum of an axis.
pub const TOTAL: &str = "total";

/// A block of rows. Rules §9.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Axis {
    /// 类别.
    Category,
    /// 责任类别.
    Class,
    /// 性质.
    Nature,
    /// 内容.
    Content,
    /// 渠道.
    Channel,
    /// 关闭方式.
    Closure,
    /// 场景.
    Situation,
    /// 责任部门.
    Department,
    /// 楼栋.
    Building,
}

impl Axis {
    /// Every axis, in the order of the interchange format.
    pub const ALL: &'static [Self] = &[
        Self::Category,
        Self::Class,
        Self::Nature,
        Self::Content,
        Self::Channel,
        Self::Closure,
        Self::Situation,
        Self::Department,
        Self::Building,
    ];

    /// The axes on which a case stands in exactly one row: all but the closures.
    pub const OF_CODES: &'static [Self] = &[
        Self::Category,
        Self::Class,
        Self::Nature,
        Self::Content,
        Self::Channel,
        Self::Situation,
        Self::Department,
        Self::Building,
    ];

    /// The key of the axis in the JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Category => "category",
            Self::Class => "class",
            Self::Nature => "nature",
            Self::Content => "content",
            Self::Channel => "channel",
            Self::Closure => "closure",
            Self::Situation => "situation",
            Self::Department => "department",
            Self::Building => "building",
        }
    }

    /// The head of the first column.
    pub fn label(self) -> &'static str {
        match self {
            Self::Category => "类别",
            Self::Class => "责任类别",
            Self::Nature => "性质",
            Self::Content => "内容",
            Self::Channel => "渠道",
            Self::Closure => "关闭方式",
            Self::Situation => "场景",
            Self::Department => "责任部门",
            Self::Building => "楼栋",
        }
    }

    /// The Chinese word of a row. A situation is called by its code here; its title stands in the library.
    pub fn row_label(self, key: &str, settings: &Settings) -> String {
        let label = match (key, self) {
            (TOTAL, _) => Some("合计"),
            (NONE, _) => Some("未分类"),
            (REST, Self::Situation) => Some("其余场景"),
            (_, Self::Category) => {
                return Category::new(key)
                    .map_or_else(|| key.to_owned(), |code| settings.category_label(&code).to_owned());
            }
            (_, Self::Class) => Class::from_code(key).map(Class::label),
            (_, Self::Nature) => Nature::from_code(key).map(Nature::label),
            (_, Self::Content) => Content::from_code(key).map(Content::label),
            (_, Self::Channel) => Channel::from_code(key).map(Channel::label),
            (_, Self::Closure) => ClosureCode::from_code(key).map(ClosureCode::label),
            (_, Self::Building) => return format!("{key}栋"),
            (_, Self::Situation | Self::Department) => None,
        };
        label.unwrap_or(key).to_owned()
    }

    /// The rows that print whether they count anything or not, in their order. Situations, departments and
    /// buildings are an open list: theirs are those that occur.
    pub fn fixed_keys(self, settings: &Settings) -> Vec<String> {
        fn codes<T: Copy>(all: &[T], code: fn(T) -> &'static str) -> Vec<String> {
            all.iter().map(|value| code(*value).to_owned()).collect()
        }
        match self {
            Self::Category => {
                let active = settings.categories.iter().filter(|entry| entry.active);
                active.map(|entry| entry.code.as_str().to_owned()).collect()
            }
            Self::Class => codes(Class::ALL, Class::code),
            Self::Nature => codes(Nature::ALL, Nature::code),
            Self::Content => codes(Content::ALL, Content::code),
            Self::Channel => codes(Channel::ALL, Channel::code),
            Self::Closure => codes(ClosureCode::ALL, ClosureCode::code),
            Self::Situation | Self::Department | Self::Building => Vec::new(),
        }
    }

    /// Whether a case may lack the code of this axis, so that it has a row 未分类.
    pub fn has_none(self) -> bool {
        !matches!(self, Self::Channel | Self::Closure)
    }
}
