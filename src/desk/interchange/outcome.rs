//! What became of each case of a file: the import report.

use serde::Serialize;

use crate::domain::case::CaseNumber;

/// The import report, in the form of the interchange format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    format: &'static str,
    version: u32,
    kind: &'static str,
    /// Name of the file, without its folder.
    pub file: String,
    /// One row a case, in the order of the file.
    pub rows: Vec<Row>,
}

impl Report {
    /// A report on the cases of a file.
    pub fn new(file: impl Into<String>, rows: Vec<Row>) -> Self {
        Self { format: "tingsu-import", version: 1, kind: "cases", file: file.into(), rows }
    }

    /// How many rows had that outcome.
    pub fn count(&self, outcome: Fate) -> usize {
        self.rows.iter().filter(|row| row.outcome == outcome).count()
    }
}

/// What became of one case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Its number; of a refused case as written in the file, absent when it has none.
    pub number: Option<String>,
    /// What became of it.
    pub outcome: Fate,
    /// What is worth knowing, one sentence each.
    pub notes: Vec<String>,
}

impl Row {
    /// A case that was not taken, with the reason.
    pub fn refused(number: Option<String>, why: String) -> Self {
        Self { number, outcome: Fate::Refused, notes: vec![why] }
    }

    /// A case that was taken; without a number when a preview does not know it yet.
    pub fn imported(number: Option<CaseNumber>, notes: Vec<String>) -> Self {
        Self { number: number.map(|number| number.to_string()), outcome: Fate::Imported, notes }
    }

    /// A case that was there already, the same.
    pub fn duplicate(number: CaseNumber) -> Self {
        Self { number: Some(number.to_string()), outcome: Fate::Duplicate, notes: Vec::new() }
    }
}

/// What can become of a case of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// Taken.
    Imported,
    /// There already with the same content.
    Duplicate,
    /// Not taken.
    Refused,
}
