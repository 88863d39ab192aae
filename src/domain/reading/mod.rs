//! What people write at the counter, understood: one reader each for times, rooms, telephone numbers and names,
//! used by intake, correction, filters, search, interchange and import alike. Pure; `now` is an argument.
//!
//! A reader never guesses. What it answers is a [`Reading`](outcome::Reading): read, asked, vague or unreadable; the
//! words as they were typed are always kept by whoever asked.

pub mod fold;
pub mod name;
pub mod numeral;
pub mod outcome;
pub mod phone;
pub mod room;
pub mod time;
