//! The conversation: phrases, situations and cards, and the choice of what to say now. The sentences
//! themselves are data in `assets/library`; here are their types, the loading of the shipped files and the
//! pure functions over them. Knows `domain` only; no file, no database, no clock.
//!
//! | file | what lives there |
//! |---|---|
//! | `shelf` | the library as a whole: the shipped files, how they are read, what makes it complete |
//! | `phrase` `step` `text` | sentences for a step of the talk; levels; what may go to a customer and what never |
//! | `say` `talk` | what to say now: the choice; the talk about a stored case |
//! | `variable` `spoken_time` `second_person` | filling a sentence: its variables, times and words as one says them |
//! | `situation` `branch` `find` `usual_codes` | a situation, its question and answer, the search for one, the codes that it fills in |
//! | `limit` `span` | the time limits of a situation and what choosing it makes of them; lengths of time as written |
//! | `card` | cards for the staff |
//! | `guard` `measure` | the promise guard; the lengths and words that a sentence must keep to |
//! | `edit` `apply_change` `overlay` | a supervisor's changes, kept apart from what is shipped and laid over it |
//! | `entry` `field` | situations and cards as entries of fields, for the forms |
//! | `compare` `transfer` | after an update of the program; the whole library as a file |

pub mod apply_change;
pub mod branch;
pub mod card;
pub mod compare;
pub mod compose;
pub mod danger;
pub mod edit;
pub mod entry;
pub mod field;
pub mod find;
pub mod guard;
pub mod limit;
pub mod measure;
pub mod moment;
pub mod overlay;
pub mod person;
pub mod phrase;
pub mod restating;
pub mod say;
pub mod second_person;
pub mod shelf;
pub mod signs;
pub mod situation;
pub mod span;
pub mod spoken_time;
pub mod step;
pub mod suggest;
pub mod talk;
pub mod text;
pub mod topic;
pub mod transfer;
pub mod usual_codes;
pub mod variable;
