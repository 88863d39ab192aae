//! How one speaks of the matter of a case in a sentence (`电梯的事`), while nobody wants its record read out.

use crate::domain::case::Facts;
use crate::library::situation::Situation;

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
const OF_WORD: [(&str, &str); 38] = [
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
    ("推销", "上门推销的事"),
    ("巡逻", "夜里巡逻的事"),
    ("河涌", "河涌的事"),
    ("接送", "门口堵车的事"),
    ("电动车", "电动车的事"),
    ("消防通道", "消防通道的事"),
];

/// The matter as one speaks of it; empty when nothing is known of it.
pub fn of(situation: Option<&Situation>, facts: &Facts) -> String {
    let own = situation.map(|situation| situation.topic.as_str()).filter(|topic| !topic.is_empty());
    let gist = facts.gist();
    let word = || OF_WORD.iter().find(|(word, _)| gist.contains(word)).map(|(_, topic)| *topic);
    let category = || {
        let code = facts.category.as_ref()?;
        OF_CATEGORY.iter().find(|(one, _)| *one == code.as_str()).map(|(_, topic)| *topic)
    };
    own.or_else(word).or_else(category).unwrap_or_default().to_owned()
}
