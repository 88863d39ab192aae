//! 网上值守: the forums and groups where owners complain in public, who watches each, and when somebody last looked.
//! Ledger 15-01, 15-02.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Which one; numbers are given from 1 and never used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WatchId(pub i64);

impl fmt::Display for WatchId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A place that is watched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WatchedPlace {
    /// The forum, group or account.
    pub platform: String,
    /// Its link, or how to find it; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub link: String,
    /// 专人: who watches it.
    pub watcher: String,
}

impl WatchedPlace {
    /// What keeps it from being kept, as a sentence.
    pub fn problem(&self) -> Option<&'static str> {
        if self.platform.trim().is_empty() {
            Some("请写平台或群的名称。")
        } else if self.watcher.trim().is_empty() {
            Some("请选由谁看着。")
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_told() {
        let place =
            WatchedPlace { platform: "业主群".into(), link: String::new(), watcher: "李敏".into() };
        assert_eq!(place.problem(), None);
        assert!(WatchedPlace { platform: " ".into(), ..place.clone() }.problem().is_some());
        assert!(WatchedPlace { watcher: String::new(), ..place }.problem().is_some());
    }
}
