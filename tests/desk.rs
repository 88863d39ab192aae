//! What one can do at the counter, on real files.

mod follow;
mod instances;
mod library;
mod lists;
mod report;
mod search;
mod setup;
