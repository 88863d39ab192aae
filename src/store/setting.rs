//! Settings as JSON under a key. Every version stands in the log; the newest counts.

use rusqlite::OptionalExtension;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::domain::counter_event::CounterEvent;
use crate::domain::subject::Subject;
use crate::domain::time::Moment;
use crate::store::append::RecordedBy;
use crate::store::db::{Db, Write};
use crate::store::error::Error;

/// Key of the counter's settings.
pub const SETTINGS: &str = "settings";

/// The part of the stored entry that is asked for.
#[derive(Deserialize)]
struct Saved<T> {
    value: T,
}

impl Db {
    /// The newest value of a key.
    ///
    /// # Errors
    /// [`Error::Damaged`] when it is not what the caller expects.
    pub fn setting<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>, Error> {
        let stored = self.newest(&Subject::setting(key))?;
        stored.map(|json| Ok(serde_json::from_str::<Saved<T>>(&json)?.value)).transpose()
    }

    /// The value that a key had at a moment; `None` when it had none yet.
    ///
    /// # Errors
    /// [`Error::Damaged`] when it is not what the caller expects.
    pub fn setting_at<T: DeserializeOwned>(&self, key: &str, at: Moment) -> Result<Option<T>, Error> {
        let mut statement = self.raw().prepare_cached(include_str!("sql/entry_at.sql"))?;
        let subject = Subject::setting(key);
        let asked = (subject.kind().code(), subject.key(), at.unix());
        let stored: Option<String> = statement.query_row(asked, |row| row.get(0)).optional()?;
        stored.map(|json| Ok(serde_json::from_str::<Saved<T>>(&json)?.value)).transpose()
    }
}

impl Write<'_> {
    /// Records a new version of a key's value, after reading it back as what it is.
    ///
    /// # Errors
    /// [`Error::Unkeepable`] when it could not be read again; whatever the database refuses.
    pub fn set<T: Serialize + DeserializeOwned + PartialEq>(
        &self,
        key: &str,
        value: &T,
        hand: RecordedBy<'_>,
    ) -> Result<(), Error> {
        self.set_of_batch(key, value, hand, None)
    }

    /// As [`Write::set`], for a value that came with an import.
    ///
    /// # Errors
    /// As [`Write::set`].
    pub fn set_of_batch<T: Serialize + DeserializeOwned + PartialEq>(
        &self,
        key: &str,
        value: &T,
        hand: RecordedBy<'_>,
        batch: Option<i64>,
    ) -> Result<(), Error> {
        let json = serde_json::to_value(value)?;
        if !T::deserialize(&json).is_ok_and(|read| read == *value) {
            return Err(Error::Unkeepable);
        }
        let saved = CounterEvent::SettingSaved { value: json };
        self.record_of_batch(Subject::setting(key), &saved, hand, batch)?;
        Ok(())
    }

    /// Puts a key back to what it was before an import, when it still is as the import left it; without an earlier value it
    /// becomes that of nobody. Nothing happens when the import did not set it.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn restore_setting<T: Serialize + DeserializeOwned + PartialEq + Default>(
        &self,
        key: &str,
        batch: i64,
        hand: RecordedBy<'_>,
    ) -> Result<(), Error> {
        let subject = Subject::setting(key);
        let mut versions: Vec<(Option<i64>, T)> = Vec::new();
        let mut statement = self.raw().prepare_cached(include_str!("sql/history_of.sql"))?;
        let mut rows = statement.query((subject.kind().code(), subject.key()))?;
        while let Some(row) = rows.next()? {
            let saved: Saved<T> = serde_json::from_str(&row.get::<_, String>("body")?)?;
            versions.push((row.get("import_batch")?, saved.value));
        }
        let Some(place) = versions.iter().rposition(|(came, _)| *came == Some(batch)) else { return Ok(()) };
        if versions.last().map(|(_, value)| value) != Some(&versions[place].1) {
            return Ok(());
        }
        let before = versions[..place].iter().rposition(|(came, _)| *came != Some(batch));
        let before = before.map(|at| versions.swap_remove(at).1).unwrap_or_default();
        self.set(key, &before, hand)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A value that does not come back as it went.
    #[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
    struct Odd {
        #[serde(skip)]
        lost: u8,
    }

    #[test]
    fn what_would_not_read_back_is_not_kept() {
        let mut db = Db::in_memory().unwrap();
        let now = Moment::parse("2026-11-03T09:00").unwrap();
        let hand = RecordedBy { name: "赵楠", id: None, now };
        let kept = db.write(|write| write.set("odd", &Odd { lost: 7 }, hand));
        assert_eq!(kept, Err(Error::Unkeepable));
        assert_eq!(db.setting::<Odd>("odd").unwrap(), None);
        db.write(|write| write.set("odd", &Odd::default(), hand)).unwrap();
    }
}
