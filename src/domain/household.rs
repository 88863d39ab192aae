//! 房屋: who lives where and what the counter should know of them. One household is one document, so that its history
//! is a list of documents. Ledger 11-20, 11-21, 19-14, 20-38.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::code::{Channel, Relation, Title, codes};
use crate::domain::reading::{phone, room};

codes! {
    /// How a house is used.
    Lives {
        Usual = "usual": "常住",
        Sometimes = "sometimes": "不常住",
        Let = "let": "出租",
        Empty = "empty": "空置",
        Business = "business": "营业",
    }
}

/// A number of a resident.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResidentPhone {
    /// In the one writing of `reading::phone`, or as written when it can be no number.
    pub number: String,
    /// 女儿, 晚上打; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remark: String,
}

/// 不接受回访 and the like: what stands until it is taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandingWish {
    /// Since when.
    pub since: NaiveDate,
    /// In which words, or in which case.
    pub reason: String,
    /// Who wrote it down.
    pub by: String,
}

/// Somebody who lives, lived or owns there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resident {
    /// Number within the household, never given twice.
    pub id: u32,
    /// Name.
    pub name: String,
    /// How to address the person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Title>,
    /// Owner, tenant, family.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relation: Option<Relation>,
    /// Numbers, the one to call first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<ResidentPhone>,
    /// Whether the person usually lives there.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub usual: bool,
    /// How the person likes to be reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefers: Option<Channel>,
    /// By what name or number the person is found on WeChat; empty while that is not known. Ledger 11-21.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub wechat: String,
    /// The person has no WeChat, as many of the elderly: called or visited instead. Ledger 11-21.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_wechat: bool,
    /// What to mind: age, illness, rest after night shifts. Internal.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub care: String,
    /// 不接受回访. Ledger 08-14.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_visits: Option<StandingWish>,
    /// Since when the person is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<NaiveDate>,
    /// Until when the person was there; earlier cases stay the person's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

impl Resident {
    /// Whether the person is there now.
    pub fn is_present(&self) -> bool {
        self.until.is_none()
    }

    /// Whether a record of the same household means the same person: by name, or by number where a name is missing.
    fn is_same(&self, other: &Self) -> bool {
        let named = !other.name.is_empty() && self.name == other.name;
        let nameless = other.name.is_empty() || self.name.is_empty();
        self.is_present() == other.is_present()
            && (named || (nameless && other.phones.iter().any(|one| self.has_phone(&one.number))))
    }

    /// Whether the number is one of the person's, whatever the writing.
    pub fn has_phone(&self, number: &str) -> bool {
        let Some(asked) = phone::read_one(number) else { return false };
        self.phones.iter().filter_map(|one| phone::read_one(&one.number)).any(|one| one.same_line(&asked))
    }
}

/// A car.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Car {
    /// Plate in capitals without blanks and dots.
    pub plate: String,
}

/// A parking space.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParkingSpace {
    /// As the estate writes it, `B1-035`.
    pub code: String,
    /// When the lease ends. Ledger 11-20.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

/// A household.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Household {
    /// The room in its one writing.
    pub room: String,
    /// How it is used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lives: Option<Lives>,
    /// Who lives, lived or owns there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub residents: Vec<Resident>,
    /// Cars.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cars: Vec<Car>,
    /// Parking spaces.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spaces: Vec<ParkingSpace>,
    /// The steward, where it is another than the building's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub steward: Option<String>,
    /// Remarks. Internal.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Household {
    /// A household of which only the room is known.
    pub fn new(room: impl Into<String>) -> Self {
        Self { room: room.into(), ..Self::default() }
    }

    /// The building; the kind's word for a shop, villa or parking space; empty for what can't be read.
    pub fn building(&self) -> String {
        building_of(&self.room)
    }

    /// The unit of its building; empty where there is none.
    pub fn unit(&self) -> String {
        room::read(&self.room).value().map(|read| read.room.unit).unwrap_or_default()
    }

    /// Those who are there now.
    pub fn present(&self) -> impl Iterator<Item = &Resident> {
        self.residents.iter().filter(|one| one.is_present())
    }

    /// The id of the next resident.
    pub fn next_id(&self) -> u32 {
        self.residents.iter().map(|one| one.id).max().unwrap_or(0) + 1
    }

    /// Takes over what another record of the same household knows: people by name or number, numbers, cars, spaces;
    /// what is known already is not overwritten. Ledger 20-38.
    pub fn merge(&mut self, other: &Self) {
        for person in &other.residents {
            self.merge_resident(person);
        }
        for car in &other.cars {
            if !self.cars.contains(car) {
                self.cars.push(car.clone());
            }
        }
        for space in &other.spaces {
            match self.spaces.iter_mut().find(|known| known.code == space.code) {
                Some(known) => known.until = space.until.or(known.until),
                None => self.spaces.push(space.clone()),
            }
        }
        self.lives = self.lives.or(other.lives);
        self.steward = self.steward.take().or_else(|| other.steward.clone());
        add_words(&mut self.note, &other.note);
    }

    /// Takes over what a newer record of the same household says: as [`Household::merge`], and where only one thing can be
    /// so – how it is lived in, who looks after it, how somebody is reached – the newer word counts. Ledger 20-38.
    pub fn update(&mut self, newer: &Self) {
        self.merge(newer);
        self.lives = newer.lives.or(self.lives);
        if newer.steward.is_some() {
            self.steward.clone_from(&newer.steward);
        }
        for person in &newer.residents {
            let Some(known) = self.residents.iter_mut().find(|known| known.is_same(person)) else { continue };
            known.title = person.title.or(known.title);
            known.prefers = person.prefers.or(known.prefers);
            if newer.lives.is_some() {
                known.usual = person.usual;
            }
            if !person.wechat.is_empty() {
                known.wechat.clone_from(&person.wechat);
            }
            known.no_wechat = person.no_wechat || (known.no_wechat && known.wechat.is_empty());
            if known.no_wechat {
                known.wechat.clear();
            }
        }
    }

    fn merge_resident(&mut self, person: &Resident) {
        let same = |known: &Resident| known.is_same(person);
        let next = self.next_id();
        match self.residents.iter_mut().find(|known| same(known)) {
            Some(known) => {
                if known.name.is_empty() {
                    known.name.clone_from(&person.name);
                }
                for phone in &person.phones {
                    if !known.phones.iter().any(|one| one.number == phone.number) {
                        known.phones.push(phone.clone());
                    }
                }
                known.title = known.title.or(person.title);
                known.relation = known.relation.or(person.relation);
                known.usual |= person.usual;
                known.prefers = known.prefers.or(person.prefers);
                if known.wechat.is_empty() {
                    known.wechat.clone_from(&person.wechat);
                }
                known.no_wechat = known.wechat.is_empty() && (known.no_wechat || person.no_wechat);
                known.no_visits = known.no_visits.take().or_else(|| person.no_visits.clone());
                known.since = known.since.or(person.since);
                add_words(&mut known.care, &person.care);
            }
            None => self.residents.push(Resident { id: next, ..person.clone() }),
        }
    }

    /// Another owner from a day on: those who own now were there until then; their cases stay theirs. Who else lives
    /// there stays only when told so.
    pub fn change_owner(&mut self, owners: Vec<Resident>, day: NaiveDate, others_stay: bool) {
        for person in &mut self.residents {
            let leaves = !others_stay || matches!(person.relation, None | Some(Relation::Owner));
            if person.is_present() && leaves {
                person.until = Some(day);
            }
        }
        for owner in owners {
            let id = self.next_id();
            self.residents.push(Resident {
                id,
                relation: Some(Relation::Owner),
                since: Some(day),
                until: None,
                ..owner
            });
        }
    }
}

/// Words that are not there yet.
fn add_words(known: &mut String, more: &str) {
    if more.is_empty() || known.contains(more) {
        return;
    }
    if !known.is_empty() {
        known.push('；');
    }
    known.push_str(more);
}

/// The building of a room in its one writing, as lists and stewards are grouped by.
pub fn building_of(written: &str) -> String {
    room::read(written).value().map(|read| read.room.group()).unwrap_or_default()
}

/// Who looks after a part of the estate. Ledger 20-19.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Steward {
    /// Name.
    pub name: String,
    /// Number.
    #[serde(default)]
    pub phone: String,
    /// Buildings, or units of buildings (`3`, `3-2`, `商铺`).
    #[serde(default)]
    pub areas: Vec<String>,
}

/// The steward of a room: the household's own, else that of its unit, else that of its building.
pub fn steward_of<'a>(household: &Household, stewards: &'a [Steward]) -> Option<&'a Steward> {
    if let Some(own) = &household.steward {
        return stewards.iter().find(|steward| steward.name == *own);
    }
    let read = room::read(&household.room).value()?;
    let building = building_of(&household.room);
    let unit = format!("{building}-{}", read.room.unit);
    let of = |area: &str| stewards.iter().find(|steward| steward.areas.iter().any(|one| one == area));
    of(&unit).or_else(|| of(&building))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str, numbers: &[&str]) -> Resident {
        let phones = numbers.iter().map(|one| ResidentPhone { number: (*one).into(), remark: String::new() });
        Resident { name: name.into(), phones: phones.collect(), ..Resident::default() }
    }

    #[test]
    fn doubles_of_a_household_become_one_without_losing_anything() {
        let mut one = Household::new("3-2-1001");
        one.merge(&Household {
            residents: vec![person("张坤", &["13900000001"])],
            ..Household::new("3-2-1001")
        });
        let other = Household {
            residents: vec![person("张坤", &["13900000002"]), person("李敏", &["13900000003"])],
            cars: vec![Car { plate: "粤ZF51934".into() }],
            note: "钥匙托管前台".into(),
            ..Household::new("3-2-1001")
        };
        one.merge(&other);
        let before = one.clone();
        one.merge(&other);
        assert_eq!(one, before, "the same again adds nothing");
        let names: Vec<_> =
            one.residents.iter().map(|one| (one.id, one.name.as_str(), one.phones.len())).collect();
        assert_eq!(names, [(1, "张坤", 2), (2, "李敏", 1)]);
        assert_eq!((one.cars.len(), one.note.as_str()), (1, "钥匙托管前台"));
    }

    #[test]
    fn a_newer_record_counts_where_only_one_thing_can_be_so() {
        let mut house = Household {
            lives: Some(Lives::Usual),
            steward: Some("方若溪".into()),
            residents: vec![Resident {
                id: 1,
                usual: true,
                wechat: "zk".into(),
                ..person("张坤", &["13900000001"])
            }],
            note: "钥匙托管前台".into(),
            ..Household::new("3-2-1001")
        };
        let newer = Household {
            lives: Some(Lives::Let),
            steward: Some("陆鸣".into()),
            residents: vec![Resident {
                prefers: Some(Channel::Message), ..person("张坤", &["13900000009"])
            }],
            ..Household::new("3-2-1001")
        };
        house.update(&newer);
        assert_eq!((house.lives, house.steward.as_deref()), (Some(Lives::Let), Some("陆鸣")));
        let owner = &house.residents[0];
        assert_eq!((owner.usual, owner.prefers, owner.phones.len()), (false, Some(Channel::Message), 2));
        assert_eq!(
            (owner.wechat.as_str(), house.note.as_str()),
            ("zk", "钥匙托管前台"),
            "what it does not say stays"
        );
        let before = house.clone();
        house.update(&newer);
        assert_eq!(house, before, "the same again changes nothing");
    }

    #[test]
    fn a_new_owner_leaves_the_old_one_in_the_book() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
        let mut house = Household::new("3-2-1001");
        let owner = Resident { id: 1, relation: Some(Relation::Owner), ..person("张坤", &["13900000001"]) };
        let tenant =
            Resident { id: 2, relation: Some(Relation::Tenant), ..person("王芳", &["13900000002"]) };
        house.residents = vec![owner, tenant];
        house.change_owner(vec![person("陈建国", &["13900000009"])], day, true);
        let present: Vec<_> = house.present().map(|one| one.name.as_str()).collect();
        assert_eq!(present, ["王芳", "陈建国"]);
        assert_eq!(house.residents[0].until, Some(day));
        assert_eq!(house.residents[2].id, 3);
    }

    #[test]
    fn the_steward_is_the_household_s_the_unit_s_or_the_building_s() {
        let steward = |name: &str, areas: &[&str]| Steward {
            name: name.into(),
            phone: String::new(),
            areas: areas.iter().map(|one| (*one).to_owned()).collect(),
        };
        let stewards = [steward("方若溪", &["3"]), steward("陆鸣", &["3-2", "商铺"]), steward("葛小满", &[])];
        let of = |room: &str| steward_of(&Household::new(room), &stewards).map(|one| one.name.as_str());
        assert_eq!(of("3-1-101"), Some("方若溪"));
        assert_eq!(of("3-2-101"), Some("陆鸣"));
        assert_eq!(of("商铺B10"), Some("陆鸣"));
        assert_eq!(of("5-101"), None);
        let own = Household { steward: Some("葛小满".into()), ..Household::new("3-1-101") };
        assert_eq!(steward_of(&own, &stewards).unwrap().name, "葛小满");
    }
}
