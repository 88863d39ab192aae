//! Finding a situation: by code, name, the owners' words and pinyin, and from what the owner just said.

use pinyin::ToPinyin;

use crate::library::situation::Situation;

/// The situations that fit what was typed, the best first: code, then name, then synonyms, then pinyin
/// initials or full pinyin. All words of the query must fit; an empty query gives all in their order.
pub fn find<'a, T: AsRef<Situation>>(situations: &'a [T], query: &str) -> Vec<&'a T> {
    let words: Vec<String> = query.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let mut hits: Vec<(u32, &T)> = situations
        .iter()
        .filter_map(|situation| {
            let ranks: Option<Vec<u32>> = words.iter().map(|word| rank(situation.as_ref(), word)).collect();
            ranks.map(|ranks| (ranks.into_iter().sum(), situation))
        })
        .collect();
    hits.sort_by_key(|(rank, _)| *rank);
    hits.into_iter().map(|(_, situation)| situation).collect()
}

/// Whether every word of the query stands in one of the texts, as written or by its pinyin.
pub fn fits(texts: &[&str], query: &str) -> bool {
    query.to_lowercase().split_whitespace().all(|word| {
        let typed = word.is_ascii() && word.len() >= 2;
        texts.iter().any(|text| {
            let heard = || {
                let (initials, full) = sounds(text);
                initials.contains(word) || full.contains(word)
            };
            text.to_lowercase().contains(word) || (typed && heard())
        })
    })
}

/// How well one word fits: smaller is better; `None` when it does not.
fn rank(situation: &Situation, word: &str) -> Option<u32> {
    let code = situation.id.as_str().to_lowercase();
    if code == word {
        return Some(0);
    }
    let names = [&situation.name, &situation.scenario];
    if names.iter().any(|name| name.contains(word)) {
        return Some(1);
    }
    if situation.synonyms.iter().any(|name| name.contains(word)) {
        return Some(2);
    }
    if code.starts_with(word) {
        return Some(3);
    }
    if !word.is_ascii() || word.len() < 2 {
        return None;
    }
    let all = names.into_iter().chain(&situation.synonyms);
    let fits = all.map(|name| {
        let (initials, full) = sounds(name);
        if initials.starts_with(word) {
            4
        } else if initials.contains(word) || full.contains(word) {
            5
        } else {
            u32::MAX
        }
    });
    fits.min().filter(|rank| *rank < u32::MAX)
}

/// Pinyin initials and full pinyin of a name; Latin letters and digits stay.
fn sounds(name: &str) -> (String, String) {
    let mut initials = String::new();
    let mut full = String::new();
    for (c, sound) in name.chars().zip(name.to_pinyin()) {
        match sound {
            Some(sound) => {
                initials.push_str(sound.first_letter());
                full.push_str(sound.plain());
            }
            None if c.is_ascii_alphanumeric() => {
                initials.push(c.to_ascii_lowercase());
                full.push(c.to_ascii_lowercase());
            }
            None => {}
        }
    }
    (initials, full)
}

/// The situations that the owner's words point to, the likeliest first, at most `most`: each synonym or name
/// found in the text counts by its length, half of it when other words stand in between (`电梯又停了`).
pub fn suggest<'a>(situations: &'a [Situation], said: &str, most: usize) -> Vec<&'a Situation> {
    let mut hits: Vec<(usize, &Situation)> = situations
        .iter()
        .map(|situation| {
            let weight = situation
                .synonyms
                .iter()
                .chain([&situation.name])
                .map(|word| match word.chars().count() {
                    length if said.contains(word.as_str()) => 2 * length,
                    length if length > 2 && is_spread(said, word) => length,
                    _ => 0,
                })
                .sum();
            (weight, situation)
        })
        .filter(|(weight, _)| *weight > 0)
        .collect();
    hits.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    hits.truncate(most);
    hits.into_iter().map(|(_, situation)| situation).collect()
}

/// Whether the characters of a word stand in this order in one clause, with at most [`GAP`] others in between.
fn is_spread(said: &str, word: &str) -> bool {
    let most = word.chars().count() + GAP;
    let Some(first) = word.chars().next() else { return false };
    said.match_indices(first).any(|(start, _)| {
        let clause = said[start..].chars().take(most).take_while(|c| !CLAUSE_ENDS.contains(c));
        let mut wanted = word.chars().peekable();
        for c in clause {
            wanted.next_if_eq(&c);
        }
        wanted.peek().is_none()
    })
}

/// So many characters may stand in between.
const GAP: usize = 2;
const CLAUSE_ENDS: [char; 8] = ['，', '。', '；', '！', '？', '\n', ',', '、'];
