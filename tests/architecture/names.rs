//! The names of types are unique in their layer, so that a name says which one is meant. `Message` is every screen's and
//! every form's own and always stands with its module; a widget's private `State` never leaves its file.

use std::collections::BTreeMap;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Names that each module has for itself.
const OWN: [&str; 2] = ["Message", "State"];

/// Macros of which each use makes a type: its name is the first word in the braces.
const MAKING: [&str; 2] = ["codes", "open_code"];

/// The types that a file declares outside `#[cfg(test)]`, with their lines: as they stand, by a macro of a code list, and in
/// the body of a macro of its own.
pub fn declared(text: &str) -> Vec<(String, usize)> {
    let mut out = Vec::new();
    if let Ok(tokens) = text.parse::<TokenStream>() {
        declared_in(tokens, &mut out);
    }
    out
}

fn declared_in(tokens: TokenStream, out: &mut Vec<(String, usize)>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut tested = false;
    for (at, token) in tokens.iter().enumerate() {
        let macro_body = || match (tokens.get(at + 1), tokens.get(at + 2), tokens.get(at + 3)) {
            (Some(TokenTree::Punct(mark)), Some(TokenTree::Group(body)), _) if mark.as_char() == '!' => {
                Some(body)
            }
            (Some(TokenTree::Punct(mark)), Some(TokenTree::Ident(_)), Some(TokenTree::Group(body)))
                if mark.as_char() == '!' =>
            {
                Some(body)
            }
            _ => None,
        };
        match token {
            TokenTree::Group(group) if group.stream().to_string().replace(' ', "") == "cfg(test)" => {
                tested = true
            }
            // The item under the attribute ends.
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => tested = false,
            TokenTree::Punct(mark) if mark.as_char() == ';' => tested = false,
            _ if tested => {}
            TokenTree::Ident(word) if ["struct", "enum", "trait"].iter().any(|kind| word == kind) => {
                if let Some(TokenTree::Ident(name)) = tokens.get(at + 1) {
                    out.push((name.to_string(), name.span().start().line));
                }
            }
            TokenTree::Ident(word) if MAKING.iter().any(|made| word == made) => {
                let words = macro_body().map(|body| body.stream().into_iter()).into_iter().flatten();
                let first = words.into_iter().find_map(|token| match token {
                    TokenTree::Ident(name) => Some((name.to_string(), name.span().start().line)),
                    _ => None,
                });
                out.extend(first);
            }
            TokenTree::Ident(word) if word == "macro_rules" => {
                let arms = macro_body().map(|body| body.stream().into_iter()).into_iter().flatten();
                for arm in arms {
                    if let TokenTree::Group(arm) = arm {
                        declared_in(arm.stream(), out);
                    }
                }
            }
            _ => {}
        }
    }
}

/// Names that stand for two types of one layer; each is told with all its places.
pub fn shared<'a>(declared: impl IntoIterator<Item = (&'a str, &'a str, String, usize)>) -> Vec<String> {
    let mut places: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for (layer, path, name, line) in declared {
        if !OWN.contains(&name.as_str()) {
            places.entry((layer.to_owned(), name)).or_default().push(format!("{path}:{line}"));
        }
    }
    let twice = places.into_iter().filter(|(_, places)| places.len() > 1);
    twice.map(|((_, name), places)| format!("{}: two types are called {name}", places.join(", "))).collect()
}

#[test]
fn a_name_for_two_types_is_found() {
    let text = "pub struct Row; enum Inside {} #[cfg(test)] mod tests { struct Row; }";
    assert_eq!(declared(text), [("Row".to_owned(), 1), ("Inside".to_owned(), 1)]);
    let names = |text: &str| declared(text).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    assert_eq!(names("codes! { /// What.\n #[derive(Default)] Kind { A = \"a\": \"甲\" } }"), ["Kind"]);
    assert_eq!(names("open_code! { /// A word.\n Category }"), ["Category"]);
    assert_eq!(names("macro_rules! forms { ($($a:ident)+) => { enum Form { $($a,)+ } } }"), ["Form"]);
    assert_eq!(names("macro_rules! codes { ($name:ident) => { pub enum $name {} } }"), [""; 0]);
    assert_eq!(
        names("#[cfg(test)] use a::B; struct Seen; #[cfg(test)] struct Hidden; struct Too {}"),
        ["Seen", "Too"]
    );
    let of = |path, name: &str| ("ui", path, name.to_owned(), 1);
    assert_eq!(shared([of("a", "Row"), of("b", "Row"), of("a", "Message"), of("b", "Message")]).len(), 1);
}
