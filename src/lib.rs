//! 听诉: the complaint counter of a residential property-service centre. One native window, one SQLite file, no network.
//!
//! # Layers, in reading order
//!
//! | module | what lives there |
//! |---|---|
//! | `domain` | what a case is and what is owed next: types, code lists, rules, statistics. Pure functions and values; `now` is always an argument |
//! | `library` | what to say now: phrases, their variables, choosing among them. The sentences themselves are data in `assets/library` |
//! | `store` | the SQLite file: schema, migrations, queries, search index, backup copies |
//! | `paper` | the printed forms: line breaking, boxes, tables, page flow, and one file a form |
//! | `sheet` | spreadsheets in and out |
//! | `desk` | what one can do at the counter: one file a capability. Owns the worker threads and their connections |
//! | `ui` | `theme`, `widget` and their like know no screen; every file or folder in `screen` is one screen |
//! | `cli` | the commands without a window, on the same desk |
//! | `platform` | the few calls to Windows that no crate makes; the only unsafe code |
//! | `app` | the window's root: which screen is shown, shortcuts, routing of messages and actions |
//!
//! Imports run one way: `domain` ← `library` ← {`store`, `paper`, `sheet`} ← `desk` ← {`ui::screen`, `cli`} ← `app` ← `main`.
//! Neither a screen nor `app` knows `store`: the rows that they show are types of `domain`, read by `desk`.
//! `tests/architecture.rs` reads the sources and fails on an import the other way.
//!
//! # Invariants
//!
//! * Only `store` names the database crate, only `paper` the PDF crate, only `sheet` the spreadsheet crates.
//! * `domain` reads no clock and does no I/O. Local time is the counter's, fixed at +08:00.
//! * What happened is a list of events that only grows; what a case is *now* is derived from them by `domain`.
//! * A case closes through one function, which answers with the closure or with everything that is missing.
//! * Every write is one transaction on the writing thread and answers with what it changed. The window's thread does
//!   neither database nor file work.
//! * Text for a customer has a type of its own, built from the fields that are allowed out; papers and the clipboard
//!   take nothing else.
//! * A child module never imports from its parent, a screen never from another screen: children answer with an action.
//! * Whatever a person reads is simplified Chinese; an error says what happened, what was kept and what to do.
//!
//! # Deliberately absent
//!
//! * Any network code: the program sends nothing and asks nobody.
//! * A global state, a prelude, a message type that all screens share.
//! * Setters on domain types: a case changes by an event.
//! * Items in this file: a name is imported from the module that defines it.

pub mod app;
pub mod cli;
pub mod desk;
pub mod domain;
pub mod library;
pub mod paper;
pub mod platform;
pub mod sheet;
pub mod store;
pub mod ui;
