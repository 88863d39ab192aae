//! The form of a household as it is typed: its room, its people, cars, spaces and remarks; a change of owner; the joining
//! of doubles. What it looks like stands in `entry_view`.

use chrono::NaiveDate;

use crate::domain::code::{Channel, Relation, Title};
use crate::domain::household::{Car, Household, Lives, ParkingSpace, Resident, ResidentPhone, StandingWish};
use crate::domain::reading::phone::{self, Entry as Read};
use crate::domain::reading::plate::plate;
use crate::domain::reading::time::{self, Tense};

/// What is done to a household.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Part {
    /// Everything known of it is changed.
    #[default]
    Details,
    /// Another owner comes.
    Owner,
    /// It is found to stand twice.
    Double,
}

impl Part {
    /// Its name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Details => "修改资料",
            Self::Owner => "换业主",
            Self::Double => "与另一户重复，合并",
        }
    }
}

/// What is typed of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ResidentEntry {
    /// The person as known; only what the form shows is changed of it.
    pub known: Resident,
    /// The fields as typed.
    pub name: String,
    /// Numbers with their remarks.
    pub phones: String,
    /// By what name or number he is found on WeChat.
    pub wechat: String,
    /// What to mind.
    pub care: String,
    /// Why no visits are wanted.
    pub wish: String,
}

/// What is typed of a household.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HouseholdEntry {
    /// As it was; `None` for a new one.
    pub(super) before: Option<Household>,
    pub(super) part: Part,
    pub(super) room: String,
    pub(super) people: Vec<ResidentEntry>,
    pub(super) cars: String,
    pub(super) spaces: String,
    pub(super) lives: Option<Lives>,
    pub(super) steward: String,
    pub(super) note: String,
    pub(super) owner: NewOwner,
    /// The room of the household that this one is a double of.
    pub(super) double_of: String,
    /// Why it was not saved.
    pub problem: Option<String>,
}

/// What is typed of another owner.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewOwner {
    /// Name.
    pub name: String,
    /// Numbers with their remarks.
    pub phones: String,
    /// Since when; empty for today.
    pub since: String,
    /// The others who live there move out as well.
    pub all_leave: bool,
}

/// What happens in the form.
#[derive(Debug, Clone)]
pub enum Message {
    /// The room was typed.
    Room(String),
    /// A name was typed.
    Name(usize, String),
    /// Numbers were typed.
    Phones(usize, String),
    /// The name or number on WeChat was typed.
    Wechat(usize, String),
    /// Whether the person has no WeChat.
    NoWechat(usize),
    /// What to mind was typed.
    Care(usize, String),
    /// Why the person is to be spared visits; empty takes it back.
    Wish(usize, String),
    /// Owner, tenant, family.
    Relation(usize, Relation),
    /// 先生, 女士.
    Title(usize, Title),
    /// How the person likes to be reached; the same again takes it back.
    Prefers(usize, Channel),
    /// Whether the person usually lives there.
    Usual(usize),
    /// Whether the person lives there no longer.
    Left(usize),
    /// One more person.
    Add,
    /// Cars were typed.
    Cars(String),
    /// Spaces were typed.
    Spaces(String),
    /// How the house is used.
    Lives(Lives),
    /// A steward of its own was typed.
    Steward(String),
    /// A remark was typed.
    Note(String),
    /// Another part of the form.
    Part(Part),
    /// The name of another owner was typed.
    OwnerName(String),
    /// His numbers were typed.
    OwnerPhones(String),
    /// Since when he is it was typed.
    OwnerSince(String),
    /// The others who live there move out too, or stay.
    AllLeave,
    /// The room of which this is a double was typed.
    DoubleOf(String),
    /// Save.
    Save,
    /// Leave everything as it was.
    Cancel,
}

/// What the form wants done.
pub enum EntryOutcome {
    /// Nothing yet.
    Going,
    /// To be saved.
    Save(Option<Household>, Box<Household>),
    /// The first is a double of the second.
    Merge(String, String),
    /// Left.
    Cancelled,
}

impl HouseholdEntry {
    /// The form of a household.
    pub fn of(household: &Household) -> Self {
        let people = household.residents.iter().map(|known| ResidentEntry {
            name: known.name.clone(),
            phones: shown(&known.phones),
            wechat: known.wechat.clone(),
            care: known.care.clone(),
            wish: known.no_visits.as_ref().map(|wish| wish.reason.clone()).unwrap_or_default(),
            known: known.clone(),
        });
        let plates: Vec<&str> = household.cars.iter().map(|car| car.plate.as_str()).collect();
        let spaces: Vec<String> = household.spaces.iter().map(shown_space).collect();
        Self {
            before: Some(household.clone()),
            room: household.room.clone(),
            people: people.collect(),
            cars: plates.join("、"),
            spaces: spaces.join("、"),
            lives: household.lives,
            steward: household.steward.clone().unwrap_or_default(),
            note: household.note.clone(),
            ..Self::default()
        }
    }

    /// The form of a household that is not in the roster yet.
    pub fn empty() -> Self {
        let mut entry = Self::default();
        entry.add();
        entry
    }

    /// Whether anything was typed that is not on disk.
    pub fn is_changed(&self) -> bool {
        let as_it_was = self.before.as_ref().map_or_else(Self::empty, Self::of);
        Self { problem: None, part: Part::Details, ..self.clone() } != as_it_was
    }

    fn add(&mut self) {
        let taken = self.people.iter().map(|person| person.known.id).max().unwrap_or(0);
        let known = Resident { id: taken + 1, relation: Some(Relation::Owner), ..Resident::default() };
        self.people.push(ResidentEntry { known, ..ResidentEntry::default() });
    }

    /// Works a message in; `by` writes down wishes, on `today`.
    pub fn update(&mut self, message: Message, by: &str, today: NaiveDate) -> EntryOutcome {
        self.problem = None;
        match message {
            Message::Room(text) => self.room = text,
            Message::Name(at, text) => self.person(at, |person| person.name = text),
            Message::Phones(at, text) => self.person(at, |person| person.phones = text),
            Message::Wechat(at, text) => self.person(at, |person| {
                person.known.no_wechat &= text.trim().is_empty();
                person.wechat = text;
            }),
            Message::NoWechat(at) => self.person(at, |person| {
                person.known.no_wechat = !person.known.no_wechat;
                if person.known.no_wechat {
                    person.wechat.clear();
                }
            }),
            Message::Care(at, text) => self.person(at, |person| person.care = text),
            Message::Wish(at, text) => self.person(at, |person| person.wish = text),
            Message::Relation(at, relation) => {
                self.person(at, |person| person.known.relation = Some(relation));
            }
            Message::Title(at, title) => self.person(at, |person| person.known.title = Some(title)),
            Message::Prefers(at, channel) => self.person(at, |person| {
                let again = person.known.prefers == Some(channel);
                person.known.prefers = (!again).then_some(channel);
            }),
            Message::Usual(at) => self.person(at, |person| person.known.usual = !person.known.usual),
            Message::Left(at) => self.person(at, |person| {
                person.known.until = if person.known.until.is_some() { None } else { Some(today) };
            }),
            Message::Add => self.add(),
            Message::Cars(text) => self.cars = text,
            Message::Spaces(text) => self.spaces = text,
            Message::Lives(lives) => {
                self.lives = if self.lives == Some(lives) { None } else { Some(lives) };
            }
            Message::Steward(text) => self.steward = text,
            Message::Note(text) => self.note = text,
            Message::Part(part) => self.part = part,
            Message::OwnerName(text) => self.owner.name = text,
            Message::OwnerPhones(text) => self.owner.phones = text,
            Message::OwnerSince(text) => self.owner.since = text,
            Message::AllLeave => self.owner.all_leave = !self.owner.all_leave,
            Message::DoubleOf(text) => self.double_of = text,
            Message::Save => return self.save(by, today),
            Message::Cancel => return EntryOutcome::Cancelled,
        }
        EntryOutcome::Going
    }

    fn person(&mut self, at: usize, change: impl FnOnce(&mut ResidentEntry)) {
        if let Some(person) = self.people.get_mut(at) {
            change(person);
        }
    }

    fn save(&mut self, by: &str, today: NaiveDate) -> EntryOutcome {
        match self.saved(by, today) {
            Ok(outcome) => outcome,
            Err(sentence) => {
                self.problem = Some(sentence.to_owned());
                EntryOutcome::Going
            }
        }
    }

    fn saved(&self, by: &str, today: NaiveDate) -> Result<EntryOutcome, &'static str> {
        match (self.part, &self.before) {
            (Part::Double, Some(_)) if self.double_of.trim().is_empty() => {
                return Err("请填写要并入的房号。");
            }
            (Part::Double, Some(before)) => {
                return Ok(EntryOutcome::Merge(before.room.clone(), self.double_of.trim().to_owned()));
            }
            _ if self.room.trim().is_empty() => return Err("请填写房号。"),
            _ => {}
        }
        let mut household = self.read(by, today);
        if self.part == Part::Owner {
            let name = self.owner.name.trim().to_owned();
            if name.is_empty() {
                return Err("请填写新业主的姓名。");
            }
            let since = match self.owner.since.trim() {
                "" => today,
                typed => time::read_day(typed, Tense::Past, today)
                    .value()
                    .ok_or("过户日期读不出，请写成 11-28 这样的日期。")?,
            };
            let owner = Resident { name, phones: numbers(&self.owner.phones), ..Resident::default() };
            household.change_owner(vec![owner], since, !self.owner.all_leave);
        }
        Ok(EntryOutcome::Save(self.before.clone(), Box::new(household)))
    }

    /// The household as it is typed.
    fn read(&self, by: &str, today: NaiveDate) -> Household {
        let typed = self.people.iter().filter(|person| {
            !person.name.trim().is_empty() || !person.phones.trim().is_empty() || self.is_known(person)
        });
        let residents = typed.map(|person| {
            let known = &person.known;
            let phones = if person.phones == shown(&known.phones) {
                known.phones.clone()
            } else {
                numbers(&person.phones)
            };
            let kept = known.no_visits.clone().filter(|wish| wish.reason == person.wish.trim());
            let wish = || {
                let reason = person.wish.trim().to_owned();
                (!reason.is_empty()).then(|| StandingWish { since: today, reason, by: by.to_owned() })
            };
            Resident {
                name: person.name.trim().to_owned(),
                phones,
                wechat: person.wechat.trim().to_owned(),
                care: person.care.trim().to_owned(),
                no_visits: kept.or_else(wish),
                ..known.clone()
            }
        });
        let spaces = split(&self.spaces).map(space);
        let cars =
            split(&self.cars).map(|text| Car { plate: plate(text).unwrap_or_else(|| text.to_owned()) });
        Household {
            room: self.room.trim().to_owned(),
            lives: self.lives,
            residents: residents.collect(),
            cars: cars.collect(),
            spaces: spaces.collect(),
            steward: Some(self.steward.trim().to_owned()).filter(|name| !name.is_empty()),
            note: self.note.trim().to_owned(),
        }
    }

    fn is_known(&self, person: &ResidentEntry) -> bool {
        let known = self.before.as_ref().map(|before| before.residents.as_slice()).unwrap_or_default();
        known.iter().any(|one| one.id == person.known.id)
    }
}

/// Numbers as they are typed, each with its remark.
fn shown(phones: &[ResidentPhone]) -> String {
    let one = |phone: &ResidentPhone| {
        if phone.remark.is_empty() {
            phone.number.clone()
        } else {
            format!("{}（{}）", phone.number, phone.remark)
        }
    };
    phones.iter().map(one).collect::<Vec<_>>().join("、")
}

fn numbers(text: &str) -> Vec<ResidentPhone> {
    let entries = phone::read(text).entries.into_iter();
    let read = entries.map(|entry| match entry {
        Read::Number { phone, remark } => ResidentPhone { number: phone.written(), remark },
        Read::Unread { text, .. } => ResidentPhone { number: text, remark: String::new() },
    });
    read.collect()
}

/// A space as it is typed, with the day its lease ends: `B1-035（2027-03-31到期）`.
fn shown_space(space: &ParkingSpace) -> String {
    match space.until {
        Some(until) => format!("{}（{until}到期）", space.code),
        None => space.code.clone(),
    }
}

fn space(text: &str) -> ParkingSpace {
    let (code, rest) = text.split_once(['（', '(']).unwrap_or((text, ""));
    let day: String = rest.chars().filter(|c| c.is_ascii_digit() || *c == '-').collect();
    ParkingSpace { code: code.to_uppercase(), until: NaiveDate::parse_from_str(&day, "%Y-%m-%d").ok() }
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| "、，,;；/".contains(c) || c.is_whitespace()).filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_space_is_read_back_as_it_is_shown() {
        for code in ["B1-035", "人防026"] {
            for until in [None, NaiveDate::from_ymd_opt(2027, 3, 31)] {
                let one = ParkingSpace { code: code.into(), until };
                assert_eq!(space(&shown_space(&one)), one);
            }
        }
        assert_eq!(space("b1-7").code, "B1-7");
    }
}
