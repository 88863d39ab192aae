//! What an owner holds against a way that was proposed, or found wanting at a visit, told in the second person: 您要换A区的,
//! 您说B12太远. Of what colleagues noted only a clause that demands, asks or objects is taken. Words only. Ledger 06-06.

use crate::library::guard;

/// A clause that begins so demands something.
const DEMANDS: [&str; 14] = [
    "要求",
    "坚持要",
    "坚持",
    "一定要",
    "必须",
    "应该",
    "想要",
    "希望",
    "要",
    "得",
    "请",
    "给我",
    "你们得",
    "你们要",
];
/// What begins so and demands nothing.
const NO_DEMAND: [&str; 10] =
    ["要是", "要不", "要么", "得了", "得知", "请了", "请过", "请到", "要等", "得等"];
/// A clause that begins so says what he thinks.
const THINKS: [&str; 7] = ["嫌", "觉得", "认为", "担心", "怕", "不放心", "不信"];
/// A clause with one of these objects.
const OBJECTS: [&str; 27] = [
    "太",
    "不够",
    "凭什么",
    "没诚意",
    "不要",
    "不想",
    "不行",
    "不能",
    "不用",
    "不认",
    "不干",
    "不算",
    "没有",
    "没装",
    "没修",
    "没做",
    "没人",
    "没来",
    "没清",
    "又",
    "还是",
    "还在",
    "还没",
    "再",
    "还空",
    "谁",
    "只",
];
/// A clause with one of these asks.
const ASKS: [&str; 7] = ["能不能", "为什么", "什么时候", "几时", "多久", "怎么", "哪天"];
/// Said of the refusal itself and no ground for it.
const BARE: [&str; 11] =
    ["不同意", "不接受", "不认可", "不满意", "不行", "不干", "不认", "不可以", "没办法", "算了", "我不"];
/// Shortest and longest clause, in characters.
const SHORTEST: usize = 3;
const LONGEST: usize = 17;

/// What he demands, else what he objects, as it is told to him; `None` where the words tell neither.
pub fn told_back(words: &str) -> Option<String> {
    let clauses: Vec<&str> =
        words.split(['，', '。', '；', '！', '？', '、', ',', ';', '!', '?', '\n']).collect();
    let demand = clauses.iter().find_map(|clause| demand(clause.trim()));
    demand.or_else(|| clauses.iter().find_map(|clause| objection(clause.trim())))
}

fn demand(clause: &str) -> Option<String> {
    let clause = plain(clause)?;
    if NO_DEMAND.iter().any(|head| clause.starts_with(head)) {
        return None;
    }
    let clause = clause.strip_prefix('我').unwrap_or(&clause);
    let (ours, rest) = DEMANDS.iter().find_map(|head| {
        let rest = clause.strip_prefix(head)?;
        Some((head.starts_with('你'), rest.trim_start_matches(['要', '能'])))
    })?;
    let rest = turned(rest)?;
    let whom = if ours { "您要我们" } else { "您要" };
    let given = if clause.starts_with("给我") { "给" } else { "" };
    (rest.chars().count() >= 2).then(|| format!("{whom}{given}{rest}"))
}

fn objection(clause: &str) -> Option<String> {
    let clause = plain(clause)?;
    if BARE.iter().any(|word| clause.trim_start_matches(['我', '就', '坚', '决']) == *word) {
        return None;
    }
    if THINKS.iter().any(|head| clause.starts_with(head)) {
        return Some(format!("您{}", turned(&clause)?));
    }
    let asks = ASKS.iter().any(|word| clause.contains(word));
    if !asks && !OBJECTS.iter().any(|word| clause.contains(word)) {
        return None;
    }
    let said = turned(&clause.replace("凭什么", "不该"))?;
    Some(format!("{}{said}", if asks { "您问" } else { "您说" }))
}

/// A clause that may be told at all: short, of nobody else who would read it, without the words of colleagues.
fn plain(clause: &str) -> Option<String> {
    let clause = clause.trim_start_matches("业主").trim_start_matches(['说', '称', '表', '示']);
    let clause = clause.trim_start_matches("就是");
    let clause = BARE.iter().fold(clause, |rest, word| rest.strip_suffix(word).unwrap_or(rest));
    let clause = clause.trim_end_matches(['我', '啊', '呀', '吧', '呢', '了']);
    let length = clause.chars().count();
    let others =
        ["业主", "客户", "顾客", "他", "她", "回访", "上移"].iter().any(|word| clause.contains(word));
    ((SHORTEST..=LONGEST).contains(&length) && !others && guard::staff_word(clause).is_none())
        .then(|| clause.to_owned())
}

/// A clause with him in the second person and us in the first.
fn turned(clause: &str) -> Option<String> {
    const MARK: char = '\u{1}';
    let said = clause.replace("你们", "\u{1}").replace(['你', '您'], "\u{1}");
    let said = said.replace("咱们", "您").replace("我们", "您").replace('我', "您").replace(MARK, "我们");
    (!said.contains("您您") && !said.is_empty()).then_some(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_demand_goes_before_an_objection_and_both_are_turned_to_him() {
        for (noted, told) in [
            ("太慢了，要求本周修完", Some("您要本周修完")),
            ("你们得给个说法", Some("您要我们给个说法")),
            ("给我换一个车位，那边太窄", Some("您要给换一个车位")),
            ("我要看原始单据", Some("您要看原始单据")),
            ("那个位置太靠边，不同意", Some("您说那个位置太靠边")),
            ("凭什么我出这笔钱", Some("您说不该您出这笔钱")),
            ("我垫的单据什么时候报", Some("您问您垫的单据什么时候报")),
            ("嫌贵", None),
            ("嫌价钱贵", Some("您嫌价钱贵")),
            ("昨天夜里又响了", Some("您说昨天夜里又响")),
        ] {
            assert_eq!(told_back(noted).as_deref(), told, "{noted}");
        }
    }

    #[test]
    fn what_tells_nothing_or_is_not_for_him_is_left() {
        for noted in
            ["不同意", "同意", "我不接受", "业主扬言要曝光", "当事人没有诚意", "他太太不行", "标记甲已查", ""]
        {
            assert_eq!(told_back(noted), None, "{noted}");
        }
    }
}
