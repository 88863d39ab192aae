//! The rules of the counter: types and clock-free functions. Knows no other layer and does no I/O; every
//! rule takes `now` as an argument.

pub mod act;
pub mod calendar;
pub mod caller;
pub mod case;
pub mod case_row;
pub mod case_state;
pub mod closure;
pub mod code;
pub mod counter_event;
pub mod deadline;
pub mod digit;
pub mod draft;
pub mod escalation;
pub mod event;
pub(crate) mod fulfilment;
pub mod intake;
pub mod intake_entry;
pub mod intake_step;
pub mod knowledge;
pub mod obligation;
pub mod permission;
pub mod person;
pub mod reading;
pub mod settings;
pub mod setup;
pub mod statistics;
pub mod subject;
pub mod telling;
pub mod time;
pub mod time_entry;
pub mod typeface;
pub mod visitor;
