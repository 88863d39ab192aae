//! Writing into the log: the one place where a row of `event` is made. What is about to be kept is first read back
//! with the reader that will read it later, so that nothing is acknowledged that cannot be shown again.

use rusqlite::params;
use rusqlite::types::{ToSql, ToSqlOutput};

use crate::domain::case::CaseNumber;
use crate::domain::deadline_set::DeadlineSet;
use crate::domain::person::{Actor, StaffId};
use crate::domain::subject::{Subject, SubjectKind};
use crate::domain::time::Moment;
use crate::store::body::Body;
use crate::store::chain::{self, Hash, Key, Link, Salt};
use crate::store::db::Write;
use crate::store::error::Error;
use crate::store::key;

/// Who recorded something, and when.
#[derive(Debug, Clone, Copy)]
pub struct RecordedBy<'a> {
    /// Name as it is now.
    pub name: &'a str,
    /// Id on this counter.
    pub id: Option<StaffId>,
    /// When it is saved.
    pub now: Moment,
}

impl<'a> RecordedBy<'a> {
    /// The person at the keyboard, now.
    pub fn of(actor: &'a Actor, now: Moment) -> Self {
        Self { name: &actor.name, id: actor.id, now }
    }
}

/// What an entry is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum About {
    /// A case.
    Case(CaseNumber),
    /// Anything else.
    Other(Subject),
}

impl About {
    fn kind(&self) -> SubjectKind {
        match self {
            Self::Case(_) => SubjectKind::Case,
            Self::Other(subject) => subject.kind(),
        }
    }

    fn key(&self) -> Key<'_> {
        match self {
            Self::Case(number) => Key::Number(key::of_number(*number)),
            Self::Other(subject) => Key::Text(subject.key().as_bytes()),
        }
    }
}

impl ToSql for About {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match self {
            Self::Case(number) => Ok(ToSqlOutput::from(key::of_number(*number))),
            Self::Other(subject) => Ok(ToSqlOutput::from(subject.key())),
        }
    }
}

/// A row that is about to be appended.
pub(crate) struct Entry<'a> {
    pub(crate) about: About,
    pub(crate) at: Moment,
    pub(crate) by: &'a str,
    pub(crate) by_id: Option<StaffId>,
    pub(crate) kind: &'a str,
    pub(crate) batch: Option<i64>,
    pub(crate) body: Body<'a>,
    pub(crate) sets: &'a [DeadlineSet],
}

impl Write<'_> {
    /// Appends entries; the head of the chain moves once. Answers the sequence of the last.
    ///
    /// # Errors
    /// [`Error::Unreadable`] when an entry could not be read again; whatever the database refuses.
    pub(crate) fn append<'a>(
        &self,
        entries: impl Iterator<Item = Result<Entry<'a>, Error>>,
        now: Moment,
    ) -> Result<i64, Error> {
        let mut last = self.chain_head()?;
        for entry in entries {
            last = self.append_one(&entry?, last, now)?;
        }
        self.move_chain_head(last.0, &last.1)?;
        Ok(last.0)
    }

    /// Appends an entry after a link; answers the new link.
    fn append_one(&self, entry: &Entry<'_>, last: (i64, Hash), now: Moment) -> Result<(i64, Hash), Error> {
        let mut salt: Salt = [0; 16];
        getrandom::fill(&mut salt).map_err(|error| Error::Internal(error.to_string()))?;
        let sets = if entry.sets.is_empty() { "[]".to_owned() } else { serde_json::to_string(entry.sets)? };
        let body = entry.body.stored()?;
        entry.body.reads_back(&body, &sets, entry.sets, &[entry.at, now])?;
        let link = Link {
            seq: last.0 + 1,
            subject_kind: entry.about.kind().code().as_bytes(),
            subject: entry.about.key(),
            at: entry.at.unix(),
            recorded_at: now.unix(),
            by: entry.by.as_bytes(),
            by_id: entry.by_id.map(|id| id.0),
            kind: entry.kind.as_bytes(),
            batch: entry.batch,
            body: chain::body_hash(&salt, body.as_bytes(), sets.as_bytes()),
        };
        let hash = link.after(&last.1);
        self.raw().prepare_cached(include_str!("sql/event_insert.sql"))?.execute(params![
            link.seq,
            entry.about.kind().code(),
            entry.about,
            link.at,
            link.recorded_at,
            entry.by,
            link.by_id,
            entry.kind,
            link.batch,
            link.body,
            hash
        ])?;
        self.raw()
            .prepare_cached("INSERT INTO event_body (seq, salt, body, sets) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![link.seq, salt, body, sets])?;
        Ok((link.seq, hash))
    }
}
