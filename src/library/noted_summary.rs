//! What was noted of the matter, as it is read out whole: where every clause may be said and a breath or two hold it, with
//! all that the owner wants; whether his own words leave something of it out; what he asked. Ledger 01-21, 03-01.

use crate::library::clause;
use crate::library::clause_subject::things;
use crate::library::gist;
use crate::library::wants;

/// Longest gist of the matter that is read back whole.
const FULL: usize = 40;
/// A shorter one tells nothing.
const BRIEF: usize = 4;
/// With the wish it may be so long.
pub(super) const WITH_WISH: usize = 48;
/// So many facts are read back at most.
const FACTS: usize = 3;
/// How the gist tells what the owner wants.
const WISHED: [&str; 11] = [
    "您希望",
    "也希望",
    "您想",
    "想知道",
    "您提到",
    "也提到",
    "您要",
    "您问",
    "您建议",
    "您今晚要",
    "您今天要",
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

/// What was noted of the matter, as it is read back: its facts in their order, as many as a breath or two hold. What only a
/// file says is left out; where the first falls, the next must tell by itself what is amiss with what.
pub(super) fn facts_read_back(noted: &str) -> Option<String> {
    let facts = || noted.split('，').filter(|part| !is_wish(part));
    let stands = |fact: &&str| clause::is_amiss(fact) && !things(fact).is_empty();
    let first = facts().next().filter(|first| gist::is_sayable(first));
    let first = first.or_else(|| facts().find(|fact| gist::is_sayable(fact)).filter(stands))?;
    let mut told = String::new();
    let kept = facts().skip_while(|fact| *fact != first).filter(|fact| gist::is_sayable(fact)).take(FACTS);
    for fact in kept {
        if !told.is_empty() && told.chars().count() + fact.chars().count() > FULL {
            break;
        }
        told.extend([if told.is_empty() { "" } else { "，" }, fact]);
    }
    let length = told.chars().count();
    (BRIEF..=WITH_WISH).contains(&length).then_some(told)
}

/// Whether what is said back of his own words tells every fact that was noted: most of its letters are in them.
pub(super) fn tells_all(own: &str, noted: &str) -> bool {
    let telling = |fact: &str| {
        let letters: Vec<char> =
            fact.chars().filter(|c| c.is_alphanumeric() && !SMALL.contains(*c)).collect();
        let told = letters.iter().filter(|c| own.contains(**c)).count();
        5 * told >= 3 * letters.len()
    };
    noted.split('，').filter(|part| !is_wish(part)).all(telling)
}

/// What was noted with all that he wants, as it was noted, else as he said it himself.
pub(super) fn with_noted_wishes(told: String, words: &str, noted: &str) -> String {
    // Money that he never spoke of is not put into his mouth.
    let his = |part: &&str| !part.contains('赔') || words.contains('赔');
    let wishes: Vec<&str> = noted.split('，').filter(|part| is_wish(part)).filter(his).collect();
    let own = || wants::in_words(words).filter(|own| !repeats(own, &told));
    // A question that he put stands before what was made of it; else what was noted is the fuller.
    let noted = wishes.join("，");
    let asks = |own: &String| own.starts_with("您想知道") && !repeats(own, &noted);
    let own = own().filter(|own| wishes.is_empty() || asks(own));
    let mut said = told;
    for wish in own.as_deref().into_iter().chain(wishes) {
        if ["您要", "您想"].iter().any(|own| said.contains(own)) && repeats(wish, &said) {
            continue;
        }
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
