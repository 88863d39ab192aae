//! What was checked and when: a small file beside the database. It says up to where the log was sound, so that the next
//! check may begin there, and how far a check has come that is done in pieces.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::domain::finding::Finding;
use crate::domain::time::Moment;
use crate::store::check::Walked;
use crate::store::db::Db;
use crate::store::error::Error;
use crate::store::{backup, disk, key, place};

/// So many entries of the log are walked in one piece: some tenths of a second on an old PC.
const PIECE: i64 = 5_000;

/// What the file holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Checked {
    /// Up to here everything was as it was written.
    sound: Option<Walked>,
    /// When a check of everything last found nothing, in seconds since 1970.
    full_at: Option<i64>,
    /// A check in pieces that is under way.
    under_way: Option<UnderWay>,
}

/// How far a check in pieces has come.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct UnderWay {
    /// Tables that were checked.
    tables: usize,
    /// How far the log was walked.
    walked: Walked,
    /// What was found so far.
    found: Vec<String>,
}

/// A piece of a check, or its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// So many hundredths are done.
    Going(u8),
    /// Everything is checked: what was found.
    Done(Vec<Finding>),
}

impl Checked {
    /// What is written down in a data folder; a file that cannot be read is as good as none.
    pub fn read(data: &Path) -> Self {
        let text = fs::read(data.join(place::CHECKED)).unwrap_or_default();
        serde_json::from_slice(&text).unwrap_or_default()
    }

    fn write(&self, data: &Path) -> Result<(), Error> {
        let text = serde_json::to_vec(self)?;
        disk::replace::<_, io::Error>(&data.join(place::CHECKED), |out| out.write_all(&text))
            .map_err(|error| Error::of_file(&error, &data.display().to_string()))
    }

    /// When a check of everything last found nothing.
    pub fn full_at(&self) -> Option<Moment> {
        key::moment(self.full_at?).ok()
    }

    /// How many hundredths of a check in pieces are done; `None` when none is under way.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn progress(&self, db: &Db) -> Result<Option<u8>, Error> {
        if self.under_way.is_none() {
            return Ok(None);
        }
        Ok(Some(self.percent(db.tables()?.len(), db.chain_head()?.0)))
    }

    /// Whether a check in pieces was begun and not ended.
    pub fn is_under_way(&self) -> bool {
        self.under_way.is_some()
    }

    /// Up to where the log was sound the last time.
    pub fn sound(&self) -> Option<&Walked> {
        self.sound.as_ref()
    }

    /// Notes that everything up to here is as it was written; `full` when all of it was looked at.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn note_sound(data: &Path, walked: Walked, full: Option<Moment>) -> Result<(), Error> {
        let mut checked = Self::read(data);
        checked.sound = Some(walked);
        if let Some(at) = full {
            (checked.full_at, checked.under_way) = (Some(at.unix()), None);
        }
        checked.write(data)
    }

    /// Forgets what was sound: something was found.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn note_unsound(data: &Path) -> Result<(), Error> {
        let mut checked = Self::read(data);
        if checked == Self::default() {
            return Ok(());
        }
        (checked.sound, checked.full_at, checked.under_way) = (None, None, None);
        checked.write(data)
    }

    /// How many hundredths of a check in pieces are done.
    fn percent(&self, tables: usize, last: i64) -> u8 {
        let Some(under_way) = &self.under_way else { return 0 };
        let of_tables = (20 * under_way.tables.min(tables)) / tables.max(1);
        let of_log = 79 * under_way.walked.seq.min(last) / last.max(1);
        u8::try_from(of_tables as i64 + of_log).unwrap_or(99).min(99)
    }
}

impl Db {
    /// Does the next piece of a check of everything and notes how far it has come, so that it may go on tomorrow.
    ///
    /// # Errors
    /// When the file cannot be read at all, or the folder cannot be written.
    pub fn check_piece(&self, data: &Path, now: Moment) -> Result<Piece, Error> {
        let mut checked = Checked::read(data);
        let mut under_way = checked.under_way.take().unwrap_or_default();
        let tables = self.tables()?;
        let mut ended = false;
        let found = match tables.get(under_way.tables) {
            Some(table) => {
                under_way.tables += 1;
                self.check_table(table)?
            }
            None => {
                let walking = self.walk_log(&mut under_way.walked, PIECE)?;
                ended = walking.ended;
                walking.found
            }
        };
        under_way.found.extend(found.into_iter().map(|finding| finding.0));
        if !ended {
            checked.under_way = Some(under_way);
            let percent = checked.percent(tables.len(), self.chain_head().map_or(0, |(seq, _)| seq));
            checked.write(data)?;
            return Ok(Piece::Going(percent));
        }
        let mut found: Vec<Finding> = under_way.found.into_iter().map(Finding).collect();
        found.extend(self.check_beside()?);
        found.extend(self.witness_findings(data, backup::heads(data))?);
        found.extend(self.check_attachments(data)?);
        if found.is_empty() {
            Checked::note_sound(data, under_way.walked, Some(now))?;
        } else {
            Checked::note_unsound(data)?;
        }
        Ok(Piece::Done(found))
    }
}
