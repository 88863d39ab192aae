//! How like the words of each situation something is that was said: the pieces of its synonyms and of what owners said of
//! it (`assets/library/situation-examples.tsv`), the rarer the more telling. Words that no list has are heard so. Pure;
//! [`Library::likeness`](crate::library::shelf::Library::likeness) works it out once.

use std::collections::{BTreeMap, BTreeSet};

use crate::library::ngrams;
use crate::library::situation::Situation;
use crate::library::word_weight::words_of;

/// What owners said of a situation, one a line: its code, a tab, the words; `-` where they point nowhere.
const EXAMPLES: &str = include_str!("../../assets/library/situation-examples.tsv");
/// The label of what points nowhere.
const NOWHERE: &str = "-";
/// Characters that tell nothing by themselves.
const SMALL: &str = "的了在是有我你他她就都也还不没说来去上下个一这那们到和跟给把被要让会能么什吗呢啊吧呀";

/// The pieces of what belongs to each situation.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SituationLikeness {
    /// Of each piece how telling it is, and in which situations how strongly it stands; the one behind the last points nowhere.
    pieces: BTreeMap<String, (f32, Vec<(usize, f32)>)>,
    situations: usize,
}

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
        let mut counts: BTreeMap<String, BTreeMap<usize, f32>> = BTreeMap::new();
        for (at, said) in own.chain(examples) {
            for piece in pieces_of(said) {
                *counts.entry(piece).or_default().entry(at).or_default() += 1.0;
            }
        }
        let all = (nowhere + 1) as f32;
        let mut lengths = vec![0.0_f32; nowhere + 1];
        let weighed = counts.into_iter().map(|(piece, counts)| {
            let rarity = (all / counts.len() as f32).ln();
            let stands = counts.into_iter().map(|(at, count)| (at, (1.0 + count).ln() * rarity));
            (piece, (rarity, stands.collect::<Vec<_>>()))
        });
        let mut pieces: BTreeMap<String, (f32, Vec<(usize, f32)>)> = weighed.collect();
        for (at, weight) in pieces.values().flat_map(|(_, stands)| stands) {
            lengths[*at] += weight * weight;
        }
        for (at, weight) in pieces.values_mut().flat_map(|(_, stands)| stands) {
            *weight /= lengths[*at].sqrt().max(f32::EPSILON);
        }
        Self { pieces, situations: nowhere }
    }

    /// How like each situation it is, in their order, from 0 to 1; and how like what points nowhere.
    pub fn liken(&self, said: &str) -> (Vec<f32>, f32) {
        let known: Vec<&(f32, Vec<(usize, f32)>)> =
            pieces_of(said).iter().filter_map(|piece| self.pieces.get(piece)).collect();
        let length = known.iter().map(|(rarity, _)| rarity * rarity).sum::<f32>().sqrt().max(f32::EPSILON);
        let mut like = vec![0.0_f32; self.situations + 1];
        for (rarity, stands) in known {
            for (at, weight) in stands {
                like[*at] += weight * rarity / length;
            }
        }
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
