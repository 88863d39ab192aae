//! All tests in one binary, one file a topic.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail by unwrapping")]

mod architecture;
mod case;
mod cli;
mod codes;
mod deadlines;
mod desk;
mod events;
mod flows;
mod guard;
mod hygiene;
mod intake;
mod interchange;
mod knowledge;
mod ledger;
mod library;
mod library_entries;
mod library_screen;
mod outputs;
mod page_flow;
mod paper;
mod paper_forms;
mod print_dialog;
mod reading;
mod register;
mod report_screen;
mod sheet;
mod shell;
mod sign_in_screen;
mod situations;
mod statistics;
mod store;
mod support;
mod talk;
mod today;
mod way;
mod widgets;
