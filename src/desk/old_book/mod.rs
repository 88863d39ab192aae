//! An office's own books taken over: the roster of households and the complaint ledger. Read and previewed without
//! writing anything, taken over as one lot, undone as one lot. `ledger` makes cases of rows, `roster` households,
//! `reading` the way through the file, `columns` remembers what columns were taken for, `preview` is what a person sees before, `report` the file for a program,
//! `taking_over` the way from the one to the other, `undo` the way back.

pub mod columns;
pub mod ledger;
pub mod preview;
pub mod reading;
pub mod report;
pub mod roster;
pub mod taking_over;
pub mod undo;
