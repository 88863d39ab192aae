//! 案例 as shipped: what other houses went through, for those who learn. Ledger 17-16 to 17-22, 17-24.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::domain::case_study::{CaseStudy, FourAnswers, StudySource, StudyStep};
use crate::domain::code::{CaseKind, SituationCode};

/// The shipped cases as they are written.
const FILE: &str = include_str!("../../assets/library/cases.toml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StudyFile {
    case: Vec<ShippedStudy>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ShippedStudy {
    id: String,
    /// The rows of the ledger that it answers, for the tests.
    #[cfg_attr(not(test), expect(dead_code, reason = "only the tests look a case up by its row"))]
    ledger: Vec<String>,
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
        let file: StudyFile = toml::from_str(FILE).expect("shipped cases are well formed");
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
        assert_eq!(all.len(), 8);
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
        assert!(!FILE.contains("万科"), "no house is named");
    }

    /// What each case of the sources is about, and what it teaches. Ledger 17-16, 17-17, 17-18, 17-19, 17-20, 17-21, 17-22.
    #[test]
    fn each_case_of_the_sources_tells_its_story() {
        let file: StudyFile = toml::from_str(FILE).unwrap();
        for (id, telling) in [
            ("17-16", ["裂缝", "甲小区", "乙小区", "态度不同，结果就不同"].as_slice()),
            ("17-17", &["墙裂", "一百多户", "三个办法", "半年", "没问业主到底要什么"]),
            ("17-18", &["投诉不断", "拿了当地的奖", "三成是老业主介绍来的"]),
            ("17-19", &["救心的药", "入住时问清", "征得同意记下来"]),
            ("17-20", &["保安", "顺带帮一下", "表扬信里一半"]),
            ("17-21", &["灭蚊", "广告", "论坛", "事先没征求意见"]),
            ("17-22", &["女士", "裂缝", "情景一·拉家常", "约20分钟", "敌意", "情景二", "到这里就断了"]),
        ] {
            let of_row: Vec<_> =
                file.case.iter().filter(|one| one.ledger.iter().any(|row| row == id)).collect();
            let [one] = of_row[..] else { panic!("{id} has one case") };
            let course: String = one.course.iter().flat_map(|step| [&*step.head, &*step.text]).collect();
            let text =
                [&*one.title, &one.said, &course, &one.cause, &one.lesson].concat() + &one.weak.concat();
            for words in telling {
                assert!(text.contains(words), "{id}: {words}");
            }
        }
    }
}
