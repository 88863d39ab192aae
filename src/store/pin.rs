//! PINs and the recovery code: their hashes stand in the log, wrong tries in a table of their own.

use argon2::Argon2;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use rusqlite::OptionalExtension;

use crate::domain::counter_event::CounterEvent;
use crate::domain::person::StaffId;
use crate::domain::subject::{Subject, SubjectKind};
use crate::domain::time::Moment;
use crate::store::append::RecordedBy;
use crate::store::body;
use crate::store::db::{Db, Write};
use crate::store::error::Error;
use crate::store::key;

/// Whom a secret belongs to: a person, or the counter as a whole (its recovery code).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// The PIN of a member of the staff.
    Person(StaffId),
    /// The recovery code.
    Counter,
}

impl Owner {
    fn subject(self) -> Subject {
        let key = match self {
            Self::Person(id) => format!("pin/{}", id.0),
            Self::Counter => "recovery".to_owned(),
        };
        // The key is not empty and the kind is not a case's.
        Subject::new(SubjectKind::Staff, key).unwrap_or_else(Subject::data)
    }

    /// The key of its wrong tries; no person's id is 0.
    fn tries(self) -> i64 {
        match self {
            Self::Person(id) => id.0,
            Self::Counter => 0,
        }
    }
}

/// The hash under which a secret is kept.
///
/// # Errors
/// Only when the system has no random numbers.
pub fn hash(secret: &str) -> Result<String, Error> {
    let internal = |error: String| Error::Internal(error);
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| internal(error.to_string()))?;
    let salt = SaltString::encode_b64(&bytes).map_err(|error| internal(error.to_string()))?;
    let hash = Argon2::default().hash_password(secret.as_bytes(), &salt);
    hash.map(|hash| hash.to_string()).map_err(|error| internal(error.to_string()))
}

/// Whether a secret is the one of a hash.
pub fn is_right(secret: &str, hash: &str) -> bool {
    PasswordHash::new(hash)
        .is_ok_and(|hash| Argon2::default().verify_password(secret.as_bytes(), &hash).is_ok())
}

impl Db {
    /// The hash of a secret that was set and not taken away.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn secret(&self, owner: Owner) -> Result<Option<String>, Error> {
        let Some(stored) = self.newest(&owner.subject())? else { return Ok(None) };
        match body::counter_event(&stored)? {
            CounterEvent::SecretSet { hash } => Ok(hash),
            _ => Ok(None),
        }
    }

    /// Whether a secret was ever set, even if it was taken away since.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn had_secret(&self, owner: Owner) -> Result<bool, Error> {
        Ok(self.newest(&owner.subject())?.is_some())
    }

    /// How many wrong tries there were in a row, and when the last.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn wrong_tries(&self, owner: Owner) -> Result<(u32, Option<Moment>), Error> {
        let sql = "SELECT wrong, last_at FROM wrong_try WHERE owner = ?1";
        let found: Option<(u32, i64)> = self
            .raw()
            .prepare_cached(sql)?
            .query_row([owner.tries()], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        found.map_or(Ok((0, None)), |(wrong, last)| Ok((wrong, Some(key::moment(last)?))))
    }
}

impl Write<'_> {
    /// Sets a secret by its hash, or takes it away.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn set_secret(&self, owner: Owner, hash: Option<String>, hand: RecordedBy<'_>) -> Result<(), Error> {
        self.record(owner.subject(), &CounterEvent::SecretSet { hash }, hand)?;
        self.forget_wrong(owner)
    }

    /// Counts a wrong try.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn count_wrong(&self, owner: Owner, now: Moment) -> Result<u32, Error> {
        let sql = "INSERT INTO wrong_try (owner, wrong, last_at) VALUES (?1, 1, ?2) \
                   ON CONFLICT (owner) DO UPDATE SET wrong = wrong + 1, last_at = excluded.last_at \
                   RETURNING wrong";
        Ok(self.raw().prepare_cached(sql)?.query_row((owner.tries(), now.unix()), |row| row.get(0))?)
    }

    /// The last wrong try counts as of now.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn put_off(&self, owner: Owner, now: Moment) -> Result<(), Error> {
        let sql = "UPDATE wrong_try SET last_at = ?2 WHERE owner = ?1";
        self.raw().prepare_cached(sql)?.execute((owner.tries(), now.unix()))?;
        Ok(())
    }

    /// A right one makes up for them.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn forget_wrong(&self, owner: Owner) -> Result<(), Error> {
        self.raw().prepare_cached("DELETE FROM wrong_try WHERE owner = ?1")?.execute([owner.tries()])?;
        Ok(())
    }
}
