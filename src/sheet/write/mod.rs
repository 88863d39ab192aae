//! Books that leave the counter. `page` says what a page is, `xlsx` and `csv` how it is written, the others what
//! stands in it.

pub mod cases;
pub mod csv;
pub mod page;
pub mod statistics;
pub mod xlsx;
