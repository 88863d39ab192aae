//! What one can do at the counter, on real files.

mod follow;
mod instances;
mod lists;
mod search;
mod setup;
