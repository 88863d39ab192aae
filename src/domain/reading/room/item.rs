//! Cutting a written room into its numbers, each with the word that says what it counts.

use crate::domain::reading::numeral;
use crate::domain::reading::plain_text;
use crate::domain::reading::room::kind::RoomKind;

/// More digits than these are no part of a room.
const LONGEST_NUMBER: usize = 5;

/// So many digits in a row are a telephone number beside the room.
const PHONE: usize = 7;

/// Sides of a floor that has two households of one number, and halves of a villa: 1001东, 12甲.
const SIDES: &str = "东南西北中左右甲乙丙丁";

/// Length of the mark that stands for a room that was made anonymous: `K1F60A9B2`.
const ANONYMOUS: usize = 9;

/// Whether a text is such a mark.
fn is_anonymous(text: &[char]) -> bool {
    matches!(text.split_first(), Some(('K', mark)) if mark.iter().all(char::is_ascii_hexdigit))
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// 期, 区, 弄.
    Phase(char),
    /// 栋, 号楼, 座.
    Building,
    /// 单元, 门, 梯.
    Unit,
    /// 层.
    Floor,
    /// 楼: a floor, or a building.
    Storey,
    /// 室, 房, 户.
    Room,
    /// 号, #: by its place.
    Number,
    /// Nothing: by its place.
    Plain,
}

/// A number of a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Without leading zeros, letters in capitals.
    pub value: String,
    /// What it counts.
    pub mark: Mark,
}

/// A room cut into its numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spelled {
    /// Its numbers, in their order.
    pub items: Vec<Item>,
    /// What kind of room the words say.
    pub kind: RoomKind,
    /// A part of the estate without a number: 东区.
    pub part: String,
    /// Words in front of the first number: the estate's name.
    pub front: String,
    /// Words behind the last number.
    pub behind: String,
    /// Words between two numbers, or numbers too long: no room.
    pub between: bool,
}

const KINDS: &[(&str, RoomKind)] = &[
    ("停车位", RoomKind::Parking),
    ("车位", RoomKind::Parking),
    ("泊位", RoomKind::Parking),
    ("地下车库", RoomKind::Parking),
    ("车库", RoomKind::Parking),
    ("地库", RoomKind::Parking),
    ("停车场", RoomKind::Parking),
    ("商业铺位", RoomKind::Shop),
    ("商铺", RoomKind::Shop),
    ("店铺", RoomKind::Shop),
    ("铺位", RoomKind::Shop),
    ("底商", RoomKind::Shop),
    ("门面", RoomKind::Shop),
    ("门市", RoomKind::Shop),
    ("铺", RoomKind::Shop),
    ("别墅区", RoomKind::Villa),
    ("别墅", RoomKind::Villa),
    ("联排", RoomKind::Villa),
];

const MARKS: &[(&str, Mark)] = &[
    ("号楼", Mark::Building),
    ("#楼", Mark::Building),
    ("#栋", Mark::Building),
    ("号栋", Mark::Building),
    ("栋楼", Mark::Building),
    ("栋", Mark::Building),
    ("幢", Mark::Building),
    ("座", Mark::Building),
    ("单元", Mark::Unit),
    ("单", Mark::Unit),
    ("梯", Mark::Unit),
    ("号门", Mark::Unit),
    ("门", Mark::Unit),
    ("楼层", Mark::Floor),
    ("层", Mark::Floor),
    ("楼", Mark::Storey),
    ("号房", Mark::Room),
    ("号室", Mark::Room),
    ("室", Mark::Room),
    ("房", Mark::Room),
    ("户", Mark::Room),
    ("号", Mark::Number),
    ("#", Mark::Number),
    ("期", Mark::Phase('期')),
    ("区", Mark::Phase('区')),
    ("弄", Mark::Phase('弄')),
];

/// Words that begin like a mark.
const NO_MARK: &[&str] =
    &["楼上", "楼下", "楼道", "楼梯", "楼顶", "门口", "门前", "门面", "门市", "房东", "房客", "户主", "区域"];

/// What may stand between two numbers of a room.
const SEPARATORS: &str = "杠-‐‑‒–—―−－ー~～〜/\\,，、.。·:：;；_+*|@=^'`";

/// Cuts a folded text.
pub fn spell(text: &[char]) -> Spelled {
    let upper: Vec<char> = text.iter().map(char::to_ascii_uppercase).collect();
    let upper = marks_joined(&upper);
    let mut cut = Cut { text: &upper, at: 0, words: String::new(), spelled: Spelled::empty() };
    cut.run();
    cut.spelled
}

/// 3 号 楼 2 单 元: a mark of two characters that was typed with a blank between.
fn marks_joined(text: &[char]) -> Vec<char> {
    let mut joined: Vec<char> = Vec::with_capacity(text.len());
    for (at, c) in text.iter().enumerate() {
        let around = joined.last().zip(text.get(at + 1));
        let within = *c == ' '
            && around
                .is_some_and(|pair| matches!(pair, ('号', '楼' | '栋' | '门' | '房' | '室') | ('单', '元')));
        if !within {
            joined.push(*c);
        }
    }
    joined
}

impl Spelled {
    fn empty() -> Self {
        Self {
            items: Vec::new(),
            kind: RoomKind::Home,
            part: String::new(),
            front: String::new(),
            behind: String::new(),
            between: false,
        }
    }
}

struct Cut<'a> {
    text: &'a [char],
    at: usize,
    /// Words since the last number.
    words: String,
    spelled: Spelled,
}

impl Cut<'_> {
    fn run(&mut self) {
        while self.at < self.text.len() {
            if let Some((length, kind)) = look_up(KINDS, self.rest()) {
                // 3栋2单元1001门面 is a home with a remark; the first word counts.
                if self.spelled.kind == RoomKind::Home {
                    self.spelled.kind = kind;
                }
                self.at += length;
            } else if let Some(length) = self.item() {
                self.at += length;
            } else if let Some(length) = self.telephone() {
                self.words.extend(&self.text[self.at..self.at + length]);
                self.at += length;
            } else {
                let c = self.text[self.at];
                let beside = |at: usize| self.text.get(at).is_some_and(char::is_ascii_digit);
                // 3一2一1001: the numeral is a dash.
                let dash = c == '一' && self.at > 0 && beside(self.at - 1) && beside(self.at + 1);
                if !(dash || c.is_whitespace() || SEPARATORS.contains(c) || c == '第') {
                    self.words.push(c);
                }
                self.at += 1;
            }
        }
        let words = std::mem::take(&mut self.words);
        let place =
            if self.spelled.items.is_empty() { &mut self.spelled.front } else { &mut self.spelled.behind };
        place.push_str(&words);
    }

    fn rest(&self) -> &[char] {
        &self.text[self.at..]
    }

    /// Length of a telephone number that begins here.
    fn telephone(&self) -> Option<usize> {
        let digits = self.rest().iter().take_while(|c| c.is_ascii_digit()).count();
        (digits >= PHONE).then_some(digits)
    }

    /// Takes a number with its mark; answers its length.
    fn item(&mut self) -> Option<usize> {
        if self.telephone().is_some() {
            return None;
        }
        let rest = self.rest();
        let (value, mut length) = number(rest, self.at.checked_sub(1).map(|before| self.text[before]))?;
        let mut value = value;
        let spaces = |from: usize| rest[from..].iter().take_while(|c| c.is_whitespace()).count();
        let gap = spaces(length);
        let mut mark = Mark::Plain;
        let behind = &rest[length + gap..];
        // 1001楼上, 1001门口: words, no marks.
        let word = NO_MARK.iter().any(|word| word.chars().zip(behind).filter(|(a, b)| a == *b).count() == 2);
        if let Some((marked, found)) = look_up(MARKS, behind).filter(|_| !word) {
            length += gap + marked;
            mark = found;
        }
        // B2西-275, B2层西区275: the side of a level belongs to it.
        let side = rest.get(length).copied().filter(|c| "东南西北".contains(*c));
        if let Some(side) = side.filter(|_| value.starts_with('B') && value.len() == 2) {
            value.push(side);
            length += 1 + usize::from(rest.get(length + 1) == Some(&'区'));
        }
        if let Some((side, taken)) =
            side_of(&rest[length..]).filter(|_| bears_side(&value, mark, &rest[length + 1..]))
        {
            value.push(side);
            length += taken;
        }
        let digits = value.chars().filter(char::is_ascii_digit).count();
        if digits > LONGEST_NUMBER && !value.starts_with('K') {
            self.spelled.between = true;
        }
        self.take_words();
        self.spelled.items.push(Item { value, mark });
        Some(length)
    }

    /// The words before a number: the estate's name in front of the first, nothing that may stand between two.
    fn take_words(&mut self) {
        let words = std::mem::take(&mut self.words);
        if !self.spelled.items.is_empty() {
            self.spelled.between |= !matches!(words.as_str(), "" | "的" | "之");
            return;
        }
        let chars: Vec<char> = words.chars().collect();
        if let [.., side, last] = chars[..] {
            let whole = chars.len() == 2 && "苑园".contains(last);
            if "东南西北中".contains(side) && (last == '区' || whole) {
                self.spelled.part = format!("{side}{last}");
            }
        }
        self.spelled.front = words;
    }
}

/// Whether a character is a side.
pub fn is_side(c: char) -> bool {
    SIDES.contains(c)
}

/// The side at the head of a text, with its length and that of 户 behind it; words that go on are none.
pub fn side_of(text: &[char]) -> Option<(char, usize)> {
    let side = text.first().copied().filter(|c| SIDES.contains(*c))?;
    let household = text.get(1).is_some_and(|c| "户室".contains(*c));
    let taken = 1 + usize::from(household);
    let behind = &text[taken..];
    let ends = behind.first().is_none_or(|c| c.is_whitespace() || SEPARATORS.contains(*c));
    (ends || look_up(KINDS, behind).is_some()).then_some((side, taken))
}

/// Whether a side behind a number belongs to it: behind a room or a floor, a villa, or at the end; a building has none.
fn bears_side(value: &str, mark: Mark, behind: &[char]) -> bool {
    let villa = look_up(KINDS, behind).is_some_and(|(_, kind)| kind == RoomKind::Villa);
    let room = match mark {
        Mark::Room | Mark::Floor | Mark::Storey => true,
        Mark::Plain | Mark::Number => value.len() >= 3,
        Mark::Building | Mark::Unit | Mark::Phase(_) => false,
    };
    villa || room
}

/// The first entry of a table that begins the text, with its length; longer words stand before their beginnings.
fn look_up<T: Copy>(table: &[(&str, T)], text: &[char]) -> Option<(usize, T)> {
    table.iter().find_map(|(word, value)| {
        let mut text = text.iter();
        let mut length = 0;
        let fits = word.chars().all(|c| {
            length += 1;
            text.next() == Some(&c)
        });
        fits.then_some((length, *value))
    })
}

/// A number at the head: digits with a letter before or behind, a letter with its mark, Chinese numerals where a room's
/// word follows. `负二`, `地下2` and a minus before a floor are levels: `B2`.
fn number(text: &[char], before: Option<char>) -> Option<(String, usize)> {
    let below = [("负", 1), ("地下", 2), ("B", 1)].into_iter().chain([("-", 1)]);
    for (word, length) in below {
        let starts = text.iter().zip(word.chars()).filter(|(a, b)| **a == *b).count() == length;
        let Some(level) = text.get(length..).and_then(numeral::take).filter(|_| starts) else { continue };
        let behind = &text[length + level.length..];
        let floor = behind.first() == Some(&'层') || behind.first() == Some(&'楼');
        let minus = word == "-" && !(floor && before.is_none());
        let letter = word == "B" && !(level.chinese && floor);
        if !minus && !letter && (floor || word == "负" || word == "地下") {
            return Some((format!("B{}", trim(&level.digits)), length + level.length));
        }
    }
    let first = *text.first()?;
    if first.is_ascii_alphabetic() {
        return lettered(text, before);
    }
    let number = numeral::take(text)?;
    let behind = &text[number.length..];
    if number.chinese {
        let dash = number.length == 1 && first == '一' && before.is_some_and(|c| c.is_ascii_digit());
        if dash && behind.first().is_some_and(char::is_ascii_digit) {
            return None;
        }
        // 三栋, 一〇〇一: not the 五一 of 五一花园.
        let marked = look_up(MARKS, behind).is_some();
        let opens = marked || before.is_none_or(|c| !plain_text::is_chinese(c) || is_mark(c));
        let closes = marked
            || look_up(KINDS, behind).is_some()
            || side_of(behind).is_some()
            || behind.first().is_none_or(|c| {
                c.is_whitespace() || SEPARATORS.contains(*c) || c.is_ascii_digit() || *c == '第'
            });
        if !(opens && closes) {
            return None;
        }
        return Some((trim(&number.digits), number.length));
    }
    // 1001A: a letter behind belongs to it, but not the A of A座.
    let suffix = behind.first().filter(|c| c.is_ascii_alphabetic());
    let own =
        suffix.filter(|_| behind.get(1).is_none_or(|next| !next.is_ascii_alphanumeric() && *next != '座'));
    let mut value = trim(&number.digits);
    value.extend(own);
    Some((value, number.length + usize::from(own.is_some())))
}

/// `A`, `A12`: a letter alone only where a room's word or a mark follows.
fn lettered(text: &[char], before: Option<char>) -> Option<(String, usize)> {
    let letter = *text.first()?;
    if before.is_some_and(|c| c.is_ascii_alphabetic()) {
        return None;
    }
    let behind = &text[1..];
    if let Some(mark) = text.get(..ANONYMOUS).filter(|mark| is_anonymous(mark)) {
        return Some((mark.iter().collect(), ANONYMOUS));
    }
    let digits = behind.iter().take(LONGEST_NUMBER + 1).take_while(|c| c.is_ascii_digit()).count();
    if digits > 0 {
        let value: String = text[..=digits].iter().collect();
        return Some((value, 1 + digits));
    }
    let alone = behind.first().is_none_or(|c| SEPARATORS.contains(*c) || c.is_whitespace())
        || look_up(KINDS, behind).is_some()
        || look_up(MARKS, behind)
            .is_some_and(|(_, mark)| mark != Mark::Number || behind.first() == Some(&'#'));
    alone.then(|| (letter.to_string(), 1))
}

fn is_mark(c: char) -> bool {
    "楼栋幢座单元梯门层室房户号期区弄第杠".contains(c)
}

fn trim(digits: &str) -> String {
    let trimmed = digits.trim_start_matches('0');
    if trimmed.is_empty() { "0".to_owned() } else { trimmed.to_owned() }
}
