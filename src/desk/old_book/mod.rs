//! An office's own books taken over: the roster of households and the complaint ledger. Read and previewed without
//! writing anything, taken over as one lot, undone as one lot. `ledger` makes cases of rows, `roster` households,
//! `preview` is what a person sees before, `report` the file for a program.

pub mod ledger;
pub mod preview;
pub mod report;
pub mod roster;
pub mod undo;
