//! The signatures of the daily checks and the notes of the shifts, as the log has them.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::counter_event::CounterEvent;
use crate::domain::daily_check::Signature;
use crate::domain::shift::ShiftId;
use crate::domain::shift_now::Shift;
use crate::domain::subject::{Subject, SubjectKind};
use crate::domain::time::Moment;
use crate::store::append::RecordedBy;
use crate::store::body;
use crate::store::db::{Db, Write};
use crate::store::error::Error;
use crate::store::{key, migrate};

impl Db {
    /// The signatures of the days from … to that were given by `now`, the first of a list where there are several.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn signatures(&self, from: NaiveDate, to: NaiveDate, now: Moment) -> Result<Vec<Signature>, Error> {
        let sql = "SELECT e.subject, e.at, e.by_name, b.body FROM event AS e JOIN event_body AS b ON b.seq = e.seq \
                   WHERE e.subject_kind <> 'case' AND e.subject_kind = 'day' \
                   AND e.subject BETWEEN ?1 AND ?2 AND e.type = 'check_signed' AND e.at <= ?3 ORDER BY e.seq";
        let mut statement = self.raw().prepare_cached(sql)?;
        let mut rows = statement.query((from.to_string(), to.to_string(), now.unix()))?;
        let mut found: Vec<Signature> = Vec::new();
        while let Some(row) = rows.next()? {
            let (day, at): (String, i64) = (row.get(0)?, row.get(1)?);
            let said = body::counter_event(&row.get::<_, String>(3)?);
            let (Ok(day), Ok(CounterEvent::CheckSigned { list, counts, found: text })) = (day.parse(), said)
            else {
                continue;
            };
            if !found.iter().any(|one| one.day == day && one.list == list) {
                found.push(Signature {
                    day,
                    list,
                    by: migrate::text(row.get_ref(2)?),
                    at: key::moment(at)?,
                    counts,
                    found: text,
                });
            }
        }
        Ok(found)
    }

    /// The day on which the first entry of the log was recorded: since then the counter has worked with the program.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn first_day(&self) -> Result<Option<NaiveDate>, Error> {
        let sql = "SELECT max(recorded_at) FROM event WHERE seq = (SELECT min(seq) FROM event)";
        let first: Option<i64> = self.raw().prepare_cached(sql)?.query_row([], |row| row.get(0))?;
        first.map(|seconds| Ok(key::moment(seconds)?.date())).transpose()
    }

    /// The latest notes of shifts by `now`, no more than `limit`, the newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn shifts(&self, now: Moment, limit: usize) -> Result<Vec<Shift>, Error> {
        let sql = "WITH latest AS ( \
                       SELECT seq, subject FROM event \
                       WHERE subject_kind <> 'case' AND subject_kind = 'shift' \
                       AND type = 'shift_handed_over' AND at <= ?1 ORDER BY CAST(subject AS INTEGER) DESC LIMIT ?2) \
                   SELECT e.subject, e.at, e.by_name, b.body FROM latest \
                   JOIN event AS e ON e.subject_kind <> 'case' AND e.subject_kind = 'shift' AND e.subject = latest.subject \
                   JOIN event_body AS b ON b.seq = e.seq WHERE e.at <= ?1 ORDER BY e.seq";
        let mut statement = self.raw().prepare_cached(sql)?;
        let mut rows = statement.query((now.unix(), i64::try_from(limit).unwrap_or(i64::MAX)))?;
        let mut entries: BTreeMap<ShiftId, Vec<(Moment, String, CounterEvent)>> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let (id, at): (String, i64) = (row.get(0)?, row.get(1)?);
            let Ok(id) = id.parse().map(ShiftId) else { continue };
            let said = body::counter_event(&row.get::<_, String>(3)?)?;
            entries.entry(id).or_default().push((key::moment(at)?, migrate::text(row.get_ref(2)?), said));
        }
        let shifts = entries.into_iter().rev().filter_map(|(id, entries)| Shift::of(id, entries));
        Ok(shifts.collect())
    }

    fn next_shift(&self) -> Result<ShiftId, Error> {
        let sql = "SELECT coalesce(max(CAST(subject AS INTEGER)), 0) + 1 FROM event \
                   WHERE subject_kind <> 'case' AND subject_kind = 'shift'";
        Ok(ShiftId(self.raw().prepare_cached(sql)?.query_row([], |row| row.get(0))?))
    }
}

impl Write<'_> {
    /// Records that a list of a day was checked.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn record_check(
        &self,
        day: NaiveDate,
        signed: &CounterEvent,
        hand: RecordedBy<'_>,
    ) -> Result<(), Error> {
        self.record(Subject::day(day), signed, hand)?;
        Ok(())
    }

    /// Records a note, or that one was taken over. Answers which it is.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn record_shift(
        &self,
        id: Option<ShiftId>,
        said: &CounterEvent,
        hand: RecordedBy<'_>,
    ) -> Result<ShiftId, Error> {
        let id = id.map_or_else(|| self.next_shift(), Ok)?;
        let subject = Subject::new(SubjectKind::Shift, id.to_string());
        let subject = subject.ok_or_else(|| Error::Internal("a shift without a number".into()))?;
        self.record(subject, said, hand)?;
        Ok(id)
    }
}
