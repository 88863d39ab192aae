//! Which situation the owner's words point to, while they are typed. A word counts by how telling it is – by how few
//! situations it belongs to –, not by its length; a word that is denied (`没有停水`) or done with (`灯已经修好了`) counts
//! nothing. The words are the situations' synonyms, those of a supervisor like the shipped ones; what no list has is heard by
//! its likeness to what belongs to a situation. Pure.

use crate::library::clause_subject;
use crate::library::gist;
use crate::library::shelf::Library;
use crate::library::situation::Situation;
use crate::library::word_weight::{WordWeights, words_of};

/// A situation that the words point to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hint<'a> {
    /// It.
    pub situation: &'a Situation,
    /// How strongly.
    pub strength: f32,
}

/// Less than this is chance.
const LEAST: f32 = 2.0;
/// From here on a hint that leads clearly is as good as a choice, until somebody chooses.
const SURE: f32 = 3.0;
const LEAD: f32 = 1.4;
/// And as long as enough was said to liken it: the likeness has to lead by so much, too.
const CLEAR: f32 = 0.2;
/// However many words count, they count at most so much.
const MOST: f32 = 9.0;
/// How much likeness counts beside words, and how much of it is chance.
const LIKENESS: f32 = 12.0;
const CHANCE: f32 = 0.15;
/// So many characters have to be said before likeness tells anything.
const TELLING: usize = 8;
/// A word within one that counted already counts so much.
const WITHIN: f32 = 0.5;
/// One that is spread by others so much.
const SPREAD: f32 = 0.6;
/// `…` in a word stands for so many characters within a clause.
const GAP: usize = 6;
const CLAUSE_ENDS: [char; 10] = ['，', '。', '；', '！', '？', '\n', ',', '、', '：', '!'];
const SENTENCE_ENDS: [char; 5] = ['。', '！', '？', '；', '\n'];
/// Before a word: it is denied.
const DENIALS: [&str; 8] = ["没有", "不是", "没", "别", "不会", "差点", "险些", "险"];
/// Behind a word in the same sentence: it is over.
const DONE: [&str; 7] = ["修好了", "已修好", "解决了", "已经来了", "不用来了", "处理好了，谢", "好了，谢"];
/// But not if it is asked or has come back.
const AGAIN: [&str; 4] = ["吗", "不是说", "又", "没修好"];

/// The situations that the words point to, the likeliest first, at most `most`.
pub fn suggest<'a>(library: &'a Library, said: &str, most: usize) -> Vec<Hint<'a>> {
    tracing::trace!(target: "worked_out", "situations");
    hinted(library, said, likened(library, said).as_ref(), most)
}

fn hinted<'a>(library: &'a Library, said: &str, likened: Option<&Likened>, most: usize) -> Vec<Hint<'a>> {
    let hints = library.situations().iter().enumerate().map(|(at, situation)| {
        let words = strength(library.telling(), situation, said).min(MOST);
        let like = likened.map_or(0.0, |likened| likened.counts(at));
        let strength = if is_unlike(situation, said) { 0.0 } else { words + like };
        Hint { situation, strength }
    });
    let mut hints: Vec<Hint<'a>> = hints.filter(|hint| hint.strength >= LEAST).collect();
    hints.sort_by(|one, other| other.strength.total_cmp(&one.strength));
    hints.truncate(most);
    hints
}

/// The one situation that the words leave no doubt of: a word of its own is among them, and as far as enough was said to
/// liken it nothing else is nearly as like. Either of them alone is wrong too often to be spoken of as known.
pub fn sure<'a>(library: &'a Library, said: &str) -> Option<&'a Situation> {
    let likened = likened(library, said);
    let hints = hinted(library, said, likened.as_ref(), 2);
    let first = hints.first()?;
    let next = hints.get(1).map_or(0.0, |hint| hint.strength);
    let named = strength(library.telling(), first.situation, said) >= LEAST;
    let leads = match &likened {
        Some(likened) => likened.leader().is_some_and(|at| library.situations()[at].id == first.situation.id),
        None => first.strength >= LEAD * next,
    };
    (named && leads && first.strength >= SURE).then_some(first.situation)
}

/// The situation of a matter whose gist was noted: the gist names it and outweighs what was said beside it (`打电话没人接`
/// in a story of a fitter who did not come).
pub fn sure_of<'a>(library: &'a Library, words: &str, gist: &str) -> Option<&'a Situation> {
    if gist.trim().is_empty() {
        return sure(library, words);
    }
    let both = sure(library, &format!("{words}，{gist}"));
    // 无人上门 in a record is 没人上门 in speech.
    let gist = format!("{gist}，{}", gist::plain(gist));
    let named = |one: &&Situation| strength(library.telling(), one, &gist) > 0.0;
    both.filter(named).or_else(|| sure(library, &gist))
}

fn is_unlike(situation: &Situation, said: &str) -> bool {
    situation.unlike.iter().any(|word| said.contains(word.as_str()))
}

/// How like each situation something is that was said.
struct Likened {
    situations: Vec<f32>,
    nowhere: f32,
}

impl Likened {
    /// How strongly it points to a situation, by its place.
    fn counts(&self, at: usize) -> f32 {
        LIKENESS * (self.situations[at] - self.nowhere.max(CHANCE)).max(0.0)
    }

    /// The place of the situation that leads clearly.
    fn leader(&self) -> Option<usize> {
        let all = || self.situations.iter().enumerate();
        let (at, best) = all().max_by(|(_, one), (_, other)| one.total_cmp(other))?;
        let next =
            all().filter(|(other, _)| *other != at).map(|(_, like)| *like).fold(self.nowhere, f32::max);
        (best - next >= CLEAR).then_some(at)
    }
}

/// What likeness tells; what is denied or done with counts nothing, and of a few characters it tells nothing.
fn likened(library: &Library, said: &str) -> Option<Likened> {
    let clauses = said.split_inclusive(CLAUSE_ENDS);
    let kept: String =
        clauses.filter(|clause| !clause.starts_with("没有") && !clause.starts_with("不是")).collect();
    if kept.chars().filter(|c| c.is_alphanumeric()).count() < TELLING || is_over(said) {
        return None;
    }
    let (situations, nowhere) = library.likeness().liken(&kept);
    Some(Likened { situations, nowhere })
}

fn strength(telling: &WordWeights, situation: &Situation, said: &str) -> f32 {
    if is_unlike(situation, said) {
        return 0.0;
    }
    let mut words: Vec<(f32, &str)> = words_of(situation).map(|word| (telling.weight(word), word)).collect();
    words.sort_by(|one, other| other.0.total_cmp(&one.0));
    words.dedup_by_key(|(_, word)| *word);
    let mut counted: Vec<(usize, usize)> = Vec::new();
    let mut sum = 0.0;
    for (weight, word) in words {
        let exact = place(said, word, GAP).map(|place| (place, weight));
        let Some(((start, end), weight)) = exact.or_else(|| spread(said, word, weight)) else { continue };
        if is_denied(said, start) || is_over(&said[start..]) {
            continue;
        }
        let within = counted.iter().any(|(from, to)| start < *to && *from < end);
        counted.push((start, end));
        sum += if within { WITHIN * weight } else { weight };
    }
    sum
}

/// A word with a syllable or two in between: `电梯又停了` for `电梯停了`.
fn spread(said: &str, word: &str, weight: f32) -> Option<((usize, usize), f32)> {
    const BETWEEN: usize = 2;
    let ends = [word.chars().next(), word.chars().next_back()];
    let there = ends.into_iter().flatten().all(|end| said.contains(end));
    let denies = word.starts_with(['没', '不', '别']);
    if !there || denies || word.contains('…') || word.chars().count() < 3 {
        return None;
    }
    let cuts = word.char_indices().skip(1).map(|(at, _)| at);
    cuts.filter_map(|at| place(said, &format!("{}…{}", &word[..at], &word[at..]), BETWEEN))
        .next()
        .map(|place| (place, SPREAD * weight))
}

/// Where a word stands, from and to; of one with `…` both parts in one clause, so many characters apart.
fn place(said: &str, word: &str, gap: usize) -> Option<(usize, usize)> {
    let Some((head, tail)) = word.split_once('…') else {
        let places = said.match_indices(word).map(|(start, _)| (start, start + word.len()));
        return places.into_iter().find(|(start, end)| !only_says_where(said, *start, *end));
    };
    said.match_indices(head).find_map(|(start, _)| {
        let behind = start + head.len();
        let clause = said[behind..].split(CLAUSE_ENDS).next().unwrap_or_default();
        let at = clause.find(tail).filter(|at| clause[..*at].chars().count() <= gap)?;
        Some((start, behind + at + tail.len()))
    })
}

/// Whether a thing stands there as a place only: 电梯 in 电梯里有人抽烟.
fn only_says_where(said: &str, start: usize, end: usize) -> bool {
    let from = said[..start]
        .rfind(CLAUSE_ENDS)
        .map_or(0, |at| at + said[at..].chars().next().map_or(0, char::len_utf8));
    let clause = said[from..].split(CLAUSE_ENDS).next().unwrap_or_default();
    clause_subject::things(clause)
        .iter()
        .any(|one| (one.at, one.end) == (start - from, end - from) && one.place)
}

fn is_denied(said: &str, start: usize) -> bool {
    let before = &said[..start];
    DENIALS.iter().any(|denial| before.ends_with(denial)) && !before.ends_with("有没有")
}

fn is_over(behind: &str) -> bool {
    let sentence = behind.split(SENTENCE_ENDS).next().unwrap_or_default();
    DONE.iter().any(|done| sentence.contains(done)) && !AGAIN.iter().any(|again| sentence.contains(again))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_points_to_nothing() {
        assert_eq!(place("电梯里有人抽烟", "电梯", GAP), None);
        assert!(place("电梯停了，电梯里还热", "电梯", GAP).is_some());
        assert!(place("好了，电梯停了", "电梯", GAP).is_some(), "behind another clause");
    }
}
