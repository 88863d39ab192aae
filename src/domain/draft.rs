//! Drafts as they are kept on disk: a form without a number, and what is being written on a case. What their content
//! means belongs to the screen that wrote it.

use serde::{Deserialize, Serialize};

use crate::domain::case::CaseNumber;
use crate::domain::time::Moment;

/// Id of a draft; the window chooses it when the form is opened, so that the first save needs no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DraftId(pub i64);

/// A draft on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDraft {
    /// Id.
    pub id: DraftId,
    /// Name of the person who keeps it.
    pub owner: String,
    /// JSON of the form; belongs to the screen that wrote it.
    pub content: String,
    /// When it was saved last.
    pub saved_at: Moment,
}

/// The form of an act on a case that is not on record yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActDraft {
    /// The case.
    pub case: CaseNumber,
    /// Code word of the act; a case has one draft for each.
    pub act: String,
    /// Name of the person who wrote it last.
    pub owner: String,
    /// JSON of the form; belongs to the screen that wrote it.
    pub content: String,
    /// When it was saved last.
    pub saved_at: Moment,
}
