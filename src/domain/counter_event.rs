//! What happened at the counter that is no event of a case: settings, staff, knowledge, printing, exporting, unmasking.
//! Kept in the same log as the events of cases; the serde form is the stored body.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::domain::household::Household;
use crate::domain::imported::BookKind;
use crate::domain::knowledge::Knowledge;
use crate::domain::person::Role;

/// One entry; what it is about stands in its [`Subject`](crate::domain::subject::Subject).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum CounterEvent {
    /// A group of settings was saved; the newest entry of a key is in force.
    SettingSaved {
        /// The whole value.
        value: Value,
    },
    /// A member of the staff is from now on as told here.
    StaffSaved {
        /// Name.
        name: String,
        /// What the person may do.
        role: Role,
        /// `false` for former staff.
        active: bool,
    },
    /// An entry of the knowledge is from now on as told here.
    KnowledgeSaved {
        /// The whole entry.
        entry: Knowledge,
    },
    /// An entry of the knowledge was taken away.
    KnowledgeDropped {},
    /// An office's own book is taken over; its cases or households name this entry.
    ImportOpened {
        /// Which book.
        book: BookKind,
    },
    /// What an import brought was taken back.
    ImportUndone {
        /// Sequence of the entry that opened it.
        batch: i64,
    },
    /// A household is from now on as told here.
    HouseholdSaved {
        /// The whole household.
        household: Household,
    },
    /// A household was taken away, as one that was a double of another.
    HouseholdDropped {},
    /// A form was printed or written as a file.
    Printed {},
    /// Cases or a table were written to a file.
    Exported {
        /// How many cases stand in it.
        cases: u64,
    },
    /// A telephone number that was masked was shown in full.
    Unmasked {},
    /// A PIN or the recovery code was set, or taken away.
    SecretSet {
        /// Its hash; absent when it was taken away.
        hash: Option<String>,
    },
    /// A person signed in at the keyboard.
    SignedIn {},
    /// A copy was put in place of the data.
    Restored {
        /// Sequence of the last entry in the copy.
        copy: i64,
        /// Sequence of the last entry before, where it could be read: those in between are in the file that was set
        /// aside.
        before: Option<i64>,
    },
    /// The personal content of a case was erased. Each erased entry by its sequence, with the hash of what stayed of it:
    /// the codes and times that statistics need.
    Anonymised {
        /// Sequence and SHA-256 in hexadecimal digits.
        kept: Vec<(i64, String)>,
    },
}

impl CounterEvent {
    /// The type word under which it stands in the log; the serde tag.
    pub fn type_word(&self) -> &'static str {
        match self {
            Self::SettingSaved { .. } => "setting_saved",
            Self::StaffSaved { .. } => "staff_saved",
            Self::KnowledgeSaved { .. } => "knowledge_saved",
            Self::KnowledgeDropped {} => "knowledge_dropped",
            Self::ImportOpened { .. } => "import_opened",
            Self::ImportUndone { .. } => "import_undone",
            Self::HouseholdSaved { .. } => "household_saved",
            Self::HouseholdDropped {} => "household_dropped",
            Self::Printed {} => "printed",
            Self::Exported { .. } => "exported",
            Self::Unmasked {} => "unmasked",
            Self::SecretSet { .. } => "secret_set",
            Self::SignedIn {} => "signed_in",
            Self::Restored { .. } => "restored",
            Self::Anonymised { .. } => "anonymised",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_type_word_is_the_tag_of_the_stored_form() {
        let entries = [
            CounterEvent::SettingSaved { value: Value::Null },
            CounterEvent::StaffSaved { name: "李敏".into(), role: Role::Reception, active: true },
            CounterEvent::KnowledgeDropped {},
            CounterEvent::ImportOpened { book: BookKind::Ledger },
            CounterEvent::ImportUndone { batch: 3 },
            CounterEvent::HouseholdSaved { household: Household::new("3-2-1001") },
            CounterEvent::HouseholdDropped {},
            CounterEvent::Printed {},
            CounterEvent::Exported { cases: 7 },
            CounterEvent::Unmasked {},
            CounterEvent::SecretSet { hash: Some("$argon2id$".into()) },
            CounterEvent::SignedIn {},
            CounterEvent::Restored { copy: 7, before: None },
            CounterEvent::Anonymised { kept: vec![(3, "00".into())] },
        ];
        for entry in entries {
            let json = serde_json::to_value(&entry).unwrap();
            assert_eq!(json["type"], entry.type_word());
            assert_eq!(serde_json::from_value::<CounterEvent>(json).unwrap(), entry);
        }
    }
}
