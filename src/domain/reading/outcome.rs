//! How a writing was understood.

/// What a reader makes of a writing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading<T> {
    /// Understood, and only in this way.
    Read(T),
    /// It contradicts itself or can mean several things: somebody must say which. Never guessed.
    Asked {
        /// The question, as a sentence.
        question: String,
        /// What it may mean, the likeliest first; may be empty.
        candidates: Vec<T>,
    },
    /// It says something, but no value can be told from it: kept as words. With a sentence that says what is open.
    Vague(String),
    /// No such thing can be read from it: kept as written. With a sentence that says why.
    Unreadable(String),
}

impl<T> Reading<T> {
    /// The value, if it was understood beyond doubt.
    pub fn value(self) -> Option<T> {
        match self {
            Self::Read(value) => Some(value),
            _ => None,
        }
    }

    /// What is open, as a sentence; `None` when it was understood.
    pub fn sentence(&self) -> Option<&str> {
        match self {
            Self::Read(_) => None,
            Self::Asked { question, .. } => Some(question),
            Self::Vague(sentence) | Self::Unreadable(sentence) => Some(sentence),
        }
    }

    /// What it may mean, for somebody to choose from.
    pub fn candidates(&self) -> &[T] {
        match self {
            Self::Asked { candidates, .. } => candidates,
            _ => &[],
        }
    }

    /// The same with every value changed.
    pub fn map<U>(self, change: impl Fn(T) -> U) -> Reading<U> {
        match self {
            Self::Read(value) => Reading::Read(change(value)),
            Self::Asked { question, candidates } => {
                Reading::Asked { question, candidates: candidates.into_iter().map(change).collect() }
            }
            Self::Vague(sentence) => Reading::Vague(sentence),
            Self::Unreadable(sentence) => Reading::Unreadable(sentence),
        }
    }

    /// The value.
    ///
    /// # Errors
    /// The sentence that says what is open, for an act that cannot go on without the value.
    pub fn required(self) -> Result<T, String> {
        match self {
            Self::Read(value) => Ok(value),
            Self::Asked { question: sentence, .. } | Self::Unreadable(sentence) => Err(sentence),
            Self::Vague(sentence) => Err(format!("{}，这里请写明", sentence.trim_end_matches("，按原话记"))),
        }
    }
}
