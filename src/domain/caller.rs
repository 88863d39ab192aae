//! Whoever calls or stands at the counter, as far as typed: by it earlier cases are found.

/// What is known of the caller so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Caller {
    /// Number typed so far.
    pub phone: String,
    /// Room in any notation.
    pub room: String,
    /// Name.
    pub name: String,
}
