//! Two kinds of text that never meet: [`CustomerText`] may go to a customer, [`InternalText`] is for the
//! receptionist's eyes only (rules §10, ledger 12-69). There is no way from the second to the first:
//!
//! ```compile_fail
//! use tingsu::library::text::{CustomerText, InternalText};
//! fn leak(hint: InternalText) -> CustomerText {
//!     hint.into()
//! }
//! ```
//!
//! and no way to make the first from any string:
//!
//! ```compile_fail
//! let text = tingsu::library::text::CustomerText("可写可不写".to_owned());
//! ```

use serde::{Deserialize, Serialize};

/// Text that may be said, copied or printed for a customer; made only from the public text of a phrase.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct CustomerText(String);

impl CustomerText {
    /// The filled public text of a phrase; only the filling of a template makes one.
    pub(super) fn of_phrase(text: String) -> Self {
        Self(text)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for CustomerText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A hint, risk tip or unspoken expectation: never said, copied or printed for a customer.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct InternalText(String);

impl InternalText {
    /// A hint.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The hint, for the receptionist's screen.
    pub fn for_staff(&self) -> &str {
        &self.0
    }
}
