//! Cutting text into words. The index and the query are cut by the same functions.

use pinyin::ToPinyinMulti;

use crate::domain::person::normalise_room;

/// More readings of a name than this are not kept.
const READINGS: usize = 16;

/// A piece of text: a run of Chinese characters, or a word of letters and digits in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Chinese characters without anything between.
    Chinese(Vec<char>),
    /// Letters and digits.
    Word(String),
}

/// Cuts text at everything that is neither letter nor digit, and where Chinese and other letters meet.
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut fresh = true;
    for c in text.chars().map(half_width) {
        if is_chinese(c) {
            match pieces.last_mut() {
                Some(Piece::Chinese(run)) if !fresh => run.push(c),
                _ => pieces.push(Piece::Chinese(vec![c])),
            }
        } else if c.is_alphanumeric() {
            match pieces.last_mut() {
                Some(Piece::Word(word)) if !fresh => word.extend(c.to_lowercase()),
                _ => pieces.push(Piece::Word(c.to_lowercase().collect())),
            }
        } else {
            fresh = true;
            continue;
        }
        fresh = false;
    }
    pieces
}

/// Overlapping pairs: 电梯停运 → 电梯 梯停 停运.
pub fn pairs(run: &[char]) -> Vec<String> {
    run.windows(2).map(|pair| pair.iter().collect()).collect()
}

/// The readings of a name: pinyin in full from each character on, and the initials.
pub fn readings(name: &str) -> Vec<String> {
    let mut full = vec![Vec::new()];
    for c in name.chars() {
        let Some(sounds) = c.to_pinyin_multi() else { continue };
        let mut plain: Vec<&str> = sounds.into_iter().map(|sound| sound.plain()).collect();
        plain.sort_unstable();
        plain.dedup();
        let longer = full.iter().flat_map(|reading: &Vec<&str>| {
            plain.iter().map(move |sound| [reading.as_slice(), &[*sound]].concat())
        });
        full = longer.take(READINGS).collect();
    }
    let mut words: Vec<String> = Vec::new();
    for reading in full.iter().filter(|reading| !reading.is_empty()) {
        words.extend((0..reading.len()).map(|start| reading[start..].concat()));
        words.push(reading.iter().filter_map(|sound| sound.chars().next()).collect());
    }
    words.sort_unstable();
    words.dedup();
    words
}

/// Building, unit and room of any usual notation; `None` when the text is none.
pub fn room_parts(text: &str) -> Option<Vec<String>> {
    let room = normalise_room(text);
    let parts: Vec<String> = room.split('-').map(str::to_lowercase).collect();
    let fits = (2..=3).contains(&parts.len())
        && parts.iter().all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric()));
    fits.then_some(parts)
}

/// The word that stands for a room or the beginning of one in the index.
pub fn room_word(parts: &[&str]) -> String {
    format!("r{}", parts.join("x"))
}

/// Only the digits, full-width ones made plain.
pub fn digits(text: &str) -> String {
    text.chars().map(half_width).filter(char::is_ascii_digit).collect()
}

fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

fn is_chinese(c: char) -> bool {
    matches!(c as u32, 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff) || c == '〇'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_into_runs_and_words() {
        let run = |text: &str| Piece::Chinese(text.chars().collect());
        assert_eq!(
            pieces("3号楼Ａ座，电梯𬱖 WiFi"),
            [
                Piece::Word("3".into()),
                run("号楼"),
                Piece::Word("a".into()),
                run("座"),
                run("电梯𬱖"),
                Piece::Word("wifi".into())
            ]
        );
        assert_eq!(pairs(&"电梯停".chars().collect::<Vec<_>>()), ["电梯", "梯停"]);
    }

    #[test]
    fn names_are_read_in_full_and_by_initials() {
        let words = readings("张坤");
        for word in ["zhangkun", "kun", "zk"] {
            assert!(words.contains(&word.to_owned()), "{word} in {words:?}");
        }
        assert!(readings("曾娜").contains(&"zn".to_owned()));
        assert!(readings("单雄信").contains(&"shanxiongxin".to_owned()));
        assert!(readings("Smith").is_empty());
    }

    #[test]
    fn rooms_are_taken_apart() {
        assert_eq!(room_parts("3号楼2单元1001").unwrap(), ["3", "2", "1001"]);
        assert_eq!(room_parts("B座12").unwrap(), ["b", "12"]);
        assert_eq!(room_parts("南门便利店"), None);
        assert_eq!(room_parts("1001"), None);
    }
}
