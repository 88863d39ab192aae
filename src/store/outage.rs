//! 公共事件: what the entries of the log about each say.

use std::collections::BTreeMap;

use rusqlite::OptionalExtension;

use crate::domain::case::CaseNumber;
use crate::domain::counter_event::CounterEvent;
use crate::domain::outage::OutageId;
use crate::domain::outage_now::OutageNow;
use crate::domain::subject::Subject;
use crate::domain::time::Moment;
use crate::store::append::RecordedBy;
use crate::store::body;
use crate::store::db::{Db, Write};
use crate::store::error::Error;
use crate::store::{key, migrate};

impl Db {
    /// Those that last at `now` or were over no earlier than `since`, the oldest first. An entry that cannot be read is
    /// named in the log file and left out; `check` names it to a person.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn outages(&self, now: Moment, since: Moment) -> Result<Vec<OutageNow>, Error> {
        let mut statement = self.raw().prepare_cached(include_str!("sql/outage_entries.sql"))?;
        let mut rows = statement.query([now.unix(), since.unix()])?;
        let mut entries: BTreeMap<OutageId, Vec<(Moment, String, CounterEvent)>> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let (seq, id, at): (i64, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let (by, stored): (String, String) = (row.get(3)?, row.get(4)?);
            let (Ok(id), Ok(said)) = (id.parse().map(OutageId), body::counter_event(&stored)) else {
                tracing::error!(seq, "an entry about an outage that cannot be read");
                continue;
            };
            entries.entry(id).or_default().push((key::moment(at)?, by, said));
        }
        Ok(entries.into_iter().filter_map(|(id, entries)| OutageNow::of(id, entries)).collect())
    }

    /// Those that last at `now`, the oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn open_outages(&self, now: Moment) -> Result<Vec<OutageNow>, Error> {
        let mut all = self.outages(now, now)?;
        all.retain(OutageNow::is_open);
        Ok(all)
    }

    /// One that lasts or not; `None` when there is no such one at `now`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn outage(&self, id: OutageId, now: Moment) -> Result<Option<OutageNow>, Error> {
        let subject = Subject::outage(id);
        let mut statement = self.raw().prepare_cached(include_str!("sql/history_of.sql"))?;
        let mut rows = statement.query((subject.kind().code(), subject.key()))?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            let at = key::moment(row.get("at")?)?;
            if at <= now {
                entries.push((
                    at,
                    migrate::text(row.get_ref("by_name")?),
                    body::counter_event(&row.get::<_, String>("body")?)?,
                ));
            }
        }
        Ok(OutageNow::of(id, entries))
    }

    /// The one that a case belongs to at `now`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn outage_of(&self, case: CaseNumber, now: Moment) -> Result<Option<OutageId>, Error> {
        let sql = "SELECT e.subject, e.type FROM event AS e JOIN event_body AS b ON b.seq = e.seq \
                   WHERE e.subject_kind <> 'case' AND e.subject_kind = 'outage' \
                   AND e.type IN ('outage_joined', 'outage_left') AND e.at <= ?1 \
                   AND json_extract(b.body, '$.case') = ?2 ORDER BY e.seq DESC LIMIT 1";
        let mut statement = self.raw().prepare_cached(sql)?;
        let found: Option<(String, String)> = statement
            .query_row((now.unix(), case.to_string()), |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let joined = found.filter(|(_, kind)| kind == "outage_joined");
        Ok(joined.and_then(|(id, _)| id.parse().ok()).map(OutageId))
    }

    fn next_outage(&self) -> Result<OutageId, Error> {
        let sql = "SELECT coalesce(max(CAST(subject AS INTEGER)), 0) + 1 FROM event \
                   WHERE subject_kind <> 'case' AND subject_kind = 'outage'";
        Ok(OutageId(self.raw().prepare_cached(sql)?.query_row([], |row| row.get(0))?))
    }
}

impl Write<'_> {
    /// Records what happened to a 公共事件; without an id to a new one. Answers which it is.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn record_outage(
        &self,
        id: Option<OutageId>,
        said: &CounterEvent,
        hand: RecordedBy<'_>,
    ) -> Result<OutageId, Error> {
        let id = id.map_or_else(|| self.next_outage(), Ok)?;
        self.record(Subject::outage(id), said, hand)?;
        Ok(id)
    }
}
