//! Hearing danger by example: what callers said in danger and what they say on other days teaches how telling each piece of
//! a sentence is, so that words which no list has are heard too; the danger whose examples are most like it gives the
//! card. The examples are data (`assets/library/danger-examples.tsv`); the same examples always teach the same.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::library::danger_words::DangerWords;
use crate::library::likeness_table::LikenessTable;
use crate::library::ngrams;

/// From this surety on what was said is danger, though no word of a list was in it.
const SURE: f32 = 1.0;
/// The likest danger leads by so much where there is little doubt of it.
const CLEAR: f32 = 0.25;
/// So many dangers are offered first.
const OFFERED: usize = 3;
/// From this surety on it is worth a look.
const LIKELY: f32 = 0.25;
/// Below this surety a word of a list stands in something harmless.
const DOUBT: f32 = -2.2;
/// With every further part of a story it has to be surer by so much.
const LONGER: f32 = 0.4;
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
    /// The cards that have examples, and how like each of them something is.
    cards: Vec<&'static str>,
    likeness: LikenessTable,
}

/// How like danger something is that was said.
#[derive(Debug, Clone, PartialEq)]
pub struct Likeness {
    /// The dangers that it is most like, the likest first.
    pub cards: Vec<&'static str>,
    surety: f32,
    /// By how much the first of them leads.
    lead: f32,
    /// Among so many parts it was the most dangerous: of a long story one part always sounds like something.
    among: usize,
}

impl Likeness {
    /// It is danger by the examples alone.
    pub fn is_sure(&self) -> bool {
        self.surety > SURE + LONGER * (self.among.saturating_sub(1)) as f32
    }

    /// There is little doubt which danger it is, if it is one.
    pub fn is_clear(&self) -> bool {
        self.lead > CLEAR
    }

    /// It is rather danger than not: enough to ask the receptionist, not to interrupt her.
    pub fn is_likely(&self) -> bool {
        self.surety > LIKELY
    }

    /// It is nothing like danger, whatever word stands in it.
    pub fn is_doubtful(&self) -> bool {
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
        let cards: BTreeSet<&'static str> = told.iter().filter_map(|(card, _)| *card).collect();
        let cards: Vec<&'static str> = cards.into_iter().collect();
        let place = |card: &str| cards.binary_search(&card).ok();
        let dangers = told.into_iter().filter_map(|(card, pieces)| Some((place(card?)?, pieces)));
        let likeness = LikenessTable::of(cards.len(), &dangers.collect::<Vec<_>>());
        Self { weights, bias, cards, likeness }
    }

    /// How like danger the most dangerous part of what was said is; the parts are a few clauses each.
    pub fn liken(&self, parts: impl Iterator<Item = String>) -> Option<Likeness> {
        let weighed: Vec<_> =
            parts.map(|part| pieces_of(&part)).map(|pieces| (self.surety(&pieces), pieces)).collect();
        let among = weighed.len();
        let (surety, pieces) = weighed.into_iter().max_by(|(one, _), (other, _)| one.total_cmp(other))?;
        let like = self.likeness.liken(&pieces);
        let mut near: Vec<(&'static str, f32)> = self.cards.iter().copied().zip(like).collect();
        near.sort_by(|(_, one), (_, other)| other.total_cmp(one));
        let lead = near.first()?.1 - near.get(1).map_or(0.0, |(_, next)| *next);
        let cards = near.into_iter().take(OFFERED).map(|(card, _)| card).collect();
        Some(Likeness { cards, surety, lead, among })
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
            assert!(like.is_sure() && like.cards[0] == card, "{said}: {like:?}");
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
