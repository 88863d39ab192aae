//! Erasing the personal content of cases: the salt and the words of their entries go, what statistics need stays, and an
//! entry of the log tells of it with the hash of what stayed. The chain stays whole.

use serde_json::Value;

use crate::domain::anonymise::stripped;
use crate::domain::case::CaseNumber;
use crate::domain::counter_event::CounterEvent;
use crate::domain::time::Moment;
use crate::store::append::{About, Entry, RecordedBy};
use crate::store::body::{ANONYMISED, Body};
use crate::store::chain::kept_hash;
use crate::store::db::{Db, Write};
use crate::store::error::Error;
use crate::store::key;

impl Db {
    /// Closed and voided cases to which nothing happened since a moment and which were not erased yet.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn closed_before(&self, moment: Moment) -> Result<Vec<CaseNumber>, Error> {
        self.numbers_by(include_str!("sql/closed_before.sql"), [moment.unix()])
    }
}

impl Write<'_> {
    /// Erases what is personal of a case; answers how many entries were erased. `secret` marks its room.
    ///
    /// # Errors
    /// [`Error::Unkeepable`] when what would stay could not be read; nothing is erased then.
    pub fn anonymise(&self, number: CaseNumber, secret: &[u8], hand: RecordedBy<'_>) -> Result<usize, Error> {
        let mut statement = self.raw().prepare_cached(include_str!("sql/case_bodies.sql"))?;
        let rows: Vec<(i64, String, String, String)> = statement
            .query_map([key::of_number(number)], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })?
            .collect::<Result<_, _>>()?;
        let mut kept = Vec::new();
        for (seq, kind, body, sets) in rows.into_iter().filter(|(_, kind, ..)| kind != ANONYMISED) {
            let body = serde_json::to_string(&stripped(&serde_json::from_str(&body)?, secret))?;
            let sets: Vec<Value> = serde_json::from_str(&sets)?;
            let sets: Vec<Value> = sets.iter().map(|one| stripped(one, secret)).collect();
            let sets = serde_json::to_string(&sets)?;
            if !crate::store::body::is_readable(b"case", kind.as_bytes(), body.as_bytes(), sets.as_bytes()) {
                return Err(Error::Unkeepable);
            }
            let sql = "UPDATE event_body SET salt = NULL, body = ?2, sets = ?3 WHERE seq = ?1";
            self.raw().prepare_cached(sql)?.execute((seq, &body, &sets))?;
            kept.push((seq, kept_hash(body.as_bytes(), sets.as_bytes())));
        }
        let erased = kept.len();
        let told = CounterEvent::Anonymised { kept };
        let entry = Entry {
            about: About::Case(number),
            at: hand.now,
            by: hand.name,
            by_id: hand.id,
            kind: told.type_word(),
            batch: None,
            body: Body::Counter(&told),
            sets: &[],
        };
        self.append(std::iter::once(Ok(entry)), hand.now)?;
        Ok(erased)
    }

    /// Makes what was erased unreadable in the file itself, too.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn wipe_after(&self) -> Result<(), Error> {
        // Freed pages are overwritten from now on in this connection.
        self.raw().execute_batch("PRAGMA secure_delete = ON;")?;
        Ok(())
    }
}
