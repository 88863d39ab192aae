//! The names of types are unique in their layer, so that a name says which one is meant. `Message` is every screen's and
//! every form's own and always stands with its module; a widget's private `State` never leaves its file.

use std::collections::BTreeMap;

use proc_macro2::{TokenStream, TokenTree};

/// Names that each module has for itself.
const OWN: [&str; 2] = ["Message", "State"];

/// The types that a file declares outside `#[cfg(test)]`, with their lines.
pub fn declared(text: &str) -> Vec<(String, usize)> {
    let Ok(tokens) = text.parse::<TokenStream>() else { return Vec::new() };
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut out = Vec::new();
    let mut tested = false;
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) if group.stream().to_string().replace(' ', "") == "cfg(test)" => {
                tested = true
            }
            TokenTree::Ident(word) if *word == "mod" => tested = false,
            TokenTree::Ident(word)
                if ["struct", "enum", "trait"].iter().any(|kind| word == kind) && !tested =>
            {
                if let Some(TokenTree::Ident(name)) = tokens.get(at + 1) {
                    out.push((name.to_string(), name.span().start().line));
                }
            }
            _ => {}
        }
    }
    out
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
    let of = |path, name: &str| ("ui", path, name.to_owned(), 1);
    assert_eq!(shared([of("a", "Row"), of("b", "Row"), of("a", "Message"), of("b", "Message")]).len(), 1);
}
