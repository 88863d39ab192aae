//! Taking a book over: first a copy of what is there, then its rows in one transaction, and what its columns
//! were taken for is remembered.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::old_book::preview::Book;
use crate::desk::reply::Written;
use crate::domain::imported::BookKind;
use crate::domain::permission;
use crate::domain::person::Actor;

/// How far the taking over has come, to be looked at from another thread.
#[derive(Debug, Clone, Default)]
pub struct Progress(Arc<AtomicUsize>);

impl Progress {
    /// Rows that are done.
    pub fn done(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }

    /// One more row is done.
    pub(crate) fn step(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

impl Desk {
    /// Takes over the rows of a book as one lot, all in one transaction, after a copy of what is there; rows that are
    /// there already are left. Answers the book with what became of each row.
    ///
    /// # Errors
    /// [`Error::SupervisorOnly`]; [`Error::Refused`] when the copy cannot be made; the database's own. Nothing is taken
    /// over then.
    pub async fn take_over(
        &self,
        actor: &Actor,
        book: Book,
        progress: &Progress,
    ) -> Result<Written<Book>, Error> {
        permission::supervisor(actor, "导入名册和旧台账")?;
        let copied = self.copy_of_what_is_there().await;
        copied.map_err(|error| {
            Error::Refused(format!("导入前的备份没有做成，没有导入任何内容。{}", error.message()))
        })?;
        match book.kind() {
            BookKind::Ledger => self.import_ledger(actor, book, progress.clone()).await,
            BookKind::Roster => self.import_roster(actor, book, progress.clone()).await,
        }
    }
}
