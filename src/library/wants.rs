//! What the owner wants, in his own words, as it is said back to him: `能不能给修一修` is 您想请我们给修一修, `几点来水` is
//! 您想知道几点来水. Only what he asked for in plain words; threats, money, and whom he wants to see are left to the record.
//! Ledger 01-21, 03-01.

use crate::library::restating::{ENDS, OMITTED, OPENINGS, clauses, to_owner};

/// Longest wish that is said back, and the shortest.
const LONGEST: usize = 16;
const SHORTEST: usize = 2;

/// Before a wish these say nothing of it; the longer ones first.
const HEADS: [&str; 44] = [
    "我现在就想知道",
    "我就要知道",
    "我就想知道",
    "我只想知道",
    "我想知道",
    "就想知道",
    "我就想问问",
    "我想问问",
    "我就想问",
    "我想问",
    "想问问",
    "我就问",
    "就是麻烦",
    "就想请",
    "麻烦你们",
    "麻烦您",
    "麻烦",
    "拜托",
    "请你们",
    "请物业",
    "请",
    "你们物业",
    "你们赶紧",
    "你们赶快",
    "你们快点",
    "你们到底",
    "你们",
    "物业",
    "到底",
    "赶紧",
    "赶快",
    "快点",
    "那就",
    "那",
    "就",
    "你",
    "最好",
    "先",
    "也",
    "今天",
    "现在",
    "帮忙",
    "要么",
    "主要是",
];
/// What can be asked of us begins with one of these.
const SERVES: &str =
    "派去来帮给说管修找联换弄装放跟让把查清锯叫安重通拿贴关出调催送开补打拖处解提劝装剪喷消抽围";
/// Or with when it should be done.
const SOON: [&str; 10] = ["赶紧", "先", "早点", "快点", "早上", "晚上", "每天", "周末", "尽快", "早晚"];
/// How a question about what could be done is put.
const COULD: [&str; 4] = ["能不能", "可不可以", "能否", "可以不可以"];
/// What one asks for when one waits.
const WHEN: [&str; 9] =
    ["什么时候能", "几时能", "几点能", "几号能", "哪天能", "几点来", "几号来", "什么时候来", "多久能"];
/// How the owner says himself what he wants.
const OWN: [&str; 14] = [
    "我现在就想",
    "我现在只想",
    "就想",
    "只想",
    "我就想",
    "我只想",
    "我想要",
    "我就要",
    "我只要",
    "我想",
    "我要",
    "我希望",
    "我们希望",
    "我们要求",
];
/// Behind 我要 and 我想 these begin no wish that one says back.
const NO_WISH: [&str; 34] = [
    "投诉",
    "说",
    "问",
    "反映",
    "报警",
    "找",
    "告",
    "曝光",
    "打",
    "跟",
    "看你",
    "上",
    "换房",
    "提",
    "了解",
    "咨询",
    "报修",
    "听",
    "是",
    "去",
    "不是",
    "交",
    "起",
    "知道你",
    "到",
    "不通",
    "不明白",
    "也",
    "死",
    "跳",
    "夸",
    "表扬",
    "感谢",
    "送",
];
/// Whom he wants to see, what it costs, how he presses: the record has it.
const LEFT: [&str; 24] = [
    "经理",
    "主任",
    "领导",
    "记者",
    "律师",
    "赔",
    "多少钱",
    "电话",
    "工号",
    "谁",
    "说法",
    "不然",
    "下班",
    "上班",
    "到什么",
    "等到",
    "说一声",
    "评评",
    "良心",
    "解释",
    "讲讲",
    "你",
    "管管你",
    "死",
];

/// What the owner wants, in the second person; `None` where he asked for nothing that is plain. The last that he asked
/// for counts.
pub fn in_words(words: &str) -> Option<String> {
    let all: Vec<&str> = clauses(words).map(|clause| clause.trim_end_matches(ENDS)).collect();
    let last = |wish: fn(&str) -> Option<String>| all.iter().rev().find_map(|clause| wish(clause));
    let told = last(could).or_else(|| last(own)).or_else(|| last(when)).or_else(|| last(bidden))?;
    // 您想知道：一 has lost what he wants to know.
    let cut = told.ends_with("知道") || told.contains(['：', ':']);
    let fits = (SHORTEST..=LONGEST + 6).contains(&told.chars().count()) && !cut;
    // That we should see to it goes without saying.
    let bare = SERVED.iter().any(|word| told.ends_with(word) || told.contains("记一下"));
    (fits && !bare && !OMITTED.iter().any(|word| told.contains(word))).then_some(told)
}

/// Wishes that everybody has who comes to us.
const SERVED: [&str; 6] =
    ["请我们处理", "请我们解决", "请我们给句实话", "请我们管管", "请我们帮您处理", "请我们帮您解决"];

/// Without the words by which one begins to speak.
fn opened(clause: &str) -> &str {
    OPENINGS.iter().fold(clause, |rest, head| rest.strip_prefix(head).unwrap_or(rest))
}

/// Without what stands before the wish.
fn bare(clause: &str) -> &str {
    let mut rest = clause.trim();
    while let Some(behind) = OPENINGS.iter().chain(&HEADS).find_map(|head| rest.strip_prefix(head)) {
        rest = behind.trim_start_matches(ENDS);
    }
    rest
}

/// What is wanted, without its end, where it may be said back.
fn kept(rest: &str) -> Option<&str> {
    let rest = rest.trim_end_matches(['吗', '啊', '呢', '吧', '呀', '嘛', '哈', '了']);
    let rest = rest.strip_suffix("行不行").or_else(|| rest.strip_suffix("好不好")).unwrap_or(rest);
    let fits = (SHORTEST..=LONGEST).contains(&rest.chars().count());
    (fits && !LEFT.iter().any(|word| rest.contains(word))).then_some(rest)
}

/// `能不能` and the like.
fn could(clause: &str) -> Option<String> {
    let (before, behind) = COULD.iter().find_map(|word| clause.split_once(word))?;
    let rest = kept(behind)?;
    let asker = bare(before);
    if rest.starts_with('别') {
        return Some(format!(
            "您希望{}{}",
            if before.contains("以后") { "以后" } else { "" },
            to_owner(rest)
        ));
    }
    let rest = to_owner(rest.trim_start_matches(['也', '就']));
    let ours = asker.is_empty() && rest.starts_with(|c| SERVES.contains(c))
        || asker.is_empty() && SOON.iter().any(|soon| rest.starts_with(soon));
    if ours {
        return Some(format!("您想请我们{rest}"));
    }
    let about = if asker.chars().count() <= 6 && !asker.contains(['你', '您']) {
        to_owner(asker)
    } else {
        String::new()
    };
    let about = if about == "您" || about == "您这边" { String::new() } else { about };
    Some(format!("您想问{about}能不能{rest}"))
}

/// `我要看录像`.
fn own(clause: &str) -> Option<String> {
    let clause = opened(clause);
    let (head, rest) = OWN.iter().find_map(|head| Some((*head, clause.strip_prefix(head)?)))?;
    let rest = kept(rest)?;
    if NO_WISH.iter().any(|word| rest.starts_with(word)) {
        return None;
    }
    if rest.starts_with("知道") {
        return Some(format!("您想{}", to_owner(rest)));
    }
    let verb = if head.contains("希望") || head.contains("要求") { "希望" } else { "想" };
    let verb = if verb == "想" && head.contains('要') { "要" } else { verb };
    Some(format!("您{verb}{}", to_owner(rest)))
}

/// `到底几点来水`.
fn when(clause: &str) -> Option<String> {
    WHEN.iter().find(|word| clause.contains(**word))?;
    let rest = bare(clause);
    let rest = rest.split(['你', '给']).next().unwrap_or_default();
    let rest = kept(rest)?;
    WHEN.iter().any(|word| rest.contains(word)).then(|| format!("您想知道{}", to_owner(rest)))
}

/// `麻烦查一下`, `你们去说说`.
fn bidden(clause: &str) -> Option<String> {
    const BIDS: [&str; 18] = [
        "麻烦",
        "请",
        "拜托",
        "你们去",
        "你们来",
        "你们先",
        "你们出",
        "你们赶紧",
        "你们找",
        "你们跟",
        "你们派",
        "你们查",
        "你们有空",
        "你们抽空",
        "你们叫",
        "赶紧",
        "赶快",
        "帮我",
    ];
    const TOLD: [char; 6] = ['不', '没', '了', '还', '就', '都'];
    let clause = opened(clause);
    let clause = clause.strip_prefix("就是").unwrap_or(clause);
    if !BIDS.iter().any(|head| clause.starts_with(head)) {
        return None;
    }
    let rest = kept(bare(clause))?.trim_start_matches("有空").trim_start_matches("抽空");
    if rest.contains(TOLD) {
        return None;
    }
    let rest = to_owner(rest.strip_prefix("一下").unwrap_or(rest));
    rest.starts_with(|c| SERVES.contains(c)).then(|| format!("您想请我们{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_owner_asks_for_is_said_back_as_his_wish() {
        for (words, wish) in [
            ("窗前那两棵树太密了，能不能给修一修", Some("您想请我们给修一修")),
            ("我就想问问我们能不能也少交一点，规定是怎么说的", Some("您想问能不能少交一点")),
            ("一滴水没有，你们到底几点来水？", Some("您想知道几点来水")),
            ("我不要听协调，我就要知道哪天能好", Some("您想知道哪天能好")),
            ("锁都被剪了，我要看录像", Some("您要看录像")),
            ("麻烦给我重新开一张，今天能拿到吗", Some("您想请我们给您重新开一张")),
            ("一个月三回，以后能不能别再这样了", Some("您希望以后别再这样")),
            ("转到街道了，你们物业能不能也去说说", Some("您想请我们去说说")),
            ("叫你们经理来，我要你们赔我五万", None),
            ("我要投诉", None),
            ("再不修我就去12345", None),
            ("你们几点下班", None),
        ] {
            assert_eq!(in_words(words).as_deref(), wish, "{words}");
        }
    }
}
