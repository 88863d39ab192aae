//! The people of the counter beside its staff.

use crate::desk::handle::Desk;
use crate::desk::reply::Reply;

impl Desk {
    /// The names of those who answer for open cases, the most burdened first: technicians and outside firms too.
    pub fn open_handlers(&self) -> Reply<Vec<String>> {
        self.ask(|db| Ok(db.open_handlers()?))
    }
}
