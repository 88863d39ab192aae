//! The readers of what people write – times, rooms, telephone numbers, names – against tables of writings with their
//! meaning, and against whatever chance writes.

mod further;
mod ledger_cells;
mod name;
mod phone;
mod room;
mod time;
