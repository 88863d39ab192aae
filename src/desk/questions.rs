//! Questions of the search field: the newest one wins. One that is still waiting when a newer one comes is not asked,
//! one that is being answered is broken off.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::desk::error::Error;
use crate::store::db::{Db, Interrupt};

/// What is asked and what is being answered.
#[derive(Debug, Default)]
pub(crate) struct Questions {
    /// The number of the newest question.
    pub latest: AtomicU64,
    /// The way to break off the answer under way. While it stands here the connection answers a question, so breaking
    /// off can hit nothing else.
    running: Mutex<Option<Interrupt>>,
}

/// A question that is being answered.
pub(crate) struct Running<'a> {
    questions: &'a Questions,
    number: u64,
}

impl Questions {
    /// Breaks off what is being answered.
    pub(crate) fn interrupt(&self) {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(running) = running.as_ref() {
            running.interrupt();
        }
    }

    /// Begins to answer a question on a connection.
    ///
    /// # Errors
    /// [`Error::Overtaken`] when a newer one has come.
    pub(crate) fn begin(self: &Arc<Self>, number: u64, db: &Db) -> Result<Running<'_>, Error> {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        if self.latest.load(Ordering::Relaxed) != number {
            return Err(Error::Overtaken);
        }
        *running = Some(db.interrupt());
        Ok(Running { questions: self, number })
    }
}

impl Running<'_> {
    /// The answer, unless a newer question has come meanwhile.
    ///
    /// # Errors
    /// [`Error::Overtaken`], and those of the answer.
    pub(crate) fn end<T>(self, answer: Result<T, Error>) -> Result<T, Error> {
        if self.questions.latest.load(Ordering::Relaxed) == self.number {
            answer
        } else {
            Err(Error::Overtaken)
        }
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        *self.questions.running.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
