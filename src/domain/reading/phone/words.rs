//! The words that stand beside telephone numbers: for none at all, that one follows, that an extension follows, remarks.

use crate::domain::reading::phone::segment;

/// Words for "no number".
pub const NONE: &[&str] = &[
    "无",
    "没有",
    "不留",
    "未留",
    "未提供",
    "不详",
    "不便",
    "不便透露",
    "保密",
    "暂无",
    "拒绝",
    "拒留",
    "不肯留",
    "-",
    "--",
    "—",
    "——",
    "〃",
    "同上",
    "无电话",
    "未知",
    "空",
];

/// Words that only say that a number follows.
const LABELS: &[&str] = &[
    "手机号码",
    "电话号码",
    "联系电话",
    "联系方式",
    "手机号",
    "电话号",
    "手机",
    "电话",
    "座机",
    "固话",
    "号码",
    "来电",
    "telephone",
    "mobile",
    "phone",
    "tel",
    "cell",
];

/// Words before an extension.
pub const EXTENSION: &[&str] =
    &["转接", "转", "分机号", "分机", "内线", "轉接", "轉", "分機", "ext.", "ext", "#"];

/// Whether a text ends with a word that says that a number follows.
pub fn ends_with_label(before: &str) -> bool {
    let before = before.to_lowercase();
    LABELS.iter().any(|label| before.ends_with(label))
}

/// The words of a text without labels, brackets and marks.
pub fn words(text: &str) -> String {
    let mut words = text.to_owned();
    for label in LABELS {
        if let Some(at) = words
            .to_lowercase()
            .find(label)
            .filter(|at| words.is_char_boundary(*at) && words.is_char_boundary(at + label.len()))
        {
            words.replace_range(at..at + label.len(), "");
        }
    }
    let mark = |c: char| c.is_whitespace() || "()[]【】（）:：-–—+.。·*_~#".contains(c);
    segment::shown(words.trim_matches(mark))
}

/// Adds words behind others.
pub fn push_words(into: &mut String, words: &str) {
    if !words.is_empty() {
        if !into.is_empty() {
            into.push(' ');
        }
        into.push_str(words);
    }
}
