//! Who in a record is the owner or one of his, and which of its clauses speak of others; what of it is too long for one
//! breath. Such a clause is left out, never mended. The words are data (`assets/library/agreed.toml`). Ledger 12-69, 20-34.

use std::sync::OnceLock;

use serde::Deserialize;

/// Most characters of a clause that is said.
pub const BREATH: usize = 16;

/// The shipped words of what is agreed, and of who is the owner or one of his.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SpokenRules {
    pub plan_drop: Vec<String>,
    pub plan_money: Vec<String>,
    pub replies: Vec<(String, String)>,
    kin: Vec<(String, String)>,
    elders: Vec<String>,
    himself: Vec<String>,
    pregnant: Vec<String>,
    relatives: Vec<String>,
    others: Vec<String>,
}

/// The shipped rules, parsed once.
#[expect(
    clippy::expect_used,
    reason = "the file is compiled in and a test parses it; there is nothing a user could do"
)]
pub(super) fn rules() -> &'static SpokenRules {
    static SHIPPED: OnceLock<SpokenRules> = OnceLock::new();
    SHIPPED.get_or_init(|| {
        toml::from_str(include_str!("../../assets/library/agreed.toml"))
            .expect("shipped rules are well formed")
    })
}

/// Whether a clause speaks of somebody in the third person: 他 and 她 who are not the owner, an old person who is nobody's.
pub fn is_of_others(clause: &str) -> bool {
    let clause = clause.replace("他们", "");
    let we = clause.replace("我们", "").replace("我司", "").replace("我方", "").replace("我处", "");
    let reports = ["告诉您结果", "点了赞", "点赞", "他说好"];
    // What he answered when he was told is no news to him: 小穆说收到.
    let answered = ["您说", "您听着", "您表示", "您回"].iter().any(|head| clause.starts_with(head));
    answered
        || has_pronoun(&clause)
        || we.contains('我')
        || rules().elders.iter().any(|word| clause.contains(word.as_str()))
        || reports.iter().any(|word| clause.contains(word))
        || ["告知", "和", "跟"].iter().any(|head| speaks_with(&clause, head))
}

/// Whether somebody is spoken of as 他 or 她.
pub fn has_pronoun(text: &str) -> bool {
    let text = ["其他", "他人", "吉他"].iter().fold(text.to_owned(), |text, word| text.replace(word, ""));
    text.contains(['他', '她'])
}

/// Whether a clause only tells that one of his people was spoken with: 和表姐通了电话.
fn speaks_with(clause: &str, head: &str) -> bool {
    let Some(rest) = clause.strip_prefix(head) else { return false };
    let spoke = ["通了电话", "说了", "通电话", "讲了", "谈过"];
    head == "告知" || spoke.iter().any(|word| rest.contains(word))
}

/// Whether a phrase stands twice in a row, or two words for the owner: 小区小区, 告诉您老人.
pub fn is_doubled(said: &str) -> bool {
    let chars: Vec<char> = said.chars().collect();
    let again = chars.windows(4).any(|four| match four {
        [one, two, three, four] => {
            one == three && two == four && one != two && *one != '一' && !one.is_ascii()
        }
        _ => false,
    });
    again || ["您您", "您老人", "您业主"].iter().any(|word| said.contains(word))
}

/// A record with the owner and his people in the second person: 她爱人 is 您爱人, 给他 is 给您, 来电人 is 您. Where somebody
/// else was named before, 他 may be that one and stays.
pub fn persons(record: &str, words: &str, name: Option<&str>, woman: Option<bool>) -> String {
    let rules = rules();
    let mut said = record.to_owned();
    let own = name.filter(|name| name.chars().count() >= 2);
    for caller in own.into_iter().chain(["来电人", "来访人", "报修人", "反映人本人", "投诉人", "诉求人"])
    {
        said = said.replace(caller, "您");
    }
    if ["我的车", "我车", "我这车", "我家车", "我那车", "车损", "砸到车", "砸了车"]
        .iter()
        .any(|word| words.contains(word))
    {
        said = said.replace("车主卡", "您卡上").replace("车主账户", "您账上");
    }
    if ["房东", "我租", "租客"].iter().any(|word| words.contains(word)) {
        said = said.replace("租客卡", "您卡上").replace("租客账户", "您账上");
    }
    for (told, person) in &rules.kin {
        let Some(elder) = rules.elders.iter().find(|elder| said.contains(elder.as_str())) else { break };
        if words.contains(told.as_str()) {
            said = said.replace(elder.as_str(), person);
        }
    }
    let is = |signs: &[String]| signs.iter().any(|sign| words.contains(sign.as_str()));
    if is(&rules.himself) {
        said = rules.elders.iter().fold(said, |said, elder| said.replace(elder.as_str(), "您"));
    }
    if is(&rules.pregnant) {
        said = said.replace("孕妇", "您");
    }
    for he in ['他', '她'].into_iter().filter(|he| woman != Some(*he == '他')) {
        for relative in &rules.relatives {
            said = said.replace(&format!("{he}{relative}"), &format!("您{relative}"));
        }
        said = second(&said, he, woman.is_some());
    }
    said
}

/// The record with 他 or 她 as 您, as far as nobody else was named before.
fn second(record: &str, he: char, told: bool) -> String {
    let rules = rules();
    let mut said = String::with_capacity(record.len());
    for c in record.chars() {
        let else_named =
            || rules.others.iter().any(|one| said.contains(one.as_str()) && !said.contains("您"));
        let own = c == he && told && !said.ends_with(['其', '吉']) && !else_named();
        said.push(if own { '您' } else { c });
    }
    // 他人 and 他们 are nobody of his.
    said.replace("您们", "他们").replace("您人", "他人")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_owner_and_his_people_are_spoken_to() {
        for (record, words, woman, said) in [
            (
                "15:50电已断，她爱人从坡道上来",
                "我老公下去挪车了",
                Some(true),
                "15:50电已断，您爱人从坡道上来",
            ),
            ("先借一组电瓶给他顶几天", "我跑外卖的", Some(false), "先借一组电瓶给您顶几天"),
            ("猫眼加一个小屏，她当场试用", "我一个人住", Some(true), "猫眼加一个小屏，您当场试用"),
            ("和表姐通了电话，他在表姐家", "我撑不下去了", Some(false), "和表姐通了电话，他在表姐家"),
            ("今天下午上门看望老人", "我妈困在电梯里", Some(true), "今天下午上门看望您母亲"),
            ("赔款打到车主卡", "树砸了我的车", Some(false), "赔款打到您卡上"),
            ("其他楼层也查了", "漏水", Some(false), "其他楼层也查了"),
            ("给小果回一张纸", "秋千坏了", None, "给您回一张纸"),
        ] {
            let name = record.contains("小果").then_some("小果");
            assert_eq!(persons(record, words, name, woman), said);
        }
        assert!(is_of_others("老人说胸闷减轻") && is_of_others("他说好") && !is_of_others("其他楼层也查了"));
    }
}
