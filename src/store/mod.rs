//! The database: one SQLite file. The only place that names `rusqlite`. Reading is done on a [`Db`], writing on
//! the [`Write`] that a transaction hands out, so nothing can be written outside one. Who may write, and which
//! thread does it, is the business of `desk`.
//!
//! | file | what lives there |
//! |---|---|
//! | `db` `error` `migrate` `watched` | opening the file, the one way to write; what can go wrong; the ladder of schema versions; what SQLite did, for the tests |
//! | `append` `body` `chain` `log` `counter_log` | the log: writing an entry, its content, the chain over all columns; the events of cases; entries about anything else |
//! | `check` `check_progress` `witness` | the check of everything; what was checked and when, and a check in pieces; the head of the chain outside of the database |
//! | `derive` `fact` `span` `lists` `rebuild` `truth` | what is kept beside the log: written from the case, read as rows and spans; compared with the log; made anew from the log alone |
//! | `page` `today` `scope` `params` `columns` `key` | lists as SQL: 台账, 今日, a moment in the past, values of statements, columns and keys |
//! | `search` | the index over words, names, rooms and numbers |
//! | `draft` `act_draft` `number` `print` `gathering` `people` | drafts; the next number; how often a form was printed; the cases of one matter; who answers for open cases |
//! | `numbered` `setting` `staff` `pin` `knowledge` `roster` `outage` `shift` `month` `batch` | what else the counter keeps, a file each |
//! | `attachment` `backup` `disk` `place` | files: attachments, copies, writing whole or not at all, the data folder |
//! | `pack` `sealed` `snapshot` | everything in one file; copies sealed with a passphrase; a database copied to be looked at |
//! | `erase` | making a case anonymous |

mod act_draft;
pub mod append;
pub mod attachment;
pub mod backup;
pub mod batch;
mod body;
pub mod chain;
pub mod check;
pub mod check_progress;
mod columns;
mod counter_log;
pub mod db;
pub mod derive;
pub mod disk;
pub mod draft;
pub mod erase;
pub mod error;
pub mod fact;
mod gathering;
pub mod key;
pub mod knowledge;
mod lists;
pub mod log;
pub mod migrate;
pub mod month;
pub mod number;
pub mod numbered;
pub mod outage;
pub mod pack;
pub mod page;
mod params;
mod people;
pub mod pin;
pub mod place;
pub mod print;
pub mod rebuild;
pub mod roster;
pub mod scope;
pub mod sealed;
pub mod search;
pub mod setting;
pub mod shift;
pub mod snapshot;
pub mod span;
pub mod staff;
pub mod today;
mod truth;
#[cfg(test)]
pub(crate) mod watched;
pub mod witness;
