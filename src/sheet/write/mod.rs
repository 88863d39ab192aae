//! Books that leave the counter. `page` says what a page is, `xlsx` and `csv` how it is written, the others what
//! stands in it.
//!
//! | file | what lives there |
//! |---|---|
//! | `page` `csv` `xlsx` | a sheet of typed cells; as text; as a book |
//! | `cases` `work` `visits` `roster` | a list of cases; form 1; the visits; the roster |
//! | `statistics` `rollup` `facts` | form 3; many centres; one line a case for an engine |

pub mod cases;
pub mod csv;
pub mod facts;
pub mod page;
pub mod rollup;
pub mod roster;
pub mod statistics;
pub mod visits;
pub mod work;
pub mod xlsx;
