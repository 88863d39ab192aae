//! The entries of the counter's knowledge.

use chrono::NaiveDate;

use crate::domain::code::Category;
use crate::domain::knowledge::{Knowledge, KnowledgeId, KnowledgeKind};
use crate::domain::time::Moment;
use crate::store::db::{Db, Write};
use crate::store::error::Error;
use crate::store::key;

impl Db {
    /// All entries, by kind and title.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn knowledge(&self) -> Result<Vec<Knowledge>, Error> {
        let sql = "SELECT id, kind, title, text, category, place, valid_from, valid_to FROM knowledge \
                   ORDER BY kind, title, id";
        self.raw().prepare_cached(sql)?.query_and_then([], row)?.collect()
    }
}

fn row(row: &rusqlite::Row<'_>) -> Result<Knowledge, Error> {
    let kind: String = row.get("kind")?;
    let day = |key: Option<i64>| key.map(key::day).transpose();
    Ok(Knowledge {
        id: Some(KnowledgeId(row.get("id")?)),
        kind: KnowledgeKind::from_code(&kind)
            .ok_or_else(|| Error::Damaged("有一条资料的种类读不出来".into()))?,
        title: row.get("title")?,
        text: row.get("text")?,
        category: row.get::<_, Option<String>>("category")?.and_then(Category::new),
        place: row.get("place")?,
        from: day(row.get("valid_from")?)?,
        to: day(row.get("valid_to")?)?,
    })
}

impl Write<'_> {
    /// Keeps an entry, in place of what it was before.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn put_knowledge(&self, entry: &Knowledge, by: &str, now: Moment) -> Result<(), Error> {
        let sql = "INSERT INTO knowledge (id, kind, title, text, category, place, valid_from, valid_to, \
                   changed_at, changed_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) \
                   ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, title = excluded.title, \
                   text = excluded.text, category = excluded.category, place = excluded.place, \
                   valid_from = excluded.valid_from, valid_to = excluded.valid_to, \
                   changed_at = excluded.changed_at, changed_by = excluded.changed_by";
        let day = |day: Option<NaiveDate>| day.map(key::of_day);
        self.raw().prepare_cached(sql)?.execute((
            entry.id.map(|id| id.0),
            entry.kind.code(),
            entry.title.trim(),
            entry.text.trim(),
            entry.category.as_ref().map(Category::as_str),
            &entry.place,
            day(entry.from),
            day(entry.to),
            now.unix(),
            by,
        ))?;
        Ok(())
    }

    /// Takes an entry away; nothing happens when it is gone already.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn drop_knowledge(&self, id: KnowledgeId) -> Result<(), Error> {
        self.raw().prepare_cached("DELETE FROM knowledge WHERE id = ?1")?.execute([id.0])?;
        Ok(())
    }
}
