//! What one can do at the counter, on real files.

mod follow;
mod instances;
mod lists;
mod report;
mod search;
mod setup;
