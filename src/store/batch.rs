//! Lots of cases that came from a file.

use crate::domain::counter_event::CounterEvent;
use crate::domain::subject::Subject;
use crate::store::append::Hand;
use crate::store::db::Write;
use crate::store::error::Error;

impl Write<'_> {
    /// Opens an import batch and gives its id, for `Case::import_batch`: the sequence of its entry in the log.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn open_batch(&self, file: &str, hand: Hand<'_>) -> Result<i64, Error> {
        self.record(Subject::import(file), &CounterEvent::ImportOpened {}, hand)
    }
}
