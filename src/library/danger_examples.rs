//! Hearing danger by example: what callers said in danger and what they say on other days teaches how telling each piece of
//! a sentence is, so that words which no list has are heard too; the danger whose examples are most like it gives the
//! card. The examples are data (`assets/library/danger-examples.tsv`); the same examples always teach the same.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::library::danger_words::DangerWords;
use crate::library::ngrams;

/// From this surety on what was said is danger, though no word of a list was in it.
const SURE: f32 = 1.0;
/// Below this surety a word of a list stands in something harmless.
const DOUBT: f32 = -2.2;
/// So like the examples of one danger it has to be.
const LIKE: f32 = 0.14;
/// With every further part of a story it has to be surer by so much.
const LONGER: f32 = 0.25;
/// How often all examples are gone through, how far one of them moves the weights, and how much they fade.
const ROUNDS: u32 = 20;
const STEP: f32 = 0.3;
const SLOWER: f32 = 0.2;
const FADE: f32 = 1e-4;

/// What the examples taught.
#[derive(Debug)]
pub struct DangerExamples {
    weights: BTreeMap<String, f32>,
    bias: f32,
    /// How rare each piece is among the examples of danger.
    rarity: BTreeMap<String, f32>,
    /// Of each danger what its examples have in common.
    centres: Vec<(&'static str, BTreeMap<String, f32>)>,
}

/// How like danger something is that was said.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Likeness {
    /// The danger that it is most like.
    pub card: &'static str,
    surety: f32,
    nearness: f32,
    /// Among so many parts it was the most dangerous: of a long story one part always sounds like something.
    among: usize,
}

impl Likeness {
    /// It is danger by the examples alone.
    pub fn is_sure(self) -> bool {
        self.surety > SURE + LONGER * (self.among.saturating_sub(1)) as f32 && self.nearness > LIKE
    }

    /// It is nothing like danger, whatever word stands in it.
    pub fn is_doubtful(self) -> bool {
        self.surety < DOUBT
    }
}

impl DangerExamples {
    /// What the shipped examples teach, worked out once.
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<DangerExamples> = OnceLock::new();
        SHIPPED.get_or_init(|| Self::taught(include_str!("../../assets/library/danger-examples.tsv")))
    }

    fn taught(lines: &'static str) -> Self {
        let lines = lines.lines().filter(|line| !line.starts_with('#'));
        let words = DangerWords::shipped();
        let told: Vec<(Option<&'static str>, BTreeSet<String>)> = lines
            .filter_map(|line| line.split_once('\t'))
            .map(|(card, said)| (Some(card).filter(|card| *card != NONE), pieces_of(&words.plain(said))))
            .collect();
        let (weights, bias) = weigh(&told);
        let rarity = rarity(&told);
        let mut sums: BTreeMap<&'static str, BTreeMap<String, f32>> = BTreeMap::new();
        for (card, pieces) in &told {
            let Some(card) = card else { continue };
            let centre = sums.entry(card).or_default();
            for (piece, weight) in direction(pieces, &rarity) {
                *centre.entry(piece).or_default() += weight;
            }
        }
        let centres = sums.into_iter().map(|(card, centre)| (card, unit(centre))).collect();
        Self { weights, bias, rarity, centres }
    }

    /// How like danger the most dangerous part of what was said is; the parts are a few clauses each.
    pub fn liken(&self, parts: impl Iterator<Item = String>) -> Option<Likeness> {
        let weighed: Vec<_> =
            parts.map(|part| pieces_of(&part)).map(|pieces| (self.surety(&pieces), pieces)).collect();
        let among = weighed.len();
        let (surety, pieces) = weighed.into_iter().max_by(|(one, _), (other, _)| one.total_cmp(other))?;
        let said = direction(&pieces, &self.rarity);
        let near = |centre: &BTreeMap<String, f32>| -> f32 {
            said.iter().filter_map(|(piece, weight)| Some(weight * centre.get(piece)?)).sum()
        };
        let nearest = self.centres.iter().map(|(card, centre)| (*card, near(centre)));
        let (card, nearness) = nearest.max_by(|(_, one), (_, other)| one.total_cmp(other))?;
        Some(Likeness { card, surety, nearness, among })
    }

    /// How much the pieces tell of danger, one beside another.
    fn surety(&self, pieces: &BTreeSet<String>) -> f32 {
        let known: Vec<f32> = pieces.iter().filter_map(|piece| self.weights.get(piece).copied()).collect();
        let count = known.len().max(1) as f32;
        self.bias + known.iter().sum::<f32>() / count.sqrt()
    }
}

/// The label of what is no danger.
const NONE: &str = "-";

/// The pieces of what was said, clause by clause, with where a clause begins and ends.
fn pieces_of(said: &str) -> BTreeSet<String> {
    let clauses = said.split(|c: char| c.is_whitespace() || "，。！？；：、,.!?;:".contains(c));
    let chars = clauses.map(|clause| [vec!['^'], ngrams::numbers_alike(clause), vec!['$']].concat());
    chars.flat_map(|chars| ngrams::of(&chars).map(String::from_iter).collect::<Vec<_>>()).collect()
}

/// How much each piece tells of danger, learned example by example.
fn weigh(told: &[(Option<&'static str>, BTreeSet<String>)]) -> (BTreeMap<String, f32>, f32) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for piece in told.iter().flat_map(|(_, pieces)| pieces) {
        *counts.entry(piece).or_default() += 1;
    }
    // What one example alone has teaches nothing of others.
    let shared: Vec<&str> =
        counts.iter().filter(|(_, count)| **count >= 2).map(|(piece, _)| *piece).collect();
    let place = |piece: &String| shared.binary_search(&piece.as_str()).ok();
    let examples: Vec<(f32, Vec<usize>)> = told
        .iter()
        .map(|(card, pieces)| {
            (f32::from(u8::from(card.is_some())), pieces.iter().filter_map(place).collect())
        })
        .collect();
    let mut weights = vec![0.0_f32; shared.len()];
    let mut bias = 0.0_f32;
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut seed: u64 = 7;
    for round in 0..ROUNDS {
        for at in (1..order.len()).rev() {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(at, (seed >> 33) as usize % (at + 1));
        }
        let step = STEP / (1.0 + SLOWER * round as f32);
        for (danger, places) in order.iter().map(|at| &examples[*at]) {
            let root = (places.len().max(1) as f32).sqrt();
            let sum: f32 = places.iter().map(|place| weights[*place]).sum();
            let likely = 1.0 / (1.0 + (-(bias + sum / root).clamp(-30.0, 30.0)).exp());
            let miss = danger - likely;
            bias += step * miss;
            for place in places {
                weights[*place] = weights[*place] * (1.0 - step * FADE) + step * miss / root;
            }
        }
    }
    (shared.iter().map(|piece| (*piece).to_owned()).zip(weights).collect(), bias)
}

/// How rare each piece is among the examples of danger.
fn rarity(told: &[(Option<&'static str>, BTreeSet<String>)]) -> BTreeMap<String, f32> {
    let dangers = || told.iter().filter(|(card, _)| card.is_some());
    let all = dangers().count() as f32;
    let mut counts: BTreeMap<String, f32> = BTreeMap::new();
    for piece in dangers().flat_map(|(_, pieces)| pieces) {
        *counts.entry(piece.clone()).or_default() += 1.0;
    }
    counts.into_iter().map(|(piece, count)| (piece, (all / count).ln())).collect()
}

/// The pieces with their rarity, as long as one.
fn direction(pieces: &BTreeSet<String>, rarity: &BTreeMap<String, f32>) -> BTreeMap<String, f32> {
    let weighed = pieces.iter().filter_map(|piece| Some((piece.clone(), *rarity.get(piece)?)));
    unit(weighed.collect())
}

fn unit(mut pieces: BTreeMap<String, f32>) -> BTreeMap<String, f32> {
    let length = pieces.values().map(|weight| weight * weight).sum::<f32>().sqrt().max(f32::EPSILON);
    pieces.values_mut().for_each(|weight| *weight /= length);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(said: &str) -> Likeness {
        DangerExamples::shipped().liken(std::iter::once(said.to_owned())).unwrap()
    }

    #[test]
    fn what_no_list_has_is_heard_by_its_likeness() {
        for (said, card) in [
            ("灶台后面那根管子咝咝往外冒气", "gas"),
            ("轿厢停在夹层，里面有人拍门", "lift"),
            ("娃把洗洁剂喝下去一口", "poison"),
            ("大妈倒在地上直抽，嘴里吐沫", "faint"),
        ] {
            let like = of(said);
            assert!(like.is_sure() && like.card == card, "{said}: {like:?}");
        }
        for said in ["停车费怎么算", "电梯广告声音太大", "快递柜搬到哪儿去了"] {
            assert!(!of(said).is_sure(), "{said}: {:?}", of(said));
        }
    }

    #[test]
    fn the_same_examples_teach_the_same() {
        let lines = "fire\t着火了\nfire\t火很大\n-\t停车费\n-\t停水了";
        let (one, other) = (DangerExamples::taught(lines), DangerExamples::taught(lines));
        assert_eq!((one.weights, one.bias), (other.weights, other.bias));
    }
}
