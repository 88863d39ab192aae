//! What the roster adds to who the caller may be: people who never came before, what is to be minded of those who did, and
//! who has moved out. Ledger 20-38.

use crate::domain::caller::{Caller, KnownCaller, KnownPerson};
use crate::domain::case_row::CaseRow;
use crate::domain::household::{Household, Resident};
use crate::domain::on_roster::OnRoster;
use crate::domain::person::Complainant;
use crate::domain::reading::{name, phone};
use crate::domain::sameness::{Sameness, Someone};
use crate::domain::time::Moment;

/// More persons than this are no help at the counter.
const MOST_PERSONS: usize = 4;

impl KnownPerson {
    /// Somebody of the roster; without a resident only the house.
    pub fn of_roster(household: &Household, resident: Option<&Resident>) -> Self {
        let nobody = Resident::default();
        let person = resident.unwrap_or(&nobody);
        let complainant = Complainant {
            name: Some(person.name.clone()).filter(|name| !name.is_empty()),
            title: person.title,
            relation: person.relation,
            phones: person.phones.iter().map(|one| one.number.clone()).collect(),
            room: Some(household.room.clone()),
            declines_visits: person.no_visits.is_some(),
            ..Complainant::default()
        };
        let roster = OnRoster {
            care: person.care.clone(),
            no_visits: person.no_visits.clone(),
            prefers: person.prefers,
            no_wechat: person.no_wechat,
            lives: household.lives,
            note: household.note.clone(),
        };
        Self { person: complainant, latest: None, times: 0, roster: Some(roster) }
    }

    /// Takes over what the roster says of the same person; what a case says is not overwritten.
    fn add(&mut self, listed: &Self) {
        let (known, more) = (&mut self.person, &listed.person);
        known.title = known.title.or(more.title);
        known.relation = known.relation.or(more.relation);
        known.room = known.room.take().or_else(|| more.room.clone());
        known.declines_visits |= more.declines_visits;
        let had = phone::numbers_of(&known.phones);
        let news = more.phones.iter().filter(|number| {
            let asked = phone::read_one(number);
            !known.phones.contains(number)
                && !asked.is_some_and(|asked| had.iter().any(|one| one.same_line(&asked)))
        });
        let news: Vec<String> = news.cloned().collect();
        known.phones.extend(news);
        self.roster.clone_from(&listed.roster);
    }

    /// How surely it is the person: by number before by room before by name.
    fn rank(&self, caller: &Caller) -> u8 {
        let typed = phone::read(&caller.phone);
        let begun = phone::key_so_far(&caller.phone);
        let known = phone::numbers_of(&self.person.phones);
        let whole = typed.numbers().any(|one| known.iter().any(|other| one.same_line(other)));
        if whole || (!begun.is_empty() && known.iter().any(|one| one.key().contains(&begun))) {
            return 0;
        }
        let home =
            !caller.room.trim().is_empty() && self.person.room.as_deref() == Some(&caller.written_room());
        if home { 1 } else { 2 }
    }
}

impl KnownCaller {
    /// Joins the people of the roster to those whom earlier cases know, the likeliest first; who is known by both is one.
    pub fn join(&mut self, listed: Vec<KnownPerson>, caller: &Caller) {
        for one in listed {
            let same = |known: &KnownPerson| {
                Someone::of(&known.person).sameness(&Someone::of(&one.person)) == Sameness::Person
            };
            match self.persons.iter_mut().find(|known| same(known)) {
                Some(known) if known.roster.is_none() => known.add(&one),
                Some(_) => {}
                None => self.persons.push(one),
            }
        }
        self.persons.sort_by_key(|known| known.rank(caller));
        self.persons.truncate(MOST_PERSONS);
    }
}

/// Whether a case of the household is this person's: by name or number, within the time the person was there.
pub fn is_of(row: &CaseRow, person: &Resident) -> bool {
    let inside = |at: Moment| {
        person.since.is_none_or(|since| at.date() >= since)
            && person.until.is_none_or(|until| at.date() <= until)
    };
    let named = row
        .name
        .as_deref()
        .is_some_and(|other| !person.name.is_empty() && name::key(other) == name::key(&person.name));
    inside(row.received_at) && (named || row.phones.iter().any(|one| person.has_phone(one)))
}

/// Whether a case of the household is only that of people who have moved out: it is not the new owner's matter.
pub fn is_of_former(row: &CaseRow, household: &Household) -> bool {
    let (present, gone): (Vec<_>, Vec<_>) = household.residents.iter().partition(|one| one.is_present());
    gone.iter().any(|person| is_of(row, person)) && !present.iter().any(|person| is_of(row, person))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::household::{ResidentPhone, StandingWish};
    use chrono::NaiveDate;

    fn resident(id: u32, name: &str, number: &str) -> Resident {
        let phones = vec![ResidentPhone { number: number.into(), remark: String::new() }];
        Resident { id, name: name.into(), phones, ..Resident::default() }
    }

    fn known(name: &str, room: &str, number: &str) -> KnownPerson {
        let person = Complainant {
            name: Some(name.into()),
            room: Some(room.into()),
            phones: vec![number.into()],
            ..Complainant::default()
        };
        KnownPerson { person, latest: None, times: 1, roster: None }
    }

    #[test]
    fn who_is_known_by_a_case_and_by_the_roster_is_one_and_the_number_comes_first() {
        let mut house = Household::new("3-2-1001");
        let since = NaiveDate::from_ymd_opt(2026, 5, 1).unwrap();
        let wish = StandingWish { since, reason: "夜班".into(), by: "李敏".into() };
        let owner = Resident {
            care: "夜班".into(),
            no_visits: Some(wish.clone()),
            ..resident(1, "张坤", "13900000001")
        };
        house.residents = vec![owner, resident(2, "李敏", "13900000002")];
        let listed: Vec<_> =
            house.residents.iter().map(|one| KnownPerson::of_roster(&house, Some(one))).collect();
        let mut caller = KnownCaller {
            persons: vec![known("张坤", "3-2-1001", "13900000009")],
            ..KnownCaller::default()
        };
        caller.join(listed, &Caller { phone: "139 0000 0002".into(), ..Caller::default() });
        let names: Vec<_> = caller.persons.iter().map(|one| one.person.name.as_deref().unwrap()).collect();
        assert_eq!(names, ["李敏", "张坤"], "whose number it is comes first");
        let zhang = &caller.persons[1];
        assert_eq!(zhang.person.phones, ["13900000009", "13900000001"]);
        assert!(zhang.person.declines_visits);
        assert_eq!(zhang.roster.as_ref().unwrap().no_visits, Some(wish));
        assert!(!caller.persons[0].person.declines_visits, "the wish is his alone");
    }
}
