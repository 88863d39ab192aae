//! What the log keeps of a danger, as sentences said: that somebody at the desk saw one, which lines of its card were done,
//! and that it was none after all.

use crate::domain::event::EventKind;

/// Where the id of a sentence begins that belongs to a danger: `danger-lift/call-2`.
pub const DANGER: &str = "danger-";
const OPENED: &str = "open";
const SET_ASIDE: &str = "none";

/// What a sentence in the log says of a danger; each with the code word of its card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DangerMark<'a> {
    /// Somebody at the desk saw this danger, whatever the words were.
    Opened(&'a str),
    /// A line of the card was said or done.
    Done(&'a str),
    /// Somebody at the desk saw that it is none.
    SetAside(&'a str),
}

impl DangerMark<'_> {
    /// The id under which it stands in the log; of a line that was done, that line has its own.
    pub fn opened(card: &str) -> String {
        format!("{DANGER}{card}/{OPENED}")
    }

    /// The same for a danger that is none.
    pub fn set_aside(card: &str) -> String {
        format!("{DANGER}{card}/{SET_ASIDE}")
    }
}

impl EventKind {
    /// What it says of a danger.
    pub fn danger_mark(&self) -> Option<DangerMark<'_>> {
        let Self::Said { sentence, .. } = self else { return None };
        let (card, line) = sentence.strip_prefix(DANGER)?.split_once('/')?;
        Some(match line {
            OPENED => DangerMark::Opened(card),
            SET_ASIDE => DangerMark::SetAside(card),
            _ => DangerMark::Done(card),
        })
    }

    /// Whether a danger was seen or a line of its card said or done: the case is urgent from then on, and somebody calls
    /// again within the hour.
    pub fn is_of_danger(&self) -> bool {
        matches!(self.danger_mark(), Some(DangerMark::Opened(_) | DangerMark::Done(_)))
    }

    /// Whether it tells what somebody at the desk saw, and is nothing that was said to the caller.
    pub fn marks_danger(&self) -> bool {
        matches!(self.danger_mark(), Some(DangerMark::Opened(_) | DangerMark::SetAside(_)))
    }
}
