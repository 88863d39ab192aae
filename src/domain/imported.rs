//! Lots that came from an office's own book: what kind of book it was, and what became of the lot.

use crate::domain::code::codes;
use crate::domain::time::Moment;
use serde::{Deserialize, Serialize};

codes! {
    /// Which of an office's books was taken over.
    BookKind {
        Ledger = "ledger": "历史台账",
        Roster = "roster": "业主名册",
    }
}

/// A lot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportBatch {
    /// Its entry in the log.
    pub id: i64,
    /// Which book.
    pub kind: BookKind,
    /// Name of the file.
    pub file: String,
    /// When it was taken over.
    pub at: Moment,
    /// By whom.
    pub by: String,
    /// How many cases or households came with it.
    pub count: u32,
    /// It was undone.
    pub undone: bool,
}
