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
//! | `say` | `say`, `say_draft` |
//! | `sign_in` | `with_pin`, `sign_in`, `confirm_on_the_spot`, `set_pin`, `drop_pin`, `make_recovery_code`, `first_recovery_code`, `has_recovery_code`, `recover` |
//! | `personal` | `past_keeping`, `anonymise`, `export_person` |
//! | `today` | `today`, `reminder`, `last_backup`, `everything_owed` |
//! | `outage` | `open_outages`, `outages_since`, `outage`, `outage_of`, `outage_cases`, `save_outage`, `take_outage_call`, `link_outage`, `tell_outage`, `end_outage` |
//! | `shift` | `daily_check`, `unsigned_checks`, `sign_check`, `shift_draft`, `hand_over_shift`, `take_over_shift`, `shifts` |
//! | `case_study` | `case_studies` |
//! | `routine` | `routines`, `save_routine`, `take_usual_routines`, `drop_routine`, `sign_routine` |
//! | `suggestion` | `suggestions`, `suggest`, `hand_up_suggestion`, `decide_suggestion`, `tell_suggestion_back` |
//! | `improvement` | `improvements`, `set_improvement`, `note_lessons`, `check_improvement` |
//! | `drill` | `drills`, `save_drill`, `follow_up_drill` |
//! | `watch` | `watches`, `save_watch`, `drop_watch`, `look_at_watch` |
//! | `service_note` | `service_notes`, `note_service`, `strike_service_note` |
//! | `attachment` | `attach`, `attachment_file`, `attachment_picture`, `attachments_extent` |
//! | `lists` | `case_page`, `case_count`, `case_values`, `days_of`, `every_case`, `every_whole_case`, `search` |
//! | `search` | `search_everywhere` |
//! | `people` | `open_handlers`, `open_of_handler`, `burdened`, `left_behind` |
//! | `ringing` | functions of a folder: `hand_over`, `take` |
//! | `period` | `all_cases`, `cases_between`, `cases_of_day`, `cases_touching`, `printed`, `exported`, `unmasked`, `unmasked_household`, `times_printed` |
//! | `report` | `report`, `report_version`, `behind`, `counting`, `people_of`, `report_of`, `unreadable_in` |
//! | `needs` | `needs_of` `focus_of` |
//! | `praise` | `praise_of_year`; who had complained before |
//! | `month_file` | `export_month`, `export_facts` |
//! | `rollup` | the function `roll_up` |
//! | `month` | `month_history`, `lock_month`, `unlock_month`, `save_analysis`, `save_analysis_draft`, `analysis_draft` |
//! | `saved_view` | `saved_views`, `save_view`, `drop_view` |
//! | `spreadsheet` | `export_list`, `export_report` |
//! | `export` | `export_cases` |
//! | `history` | `insert_history`, `open_batch`, `preview_history` |
//! | `old_book` | `write_troubles`, `imports`, `undo_import` |
//! | `roster` | `buildings`, `households`, `household`, `find_residents`, `save_household`, `merge_households`, `stewards`, `steward_of`, `save_stewards`, `household_count` |
//! | `library` | `library`, `situation_words`, `situation_names`, `situation_name`, `library_in_force`, `change_library`, `judge_library`, `import_library`, `export_library` |
//! | `knowledge` | `knowledge`, `save_knowledge`, `drop_knowledge` |
//! | `handle` | `open`, `now`, `clock`, `folder`, `access`, `trouble`, `try_saving`, `contradiction`, `place_warning` |
//! | `half_typed` | `keep_typed`, `take_typed` |
//! | `checking` | `check`, `check_since_last`, `check_paper`, `check_state`, `check_a_piece`, `check_next_piece` |
//! | `maintenance` | `daily_copy`, `backup_now`, `backup_and_tell`, `copy_at_close_of_duty`, `backup_to`, `take_along`, `seal_second_copies`, `copies`, `restore`, `restore_preview`, `check_rebuild`, `second_copy_warning`, `clock_warning` |
//! | `batch` | `batch`, `hand_over_and_retire` |
//! | `gathering` | `gathering` |
//! | `print` | `mark_sent`, `print_note`, `print`, `print_to_file`, `print_to`, `preview`, `papers`, `print_recovery_code`, `drop_recovery_paper`, `export_paper`, `export_roster` |
//! | `related` | `related`, `precedents` |
//!
//! # What has no methods of the desk
//!
//! | file | what lives there |
//! |---|---|
//! | `worker` `reply` `error` `lock` `folder` `clock` `as_of` | the threads and answers of the handle; the lock on the folder; the clock, and the data as known at a moment |
//! | `situation` `questions` `open_cases` `limits` | asked by the files above |
//! | `location` `tries` | where a data folder may lie; wrong PINs while nothing can be written |
//! | `shelf` | what the counter says and knows, shared with the threads |
//! | `interchange` `import` | cases as JSON; taking a file of them over |
//! | `output` | files that are whole or not there |
//! | `demo` `fill` | invented cases, and a folder of them |
//! | `query_plans` | a test: nothing that is asked grows with the number of all cases |

mod act_draft;
mod as_of;
pub mod attachment;
pub mod batch;
pub mod case_commands;
pub mod case_study;
pub mod checking;
pub mod clock;
pub mod close;
pub mod demo;
pub mod drill;
pub mod error;
mod export;
pub mod fill;
pub mod folder;
mod gathering;
mod half_typed;
pub mod handle;
pub mod history;
pub mod import;
pub mod improvement;
pub mod intake;
pub mod interchange;
pub mod knowledge;
mod known_caller;
pub mod library;
mod limits;
pub mod lists;
mod location;
pub mod lock;
pub mod maintenance;
pub mod month;
pub mod month_file;
mod needs;
pub mod old_book;
mod open_cases;
pub mod outage;
pub mod output;
mod people;
pub mod period;
pub mod personal;
mod praise;
pub mod print;
#[cfg(test)]
mod query_plans;
mod questions;
mod related;
pub mod reply;
pub mod report;
pub mod ringing;
pub mod rollup;
pub mod roster;
pub mod routine;
mod saved_view;
pub mod say;
pub mod search;
mod service_note;
pub mod setup;
pub mod shelf;
pub mod shift;
pub mod sign_in;
mod situation;
pub mod spreadsheet;
pub mod suggestion;
pub mod today;
mod tries;
pub mod watch;
mod worker;
