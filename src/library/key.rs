//! Which entry of the library is meant: what it is, and its code word.

use serde::{Deserialize, Serialize};

use crate::domain::code::codes;

codes! {
    /// What an entry is.
    EntryKind {
        Situation = "situation": "场景",
        Danger = "danger": "险情卡",
        Word = "word": "六字诀",
        Procedure = "procedure": "流程",
        Note = "note": "提示",
        Relief = "relief": "疏导卡",
        Pause = "pause": "歇一分钟",
        Drill = "drill": "演练剧本",
    }
}

/// Which entry it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key {
    /// What it is.
    pub kind: EntryKind,
    /// Its code word, unique among its kind.
    pub id: String,
}
