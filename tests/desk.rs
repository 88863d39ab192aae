//! What one can do at the counter, on real files.

mod follow;
mod instances;
mod library;
mod lists;
mod personal;
mod report;
mod search;
mod setup;
mod sign_in;
