//! What was noted of the matter, as it is read out whole: where every clause may be said and a breath or two hold it, with
//! all that the owner wants; whether his own words leave something of it out; what he asked. Ledger 01-21, 03-01.

use crate::library::gist;
use crate::library::wants;

/// Longest gist of the matter that is read back whole.
const FULL: usize = 40;
/// A shorter one tells nothing.
const BRIEF: usize = 4;
/// With the wish it may be so long.
pub(super) const WITH_WISH: usize = 48;
/// How the gist tells what the owner wants.
const WISHED: [&str; 12] = [
    "您希望",
    "也希望",
    "您想要",
    "您想知道",
    "想知道",
    "您想请我们",
    "您提到",
    "也提到",
    "您想问",
    "您要",
    "您建议",
    "您想申请",
];
/// Letters that tell nothing of the matter.
pub(super) const SMALL: &str = "的了在是有不没被把和也都就还您我们这那一个里家人说来去希望想要请";

/// What he wants to know, by what is said back to him: 您想知道几点来水 asks 几点来水. Who somebody is or where he lives is
/// nobody's to find out for him.
pub fn asked_of(said: &str) -> Option<String> {
    const HEADS: [&str; 3] = ["想知道", "想问", "想弄清"];
    const SECRET: [&str; 9] = ["谁", "哪家", "哪户", "哪一户", "几楼的", "电话", "工号", "名字", "住哪"];
    let asked = said.split('，').rev().find_map(|part| {
        let at = HEADS.iter().find_map(|head| Some(part.find(head)? + head.len()))?;
        Some(part[at..].to_owned())
    })?;
    let fits = (3..=20).contains(&asked.chars().count());
    (fits && !SECRET.iter().any(|word| asked.contains(word))).then_some(asked)
}

/// A gist that is one wish and says by itself what it is about.
pub(super) fn whole_wish(noted: &str) -> Option<String> {
    const LEAST: usize = 14;
    let fits = (LEAST..=WITH_WISH).contains(&noted.chars().count());
    (fits && is_wish(noted) && noted.split('，').all(gist::is_sayable)).then(|| noted.to_owned())
}

/// All that was noted of the matter, where every clause of it may be read out and a breath or two hold it.
pub(super) fn in_full(noted: &str) -> Option<String> {
    let facts: Vec<&str> = noted.split('，').take_while(|part| !is_wish(part)).collect();
    let told = facts.join("，");
    let fits = (BRIEF..=FULL).contains(&told.chars().count());
    (fits && facts.iter().all(|fact| gist::is_sayable(fact))).then_some(told)
}

/// Whether what is said back of his own words tells every fact that was noted: most of its letters are in them.
pub(super) fn tells_all(own: &str, noted: &str) -> bool {
    let telling = |fact: &str| {
        let letters: Vec<char> =
            fact.chars().filter(|c| c.is_alphanumeric() && !SMALL.contains(*c)).collect();
        let told = letters.iter().filter(|c| own.contains(**c)).count();
        5 * told >= 3 * letters.len()
    };
    noted.split('，').take_while(|part| !is_wish(part)).all(telling)
}

/// What was noted with all that he wants, as it was noted, else as he said it himself.
pub(super) fn with_noted_wishes(told: String, words: &str, noted: &str) -> String {
    let wishes: Vec<&str> = noted.split('，').skip_while(|part| !is_wish(part)).collect();
    let own = || wants::in_words(words).filter(|own| !repeats(own, &told));
    // A question that he put stands before what was made of it; else what was noted is the fuller.
    let noted = wishes.join("，");
    let asks = |own: &String| own.starts_with("您想知道") && !repeats(own, &noted);
    let own = own().filter(|own| wishes.is_empty() || asks(own));
    let mut said = told;
    for wish in own.as_deref().into_iter().chain(wishes) {
        let wish = if said.contains("您想知道") { wish.trim_start_matches('您') } else { wish };
        if said.chars().count() + wish.chars().count() < WITH_WISH {
            said = format!("{said}，{wish}");
        }
    }
    said
}

/// Whether a part of a gist tells what he wants.
pub(super) fn is_wish(part: &str) -> bool {
    WISHED.iter().any(|head| part.starts_with(head))
}

/// Whether two letters of a wish are in what is said already.
pub(super) fn repeats(wish: &str, said: &str) -> bool {
    wish.chars().filter(|c| !SMALL.contains(*c) && said.contains(*c)).count() >= 2
}
