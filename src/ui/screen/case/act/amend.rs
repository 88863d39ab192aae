//! The facts of a case that can be corrected one by one (更正). Codes are changed by 分类.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::domain::code::{CaseKind, Channel, Relation, Title};
use crate::domain::person::{normalise_phone, normalise_room, phone_problem};

/// A fact that can be corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the labels say it")]
pub enum Amend {
    Name,
    Title,
    Relation,
    Room,
    Phones,
    Place,
    Verbatim,
    Summary,
    Kind,
    Channel,
}

impl Amend {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::Name,
        Self::Title,
        Self::Relation,
        Self::Room,
        Self::Phones,
        Self::Place,
        Self::Verbatim,
        Self::Summary,
        Self::Kind,
        Self::Channel,
    ];

    /// The word on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Name => "姓名",
            Self::Title => "称呼",
            Self::Relation => "与房屋的关系",
            Self::Room => "房号",
            Self::Phones => "联系电话",
            Self::Place => "地点",
            Self::Verbatim => "原话",
            Self::Summary => "复述要点",
            Self::Kind => "信息类别",
            Self::Channel => "渠道",
        }
    }

    /// Its key path.
    pub fn path(self) -> &'static str {
        match self {
            Self::Name => "complainant.name",
            Self::Title => "complainant.title",
            Self::Relation => "complainant.relation",
            Self::Room => "complainant.room",
            Self::Phones => "complainant.phones",
            Self::Place => "place",
            Self::Verbatim => "verbatim",
            Self::Summary => "summary",
            Self::Kind => "kind",
            Self::Channel => "channel",
        }
    }

    /// The words to choose from, where the list is closed.
    pub fn choices(self) -> Vec<&'static str> {
        match self {
            Self::Title => Title::ALL.iter().map(|one| one.label()).collect(),
            Self::Relation => Relation::ALL.iter().map(|one| one.label()).collect(),
            Self::Kind => CaseKind::ALL.iter().map(|one| one.label()).collect(),
            Self::Channel => Channel::ALL.iter().map(|one| one.label()).collect(),
            _ => Vec::new(),
        }
    }

    /// The value of what was typed or chosen.
    ///
    /// # Errors
    /// A sentence when it cannot be the value.
    pub fn value(self, text: &str) -> Result<Value, String> {
        let text = text.trim();
        if text.is_empty() {
            return Err(format!("请填写更正后的{}", self.label()));
        }
        let chosen = |code: Option<&str>| code.map(|code| json!(code)).ok_or_else(|| "请选一项".to_owned());
        match self {
            Self::Title => chosen(Title::ALL.iter().find(|one| one.label() == text).map(|one| one.code())),
            Self::Relation => {
                chosen(Relation::ALL.iter().find(|one| one.label() == text).map(|one| one.code()))
            }
            Self::Kind => chosen(CaseKind::ALL.iter().find(|one| one.label() == text).map(|one| one.code())),
            Self::Channel => {
                chosen(Channel::ALL.iter().find(|one| one.label() == text).map(|one| one.code()))
            }
            Self::Room => Ok(json!(normalise_room(text))),
            Self::Phones => {
                let phones: Vec<String> = text
                    .split(['、', '，', ',', ';', '；'])
                    .map(normalise_phone)
                    .filter(|one| !one.is_empty())
                    .collect();
                match phones.iter().find_map(|phone| phone_problem(phone)) {
                    Some(problem) => Err(problem),
                    None => Ok(json!(phones)),
                }
            }
            Self::Name | Self::Place | Self::Verbatim | Self::Summary => Ok(json!(text)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::Facts;
    use crate::domain::case::with_value;
    use crate::domain::time::Moment;

    #[test]
    fn every_correction_fits_its_fact() {
        let now = Moment::parse("2026-11-21T14:30").unwrap();
        let facts = Facts::new(CaseKind::Complaint, Channel::Phone, now, "李敏");
        for amend in Amend::ALL {
            let choices = amend.choices();
            let text = choices.last().copied().unwrap_or("13900000001");
            let value = amend.value(text).unwrap();
            assert!(with_value(&facts, amend.path(), &value).is_some(), "{amend:?}");
            assert!(amend.value(" ").is_err());
        }
        assert!(Amend::Phones.value("1390000000a").unwrap_err().contains('a'));
    }
}
