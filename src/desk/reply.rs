//! Answers of the desk: a future for the window, something to wait on for commands and tests.

use std::future::Future;
use std::ops::Deref;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures::channel::oneshot;

use crate::desk::error::Error;
use crate::domain::case::CaseNumber;

/// The answer to come. Dropping it does not undo what was asked.
#[derive(Debug)]
#[must_use = "an answer nobody waits for may be an error nobody sees"]
pub struct Reply<T>(oneshot::Receiver<Result<T, Error>>);

impl<T> Reply<T> {
    /// An answer and the place to put it.
    pub(crate) fn pending() -> (oneshot::Sender<Result<T, Error>>, Self) {
        let (sender, receiver) = oneshot::channel();
        (sender, Self(receiver))
    }

    /// An answer that is known already.
    pub(crate) fn ready(result: Result<T, Error>) -> Self {
        let (sender, reply) = Self::pending();
        // The receiver is alive: it is returned in the next line.
        let _ = sender.send(result);
        reply
    }

    /// Waits for the answer; not for the window's thread.
    ///
    /// # Errors
    /// Those of what was asked.
    pub fn wait(self) -> Result<T, Error> {
        futures::executor::block_on(self)
    }
}

impl<T> Future for Reply<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0).poll(context).map(|sent| sent.unwrap_or(Err(Error::Stopped)))
    }
}

/// What a write changed, so that screens know what to read anew.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changed {
    /// Cases whose events or rows changed; lists that show them are stale too.
    pub cases: Vec<CaseNumber>,
    /// The list of drafts.
    pub drafts: bool,
    /// A month was made final or opened again, or its analysis was saved.
    pub months: bool,
    /// Settings.
    pub settings: bool,
    /// Staff.
    pub staff: bool,
    /// The library or the knowledge.
    pub library: bool,
    /// 公共事件, which stand on 今日 and beside the intake form.
    pub outages: bool,
    /// Daily checks and the notes of shifts.
    pub shifts: bool,
    /// What 改进学习 shows: suggestions, measures, routines, watched places, drills.
    pub learning: bool,
    /// Everything: another database was put in place, or many cases came in.
    pub everything: bool,
}

/// The answer of a write with what it changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Written<T> {
    /// The answer.
    pub value: T,
    /// What changed.
    pub changed: Changed,
}

impl<T> Deref for Written<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}
