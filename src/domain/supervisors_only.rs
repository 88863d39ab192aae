//! What only a supervisor may see of a case: 疑似不当索取, motive and staff fault. No list, time line or paper for others
//! shows it; the log keeps it. Rules §2, §10.

use serde_json::Value;

use crate::domain::case::Facts;
use crate::domain::code::{Flag, Trigger};
use crate::domain::event::EventKind;

impl Flag {
    /// Whether only a supervisor sees that it is set.
    pub fn is_supervisors(self) -> bool {
        self == Self::Extortion
    }

    /// Whether it is seen that it is set, and may be looked for; `decides` says of whoever looks that he is a supervisor.
    pub fn is_shown(self, decides: bool) -> bool {
        decides || !self.is_supervisors()
    }
}

impl Trigger {
    /// Whether only a supervisor chooses it.
    pub fn is_supervisors(self) -> bool {
        self == Self::M
    }
}

impl EventKind {
    /// Whether only a supervisor sees that it happened.
    pub fn is_supervisors(&self) -> bool {
        match self {
            Self::Flag { flag, .. } => flag.is_supervisors(),
            Self::Corrected { what, before, after, .. } if what == "flags" => names(before) || names(after),
            Self::Corrected { what, .. } => matches!(what.as_str(), "motive" | "staff_fault"),
            _ => false,
        }
    }
}

/// The marks of a case that everybody at the counter may read: a paper lies about, and so does a list.
pub fn marks(facts: &Facts) -> String {
    let shown = facts.flags.iter().filter(|flag| !flag.is_supervisors());
    shown.map(|flag| flag.label()).collect::<Vec<_>>().join("、")
}

/// Whether such a mark is among these.
fn names(flags: &Value) -> bool {
    let codes = flags.as_array().into_iter().flatten().filter_map(Value::as_str);
    codes.filter_map(Flag::from_code).any(Flag::is_supervisors)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_the_supervisor_s_is_told_from_the_rest() {
        let corrected = |what: &str, before: Value, after: Value| EventKind::Corrected {
            what: what.into(),
            before,
            after,
            reason: "核对".into(),
        };
        let flag = |flag| EventKind::Flag { flag, set: true, reason: None };
        for (kind, hidden) in [
            (flag(Flag::Extortion), true),
            (flag(Flag::Major), false),
            (corrected("flags", json!(["extortion", "major"]), json!(["major"])), true),
            (corrected("flags", json!([]), json!(["major"])), false),
            (corrected("motive", Value::Null, json!("pretext")), true),
            (corrected("staff_fault", Value::Null, json!("x")), true),
            (corrected("class", Value::Null, json!("I")), false),
        ] {
            assert_eq!(kind.is_supervisors(), hidden, "{kind:?}");
        }
    }
}
