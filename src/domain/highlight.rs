//! Where the words of a question stand in a text, whatever the writing of both: to be marked for the eye.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::domain::reading::plain_text;

/// The characters of a text at which words of the question stand, from left to right, none twice.
pub fn marks(text: &str, question: &str) -> Vec<Range<usize>> {
    let (folded, places): (Vec<char>, Vec<usize>) = folded(text).unzip();
    let question: Vec<char> = folded_text(question);
    let mut marked = vec![false; text.chars().count()];
    for word in question.split(|c| c.is_whitespace()).filter(|word| !word.is_empty()) {
        for (start, _) in folded.windows(word.len()).enumerate().filter(|(_, part)| *part == word) {
            for place in &places[start..start + word.len()] {
                marked[*place] = true;
            }
        }
    }
    ranges(&marked)
}

/// The part of a text around the first word of the question, no longer than so many characters; the whole of a short text.
/// `None` when no word stands in it.
pub fn excerpt(text: &str, question: &str, length: usize) -> Option<String> {
    let first = marks(text, question).into_iter().next()?;
    let chars: Vec<char> = text.chars().collect();
    if chars.len() <= length {
        return Some(text.to_owned());
    }
    // A few characters before tell what it is about.
    let start = first.start.saturating_sub(length / 4).min(chars.len() - length);
    let part: String = chars[start..start + length].iter().collect();
    Some(if start > 0 { format!("…{part}") } else { part })
}

/// Each folded character with the place of the one that it came from.
fn folded(text: &str) -> impl Iterator<Item = (char, usize)> + '_ {
    text.chars().enumerate().filter(|(_, c)| !plain_text::is_invisible(*c)).flat_map(|(place, c)| {
        let plain = std::iter::once(plain_text::radical(c)).nfkc().flat_map(char::to_lowercase);
        plain.map(move |c| (c, place)).collect::<Vec<_>>()
    })
}

fn folded_text(text: &str) -> Vec<char> {
    folded(text).map(|(c, _)| c).collect()
}

fn ranges(marked: &[bool]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (place, _) in marked.iter().enumerate().filter(|(_, marked)| **marked) {
        match ranges.last_mut().filter(|range| range.end == place) {
            Some(range) => range.end = place + 1,
            None => ranges.push(place..place + 1),
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_marked_in_every_writing() {
        for (text, question, marked) in [
            ("电梯又停运了", "电梯", "[电梯]又停运了"),
            ("３号楼Ａ座", "3号楼 a座", "[３号楼Ａ座]"),
            ("电\u{200b}梯停", "电梯", "[电\u{200b}梯]停"),
            ("水管漏水", "水", "[水]管漏[水]"),
            ("哈哈哈", "哈哈", "[哈哈哈]"),
            ("㎡的价", "m2", "[㎡]的价"),
            ("⼀天", "一天", "[⼀天]"),
            ("⻢建国", "马建", "[⻢建]国"),
            ("电梯", "水", "电梯"),
            ("电梯", "", "电梯"),
        ] {
            let chars: Vec<char> = text.chars().collect();
            let mut shown = String::new();
            let mut at = 0;
            for range in marks(text, question) {
                shown.extend(&chars[at..range.start]);
                shown.push('[');
                shown.extend(&chars[range.clone()]);
                shown.push(']');
                at = range.end;
            }
            shown.extend(&chars[at..]);
            // A mark without a width lies within or before; what one sees is the same.
            let seen = |text: &str| text.replace('\u{200b}', "");
            assert_eq!(seen(&shown).replace("][", ""), seen(marked), "{text} {question}");
        }
    }

    #[test]
    fn an_excerpt_shows_the_word_with_a_little_before() {
        let long = format!("{}门禁卡刷不开{}", "前".repeat(60), "后".repeat(60));
        let part = excerpt(&long, "门禁", 24).unwrap();
        assert_eq!(part.chars().count(), 25);
        assert!(part.starts_with("…前") && part.contains("门禁卡刷不开"));
        assert_eq!(excerpt("门禁坏了", "门禁", 24).as_deref(), Some("门禁坏了"));
        assert_eq!(excerpt(&long, "电梯", 24), None);
    }
}
