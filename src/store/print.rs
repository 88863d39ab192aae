//! How often each form was printed: the entries of the log about it.

use crate::domain::counter_event::CounterEvent;
use crate::domain::subject::Subject;
use crate::store::append::Hand;
use crate::store::db::{Db, Write};
use crate::store::error::Error;

impl Db {
    /// How often a form of a case or period was printed so far.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn times_printed(&self, of: &str, form: u8) -> Result<u32, Error> {
        self.entries_about(&Subject::print(form, of))
    }
}

impl Write<'_> {
    /// Records one more print and answers which it is, from 1.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn count_print(&self, of: &str, form: u8, hand: Hand<'_>) -> Result<u32, Error> {
        self.record(Subject::print(form, of), &CounterEvent::Printed {}, hand)?;
        self.times_printed(of, form)
    }
}
