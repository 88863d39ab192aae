//! Whether two cases come from one person or from one house. 不接受回访 belongs to a person (ledger 08-14): it never passes to
//! somebody else on the same number, and is never lost because a number was written otherwise.

use crate::domain::case_row::CaseRow;
use crate::domain::code::Title;
use crate::domain::person::Complainant;
use crate::domain::reading::name::{self, Likeness, Name, likeness};
use crate::domain::reading::phone::{self, Phone};
use crate::domain::reading::room;

/// Somebody, as far as a case knows him.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Someone<'a> {
    name: &'a str,
    /// What the name says, read once however often it is compared.
    read: Name,
    title: Option<Title>,
    phones: Vec<Phone>,
    room: Option<String>,
}

/// What two cases have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sameness {
    /// The same person.
    Person,
    /// The same house or line, perhaps another person.
    House,
    /// Nothing that tells.
    Nobody,
}

impl<'a> Someone<'a> {
    /// The customer of a case.
    pub fn of(person: &'a Complainant) -> Self {
        let name = person.name.as_deref().unwrap_or_default();
        Self {
            name,
            read: name::read(name),
            title: person.title,
            phones: phone::numbers_of(person.phones.iter().chain(&person.called_from)),
            room: person.room.as_deref().map(room::written),
        }
    }

    /// The same as a list shows him.
    pub fn of_row(row: &'a CaseRow) -> Self {
        let name = row.name.as_deref().unwrap_or_default();
        Self {
            name,
            read: name::read(name),
            title: None,
            phones: phone::numbers_of(&row.phones),
            room: row.room.clone(),
        }
    }

    /// Whether both are reached by one number, whoever answers.
    pub fn shares_line(&self, other: &Self) -> bool {
        self.phones.iter().any(|one| other.phones.iter().any(|two| one.same_line(two)))
    }

    /// What this and another case have in common. A mobile or an extension tells a person as long as no name speaks
    /// against it; a switchboard, a land line or a room tells the house, and the person only by the same name.
    pub fn sameness(&self, other: &Self) -> Sameness {
        let pairs = |fits: fn(&Phone, &Phone) -> bool| {
            self.phones.iter().any(|one| other.phones.iter().any(|two| fits(one, two)))
        };
        let (own, line) = (pairs(Phone::tells_person), pairs(Phone::same_line));
        let home = self.room.is_some() && self.room == other.room;
        // Without the unit a room may be theirs: enough for the house, not for the person.
        let near = self.room.as_deref().zip(other.room.as_deref());
        let near = near.is_some_and(|(one, two)| room::may_be_one(one, two));
        let named = !self.name.is_empty() && !other.name.is_empty();
        let person = match likeness((&self.read, self.title), (&other.read, other.title)) {
            Likeness::Same => line || home,
            // 陈先生 may be 陈建国: on the same mobile, or on the same land line in the same room.
            Likeness::Possible => own || (named && line && home),
            Likeness::Other => false,
        };
        match (person, line || near) {
            (true, _) => Sameness::Person,
            (false, true) => Sameness::House,
            (false, false) => Sameness::Nobody,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str, phone: &str, room: &str) -> Complainant {
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Complainant {
            name: some(name),
            phones: some(phone).into_iter().collect(),
            room: some(room),
            ..Complainant::default()
        }
    }

    #[test]
    fn a_number_a_name_and_a_room_tell_a_person_or_a_house() {
        use Sameness::{House, Nobody, Person};
        for (one, other, expected) in [
            (("张三", "13900000001", ""), ("张三", "+86 139-0000-0001", ""), Person),
            (("张三", "13900000001", ""), ("张先生", "139 0000 0001", ""), Person),
            (("张三", "13900000001", ""), ("", "13900000001", ""), Person),
            (("张三", "13900000001", ""), ("李四", "13900000001", ""), House),
            (("张先生", "13900000001", ""), ("张女士", "13900000001", ""), House),
            (("张三", "0755-00001234转801", ""), ("", "00001234转801", ""), Person),
            (("张三", "0755-00001234转801", ""), ("", "0755-00001234", ""), House),
            (("张三", "0755-00001234转801", ""), ("李四", "00001234转802", ""), House),
            (("张三", "0755-00001234", ""), ("", "00001234", ""), House),
            (("张三", "0755-00001234", ""), ("张　三", "00001234", ""), Person),
            (("张三", "010-00001234", ""), ("张三", "0755-00001234", ""), Nobody),
            (("张三", "", "3-2-1001"), ("张三（租户）", "", "3栋2单元1001"), Person),
            (("张三", "", "3-2-1001"), ("", "", "3-2-1001"), House),
            (("张三", "", "3-2-1001"), ("张先生", "", "3-2-1001"), House),
            (("张三", "", "3-2-1001"), ("张三", "", "5-1-202"), Nobody),
            (("张三", "", "3-2-1001"), ("李四", "", "3#1001"), House),
            (("张三", "", "3-2-1001"), ("张三", "", "3#1001"), House),
            (("张三", "", "3-2-1001"), ("李四", "", "3-1-1001"), Nobody),
            (("张三", "", "3-2-1001"), ("李四", "", "4#1001"), Nobody),
            (("", "", ""), ("", "", ""), Nobody),
        ] {
            let (a, b) = (person(one.0, one.1, one.2), person(other.0, other.1, other.2));
            let (a, b) = (Someone::of(&a), Someone::of(&b));
            assert_eq!((a.sameness(&b), b.sameness(&a)), (expected, expected), "{one:?} {other:?}");
        }
    }
}
