//! What a check of the data found.

/// Something that is not as it was written, as a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding(pub String);
