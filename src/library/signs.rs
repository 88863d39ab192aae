//! Marks and urgency that the owner's words point to: proposed with the word that points to them, never set by
//! themselves. What is denied or asked about points to nothing. The words are data (`assets/library/signs.toml`).

use std::sync::OnceLock;

use serde::Deserialize;

use crate::domain::code::{Flag, Urgency};

/// What is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pointed {
    /// A mark.
    Flag(Flag),
    /// 紧急.
    Urgent,
}

impl Pointed {
    /// The word on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Flag(flag) => flag.label(),
            Self::Urgent => Urgency::Urgent.label(),
        }
    }
}

/// A proposal with what the owner said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sign {
    /// What is proposed.
    pub what: Pointed,
    /// The word that points to it.
    pub word: &'static str,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SignRule {
    flag: Option<Flag>,
    #[serde(default)]
    urgent: bool,
    words: Vec<String>,
    /// The words hold their own 别 and 不要.
    #[serde(default)]
    denied_by_nothing: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SignRuleFile {
    sign: Vec<SignRule>,
}

#[expect(
    clippy::expect_used,
    reason = "the file is compiled in and a test parses it; there is nothing a user could do"
)]
fn rules() -> &'static [SignRule] {
    static SHIPPED: OnceLock<Vec<SignRule>> = OnceLock::new();
    SHIPPED.get_or_init(|| {
        let file: SignRuleFile = toml::from_str(include_str!("../../assets/library/signs.toml"))
            .expect("shipped signs are well formed");
        file.sign
    })
}

/// What the words point to, each once, with the first word that says so; urgency last.
pub fn signs(said: &str) -> Vec<Sign> {
    let mut signs: Vec<Sign> = Vec::new();
    let mut urgent: Option<&'static str> = None;
    for rule in rules() {
        let stands = |word: &&String| is_said(said, word, rule.denied_by_nothing);
        let Some(word) = rule.words.iter().find(stands) else { continue };
        if let Some(flag) = rule.flag {
            signs.push(Sign { what: Pointed::Flag(flag), word });
        }
        if rule.urgent {
            urgent.get_or_insert(word);
        }
    }
    signs.extend(urgent.map(|word| Sign { what: Pointed::Urgent, word }));
    signs
}

/// Whether a word stands in the text somewhere where it is neither denied nor asked about.
fn is_said(said: &str, word: &str, in_any_way: bool) -> bool {
    said.match_indices(word).any(|(start, _)| {
        let clause = said[..start].rsplit(CLAUSE_ENDS).next().unwrap_or_default();
        let behind = said[start + word.len()..].split(CLAUSE_ENDS).next().unwrap_or_default();
        in_any_way || !(is_denied(clause) || is_taken_back(behind))
    })
}

const CLAUSE_ENDS: [char; 11] = ['，', '。', '；', '！', '？', '\n', ',', '!', '?', ';', '：'];

/// Whether what stands right before the word denies it or makes it a question: 没有人受伤, 不会去找媒体, 有没有受伤. A 不 that
/// belongs to a condition (再不来我打12345) denies nothing.
fn is_denied(before: &str) -> bool {
    let mut rest = before.trim_end();
    while let Some(shorter) = BETWEEN.iter().find_map(|word| rest.strip_suffix(word)) {
        rest = shorter.trim_end();
    }
    DENIALS.iter().any(|denial| rest.strip_suffix(denial).is_some_and(|start| !start.ends_with(CONDITIONS)))
}

/// Whether what stands right behind it takes it back: 受伤倒没有.
fn is_taken_back(behind: &str) -> bool {
    BEHIND.iter().any(|word| behind.starts_with(word))
}

/// Words that may stand between a denial and what is denied.
const BETWEEN: [&str; 24] = [
    "什么", "任何", "谁", "人", "会", "要", "想", "去", "打", "找", "有", "是", "再", "给", "叫", "被",
    "发生", "出现", "到", "真的", "真", "来", "请", "用",
];
const DENIALS: [&str; 10] = ["没有", "没", "未", "无", "不", "别", "并非", "不用", "没必要", "甭"];
/// Before a denial they make it a condition.
const CONDITIONS: [char; 5] = ['再', '还', '要', '若', '敢'];
const BEHIND: [&str; 5] = ["倒没有", "倒没", "没有", "是没有", "的没有"];

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(said: &str) -> Vec<(&'static str, &'static str)> {
        signs(said).into_iter().map(|sign| (sign.what.label(), sign.word)).collect()
    }

    #[test]
    fn words_point_to_marks_and_urgency() {
        assert_eq!(labels("再不管我打12345！"), [("曝光", "12345")]);
        assert_eq!(labels("我找记者来曝光你们"), [("曝光", "记者")]);
        assert_eq!(labels("再这样我从楼上跳楼"), [("过激", "跳楼")]);
        assert_eq!(labels("我已经请了律师"), [("敏感", "律师")]);
        assert_eq!(labels("老人在门口滑倒骨折了"), [("重大", "骨折"), ("紧急", "骨折")]);
        assert_eq!(labels("孩子被困在电梯里"), [("紧急", "被困")]);
        assert_eq!(labels("我们好几户都漏"), [("群体倾向", "好几户")]);
        assert_eq!(labels("你们别说是我反映的"), [("要求保密", "别说是我")]);
        assert_eq!(labels("楼道灯不亮"), []);
    }

    #[test]
    fn what_is_denied_or_asked_points_to_nothing() {
        for said in [
            "没有受伤",
            "没有人受伤",
            "没人受伤",
            "还好没受伤",
            "没什么人受伤",
            "人没有被困",
            "不用找媒体",
            "我不会去找记者",
            "我不想打12345",
            "有没有受伤",
            "受伤倒没有",
            "没有着火",
            "没冒烟",
        ] {
            assert_eq!(labels(said), [], "{said}");
        }
        assert_eq!(labels("没有着火，就是冒烟了"), [("紧急", "冒烟")], "the next clause stands for itself");
        assert_eq!(labels("没人管，我打12345"), [("曝光", "12345")]);
        assert_eq!(
            labels("要不找媒体，要不找律师"),
            [("曝光", "媒体"), ("敏感", "律师")],
            "a condition denies nothing"
        );
    }
}
