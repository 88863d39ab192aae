//! Books that come to the counter, whatever office keeps them how: read as plain cells with their sheet and row.
//!
//! | module | what lives there |
//! |---|---|
//! | `cell` | a book as plain cells |
//! | `open` | which kind of file it is, and reading it with everything bounded |
//! | `guard` | what a file would unfold to, before anything is unfolded |
//! | `xlsx`, `old`, `delimited` | the kinds of files |

pub mod cell;
pub mod delimited;
pub mod guard;
pub mod old;
pub mod open;
pub mod xlsx;
