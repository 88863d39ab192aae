//! Cutting text into words. The index and the query are cut by the same functions.
//!
//! Text is folded first, so that writings that mean the same are the same: full-width forms, capital letters, radicals
//! that stand for a character, marks without a width. Then every character counts, punctuation too: text is a row of
//! overlapping pairs, and a question of two characters or more is a phrase of pairs, which stands in the index exactly
//! where the text stands in the case.

use pinyin::ToPinyinMulti;

use crate::domain::reading::room::{self, RoomKind};
use crate::domain::reading::{phone, plain_text};

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
        plain_text::plain(text).chars().flat_map(char::to_lowercase).for_each(&mut add);
    }
    runs.retain(|run| !run.is_empty());
    runs
}

/// A character as it is folded, of those that every Chinese text is full of and that fold by themselves whatever stands
/// beside them. Looking up the others takes much longer.
fn plain(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\r' | ' '..='\u{7e}' => Some(c.to_ascii_lowercase()),
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
    for c in plain_text::plain(name).chars() {
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

/// What of a home is written: building, unit, number; where only two numbers stand nobody knows whether the second is a
/// unit.
struct Parts {
    building: String,
    unit: String,
    number: String,
    /// Whether the number may be a unit.
    open: bool,
}

/// The parts of a home in any usual notation; `None` when the text names none.
fn parts(text: &str) -> Option<Parts> {
    let small = |part: String| part.to_lowercase();
    if let Some(read) = room::read(text).value() {
        let (home, open) = (read.room.kind == RoomKind::Home, read.room.unit.is_empty());
        let [building, unit, number] = [read.room.building, read.room.unit, read.room.number].map(small);
        return home.then_some(Parts { building, unit, number, open });
    }
    let place = room::place(text)?;
    let open = !place.second.is_empty();
    let number = if open { place.second } else { place.number };
    let [building, unit, number] = [place.building, place.unit, number].map(small);
    Some(Parts { building, unit, number, open })
}

/// A shop, a villa or a parking space as one word, and by its number alone.
fn apart(text: &str) -> Option<[String; 2]> {
    let room = room::read(text).value().map(|read| read.room).filter(|room| room.kind != RoomKind::Home)?;
    let alone = room::Room { phase: String::new(), building: String::new(), ..room.clone() };
    Some([room, alone].map(|room| format!("w{}", room.to_string().to_lowercase().replace('-', "x"))))
}

impl Parts {
    /// As one word, every part with its letter.
    fn word(&self, unit: &str, number: &str) -> String {
        let part = |letter: &str, part: &str| {
            if part.is_empty() { String::new() } else { format!("{letter}{part}") }
        };
        format!("{}{}{}", part("b", &self.building), part("u", unit), part("n", number))
    }
}

/// What stands in the index for a room: whole, and each part by which somebody may ask for it.
pub fn room_words(text: &str) -> Vec<String> {
    if let Some(words) = apart(text) {
        return words.to_vec();
    }
    let Some(parts) = parts(text) else { return Vec::new() };
    // Who leaves out the side of 1001东 asks for both.
    let bare = parts.number.trim_end_matches(|c: char| !c.is_ascii()).to_owned();
    let nameless =
        Parts { building: String::new(), unit: parts.unit.clone(), number: String::new(), open: false };
    let mut words: Vec<String> = Vec::new();
    for named in [&parts, &nameless] {
        for number in ["", &parts.number, &bare] {
            words.extend([named.word("", number), named.word(&parts.unit, number)]);
        }
        if parts.open {
            words.push(named.word(&parts.number, ""));
        }
    }
    words.retain(|word| !word.is_empty());
    words.sort_unstable();
    words.dedup();
    words
}

/// Marks at the end of a part of a house that somebody asks for: 3栋, 3#, 2单元, 1001室. A number with 号 may be anything.
const MARKS_OF_PARTS: &str = "栋幢座楼#室房户元门梯";

/// The words of which one must stand in the index when somebody asks for a room or a part of one; empty when the text
/// is neither, or says more than that.
pub fn asked_rooms(text: &str) -> Vec<String> {
    let folded = plain_text::folded(text);
    let begins = |c: char| c.is_ascii_alphanumeric() || "第一二三四五六七八九十商车别铺底负地".contains(c);
    let more = room::read(&folded).value().is_some_and(|read| !read.remark.is_empty());
    if !folded.starts_with(begins) || more {
        return Vec::new();
    }
    if let Some([word, _]) = apart(&folded) {
        return vec![word];
    }
    // 3楼 is a building here: who looks for a floor looks for what was said of it.
    let storey = || parts(&format!("{}栋", folded.strip_suffix('楼')?));
    let Some(parts) = parts(&folded).or_else(storey) else { return Vec::new() };
    let filled =
        [&parts.building, &parts.unit, &parts.number].into_iter().filter(|part| !part.is_empty()).count();
    let marked = folded.ends_with(|c| MARKS_OF_PARTS.contains(c));
    match filled {
        0 => Vec::new(),
        1 if !marked => Vec::new(),
        _ if parts.open => vec![parts.word(&parts.number, ""), parts.word("", &parts.number)],
        _ => vec![parts.word(&parts.unit, &parts.number)],
    }
}

/// Only the digits, full-width ones made plain.
pub fn digits(text: &str) -> String {
    plain_text::plain(text).chars().filter(char::is_ascii_digit).collect()
}

/// The digits under which a telephone number may stand that somebody types: as typed, without what is dialled in front of
/// it from elsewhere, and without its area code.
pub fn dialled(digits: &str) -> Vec<String> {
    let mut all = vec![digits.to_owned()];
    if let Some(phone) = phone::read_one(digits) {
        all.extend([
            phone.number.trim_start_matches('+').to_owned(),
            phone.key().trim_start_matches('+').to_owned(),
        ]);
    }
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

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
        for asked in [
            "3-2-1001",
            "３＃２－１００１",
            "3#1001",
            "3-2",
            "3号楼",
            "3栋2单元",
            "1001室",
            "2单元",
            "三号楼",
            "第3栋",
            "第三栋",
            "3#楼",
            "3#",
            "3楼",
            "三号楼1001",
            "第3栋1001室",
            "三号楼二单元",
            "2单元1001",
        ] {
            assert!(asked_rooms(asked).iter().any(|word| room.contains(word)), "{asked}");
        }
        for asked in [
            "4-2",
            "13号楼",
            "001室",
            "南门便利店",
            "1001",
            "电梯",
            "3",
            "3号",
            "三",
            "3-2-1001漏水",
            "四号楼",
            "水费1001室",
            "3-2-1001东",
        ] {
            assert!(!asked_rooms(asked).iter().any(|word| room.contains(word)), "{asked}");
        }
        assert!(room_words("B座12").contains(&"bbn12".to_owned()));
        for (stored, asked, found) in [
            ("3-2-1001东", "1001室", true),
            ("3-2-1001东", "3-2-1001", true),
            ("3-2-1001东", "3-2-1001东户", true),
            ("3-2-1001东", "3-2-1001西", false),
            ("车位B2-123", "B2层123号车位", true),
            ("车位B2-123", "负二层123车位", true),
            ("车位B2-123", "123号车位", true),
            ("车位B2-123", "B2-12", false),
            ("别墅12A", "12栋A别墅", true),
            ("别墅12A", "12栋B别墅", false),
            ("商铺A06", "A06号商铺", true),
            ("3栋", "三号楼", true),
        ] {
            let words = room_words(stored);
            let hit = asked_rooms(asked).iter().any(|word| words.contains(word));
            assert_eq!(hit, found, "{stored} {asked}: {words:?} {:?}", asked_rooms(asked));
        }
    }

    #[test]
    fn what_is_dialled_in_front_of_a_number_is_left_out() {
        assert_eq!(dialled("8613900008316"), ["8613900008316", "13900008316"]);
        assert_eq!(dialled("013900008316"), ["013900008316", "13900008316"]);
        assert_eq!(dialled("0085212345678"), ["0085212345678", "85212345678"]);
        assert_eq!(dialled("075500001298"), ["075500001298", "00001298"]);
        assert_eq!(dialled("8612345"), ["8612345"]);
    }
}
