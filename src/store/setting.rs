//! Settings as JSON under a key, each version kept.

use rusqlite::OptionalExtension;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::domain::time::Moment;
use crate::store::db::{Db, Write};
use crate::store::error::Error;

impl Db {
    /// The newest value of a key.
    ///
    /// # Errors
    /// [`Error::Damaged`] when it is not what the caller expects.
    pub fn setting<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>, Error> {
        let sql = "SELECT value FROM setting WHERE key = ?1 ORDER BY version DESC LIMIT 1";
        let value: Option<String> =
            self.raw().prepare_cached(sql)?.query_row([key], |row| row.get(0)).optional()?;
        value.map(|json| serde_json::from_str(&json).map_err(Error::from)).transpose()
    }
}

impl Write<'_> {
    /// Keeps a new version of a key's value.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn set<T: Serialize>(&self, key: &str, value: &T, by: &str, now: Moment) -> Result<(), Error> {
        let sql = "INSERT INTO setting (key, version, value, set_at, set_by) \
                   SELECT ?1, coalesce(max(version), 0) + 1, ?2, ?3, ?4 FROM setting WHERE key = ?1";
        let json = serde_json::to_string(value)?;
        self.raw().prepare_cached(sql)?.execute((key, json, now.unix(), by))?;
        Ok(())
    }
}
