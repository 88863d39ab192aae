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
const NO_DEMAND: [&str; 11] =
    ["要是", "要不", "要么", "得了", "得知", "请了", "请过", "请到", "要等", "得等", "请假"];
/// A clause that begins so says what he thinks.
const THINKS: [&str; 7] = ["嫌", "觉得", "认为", "担心", "怕", "不放心", "不信"];
/// A clause with one of these objects.
const OBJECTS: [&str; 39] = [
    "还有声",
    "还有味",
    "还有点",
    "还漏",
    "还响",
    "必须",
    "不能算",
    "有啥用",
    "有什么用",
    "没见到",
    "让我跑",
    "才有人",
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
const ASKS: [&str; 11] =
    ["能不能", "为什么", "什么时候", "几时", "多久", "怎么", "哪天", "要不要", "谁出", "没有吗", "行不行"];
/// Said of the refusal itself and no ground for it.
const BARE: [&str; 11] =
    ["不同意", "不接受", "不认可", "不满意", "不行", "不干", "不认", "不可以", "没办法", "算了", "我不"];
/// A clause of one who is content with one of these asks for something after all.
const STILL: [&str; 12] = [
    "别再",
    "别又",
    "不想再",
    "不要再",
    "记得",
    "要真",
    "要不要",
    "能不能",
    "最好",
    "下次别",
    "建议",
    "希望",
];
/// A thing of his own that he reckons up.
const RECKONS: [&str; 8] = ["有记录", "有证据", "有发票", "有照片", "请了", "垫了", "花了", "跑了"];
/// Words for somebody who is praised.
const PRAISES: [&str; 18] = [
    "救命",
    "多亏",
    "磕头",
    "好样的",
    "谢谢他",
    "谢谢她",
    "谢谢那",
    "谢谢小",
    "谢谢师傅",
    "谢谢你们",
    "有礼貌",
    "挺利索",
    "态度好",
    "辛苦",
    "来得快",
    "很耐心",
    "负责",
    "热心",
];
/// Shortest and longest clause, in characters.
const SHORTEST: usize = 3;
const LONGEST: usize = 17;

/// What he demands, else what he objects, as it is told to him; `None` where the words tell neither.
pub fn told_back(words: &str) -> Option<String> {
    let clauses: Vec<&str> =
        words.split(['，', '。', '；', '！', '？', '、', ',', ';', '!', '?', '\n']).collect();
    let asked = || {
        // 误工费呢？ asks for it.
        let asks = words.split_inclusive(['，', '。', '；', '！', '？', '?']).find_map(|clause| {
            let thing = clause.trim().strip_suffix(['？', '?', '，'])?.strip_suffix('呢')?;
            let thing = plain(thing.trim_start_matches('那'))?;
            Some(format!("您问{}", turned(&thing)?))
        });
        asks.or_else(|| clauses.iter().find_map(|clause| objection(clause.trim())))
    };
    demanded(words).or_else(asked).or_else(|| clauses.iter().find_map(|clause| reckoned(clause.trim())))
}

/// What he demands when he agrees, as it is told to him: 同意，要求把插座封掉 asks for something, 可以先试试 does not.
pub fn demanded(words: &str) -> Option<String> {
    words
        .split(['，', '。', '；', '！', '？', '、', ',', ';', '!', '?', '\n'])
        .find_map(|clause| demand(clause.trim()))
}

/// What one who is content asks for all the same, as it is told to him.
pub fn asked_for(words: &str) -> Option<String> {
    let clauses = words.split(['，', '。', '；', '！', '？', ',', ';', '!', '?', '\n']).map(str::trim);
    clauses.into_iter().find_map(|clause| {
        if !STILL.iter().any(|word| clause.contains(word)) {
            return None;
        }
        let asks = clause.starts_with('问') || ASKS.iter().any(|word| clause.contains(word));
        let said = turned(&of_anybody(clause.trim_start_matches('问'))?)?;
        Some(format!("{}{said}", if asks { "您问" } else { "您说" }))
    })
}

/// Whether somebody is praised.
pub fn praises(words: &str) -> bool {
    PRAISES.iter().any(|word| words.contains(word))
}

/// What he reckons up: 我昨晚少跑十一单有记录的.
fn reckoned(clause: &str) -> Option<String> {
    let clause = plain(clause)?;
    let counts = RECKONS.iter().any(|word| clause.contains(word));
    counts
        .then(|| turned(clause.trim_start_matches('我').trim_end_matches('的')))?
        .map(|said| format!("您说{said}"))
}

fn demand(clause: &str) -> Option<String> {
    let clause = plain(clause)?;
    let clause = clause.strip_prefix('我').unwrap_or(&clause);
    if NO_DEMAND.iter().any(|head| clause.starts_with(head)) {
        return None;
    }
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
    of_anybody(clause).filter(|clause| !clause.contains(['他', '她']))
}

/// A clause that may be told, of whomever he speaks in it.
fn of_anybody(clause: &str) -> Option<String> {
    let clause = clause.trim_start_matches("业主").trim_start_matches(['说', '称', '表', '示']);
    let but = ["就是", "可是", "但是", "不过", "但"];
    let clause = but.iter().find_map(|head| clause.strip_prefix(head)).unwrap_or(clause);
    let clause = BARE.iter().fold(clause, |rest, word| rest.strip_suffix(word).unwrap_or(rest));
    let clause = clause.trim_end_matches(['我', '啊', '呀', '吧', '呢', '了']);
    let length = clause.chars().count();
    let others = ["业主", "客户", "顾客", "回访", "上移"].iter().any(|word| clause.contains(word));
    ((SHORTEST..=LONGEST).contains(&length) && !others && guard::staff_word(clause).is_none())
        .then(|| clause.to_owned())
}

/// A clause with him in the second person and us in the first.
fn turned(clause: &str) -> Option<String> {
    const MARK: char = '\u{1}';
    let clause = clause.replace("你们别", "别");
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
            ("误工费呢？我请了十三天假", Some("您问误工费")),
            ("扔的人就一句对不起？那前两次呢，你们查完没有", Some("您问前两次")),
            ("昨晚下雨，还有声，能睡", Some("您说还有声")),
            ("车漆你们别又转地产", Some("您说车漆别又转地产")),
            ("合同遮盖可以，临停必须一起公示，不然算没答复", Some("您说临停必须一起公示")),
            ("管子是好了，地板钱没见到，不能算完", Some("您说地板钱没见到")),
            ("我昨晚少跑十一单有记录的", Some("您说昨晚少跑十一单有记录")),
        ] {
            assert_eq!(told_back(noted).as_deref(), told, "{noted}");
        }
    }

    #[test]
    fn one_who_is_content_is_heard_when_he_asks_for_something() {
        for (noted, told) in [
            ("书房中午不用开灯了。报批的事别又夹起来", Some("您说报批的事别又夹起来")),
            ("老头子昨夜睡着了，谢谢，问自家的要不要换", Some("您问自家的要不要换")),
            ("剩下两只记得抓", Some("您说剩下两只记得抓")),
            ("东西没事就算了，那个保安我不想再看到他值东门", Some("您说那个保安您不想再看到他值东门")),
            ("比想的快", None),
            ("以后早点说就更好了", None),
        ] {
            assert_eq!(asked_for(noted).as_deref(), told, "{noted}");
        }
        assert!(praises("那天那个小姑娘给我倒水，谢谢她") && !praises("没问题了"));
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
