//! How like several kinds something is, learned from examples of each, piece by piece. A piece speaks against every kind
//! that it stands in less than elsewhere, the more the rarer it is (complement naive Bayes): it needs few examples, one pass
//! over them, and the same examples always teach the same. Pure.

use std::collections::{BTreeMap, BTreeSet};

/// What every piece is taken to have been said everywhere beside what was counted.
const EVERYWHERE: f32 = 0.3;

/// One piece of what was said.
#[derive(Debug, Clone, Default, PartialEq)]
struct TellingPiece {
    /// How rare it is among all examples.
    rarity: f32,
    /// How often it stands anywhere, as a logarithm.
    anywhere: f32,
    /// In which kinds it stands, and how much less it stands elsewhere then.
    stands: Vec<(usize, f32)>,
}

/// What the examples of some kinds taught.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct LikenessTable {
    pieces: BTreeMap<String, TellingPiece>,
    /// Of each kind how much was said of all others, as a logarithm.
    others: Vec<f32>,
}

impl LikenessTable {
    /// Learned from examples, each the place of its kind and its pieces.
    pub(super) fn of(kinds: usize, examples: &[(usize, BTreeSet<String>)]) -> Self {
        let mut counts: BTreeMap<&str, f32> = BTreeMap::new();
        for piece in examples.iter().flat_map(|(_, pieces)| pieces) {
            *counts.entry(piece).or_default() += 1.0;
        }
        let all = examples.len() as f32;
        let rarity: BTreeMap<&str, f32> =
            counts.into_iter().map(|(piece, count)| (piece, (all / count).ln() + 1.0)).collect();
        let mut shares: BTreeMap<&str, BTreeMap<usize, f32>> = BTreeMap::new();
        let mut sums = vec![0.0_f32; kinds];
        for (kind, pieces) in examples {
            let length = length(pieces.iter().map(|piece| rarity[piece.as_str()]));
            for piece in pieces {
                let share = rarity[piece.as_str()] / length;
                *shares.entry(piece).or_default().entry(*kind).or_default() += share;
                sums[*kind] += share;
            }
        }
        let whole: f32 = sums.iter().sum();
        let beside = EVERYWHERE * shares.len() as f32;
        let others = sums.into_iter().map(|own| (whole - own + beside).ln()).collect();
        let pieces = shares.into_iter().map(|(piece, shares)| {
            let sum: f32 = shares.values().sum();
            let anywhere = (sum + EVERYWHERE).ln();
            let less = |share: f32| anywhere - (sum - share + EVERYWHERE).max(EVERYWHERE).ln();
            let stands = shares.iter().map(|(kind, share)| (*kind, less(*share))).collect();
            (piece.to_owned(), TellingPiece { rarity: rarity[piece], anywhere, stands })
        });
        Self { pieces: pieces.collect(), others }
    }

    /// How like each kind it is: above 0 as far as it is liker than the middle one; 1 is rarely reached.
    pub(super) fn liken(&self, said: &BTreeSet<String>) -> Vec<f32> {
        let known: Vec<&TellingPiece> = said.iter().filter_map(|piece| self.pieces.get(piece)).collect();
        let length = length(known.iter().map(|piece| piece.rarity));
        let weight: f32 = known.iter().map(|piece| piece.rarity / length).sum();
        let anywhere: f32 = known.iter().map(|piece| piece.anywhere * piece.rarity / length).sum();
        let mut like: Vec<f32> = self.others.iter().map(|others| weight * others - anywhere).collect();
        for piece in known {
            for (kind, less) in &piece.stands {
                like[*kind] += less * piece.rarity / length;
            }
        }
        let mut sorted = like.clone();
        sorted.sort_by(f32::total_cmp);
        let middle = sorted.get(sorted.len() / 2).copied().unwrap_or_default();
        like.iter_mut().for_each(|one| *one -= middle);
        like
    }
}

/// The length of a direction with these parts; never 0.
fn length(parts: impl Iterator<Item = f32>) -> f32 {
    parts.map(|part| part * part).sum::<f32>().sqrt().max(f32::EPSILON)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_one_kind_points_to_it_and_what_is_unknown_to_none() {
        let told = |text: &str| text.split(' ').map(str::to_owned).collect::<BTreeSet<_>>();
        let examples =
            [(0, told("a b c")), (0, told("a b d")), (1, told("e f a")), (1, told("e g")), (2, told("h i"))];
        let table = LikenessTable::of(3, &examples);
        let best = |text: &str| {
            let like = table.liken(&told(text));
            (0..3).max_by(|one, other| like[*one].total_cmp(&like[*other])).unwrap()
        };
        assert_eq!((best("b x"), best("e a"), best("h")), (0, 1, 2));
        let unknown = table.liken(&told("x y"));
        assert!(unknown.iter().all(|like| like.abs() < 1e-6), "{unknown:?}");
    }
}
