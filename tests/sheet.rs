//! Spreadsheets: what is written is read back by another library, what offices keep is read in.

mod export;
mod fuzz;
mod import;
mod layouts;
mod ledger;
mod libreoffice;
mod papers;
mod roster;
mod update;
