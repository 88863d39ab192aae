//! What is said at a moment of a case: the step that is owed, what a sentence may rest on, danger before everything, and
//! whole cases from the first word to the last.

mod danger;
mod danger_words;
mod last_event;
mod moments;
mod newest;
mod recorded;
mod told;
mod way;
mod worded;
