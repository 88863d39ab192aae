//! The people of the counter beside its staff.

use crate::desk::handle::Desk;
use crate::desk::reply::Reply;
use crate::domain::case_row::CaseRow;

impl Desk {
    /// The names of those who answer for open cases, the most burdened first: technicians and outside firms too.
    pub fn open_handlers(&self) -> Reply<Vec<String>> {
        self.ask(|db| Ok(db.open_handlers()?))
    }

    /// The open cases that this person answers for, the oldest first.
    pub fn open_of_handler(&self, name: &str) -> Reply<Vec<CaseRow>> {
        let name = name.to_owned();
        self.ask(move |db| Ok(db.open_of_handler(&name)?))
    }
}
