//! How often the owner is told of the progress. Rules §4.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What is agreed on a case of how often its owner is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Value", into = "Value")]
pub enum Every {
    /// So many hours between two notices; at least one.
    Hours(u32),
    /// No regular notice.
    None,
    /// Nothing of the case's own (any more): as its situation asks for, else as rules §4 say of its class.
    Usual,
}

impl Every {
    /// Hours between two notices; absent where none is regular or nothing of the case's own is agreed.
    pub fn hours(self) -> Option<u32> {
        match self {
            Self::Hours(hours) => Some(hours),
            Self::None | Self::Usual => None,
        }
    }
}

impl TryFrom<Value> for Every {
    type Error = String;

    fn try_from(value: Value) -> Result<Self, String> {
        match &value {
            Value::String(word) if word == "none" => Ok(Self::None),
            Value::String(word) if word == "usual" => Ok(Self::Usual),
            _ => value
                .as_u64()
                .and_then(|hours| u32::try_from(hours).ok())
                .filter(|hours| *hours > 0)
                .map(Self::Hours)
                .ok_or_else(|| format!("every 应是小时数、none 或 usual，不能是 {value}")),
        }
    }
}

impl From<Every> for Value {
    fn from(every: Every) -> Value {
        match every {
            Every::Hours(hours) => hours.into(),
            Every::None => "none".into(),
            Every::Usual => "usual".into(),
        }
    }
}
