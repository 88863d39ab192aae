//! Why a command failed, and the exit code that goes with it.

use std::io;

use crate::desk;

/// Why a command failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// It could not be done; the sentence says why and what to do.
    Failed(String),
    /// It was done, and what it found is bad: everything was said already.
    Found,
    /// Whoever read the output has gone; there is nobody to tell.
    Unheard,
}

impl Failure {
    /// The sentence for the person at the keyboard; `None` when there is nothing more to say.
    pub fn message(&self) -> Option<&str> {
        match self {
            Self::Failed(sentence) => Some(sentence),
            Self::Found | Self::Unheard => None,
        }
    }

    /// The exit code.
    pub fn code(&self) -> u8 {
        match self {
            Self::Failed(_) | Self::Found => 1,
            Self::Unheard => 0,
        }
    }

    /// The output could not be written.
    pub fn of_output(error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::Unheard;
        }
        tracing::error!(%error, "output");
        Self::Failed("结果没有能显示出来，请检查输出位置（磁盘是否已满）。".to_owned())
    }
}

impl From<desk::error::Error> for Failure {
    fn from(error: desk::error::Error) -> Self {
        Self::Failed(error.message())
    }
}
