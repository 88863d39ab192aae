//! Households: every version stands in the log, the newest is kept beside to be listed and found.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension, params_from_iter};

use crate::domain::counter_event::CounterEvent;
use crate::domain::household::Household;
use crate::domain::reading::phone;
use crate::domain::subject::{Subject, SubjectKind};
use crate::domain::time::Moment;
use crate::store::append::RecordedBy;
use crate::store::body;
use crate::store::db::{Db, Write};
use crate::store::error::Error;
use crate::store::search::readings;
use crate::store::{key, migrate};

/// A version of a household.
#[derive(Debug, Clone, PartialEq)]
pub struct HouseholdEntry {
    /// Its entry in the log.
    pub seq: i64,
    /// When it was written.
    pub at: Moment,
    /// By whom.
    pub by: String,
    /// How it was from then on; `None` when it was taken away.
    pub household: Option<Household>,
    /// It came with this import.
    pub batch: Option<i64>,
}

/// By what somebody is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WordKind {
    /// Any part of a name.
    Name,
    /// The beginning of a name in pinyin, or its initials.
    Spell,
    /// Any digits of a number in a row.
    Phone,
    /// Any part of a plate.
    Plate,
    /// Any part of a parking space.
    Space,
}

impl WordKind {
    fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Spell => "spell",
            Self::Phone => "phone",
            Self::Plate => "plate",
            Self::Space => "space",
        }
    }

    /// The kind under which the later parts of a word stand; `None` for what is found by its beginning only.
    fn part(self) -> Option<&'static str> {
        match self {
            Self::Name => Some("name_part"),
            Self::Spell => None,
            Self::Phone => Some("phone_part"),
            Self::Plate => Some("plate_part"),
            Self::Space => Some("space_part"),
        }
    }

    /// A part of fewer characters is nothing that somebody is looked for by.
    fn fewest(self) -> usize {
        match self {
            Self::Name | Self::Spell => 1,
            Self::Phone | Self::Plate | Self::Space => 3,
        }
    }
}

impl Db {
    /// A household by its room in the one writing.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn household(&self, room: &str) -> Result<Option<Household>, Error> {
        let sql = "SELECT body FROM household WHERE room = ?1";
        let body =
            self.raw().prepare_cached(sql)?.query_row([room], |row| row.get::<_, String>(0)).optional()?;
        Ok(body.map(|body| serde_json::from_str(&body)).transpose()?)
    }

    /// The households of a building, in the order of their rooms as text; of the whole estate without one.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn households(&self, building: Option<&str>) -> Result<Vec<Household>, Error> {
        let (every, of_one) =
            ("SELECT body FROM household", "SELECT body FROM household WHERE building = ?1 ORDER BY room");
        let mut statement = self.raw().prepare_cached(building.map_or(every, |_| of_one))?;
        let mut rows = statement.query(params_from_iter(building))?;
        let mut households = Vec::new();
        while let Some(row) = rows.next()? {
            households.push(serde_json::from_str(&row.get::<_, String>(0)?)?);
        }
        Ok(households)
    }

    /// Every building with the number of its households.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn buildings(&self) -> Result<Vec<(String, u32)>, Error> {
        let sql = "SELECT building, count(*) FROM household GROUP BY building";
        let mut statement = self.raw().prepare_cached(sql)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Every room of the roster in its one writing.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn rooms(&self) -> Result<Vec<String>, Error> {
        let mut statement = self.raw().prepare_cached("SELECT room FROM household")?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Rooms and residents (0 for a car or space) that a word leads to, no more than `limit`: those whose word it is, then
    /// those whose word begins so, then those in whose word it stands further on. However many fit, no more is looked at.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn residents_by(
        &self,
        kind: WordKind,
        word: &str,
        limit: usize,
    ) -> Result<Vec<(String, u32)>, Error> {
        if word.is_empty() {
            return Ok(Vec::new());
        }
        // Somebody may stand there twice, with the digits at two places of his number.
        let looked_at = i64::try_from(limit.saturating_mul(2)).unwrap_or(i64::MAX);
        // No character of a word lies behind the last of Unicode.
        let beyond = format!("{word}\u{10ffff}");
        let sql = "SELECT room, resident FROM household_word WHERE kind = ?1 AND word >= ?2 AND word < ?3 \
                   ORDER BY word, room, resident LIMIT ?4";
        let mut statement = self.raw().prepare_cached(sql)?;
        let mut found: Vec<(String, u32)> = Vec::new();
        for kind in [Some(kind.code()), kind.part()].into_iter().flatten() {
            let rows = statement
                .query_map((kind, word, &beyond, looked_at), |row| Ok((row.get(0)?, row.get(1)?)))?;
            for row in rows {
                let row = row?;
                if found.len() < limit && !found.contains(&row) {
                    found.push(row);
                }
            }
        }
        Ok(found)
    }

    /// The versions of a household, the oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn household_history(&self, room: &str) -> Result<Vec<HouseholdEntry>, Error> {
        let mut statement = self.raw().prepare_cached(include_str!("sql/history_of.sql"))?;
        let mut rows = statement.query((SubjectKind::Household.code(), room))?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            let household = match body::counter_event(&row.get::<_, String>("body")?) {
                Ok(CounterEvent::HouseholdSaved { household }) => Some(household),
                Ok(_) => None,
                Err(error) => {
                    tracing::error!(line = error.line(), "a household that cannot be read");
                    continue;
                }
            };
            entries.push(HouseholdEntry {
                seq: row.get("seq")?,
                at: key::moment(row.get("at")?)?,
                by: migrate::text(row.get_ref("by_name")?),
                batch: row.get("import_batch")?,
                household,
            });
        }
        Ok(entries)
    }
}

impl Write<'_> {
    /// Keeps a household, in place of what it was before.
    ///
    /// # Errors
    /// [`Error::Unkeepable`] for one without a room; whatever the database refuses.
    pub fn put_household(
        &self,
        household: &Household,
        hand: RecordedBy<'_>,
        batch: Option<i64>,
    ) -> Result<(), Error> {
        let subject = Subject::household(&household.room).ok_or(Error::Unkeepable)?;
        let saved = CounterEvent::HouseholdSaved { household: household.clone() };
        self.record_of_batch(subject, &saved, hand, batch)?;
        self.list_household(household)
    }

    /// Takes a household away.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn drop_household(&self, room: &str, hand: RecordedBy<'_>) -> Result<(), Error> {
        let subject = Subject::household(room).ok_or(Error::Unkeepable)?;
        self.record(subject, &CounterEvent::HouseholdDropped {}, hand)?;
        self.unlist_household(room)
    }

    /// Lists the households of the log in tables that are still empty.
    ///
    /// # Errors
    /// When the database refuses.
    pub(crate) fn list_households(&self) -> Result<(), Error> {
        for (_, entry) in self.newest_of(SubjectKind::Household)? {
            if let CounterEvent::HouseholdSaved { household } = entry {
                self.list_household(&household)?;
            }
        }
        Ok(())
    }

    fn unlist_household(&self, room: &str) -> Result<(), Error> {
        self.raw().prepare_cached("DELETE FROM household_word WHERE room = ?1")?.execute([room])?;
        self.raw().prepare_cached("DELETE FROM household WHERE room = ?1")?.execute([room])?;
        Ok(())
    }

    fn list_household(&self, household: &Household) -> Result<(), Error> {
        self.unlist_household(&household.room)?;
        self.raw()
            .prepare_cached("INSERT INTO household (room, building, body) VALUES (?1, ?2, ?3)")?
            .execute((&household.room, household.building(), serde_json::to_string(household)?))?;
        let sql = "INSERT INTO household_word (kind, word, room, resident) VALUES (?1, ?2, ?3, ?4)";
        let mut insert = self.raw().prepare_cached(sql)?;
        let mut again = self.raw().prepare_cached(&sql.replacen("INSERT", "INSERT OR IGNORE", 1))?;
        for (kind, word, resident) in words(household) {
            insert.execute((kind.code(), &word, &household.room, resident))?;
            for part in parts(kind, &word) {
                let kind = kind.part().unwrap_or_default();
                // 张张 holds 张 twice.
                again.execute((kind, part, &household.room, resident))?;
            }
        }
        Ok(())
    }
}

/// What is left of a word from each of its later characters on, as far as somebody may look for it.
fn parts(kind: WordKind, word: &str) -> impl Iterator<Item = &str> {
    let fewest = kind.fewest();
    let starts = word.char_indices().skip(1).map(|(start, _)| &word[start..]);
    starts.filter(move |part| kind.part().is_some() && part.chars().count() >= fewest)
}

/// The words of a name that is written in Latin letters, each with what follows: John Smith by `john`, `smith`.
fn latin(name: &str) -> Vec<String> {
    let words = name.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty());
    let words: Vec<String> = words.map(str::to_ascii_lowercase).collect();
    (0..words.len()).map(|start| words[start..].concat()).collect()
}

/// What a household and its people are found by.
fn words(household: &Household) -> BTreeSet<(WordKind, String, u32)> {
    let mut words = BTreeSet::new();
    for person in &household.residents {
        if !person.name.is_empty() {
            words.insert((WordKind::Name, crate::domain::reading::name::key(&person.name), person.id));
            let spelt = readings(&person.name).into_iter().chain(latin(&person.name));
            words.extend(spelt.map(|word| (WordKind::Spell, word, person.id)));
        }
        for phone in person.phones.iter().filter_map(|one| phone::read_one(&one.number)) {
            words.insert((WordKind::Phone, phone.number.clone(), person.id));
        }
    }
    words.extend(household.cars.iter().map(|car| (WordKind::Plate, car.plate.clone(), 0)));
    words.extend(household.spaces.iter().map(|space| (WordKind::Space, space.code.clone(), 0)));
    words.retain(|(_, word, _)| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::household::{Car, Resident, ResidentPhone};

    fn hand() -> RecordedBy<'static> {
        RecordedBy { name: "赵楠", id: None, now: Moment::parse("2026-11-03T09:00").unwrap() }
    }

    fn house(room: &str, name: &str, number: &str) -> Household {
        let phones = vec![ResidentPhone { number: number.into(), remark: String::new() }];
        let owner = Resident { id: 1, name: name.into(), phones, ..Resident::default() };
        let cars = vec![Car { plate: "粤ZF51934".into() }];
        Household { residents: vec![owner], cars, ..Household::new(room) }
    }

    #[test]
    fn the_newest_version_is_listed_and_found_and_all_stay_in_the_log() {
        let mut db = Db::in_memory().unwrap();
        let found = db.write::<_, Error>(|write| {
            write.put_household(&house("3-2-1001", "张坤", "13900000001"), hand(), None)?;
            write.put_household(&house("3-2-1001", "吕雅慧", "13900008230"), hand(), None)?;
            write.put_household(&house("商铺B10", "蓝鳍便利店", "075500002353"), hand(), None)?;
            let by = |kind, word: &str| write.residents_by(kind, word, 9);
            assert_eq!(by(WordKind::Name, "张坤")?, []);
            assert_eq!(by(WordKind::Name, "雅慧")?, [("3-2-1001".to_owned(), 1)]);
            assert_eq!(by(WordKind::Spell, "lyh")?, [("3-2-1001".to_owned(), 1)]);
            assert_eq!(by(WordKind::Phone, "00823")?, [("3-2-1001".to_owned(), 1)]);
            assert_eq!(by(WordKind::Phone, "230")?, [("3-2-1001".to_owned(), 1)], "the last three");
            assert_eq!(by(WordKind::Name, "慧")?, [("3-2-1001".to_owned(), 1)]);
            write.put_household(&house("5-1-202", "John Smith", "13900000777"), hand(), None)?;
            assert_eq!(by(WordKind::Spell, "smi")?, [("5-1-202".to_owned(), 1)]);
            assert_eq!(by(WordKind::Spell, "johns")?, [("5-1-202".to_owned(), 1)]);
            write.drop_household("5-1-202", hand())?;
            assert_eq!(by(WordKind::Name, "便利")?, [("商铺B10".to_owned(), 1)]);
            assert_eq!(by(WordKind::Name, "吕慧")?, [], "what does not stand together");
            assert_eq!(by(WordKind::Plate, "51934")?.len(), 2);
            assert_eq!(by(WordKind::Name, "%")?, [], "a sign of the database's own finds nothing");
            assert_eq!(write.household_history("3-2-1001")?.len(), 2);
            write.drop_household("商铺B10", hand())?;
            assert_eq!(write.household_history("商铺B10")?.len(), 2);
            write.buildings()
        });
        assert_eq!(found.unwrap(), [("3".to_owned(), 1)]);
    }
}
