//! The roster of households: looking up, finding, changing, and who the caller may be. Ledger 11-20, 11-21, 20-38.

use std::collections::BTreeSet;

use crate::desk::as_of::View;
use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::reply::{Reply, Written};
use crate::domain::caller::{Caller, KnownPerson};
use crate::domain::case_row::{CaseRow, room_order};
use crate::domain::household::{Household, Resident, StandingWish, Steward, steward_of};
use crate::domain::permission;
use crate::domain::person::{Actor, Complainant};
use crate::domain::reading::plain_text;
use crate::domain::reading::{name, phone, room};
use crate::domain::sameness::{Sameness, Someone};
use crate::domain::service_note_now::ServiceNoteNow;
use crate::sheet::import::ledger::KnownRooms;
use crate::store::append::RecordedBy;
use crate::store::db::{Db, Write};
use crate::store::roster::{HouseholdEntry, WordKind};

/// Key of the stewards in the database.
pub(crate) const STEWARDS: &str = "stewards";
/// No more proposals than somebody reads while typing.
const PROPOSALS: usize = 8;
/// No more hits of a search than somebody reads.
const HITS: usize = 200;
/// Fewer digits than these lead to everybody.
const FEWEST_DIGITS: usize = 3;
/// Nor is anybody proposed while fewer digits of a number are typed.
const FEWEST_TYPED: usize = 4;

/// Somebody of the roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The household.
    pub household: Household,
    /// The person; `None` when only the house was found, by a car, a space or a room without people.
    pub resident: Option<Resident>,
}

/// What a household's page shows.
#[derive(Debug, Clone, PartialEq)]
pub struct HouseholdPage {
    /// As it is now.
    pub household: Household,
    /// Its steward.
    pub steward: Option<Steward>,
    /// Its versions, the oldest first.
    pub history: Vec<HouseholdEntry>,
    /// The cases of the room, the newest first.
    pub cases: Vec<CaseRow>,
    /// What was done for it beyond the promise, and its questionnaires, the newest first. Ledger 19-06.
    pub services: Vec<ServiceNoteNow>,
}

impl Desk {
    /// Every building with the number of its households, in the order of their numbers.
    pub fn buildings(&self) -> Reply<Vec<(String, u32)>> {
        self.ask(|db| {
            let mut buildings = db.buildings()?;
            buildings.sort_by_cached_key(|(building, _)| room_order(building));
            Ok(buildings)
        })
    }

    /// The households of a building, in the order of their rooms.
    pub fn households(&self, building: &str) -> Reply<Vec<Household>> {
        let building = building.to_owned();
        self.ask(move |db| {
            let mut households = db.households(Some(&building))?;
            households.sort_by_cached_key(|household| room_order(&household.room));
            Ok(households)
        })
    }

    /// A household with its history and its cases; `None` when the roster has none of that room.
    pub fn household(&self, room: &str) -> Reply<Option<HouseholdPage>> {
        let (room, as_of) = (room.to_owned(), self.as_of());
        let now = as_of.now;
        self.ask(move |db| {
            let Some(household) = db.household(&room)? else { return Ok(None) };
            let view = View::at(db, as_of)?;
            let asked = Caller { room: room.clone(), ..Caller::default() };
            let mut cases = view.rows(db.same_matter(&asked, HITS)?)?;
            cases.retain(|row| row.room.as_deref().is_some_and(|other| room::written(other) == room));
            cases.sort_by_key(|row| std::cmp::Reverse((row.received_at, row.number)));
            let stewards = stewards_of(db)?;
            let steward = steward_of(&household, &stewards).cloned();
            let history = db.household_history(&room)?;
            let mut services = db.service_notes(now)?;
            services.retain(|one| one.note.room == room);
            services.sort_by_key(|one| std::cmp::Reverse((one.note.day, one.id)));
            Ok(Some(HouseholdPage { household, steward, history, cases, services }))
        })
    }

    /// People and houses that a text leads to: a room in any writing or part of one, a name, its pinyin or initials,
    /// any three digits of a number, a plate, a space.
    pub fn find_residents(&self, text: &str) -> Reply<Vec<Proposal>> {
        let text = text.to_owned();
        self.ask(move |db| found(db, &text, HITS))
    }

    /// Keeps a household as it was changed. `before` is how the caller saw it; `None` for a new one.
    ///
    /// Errors: [`Error::Refused`] when somebody else changed it meanwhile, or when the room cannot be read.
    pub fn save_household(
        &self,
        actor: &Actor,
        before: Option<Household>,
        household: Household,
    ) -> Reply<Written<Household>> {
        let (actor, now) = (actor.clone(), self.now());
        self.transact(move |write, changed| {
            permission::works_here(&actor)?;
            let mut household = household;
            household.room = written_room(&household.room)?;
            let known = write.household(&household.room)?;
            let stays = before.as_ref().is_some_and(|before| before.room == household.room);
            if stays && known != before {
                return Err(Error::Refused(
                    "这户的资料刚被他人改过，没有保存。请看过最新内容后再改。".into(),
                ));
            }
            if !stays && known.is_some() {
                return Err(Error::Refused(format!(
                    "名册里已有 {}，没有保存。请打开那一户，或用「合并」。",
                    household.room
                )));
            }
            let hand = RecordedBy::of(&actor, now);
            write.put_household(&household, hand, None)?;
            if let Some(before) = before.filter(|_| !stays) {
                write.drop_household(&before.room, hand)?;
            }
            changed.everything = true;
            Ok(household)
        })
    }

    /// Joins a household that stands twice: everything of `double` goes to `into`, `double` is taken away. Both keep
    /// their history.
    ///
    /// Errors: [`Error::SupervisorOnly`]; [`Error::Refused`] when one of them is not in the roster.
    pub fn merge_households(&self, actor: &Actor, double: &str, into: &str) -> Reply<Written<Household>> {
        let (actor, now, double, into) = (actor.clone(), self.now(), double.to_owned(), into.to_owned());
        self.transact(move |write, changed| {
            permission::supervisor(&actor, "合并房屋")?;
            let into = written_room(&into)?;
            let missing = || Error::Refused("名册里没有这一户，没有合并。请核对房号。".into());
            let from = write.household(&double)?.filter(|_| double != into).ok_or_else(missing)?;
            let mut household = write.household(&into)?.ok_or_else(missing)?;
            household.merge(&from);
            let hand = RecordedBy::of(&actor, now);
            write.put_household(&household, hand, None)?;
            write.drop_household(&double, hand)?;
            changed.everything = true;
            Ok(household)
        })
    }

    /// Who looks after which part of the estate.
    pub fn stewards(&self) -> Reply<Vec<Steward>> {
        self.ask(stewards_of)
    }

    /// The steward of a room, whether the roster has it or not: fills {管家}.
    pub fn steward_of(&self, room: &str) -> Reply<Option<Steward>> {
        let room = room::written(room);
        self.ask(move |db| steward_in(db, &room))
    }

    /// Keeps the stewards and answers them.
    ///
    /// Errors: [`Error::SupervisorOnly`].
    pub fn save_stewards(&self, actor: &Actor, stewards: Vec<Steward>) -> Reply<Written<Vec<Steward>>> {
        let (actor, now) = (actor.clone(), self.now());
        self.transact(move |write, changed| {
            permission::supervisor(&actor, "修改管家")?;
            changed.everything = true;
            write.set(STEWARDS, &stewards, RecordedBy::of(&actor, now))?;
            Ok(stewards)
        })
    }

    /// The rooms of the roster, to check others against.
    pub(crate) fn known_rooms(&self) -> Reply<KnownRooms> {
        self.ask(|db| {
            let mut known = KnownRooms::default();
            for written in db.rooms()? {
                if let Some(read) = room::read(&written).value() {
                    known.add(&read.room);
                }
            }
            Ok(known)
        })
    }

    /// How many households the roster has.
    pub fn household_count(&self) -> Reply<u32> {
        self.ask(|db| Ok(db.buildings()?.iter().map(|(_, count)| count).sum()))
    }
}

pub(crate) fn stewards_of(db: &Db) -> Result<Vec<Steward>, Error> {
    Ok(db.setting(STEWARDS)?.unwrap_or_default())
}

fn written_room(text: &str) -> Result<String, Error> {
    let read = room::read(text).required();
    let read = read.map_err(|why| Error::Refused(format!("房号「{text}」读不出：{why}。没有保存。")))?;
    Ok(read.room.to_string())
}

/// The steward of a room in its one writing.
pub(crate) fn steward_in(db: &Db, room: &str) -> Result<Option<Steward>, Error> {
    let household = db.household(room)?.unwrap_or_else(|| Household::new(room));
    Ok(steward_of(&household, &stewards_of(db)?).cloned())
}

/// Who of the roster the caller may be, the likeliest first: by number, plate or room, else by name. Only people who are
/// there now. Ledger 20-38.
pub(crate) fn proposals(db: &Db, caller: &Caller) -> Result<Vec<Proposal>, Error> {
    let digits = phone::key_so_far(&caller.phone);
    let written = room::read(&caller.room).value().map(|read| read.room.to_string());
    let mut by_phone = Vec::new();
    if digits.len() >= FEWEST_TYPED {
        by_phone = db.residents_by(WordKind::Phone, &digits, PROPOSALS + 1)?;
        // The beginning that many numbers share tells nobody.
        by_phone.truncate(if by_phone.len() > PROPOSALS { 0 } else { PROPOSALS });
    }
    let mut found = named(db, by_phone)?;
    for text in [&caller.phone, &caller.room, &caller.name] {
        if let Some(plate) = plate_so_far(text) {
            found.extend(named(db, db.residents_by(WordKind::Plate, &plate, PROPOSALS)?)?);
        }
    }
    if let Some(room) = &written
        && let Some(household) = db.household(room)?
    {
        found.extend(people(&household));
    }
    if found.is_empty() && name::key(&caller.name).chars().count() >= 2 {
        found = named(db, by_name(db, &caller.name, PROPOSALS * 4)?)?;
    }
    // What was typed beside only orders what was found: a caller at a friend's door is still himself.
    let (asked, typed) = (phone::read(&caller.phone), caller.name.trim());
    let fits = |one: &Proposal| {
        let calls = |person: &Resident| asked.numbers().any(|number| person.has_phone(&number.written()));
        let calls = one.resident.as_ref().is_some_and(calls);
        let named = one.resident.as_ref().is_some_and(|person| person.name.starts_with(typed));
        let at_home = written.as_deref() == Some(&one.household.room);
        std::cmp::Reverse((calls, at_home, named && !typed.is_empty()))
    };
    found.retain(|one| one.resident.as_ref().is_none_or(Resident::is_present));
    found.sort_by_key(fits);
    Ok(without_doubles(found, PROPOSALS))
}

/// A plate or the end of one, typed where a name, a number or a room is asked for: letters and digits together.
fn plate_so_far(text: &str) -> Option<String> {
    let plain: String = plain_text::plain(text)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_uppercase)
        .collect();
    let latin = plain.trim_start_matches(plain_text::is_chinese);
    let mixed = latin.chars().any(|c| c.is_ascii_uppercase()) && latin.chars().any(|c| c.is_ascii_digit());
    let one = plain.chars().count() - latin.chars().count() <= 1;
    let fits =
        one && mixed && (5..=7).contains(&latin.len()) && latin.chars().all(|c| c.is_ascii_alphanumeric());
    fits.then_some(plain)
}

/// People and houses that a text leads to.
pub(crate) fn found(db: &Db, text: &str, limit: usize) -> Result<Vec<Proposal>, Error> {
    let text = text.trim();
    let mut found = Vec::new();
    if let Some(read) = room::read(text).value()
        && let Some(household) = db.household(&read.room.to_string())?
    {
        found.extend(people(&household));
    }
    let digits = phone::key_so_far(text);
    if digits.len() >= FEWEST_DIGITS {
        found.extend(named(db, db.residents_by(WordKind::Phone, &digits, limit)?)?);
    }
    found.extend(named(db, by_name(db, text, limit)?)?);
    let plain: String = plain_text::plain(text)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_uppercase)
        .collect();
    if plain.chars().count() >= FEWEST_DIGITS {
        found.extend(named(db, db.residents_by(WordKind::Plate, &plain, limit)?)?);
        found.extend(named(db, db.residents_by(WordKind::Space, &text.to_uppercase(), limit)?)?);
    }
    Ok(without_doubles(found, limit))
}

fn by_name(db: &Db, text: &str, limit: usize) -> Result<Vec<(String, u32)>, Error> {
    let plain = name::key(text);
    let latin: String =
        plain.chars().filter(char::is_ascii_alphabetic).flat_map(char::to_lowercase).collect();
    if !latin.is_empty() && latin.len() == plain.chars().filter(|c| !c.is_whitespace()).count() {
        return Ok(db.residents_by(WordKind::Spell, &latin, limit)?);
    }
    Ok(db.residents_by(WordKind::Name, &plain, limit)?)
}

/// Those of a household who are there, or the house alone when nobody is.
fn people(household: &Household) -> Vec<Proposal> {
    let of = |resident: Option<Resident>| Proposal { household: household.clone(), resident };
    let present: Vec<Proposal> = household.present().map(|person| of(Some(person.clone()))).collect();
    if present.is_empty() { vec![of(None)] } else { present }
}

/// The people behind rooms and ids; the id 0 is the whole household.
fn named(db: &Db, ids: Vec<(String, u32)>) -> Result<Vec<Proposal>, Error> {
    let mut found = Vec::new();
    for (room, id) in ids {
        let Some(household) = db.household(&room)? else { continue };
        match household.residents.iter().find(|person| person.id == id) {
            Some(person) => {
                found.push(Proposal { resident: Some(person.clone()), household: household.clone() })
            }
            None => found.extend(people(&household)),
        }
    }
    Ok(found)
}

fn without_doubles(found: Vec<Proposal>, limit: usize) -> Vec<Proposal> {
    let mut seen = BTreeSet::new();
    let key = |one: &Proposal| (one.household.room.clone(), one.resident.as_ref().map(|person| person.id));
    found.into_iter().filter(|one| seen.insert(key(one))).take(limit).collect()
}

/// Whether the roster says of this person to be spared visits (ledger 08-14).
pub(crate) fn declines_visits(db: &Db, person: &Complainant) -> Result<bool, Error> {
    let declines = |one: &(Household, Resident)| one.1.no_visits.is_some();
    Ok(listed(db, person)?.iter().any(declines))
}

/// Keeps on the roster that somebody is to be spared visits: who, since when and in which words. Nothing is written for
/// somebody whom the roster does not know, or of whom it says so already. Rules §6, ledger 08-14.
pub(crate) fn keep_wish(
    write: &Write<'_>,
    person: &Complainant,
    reason: &str,
    hand: RecordedBy<'_>,
) -> Result<(), Error> {
    for (household, resident) in listed(write, person)? {
        if resident.no_visits.is_some() {
            continue;
        }
        let mut household = household;
        let wish =
            StandingWish { since: hand.now.date(), reason: reason.to_owned(), by: hand.name.to_owned() };
        for one in household.residents.iter_mut().filter(|one| one.id == resident.id) {
            one.no_visits = Some(wish.clone());
        }
        write.put_household(&household, hand, None)?;
    }
    Ok(())
}

/// The person on the roster, as surely as a number and a name tell; a house or a switchboard tells nobody.
fn listed(db: &Db, person: &Complainant) -> Result<Vec<(Household, Resident)>, Error> {
    if person.name.is_none() {
        return Ok(Vec::new());
    }
    let mut rooms: BTreeSet<String> = person.room.as_deref().map(room::written).into_iter().collect();
    for number in phone::numbers_of(person.phones.iter().chain(&person.called_from)) {
        let found = db.residents_by(WordKind::Phone, number.key(), PROPOSALS)?;
        rooms.extend(found.into_iter().map(|(room, _)| room));
    }
    let mut people = Vec::new();
    for room in rooms {
        let Some(household) = db.household(&room)? else { continue };
        for resident in household.present().filter(|one| !one.name.is_empty()) {
            let known = KnownPerson::of_roster(&household, Some(resident)).person;
            if Someone::of(person).sameness(&Someone::of(&known)) == Sameness::Person {
                people.push((household.clone(), resident.clone()));
            }
        }
    }
    Ok(people)
}
