//! The conversation: phrases, situations and cards, and the choice of what to say now. The sentences
//! themselves are data in `assets/library`; here are their types, the loading of the shipped files and the
//! pure functions over them. Knows `domain` only; no file, no database, no clock.

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
pub mod say;
pub mod second_person;
pub mod shelf;
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
