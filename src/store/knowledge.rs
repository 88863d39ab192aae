//! The entries of the counter's knowledge: what the newest entry of the log about each says.

use crate::domain::counter_event::CounterEvent;
use crate::domain::knowledge::{Knowledge, KnowledgeId};
use crate::domain::subject::{Subject, SubjectKind};
use crate::store::append::RecordedBy;
use crate::store::db::{Db, Write};
use crate::store::error::Error;

impl Db {
    /// All entries, by kind and title.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn knowledge(&self) -> Result<Vec<Knowledge>, Error> {
        let kept = |(key, said): (String, CounterEvent)| match said {
            CounterEvent::KnowledgeSaved { entry } => {
                Some(Knowledge { id: Some(KnowledgeId(key.parse().ok()?)), ..entry })
            }
            _ => None,
        };
        let mut entries: Vec<_> =
            self.newest_of(SubjectKind::Knowledge)?.into_iter().filter_map(kept).collect();
        entries.sort_by(|a, b| (a.kind.code(), &a.title, a.id).cmp(&(b.kind.code(), &b.title, b.id)));
        Ok(entries)
    }

    fn next_knowledge(&self) -> Result<KnowledgeId, Error> {
        let sql = "SELECT coalesce(max(CAST(subject AS INTEGER)), 0) + 1 FROM event \
                   WHERE subject_kind <> 'case' AND subject_kind = 'knowledge'";
        Ok(KnowledgeId(self.raw().prepare_cached(sql)?.query_row([], |row| row.get(0))?))
    }
}

impl Write<'_> {
    /// Keeps an entry, in place of what it was before.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn put_knowledge(&self, entry: &Knowledge, hand: RecordedBy<'_>) -> Result<(), Error> {
        let id = entry.id.map_or_else(|| self.next_knowledge(), Ok)?;
        let entry = Knowledge {
            id: None,
            title: entry.title.trim().to_owned(),
            text: entry.text.trim().to_owned(),
            ..entry.clone()
        };
        self.record(Subject::knowledge(id), &CounterEvent::KnowledgeSaved { entry }, hand)?;
        Ok(())
    }

    /// Takes an entry away.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn drop_knowledge(&self, id: KnowledgeId, hand: RecordedBy<'_>) -> Result<(), Error> {
        self.record(Subject::knowledge(id), &CounterEvent::KnowledgeDropped {}, hand)?;
        Ok(())
    }
}
