//! Lots of cases that came from a file.

use crate::domain::time::Moment;
use crate::store::db::Write;
use crate::store::error::Error;

impl Write<'_> {
    /// Opens an import batch and gives its id, for `Case::import_batch`.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn open_batch(&self, file: &str, by: &str, now: Moment) -> Result<i64, Error> {
        self.raw()
            .prepare_cached("INSERT INTO import_batch (file, imported_at, imported_by) VALUES (?1, ?2, ?3)")?
            .execute((file, now.unix(), by))?;
        Ok(self.raw().last_insert_rowid())
    }
}
