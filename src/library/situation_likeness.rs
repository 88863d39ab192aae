//! How like the words of each situation something is that was said: the pieces of its synonyms and of what owners said of
//! it (`assets/library/situation-examples.tsv`). Words that no list has are heard so. Pure;
//! [`Library::likeness`](crate::library::shelf::Library::likeness) works it out once.

use std::collections::BTreeSet;

use crate::library::likeness_table::LikenessTable;
use crate::library::ngrams;
use crate::library::situation::Situation;
use crate::library::word_weight::words_of;

/// What owners said of a situation, one a line: its code, a tab, the words; `-` where they point nowhere.
const EXAMPLES: &str = include_str!("../../assets/library/situation-examples.tsv");
/// The label of what points nowhere.
const NOWHERE: &str = "-";
/// Characters that tell nothing by themselves.
const SMALL: &str = "的了在是有我你他她就都也还不没说来去上下个一这那们到和跟给把被要让会能么什吗呢啊吧呀";

/// What the situations' own words and the examples taught.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SituationLikeness(LikenessTable);

impl SituationLikeness {
    /// Learned from the situations' own words and the examples.
    pub fn of(situations: &[Situation]) -> Self {
        let nowhere = situations.len();
        let place = |code: &str| match code {
            NOWHERE => Some(nowhere),
            code => situations.iter().position(|one| one.id.as_str() == code),
        };
        let own = situations
            .iter()
            .enumerate()
            .flat_map(|(at, one)| words_of(one).flat_map(|word| word.split('…')).map(move |word| (at, word)));
        let examples = EXAMPLES.lines().filter(|line| !line.starts_with('#'));
        let examples = examples.filter_map(|line| line.split_once('\t'));
        let examples = examples.filter_map(|(code, said)| Some((place(code)?, said)));
        let told: Vec<_> = own.chain(examples).map(|(at, said)| (at, pieces_of(said))).collect();
        Self(LikenessTable::of(nowhere + 1, &told))
    }

    /// How like each situation it is, in their order, and how like what points nowhere: above 0 as far as it is liker than
    /// the middle one; 1 is rarely reached.
    pub fn liken(&self, said: &str) -> (Vec<f32>, f32) {
        let mut like = self.0.liken(&pieces_of(said));
        let nowhere = like.pop().unwrap_or_default();
        (like, nowhere)
    }
}

/// The pieces of what was said, clause by clause.
fn pieces_of(said: &str) -> BTreeSet<String> {
    let clauses = said.split(|c: char| !c.is_alphanumeric()).map(ngrams::numbers_alike);
    let telling = |piece: &&[char]| piece.len() > 1 || !SMALL.contains(piece[0]);
    clauses
        .flat_map(|chars| ngrams::of(&chars).filter(telling).map(String::from_iter).collect::<Vec<_>>())
        .collect()
}
