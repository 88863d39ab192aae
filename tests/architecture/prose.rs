//! Nothing is decided by comparing prose: a value that is branched on is an id or an enum. Only the named readers of
//! what people type and files write compare Chinese words.

use proc_macro2::{TokenStream, TokenTree};

/// The layers that decide.
const DECIDING: [&str; 4] = ["src/domain/", "src/library/", "src/store/", "src/desk/"];

/// Files that read what people type or files write; nothing else in them may branch on it.
const READERS: [&str; 10] = [
    "src/domain/reading/",
    "src/domain/escalation.rs",
    "src/domain/person.rs",
    "src/domain/settings.rs",
    "src/library/guard",
    "src/library/find.rs",
    "src/library/second_person.rs",
    "src/library/span.rs",
    "src/desk/interchange/",
    "src/desk/roster",
];

/// The lines of a file that compare Chinese words, if it is one that decides.
pub fn compared(path: &str, text: &str) -> Vec<usize> {
    let decides = DECIDING.iter().any(|layer| path.starts_with(layer));
    if !decides || READERS.iter().any(|reader| path.starts_with(reader)) {
        return Vec::new();
    }
    let mut lines = Vec::new();
    if let Ok(tokens) = text.parse() {
        walk(tokens, &mut lines);
    }
    lines
}

fn walk(tokens: TokenStream, lines: &mut Vec<usize>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while at < tokens.len() {
        match &tokens[at] {
            // What stands under `#[cfg(test)]` compares as it likes.
            TokenTree::Punct(hash) if hash.as_char() == '#' && is_test(tokens.get(at + 1)) => {
                at += 2;
                while at < tokens.len() && !matches!(&tokens[at], TokenTree::Group(_)) {
                    at += 1;
                }
            }
            TokenTree::Group(group) => walk(group.stream(), lines),
            TokenTree::Literal(literal) if is_chinese(&literal.to_string()) => {
                let before = [at.checked_sub(2), at.checked_sub(1)]
                    .map(|place| place.and_then(|at| punct(&tokens, at)));
                let after = [punct(&tokens, at + 1), punct(&tokens, at + 2)];
                let is_compared = |pair: [Option<char>; 2]| matches!(pair, [Some('=' | '!'), Some('=')]);
                if is_compared(before) || is_compared(after) || after == [Some('='), Some('>')] {
                    lines.push(literal.span().start().line);
                }
            }
            _ => {}
        }
        at += 1;
    }
}

fn is_test(attribute: Option<&TokenTree>) -> bool {
    attribute.is_some_and(|attribute| attribute.to_string().replace(' ', "") == "[cfg(test)]")
}

fn punct(tokens: &[TokenTree], at: usize) -> Option<char> {
    match tokens.get(at) {
        Some(TokenTree::Punct(punct)) => Some(punct.as_char()),
        _ => None,
    }
}

fn is_chinese(literal: &str) -> bool {
    literal.starts_with('"') && literal.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

#[test]
fn a_comparison_with_words_is_found_and_a_telling_is_not() {
    let found = |text: &str| compared("src/domain/case.rs", text);
    assert_eq!(found("fn f(a: &str) -> bool { a == \"待办\" }"), [1]);
    assert_eq!(found("fn f(a: &str) -> u8 { match a {\n\"是\" => 1, _ => 0 } }"), [2]);
    assert_eq!(found("fn f(a: bool) -> &'static str { if a { \"是\" } else { \"否\" } }"), [0; 0]);
    assert_eq!(found("#[cfg(test)]\nmod tests { fn f(a: &str) -> bool { a == \"待办\" } }"), [0; 0]);
    assert_eq!(compared("src/domain/reading/time.rs", "fn f(a: &str) -> bool { a == \"晚上\" }"), [0; 0]);
}
