//! Reads a file as tokens: the paths it names and the attributes that matter. Knows no rule.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// What a reader of one file needs to know while walking its tokens.
#[derive(Default)]
pub struct Findings {
    /// Every path with more than one segment, with its line.
    pub paths: Vec<(Vec<String>, usize)>,
    /// Files declared as `#[cfg(test)] mod name;`.
    pub test_modules: Vec<String>,
    /// Lines of an attribute that lets `unwrap` or `expect` pass without saying why.
    pub unproved: Vec<usize>,
}

impl Findings {
    /// Reads the text of a file; `Err` when it is no Rust.
    pub fn of(text: &str) -> Result<Self, proc_macro2::LexError> {
        let mut findings = Self::default();
        walk(text.parse()?, &mut findings);
        Ok(findings)
    }
}

/// Collects the paths of a token stream, leaving out what stands under `#[cfg(test)]`.
fn walk(tokens: TokenStream, findings: &mut Findings) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while at < tokens.len() {
        match &tokens[at] {
            TokenTree::Punct(hash) if hash.as_char() == '#' => {
                // `#[…]` or `#![…]`
                let inner = at + 1 + usize::from(is_punct(tokens.get(at + 1), '!'));
                let Some(TokenTree::Group(attribute)) = tokens.get(inner) else {
                    at += 1;
                    continue;
                };
                let words = words(attribute.stream());
                let has = |word: &str| words.iter().any(|known| known == word);
                if words.first().is_some_and(|first| first == "cfg") && has("test") && !has("not") {
                    at = if inner == at + 1 { skip_item(&tokens, inner + 1, findings) } else { tokens.len() };
                    continue;
                }
                if (has("unwrap_used") || has("expect_used")) && !has("reason") {
                    findings.unproved.push(hash.span().start().line);
                }
                at = inner + 1;
            }
            // `pub(in crate::…)` says who may see an item; it imports nothing.
            TokenTree::Ident(ident) if ident == "pub" && begins_with_in(tokens.get(at + 1)) => at += 2,
            TokenTree::Group(group) => {
                walk(group.stream(), findings);
                at += 1;
            }
            TokenTree::Ident(_) => at = read_path(&tokens, at, &[], findings),
            _ => at += 1,
        }
    }
}

/// Reads the path that begins at `tokens[at]`, notes it and answers where reading goes on.
fn read_path(tokens: &[TokenTree], mut at: usize, before: &[String], findings: &mut Findings) -> usize {
    let mut path = before.to_vec();
    let mut line = 0;
    while let Some(TokenTree::Ident(ident)) = tokens.get(at) {
        path.push(ident.to_string().trim_start_matches("r#").to_owned());
        line = ident.span().start().line;
        at += 1;
        if !(is_punct(tokens.get(at), ':') && is_punct(tokens.get(at + 1), ':')) {
            break;
        }
        at += 2;
        if let Some(TokenTree::Group(group)) = tokens.get(at)
            && group.delimiter() == Delimiter::Brace
        {
            let inside: Vec<TokenTree> = group.stream().into_iter().collect();
            // A trailing comma leaves an empty branch, which names nothing.
            let branches = inside.split(|token| is_punct(Some(token), ','));
            for branch in branches.filter(|branch| !branch.is_empty()) {
                read_path(branch, 0, &path, findings);
            }
            return at + 1;
        }
        if is_punct(tokens.get(at), '*') {
            path.push("*".to_owned());
            at += 1;
            break;
        }
    }
    if path.len() > 1 {
        findings.paths.push((path, line));
    }
    at
}

/// Answers where the tokens go on after the item at `at`, which is a test's.
fn skip_item(tokens: &[TokenTree], mut at: usize, findings: &mut Findings) -> usize {
    let word = |at: usize| match tokens.get(at) {
        Some(TokenTree::Ident(ident)) => ident.to_string(),
        _ => String::new(),
    };
    let mut ends_with_semicolon = false;
    while at < tokens.len() {
        match &tokens[at] {
            TokenTree::Ident(ident) => match ident.to_string().as_str() {
                "use" | "static" | "type" => ends_with_semicolon = true,
                "const" if word(at + 1) != "fn" => ends_with_semicolon = true,
                "mod" if is_punct(tokens.get(at + 2), ';') => findings.test_modules.push(word(at + 1)),
                _ => {}
            },
            TokenTree::Punct(punct) if punct.as_char() == ';' => return at + 1,
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace && !ends_with_semicolon => {
                return at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    at
}

fn begins_with_in(token: Option<&TokenTree>) -> bool {
    let Some(TokenTree::Group(group)) = token else {
        return false;
    };
    matches!(group.stream().into_iter().next(), Some(TokenTree::Ident(ident)) if ident == "in")
}

fn is_punct(token: Option<&TokenTree>, wanted: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == wanted)
}

/// Every identifier of a token stream, however deep.
fn words(tokens: TokenStream) -> Vec<String> {
    tokens
        .into_iter()
        .flat_map(|token| match token {
            TokenTree::Ident(ident) => vec![ident.to_string()],
            TokenTree::Group(group) => words(group.stream()),
            _ => Vec::new(),
        })
        .collect()
}
