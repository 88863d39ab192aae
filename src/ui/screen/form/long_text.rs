//! A text of several lines while it is typed; on disk it is the text alone.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::ui::widget::field::{Action, Content};

/// See the module.
#[derive(Default)]
pub struct LongText(Content);

impl LongText {
    /// A text that is there already.
    pub fn new(text: &str) -> Self {
        Self(Content::with_text(text))
    }

    /// As typed.
    pub fn text(&self) -> String {
        self.0.text()
    }

    /// Whether nothing but blanks is typed.
    pub fn is_empty(&self) -> bool {
        self.text().trim().is_empty()
    }

    /// Types, marks or moves in it.
    pub fn perform(&mut self, action: Action) {
        self.0.perform(action);
    }

    /// What the editor shows.
    pub fn content(&self) -> &Content {
        &self.0
    }
}

impl Serialize for LongText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.text().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for LongText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self::new(&text))
    }
}
