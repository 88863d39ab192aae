//! What an entry of the log is about: a case, or anything else at the counter that has a history of its own. The log
//! is one, so that the order of everything that happened can be proved.

use std::fmt;

use chrono::NaiveDate;

use crate::domain::case::CaseNumber;
use crate::domain::code::PaperForm;
use crate::domain::knowledge::KnowledgeId;
use crate::domain::outage::OutageId;
use crate::domain::person::StaffId;

/// The kinds of subjects; the code words stand in the database and in `schema.sql`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the label of each says what it is")]
pub enum SubjectKind {
    Case,
    Month,
    Day,
    Shift,
    Outage,
    Household,
    Person,
    Staff,
    Setting,
    Knowledge,
    Suggestion,
    Improvement,
    Routine,
    Watch,
    Service,
    Drill,
    Import,
    Export,
    Print,
    Data,
}

impl SubjectKind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[
        Self::Case,
        Self::Month,
        Self::Day,
        Self::Shift,
        Self::Outage,
        Self::Household,
        Self::Person,
        Self::Staff,
        Self::Setting,
        Self::Knowledge,
        Self::Suggestion,
        Self::Improvement,
        Self::Routine,
        Self::Watch,
        Self::Service,
        Self::Drill,
        Self::Import,
        Self::Export,
        Self::Print,
        Self::Data,
    ];

    /// The code word in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Month => "month",
            Self::Day => "day",
            Self::Shift => "shift",
            Self::Outage => "outage",
            Self::Household => "household",
            Self::Person => "person",
            Self::Staff => "staff",
            Self::Setting => "setting",
            Self::Knowledge => "knowledge",
            Self::Suggestion => "suggestion",
            Self::Improvement => "improvement",
            Self::Routine => "routine",
            Self::Watch => "watch",
            Self::Service => "service",
            Self::Drill => "drill",
            Self::Import => "import",
            Self::Export => "export",
            Self::Print => "print",
            Self::Data => "data",
        }
    }

    /// What it is called to a person.
    pub fn label(self) -> &'static str {
        match self {
            Self::Case => "受理单",
            Self::Month => "月份",
            Self::Day => "日期",
            Self::Shift => "班次",
            Self::Outage => "公共事件",
            Self::Household => "房屋",
            Self::Person => "业主",
            Self::Staff => "人员",
            Self::Setting => "设置",
            Self::Knowledge => "资料",
            Self::Suggestion => "建议",
            Self::Improvement => "改进措施",
            Self::Routine => "例行事务",
            Self::Watch => "网上值守",
            Self::Service => "服务簿",
            Self::Drill => "演练",
            Self::Import => "导入",
            Self::Export => "导出",
            Self::Print => "打印",
            Self::Data => "数据文件",
        }
    }

    /// The kind of a code word.
    pub fn from_code(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.code() == word)
    }
}

/// A subject that is no case: its kind and the key under which its entries are found.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Subject {
    kind: SubjectKind,
    key: String,
}

impl Subject {
    /// A subject by its key; `None` for a case, whose entries are events of their own kind, and for an empty key.
    pub fn new(kind: SubjectKind, key: impl Into<String>) -> Option<Self> {
        let key = key.into();
        (kind != SubjectKind::Case && !key.is_empty()).then_some(Self { kind, key })
    }

    /// A member of the staff.
    pub fn staff(id: StaffId) -> Self {
        Self { kind: SubjectKind::Staff, key: id.0.to_string() }
    }

    /// A group of settings, by its key.
    pub fn setting(key: &str) -> Self {
        Self { kind: SubjectKind::Setting, key: key.to_owned() }
    }

    /// An entry of the knowledge.
    pub fn knowledge(id: KnowledgeId) -> Self {
        Self { kind: SubjectKind::Knowledge, key: id.0.to_string() }
    }

    /// A household, by its room in the one writing.
    pub fn household(room: &str) -> Option<Self> {
        Self::new(SubjectKind::Household, room)
    }

    /// A file that was imported.
    pub fn import(file: &str) -> Self {
        Self { kind: SubjectKind::Import, key: file.to_owned() }
    }

    /// A file that was exported.
    pub fn export(file: &str) -> Self {
        Self { kind: SubjectKind::Export, key: file.to_owned() }
    }

    /// A form of a case, a day or a period (`of`: its number, `2026-11-03`, `2026-11`).
    pub fn print(form: PaperForm, of: &str) -> Self {
        Self { kind: SubjectKind::Print, key: format!("{}/{of}", form.number()) }
    }

    /// A month, quarter or year, by its code (`2026-11`).
    pub fn month(code: &str) -> Self {
        Self { kind: SubjectKind::Month, key: code.to_owned() }
    }

    /// A local day.
    pub fn day(day: NaiveDate) -> Self {
        Self { kind: SubjectKind::Day, key: day.to_string() }
    }

    /// The customer of a case, whose number was shown or whose data were given out.
    pub fn person_of(number: CaseNumber) -> Self {
        Self { kind: SubjectKind::Person, key: number.to_string() }
    }

    /// Those who live in a room, whose numbers were shown.
    pub fn people_of(room: &str) -> Option<Self> {
        Self::new(SubjectKind::Person, room)
    }

    /// A 公共事件.
    pub fn outage(id: OutageId) -> Self {
        Self { kind: SubjectKind::Outage, key: id.to_string() }
    }

    /// The data file as a whole.
    pub fn data() -> Self {
        Self { kind: SubjectKind::Data, key: "tingsu".to_owned() }
    }

    /// Its kind.
    pub fn kind(&self) -> SubjectKind {
        self.kind
    }

    /// Its key.
    pub fn key(&self) -> &str {
        &self.key
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}「{}」", self.kind.label(), self.key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_found_by_its_code_and_no_two_share_one() {
        for kind in SubjectKind::ALL {
            assert_eq!(SubjectKind::from_code(kind.code()), Some(*kind));
        }
        assert_eq!(SubjectKind::from_code("other"), None);
    }

    #[test]
    fn a_case_is_no_subject_of_this_kind() {
        assert_eq!(Subject::new(SubjectKind::Case, "20261103-001"), None);
        assert_eq!(Subject::new(SubjectKind::Month, ""), None);
        assert_eq!(Subject::new(SubjectKind::Month, "2026-11").unwrap().to_string(), "月份「2026-11」");
    }
}
