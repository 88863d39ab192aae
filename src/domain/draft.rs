//! A draft as it is kept on disk: a form without a number. What its content means belongs to the screen that wrote it.

use serde::{Deserialize, Serialize};

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
