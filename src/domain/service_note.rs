//! 服务簿: what was done for owners beyond what was promised, the questionnaires that came back, the meetings with the
//! owners' representatives. One entry a line, written in a moment. Ledger 19-06, 11-19, 11-25, 17-25.

use std::collections::BTreeSet;
use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::code::{Opinion, codes};

codes! {
    /// What kind of service it is about: one that was promised – owners miss it when it is not kept –, or one that is given
    /// beyond the promise. Ledger 10-53.
    ServiceLevel {
        Promised = "promised": "承诺服务",
        Extra = "extra": "额外服务",
    }
}

codes! {
    /// What an entry is.
    ServiceKind {
        Extra = "extra": "额外服务",
        Survey = "survey": "调查问卷",
        Meeting = "meeting": "座谈会",
    }
}

impl ServiceKind {
    /// What whoever of the staff is named did.
    pub fn staff_label(self) -> &'static str {
        match self {
            Self::Extra => "谁做的",
            Self::Survey => "谁收回的",
            Self::Meeting => "谁主持的",
        }
    }

    /// Who of the owners is named.
    pub fn customer_label(self) -> &'static str {
        match self {
            Self::Extra => "为谁做的",
            Self::Survey => "谁答的",
            Self::Meeting => "业主代表",
        }
    }

    /// What its words are.
    pub fn words_label(self) -> &'static str {
        match self {
            Self::Extra => "做了什么",
            Self::Survey => "写了什么意见",
            Self::Meeting => "谈了什么",
        }
    }
}

/// Which one; numbers are given from 1 and never used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ServiceNoteId(pub i64);

impl fmt::Display for ServiceNoteId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// What a questionnaire says of a department.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SurveyAnswer {
    /// The department.
    pub department: String,
    /// How satisfied.
    pub opinion: Opinion,
}

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceNote {
    /// What it is.
    pub kind: ServiceKind,
    /// The day on which it was done, came back, or was held.
    pub day: NaiveDate,
    /// Who of the staff did it, took it back, or led it.
    pub staff: String,
    /// The room of the household, in its one writing; empty where none is named.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub room: String,
    /// The owner, or those who came.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub customer: String,
    /// What a questionnaire says, by department.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<SurveyAnswer>,
    /// What was done, written, or talked about.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

impl ServiceNote {
    /// An entry of which only the kind, the day and who writes it are known.
    pub fn new(kind: ServiceKind, day: NaiveDate, staff: impl Into<String>) -> Self {
        let (room, customer, words) = Default::default();
        Self { kind, day, staff: staff.into(), room, customer, answers: Vec::new(), words }
    }

    /// What keeps it from being kept today, as a sentence.
    pub fn problem(&self, today: NaiveDate) -> Option<&'static str> {
        let empty = |text: &str| text.trim().is_empty();
        if self.day > today {
            return Some("日期在今天以后，请改。");
        }
        if empty(&self.staff) {
            return Some(match self.kind {
                ServiceKind::Extra => "请写是谁做的。",
                ServiceKind::Survey => "请写是谁收回的。",
                ServiceKind::Meeting => "请写是谁主持的。",
            });
        }
        match self.kind {
            ServiceKind::Extra if empty(&self.words) => Some("请写做了什么。"),
            ServiceKind::Extra if empty(&self.room) && empty(&self.customer) => {
                Some("请写为谁做的：房号或称呼。")
            }
            ServiceKind::Survey if self.answers.is_empty() => Some("请至少选一个部门的满意程度。"),
            ServiceKind::Survey if self.answers_twice() => Some("同一个部门选了两次，请去掉一个。"),
            ServiceKind::Meeting if empty(&self.customer) => Some("请写来了哪些业主代表。"),
            ServiceKind::Meeting if empty(&self.words) => Some("请写谈了什么。"),
            _ => None,
        }
    }

    fn answers_twice(&self) -> bool {
        let departments: BTreeSet<&str> = self.answers.iter().map(|one| one.department.as_str()).collect();
        departments.len() < self.answers.len()
    }

    /// The household and the owner, as `3-2-1001 陈建国`.
    pub fn whom(&self) -> String {
        [self.room.as_str(), self.customer.as_str()]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// What it says in one line: of a questionnaire the answers, then the words.
    pub fn line(&self) -> String {
        let answers = self.answers.iter().map(|one| format!("{}{}", one.department, one.opinion.label()));
        let words = self.words.split_whitespace().collect::<Vec<_>>().join(" ");
        let answers = answers.collect::<Vec<_>>().join("、");
        [answers, words].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("；")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    #[test]
    fn what_an_entry_lacks_is_told() {
        let mut note = ServiceNote::new(ServiceKind::Extra, day(3), "李敏");
        let problem = |note: &ServiceNote| note.problem(day(3)).unwrap_or_default();
        assert!(problem(&note).contains("做了什么"));
        note.words = "帮张奶奶把药送上楼".into();
        assert!(problem(&note).contains("为谁"));
        note.room = "3-2-1001".into();
        assert_eq!(problem(&note), "");
        assert_eq!((note.whom().as_str(), note.line().as_str()), ("3-2-1001", "帮张奶奶把药送上楼"));
        assert!(problem(&ServiceNote { day: day(4), ..note.clone() }).contains("今天以后"));
        assert!(problem(&ServiceNote { staff: " ".into(), ..note.clone() }).contains("谁做的"));

        let mut survey = ServiceNote { kind: ServiceKind::Survey, words: String::new(), ..note.clone() };
        assert!(problem(&survey).contains("至少选一个部门"));
        let answer =
            |department: &str| SurveyAnswer { department: department.into(), opinion: Opinion::Mostly };
        survey.answers = vec![answer("工程部"), answer("工程部")];
        assert!(problem(&survey).contains("选了两次"));
        survey.answers = vec![answer("工程部"), answer("客服部")];
        assert_eq!((problem(&survey), survey.line().as_str()), ("", "工程部基本满意、客服部基本满意"));

        let meeting = ServiceNote { kind: ServiceKind::Meeting, ..note };
        assert!(problem(&meeting).contains("哪些业主代表"));
        let meeting = ServiceNote { customer: "三位楼长".into(), ..meeting };
        assert_eq!(problem(&meeting), "");
        assert!(problem(&ServiceNote { words: String::new(), ..meeting }).contains("谈了什么"));
    }
}
