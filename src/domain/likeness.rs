//! How alike two tellings of a matter are: by the pairs of characters that they share. Needs no word list, so that it
//! works for whatever owners complain of.

use std::collections::BTreeSet;

/// Likeness of what is said now with an earlier telling, 0 to 100: how much of the shorter one stands in the other.
/// Pairs that every owner says (我们, 你们 …) count nothing.
pub fn likeness(said: &str, earlier: &str) -> u8 {
    let (one, other) = (pairs(said, 1), pairs(earlier, 1));
    let (shorter, longer) = if one.len() <= other.len() { (one, earlier) } else { (other, said) };
    if shorter.is_empty() {
        return 0;
    }
    // 打钻 is 打电钻 with a character in between.
    let (near, apart) = (pairs(longer, 1), pairs(longer, 2));
    let shared = shorter.iter().filter(|pair| near.contains(*pair) || apart.contains(*pair)).count();
    // A few words share too easily: as long as little is said, little is sure.
    let share = shared * 100 / shorter.len().max(FEW);
    u8::try_from(share.min(100)).unwrap_or(100)
}

/// So many pairs at least are asked for before all of them may count as alike.
const FEW: usize = 4;

const EVERYBODY_SAYS: [&str; 16] = [
    "我们", "你们", "他们", "咱们", "就是", "这个", "那个", "什么", "怎么", "一直", "天了", "没人", "不管",
    "没有", "都是", "现在",
];

/// Pairs of characters this far apart within a clause.
fn pairs(text: &str, apart: usize) -> BTreeSet<[char; 2]> {
    let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let within = chars.windows(apart + 1).filter(|part| part.iter().all(|c| c.is_alphabetic()));
    within
        .map(|part| [part[0], part[apart]])
        .filter(|pair| !EVERYBODY_SAYS.contains(&pair.iter().collect::<String>().as_str()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_matter_is_more_alike_than_another_of_the_same_owner() {
        let said = "我家楼上半夜装修打电钻，打了三天了，你们管不管？";
        let drilling = "楼上夜里打钻，装修噪音扰民";
        let card = "门禁卡失灵，你们一直没人管";
        assert!(likeness(said, drilling) >= 25, "{}", likeness(said, drilling));
        assert!(likeness(said, card) < 10, "{}", likeness(said, card));
        assert_eq!(likeness(said, said), 100);
    }

    #[test]
    fn nothing_said_is_like_nothing() {
        for (said, earlier) in [("", "电梯停运"), ("电梯停运", ""), ("！？", "，。"), ("你们", "你们没人管")]
        {
            assert_eq!(likeness(said, earlier), 0, "{said} {earlier}");
        }
        assert!(likeness("电梯", "电梯停运两天") < 50, "two characters alone are not sure");
    }
}
