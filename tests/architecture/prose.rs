//! Nothing is decided by comparing prose: a value that is branched on is an id or an enum. Only the named readers of
//! what people type and files write compare Chinese words.
//!
//! Seen are comparisons (`== "…"`), match arms and patterns (`"…" =>`, `if let Some("…")`, `matches!(…)`), the methods
//! that look for words in a text (`.contains("…")`, `.starts_with("…")`, `.find("…")` …) and lists of words that are
//! searched (`["…", "…"].contains(…)`). Making text – `replace`, `trim_matches`, `push_str`, `join` – decides nothing.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The layers that decide.
const DECIDING: [&str; 4] = ["src/domain/", "src/library/", "src/store/", "src/desk/"];

/// The readers: what people type or files write is looked at for its words in these files, and in no other. The shipped
/// and the supervisor's sentences are read for their words by `guard`, typed words by all the others.
const READERS: [&str; 36] = [
    "src/desk/interchange/",
    "src/domain/escalation.rs",
    "src/domain/likeness.rs",
    "src/domain/reading/",
    "src/domain/superior.rs",
    "src/library/agreed.rs",
    "src/library/answered_questions.rs",
    "src/library/clause.rs",
    "src/library/clause_subject.rs",
    "src/library/gist.rs",
    "src/library/guard.rs",
    "src/library/in_plain.rs",
    "src/library/measure.rs",
    "src/library/named_people.rs",
    "src/library/named_time.rs",
    "src/library/next_contact.rs",
    "src/library/ngrams.rs",
    "src/library/noted_summary.rs",
    "src/library/objection.rs",
    "src/library/own_words.rs",
    "src/library/person.rs",
    "src/library/record_names.rs",
    "src/library/restating.rs",
    "src/library/said_duration.rs",
    "src/library/second_person.rs",
    "src/library/signs.rs",
    "src/library/situation_likeness.rs",
    "src/library/span.rs",
    "src/library/speakable.rs",
    "src/library/suggest.rs",
    "src/library/told_words.rs",
    "src/library/topic.rs",
    "src/library/visit_words.rs",
    "src/library/wants.rs",
    "src/library/wording.rs",
    "src/store/search/cut.rs",
];

/// Methods that look for words in a text or in a list.
const LOOKING: [&str; 17] = [
    "contains",
    "starts_with",
    "ends_with",
    "find",
    "rfind",
    "strip_prefix",
    "strip_suffix",
    "split_once",
    "rsplit_once",
    "position",
    "any",
    "all",
    "filter",
    "eq",
    "ne",
    "eq_ignore_ascii_case",
    "matches",
];

/// The lines of a file that compare Chinese words, if it is one that decides.
pub fn compared(path: &str, text: &str) -> Vec<usize> {
    let decides = DECIDING.iter().any(|layer| path.starts_with(layer));
    let reads = READERS.iter().any(|reader| path.starts_with(reader));
    if decides && !reads { lines_of(text) } else { Vec::new() }
}

/// The readers in which no word is compared: their names stand in the list for nothing.
pub fn idle<'a>(files: impl Iterator<Item = (&'a str, &'a str)> + Clone) -> Vec<&'static str> {
    let compares = |reader: &str| {
        files.clone().any(|(path, text)| path.starts_with(reader) && !lines_of(text).is_empty())
    };
    READERS.into_iter().filter(|reader| !compares(reader)).collect()
}

fn lines_of(text: &str) -> Vec<usize> {
    let Ok(tokens) = text.parse::<TokenStream>() else { return Vec::new() };
    let mut lists = BTreeSet::new();
    lists_of_words(tokens.clone(), &mut lists);
    let mut lines = Vec::new();
    walk(tokens, &lists, &mut lines);
    lines.sort_unstable();
    lines.dedup();
    lines
}

/// The constants that hold Chinese words: to look through one, or for one, is to look for its words.
fn lists_of_words(tokens: TokenStream, lists: &mut BTreeSet<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Ident(word) if *word == "const" || *word == "static" => {
                let Some(TokenTree::Ident(name)) = tokens.get(at + 1) else { continue };
                let value = tokens[at..]
                    .iter()
                    .take_while(|token| !matches!(token, TokenTree::Punct(end) if end.as_char() == ';'));
                if holds_words(value.cloned()) {
                    lists.insert(name.to_string());
                }
            }
            TokenTree::Group(group) => lists_of_words(group.stream(), lists),
            _ => {}
        }
    }
}

/// Whether the value of a constant is a word, a list of words or a table that begins with words; a table of codes with
/// their labels is none.
fn holds_words(value: impl Iterator<Item = TokenTree>) -> bool {
    for token in value {
        match token {
            TokenTree::Literal(literal) if literal.to_string().starts_with(['"', '\'']) => {
                return is_chinese(&literal.to_string());
            }
            TokenTree::Group(group) if group.stream().into_iter().any(|_| true) => {
                let inside = group.stream().into_iter();
                if has_text(inside.clone()) {
                    return holds_words(inside);
                }
            }
            _ => {}
        }
    }
    false
}

/// Whether there is any text in a stream, however deep.
fn has_text(mut tokens: impl Iterator<Item = TokenTree>) -> bool {
    tokens.any(|token| match token {
        TokenTree::Literal(literal) => literal.to_string().starts_with(['"', '\'']),
        TokenTree::Group(group) => has_text(group.stream().into_iter()),
        _ => false,
    })
}

fn walk(tokens: TokenStream, lists: &BTreeSet<String>, lines: &mut Vec<usize>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while at < tokens.len() {
        match &tokens[at] {
            // What stands under `#[cfg(test)]` compares as it likes.
            TokenTree::Punct(hash) if hash.as_char() == '#' && is_test(tokens.get(at + 1)) => {
                at += 2;
                while at < tokens.len() && !ends_item(&tokens[at]) {
                    at += 1;
                }
            }
            TokenTree::Group(group) => {
                if is_looked_through(&tokens, at) {
                    words(group.stream(), lists, lines);
                }
                walk(group.stream(), lists, lines);
            }
            TokenTree::Literal(literal) if is_chinese(&literal.to_string()) => {
                let before = [at.checked_sub(2), at.checked_sub(1)]
                    .map(|place| place.and_then(|at| punct(&tokens, at)));
                let after = [punct(&tokens, at + 1), punct(&tokens, at + 2)];
                let is_compared = |pair: [Option<char>; 2]| matches!(pair, [Some('=' | '!'), Some('=')]);
                let is_guarded = matches!(tokens.get(at + 1), Some(TokenTree::Ident(word)) if *word == "if");
                let is_arm = after == [Some('='), Some('>')] || after[0] == Some('|') || is_guarded;
                let is_compared = is_compared(before) || is_compared(after);
                // `"未没".contains(…)`, `"未没".chars().any(…)`
                if is_compared || is_arm || is_let(&tokens[..at]) || is_searched(&tokens, at + 1) {
                    lines.push(literal.span().start().line);
                }
            }
            // `WORDS.contains(…)`, `WORDS.iter().any(…)`, `word == WORD`
            TokenTree::Ident(name) if lists.contains(&name.to_string()) => {
                let before = [at.checked_sub(2), at.checked_sub(1)]
                    .map(|place| place.and_then(|at| punct(&tokens, at)));
                let after = [punct(&tokens, at + 1), punct(&tokens, at + 2)];
                let is_compared = |pair: [Option<char>; 2]| matches!(pair, [Some('=' | '!'), Some('=')]);
                if is_compared(before) || is_compared(after) || is_searched(&tokens, at + 1) {
                    lines.push(name.span().start().line);
                }
            }
            _ => {}
        }
        at += 1;
    }
}

/// Whether the words in the group at `at` are looked for or looked through: the arguments of a looking method, of
/// `matches!`, a list that is searched, the pattern of a `match` arm or of an `if let`.
fn is_looked_through(tokens: &[TokenTree], at: usize) -> bool {
    let TokenTree::Group(group) = &tokens[at] else { return false };
    let ident = |at: Option<usize>| match at.and_then(|at| tokens.get(at)) {
        Some(TokenTree::Ident(ident)) => ident.to_string(),
        _ => String::new(),
    };
    let before = |places: usize| at.checked_sub(places);
    let called = LOOKING.contains(&ident(before(1)).as_str())
        && before(2).and_then(|dot| punct(tokens, dot)) == Some('.');
    let is_arm = punct(tokens, at + 1) == Some('=') && punct(tokens, at + 2) == Some('>');
    match group.delimiter() {
        // `.contains(…)`, `matches!(…)`, `Some("…") =>`, `if let Some("…") = `
        Delimiter::Parenthesis => {
            let is_macro =
                ident(before(2)) == "matches" && before(1).and_then(|at| punct(tokens, at)) == Some('!');
            called || is_arm || is_macro || is_let(&tokens[..at])
        }
        // `["…", "…"].contains(…)`, `["…"].iter().any(…)`, and as a pattern
        Delimiter::Bracket => is_arm || is_searched(tokens, at + 1) || is_let(&tokens[..at]),
        _ => false,
    }
}

/// Whether a list is searched by the calls behind it: `.contains(…)`, `.iter().any(…)`.
fn is_searched(tokens: &[TokenTree], mut next: usize) -> bool {
    while punct(tokens, next) == Some('.') {
        if matches!(tokens.get(next + 1), Some(TokenTree::Ident(name)) if LOOKING.iter().any(|one| name == one))
        {
            return true;
        }
        next += 2;
        while matches!(tokens.get(next), Some(TokenTree::Group(_))) {
            next += 1;
        }
    }
    false
}

/// Whether an item ends here: its body, or the semicolon of one that has none.
fn ends_item(token: &TokenTree) -> bool {
    match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(punct) => punct.as_char() == ';',
        _ => false,
    }
}

/// Whether what follows is the pattern of a `let`: between the word and its `=`.
fn is_let(before: &[TokenTree]) -> bool {
    let since = before.iter().rev().take_while(|token| match token {
        TokenTree::Punct(punct) => !matches!(punct.as_char(), '=' | ';'),
        TokenTree::Group(group) => group.delimiter() != Delimiter::Brace,
        _ => true,
    });
    since.into_iter().any(|token| matches!(token, TokenTree::Ident(ident) if ident == "let"))
}

/// The lines of the Chinese words in a stream. Those in a block, in a macro or behind `=>` are only shown and not meant;
/// nor is what one of several calls is given, which is looked at by itself.
fn words(tokens: TokenStream, lists: &BTreeSet<String>, lines: &mut Vec<usize>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Literal(literal) if is_chinese(&literal.to_string()) => {
                lines.push(literal.span().start().line);
            }
            TokenTree::Ident(name) if lists.contains(&name.to_string()) => {
                lines.push(name.span().start().line);
            }
            TokenTree::Group(group) if group.delimiter() != Delimiter::Brace => {
                let called = at > 0 && matches!(&tokens[at - 1], TokenTree::Ident(_));
                let told = at > 0 && punct(&tokens, at - 1) == Some('!');
                let tuple = matches!(&tokens.get(at.wrapping_sub(1)), Some(TokenTree::Ident(name)) if name.to_string().starts_with(char::is_uppercase));
                if !told && (!called || tuple) {
                    words(group.stream(), lists, lines);
                }
            }
            _ => {}
        }
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
    literal.starts_with(['"', '\'']) && literal.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

#[test]
fn a_comparison_with_words_is_found_and_a_telling_is_not() {
    let found = |text: &str| compared("src/domain/case.rs", text);
    for decides in [
        "fn f(a: &str) -> bool { a == \"待办\" }",
        "fn f(a: &str) -> bool { \"待办\" != a }",
        "fn f(a: &str) -> u8 { match a { \"是\" => 1, _ => 0 } }",
        "fn f(a: &str) -> u8 { match a { \"是\" | \"有\" => 1, _ => 0 } }",
        "fn f(a: &str) -> u8 { match a { \"是\" if b => 1, _ => 0 } }",
        "fn f(a: Option<&str>) -> u8 { match a { Some(\"是\") => 1, _ => 0 } }",
        "fn f(a: Option<&str>) { if let Some(\"是\") = a { g() } }",
        "fn f(a: &str) { if let \"是\" = a { g() } }",
        "fn f(a: &str) { let \"是\" = a else { return }; }",
        "fn f(a: &str) -> bool { matches!(a, \"是\" | \"有\") }",
        "fn f(a: &str) -> bool { a.contains(\"投诉\") }",
        "fn f(a: &str) -> bool { a.contains('诉') }",
        "fn f(a: &str) -> bool { a.starts_with([\"投诉\", \"报修\"]) }",
        "fn f(a: &str) -> bool { a.trim().ends_with(\"处\") }",
        "fn f(a: &str) -> Option<usize> { a.find(\"到\") }",
        "fn f(a: &[&str]) -> Option<usize> { a.iter().position(|one| *one == \"到\") }",
        "fn f(a: &str) -> bool { [\"到\", \"至\"].contains(&a) }",
        "fn f(a: &str) -> bool { [\"到\", \"至\"].iter().any(|one| a.contains(one)) }",
        "fn f(a: char) -> bool { !\"未没不待\".contains(a) }",
        "fn f(a: char) -> bool { \"未没\".chars().any(|one| one == a) }",
        "fn f(a: &str) -> Option<&str> { a.strip_prefix(\"来自\") }",
        "fn f(a: &str) { let _ = a.split_once(\"到\"); }",
        "const W: [&str; 1] = [\"到\"]; fn f(a: &str) -> bool { W.iter().any(|one| a.contains(one)) }",
        "const W: &str = \"到\"; fn f(a: &str) -> bool { a == W }",
        "const W: char = '到'; fn f(a: &str) -> bool { a.contains(W) }",
    ] {
        assert_eq!(found(decides), [1], "{decides}");
    }
    for tells in [
        "fn f(a: bool) -> &'static str { if a { \"是\" } else { \"否\" } }",
        "fn f(a: &str) -> String { format!(\"约定{a}前\") }",
        "fn f(a: &str) -> String { a.replace(\"您\", \"他\") }",
        "fn f(a: Option<&str>) -> &str { a.unwrap_or(\"无\") }",
        "fn f(a: u8) -> &'static str { match a { 1 => \"是\", _ => \"否\" } }",
        "fn f(a: u8) { let word = \"是\"; g(word) }",
        "fn f(a: &[u8]) { a.iter().filter(|one| { g(\"是\"); true }) }",
        "const WORDS: [&str; 2] = [\"是\", \"否\"]; fn f() { g(WORDS[0]) }",
        "const T: [(&str, &str); 1] = [(\"to\", \"对象\")]; fn f(a: &str) { T.iter().find(|one| one.0 == a) }",
        "#[cfg(test)]\npub(crate) fn f(a: &str) -> bool { a == \"待办\" }",
        "#[cfg(test)]\nmod tests { fn f(a: &str) -> bool { a == \"待办\" } }",
    ] {
        assert_eq!(found(tells), [0; 0], "{tells}");
    }
    assert_eq!(compared("src/domain/reading/time.rs", "fn f(a: &str) -> bool { a == \"晚上\" }"), [0; 0]);
}
