//! What the rows of an office's own books mean: rosters of households and complaint ledgers, whatever their heads and
//! writings. Pure: cells in, values and problems out.
//!
//! | module | what lives there |
//! |---|---|
//! | `field` | what columns can be, and the usual words above them |
//! | `table` | where the table of a sheet begins and which rows are records |
//! | `survey` | the first walk through a book, which finds its tables, and the second, which reads their rows |
//! | `ledger`, `roster` | the values of a row |
//! | `date`, `words` | what stands in a cell: dates, words for channel, kind and satisfaction |
//! | `problem` | what is wrong with a row, and what became of it |

pub mod date;
pub mod field;
pub mod ledger;
pub mod problem;
pub mod roster;
pub mod survey;
pub mod table;
pub mod words;
