//! The heaps of cards, and what happens on them.

use crate::library::entry::EntryKind;
use crate::ui::screen::library::chosen::Chosen;

/// A group of cards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardGroup {
    /// 险情卡.
    Dangers,
    /// 六字诀.
    Words,
    /// Procedures.
    Procedures,
    /// Notes.
    Notes,
    /// Relief and the pause.
    Relief,
    /// 演练剧本.
    Drills,
}

impl CardGroup {
    /// Every group, in the order of the screen.
    pub const ALL: [Self; 6] =
        [Self::Dangers, Self::Words, Self::Procedures, Self::Notes, Self::Relief, Self::Drills];

    /// What lies in it.
    pub fn kind(self) -> EntryKind {
        match self {
            Self::Dangers => EntryKind::Danger,
            Self::Words => EntryKind::Word,
            Self::Procedures => EntryKind::Procedure,
            Self::Notes => EntryKind::Note,
            Self::Relief => EntryKind::Relief,
            Self::Drills => EntryKind::Drill,
        }
    }

    /// Its name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Dangers => "险情卡",
            Self::Words => "六字诀",
            Self::Procedures => "流程",
            Self::Notes => "提示",
            Self::Relief => "歇一歇",
            Self::Drills => "演练剧本",
        }
    }
}

/// What happens on them.
#[derive(Debug, Clone)]
pub enum Message {
    /// A group was chosen.
    Show(CardGroup),
    /// The pause begins.
    Pause,
    /// A second of it has gone by.
    Tick,
    /// It is broken off.
    Stop,
    /// The sentences of a step are wanted.
    Step(Chosen),
}
