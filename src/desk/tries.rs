//! Wrong tries of PINs while the data can only be looked at: counted here, because nothing can be written. Whoever starts
//! the program anew begins anew; the same person could as well copy the file.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::domain::person::StaffId;
use crate::domain::time::Moment;

/// So many in a row, and when the last.
#[derive(Debug, Default)]
pub(crate) struct Tries(Mutex<BTreeMap<i64, (u32, Moment)>>);

impl Tries {
    /// How many wrong tries of a person there were in a row, and when the last.
    pub(crate) fn of(&self, id: StaffId) -> Option<(u32, Moment)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&id.0).copied()
    }

    /// Counts a wrong try; answers the how-manieth in a row it is.
    pub(crate) fn count(&self, id: StaffId, now: Moment) -> u32 {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (wrong, last) = all.entry(id.0).or_insert((0, now));
        (*wrong, *last) = (*wrong + 1, now);
        *wrong
    }

    /// A right one makes up for them.
    pub(crate) fn forget(&self, id: StaffId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&id.0);
    }
}
