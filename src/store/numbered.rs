//! Matters that are numbered from 1 and have a history of their own in the log: suggestions, measures, routines, watched
//! places, entries of 服务簿, drills. What each is now, `domain` makes of its entries.

use std::collections::BTreeMap;

use crate::domain::case::CaseNumber;
use crate::domain::counter_event::CounterEvent;
use crate::domain::drill::DrillId;
use crate::domain::drill_now::DrillNow;
use crate::domain::improvement::ImprovementId;
use crate::domain::improvement_now::ImprovementNow;
use crate::domain::routine::RoutineId;
use crate::domain::routine_now::RoutineNow;
use crate::domain::service_note::ServiceNoteId;
use crate::domain::service_note_now::ServiceNoteNow;
use crate::domain::subject::{Subject, SubjectKind};
use crate::domain::suggestion::SuggestionId;
use crate::domain::suggestion_now::SuggestionNow;
use crate::domain::time::Moment;
use crate::domain::watch::WatchId;
use crate::domain::watch_now::WatchNow;
use crate::store::append::RecordedBy;
use crate::store::body;
use crate::store::db::{Db, Write};
use crate::store::error::Error;
use crate::store::{key, migrate};

/// So many entries of each type are read of a matter, the latest: what it is now needs no more, and a routine signed
/// every day for years costs each minute no more than one of last year.
const LATEST: i64 = 400;

/// So many examples are shown.
const EXAMPLES: i64 = 500;

/// When, by whom, what.
type Told = (Moment, String, CounterEvent);

impl Db {
    /// The suggestions by `now`, the oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn suggestions(&self, now: Moment) -> Result<Vec<SuggestionNow>, Error> {
        let all = self.histories(SubjectKind::Suggestion, now)?;
        Ok(all.into_iter().filter_map(|(id, told)| SuggestionNow::of(SuggestionId(id), told)).collect())
    }

    /// The measures of improvement by `now`, the oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn improvements(&self, now: Moment) -> Result<Vec<ImprovementNow>, Error> {
        let all = self.histories(SubjectKind::Improvement, now)?;
        Ok(ImprovementNow::all(all.into_iter().map(|(id, told)| (ImprovementId(id), told))))
    }

    /// The routines that are kept at `now`, the oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn routines(&self, now: Moment) -> Result<Vec<RoutineNow>, Error> {
        let all = self.histories(SubjectKind::Routine, now)?;
        Ok(all.into_iter().filter_map(|(id, told)| RoutineNow::of(RoutineId(id), told)).collect())
    }

    /// The places that are watched at `now`, the oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn watches(&self, now: Moment) -> Result<Vec<WatchNow>, Error> {
        let all = self.histories(SubjectKind::Watch, now)?;
        Ok(all.into_iter().filter_map(|(id, told)| WatchNow::of(WatchId(id), told)).collect())
    }

    /// The entries of 服务簿 by `now`, in the order in which they were written.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn service_notes(&self, now: Moment) -> Result<Vec<ServiceNoteNow>, Error> {
        let all = self.histories(SubjectKind::Service, now)?;
        Ok(all.into_iter().filter_map(|(id, told)| ServiceNoteNow::of(ServiceNoteId(id), told)).collect())
    }

    /// The drills by `now`, the oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn drills(&self, now: Moment) -> Result<Vec<DrillNow>, Error> {
        let all = self.histories(SubjectKind::Drill, now)?;
        Ok(all.into_iter().filter_map(|(id, told)| DrillNow::of(DrillId(id), told)).collect())
    }

    /// The latest cases that were ever marked as an example, the newest first; whether one still is, its events say.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn examples(&self) -> Result<Vec<CaseNumber>, Error> {
        let sql = "SELECT DISTINCT e.subject FROM event AS e JOIN event_body AS b ON b.seq = e.seq \
                   WHERE e.subject_kind = 'case' AND e.type = 'closing_notes' \
                   AND json_extract(b.body, '$.example') = 1 ORDER BY e.subject DESC LIMIT ?1";
        let mut statement = self.raw().prepare_cached(sql)?;
        let mut rows = statement.query([EXAMPLES])?;
        let mut numbers = Vec::new();
        while let Some(row) = rows.next()? {
            numbers.push(key::number(row.get(0)?)?);
        }
        Ok(numbers)
    }

    /// The latest entries of each matter of a kind by `now`, in order. One that cannot be read is named in the log file and
    /// left out; `check` names it to a person.
    fn histories(&self, kind: SubjectKind, now: Moment) -> Result<BTreeMap<i64, Vec<Told>>, Error> {
        let mut statement = self.raw().prepare_cached(include_str!("sql/histories.sql"))?;
        let mut rows = statement.query((kind.code(), now.unix(), LATEST))?;
        let mut all: BTreeMap<i64, Vec<Told>> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let (seq, id, at): (i64, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let (by, stored): (String, String) = (migrate::text(row.get_ref(3)?), row.get(4)?);
            let (Ok(id), Ok(said)) = (id.parse(), body::counter_event(&stored)) else {
                tracing::error!(seq, "an entry of a numbered matter that cannot be read");
                continue;
            };
            all.entry(id).or_default().push((key::moment(at)?, by, said));
        }
        Ok(all)
    }
}

impl Write<'_> {
    /// Records what happened to a suggestion; without an id to a new one. Answers which it is.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn record_suggestion(
        &self,
        id: Option<SuggestionId>,
        said: &CounterEvent,
        hand: RecordedBy<'_>,
    ) -> Result<SuggestionId, Error> {
        self.record_numbered(SubjectKind::Suggestion, id.map(|id| id.0), said, hand).map(SuggestionId)
    }

    /// Records what happened to a measure of improvement; without an id to a new one. Answers which it is.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn record_improvement(
        &self,
        id: Option<ImprovementId>,
        said: &CounterEvent,
        hand: RecordedBy<'_>,
    ) -> Result<ImprovementId, Error> {
        self.record_numbered(SubjectKind::Improvement, id.map(|id| id.0), said, hand).map(ImprovementId)
    }

    /// Records what happened to a routine; without an id to a new one. Answers which it is.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn record_routine(
        &self,
        id: Option<RoutineId>,
        said: &CounterEvent,
        hand: RecordedBy<'_>,
    ) -> Result<RoutineId, Error> {
        self.record_numbered(SubjectKind::Routine, id.map(|id| id.0), said, hand).map(RoutineId)
    }

    /// Records what happened to a watched place; without an id to a new one. Answers which it is.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn record_watch(
        &self,
        id: Option<WatchId>,
        said: &CounterEvent,
        hand: RecordedBy<'_>,
    ) -> Result<WatchId, Error> {
        self.record_numbered(SubjectKind::Watch, id.map(|id| id.0), said, hand).map(WatchId)
    }

    /// Records what happened to an entry of 服务簿; without an id to a new one. Answers which it is.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn record_service_note(
        &self,
        id: Option<ServiceNoteId>,
        said: &CounterEvent,
        hand: RecordedBy<'_>,
    ) -> Result<ServiceNoteId, Error> {
        self.record_numbered(SubjectKind::Service, id.map(|id| id.0), said, hand).map(ServiceNoteId)
    }

    /// Records what happened to a drill; without an id to a new one. Answers which it is.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn record_drill(
        &self,
        id: Option<DrillId>,
        said: &CounterEvent,
        hand: RecordedBy<'_>,
    ) -> Result<DrillId, Error> {
        self.record_numbered(SubjectKind::Drill, id.map(|id| id.0), said, hand).map(DrillId)
    }

    fn record_numbered(
        &self,
        kind: SubjectKind,
        id: Option<i64>,
        said: &CounterEvent,
        hand: RecordedBy<'_>,
    ) -> Result<i64, Error> {
        let id = match id {
            Some(id) => id,
            None => {
                let sql = "SELECT coalesce(max(CAST(subject AS INTEGER)), 0) + 1 FROM event \
                           WHERE subject_kind <> 'case' AND subject_kind = ?1";
                self.raw().prepare_cached(sql)?.query_row([kind.code()], |row| row.get(0))?
            }
        };
        let subject = Subject::new(kind, id.to_string());
        let subject = subject.ok_or_else(|| Error::Internal("a matter without a number".into()))?;
        self.record(subject, said, hand)?;
        Ok(id)
    }
}
