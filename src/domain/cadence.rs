//! How often the owner is told of the progress. Rules §4.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The hours of a cadence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Value", into = "Value")]
pub enum Every {
    /// So many hours between two notices; at least one.
    Hours(u32),
    /// No regular notice.
    None,
}

impl TryFrom<Value> for Every {
    type Error = String;

    fn try_from(value: Value) -> Result<Self, String> {
        match &value {
            Value::String(word) if word == "none" => Ok(Self::None),
            _ => value
                .as_u64()
                .and_then(|hours| u32::try_from(hours).ok())
                .filter(|hours| *hours > 0)
                .map(Self::Hours)
                .ok_or_else(|| format!("every 应是小时数或 none，不能是 {value}")),
        }
    }
}

impl From<Every> for Value {
    fn from(every: Every) -> Value {
        match every {
            Every::Hours(hours) => hours.into(),
            Every::None => "none".into(),
        }
    }
}
