//! Entries of the log that are no events of a case: writing them, and asking for the newest of a subject.

use rusqlite::OptionalExtension;

use crate::domain::counter_event::CounterEvent;
use crate::domain::subject::{Subject, SubjectKind};
use crate::store::append::{About, Entry, RecordedBy};
use crate::store::body::{self, Body};
use crate::store::db::{Db, Write};
use crate::store::error::Error;

impl Db {
    /// The stored form of the newest entry about a subject.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(crate) fn newest(&self, subject: &Subject) -> Result<Option<String>, Error> {
        let mut statement = self.raw().prepare_cached(include_str!("sql/newest_entry.sql"))?;
        Ok(statement.query_row((subject.kind().code(), subject.key()), |row| row.get(0)).optional()?)
    }

    /// The newest entry of each subject of a kind, by key. One that cannot be read is named in the log file and left
    /// out; `check` names it to a person.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(crate) fn newest_of(&self, kind: SubjectKind) -> Result<Vec<(String, CounterEvent)>, Error> {
        let mut statement = self.raw().prepare_cached(include_str!("sql/newest_entries.sql"))?;
        let mut rows = statement.query([kind.code()])?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            let (seq, key, stored): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            match body::counter_event(&stored) {
                Ok(entry) => entries.push((key, entry)),
                Err(error) => tracing::error!(seq, line = error.line(), "an entry that cannot be read"),
            }
        }
        Ok(entries)
    }

    /// How many entries there are about a subject.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(crate) fn entries_about(&self, subject: &Subject) -> Result<u32, Error> {
        let sql = "SELECT count(*) FROM event \
                   WHERE subject_kind <> 'case' AND subject_kind = ?1 AND subject = ?2";
        let mut statement = self.raw().prepare_cached(sql)?;
        Ok(statement.query_row((subject.kind().code(), subject.key()), |row| row.get(0))?)
    }
}

impl Write<'_> {
    /// Records what happened at the counter; answers the sequence of the entry.
    ///
    /// # Errors
    /// [`Error::Unkeepable`] when it could not be read again; whatever the database refuses.
    pub fn record(&self, subject: Subject, what: &CounterEvent, hand: RecordedBy<'_>) -> Result<i64, Error> {
        self.record_of_batch(subject, what, hand, None)
    }

    /// As [`Write::record`], for something that came with an import.
    ///
    /// # Errors
    /// As [`Write::record`].
    pub fn record_of_batch(
        &self,
        subject: Subject,
        what: &CounterEvent,
        hand: RecordedBy<'_>,
        batch: Option<i64>,
    ) -> Result<i64, Error> {
        let entry = Entry {
            about: About::Other(subject),
            at: hand.now,
            by: hand.name,
            by_id: hand.id,
            kind: what.type_word(),
            batch,
            body: Body::Counter(what),
            sets: &[],
        };
        self.append(std::iter::once(Ok(entry)), hand.now)
    }
}
