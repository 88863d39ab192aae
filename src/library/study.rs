//! 案例 as shipped: what other houses went through, for those who learn. Ledger 17-16 to 17-22, 17-24.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::domain::case_study::{CaseStudy, FourAnswers, StudySource, StudyStep};
use crate::domain::code::{CaseKind, SituationCode};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StudyFile {
    case: Vec<ShippedStudy>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ShippedStudy {
    id: String,
    /// The rows of the ledger that it answers; read by the tests.
    #[serde(rename = "ledger")]
    _ledger: Vec<String>,
    title: String,
    kind: CaseKind,
    #[serde(default)]
    situation: Option<SituationCode>,
    said: String,
    wanted: String,
    course: Vec<ShippedStep>,
    feedback: String,
    weak: Vec<String>,
    cause: String,
    lesson: String,
    avoid: String,
    adjust: String,
    think: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ShippedStep {
    head: String,
    text: String,
}

impl From<ShippedStudy> for CaseStudy {
    fn from(one: ShippedStudy) -> Self {
        let step = |step: ShippedStep| StudyStep { head: step.head, text: step.text };
        let (cause, lesson, avoid, adjust) = (one.cause, one.lesson, one.avoid, one.adjust);
        Self {
            source: StudySource::Shipped(one.id),
            title: one.title,
            kind: one.kind,
            situation: one.situation,
            said: one.said,
            wanted: one.wanted,
            course: one.course.into_iter().map(step).collect(),
            feedback: one.feedback,
            weak: one.weak,
            answers: FourAnswers { cause, lesson, avoid, adjust },
            think: one.think,
        }
    }
}

/// The shipped cases, parsed once.
#[expect(
    clippy::expect_used,
    reason = "the file is compiled in and a test parses it; there is nothing a user could do"
)]
pub fn shipped_studies() -> &'static [CaseStudy] {
    static SHIPPED: OnceLock<Vec<CaseStudy>> = OnceLock::new();
    SHIPPED.get_or_init(|| {
        let file: StudyFile = toml::from_str(include_str!("../../assets/library/cases.toml"))
            .expect("shipped cases are well formed");
        file.case.into_iter().map(CaseStudy::from).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::shelf::Library;

    #[test]
    fn every_shipped_case_answers_the_four_questions_and_leaves_something_to_think_about() {
        let all = shipped_studies();
        assert_eq!(all.len(), 7);
        for one in all {
            let answers = &one.answers;
            for text in [&answers.cause, &answers.lesson, &answers.avoid, &answers.adjust, &one.said] {
                assert!(text.chars().count() >= 6, "{}: {text}", one.title);
            }
            assert!(one.course.len() >= 2 && !one.think.is_empty(), "{}", one.title);
            if let Some(code) = &one.situation {
                assert!(Library::shipped().situation(code).is_some(), "{}: {code}", one.title);
            }
        }
        let text = include_str!("../../assets/library/cases.toml");
        for id in ["17-16", "17-17", "17-18", "17-19", "17-20", "17-21", "17-22"] {
            assert!(text.contains(&format!("\"{id}\"")), "{id}");
        }
        assert!(!text.contains("万科"), "no house is named");
    }
}
