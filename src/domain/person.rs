//! Who: the complainant (业主), the staff at the counter, rooms and telephone numbers.

use serde::{Deserialize, Serialize};

use crate::domain::code::{Medium, Relation, Title};
use crate::domain::digit::plain_digit;

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

/// Surnames of two characters that are common enough to be met at a counter.
const DOUBLE_SURNAMES: [&str; 12] =
    ["欧阳", "司马", "上官", "诸葛", "司徒", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "端木"];

/// The surname of a Chinese name: `陈建国` → `陈`, `欧阳娜` → `欧阳`.
pub fn surname(name: &str) -> &str {
    let double = DOUBLE_SURNAMES.iter().find(|double| name.starts_with(**double) && name != **double);
    let length = double.map_or_else(|| name.chars().next().map_or(0, char::len_utf8), |double| double.len());
    &name[..length]
}

impl Complainant {
    /// How to speak to the person: `陈先生`; a name of unknown title stays whole; `None` without a name.
    pub fn salutation(&self) -> Option<String> {
        let name = self.name.as_deref().map(str::trim).filter(|name| !name.is_empty())?;
        if self.anonymous {
            return None;
        }
        let chinese = name.chars().all(|c| ('\u{3400}'..='\u{9fff}').contains(&c) || c as u32 >= 0x2_0000);
        let short = if chinese && name.chars().count() <= 4 { surname(name) } else { name };
        match self.title {
            Some(title @ (Title::Mr | Title::Ms)) if name.ends_with(title.label()) => Some(name.to_owned()),
            Some(title @ (Title::Mr | Title::Ms)) => Some(format!("{short}{}", title.label())),
            _ => Some(name.to_owned()),
        }
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

/// What is wrong with a telephone number, as a sentence; `None` when it can be dialled.
/// Digits, spaces, `-`, `+` and an extension after `转` are taken; full-width digits too.
pub fn phone_problem(text: &str) -> Option<String> {
    let digits = normalise_phone(text).chars().filter(char::is_ascii_digit).count();
    let odd = text.chars().find(|c| !(plain_digit(*c).is_ascii_digit() || " -+()（）转－".contains(*c)));
    if let Some(odd) = odd {
        return Some(format!("电话里有「{odd}」，请核对"));
    }
    match digits {
        0..5 => Some("电话位数不够，请核对".to_owned()),
        18.. => Some("电话位数太多，请核对".to_owned()),
        _ if text.trim().starts_with('1') && !text.contains('转') && digits != 11 && digits > 6 => {
            Some(format!("手机号应为11位，现在是{digits}位，请核对"))
        }
        _ => None,
    }
}

/// A number as it is kept: full-width digits made plain, spaces dropped.
pub fn normalise_phone(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '－' => '-',
            _ => plain_digit(c),
        })
        .collect()
}

/// A room in any usual notation brought to `building-unit-room` (`3-2-1001`, `3号楼2单元1001`, `3#1001`,
/// `3栋2单元1001室`). What is no such notation (a shop, a villa's name) stays as written, without outer spaces.
pub fn normalise_room(text: &str) -> String {
    let text = text.trim();
    let mut parts: Vec<String> = vec![String::new()];
    for c in text.chars().map(plain_digit) {
        match c {
            '0'..='9' | 'A'..='Z' | 'a'..='z' => {
                if let Some(last) = parts.last_mut() {
                    last.push(c.to_ascii_uppercase());
                }
            }
            '-' | '－' | '—' | '#' | '＃' | '号' | '楼' | '栋' | '幢' | '座' | '单' | '元' | '室' | '房'
            | ' ' | '/' => {
                if parts.last().is_some_and(|last| !last.is_empty()) {
                    parts.push(String::new());
                }
            }
            _ => return text.to_owned(),
        }
    }
    parts.retain(|part| !part.is_empty());
    if (2..=3).contains(&parts.len()) { parts.join("-") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rooms_in_usual_notations_are_one() {
        for text in ["3-2-1001", "3号楼2单元1001", "3栋2单元1001室", "３－２－１００１", " 3#2-1001 "]
        {
            assert_eq!(normalise_room(text), "3-2-1001", "{text}");
        }
        assert_eq!(normalise_room("3#1001"), "3-1001");
        assert_eq!(normalise_room("南门便利店"), "南门便利店");
        assert_eq!(normalise_room("b座12"), "B-12");
    }

    #[test]
    fn phones_are_checked_with_a_sentence() {
        assert_eq!(phone_problem("13900000001"), None);
        assert_eq!(phone_problem("0755-00001234"), None);
        assert_eq!(phone_problem("１３９００００００１２"), None);
        assert!(phone_problem("1390000000a").unwrap().contains('a'));
        assert!(phone_problem("139000000012").unwrap().contains("11位"));
        assert!(phone_problem("12").unwrap().contains("不够"));
    }

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
