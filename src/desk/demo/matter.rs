//! What is brought to the counter, read from `assets/demo/matters.toml`.

use serde::Deserialize;

use crate::domain::code::{
    Capability, CaseKind, Category, Class, ClassIIPart, Content, Nature, Responsibility, SituationCode,
};

/// One kind of matter with its wordings and what comes of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are keys of a case, and the texts of its events")]
pub struct Matter {
    pub kind: CaseKind,
    pub category: Category,
    pub situation: Option<SituationCode>,
    pub class: Option<Class>,
    pub class_ii_part: Option<ClassIIPart>,
    pub content: Option<Content>,
    pub nature: Option<Nature>,
    pub responsibility: Option<Responsibility>,
    pub capability: Option<Capability>,
    pub department: String,
    /// Who does the work there; absent: the supervisor on duty.
    pub handler: Option<String>,
    pub place: String,
    pub verbatim: Vec<String>,
    pub summary: Vec<String>,
    pub facts: String,
    pub solution: String,
    pub progress: Vec<String>,
    pub result: String,
}

/// Every matter.
///
/// # Errors
/// When the file that is built in cannot be read, which a test rules out.
pub fn all() -> Result<Vec<Matter>, toml::de::Error> {
    #[derive(Deserialize)]
    struct File {
        matter: Vec<Matter>,
    }
    let file: File = toml::from_str(include_str!("../../../assets/demo/matters.toml"))?;
    Ok(file.matter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_kind_and_the_22_situations_are_there() {
        let all = all().unwrap();
        for kind in CaseKind::ALL {
            assert!(all.iter().any(|matter| matter.kind == *kind), "{kind}");
        }
        let situations: BTreeSet<_> = all.iter().filter_map(|matter| matter.situation.clone()).collect();
        assert_eq!(situations.len(), 22);
        for matter in &all {
            assert!(!matter.verbatim.is_empty() && !matter.progress.is_empty());
            assert_eq!(matter.verbatim.len(), matter.summary.len());
        }
    }
}
