//! Cutting text into words. The index and the query are cut by the same functions.
//!
//! Text is folded first, so that writings that mean the same are the same: full-width forms, capital letters, radicals
//! that stand for a character, marks without a width. Then every character counts, punctuation too: text is a row of
//! overlapping pairs, and a question of two characters or more is a phrase of pairs, which stands in the index exactly
//! where the text stands in the case.

use pinyin::ToPinyinMulti;
use unicode_normalization::UnicodeNormalization;

use crate::domain::reading::room;

/// More readings of a name than this are not kept.
const READINGS: usize = 16;
/// Stands after the last character of a run, so that no phrase goes on into the next.
const END: char = '\u{e1ff}';
/// The tokenizer takes the marks of ASCII for gaps; they are written as characters that nobody types.
const MARKS: u32 = 0xe000;
/// Where those characters go if somebody types them all the same.
const TYPED_MARKS: u32 = 0xf_0000;

/// The runs of text between blanks, folded.
pub fn runs(text: &str) -> Vec<Vec<char>> {
    let mut runs = vec![Vec::new()];
    let mut add = |c: char| match c {
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{feff}' => {}
        c if c.is_whitespace() || c.is_control() => runs.push(Vec::new()),
        c => {
            if let Some(run) = runs.last_mut() {
                run.push(c);
            }
        }
    };
    if text.chars().all(|c| plain(c).is_some()) {
        text.chars().filter_map(plain).for_each(&mut add);
    } else {
        text.nfkc().flat_map(char::to_lowercase).for_each(&mut add);
    }
    runs.retain(|run| !run.is_empty());
    runs
}

/// A character as it is folded, of those that every Chinese text is full of and that fold by themselves whatever stands
/// beside them. Looking up the others takes much longer.
fn plain(c: char) -> Option<char> {
    match c {
        '\0'..='\u{7f}' => Some(c.to_ascii_lowercase()),
        '\u{4e00}'..='\u{9fff}' | '、' | '。' | '《' | '》' | '“' | '”' | '—' => Some(c),
        // Full-width forms, which are those of ASCII moved.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).map(|c| c.to_ascii_lowercase()),
        _ => None,
    }
}

/// The pairs of a run as the index holds them, the last character with the end.
pub fn pairs(run: &[char]) -> impl Iterator<Item = [char; 2]> + '_ {
    let seconds = run.iter().skip(1).copied().map(Some).chain([None]);
    run.iter().zip(seconds).map(|(first, second)| [token(*first), second.map_or(END, token)])
}

/// The pairs of a question: none after its last character, which the text may go on after.
pub fn phrase(run: &[char]) -> String {
    let pairs: Vec<String> =
        run.windows(2).map(|pair| pair.iter().map(|c| token(*c)).collect::<String>()).collect();
    pairs.join(" ")
}

/// A character as a token holds it.
pub fn token(c: char) -> char {
    let code = match c as u32 {
        code if c.is_ascii() && !c.is_ascii_alphanumeric() => MARKS + code,
        code @ MARKS..=0xe1ff => code - MARKS + TYPED_MARKS,
        code => code,
    };
    char::from_u32(code).unwrap_or(c)
}

/// Digits as overlapping threes: 13900 → 139 390 900. Fewer than three are nothing.
pub fn threes(digits: &str) -> String {
    overlapping(digits, 3)
}

/// How many digits in a row stand in the index by themselves: so many are seldom the same in two numbers.
pub const SIX: usize = 6;

/// Digits as overlapping sixes. Fewer than six are nothing.
pub fn sixes(digits: &str) -> String {
    overlapping(digits, SIX)
}

fn overlapping(digits: &str, length: usize) -> String {
    let digits: Vec<char> = digits.chars().collect();
    let parts: Vec<String> = digits.windows(length).map(|part| part.iter().collect()).collect();
    parts.join(" ")
}

/// The readings of a name: pinyin in full from each character on, and the initials. 吕 is read lü, written as lv, lu
/// and lyu too.
pub fn readings(name: &str) -> Vec<String> {
    let mut full: Vec<Vec<String>> = vec![Vec::new()];
    for c in name.nfkc() {
        let Some(sounds) = c.to_pinyin_multi() else { continue };
        let mut plain: Vec<String> = sounds.into_iter().flat_map(|sound| spellings(sound.plain())).collect();
        plain.sort_unstable();
        plain.dedup();
        let longer = full.iter().flat_map(|reading| {
            plain.iter().map(move |sound| [reading.as_slice(), std::slice::from_ref(sound)].concat())
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

/// How a syllable is typed.
fn spellings(sound: &str) -> Vec<String> {
    if sound.contains('ü') || (sound.contains('v') && sound.starts_with(['l', 'n'])) {
        ["ü", "v", "u", "yu"].iter().map(|vowel| sound.replace(['ü', 'v'], vowel)).collect()
    } else {
        vec![sound.to_owned()]
    }
}

/// Building, unit and room of any usual notation, or two of them; `None` when the text is none.
fn room_parts(text: &str) -> Option<Vec<String>> {
    let place = room::place(text)?;
    let parts =
        [place.building, place.unit, place.second, place.number].into_iter().filter(|part| !part.is_empty());
    let parts: Vec<String> = parts.map(|part| part.to_lowercase()).collect();
    let fits = (2..=3).contains(&parts.len()) && parts.iter().all(|part| is_part(part));
    fits.then_some(parts)
}

fn is_part(part: &str) -> bool {
    !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric())
}

/// What stands in the index for a room: whole, and each part by which somebody may ask for it.
pub fn room_words(text: &str) -> Vec<String> {
    let Some(parts) = room_parts(text) else { return Vec::new() };
    match parts.as_slice() {
        [building, unit, room] => vec![
            format!("b{building}"),
            format!("b{building}u{unit}"),
            format!("b{building}u{unit}n{room}"),
            format!("b{building}n{room}"),
            format!("u{unit}"),
            format!("n{room}"),
        ],
        // Which of the two the second is nobody knows.
        [building, second] => vec![
            format!("b{building}"),
            format!("b{building}u{second}"),
            format!("b{building}n{second}"),
            format!("u{second}"),
            format!("n{second}"),
        ],
        _ => Vec::new(),
    }
}

/// The words of which one must stand in the index when somebody asks for a room or a part of one; empty when the text
/// is neither.
pub fn asked_rooms(text: &str) -> Vec<String> {
    let folded: String = text.nfkc().flat_map(char::to_lowercase).collect();
    let part = |endings: &[&str]| {
        let bare = endings.iter().find_map(|ending| folded.strip_suffix(ending));
        bare.filter(|bare| is_part(bare)).map(str::to_owned)
    };
    if let Some(building) = part(&["号楼", "栋", "幢", "座", "楼", "#"]) {
        return vec![format!("b{building}")];
    }
    if let Some(room) = part(&["室", "房", "户", "号房"]) {
        return vec![format!("n{room}")];
    }
    if let Some(unit) = part(&["单元", "门", "梯"]) {
        return vec![format!("u{unit}")];
    }
    match room_parts(&folded).as_deref() {
        Some([building, unit]) if folded.ends_with("单元") => vec![format!("b{building}u{unit}")],
        Some([building, second]) => vec![format!("b{building}u{second}"), format!("b{building}n{second}")],
        Some([building, unit, room]) => vec![format!("b{building}u{unit}n{room}")],
        _ => Vec::new(),
    }
}

/// Only the digits, full-width ones made plain.
pub fn digits(text: &str) -> String {
    text.nfkc().filter(char::is_ascii_digit).collect()
}

/// A telephone number without the country in front.
pub fn local(digits: &str) -> &str {
    let rest = digits.strip_prefix("0086").or_else(|| digits.strip_prefix("86"));
    rest.filter(|rest| rest.len() == 11 && rest.starts_with('1')).unwrap_or(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_folded_and_cut_at_blanks() {
        let words = |text| runs(text).iter().map(|run| run.iter().collect()).collect::<Vec<String>>();
        assert_eq!(words("３号楼Ａ座，电梯𬱖\u{200b}坏　了\n⼀天"), ["3号楼a座,电梯𬱖坏", "了", "一天"]);
        let run: Vec<char> = "电梯,".chars().collect();
        assert_eq!(
            pairs(&run).collect::<Vec<_>>(),
            [['电', '梯'], ['梯', '\u{e02c}'], ['\u{e02c}', '\u{e1ff}']]
        );
        assert_eq!(phrase(&run), "电梯 梯\u{e02c}");
        assert_eq!(threes("13900"), "139 390 900");
    }

    #[test]
    fn a_plain_character_is_folded_as_the_tables_say() {
        for (c, folded) in ('\0'..=char::MAX).filter_map(|c| Some((c, plain(c)?))) {
            // None goes together with a neighbour.
            let by_the_tables: String = format!("A{c}一{c}").nfkc().flat_map(char::to_lowercase).collect();
            assert_eq!(by_the_tables, format!("a{folded}一{folded}"), "{c:?}");
        }
    }

    #[test]
    fn names_are_read_in_full_and_by_initials() {
        let words = readings("张坤");
        for word in ["zhangkun", "kun", "zk"] {
            assert!(words.contains(&word.to_owned()), "{word} in {words:?}");
        }
        for word in ["lvmin", "lumin", "lyumin", "lümin", "lm"] {
            assert!(readings("吕敏").contains(&word.to_owned()), "{word} in {:?}", readings("吕敏"));
        }
        assert!(readings("曾娜").contains(&"zn".to_owned()));
        assert!(readings("单雄信").contains(&"shanxiongxin".to_owned()));
        assert!(readings("Smith").is_empty());
    }

    #[test]
    fn rooms_are_asked_for_whole_and_by_part() {
        let room = room_words("3号楼2单元1001");
        for asked in ["3-2-1001", "３＃２－１００１", "3#1001", "3-2", "3号楼", "3栋2单元", "1001室", "2单元"]
        {
            assert!(asked_rooms(asked).iter().any(|word| room.contains(word)), "{asked}");
        }
        for asked in ["4-2", "13号楼", "001室", "南门便利店", "1001", "电梯", "3"] {
            assert!(!asked_rooms(asked).iter().any(|word| room.contains(word)), "{asked}");
        }
        assert!(room_words("B座12").contains(&"bbn12".to_owned()));
    }

    #[test]
    fn the_country_before_a_number_is_left_out() {
        assert_eq!(local("8613900008316"), "13900008316");
        assert_eq!(local("075500001298"), "075500001298");
        assert_eq!(local("8612345"), "8612345");
    }
}
