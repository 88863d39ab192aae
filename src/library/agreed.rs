//! What was agreed to be done, as it is said back to the owner: all of it, first what concerns his wish or his money, and an
//! answer to what he said when he agreed. Where a part may not be said, or it is more than a breath or two hold, nothing is:
//! he has just heard it. Words only. Ledger 06-05, 12-69.

use crate::library::in_plain::{self, Listener, Record};
use crate::library::speakable::{self, BREATH, rules};
use crate::library::word_match::heard;

/// Most measures that are said, most characters of all that is said.
const MOST: usize = 3;
const ALL: usize = 44;
/// Words with which he declines a part of what is proposed.
const DECLINES: [&str; 4] = ["不用", "不要", "不必", "别"];

/// The measures as they are said; `None` where none of them may be.
pub fn told(record: &str, opinion: Option<&str>, to: &Listener<'_>) -> Option<String> {
    let opinion = opinion.unwrap_or_default();
    let record = in_plain::prepared(record, to);
    let parts = in_plain::clauses(&record, Record::Measures).into_iter().flat_map(|(_, part)| parted(&part));
    let mut units: Vec<String> = Vec::new();
    for part in parts {
        let bound = in_plain::is_bound(&part);
        let kept = measures(&part, opinion, to);
        if kept.is_empty() && !declined(&part, opinion) {
            return None;
        }
        match units.last_mut().filter(|_| bound) {
            Some(last) => kept.iter().for_each(|more| last.extend(["，", more.as_str()])),
            None => units.extend(kept),
        }
    }
    units.dedup();
    let concerns = |unit: &str| {
        let money = rules().plan_money.iter().any(|word| unit.contains(word.as_str()));
        let asks = ["钱", "退", "赔", "费", "医药"]
            .iter()
            .any(|word| to.words.contains(word) || opinion.contains(word));
        3 * i32::from(money && asks)
            + 2 * i32::from(shares(unit, opinion))
            + i32::from(shares(unit, to.words))
    };
    if units.len() > MOST {
        return None;
    }
    units.sort_by_key(|unit| std::cmp::Reverse(concerns(unit)));
    let reply = rules().replies.iter().find(|(word, _)| heard(opinion, word)).map(|(_, said)| said.clone());
    let said: Vec<String> = units.into_iter().chain(reply).collect();
    let text = said.join("，");
    (!text.is_empty() && text.chars().count() <= ALL).then_some(text)
}

/// A clause of what is agreed; of one that is too long for one breath, or that is in part for the office, its parts.
fn parted(clause: &str) -> Vec<String> {
    let long = clause.chars().count() > BREATH
        || rules().plan_drop.iter().any(|word| clause.contains(word.as_str()));
    if long {
        clause.split('、').map(|part| part.trim().to_owned()).collect()
    } else {
        vec![clause.to_owned()]
    }
}

/// The measures of a clause that may be said, each short enough for one breath.
fn measures(part: &str, opinion: &str, to: &Listener<'_>) -> Vec<String> {
    let dropped = rules().plan_drop.iter().any(|word| part.contains(word.as_str()));
    if dropped || declined(part, opinion) || speakable::is_of_others(part) {
        return Vec::new();
    }
    let said = in_plain::clause(part, Record::Measures, to).filter(|said| !speakable::is_doubled(said));
    let pieces: Vec<String> = said.iter().flat_map(|said| said.split('，').map(str::to_owned)).collect();
    let short = pieces.iter().all(|piece| piece.chars().count() <= BREATH);
    if short { pieces } else { Vec::new() }
}

/// Whether he said that he does not want it: 检讨我不要看.
fn declined(part: &str, opinion: &str) -> bool {
    opinion
        .split(['，', '。', '；', '！', ','])
        .any(|clause| DECLINES.iter().any(|word| clause.contains(word)) && shares(part, clause))
}

/// Whether two texts share two characters that stand together in both.
fn shares(one: &str, other: &str) -> bool {
    let chars: Vec<char> = one.chars().collect();
    let pairs = chars.windows(2).filter(|pair| pair.iter().all(|c| c.is_alphabetic() && !c.is_ascii()));
    pairs.map(|pair| pair.iter().collect::<String>()).any(|pair| other.contains(&pair))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_was_agreed_is_said_or_nothing() {
        let day = "2026-11-03".parse().unwrap();
        let to = Listener {
            words: "物业费扣重了，要退钱",
            room: Some("5-1-902"),
            surname: Some("唐"),
            name: Some("唐女士"),
            woman: Some(true),
            superior: None,
            staff: &[],
            written: day,
            today: day,
        };
        let mut wrong = Vec::new();
        for (record, opinion, said) in [
            (
                "旧户号清理一遍；重复的1136元原路退，三个工作日内到账；昨天接待的同事当面道歉",
                "钱退就好，道歉不用到家里来",
                "重复的1136元原路退，三个工作日内到账，旧户号清理一遍，道歉不上您家",
            ),
            ("换浮球和备泵、每次预警前巡沟；不在前台谈金额", "行", ""),
            ("装闭门器、放烟灰筒在一楼户外、和站长约谈；不说是谁反映的", "就这样", ""),
            (
                "与舞队商定换小音箱并移到南侧风雨廊，高考前20:30停",
                "麻烦你们盯着",
                "跟舞队商定换小音箱，移到南侧风雨廊，高考前20:30停，我们盯着",
            ),
            (
                "小邱书面检讨并停接电话一周；漏水下午修；今后投诉电话两次没接自动转主任",
                "检讨我不要看",
                "漏水下午修，今后投诉电话两次没接自动转主任",
            ),
            ("教业主用小程序发访客码，夜里不用打电话", "", "教您用小程序发访客码，夜里不用打电话"),
            ("当场录入，明天早上门岗盯一趟", "", "这就录入，明天早上门岗盯一趟"),
            ("明日上午更换备用泵，今晚送桶装水到户", "", "明天上午换备用泵，今晚送桶装水到户"),
            ("可先垫付，但须业主签字", "", ""),
            ("换锁", "", "换锁"),
            ("责任人考核扣分", "", ""),
            (
                "补表、20日勘查后安装；若无余量给公共桩半价券",
                "",
                "补表、20日勘查后装上，要是没有余量给公共桩半价券",
            ),
        ] {
            let told = told(record, Some(opinion), &to).unwrap_or_default();
            if told != said {
                wrong.push((record, told, said));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
