//! A book that was looked through once and is gone through again, row by row, whenever its rows are wanted: before, while and
//! after it is taken over. Nothing of its rows is held in between.

use std::fs::File;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::desk::error::Error;
use crate::domain::imported::BookKind;
use crate::domain::settings::Settings;
use crate::domain::time::Moment;
use crate::sheet::import::field::LedgerField;
use crate::sheet::import::ledger::{self, KnownRooms, LedgerSettings, LedgerValues};
use crate::sheet::import::problem::Record;
use crate::sheet::import::roster::{self, RosterPlan, RosterValues};
use crate::sheet::import::survey::Plans;
use crate::sheet::read::error::ReadError;
use crate::sheet::read::open;
use crate::sheet::read::visit::Visitor;

/// A file with all that is needed to read its rows.
#[derive(Debug)]
pub struct Reading {
    path: PathBuf,
    /// What the file was when it was looked through.
    hash: [u8; 32],
    now: Moment,
    what: What,
}

/// Which book it is.
#[derive(Debug)]
pub(crate) enum What {
    /// A ledger, with the rooms of the roster to check against, where there is one.
    Ledger {
        /// Its tables.
        plans: Plans<LedgerField>,
        /// The names of the categories.
        settings: Box<Settings>,
        /// Known rooms.
        rooms: Option<KnownRooms>,
    },
    /// A roster.
    Roster(RosterPlan),
}

impl Reading {
    /// A file that was looked through.
    ///
    /// # Errors
    /// [`Error::Refused`] when it cannot be read.
    pub(crate) fn new(path: &Path, now: Moment, what: What) -> Result<Self, Error> {
        Ok(Self { path: path.to_owned(), hash: hash_of(path)?, now, what })
    }

    /// Where the file lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Which book it is.
    pub fn kind(&self) -> BookKind {
        match self.what {
            What::Ledger { .. } => BookKind::Ledger,
            What::Roster(_) => BookKind::Roster,
        }
    }

    /// What the first walk through a roster told.
    pub(crate) fn roster(&self) -> Result<&RosterPlan, Error> {
        match &self.what {
            What::Roster(plan) => Ok(plan),
            What::Ledger { .. } => Err(Error::Refused("这不是业主名册，没有导入任何内容。".into())),
        }
    }

    /// That the file is still the one that was looked through.
    ///
    /// # Errors
    /// [`Error::Refused`] when it is another.
    pub(crate) fn is_unchanged(&self) -> Result<(), Error> {
        if hash_of(&self.path)? == self.hash {
            return Ok(());
        }
        Err(Error::Refused("文件在核对之后被改动过，没有导入任何内容。请重新选择这个文件。".into()))
    }

    /// Goes through the rows of a ledger.
    ///
    /// # Errors
    /// Those of `each`, which end it; [`Error::Refused`] when the file cannot be read.
    pub(crate) fn ledger_rows(
        &self,
        mut each: impl FnMut(Record<LedgerValues>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let What::Ledger { plans, settings, rooms } = &self.what else {
            return Err(Error::Refused("这不是历史台账，没有导入任何内容。".into()));
        };
        let around = LedgerSettings { settings, now: self.now, roster: rooms.as_ref() };
        let mut failed = None;
        let walk = |visitor: &mut dyn Visitor| open::walk(&self.path, visitor);
        let read = ledger::read_rows(&walk, plans, &around, &mut |record| go_on(each(record), &mut failed));
        failed.map_or(read.map_err(|error| refused(&error)), Err)
    }

    /// Goes through the rows of a roster.
    ///
    /// # Errors
    /// As [`Reading::ledger_rows`].
    pub(crate) fn roster_rows(
        &self,
        mut each: impl FnMut(Record<RosterValues>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let plans = &self.roster()?.plans;
        let mut failed = None;
        let walk = |visitor: &mut dyn Visitor| open::walk(&self.path, visitor);
        let read = roster::read_rows(&walk, plans, self.now, &mut |record| go_on(each(record), &mut failed));
        failed.map_or(read.map_err(|error| refused(&error)), Err)
    }
}

fn go_on(done: Result<(), Error>, failed: &mut Option<Error>) -> ControlFlow<()> {
    match done {
        Ok(()) => ControlFlow::Continue(()),
        Err(error) => {
            *failed = Some(error);
            ControlFlow::Break(())
        }
    }
}

/// Why a book was not read, as the desk says it.
pub(crate) fn refused(error: &ReadError) -> Error {
    tracing::error!(%error, "an office's book");
    Error::Refused(error.message())
}

fn hash_of(path: &Path) -> Result<[u8; 32], Error> {
    let unreadable = |error: io::Error| refused(&ReadError::unreadable(&error));
    let mut file = File::open(path).map_err(unreadable)?;
    let (mut sha, mut piece) = (Sha256::new(), vec![0; 64 << 10]);
    loop {
        match file.read(&mut piece).map_err(unreadable)? {
            0 => return Ok(sha.finalize().into()),
            read => sha.update(&piece[..read]),
        }
    }
}
