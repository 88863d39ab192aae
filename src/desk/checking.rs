//! Checking that the data are as they were written: everything at once, what came since the last sound check, and
//! everything in small pieces while nobody is at the keyboard.

use std::path::Path;

use chrono::Duration;

use crate::desk::error::Error;
use crate::desk::handle::{Access, Desk};
use crate::desk::print::aside::aside;
use crate::desk::reply::Reply;
use crate::domain::finding::Finding;
use crate::domain::time::Moment;
use crate::store::backup;
use crate::store::check::Walked;
use crate::store::check_progress::{Checked, Piece};
use crate::store::db::Db;

/// Everything is checked once in so many days.
const EVERY_DAYS: i64 = 7;

/// What is known about the last check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckState {
    /// When everything was last found as it was written.
    pub full_at: Option<Moment>,
    /// How many hundredths of the weekly check are done, while it is under way.
    pub percent: Option<u8>,
}

/// How a check in pieces goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CheckStep {
    /// Nothing is due.
    NotDue,
    /// So many hundredths are done.
    Going(u8),
    /// Everything is checked: what was found.
    Done(Vec<String>),
}

impl Desk {
    /// Checks the file and the chain of all events, also against the copies and the last entry that was written down;
    /// empty when everything is as it was written.
    pub fn check(&self) -> Reply<Vec<Finding>> {
        let (folder, now) = (self.folder().to_owned(), self.now());
        let notes = self.access() != Access::Viewing;
        self.ask(move |db| {
            let mut found = db.check()?;
            found.extend(db.list_findings());
            found.extend(db.witness_findings(&folder, backup::heads(&folder))?);
            found.extend(db.check_attachments(&folder)?);
            if notes {
                note(&folder, found.is_empty().then(|| sound_to_the_end(db)).transpose()?, Some(now));
            }
            Ok(found)
        })
    }

    /// Checks what was recorded since the log was last found sound, and everything when it never was. Answers too from
    /// which entry on.
    pub fn check_since_last(&self) -> Reply<(i64, Vec<Finding>)> {
        let folder = self.folder().to_owned();
        let last = Checked::read(&folder).sound().cloned();
        let Some(mut walked) = last else {
            let whole = self.check();
            return aside(move || Ok((0, whole.wait()?)));
        };
        self.ask(move |db| {
            let from = walked.seq;
            let mut found = db.check_since(&mut walked)?;
            found.extend(db.witness_findings(&folder, backup::heads(&folder))?);
            note(&folder, found.is_empty().then_some(walked), None);
            Ok((from, found))
        })
    }

    /// The newest entry of the log as papers carry it in their foot.
    pub(crate) fn log_mark(&self) -> Reply<String> {
        self.ask(|db| Ok(db.log_mark()?))
    }

    /// Compares the log with the entry that stands in the foot of a paper, `1234-9f8e7d6c`.
    ///
    /// Errors: [`Error::Refused`] when it is no such mark.
    pub fn check_paper(&self, mark: &str) -> Reply<Vec<Finding>> {
        let mark = mark.to_owned();
        self.ask(move |db| {
            let sentence =
                "纸上的记录号写成 1234-9f8e7d6c 这样：条数、横线、八位校验码。请照表格页脚再输一次。";
            db.paper_findings(&mark)?.ok_or_else(|| Error::Refused(sentence.to_owned()))
        })
    }

    /// What is known about the last check.
    pub fn check_state(&self) -> Reply<CheckState> {
        let folder = self.folder().to_owned();
        self.ask(move |db| {
            let checked = Checked::read(&folder);
            Ok(CheckState { full_at: checked.full_at(), percent: checked.progress(db)? })
        })
    }

    /// Does the next piece of the weekly check, if it is due: some tenths of a second on the thread of the copies. What was
    /// begun goes on where it stopped, after a restart too.
    pub fn check_a_piece(&self) -> Reply<CheckStep> {
        if self.access() == Access::Window { self.piece(false) } else { Reply::ready(Ok(CheckStep::NotDue)) }
    }

    /// Does the next piece of a check of everything, due or not: who asked for it asks again until it is done. Where nothing
    /// can be noted, everything at once.
    pub fn check_next_piece(&self) -> Reply<CheckStep> {
        if self.access() == Access::Window {
            return self.piece(true);
        }
        let whole = self.check();
        aside(move || Ok(CheckStep::Done(whole.wait()?.into_iter().map(|one| one.0).collect())))
    }

    fn piece(&self, wanted: bool) -> Reply<CheckStep> {
        let (folder, now) = (self.folder().to_owned(), self.now());
        self.copy(move |db| {
            let checked = Checked::read(&folder);
            let due =
                wanted || checked.full_at().is_none_or(|at| (now - at).abs() >= Duration::days(EVERY_DAYS));
            if (db.last_link()?.0 == 0 && !wanted) || !(due || checked.is_under_way()) {
                return Ok(CheckStep::NotDue);
            }
            Ok(match db.check_piece(&folder, now)? {
                Piece::Going(percent) => CheckStep::Going(percent),
                Piece::Done(found) => CheckStep::Done(found.into_iter().map(|one| one.0).collect()),
            })
        })
    }
}

/// The place up to which a log that was checked to its end is sound.
fn sound_to_the_end(db: &Db) -> Result<Walked, Error> {
    let (seq, hash) = db.chain_head()?;
    Ok(Walked::to(seq, hash))
}

/// Notes what came of a check. The check holds without it.
fn note(folder: &Path, sound: Option<Walked>, full: Option<Moment>) {
    let noted = match sound {
        Some(walked) => Checked::note_sound(folder, walked, full),
        None => Checked::note_unsound(folder),
    };
    if let Err(error) = noted {
        tracing::warn!(%error, "what was checked was not noted");
    }
}
