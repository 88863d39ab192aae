//! Who: the complainant (业主) and the staff at the counter.

use serde::{Deserialize, Serialize};

use crate::domain::code::{Medium, Relation, Title};
use crate::domain::reading::name;

/// Id of a staff member on this counter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StaffId(pub i64);

/// What a staff member may do (rules §10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 前台.
    Reception,
    /// 客服主任.
    Supervisor,
    /// 签字：may only sign daily checks.
    SignOnly,
}

impl Role {
    /// Every role.
    pub const ALL: &'static [Self] = &[Self::Reception, Self::Supervisor, Self::SignOnly];

    /// The role's word on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Reception => "前台",
            Self::Supervisor => "客服主任",
            Self::SignOnly => "签字",
        }
    }

    /// The code word in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Reception => "reception",
            Self::Supervisor => "supervisor",
            Self::SignOnly => "sign_only",
        }
    }

    /// The role of a code word.
    pub fn from_code(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|role| role.code() == word)
    }
}

/// A member of the staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    /// Id on this counter.
    pub id: StaffId,
    /// Name.
    pub name: String,
    /// What the person may do.
    pub role: Role,
    /// `false` for former staff: kept because events name them.
    pub active: bool,
}

/// The person at the keyboard when something is done: every write carries one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Id on this counter; `None` for headless commands run by IT.
    pub id: Option<StaffId>,
    /// Name as written into events.
    pub name: String,
    /// What the person may do: the one role gate.
    pub role: Role,
}

impl From<&Staff> for Actor {
    fn from(staff: &Staff) -> Self {
        Self { id: Some(staff.id), name: staff.name.clone(), role: staff.role }
    }
}

/// The customer of a case (业主 on the screen, whoever it is). Rules §2.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Complainant {
    /// Name as given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// How to address the person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Title>,
    /// The customer gave no name on purpose.
    #[serde(default)]
    pub anonymous: bool,
    /// Relation to the room.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relation: Option<Relation>,
    /// Numbers to call back, first one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<String>,
    /// The number that the call came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub called_from: Option<String>,
    /// 未留：the customer gave no number, or the line broke off.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub phone_declined: bool,
    /// The room as written, `3-2-1001`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<String>,
    /// How the customer would like to be told (偏好的告知方式). Ledger 21-12.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefers: Option<Medium>,
    /// Standing flag 不接受回访. Ledger 08-14.
    #[serde(default)]
    pub declines_visits: bool,
}

impl Complainant {
    /// How to speak to the person: `陈先生`; a name of which nothing tells the title stays whole; `None` without a name.
    pub fn salutation(&self) -> Option<String> {
        let name = self.name.as_deref().filter(|_| !self.anonymous)?;
        name::address(name, self.title)
    }

    /// Whether there is any way to come back to the person: a phone or a room (an online account is the
    /// case's, not the person's).
    pub fn has_contact(&self) -> bool {
        !self.phones.is_empty() || self.called_from.is_some() || self.room.is_some()
    }
}

/// `139****0001`: a number as lists show it until it is clicked (rules §10). Short numbers keep two digits.
pub fn mask_phone(phone: &str) -> String {
    let chars: Vec<char> = phone.chars().collect();
    match chars.len() {
        0..=4 => "****".to_owned(),
        5..=8 => format!("{}****", chars[..2].iter().collect::<String>()),
        n => {
            let head: String = chars[..3].iter().collect();
            let tail: String = chars[n - 4..].iter().collect();
            format!("{head}****{tail}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_are_masked() {
        assert_eq!(mask_phone("13900000001"), "139****0001");
        assert_eq!(mask_phone("110"), "****");
    }

    #[test]
    fn salutations_fit_the_name() {
        let person = |name: &str, title| Complainant {
            name: Some(name.into()),
            title: Some(title),
            ..Default::default()
        };
        assert_eq!(person("陈建国", Title::Mr).salutation().unwrap(), "陈先生");
        assert_eq!(person("欧阳娜", Title::Ms).salutation().unwrap(), "欧阳女士");
        assert_eq!(person("陈先生", Title::Mr).salutation().unwrap(), "陈先生");
        assert_eq!(person("Smith", Title::Mr).salutation().unwrap(), "Smith先生");
        assert_eq!(person("陈建国", Title::Unknown).salutation().unwrap(), "陈建国");
        assert_eq!(Complainant::default().salutation(), None);
    }
}
