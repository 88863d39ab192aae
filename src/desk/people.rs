//! The people of the counter beside its staff, and what each would leave behind.

use crate::desk::error::Error;
use crate::desk::handle::{Desk, settings_of};
use crate::desk::reply::Reply;
use crate::domain::case_row::CaseRow;
use crate::domain::left_behind::{LeftBehind, LeftTask};
use crate::domain::time::Moment;
use crate::store::db::Db;

impl Desk {
    /// The names of those who answer for open cases, the most burdened first: technicians and outside firms too.
    pub fn open_handlers(&self) -> Reply<Vec<String>> {
        self.ask(|db| Ok(db.open_handlers()?))
    }

    /// Everybody who has something open: a case, a task, a slot, a hand-over, a place that is watched.
    pub fn burdened(&self) -> Reply<Vec<String>> {
        let now = self.now();
        self.ask(move |db| {
            let mut names = db.open_handlers()?;
            names.extend(db.given_to()?);
            names.extend(db.watches(now)?.into_iter().map(|one| one.place.watcher));
            names.sort();
            names.dedup();
            Ok(names)
        })
    }

    /// The open cases that this person answers for, the oldest first.
    pub fn open_of_handler(&self, name: &str) -> Reply<Vec<CaseRow>> {
        let name = name.to_owned();
        self.ask(move |db| Ok(db.open_of_handler(&name)?))
    }

    /// All that this person would leave behind.
    pub fn left_behind(&self, name: &str) -> Reply<LeftBehind> {
        let (name, now) = (name.to_owned(), self.now());
        self.ask(move |db| left_by(db, &name, now))
    }
}

/// All that somebody leaves behind.
///
/// # Errors
/// The database's own.
pub(crate) fn left_by(db: &Db, name: &str, now: Moment) -> Result<LeftBehind, Error> {
    let rules = settings_of(db)?.rules;
    let mut tasks = Vec::new();
    for case in db.cases(&db.open_with_tasks()?)? {
        tasks.extend(LeftTask::of(&case, &case.state(&rules), name));
    }
    tasks.sort_by_key(|one| (one.due, one.number));
    let mut watches = db.watches(now)?;
    watches.retain(|one| one.place.watcher.trim() == name.trim());
    Ok(LeftBehind { cases: db.open_of_handler(name)?, tasks, watches })
}
