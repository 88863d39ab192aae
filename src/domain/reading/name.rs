//! Names as people write them: `陈建国`, `欧阳`, `老王`, `13栋陈姐`, `陈太太（租户）`, `阿依古丽·买买提`, `张　三`. Which part is
//! the surname, how the person is spoken to, and whether two writings may be the same person.

mod role;
mod surname;

use crate::domain::code::Title;
use crate::domain::reading::name::role::{is_role, kin_behind, role_ahead, role_behind, role_within};
use crate::domain::reading::{plain_text, plate};

/// More characters than these are looked at no further.
pub const LONGEST: usize = 60;

/// A name taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Name {
    /// The name in one writing, without remarks, room, honorific: `陈建国`, `陈` of 陈太太; empty for a word of a role.
    pub person: String,
    /// The surname; empty when it cannot be told: the whole name is said then.
    pub surname: String,
    /// Whether more than a surname is known.
    pub full: bool,
    /// 先生, 太太, 姐 …, as written; empty when there was none.
    pub honorific: String,
    /// What the honorific says of the title.
    pub title: Option<Title>,
    /// What stood in brackets: `租户`, `女儿代`.
    pub remark: String,
    /// Households of `9栋等16户（代表：杜书然）`.
    pub households: Option<u32>,
}

/// Honorifics behind a surname or name, longer ones first, and the title that they tell.
const HONORIFICS: &[(&str, Option<Title>)] = &[
    ("老爷子", Some(Title::Mr)),
    ("老爷爷", Some(Title::Mr)),
    ("老大爷", Some(Title::Mr)),
    ("老太太", Some(Title::Ms)),
    ("老奶奶", Some(Title::Ms)),
    ("老阿姨", Some(Title::Ms)),
    ("老师傅", None),
    ("董事长", None),
    ("老伯", Some(Title::Mr)),
    ("老太", Some(Title::Ms)),
    ("先生", Some(Title::Mr)),
    ("女士", Some(Title::Ms)),
    ("小姐", Some(Title::Ms)),
    ("太太", Some(Title::Ms)),
    ("夫人", Some(Title::Ms)),
    ("阿姨", Some(Title::Ms)),
    ("大妈", Some(Title::Ms)),
    ("大姐", Some(Title::Ms)),
    ("大娘", Some(Title::Ms)),
    ("奶奶", Some(Title::Ms)),
    ("婆婆", Some(Title::Ms)),
    ("姐姐", Some(Title::Ms)),
    ("妈妈", Some(Title::Ms)),
    ("爷爷", Some(Title::Mr)),
    ("叔叔", Some(Title::Mr)),
    ("伯伯", Some(Title::Mr)),
    ("大爷", Some(Title::Mr)),
    ("大叔", Some(Title::Mr)),
    ("大哥", Some(Title::Mr)),
    ("爸爸", Some(Title::Mr)),
    ("老板娘", Some(Title::Ms)),
    ("老师", None),
    ("师傅", None),
    ("老板", None),
    ("经理", None),
    ("总监", None),
    ("主任", None),
    ("主管", None),
    ("队长", None),
    ("组长", None),
    ("科长", None),
    ("处长", None),
    ("局长", None),
    ("所长", None),
    ("部长", None),
    ("院长", None),
    ("校长", None),
    ("站长", None),
    ("书记", None),
    ("管家", None),
    ("干事", None),
    ("会计", None),
    ("记者", None),
    ("医生", None),
    ("律师", None),
    ("教授", None),
    ("警官", None),
    ("店长", None),
    ("同志", None),
    ("工程师", None),
    ("某某", None),
    ("某", None),
    ("太", Some(Title::Ms)),
    ("老", None),
    ("董", None),
    ("姐", Some(Title::Ms)),
    ("姨", Some(Title::Ms)),
    ("婶", Some(Title::Ms)),
    ("嫂", Some(Title::Ms)),
    ("哥", Some(Title::Mr)),
    ("叔", Some(Title::Mr)),
    ("伯", Some(Title::Mr)),
    ("总", None),
    ("工", None),
];

/// Words of a firm.
const FIRMS: [&str; 4] = ["公司", "个体", "工商户", "商行"];

/// Takes a name apart.
pub fn read(text: &str) -> Name {
    let cut: String = text.chars().take(LONGEST).collect();
    let plain: Vec<char> =
        plain_text::plain(&cut).chars().map(|c| if plain_text::is_break(c) { ' ' } else { c }).collect();
    let (outside, inside) = without_brackets(&plain);
    if let Some(households) = households(&outside) {
        let person = represented(&inside);
        let person = person.as_deref().unwrap_or_else(|| outside.split('等').next().unwrap_or_default());
        return Name {
            households: Some(households),
            remark: outside.trim().to_owned(),
            ..read_person(person)
        };
    }
    Name { remark: inside, ..read_person(&outside) }
}

/// A number or a room that somebody put beside the name is no part of it: `张三 13900000001`, `李女士-租户`, `张三-3栋`.
fn without_numbers(text: &str) -> String {
    let mut kept = String::new();
    let mut digits = String::new();
    for c in text.chars().chain([' ']) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if digits.len() < PHONE {
            kept.push_str(&digits);
        }
        digits.clear();
        kept.push(c);
    }
    let dash = |c: char| "-－—–_".contains(c);
    let kept = kept.trim_matches(|c: char| c.is_whitespace() || dash(c));
    let Some((first, rest)) = kept.split_once(dash) else { return kept.to_owned() };
    let letters: Vec<char> = first.trim().chars().collect();
    let beside = |part: &str| {
        let part: Vec<char> = part.trim().chars().collect();
        is_role(&part) || part.iter().any(char::is_ascii_digit)
    };
    let named = letters.first().is_some_and(|c| plain_text::is_chinese(*c)) && !is_role(&letters);
    if named && rest.split(dash).all(beside) { first.trim().to_owned() } else { kept.to_owned() }
}

/// So many digits in a row are a telephone number.
const PHONE: usize = 7;

/// How the person is spoken to: `陈先生`, `阿依古丽·买买提女士`, a word of a role as `先生`; without a title a name of which
/// nothing tells it stays as it is, a bare role is nothing to say.
pub fn address(text: &str, title: Option<Title>) -> Option<String> {
    let name = read(text);
    let label = told(title, &name).map(Title::label);
    let short = if name.surname.is_empty() { &name.person } else { &name.surname };
    match (label, name.person.is_empty()) {
        (Some(label), true) => Some(label.to_owned()),
        (Some(label), false) => Some(format!("{short}{label}")),
        (None, true) => None,
        (None, false) => Some(format!("{}{}", name.person, name.honorific)),
    }
}

/// The surname of a name, or the whole of it where it cannot be told: `陈建国` → `陈`, `欧阳娜` → `欧阳`.
pub fn surname(text: &str) -> String {
    let name = read(text);
    if name.surname.is_empty() { name.person } else { name.surname }
}

/// A name in one writing, to find it and to compare it: `张　三` and `张三（租户）` are `张三`, `陈女士` stays `陈女士`.
pub fn key(text: &str) -> String {
    let name = read(text);
    format!("{}{}", name.person, name.honorific)
}

/// The names of a field that may hold several, as joint owners: `扎西顿珠,刘锦倩`, `刘祎涛 许家波`.
pub fn several(text: &str) -> Vec<String> {
    let cut: String = text.chars().take(LONGEST * 4).collect();
    let plain = plain_text::plain(&cut);
    let mark = |c: char| ",，、;；/\\|&".contains(c) || plain_text::is_break(c);
    let each = |word: &&str| {
        let chars: Vec<char> = word.chars().collect();
        (2..=4).contains(&chars.len())
            && !surname::of(&chars).is_empty()
            && chars.iter().all(|c| plain_text::is_chinese(*c))
    };
    let mut names = Vec::new();
    let parts = plain.split(mark).flat_map(|part| {
        // 和 joins two people, or stands in the name of a firm.
        let people: Vec<&str> = part.split('和').map(str::trim).collect();
        if people.len() > 1 && people.iter().all(each) { people } else { vec![part] }
    });
    for part in parts.map(str::trim).filter(|part| !part.is_empty()) {
        let words: Vec<&str> = part.split_whitespace().collect();
        if words.len() > 1 && words.iter().all(each) && !surname::is_compound(words[0]) {
            names.extend(words.iter().map(|word| (*word).to_owned()));
        } else {
            names.push(part.to_owned());
        }
    }
    names
}

/// Whether two names may be one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// Both are full names, and the same.
    Same,
    /// Nothing speaks against it: 陈先生 and 陈建国, or one is not known.
    Possible,
    /// Another person.
    Other,
}

/// Compares two people by name, as it was read, and title; an empty name is not known.
pub fn likeness(one: (&Name, Option<Title>), other: (&Name, Option<Title>)) -> Likeness {
    let (a, b) = (one.0, other.0);
    let titles = (told(one.1, a), told(other.1, b));
    if a.full && b.full {
        return if fold_case(&a.person) == fold_case(&b.person) { Likeness::Same } else { Likeness::Other };
    }
    if matches!(titles, (Some(one), Some(other)) if one != other) {
        return Likeness::Other;
    }
    let unknown = a.person.is_empty() || b.person.is_empty();
    if unknown || a.surname == b.surname { Likeness::Possible } else { Likeness::Other }
}

/// The title that was chosen, else the one that the honorific tells.
fn told(title: Option<Title>, name: &Name) -> Option<Title> {
    title.filter(|title| matches!(title, Title::Mr | Title::Ms)).or(name.title)
}

fn fold_case(text: &str) -> String {
    text.to_lowercase()
}

/// A name without brackets, read until what is left of odd marks and places does not change any more.
fn read_person(text: &str) -> Name {
    let mut name = person_once(text);
    for _ in 0..LONGEST {
        let again = person_once(&format!("{}{}", name.person, name.honorific));
        if again.person == name.person {
            break;
        }
        name = again;
    }
    name
}

fn person_once(text: &str) -> Name {
    let person = one_writing(&without_numbers(text));
    // 、/ and the like part joint owners: the first is spoken to.
    let first = several(&person).into_iter().next().unwrap_or_default();
    let mut rest: Vec<char> = without_numbers(without_place(&first)).chars().collect();
    if let Some(named) = without_lead(&rest) {
        rest = named;
    }
    // 302的刘姐, 装修公司的王师傅: who it is stands behind; 陈先生的女儿: somebody else.
    if let Some(at) = rest.iter().position(|c| *c == '的') {
        let behind = rest.split_off(at + 1);
        rest.pop();
        if !(rest.is_empty() || is_role(&rest) || is_somewhere(&rest)) {
            return role(&behind);
        }
        rest = behind;
    }
    let rest = without_roles(&rest);
    if rest.is_empty() || is_role(rest) {
        return role(rest);
    }
    // 业主姓王, 物业那个姓李的: the name is told behind.
    let told = without_lead(rest);
    let rest = told.as_deref().unwrap_or(rest);
    // 王先生爱人, 张三家属: somebody else.
    if let Some(kin) = kin_behind(rest).filter(|kin| begins_like_a_name(&rest[..rest.len() - kin.len()])) {
        return role(kin);
    }
    named(rest)
}

/// What is left behind the words for where and who somebody is – 业主陈先生, 物业公司老王, 小区保安老李, 万科物业王经理 – where a
/// name begins there; the whole where none does.
fn without_roles(chars: &[char]) -> &[char] {
    let mark = |c: &&char| " :-·".contains(**c);
    let mut rest = chars;
    while let Some(length) = role_ahead(rest) {
        let behind = &rest[length + rest[length..].iter().take_while(mark).count()..];
        // 店长 may be the honorific of somebody, 老板娘 nobody's name.
        let goes_on =
            begins_like_a_name(behind) || role_ahead(behind).is_some() || without_lead(behind).is_some();
        // 安保国 is somebody's name.
        let one_name =
            behind.len() == 1 && role::begins_names(&rest[..length]) && !surname::of(rest).is_empty();
        if !goes_on || one_name {
            break;
        }
        rest = behind;
    }
    if is_role(rest) || begins_like_a_name(rest) && without_honorific(rest).0.len() <= LONGEST_NAME {
        return rest;
    }
    // 万科物业王经理, 花店老板小李: what they belong to is no word of ours.
    let behind = role_within(rest).map(|at| &rest[at + rest[at..].iter().take_while(mark).count()..]);
    behind.filter(|behind| !behind.is_empty() && begins_like_a_name(behind)).unwrap_or(rest)
}

/// A house or a floor and no more: 302, 3栋, 车位302.
fn is_somewhere(chars: &[char]) -> bool {
    without_place(&chars.iter().collect::<String>()).is_empty()
}

/// More characters than these are no name of one person without what he is called.
const LONGEST_NAME: usize = 4;

/// `我叫张三`, `免贵姓刘`, `一位姓李的女士`: the name that somebody tells, without the words around it.
fn without_lead(chars: &[char]) -> Option<Vec<char>> {
    let text: String = chars.iter().collect();
    // 王姓业主, 某王姓女士.
    if let Some((before, behind)) = text.split_once('姓').filter(|(before, _)| !before.is_empty()) {
        let (before, behind): (Vec<char>, Vec<char>) =
            (before.trim_start_matches(['某', '位']).chars().collect(), behind.chars().collect());
        let whole = !before.is_empty() && surname::of(&before).len() == before.len();
        let titled = HONORIFICS.iter().any(|(word, _)| word.chars().eq(behind.iter().copied()));
        if whole && (titled || behind.is_empty() || is_role(&behind)) {
            let honorific = if titled { behind } else { Vec::new() };
            return Some([before, honorific].concat());
        }
    }
    let rest = LEADS.split_whitespace().find_map(|lead| text.strip_prefix(lead))?;
    // 姓李的女士 is 李女士.
    let named: Vec<char> = rest.chars().filter(|c| *c != '的').collect();
    (!surname::of(without_honorific(&named).0).is_empty()).then_some(named)
}

/// Words before a name that somebody tells, longer ones first.
const LEADS: &str = "一位姓 一个姓 有位姓 有个姓 我是姓 本人姓 免贵姓 我叫 我是 我姓 名叫 叫 姓";

fn named(chars: &[char]) -> Name {
    let (stem, honorific, title) = without_honorific(chars);
    // 王建国业主, 花店老板: who he is stands behind.
    let stem = match role_behind(stem) {
        Some(length) if honorific.is_empty() => {
            let name = &stem[..stem.len() - length];
            if !begins_like_a_name(name) {
                return role(stem);
            }
            if stem.len() > LONGEST_NAME { name } else { stem }
        }
        _ => stem,
    };
    let nick = nickname(stem);
    let stem = nick.unwrap_or(stem);
    // 某先生 names nobody.
    if is_role(stem) || stem.iter().all(|c| *c == '某') {
        return Name { title, ..Name::default() };
    }
    let found = surname::of(stem);
    let surname: String = found.iter().collect();
    let full = found.len() < stem.len() || found.is_empty();
    Name { person: stem.iter().collect(), surname, full, honorific, title, ..Name::default() }
}

fn role(chars: &[char]) -> Name {
    Name { title: role::title(chars), ..Name::default() }
}

/// Whether a surname, a nickname or a foreign name begins here.
fn begins_like_a_name(chars: &[char]) -> bool {
    let stem = without_honorific(chars).0;
    nickname(stem).is_some()
        || !surname::of(stem).is_empty()
        || chars.iter().any(|c| *c == '·' || c.is_ascii_alphabetic())
}

/// The name without its honorific.
fn without_honorific(chars: &[char]) -> (&[char], String, Option<Title>) {
    for (word, title) in HONORIFICS {
        let length = word.chars().count();
        if chars.len() <= length || !chars[chars.len() - length..].iter().copied().eq(word.chars()) {
            continue;
        }
        let stem = &chars[..chars.len() - length];
        // One character may end a given name: 陈晓姐 is rare, 王建工 is a name.
        let by_surname = surname::of(stem).len() == stem.len() || nickname(stem).is_some();
        // 李老先生.
        let elder =
            stem.split_last().filter(|(last, name)| **last == '老' && surname::of(name).len() == name.len());
        if let Some((_, name)) = elder.filter(|(_, name)| length > 1 && !name.is_empty()) {
            return (name, format!("老{word}"), *title);
        }
        if length > 1 || by_surname {
            return (stem, (*word).to_owned(), *title);
        }
    }
    (chars, String::new(), None)
}

/// 老王, 小陈, 小欧阳: the surname behind.
fn nickname(chars: &[char]) -> Option<&[char]> {
    let (first, rest) = chars.split_first()?;
    let by_surname = !rest.is_empty() && surname::of(rest).len() == rest.len();
    // 阿强 is called by his given name; 阿王 by the surname that nearly everybody of that character has.
    let given = *first == '阿' && !rest.iter().all(|c| COMMON.contains(*c));
    ("老小阿大".contains(*first) && by_surname && !given).then_some(rest)
}

/// Surnames that are hardly ever the end of a given name.
const COMMON: &str = "王李张刘陈杨赵黄周吴徐孙朱何郭罗谢邓许曹曾彭吕苏卢蒋蔡贾薛潘杜戴姜邹郑冯宋唐韩";

/// Blanks between Chinese characters gone, between foreign words single.
fn one_writing(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut joined = String::new();
    for word in words {
        let between = joined.chars().next_back().zip(word.chars().next());
        let apart = between
            .is_some_and(|(before, after)| !plain_text::is_chinese(before) || !plain_text::is_chinese(after));
        // 刘祎涛 许家波 are two people: the blank is kept where both sides are whole names.
        let whole =
            joined.chars().count() >= 2 && word.chars().count() >= 2 && !surname::is_compound(&joined);
        if !joined.is_empty() && (apart || whole) {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    joined
        .trim_matches(|c: char| ".。,，、;；:：-—_*'\"“”‘’「」@!！?？~".contains(c))
        .replace(['•', '・', '.', '‧'], "·")
}

/// `13栋陈姐`, `3-2-1001 陈先生`, `三楼李阿姨`, `粤ZF27854车主`: what lives or stands where is in front.
fn without_place(text: &str) -> &str {
    let text = plate::at_head(text).map_or(text, |length| text[length..].trim_start());
    let kind = ["车位", "商铺", "别墅"].iter().find_map(|word| text.strip_prefix(word));
    let text = kind
        .filter(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
        .unwrap_or(text)
        .trim_start();
    if let Some(rest) = without_spoken_place(text) {
        return rest;
    }
    if !text.starts_with(|c: char| c.is_ascii_digit()) && !starts_with_building(text) {
        return text;
    }
    let mut chars = text.chars();
    if let (Some(_), Some('座' | '栋' | '幢')) = (chars.next(), chars.next())
        && !text.contains(|c: char| c.is_ascii_digit())
    {
        return chars.as_str();
    }
    let part = |c: char| c.is_ascii_digit() || " -#/栋幢座号楼单元室层房户门梯:".contains(c);
    let from = text.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let rest = &text[from..];
    let end = rest.find(|c| !part(c)).map_or(text.len(), |end| from + end);
    &text[end..]
}

/// `三栋`, `十二楼`, `东单元` in front of somebody.
fn without_spoken_place(text: &str) -> Option<&str> {
    let bare = text.strip_prefix('第').unwrap_or(text);
    let behind = bare.trim_start_matches(|c: char| "零〇一二三四五六七八九十百".contains(c));
    let side = bare.strip_prefix(['东', '南', '西', '北', '中']);
    let rest = if behind.len() < bare.len() { behind } else { side? };
    let marks: &[&str] = if behind.len() < bare.len() {
        &["号楼", "单元", "栋", "幢", "座", "楼", "层", "室", "户", "期", "区"]
    } else {
        &["单元", "区", "苑", "门", "户"]
    };
    marks.iter().find_map(|mark| rest.strip_prefix(mark))
}

fn starts_with_building(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic())
        && chars.next().is_some_and(|c| {
            "座栋幢".contains(c)
                || ((c.is_ascii_digit() || c == '-') && text.contains(|c: char| c.is_ascii_digit()))
        })
}

fn without_brackets(text: &[char]) -> (String, String) {
    let (outside, inside) = parted(text);
    // 物业公司（老王）, 业主（王女士）: who it is stands inside.
    let chars = |text: &str| text.trim().chars().collect::<Vec<char>>();
    if is_role(&chars(&outside)) && begins_like_a_name(&chars(&inside)) {
        return (inside, outside.trim().to_owned());
    }
    // The brackets of a firm belong to its name.
    let place = |marks: &str| text.iter().position(|c| marks.contains(*c));
    let bracketed = !inside.is_empty() && place("([【〔") < place(")]】〕");
    let bare: String = without_honorific(&chars(&outside)).0.iter().collect();
    // 老庞（装修公司） is a man of a firm.
    let familiar = bare.starts_with(['老', '小', '阿']) && bare.chars().count() == 2;
    let firm = |word: &&str| bare.ends_with(*word) || inside.contains(*word) && !familiar;
    if bracketed && FIRMS.iter().any(firm) {
        return (text.iter().collect(), String::new());
    }
    (outside, inside)
}

/// The text outside brackets and that inside; a text in brackets only stands outside.
fn parted(text: &[char]) -> (String, String) {
    let (mut outside, mut inside, mut depth) = (String::new(), String::new(), 0_u32);
    for c in text {
        match c {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            c if depth > 0 => inside.push(*c),
            c => outside.push(*c),
        }
    }
    // (匿名): a name in brackets only.
    if outside.trim().is_empty() {
        (inside.trim().to_owned(), String::new())
    } else {
        (outside, inside.trim().to_owned())
    }
}

/// `9栋等16户`.
fn households(text: &str) -> Option<u32> {
    let behind = text.split_once('等')?.1;
    let number = behind.split_once('户')?.0;
    number.trim().parse().ok()
}

/// `代表：杜书然`.
fn represented(text: &str) -> Option<String> {
    let name = text.strip_prefix("代表")?.trim_start_matches([':', ' ']);
    (!name.is_empty()).then(|| name.to_owned())
}
