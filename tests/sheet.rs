//! Spreadsheets: what is written is read back by another library, what offices keep is read in.

mod export;
mod import;
mod ledger;
mod roster;
