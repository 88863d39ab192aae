//! How telling a word of the situations is: by how few of them it belongs to.

use std::collections::BTreeMap;

use crate::library::situation::Situation;

/// How telling each word of the situations is; worked out when a library is made.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WordWeights(BTreeMap<String, f32>);

impl WordWeights {
    /// The words of all situations, weighed.
    pub fn of(situations: &[Situation]) -> Self {
        let all = situations.len() as f32;
        let mut words = BTreeMap::new();
        for word in situations.iter().flat_map(words_of) {
            if !words.contains_key(word) {
                let has = |one: &&Situation| words_of(one).any(|other| other.contains(word));
                let having = situations.iter().filter(has).count().max(1) as f32;
                words.insert(word.to_owned(), (1.0 + all / having).ln());
            }
        }
        Self(words)
    }

    /// How telling a word is; 0 for one that no situation has.
    pub fn weight(&self, word: &str) -> f32 {
        self.0.get(word).copied().unwrap_or_default()
    }
}

/// The words that point to a situation: its synonyms, and its name where that says something.
pub fn words_of(situation: &Situation) -> impl Iterator<Item = &str> {
    let own = situation.synonyms.iter().map(String::as_str);
    own.chain(Some(situation.name.as_str()).filter(|name| name.chars().count() > 2))
}
