//! What a supervisor has to approve before it is used: sentences, and the measures of a situation. A sentence may be
//! sayable as it stands although the measure that it goes with waits. Approved or refused are the words as they are: other
//! words wait anew. Ledger 12-67.

use serde::{Deserialize, Serialize};

use crate::domain::code::SituationCode;
use crate::domain::time::Moment;
use crate::library::variable::Template;

/// What waits, with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// A sentence.
    Line {
        /// Its id.
        id: String,
        /// Its text.
        text: String,
    },
    /// A measure, one of the steps of a situation.
    Measure {
        /// The situation.
        situation: SituationCode,
        /// What is done.
        text: String,
    },
}

impl Subject {
    /// A sentence with these words.
    pub fn line(id: &str, text: &Template) -> Self {
        Self::Line { id: id.to_owned(), text: text.as_str().to_owned() }
    }

    /// A measure of a situation.
    pub fn measure(situation: &SituationCode, text: &str) -> Self {
        Self::Measure { situation: situation.clone(), text: text.to_owned() }
    }

    /// Its words.
    pub fn text(&self) -> &str {
        match self {
            Self::Line { text, .. } | Self::Measure { text, .. } => text,
        }
    }
}

/// What was decided of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verdict {
    /// Of what.
    pub subject: Subject,
    /// Approved, else refused.
    pub approved: bool,
    /// The name of the supervisor.
    pub by: String,
    /// When.
    pub at: Moment,
}
