//! The conversation: phrases, situations and cards, and the choice of what to say now. The sentences
//! themselves are data in `assets/library`; here are their types, the loading of the shipped files and the
//! pure functions over them. Knows `domain` only; no file, no database, no clock.

pub mod address;
pub mod branch;
pub mod card;
pub mod choose;
pub mod clock;
pub mod compare;
pub mod edit;
pub mod entry;
pub mod field;
pub mod find;
pub mod guard;
pub mod lay;
pub mod limit;
pub mod measure;
pub mod phrase;
pub mod revise;
pub mod say;
pub mod shelf;
pub mod situation;
pub mod span;
pub mod step;
pub mod talk;
pub mod text;
pub mod transfer;
pub mod variable;
