//! How one speaks of the matter of a case in a sentence (`电梯的事`), while nobody wants its record read out.

use crate::domain::case::Facts;
use crate::library::gist;
use crate::library::guard;
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
/// By a word of the gist, which says more than the category.
const OF_WORD: [(&str, &str); 64] = [
    ("混行", "人车混行的事"),
    ("垃圾车", "垃圾车的事"),
    ("清运", "垃圾清运的事"),
    ("网络", "网络的事"),
    ("断网", "断网的事"),
    ("快递柜", "快递柜的事"),
    ("鞋柜", "鞋柜的事"),
    ("音响", "音响吵的事"),
    ("音量", "声音太大的事"),
    ("割草", "割草声的事"),
    ("照明", "照明的事"),
    ("水费", "水费的事"),
    ("坡道", "坡道的事"),
    ("电梯", "电梯的事"),
    ("热水", "热水的事"),
    ("停水", "停水的事"),
    ("停电", "停电的事"),
    ("自来水", "自来水的事"),
    ("水质", "自来水的事"),
    ("门禁", "门禁的事"),
    ("车位", "车位的事"),
    ("停车费", "停车费的事"),
    ("月租", "停车费的事"),
    ("物业费", "物业费的事"),
    ("公摊", "公摊费的事"),
    ("发票", "发票的事"),
    ("渗", "渗水的事"),
    ("漏水", "漏水的事"),
    ("进水", "进水的事"),
    ("空鼓", "墙面的事"),
    ("外墙", "外墙的事"),
    ("污水", "污水的事"),
    ("垃圾", "垃圾的事"),
    ("异味", "异味的事"),
    ("蚊", "蚊虫的事"),
    ("蟑螂", "虫害的事"),
    ("香樟", "树的事"),
    ("树", "树的事"),
    ("月季", "花的事"),
    ("草坪", "草坪的事"),
    ("广场舞", "跳舞声音的事"),
    ("狗", "狗的事"),
    ("噪", "噪音的事"),
    ("装修", "装修的事"),
    ("快递", "快递的事"),
    ("抽烟", "抽烟的事"),
    ("禁烟", "抽烟的事"),
    ("楼梯间", "楼梯间的事"),
    ("走廊", "走廊堆东西的事"),
    ("地砖", "地砖的事"),
    ("踏板", "垃圾桶的事"),
    ("窗", "窗户的事"),
    ("净水机", "上门推销的事"),
    ("群租", "群租的事"),
    ("监控", "监控的事"),
    ("押金", "押金的事"),
    ("暖气", "暖气的事"),
    ("脱岗", "夜班没人的事"),
    ("推销", "上门推销的事"),
    ("巡逻", "夜里巡逻的事"),
    ("河涌", "河涌的事"),
    ("接送", "门口堵车的事"),
    ("电动车", "电动车的事"),
    ("消防通道", "消防通道的事"),
];

/// The matter as one speaks of it; empty when nothing is known of it. Nothing is named that neither the owner's words
/// nor their gist hold: a wrong name is worse than 您说的事.
pub fn of(situation: Option<&Situation>, facts: &Facts) -> String {
    let gist = facts.gist();
    let words = format!("{gist}，{}", facts.verbatim.as_deref().unwrap_or_default());
    let told = situation.and_then(|situation| NamedBy::first(&situation.topics, &words));
    if let Some(told) = told {
        return told.to_owned();
    }
    let own = situation.map(|situation| situation.topic.as_str()).filter(|topic| !topic.is_empty());
    let held = own.filter(|topic| holds(&words, topic));
    let in_gist = || OF_WORD.iter().find(|(word, _)| gist.contains(word)).map(|(_, topic)| *topic);
    // What stands in many a story is seldom its matter.
    let telling = |word: &str| !["快递", "窗", "狗", "树", "垃圾"].contains(&word) && words.contains(word);
    let in_words = || OF_WORD.iter().find(|(word, _)| telling(word)).map(|(_, topic)| *topic);
    let category = || {
        let code = facts.category.as_ref()?;
        let topic = OF_CATEGORY.iter().find(|(one, _)| *one == code.as_str()).map(|(_, topic)| *topic)?;
        (holds(&words, topic) || code.as_str() == "attitude").then_some(topic)
    };
    let named = || in_short(&gist);
    let own = held.map(str::to_owned).or_else(|| situation.is_none().then(named).flatten());
    let known = || in_gist().or_else(in_words).or_else(category).map(str::to_owned);
    own.or_else(known).unwrap_or_default()
}

/// The matter by the first clause of its gist, where that is a name and no wish: `灭火器过期` is 灭火器过期的事.
fn in_short(gist: &str) -> Option<String> {
    const LONGEST: usize = 8;
    const NO_NAME: [&str; 22] = [
        "要求", "请", "希望", "咨询", "询问", "建议", "表扬", "感谢", "申请", "不满", "认为", "反映", "匿名",
        "网帖", "业主", "住户", "欲", "索", "您", "我", "转", "不愿",
    ];
    let first = gist.split(['，', '。', '；', ',', ';', '：', ' ']).next().unwrap_or_default();
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
