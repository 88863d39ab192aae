//! Who: the complainant (业主) and the staff at the counter.

use serde::{Deserialize, Serialize};

use crate::domain::code::{Medium, Relation, Title};
use crate::domain::reading::{name, phone};

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

/// Names of the supervisors of now: one of them confirms what needs a supervisor.
pub fn supervisors(staff: &[Staff]) -> Vec<String> {
    let is_one = |one: &&Staff| one.active && one.role == Role::Supervisor;
    staff.iter().filter(is_one).map(|one| one.name.clone()).collect()
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
    /// The supervisor who stands beside and has confirmed the one act at hand. Rules §10.
    pub backed_by: Option<Backer>,
}

/// A supervisor who has confirmed on the spot, by his PIN, what somebody else does at the keyboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backer {
    /// Id on this counter.
    pub id: StaffId,
    /// Name as it was then.
    pub name: String,
}

impl Actor {
    /// Somebody at the keyboard, with nobody beside.
    pub fn new(id: Option<StaffId>, name: impl Into<String>, role: Role) -> Self {
        Self { id, name: name.into(), role, backed_by: None }
    }

    /// The same person with a supervisor beside.
    #[must_use]
    pub fn backed_by(self, backer: Backer) -> Self {
        Self { backed_by: Some(backer), ..self }
    }

    /// The same person with nobody beside.
    #[must_use]
    pub fn alone(&self) -> Self {
        Self { backed_by: None, ..self.clone() }
    }

    /// The supervisor whose word counts for what is done here: the person, or the one who confirmed it.
    pub fn decider(&self) -> Option<&str> {
        match &self.backed_by {
            Some(backer) => Some(&backer.name),
            None if self.role == Role::Supervisor => Some(&self.name),
            None => None,
        }
    }
}

impl From<&Staff> for Actor {
    fn from(staff: &Staff) -> Self {
        Self::new(Some(staff.id), staff.name.as_str(), staff.role)
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

    /// The name with title as lists and papers write it; `匿名` for one who gave none on purpose.
    pub fn named(&self) -> String {
        let name = self.name.as_deref().unwrap_or_default().trim();
        match self.title {
            _ if self.anonymous => "匿名".to_owned(),
            Some(title @ (Title::Mr | Title::Ms)) if !name.is_empty() && !name.ends_with(title.label()) => {
                format!("{name}{}", title.label())
            }
            _ => name.to_owned(),
        }
    }

    /// The numbers to call back, each by itself whatever the writing of the field.
    pub fn numbers(&self) -> Vec<String> {
        phone::kept_of(&self.phones)
    }

    /// Whether there is any way to come back to the person: a phone or a room (an online account is the
    /// case's, not the person's).
    pub fn has_contact(&self) -> bool {
        !self.phones.is_empty() || self.called_from.is_some() || self.room.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_supervisor_decides_alone_and_somebody_else_with_one_beside() {
        let front = Actor::new(Some(StaffId(1)), "李敏", Role::Reception);
        assert_eq!(front.decider(), None);
        let backed = front.clone().backed_by(Backer { id: StaffId(2), name: "赵楠".into() });
        assert_eq!(backed.decider(), Some("赵楠"));
        assert_eq!(backed.alone(), front);
        assert_eq!(Actor::new(Some(StaffId(2)), "赵楠", Role::Supervisor).decider(), Some("赵楠"));
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
