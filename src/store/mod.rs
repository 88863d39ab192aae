//! The database: one SQLite file. The only place that names `rusqlite`. Reading is done on a [`Db`], writing on
//! the [`Write`] that a transaction hands out, so nothing can be written outside one. Who may write, and which
//! thread does it, is the business of `desk`.

mod act_draft;
pub mod append;
pub mod backup;
pub mod batch;
mod body;
pub mod chain;
pub mod check;
mod columns;
mod counter_log;
pub mod db;
pub mod derive;
pub mod disk;
pub mod draft;
pub mod erase;
pub mod error;
pub mod fact;
pub mod key;
pub mod knowledge;
pub mod log;
pub mod migrate;
pub mod number;
pub mod open;
pub mod page;
mod params;
mod people;
pub mod pin;
pub mod place;
pub mod print;
pub mod rebuild;
pub mod roster;
pub mod scope;
pub mod search;
pub mod setting;
pub mod span;
pub mod staff;
mod truth;
pub mod witness;
