//! Spreadsheets out and in: the only place that names the spreadsheet crates.
//!
//! | folder | what lives there |
//! |---|---|
//! | `write` | pages of values written as xlsx or csv, and what stands in the books that leave the counter |
//! | `read` | xlsx, xls, ods and csv read as plain cells, whatever is wrong with the file |
//! | `import` | what the rows of an office's roster or old ledger mean |

pub mod import;
pub mod read;
pub mod write;
