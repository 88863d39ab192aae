//! Households: every version stands in the log, the newest is kept beside to be listed and found.

use std::collections::BTreeSet;

use rusqlite::OptionalExtension;

use crate::domain::counter_event::CounterEvent;
use crate::domain::household::Household;
use crate::domain::reading::phone;
use crate::domain::subject::{Subject, SubjectKind};
use crate::domain::time::Moment;
use crate::store::append::Hand;
use crate::store::body;
use crate::store::db::{Db, Write};
use crate::store::error::Error;
use crate::store::key;
use crate::store::search::readings;

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
        let sql = "SELECT body FROM household WHERE ?1 IS NULL OR building = ?1 ORDER BY room";
        let mut statement = self.raw().prepare_cached(sql)?;
        let mut rows = statement.query([building])?;
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

    /// Rooms and residents (0 for a car or space) that a word leads to, no more than `limit`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn residents_by(
        &self,
        kind: WordKind,
        word: &str,
        limit: usize,
    ) -> Result<Vec<(String, u32)>, Error> {
        let plain: String = word.chars().filter(|c| !"%_\\".contains(*c)).collect();
        if plain.is_empty() {
            return Ok(Vec::new());
        }
        let pattern = if kind == WordKind::Spell { format!("{plain}%") } else { format!("%{plain}%") };
        // The best fit first: a word that is the whole, then the shortest.
        let sql = "SELECT room, resident FROM household_word WHERE kind = ?1 AND word LIKE ?2 \
                   GROUP BY room, resident ORDER BY min(length(word)), room, resident LIMIT ?3";
        let mut statement = self.raw().prepare_cached(sql)?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows =
            statement.query_map((kind.code(), pattern, limit), |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The versions of a household, the oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn household_history(&self, room: &str) -> Result<Vec<HouseholdEntry>, Error> {
        let mut statement = self.raw().prepare_cached(include_str!("sql/household_history.sql"))?;
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
                by: row.get("by_name")?,
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
        hand: Hand<'_>,
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
    pub fn drop_household(&self, room: &str, hand: Hand<'_>) -> Result<(), Error> {
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
        for (kind, word, resident) in words(household) {
            insert.execute((kind.code(), word, &household.room, resident))?;
        }
        Ok(())
    }
}

/// What a household and its people are found by.
fn words(household: &Household) -> BTreeSet<(WordKind, String, u32)> {
    let mut words = BTreeSet::new();
    for person in &household.residents {
        if !person.name.is_empty() {
            words.insert((WordKind::Name, crate::domain::reading::name::key(&person.name), person.id));
            words.extend(readings(&person.name).into_iter().map(|word| (WordKind::Spell, word, person.id)));
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

    fn hand() -> Hand<'static> {
        Hand { name: "赵楠", id: None, now: Moment::parse("2026-11-03T09:00").unwrap() }
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
