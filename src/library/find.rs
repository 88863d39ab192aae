//! Finding a situation by what is typed into a search: code, name, the owners' words and pinyin.

use pinyin::ToPinyin;

use crate::domain::reading::plain_text::folded;
use crate::library::situation::Situation;

/// The situations that fit what was typed, the best first: code, then name, then synonyms, then pinyin
/// initials or full pinyin. All words of the query must fit; an empty query gives all in their order.
pub fn find<'a, T: AsRef<Situation>>(situations: &'a [T], query: &str) -> Vec<&'a T> {
    let words: Vec<String> = folded(query).split_whitespace().map(str::to_owned).collect();
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
    folded(query).split_whitespace().all(|word| {
        let typed = word.is_ascii() && word.len() >= 2;
        texts.iter().any(|text| {
            let heard = || {
                let (initials, full) = sounds(text);
                initials.contains(word) || full.contains(word)
            };
            folded(text).contains(word) || (typed && heard())
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
