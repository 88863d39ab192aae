//! The desk: everything one can do at the counter, one file a capability. It owns the threads with the database
//! connections; [`handle::Desk`] is a cheap handle on them, to be cloned freely.
//!
//! # How to use it
//!
//! * `Desk::open(folder, Clock::system(), Access::Window)` – or `Access::Exclusive` for commands that write in bulk,
//!   `Access::Reading` for commands beside the window. A database that is broken is put back by `maintenance::restore_folder`.
//! * Every method answers with a [`reply::Reply`]: a future of `Result<T, Error>` for the window, `.wait()` for
//!   commands and tests. `Error::message()` is the Chinese sentence to show.
//! * Every write answers with a [`reply::Written`]: `.value`, and `.changed`, which says what to read anew. It derefs
//!   to the value.
//! * Writes carry the [`Actor`](crate::domain::person::Actor) at the keyboard; what the person may do is asked of `domain::permission`.
//! * Appending wants the number of events that the caller has seen (`case.events.len()`, or `row.events`); when
//!   somebody else was quicker the answer is `Error::Stale` and nothing is written.
//! * With a clock set back (`--now`) everything dated later is invisible to all reading methods (`as_of`).
//!
//! | file | methods |
//! |---|---|
//! | `setup` | `settings`, `save_settings`, `is_set_up`, `set_up`, `adopt_property`, `staff`, `add_staff`, `update_staff`, `retire_staff` |
//! | `intake` | `take_in`, `save_draft`, `drafts`, `drop_draft` |
//! | `known_caller` | `known_caller`, `urge` |
//! | `case_commands` | `case`, `append`, `correct`, `reopen`, `void`, `link_repeat`, `join_group` |
//! | `close` | `close` |
//! | `act_draft` | `act_drafts`, `save_act_draft`, `drop_act_draft` |
//! | `say` | `say` |
//! | `sign_in` | `sign_in`, `with_pin`, `set_pin`, `drop_pin`, `make_recovery_code`, `recover` |
//! | `personal` | `past_keeping`, `anonymise`, `export_person` |
//! | `today` | `today`, `everything_open` |
//! | `lists` | `case_page`, `case_count`, `every_case`, `search` |
//! | `people` | `open_handlers` |
//! | `ringing` | functions of a folder: `hand_over`, `take` |
//! | `period` | `all_cases`, `cases_between`, `cases_of_day`, `cases_touching`, `printed`, `times_printed` |
//! | `report` | `report` |
//! | `spreadsheet` | `export_list`, `export_report` |
//! | `history` | `insert_history`, `preview_history`, `open_batch` |
//! | `old_book` | `import_ledger`, `import_roster`, `imports`, `undo_import` |
//! | `roster` | `household`, `save_household`, `find_residents`, `propose_residents`, `stewards` … |
//! | `library` | `library`, `library_in_force`, `change_library`, `import_library`, `export_library` |
//! | `knowledge` | `knowledge`, `save_knowledge`, `drop_knowledge` |
//! | `maintenance` | `daily_copy`, `backup_now`, `backup_to`, `copies`, `restore`, `restore_preview`, `check`, `check_rebuild`, `clock_warning`, `second_copy_warning` |

mod act_draft;
mod as_of;
pub mod case_commands;
pub mod clock;
pub mod close;
pub mod demo;
pub mod error;
pub mod fill;
pub mod folder;
pub mod handle;
pub mod history;
pub mod import;
pub mod intake;
pub mod interchange;
pub mod knowledge;
mod known_caller;
pub mod library;
mod limits;
pub mod lists;
pub mod lock;
pub mod maintenance;
pub mod old_book;
pub mod output;
mod people;
pub mod period;
pub mod personal;
pub mod print;
mod questions;
pub mod reply;
pub mod report;
pub mod ringing;
pub mod roster;
pub mod say;
pub mod setup;
pub mod sign_in;
mod situation;
pub mod spreadsheet;
pub mod today;
mod worker;
