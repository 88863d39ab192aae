//! What can be done to a case, one file an act: its fields, what is typed and chosen in them, how they look and the
//! events that come of them.
//!
//! | file | what lives there |
//! |---|---|
//! | `list` | every act with its word, what it is for, when it is offered, which one meets an obligation |
//! | `form` | what the form of an act is, and what it knows of its case |
//! | `of_task` | what is typed about one task stays with that one |
//! | `open` | the form that is open, whichever it is: an act is plugged in by one line there |
//! | `restate` `explain` `promise` `escalate` | what is said to the owner when the case is taken in |
//! | `assign` `investigate` `solution` (`solution_option`) `completion_date` `progress` `handle` `verify` | from the hand that takes it to 处理完成 |
//! | `visit` `exempt` `close` `lessons` `reopen` `void` | the end of it, and after the end |
//! | `letter` `reply` `task` `task_done` `appoint` `appointment_end` `handover` `take_over` `apology` `cadence` `judge` | what else is owed on the way |
//! | `lift` | 电梯困人: times and what it did |
//! | `online` | the agreed wording of an online complaint |
//! | `classify` `mood` `flag` `link` `note` `correct` (`amend` `written`) | what the case is |

pub mod amend;
pub mod apology;
pub mod appoint;
pub mod appointment_end;
pub mod assign;
pub mod cadence;
pub mod classify;
pub mod close;
pub mod completion_date;
pub mod correct;
pub mod escalate;
pub mod exempt;
pub mod explain;
pub mod flag;
pub mod form;
pub mod handle;
pub mod handover;
pub mod investigate;
pub mod judge;
pub mod lessons;
pub mod letter;
pub mod lift;
pub mod link;
pub mod list;
pub mod mood;
pub mod note;
pub mod of_task;
pub mod online;
pub mod open;
pub mod progress;
pub mod promise;
pub mod reopen;
pub mod reply;
pub mod restate;
pub mod solution;
pub mod solution_option;
pub mod take_over;
pub mod task;
pub mod task_done;
pub mod verify;
pub mod visit;
pub mod void;
pub mod written;
