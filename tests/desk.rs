//! What one can do at the counter, on real files.

mod attachments;
mod case_commands;
mod centres;
mod checking;
mod confirm;
mod drills;
mod instances;
mod learning;
mod library;
mod lists;
mod month;
mod needs;
mod outages;
mod outgoing;
mod papers;
mod people;
mod personal;
mod report;
mod roster;
mod search;
mod services;
mod setup;
mod shifts;
mod sign_in;
mod viewing;
