//! Closing a case: one path for every way to close.

use crate::desk::case_commands::{extend, unchanged};
use crate::desk::error::Error;
use crate::desk::handle::{Desk, settings_of};
use crate::desk::reply::{Reply, Written};
use crate::domain::case::{Case, CaseNumber};
use crate::domain::closure::{ClosureRequest, Missing, close};
use crate::domain::person::Actor;

/// The answer to a request to close.
#[derive(Debug, Clone, PartialEq)]
pub enum Closing {
    /// It is closed.
    Closed(Box<Case>),
    /// It is not: everything that is still missing.
    Missing(Vec<Missing>),
}

impl Desk {
    /// Closes a case, or answers the full list of what is missing.
    ///
    /// Errors: [`Error::Stale`], [`Error::NoCase`], [`Error::Denied`].
    pub fn close(
        &self,
        actor: &Actor,
        number: CaseNumber,
        expected: usize,
        request: ClosureRequest,
    ) -> Reply<Written<Closing>> {
        let (actor, now, library) = (actor.clone(), self.now(), self.library());
        self.transact(move |write, changed| {
            let case = unchanged(write, number, expected)?;
            let rules = settings_of(write)?.rules;
            match close(&case.state(&rules), &request, &actor, &rules, now) {
                Ok(kind) => extend(write, changed, &library, &actor, case, vec![(now, kind)], now)
                    .map(|case| Closing::Closed(Box::new(case))),
                Err(missing) => Ok::<_, Error>(Closing::Missing(missing)),
            }
        })
    }
}
