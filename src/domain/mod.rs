//! The rules of the counter: types and clock-free functions. Knows no other layer and does no I/O; every
//! rule takes `now` as an argument.
//!
//! # Where to look
//!
//! | question | answer |
//! |---|---|
//! | Where is a fact stored? | On the receipt ([`case::Facts`]) or on an event ([`event::EventKind`]); what an event changes of the facts: [`case::Facts::apply`] |
//! | What is a case now? | [`case_state::CaseState`], folded by [`case::Case::state`] one event at a time ([`case_state::CaseState::apply`]) |
//! | How does a case grow? | [`deadline::append`], and in no other way; a whole history: [`deadline::plan_with`] |
//! | Where is an obligation born? | `deadline`: what a receipt or an event sets, and when it is due |
//! | Where is it met or withdrawn? | `fulfilment`: the column *met by* of rules §4; its id, urgency and end: [`obligation`] |
//! | Why does no open case fall out of 今日? | `CaseState::follow_up`: whatever owes nothing else is followed up |
//! | Who may do what, and when? | [`permission::offers`] before anything is filled in, [`permission::permits`] for what was; the acts: [`act::Act`] |
//! | What does a case still lack to be closed? | [`closure::close`], the one way |
//! | Where does a word come from? | The code lists ([`code`]); the words of an event: [`telling`] |
//! | Which values does the supervisor set? | [`settings`], the calendars in [`calendar`] |
//! | What do people write, and what do they mean? | `reading`: times, rooms, telephone numbers, names |
//! | What does the month count? | [`statistics`] |

pub mod act;
pub mod anonymise;
pub mod calendar;
pub mod caller;
pub mod case;
pub mod case_query;
pub mod case_row;
pub mod case_state;
pub mod closure;
pub mod code;
pub mod counter_event;
pub mod deadline;
pub mod draft;
pub mod escalation;
pub mod event;
pub mod finding;
pub(crate) mod fulfilment;
pub mod household;
pub mod imported;
pub mod intake;
pub mod intake_entry;
pub mod intake_step;
pub mod knowledge;
pub mod likeness;
pub mod limit;
pub mod obligation;
pub mod permission;
pub mod person;
pub mod pin;
pub mod reading;
pub mod safety;
pub mod sameness;
pub mod settings;
pub mod setup;
pub mod statistics;
pub mod subject;
pub mod telling;
pub mod time;
pub mod today;
pub mod typeface;
pub mod urging;
pub mod visitor;
