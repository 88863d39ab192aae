//! The facts of a case that can be corrected one by one (更正): where each stands, how it is typed and told. Codes are
//! changed by 分类.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::domain::calendar::OfficeHours;
use crate::domain::code::{CaseKind, Channel, Impact, Medium, Relation, Title};
use crate::domain::reading::time::{self, Tense};
use crate::domain::reading::{phone, room};
use crate::domain::time::Moment;
use crate::ui::screen::form::understood::Understood;

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
    Prefers,
    Place,
    OccurredAt,
    Verbatim,
    Summary,
    Person,
    Department,
    Impact,
    Kind,
    Channel,
    ReceivedAt,
    Receiver,
    ReferralFrom,
    ReferralNumber,
    ReferralDue,
    Platform,
    Link,
    Author,
    PostedAt,
    SeenAt,
    RepliedAt,
}

/// What a value is typed as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Text,
    Room,
    Phones,
    Time,
    /// One of a closed list.
    Code,
}

impl Amend {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::Name,
        Self::Title,
        Self::Relation,
        Self::Room,
        Self::Phones,
        Self::Prefers,
        Self::Place,
        Self::OccurredAt,
        Self::Verbatim,
        Self::Summary,
        Self::Person,
        Self::Department,
        Self::Impact,
        Self::Kind,
        Self::Channel,
        Self::ReceivedAt,
        Self::Receiver,
        Self::ReferralFrom,
        Self::ReferralNumber,
        Self::ReferralDue,
        Self::Platform,
        Self::Link,
        Self::Author,
        Self::PostedAt,
        Self::SeenAt,
        Self::RepliedAt,
    ];

    /// Those that a case of this channel can have.
    pub fn of_channel(channel: Channel) -> Vec<Self> {
        let fits = |one: &Self| match one {
            Self::ReferralFrom | Self::ReferralNumber | Self::ReferralDue => channel == Channel::Referral,
            Self::Platform | Self::Link | Self::Author | Self::PostedAt | Self::SeenAt | Self::RepliedAt => {
                channel == Channel::Online
            }
            _ => true,
        };
        Self::ALL.iter().copied().filter(fits).collect()
    }

    /// The word on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Name => "姓名",
            Self::Title => "称呼",
            Self::Relation => "与房屋的关系",
            Self::Room => "房号",
            Self::Phones => "联系电话",
            Self::Prefers => "偏好的告知方式",
            Self::Place => "地点",
            Self::OccurredAt => "发生时间",
            Self::Verbatim => "原话",
            Self::Summary => "复述要点",
            Self::Person => "被投诉人",
            Self::Department => "被投诉部门",
            Self::Impact => "影响程度",
            Self::Kind => "信息类别",
            Self::Channel => "渠道",
            Self::ReceivedAt => "受理时间",
            Self::Receiver => "受理人",
            Self::ReferralFrom => "转办单位",
            Self::ReferralNumber => "转办单号",
            Self::ReferralDue => "转办时限",
            Self::Platform => "平台",
            Self::Link => "链接",
            Self::Author => "发布人",
            Self::PostedAt => "发布时间",
            Self::SeenAt => "发现时间",
            Self::RepliedAt => "公开回复时间",
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
            Self::Prefers => "complainant.prefers",
            Self::Place => "place",
            Self::OccurredAt => "occurred_at",
            Self::Verbatim => "verbatim",
            Self::Summary => "summary",
            Self::Person => "complained_of.person",
            Self::Department => "complained_of.department",
            Self::Impact => "impact",
            Self::Kind => "kind",
            Self::Channel => "channel",
            Self::ReceivedAt => "received_at",
            Self::Receiver => "receiver",
            Self::ReferralFrom => "referral.from",
            Self::ReferralNumber => "referral.number",
            Self::ReferralDue => "referral.due",
            Self::Platform => "online.platform",
            Self::Link => "online.link",
            Self::Author => "online.author",
            Self::PostedAt => "online.posted_at",
            Self::SeenAt => "online.seen_at",
            Self::RepliedAt => "online.replied_at",
        }
    }

    fn shape(self) -> Shape {
        match self {
            Self::Title | Self::Relation | Self::Prefers | Self::Impact | Self::Kind | Self::Channel => {
                Shape::Code
            }
            Self::Room => Shape::Room,
            Self::Phones => Shape::Phones,
            Self::OccurredAt
            | Self::ReceivedAt
            | Self::ReferralDue
            | Self::PostedAt
            | Self::SeenAt
            | Self::RepliedAt => Shape::Time,
            _ => Shape::Text,
        }
    }

    /// The code words and words to choose from, where the list is closed.
    fn codes(self) -> Vec<(&'static str, &'static str)> {
        match self {
            Self::Title => Title::ALL.iter().map(|one| (one.code(), one.label())).collect(),
            Self::Relation => Relation::ALL.iter().map(|one| (one.code(), one.label())).collect(),
            Self::Prefers => Medium::ALL.iter().map(|one| (one.code(), one.label())).collect(),
            Self::Impact => Impact::ALL.iter().map(|one| (one.code(), one.label())).collect(),
            Self::Kind => CaseKind::ALL.iter().map(|one| (one.code(), one.label())).collect(),
            Self::Channel => Channel::ALL.iter().map(|one| (one.code(), one.label())).collect(),
            _ => Vec::new(),
        }
    }

    /// The words to choose from, where the list is closed.
    pub fn choices(self) -> Vec<&'static str> {
        self.codes().into_iter().map(|(_, label)| label).collect()
    }

    /// What the case holds of it, in words.
    pub fn words(self, value: &Value, now: Moment) -> String {
        let text = |text: &str| match self.shape() {
            Shape::Code => {
                self.codes().into_iter().find(|(code, _)| *code == text).map(|(_, label)| label.into())
            }
            Shape::Time => Moment::parse(text).ok().map(|moment| moment.short(now)),
            _ => None,
        };
        match value {
            Value::String(written) => text(written).unwrap_or_else(|| written.clone()),
            Value::Array(list) if !list.is_empty() => {
                list.iter().map(|one| self.words(one, now)).collect::<Vec<_>>().join("、")
            }
            _ => "（空）".to_owned(),
        }
    }

    /// How what is typed is understood, where it has a reader.
    pub fn understood(self, text: &str, now: Moment, duty: OfficeHours) -> Option<Understood> {
        match self.shape() {
            Shape::Time => Understood::time(text, self.tense(), now, duty),
            Shape::Room => Understood::room(text),
            Shape::Phones => Understood::phones(text),
            Shape::Code | Shape::Text => None,
        }
    }

    fn tense(self) -> Tense {
        if self == Self::ReferralDue { Tense::Future } else { Tense::Past }
    }

    /// The value of what was typed or chosen.
    ///
    /// # Errors
    /// A sentence when it cannot be the value.
    pub fn value(self, text: &str, now: Moment, duty: OfficeHours) -> Result<Value, String> {
        let text = text.trim();
        if text.is_empty() {
            return Err(format!("请填写更正后的{}", self.label()));
        }
        match self.shape() {
            Shape::Code => {
                let code = self.codes().into_iter().find(|(_, label)| *label == text).map(|(code, _)| code);
                code.map(|code| json!(code)).ok_or_else(|| "请选一项".to_owned())
            }
            Shape::Room => Ok(json!(room::written(text))),
            Shape::Time => Ok(json!(time::read(text, self.tense(), now, duty).required()?)),
            // What can be no number is kept as it was written.
            Shape::Phones => Ok(json!(phone::read(text).kept())),
            Shape::Text => Ok(json!(text)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::Facts;
    use crate::domain::correction::{value_at, with_value};

    #[test]
    fn every_correction_fits_its_fact_and_is_told_in_words() {
        let now = Moment::parse("2026-11-21T14:30").unwrap();
        let facts = Facts::new(CaseKind::Complaint, Channel::Phone, now, "李敏");
        let duty = OfficeHours::default();
        for amend in Amend::ALL {
            let choices = amend.choices();
            let typed = match amend.shape() {
                Shape::Time if *amend == Amend::ReferralDue => "明天9:00",
                Shape::Time => "昨天9:00",
                _ => choices.last().copied().unwrap_or("13900000001"),
            };
            let value = amend.value(typed, now, duty).unwrap();
            let corrected = with_value(&facts, amend.path(), &value).unwrap_or_else(|| panic!("{amend:?}"));
            let held = value_at(&corrected, amend.path());
            assert!(!amend.words(&held, now).contains("空"), "{amend:?}");
            assert!(amend.value(" ", now, duty).is_err());
        }
        assert_eq!(Amend::Impact.words(&json!("wide"), now), "整栋或多户");
        assert_eq!(Amend::Name.words(&Value::Null, now), "（空）");
        let phones = Amend::Phones.value("+86 13900000001\n0755-00001234 女儿", now, duty).unwrap();
        assert_eq!(phones, json!(["13900000001", "075500001234"]));
        assert_eq!(Amend::Room.value("3栋2单元1001", now, duty).unwrap(), json!("3-2-1001"));
        let shown = |amend: Amend, text: &str| amend.understood(text, now, duty).map(|read| read.words);
        assert_eq!(shown(Amend::OccurredAt, "昨晚11点").as_deref(), Some("周五 11月20日 23:00"));
        assert_eq!(shown(Amend::Room, "3栋2单元1001").as_deref(), Some("3-2-1001"));
        assert_eq!(shown(Amend::Place, "昨晚11点"), None);
        assert!(Amend::ReceivedAt.value("明天9:00", now, duty).unwrap_err().contains("还没到"));
        assert!(!Amend::of_channel(Channel::Phone).contains(&Amend::Platform));
        let early = OfficeHours { to: chrono::NaiveTime::from_hms_opt(17, 0, 0).unwrap(), ..duty };
        let due = Amend::ReferralDue.value("明天下班前", now, early).unwrap();
        assert_eq!(due, json!(Moment::parse("2026-11-22T17:00").unwrap()), "the hours of this office");
    }
}
