//! How one speaks of the matter of a case in a sentence (`电梯的事`), while nobody wants its record read out.

use crate::domain::case::Facts;
use crate::library::clause_subject;
use crate::library::gist;
use crate::library::guard;
use crate::library::own_words;
use crate::library::situation::{NamedBy, Situation};

/// By category, for cases without a situation.
const OF_CATEGORY: [(&str, &str); 13] = [
    ("vehicles", "车的事"),
    ("facilities", "设施的事"),
    ("cleaning", "卫生的事"),
    ("greenery", "绿化的事"),
    ("security", "门岗巡逻的事"),
    ("fire", "消防安全的事"),
    ("building", "房子的事"),
    ("decoration", "装修的事"),
    ("fees", "费用的事"),
    ("neighbours", "邻里的事"),
    ("attitude", "我们同事态度的事"),
    ("service", "您说的服务上的事"),
    ("outside", "小区外面的事"),
];
/// The matter as one speaks of it; empty when nothing is known of it. What was noted decides, then what the owner said
/// of the matter itself; a thing that only says where, or stands beside it, names nothing: a wrong name is worse than 您说的事.
pub fn of(situation: Option<&Situation>, facts: &Facts) -> String {
    let gist = facts.gist();
    let noted = facts.summary.as_deref().map(gist::core).unwrap_or_default();
    let own = || own_words::in_brief(facts.verbatim.as_deref().unwrap_or_default(), None);
    let main = if noted.is_empty() { own().unwrap_or_default() } else { noted.to_owned() };
    // Of a situation that somebody chose every word counts, of one that is only likely those of the matter.
    let words = match facts.situation.is_some() {
        false if !main.is_empty() => main.clone(),
        _ => format!("{gist}，{}", facts.verbatim.as_deref().unwrap_or_default()),
    };
    if let Some(told) = situation.and_then(|situation| NamedBy::first(&situation.topics, &words)) {
        return told.to_owned();
    }
    let own = situation.map(|situation| situation.topic.as_str()).filter(|topic| !topic.is_empty());
    if let Some(held) = own.filter(|topic| holds(&words, topic)) {
        return held.to_owned();
    }
    // The first clause that speaks of a thing has the matter; what comes later is beside it.
    let first =
        main.split(CLAUSE_ENDS).find(|clause| clause_subject::things(clause).iter().any(|one| !one.place));
    let named = || first.and_then(clause_subject::about);
    let category = || {
        let code = facts.category.as_ref()?;
        let topic = OF_CATEGORY.iter().find(|(one, _)| *one == code.as_str()).map(|(_, topic)| *topic)?;
        (holds(&words, topic) || code.as_str() == "attitude").then(|| topic.to_owned())
    };
    let short = || in_short(noted).filter(|_| situation.is_none());
    named().map(|name| format!("{name}的事")).or_else(short).or_else(category).unwrap_or_default()
}

const CLAUSE_ENDS: [char; 7] = ['，', '。', '；', ',', ';', '：', ' '];

/// The matter by the first clause of its gist, where that is a name, no wish and no tale (`今天又坏了`): `灭火器过期` is 灭火器过期的事.
fn in_short(gist: &str) -> Option<String> {
    const LONGEST: usize = 8;
    const NO_NAME: [&str; 40] = [
        "要求", "请", "希望", "咨询", "询问", "建议", "表扬", "感谢", "申请", "不满", "认为", "反映", "匿名",
        "网帖", "业主", "住户", "欲", "索", "您", "我", "转", "不愿", "今", "昨", "又", "了", "再", "仍",
        "还", "已", "多次", "每", "天天", "第", "就", "都", "某", "孩子", "老人", "母亲",
    ];
    let first = gist.split(CLAUSE_ENDS).next().unwrap_or_default();
    let wish = NO_NAME.iter().any(|word| first.contains(word)) || guard::is_for_staff(first);
    let short = (3..=LONGEST).contains(&first.chars().count());
    (short && !wish).then(|| format!("{}的事", gist::plain(first)))
}

/// What the owner waits to hear, for cases without a situation, before it is agreed what is done.
const AWAITED: [(&str, &str); 9] = [
    ("facilities", "几时弄好"),
    ("cleaning", "几时清好"),
    ("greenery", "几时弄好"),
    ("security", "查到什么、怎么管"),
    ("fire", "怎么改、几时改好"),
    ("building", "怎么修、几时修"),
    ("decoration", "那边怎么答的"),
    ("neighbours", "那边怎么答的"),
    ("fees", "账是怎么算的"),
];

/// What the owner waits for when this was agreed, by the first word that the solution holds.
const BY_SOLUTION: [(&str, &str); 19] = [
    ("归还", "几时还到您手上"),
    ("找回", "几时还到您手上"),
    ("送回", "几时还到您手上"),
    ("退", "几时退到您手上"),
    ("道歉", "谁来跟您说"),
    ("致歉", "谁来跟您说"),
    ("公示", "几时公示出来"),
    ("更换", "几时换好"),
    ("换", "几时换好"),
    ("修", "几时修好"),
    ("清", "几时清好"),
    ("消", "几时来消杀"),
    ("调", "几时调好"),
    ("劝", "那边改没改"),
    ("提醒", "那边改没改"),
    ("沟通", "那边改没改"),
    ("协调", "那边怎么答"),
    ("报", "那边怎么答"),
    ("核", "核得怎么样"),
];

/// What the owner waits to hear of the matter, before and after it is agreed what is done.
pub fn awaited<'a>(
    situation: Option<&'a Situation>,
    facts: &Facts,
    agreed: Option<&str>,
    words: &str,
) -> Option<&'a str> {
    if let Some(situation) = situation {
        let outcome = NamedBy::first(&situation.outcomes, words).filter(|_| agreed.is_some());
        return outcome.or_else(|| NamedBy::first(&situation.awaits, words));
    }
    if let Some(solution) = agreed {
        return BY_SOLUTION.iter().find(|(word, _)| solution.contains(word)).map(|(_, awaited)| *awaited);
    }
    let code = facts.category.as_ref()?;
    // What is not dirty is not cleaned.
    let dirty = ["脏", "垃圾", "堆", "扫", "清", "臭", "味", "乱"].iter().any(|word| words.contains(word));
    if code.as_str() == "cleaning" && (!dirty || words.contains("垃圾车")) {
        return None;
    }
    AWAITED.iter().find(|(one, _)| *one == code.as_str()).map(|(_, awaited)| *awaited)
}

/// Whether the words speak of this matter: a name of two characters by one of them, a longer one by two that stand
/// together.
fn holds(words: &str, topic: &str) -> bool {
    let name: Vec<char> = topic.trim_end_matches("的事").chars().collect();
    let together = if name.len() <= 2 { 1 } else { 2 };
    name.windows(together).any(|part| words.contains(&part.iter().collect::<String>()))
}
