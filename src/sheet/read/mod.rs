//! Books that come to the counter, whatever office keeps them how: read as plain cells with their sheet and row.
//!
//! | module | what lives there |
//! |---|---|
//! | `cell` | a book as plain cells |
//! | `open` | which kind of file it is, and reading it with everything bounded |
//! | `visit` | its rows one after the other |
//! | `guard` | what a file would unfold to, before anything is unfolded |
//! | `error` | why a book was not read |
//! | `xlsx`, `ods`, `old`, `delimited` | the kinds of files |

pub mod cell;
pub mod delimited;
pub mod error;
mod guard;
pub mod ods;
pub mod old;
pub mod open;
pub mod visit;
pub mod xlsx;
